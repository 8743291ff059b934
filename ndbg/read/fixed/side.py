"""A narrow column beside the text, such as the menu of a printed web page, which is read before the text.

The text beside it is stretched to the width of that on other pages, so that full lines end at the same margin.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ndbg.document.titles import titles_in
from ndbg.read.fixed.lines import Line, is_number, lines_of
from ndbg.read.fixed.page import Page, Stroke, moved, part
from ndbg.read.fixed.prose import Margins, Placed, is_row, margins
from ndbg.read.fixed.ruled import whole

_NARROW, _WIDEST = 0.08, 0.42  # the width of a side column, as a share of that of the page's text
_GUTTER = 0.25  # least width of the gutter, in sizes of type
_APART = 0.6  # the same on the first line
_FEWEST, _FULL = 4, 3  # least number of lines of either column, and of full lines and sentences of the text
_SLACK = 2.5  # sizes of type that a full line may end before the margin
_SIGNS = "，。；"  # punctuation of sentences
_ROW = 60.0  # most points between two level lines of a table
_THERE = 12.0  # points by which margins may differ from those of other pages without being moved
_OUT = 1.0  # sizes of type that a line may begin left of the others in its column


class _Side(NamedTuple):
    """A side column: the x of its gutter, the left and right edge of the text beside it, the top and bottom of both."""

    gutter: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def is_right(self) -> bool:
        """Whether it is right of the text."""
        return self.gutter > self.right


def beside_text(pages: Sequence[Page]) -> list[Page]:
    """The pages, with those that have a side column divided into parts in reading order."""
    sides = [_side(page) for page in pages]
    if not any(sides):
        return list(pages)
    text = [
        Placed(page.number, line)
        for page, side in zip(pages, sides, strict=True)
        for line in lines_of(page.glyphs)
        if (side is None or not side.top <= line.base <= side.bottom) and _is_sentence(line)
    ]
    kept = margins(text) if text else None
    return [
        piece
        for page, side in zip(pages, sides, strict=True)
        for piece in ([page] if side is None else _pieces(page, side, kept))
    ]


def _side(page: Page) -> _Side | None:
    """The side column of a page; None where it has none."""
    lines = lines_of(page.glyphs)
    if len(lines) < _FEWEST:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    near, far = _NARROW * (right - left), _WIDEST * (right - left)
    sizes = [line.glyphs[0].size for line in lines]
    levels: Sequence[Stroke] | None = None
    for zone in ((left + near, left + far), (right - far, right - near)):
        rooms = [list(_rooms(line, size, *zone)) for line, size in zip(lines, sizes, strict=True)]
        is_right = zone[0] > left + near
        for first in range(len(lines)):
            last, room, names = _extent(lines, sizes, rooms, first, is_right=is_right)
            gutter = (room[0] + room[1]) / 2
            if names < _FEWEST or _crosses(lines[first], gutter):
                continue
            levels = whole(page.levels) if levels is None else levels
            run = _above_tables(levels, lines[first:last], gutter)
            side = _side_at(run, gutter, right, is_right=is_right)
            if side:
                return side
    return None


def _crosses(line: Line, gutter: float) -> bool:
    """Whether a line continues across a gutter with no more than a gap between words."""
    before = max((glyph.right for glyph in line.glyphs if glyph.middle < gutter), default=None)
    behind = min((glyph.left for glyph in line.glyphs if glyph.middle >= gutter), default=None)
    return before is not None and behind is not None and behind - before < _APART * line.size


def _above_tables(levels: Sequence[Stroke], lines: Sequence[Line], gutter: float) -> Sequence[Line]:
    """The lines above the first table across a gutter; a table begins at two level lines close together across it."""
    if not lines:
        return ()
    crossing = sorted(
        level.at for level in levels if level.low < gutter < level.high and level.at > lines[0].base
    )
    first = next((y for y, below in pairwise(crossing) if below - y <= _ROW), float("inf"))
    return [line for line in lines if line.base < first]


def _side_at(run: Sequence[Line], gutter: float, right: float, *, is_right: bool) -> _Side | None:
    """The side column that some lines make with a gutter; None where they are no menu and text."""
    if len(run) < _FEWEST:
        return None
    parts = [_beside(line, gutter)[:: -1 if is_right else 1] for line in run]
    small = [line for line, _ in parts if line]
    text = [line for _, line in parts if line]
    edge = max((line.right for line in text), default=0.0) if is_right else right
    if not _is_menu(small) or not _is_text(text, edge):
        return None
    top, bottom = run[0].base - run[0].size, run[-1].base + 0.5 * run[-1].size
    return _Side(gutter, min(line.left for line in text), edge, top, bottom)


def _extent(
    lines: Sequence[Line],
    sizes: Sequence[float],
    rooms: Sequence[Sequence[tuple[float, float]]],
    first: int,
    *,
    is_right: bool,
) -> tuple[int, tuple[float, float], int]:
    """The index behind the last of the lines from `first` on that leave a gutter free, the gutter, and the names.

    Names are the lines of the side column, which has no sentences and whose lines begin at one x.
    """
    free: Sequence[tuple[float, float]] = rooms[first]
    gutter, begin, names = (0.0, 0.0), None, 0
    for at in range(first, len(lines)):
        still_free = [(max(a, c), min(b, d)) for a, b in free for c, d in rooms[at]]
        still_free = [(a, b) for a, b in still_free if b - a >= _GUTTER * sizes[at]]
        if not still_free:
            return at, gutter, names
        room = max(still_free, key=lambda one: one[1] - one[0])
        middle = (room[0] + room[1]) / 2
        small = [glyph for glyph in lines[at].glyphs if (glyph.middle >= middle) is is_right]
        if small:
            out = begin is not None and small[0].left < begin - _OUT * sizes[at]
            if out or any(glyph.text in _SIGNS for glyph in small):
                return at, gutter, names
            begin = min(small[0].left, begin or small[0].left)
            names += 1
        free, gutter = still_free, room
    return len(lines), gutter, names


def _rooms(line: Line, size: float, low: float, high: float) -> Iterator[tuple[float, float]]:
    """The spaces between two x that no glyph of a line covers, at least as wide as a gutter."""
    inside = [glyph for glyph in line.glyphs if glyph.right > low and glyph.left < high]
    edges = [low, *(edge for glyph in inside for edge in (glyph.left, glyph.right)), high]
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        if min(b, high) - max(a, low) >= _GUTTER * size:
            yield max(a, low), min(b, high)


def _beside(line: Line, gutter: float) -> tuple[Line | None, Line | None]:
    """The parts of a line left and right of a gutter."""
    left = lines_of(glyph for glyph in line.glyphs if glyph.middle < gutter)
    right = lines_of(glyph for glyph in line.glyphs if glyph.middle >= gutter)
    return next(iter(left), None), next(iter(right), None)


def _is_menu(lines: Sequence[Line]) -> bool:
    """Whether there are several lines, and none is a sentence or a number."""
    return len(lines) >= _FEWEST and not any(_is_sentence(line) or is_number(line) for line in lines)


def _is_text(lines: Sequence[Line], right: float) -> bool:
    """Whether lines are sentences that run to the right margin, or the title of a report above no rows of numbers."""
    size = median(line.size for line in lines) if lines else 0.0
    full = sum(right - line.right <= _SLACK * size for line in lines)
    sentences = sum(map(_is_sentence, lines))
    titled = any(titles_in([line.text for line in lines])) and not any(map(is_row, lines))
    return (full >= _FULL and sentences >= _FULL) or titled


def _is_sentence(line: Line) -> bool:
    """Whether a line has the punctuation of sentences."""
    return any(sign in line.text for sign in _SIGNS)


def _pieces(page: Page, side: _Side, kept: Margins | None) -> Iterator[Page]:
    """The parts of a page above a side column, in it, beside it, and below."""
    whole, down = (0.0, page.width), (side.top, side.bottom)
    # The header of a site gets a width of its own: margins are found among pages of one width.
    yield part(page, whole, (0.0, side.top))._replace(width=side.gutter + 1)
    across = (0.0, side.gutter), (side.gutter, page.width)
    column, text = (part(page, span, down) for span in across[:: -1 if side.is_right else 1])
    yield column._replace(width=side.gutter)
    yield _widened(text, side, kept)._replace(width=page.width)
    below = part(page, whole, (side.bottom, page.height))
    if (
        below.glyphs
    ):  # an empty part would separate a table at the end of the text from its rest on the next page
        yield below


def _widened(piece: Page, side: _Side, kept: Margins | None) -> Page:
    """The text beside a side column stretched so that its margin on that side is the one on other pages (`kept`)."""
    begin = 0.0 if side.is_right else side.gutter  # the x of a part of a page begin at 0
    left, right = _margins_beside(side, kept)
    by = (right - left) / (side.right - side.left)
    return moved(piece, lambda x: left + (x + begin - side.left) * by)


def _margins_beside(side: _Side, kept: Margins | None) -> tuple[float, float]:
    """The margins of the text beside a side column; on its side that of other pages, if it is another."""
    left, right = side.left, side.right
    if kept and side.is_right:
        right = kept.right
    elif kept:
        left = kept.left
    if abs(left - side.left) <= _THERE and abs(right - side.right) <= _THERE:
        return side.left, side.right  # so that tables keep their edges from page to page
    return left, right
