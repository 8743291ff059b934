"""Tables as grids: every position belongs to one cell; a merged cell has all positions that it covers."""

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_ABSURD = 50  # columns of one cell; the widest table of the form has 15


class GridCell(Generic[T]):
    """A cell of a grid: its first position, its text, its object in the file. It is never changed."""

    __slots__ = ("column", "payload", "row", "text")

    def __init__(self, row: int, column: int, text: str, payload: T) -> None:
        self.row = row
        self.column = column
        self.text = text
        self.payload = payload

    def with_text(self, text: str) -> "GridCell[T]":
        """The same cell with another text."""
        return GridCell(self.row, self.column, text, self.payload)


class Grid(Generic[T]):
    """The cells of a table by row and column; `None` where a row has no cell."""

    def __init__(self, rows: Sequence[Sequence[GridCell[T] | None]]) -> None:
        self.rows = rows

    def at(self, row: int, column: int) -> GridCell[T] | None:
        """The cell that covers a position."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def across(self, row: int) -> Sequence[GridCell[T]]:
        """The cells of a row from left to right, each once."""
        return self._across[row]

    @cached_property
    def _across(self) -> Sequence[Sequence[GridCell[T]]]:
        return [list(dict.fromkeys(filter(None, row))) for row in self.rows]

    def end(self, row: int, cell: GridCell[T]) -> int:
        """The index behind the last column of a row that a cell covers."""
        cells = self.rows[row]
        return next((at for at in range(cell.column, len(cells)) if cells[at] is not cell), len(cells))

    @property
    def only(self) -> GridCell[T] | None:
        """The only cell of a table, which is a frame around its content; None where there are several."""
        cells = {cell for row in self.rows for cell in row if cell}
        return cells.pop() if len(cells) == 1 else None

    @property
    def absurd(self) -> GridCell[T] | None:
        """The first cell over many more columns than a table of the form has; None without one."""
        for row in self.rows if self.width >= _ABSURD else ():
            for cell, run in groupby(row):
                if cell and sum(1 for _ in run) >= _ABSURD:
                    return cell
        return None

    @cached_property
    def width(self) -> int:
        """The number of columns of the longest row."""
        return max((len(row) for row in self.rows), default=0)


class Place(NamedTuple, Generic[T]):
    """A cell of the n-th grid of a document."""

    grid: int
    cell: GridCell[T]

    def __str__(self) -> str:
        return f"第{self.grid + 1}个表格第{self.cell.row + 1}行第{self.cell.column + 1}列"
