"""Heads of tables: which column of the form each column of a grid is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple, TypeVar

from ndbg.document.grid.alignment import align
from ndbg.document.grid.cells import Grid, GridCell
from ndbg.document.grid.similarity import EXACT
from ndbg.document.grid.views import View
from ndbg.text.labels import label_key

T = TypeVar("T")

# What speaks for a column: how like its name is, from nothing at 0.6 to 4; and that it stands under its group.
_NOTHING, _PER_LIKENESS = 0.6, 10.0
_OWN_GROUP, _OUTER_GROUP = 1.5, 0.2


def weight(likeness: float) -> float:
    """The score of a line for the similarity of a name."""
    return _PER_LIKENESS * (likeness - _NOTHING)


class Columns(NamedTuple):
    """Where the columns of a view stand.

    `begins` gives the grid column in which each begins. `by_place`: the cells below belong to the
    columns that they stand under. `short`: so they do if every row lacks just the column that the head
    lacks. `by_count`: so many cells in a row are the columns in their order.
    `doubled`: columns that the head names more than once, such as for two years.
    """

    begins: Mapping[int, int]
    by_place: bool
    by_count: bool
    short: bool = False
    doubled: bool = False

    @property
    def usable(self) -> bool:
        """Whether figures can be assigned by them."""
        return self.by_place or self.by_count or self.short


@dataclass(frozen=True, eq=False)
class Head:
    """The texts above each column of figures, from top to bottom, by where the column begins.

    Grid columns under one head cell count as one column, and so do neighbours with the same text
    (a merged cell written out). `ends` tells where each column ends; `covered` are the grid columns
    that the lowest row of the head reaches, `blank` those where it has no text. `levels` are the texts row by row.
    Compared by value: those of most documents are alike.
    """

    paths: Mapping[int, tuple[str, ...]]
    ends: Mapping[int, int]
    covered: frozenset[int]
    blank: frozenset[int]
    levels: Sequence[Sequence[str]]

    @cached_property
    def _value(self) -> tuple[object, ...]:
        levels = tuple(map(tuple, self.levels))
        return tuple(self.paths.items()), tuple(self.ends.items()), self.covered, self.blank, levels

    def __eq__(self, other: object) -> bool:
        return self._value == other._value if isinstance(other, Head) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._value)

    @cached_property
    def names(self) -> Mapping[int, Sequence[str]]:
        """The texts above each column that may name it: blank ones and units left out."""
        return {
            at: [text for text in path if label_key(text) and not _is_unit(text)]
            for at, path in self.paths.items()
        }

    @cached_property
    def reach(self) -> int:
        """The width of its lowest row."""
        return max(self.covered, default=-1) + 1

    def is_crossed(self, begin: int, end: int) -> bool:
        """Whether a cell over some columns covers parts of two, as where borders do not meet those of the head."""
        if end == begin + 1:
            return False
        bounds = self.paths.keys() | self.ends.values()
        return not {begin, end} <= bounds and not bounds.isdisjoint(range(begin + 1, end))

    def above(self, at: int) -> tuple[str, ...]:
        """The text above a column of the grid; empty without one."""
        begin = max((b for b in self.paths if b <= at < self.ends[b]), default=None)
        return () if begin is None else tuple(text for text in map(label_key, self.paths[begin]) if text)

    @cached_property
    def over(self) -> Mapping[int, str]:
        """The text of the cells above each column, except those over the whole table."""
        return {at: " ".join(path[-2:]) for at, path in self.paths.items()}

    @lru_cache(maxsize=1024)  # noqa: B019  they hold nothing but texts
    def _scores(self, view: View) -> Sequence[Mapping[int, float]]:
        """The scores of the columns of a view for each column of the grid."""
        return [_column_scores(self.names[at], view) for at in self.paths]

    @lru_cache(maxsize=1024)  # noqa: B019  they hold nothing but texts
    def placed(self, view: View) -> Sequence[tuple[int, int, float]]:
        """The columns of a view that can be identified, each with where it begins and its score."""
        scores = self._scores(view)
        found = zip(align(scores), self.paths, scores, strict=True)
        return [(column, at, score[column]) for column, at, score in found if column is not None]

    @lru_cache(maxsize=1024)  # noqa: B019  they hold nothing but texts
    def columns(self, view: View) -> Columns:
        """The places of the columns of a view that can be identified."""
        if not any(self._scores(view)):
            return Columns({}, by_place=False, by_count=False)
        placed = self.placed(view)
        order = [column for column, *_ in placed]
        if len(set(order)) < len(order):
            if view.recurs and len(self.paths) == len(view.columns) and self._names_in_order(view):
                # The name of a group stands beside its columns, as it may where no lines part them.
                return Columns(dict(enumerate(self.paths)), by_place=True, by_count=True)
            return Columns({}, by_place=False, by_count=False, doubled=len(order) >= 2 * view.least)
        where = {column: at for column, at, _ in placed}
        return Columns(
            where,
            by_place=len(where) >= view.least and self._is_whole(view, where, order),
            by_count=(view.recurs or order == sorted(order)) and self._names_in_order(view),
            short=self._lacks_one(view, where, order),
        )

    def _is_whole(self, view: View, where: Mapping[int, int], order: Sequence[int]) -> bool:
        """Whether the columns stand as in the form, so that nothing was lost from the head."""
        if view.recurs:
            # Groups whose columns are called alike may stand in any order, each whole.
            groups = dict.fromkeys(view.columns[column].under for column in order)
            named = sum(any(map(view.names.similar, path)) for path in self.paths.values())
            under = [_lowest_group(self.paths[where[column]], view) for column in order]
            told = not any(under) or under == [view.columns[column].under[-1] for column in order]
            astray = any(
                _is_astray(
                    [self.paths[at] for c, at in where.items() if view.columns[c].under == under], view, under
                )
                for under in groups
            )
            whole = _are_whole_groups(view, order) and (
                _is_in_order_by_group(view, order) or self._is_named_exactly(view, where)
            )
            return whole and len(order) == named and told and not astray
        first, last = min(where.values()), max(where.values())
        if any(first < at < last and _is_remark(self.paths[at]) for at in self.paths):
            return False  # remarks stand beside figures, not among them: the cells of the head have moved
        if not self.covered.issuperset(range(first, self.reach)):
            return False  # a cell of the head has gone
        others = [at for at in self.paths if first < at and at not in where.values()]
        if len(where) < len(view.columns) and any(
            at in self.blank or _names_any(self.names[at], view) for at in others
        ):
            return False  # the cells of the head may have moved
        figures = [at for at in self.paths if at >= first and at in self.covered]
        as_many = sum(not _is_remark(self.paths[at]) for at in figures) >= len(view.columns)
        return as_many and (
            not view.grouped or _is_in_order(view, order) or self._is_named_exactly(view, where)
        )

    def _is_named_exactly(self, view: View, where: Mapping[int, int]) -> bool:
        """Whether every column of a view has its own name alone above it, and its group if any is named.

        Then the columns may stand in any order: a head that lost a cell lacks a name, or has two above one column.
        """
        if len(where) < len(view.columns):
            return False
        groups = {at: _lowest_group(self.paths[at], view) for at in where.values()}
        for column, at in where.items():
            under = view.columns[column].under
            named = [
                text for text in self.names[at] if view.names.similar(text) and not self._is_group(text, view)
            ]
            if len(named) != 1 or view.names.similar(named[0]).get(column) != EXACT:
                return False
            if any(groups.values()) and groups[at] != (under[-1] if under else None):
                return False
        return True

    @staticmethod
    def _is_group(text: str, view: View) -> bool:
        return max(view.group_names.similar(text).values(), default=0.0) == EXACT

    def _lacks_one(self, view: View, where: Mapping[int, int], order: Sequence[int]) -> bool:
        """Whether the head names all columns but one, in order, and has no other."""
        few = len(view.columns) > _FEW and len(where) == len(view.columns) - 1 and not view.recurs
        if not few or list(order) != sorted(order):
            return False
        first = min(where.values())
        return not any(at >= first and at not in where.values() for at in self.paths)

    def _names_in_order(self, view: View) -> bool:
        """Whether the head, read row by row, names all columns in the form's order, one perhaps lost, and no other."""
        seen: list[int] = []
        groups: list[int] = []
        for level in self.levels:
            found: list[int] = []
            for text in level:
                named = view.names.similar(text)
                in_group = view.group_names.similar(text)
                if in_group and max(in_group.values()) >= max(named.values(), default=0.0):
                    groups += in_group
                elif named:
                    found.append(_next(named, [*seen, *found]))
                elif seen or found:
                    return False  # a column that the form does not have
            if found != sorted(set(found)) and not view.recurs:
                return False
            seen += found
        if view.recurs:
            wanted = range(len(view.groups))
            return (
                groups == sorted(groups)
                and set(groups) == set(wanted)
                and seen == list(range(len(view.columns)))
            )
        last = len(view.columns) - 1
        # Of the total, which may stand first too, its name must be there to tell where it stands.
        few = len(view.columns) > _FEW and len(seen) == last and last in seen
        return len(set(seen)) == len(seen) and (len(seen) == len(view.columns) or few)


def _are_whole_groups(view: View, order: Sequence[int]) -> bool:
    """Whether columns called alike stand group by group, all of each, in one order in all groups."""
    by_group = {
        under: [view.columns[column].text for column in columns]
        for under, columns in groupby(order, lambda column: view.columns[column].under)
    }
    wanted = {under: sum(c.under == under for c in view.columns) for under in by_group}
    orders = list(by_group.values())
    whole = all(len(set(names)) == len(names) == wanted[under] for under, names in by_group.items())
    return whole and sum(map(len, orders)) == len(order) and all(names == orders[0] for names in orders)


def _is_in_order_by_group(view: View, order: Sequence[int]) -> bool:
    """Whether the columns of each group stand as in the form."""
    pairs = ((a, b) for a, b in pairwise(order) if view.columns[a].under == view.columns[b].under)
    return all(a < b for a, b in pairs)


def _is_in_order(view: View, order: Sequence[int]) -> bool:
    """Whether some columns stand as in the form; its last, the total of each row, may stand before the others."""
    total, *others = order
    behind = [*others, total] if total == len(view.columns) - 1 else order
    return list(behind) == sorted(order)


# A head with more columns than this may have lost one, and its rows still tell by their number.
_FEW = 4


def _next(named: Mapping[int, float], before: Sequence[int]) -> int:
    """Of the columns that a text may name, the first behind those before it."""
    best = max(named.values())
    alike = [column for column, likeness in named.items() if likeness == best]
    return next((column for column in alike if not before or column > before[-1]), alike[0])


def _column_scores(texts: Sequence[str], view: View) -> dict[int, float]:
    """The score of each column of a view for the texts above a column of figures.

    The lowest text counts, or the lowest ones together: 商业 above 企业. So does the lowest
    group named above it. Of a column that is parted, in 上年 and 本年 for one, none is taken.
    """
    for at in range(len(texts) - 1, -1, -1):
        named = dict(view.names.similar(texts[at]))
        for above in (1, 2):
            if at >= above:
                for column, likeness in view.names.similar("".join(texts[at - above : at + 1])).items():
                    named[column] = max(likeness, named.get(column, 0.0))
        if named:
            group = _lowest_group(texts[:at], view)
            scores = {
                column: _with_group(view, column, likeness, group) for column, likeness in named.items()
            }
            return {column: score for column, score in scores.items() if score > 0}
        if at and _names_any(texts[:at], view):
            return {}
    return {}


_REMARKS = ("备注", "说明", "备考", "附注")


def _is_remark(path: Sequence[str]) -> bool:
    """Whether a column is one for remarks."""
    return next((label_key(text) for text in reversed(path) if label_key(text)), "").endswith(_REMARKS)


def _names_any(texts: Sequence[str], view: View) -> bool:
    return any(map(view.names.similar, texts))


_UNITS = {"件", "万元", "元", "个", "条", "宗", "份", "项", "数量", "单位件", "单位万元", "单位元"}


def _is_unit(text: str) -> bool:
    return label_key(text) in _UNITS or label_key(text).isdigit()


def _with_group(view: View, column: int, likeness: float, group: str | None) -> float:
    under = view.columns[column].under
    if group is None or not under:
        return weight(likeness)
    if group not in under:
        return 0.0
    return weight(likeness) + (_OWN_GROUP if group == under[-1] else 0.0 if view.recurs else _OUTER_GROUP)


def _is_astray(paths: Sequence[Sequence[str]], view: View, under: Sequence[str]) -> bool:
    """Whether the columns of a group stand below another, and nowhere below those around it: one has lost its name."""
    texts = dict.fromkeys(text for path in paths for text in path)
    named = {
        view.groups[next(iter(found))] for text in texts if len(found := view.group_names.similar(text)) == 1
    }
    return not named <= set(under) and named.isdisjoint(under[:-1] or under)


def _lowest_group(texts: Sequence[str], view: View) -> str | None:
    """The lowest group of columns among some texts; a page break may have cut its name in two."""
    cut = [f"{upper}{lower}" for upper, lower in pairwise(texts)]
    for text in (*reversed(texts), *reversed(cut)):
        if both := view.nested.get(label_key(text)):
            return both
        named = view.group_names.similar(text)
        if len(named) == 1:
            return view.groups[next(iter(named))]
    return None


def head_of(grid: Grid[T], top: int, bottom: int, groups: Iterable[str]) -> Head:
    """The rows from `top` to `bottom` of a grid as a head; `groups` are the names of groups of columns."""
    known = {label_key(group) for group in groups}
    paths: dict[int, tuple[str, ...]] = {}
    ends: dict[int, int] = {}
    seen: dict[GridCell[T], int] = {}
    last = -1
    for at in range(grid.width):
        above = [_heading(grid, row, at, known) for row in range(top, bottom + 1)]
        cells = list(dict.fromkeys(cell for cell in above if cell))
        if not cells or label_key(cells[-1].text) in known:
            continue
        path = tuple(cell.text for cell in cells)
        if cells[-1] not in seen:
            again = ends.get(last) == at and label_key(path[-1]) and _same(path, paths[last])
            last = seen[cells[-1]] = last if again else at
            paths.setdefault(last, path)
        ends[seen[cells[-1]]] = at + 1
    covered = frozenset(at for at in range(grid.width) if grid.at(bottom, at))
    blank = frozenset(
        at for at in range(grid.width) if not (c := grid.at(bottom, at)) or not label_key(c.text)
    )
    return Head(paths, ends, covered, blank, _levels(grid, top, bottom))


def _levels(grid: Grid[T], top: int, bottom: int) -> list[list[str]]:
    """The texts of a head row by row, those of merged cells once, and of neighbours alike once."""
    levels = []
    for row in range(top, bottom + 1):
        texts = [cell.text for cell in grid.across(row) if cell.row == row and label_key(cell.text)]
        levels.append(
            [text for before, text in pairwise(["", *texts]) if label_key(before) != label_key(text)]
        )
    return levels


def _same(left: Sequence[str], right: Sequence[str]) -> bool:
    return [label_key(text) for text in left] == [label_key(text) for text in right]


def _heading(grid: Grid[T], row: int, at: int, groups: set[str]) -> GridCell[T] | None:
    """The cell that heads a column in a row of a head.

    Where a group's cells were not merged, its name stands once and blanks follow it.
    """
    cell = grid.at(row, at)
    if cell is None or label_key(cell.text):
        return cell
    before = next(
        (c for left in range(at - 1, -1, -1) if (c := grid.at(row, left)) and label_key(c.text)), None
    )
    return before if before and label_key(before.text) in groups else None
