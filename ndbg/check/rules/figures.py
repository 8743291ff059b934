"""Helpers of the rules: the values and origins of cells, and what is missing of them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.defect import Lacking
from ndbg.form import Cell
from ndbg.report import Origin, Report

Number = int | Decimal


def lacking(report: Report, cells: Iterable[Cell]) -> Iterator[Lacking]:
    """What is missing of some figures, if anything."""
    if missing := tuple(c.id for c in cells if c.id not in report.figures):
        yield Lacking(missing)


def values(report: Report, cells: Iterable[Cell]) -> list[Number]:
    """The values of figures that the report has."""
    return [report.figures[c.id].value for c in cells]


class Addend(NamedTuple):
    """A figure, or the one figure that a table has for several: its value, the ids, and where it stands."""

    value: Number
    cells: tuple[str, ...]
    origin: Origin


def addends(report: Report, cells: Iterable[Cell]) -> list[Addend] | Lacking:
    """Figures to be added up; those of which only the sum was printed count by that. What is missing, if anything is."""
    left = dict.fromkeys(cell.id for cell in cells)
    found = []
    for ids, figure in report.sums.items():
        if left.keys() >= set(ids) and not report.figures.keys() >= set(ids):
            found.append(Addend(figure.value, ids, figure.origin))
            left = {id: None for id in left if id not in ids}
    if missing := tuple(id for id in left if id not in report.figures):
        return Lacking(missing)
    return [Addend(report.figures[id].value, (id,), report.figures[id].origin) for id in left] + found


def origins(report: Report, cells: Iterable[Cell]) -> tuple[Origin, ...]:
    """Where figures stand, each place once."""
    return tuple(dict.fromkeys(report.figures[c.id].origin for c in cells))
