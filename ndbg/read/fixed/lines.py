"""Lines of text and numbers from glyphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from ndbg.read.fixed.page import TORN, Box, Glyph, Page, Stroke

_HALF = 0.5  # of the size of type: what stands nearer than this to a line is on it
_APART = 0.6  # of the size of type, at least between words of different columns
_WORD_GAP = 0.24  # of the size of type, between letters or digits of two words
_WIDE_GAP = 1.3  # the same between any two characters: columns beside each other
_BROKEN = 1.7  # sizes of type between the lines of a number that is broken
JOINED = 0.15  # of the size of type, behind where a digit ends: the next one belongs to its number
# Marks of notes are about six tenths as large as the text they stand by; what browsers raise is less small.
_SMALL = 0.8
_SMALLER, _RAISED = 0.95, 0.2
_BESIDE_MARKS = "注[]()（）〔〕"
# Where a line strikes a digit out, in sizes above where it stands.
_STRUCK_LOW, _STRUCK_HIGH = 0.12, 0.6
_BEYOND = 1.5  # points that it may reach beyond what it strikes
_LEVEL = 0.8  # points by which pieces of one line may be off level
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
_LOOSE = re.compile(rf"(?<=[{_CJK}]) +(?=[^ ])|(?<=[^ ]) +(?=[{_CJK}])")
# In sizes of type: by how much the gaps between digits set apart may differ, and how wide they may be; behind a point
# or comma there may be room for a digit.
_EVEN, _WIDEST, _BEHIND_POINT = 0.08, 1.1, 0.35
_FEWEST = 3  # digits that tell that they are set apart, and numbers that tell it of a table
_LAID_OVER = 0.4  # of the narrower of two digits that the other covers: two numbers over each other
NUMERIC = frozenset("0123456789.,．，０１２３４５６７８９")


class Line(NamedTuple):
    """A line of text: its glyphs from left to right, without blanks, and its text."""

    glyphs: Sequence[Glyph]
    text: str

    @property
    def words(self) -> Sequence[Sequence[Glyph]]:
        """Its glyphs divided where there is room between columns."""
        return list(split_at_gaps(self.glyphs, _APART))

    @property
    def left(self) -> float:
        """The x of its left end."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """The x of its right end."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def base(self) -> float:
        """The y of its base line."""
        return median(glyph.base for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The size of its type."""
        return median(glyph.size for glyph in self.glyphs)


def lines_of(glyphs: Iterable[Glyph], spread: float | None = 0.0) -> list[Line]:
    """The lines of some glyphs, from top to bottom.

    `spread` is that of the digits of numbers around them (`spread_of`); None where there are blanks between digits.
    """
    rows: list[list[Glyph]] = []
    largest: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if largest and glyph.base - largest.base <= _HALF * max(glyph.size, largest.size):
            rows[-1].append(glyph)
            largest = max(largest, glyph, key=lambda g: g.size)
        else:
            rows.append([glyph])
            largest = glyph
    return [line for row in rows if (line := _line(row, spread))]


def _line(row: Sequence[Glyph], spread: float | None) -> Line | None:
    ordered = sorted(row, key=lambda g: g.middle if not g.text.isspace() else (g.left + g.right) / 2)
    inked = [glyph for glyph in ordered if glyph.text.strip()]
    return Line(inked, text_of(ordered, spread)) if inked else None


def text_of(ordered: Sequence[Glyph], spread: float | None = 0.0) -> str:
    """The text of the glyphs of a line, from left to right, with blanks between words but not next to Chinese.

    Digits set small and higher behind a number are the mark of a note; they stand in brackets.
    """
    signs: list[str] = []
    last: Glyph | None = None
    blank = False
    number = all(is_numeric(glyph) or glyph.text.isspace() for glyph in ordered)
    is_one = number and spread is not None and _is_set_apart(ordered, spread)
    word_gap = JOINED if number else _WORD_GAP
    marked: Glyph | None = None  # the digit before the mark that is open
    for glyph in ordered:
        if glyph.text.isspace():
            blank = True
            continue
        if marked and not _is_mark(marked, glyph):
            signs.append("）")
            marked = None
        elif last and not marked and _is_mark(last, glyph):
            signs.append("（")
            marked = last
        elif last:
            gap, size = glyph.left - last.right, max(last.size, glyph.size)
            if is_laid_over(last, glyph):
                signs.append(TORN)
            elif gap > _WIDE_GAP * size:
                signs.append("\t")
            elif blank or (gap > word_gap * size and not is_one):
                signs.append(" ")
        signs.append(glyph.text)
        last, blank = glyph, False
    signs.append("）" if marked else "")
    return _LOOSE.sub("", "".join(signs)).replace("\t", " ")


def _gaps(ordered: Sequence[Glyph]) -> list[float]:
    """The gaps between the characters of a number, in sizes of type; behind a point or comma less its usual space."""
    return [
        max((b.left - a.right) / (a.size or 1) - (0.0 if a.text.isdigit() else _BEHIND_POINT), 0.0)
        for a, b in pairwise(ordered)
    ]


def spread_of(lines: Iterable[Line]) -> float:
    """The usual gap between the digits of some numbers, in sizes of type; 0 with few numbers or uneven gaps."""
    numbers = [line for line in lines if is_number(line) and len(line.glyphs) >= _FEWEST]
    if len(numbers) < _FEWEST:
        return 0.0
    spreads = sorted(median(_gaps(line.glyphs)) for line in numbers)
    return spreads[0] if spreads[-1] - spreads[0] <= 2 * _EVEN else 0.0


def _is_set_apart(ordered: Sequence[Glyph], spread: float) -> bool:
    """Whether the characters of a line are one number whose digits are set apart without blanks.

    They have even gaps, if they are several, or the gaps of numbers around them (`spread`).
    """
    gaps = [gap for a, gap in zip(ordered[:-1], _gaps(ordered), strict=True) if gap or a.text.isdigit()]
    if not gaps or max(gaps) > _WIDEST:
        return False
    if max(gaps) <= JOINED:
        return True
    return (len(gaps) >= _FEWEST - 1 and max(gaps) - min(gaps) <= _EVEN) or all(
        abs(gap - spread) <= _EVEN for gap in gaps
    )


def is_laid_over(left: Glyph, right: Glyph) -> bool:
    """Whether two digits side by side are of numbers drawn over each other.

    One covers the other, or they are drawn a different number of times at their places.
    """
    if not (is_numeric(left) and is_numeric(right)):
        return False
    narrow = min(left.right - left.left, right.right - right.left)
    return left.right - right.left > _LAID_OVER * narrow or left.copies != right.copies


def split_at_gaps(line: Sequence[Glyph], gap: float) -> Iterator[list[Glyph]]:
    """The glyphs of a line divided where the gap between two is wider than `gap` sizes of type."""
    run: list[Glyph] = []
    for glyph in line:
        if run and glyph.left - run[-1].right > gap * glyph.size:
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def is_numeric(glyph: Glyph) -> bool:
    """Whether a glyph may be part of a number."""
    return glyph.text in NUMERIC


def are_numeric(glyphs: Sequence[Glyph]) -> bool:
    """Whether glyphs are only digits, points and commas."""
    return all(map(is_numeric, glyphs))


def numbers(line: Sequence[Glyph], spread: float = 0.0) -> Iterator[list[Glyph]]:
    """The numbers of a line: digits that follow each other with no more gap than `spread`."""
    for numeric, run in groupby(line, is_numeric):
        if numeric:
            yield from split_at_gaps(list(run), JOINED + spread)


def without_struck(glyphs: Sequence[Glyph], levels: Sequence[Stroke]) -> list[Glyph]:
    """Glyphs without those that a level line strikes out."""
    return [glyph for glyph in glyphs if not any(_strikes(level, glyph) for level in levels)]


def without_struck_out(page: Page, levels: Iterable[Stroke]) -> Page:
    """A page without its struck-out characters and the level lines through them; such a line is no longer than its glyphs.

    Printed tracked changes show deletions so. The glyphs stay, so that there is no gap between the words around them.
    `levels` are the whole level lines of the page.
    """
    ordered = sorted(levels)
    ats = [level.at for level in ordered]
    struck: dict[Stroke, list[Glyph]] = {}
    for glyph in page.glyphs:
        low, high = glyph.base - _STRUCK_HIGH * glyph.size, glyph.base - _STRUCK_LOW * glyph.size
        for level in ordered[bisect_left(ats, low) : bisect_right(ats, high)]:
            if level.low <= glyph.middle <= level.high:
                struck.setdefault(level, []).append(glyph)
    strikes = [
        level
        for level, some in struck.items()
        if min(g.left for g in some) - _BEYOND <= level.low
        and level.high <= max(g.right for g in some) + _BEYOND
    ]
    if not strikes:
        return page
    gone = {id(glyph) for level in strikes for glyph in struck[level]}
    glyphs = [glyph._replace(text="") if id(glyph) in gone else glyph for glyph in page.glyphs]
    remaining = [level for level in page.levels if not any(_is_part(level, strike) for strike in strikes)]
    return page._replace(glyphs=glyphs, levels=remaining)


def _is_part(piece: Stroke, line: Stroke) -> bool:
    """Whether a level line is a piece of a longer one."""
    return abs(piece.at - line.at) < _LEVEL and line.low <= piece.low and piece.high <= line.high


def _strikes(level: Stroke, glyph: Glyph) -> bool:
    above = (glyph.base - level.at) / (glyph.size or 1)
    return level.low <= glyph.middle <= level.high and _STRUCK_LOW < above < _STRUCK_HIGH


def without_marks(glyphs: Sequence[Glyph]) -> tuple[Sequence[Glyph], str]:
    """Glyphs without the marks of notes (small digits next to larger ones, 注 and brackets), and the marks as text.

    Digits that are not as small are marks too where they are raised.
    """
    largest = max((glyph.size for glyph in glyphs if glyph.text.isdigit()), default=0.0)
    small = [glyph for glyph in glyphs if glyph.size < _SMALL * largest]
    marks = {glyph for glyph in small if glyph.text.isdigit()}
    if any(glyph.text.isdigit() and glyph.size < _SMALLER * largest for glyph in glyphs):
        marks |= {glyph for line in lines_of(glyphs) for glyph in _marks_in(line)}
    if not marks:
        return glyphs, ""
    marks |= {glyph for glyph in small if glyph.text in _BESIDE_MARKS}
    return [glyph for glyph in glyphs if glyph not in marks], "".join(g.text for g in glyphs if g in marks)


def _marks_in(line: Line) -> Iterator[Glyph]:
    """The digits of a line that are marks of the numbers before them."""
    marked: Glyph | None = None
    for last, glyph in pairwise(line.glyphs):
        marked = marked or last
        if _is_mark(marked, glyph):
            yield glyph
        else:
            marked = None


def _is_mark(digit: Glyph, glyph: Glyph) -> bool:
    """Whether a digit behind another one is smaller and stands higher."""
    return (
        digit.text.isdigit()
        and glyph.text.isdigit()
        and glyph.size < _SMALLER * digit.size
        and glyph.base < digit.base - _RAISED * digit.size
    )


def is_number(line: Line) -> bool:
    """Whether a line is only digits, points and commas."""
    return are_numeric(line.glyphs)


def fills(line: Line, width: float) -> bool:
    """Whether a cell of a width has no room for one more digit behind a line of digits."""
    digit = max(glyph.right - glyph.left for glyph in line.glyphs)
    # Between text and border there are at most some six points, on either side.
    return line.right - line.left + min(digit, line.size) > width - 13


def is_broken(lines: Sequence[Line], box: Box) -> bool:
    """Whether the lines in a cell look like one number broken for lack of room: close, all but the last filling it."""
    for line, below in pairwise(lines):
        if not fills(line, box.right - box.left) or below.base - line.base >= _BROKEN * line.size:
            return False
    return all(map(is_number, lines))
