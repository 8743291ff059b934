"""Explain a difference in a sum by figures of one body that were added in the wrong places."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations
from types import MappingProxyType
from typing import NamedTuple

from ndbg.check.levels.model import Member, Number
from ndbg.form import Table
from ndbg.form.naming import quoted

# For each column the column from which its figure was taken; None for none.
_Sources = Mapping[int, int | None]
_PAIR = 2
_LEAST_BY_ITSELF = 20
_Matrix = Sequence[Sequence[Number]]


class _Shift(NamedTuple):
    """A displacement of figures: the source of each column, or the number of rows.

    `added`: the figures of a column were added to those of another.
    """

    told: str
    sources: _Sources = MappingProxyType({})
    step: int = 0
    added: tuple[int, int] | None = None
    anew: bool = False  # the totals were computed anew from the shifted columns


def shifted(member: Member, table: Table, differences: Mapping[str, Number]) -> str:
    """How a member's figures were displaced, where that makes exactly these differences; else empty.

    Only in a table of one block with totals across, where columns can be mistaken for each other.
    """
    block = table.blocks[0]
    summed = [at for at, column in enumerate(block.columns) if column.sum]
    if len(table.blocks) > 1 or summed != [len(block.columns) - 1] or not block.rows[0].id:
        return ""
    ids = [[block.cell(row, column).id for column in block.columns] for row in block.rows]
    if any(id not in member.figures or id not in differences for row in ids for id in row):
        return ""
    own = [[member.figures[id] for id in row] for row in ids]
    wrong = [[differences[id] for id in row] for row in ids]
    # Rows with differences first, since they rule out a shift soonest.
    order = sorted(range(len(ids)), key=lambda at: not any(wrong[at]))
    labels = [quoted(column.label.text) for column in block.columns]
    for shift in _shifts(labels[:-1]):
        if all(wrong[at] == _changed(own, at, shift) for at in order):
            return shift.told
    return ""


def _shifts(labels: Sequence[str]) -> Iterator[_Shift]:
    count = len(labels)
    for told, step in (("各列右移了一列", -1), ("各列左移了一列", 1)):
        lost = {at: at + step if 0 <= at + step < count else None for at in range(count)}
        yield _Shift(told, lost)
        yield _Shift(told, lost, anew=True)
        yield _Shift(told, {at: (at + step) % count for at in range(count)})
    for left, right in combinations(range(count), 2):
        yield _Shift(f"{labels[left]}和{labels[right]}两列对调", {left: right, right: left})
    for left, right in permutations(range(count), 2):
        yield _Shift(f"{labels[left]}列的数加到了{labels[right]}列", added=(left, right))
    yield _Shift("各行下移了一行", step=-1)
    yield _Shift("各行上移了一行", step=1)


def _changed(own: _Matrix, at: int, shift: _Shift) -> list[Number]:
    """The changes of a row by a shift, its total last."""
    row = own[at]
    if shift.step:
        other = own[at + shift.step] if 0 <= at + shift.step < len(own) else [0] * len(row)
        return [now - before for now, before in zip(other, row, strict=True)]
    change: list[Number] = [0] * len(row)
    if shift.added:
        left, right = shift.added
        change[left], change[right] = -row[left], row[left]
        return change
    for place, source in shift.sources.items():
        change[place] = (0 if source is None else row[source]) - row[place]
    if shift.anew:
        change[-1] = sum(change[:-1])
    return change


def exchanged(member: Member, table: Table, differences: Mapping[str, Number]) -> str:
    """How two rows of a member were exchanged, where that makes exactly these differences; else empty.

    In rows of one figure, small differences may be a coincidence.
    """
    rows = [entry for entry in table.entries if any(differences.get(cell.id) for cell in entry.cells)]
    if len(rows) != _PAIR or len({len(row.cells) for row in rows}) > 1:
        return ""
    upper, lower = ([cell.id for cell in row.cells] for row in rows)
    if any(id not in member.figures or id not in differences for id in (*upper, *lower)):
        return ""
    if len(upper) == 1 and -_LEAST_BY_ITSELF < differences[upper[0]] < _LEAST_BY_ITSELF:
        return ""
    for one, other in zip(upper, lower, strict=True):
        change = member.figures[other] - member.figures[one]
        if differences[one] != change or differences[other] != -change:
            return ""
    labels = [quoted(row.title) for row in rows]
    return f"{labels[0]}和{labels[1]}两行对调"
