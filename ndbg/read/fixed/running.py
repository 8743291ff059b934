"""Remove watermarks, emphasis dots, line numbers, running headers and footers, page numbers."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from statistics import median
from typing import NamedTuple

from ndbg.document.cards import is_entry
from ndbg.document.site import is_address, is_printed_by_browser
from ndbg.document.titles import is_page_number, titles_in
from ndbg.read.fixed.lines import NUMERIC, Line, lines_of, numbers, split_at_gaps
from ndbg.read.fixed.page import WHITE, Glyph, Page

_PALE, _PALER = 150, 60  # the least shade of a watermark, and how much lighter than the text it is
_LARGE = 1.5  # factor from which on the type of a watermark is larger than that of the text
_TILED = 3  # least number of equal watermarks on a page of tiles
_APART = 1.0  # sizes of type between two watermarks
_EDGE = 0.13  # share of a page's height at its head and its foot in which running lines are
_LINES = 3  # most running lines at either edge
_NEAR = 8.0  # points by which a running line may be higher or lower on another page
_MARGIN = 50.0  # points of the margin in which a browser prints
# Emphasis dots; how many times larger the characters are; their distance, in sizes of the dot and of the character.
_DOTS, _STRESSED = "•●·∙・﹅﹆", 1.8
_REACH, _NEAREST, _FARTHEST = 4.0, 0.4, 1.5
_RIGHT_BELOW = 1.6  # most sizes of type from a line to the next line of its paragraph or cell
_BESIDE = 0.3  # sizes of type between a line and its number
_COUNTED = 5  # least number of line numbers on a page
_NUMBER = re.compile(r"[0-9]{1,3}")
_PLAIN_NUMBER = re.compile(r"[-—–―·.\s]*\d{1,3}[-—–―·.\s]*")
_LINK = re.compile(
    r"[【\[（(]?(?:上一[篇条]|下一[篇条]|主办|承办单位|版权所有|打印|关闭|分享|扫一扫|返回|网站标识码|.{0,3}ICP备|.{0,3}公网安备|Copyright)"
    r"|地址：[^。]*电话：|.*(?:ICP备|网站标识码)"
)


def without_watermarks(pages: Sequence[Page]) -> list[Page]:
    """Pages without watermarks: pale text that is far larger than the rest, tiled, or the same on several pages."""
    glyphs = [glyph for page in pages for glyph in page.glyphs]
    size = median([glyph.size for glyph in glyphs] or [0.0])
    shades = sorted(glyph.shade for glyph in glyphs) or [0]
    darkest = shades[len(shades) // 10]  # that of the text, which may be less than the watermarks
    shade = max(_PALE, darkest + _PALER)
    pale_words = [_pale(page, shade) for page in pages]
    on_pages = Counter(spot for words in pale_words for spot in {word.spot for word in words})
    marks: set[Glyph] = set()
    for words in pale_words:
        often = Counter(word.text for word in words)
        for word in words:
            tiled = often[word.text] >= _TILED or on_pages[word.spot] > 1
            if word.glyphs[0].size > _LARGE * size or (tiled and not NUMERIC.issuperset(word.text)):
                marks.update(word.glyphs)
    if not marks:
        return list(pages)
    return [page._replace(glyphs=[g for g in page.glyphs if g not in marks]) for page in pages]


def without_emphasis(page: Page) -> Page:
    """A page without emphasis dots above or below characters."""
    dots = [glyph for glyph in page.glyphs if glyph.text in _DOTS]
    if not dots:
        return page
    ordered = sorted(page.glyphs, key=lambda glyph: glyph.base)
    bases = [glyph.base for glyph in ordered]
    gone: set[Glyph] = set()
    for dot in dots:
        reach = _REACH * dot.size
        near = ordered[bisect_left(bases, dot.base - reach) : bisect_right(bases, dot.base + reach)]
        if any(_stresses(dot, glyph) for glyph in near):
            gone.add(dot)
    return page._replace(glyphs=[g for g in page.glyphs if g not in gone])


def _stresses(dot: Glyph, glyph: Glyph) -> bool:
    """Whether a dot is above or below a character and far smaller."""
    apart = abs(dot.base - glyph.base) / (glyph.size or 1)
    far_larger = _STRESSED * dot.size <= glyph.size
    return far_larger and glyph.left < dot.middle < glyph.right and _NEAREST < apart < _FARTHEST


def without_line_numbers(pages: Sequence[Page]) -> list[Page]:
    """Pages without line numbers, which are left of all text and count in equal steps."""
    left = [_left_numbers(page) for page in pages]
    edges = [max(run[-1].right for run in runs) for runs in left if _counts(runs)]
    if not edges:
        return list(pages)
    gone = [{glyph for run in runs if run[-1].right <= max(edges) + 1.0 for glyph in run} for runs in left]
    return [
        page._replace(glyphs=[g for g in page.glyphs if g not in numbers])
        for page, numbers in zip(pages, gone, strict=True)
    ]


def _left_numbers(page: Page) -> list[Sequence[Glyph]]:
    """The numbers at the beginning of lines that are left of all text and of all lines of tables."""
    first = [next(split_at_gaps(line.glyphs, _BESIDE)) for line in lines_of(page.glyphs)]
    runs = [run for run in first if all(glyph.text.isdigit() for glyph in run)]
    numbers = {glyph for run in runs for glyph in run}
    text = min((g.left for g in page.glyphs if g not in numbers and not g.text.isspace()), default=0.0)
    drawn = [stroke.low for stroke in page.levels] + [stroke.at for stroke in page.uprights]
    return [run for run in runs if run[-1].right < min((text, *drawn))]


def _counts(runs: Sequence[Sequence[Glyph]]) -> bool:
    """Whether there are several numbers that count in equal steps."""
    values = [int("".join(glyph.text for glyph in run)) for run in runs]
    steps = {after - before for before, after in pairwise(values)}
    return len(values) >= _COUNTED and len(steps) == 1 and min(steps) > 0


def without_address(page: Page) -> Page:
    """A page without the address that a browser prints at the foot, even over a table."""
    at_foot: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        if glyph.base > page.height - _MARGIN:
            at_foot[round(10 * glyph.base), round(10 * glyph.size)].append(glyph)
    lines = (line for glyphs in at_foot.values() for line in lines_of(glyphs))
    printed = {glyph for line in lines if is_address(line.text) for glyph in line.glyphs}
    return page._replace(glyphs=[g for g in page.glyphs if g not in printed]) if printed else page


class _Word(NamedTuple):
    """A word: its glyphs, its text, and the text with the point where it begins."""

    glyphs: Sequence[Glyph]
    text: str
    spot: tuple[str, int, int]


def _pale(page: Page, shade: float) -> list[_Word]:
    """The words of a page in a shade or a lighter one. White ones are visible on a dark ground, and no watermarks."""
    lines = lines_of(glyph for glyph in page.glyphs if shade <= glyph.shade < WHITE)
    runs = [run for line in lines for run in split_at_gaps(line.glyphs, _APART)]
    texts = ["".join(glyph.text for glyph in run) for run in runs]
    return [
        _Word(run, text, (text, round(run[0].left), round(run[0].base)))
        for run, text in zip(runs, texts, strict=True)
    ]


def without_running(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without running headers and footers; `lines` are those in no table.

    A running header that is the report's title is kept once if no other line is a title.
    """
    edges = [_at_edges(page, on_page) for page, on_page in zip(pages, lines, strict=True)]
    places: defaultdict[tuple[str, bool], list[tuple[int, float]]] = defaultdict(list)
    for number, on_page in enumerate(edges):
        for line in on_page:
            places[_masked(line.text), line.base < pages[number].height / 2].append(
                (number, _depth(pages[number], line))
            )
    running: list[list[Line]] = []
    for number, (page, on_page) in enumerate(zip(pages, edges, strict=True)):
        torn = _torn_off(lines[number])
        running.append(
            [line for line in on_page if line not in torn and _is_running(number, page, line, places)]
        )
    kept = [
        [line for line in on_page[: _behind_text(on_page)] if line not in gone]
        for on_page, gone in zip(lines, running, strict=True)
    ]
    if not _has_title(line for on_page in kept for line in on_page):
        titles = (
            (on_page, line)
            for on_page, gone in zip(kept, running, strict=True)
            for line in gone
            if _has_title([line])
        )
        for on_page, line in islice(titles, 1):
            on_page.insert(0, line)
    return _without_links(kept)


def _torn_off(lines: Sequence[Line]) -> list[Line]:
    """The lines with nothing but digits right below a number: the rest of one that is too wide for its column."""
    return [
        below
        for above, below in pairwise(lines)
        if below.text.strip().isdigit()
        and below.base - above.base <= _RIGHT_BELOW * below.size
        and any(run[0].left <= below.right and below.left <= run[-1].right for run in numbers(above.glyphs))
    ]


def _behind_text(lines: Sequence[Line]) -> int:
    """How many of the lines of a page are not the numbers of footnotes without text at its foot, which count by one."""
    end = len(lines)
    while end and _NUMBER.fullmatch(lines[end - 1].text):
        end -= 1
    numbers = [int(line.text) for line in lines[end:]]
    steps = {below - above for above, below in pairwise(numbers)}
    return end if steps == {1} else len(lines)


def _has_title(lines: Iterable[Line]) -> bool:
    return any(titles_in([line.text for line in lines]))


def _without_links(lines: list[list[Line]]) -> list[list[Line]]:
    """Lines without those that a site prints below an article: links, the operator, the registration number."""
    for on_page in reversed(lines):
        while on_page and _LINK.match(on_page[-1].text):
            on_page.pop()
        if on_page:
            break
    return lines


def _is_running(
    number: int, page: Page, line: Line, places: dict[tuple[str, bool], list[tuple[int, float]]]
) -> bool:
    """Whether a line is one of those around the text: at the same place on other pages, or a number of a page.

    A lone number at the head of a page may be the rest of one at the foot of the page before, as in a cell.
    """
    text = line.text.strip()
    depth = _depth(page, line)
    at_head = line.base < page.height / 2
    lone = text.isdigit() and at_head and int(text) != page.number
    if (
        (_PLAIN_NUMBER.fullmatch(text) and not lone)
        or is_page_number(text)
        or (depth < _MARGIN and is_printed_by_browser(text))
    ):
        return True
    if is_entry(text):
        return False  # of cards, or of a table without lines
    others = places[_masked(text), at_head]
    return any(other != number and abs(deep - depth) <= _NEAR for other, deep in others)


def _at_edges(page: Page, lines: Sequence[Line]) -> list[Line]:
    """The first and last lines of a page that are close to its edges."""
    upper = [line for line in lines[:_LINES] if line.base < _EDGE * page.height]
    lower = [line for line in lines[-_LINES:] if line.base > (1 - _EDGE) * page.height]
    return [*upper, *(line for line in lower if line not in upper)]


def _depth(page: Page, line: Line) -> float:
    """The distance of a line from the nearer edge of its page, in points."""
    return min(line.base, page.height - line.base)


def _masked(text: str) -> str:
    """A line with 0 for each number: running lines are the same on each page but for the page number."""
    return re.sub(r"\d+", "0", "".join(text.split()))
