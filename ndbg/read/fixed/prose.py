"""Join lines to paragraphs by the margins of the text."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import NamedTuple

from ndbg.document.cards import is_entry
from ndbg.document.headings import is_heading
from ndbg.document.titles import read_title
from ndbg.read.fixed.lines import Line, are_numeric

# Distances are in sizes of type.
_INDENT = 1.2  # a line that begins so far right of the margin begins a paragraph
_SHORT = 1.7  # a line that ends so far before the right margin ends one
_SHARE = 0.25  # least share of indented lines in a text with indented paragraphs
_OTHER_SIZE = 1.12  # factor from which on a size of type is another one
_SPACE, _SPACE_INDENTED = 0.5, 1.0  # space between paragraphs beyond the usual distance of lines
_MOST_SPACE = 1.5  # the most of that; with more, lines are of different parts
_FEWEST_APART, _SHARE_APART = (
    4,
    0.15,
)  # least number and share of such spaces in a text with spaced paragraphs
_FEWEST_WORDS = 3  # of a row
_RAGGED = 8.0  # how much shorter a line may be whose sentence continues
_ORDINAL = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)"
)
_NEVER_FIRST = tuple("。，、；！？")  # punctuation with which no paragraph begins
SENTENCE_END = re.compile(r"[。！？!?：:；;][”’）)]?$")


class Margins(NamedTuple):
    """Left and right margin, the distance of lines (`pitch`), and whether paragraphs are indented or spaced."""

    left: float
    right: float
    indented: bool
    pitch: float
    spaced: bool = False


class Placed(NamedTuple):
    """A line and the number of its page."""

    page: int
    line: Line


class Text(NamedTuple):
    """A paragraph and the number of the page on which it begins."""

    page: int
    text: str


def margins(lines: Sequence[Placed]) -> Margins:
    """The margins of the majority of lines, without rows of numbers: tables that were not read may be wider."""
    lines = [placed for placed in lines if not is_row(placed.line)] or lines
    if not lines:
        return Margins(0, 0, indented=False, pitch=0)
    # The median by glyphs, not by lines: cells of a table without ruling lines are many short lines.
    size = median([placed.line.size for placed in lines for _ in placed.line.glyphs])
    enough = max(2, len(lines) // 12)
    # Where text is wrapped, lines end there within a sentence; short sentences may all end at another place.
    within = [
        -p.line.right for p in lines if not SENTENCE_END.search(p.line.text) and not is_heading(p.line.text)
    ]
    right = _kept(within or [-placed.line.right for placed in lines], 0.7 * size, max(2, len(within) // 12))
    left = _kept([placed.line.left for placed in lines], 0.7 * size, enough)
    begin = [placed.line for placed in lines if 1.5 * size < placed.line.left - left < 2.7 * size]
    full = sum(line.right >= -right - _SHORT * size for line in begin)
    # Headings may be indented where paragraphs are not; full lines are no headings.
    text = sum(not is_heading(line.text) for line in begin)
    indented = full >= 2 or text >= max(_SHARE * len(lines), 1)
    body = [placed for placed in lines if size / _OTHER_SIZE < placed.line.size < size * _OTHER_SIZE]
    gaps = sorted(
        b.line.base - a.line.base
        for a, b in pairwise(body)
        if a.page == b.page and b.line.base > a.line.base + size
    )
    pitch = _kept(gaps, 1.5, max(2, len(gaps) // 8)) if gaps else 1.5 * size
    apart = sum(pitch + _SPACE * size < gap < pitch + _MOST_SPACE * size for gap in gaps)
    return Margins(
        left, -right, indented, pitch, spaced=apart >= max(_FEWEST_APART, _SHARE_APART * len(gaps))
    )


def is_row(line: Line) -> bool:
    """Whether a line ends in several numbers that are set apart."""
    return len(line.words) >= _FEWEST_WORDS and all(map(are_numeric, line.words[-2:]))


def _kept(values: Sequence[float], near: float, enough: int) -> float:
    """The lowest value with enough others near it; the lowest of all where there is none."""
    ordered = sorted(values)
    for at, end in enumerate(ordered):
        if sum(other - end <= near for other in ordered[at : at + enough]) >= min(enough, len(ordered)):
            return end
    return ordered[0]


def paragraphs(lines: Iterable[Placed], kept: Margins) -> list[Text]:
    """The paragraphs that consecutive lines make."""
    texts: list[Text] = []
    last: Placed | None = None
    for placed in lines:
        if last and texts and goes_on(last, placed, kept):
            texts[-1] = texts[-1]._replace(text=texts[-1].text + placed.line.text)
        else:
            texts.append(Text(placed.page, placed.line.text))
        last = placed
    return texts


def goes_on(upper: Placed, lower: Placed, kept: Margins) -> bool:
    """Whether the lower of two lines continues the paragraph of the upper one."""
    a, b = upper.line, lower.line
    room = kept.right - a.right - _first_word(b)
    ends = SENTENCE_END.search(a.text) is not None
    # The last line of a sentence may read like a heading: 没有 and 其他需要报告的事项。
    is_rest = not ends and room < _SHORT * a.size and b.text.endswith("。")
    if _is_alone(a.text, b.text) or (not is_rest and _is_alone(b.text, "")):
        return False
    if is_entry(a.text) or is_entry(b.text):
        return False
    if max(a.size, b.size) > _OTHER_SIZE * min(a.size, b.size):
        return False
    if b.left > kept.left + _INDENT * b.size:
        return False
    if upper.page == lower.page:
        space = _SPACE_INDENTED if kept.indented else _SPACE
        if b.base - a.base > kept.pitch + space * b.size:
            return False
    if not kept.indented and ends and _ORDINAL.match(b.text):
        return False
    if room < _SHORT * a.size:
        return True
    return (kept.indented or kept.spaced) and not ends and room < _RAGGED * a.size


def _first_word(line: Line) -> float:
    """The width of an unbreakable word of letters and digits, 0517-83605210, at the beginning of a line.

    The line before had no room for it, and so counts as full.
    """
    first = line.glyphs[0]
    word = list(takewhile(lambda glyph: glyph.text.isascii(), line.glyphs))
    return word[-1].right - first.left if len(word) > 1 else 0.0


def _is_alone(line: str, below: str) -> bool:
    """Whether a line is a heading or a title, unless it continues on the line below."""
    if below.startswith(_NEVER_FIRST):
        return False
    if is_heading(line):
        # With the line below it may be a longer heading, which is no sentence.
        return not below or SENTENCE_END.search(below) is not None or not is_heading(line + below)
    return read_title(line) is not None
