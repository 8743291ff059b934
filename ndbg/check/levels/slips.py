"""Explain why a government's figures are not the sums of those below.

A body, or two, were added wrongly; or the sums are right, and stand in the wrong rows or columns. What several
slips would explain is not explained: a wrong name is worse than none. Bodies with equal figures, any of which
would explain it by the same slip, are named together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.levels.model import Levels, Member, Number, named
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
_LEFT_OUT = _Slip("漏加了", lambda member, cell: -member.figures[cell])
_TWICE = _Slip("重复加了", lambda member, cell: member.figures[cell])
_SLIPS = (
    _LEFT_OUT,
    _TWICE,
    *(_Slip("用了上年的数的是", _last_years(at)) for at in range(_MOST_APART + 1)),
)
_ADDED = _Slip("多加了", lambda member, cell: member.figures[cell])
_LEAST_ADDED = 3  # least number of differing figures, so that none of many other bodies fits by coincidence
_LEAST_OF_PAIR = 6  # and for two bodies, of which there are many more
_LEAST_BITS = 6  # of the differences in some rows only, so that no body fits these by coincidence


def _cells(table: Table) -> Iterator[Cell]:
    for block in table.blocks:
        yield from block.cells


class Explained(NamedTuple):
    """What explains the differences in a table: in words, and the bodies named there; none where the sums were misplaced.

    `sure`: it explains all of at least three differing figures of the table, so that it holds also where the figures of
    some bodies are not settled.
    """

    words: str
    bodies: tuple[str, ...] = ()
    sure: bool = False


def explanations(
    subject: Subject, sums: Figures, levels: Levels
) -> list[tuple[Table, Figures, Explained | None]]:
    """The tables with differences, each with what explains them; a slip that explains all comes first."""
    tables = list(differences_from(subject, sums))
    every = {id: difference for _, differences in tables for id, difference in differences.items()}
    whole = _slipped(every, levels) or _pair(every, levels.members) if len(tables) > 1 else None
    return [
        (table, differences, whole or _explain(differences, sums, levels, table))
        for table, differences in tables
    ]


def _explain(differences: Figures, sums: Figures, levels: Levels, table: Table) -> Explained | None:
    """What explains the differences in a table: all of them, or all of some rows.

    `differences` has all known figures of the table, 0 where they are right.
    """
    whole = (
        _slipped(differences, levels)
        or _misplaced(differences, sums, table)
        or _shifted(differences, levels.members, table)
        or _pair(differences, levels.members)
    )
    return whole or _in_some_rows(differences, levels.members, table)


def _slipped(differences: Figures, levels: Levels) -> Explained | None:
    """A slip with one body that makes exactly these differences."""
    # Figures that differ come first, since they rule out a body soonest.
    differences = dict(sorted(differences.items(), key=lambda item: not item[1]))
    sure = _differing(differences) >= _LEAST_ADDED
    if fits := _fits(levels.members, differences):
        return _of_one(fits, sure=sure)
    if sure:
        added = tuple(other for other in levels.others if _makes(_ADDED, other, differences))
        if len(added) == 1:
            (other,) = added
            return Explained(_one(f"{_ADDED.told}{other.why_not}", added), (other.name,), sure)
    return None


def _differing(differences: Figures) -> int:
    return sum(map(bool, differences.values()))


def _fits(members: Iterable[Member], differences: Figures) -> list[tuple[str, Member]]:
    """The bodies that make exactly these differences, each with the first slip by which it does."""
    found = []
    for member in members:
        slip = next((slip for slip in _SLIPS if _makes(slip, member, differences)), None)
        if slip:
            found.append((slip.told, member))
    return found


def _of_one(fits: Sequence[tuple[str, Member]], where: str = "", *, sure: bool = False) -> Explained | None:
    """The explanation by one body, or by one of several that fit by the same slip; none where they fit by several."""
    told, bodies = fits[0][0], tuple(member for _, member in fits)
    if any(other != told for other, _ in fits):
        return None
    return Explained(_one(told, bodies, where), tuple(member.name for member in bodies), sure)


def _one(told: str, bodies: Sequence[Member], where: str = "") -> str:
    own = "本机关" if len(bodies) == 1 and bodies[0].own else ""
    names = named(tuple(member.name for member in bodies))
    who = names if len(bodies) == 1 else f"{names}中的一个（它们的数相同）"
    return f"差数都对得上一个单位：{told}{own}{who}{where}"


def _makes(slip: _Slip, member: Member, differences: Figures) -> bool:
    """Whether a slip with a member makes exactly these differences, not all of them 0."""
    return all(
        id in member.figures and slip.too_much(member, id) == wrong for id, wrong in differences.items()
    )


def _pair(differences: Figures, members: Sequence[Member]) -> Explained | None:
    """Two bodies, each left out or added twice, that together make exactly these differences, and no other two do."""
    if _differing(differences) < _LEAST_OF_PAIR:
        return None
    ids = sorted(differences, key=lambda cell: not differences[cell])
    wanted = tuple(differences[id] for id in ids)
    made = {
        tuple(slip.too_much(member, id) for id in ids): (slip.told, member)
        for member in members
        if all(id in member.figures for id in ids)
        for slip in (_LEFT_OUT, _TWICE)
    }
    found: dict[frozenset[str], list[tuple[str, Member]]] = {}
    for errors, (told, member) in made.items():
        rest = tuple(whole - (part or 0) for whole, part in zip(wanted, errors, strict=True))
        other = made.get(rest)
        if other and other[1] is not member:
            found[frozenset((member.name, other[1].name))] = [(told, member), other]
    if len(found) != 1:
        return None
    ((first, second),) = found.values()
    slips = sorted((first, second), key=lambda one: members.index(one[1]))
    words = "，".join(f"{told}{'本机关' if member.own else ''}“{member.name}”" for told, member in slips)
    return Explained(f"差数都对得上两个单位：{words}", tuple(member.name for _, member in slips), sure=True)


def _misplaced(differences: Figures, sums: Figures, table: Table) -> Explained | None:
    """The sums in wrong rows or columns."""
    whole = Member("", sums)
    told = shifted(whole, table, differences) or exchanged(whole, table, differences)
    if not told:
        return None
    return Explained(f"下级之和加得对，位置填错了：{told}", sure=_differing(differences) >= _LEAST_ADDED)


def _shifted(differences: Figures, members: Sequence[Member], table: Table) -> Explained | None:
    """A body whose figures were added in another column or row, and no other body's make the same differences."""
    for told, how in (("串列、串行的是", shifted), ("串行的是", exchanged)):
        found = [(member, words) for member in members if (words := how(member, table, differences))]
        if len(found) == 1:
            ((member, words),) = found
            sure = _differing(differences) >= _LEAST_ADDED
            return Explained(_one(told, (member,), f"（{words}）"), (member.name,), sure)
        if found:
            return None
    return None


def _in_some_rows(differences: Figures, members: Sequence[Member], table: Table) -> Explained | None:
    """A slip with one body in some rows only; other bodies may have equal rows, and small numbers fit many."""
    rows = {cell.row for cell in _cells(table) if differences.get(cell.id)}
    part = {
        cell.id: differences[cell.id] for cell in _cells(table) if cell.row in rows and cell.id in differences
    }
    single = [cell.id for cell in _cells(table) if cell.id in part and not cell.column.sum]
    fits = _fits(members, part)
    if not fits or sum(int(part[id]).bit_length() for id in single) < _LEAST_BITS:
        return None
    return _of_one(fits, "（只是这几行）" if len(rows) > 1 else "（只是这一行）")


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
