"""Values, sums and origins of figures for the rules, and which of them are missing."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.defect import MissingInput
from ndbg.form import Cell
from ndbg.report import Origin, Report

Number = int | Decimal


def lacking(report: Report, cells: Iterable[Cell]) -> Iterator[MissingInput]:
    """Those of some figures that the report lacks, if any."""
    if missing := tuple(c.id for c in cells if c.id not in report.figures):
        yield MissingInput(missing)


def values(report: Report, cells: Iterable[Cell]) -> list[Number]:
    """The values of some figures, all of which the report must have."""
    return [report.figures[c.id].value for c in cells]


class Addend(NamedTuple):
    """A figure, or the figure of several rows printed as one: the value, the ids of the cells, the origin."""

    value: Number
    cells: tuple[str, ...]
    origin: Origin


def addends(report: Report, cells: Iterable[Cell]) -> list[Addend] | MissingInput:
    """The figures to be added up for some cells, with sums in place of parts that were not printed; or what is missing."""
    left = dict.fromkeys(cell.id for cell in cells)
    found = []
    for ids, figure in report.sums.items():
        if left.keys() >= set(ids) and not report.figures.keys() >= set(ids):
            found.append(Addend(figure.value, ids, figure.origin))
            left = {id: None for id in left if id not in ids}
    if missing := tuple(id for id in left if id not in report.figures):
        return MissingInput(missing)
    return [Addend(report.figures[id].value, (id,), report.figures[id].origin) for id in left] + found


def origins(report: Report, cells: Iterable[Cell]) -> tuple[Origin, ...]:
    """The origins of some figures, all of which the report must have, each once."""
    return tuple(dict.fromkeys(report.figures[c.id].origin for c in cells))
