"""Tables put together again that go on over the end of a page."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ndbg.read.fixed.lines import NUMERIC, Line
from ndbg.read.fixed.page import Page
from ndbg.read.fixed.table import Cell, Table
from ndbg.text.patterns import Pattern

_NEAR = 3.2  # points within which the edges of the pieces of one table are one
_MOST_SHIFT = 80.0  # points that the next page may be set further left or right
_ORDINAL = Pattern(r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．])")


def whole_tables(
    pages: Sequence[Page], flow: Sequence[tuple[Page, Line | Table]]
) -> Iterator[tuple[Page, Line | Table]]:
    """Lines and tables, the pieces of a table put together where it goes on over the end of a page."""
    after = {id(page): below for page, below in pairwise(pages)}
    held: tuple[Page, Table, Page] | None = None  # where it begins, what there is of it, where it ends
    for page, thing in flow:
        if held and isinstance(thing, Table) and (thing.goes_on or after.get(id(held[2])) is page):
            joined = _joined(held[1], thing)
            if joined:
                held = (held[0], joined, page)
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


def _joined(upper: Table, lower: Table) -> Table | None:
    """A table with its rest on the next page; None where that is another table."""
    shift = upper.xs[0] - lower.xs[0]
    moved = [x + shift for x in lower.xs]
    if abs(moved[-1] - upper.xs[-1]) > _NEAR or abs(shift) > _MOST_SHIFT:
        return None
    known = [x for x in moved if any(abs(x - other) <= _NEAR for other in upper.xs)]
    if (abs(shift) > _NEAR or upper.said) and len(known) < len(moved):
        return None
    xs = list(upper.xs)
    xs += (x for x in moved if all(abs(x - other) > _NEAR for other in upper.xs))
    xs.sort()
    above, below = _spread(upper.rows, upper.xs, xs), _spread(lower.rows, moved, xs)
    repeated = _repeated(above, below)
    below, pages = below[repeated:], lower.pages[repeated:]
    if below and _is_torn(above[-1], below[0]):
        _merge(above[-1], below[0])
        below, pages = below[1:], pages[1:]
    below = _under(above[-1], below)
    rows = [*above, *below]
    return Table(
        upper.page, xs, upper.ys, rows, [*upper.pages, *pages], upper.box, [*upper.said, *lower.said]
    )


def _spread(rows: Sequence[Sequence[Cell]], xs: Sequence[float], wanted: Sequence[float]) -> list[list[Cell]]:
    """Rows with a cell for each of more columns."""
    of = [
        next(at for at in reversed(range(len(xs) - 1)) if xs[at] <= (low + high) / 2 or at == 0)
        for low, high in pairwise(wanted)
    ]
    return [[row[at] for at in of] for row in rows]


def _texts(row: Sequence[Cell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in dict.fromkeys(row)]


def _repeated(above: Sequence[Sequence[Cell]], below: Sequence[Sequence[Cell]]) -> int:
    """How many rows at the head of a page repeat rows that the table had before: its head."""
    known = {tuple(_texts(row)) for row in above}
    count = 0
    while (
        count < len(below)
        and any(texts := _texts(below[count]))
        and tuple(texts) in known
        and not _figures(below[count])
    ):
        count += 1
    return count


def _figures(row: Sequence[Cell]) -> set[int]:
    """The columns of a row in which a number stands."""
    return {
        at
        for at, cell in enumerate(row)
        if cell.text.strip() and NUMERIC.issuperset("".join(cell.text.split()))
    }


def _is_torn(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Whether a row of which the rest is on the next page: its numbers are in one part, and in the other is text."""
    above, below = _figures(upper), _figures(lower)
    if bool(above) == bool(below):
        return False
    figures, rest = (above, lower) if above else (below, upper)
    if any(rest[at].text.strip() for at in figures):
        return False
    said = [cell.text for cell in dict.fromkeys(lower) if cell.text.strip() and not set(_figures([cell]))]
    return not any(map(_has_number, said)) and any(cell.text.strip() for cell in rest)


def _merge(upper: Sequence[Cell], lower: Sequence[Cell]) -> None:
    """Put what stands in the first row of a page into the cells of the last row of the page before."""
    for cell, rest in dict.fromkeys(zip(upper, lower, strict=True)):
        cell.text = f"{cell.text}\n{rest.text}" if cell.text and rest.text else cell.text + rest.text
        cell.lines += rest.lines
        cell.tables += rest.tables


def _under(last: Sequence[Cell], rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows of the next page, in which the names of groups go on with those of the page before.

    A name goes on where it is blank, or has no number and the one before has: 三、本年度办理 and 结果.
    """
    first = min(_figures(rows[0]), default=0) if rows else 0
    if not first:
        return rows
    same: dict[Cell, Cell] = {}
    for below, above in zip(rows[0][:first], last, strict=False):
        of_row = below is rows[0][first - 1]
        said = below.text.strip()
        if (
            above.text.strip()
            and not of_row
            and (not said or (_has_number(above.text) and not _has_number(below.text)))
        ):
            same[below] = above
    for below, above in same.items():
        above.text = f"{above.text}\n{below.text}".strip()
        above.lines += below.lines
    return [[same.get(cell, cell) for cell in row] for row in rows]


def _has_number(label: str) -> bool:
    """Whether a label begins with a number of its own: 三、 or （一）."""
    return _ORDINAL.match("".join(label.split())) is not None
