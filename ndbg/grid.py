"""Tables as grids, and where each figure of the form stands in them.

A grid is what a reader sees: every position belongs to one cell, a merged cell to
all the positions that it covers. `locate` finds the figures by the labels of the
form, never by position, so that one finder serves every layout and every format,
reading and writing alike.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from ndbg.form import FORM, Block, Label, Line
from ndbg.form.labels import bare, likeness, readings

T = TypeVar("T")

# A label that equals none may still be taken for the one that it is almost the same as,
# where every other is clearly further away: 申请内容仍不明确 for 补正后申请内容仍不明确.
_ALIKE, _APART = 0.85, 0.15


@dataclass(frozen=True, slots=True, eq=False)
class GridCell(Generic[T]):
    """A cell of a grid: where it begins, its text, and the thing that it is in its file."""

    row: int
    column: int
    text: str
    payload: T


@dataclass(frozen=True, slots=True)
class Grid(Generic[T]):
    """The cells of a table by row and column; `None` where a row has no cell."""

    rows: Sequence[Sequence[GridCell[T] | None]]

    def at(self, row: int, column: int) -> GridCell[T] | None:
        """The cell that covers a position."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def across(self, row: int) -> list[GridCell[T]]:
        """The cells of a row from left to right, each once."""
        return list(dict.fromkeys(cell for cell in self.rows[row] if cell))

    @property
    def width(self) -> int:
        """The number of columns of the longest row."""
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Place(Generic[T]):
    """A cell of the n-th grid of a document."""

    grid: int
    cell: GridCell[T]

    def __str__(self) -> str:
        return f"第{self.grid + 1}个表格第{self.cell.row + 1}行第{self.cell.column + 1}列"


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """Where the figures stand.

    `places` by cell id; `repeated` rows of the form that stand more than once; `strangers`,
    labels beside figures that are none of the form's; `superseded`, labels of the form
    that was in force before this one.
    """

    places: Mapping[str, Place[T]]
    repeated: Mapping[str, Place[T]]
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
    return Located(scan.places, scan.repeated, scan.strangers, list(scan.superseded))


# -- labels --------------------------------------------------------------------


def _meant(text: str, labels: Sequence[Label]) -> int | None:
    """The index of the label that a text means, if it means just one."""
    keys = set(readings(text))
    exact = [i for i, label in enumerate(labels) if keys & label.keys()]
    if exact or len(bare(text)) < 4 or bare(text).isdigit():
        return exact[0] if len(exact) == 1 else None
    ranked = sorted(
        ((max(likeness(text, t) for t in (label.text, *label.also)), i) for i, label in enumerate(labels)),
        reverse=True,
    )
    (best, index), (second, _) = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, 0)
    return index if best >= _ALIKE and best - second >= _APART else None


_ROWS = tuple((t_block, row) for t in FORM.tables for t_block in t.blocks for row in t_block.rows if row.id)
_ROW_LABELS = tuple(row.label for _, row in _ROWS)


@lru_cache(maxsize=4096)
def row_meant(text: str) -> tuple[Block, Line] | None:
    """The row of the form that a label means, with its block; None where that cannot be told."""
    index = _meant(text, _ROW_LABELS)
    return None if index is None else _ROWS[index]


# Words where a number belongs, but for those that stand for none.
_WORDS = re.compile(r"(?!无$|不涉及$|未填$)[^\d]*[\u4e00-\u9fff][^\d]*", re.DOTALL)
_GROUPS = {bare(g) for t in FORM.tables for b in t.blocks for c in b.columns for g in c.label.under}
_SUPERSEDED = {bare(text) for text in FORM.superseded}
_BLOCKS = tuple(block for table in FORM.tables for block in table.blocks)


# -- the scan ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Head:
    """The texts above each column of figures, from top to bottom, by where the column begins.

    What a head covers is one column, however many the grid has there; `covered` are the
    columns of the grid that the lowest row of the head reaches.
    """

    paths: Mapping[int, tuple[str, ...]]
    covered: frozenset[int]
    width: int

    def columns(self, block: Block) -> dict[Line, int]:
        """The grid column of each column of a block; those that cannot be told are left out."""
        meant = {at: _named_in(path, block) for at, path in self.paths.items()}
        if len({i for indices in meant.values() for i in indices}) < _enough(block):
            return {}
        if any(not _whole_group(block, group, self.paths, meant) for group in _groups(block)):
            return {}
        # Columns called alike are told apart by their groups; where a form has no groups at
        # all, by their order, which is fixed.
        grouped = {
            at: tuple(i for i in indices if _stands_under(block.columns[i].label, self.paths[at]))
            for at, indices in meant.items()
            if len(indices) > 1
        }
        if any(grouped.values()):
            meant |= grouped
        found: dict[Line, list[int]] = {}
        for at, path in self.paths.items():
            for index in meant[at] or _almost_named_in(path, block):
                found.setdefault(block.columns[index], []).append(at)
        placed = _placed(found)
        # A head with fewer columns than the form has lost one; which, its rows do not tell.
        heads = sum(at in self.covered and at >= min(placed.values(), default=0) for at in self.paths)
        return {} if heads < len(block.columns) or _torn(block, placed) else placed


def _torn(block: Block, placed: Mapping[Line, int]) -> bool:
    """Whether the columns of a block with groups stand otherwise than the form has them.

    A cell or a span that is missing among the names of the groups shows in that. Groups
    whose columns are called alike may stand in any order, each whole.
    """
    if not any(column.label.under for column in block.columns):
        return False
    across = sorted(placed, key=lambda column: placed[column])
    if len({column.label.text for column in block.columns}) == len(block.columns):
        return across != [column for column in block.columns if column in placed]
    # Alike columns of one group could be another's, so all of them must be told apart.
    groups = dict.fromkeys(column.label.under for column in across)
    return len(placed) < len(block.columns) or across != [
        column for under in groups for column in block.columns if column.label.under == under
    ]


def _placed(found: Mapping[Line, list[int]]) -> dict[Line, int]:
    """One grid column for each line: its own, or its share in order of those called alike."""
    placed: dict[Line, int] = {}
    for line, columns in found.items():
        alike = [other for other in found if found[other] == columns]
        if len(columns) == len(alike):
            placed[line] = columns[alike.index(line)]
    return placed


@lru_cache(maxsize=4096)
def _named(text: str, block: Block) -> tuple[int, ...]:
    """The indices of a block's columns that are called just so."""
    keys = set(readings(text))
    return tuple(i for i, column in enumerate(block.columns) if keys & column.label.keys())


@lru_cache(maxsize=4096)
def _column_meant(text: str, block: Block) -> int | None:
    return _meant(text, [column.label for column in block.columns])


def _named_in(path: Sequence[str], block: Block) -> tuple[int, ...]:
    """The columns named by the lowest text of a path that names any."""
    return next((found for text in reversed(path) if (found := _named(text, block))), ())


def _almost_named_in(path: Sequence[str], block: Block) -> tuple[int, ...]:
    return next(((i,) for text in reversed(path) if (i := _column_meant(text, block)) is not None), ())


def _heading(grid: Grid[T], row: int, at: int) -> GridCell[T] | None:
    """The cell that heads a column in a row of a head.

    Where a group's cells were not merged, its name stands once and blanks follow it.
    """
    cell = grid.at(row, at)
    if cell is None or bare(cell.text):
        return cell
    before = next((c for left in range(at - 1, -1, -1) if (c := grid.at(row, left)) and bare(c.text)), None)
    return before if before and bare(before.text) in _GROUPS else None


def _groups(block: Block) -> set[str]:
    return {column.label.under[-1] for column in block.columns if column.label.under}


def _whole_group(
    block: Block, group: str, paths: Mapping[int, Sequence[str]], meant: Mapping[int, Sequence[int]]
) -> bool:
    """Whether all columns of a group stand under its name, or none: a head that is torn tells nothing.

    Columns that recur in other groups are told apart by their groups later on.
    """
    under = [
        _stands_under(block.columns[indices[0]].label, paths[at])
        for at, indices in meant.items()
        if len(indices) == 1 and block.columns[indices[0]].label.under[-1:] == (group,)
    ]
    return all(under) or not any(under)


def _stands_under(label: Label, path: Sequence[str]) -> bool:
    """Whether a column is under its group; a page break may have cut the group's name in two."""
    if not label.under:
        return True
    group = bare(label.under[-1])
    return group in {key for text in path for key in readings(text)} or group in bare("".join(path))


class _Scan(Generic[T]):
    """Reads grids from top to bottom: heads, then rows under them.

    A head stays in force until the next one; a table that goes on in a new grid of the
    same width, as after a page break, goes on under the head of the one before.
    """

    def __init__(self) -> None:
        self.places: dict[str, Place[T]] = {}
        self.repeated: dict[str, Place[T]] = {}
        self.strangers: list[tuple[str, Place[T]]] = []
        self.superseded: dict[str, None] = {}
        self._head: _Head | None = None
        self._unlabelled: list[int] = []
        self._blocks: dict[Block, dict[Line, int]] = {}

    def grid(self, number: int, grid: Grid[T]) -> None:
        if self._head and self._head.width != grid.width:
            self._head = None
        top = 0
        for row in range(len(grid.rows)):
            self.superseded |= {c.text: None for c in grid.across(row) if bare(c.text) in _SUPERSEDED}
            if _is_head(grid, row):
                self._settle(number, grid)
                self._enter(grid, top, row)
            elif self._head and self._figures(number, grid, row):
                top = row + 1
        self._settle(number, grid)

    def _settle(self, number: int, grid: Grid[T]) -> None:
        """Take the one row without a label under a head that has its figures in such a row."""
        block = next((b for b in self._blocks if not b.rows[0].id), None)
        rows, self._unlabelled = self._unlabelled, []
        if block is None or not rows:
            return
        columns = self._blocks.pop(block)
        at = columns.values()
        texts = {row: [cell.text.strip() if (cell := grid.at(row, c)) else "" for c in at] for row in rows}
        # A row that counts the columns, 1 2 3 …, holds no figures, and neither does one of words.
        rows = [r for r in rows if texts[r] != [f"{n}" for n in range(1, len(at) + 1)]]
        rows = [r for r in rows if not any(_WORDS.fullmatch(text) for text in texts[r])]
        this_year = [r for r in rows if any("本年" in cell.text for cell in grid.across(r))]
        filled = [r for r in rows if any(texts[r])]
        only = next((found for found in (rows, this_year, filled) if len(found) == 1), None)
        if only:
            self._note(number, grid, only[0], block, block.rows[0], columns)

    def _enter(self, grid: Grid[T], top: int, bottom: int) -> None:
        """Take the rows from `top` to `bottom` as the head of what follows."""
        paths: dict[int, tuple[str, ...]] = {}
        seen: set[GridCell[T]] = set()
        for at in range(grid.width):
            above = [_heading(grid, row, at) for row in range(top, bottom + 1)]
            cells = list(dict.fromkeys(cell for cell in above if cell))
            if cells and cells[-1] not in seen and bare(cells[-1].text) not in _GROUPS:
                seen.add(cells[-1])
                paths[at] = tuple(cell.text for cell in cells)
        covered = frozenset(at for at in range(grid.width) if grid.at(bottom, at))
        self._head = _Head(paths, covered, grid.width)
        found = {block: self._head.columns(block) for block in _BLOCKS}
        self._blocks = {block: columns for block, columns in found.items() if len(columns) >= _enough(block)}

    def _figures(self, number: int, grid: Grid[T], row: int) -> bool:
        """Note the figures of a row; False where it is none of the form's rows."""
        first = min((at for c in self._blocks.values() for at in c.values()), default=0)
        labels = [c for c in grid.across(row) if c.column < first and bare(c.text)]
        found = next((m for c in reversed(labels) if (m := row_meant(c.text))), None)
        if any(not block.rows[0].id for block in self._blocks):
            self._unlabelled += [] if found else [row]
            return True
        if found is None or found[0] not in self._blocks:
            if labels:
                self.strangers.append((labels[-1].text, Place(number, labels[-1])))
            return False
        block, line = found
        self._note(number, grid, row, block, line, self._blocks[block])
        return True

    def _note(
        self, number: int, grid: Grid[T], row: int, block: Block, line: Line, columns: Mapping[Line, int]
    ) -> None:
        cells = {column: grid.at(row, at) for column, at in columns.items()}
        first = min(columns.values())
        if any(cell is None or cell.column < first for cell in cells.values()):
            return  # cells are missing or pushed aside: what stands under a head may be its neighbour's
        covered = self._head.covered if self._head else frozenset()
        beyond = (at for at in range(first, grid.width) if at not in covered)
        if any((cell := grid.at(row, at)) and bare(cell.text) for at in beyond):
            return  # the head is narrower than the row: a part of it is missing
        for column, cell in cells.items():
            # A cell merged with another column or with the row above belongs to neither.
            shared = sum(other is cell for other in cells.values()) > 1
            if cell is None or shared or cell.row != row:
                continue
            id = block.cell(line, column).id
            if id in self.places:
                self.repeated.setdefault(id, Place(number, cell))
            else:
                self.places[id] = Place(number, cell)


def _enough(block: Block) -> int:
    """How many of a block's columns make a row its head."""
    return min(2, len(block.columns))


def _is_head(grid: Grid[T], row: int) -> bool:
    labels = {bare(cell.text) for cell in grid.across(row) if cell.text}
    return any(sum(bool(_named(label, block)) for label in labels) >= _enough(block) for block in _BLOCKS)
