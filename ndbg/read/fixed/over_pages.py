"""Join the pieces of tables: those that continue on the next page, and a head drawn apart from the rows below it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby, pairwise
from typing import NamedTuple

from ndbg.document.grid import are_parts, is_label
from ndbg.read.fixed.labels import has_ordinal
from ndbg.read.fixed.lines import NUMERIC, Line, fills
from ndbg.read.fixed.page import TORN, Page
from ndbg.read.fixed.prose import SENTENCE_END
from ndbg.read.fixed.table import Cell, Table

_NEAR = 3.2  # points within which the edges of the pieces of one table are one
_CUT = 8  # characters of a long text of which the rest is missing
_LONG = 60  # characters of prose; labels are shorter
_MOST_SHIFT = 80.0  # points that the next page may be set further left or right


def whole_tables(things: Sequence[tuple[Page, Line | Table]]) -> Iterator[tuple[Page, Line | Table]]:
    """Lines and tables, with the parts of tables on consecutive pages joined."""
    # Pages with nothing but running lines are not among them.
    pages = list({id(page): page for page, _ in things}.values())
    after = {id(page): below for page, below in pairwise(pages)}
    held: tuple[Page, Table, Page] | None = None  # a table that may continue, with its first and last page
    for page, thing in things:
        follows = held is not None and (after.get(id(held[2])) is page or _heads_next(held[1], thing))
        if held and follows and isinstance(thing, Line) and (cell := _above(held[1], thing)):
            cell.text += TORN
            continue
        if held and isinstance(thing, Table) and (thing.goes_on or follows):
            joined = _joined(held[1], thing, of_sheet=page.width != held[2].width)
            if joined:
                held = (held[0], joined, page)
                continue
        if held and isinstance(thing, Line) and page is held[0]:
            table = held[1]
            # The text of a cell over all rows of a table, without lines around it.
            if thing.right <= table.xs[0] and table.box.top <= thing.base <= table.box.bottom:
                yield page, thing
                continue
        if held:
            yield held[:2]
            held = None
        if isinstance(thing, Table):
            held = (page, thing, page)
        else:
            yield page, thing
    if held:
        yield held[:2]


def _heads_next(table: Table, thing: Line | Table) -> bool:
    """Whether a table is the head of another right below it on its page, as where only the head is on fills."""
    if not isinstance(thing, Table) or thing.page != table.page or any(map(_figures, table.rows)):
        return False
    return _is_near(thing.box.top, table.box.bottom)


def _above(table: Table, line: Line) -> Cell | None:
    """The number in the last row of a table above a line of digits at the head of the next page, which may be its rest."""
    middle = (line.left + line.right) / 2
    column = bisect_right(table.xs, middle) - 1
    if not line.text.strip().isdigit() or not 0 <= column < len(table.rows[-1]):
        return None
    cell = table.rows[-1][column]
    return cell if _is_number(cell) else None


def _joined(upper: Table, lower: Table, *, of_sheet: bool) -> Table | None:
    """A table joined with its rest on the next page; None where that is another table.

    `of_sheet`: one of the pages was joined from the parts of a sheet, and the other lacks blank parts at the right.
    """
    lower = _with_left(lower, upper.xs)
    if not any(map(_figures, upper.rows)):
        upper = _with_left(upper, lower.xs)
    shift = upper.xs[0] - lower.xs[0]
    moved = [x + shift for x in lower.xs]
    narrow, wide = sorted((upper.xs, moved), key=len)
    begins_alike = of_sheet and all(map(_is_near, narrow, wide))
    if abs(shift) > _MOST_SHIFT or not (_is_near(moved[-1], upper.xs[-1]) or begins_alike):
        return None
    known = [x for x in moved if any(abs(x - other) <= _NEAR for other in upper.xs)]
    if (abs(shift) > _NEAR or upper.lines) and len(known) < len(moved):
        return None
    xs = list(upper.xs)
    xs += (x for x in moved if all(abs(x - other) > _NEAR for other in upper.xs))
    xs.sort()
    above, below = _spread(upper.rows, upper.xs, xs), _spread(lower.rows, moved, xs)
    above[-1] = _named_apart(above[-1], xs)
    repeated = _repeated(above, below)
    below, pages = below[repeated:], lower.pages[repeated:]
    if below:
        seam = _Seam(above[-1], below[0], xs)
        parts = list(dict.fromkeys(_parts(seam)))
        whole = {part: cell for cell, part in parts}
        between = [_between(cell, part, seam) for cell, part in parts]
        for (cell, part), sign in zip(parts, between, strict=True):
            cell.text = f"{cell.text}{sign}{part.text}"
            cell.lines += part.lines
            cell.tables += part.tables
        is_rest = set(below[0]) <= whole.keys()
        below = [[whole.get(cell, cell) for cell in row] for row in below[is_rest:]]
        pages = pages[is_rest:]
    lines = [*upper.lines, *lower.lines]
    return Table(upper.page, xs, upper.ys, [*above, *below], [*upper.pages, *pages], upper.box, lines)


def _with_left(lower: Table, xs: Sequence[float]) -> Table:
    """A table with a blank cell over all rows at its left, if its edges are the last ones of some.

    Nothing may be drawn there where the cell of a group continues on a page, or where a head has its blank corner.
    """
    at_left = lower.xs[0] > xs[0] + _NEAR and _is_near(lower.xs[-1], xs[-1])
    if not at_left or not all(any(_is_near(x, other) for other in xs) for x in lower.xs):
        return lower
    blank = Cell()
    return replace(lower, xs=[xs[0], *lower.xs], rows=[[blank, *row] for row in lower.rows])


def _spread(rows: Sequence[Sequence[Cell]], xs: Sequence[float], wanted: Sequence[float]) -> list[list[Cell]]:
    """Rows with a cell for each of more columns."""
    source_columns = [
        next(at for at in reversed(range(len(xs) - 1)) if xs[at] <= (low + high) / 2 or at == 0)
        for low, high in pairwise(wanted)
    ]
    beyond = sum(low >= xs[-1] - _NEAR for low in wanted[:-1])
    within = source_columns[: len(source_columns) - beyond]
    return [[*(row[at] for at in within), *(Cell() for _ in range(beyond))] for row in rows]


def _named_apart(row: Sequence[Cell], xs: Sequence[float]) -> list[Cell]:
    """A row with its cells of names divided at columns of the next page, if every column has a name of its own."""
    cells: list[Cell] = []
    for cell, group in groupby(row):
        columns = list(pairwise(xs[len(cells) : len(cells) + len(list(group)) + 1]))
        texts = [""] * len(columns)
        words = [word for placed in cell.lines for word in placed.line.words]
        for word in words:
            for at, (low, high) in enumerate(columns):
                if low <= word[0].left and word[-1].right <= high:
                    texts[at] += "".join(glyph.text for glyph in word)
        whole = (
            sum(map(len, texts)) == sum(map(len, words))
            and all(texts)
            and not any(map(str.isdigit, "".join(texts)))
        )
        cells += map(Cell, texts) if whole and len(columns) > 1 else [cell] * len(columns)
    return cells


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= _NEAR


def _texts(row: Sequence[Cell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in dict.fromkeys(row)]


def _repeated(above: Sequence[Sequence[Cell]], below: Sequence[Sequence[Cell]]) -> int:
    """The number of rows at the top of a page that repeat earlier rows without figures: the head, or a part of it."""
    known = [_texts(row) for row in above if not _figures(row)]
    count = 0
    while (
        count < len(below)
        and any(texts := _texts(below[count]))
        and not _figures(below[count])
        and any(map(partial(_repeats, texts), known))
    ):
        count += 1
    return count


def _repeats(texts: Sequence[str], known: Sequence[str]) -> bool:
    """Whether a row repeats another; the text of a cell that extends over rows not repeated may be cut short."""
    return len(texts) == len(known) and all(
        text == whole or (len(text) >= _CUT and whole.startswith(text))
        for text, whole in zip(texts, known, strict=True)
    )


def _figures(row: Sequence[Cell]) -> set[int]:
    """The columns of a row that have a number."""
    return {at for at, cell in enumerate(row) if _is_number(cell)}


def _is_number(cell: Cell) -> bool:
    """Whether a cell has only a number; `2.` is the ordinal of a label."""
    text = "".join(cell.text.split())
    return text[-1:].isdigit() and NUMERIC.issuperset(text)


class _Seam(NamedTuple):
    """The last row of a page and the first of the next, and the edges between which their cells are."""

    upper: Sequence[Cell]
    lower: Sequence[Cell]
    xs: Sequence[float]

    @property
    def first(self) -> int:
        """The column of the first number in either."""
        return min(_figures(self.upper) | _figures(self.lower), default=0)

    @property
    def labels(self) -> tuple[str, str]:
        """The texts before the first number in each."""
        return self.upper[self.first - 1].text.strip(), self.lower[self.first - 1].text.strip()

    def fills(self, cell: Cell) -> bool:
        """Whether a number fills its cell in the upper row, so that it may continue in the lower."""
        at = [at for at, other in enumerate(self.upper) if other is cell]
        return bool(cell.lines) and fills(cell.lines[-1].line, self.xs[at[-1] + 1] - self.xs[at[0]])


def _parts(seam: _Seam) -> Iterator[tuple[Cell, Cell]]:
    """The cells of the last row of a page that continue in the first row of the next, each with its rest."""
    upper, lower = seam.upper, seam.lower
    if _is_torn(seam):
        yield from zip(upper, lower, strict=True)
    elif figures := _figures(lower):
        yield from _groups(upper, lower, min(figures))
    elif not _figures(upper):
        yield from _prose(upper, lower) or _heads(upper, lower)


def _prose(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """The cells of two rows, if all text of the lower one continues unfinished sentences of the upper; else none."""
    pairs = list(zip(upper, lower, strict=True))
    texts = [cell.text for cell, part in pairs if part.text.strip()]
    cut = (len(text) > _LONG and SENTENCE_END.search(text) is None for text in texts)
    return pairs if texts and all(cut) else []


def _is_torn(seam: _Seam) -> bool:
    """Whether two rows are, or may be, one row that a page break has divided."""
    above, below = _figures(seam.upper), _figures(seam.lower)
    if above and below:
        return _is_label_torn(seam) if seam.first else _are_numbers_torn(seam)
    return bool(above or below) and _are_numbers_apart(seam.upper, seam.lower, above or below)


def _are_numbers_apart(upper: Sequence[Cell], lower: Sequence[Cell], figures: set[int]) -> bool:
    """Whether two rows are one with its numbers in one part and text in the other."""
    rest = lower if _figures(upper) else upper
    if any(rest[at].text.strip() for at in figures):
        return False
    texts = [cell.text for cell in dict.fromkeys(lower) if cell.text.strip() and not _is_number(cell)]
    return not any(map(has_ordinal, texts)) and any(cell.text.strip() for cell in rest)


def _is_label_torn(seam: _Seam) -> bool:
    """Whether the second of two rows has no label, or the rest of the first row's; an unknown text may be such a rest.

    A label may be further left than the cell before the first number.
    """
    label, rest = seam.labels
    lower_texts = [cell.text.strip() for cell in dict.fromkeys(seam.lower[: seam.first])]
    if not rest and any(is_label(text) and has_ordinal(text) for text in lower_texts):
        return False
    known = is_label(rest) or has_ordinal(rest)
    return bool(label) and (not rest or are_parts(label, rest) or (not known and _are_numbers_torn(seam)))


def _are_numbers_torn(seam: _Seam) -> bool:
    """Whether the second of two rows has fewer numbers, all of them below numbers that fill their cells."""
    above = [cell for cell, part in zip(seam.upper, seam.lower, strict=True) if _is_number(part)]
    return len(above) < len(_figures(seam.upper)) and all(_is_number(c) and seam.fills(c) for c in above)


def _groups(upper: Sequence[Cell], lower: Sequence[Cell], first: int) -> Iterator[tuple[Cell, Cell]]:
    """The names of groups that continue on the next page; numbers begin in the column `first`.

    A blank cell continues the name, and so does a text without an ordinal below one with it: 三、本年度办理 and 结果.
    """
    label = lower[first - 1]
    for cell, part in zip(upper[:first], lower[:first], strict=True):
        goes_on = not part.text.strip() or (has_ordinal(cell.text) and not has_ordinal(part.text))
        if part is not label and cell.text.strip() and goes_on:
            yield cell, part


def _heads(upper: Sequence[Cell], lower: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """The cells of a head that continue on the next page, 结果 and 维持, or are blank there, each with its part there."""
    pairs = list(zip(upper, lower, strict=True))
    if any(are_parts(cell.text, part.text) for cell, part in pairs):
        yield from (
            (cell, part) for cell, part in pairs if not part.text.strip() or are_parts(cell.text, part.text)
        )


def _between(cell: Cell, part: Cell, seam: _Seam) -> str:
    """The separator between the text of a cell and its rest on the next page.

    It is `TORN` between numbers that may not be one: the upper does not fill its cell, or the rows have two labels.
    """
    if not (_is_number(cell) and _is_number(part)):
        return "\n" if cell.text and part.text else ""
    label, rest = seam.labels if seam.first else ("", "")
    return "" if seam.fills(cell) and (not rest or are_parts(label, rest)) else TORN
