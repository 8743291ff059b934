"""The tables of a page that have ruling lines, with the glyphs in their cells."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from ndbg.document.headings import is_heading
from ndbg.document.titles import read_title
from ndbg.read.fixed.labels import has_ordinal
from ndbg.read.fixed.levels import ends_table
from ndbg.read.fixed.lines import (
    Line,
    are_numeric,
    is_broken,
    is_number,
    lines_of,
    numbers,
    spread_of,
    without_marks,
    without_struck,
)
from ndbg.read.fixed.page import TORN, Box, Glyph, Page
from ndbg.read.fixed.prose import Placed
from ndbg.read.fixed.ruled import Ruled, ruled, whole
from ndbg.read.fixed.table import Cell, Table

_HANGING = "，。、；：？！）》”"  # punctuation that may hang over the border of its cell
_HANGS = 0.15  # most gap before it, in sizes of type
_CLOSE = 2.5  # most distance of lines of a cell, in sizes of type
_DOWNWARDS = 4  # most characters in a line of a text that runs downwards
_NARROW = 6.0  # most width of its cell, in sizes of type
_LONG = 30  # least characters of a sentence that is no row of a table


class Drawn(NamedTuple):
    """A ruled table on a page, and the glyphs in it."""

    table: Ruled
    glyphs: list[Glyph]
    sideways: list[Glyph]


def divided(page: Page) -> tuple[list[Glyph], list[Drawn]]:
    """The glyphs of a page in no table, and its tables, the smallest first.

    A number is in a table as a whole, even if it extends beyond.
    """
    tables = sorted(
        ruled(page), key=lambda table: (table.box.right - table.box.left) * (table.box.bottom - table.box.top)
    )
    drawn = [Drawn(table, [], []) for table in tables]
    if not drawn:
        return list(page.glyphs), []

    def holder(glyph: Glyph, y: float) -> Drawn | None:
        return next((one for one in drawn if one.table.box.holds(glyph.middle, y)), None)

    holders = {id(glyph): holder(glyph, glyph.height) for glyph in page.glyphs}
    for line in lines_of(page.glyphs):
        for run in numbers(line.glyphs):
            within = next(filter(None, (holders[id(glyph)] for glyph in run)), None)
            holders |= {id(glyph): holders[id(glyph)] or within for glyph in run}
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        held = holders[id(glyph)]
        if held is None:
            outside.append(glyph)
        elif glyph.text:  # is not deleted
            held.glyphs.append(glyph)
    for glyph in page.sideways:
        if held := holder(glyph, glyph.base):
            held.sideways.append(glyph)
    return outside, drawn


def tables_of(page: Page, lines: list[Line], drawn: Sequence[Drawn]) -> tuple[list[Line], list[Table]]:
    """The lines of a page that are text, and its tables with the texts of their cells."""
    levels = whole(page.levels)
    made: list[Table] = []
    inner: dict[int, list[Table]] = {}
    for at, (table, glyphs, sideways) in enumerate(drawn):
        nested = sorted(inner.get(at, []), key=lambda one: one.box.top)
        if not glyphs and not sideways and not nested:
            continue
        borders = {round(y) for y in table.ys}
        inner_levels = [level for level in levels if not {round(level.at + d) for d in (-1, 0, 1)} & borders]
        spilt = _spilt(table, lines)
        lines = [line for line in lines if line not in spilt]
        more = [glyph for line in spilt for glyph in line.glyphs]
        read = _table(table, without_struck([*glyphs, *more], inner_levels), sideways)
        for inner_table in nested:
            _cell_of(read, table, inner_table.box).tables.append(inner_table)
        middle = (table.box.left + table.box.right) / 2, (table.box.top + table.box.bottom) / 2
        around = next((n for n in range(at + 1, len(drawn)) if drawn[n].table.box.holds(*middle)), None)
        if around is None:
            made.append(read)
        else:
            inner.setdefault(around, []).append(read)
    parts = [part for table in made for part in _without_prose(table)]
    freed = [line for part in parts if not isinstance(part, Table) for line in part]
    return sorted([*lines, *freed], key=lambda line: line.base), [
        part for part in parts if isinstance(part, Table)
    ]


def _spilt(table: Ruled, lines: Sequence[Line]) -> list[Line]:
    """The lines right below a table that overflow from cells of its last row, which continue on the next page.

    Such a cell has no line below, or its text runs downwards, with a few characters a line. A word below several cells
    belongs to none.
    """
    spilt: list[Line] = []
    bottom = table.box.bottom
    for line in (line for line in lines if line.base > bottom):
        if line.base - bottom > _CLOSE * line.size or not all(_overflows(table, w) for w in line.words):
            break
        spilt.append(line)
        bottom = line.base
    return spilt


def _overflows(table: Ruled, word: Sequence[Glyph]) -> bool:
    """Whether a word below a table is below one cell of its last row that may continue."""
    columns = {bisect_right(table.xs, glyph.middle) - 1 for glyph in word}
    if are_numeric(word) or not all(0 <= at < len(table.open_below) for at in columns):
        return False
    cells = {table.cells[-1][at] for at in columns}
    if len(cells) > 1 or len(set(table.cells[-1])) == 1:
        return False
    if all(table.open_below[at] for at in columns):
        return True
    (at, *more) = columns
    narrow = table.xs[at + 1] - table.xs[at] < _NARROW * word[0].size
    return not more and narrow and len(word) <= _DOWNWARDS


def _cell_of(table: Table, drawn: Ruled, box: Box) -> Cell:
    number = drawn.cell_at((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    return next(
        cell
        for row, drawn_row in zip(table.rows, drawn.cells, strict=True)
        for cell, at in zip(row, drawn_row, strict=True)
        if at == number
    )


def _table(table: Ruled, glyphs: Sequence[Glyph], sideways: Sequence[Glyph]) -> Table:
    """A table on a page with the texts of its cells."""
    of_cell = _by_cell(table, glyphs)
    boxes = _boxes(table)
    kept: dict[int, Sequence[Glyph]] = {}
    marks: dict[int, str] = {}
    prose = {row[0] for row in table.cells if len(set(row)) == 1 and _are_prose(lines_of(of_cell[row[0]]))}
    for number in boxes:
        kept[number], marks[number] = (
            (of_cell[number], "") if number in prose else without_marks(of_cell[number])
        )
    spread = spread_of(line for some in kept.values() for line in lines_of(some))
    with_blanks = set(_with_blanks(table, glyphs, kept))
    cells: dict[int, Cell] = {}
    for number, some in kept.items():
        lines = lines_of(some, None if number in with_blanks else spread)
        cells[number] = Cell(lines=[Placed(table.page, line) for line in lines])
    texts = _texts(table, cells, boxes)
    turned: defaultdict[int, str] = defaultdict(str)
    for glyph in sideways:
        turned[table.cell_at(glyph.middle, glyph.base)] += glyph.text
    for number, cell in cells.items():
        # In brackets, the mark of a note is no digit of a figure.
        cell.text = turned[number] + texts[number] + (f"（{marks[number]}）" if marks[number] else "")
    for number, text in _torn(table, glyphs, spread):
        cells[number].text = text
    for number in _crooked(table):
        cells[number].text = ""  # with a border missing, it is unknown which row the text belongs to
    for number in _of_several_rows(table, cells):
        cells[number].text = ""
    rows = [[cells[number] for number in row] for row in table.cells]
    return Table(table.page, list(table.xs), list(table.ys), rows, [table.page] * len(rows), table.box)


def _by_cell(table: Ruled, glyphs: Sequence[Glyph]) -> Mapping[int, list[Glyph]]:
    """The glyphs in each cell; hanging punctuation is in the cell of the glyph before it."""
    by_cell: defaultdict[int, list[Glyph]] = defaultdict(list)
    for line in lines_of(glyphs):
        last: Glyph | None = None
        for glyph in line.glyphs:
            hangs = last and glyph.text in _HANGING and glyph.left - last.right < _HANGS * glyph.size
            at = last if last and hangs else glyph
            by_cell[table.cell_at(at.middle, at.height)].append(glyph)
            last = glyph
    return by_cell


def _texts(table: Ruled, cells: Mapping[int, Cell], boxes: Mapping[int, Box]) -> Mapping[int, str]:
    """The text of each cell: its lines, or one number that was broken over several lines."""
    broken = {
        number
        for number, cell in cells.items()
        if len(cell.lines) > 1 and is_broken(_lines(cell), boxes[number])
    }
    one_number = {number for number in broken if _is_of_one_row(number, broken, table, cells)}
    return {
        number: ("" if number in one_number else "\n").join(line.text for line in _lines(cell))
        for number, cell in cells.items()
    }


def _with_blanks(
    table: Ruled, glyphs: Sequence[Glyph], of_cell: Mapping[int, Sequence[Glyph]]
) -> Iterator[int]:
    """The cells that have a blank between other glyphs."""
    for blank in glyphs:
        if blank.text.isspace():
            middle = (blank.left + blank.right) / 2
            number = table.cell_at(middle, blank.height)
            sides = {glyph.middle < middle for glyph in of_cell[number]}
            if len(sides) > 1:
                yield number


def _is_of_one_row(number: int, broken: Set[int], table: Ruled, cells: Mapping[int, Cell]) -> bool:
    """Whether lines of digits in a cell are one number, not those of two rows with the border between them missing.

    A missing border would be missing for all cells of two rows, few of which look broken. So the cell must be in one
    row of the table, of which another number is in a single line, or all are broken; without another number, no other
    cell may have as many lines.
    """
    rows = [row for row in table.cells if number in row]
    if len(rows) > 1:
        return False
    others = [other for other in dict.fromkeys(rows[0]) if other != number and cells[other].lines]
    numeric = [other for other in others if all(map(is_number, _lines(cells[other])))]
    if numeric:
        return any(len(cells[other].lines) == 1 for other in numeric) or broken >= set(numeric)
    return all(len(cells[other].lines) != len(cells[number].lines) for other in others)


def _lines(cell: Cell) -> list[Line]:
    return [placed.line for placed in cell.lines]


def _without_prose(table: Table) -> Iterator[Table | list[Line]]:
    """A table on a page divided at rows of one cell that are prose, a heading or a title; these are lines.

    So is a cell that fills a row and contains tables: a frame around the report that touches the table.
    """
    start = 0
    table, frames = _without_frames(table)
    for frame in frames:
        yield _lines(frame)
        yield from frame.tables
    for at, row in enumerate(table.rows):
        if len(dict.fromkeys(row)) > 1 or not _is_prose(table, at):
            continue
        if start < at:
            yield _rows_of(table, start, at)
        if at == 0 or row[0] is not table.rows[at - 1][0]:
            yield _lines(row[0])
        start = at + 1
    if start < len(table.rows):
        yield _rows_of(table, start, len(table.rows))


def _without_frames(table: Table) -> tuple[Table, Sequence[Cell]]:
    """A table without cells around it that fill a row and contain tables, and these cells."""
    frames = dict.fromkeys(row[0] for row in table.rows if len(dict.fromkeys(row)) == 1 and row[0].tables)
    if not frames:
        return table, ()
    rows = [at for at, row in enumerate(table.rows) if set(row) - frames.keys()]
    columns = [at for at, column in enumerate(zip(*table.rows, strict=True)) if set(column) - frames.keys()]
    inner = _rows_of(table, rows[0], rows[-1] + 1) if rows else replace(table, rows=[])
    left, right = (columns[0], columns[-1] + 1) if columns else (0, 0)
    inside = [[Cell() if cell in frames else cell for cell in row[left:right]] for row in inner.rows]
    return replace(inner, rows=inside, xs=inner.xs[left : right + 1]), list(frames)


def _rows_of(table: Table, start: int, end: int) -> Table:
    box = table.box._replace(top=table.ys[start], bottom=table.ys[end])
    return Table(
        table.page, table.xs, table.ys[start : end + 1], table.rows[start:end], table.pages[start:end], box
    )


def _is_prose(table: Table, at: int) -> bool:
    """Whether a row of one cell is text rather than part of a table."""
    text = "".join(table.rows[at][0].text.split())
    if len(table.xs) == 2:
        return True
    heading = is_heading(text) or read_title(text) is not None
    return heading or _are_prose(_lines(table.rows[at][0])) or (len(text) > _LONG and text.endswith("。"))


def _are_prose(lines: Sequence[Line]) -> bool:
    """Whether lines begin with a heading, or have one or a title or a sentence above others."""
    return any(is_heading(line.text) for line in lines[:1]) or any(
        ends_table(line.text) for line in lines[:-1]
    )


def _crooked(table: Ruled) -> Iterator[int]:
    """The cells over several rows that are not rectangles."""
    places: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for at, row in enumerate(table.cells):
        for column, number in enumerate(row):
            places[number].append((at, column))
    for number, covered in places.items():
        rows, columns = ({place[axis] for place in covered} for axis in (0, 1))
        if len(rows) > 1 and len(rows) * len(columns) > len(covered):
            yield number


def _of_several_rows(table: Ruled, cells: Mapping[int, Cell]) -> Iterator[int]:
    """The cells over several rows with the names of several groups, between which the border is missing."""
    rows = Counter(number for row in table.cells for number in set(row))
    for number, count in rows.items():
        if count > 1 and sum(has_ordinal(line.text) for line in _lines(cells[number])) > 1:
            yield number


def _boxes(table: Ruled) -> dict[int, Box]:
    """The box around each cell of a table."""
    boxes: dict[int, Box] = {}
    for row, numbers_in_row in enumerate(table.cells):
        for column, number in enumerate(numbers_in_row):
            here = Box(table.xs[column], table.ys[row], table.xs[column + 1], table.ys[row + 1])
            known = boxes.get(number, here)
            boxes[number] = Box(
                min(known.left, here.left), min(known.top, here.top),
                max(known.right, here.right), max(known.bottom, here.bottom),
            )  # fmt: skip
    return boxes


def _torn(table: Ruled, glyphs: Sequence[Glyph], spread: float) -> Iterator[tuple[int, str]]:
    """The cells whose border a number crosses, each with the number, in which `TORN` marks the border."""
    for line in lines_of(glyphs):
        for run in numbers(line.glyphs, spread):
            cells = [table.cell_at(glyph.middle, glyph.height) for glyph in run]
            if len(set(cells)) > 1:
                characters = [
                    g.text if at == 0 or cells[at] == cells[at - 1] else TORN + g.text
                    for at, g in enumerate(run)
                ]
                for number in set(cells):
                    yield number, "".join(characters)
