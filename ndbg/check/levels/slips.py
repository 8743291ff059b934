"""Explain why a government's figures are not the sums of those below: one body was added wrongly."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.levels.model import Levels, Member, Number
from ndbg.check.levels.shifts import exchanged, shifted
from ndbg.check.subject import Subject
from ndbg.form import Cell, Form, Table

Figures = Mapping[str, Number]


def sums_of(form: Form, members: Sequence[Member]) -> dict[str, Number]:
    """The sums over all members, of the figures that every member has."""
    return {
        id: sum((member.figures[id] for member in members), start=Decimal(0) if cell.decimal else 0)
        for id, cell in form.cells.items()
        if all(id in member.figures for member in members)
    }


class _Slip(NamedTuple):
    """A way to add a body wrongly: its words, and the error that it makes in a sum, None where unknown."""

    told: str
    too_much: Callable[[Member, str], Number | None]


def _last_years(at: int) -> Callable[[Member, str], Number | None]:
    """The errors made by adding last year's figures: of all predecessors of a body, or of one."""

    def too_much(member: Member, id: str) -> Number | None:
        years = (member.last or {}, *member.last_apart)
        last = years[at].get(id) if at < len(years) else None
        return None if last is None else last - member.figures[id]

    return too_much


_MOST_APART = 4  # predecessors of a body up to which each is tried alone
_SLIPS = (
    _Slip("漏加了", lambda member, cell: -member.figures[cell]),
    _Slip("重复加了", lambda member, cell: member.figures[cell]),
    *(_Slip("用了上年的数的是", _last_years(at)) for at in range(_MOST_APART + 1)),
)
_ADDED = _Slip("多加了", lambda member, cell: member.figures[cell])
_LEAST_ADDED = 3  # least number of differing figures, so that none of many other bodies fits by coincidence


def _cells(table: Table) -> Iterator[Cell]:
    for block in table.blocks:
        yield from block.cells


class Explained(NamedTuple):
    """A slip that explains the differences in a table, and the bodies that each would explain them."""

    told: str
    bodies: tuple[Member, ...]
    columns: str = ""


def explanations(
    subject: Subject, sums: Figures, levels: Levels
) -> list[tuple[Table, Figures, Explained | None]]:
    """The tables with differences, each with what explains them; a slip that explains all comes first."""
    tables = list(differences_from(subject, sums))
    every = {id: difference for _, differences in tables for id, difference in differences.items()}
    whole = _slipped(every, levels) if len(tables) > 1 else None
    return [
        (table, differences, whole or _explain(differences, levels, table)) for table, differences in tables
    ]


def _slipped(differences: Figures, levels: Levels) -> Explained | None:
    """A slip with one body that makes exactly these differences."""
    # Figures that differ come first, since they rule out a body soonest.
    differences = dict(sorted(differences.items(), key=lambda item: not item[1]))
    for slip in _SLIPS:
        found = tuple(member for member in levels.members if _makes(slip, member, differences))
        if found:
            return Explained(slip.told, found)
    if sum(map(bool, differences.values())) >= _LEAST_ADDED:
        added = tuple(other for other in levels.others if _makes(_ADDED, other, differences))
        if len(added) == 1:
            return Explained(f"{_ADDED.told}{added[0].why_not}", added)
    return None


def _explain(differences: Figures, levels: Levels, table: Table) -> Explained | None:
    """What one body explains of the differences in a table: all of them, or all of some rows.

    `differences` has all known figures of the table, 0 where they are right.
    """
    members = levels.members
    if why := _slipped(differences, levels) or _shifted(differences, members, table):
        return why
    # In some rows only, a body may fit by coincidence: it must be the only one.
    rows = {cell.row for cell in _cells(table) if differences.get(cell.id)}
    part = {
        cell.id: differences[cell.id] for cell in _cells(table) if cell.row in rows and cell.id in differences
    }
    for slip in _SLIPS:
        found = tuple(member for member in members if _makes(slip, member, part))
        if len(found) == 1:
            return Explained(slip.told, found, "（只是这几行）" if len(rows) > 1 else "（只是这一行）")
    return None


def _makes(slip: _Slip, member: Member, differences: Figures) -> bool:
    """Whether a slip with a member makes exactly these differences, not all of them 0."""
    return all(
        id in member.figures and slip.too_much(member, id) == wrong for id, wrong in differences.items()
    )


def _shifted(differences: Figures, members: Sequence[Member], table: Table) -> Explained | None:
    """A body whose figures were added in another column or row."""
    for member in members:
        if told := shifted(member, table, differences):
            return Explained("串列、串行的是", (member,), f"（{told}）")
    swapped = [(member, told) for member in members if (told := exchanged(member, table, differences))]
    if len(swapped) == 1:
        return Explained("串行的是", (swapped[0][0],), f"（{swapped[0][1]}）")
    return None


def differences_from(subject: Subject, sums: Figures) -> Iterator[tuple[Table, Figures]]:
    """The differences of the report from the sums, by table and figure: report − sum."""
    for table in subject.report.form.tables:
        differences = {
            cell.id: subject.report.figures[cell.id].value - sums[cell.id]
            for cell in _cells(table)
            if cell.id in subject.report.figures and cell.id in sums
        }
        if any(differences.values()):
            yield table, differences
