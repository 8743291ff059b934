"""Text in two columns: what stands in each is a page of its own, and what stands above or below the columns too."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ndbg.document.headings import is_heading
from ndbg.read.fixed.lines import Line, is_numeric, lines_of
from ndbg.read.fixed.page import Glyph, Page, Stroke, part

_MIDDLE = 0.1  # of the width of the text, on either side of its middle: where the gutter may be
_GUTTER, _WIDEST = 0.7, 4.0  # sizes of type that it is wide
_EQUAL = 0.8  # of the wider column that the other is wide
_LEVEL = 1.5  # sizes of type that the first lines of columns may be off level
_FULL = 1.6  # sizes of type that a full line may be shorter than its column
_FEWEST, _SHARE = 4, 0.4  # lines of a column, and of them full ones, that tell that there are two
_SIGNS = "，。；"  # in lines of sentences
_NUMBERS = 0.4  # of the characters of a column of text may be digits
_SAME, _INDENT = 3.0, 2  # points that columns may begin apart; sizes of type
_PITCH = 2.2  # sizes of type between lines of one column
_LONG = 8.0  # points: a line is no dot or dash of one
_BELOW = 0.5  # sizes of type that belong to a line below its base


class _Columns(NamedTuple):
    """Where the left and the right column of a document begin, and the middle between them."""

    left: float
    middle: float
    right: float


class _Band(NamedTuple):
    """Lines one below the other that leave free what lies between two x."""

    lines: Sequence[Line]
    low: float
    high: float

    @property
    def sides(self) -> tuple[list[Glyph], list[Glyph]]:
        """The glyphs left and right of the gutter."""
        glyphs = [glyph for line in self.lines for glyph in line.glyphs]
        middle = (self.low + self.high) / 2
        return [g for g in glyphs if g.middle < middle], [g for g in glyphs if g.middle >= middle]

    @property
    def columns(self) -> _Columns:
        """The columns that its lines show."""
        left, right = (min(glyph.left for glyph in side) for side in self.sides)
        return _Columns(left, (self.low + self.high) / 2, right)


def in_columns(pages: Sequence[Page]) -> list[Page]:
    """Pages, those with two columns of text in parts in the order in which they are read.

    There are columns where full lines stand on both sides of a gutter; where fewer lines stand on both sides of the
    same, these are columns too.
    """
    found = [list(_bands(page)) for page in pages]
    columns = next((b.columns for bands in found for b in bands if _are_columns(b)), None)
    if columns is None:
        return list(pages)
    own = [[band for band in bands if _is_in(band, columns)] for bands in found]
    return [
        piece
        for page, bands in zip(pages, own, strict=True)
        for piece in _pieces(
            page, sorted([*bands, *_in_left(page, bands, columns)], key=lambda b: b.lines[0].base), columns
        )
    ]


def _in_left(page: Page, bands: Sequence[_Band], columns: _Columns) -> Iterator[_Band]:
    """Lines that fill the left column alone, as where the text ends there; headings stand among them."""
    taken = {id(glyph) for band in bands for line in band.lines for glyph in line.glyphs}
    drawn = _drawn(page)
    run: list[Line] = []
    for line in [*lines_of(g for g in page.glyphs if not g.text.isspace() and id(g) not in taken), None]:
        within = line and columns.left - _SAME <= line.left and line.right <= columns.middle
        if line and within and not _crossed(line, *drawn):
            run.append(line)
            continue
        if run and _is_column([glyph for one in run for glyph in one.glyphs]):
            yield _Band(run, columns.middle - 1, columns.middle + 1)
        run = []


def _bands(page: Page) -> Iterator[_Band]:
    """The longest runs of lines of a page that leave a gutter free, from where both sides begin."""
    inked = [glyph for glyph in page.glyphs if not glyph.text.isspace()]
    if not inked:
        return
    left, right = min(g.left for g in inked), max(g.right for g in inked)
    middle, off = (left + right) / 2, _MIDDLE * (right - left)
    zone = middle - off, middle + off
    drawn = _drawn(page)
    run: list[Line] = []
    free = zone
    lines = lines_of(inked)
    for line in lines:
        first = line.glyphs[0]
        on_fill = any(fill.holds(first.middle, first.height) for fill in page.fills)
        across = is_heading(line.text) and not _has_text_beside(line, lines, middle)
        stands = not across and not on_fill and not _crossed(line, *drawn)
        within = _free(line, *free) if stands else None
        if within is None:
            yield from _begun(run, *free)
            run, within = [], _free(line, *zone) if stands else None
        if within:
            run.append(line)
        free = within or zone
    yield from _begun(run, *free)


def _has_text_beside(line: Line, lines: Sequence[Line], middle: float) -> bool:
    """Whether text runs on beside a line that stands on one side of a middle."""
    if line.left < middle < line.right:
        return False
    on_right = line.left > middle
    bases = [
        other.base
        for other in lines
        if any((glyph.middle > middle) is not on_right for glyph in other.glyphs)
        and not is_heading(other.text)
    ]
    above = max((base for base in bases if base <= line.base), default=None)
    below = min((base for base in bases if base > line.base), default=None)
    return above is not None and below is not None and below - above <= _PITCH * line.size


def _drawn(page: Page) -> list[list[Stroke]]:
    """The level and the upright lines of a page that are no dots or dashes."""
    return [
        [stroke for stroke in (*seen, *white) if stroke.high - stroke.low > _LONG]
        for seen, white in zip((page.levels, page.uprights), page.white, strict=True)
    ]


def _free(line: Line, low: float, high: float) -> tuple[float, float] | None:
    """The widest room between two places that no glyph of a line takes, if it is as wide as a gutter."""
    edges = [low, *(edge for glyph in line.glyphs for edge in (glyph.left, glyph.right)), high]
    rooms = [(max(a, low), min(b, high)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    widest = max(rooms, key=lambda room: room[1] - room[0])
    return widest if widest[1] - widest[0] >= _GUTTER * line.size else None


def _crossed(line: Line, levels: Sequence[Stroke], uprights: Sequence[Stroke]) -> bool:
    """Whether a line stands between the lines of a table, or on one that is drawn."""
    top, bottom = line.base - line.size, line.base + _BELOW * line.size
    return any(top < level.at < bottom for level in levels) or any(
        upright.low < bottom and upright.high > top for upright in uprights
    )


def _begun(run: Sequence[Line], low: float, high: float) -> Iterator[_Band]:
    """A run from where both sides begin; nothing where one of them does not."""
    at = next((n for n, line in enumerate(run) if line.right > high), 0)
    if at and run[at].base - run[at - 1].base <= _LEVEL * run[at].size:
        at -= 1
    band = _Band(run[at:], low, high)
    if all(band.sides):
        yield band


def _are_columns(band: _Band) -> bool:
    """Whether the sides of a band are text that fills two columns of one width."""
    left, right = band.sides
    end = max(glyph.right for glyph in left)
    width = end - band.columns.left, max(glyph.right for glyph in right) - band.columns.right
    close = band.columns.right - end < _WIDEST * band.lines[0].size
    return close and min(width) > _EQUAL * max(width) and all(map(_is_column, band.sides))


def _is_column(glyphs: Sequence[Glyph]) -> bool:
    """Whether glyphs are lines of text of which enough are full."""
    lines = lines_of(glyphs)
    right = max(line.right for line in lines)
    full = [line for line in lines if right - line.right < _FULL * line.size]
    sentences = sum(any(sign in line.text for sign in _SIGNS) for line in lines)
    return (
        _is_prose(glyphs) and min(len(lines), 2 * sentences) >= _FEWEST and len(full) >= _SHARE * len(lines)
    )


def _is_prose(glyphs: Sequence[Glyph]) -> bool:
    return sum(map(is_numeric, glyphs)) <= _NUMBERS * len(glyphs)


def _is_in(band: _Band, columns: _Columns) -> bool:
    """Whether the lines of a band stand in some columns; a paragraph is indented by two characters."""
    begins = band.columns.right - columns.right
    indent = _INDENT * band.lines[0].size
    same = band.low < columns.middle < band.high and min(abs(begins), abs(begins - indent)) <= _SAME
    return same and all(map(_is_prose, band.sides))


def _pieces(page: Page, bands: Sequence[_Band], columns: _Columns) -> Iterator[Page]:
    """A page cut above and below its columns, and between them; columns are as wide as they are apart."""
    across, top = (0.0, page.width), 0.0
    for band in bands:
        bases = [glyph.base for line in band.lines for glyph in line.glyphs]
        begin, end = min(bases) - band.lines[0].size, max(bases) + _BELOW * band.lines[-1].size
        yield part(page, across, (top, begin))
        for one in ((columns.left - _SAME, columns.middle), (columns.right - _SAME, page.width)):
            yield part(page, one, (begin, end))._replace(width=columns.right - columns.left)
        top = end
    yield part(page, across, (top, page.height)) if bands else page
