"""Assign the words left of the numbers of a table without ruling lines to its rows, as their labels."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import mean
from typing import NamedTuple

from ndbg.document.grid import is_label
from ndbg.read.clusters import clusters
from ndbg.read.fixed.lines import are_numeric, is_laid_over, text_of
from ndbg.read.fixed.page import Glyph

LEVEL = 1.6  # points by which a label may be off level with its numbers
CLOSE = 2.2  # most distance of lines of one label or head, in sizes of type
MOST_IN_LABEL = 14  # lines
BEYOND_PAGE = 10_000.0  # points; right of and below any page
_LEFT = 3.0  # points by which labels of one column may begin apart
_OFTEN = 3  # least number of words with which an x begins a column
_GAP = 0.25  # least gap before a label, in sizes of type, where many begin
_OPENING = "（("
_ORDINAL = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]")
_MOST_LABELS = 400  # of a table on a page


class Word(NamedTuple):
    """Glyphs of a line that are close together, and the index of the line (`at`)."""

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
        """The middle between its ends."""
        return (self.left + self.right) / 2

    @classmethod
    def of(cls, at: int, base: float, run: Sequence[Glyph]) -> "Word":
        """The word of some glyphs of a line; between digits that do not touch there is a blank."""
        is_one = are_numeric(run) and not any(is_laid_over(*pair) for pair in pairwise(run))
        text = text_of(run) if is_one else "".join(glyph.text for glyph in run)
        return cls(at, base, run, run[0].left, run[-1].right, run[0].size, text, is_one)


Place = Callable[[Word], float]
left_of: Place = attrgetter("left")
middle_of: Place = attrgetter("middle")
right_of: Place = attrgetter("right")


class Row(NamedTuple):
    """A line that ends in numbers, and the y of the next such lines above and below."""

    at: int
    base: float
    labels: Sequence[Word]
    numbers: Sequence[Word]
    above: float = 0.0
    below: float = BEYOND_PAGE


def _is_level(run: Sequence[Word], row: Row) -> bool:
    """Whether the middle of a label is level with its numbers."""
    return abs(mean(word.base for word in run) - row.base) <= LEVEL


def _is_at_top(run: Sequence[Word], row: Row) -> bool:
    """Whether the first line of a label is level with its numbers."""
    return abs(run[0].base - row.base) <= LEVEL


_Stands = Callable[[Sequence[Word], Row], bool]


class Labels(NamedTuple):
    """The label of each row, and the rest of labels that are cut by the page, above the first row and below the last."""

    texts: Sequence[str]
    above: str = ""
    below: str = ""

    @property
    def known(self) -> int:
        """The number of labels that are labels of the form."""
        return sum(map(is_label, self.texts))

    @property
    def length(self) -> int:
        """The number of characters of all of them."""
        return sum(map(len, (*self.texts, self.above, self.below)))


def labels_of(label_words: Sequence[Word], rows: Sequence[Row], *, goes_on: bool) -> Iterator[Labels]:
    """The ways to give each row a label from the words left of the numbers; none where a label is uncertain.

    `goes_on`: the table continues the one before, so that the rest of its last label may be above the first row.
    """
    if len(label_words) > _MOST_LABELS:
        return
    if not label_words and len(rows[0].numbers) > 1:
        yield Labels([""] * len(rows))
    words = list(_cut(label_words))
    for columns in (_columns(words, place) for place in (left_of, middle_of, right_of)):
        for stands in (_is_level, _is_at_top):
            labels = _labels(columns, rows, stands)
            if labels and (goes_on or not labels.above):
                yield labels


def _labels(columns: Sequence[Sequence[Word]], rows: Sequence[Row], stands: _Stands) -> Labels | None:
    """The label of each row from columns of words left of the numbers; None where a label is uncertain.

    The rightmost column has the labels of single rows: each of its words belongs to a row, or is above or below all
    that do. Columns further left have the names of groups, which are labels of rows that have no other.
    """
    runs_by_row: dict[int, Sequence[Word]] = {}
    above = below = ""
    for number, column in enumerate(columns):
        open_rows = [row for row in rows if row.at not in runs_by_row]
        runs = _assigned(column, open_rows, stands)
        if number == 0:
            taken = {id(word) for run in runs.values() for word in run}
            at = [n for n, word in enumerate(column) if id(word) in taken] or [0]
            if at != list(range(at[0], at[-1] + 1)):
                return None
            above, below = joined(column[: at[0]]), joined(column[at[-1] + 1 :])
        runs_by_row |= runs
    if len(runs_by_row) < len(rows) or not all(_is_beside(row, runs_by_row[row.at]) for row in rows):
        return None
    return Labels([joined(runs_by_row[row.at]) for row in rows], above, below)


def joined(run: Sequence[Word]) -> str:
    """The text of some words as one."""
    return "".join(word.text for word in run)


def _is_beside(row: Row, label: Sequence[Word]) -> bool:
    """Whether the word right before the numbers of a row is of its label, or of the name of a group left of that."""
    if not row.labels:
        return True
    last = row.labels[-1]
    return last.left < label[0].left - _LEFT or any(last.glyphs[-1] is word.glyphs[-1] for word in label)


def _cut(words: Sequence[Word]) -> Iterator[Word]:
    """Words, with those divided that continue, with hardly a gap, from the name of a group into the label of a row."""
    places = Counter(round(word.left) for word in words)
    often = [place for place, count in places.items() if count >= _OFTEN]
    for word in words:
        ats = [
            at
            for at, glyph in enumerate(word.glyphs)
            if at
            and any(abs(glyph.left - place) <= 1 for place in often)
            and glyph.left > word.left + _LEFT
            and _begins_label(word.glyphs, at)
        ]
        if not ats:
            yield word
            continue
        for start, end in pairwise([0, *ats, len(word.glyphs)]):
            yield Word.of(word.at, word.base, word.glyphs[start:end])


def _begins_label(glyphs: Sequence[Glyph], at: int) -> bool:
    """Whether the label of a row may begin within a word: behind a gap, or with an ordinal."""
    last, first = glyphs[at - 1], glyphs[at]
    if first.left - last.right >= _GAP * first.size:
        return True
    return last.text not in _OPENING and has_ordinal("".join(glyph.text for glyph in glyphs[at:]))


def has_ordinal(label: str) -> bool:
    """Whether a label begins with an ordinal: 三、 or （一）."""
    return _ORDINAL.match("".join(label.split())) is not None


def _columns(words: Iterable[Word], place: Place) -> list[list[Word]]:
    """Words in columns by their left ends, middles or right ends, from right to left; each from top to bottom."""
    columns = clusters(words, lambda word: -place(word), _LEFT)
    return [sorted(column, key=lambda word: word.base) for column in columns]


class _Assignment(NamedTuple):
    """Words assigned to rows: the number of rows with a label of the form, of rows with words, and of words assigned."""

    known: int
    rows: int
    words: int
    runs: Mapping[int, Sequence[Word]]

    @property
    def worth(self) -> tuple[int, int, int]:
        return self[:3]


def _assigned(column: Sequence[Word], rows: Sequence[Row], stands: _Stands) -> Mapping[int, Sequence[Word]]:
    """The words of a column assigned to rows, each a run of words in order between the rows above and below.

    Of all ways, the one with the most labels of the form, then the most rows with words, then the most words.
    """
    best = [_Assignment(0, 0, 0, {})] * (len(column) + 1)  # by the number of words from the top
    bases = [word.base for word in column]
    for row in rows:
        after = list(best)
        low, high = bisect_right(bases, row.above), bisect_left(bases, row.below)
        for end in range(low + 1, len(column) + 1):
            for first in range(max(end - MOST_IN_LABEL, low), end) if end <= high else ():
                run = column[first:end]
                # The lines of one label stand close, one below the other.
                close = all(b.base - a.base <= CLOSE * a.size for a, b in pairwise(run))
                if close and stands(run, row):
                    before = best[first]
                    known = before.known + is_label(joined(run))
                    runs = {**before.runs, row.at: run}
                    assigned = _Assignment(known, before.rows + 1, before.words + len(run), runs)
                    after[end] = max(after[end], assigned, key=lambda one: one.worth)
            after[end] = max(after[end], after[end - 1], key=lambda one: one.worth)
        best = after
    return best[-1].runs
