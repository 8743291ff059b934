"""The rows below a head: which of their cells hold the figures."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.grid.cells import Grid, GridCell
from ndbg.document.grid.head import Head
from ndbg.document.grid.labels import row_meant
from ndbg.form import Block, Form, Line
from ndbg.text.labels import bare, tight
from ndbg.text.patterns import HAN, Pattern

T = TypeVar("T")

# Words where a number belongs, but for those that stand for none.
WORDS = Pattern(rf"(?!无$|不涉及$|未填$)[^\d]*{HAN}[^\d]*", re.DOTALL)
_MOST_LABELS = 8  # cells of a row that are looked at for its label


@cache
def _of_form(form: Form) -> frozenset[str]:
    """What a form itself says, and so no figure, as `bare` gives it."""
    return frozenset(
        key
        for block in form.blocks
        for line in (*block.rows, *block.columns)
        for key in (*line.label.wordings(), *map(bare, line.label.under), bare(block.heading))
        if key
    )


class _Siblings(NamedTuple):
    """The rows of one block in a grid: how far they reach, the most cells behind a label.

    `filled` leaves out the blank ones at the end; `aside`: of some row figures begin before
    the columns of the head.
    """

    reach: int
    cells: int
    filled: int
    aside: bool


class Below(Generic[T]):
    """The rows of a grid below a head.

    `blocks` gives the grid column of each column, for the blocks that the head names; `heads` are
    the rows of the grid that are heads.
    """

    def __init__(
        self, grid: Grid[T], heads: Collection[int], head: Head, blocks: dict[Block, dict[Line, int]]
    ) -> None:
        self._grid, self._heads = grid, heads
        self.head, self.blocks = head, blocks
        self._known: dict[Block, _Siblings] = {}

    def on(self, grid: Grid[T], heads: Collection[int]) -> "Below[T]":
        """The rows of the next grid below the same head, as after a page break."""
        return Below(grid, heads, self.head, self.blocks)

    def figures(self, row: int, block: Block, label: GridCell[T] | None) -> Mapping[Line, GridCell[T]]:
        """The cells of a row that hold the figures of a block; none where that cannot be told."""
        if self._is_crooked(row, block):
            return self._in_order(row, block, label)
        found = self._by_position(row, block, label)
        return found or (self._by_count(row, block, label) if label else {})

    def _is_crooked(self, row: int, block: Block) -> bool:
        """Whether the cells of a row do not stand right below those of the head.

        So it is where borders were moved by hand, each row's for itself.
        """
        first = min(self.blocks[block].values())
        cells = self._grid.rows[row][first:]
        if len(set(cells)) == len(cells) and cells and cells[0] and cells[0].column == first:
            return False  # one column each, as nearly always
        spans = ((cell.column, self._grid.end(row, cell)) for cell in self._grid.across(row))
        return any(end > first and self.head.is_crossed(at, end) for at, end in spans)

    def _in_order(self, row: int, block: Block, label: GridCell[T] | None) -> dict[Line, GridCell[T]]:
        """The cells of a crooked row: one for each column, in order, each below some of its own."""
        columns = self.blocks[block]
        placed = sorted(columns, key=lambda column: columns[column])
        cells = _behind(self._grid, row, label) if label else self._grid.across(row)
        # A blank cell may be the label's, merged once.
        if len(cells) != len(placed) or not self._names_just(block) or not tight(cells[0].text):
            return {}
        ends = self.head.ends
        below = all(
            cell.column < ends[columns[column]] and self._grid.end(row, cell) > columns[column]
            for column, cell in zip(placed, cells, strict=True)
        )
        return dict(zip(placed, cells, strict=True)) if below and all(map(_is_value, cells)) else {}

    def _by_position(self, row: int, block: Block, label: GridCell[T] | None) -> dict[Line, GridCell[T]]:
        """The cell under each column of the head; none at all where they may stand aside."""
        head, columns = self.head, self.blocks[block]
        first = min(columns.values())
        found = {column: cell for column, at in columns.items() if (cell := self._cell(row, at))}
        if len(found) < len(columns) or any(c.column < first for c in found.values()):
            return {}  # cells are missing or pushed aside: what stands under a head may be its neighbour's
        siblings = self._siblings(block)
        if _reach(self._grid, row) < max(max(head.covered) + 1, siblings.reach):
            return {}  # narrower than the head or the rows beside it: a cell has gone, whichever it was
        beyond = (at for at in range(first, self._grid.width) if at not in head.covered)
        if any((cell := self._grid.at(row, at)) and bare(cell.text) for at in beyond):
            return {}  # the head is narrower than the row: a part of it is missing
        if any(bare(cell.text) in _of_form(self.head.form) for cell in found.values()):
            return {}  # another row has run into this one
        if label is None:
            return found
        between = self._between(row, label, first)
        if label.column >= first or any(tight(cell.text) for cell in between):
            return {}  # figures begin before the columns that they belong to
        # Where other rows' figures do, what is blank here may be a figure too.
        return {} if between and siblings.aside else found

    def _between(self, row: int, label: GridCell[T], first: int) -> list[GridCell[T]]:
        """The cells between a label and the figures that are no labels, nor under a head of their own."""
        above = self.head.above
        return [
            cell
            for cell in self._grid.across(row)
            if label.column < cell.column < first
            and _is_value(cell)
            and above(cell.column) in ((), above(label.column))
        ]

    def _siblings(self, block: Block) -> _Siblings:
        """What the rows of a block have in common below the head."""
        if block not in self._known:
            labels = {
                row: label for row, label in self._labels.items() if _block_of(label, self.head.form) is block
            }
            first = min(self.blocks[block].values())
            behind = [_behind(self._grid, row, label) for row, label in labels.items()]
            self._known[block] = _Siblings(
                reach=max((_reach(self._grid, row) for row in labels), default=0),
                cells=max(map(len, behind), default=0),
                filled=max((len(_filled(cells)) for cells in behind), default=0),
                aside=any(
                    tight(cell.text)
                    for row, label in labels.items()
                    for cell in self._between(row, label, first)
                ),
            )
        return self._known[block]

    def _by_count(self, row: int, block: Block, label: GridCell[T]) -> dict[Line, GridCell[T]]:
        """The cells behind a row's label, where they are just as many as the block has columns.

        So it is where rows have lost the cells of their groups. The head must name all
        columns and no other, and no row may have more.
        """
        columns, most = self.blocks[block], len(block.columns)
        placed = sorted(columns, key=lambda column: columns[column])
        if not self._names_just(block):
            return {}
        cells = _behind(self._grid, row, label)
        filled = _filled(cells)
        begins = not filled or tight(filled[0].text)  # a blank cell may be the label's, merged once
        if len(placed) < most or not begins or not all(map(_is_value, filled)):
            return {}
        siblings = self._siblings(block)
        whole = len(filled) == most and siblings.filled <= most
        blank = len(cells) == most and siblings.cells <= most
        return dict(zip(placed, cells, strict=False)) if whole or blank else {}

    def _names_just(self, block: Block) -> bool:
        """Whether the head names those columns of a block that were found in it, and no other."""
        columns = set(self.blocks[block].values())
        named = {at for at, path in self.head.paths.items() if any(map(bare, path))}
        return {at for at in named if at >= min(columns)} == columns

    def _cell(self, row: int, at: int) -> GridCell[T] | None:
        """The cell of a row under a column of the head.

        Where several stand there, as when a merged cell is written out, all must say the
        same, or the first alone say anything; else what they say together is no figure.
        """
        first, end = self._grid.at(row, at), self.head.ends[at]
        if end == at + 1:
            return first
        others = [
            c for c in dict.fromkeys(self._grid.at(row, a) for a in range(at, end)) if c and c is not first
        ]
        # One that reaches beyond this column is the next one's.
        others = [c for c in others if c.column >= at and self._grid.at(row, end) is not c]
        texts = {tight(cell.text) for cell in others} - {""}
        if first is None or texts <= {tight(first.text)}:
            return first
        return replace(first, text="".join(f"“{cell.text.strip()}”" for cell in (first, *others)))

    @cached_property
    def _labels(self) -> Mapping[int, GridCell[T]]:
        """The labels of the rows of the form, by the row."""
        bodies = (row for row in range(len(self._grid.rows)) if row not in self._heads)
        found = {row: label_of(self._grid.across(row), self.head.form) for row in bodies}
        return {row: label for row, label in found.items() if label and label.row == row}


def label_of(cells: Sequence[GridCell[T]], form: Form) -> GridCell[T] | None:
    """The last of some cells that is the label of a row of a form."""
    left = cells[:_MOST_LABELS]
    return next((cell for cell in reversed(left) if bare(cell.text) and row_meant(cell.text, form)), None)


def _block_of(label: GridCell[T], form: Form) -> Block | None:
    found = row_meant(label.text, form)
    return found[0] if found else None


def _behind(grid: Grid[T], row: int, label: GridCell[T]) -> list[GridCell[T]]:
    """The cells of a row behind its label."""
    return [cell for cell in grid.across(row) if cell.column > label.column]


def _reach(grid: Grid[T], row: int) -> int:
    """How far the cells of a row reach."""
    return max((at + 1 for at, cell in enumerate(grid.rows[row]) if cell), default=0)


def _filled(cells: Sequence[GridCell[T]]) -> Sequence[GridCell[T]]:
    """Cells without the blank ones at their end."""
    last = max((at for at, cell in enumerate(cells) if tight(cell.text)), default=-1)
    return cells[: last + 1]


def _is_value(cell: GridCell[T]) -> bool:
    return not WORDS.fullmatch(cell.text)
