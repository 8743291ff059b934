"""What the rules share: the values of cells and where they stand, or what of them is missing."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ndbg.check.finding import Lacking
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


def origins(report: Report, cells: Iterable[Cell]) -> tuple[Origin, ...]:
    """Where figures stand, each place once."""
    return tuple(dict.fromkeys(report.figures[c.id].origin for c in cells))
