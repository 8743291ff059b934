"""Heads of tables: which column of the form each column of a grid is."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from ndbg.document.grid.cells import Grid, GridCell
from ndbg.document.grid.labels import meant
from ndbg.document.headings import is_heading
from ndbg.form import Block, Form, Label, Line
from ndbg.text.labels import bare, readings

T = TypeVar("T")


@cache
def _column_groups(form: Form) -> frozenset[str]:
    """The names of groups of columns, as `bare` gives them."""
    return frozenset(bare(g) for b in form.blocks for c in b.columns for g in c.label.under)


class Head(NamedTuple):
    """The texts above each column of figures, from top to bottom, by where the column begins.

    Grid columns under one head cell count as one column, and so do neighbours with the same text
    (a merged cell written out). `ends` tells where each column ends; `covered` are the grid columns
    that the lowest row of the head reaches.
    """

    paths: Mapping[int, tuple[str, ...]]
    ends: Mapping[int, int]
    covered: frozenset[int]
    width: int
    form: Form

    def is_crossed(self, begin: int, end: int) -> bool:
        """Whether a cell over some columns covers parts of two, as where borders do not meet those of the head."""
        if end == begin + 1:
            return False
        bounds = self.paths.keys() | self.ends.values()
        return not {begin, end} <= bounds and not bounds.isdisjoint(range(begin + 1, end))

    def above(self, at: int) -> tuple[str, ...]:
        """What stands above a column of the grid, if anything does."""
        begin = max((b for b in self.paths if b <= at < self.ends[b]), default=None)
        return () if begin is None else tuple(text for text in map(bare, self.paths[begin]) if text)

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks of which it names a column; of all others it gives none."""
        texts = (text for path in self.paths.values() for text in path)
        named = {block for text in texts for block in _blocks_naming(text, self.form)}
        return [block for block in self.form.blocks if block in named]

    def columns(self, block: Block) -> dict[Line, int]:
        """The grid column of each column of a block; those that cannot be told are left out."""
        meant = {at: _named_in(path, block) for at, path in self.paths.items()}
        named = sum(map(bool, meant.values()))
        if len({i for indices in meant.values() for i in indices}) < enough(block):
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
        if _recurs(
            block
        ):  # a part of its groups may stand in a table of their own, but all that is named must
            whole = len(placed) == named
        else:  # a head with fewer columns than the form has lost one; which, its rows do not tell
            first = min(placed.values(), default=0)
            whole = sum(at in self.covered and at >= first for at in self.paths) >= len(block.columns)
        return placed if whole and not _torn(block, placed) else {}


def head_of(grid: Grid[T], top: int, bottom: int, form: Form) -> Head:
    """The rows from `top` to `bottom` of a grid as a head."""
    paths: dict[int, tuple[str, ...]] = {}
    ends: dict[int, int] = {}
    seen: dict[GridCell[T], int] = {}
    last = -1
    for at in range(grid.width):
        above = [_heading(grid, row, at, form) for row in range(top, bottom + 1)]
        cells = list(dict.fromkeys(cell for cell in above if cell))
        if not cells or bare(cells[-1].text) in _column_groups(form):
            continue
        path = tuple(cell.text for cell in cells)
        if cells[-1] not in seen:
            again = ends.get(last) == at and bare(path[-1]) and _same(path, paths[last])
            last = seen[cells[-1]] = last if again else at
            paths.setdefault(last, path)
        ends[seen[cells[-1]]] = at + 1
    covered = frozenset(at for at in range(grid.width) if grid.at(bottom, at))
    return Head(paths, ends, covered, grid.width, form)


def _same(left: Sequence[str], right: Sequence[str]) -> bool:
    return [bare(text) for text in left] == [bare(text) for text in right]


def is_head(grid: Grid[T], row: int, form: Form) -> bool:
    """Whether a row names enough columns of some block of a form to be its head."""
    labels = {bare(cell.text) for cell in grid.across(row) if cell.text and not cell.text.isdigit()}
    named = [block for label in labels for block in _blocks_naming(label, form)]
    return any(named.count(block) >= enough(block) for block in set(named))


def enough(block: Block) -> int:
    """How many of a block's columns make a row its head."""
    return min(2, len(block.columns))


def _torn(block: Block, placed: Mapping[Line, int]) -> bool:
    """Whether the columns of a block with groups stand otherwise than the form has them.

    A cell or a span that is missing among the names of the groups shows in that. Groups
    whose columns are called alike may stand in any order, each whole.
    """
    if not any(column.label.under for column in block.columns):
        return False
    across = sorted(placed, key=lambda column: placed[column])
    if not _recurs(block):
        return across != [column for column in block.columns if column in placed]
    groups = dict.fromkeys(column.label.under for column in across)
    return across != [column for under in groups for column in block.columns if column.label.under == under]


def _recurs(block: Block) -> bool:
    """Whether columns of one group are called as those of another are."""
    return len({column.label.text for column in block.columns}) < len(block.columns)


def names_groups(grid: Grid[T], row: int, form: Form) -> bool:
    """Whether a row holds nothing but names of groups of columns: the top of a head."""
    texts = {bare(cell.text) for cell in grid.across(row)} - {""}
    return bool(texts) and texts <= _column_groups(form)


def _placed(found: Mapping[Line, list[int]]) -> dict[Line, int]:
    """One grid column for each line: its own, or its share in order of those called alike."""
    placed: dict[Line, int] = {}
    for line, columns in found.items():
        alike = [other for other in found if found[other] == columns]
        if len(columns) == len(alike):
            placed[line] = columns[alike.index(line)]
    return placed


@lru_cache(maxsize=1024)
def _named(text: str, block: Block) -> tuple[int, ...]:
    """The indices of a block's columns that are called just so."""
    keys = set(readings(text))
    return tuple(i for i, column in enumerate(block.columns) if keys & column.label.wordings())


@lru_cache(maxsize=1024)
def _blocks_naming(text: str, form: Form) -> tuple[Block, ...]:
    """The blocks of a form that have a column called just so."""
    return tuple(block for block in form.blocks if _named(text, block))


@lru_cache(maxsize=1024)
def _column_meant(text: str, block: Block) -> int | None:
    return meant(text, [column.label for column in block.columns])


def _named_in(path: Sequence[str], block: Block) -> tuple[int, ...]:
    """The columns named by the lowest text of a path that names any, or by the two lowest: 商业 above 企业."""
    texts = (*reversed(path), "".join(path[-2:]))
    return next((found for text in texts if (found := _named(text, block))), ())


def _almost_named_in(path: Sequence[str], block: Block) -> tuple[int, ...]:
    return next(((i,) for text in reversed(path) if (i := _column_meant(text, block)) is not None), ())


def _heading(grid: Grid[T], row: int, at: int, form: Form) -> GridCell[T] | None:
    """The cell that heads a column in a row of a head.

    Where a group's cells were not merged, its name stands once and blanks follow it.
    """
    cell = grid.at(row, at)
    if cell is None or bare(cell.text):
        return cell
    before = next((c for left in range(at - 1, -1, -1) if (c := grid.at(row, left)) and bare(c.text)), None)
    return before if before and bare(before.text) in _column_groups(form) else None


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
    # The heading of the section may stand right above, and names the groups as well.
    path = [text for text in path if not is_heading(text)]
    cut = (bare(f"{upper}{lower}") for upper, lower in pairwise(path))
    return group in {key for text in path for key in readings(text)} or group in cut
