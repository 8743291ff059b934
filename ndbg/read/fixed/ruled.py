"""Tables from the ruling lines of a page: lines that meet are the borders of one table.

The outer borders of a table, the line below its last row on a page and the line above its first may be missing. Double,
dashed and dotted borders are lines; underlines are not.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ndbg.read.clusters import Groups, clusters
from ndbg.read.fixed.levels import ends_table, implied_uprights, top_of
from ndbg.read.fixed.lines import lines_of
from ndbg.read.fixed.page import Box, Page, Stroke

# In points.
_GAP, _DASH = 4.5, 12.0  # most gap between dots or dashes of one line; most length of a dash
_TOUCH = 1.0  # most gap between longer pieces of one line
_STRAIGHT = 0.8  # by which pieces of one line may be off level
_SHORTEST = 4.0  # least length of a border
_MEET = 2.6  # most gap between lines that meet
_ONE = 3.2  # most distance of the lines of a double border
_LEAST = 5.0  # least width of a column and height of a row
# Shares.
_COVERED = 0.6  # of the side of a cell that must be covered by a border
_TILED = 0.8  # of a table made of fills that they must cover, and of a position in it
# Bounds. Of the lines of a page the longest count; a table with more cells is a drawing.
_MOST_LINES, _MOST_CROSSINGS, _MOST_CELLS = 1000, 150_000, 6_000


class Ruled(NamedTuple):
    """A table as drawn on one page.

    `xs` and `ys` are its edges; positions with the same number in `cells[row][column]` are one cell. `open_below`:
    whether the last row has no line below it, for each column.
    """

    page: int
    xs: Sequence[float]
    ys: Sequence[float]
    cells: Sequence[Sequence[int]]
    open_below: Sequence[bool]

    @property
    def box(self) -> Box:
        """The rectangle of the table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def size(self) -> int:
        """The number of its cells."""
        return len({cell for row in self.cells for cell in row})

    def cell_at(self, x: float, y: float) -> int:
        """The cell at a place within the table."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.cells[row][column]


def ruled(page: Page) -> list[Ruled]:
    """The tables of a page with more than one cell, from top to bottom.

    Where no lines make a table, touching edges of coloured fills do, or white lines, or level lines alone. A table made
    of level edges that contains tables made of fills, as with every other row coloured, counts in their place.
    """
    levels, uprights = whole(page.levels), whole(page.uprights)
    drawn_tables = _tables(page.number, levels, uprights)
    if tops := list(_open_tops(drawn_tables, uprights, page)):
        drawn_tables = _tables(page.number, [*levels, *tops], uprights)
    fills = _without_bars(page)
    edges = [Stroke(y, box.left, box.right) for box in fills for y in (box.top, box.bottom)]
    sides = [Stroke(x, box.top, box.bottom) for box in fills for x in (box.left, box.right)]
    faint = _tables(page.number, whole([*page.white[0], *edges]), whole([*page.white[1], *sides]))
    tiled = [t for t in faint if _is_grid(t) and (page.white[0] or _is_tiled(t, fills))]
    tiled = [t for t in tiled if not _is_in(t, drawn_tables)]
    striped = [] if page.white[0] else list(_of_levels(page, edges, drawn_tables))
    around = [t for t in striped if any(_extends(t, other) for other in tiled)]
    for tables in (around, tiled, list(_of_levels(page, page.levels, drawn_tables)), striped):
        drawn_tables += [t for t in tables if not _is_in(t, drawn_tables)]
    return sorted(drawn_tables, key=lambda table: (table.box.top, table.box.left))


def _without_bars(page: Page) -> list[Box]:
    """The fills of a page without those behind headings, titles and sentences, which are of no table."""
    others = [line for line in lines_of(page.glyphs) if ends_table(line.text)] if page.fills else []
    places = [(line.glyphs[0].middle, line.glyphs[0].height) for line in others]
    return [fill for fill in page.fills if not any(fill.holds(x, y) for x, y in places)]


def _is_in(table: Ruled, tables: Iterable[Ruled]) -> bool:
    """Whether a table overlaps one of others."""
    return any(_overlap(table.box, other.box) for other in tables)


def _extends(table: Ruled, part: Ruled) -> bool:
    """Whether a table contains another, with more rows above or below it."""
    above, below = part.ys[0] - table.ys[0], table.ys[-1] - part.ys[-1]
    return min(above, below) >= -_ONE and max(above, below) > _LEAST and _overlap(table.box, part.box)


def _open_tops(tables: Sequence[Ruled], uprights: Sequence[Stroke], page: Page) -> Iterator[Stroke]:
    """The missing lines above tables whose uprights reach into a row with names above their first line."""
    for table in tables:
        first = Stroke(table.ys[0], table.xs[0], table.xs[-1])
        reaching = [
            line
            for line in uprights
            if first.low < line.at < first.high and line.low < first.at - _LEAST and line.high > first.at
        ]
        if reaching and (top := top_of(first, lines_of(page.glyphs))) < first.at:
            yield first._replace(at=min(top, *(line.low for line in reaching)))


def _of_levels(page: Page, strokes: Sequence[Stroke], others: Sequence[Ruled]) -> Iterator[Ruled]:
    """The tables of level lines, or of level edges of fills, that are in no other table."""
    outside = [
        stroke
        for stroke in strokes
        if not any(table.box.holds((stroke.low + stroke.high) / 2, stroke.at) for table in others)
    ]
    lines = [pieces for level in _levels(outside) if (pieces := _pieces(level))]
    for levels, uprights in implied_uprights(lines, page.glyphs):
        yield from (
            table for table in _tables(page.number, whole(levels), whole(uprights)) if _is_grid(table)
        )


def _is_grid(table: Ruled) -> bool:
    """Whether a table has at least two rows and two columns."""
    return len(table.xs) > 2 and len(table.ys) > 2 and table.size > 3


def _is_tiled(table: Ruled, fills: Sequence[Box]) -> bool:
    """Whether fills cover nearly all of a table, not only every other row or its head."""
    positions = [
        Box(left, top, right, bottom)
        for left, right in pairwise(table.xs)
        for top, bottom in pairwise(table.ys)
    ]
    inside = [fill for fill in fills if _overlap(fill, table.box)]
    covered = sum(any(_shared(fill, one) >= _TILED * one.area for fill in inside) for one in positions)
    return covered >= _TILED * len(positions)


def _shared(one: Box, other: Box) -> float:
    """The area that is in two boxes."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(across, 0.0) * max(down, 0.0)


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > _ONE and down > _ONE


def whole(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Lines joined from their pieces: dashes, dots, borders of neighbouring cells. Longest first, without short ones."""
    lines: list[Stroke] = []
    for level in _levels(strokes):
        line = last = level[0]
        for stroke in level:
            short = max(stroke.high - stroke.low, last.high - last.low) <= _DASH
            if stroke.low - line.high > (_GAP if short else _TOUCH):
                lines.append(line)
                line = stroke
            line, last = line._replace(high=max(line.high, stroke.high)), stroke
        lines.append(line)
    long = (line for line in lines if line.high - line.low >= _SHORTEST)
    return sorted(long, key=lambda line: line.low - line.high)[:_MOST_LINES]


def _pieces(level: Sequence[Stroke]) -> list[Stroke]:
    """The pieces of one line from left to right; dashes and dots are joined, borders of neighbouring cells are not."""
    pieces: list[Stroke] = []
    for stroke in level:
        last = pieces[-1] if pieces else None
        short = last is not None and min(stroke.high - stroke.low, last.high - last.low) <= _DASH
        if last is not None and (stroke.high <= last.high or (short and stroke.low - last.high <= _GAP)):
            pieces[-1] = last._replace(high=max(last.high, stroke.high))
        else:
            pieces.append(stroke)
    return [piece for piece in pieces if piece.high - piece.low > _SHORTEST]


def _levels(strokes: Iterable[Stroke]) -> Iterator[list[Stroke]]:
    """Strokes grouped by the line that they are on, each group from its low end to its high end."""
    for level in clusters(strokes, lambda stroke: stroke.at, _STRAIGHT):
        yield sorted(level, key=lambda stroke: (stroke.low, stroke.high))


def _tables(page: int, levels: Sequence[Stroke], uprights: Sequence[Stroke]) -> list[Ruled]:
    uprights = sorted(uprights)
    places = [upright.at for upright in uprights]
    spans = [
        (bisect_left(places, level.low - _MEET), bisect_right(places, level.high + _MEET)) for level in levels
    ]
    if sum(end - first for first, end in spans) > _MOST_CROSSINGS:
        return []
    groups = Groups(len(levels) + len(uprights))
    for at, (level, (first, end)) in enumerate(zip(levels, spans, strict=True)):
        for number in range(first, end):
            upright = uprights[number]
            if upright.low - _MEET <= level.at <= upright.high + _MEET:
                groups.join(at, len(levels) + number)
    tables: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for at, line in enumerate([*levels, *uprights]):
        tables.setdefault(groups.root(at), ([], []))[at >= len(levels)].append(line)
    alone = [lines[1][0] for lines in tables.values() if not lines[0]]
    made = (_table(page, lines[0], _with_sides(lines[1], alone)) for lines in tables.values() if all(lines))
    return [table for table in made if table]


def _with_sides(uprights: Sequence[Stroke], alone: Iterable[Stroke]) -> Sequence[Stroke]:
    """The uprights of a table with those next to it, of its whole height, that no line meets.

    Such an upright is the border of a cell over all rows of a page: 三、本年度办理结果.
    """
    low, high = min(line.low for line in uprights), max(line.high for line in uprights)
    sides = [line for line in alone if abs(line.low - low) <= _ONE and abs(line.high - high) <= _ONE]
    return [*uprights, *sides]


def _table(page: int, levels: Sequence[Stroke], uprights: Sequence[Stroke]) -> Ruled | None:
    """The table of some lines that meet; None where it has only one cell or is a drawing."""
    xs = _edges([line.at for line in uprights], levels)
    ys = _edges([line.at for line in levels], uprights)
    wide, high = len(xs) - 1, len(ys) - 1
    if wide < 1 or high < 1 or not 2 <= wide * high <= _MOST_CELLS:
        return None
    groups = Groups(wide * high)
    upright_borders = _borders(uprights, xs, ys)
    level_borders = _borders(levels, ys, xs)
    for row in range(high):
        for column in range(wide):
            if column + 1 < wide and (column + 1, row) not in upright_borders:
                groups.join(row * wide + column, row * wide + column + 1)
            if row + 1 < high and (row + 1, column) not in level_borders:
                groups.join(row * wide + column, (row + 1) * wide + column)
    cells = [[groups.root(row * wide + column) for column in range(wide)] for row in range(high)]
    table = Ruled(page, xs, ys, cells, [(high, column) not in level_borders for column in range(wide)])
    return table if table.size > 1 else None


def _edges(values: Sequence[float], across: Sequence[Stroke]) -> list[float]:
    """The edges of a table in one direction, from the places of its lines.

    Where lines `across` extend beyond the outermost line, there is an edge without a border.
    """
    edges = [(group[0] + group[-1]) / 2 for group in clusters(values, float, _ONE)]
    low, high = _reach([line.low for line in across]), -_reach([-line.high for line in across])
    before, behind = low < edges[0] - _LEAST, high > edges[-1] + _LEAST
    return [*([low] if before else []), *edges, *([high] if behind else [])]


def _reach(ends: Sequence[float]) -> float:
    """The lowest end that at least two lines share; the highest of all where no two do."""
    ordered = sorted(ends)
    return next((one for one, other in pairwise(ordered) if other - one <= _ONE), ordered[-1])


def _borders(
    lines: Sequence[Stroke], edges: Sequence[float], across: Sequence[float]
) -> set[tuple[int, int]]:
    """The sides of positions that have a border: the index of the edge, and of the space between edges `across`."""
    covered: dict[tuple[int, int], float] = {}
    for line in lines:
        at = min(range(len(edges)), key=lambda n: abs(edges[n] - line.at))
        first = max(bisect_right(across, line.low) - 1, 0)
        for part in range(first, len(across) - 1):
            low, high = across[part], across[part + 1]
            if low >= line.high:
                break
            covered[at, part] = covered.get((at, part), 0) + (min(high, line.high) - max(low, line.low)) / (
                high - low
            )
    return {side for side, share in covered.items() if share >= _COVERED}
