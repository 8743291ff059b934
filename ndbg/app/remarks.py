"""Remarks gathered while a file is worked on."""

from collections.abc import Iterator
from contextlib import contextmanager

from ndbg.errors import NdbgError, Remark


@contextmanager
def remarking() -> Iterator[list[Remark]]:
    """An empty list to put remarks into. An NdbgError that is raised within carries what is in it by then."""
    remarks: list[Remark] = []
    try:
        yield remarks
    except NdbgError as error:
        error.remarks = (*remarks, *error.remarks)
        raise
