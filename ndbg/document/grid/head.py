"""Heads of tables: the column of the form that each column of a grid is."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple, TypeVar

from ndbg.document.grid.alignment import align
from ndbg.document.grid.cells import Grid, GridCell
from ndbg.document.grid.similarity import EXACT
from ndbg.document.grid.views import View
from ndbg.text.labels import label_key

T = TypeVar("T")

# The score of a name: 0 at the first similarity, more by the factor.
_NO_SCORE, _PER_SIMILARITY = 0.6, 10.0
# What the group of a column, or an outer group, adds to its score.
_OWN_GROUP, _OUTER_GROUP = 1.5, 0.2


def weight(similarity: float) -> float:
    """The score of a row or column for the similarity of its name: 4 for an exact one."""
    return _PER_SIMILARITY * (similarity - _NO_SCORE)


class Columns(NamedTuple):
    """The columns of a view that a head names, and how the cells below can be assigned to them.

    `begins` is the first grid column of each. `by_place`: cells belong to the column that they are below. `short`: they
    do if every row lacks just the column that the head lacks. `by_count`: as many cells in a row as the view has
    columns are these in order. `doubled`: the head names columns each more than once, as for two years. `unsure` are the
    columns that it names twice while it lacks others, and these others.
    """

    begins: Mapping[int, int]
    by_place: bool
    by_count: bool
    short: bool = False
    doubled: bool = False
    unsure: frozenset[int] = frozenset()

    @property
    def usable(self) -> bool:
        """Whether figures can be assigned to the columns in any way."""
        return self.by_place or self.by_count or self.short


class Head:
    """The head of a table: the texts above each column, from top to bottom, by its first grid column (`paths`).

    Grid columns below one cell of the head are one column, and so are neighbours with the same text (a merged cell that
    was split, with its number of `pieces`). `ends` is the end of each column; `covered` are the grid columns in which the lowest row has a cell,
    `blank` those in which that has no text. `levels` are the texts row by row. `hollow` are the columns
    above whose name a cell is lacking in a row that has other names. Heads are compared by value, since those of most
    documents are equal.
    """

    def __init__(
        self,
        paths: Mapping[int, tuple[str, ...]],
        ends: Mapping[int, int],
        covered: frozenset[int],
        blank: frozenset[int],
        levels: Sequence[Sequence[str]],
        *,
        hollow: frozenset[int],
        pieces: Mapping[int, int],
    ) -> None:
        self.pieces = pieces
        self.paths = paths
        self.ends = ends
        self.covered = covered
        self.blank = blank
        self.levels = levels
        self.hollow = hollow

    @cached_property
    def _value(self) -> tuple[object, ...]:
        levels = tuple(map(tuple, self.levels))
        return (
            tuple(self.paths.items()),
            tuple(self.ends.items()),
            self.covered,
            self.blank,
            levels,
            self.hollow,
            tuple(self.pieces.items()),
        )

    def __eq__(self, other: object) -> bool:
        return self._value == other._value if isinstance(other, Head) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._value)

    @cached_property
    def names(self) -> Mapping[int, Sequence[str]]:
        """The texts above each column without blank ones and units."""
        return {
            at: [text for text in path if (key := label_key(text)) and key not in UNITS and not key.isdigit()]
            for at, path in self.paths.items()
        }

    @cached_property
    def reach(self) -> int:
        """The end of its lowest row."""
        return max(self.covered, default=-1) + 1

    def is_crossed(self, begin: int, end: int) -> bool:
        """Whether a cell from `begin` to `end` covers parts of two columns, so that its borders are not the head's."""
        if end == begin + 1:
            return False
        bounds = self.paths.keys() | self.ends.values()
        return not {begin, end} <= bounds and not bounds.isdisjoint(range(begin + 1, end))

    def above(self, at: int) -> tuple[str, ...]:
        """The keys of the texts above a grid column; empty where there are none."""
        begin = max((b for b in self.paths if b <= at < self.ends[b]), default=None)
        return () if begin is None else tuple(text for text in map(label_key, self.paths[begin]) if text)

    @cached_property
    def over(self) -> Mapping[int, str]:
        """The text of the lowest two cells above each column."""
        return {at: " ".join(path[-2:]) for at, path in self.paths.items()}

    @lru_cache(maxsize=1024)  # noqa: B019  they hold nothing but texts
    def _scores(self, view: View) -> Sequence[Mapping[int, float]]:
        """The scores of the columns of a view for each column of the grid."""
        return [_column_scores(self.names[at], view) for at in self.paths]

    @lru_cache(maxsize=1024)  # noqa: B019  they hold nothing but texts
    def placed(self, view: View) -> Sequence[tuple[int, int, float]]:
        """The columns of a view that can be identified: index, first grid column, score."""
        scores = self._scores(view)
        found = zip(align(scores), self.paths, scores, strict=True)
        return [(column, at, score[column]) for column, at, score in found if column is not None]

    @lru_cache(maxsize=1024)  # noqa: B019  they hold nothing but texts
    def columns(self, view: View) -> Columns:
        """The columns of a view that the head names, as far as they can be identified."""
        if not any(self._scores(view)):
            return Columns({}, by_place=False, by_count=False)
        placed = self.placed(view)
        order = [column for column, *_ in placed]
        if once := self._named_once(view):
            return once
        if len(set(order)) < len(order):
            if view.recurs and len(self.paths) == len(view.columns) and self._names_in_order(view):
                # The name of a group is beside its columns, as it may be in a table without ruling lines.
                return Columns(dict(enumerate(self.paths)), by_place=True, by_count=True)
            each = Counter(order).values()
            most = len(self.paths) > len(view.columns) and 2 * len(each) > len(view.columns)
            doubled = most and min(each) > 1
            return Columns({}, by_place=False, by_count=False, doubled=doubled)
        where = {column: at for column, at, _ in placed}
        return Columns(
            where,
            by_place=len(where) >= view.least and self._is_whole(view, where, order),
            by_count=(view.recurs or order == sorted(order)) and self._names_in_order(view),
            short=self._lacks_one(view, where, order),
        )

    def is_of(self, view: View) -> bool:
        """Whether it has at least three different names of columns, or of groups of columns, of a view."""
        texts = [text for level in self.levels for text in level]
        named = {view.columns[at].text for text in texts for at in view.names.similar(text)}
        groups = {group for text in texts for group in view.group_names.similar(text)}
        return bool(named) and len(named) + len(groups) >= _LEAST_NAMES

    def _named_once(self, view: View) -> Columns | None:
        """The columns that a head names once if it names others twice and lacks as many; None where it does not.

        It names each of its columns exactly, with one name, and has as many as the view, in order.
        """
        placed = self.placed(view)
        times = Counter(column for column, at, _ in placed for _ in range(self.pieces[at]))
        twice = {column for column, number in times.items() if number > 1}
        first = min((at for _, at, _ in placed), default=0)
        if (
            not twice
            or view.recurs
            or not times.total()
            == len(view.columns)
            == sum(self.pieces[at] for at in self.paths if at >= first)
            or not self.covered.issuperset(range(first, self.reach))
            or any(score < weight(EXACT) for *_, score in placed)
            or any(len(self._names_above(at, view)) > 1 for _, at, _ in placed)
        ):
            return None
        where = {column: at for column, at, _ in placed if column not in twice}
        by_place = len(where) >= view.least and _is_in_order(view, list(where))
        unsure = frozenset(range(len(view.columns))) - where.keys()
        return Columns(where, by_place=by_place, by_count=False, unsure=unsure) if by_place else None

    def _is_whole(self, view: View, where: Mapping[int, int], order: Sequence[int]) -> bool:
        """Whether no cell of the head seems lost or shifted, so that cells belong to the column above them.

        `where` is the first grid column of each column, `order` the columns from left to right.
        """
        if view.recurs:
            return self._has_whole_groups(view, where, order)
        first, last = min(where.values()), max(where.values())
        if any(first < at < last and is_remark(self.paths[at]) for at in self.paths):
            return False  # a column of remarks among the figures: cells of the head were shifted
        if not self.covered.issuperset(range(first, self.reach)):
            return False  # a cell is missing
        others = [at for at in self.paths if first < at and at not in where.values()]
        if len(where) < len(view.columns) and any(
            at in self.blank or _names_any(self.names[at], view) for at in others
        ):
            return False  # cells may be shifted
        figures = [at for at in self.paths if at >= first and at in self.covered]
        as_many = sum(not is_remark(self.paths[at]) for at in figures) >= len(view.columns)
        return as_many and (
            not view.grouped or _is_in_order(view, order) or self._is_named_exactly(view, where)
        )

    def _has_whole_groups(self, view: View, where: Mapping[int, int], order: Sequence[int]) -> bool:
        """`_is_whole` for a view whose columns recur in several groups; the groups may have any order."""
        groups = dict.fromkeys(view.columns[column].under for column in order)
        named = sum(any(_names_one(text, view) for text in path) for path in self.paths.values())
        above = [_lowest_group(self.paths[where[column]], view) for column in order]
        right_groups = not any(above) or above == [view.columns[column].under[-1] for column in order]
        lost_name = any(
            _has_lost_name(
                [self.paths[at] for c, at in where.items() if view.columns[c].under == under], view, under
            )
            for under in groups
        )
        whole = _are_whole_groups(view, order) and (
            _is_in_order_by_group(view, order) or self._is_named_exactly(view, where)
        )
        return whole and len(order) == named and right_groups and not lost_name

    def _is_named_exactly(self, view: View, where: Mapping[int, int]) -> bool:
        """Whether every column of a view has exactly its own name above it, and its group if any is named.

        Then the columns may have any order: a head that lost a cell lacks a name, or has two above one column.
        """
        if len(where) < len(view.columns) or not self.hollow.isdisjoint(where.values()):
            return False
        groups = {at: _lowest_group(self.paths[at], view) for at in where.values()}
        below_one = len(set(groups.values())) == 1  # as 申请人情况, without 法人或其他组织 below it
        for column, at in where.items():
            under = view.columns[column].under
            named = self._names_above(at, view)
            if len(named) != 1 or view.names.similar(named[0]).get(column) != EXACT:
                return False
            own = (None, *under) if below_one else under[-1:] if set(under) - view.around else (*under, None)
            if any(groups.values()) and groups[at] not in own:
                return False
        return True

    def _names_above(self, at: int, view: View) -> Sequence[str]:
        """The names of columns of a view above a grid column; two where the head has shifted."""
        groups = view.group_names.similar
        return [
            text for text in self.names[at] if view.names.similar(text) and EXACT not in groups(text).values()
        ]

    def _lacks_one(self, view: View, where: Mapping[int, int], order: Sequence[int]) -> bool:
        """Whether the head names all columns but one, in order, and has no other."""
        few = len(view.columns) > _FEW and len(where) == len(view.columns) - 1 and not view.recurs
        if not few or list(order) != sorted(order):
            return False
        first = min(where.values())
        return not any(at >= first and at not in where.values() for at in self.paths)

    def _names_in_order(self, view: View) -> bool:
        """Whether the head, read row by row, names all columns in the form's order, one perhaps lost, and no other."""
        columns: list[int] = []
        groups: list[int] = []
        for level in self.levels:
            found: list[int] = []
            for text in level:
                named = view.names.similar(text)
                in_group = view.group_names.similar(text)
                if in_group and max(in_group.values()) >= max(named.values(), default=0.0):
                    groups += in_group
                elif named:
                    found.append(_next(named, [*columns, *found]))
                elif columns or found:
                    return False  # a column that the form does not have
            if found != sorted(set(found)) and not view.recurs:
                return False
            columns += found
        if view.recurs:
            all_groups = groups == sorted(groups) and set(groups) == set(range(len(view.groups)))
            return all_groups and columns == list(range(len(view.columns)))
        last = len(view.columns) - 1
        # The total must be named, since it may be first or last.
        lacks_one = len(view.columns) > _FEW and len(columns) == last and last in columns
        return len(set(columns)) == len(columns) and (len(columns) == len(view.columns) or lacks_one)


def _names_one(text: str, view: View) -> bool:
    """Whether a text is the name of one column in each group, and not of all of them alike: 维持, not 结果."""
    similar = view.names.similar(text)
    best = max(similar.values(), default=0.0)
    return len({view.columns[at].text for at, similarity in similar.items() if similarity == best}) == 1


def _are_whole_groups(view: View, order: Sequence[int]) -> bool:
    """Whether columns are group by group, each with all its columns, in the same order in every group."""
    by_group = {
        under: [view.columns[column].text for column in columns]
        for under, columns in groupby(order, lambda column: view.columns[column].under)
    }
    wanted = {under: sum(c.under == under for c in view.columns) for under in by_group}
    orders = list(by_group.values())
    whole = all(len(set(names)) == len(names) == wanted[under] for under, names in by_group.items())
    return whole and sum(map(len, orders)) == len(order) and all(names == orders[0] for names in orders)


def _is_in_order_by_group(view: View, order: Sequence[int]) -> bool:
    """Whether the columns of each group are in the order of the form."""
    pairs = ((a, b) for a, b in pairwise(order) if view.columns[a].under == view.columns[b].under)
    return all(a < b for a, b in pairs)


def _is_in_order(view: View, order: Sequence[int]) -> bool:
    """Whether some columns are in the order of the form; its last one, the total, may come first."""
    total, *others = order
    behind = [*others, total] if total == len(view.columns) - 1 else order
    return list(behind) == sorted(order)


_LEAST_NAMES = 3
_FEW = 4  # with more columns than these, a head that lost one still determines the others


def _next(named: Mapping[int, float], before: Sequence[int]) -> int:
    """Of the columns to which a text is most similar, the first behind the last of those before it."""
    best = max(named.values())
    candidates = [column for column, similarity in named.items() if similarity == best]
    return next((column for column in candidates if not before or column > before[-1]), candidates[0])


def _column_scores(texts: Sequence[str], view: View) -> dict[int, float]:
    """The score of each column of a view for the texts above a grid column.

    The lowest text that names a column counts, alone or with those above it (商业 above 企业), and the lowest group
    above that. Below the name of a column there may be no other text: it is divided, into 上年 and 本年 for example.
    """
    for at in range(len(texts) - 1, -1, -1):
        named = dict(view.names.similar(texts[at]))
        for above in (1, 2):
            if at >= above:
                for column, similarity in view.names.similar("".join(texts[at - above : at + 1])).items():
                    named[column] = max(similarity, named.get(column, 0.0))
        if named:
            group = _lowest_group(texts[:at], view)
            scores = {
                column: _with_group(view, column, similarity, group) for column, similarity in named.items()
            }
            return {column: score for column, score in scores.items() if score > 0}
        if at and _names_any(texts[:at], view):
            return {}
    return {}


_REMARKS = ("备注", "说明", "备考", "附注")


def is_remark(path: Sequence[str]) -> bool:
    """Whether a column is one for remarks."""
    return next((label_key(text) for text in reversed(path) if label_key(text)), "").endswith(_REMARKS)


def _names_any(texts: Sequence[str], view: View) -> bool:
    return any(map(view.names.similar, texts))


# Names of columns, or cells, that say what is counted.
UNITS = {"件", "万元", "元", "个", "条", "宗", "份", "项", "数量", "单位件", "单位万元", "单位元"}


def _with_group(view: View, column: int, similarity: float, group: str | None) -> float:
    """The score of a column for its name and the group above it; 0 in another group."""
    under = view.columns[column].under
    if group is None or not under:
        return weight(similarity)
    if group not in under:
        return 0.0
    return weight(similarity) + (_OWN_GROUP if group == under[-1] else 0.0 if view.recurs else _OUTER_GROUP)


def _has_lost_name(paths: Sequence[Sequence[str]], view: View, under: Sequence[str]) -> bool:
    """Whether a group of columns is below the name of another group and not below those around it."""
    texts = dict.fromkeys(text for path in paths for text in path)
    named = {
        view.groups[next(iter(found))] for text in texts if len(found := view.group_names.similar(text)) == 1
    }
    return not named <= set(under) and named.isdisjoint(under[:-1] or under)


def _lowest_group(texts: Sequence[str], view: View) -> str | None:
    """The lowest group of columns among some texts; its name may be cut in two by a page break."""
    cut = [f"{upper}{lower}" for upper, lower in pairwise(texts)]
    for text in (*reversed(texts), *reversed(cut)):
        named = view.group_names.similar(text)
        if len(named) == 1:
            return view.groups[next(iter(named))]
    return None


def head_of(grid: Grid[T], top: int, bottom: int, groups: Collection[str]) -> Head:
    """The rows from `top` to `bottom` of a grid as a head; `groups` are the keys of the names of groups of columns."""
    paths: dict[int, tuple[str, ...]] = {}
    ends: dict[int, int] = {}
    pieces: dict[int, int] = {}
    seen: dict[GridCell[T], int] = {}
    last = -1
    for at in range(grid.width):
        above = [_heading(grid, row, at, groups) for row in range(top, bottom + 1)]
        cells = list(dict.fromkeys(cell for cell in above if cell))
        if not cells or label_key(cells[-1].text) in groups:
            continue
        path = tuple(cell.text for cell in cells)
        if cells[-1] not in seen:
            continues = ends.get(last) == at and label_key(path[-1]) and _same(path, paths[last])
            last = seen[cells[-1]] = last if continues else at
            pieces[last] = pieces.get(last, 0) + 1
            paths.setdefault(last, path)
        ends[seen[cells[-1]]] = at + 1
    covered = frozenset(at for at in range(grid.width) if grid.at(bottom, at))
    blank = frozenset(
        at for at in range(grid.width) if not (c := grid.at(bottom, at)) or not label_key(c.text)
    )
    named = [_lowest_named(grid, top, bottom, at) for at in paths]
    rows = range(min(named, default=bottom), bottom)
    hollow = frozenset(at for at in paths if any(_heading(grid, row, at, groups) is None for row in rows))
    return Head(paths, ends, covered, blank, _levels(grid, top, bottom), hollow=hollow, pieces=pieces)


def _lowest_named(grid: Grid[T], top: int, bottom: int, at: int) -> int:
    """The row in which the lowest cell with text above a column begins; `bottom` where there is none."""
    cells = (grid.at(row, at) for row in range(bottom, top - 1, -1))
    return max(top, next((cell.row for cell in cells if cell and label_key(cell.text)), bottom))


def _levels(grid: Grid[T], top: int, bottom: int) -> list[list[str]]:
    """The texts of a head row by row; those of merged cells, and of neighbours with the same text, once."""
    levels = []
    for row in range(top, bottom + 1):
        texts = [cell.text for cell in grid.across(row) if cell.row == row and label_key(cell.text)]
        levels.append(
            [text for before, text in pairwise(["", *texts]) if label_key(before) != label_key(text)]
        )
    return levels


def _same(left: Sequence[str], right: Sequence[str]) -> bool:
    return [label_key(text) for text in left] == [label_key(text) for text in right]


def _heading(grid: Grid[T], row: int, at: int, groups: Collection[str]) -> GridCell[T] | None:
    """The cell above a column in a row of a head.

    Above a blank cell behind the name of a group that is the name: its cells were not merged.
    """
    cell = grid.at(row, at)
    if cell is None or label_key(cell.text):
        return cell
    before = next(
        (c for left in range(at - 1, -1, -1) if (c := grid.at(row, left)) and label_key(c.text)), None
    )
    return before if before and label_key(before.text) in groups else None
