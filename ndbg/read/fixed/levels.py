"""Tables with level lines only, or with every other row on a fill: the uprights that their cells would have.

Level lines one below the other make a stack. Columns end where the pieces of a line end; where a line is in one piece,
at the gutters that all rows with numbers leave free. There is an upright between two level lines of a stack unless text
crosses it, or the text is that of a merged cell.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from ndbg.document.grid import is_label
from ndbg.document.headings import is_heading
from ndbg.document.titles import read_title
from ndbg.read.clusters import clusters
from ndbg.read.fixed.lines import Line, are_numeric, is_numeric, lines_of
from ndbg.read.fixed.page import Glyph, Stroke

_ONE = 3.2  # points by which ends of pieces at one edge may differ
_HIGHEST = 240.0  # most points of a row; lines further apart are of different tables
_SHARED = 0.5  # least share of the shorter of two lines of a stack that is over the other
_FEWEST = 3  # least number of lines of a stack, and of edges of columns
_MOST_LEVELS, _MOST_WORDS = 300, 2000  # of a page; one with more is a drawing
_GUTTER = 0.35  # least width in sizes of type
_APART = 0.6  # least gap between words in sizes of type
_TOUCH = 0.2  # most gap between characters of one text in sizes of type
_UNDER = 0.3  # most sizes of type from a text to its underline
_EVEN = 1.5  # points by which their ends may differ
_CENTRED = 2.0  # points by which a text may be off the middle of its cell
_CLOSE = 0.8  # most space between lines of text in one row, in sizes of type
_PADDED = 2.2  # most space between these and a level line, in sizes of type
_MOST_IN_ROW = 6  # lines of text
_NUMBERS = 2  # least number of numbers in a row that determines gutters


class _Level(NamedTuple):
    """A level line: its y, and its pieces from left to right."""

    at: float
    pieces: Sequence[tuple[float, float]]

    @property
    def low(self) -> float:
        return self.pieces[0][0]

    @property
    def high(self) -> float:
        return self.pieces[-1][1]

    def covers(self, x: float) -> bool:
        """Whether a piece is above or below an x."""
        return any(low <= x <= high for low, high in self.pieces)


def implied_uprights(
    levels: Sequence[Sequence[Stroke]], glyphs: Sequence[Glyph]
) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """The lines and the implied uprights of each stack of level lines; a line is given by its pieces."""
    if not _FEWEST <= len(levels) <= _MOST_LEVELS:
        return
    lines = lines_of(glyphs)
    borders = [
        _Level(pieces[0].at, [(piece.low, piece.high) for piece in pieces])
        for pieces in levels
        if not any(_underlines(pieces, line) for line in lines)
    ]
    for stack in map(partial(_without_trailing_shapes, lines), _stacks(sorted(borders), lines)):
        table = _Stack(stack, lines)
        uprights = list(table.uprights())
        if uprights:
            yield [Stroke(level.at, *piece) for level in table.levels for piece in level.pieces], uprights


def _underlines(pieces: Sequence[Stroke], line: Line) -> bool:
    """Whether a level line is one right below a text, as long as this."""
    (level, *more) = pieces
    return (
        not more
        and 0 <= level.at - line.base <= _UNDER * line.size
        and abs(level.low - line.left) <= _EVEN
        and abs(level.high - line.right) <= _EVEN
        and len(line.words) == 1
    )


def _stacks(levels: Sequence[_Level], lines: Sequence[Line]) -> Iterator[list[_Level]]:
    """Level lines one below the other with nothing between them but the text of rows."""
    open_stacks: list[list[_Level]] = []
    for level in levels:
        for stack in [stack for stack in open_stacks if level.at - stack[-1].at > _HIGHEST]:
            open_stacks.remove(stack)
            yield stack
        continued = next((stack for stack in open_stacks if _continues(stack, level)), None)
        if continued and any(ends_table(line.text) for line in _between(lines, continued[-1], level)):
            open_stacks.remove(continued)
            yield continued
            continued = None
        if continued:
            continued.append(level)
        else:
            open_stacks.append([level])
    yield from open_stacks


def _without_trailing_shapes(lines: Sequence[Line], stack: Sequence[_Level]) -> Sequence[_Level]:
    """A stack without lines at its foot that are shorter than the one above and no text between: those of shapes."""
    while len(stack) > 1:
        upper, lower = stack[-2:]
        inside = upper.low - _ONE <= lower.low and lower.high <= upper.high + _ONE
        alike = abs(upper.low - lower.low) <= _ONE and abs(upper.high - lower.high) <= _ONE
        if alike or not inside or _between(lines, upper, lower):
            break
        stack = stack[:-1]
    return stack


def _continues(stack: Sequence[_Level], lower: _Level) -> bool:
    """Whether a level line is one of a stack above it: it is within their ends, or has one end in common and overlaps."""
    low, high = min(level.low for level in stack), max(level.high for level in stack)
    shared = min(high, lower.high) - max(low, lower.low)
    inside = low - _ONE <= lower.low and lower.high <= high + _ONE
    ends = abs(high - lower.high) <= _ONE or abs(low - lower.low) <= _ONE
    return inside or (ends and shared >= _SHARED * min(high - low, lower.high - lower.low))


def _between(lines: Sequence[Line], upper: _Level, lower: _Level) -> list[Line]:
    return [line for line in lines if upper.at < line.base - 0.35 * line.size < lower.at]


def ends_table(text: str) -> bool:
    """Whether a line of text is of no table: a heading, a title, a sentence."""
    return is_heading(text) or read_title(text) is not None or text.endswith("。")


class _Stack:
    """Level lines one below the other, the edges of columns, and the words between the lines."""

    def __init__(self, levels: Sequence[_Level], lines: Sequence[Line]) -> None:
        levels = _with_group_borders_extended(levels, lines)
        edges = clusters((end for level in levels for piece in level.pieces for end in piece), float, _ONE)
        ends = [(edge[0] + edge[-1]) / 2 for edge in edges]
        whole = list(pairwise(ends))
        top, bottom = top_of(levels[0], lines), _bottom(levels[-1], lines)
        before = [_Level(top, whole)] if top < levels[0].at else []
        behind = [_Level(bottom, whole)] if bottom > levels[-1].at else []
        self.levels = [*before, *levels, *behind]
        self._words = [
            word
            for line in lines
            if self.levels[0].at < line.base - 0.35 * line.size < self.levels[-1].at
            for word in line.words
        ]
        self._has_text_beside = any(
            line.left < levels[0].low and self.levels[0].at < line.base < self.levels[-1].at for line in lines
        )
        gutters = [
            (left + right) / 2
            for left, right in self._gutters()
            if not any(left - _ONE <= end <= right + _ONE for end in ends)
        ]
        self._edges = sorted([*ends, *gutters])
        self._words = [piece for word in self._words for piece in _without_edges(word, self._edges)]

    def uprights(self) -> Iterator[Stroke]:
        """The uprights of a table of several columns; none where there is no such table."""
        few = len(self.levels) < _FEWEST or len(self._edges) < _FEWEST
        if few or len(self._words) > _MOST_WORDS or self._holds_several_rows() or self._lacks_labels():
            return
        bands: dict[tuple[float, float], list[int]] = {}
        for column, (left, right) in enumerate(pairwise(self._edges)):
            ys = [level.at for level in self.levels if level.covers((left + right) / 2)]
            for band in pairwise(ys):
                bands.setdefault(band, []).append(column)
        merged: dict[float, set[tuple[int, int]]] = {}  # the spans of merged cells, by the line below them
        for band, columns in sorted(bands.items()):
            for first, last in _runs(columns):
                spans = [
                    span
                    for span in self._spans(band, first, last, merged.get(band[0], set()))
                    if span[0] < span[1]
                ]
                merged.setdefault(band[1], set()).update(spans)
                inner = set(range(first + 1, last + 1)) - {at for a, b in spans for at in range(a + 1, b + 1)}
                yield from (Stroke(self._edges[at], *band) for at in (first, *sorted(inner), last + 1))

    def _holds_several_rows(self) -> bool:
        """Whether several rows are between two lines: numbers one below the other, or texts of columns below one over these."""
        if any(map(self._heads_others, self._words)):
            return True
        numbers = sorted(
            (bisect_right(self._edges, word[0].middle), word[0].height)
            for word in self._words
            if are_numeric(word)
        )
        return any(
            column == other
            and not any(
                y < level.at < below and level.covers(self._edges[column - 1] + _ONE) for level in self.levels
            )
            for (column, y), (other, below) in pairwise(numbers)
        )

    def _lacks_labels(self) -> bool:
        """Whether lines between rows of numbers are missing below their labels, as where only the numbers are on fills."""
        rows = sorted({round(word[0].height) for word in self._words if are_numeric(word)})
        column = min((self._columns_of(word)[0] for word in self._words if are_numeric(word)), default=-1)
        if column <= 0:
            return column == 0 and self._has_text_beside
        has_labels = any(
            self._columns_of(word)[0] == column and round(word[0].height) in rows
            for word in self._words
            if not are_numeric(word)
        )
        if column + 1 == len(self._edges):
            return True  # all numbers are right of the lines
        left, right = ((self._edges[at] + self._edges[at + 1]) / 2 for at in (column - 1, column))
        return not has_labels and any(
            level.covers(right) and not level.covers(left) and rows[0] < level.at < rows[-1]
            for level in self.levels
        )

    def _heads_others(self, word: Sequence[Glyph]) -> bool:
        """Whether a word over several columns has words of single ones of these below it, above the next line."""
        begin, end = self._columns_of(word)
        if begin == end:
            return False
        below = next((level.at for level in self.levels if level.at > word[0].height), word[0].height)
        under = [
            self._columns_of(other)
            for other in self._words
            if word[0].height + _APART * word[0].size < other[0].height < below
        ]
        return len({one for one, last in under if one == last and begin <= one <= end}) > 1

    def _columns_of(self, word: Sequence[Glyph]) -> tuple[int, int]:
        """The columns in which a word begins and ends."""
        return bisect_right(self._edges, word[0].middle) - 1, bisect_right(self._edges, word[-1].middle) - 1

    def _spans(
        self, band: tuple[float, float], first: int, last: int, above: Set[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """The first and last column of each cell with text, between two lines; `above` are the merged cells above.

        A text that crosses an edge is in a merged cell. The cell extends over blank columns on either side as far as
        the text is centred in it. In a row with numbers it does so only below a merged cell, centred or alone.
        """
        low, high = self._edges[first], self._edges[last + 1]
        words = [
            word for word in self._words if band[0] < word[0].height < band[1] and low < _middle(word) < high
        ]
        spans = _joined((max(begin, first), min(end, last)) for begin, end in map(self._columns_of, words))
        centred = list(self._centred(spans, words, first, last))
        numbers = any(are_numeric(word) for word in words)
        if not numbers:
            return centred
        return [
            wide if wide in above else _below_merged(narrow, spans, above)
            for narrow, wide in zip(spans, centred, strict=True)
        ]

    def _centred(
        self, spans: Sequence[tuple[int, int]], words: Sequence[Sequence[Glyph]], first: int, last: int
    ) -> Iterator[tuple[int, int]]:
        """The columns of each text with the most blank ones on either side in which it is still centred."""
        bounds = [first - 1, *(end for _, end in spans)], [*(begin for begin, _ in spans), last + 1]
        for at, (begin, end) in enumerate(spans):
            inside = [word for word in words if self._edges[begin] <= _middle(word) <= self._edges[end + 1]]
            if not inside:
                yield begin, end
                continue
            centre = (min(word[0].left for word in inside) + max(word[-1].right for word in inside)) / 2
            reaches = [
                (left, right)
                for left in range(bounds[0][at] + 1, begin + 1)
                for right in range(end, bounds[1][at + 1])
                if abs((self._edges[left] + self._edges[right + 1]) / 2 - centre) <= _CENTRED
            ]
            yield max(reaches, key=lambda reach: reach[1] - reach[0], default=(begin, end))

    def _gutters(self) -> Iterator[tuple[float, float]]:
        """The spaces that all rows with several numbers leave free between words."""
        bands = (
            [word for word in self._words if upper.at < word[0].height < lower.at]
            for upper, lower in pairwise(self.levels)
        )
        rows = [words for words in bands if sum(are_numeric(word) for word in words) >= _NUMBERS]
        taken = sorted((word[0].left, word[-1].right) for words in rows for word in words)
        size = max((word[0].size for words in rows for word in words), default=0.0)
        right = taken[0][1] if taken else 0.0
        for left, end in taken:
            if left - right >= _GUTTER * size:
                yield right, left
            right = max(right, end)


def _with_group_borders_extended(levels: Sequence[_Level], lines: Sequence[Line]) -> Sequence[_Level]:
    """The level lines of a stack, with lines that end left of all numbers moved down to the next border of a row.

    A page that ends within the cell of a group has such lines: 三、本年度办理结果. If all lines are such, none is moved.
    """
    words = (
        word
        for line in lines
        if levels[0].at < line.base - 0.35 * line.size < levels[-1].at
        for word in line.words
    )
    first_number = min((word[0].left for word in words if are_numeric(word)), default=levels[0].low)
    kept: list[_Level] = []
    cut: list[tuple[float, float]] = []
    for level in levels:
        if level.high <= first_number:
            cut += level.pieces
        else:
            kept.append(level._replace(pieces=sorted([*level.pieces, *cut])))
            cut = []
    return kept or levels


def top_of(level: Stroke | _Level, lines: Sequence[Line]) -> float:
    """The top of the row above the first level line of a table, if it has one there without a line; else the line's y."""
    row = _open_row(level, [line for line in reversed(lines) if line.base < level.at])
    return row[-1].base - row[-1].size if row else level.at


def _bottom(level: _Level, lines: Sequence[Line]) -> float:
    """The bottom of the row below the last line of a stack, if there is one; else the line's y."""
    row = _open_row(level, [line for line in lines if line.base > level.at])
    return row[-1].base + 0.3 * row[-1].size if row else level.at


def _open_row(level: Stroke | _Level, lines: Iterable[Line]) -> list[Line]:
    """The lines of a row next to a level line that has no line on its other side; empty where there is no such row.

    `lines` is the text on that side, the nearest line first. The row has numbers, where the table continues on another
    page, or only names of the form, where a head has no line above it; no other text is close.
    """
    row: list[Line] = []
    edge = level.at
    for line in lines:
        room = _CLOSE if row else _PADDED
        near = line.base - line.size if line.base > level.at else line.base
        overlaps = line.right >= level.low and line.left <= level.high
        if abs(near - edge) > room * (row or [line])[-1].size or not overlaps:
            break
        row.append(line)
        edge = line.base if line.base > level.at else line.base - line.size
    words = [word for line in row for word in line.words]
    numbers = sum(are_numeric(word) for word in words)
    whole = len(row) <= _MOST_IN_ROW and not any(ends_table(line.text) for line in row)
    names = bool(words) and all(is_label("".join(glyph.text for glyph in word)) for word in words)
    return row if whole and (numbers >= _NUMBERS or names) else []


def _below_merged(
    columns: tuple[int, int], spans: Sequence[tuple[int, int]], above: Set[tuple[int, int]]
) -> tuple[int, int]:
    """The columns of the merged cell above a text, if no other text is below that cell; else its own."""
    for begin, end in sorted(above):
        if [span for span in spans if begin <= span[1] and span[0] <= end] == [columns]:
            return min(begin, columns[0]), max(end, columns[1])
    return columns


def _middle(word: Sequence[Glyph]) -> float:
    return (word[0].left + word[-1].right) / 2


def _without_edges(word: Sequence[Glyph], edges: Sequence[float]) -> Iterator[list[Glyph]]:
    """A word divided at edges of columns that are between digits or between characters that do not touch."""
    piece: list[Glyph] = []
    for glyph in word:
        if piece and any(piece[-1].middle < edge < glyph.middle for edge in edges):
            touch = glyph.left - piece[-1].right < _TOUCH * glyph.size
            if not touch or (is_numeric(piece[-1]) and is_numeric(glyph)):
                yield piece
                piece = []
        piece.append(glyph)
    if piece:
        yield piece


def _runs(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of neighbouring columns."""
    begin = columns[0]
    for at, after in pairwise([*columns, columns[-1] + 2]):
        if after > at + 1:
            yield begin, at
            begin = after


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of columns from left to right, with those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return joined
