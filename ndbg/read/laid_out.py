"""Tables in text that keeps the layout of a page with blanks, as `pdftotext -layout` writes it.

The lines are taken for those of a page whose characters all have one width, and are read like a page without ruling
lines (`ndbg.read.fixed.aligned`). Such programs give a Chinese character the width of a Latin one, so that columns are
often off by some characters. Where every row has as many figures as a row of the form, the columns are straightened
first.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from ndbg.document.document import TableNode
from ndbg.document.grid import Grid, GridCell
from ndbg.document.titles import is_page_number
from ndbg.read.fixed.aligned import Aligned, aligned, ending, row_widths
from ndbg.read.fixed.lines import Line
from ndbg.read.fixed.page import Glyph
from ndbg.read.text_lines import FIGURE

_WIDTH, _HEIGHT = 10.0, 2.2  # points, of a character and of a line
_FAR_FIGURE = re.compile(r"\S {3,}\d")  # a figure set apart by blanks
_FEWEST = 3  # lines with such a figure in a text with tables
_NO_LAYOUT = re.compile(r"[|\t]")
_WORD = re.compile(r"\S+")
_MOST_APART = 2  # lines from one to the next; more blank lines count as one

Words = Sequence[tuple[float, str]]  # the middle of each, in characters


class LaidOut(NamedTuple):
    """A table, and its first and last line in the text, counted from 1."""

    table: TableNode[int]
    first: int
    last: int


class _Text(NamedTuple):
    """A line of text: its index, its words, and how many words at its end are figures."""

    at: int
    words: Words
    figures: int

    @property
    def middles(self) -> list[float]:
        """The middles of its figures."""
        return [middle for middle, _ in self.words[len(self.words) - self.figures :]]


def laid_out(lines: Sequence[str], parts: Iterable[tuple[int, int]]) -> Iterator[LaidOut]:
    """The tables in some parts of a text; a part is its first line and the one behind it, by index."""
    ranges = [range(start, end) for start, end in parts]
    texts = [lines[at] for within in ranges for at in within]
    if sum(map(bool, map(_FAR_FIGURE.search, texts))) < _FEWEST or any(map(_NO_LAYOUT.search, texts)):
        return
    for within in ranges:
        xs: Sequence[float] = ()
        above: list[Line] = []
        for page in _straightened(list(_pages(lines, within))):
            things = aligned(list(_lines(page)), xs, above)
            yield from _tables(things, page)
            xs = things[-1].xs if isinstance(things[-1], Aligned) else ()
            above = ending(things)


def _pages(lines: Sequence[str], within: Iterable[int]) -> Iterator[list[_Text]]:
    """The lines with text, page by page."""
    page = 0
    by_page: list[tuple[int, _Text]] = []
    for at in within:
        page += "\f" in lines[at]
        if lines[at].strip() and not is_page_number(lines[at]):
            by_page.append((page, _text(at, lines[at].replace("\f", ""))))
    for _, group in groupby(by_page, key=lambda one: one[0]):
        yield [text for _, text in group]


def _text(at: int, line: str) -> _Text:
    words = [((word.start() + word.end()) / 2, word[0]) for word in _WORD.finditer(line)]
    count = next((n for n, (_, word) in enumerate(reversed(words)) if not FIGURE.fullmatch(word)), len(words))
    return _Text(at, words, count)


def _straightened(pages: Sequence[Sequence[_Text]]) -> Sequence[Sequence[_Text]]:
    """Pages with the figures of all rows below each other; unchanged unless all have as many as some row of a form."""
    rows = [text for page in pages for text in page if text.figures > 1]
    counts = {row.figures for row in rows}
    if len(counts) != 1 or not counts <= row_widths():
        return pages
    gaps = ([b - a for a, b in pairwise(row.middles)] for row in rows)
    widest = (max(of_column) for of_column in zip(*gaps, strict=True))
    places = list(accumulate(widest, initial=max(row.middles[0] for row in rows)))
    return [list(_moved(page, places)) for page in pages]


def _moved(page: Sequence[_Text], places: Sequence[float]) -> Iterator[_Text]:
    """The lines of a page with the figures of each row moved to `places`, and names of columns with those below them."""
    row: _Text | None = None
    moved_texts: list[_Text] = []
    for text in reversed(page):
        row = text if text.figures > 1 else row
        to = _onto(row.middles, places) if row else None
        first = row.middles[0] if row else 0.0
        begin = len(text.words) - text.figures if text.figures > 1 else 0
        words = [
            (to(middle), word)
            if to and (at >= begin if begin or text is row else middle >= first - _NEAR)
            else (middle, word)
            for at, (middle, word) in enumerate(text.words)
        ]
        moved_texts.append(text._replace(words=words))
    yield from reversed(moved_texts)


_NEAR = 3.0  # characters by which the name of a column may be left of its figures


def _onto(middles: Sequence[float], places: Sequence[float]) -> Callable[[float], float]:
    """The function that moves `middles` to `places`, and what is between or beyond them in proportion."""

    def moved(at: float) -> float:
        n = min(max(bisect_right(middles, at) - 1, 0), len(middles) - 2)
        share = (at - middles[n]) / (middles[n + 1] - middles[n])
        return places[n] + share * (places[n + 1] - places[n])

    return moved


def _lines(texts: Sequence[_Text]) -> Iterator[Line]:
    """Lines of text as lines of a page, with at most one blank line between two."""
    down = 1
    for before, text in pairwise([texts[0]._replace(at=texts[0].at - 1), *texts]):
        down += min(text.at - before.at, _MOST_APART)
        glyphs = [
            Glyph(sign, left, left + _WIDTH, left + _WIDTH / 2, down * _HEIGHT, _HEIGHT)
            for middle, word in text.words
            for number, sign in enumerate(word)
            for left in [_WIDTH * (middle - len(word) / 2 + number)]
        ]
        yield Line(glyphs, " ".join(word for _, word in text.words))


def _tables(things: Sequence[Line | Aligned], texts: Sequence[_Text]) -> Iterator[LaidOut]:
    first = 0
    for thing in things:
        if isinstance(thing, Line):
            first += 1
            continue
        numbers = [text.at + 1 for text in texts[first : first + len(thing.lines)]]
        rows = [
            [GridCell(row, column, text, numbers[at]) for column, text in enumerate(cells)]
            for row, (cells, at) in enumerate(zip(thing.rows, thing.ats, strict=True))
        ]
        yield LaidOut(TableNode.of(Grid(rows), {}), numbers[0], numbers[-1])
        first += len(thing.lines)
