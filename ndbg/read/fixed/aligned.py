"""Find tables without lines by the alignment of their columns: labels at the left, numbers under heads.

Only certain tables are read: each number is in one column, each column has a head, and each label is level with
the numbers of its row. Otherwise the lines stay lines of text.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import mean, median
from typing import NamedTuple

from ndbg.read.fixed.lines import Line, is_laid_over, is_numeric, parted
from ndbg.read.fixed.page import Glyph

_APART = 0.6  # sizes of type between words that stand in different columns
_FAR = 3.0  # the same between a label and the only number of its row
_LEVEL = 1.6  # points that a label may be off its numbers
_LEFT = 3.0  # points within which labels begin at one place
_CENTRED = 0.35  # of the distance of two columns that a number may be off the middle of its own
_BEYOND = 3.0  # points that a head may reach beyond its column
_MOST_IN_LABEL = 8  # lines
_HIGHEST_HEAD = 12  # lines
_OF_ONE_HEAD, _OF_HEADS = 2.2, 3.3  # sizes of type between the lines of one head, and between heads
_LARGER = 1.25  # times as large as its numbers: no part of a table
_LAST = 10_000.0  # beyond the right edge of any page
_OFTEN = 3  # labels that begin at one place make it a column
_ORDINAL = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]")
_MOST_ROWS, _MOST_LABELS = 200, 400  # of a table on a page


class Aligned(NamedTuple):
    """A table without lines: the edges of its columns, its rows as texts, and the lines that it was.

    `goes_on`: it has no head and goes on with the table before it, of which it has the columns.
    """

    xs: Sequence[float]
    rows: Sequence[Sequence[str]]
    lines: Sequence[Line]
    goes_on: bool = False


class _Word(NamedTuple):
    """Glyphs of a line that stand close together, and the number of the line."""

    at: int
    base: float
    glyphs: Sequence[Glyph]
    left: float
    right: float
    size: float
    text: str
    numeric: bool

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @classmethod
    def of(cls, at: int, base: float, run: Sequence[Glyph]) -> "_Word":
        text = "".join(glyph.text for glyph in run)
        is_one = all(map(is_numeric, run)) and not any(is_laid_over(*pair) for pair in pairwise(run))
        return cls(at, base, run, run[0].left, run[-1].right, run[0].size, text, is_one)


class _Row(NamedTuple):
    """A line that ends in numbers."""

    at: int
    base: float
    labels: Sequence[_Word]
    numbers: Sequence[_Word]


def aligned(lines: Sequence[Line], before: Sequence[float] = ()) -> list[Line | Aligned]:
    """Lines one below the other, with tables in place of those that make them.

    `before` are the edges of the table right before them, on this page or the one before: the first rows may go on
    with it.
    """
    words = [list(_words(at, line)) for at, line in enumerate(lines)]
    found: list[Line | Aligned] = []
    done = 0
    for block in _blocks(words):
        table = _Block(words, block, done, before if not done else ()).table()
        if table:
            first, end, xs, rows, goes_on = table
            found += lines[done:first]
            found.append(Aligned(xs, rows, lines[first:end], goes_on))
            done = end
    return [*found, *lines[done:]]


def _words(at: int, line: Line) -> Iterator[_Word]:
    for run in parted(line.glyphs, _APART):
        yield _Word.of(at, line.base, run)


def _row(words: Sequence[_Word]) -> _Row | None:
    """A line as a row, if it ends in numbers that stand apart from the label before them."""
    count = next((n for n, word in enumerate(reversed(words)) if not word.numeric), len(words))
    labels, numbers = words[: len(words) - count], words[len(words) - count :]
    if not numbers or (
        len(numbers) == 1 and labels and numbers[0].left - labels[-1].right < _FAR * numbers[0].size
    ):
        return None
    return _Row(numbers[0].at, numbers[0].base, labels, numbers)


def _blocks(words: Sequence[Sequence[_Word]]) -> Iterator[list[_Row]]:
    """Rows one below the other, with nothing between them but what stands left of all their numbers."""
    block: list[_Row] = []
    for of_line in words:
        row = _row(of_line)
        if row:
            block.append(row)
        elif block and any(word.right > min(r.numbers[0].left for r in block) for word in of_line):  # text
            yield block
            block = []
    if block:
        yield block


class _Block:
    """Some rows that may be those of a table."""

    def __init__(
        self, words: Sequence[Sequence[_Word]], rows: Sequence[_Row], start: int, before: Sequence[float]
    ) -> None:
        self._words = words
        self._rows = rows
        self._start = start  # the first line that is not part of another table
        self._middles = _middles(rows)
        self._xs = _edges(self._middles, min(row.numbers[0].left for row in rows)) if self._middles else []
        self._goes_on = bool(self._middles) and rows[0].at < _MOST_IN_LABEL and _fits(self._middles, before)
        if self._goes_on:
            self._xs = list(before)
        self._edges = self._xs[-len(self._middles) - 1 :]  # those of the columns with numbers

    def table(self) -> tuple[int, int, Sequence[float], Sequence[Sequence[str]], bool] | None:
        """From which line to which the table goes, its edges and rows, and whether it goes on with the one before.

        None where it is none for certain.
        """
        if not self._middles or len(self._rows) > _MOST_ROWS:
            return None
        first, heads = (self._start, []) if self._goes_on else self._heads()
        numbers = [self._placed(row) for row in self._rows]
        if not all(heads) or not all(numbers):
            return None
        begin = self._first_label(first)
        for end in self._ends():
            beside = [
                word for of_line in self._words[begin:end] for word in of_line if word.left < self._edges[0]
            ]
            if labels := self._labels(beside):
                rows = [[label, *row] for label, row in zip(labels, numbers, strict=True)]
                # A label may stand over several columns of the table before.
                wide = len(self._xs) - 1 - len(self._middles)
                rows = [["", *heads], *rows] if heads else rows
                return first, end, self._xs, [[row[0]] * wide + row[1:] for row in rows], self._goes_on
        return None

    def _labels(self, beside: Sequence[_Word]) -> list[str] | None:
        """The label of each row, given what stands left of the numbers; None where one of them is uncertain."""
        if len(beside) > _MOST_LABELS or any(word.right > self._edges[0] + _BEYOND for word in beside):
            return None
        if not beside and len(self._middles) > 1:
            return [""] * len(self._rows)
        return _labels(beside, self._rows, _is_level) or _labels(beside, self._rows, _is_at_top)

    def _placed(self, row: _Row) -> list[str]:
        """The numbers of a row column by column; nothing where one of them stands in no column or in two."""
        found = [""] * len(self._middles)
        for word in row.numbers:
            at = next(n for n, edge in enumerate(self._edges[1:]) if word.middle < edge)
            if (
                found[at]
                or word.left < self._edges[at] - _BEYOND
                or word.right > self._edges[at + 1] + _BEYOND
            ):
                return []
            found[at] = word.text
        return found

    def _heads(self) -> tuple[int, list[str]]:
        """The first line of the head of the table, and what stands above each column."""
        above: list[list[_Word]] = [[] for _ in self._middles]  # from the lowest word to the highest
        first, base = self._rows[0].at, self._rows[0].base
        for at in range(first - 1, max(self._start, first - _HIGHEST_HEAD) - 1, -1):
            of_line = self._words[at]
            size = of_line[0].size
            far, large = (
                base - of_line[0].base > _OF_HEADS * size,
                size > _LARGER * self._rows[0].numbers[0].size,
            )
            if far or large or any(map(self._runs_through, of_line)):
                break
            for word in of_line:
                column = self._column(word, len(of_line))
                heads = [] if column is None else above[column]
                if column is not None and (
                    not heads or heads[-1].base - word.base < _OF_ONE_HEAD * word.size
                ):
                    heads.append(word)
            first, base = at, of_line[0].base
        return first, _without_groups(above)

    def _runs_through(self, word: _Word) -> bool:
        """Whether a word runs from the labels into the columns, and is no head of the only one."""
        only = len(self._middles) == 1 and word.left <= self._middles[0] <= word.right
        return word.left < self._edges[0] - _BEYOND and word.right > self._edges[0] + _BEYOND and not only

    def _column(self, word: _Word, of_line: int) -> int | None:
        """The column that a word heads; None where it spans several, or stands beside them."""
        if len(self._middles) == 1:
            return 0 if word.left <= self._middles[0] <= word.right and of_line > 1 else None
        within = (
            at
            for at, (low, high) in enumerate(pairwise(self._edges))
            if word.left >= low - _BEYOND and word.right <= high + _BEYOND
        )
        return next(within, None)

    def _first_label(self, first: int) -> int:
        """The first line on which the label of the first row may stand."""
        at = self._rows[0].at
        while at > first and all(word.right <= self._edges[0] + _BEYOND for word in self._words[at - 1]):
            at -= 1
        return at

    def _ends(self) -> Iterator[int]:
        """The lines behind which the table may end: the last label may go on below its numbers."""
        last = self._rows[-1].at
        end = last + 1
        while end < len(self._words) and end - last < _MOST_IN_LABEL:
            of_line = self._words[end]
            close = of_line[0].base - self._words[end - 1][0].base < _OF_ONE_HEAD * of_line[0].size
            if not close or any(word.right > self._edges[0] + _BEYOND for word in of_line):
                break
            end += 1
        return reversed(range(last + 1, end + 1))


def _without_groups(above: Sequence[Sequence[_Word]]) -> list[str]:
    """What each column is called, given the words above it from the lowest to the highest.

    The name of a group may stand right above that of a column, and no other name is level with both together.
    Names are level where the middles of their lines are.
    """
    wholes = [mean(word.base for word in heads) for heads in above if heads]
    names = []
    for heads in above:
        levels = [mean(word.base for word in heads[: at + 1]) for at in range(len(heads))]
        shared = [sum(abs(whole - level) <= _LEVEL for whole in wholes) for level in levels]
        count = len(heads)
        if shared and shared[-1] < 2 and max(shared) > 1:
            count = shared.index(max(shared)) + 1
        names.append("".join(word.text for word in reversed(heads[:count])))
    return names


def _middles(rows: Sequence[_Row]) -> list[float]:
    """The middles of the columns, told by the rows with the most numbers; none where these do not agree."""
    count = max(len(row.numbers) for row in rows)
    columns = list(zip(*(row.numbers for row in rows if len(row.numbers) == count), strict=True))
    middles = [median(word.middle for word in column) for column in columns]
    nearest = min((b - a for a, b in pairwise(middles)), default=4 * columns[0][0].size)
    off = max(
        abs(word.middle - middle) for column, middle in zip(columns, middles, strict=True) for word in column
    )
    return middles if off < _CENTRED * nearest else []


def _edges(middles: Sequence[float], left: float) -> list[float]:
    """The edges of columns: the labels from the left edge of the page on, then one column for each middle."""
    between = [(a + b) / 2 for a, b in pairwise(middles)]
    return [0.0, min([left, *(2 * middles[0] - edge for edge in between[:1])]), *between, _LAST]


def _fits(middles: Sequence[float], xs: Sequence[float]) -> bool:
    """Whether columns are the last ones between some edges, and labels stand left of them."""
    columns = list(pairwise(xs[-len(middles) - 1 :]))
    return len(columns) == len(middles) and all(a < m < b for m, (a, b) in zip(middles, columns, strict=True))


def _is_level(run: Sequence[_Word], row: _Row) -> bool:
    """Whether the middle of a label is level with its numbers."""
    return abs(mean(word.base for word in run) - row.base) <= _LEVEL


def _is_at_top(run: Sequence[_Word], row: _Row) -> bool:
    """Whether the first line of a label is level with its numbers."""
    return abs(run[0].base - row.base) <= _LEVEL


_Stands = Callable[[Sequence[_Word], _Row], bool]


def _labels(words: Sequence[_Word], rows: Sequence[_Row], stands: _Stands) -> list[str] | None:
    """The label of each row, given words left of the numbers; None where one of them is uncertain.

    Labels stand in columns: those of single rows in the rightmost, and left of them those of groups. Each word of
    the rightmost belongs to a row; a word further left only where that row has no label yet.
    """
    found: dict[int, Sequence[_Word]] = {}
    for number, column in enumerate(_columns(words)):
        open_rows = [row for row in rows if row.at not in found]
        runs = _shared_out(column, open_rows, stands)
        if number == 0 and sum(map(len, runs.values())) < len(column):
            return None
        found |= runs
    if len(found) < len(rows) or not all(_is_beside(row, found[row.at]) for row in rows):
        return None
    return ["".join(word.text for word in found[row.at]) for row in rows]


def _is_beside(row: _Row, label: Sequence[_Word]) -> bool:
    """Whether what stands on the line of the numbers, close to them, is of their label, or the name of a group."""
    if not row.labels:
        return True
    last = row.labels[-1]
    return last.left < label[0].left - _LEFT or any(last.glyphs[-1] is word.glyphs[-1] for word in label)


def _cut(words: Sequence[_Word]) -> Iterator[_Word]:
    """Words, those in two where they run on without a gap from the name of a group into the label of a row."""
    places = Counter(round(word.left) for word in words)
    often = [place for place, count in places.items() if count >= _OFTEN]
    for word in words:
        inside = (
            at
            for at, glyph in enumerate(word.glyphs)
            if at and any(abs(glyph.left - place) <= 1 for place in often) and glyph.left > word.left + _LEFT
        )
        at = next(inside, 0)
        if at and _ORDINAL.match("".join(glyph.text for glyph in word.glyphs[at:])):
            yield _Word.of(word.at, word.base, word.glyphs[:at])
            yield _Word.of(word.at, word.base, word.glyphs[at:])
        else:
            yield word


def _columns(words: Sequence[_Word]) -> list[list[_Word]]:
    """Words that begin at one place, from right to left; each from top to bottom."""
    columns: list[list[_Word]] = []
    for word in sorted(_cut(words), key=lambda w: -w.left):
        if columns and columns[-1][0].left - word.left <= _LEFT:
            columns[-1].append(word)
        else:
            columns.append([word])
    return [sorted(column, key=lambda w: w.base) for column in columns]


_Shared = tuple[tuple[int, int], dict[int, Sequence[_Word]]]


def _shared_out(column: Sequence[_Word], rows: Sequence[_Row], stands: _Stands) -> dict[int, Sequence[_Word]]:
    """The words of a column shared out to rows, each as one run in order.

    The most rows have words; of several ways to do so, the one in which the most words have a row.
    """
    # For each number of words from the top: how many rows have words, how many words have a row, and which.
    best: list[_Shared] = [((0, 0), {}) for _ in range(len(column) + 1)]
    for row in rows:
        after = list(best)
        for end in range(1, len(column) + 1):
            for first in range(max(end - _MOST_IN_LABEL, 0), end):
                run = column[first:end]
                (count, shared_out), shared = best[first]
                score = count + 1, shared_out + len(run)
                if score > after[end][0] and stands(run, row):
                    after[end] = score, shared | {row.at: run}
            after[end] = max(after[end], after[end - 1], key=lambda one: one[0])
        best = after
    return best[-1][1]
