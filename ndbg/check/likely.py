"""The cell on which several findings agree.

A wrong figure breaks the sum of its row, the sum of its column and the count in the prose by the same amount:
three findings, one thing to mend.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.finding import Finding, Likely
from ndbg.form import Measure
from ndbg.report import Report

Number = int | Decimal
_SUMS = ("T301", "T302", "T303", "T401")
_STATED = ("X601", "Y501")  # rules on a figure, or a sum, that is stated elsewhere too
_LEAST = 2  # findings that must agree


class _Wanted(NamedTuple):
    """A finding, and for each of its cells the change that would resolve it."""

    finding: Finding
    changes: dict[str, Number]


def likely(report: Report, findings: Iterable[Finding]) -> tuple[Likely, ...]:
    """The cells of which each, with another value, would resolve two or more findings at once.

    A cell is named only where that value satisfies all sums it is in, and no other cell would resolve as many of
    the same findings.
    """
    wanted = [w for finding in findings if (w := _wanted(report, finding))]
    relations = [r for table in report.form.tables for r in table.relations]
    found = {}
    for id in dict.fromkeys(id for w in wanted for id in w.changes):
        for change in dict.fromkeys(w.changes[id] for w in wanted if id in w.changes):
            settled = [w for w in wanted if w.changes.get(id) == change]
            sums = sum(w.finding.code in _SUMS for w in settled)
            in_all = sums == sum(any(cell.id == id for cell in relation.cells) for relation in relations)
            if len(settled) >= _LEAST and in_all and _may_be(report, id, change):
                found[id, change] = settled
    return tuple(
        _told(report, id, change, settled)
        for (id, change), settled in found.items()
        if not any(
            other != id and len(others) >= len(settled) and _share(settled, others)
            for (other, _), others in found.items()
        )
    )


def _wanted(report: Report, finding: Finding) -> _Wanted | None:
    defect = finding.defect
    if finding.code in _SUMS:
        cells = {*defect.cells}
        relations = (r for table in report.form.tables for r in table.relations)
        relation = next((r for r in relations if {cell.id for cell in r.cells} == cells), None)
        if relation is None or not cells <= report.figures.keys():
            return None
        left, right = (
            sum(report.figures[cell.id].value for cell in side) for side in (relation.left, relation.right)
        )
        less = {cell.id: left - right for cell in relation.right}
        return _Wanted(finding, {cell.id: right - left for cell in relation.left} | less)
    if finding.code in _STATED and not isinstance(defect.actual, str | None) and defect.expected is not None:
        # The rule compares the table with the prose, or this year's table with last year's.
        in_table, stated = defect.expected, defect.actual
        if finding.code == "Y501":
            if len(defect.cells) > 1:
                return None  # the total together with its columns: no one figure is wrong
            in_table, stated = stated, in_table
        if {*defect.cells} <= report.figures.keys():
            return _Wanted(finding, dict.fromkeys(defect.cells, Decimal(stated) - Decimal(in_table)))
    return None


def _may_be(report: Report, id: str, change: Number) -> bool:
    """Whether a figure plus a change is within its domain."""
    value = report.figures[id].value + change
    measure = report.form.cells[id].measure
    return (value >= 0 or measure is Measure.CHANGE) and (measure is Measure.AMOUNT or value == int(value))


def _share(some: Sequence[_Wanted], others: Sequence[_Wanted]) -> bool:
    return any(one.finding is other.finding for one in some for other in others)


def _told(report: Report, id: str, change: Number, settled: Sequence[_Wanted]) -> Likely:
    figure = report.figures[id]
    value = figure.value + change
    return Likely(
        report.form.cells[id],
        figure.origin,
        figure.value,
        value if report.form.cells[id].decimal else int(value),
        tuple(w.finding for w in settled),
    )
