"""The rows below a head: labels, groups, and the cells of figures."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.grid.cells import Grid, GridCell
from ndbg.document.grid.head import Columns, Head, weight
from ndbg.document.grid.similarity import EXACT
from ndbg.document.grid.views import RowLine, RowLines, View, row_lines
from ndbg.text.labels import compact, label_key
from ndbg.text.patterns import HAN, Pattern

T = TypeVar("T")

# Words that stand beside a number, or for none.
_BESIDE = Pattern(
    r"[(（][^（()）]*[)）]|万元|[件条个宗份项元约近超余多]|大约|左右|以上",
    given="(|（|件|条|个|宗|份|项|元|约|近|超|余|多|左右|以上",
)
_NO_NUMBER = {"无", "不涉及", "未填"}
_HAS_WORDS = re.compile(HAN)
# What a form has in a cell that is still to be filled in: a unit, `（填数）`, a nought as a sign, the prompt of a
# content control, a field of a form letter.
_ROOM = Pattern(
    r"[(]?(?:填数|待?填写?|数量|件数|金额|万元|[件条个宗份项元〇○])[)]?|[(]请?在?(?:此处|这里)?填[^()]{1,20}[)]"
    r"|(?:请?选择(?:一项)?|请?(?:输入|填写|填入|录入)(?:数字?|数量|件数|数据|金额)?"
    r"|(?:单击|点击?|单击或点击)(?:此处|这里|此)?(?:输入|键入|填写?|录入)(?:文字|数字?|数量|件数|数据|金额|内容)?)。?|«[^«»]{1,30}»",
    given="填|数量|件|金额|元|条|个|宗|份|项|〇|○|选择|输入|录入|键入|«",
)


def is_words(text: str) -> bool:
    """Whether a text is words, and not a number or what stands for one."""
    if text.isdecimal() or not _HAS_WORDS.search(text) or compact(text) in _NO_NUMBER:
        return False
    rest = _BESIDE.sub("", text)
    return bool(_HAS_WORDS.search(rest)) or not any(map(str.isdigit, rest))


def is_room(text: str) -> bool:
    """Whether a text holds the place of a figure that is still to be filled in: `件`, `（填数）`."""
    return bool(_ROOM.fullmatch(compact(text)))


def has_number(text: str) -> bool:
    """Whether a text is a number, perhaps with words beside it."""
    return text.isdecimal() or (any(map(str.isdigit, text)) and not is_words(text))


class Row(NamedTuple, Generic[T]):
    """A row below a head: its number, its label if it has one, and what speaks for each line of the form."""

    number: int
    label: GridCell[T] | None
    scores: Mapping[int, float]


# Cells of a row that are looked at for its label; characters that make a text an explanation of one.
_MOST_LABELS, _EXPLAINS = 8, 12
# What speaks for a row beside its label: its group, or one around that, and its number; and against it, another group.
_OWN_GROUP, _OUTER_GROUP, _OWN_NUMBER = 1.0, 0.2, 0.5
_NUMBER = Pattern(
    r"[（(]?([一二三四五六七八九十]+|\d{1,2})[）)]?[、.．,:：]|[（(]([一二三四五六七八九十]+|\d{1,2})[）)]"
)


def read_row(grid: Grid[T], row: int, lines: RowLines, left: int, first: int) -> Row[T]:
    """Read the label, group and scores of a row from column `left` on; figures begin at column `first`."""
    zone = _labels(grid, row, lines, left, first)
    for at in range(len(zone) - 1, -1, -1):
        cell = zone[at]
        if cell.row != row:
            continue
        named = lines.names.similar(cell.text)
        if named:
            whole = at == len(zone) - 1
            group = _group(zone[:at], lines)
            scores = {
                line: score
                for line, likeness in named.items()
                if (whole or not lines.lines[line].is_group)
                and (score := _score(lines.lines[line], likeness, cell.text, group)) > 0
            }
            return Row(row, cell, scores)
        if len(compact(cell.text)) < _EXPLAINS:
            return Row(row, cell, {})
    own = [cell for cell in zone if cell.row == row]
    return Row(row, own[-1] if own else None, {})


def _labels(grid: Grid[T], row: int, lines: RowLines, left: int, first: int) -> list[GridCell[T]]:
    """The cells of a row that may be its label or names of its groups, from left to right.

    In a row that was pushed aside they go on where the figures should begin.
    """
    zone: list[GridCell[T]] = []
    for cell in grid.across(row)[: _MOST_LABELS + left]:
        if cell.column < left or not label_key(cell.text) or (cell.column < first and has_number(cell.text)):
            continue
        if cell.column >= first and not lines.names.similar(cell.text):
            break
        zone.append(cell)
    return zone


def _group(cells: Sequence[GridCell[T]], lines: RowLines) -> str | None:
    """The group named by the last of some cells that names one."""
    for cell in reversed(cells):
        named = lines.group_names.similar(cell.text)
        if len(named) == 1:
            return lines.groups[next(iter(named))]
    return None


def _score(line: RowLine, likeness: float, text: str, group: str | None) -> float:
    """The score of a line of the form for a row with a label and a group.

    The cell of a group may reach too far down, to a row that is in none and has its own name and number.
    """
    under, number = line.label.under, _number(line.label.text)
    numbered = bool(number) and number == _number(text)
    if group is not None and group not in under:
        own = not under and numbered and likeness == EXACT
        return weight(likeness) if own else 0.0
    score = weight(likeness)
    if group is not None:
        score += _OWN_GROUP if group == under[-1] else _OUTER_GROUP
    return score + (_OWN_NUMBER if numbered else 0.0)


@lru_cache(maxsize=1024)
def _number(text: str) -> str:
    found = _NUMBER.match(compact(text))
    return (found[1] or found[2]) if found else ""


class Body(Generic[T]):
    """The rows of a grid below a head in which the columns of a view were found.

    `labelled` are the rows that are lines of the form, each with its label; `depth` gives in how many
    groups each stands.
    """

    def __init__(
        self,
        grid: Grid[T],
        head: Head,
        view: View,
        columns: Columns,
        labelled: Mapping[int, GridCell[T]],
        depth: Mapping[int, int],
    ) -> None:
        self._grid, self._head, self._view, self._columns = grid, head, view, columns
        self._names = (view.names, row_lines((view,)).names)
        self._begins = columns.begins
        self._first = min(columns.begins.values(), default=0)
        own = {at for begin in self._begins.values() for at in range(begin, head.ends[begin])}
        right = range(self._first, grid.width)
        self._beyond = [at for at in right if at not in head.covered]
        self._others = [at for at in right if at not in own]  # among and behind the columns of the view
        behind = {row: self._behind(row, label) for row, label in labelled.items()}
        # What the rows have in common: how far they reach, the most cells behind a label, with and
        # without the blank ones at the end, and whether figures of some begin before the head's columns.
        self._reach = max((_reach(grid, row) for row in labelled), default=0)
        self._most = max(map(len, behind.values()), default=0)
        self._filled = max((len(_filled(cells)) for cells in behind.values()), default=0)
        full = [row for row, cells in behind.items() if len(_filled(cells)) == len(view.columns)]
        self._lost_one = len(columns.begins) < len(view.columns) and len(full) < _ROWS_THAT_TELL
        # Where labels stand below names of columns, these have moved.
        below = sum(label.column >= self._first for label in labelled.values())
        by_place = columns.by_place or (columns.short and self._are_short(behind))
        self._by_names = by_place and below * _FEW_MOVED <= len(labelled)
        self._depth = depth
        self._label_at: dict[int, list[int]] = {}
        for row, label in labelled.items():
            self._label_at.setdefault(depth[row], []).append(label.column)
        self._beside = Counter(at for row in depth for at in self._numbers_beside(row))
        self._aside = any(
            compact(cell.text) for row, label in labelled.items() for cell in self._between(row, label)
        )

    def _are_short(self, behind: Mapping[int, Sequence[GridCell[T]]]) -> bool:
        """Whether every row has just as many cells as the head has columns, and there are enough to tell."""
        wanted = len(self._begins)
        return len(behind) >= _ROWS_THAT_TELL and all(
            len(cells) == wanted and _reach(self._grid, row) == self._head.reach
            for row, cells in behind.items()
        )

    def figures(self, row: int, label: GridCell[T] | None) -> Mapping[int, GridCell[T]]:
        """The cells of a row's figures by the column of the view; empty where it is not certain."""
        crooked = self._is_crooked(row)
        found = {} if crooked or not self._by_names else self._by_place(row, label)
        found = found or self._by_count(row, label, crooked=crooked)
        # Where a cell of a row above reaches down among the figures, others may have gone.
        return {} if any(cell.row != row for cell in found.values()) else found

    def _is_crooked(self, row: int) -> bool:
        """Whether the edges of a row's cells do not meet those of the head.

        Borders that were moved by hand, row by row, give such rows.
        """
        cells = self._grid.rows[row][self._first :]
        if len(set(cells)) == len(cells) and cells and cells[0] and cells[0].column == self._first:
            return False  # one column each, as nearly always
        spans = ((cell.column, self._grid.end(row, cell)) for cell in self._grid.across(row))
        return any(end > self._first and self._head.is_crossed(at, end) for at, end in spans)

    def _by_place(self, row: int, label: GridCell[T] | None) -> dict[int, GridCell[T]]:
        """The cell under each column of the head; empty where the cells may be shifted."""
        found = {column: cell for column, at in self._begins.items() if (cell := self._cell(row, at))}
        if len(found) < len(self._begins) or any(c.column < self._first for c in found.values()):
            return {}  # cells are missing or pushed aside: what stands under a head may be its neighbour's
        if len(set(found.values())) < len(found):
            return {}  # a cell covers two columns, its own and that of one that has gone, or both
        if _reach(self._grid, row) < max(self._head.reach, self._reach):
            return {}  # narrower than the head or the rows beside it: a cell has gone, whichever it was
        if self._is_wider(row):
            return {}
        words = [cell.text for cell in found.values() if is_words(cell.text)]
        if any(names.similar(text) for text in words for names in self._names):
            return {}  # another row has run into this one
        if label is None:
            return found
        if not all(compact(cell.text) for cell in found.values()) and self._is_moved(row, label):
            return {}  # what is blank may be the label's
        between = self._between(row, label)
        if label.column >= self._first or any(compact(cell.text) for cell in between):
            return {}  # figures begin before the columns that they belong to
        # Where other rows' figures do, what is blank here may be a figure too.
        return {} if between and self._aside else found

    def _is_wider(self, row: int) -> bool:
        """Whether figures of a row stand beside the columns: a part of the head is missing, or they were pushed aside."""
        if any((cell := self._grid.at(row, at)) and label_key(cell.text) for at in self._beyond):
            return True
        return any(0 < 2 * self._beside[at] <= len(self._depth) for at in self._numbers_beside(row))

    def _numbers_beside(self, row: int) -> Iterator[int]:
        """The columns among and behind those of the view, and none of them, in which a row has a number."""
        for at in self._others:
            if (cell := self._grid.at(row, at)) and has_number(cell.text):
                yield at

    def _is_moved(self, row: int, label: GridCell[T]) -> bool:
        """Whether the label of a row stands elsewhere than those of rows in as many groups."""
        places = self._label_at.get(self._depth.get(row, -1), [])
        return places.count(label.column) * 2 <= len(places)

    def _between(self, row: int, label: GridCell[T]) -> list[GridCell[T]]:
        """The cells between a label and the figures that are no labels, nor under a head of their own."""
        above = self._head.above
        return [
            cell
            for cell in self._grid.across(row)
            if label.column < cell.column < self._first
            and not is_words(cell.text)
            and (above(cell.column) in ((), above(label.column)) or self._is_odd(cell))
        ]

    def _is_odd(self, cell: GridCell[T]) -> bool:
        """Whether a number stands below a head that is none of figures and does not count the rows either."""
        names = self._head.above(cell.column)
        return has_number(cell.text) and not any(name.endswith(_COUNTS_ROWS) for name in names)

    def _by_count(self, row: int, label: GridCell[T] | None, *, crooked: bool) -> dict[int, GridCell[T]]:
        """The cells behind a row's label, where they are just as many as the view has columns.

        So it is where rows or heads have lost cells of their groups. The head must name the columns in
        order and no other, and no row may have more.
        """
        wanted = len(self._view.columns)
        if not self._columns.by_count:
            return {}
        cells = self._behind(row, label) if label else self._grid.across(row)
        if label is None and not crooked:
            return dict(enumerate(cells)) if self._is_full(cells) else {}
        if self._lost_one:
            return {}
        filled = _filled(cells)
        # A blank cell may be the label's, merged once.
        begins = not filled or compact(filled[0].text)
        if not begins or any(is_words(cell.text) for cell in filled):
            return {}
        whole = len(filled) == wanted and self._filled <= wanted
        blank = len(cells) == wanted and self._most <= wanted and not crooked
        if not (whole or blank):
            return {}
        found = dict(enumerate(cells[:wanted]))
        return found if not crooked or self._stands_below(row, found) else {}

    def _is_full(self, cells: Sequence[GridCell[T]]) -> bool:
        """Whether the cells of a row without a label begin with the head, reach beyond it, and are figures.

        So it is where cells that reach down have gone from the lowest row of the head, which names all columns.
        """
        if len(cells) != len(self._view.columns) or not cells[0].column == self._first == 0:
            return False
        beyond = cells[-1].column >= self._head.reach
        return beyond and all(compact(cell.text) and not is_words(cell.text) for cell in cells)

    def _stands_below(self, row: int, found: Mapping[int, GridCell[T]]) -> bool:
        """Whether each cell of a crooked row is below some part of its column."""
        ends = self._head.ends
        return found.keys() == self._begins.keys() and all(
            cell.column < ends[self._begins[column]] and self._grid.end(row, cell) > self._begins[column]
            for column, cell in found.items()
        )

    def _cell(self, row: int, at: int) -> GridCell[T] | None:
        """The cell of a row under a column of the head.

        Where several stand there, as when a merged cell is written out, all must say the
        same, or the first alone say anything; else what they say together is no figure.
        """
        first, end = self._grid.at(row, at), self._head.ends[at]
        if end == at + 1:
            return first
        others = [
            c for c in dict.fromkeys(self._grid.at(row, a) for a in range(at, end)) if c and c is not first
        ]
        # One that reaches beyond this column is the next one's.
        others = [c for c in others if c.column >= at and self._grid.at(row, end) is not c]
        texts = {compact(cell.text) for cell in others} - {""}
        if first is None or texts <= {compact(first.text)}:
            return first
        return replace(first, text="".join(f"“{cell.text.strip()}”" for cell in (first, *others)))

    def _behind(self, row: int, label: GridCell[T]) -> list[GridCell[T]]:
        """The cells of a row behind its label."""
        return [cell for cell in self._grid.across(row) if cell.column > label.column]


# How columns are called that number the rows.
_COUNTS_ROWS = ("序号", "编号", "行次", "行号", "代码", "栏次")
# Of so many rows one may be pushed aside, and the head is still where it was.
_FEW_MOVED = 4
# So many rows with just as many figures as the form has columns tell that the head has lost one, not they.
_ROWS_THAT_TELL = 5


def _reach(grid: Grid[T], row: int) -> int:
    """How far the cells of a row reach."""
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
