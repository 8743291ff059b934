"""Find tables without ruling lines by the alignment of their columns: labels at the left, numbers below heads.

Only certain tables are read: each number is in one column, each column has a head, and each label is level with the
numbers of its row. Otherwise the lines stay lines of text. Of several ways to assign words to rows and columns, the one
with the most labels of the form is taken.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from statistics import mean, median
from typing import NamedTuple

from ndbg.document.grid import are_parts, is_column, is_label
from ndbg.form import forms
from ndbg.read.clusters import clusters
from ndbg.read.fixed.labels import (
    BEYOND_PAGE,
    CLOSE,
    LEVEL,
    MOST_IN_LABEL,
    Labels,
    Place,
    Row,
    Word,
    has_ordinal,
    joined,
    labels_of,
    left_of,
    middle_of,
    right_of,
)
from ndbg.read.fixed.levels import ends_table
from ndbg.read.fixed.lines import JOINED, Line, split_at_gaps
from ndbg.read.fixed.torn import whole_numbers

_TOUCH = 0.2  # most gap between characters of one name of a column, in sizes of type
_FAR = 3.0  # least gap between a label and the only number of its row, in sizes of type
_CENTRED = 0.35  # how far a number may be off the place of its column, as a share of the distance of columns
_STRAIGHT = 1.0  # points by which one kind of alignment may be worse than the best
_PADDING = 4.0  # points between numbers and the edge that they are aligned to
_BEYOND = 3.0  # points that a head may extend beyond its column
_LINE = 1.4  # sizes of type from one line of a head to the next
_HIGHEST_HEAD = 12  # lines
_OF_HEADS = 3.3  # most distance of lines of a head, in sizes of type
_LARGER = 1.25  # factor by which text larger than the numbers is no part of a table
_MOST_ROWS = 200  # of a table on a page


class Aligned(NamedTuple):
    """A table without ruling lines: the edges of its columns, its rows as texts, the lines of text that it is made of.

    `ats` are the indices of the rows' lines among these. `goes_on`: it has no head and continues the table before it,
    whose columns it has.
    """

    xs: Sequence[float]
    rows: Sequence[Sequence[str]]
    lines: Sequence[Line]
    ats: Sequence[int]
    goes_on: bool = False


def aligned(
    lines: Sequence[Line], before: Sequence[float] = (), above: Sequence[Line] = ()
) -> list[Line | Aligned]:
    """Lines one below the other, with tables in place of the lines that make them.

    `before` are the edges of the table right before them, on this page or the page before, which the first rows may
    continue. `above` are the lines at the end of the page before, on which a head may begin.
    """
    of_lines = enumerate([*_moved_to_next_page(above, lines), *lines])
    words = whole_numbers([[Word.of(at, line.base, run) for run in line.words] for at, line in of_lines])
    in_order: list[Line | Aligned] = []
    begin = done = len(above)
    for block in _blocks(words[begin:]):
        at_top = done == begin
        table = _table(words, block, 0 if at_top else done, before if at_top else ())
        if table:
            first, end = max(table.first, begin), table.end
            in_order += lines[done - begin : first - begin]
            ats = [max(at - first, 0) for at in table.ats]
            in_order.append(
                Aligned(table.xs, table.rows, lines[first - begin : end - begin], ats, table.goes_on)
            )
            done = end
    return [*in_order, *lines[done - begin :]]


def ending(things: Sequence[object]) -> list[Line]:
    """The lines at the end of a page behind its last table, heading or sentence, which may begin a table."""
    last_lines: list[Line] = []
    for thing in things:
        last_lines = [*last_lines, thing] if isinstance(thing, Line) and not ends_table(thing.text) else []
    return last_lines


def _moved_to_next_page(above: Sequence[Line], lines: Sequence[Line]) -> Iterator[Line]:
    """The lines at the end of a page moved right above those of the next."""
    if above and lines:
        down = lines[0].base - above[-1].base - _LINE * above[-1].size
        for line in above:
            yield line._replace(glyphs=[glyph._replace(base=glyph.base + down) for glyph in line.glyphs])


def _row(words: Sequence[Word]) -> Row | None:
    """A line as a row, if it ends in numbers that are set apart from the label before them."""
    count = next((n for n, word in enumerate(reversed(words)) if not word.numeric), len(words))
    labels, numbers = words[: len(words) - count], words[len(words) - count :]
    if not numbers or (
        len(numbers) == 1 and labels and numbers[0].left - labels[-1].right < _FAR * numbers[0].size
    ):
        return None
    return Row(numbers[0].at, numbers[0].base, labels, numbers)


def _blocks(words: Sequence[Sequence[Word]]) -> Iterator[list[Row]]:
    """Rows one below the other, with nothing between them but words left of all their numbers."""
    block: list[Row] = []
    for of_line in words:
        row = _row(of_line)
        if row:
            block.append(row)
        elif block and (
            ends_table(joined(of_line))
            or (len(of_line) > 1 and is_column(of_line[-1].text))
            or any(word.right > min(r.numbers[0].left for r in block) for word in of_line)
        ):
            yield block  # a heading, text, or the head of another table
            block = []
    if block:
        yield block


class _Columns(NamedTuple):
    """The columns of numbers: their middles, and their edges with the left one of the labels before them (`xs`).

    Their numbers are aligned: `place` gives the middle or an end of a number, `places` is where these are in each
    column, and `near` is how far off one may be.
    """

    middles: Sequence[float]
    xs: Sequence[float]
    place: "Place"
    places: Sequence[float]
    near: float


class _Table(NamedTuple):
    """A table: its first line and the one behind it, its edges and rows, the line of each row.

    `goes_on`: it continues the table before; `known` is the number of its names and labels that are the form's.
    """

    first: int
    end: int
    xs: Sequence[float]
    rows: Sequence[Sequence[str]]
    ats: Sequence[int]
    goes_on: bool
    known: int


def _table(
    words: Sequence[Sequence[Word]], rows: Sequence[Row], start: int, before: Sequence[float]
) -> _Table | None:
    """The table that some rows make; None where that is not certain.

    Of several possible alignments, as with a single row, it is the one with the most labels of the form. `start` is the
    first line that is not part of another table.
    """
    if len(rows) > _MOST_ROWS:
        return None
    bases = [0.0, *(row.base for row in rows), BEYOND_PAGE]
    rows = [row._replace(above=bases[at], below=bases[at + 2]) for at, row in enumerate(rows)]
    ways = ((of_way, columns) for of_way in (rows, _divided(rows)) for columns in _columns_of(of_way))
    tables = (_Block(words, of_way, start, before, columns).table() for of_way, columns in ways)
    return max(filter(None, tables), key=lambda table: table.known, default=None)


def _divided(rows: Sequence[Row]) -> Sequence[Row]:
    """Rows with numbers divided at small gaps, if all then have as many as a row of a form; else, or if unchanged, none."""
    split = [row._replace(numbers=[piece for word in row.numbers for piece in _pieces(word)]) for row in rows]
    counts = {len(row.numbers) for row in split}
    same = [len(row.numbers) for row in split] == [len(row.numbers) for row in rows]
    return [] if same or len(counts) > 1 or not counts <= row_widths() else split


@cache
def row_widths() -> frozenset[int]:
    """The numbers of figures that rows of the forms have."""
    return frozenset(len(block.columns) for form in forms() for block in form.blocks)


def _pieces(word: Word) -> list[Word]:
    """A word of digits divided at gaps."""
    runs = list(split_at_gaps(word.glyphs, JOINED)) if word.numeric else []
    return [Word.of(word.at, word.base, run) for run in runs] if len(runs) > 1 else [word]


class _Block:
    """Rows that may be those of a table with some columns."""

    def __init__(
        self,
        words: Sequence[Sequence[Word]],
        rows: Sequence[Row],
        start: int,
        before: Sequence[float],
        columns: _Columns,
    ) -> None:
        self._words = words
        self._rows = rows
        self._start = start  # the first line that is not part of another table
        self._left = min(row.numbers[0].left for row in rows)
        self._columns, self._middles, self._xs = columns, columns.middles, columns.xs
        continued = _continued_edges(self._middles, before) if rows[0].at < MOST_IN_LABEL else []
        self._goes_on = bool(continued)
        if self._goes_on:
            self._xs = list(continued)
        self._edges = self._xs[-len(self._middles) - 1 :]  # those of the columns with numbers
        # The name of a column is between the numbers of its neighbours.
        self._beside = _column_spaces(rows, self._edges)

    def table(self) -> _Table | None:
        """The table; None where that is not certain."""
        first, begin, heads = (self._start, self._start, []) if self._goes_on else self._heads()
        numbers = [self._placed(row) for row in self._rows]
        if not all(heads) or not all(numbers):
            return None
        begin = self._first_label(begin)
        ways: list[tuple[int, Labels]] = []
        for end in self._ends():
            label_words = [
                word for of_line in self._words[begin:end] for word in of_line if word.left < self._left
            ]
            if any(word.right > self._left + _BEYOND for word in label_words):
                continue
            ends = end == len(self._words)
            labellings = labels_of(label_words, self._rows, goes_on=self._goes_on)
            ways += ((end, labels) for labels in labellings if ends or not labels.below)
        if not ways:
            return None
        end, labels = max(ways, key=lambda way: (way[1].known, way[1].length))
        rows, ats = self._rows_of(numbers, labels, begin, end)
        if heads:
            rows, ats = [["", *heads], *rows], [first, *ats]
        # In the columns of the table before, the label may cover several.
        wide = len(self._xs) - 1 - len(self._middles)
        rows = [[row[0]] * wide + row[1:] for row in rows]
        known = sum(map(is_label, heads)) + labels.known
        return _Table(first, end, self._xs, rows, ats, self._goes_on, known)

    def _rows_of(
        self, numbers: Sequence[Sequence[str]], labels: Labels, begin: int, end: int
    ) -> tuple[list[list[str]], list[int]]:
        """The rows as texts, each with its label, and the line of each; the labels are on lines from `begin` to `end`."""
        rows = [[label, *row] for label, row in zip(labels.texts, numbers, strict=True)]
        ats = [row.at for row in self._rows]
        blank = [""] * len(self._middles)
        if labels.below and (are_parts(labels.texts[-1], labels.below) or not has_ordinal(labels.below)):
            rows[-1][0] += labels.below
        elif labels.below:
            rows.append([labels.below, *blank])
            ats.append(end - 1)
        if labels.above:
            rows, ats = [[labels.above, *blank], *rows], [begin, *ats]
        return rows, ats

    def _placed(self, row: Row) -> list[str]:
        """The numbers of a row column by column; empty where one of them is in no column, or two are in one."""
        texts = [""] * len(self._middles)
        for word in chain.from_iterable(map(self._divided, row.numbers)):
            at = next(n for n, edge in enumerate(self._edges[1:]) if word.middle < edge)
            columns = self._columns
            off = abs(columns.place(word) - columns.places[at])
            if texts[at] or off > columns.near or not _is_within(word, *self._edges[at : at + 2]):
                return []
            texts[at] = word.text
        return texts

    def _divided(self, word: Word) -> Sequence[Word]:
        """A word of digits divided at gaps, if each piece is aligned in a column of its own; else as it is."""
        pieces = _pieces(word)
        ats = [self._straight(piece) for piece in pieces]
        return pieces if None not in ats and len(set(ats)) == len(pieces) > 1 else [word]

    def _straight(self, word: Word) -> int | None:
        """The column with which a word is aligned; None where there is none."""
        place, places = self._columns.place, self._columns.places
        return next((at for at, x in enumerate(places) if abs(place(word) - x) <= _STRAIGHT), None)

    def _heads(self) -> tuple[int, int, list[str]]:
        """The first line of the head of the table, the one behind it, and the name of each column."""
        above: list[list[Word]] = [[] for _ in self._middles]  # from the lowest word to the highest
        first, base = self._rows[0].at, self._rows[0].base
        behind = 0
        for at in range(first - 1, max(self._start, first - _HIGHEST_HEAD) - 1, -1):
            of_line = self._words[at]
            if not of_line:  # pieces of numbers stood there
                base -= _LINE * self._rows[0].numbers[0].size
                continue
            size = of_line[0].size
            far, large = (
                base - of_line[0].base > _OF_HEADS * size,
                size > _LARGER * self._rows[0].numbers[0].size,
            )
            ends = any(word.numeric for word in of_line) or ends_table(joined(of_line))
            if far or large or ends or any(map(self._runs_through, of_line)):
                break
            for word in chain.from_iterable(map(self._cut, of_line)):
                column = self._column(word, len(of_line))
                heads = [] if column is None else above[column]
                if heads and heads[-1].at == at and is_column(heads[-1].text) and is_column(word.text):
                    return first, first, [""]  # names of two columns above one
                close = not heads or heads[-1].base - word.base < CLOSE * word.size
                if column is not None and (close or are_parts(word.text, joined(heads[::-1]))):
                    heads.append(word)
                    behind = max(behind, at + 1)
            first, base = at, of_line[0].base
        return first, max(first, behind), _without_groups(above)

    def _cut(self, word: Word) -> Iterator[Word]:
        """A word of a head divided at edges of columns where its characters do not touch."""
        begin = 0
        for at, (left, right) in enumerate(pairwise(word.glyphs), 1):
            apart = right.left - left.right >= _TOUCH * right.size
            if apart and any(left.middle < edge < right.middle for edge in self._edges[1:]):
                yield Word.of(word.at, word.base, word.glyphs[begin:at])
                begin = at
        yield Word.of(word.at, word.base, word.glyphs[begin:]) if begin else word

    def _runs_through(self, word: Word) -> bool:
        """Whether a word extends from the labels into the columns, and is not the head of the only one."""
        only = len(self._middles) == 1 and word.left <= self._middles[0] <= word.right
        return word.left < self._edges[0] - _BEYOND and word.right > self._left + _BEYOND and not only

    def _column(self, word: Word, of_line: int) -> int | None:
        """The column that a word heads; None where it is above several, or above none."""
        if len(self._middles) == 1:
            above = word.left <= self._middles[0] <= word.right
            return 0 if of_line > 1 and (above or is_label(word.text)) else None
        within = [at for at, edges in enumerate(pairwise(self._edges)) if _is_within(word, *edges)]
        by_space = [at for at, edges in enumerate(self._beside) if _is_within(word, *edges)]
        return next(iter(within), by_space[0] if len(by_space) == 1 else None)

    def _first_label(self, first: int) -> int:
        """The first line on which the label of the first row may be."""
        at = self._rows[0].at
        while at > first and all(word.right <= self._left + _BEYOND for word in self._words[at - 1]):
            at -= 1
        return at

    def _ends(self) -> Iterator[int]:
        """The lines before which the table may end: the last label may continue below its numbers."""
        last, base = self._rows[-1].at, self._rows[-1].base
        begin = end = next(
            (at for at in range(last + 1, len(self._words)) if self._words[at]), len(self._words)
        )
        while end < len(self._words) and end - last < MOST_IN_LABEL:
            of_line = self._words[end]
            far = any(word.base - base >= CLOSE * word.size for word in of_line)
            apart = ends_table(joined(of_line)) or any(word.right > self._left + _BEYOND for word in of_line)
            if far or apart:
                break
            base = of_line[0].base if of_line else base
            end += 1
        return iter(range(begin, end + 1))


def _without_groups(above: Sequence[Sequence[Word]]) -> list[str]:
    """The name of each column from the words above it, the lowest first, without the names of groups.

    The name of a group may be right above that of a column. Then the mean height of both together is that of no other
    column's words, while the mean height of the column's own name is that of another's.
    """
    wholes = [mean(word.base for word in heads) for heads in above if heads]
    names = []
    for heads in above:
        levels = [mean(word.base for word in heads[: at + 1]) for at in range(len(heads))]
        shared = [sum(abs(whole - level) <= LEVEL for whole in wholes) for level in levels]
        counts = range(len(heads), 0, -1)
        count = next((n for n in counts if is_label(joined(heads[n - 1 :: -1]))), len(heads))
        if shared and shared[-1] < 2 and max(shared) > 1 and not is_label(joined(heads[count - 1 :: -1])):
            count = shared.index(max(shared)) + 1
        names.append(joined(heads[:count][::-1]))
    return names


def _columns_of(rows: Sequence[Row]) -> Iterator[_Columns]:
    """The possible columns; none where numbers are not aligned.

    They are those of the rows with the most numbers; where each row has blank cells, those in which all numbers are.
    """
    if not rows:
        return
    count = max(len(row.numbers) for row in rows)
    whole = list(zip(*(row.numbers for row in rows if len(row.numbers) == count), strict=True))
    yield from _aligned_columns(rows, whole)
    for place in (middle_of, right_of, left_of):
        columns = clusters((word for row in rows for word in row.numbers), place, _STRAIGHT)
        if len(columns) > count and len(columns) in row_widths():
            yield from _aligned_columns(rows, columns)


def _aligned_columns(rows: Sequence[Row], columns: Sequence[Sequence[Word]]) -> Iterator[_Columns]:
    """Columns of numbers as they may be aligned: centred, to the right or to the left."""
    middles = [median(map(middle_of, column)) for column in columns]
    left = min(row.numbers[0].left for row in rows)
    behind_labels = max((row.labels[-1].right for row in rows if row.labels), default=0.0)
    gaps = [(max(map(right_of, column)), min(map(left_of, behind))) for column, behind in pairwise(columns)]
    off = {place: _largest_deviation(columns, place) for place in (middle_of, right_of, left_of)}
    for place in off:
        places = [median(map(place, column)) for column in columns]
        nearest = min((b - a for a, b in pairwise(places)), default=4 * columns[0][0].size)
        if off[place] > min(off.values()) + _STRAIGHT or off[place] >= _CENTRED * nearest:
            continue
        if place is middle_of:
            between = [(a + b) / 2 for a, b in pairwise(places)]
            first = 2 * places[0] - between[0] if between else left
        else:
            padded = [(low + high) / 2 for low, high in gaps]
            if place is right_of:
                between = [min(low + _PADDING, middle) for (low, _), middle in zip(gaps, padded, strict=True)]
            else:
                between = [
                    max(high - _PADDING, middle) for (_, high), middle in zip(gaps, padded, strict=True)
                ]
            first = behind_labels
        xs = [0.0, min(left, first), *between, BEYOND_PAGE]
        yield _Columns(middles, xs, place, places, _CENTRED * nearest)


def _largest_deviation(columns: Sequence[Sequence[Word]], place: Place) -> float:
    """The largest distance in points of a word from the median place of its column."""
    return max(abs(place(word) - median(map(place, column))) for column in columns for word in column)


def _column_spaces(rows: Sequence[Row], edges: Sequence[float]) -> list[tuple[float, float]]:
    """For each column its left and right bounds: where the numbers of its neighbours end and begin."""
    words: list[list[Word]] = [[] for _ in edges[1:]]
    for word in (word for row in rows for word in row.numbers):
        words[next(n for n, edge in enumerate(edges[1:]) if word.middle < edge)].append(word)
    low = [max(map(right_of, column), default=0.0) for column in words]
    high = [min(map(left_of, column), default=BEYOND_PAGE) for column in words]
    return list(zip([edges[0], *low[:-1]], [*high[1:], BEYOND_PAGE], strict=True))


def _is_within(word: Word, low: float, high: float) -> bool:
    return word.left >= low - _BEYOND and word.right <= high + _BEYOND


def _continued_edges(middles: Sequence[float], xs: Sequence[float]) -> Sequence[float]:
    """The edges of the table on the page before that these columns continue; empty where they continue none.

    Edges within a merged cell are left out.

    The columns are its last ones, or the only one is in the middle of the last ones, as below 本年处理决定数量.
    """
    columns = list(pairwise(xs[-len(middles) - 1 :]))
    if len(columns) == len(middles) and all(a < m < b for m, (a, b) in zip(middles, columns, strict=True)):
        return xs
    merged = (
        begin
        for begin in range(1, len(xs) - 2)
        if len(middles) == 1 and abs((xs[begin] + xs[-1]) / 2 - middles[0]) <= _STRAIGHT
    )
    begin = next(merged, None)
    return [] if begin is None else [*xs[: begin + 1], xs[-1]]
