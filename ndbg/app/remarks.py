"""Remarks gathered while a file is worked on."""

from collections.abc import Iterator
from contextlib import contextmanager

from ndbg.errors import NdbgError, Remark


@contextmanager
def remarking() -> Iterator[list[Remark]]:
    """A list for remarks; an NdbgError raised in the context gets those collected so far."""
    remarks: list[Remark] = []
    try:
        yield remarks
    except NdbgError as error:
        error.remarks = (*remarks, *error.remarks)
        raise
