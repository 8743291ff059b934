"""Explain why a government's figures are not the sums of those below.

A body, or several, were added wrongly; or the sums are right, and stand in the wrong rows or columns. What several
slips would explain is not explained: a wrong name is worse than none. Bodies with equal figures, any of which
would explain it, are named together. Where one body explains all but a few figures, these are told
apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from ndbg.check.levels.model import EARLIER, LAST_YEAR, Levels, Member, Number, named
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
    """A body added wrongly: in words with {} for its name, how often too much its figures were added, or others instead."""

    told: str
    member: Member
    times: int = 0
    instead: Figures | None = None

    def error(self, id: str) -> Number | None:
        """The error that it makes in a sum; None where unknown."""
        now = self.member.figures.get(id)
        if now is None or self.instead is None:
            return None if now is None else self.times * now
        taken = self.instead.get(id)
        return None if taken is None else taken - now


def _slips(member: Member) -> Iterator[_Slip]:
    """The ways in which a member may have been added wrongly."""
    yield _Slip("漏加了{}", member, -1)
    yield _Slip("重复加了{}", member, 1)
    last = ((LAST_YEAR, member.last),) if member.last else ()
    for told, figures in (*last, *member.instead):
        yield _Slip(told, member, instead=figures)


_LEAST_ADDED = 3  # least number of differing figures, so that none of many other bodies fits by coincidence
_MOST_SLIPS = 3  # of which any fits, that are named
_LEAST_BITS = 6  # of the differences in some rows only, so that no body fits these by coincidence
_LEAST_BITS_BUT_FEW, _MOST_APART, _FEWER = 20, 6, 2  # and where a body explains all but some, that are fewer


def _cells(table: Table) -> Iterator[Cell]:
    for block in table.blocks:
        yield from block.cells


class Explained(NamedTuple):
    """What explains the differences in a table: in words, and the bodies named there; none where the sums were misplaced.

    `sure`: it explains at least three differing figures of the table and all others, or many more, so that it holds also
    where the figures of some bodies are not settled.
    """

    words: str
    bodies: tuple[str, ...] = ()
    sure: bool = False


class Difference(NamedTuple):
    """Differences in a table, and what explains them: report − `sums`, by figure, 0 where there is none.

    `besides` are the bodies that explain the other differences in the table; `sums` are then those with their error.
    """

    table: Table
    figures: Figures
    why: Explained | None
    sums: Figures
    besides: tuple[str, ...] = ()


def explanations(subject: Subject, sums: Figures, levels: Levels) -> Iterator[Difference]:
    """The differences by table, each with what explains it; a slip that explains all comes first."""
    tables = list(differences_from(subject, sums))
    form = subject.report.form
    all_known = not doubted(subject, sums, levels)
    every = {id: difference for _, differences in tables for id, difference in differences.items()}
    several = len(tables) > 1
    members = levels.members
    whole = None
    if several:
        whole = _slipped(every, levels) or _pair(every, members)
        whole = whole if all_known and _is_evidence(every, levels, form) else None
    nearly = _all_but_few(every, levels, form) if several and not whole else None
    for table, differences in tables:
        why = whole or _misplaced(differences, sums, table)
        if not (why or nearly) and _is_evidence(differences, levels, form, alone=all_known and not several):
            why = _explain(differences, levels, table)
        slip = nearly or (None if why else _all_but_few(differences, levels, form))
        if slip:
            yield from _apart(table, differences, sums, slip)
        else:
            yield Difference(table, differences, why, sums)


def _apart(table: Table, differences: Figures, sums: Figures, slip: _Slip) -> Iterator[Difference]:
    """The differences in a table that a slip explains, and the rest."""
    errors = {id: slip.error(id) or 0 for id in differences}
    rest = {id: difference - errors[id] for id, difference in differences.items()}
    explained = {id: 0 if rest[id] else difference for id, difference in differences.items()}
    if any(explained.values()):
        why = _of_one([slip], sure=True)
        yield Difference(table, explained, why, sums)
    if any(rest.values()):
        with_error = {id: sums[id] + errors[id] for id in differences}
        yield Difference(table, rest, None, with_error, (slip.member.name,))


def doubted(subject: Subject, sums: Figures, levels: Levels) -> dict[str, Number]:
    """The differences from sums with doubtful figures, which `sums` lacks."""
    figures = subject.report.figures
    whole = sums_of(subject.report.form, [member._replace(figures=member.every) for member in levels.members])
    known = (id for id in whole if id not in sums and id in figures)
    return {id: more for id in known if (more := figures[id].value - whole[id])}


def _is_evidence(differences: Figures, levels: Levels, form: Form, *, alone: bool = True) -> bool:
    """Whether a body that makes these differences does so by no coincidence; `alone`: they are all that there are."""
    wrong = {id: difference for id, difference in differences.items() if difference}
    if len(wrong) >= _LEAST_ADDED:
        return True
    single = [id for id in wrong if not (form.cells[id].row.sum or form.cells[id].column.sum)]
    bits = sum(int(wrong[id]).bit_length() for id in single or wrong)
    return alone and bits > len(levels.members).bit_length()


def _explain(differences: Figures, levels: Levels, table: Table) -> Explained | None:
    """What explains the differences in a table by bodies: all of them, or all of some rows.

    `differences` has all known figures of the table, 0 where they are right.
    """
    return (
        _slipped(differences, levels)
        or _shifted(differences, levels.members, table)
        or _pair(differences, levels.members)
        or _in_some_rows(differences, levels.members, table)
    )


def _slipped(differences: Figures, levels: Levels) -> Explained | None:
    """A slip with one body that makes exactly these differences."""
    # Figures that differ come first, since they rule out a body soonest.
    differences = dict(sorted(differences.items(), key=lambda item: not item[1]))
    sure = _differing(differences) >= _LEAST_ADDED
    fits = _fits(levels.members, differences)
    added = [slip for slip in _added(levels) if _makes(slip, differences)] if sure else []
    return _of_one([*fits, *added], sure=sure) if fits or len(added) == 1 else None


def _added(levels: Levels) -> Iterator[_Slip]:
    """The ways in which bodies may have been added that are no part of the sum, or left out by the one that counts them."""
    for other in levels.others:
        yield _Slip(f"多加了{other.why_not}{{}}", other, 1)
        if other.inside:
            yield _Slip(f"“{other.inside}”的数里漏加了它下面的{{}}", other, -1)


def _all_but_few(differences: Figures, levels: Levels, form: Form) -> _Slip | None:
    """The one slip that makes all of these differences but for a few figures."""
    slips = (*(slip for member in levels.members for slip in _slips(member)), *_added(levels))
    found = [slip for slip in slips if _nearly_makes(slip, differences, form)]
    return found[0] if len(found) == 1 else None


def _nearly_makes(slip: _Slip, differences: Figures, form: Form) -> bool:
    """Whether a slip makes differences but for a few, and so many of them that this is no coincidence."""
    made = apart = bits = 0
    for id, wrong in differences.items():
        error = slip.error(id)
        apart += error != wrong
        if error is None or apart > _MOST_APART:
            return False
        if error == wrong and wrong:
            made += 1
            cell = form.cells[id]
            bits += 0 if cell.row.sum or cell.column.sum else int(wrong).bit_length()
    return made > _FEWER * apart and bits >= _LEAST_BITS_BUT_FEW


def _differing(differences: Figures) -> int:
    return sum(map(bool, differences.values()))


def _fits(members: Iterable[Member], differences: Figures) -> list[_Slip]:
    """For each body with which a slip makes exactly these differences the first such slip."""
    slips = (next((s for s in _slips(member) if _makes(s, differences)), None) for member in members)
    return [slip for slip in slips if slip]


def _of_one(fits: Sequence[_Slip], where: str = "", *, sure: bool = False) -> Explained | None:
    """The explanation by one body, or by one of several that fit equally; none where few figures fit by several slips."""
    by_slip: dict[str, list[Member]] = {}
    for slip in fits:
        by_slip.setdefault(slip.told, []).append(slip.member)
    if len(by_slip) > (_MOST_SLIPS if sure else 1):
        return None
    words = "，或者".join(_called(told, members) for told, members in by_slip.items())
    return Explained(f"差数都对得上一个单位：{words}{where}", tuple(slip.member.name for slip in fits), sure)


def _called(told: str, members: Sequence[Member]) -> str:
    """A slip in words, with the body, or those of which any fits."""
    names = named(tuple(member.name for member in members))
    who = names if len(members) == 1 else f"{names}中的一个（它们的数相同）"
    own = "本机关" if len(members) == 1 and members[0].own else ""
    return told.replace("{}", f"{own}{who}")


def _makes(slip: _Slip, differences: Figures) -> bool:
    """Whether a slip makes exactly these differences, not all of them 0."""
    return all(slip.error(id) == wrong for id, wrong in differences.items())


def _pair(differences: Figures, members: Sequence[Member]) -> Explained | None:
    """Two bodies, each added wrongly, that together make exactly these differences, and no other two do.

    Where one makes few differences, it can only be an earlier draft.
    """
    count = _differing(differences)
    ids = sorted(differences, key=lambda cell: not differences[cell])
    wanted = tuple(differences[id] for id in ids)
    made: dict[tuple[int | Decimal | None, ...], list[_Slip]] = {}
    for slip in (slip for member in members for slip in _slips(member)):
        errors = tuple(slip.error(id) for id in ids)
        if (sum(map(bool, errors)) >= _LEAST_ADDED or slip.told == EARLIER) and None not in errors:
            made.setdefault(errors, []).append(slip)
    found: dict[frozenset[str], list[_Slip]] = {}
    for errors, slips in made.items():
        rest = tuple(whole - (part or 0) for whole, part in zip(wanted, errors, strict=True))
        for slip, other in product(slips, made.get(rest, ())):
            if other.member is slip.member:
                continue
            found[frozenset((slip.member.name, other.member.name))] = [slip, other]
    if len(found) != 1:
        return None
    (slips,) = found.values()
    slips.sort(key=lambda slip: members.index(slip.member))
    words = "，".join(_called(slip.told, [slip.member]) for slip in slips)
    return Explained(
        f"差数都对得上两个单位：{words}", tuple(s.member.name for s in slips), count >= _LEAST_ADDED
    )


def _misplaced(differences: Figures, sums: Figures, table: Table) -> Explained | None:
    """The sums in wrong rows or columns."""
    whole = Member("", sums)
    told = shifted(whole, table, differences) or exchanged(whole, table, differences)
    if not told:
        return None
    return Explained(f"下级之和加得对，位置填错了：{told}", sure=_differing(differences) >= _LEAST_ADDED)


def _shifted(differences: Figures, members: Sequence[Member], table: Table) -> Explained | None:
    """A body whose figures were added in another column or row, and no other body's make the same differences."""
    for told, how in (("{}串列、串行", shifted), ("{}串行", exchanged)):
        found = [(member, words) for member in members if (words := how(member, table, differences))]
        if len(found) == 1:
            ((member, words),) = found
            sure = _differing(differences) >= _LEAST_ADDED
            return _of_one([_Slip(told, member)], f"（{words}）", sure=sure)
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
