"""The units in which the tables of a document count: at a figure, in its table, in a line above or below that."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple, TypeVar

from ndbg.document.document import Document
from ndbg.document.grid import Grid, Place
from ndbg.form import Cell, Measure
from ndbg.text.labels import compact
from ndbg.text.patterns import Pattern

T = TypeVar("T")

COUNTED = "件"
# Behind a digit they are the unit of that number alone.
_MONEY = Pattern("(?<![0-9.十百千万亿])[十百千万亿]{0,3}元")
_MANY = Pattern("(?<![0-9.十百千万亿])[十百千万亿]{1,3}件", given="十件|百件|千件|万件|亿件")
_DIGITS = Pattern("[0-9.,]+")
# 单位：件、元, 注：收费金额以元为单位填写。
_LINE = Pattern(
    r"[^。]{0,40}单位[:：为是][^。]{0,30}|[^。]{0,40}[以按用][^。]{0,6}(?:元|件)[^。，]{0,3}(?:单位|计)[^。]{0,20}",
)

_Lines = Callable[[str], Sequence[str]]


class Units(NamedTuple):
    """The figures whose unit is not that of the official form, each with it, and the amounts for which none is said."""

    other: Mapping[str, str]
    unsaid: Sequence[str]


def units_of(document: Document[T]) -> Units:
    """The units that a document says where they are others than those of the official form, or none."""
    other: dict[str, str] = {}
    unsaid: list[str] = []
    lines: _Lines = cache(lambda no: list(_lines(document, no)))
    scaled = _MANY.search("\n".join(_texts(document)))
    section_of = {section.table: section.no for section in document.form.sections if section.table}
    for id, place in document.located.places.items():
        cell = document.form.cells[id]
        unit_lines = partial(lines, section_of[cell.table])
        if cell.measure is Measure.AMOUNT and cell.column.unit:
            unit = _of_amount(document, cell, place, unit_lines)
            if not unit:
                unsaid.append(id)
            elif unit != cell.column.unit:
                other[id] = unit
        elif scaled and (unit := _scale(document, cell, place, unit_lines)):
            other[id] = unit
    return Units(other, unsaid)


def _texts(document: Document[T]) -> Iterator[str]:
    """The texts in which a unit may stand."""
    for grid in document.grids:
        yield from (cell.text for row in grid.rows for cell in row if cell)
    yield from (item.text for item in document.items if item)


def _lines(document: Document[T], no: str) -> Iterator[str]:
    """What a section says of units: in lines beside its table, in rows of the table, and in its heading."""
    headed = no in document.headings
    for item in document.beside(no) if headed else ():
        yield from (line for line in map(compact, item.text.split("\n")) if _LINE.match(line))
    places = document.located.places
    table = next(section.table for section in document.form.sections if section.no == no)
    for at in sorted({place.grid for id, place in places.items() if document.form.cells[id].table == table}):
        texts = dict.fromkeys(compact(cell.text) for row in document.grids[at].rows for cell in row if cell)
        yield from (text for text in texts if _LINE.fullmatch(text))
    if headed:
        yield compact(document.heading(no).text)


def _around(grid: Grid[T], place: Place[T]) -> Iterator[str]:
    """The texts above and beside a figure."""
    own = place.cell
    yield from (compact(over.text) for row in range(own.row) if (over := grid.at(row, own.column)))
    yield from (compact(other.text) for other in grid.across(own.row) if other is not own)


def _own(place: Place[T]) -> str:
    """What the cell of a figure says beside the number."""
    return _DIGITS.sub(" ", compact(place.cell.text))


def _of_amount(document: Document[T], cell: Cell, place: Place[T], lines: Callable[[], Sequence[str]]) -> str:
    """The unit of an amount: of its head and row, else its own if that is said near, else in its cell, a cell beside it or a line; or empty."""
    named = _MONEY.findall(compact(document.located.names.get(cell.id, "")))
    if named:
        return next((unit for unit in named if unit != cell.column.unit), cell.column.unit)
    around = list(_around(document.grids[place.grid], place))
    if any(cell.column.unit in text for text in around):
        return cell.column.unit
    in_column = [text for text in around if _MONEY.fullmatch(text)]
    for text in (_own(place), *in_column, *lines()):
        if units := _MONEY.findall(text):
            return cell.column.unit if cell.column.unit in units else units[-1]
    return ""


def _scale(document: Document[T], cell: Cell, place: Place[T], lines: Callable[[], Sequence[str]]) -> str:
    """The unit of a count that is not one: 万件; else empty."""
    around = _around(document.grids[place.grid], place)
    texts = (document.located.names.get(cell.id, ""), *around, _own(place), *lines())
    return next((found[0] for text in texts if (found := _MANY.search(text))), "")
