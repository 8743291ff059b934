"""The rows below a head: labels, groups, and the cells of figures."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.grid.cells import Grid, GridCell
from ndbg.document.grid.head import Columns, Head, weight
from ndbg.document.grid.similarity import EXACT
from ndbg.document.grid.views import RowLine, RowLines, View, row_lines
from ndbg.text.labels import compact, label_key
from ndbg.text.patterns import HAN, Pattern

T = TypeVar("T")

# Words that may be next to a number in its cell.
_NEXT_TO_NUMBER = Pattern(
    r"[(（][^（()）]*[)）]|万元|[件条个宗份项元约近超余多]|大约|左右|以上",
)
# What stands in place of a number: 无, 若干, ××件.
_NO_NUMBER = Pattern(
    r"[(]?(?:无|零|若干[件条]?|空白?|略|暂无|没有|不涉及|未填|[Xx×╳○*_]{1,8}(?:万元|[件条个宗份项元]))[)]?"
)
# Characters, but no digits that are raised or encircled.
_HAS_WORDS = re.compile(rf"(?![\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff]){HAN}")
# What a blank form may have in a cell to be filled in: a unit, `（填数）`, `[数字]`, the sign 〇, the prompt of a content
# control; any name in brackets of a placeholder: `{{复议维持}}`, a mail merge field.
_FIGURE = "数字?|整数|数值|数量|件数|数据|金额"
_ROOM = Pattern(
    rf"[(]?(?:填数|待?填写?|[必选]填|请?填{_FIGURE}|(?:合计|总计)?自动(?:计算|生成|汇总|求和)|示?例:?\d{{1,4}}|{_FIGURE}|万元|[件条个宗份项元〇○])[)]?|[(]请?在?(?:此处|这里)?填[^()]{{1,20}}[)]"
    rf"|(?:请?选择(?:一项)?|请?(?:输入|填写|填入|录入)(?:{_FIGURE})?"
    rf"|(?:单击|点击?|单击或点击)(?:此处|这里|此)?(?:输入|键入|填写?|录入)(?:文字|{_FIGURE}|内容)?)。?"
    r"|\$?[\[【〔{<«〈]{1,2}[^\[\]【】〔〕{}<>«»〈〉]{1,30}[\]】〕}>»〉]{1,2}",
    given="填|自动|例|数|件|金额|元|条|个|宗|份|项|〇|○|选择|输入|录入|键入|]|】|〕|}|>|»|〉",
)


def is_words(text: str) -> bool:
    """Whether a text is words, and not a number, with or without words next to it, or a placeholder for one."""
    if text.isdecimal() or not _HAS_WORDS.search(text) or _NO_NUMBER.fullmatch(compact(text)):
        return False
    rest = _NEXT_TO_NUMBER.sub("", text)
    return bool(_HAS_WORDS.search(rest)) or not any(map(str.isdigit, rest))


def is_room(text: str) -> bool:
    """Whether a text is what a blank form has in place of a figure: `件`, `（填数）`."""
    return bool(_ROOM.fullmatch(compact(text)))


def has_number(text: str) -> bool:
    """Whether a text is a number, perhaps with words next to it."""
    return text.isdecimal() or (any(map(str.isdigit, text)) and not is_words(text))


class Row(NamedTuple, Generic[T]):
    """A row below a head: its index, its label if it has one, and its scores by the index in `RowLines.lines`."""

    number: int
    label: GridCell[T] | None
    scores: Mapping[int, float]


_MOST_LABELS = 8  # cells of a row that are searched for its label
_EXPLANATION = 12  # characters from which on an unknown text behind a label may explain it
# What the group of a row, an outer group and its number add to the score of its label.
_OWN_GROUP, _OUTER_GROUP, _OWN_NUMBER = 1.0, 0.2, 0.5
# Of a compact text.
_NUMBER = Pattern(r"\(?([一二三四五六七八九十]+|\d{1,2})\)?[、.,:]|\(([一二三四五六七八九十]+|\d{1,2})\)")


def read_row(grid: Grid[T], row: int, lines: RowLines, left: int, first: int) -> Row[T]:
    """Read the label of a row between columns `left` and `first`, where figures begin, and its scores."""
    labels = _labels(grid, row, lines, left, first)
    for at in range(len(labels) - 1, -1, -1):
        cell = labels[at]
        if cell.row != row:
            continue
        named = lines.names.similar(cell.text)
        if named:
            is_last = at == len(labels) - 1
            group = _group(labels[:at], lines)
            scores = {
                line: score
                for line, similarity in named.items()
                if (is_last or not lines.lines[line].is_group)
                and (score := _score(lines.lines[line], similarity, cell.text, group)) > 0
            }
            return Row(row, cell, scores)
        if len(compact(cell.text)) < _EXPLANATION:
            return Row(row, cell, {})
    own = [cell for cell in labels if cell.row == row]
    return Row(row, own[-1] if own else None, {})


def _labels(grid: Grid[T], row: int, lines: RowLines, left: int, first: int) -> list[GridCell[T]]:
    """The cells of a row that may be its label or names of its groups, from left to right.

    In a row that was shifted they may extend into the columns of figures.
    """
    found: list[GridCell[T]] = []
    for cell in grid.across(row)[: _MOST_LABELS + left]:
        if cell.column < left or not label_key(cell.text) or (cell.column < first and has_number(cell.text)):
            continue
        if cell.column >= first and not lines.names.similar(cell.text):
            break
        found.append(cell)
    return found


def _group(cells: Sequence[GridCell[T]], lines: RowLines) -> str | None:
    """The group that the last of some cells names which names one."""
    for cell in reversed(cells):
        named = lines.group_names.similar(cell.text)
        if len(named) == 1:
            return lines.groups[next(iter(named))]
    return None


def _score(line: RowLine, similarity: float, text: str, group: str | None) -> float:
    """The score of a line of the form for a row with a label, of some similarity, and a group.

    In another group it is 0, except for a row in no group with its exact name and number, to which the cell of the
    group above may reach down by mistake.
    """
    under, number = line.label.under, _number(line.label.text)
    numbered = bool(number) and number == _number(text)
    if group is not None and group not in under:
        own = not under and numbered and similarity == EXACT
        return weight(similarity) if own else 0.0
    score = weight(similarity)
    if group is not None:
        score += _OWN_GROUP if group == under[-1] else _OUTER_GROUP
    return score + (_OWN_NUMBER if numbered else 0.0)


@lru_cache(maxsize=1024)
def _number(text: str) -> str:
    found = _NUMBER.match(compact(text))
    return (found[1] or found[2]) if found else ""


class Body(Generic[T]):
    """The rows of a grid below a head that names the columns of a view.

    `labelled` are the rows that are lines of the form, each with its label; `depth` is the number of groups around
    each; `others` are the first grid columns of the columns of other views.
    """

    def __init__(
        self,
        grid: Grid[T],
        head: Head,
        view: View,
        columns: Columns,
        labelled: Mapping[int, GridCell[T]],
        depth: Mapping[int, int],
        others: Iterable[int],
    ) -> None:
        self._grid, self._head, self._view, self._columns = grid, head, view, columns
        self._names = (view.names, row_lines((view,)).names)
        self._begins = columns.begins
        self._first = min(columns.begins.values(), default=0)
        own = {at for begin in self._begins.values() for at in range(begin, head.ends[begin])}
        self._named = own | {at for begin in others for at in range(begin, head.ends[begin])}
        self._adjacent = _run(self._named, self._first) - own
        right = range(self._first, grid.width)
        self._beyond = [at for at in right if at not in head.covered]
        self._others = [at for at in right if at not in self._named]  # columns that are none of any view's
        self._depth = depth
        self._measure(labelled)
        self._label_at: dict[int, list[int]] = {}
        for row, label in labelled.items():
            self._label_at.setdefault(depth[row], []).append(label.column)
        self._rows_beside = Counter(at for row in depth for at in self._numbers_beside(row))
        self._some_begin_early = any(
            compact(cell.text) for row, label in labelled.items() for cell in self._between(row, label)
        )

    def _measure(self, labelled: Mapping[int, GridCell[T]]) -> None:
        """Measure the rows that have labels, to tell whether others have lost cells."""
        grid, columns, view = self._grid, self._columns, self._view
        behind = {row: self._behind(row, label) for row, label in labelled.items()}
        filled = [len(_filled(cells)) for cells in behind.values()]
        # Of all labelled rows: the end of the widest, the most cells behind a label, with and without blank ones at
        # the end. Below a head that lacks no column, a few wider rows have a cell too many.
        ends = sorted((_reach(grid, row) for row in labelled), reverse=True)
        few = len(ends) // _FEW_SHIFTED if len(columns.begins) == len(view.columns) else 0
        self._reach = ends[few] if ends else 0
        self._most = max(map(len, behind.values()), default=0)
        self._most_filled = max(filled, default=0)
        self._rows_lost_one = (
            len(columns.begins) < len(view.columns) and filled.count(len(view.columns)) < _ROWS_THAT_TELL
        )
        self._by_names = self._are_below_names(labelled, behind)

    def _are_below_names(
        self, labelled: Mapping[int, GridCell[T]], behind: Mapping[int, Sequence[GridCell[T]]]
    ) -> bool:
        """Whether figures are below the names of their columns.

        They are not if labels are, so that rows have shifted, nor if rows have two figures below a name that stands twice.
        """
        by_place = self._columns.by_place or (self._columns.short and self._are_short(behind))
        shifted = sum(label.column >= self._first for label in labelled.values())
        return by_place and shifted * _FEW_SHIFTED <= len(labelled) and not self._has_name_too_many(labelled)

    def _has_name_too_many(self, rows: Collection[int]) -> bool:
        """Whether one of two cells of the head with the same name is one too many.

        They are no merged cell that was split: a row has two figures below them, or none has one in the last column.
        """
        twice = [at for at in self._begins.values() if self._head.pieces[at] > 1]
        if not twice or not rows or len(self._begins) == 1:
            return False
        last = max(self._begins.values())
        ends_blank = not any((c := self._grid.at(row, last)) and has_number(c.text) for row in rows)
        return ends_blank or any(len(self._numbers_below(row, at)) > 1 for row in rows for at in twice)

    def _numbers_below(self, row: int, at: int) -> set[str]:
        """The numbers that a row has below the column that begins at `at`."""
        below = (self._grid.at(row, column) for column in range(at, self._head.ends[at]))
        return {compact(cell.text) for cell in below if cell and has_number(cell.text)}

    def _are_short(self, behind: Mapping[int, Sequence[GridCell[T]]]) -> bool:
        """Whether there are several rows, each with just as many cells as the head has columns."""
        wanted = len(self._begins)
        return len(behind) >= _ROWS_THAT_TELL and all(
            len(cells) == wanted and _reach(self._grid, row) == self._head.reach
            for row, cells in behind.items()
        )

    def figures(self, row: int, label: GridCell[T] | None) -> Mapping[int, GridCell[T]]:
        """The cells of a row's figures by the column of the view; empty where they are not certain."""
        crooked = self._is_crooked(row)
        found = {} if crooked or not self._by_names else self._by_place(row, label)
        found = found or self._by_count(row, label, crooked=crooked)
        # With a cell of a row above among the figures, others may be missing.
        return {} if any(cell.row != row for cell in found.values()) else found

    def _is_crooked(self, row: int) -> bool:
        """Whether the borders of a row's cells are not those of the head, as where they were moved by hand."""
        cells = self._grid.rows[row][self._first :]
        if len(set(cells)) == len(cells) and cells and cells[0] and cells[0].column == self._first:
            return False  # one column each: the usual case
        spans = ((cell.column, self._grid.end(row, cell)) for cell in self._grid.across(row))
        return any(end > self._first and self._head.is_crossed(at, end) for at, end in spans)

    def _by_place(self, row: int, label: GridCell[T] | None) -> dict[int, GridCell[T]]:
        """The cell under each column of the head; empty where the cells may be shifted."""
        found = {column: cell for column, at in self._begins.items() if (cell := self._cell(row, at))}
        if len(found) < len(self._begins) or any(c.column < self._first for c in found.values()):
            return {}  # cells are missing or shifted
        if len(set(found.values())) < len(found):
            return {}  # a cell covers two columns
        if _reach(self._grid, row) < max(self._head.reach, self._reach):
            return {}  # narrower than the head or other rows: a cell is missing, and it is unknown which
        if self._is_wider(row):
            return {}
        words = [cell.text for cell in found.values() if is_words(cell.text)]
        if any(names.similar(text) for text in words for names in self._names):
            return {}  # another row has run into this one
        has_blank = not all(compact(cell.text) for cell in found.values())
        if has_blank and label and words:
            return {}  # so has what is no row, 第二十条第（五）项, in the place of a figure that is lost
        if has_blank and not all(self._has_own_name(at) for at in self._numbers_beside(row)):
            return {}  # a number below no name may be that of a blank cell
        if has_blank and self._has_numbers_of_others(row):
            return {}  # of which one may be that of the blank cell
        if label is None:
            return found
        if has_blank and self._is_moved(row, label):
            return {}  # the blank cell may belong to the label, and figures be shifted
        between = self._between(row, label)
        if label.column >= self._first or any(compact(cell.text) for cell in between):
            return {}  # figures begin left of their columns
        # If those of other rows do, a blank cell here may be a figure too.
        return {} if between and self._some_begin_early else found

    def _is_wider(self, row: int) -> bool:
        """Whether a row has texts beyond the head, or numbers in columns where most other rows have none."""
        if any((cell := self._grid.at(row, at)) and label_key(cell.text) for at in self._beyond):
            return True
        return any(0 < 2 * self._rows_beside[at] <= len(self._depth) for at in self._numbers_beside(row))

    def _numbers_beside(self, row: int) -> Iterator[int]:
        """The grid columns, among and behind those of the view, that are none of any view and where a row has a number."""
        for at in self._others:
            if (cell := self._grid.at(row, at)) and has_number(cell.text):
                yield at

    def _has_own_name(self, at: int) -> bool:
        """Whether a grid column has a name that is not also above those of the view, as that of their group is."""
        shared = {name for begin in self._begins.values() for name in self._head.above(begin)}
        return any(is_words(name) for name in self._head.above(at) if name not in shared)

    def _has_numbers_of_others(self, row: int) -> bool:
        """Whether a row has numbers other than 0 in columns of other views right beside those of the view."""
        cells = (self._grid.at(row, at) for at in self._adjacent)
        return any(has_number(cell.text) and compact(cell.text) != "0" for cell in cells if cell)

    def _is_moved(self, row: int, label: GridCell[T]) -> bool:
        """Whether the label of a row is in another column than most labels of rows in as many groups."""
        places = self._label_at.get(self._depth.get(row, -1), [])
        return places.count(label.column) * 2 <= len(places)

    def _between(self, row: int, label: GridCell[T]) -> list[GridCell[T]]:
        """Numbers and blank cells between a label and the figures, which may be figures too.

        They are below no name or that of the labels; numbers also below any name but that of row numbers.
        """
        above = self._head.above
        return [
            cell
            for cell in self._grid.across(row)
            if label.column < cell.column < self._first
            and not is_words(cell.text)
            and (above(cell.column) in ((), above(label.column)) or self._is_odd(cell))
        ]

    def _is_odd(self, cell: GridCell[T]) -> bool:
        """Whether a cell is a number that is not below the name of a column of another view, or of row numbers."""
        names = self._head.above(cell.column)
        known = cell.column in self._named or any(map(counts_rows, names))
        return has_number(cell.text) and not known

    def _by_count(self, row: int, label: GridCell[T] | None, *, crooked: bool) -> dict[int, GridCell[T]]:
        """The cells behind a row's label, if they are just as many as the view has columns.

        This serves rows and heads that have lost cells of their groups. The head must name all columns in order and no
        others, and no row may have more cells.
        """
        wanted = len(self._view.columns)
        if not self._columns.by_count:
            return {}
        cells = self._behind(row, label) if label else self._grid.across(row)
        if label is None and not crooked:
            return dict(enumerate(cells)) if self._is_full(cells) else {}
        if self._rows_lost_one:
            return {}
        filled = _filled(cells)
        # A blank first cell may belong to the label, which was merged once.
        begins = not filled or compact(filled[0].text)
        if not begins or any(is_words(cell.text) for cell in filled):
            return {}
        all_filled = len(filled) == wanted and self._most_filled <= wanted
        with_blanks = len(cells) == wanted and self._most <= wanted and not crooked
        if not (all_filled or with_blanks):
            return {}
        found = dict(enumerate(cells[:wanted]))
        return found if not crooked or self._overlaps_columns(row, found) else {}

    def _is_full(self, cells: Sequence[GridCell[T]]) -> bool:
        """Whether all cells of a row without a label are figures, begin with the head and extend beyond it.

        The lowest row of such a head, which names all columns, has lost the cells that are merged downwards.
        """
        if len(cells) != len(self._view.columns) or not cells[0].column == self._first == 0:
            return False
        beyond = cells[-1].column >= self._head.reach
        return beyond and all(compact(cell.text) and not is_words(cell.text) for cell in cells)

    def _overlaps_columns(self, row: int, found: Mapping[int, GridCell[T]]) -> bool:
        """Whether each cell of a crooked row is below a part of its column."""
        ends = self._head.ends
        return found.keys() == self._begins.keys() and all(
            cell.column < ends[self._begins[column]] and self._grid.end(row, cell) > self._begins[column]
            for column, cell in found.items()
        )

    def _cell(self, row: int, at: int) -> GridCell[T] | None:
        """The cell of a row under a column of the head.

        Of several cells there, as where a merged cell was split, it is the only one with a text, or the first where all
        have the same; else it is a cell with all their texts, which is no figure.
        """
        first, end = self._grid.at(row, at), self._head.ends[at]
        if end == at + 1:
            return first
        others = [
            c for c in dict.fromkeys(self._grid.at(row, a) for a in range(at, end)) if c and c is not first
        ]
        # A cell that extends beyond this column belongs to the next one.
        others = [c for c in others if c.column >= at and self._grid.at(row, end) is not c]
        if first is None:
            return first
        filled = [cell for cell in (first, *others) if compact(cell.text)]
        if len({compact(cell.text) for cell in filled}) <= 1:
            return filled[0] if filled else first
        return first.with_text("".join(f"“{cell.text.strip()}”" for cell in filled))

    def _behind(self, row: int, label: GridCell[T]) -> list[GridCell[T]]:
        """The cells of a row behind its label."""
        return [cell for cell in self._grid.across(row) if cell.column > label.column]


def counts_rows(name: str) -> bool:
    """Whether a name is that of a column that numbers the rows."""
    return name.endswith(("序号", "编号", "行次", "行号", "代码", "栏次"))


_FEW_SHIFTED = 4  # one row in so many may be shifted below a head in place
_ROWS_THAT_TELL = 5  # with so many full rows it is the head that has lost a column


def _run(columns: Collection[int], at: int) -> set[int]:
    """Those of some columns that follow one another, with one of them among them."""
    last = at
    while last in columns:
        last += 1
    while at - 1 in columns:
        at -= 1
    return set(range(at, last))


def _reach(grid: Grid[T], row: int) -> int:
    """The index behind the last cell of a row."""
    cells = grid.rows[row]
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return end


def _filled(cells: Sequence[GridCell[T]]) -> Sequence[GridCell[T]]:
    """Cells without the blank ones at their end."""
    end = len(cells)
    while end and not compact(cells[end - 1].text):
        end -= 1
    return cells[:end]
