"""Where the figures of the form stand in the tables of a document."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from ndbg.form import FORM, Block, Line
from ndbg.form.labels import bare, tight
from ndbg.grid.cells import Grid, GridCell, Place
from ndbg.grid.head import Head, enough, head_of, is_head, names_groups
from ndbg.grid.labels import row_meant
from ndbg.patterns import HAN, Pattern

T = TypeVar("T")


class Located(NamedTuple, Generic[T]):
    """Where the figures stand.

    `places` by cell id; `repeated` those that stand more than once, and where else; `copies`,
    those of them that are in another table each time; `strangers`, labels beside figures that
    are none of the form's; `superseded`, labels of the form that was in force before this one.
    """

    places: Mapping[str, Place[T]]
    repeated: Mapping[str, Sequence[Place[T]]]
    copies: Collection[str]
    strangers: Sequence[tuple[str, Place[T]]]
    superseded: Sequence[str]

    @property
    def missing(self) -> list[str]:
        """The ids of the figures that were not found."""
        return [id for id in FORM.cells if id not in self.places]


def locate(grids: Iterable[Grid[T]]) -> Located[T]:
    """Find the figures of the form in the tables of a document."""
    scan: _Scan[T] = _Scan()
    for number, grid in enumerate(grids):
        scan.grid(number, grid)
    copies = scan.repeated.keys() - scan.twice
    return Located(scan.places, scan.repeated, copies, scan.strangers, list(scan.superseded))


# Words where a number belongs, but for those that stand for none.
_WORDS = Pattern(rf"(?!无$|不涉及$|未填$)[^\d]*{HAN}[^\d]*", re.DOTALL)
_MOST_HEADS = 100
_MOST_LABELS = 8  # cells of a row that are looked at for its label
_HIGHEST_HEAD = 12  # rows: what stands far above is no part of a head
# What the form itself says, and so no figure.
_OF_FORM = {
    key
    for block in FORM.blocks
    for line in (*block.rows, *block.columns)
    for key in (*line.label.wordings(), *map(bare, line.label.under), bare(block.heading))
    if key
}
# Texts of a row that splits each column by year: 上年, 本年, 增减.
_YEAR_SPLITS = {"增减", "同比", "变化"} | {
    f"{which}{one}年{of}" for which in "本上去今前" for one in ("", "一") for of in ("", "度")
}
_YEAR = Pattern(r"20\d\d年?度?", given="20")
_SUPERSEDED = {bare(text) for text in FORM.superseded}


class _Siblings(NamedTuple):
    """The rows of one block in a grid: how far they reach, the most cells behind a label.

    `filled` leaves out the blank ones at the end; `aside`: of some row figures begin before
    the columns of the head.
    """

    reach: int
    cells: int
    filled: int
    aside: bool


_ROW_GROUPS = {bare(group) for block in FORM.blocks for row in block.rows for group in row.label.under}


def _parts_columns(grid: Grid[T], row: int) -> bool:
    """Whether a row below a head parts its columns, into 上年 and 本年 for one."""
    texts = [tight(cell.text) for cell in grid.across(row) if tight(cell.text)]
    parts = [text for text in texts if text in _YEAR_SPLITS or _YEAR.fullmatch(text)]
    return len(parts) > 1 and len(parts) >= len(texts) - 1


class _Scan(Generic[T]):
    """Reads grids from top to bottom: heads, then rows under them.

    A head stays in force until the next one; a table that goes on in a new grid of the
    same width, as after a page break, goes on under the head of the one before.
    """

    def __init__(self) -> None:
        self.places: dict[str, Place[T]] = {}
        self.repeated: dict[str, list[Place[T]]] = {}
        self.twice: set[str] = set()  # under one and the same head
        self.strangers: list[tuple[str, Place[T]]] = []
        self.superseded: dict[str, None] = {}
        self._head: Head | None = None
        self._under: dict[str, Head | None] = {}
        self._heads: set[int] = set()
        self._unlabelled: list[int] = []
        self._labels: dict[int, GridCell[T]] | None = None
        self._known: dict[Block, _Siblings] = {}
        self._blocks: dict[Block, dict[Line, int]] = {}

    def grid(self, number: int, grid: Grid[T]) -> None:
        if self._head and self._head.width != grid.width:
            self._head = None
        self._labels, self._known = None, {}
        self._heads = {row for row in range(len(grid.rows)) if is_head(grid, row)}
        top = heads = 0
        for row in range(len(grid.rows)):
            self.superseded |= {c.text: None for c in grid.across(row) if bare(c.text) in _SUPERSEDED}
            if row in self._heads:
                heads += 1
                if heads > _MOST_HEADS:
                    break  # no form has so many, and each takes time
                self._settle(number, grid)
                self._enter(grid, top, row)
            elif self._head and _parts_columns(grid, row):
                self._blocks = {}  # each column is parted in several, of which only one can be meant
            elif self._head and not names_groups(grid, row) and self._figures(number, grid, row):
                top = row + 1
        self._settle(number, grid)

    def _settle(self, number: int, grid: Grid[T]) -> None:
        """Take the one row without a label under a head that has its figures in such a row."""
        block = next((b for b in self._blocks if not b.rows[0].id), None)
        rows, self._unlabelled = self._unlabelled, []
        if block is None or not rows:
            return
        at = self._blocks[block].values()
        rows = [row for row in rows if len(grid.across(row)) > 1]  # one cell right across is a note
        texts = {row: [cell.text.strip() if (cell := grid.at(row, c)) else "" for c in at] for row in rows}
        # A row that counts the columns, 1 2 3 …, holds no figures, and neither does one of words.
        rows = [r for r in rows if texts[r] != [f"{n}" for n in range(1, len(at) + 1)]]
        rows = [r for r in rows if not any(_WORDS.fullmatch(text) for text in texts[r])]
        this_year = [r for r in rows if any("本年" in cell.text for cell in grid.across(r))]
        filled = [r for r in rows if any(texts[r])]
        only = next((found for found in (rows, this_year, filled) if len(found) == 1), None)
        if only:
            self._note(number, only[0], block, block.rows[0], self._found(grid, only[0], block, None))
        del self._blocks[block]

    def _enter(self, grid: Grid[T], top: int, bottom: int) -> None:
        """Take the rows from `top` to `bottom` as the head of what follows."""
        self._head = head_of(grid, max(top, bottom + 1 - _HIGHEST_HEAD), bottom)
        self._known = {}
        found = {block: self._head.columns(block) for block in self._head.blocks}
        self._blocks = {block: columns for block, columns in found.items() if len(columns) >= enough(block)}

    def _figures(self, number: int, grid: Grid[T], row: int) -> bool:
        """Note the figures of a row; False where it is none of the form's rows."""
        first = min((at for c in self._blocks.values() for at in c.values()), default=0)
        labels = [c for c in grid.across(row) if c.column < first and bare(c.text)]
        label = _label(labels) or _label(grid.across(row))
        found = row_meant(label.text) if label else None
        if any(not block.rows[0].id for block in self._blocks):
            self._unlabelled += [] if found else [row]
            return True
        if label is None or found is None or found[0] not in self._blocks:
            if labels:
                self.strangers.append((labels[-1].text, Place(number, labels[-1])))
            return False
        block, line = found
        groups = {bare(cell.text) for cell in labels if cell is not label} & _ROW_GROUPS
        if groups - {bare(group) for group in line.label.under}:
            self.strangers.append((label.text, Place(number, label)))
            return False  # the 合计 of a group is not that of all
        self._note(number, row, block, line, self._found(grid, row, block, label))
        return True

    def _found(
        self, grid: Grid[T], row: int, block: Block, label: GridCell[T] | None
    ) -> Mapping[Line, GridCell[T]]:
        """The cells of a row that hold the figures of a block; none where that cannot be told."""
        if self._is_crooked(grid, row, block):
            return self._in_order(grid, row, block, label)
        found = self._by_position(grid, row, block, label)
        return found or (self._by_count(grid, row, block, label) if label else {})

    def _is_crooked(self, grid: Grid[T], row: int, block: Block) -> bool:
        """Whether the cells of a row do not stand right below those of the head.

        So it is where borders were moved by hand, each row's for itself.
        """
        head, first = self._head, min(self._blocks[block].values())
        cells = grid.rows[row][first:]
        if head is None or (
            len(set(cells)) == len(cells) and cells and cells[0] and cells[0].column == first
        ):
            return False  # one column each, as nearly always
        spans = ((cell.column, grid.end(row, cell)) for cell in grid.across(row))
        return any(end > first and head.is_crossed(at, end) for at, end in spans)

    def _in_order(
        self, grid: Grid[T], row: int, block: Block, label: GridCell[T] | None
    ) -> dict[Line, GridCell[T]]:
        """The cells of a crooked row: one for each column, in order, each below some of its own."""
        columns = self._blocks[block]
        placed = sorted(columns, key=lambda column: columns[column])
        cells = _behind(grid, row, label) if label else grid.across(row)
        # A blank cell may be the label's, merged once.
        if len(cells) != len(placed) or not self._names_just(block) or not tight(cells[0].text):
            return {}
        ends = self._head.ends if self._head else {}
        below = all(
            cell.column < ends[columns[column]] and grid.end(row, cell) > columns[column]
            for column, cell in zip(placed, cells, strict=True)
        )
        return dict(zip(placed, cells, strict=True)) if below and all(map(_is_value, cells)) else {}

    def _by_position(
        self, grid: Grid[T], row: int, block: Block, label: GridCell[T] | None
    ) -> dict[Line, GridCell[T]]:
        """The cell under each column of the head; none at all where they may stand aside."""
        head, columns = self._head, self._blocks[block]
        first = min(columns.values())
        found = {column: cell for column, at in columns.items() if (cell := self._cell(grid, row, at))}
        if head is None or len(found) < len(columns) or any(c.column < first for c in found.values()):
            return {}  # cells are missing or pushed aside: what stands under a head may be its neighbour's
        siblings = self._siblings(grid, block)
        if _reach(grid, row) < max(max(head.covered) + 1, siblings.reach):
            return {}  # narrower than the head or the rows beside it: a cell has gone, whichever it was
        beyond = (at for at in range(first, grid.width) if at not in head.covered)
        if any((cell := grid.at(row, at)) and bare(cell.text) for at in beyond):
            return {}  # the head is narrower than the row: a part of it is missing
        if any(bare(cell.text) in _OF_FORM for cell in found.values()):
            return {}  # another row has run into this one
        if label is None:
            return found
        between = self._between(grid, row, label, first)
        if label.column >= first or any(tight(cell.text) for cell in between):
            return {}  # figures begin before the columns that they belong to
        # Where other rows' figures do, what is blank here may be a figure too.
        return {} if between and siblings.aside else found

    def _between(self, grid: Grid[T], row: int, label: GridCell[T], first: int) -> list[GridCell[T]]:
        """The cells between a label and the figures that are no labels, nor under a head of their own."""
        above = self._head.above if self._head else (lambda _: ())
        return [
            cell
            for cell in grid.across(row)
            if label.column < cell.column < first
            and _is_value(cell)
            and above(cell.column) in ((), above(label.column))
        ]

    def _siblings(self, grid: Grid[T], block: Block) -> _Siblings:
        """What the rows of a block in a grid have in common, under the head that is in force."""
        if self._labels is None:
            bodies = (row for row in range(len(grid.rows)) if row not in self._heads)
            found = {row: _label(grid.across(row)) for row in bodies}
            self._labels = {row: label for row, label in found.items() if label and label.row == row}
        if block not in self._known:
            labels = {row: label for row, label in self._labels.items() if _block_of(label) is block}
            first = min(self._blocks[block].values())
            behind = [_behind(grid, row, label) for row, label in labels.items()]
            self._known[block] = _Siblings(
                reach=max((_reach(grid, row) for row in labels), default=0),
                cells=max(map(len, behind), default=0),
                filled=max((len(_filled(cells)) for cells in behind), default=0),
                aside=any(
                    tight(cell.text)
                    for row, label in labels.items()
                    for cell in self._between(grid, row, label, first)
                ),
            )
        return self._known[block]

    def _by_count(self, grid: Grid[T], row: int, block: Block, label: GridCell[T]) -> dict[Line, GridCell[T]]:
        """The cells behind a row's label, where they are just as many as the block has columns.

        So it is where rows have lost the cells of their groups. The head must name all
        columns and no other, and no row may have more.
        """
        columns, most = self._blocks[block], len(block.columns)
        placed = sorted(columns, key=lambda column: columns[column])
        if not self._names_just(block):
            return {}
        cells = _behind(grid, row, label)
        filled = _filled(cells)
        begins = not filled or tight(filled[0].text)  # a blank cell may be the label's, merged once
        if len(placed) < most or not begins or not all(map(_is_value, filled)):
            return {}
        siblings = self._siblings(grid, block)
        whole = len(filled) == most and siblings.filled <= most
        blank = len(cells) == most and siblings.cells <= most
        return dict(zip(placed, cells, strict=False)) if whole or blank else {}

    def _names_just(self, block: Block) -> bool:
        """Whether the head names those columns of a block that were found in it, and no other."""
        columns = set(self._blocks[block].values())
        named = {at for at, path in self._head.paths.items() if any(map(bare, path))} if self._head else set()
        return {at for at in named if at >= min(columns)} == columns

    def _cell(self, grid: Grid[T], row: int, at: int) -> GridCell[T] | None:
        """The cell of a row under a column of the head.

        Where several stand there, as when a merged cell is written out, all must say the
        same, or the first alone say anything; else what they say together is no figure.
        """
        first, end = grid.at(row, at), self._head.ends[at] if self._head else at + 1
        if end == at + 1:
            return first
        others = [c for c in dict.fromkeys(grid.at(row, a) for a in range(at, end)) if c and c is not first]
        # One that reaches beyond this column is the next one's.
        others = [c for c in others if c.column >= at and grid.at(row, end) is not c]
        texts = {tight(cell.text) for cell in others} - {""}
        if first is None or texts <= {tight(first.text)}:
            return first
        return replace(first, text="".join(f"“{cell.text.strip()}”" for cell in (first, *others)))

    def _note(
        self, number: int, row: int, block: Block, line: Line, cells: Mapping[Line, GridCell[T]]
    ) -> None:
        all_cells = list(cells.values())
        for column, cell in cells.items():
            # A cell merged with another column or with the row above belongs to neither.
            if cell.row != row or all_cells.count(cell) > 1:
                continue
            id = block.cell(line, column).id
            if id not in self.places:
                self.places[id] = Place(number, cell)
            else:
                self.repeated.setdefault(id, []).append(Place(number, cell))
                self.twice |= {id} if self._under[id] is self._head else set()
            self._under[id] = self._head


def _label(cells: Sequence[GridCell[T]]) -> GridCell[T] | None:
    """The last of some cells that is the label of a row of the form."""
    left = cells[:_MOST_LABELS]
    return next((cell for cell in reversed(left) if bare(cell.text) and row_meant(cell.text)), None)


def _block_of(label: GridCell[T]) -> Block | None:
    found = row_meant(label.text)
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
    return not _WORDS.fullmatch(cell.text)
