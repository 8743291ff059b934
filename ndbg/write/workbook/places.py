"""The cell of each figure in the workbook, and ranges of cells for formulas."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ndbg.form import Cell, Form, Section
from ndbg.form.layout import layout

# The heading of the section and a blank row stand above a table.
ROWS_ABOVE = 2
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Place(NamedTuple):
    """A cell of the workbook: its sheet, its row and column, counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def name(self) -> str:
        """The absolute reference within its sheet: `$D$5`."""
        return f"${_LETTERS[self.column]}${self.row + 1}"


def sheet_name(section: Section) -> str:
    """The name of a section's sheet, short enough that all tabs are visible."""
    return f"第{section.no}部分"


@cache
def places(form: Form) -> Mapping[str, Place]:
    """The place of each figure of a form, by its id."""
    return {
        box.cell.id: Place(sheet_name(table.section), box.row + ROWS_ABOVE, box.column)
        for table in form.tables
        for box in layout(table).boxes
        if box.cell
    }


def references(cells: Iterable[Cell], form: Form, *, sheet: bool = False) -> str:
    """Cells as arguments of a formula, neighbours as ranges (`$D$5:$I$5`); `sheet`: with the name of their sheet."""
    found = [places(form)[cell.id] for cell in cells]
    return ",".join(_with_sheet(first, last, named=sheet) for first, last in _runs(found))


def _with_sheet(first: Place, last: Place, *, named: bool) -> str:
    prefix = f"'{first.sheet}'!" if named else ""
    return prefix + (first.name if first == last else f"{first.name}:{last.name}")


def _runs(found: Iterable[Place]) -> Iterator[tuple[Place, Place]]:
    """Neighbours in a row or in a column, each run by its first and last."""
    run: list[Place] = []
    for place in found:
        if run and not _goes_on(run, place):
            yield run[0], run[-1]
            run = []
        run.append(place)
    if run:
        yield run[0], run[-1]


def _goes_on(run: list[Place], place: Place) -> bool:
    step = (place.row - run[-1].row, place.column - run[-1].column)
    ways = [(0, 1), (1, 0)]
    if len(run) > 1:
        ways = [(run[1].row - run[0].row, run[1].column - run[0].column)]
    return place.sheet == run[-1].sheet and step in ways
