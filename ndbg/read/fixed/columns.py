"""Text in two columns: each column becomes a page of its own, and so does what is above and below the columns."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ndbg.document.headings import is_heading, section_number
from ndbg.read.fixed.lines import Line, is_numeric, lines_of
from ndbg.read.fixed.page import Glyph, Page, Stroke, part

_MIDDLE = 0.1  # the gutter is within this share of the text's width on either side of its middle
_GUTTER, _WIDEST = 0.7, 4.0  # least and most width of the gutter, in sizes of type
_EQUAL = 0.8  # the narrower column is at least this share of the wider one
_LEVEL = 1.5  # sizes of type by which the first lines of the columns may be off level
_FULL = 1.6  # sizes of type by which a full line may be shorter than its column
_FEWEST, _SHARE = 4, 0.4  # least number of lines in a column, and least share of full lines
_SIGNS = "，。；"  # punctuation of sentences
_NUMBERS = 0.4  # most share of digits in a column of text
_SAME, _INDENT = 3.0, 2  # points by which lines of a column may begin apart; sizes of type of an indent
_PITCH = 2.2  # most distance of lines in a column, in sizes of type
_ON = 5.0  # most distance of lines of one column with a heading between them, in sizes of type
_FEWEST_HEADINGS = 3  # of sections, in both columns together
_LONG = 8.0  # points; a shorter stroke may be a dot or a dash
_BELOW = 0.5  # sizes of type below its base that belong to a line


class _Columns(NamedTuple):
    """The x at which the left and the right column of a document begin, and the middle of the gutter."""

    left: float
    middle: float
    right: float


class _Band(NamedTuple):
    """Lines one below the other that leave the space between two x free."""

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
    """The pages, with those that have two columns of text divided into parts in reading order.

    A document has columns if somewhere both sides of a gutter are full lines of text, or there is a rule in it, or the
    headings of the left side go on on the right; then fewer lines on both sides of the same gutter are columns too.
    """
    all_bands = [_in_one(page, list(_bands(page))) for page in pages]
    columns = next(
        (
            band.columns
            for page, bands in zip(pages, all_bands, strict=True)
            for band in bands
            if _are_columns(band) or _has_rule(band, page) or _are_headed_in_order(band)
        ),
        None,
    )
    if columns is None:
        return list(pages)
    column_bands = [[band for band in bands if _is_in(band, columns)] for bands in all_bands]
    return [
        piece
        for page, bands in zip(pages, column_bands, strict=True)
        for piece in _pieces(page, list(_whole([*bands, *_in_left(page, bands, columns)])), columns)
    ]


def _in_left(page: Page, bands: Sequence[_Band], columns: _Columns) -> Iterator[_Band]:
    """Lines in the left column alone, as where the text ends there; there may be headings among them."""
    taken = {id(glyph) for band in bands for line in band.lines for glyph in line.glyphs}
    drawn = _drawn(page)
    run: list[Line] = []
    for line in [*lines_of(g for g in page.glyphs if not g.text.isspace() and id(g) not in taken), None]:
        within = line and columns.left - _SAME <= line.left and line.right <= columns.middle
        if line and within and not _crossed(line, *drawn):
            run.append(line)
            continue
        if run and _is_column([glyph for left_line in run for glyph in left_line.glyphs]):
            yield _Band(run, columns.middle - 1, columns.middle + 1)
        run = []


def _whole(bands: Sequence[_Band]) -> Iterator[_Band]:
    """Bands in order, each with lines in the left column alone that go on right below it, where the right one has ended.

    A heading in the left column has divided them: what is right of it comes behind all of the left column.
    """
    held: _Band | None = None
    for band in sorted(bands, key=lambda b: b.lines[0].base):
        goes_on = held and all(held.sides) and not band.sides[1]
        if held and goes_on and band.lines[0].base - held.lines[-1].base <= _ON * band.lines[0].size:
            held = held._replace(lines=[*held.lines, *band.lines])
            continue
        if held:
            yield held
        held = band
    if held:
        yield held


def _bands(page: Page) -> Iterator[_Band]:
    """The longest runs of lines of a page that leave a gutter free, from where both sides have begun."""
    inked = [glyph for glyph in page.glyphs if not glyph.text.isspace()]
    if not inked:
        return
    left, right = min(g.left for g in inked), max(g.right for g in inked)
    middle, off = (left + right) / 2, _MIDDLE * (right - left)
    zone = middle - off, middle + off
    drawn, rules = _drawn(page), _rules(page)
    run: list[Line] = []
    free = zone
    lines = lines_of(inked)
    for line in lines:
        first = line.glyphs[0]
        on_fill = any(fill.holds(first.middle, first.height) for fill in page.fills)
        beside_rule = any(_is_beside(line, rule) for rule in rules)
        across = is_heading(line.text) and not beside_rule and not _has_text_beside(line, lines, middle)
        is_plain = not across and not on_fill and not _crossed(line, *drawn)
        within = _free(line, *free) if is_plain else None
        if within is None:
            yield from _begun(run, *free)
            run, within = [], _free(line, *zone) if is_plain else None
        if within:
            run.append(line)
        free = within or zone
    yield from _begun(run, *free)


def _has_text_beside(line: Line, lines: Sequence[Line], middle: float) -> bool:
    """Whether text continues on the other side of the middle, next to a line that is on one side of it."""
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
    """The level and the upright lines of a page that are no dots or dashes, without the rules between columns of text."""
    levels, uprights = (
        [stroke for stroke in (*seen, *white) if stroke.high - stroke.low > _LONG]
        for seen, white in zip((page.levels, page.uprights), page.white, strict=True)
    )
    return [levels, [upright for upright in uprights if any(_meet(level, upright) for level in levels)]]


def _rules(page: Page) -> list[Stroke]:
    """The upright lines of a page that no level line meets, as between columns of text; borders of tables meet."""
    long = (upright for upright in page.uprights if upright.high - upright.low > _LONG)
    return [upright for upright in long if not any(_meet(level, upright) for level in page.levels)]


def _is_beside(line: Line, rule: Stroke) -> bool:
    """Whether a rule is next to a line of text, or in a gap of it."""
    within = rule.low <= line.base <= rule.high + _SAME
    return within and not any(glyph.left <= rule.at <= glyph.right for glyph in line.glyphs)


def _has_rule(band: _Band, page: Page) -> bool:
    """Whether prose is on both sides of a rule all along a band."""
    top, bottom = band.lines[0].base, band.lines[-1].base - band.lines[-1].size
    return (
        len(band.lines) >= _FEWEST
        and all(map(_is_prose, band.sides))
        and any(
            band.low < rule.at < band.high and rule.low <= top and rule.high >= bottom
            for rule in _rules(page)
        )
    )


def _in_one(page: Page, bands: list[_Band]) -> list[_Band]:
    """The bands of a page as one with the lines of either side between and next to them, if their headings show columns."""
    if not bands:
        return bands
    low, high = max(band.low for band in bands), min(band.high for band in bands)
    lines = lines_of(glyph for glyph in page.glyphs if not glyph.text.isspace())
    drawn = _drawn(page)
    aside = [high > low and bool(_free(line, low, high)) and not _crossed(line, *drawn) for line in lines]
    start, end = (
        min(range(len(lines)), key=lambda at: abs(lines[at].base - base))
        for base in (bands[0].lines[0].base, bands[-1].lines[-1].base)
    )
    while start and aside[start - 1] and _is_near(lines[start - 1], lines[start]):
        start -= 1
    while end + 1 < len(lines) and aside[end + 1] and _is_near(lines[end], lines[end + 1]):
        end += 1
    whole = _Band(lines[start : end + 1], low, high)
    return [whole] if all(aside[start : end + 1]) and _are_headed_in_order(whole) else bands


def _is_near(above: Line, below: Line) -> bool:
    return below.base - above.base <= _ON * below.size


def _are_headed_in_order(band: _Band) -> bool:
    """Whether both sides of a band have headings of sections, those of the right behind those of the left."""
    sides = [[no for line in lines_of(side) if (no := section_number(line.text))] for side in band.sides]
    numbers = [*chain.from_iterable(sides)]
    return all(sides) and len(numbers) >= _FEWEST_HEADINGS and numbers == sorted(set(numbers))


def _meet(level: Stroke, upright: Stroke) -> bool:
    """Whether a level line and an upright one touch."""
    return (
        level.low - _SAME <= upright.at <= level.high + _SAME
        and upright.low - _SAME <= level.at <= upright.high + _SAME
    )


def _free(line: Line, low: float, high: float) -> tuple[float, float] | None:
    """The widest space between two x that no glyph of a line covers; None where it is narrower than a gutter."""
    edges = [low, *(edge for glyph in line.glyphs for edge in (glyph.left, glyph.right)), high]
    rooms = [(max(a, low), min(b, high)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    widest = max(rooms, key=lambda room: room[1] - room[0])
    return widest if widest[1] - widest[0] >= _GUTTER * line.size else None


def _crossed(line: Line, levels: Sequence[Stroke], uprights: Sequence[Stroke]) -> bool:
    """Whether a drawn line, such as the border of a table, crosses a line of text."""
    top, bottom = line.base - line.size, line.base + _BELOW * line.size
    return any(top < level.at < bottom for level in levels) or any(
        upright.low < bottom and upright.high > top for upright in uprights
    )


def _begun(run: Sequence[Line], low: float, high: float) -> Iterator[_Band]:
    """A run from where both sides have begun; nothing where one side has no text."""
    at = next((n for n, line in enumerate(run) if line.right > high), 0)
    if at and run[at].base - run[at - 1].base <= _LEVEL * run[at].size:
        at -= 1
    band = _Band(run[at:], low, high)
    if all(band.sides):
        yield band


def _are_columns(band: _Band) -> bool:
    """Whether both sides of a band are text in columns of about the same width."""
    left, right = band.sides
    end = max(glyph.right for glyph in left)
    width = end - band.columns.left, max(glyph.right for glyph in right) - band.columns.right
    close = band.columns.right - end < _WIDEST * band.lines[0].size
    return close and min(width) > _EQUAL * max(width) and all(map(_is_column, band.sides))


def _is_column(glyphs: Sequence[Glyph]) -> bool:
    """Whether glyphs are lines of prose, enough of them full and enough with punctuation."""
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
    """Whether a band is prose in some columns; its right side may be a paragraph with an indent."""
    begins = band.columns.right - columns.right
    indent = _INDENT * band.lines[0].size
    same = band.low < columns.middle < band.high and min(abs(begins), abs(begins - indent)) <= _SAME
    return same and all(map(_is_prose, band.sides))


def _pieces(page: Page, bands: Sequence[_Band], columns: _Columns) -> Iterator[Page]:
    """A page divided above, between and below its columns; the width of a column is the distance of both."""
    across, top = (0.0, page.width), 0.0
    for band in bands:
        bases = [glyph.base for line in band.lines for glyph in line.glyphs]
        begin, end = min(bases) - band.lines[0].size, max(bases) + _BELOW * band.lines[-1].size
        yield part(page, across, (top, begin))
        for span in ((columns.left - _SAME, columns.middle), (columns.right - _SAME, page.width)):
            yield part(page, span, (begin, end))._replace(width=columns.right - columns.left)
        top = end
    yield part(page, across, (top, page.height)) if bands else page
