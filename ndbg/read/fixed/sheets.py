"""Join sheets of a workbook that were printed on several pages side by side.

A page continues an earlier one to the right if the rows of its tables are rows of the other by their y, and have no
label, or that of the row on the other page.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from ndbg.document.titles import is_page_number
from ndbg.read.clusters import clusters
from ndbg.read.fixed.lines import is_numeric, lines_of
from ndbg.read.fixed.page import Glyph, Page, moved
from ndbg.read.fixed.ruled import Ruled, ruled

_NEAR = 1.0  # points by which edges of one row may differ between pages
_FEWEST = 3  # least number of common edges of rows
_THICK = 3.2  # points by which a line may be off the edge of a table
_LONG = 20.0  # points; a shorter stroke may be a dot or a dash
_OVER = 0.5  # points by which glyphs at one place may differ between pages


class _Sheet(NamedTuple):
    """A page with its tables and the y of its level lines."""

    page: Page
    tables: Sequence[Ruled]
    rows: Sequence[float]


class _Cut(NamedTuple):
    """A page that continues another from an x on; left of it is a copy of columns of the other.

    `copied`: the names right of it are on the other page too, as in a second copy of a form.
    """

    sheet: _Sheet
    left: float
    copied: bool = False


def side_by_side(pages: Sequence[Page], holds_figures: Callable[[Page], bool]) -> list[Page]:
    """The pages, with the parts of each sheet joined to one wide page in place of the first.

    A page that has figures of a form by itself, without the columns that it repeats, is no part of another.
    """
    levels = [_rows(page) for page in pages]
    if not any(_share(rows, above) for at, rows in enumerate(levels) for above in levels[:at]):
        return list(pages)
    sheets = [_Sheet(page, ruled(page), rows) for page, rows in zip(pages, levels, strict=True)]
    goes_on = [
        {
            at: cut
            for at, first in enumerate(sheets[:number])
            if not _is_below(sheet, sheets[number - 1]) and (cut := _goes_on(first, sheet))
        }
        for number, sheet in enumerate(sheets)
    ]
    if any(cut.copied for cuts in goes_on for cut in cuts.values()):
        return list(pages)
    continues = _continuations(
        [{} if cuts and holds_figures(_without_repeated(cuts)) else cuts for cuts in goes_on]
    )
    parts = [
        [
            _Cut(sheet, 0.0),
            *(next(iter(goes_on[other].values())) for other, first in continues.items() if first == at),
        ]
        for at, sheet in enumerate(sheets)
        if at not in continues
    ]
    return [_joined(cuts) if len(cuts) > 1 else cuts[0].sheet.page for cuts in parts]


def _without_repeated(cuts: Mapping[int, _Cut]) -> Page:
    """A page that may continue others, without the columns that it repeats."""
    cut = next(iter(cuts.values()))
    return cut.sheet.page._replace(glyphs=[g for g in cut.sheet.page.glyphs if g.middle >= cut.left])


def _continuations(goes_on: Sequence[Mapping[int, _Cut]]) -> dict[int, int]:
    """Map each page to the one that it continues, from those that it may continue; empty where that is not certain.

    Sheets are printed "over, then down", each page followed by those to its right, or "down, then over", all pages with
    labels followed by those to their right in the same order. Every page that others may continue is continued.
    """
    parts = [at for at, may in enumerate(goes_on) if may]
    may_be: dict[int, list[int]] = {}
    for at in parts:
        may_be[at] = sorted({first for other in goes_on[at] for first in may_be.get(other, [other])})
    across = {
        at: [first for first in firsts if first == _last_first(at, parts)] for at, firsts in may_be.items()
    }
    down: dict[int, list[int]] = {}
    last = -1
    for at, firsts in may_be.items():
        down[at] = [first for first in firsts if first > last][:1] or firsts[:1]
        last = max(down[at], default=last)
    only = {at: firsts if len(firsts) == 1 else [] for at, firsts in may_be.items()}
    continued = {first for firsts in may_be.values() for first in firsts}
    ways = [
        way
        for way in (across, down, only)
        if all(way.values()) and {first for firsts in way.values() for first in firsts} == continued
    ]
    return (
        {at: first for at, (first,) in ways[0].items()}
        if ways and all(way == ways[0] for way in ways)
        else {}
    )


def _last_first(at: int, parts: Sequence[int]) -> int:
    """The last page before one that continues no other."""
    return max((page for page in range(at) if page not in parts), default=-1)


def _rows(page: Page) -> list[float]:
    """The y of all level lines of a page."""
    long = (level.at for level in page.levels if level.high - level.low >= _LONG)
    return [at for at, *_ in clusters(long, float, _NEAR)]


def _share(rows: Sequence[float], others: Sequence[float]) -> bool:
    """Whether several y are among others, within the tolerance."""
    return sum(_is_among(y, others) for y in rows) >= _FEWEST


def _is_among(y: float, others: Sequence[float]) -> bool:
    at = bisect_right(others, y - _NEAR)
    return at < len(others) and others[at] <= y + _NEAR


def _are_rows_of(part: Ruled, table: Ruled) -> bool:
    """Whether a table begins and ends at edges of rows of another, and between these one has all edges of the other."""
    first, last = part.ys[0], part.ys[-1]
    if not (_is_among(first, table.ys) and _is_among(last, table.ys)):
        return False
    there = [y for y in table.ys if first - _NEAR <= y <= last + _NEAR]
    return all(_is_among(y, there) for y in part.ys) or all(_is_among(y, part.ys) for y in there)


def _goes_on(first: _Sheet, sheet: _Sheet) -> _Cut | None:
    """Where a page begins that goes on with another to the right; None where it does not."""
    if not _share(sheet.rows, first.rows):
        return None
    same = _same(first.page, sheet.page)
    left = max((_repeated(table, sheet.page, same) for table in sheet.tables), default=0.0)
    rest = [glyph for glyph in sheet.page.glyphs if glyph.middle > left and not glyph.text.isspace()]
    tables = [table for table in sheet.tables if any(table.box.holds(g.middle, g.height) for g in rest)]
    for table in tables:
        other = next((other for other in first.tables if _are_rows_of(table, other)), None)
        if other is None or not _is_beside(other, first.page, table, rest):
            return None
    names = {
        glyph
        for glyph in rest
        if not is_numeric(glyph) and any(t.box.holds(glyph.middle, glyph.height) for t in tables)
    }
    alike = all(any(_are_alike(table, other) for other in first.tables) for table in sheet.tables)
    return _Cut(sheet, left, copied=bool(names) and names <= same and alike) if tables else None


def _is_below(sheet: _Sheet, before: _Sheet) -> bool:
    """Whether a page begins with the rest of the table at the end of the page before: it has all its edges."""
    if not sheet.tables or not before.tables:
        return False
    lower, upper = sheet.tables[0].xs, before.tables[-1].xs
    ends = abs(lower[0] - upper[0]) <= _NEAR and abs(lower[-1] - upper[-1]) <= _NEAR
    return ends and len(upper) > _FEWEST and all(_is_among(x, lower) for x in upper)


def _are_alike(one: Ruled, other: Ruled) -> bool:
    """Whether two tables have their columns at the same x."""
    return len(one.xs) == len(other.xs) and all(
        abs(a - b) <= _NEAR for a, b in zip(one.xs, other.xs, strict=True)
    )


def _is_beside(first: Ruled, page: Page, part: Ruled, rest: Sequence[Glyph]) -> bool:
    """Whether a table is a part of another, to its right: its rows have only numbers, or none, as those of the other.

    A table without any number is a part where cells of the other have no right border.
    """
    part_rows = _by_row(part, rest)
    others = _by_row(first, page.glyphs)
    labels_only = not any(map(_ends_in_digit, others.values()))
    numbers = 0
    for at, row in part_rows.items():
        middle = (part.ys[at] + part.ys[at + 1]) / 2
        row_beside = others.get(bisect_right(first.ys, middle) - 1, [])
        numeric = all(map(is_numeric, row))
        goes_on = bool(row_beside) if labels_only else _ends_in_digit(row_beside)
        if (
            (numeric and not goes_on)
            or (not numeric and _ends_in_digit(row_beside))
            or (not numeric and _ends_in_digit(row))
        ):
            return False
        numbers += numeric
    return bool(numbers) or (bool(part_rows) and _is_open(first, page))


def _ends_in_digit(row: Sequence[Glyph]) -> bool:
    return bool(row) and row[-1].text.isdigit()


def _by_row(table: Ruled, glyphs: Sequence[Glyph]) -> dict[int, list[Glyph]]:
    """The glyphs of a table by its rows, from left to right."""
    rows: dict[int, list[Glyph]] = {}
    for glyph in sorted(glyphs, key=lambda one: one.middle):
        if table.box.holds(glyph.middle, glyph.height) and not glyph.text.isspace():
            rows.setdefault(bisect_right(table.ys, glyph.height) - 1, []).append(glyph)
    return rows


def _is_open(table: Ruled, page: Page) -> bool:
    """Whether a table has rows without a border at its right edge."""
    sides = [line for line in page.uprights if abs(line.at - table.xs[-1]) <= _THICK]
    middles = [(a + b) / 2 for a, b in pairwise(table.ys)]
    return not all(any(side.low <= y <= side.high for side in sides) for y in middles)


def _same(first: Page, page: Page) -> set[Glyph]:
    """The glyphs of a page that are on another one too, at the same place."""
    places = {(g.text, round(g.left / _OVER), round(g.base / _OVER)) for g in first.glyphs}
    return {
        glyph
        for glyph in page.glyphs
        if any(
            (glyph.text, round(glyph.left / _OVER) + dx, round(glyph.base / _OVER) + dy) in places
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
        )
    }


def _repeated(table: Ruled, page: Page, same: Set[Glyph]) -> float:
    """The right edge of the columns of a table that repeat those of another page; 0 where none do."""
    inside = [g for g in page.glyphs if table.box.holds(g.middle, g.height) and not g.text.isspace()]
    end = 0.0
    for x in table.xs[1:-1]:
        before = [glyph for glyph in inside if glyph.middle < x]
        if not before or not same >= set(before):
            break
        end = x
    return end


def _joined(parts: Sequence[_Cut]) -> Page:
    """The parts of a sheet as one page."""
    first = parts[0].sheet
    end = max(table.box.right for table in first.tables)
    whole = first.page._replace(glyphs=_until(first, end))
    for cut in parts[1:]:
        begin = cut.left or min(table.box.left for table in cut.sheet.tables)
        right = max(table.box.right for table in cut.sheet.tables)
        whole = _beside(whole, cut.sheet, begin, end - begin)
        end += right - begin
    return whole


def _until(sheet: _Sheet, end: float) -> list[Glyph]:
    """The glyphs of a page without those right of its tables, which belong to cells that the page cuts off."""
    return [
        glyph
        for glyph in sheet.page.glyphs
        if glyph.middle <= end
        or not any(table.box.top <= glyph.height <= table.box.bottom for table in sheet.tables)
    ]


def _beside(page: Page, sheet: _Sheet, begin: float, shift: float) -> Page:
    """A page with the part of another right of `begin` added, moved to the right by `shift` points."""
    part = sheet.page
    right = max(table.box.right for table in sheet.tables)
    unwanted = set(_unwanted(page, sheet))
    added = part._replace(
        glyphs=[g for g in _until(sheet, right) if g.middle >= begin and g not in unwanted],
        levels=[level for level in part.levels if level.high > begin],
        uprights=[line for line in part.uprights if line.at >= begin - _NEAR],
        fills=[fill for fill in part.fills if fill.right > begin],
    )
    added = moved(added, lambda x: max(x, begin) + shift)
    return page._replace(
        width=page.width + part.width,
        glyphs=[*page.glyphs, *added.glyphs],
        levels=[*page.levels, *added.levels],
        uprights=[*page.uprights, *added.uprights],
        fills=[*page.fills, *added.fills],
    )


def _unwanted(page: Page, sheet: _Sheet) -> Iterator[Glyph]:
    """The glyphs outside tables that are on every part of a sheet: page numbers, and texts that `page` has too."""
    same = _same(page, sheet.page)
    for line in lines_of(sheet.page.glyphs):
        inside = any(table.box.top < line.base < table.box.bottom for table in sheet.tables)
        if not inside and (is_page_number(line.text) or same.issuperset(line.glyphs)):
            yield from line.glyphs
