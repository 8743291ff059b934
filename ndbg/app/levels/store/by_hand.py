"""The tables of a store that people may open and save: roster, ledger and returns."""

import csv
from collections.abc import Iterator
from pathlib import Path

from ndbg.app.levels.store.tables import Row, damaged, ended


def _encoding(path: Path) -> str:
    """The encoding of a csv file: UTF-8, as written here, or GBK, as a spreadsheet program may have saved it."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for _ in file:
                pass
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def head_of(path: Path) -> tuple[str, ...]:
    """The head of a table."""
    with damaged(path), path.open(encoding=_encoding(path), newline="") as file:
        return tuple(next(csv.reader(file), ()))


def sound_rows(path: Path, head: Row) -> Iterator[tuple[int, list[str]]]:
    """The numbered rows of a table outside the batches. Raises NdbgError unless it is complete, with this head."""
    with damaged(path), path.open(encoding=_encoding(path), newline="") as file:
        reader = csv.reader(map(ended, file))
        if tuple(next(reader, ())) != tuple(head):
            raise ValueError
        for number, row in enumerate(reader, 2):
            if len(row) != len(head):
                raise ValueError
            yield number, row
