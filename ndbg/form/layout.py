"""The tables as printed: every box with its position and its spans.

Word form, web page, workbook and Markdown all draw their tables from this.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import NamedTuple

from ndbg.form.model import Block, Cell, Table


class Kind(Enum):
    """The role of a box: a kind of head, or a figure."""

    REMARK = "remark"
    BLOCK = "block"
    COLUMN = "column"
    ROW = "row"
    FIGURE = "figure"


class Box(NamedTuple):
    """One box: its first row and column (from 0), its spans, its content.

    `cell` is the figure that belongs there; `leaf` is true for the head of a single line.
    """

    kind: Kind
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    text: str = ""
    leaf: bool = False
    cell: Cell | None = None

    @property
    def last_row(self) -> int:
        """The last row that it covers."""
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        """The last column that it covers."""
        return self.column + self.columns - 1


@dataclass(frozen=True, eq=False)
class Layout:
    """The boxes of a table, from the top left to the bottom right.

    The first `labels` columns hold the labels of the rows; the first `heads` rows are the head of the
    table, which is repeated on a new page.
    """

    table: Table
    boxes: tuple[Box, ...]
    labels: int
    heads: int

    @cached_property
    def height(self) -> int:
        """The number of rows."""
        return max(box.last_row for box in self.boxes) + 1

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max(box.last_column for box in self.boxes) + 1

    @cached_property
    def rows(self) -> tuple[tuple[Box, ...], ...]:
        """The boxes that begin in each row, from left to right."""
        return tuple(
            tuple(sorted((box for box in self.boxes if box.row == row), key=lambda box: box.column))
            for row in range(self.height)
        )

    @cached_property
    def parts(self) -> tuple[range, ...]:
        """The rows of each part: the head of the table, if it has one, then each block."""
        starts = sorted({0, self.heads, *(box.row for box in self.boxes if box.kind is Kind.BLOCK)})
        return tuple(
            range(start, end)
            for start, end in zip(starts, (*starts[1:], self.height), strict=True)
            if start < end
        )

    def headers(self, figure: Box) -> tuple[Box, ...]:
        """The heads of a figure: of its block, of its columns from the top, of its rows from the left."""
        part = next(part for part in self.parts if figure.row in part)
        above = {*range(self.heads), *part}
        return tuple(
            box
            for box in self.boxes
            if (
                box.kind in (Kind.BLOCK, Kind.COLUMN)
                and box.row in above
                and box.column <= figure.last_column
                and figure.column <= box.last_column
            )
            or (box.kind is Kind.ROW and box.row <= figure.row <= box.last_row)
        )


@lru_cache
def layout(table: Table) -> Layout:
    """The layout of a table."""
    if len(table.blocks) > 1:
        return Layout(table, tuple(_stacked(table)), labels=1, heads=0)
    block = table.blocks[0]
    heads = max(len(column.label.under) for column in block.columns) + 1
    labels = max(len(row.label.under) for row in block.rows) + 1 if block.rows[0].id else 0
    return Layout(table, tuple(_single(table, block, heads, labels)), labels, heads)


def _stacked(table: Table) -> Iterator[Box]:
    """Blocks stacked, each under its heading; the last column spans what is left of the width."""
    widest = max(len(block.columns) for block in table.blocks)
    at = 0
    for block in table.blocks:
        spans = [1] * (len(block.columns) - 1) + [widest - len(block.columns) + 1]
        yield Box(Kind.BLOCK, at, 0, columns=widest + 1, text=block.heading)
        yield Box(Kind.COLUMN, at + 1, 0, text=table.corner, leaf=True)
        for column, (head, span) in enumerate(zip(block.columns, spans, strict=True), 1):
            yield Box(Kind.COLUMN, at + 1, column, columns=span, text=head.label.text, leaf=True)
        for number, row in enumerate(block.rows, at + 2):
            yield Box(Kind.ROW, number, 0, text=row.label.text, leaf=True)
            for column, (head, span) in enumerate(zip(block.columns, spans, strict=True), 1):
                yield Box(Kind.FIGURE, number, column, columns=span, cell=block.cell(row, head))
        at += 2 + len(block.rows)


def _single(table: Table, block: Block, heads: int, labels: int) -> Iterator[Box]:
    """One block: column heads above, row labels to the left, a remark in the corner."""
    if labels:
        yield Box(Kind.REMARK, 0, 0, heads, labels, table.corner)
    for (first, last), (top, bottom), text, leaf in _nested(
        [(*column.label.under, column.label.text) for column in block.columns], heads
    ):
        left, columns = labels + first, last - first + 1
        yield Box(Kind.COLUMN, top, left, bottom - top + 1, columns, text, leaf)
    if labels:
        for (first, last), (left, right), text, leaf in _nested(
            [(*row.label.under, row.label.text) for row in block.rows], labels
        ):
            top, rows = heads + first, last - first + 1
            yield Box(Kind.ROW, top, left, rows, right - left + 1, text, leaf)
    for number, row in enumerate(block.rows, heads):
        for place, column in enumerate(block.columns, labels):
            yield Box(Kind.FIGURE, number, place, cell=block.cell(row, column))


def _nested(
    paths: Sequence[tuple[str, ...]], depth: int
) -> Iterator[tuple[tuple[int, int], tuple[int, int], str, bool]]:
    """The boxes of nested heads, for the `paths` of some lines: the groups of each from the outside in, and its label.

    A box is its first and last line, its first and last level, its text, and whether it heads a single line. In a path
    shorter than `depth` one box spans the remaining levels: that of the label where the paths of its outermost group
    differ in length, else that of the outermost group.
    """
    for index, path in enumerate(paths):
        of_group = [other for other in paths if other[0] == path[0]]
        stretched = 0 if all(len(other) == len(path) for other in of_group) else len(path) - 1
        level = 0
        for place, text in enumerate(path):
            bottom = level + (depth - len(path) if place == stretched else 0)
            begins = path[: place + 1]
            if index == 0 or paths[index - 1][: place + 1] != begins:
                lines = sum(1 for _ in takewhile(begins.__eq__, (p[: place + 1] for p in paths[index:])))
                yield (index, index + lines - 1), (level, bottom), text, place == len(path) - 1
            level = bottom + 1
