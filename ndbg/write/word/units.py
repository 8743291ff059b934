"""The units in which a form counts: at a figure, in its table, in a line above or below that."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ndbg.document.document import Document, TableNode
from ndbg.document.grid import Place
from ndbg.form import Cell, Measure
from ndbg.ooxml.text import Element
from ndbg.text.labels import compact
from ndbg.text.patterns import Pattern

COUNTED = "件"
_MONEY = Pattern("[十百千万亿]{0,3}元", given="元")
_MANY = Pattern("[十百千万亿]{1,3}件", given="件")
# 单位：件、元, 注：收费金额以元为单位填写。
_LINE = Pattern(
    r"[^。]{0,40}单位[:：为是][^。]{0,30}|[^。]{0,40}[以按用][^。]{0,6}(?:元|件)[^。，]{0,3}(?:单位|计)[^。]{0,20}",
    given="单位|元|件",
)

_Tables = Sequence[TableNode[Element]]


class Units(NamedTuple):
    """The figures whose unit is not that of the official form, each with it, and the amounts for which none is said."""

    other: Mapping[str, str]
    unsaid: Sequence[str]


def units_of(content: Document[Element], tables: _Tables) -> Units:
    """The units that a form says where they are others than those of the official form, or none."""
    other = dict(content.located.other_units)
    unsaid = []
    lines = {
        section.no: list(_lines(content, tables, section.no))
        for section in content.form.sections
        if section.table
    }
    of_table = {section.table: lines[section.no] for section in content.form.sections if section.table}
    scaled = any(_MANY.search(text) for text in _texts(content, tables))
    for id, place in content.located.places.items():
        cell = content.form.cells[id]
        said = of_table[cell.table]
        if cell.measure is Measure.AMOUNT and cell.column.unit:
            if id in other:
                continue
            unit = _of_amount(cell, place, tables, said)
            if not unit:
                unsaid.append(id)
            elif unit != cell.column.unit:
                other[id] = unit
        elif scaled and (unit := _scale(place, tables, said)):
            other[id] = unit
    return Units(other, unsaid)


def _texts(content: Document[Element], tables: _Tables) -> Iterator[str]:
    """The texts in which a unit may stand."""
    for table in tables:
        yield from (cell.text for row in table.grid.rows for cell in row if cell)
    yield from (item.text for item in content.items if item)


def _lines(content: Document[Element], tables: _Tables, no: str) -> Iterator[str]:
    """What a section says of units: in lines beside its table, in rows of the table, and in its heading."""
    for item in content.beside(no):
        yield from (line for line in map(compact, item.text.split("\n")) if _LINE.match(line))
    places = content.located.places
    table = next(section.table for section in content.form.sections if section.no == no)
    grids = {place.grid for id, place in places.items() if content.form.cells[id].table == table}
    for grid in sorted(grids):
        texts = dict.fromkeys(compact(cell.text) for row in tables[grid].grid.rows for cell in row if cell)
        yield from (text for text in texts if _LINE.fullmatch(text))
    yield compact(content.heading(no).text)


def _around(place: Place[Element], tables: _Tables) -> Iterator[str]:
    """The texts above and beside a figure."""
    grid, own = tables[place.grid].grid, place.cell
    yield from (compact(over.text) for row in range(own.row) if (over := grid.at(row, own.column)))
    yield from (compact(other.text) for other in grid.across(own.row) if other is not own)


def _of_amount(cell: Cell, place: Place[Element], tables: _Tables, lines: Sequence[str]) -> str:
    """The unit of an amount: its own where that is said at all near it, else that in its cell or in a line; or empty."""
    around = [*_around(place, tables)]
    if any(cell.column.unit in text for text in around):
        return cell.column.unit
    for text in (compact(place.cell.text), *lines):
        if units := _MONEY.findall(text):
            return cell.column.unit if cell.column.unit in units else units[-1]
    return ""


def _scale(place: Place[Element], tables: _Tables, lines: Sequence[str]) -> str:
    """The unit of a count that is not one: 万件; else empty."""
    texts = (*_around(place, tables), compact(place.cell.text), *lines)
    return next((found[0] for text in texts if (found := _MANY.search(text))), "")
