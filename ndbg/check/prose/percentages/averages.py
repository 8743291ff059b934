"""Averages by the totals and numbers that the text gives: 9场、1350人次，平均每场150人次; 全年发布730条，日均2条."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.prose.lexicon import CASES, OTHER_UNITS, PERIODS
from ndbg.check.prose.percentages.portions import Amount, amounts
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, is_change


class Average(NamedTuple):
    """An average as stated, from `start` to `end` of the paragraph: what there is of each, with totals and numbers."""

    start: int
    end: int
    stated: Amount
    pairs: tuple[tuple[Amount, Decimal], ...]

    @property
    def is_borne_out(self) -> bool:
        """Whether one of the totals gives it."""
        places = max(-int(self.stated.value.as_tuple().exponent), 0)
        rounded = self.stated.step or Decimal(1).scaleb(-places)
        low, high = self.stated.value - rounded / 2, self.stated.value + rounded
        return any(
            total.bounds(total.step)[0] / number < high and total.bounds(total.step)[1] / number >= low
            for total, number in self.pairs
        )


def averages(run: Run, previous: Run | None) -> Iterator[Average]:
    """The averages of a sentence whose total and number it gives: 培训9场1350人次，平均每场150人次."""
    yield from _of_each(run)
    if "average" not in run.kinds:
        return
    told = [a for a in amounts(run) if a.unit]
    earlier = [a for a in amounts(previous) if a.unit] if previous else []
    for at, token in enumerate(run.tokens):
        stated = next((a for a in told if at < a.at < at + _NEAR), None) if token.kind == "average" else None
        before = [a for a in told if a.at < at and not is_change(run.tokens, a.at)]
        if stated is None or not before or any(t.kind == "stop" for t in run.tokens[at : stated.at]):
            continue
        if kinds(run.tokens[clause_end(run.tokens, before[-1].at) : at]) - {"stop", "plain"}:
            continue
        behind = run.text[token.end : run.tokens[stated.at].start]
        each = token.meaning or (behind.removeprefix(_EACH) if behind.startswith(_EACH) else "")
        if not each:
            continue
        times = next((numbers for period, numbers in PERIODS.items() if each.startswith(period)), ())
        pairs = _over_a_year(run, at, stated, before, times) if times else _of(each, stated, before, earlier)
        if pairs:
            yield Average(token.start, run.tokens[stated.at].end, stated, tuple(pairs))


def _of_each(run: Run) -> Iterator[Average]:
    """What brackets say of each of so many: 编印手册4期共800本（每期200本）."""
    for anchor, aside in run.asides:
        before = [a for a in amounts(run) if a.unit and a.at < anchor]
        stated = [a for a in amounts(aside) if a.unit]
        if len(stated) != 1 or not before or before[-1].at != anchor - 1:
            continue
        start, last = aside.tokens[0].start, aside.tokens[stated[0].at]
        each = run.text[start : last.start]
        if (
            not each.startswith(_EACH)
            or last is not aside.tokens[-1]
            or not _is_told_exactly(run, anchor, aside)
        ):
            continue
        if pairs := _of_so_many(each.removeprefix(_EACH), stated[0], before):
            yield Average(start, last.end, stated[0], tuple(pairs))


def _is_told_exactly(run: Run, anchor: int, aside: Run) -> bool:
    """Whether a number before brackets and that in them are told exactly, and no others joined to them."""
    numbers = [t.number for t in (run.tokens[anchor - 1], aside.tokens[-1])]
    return all(n is not None and n.exact and not n.step for n in numbers)


def _of_so_many(each: str, stated: Amount, before: Sequence[Amount]) -> "_Pairs":
    """The total right before brackets, and how many there are of what these tell it of."""
    total = before[-1]
    if not _is_alike(total.unit, stated.unit):
        return []
    many = before[-2] if len(before) > 1 and before[-2].at == total.at - _NEXT else None
    return [(total, many.value)] if many and many.value and many.unit == each != total.unit else []


_NEXT = 2  # tokens from a number to the next one, with 共 or 、 between them
_Pairs = list[tuple[Amount, Decimal]]


def _over_a_year(run: Run, at: int, stated: Amount, before: Sequence[Amount], times: Sequence[int]) -> _Pairs:
    """全年编发简报24期，平均每月2期: of the whole year, and of no part of it."""
    whole_year = meant(run.tokens[:at], "when") == ["this"] and "span" not in kinds(run.tokens)
    if not whole_year or not _is_alike(before[-1].unit, stated.unit):
        return []
    alike = (a for a in reversed(before) if _is_alike(a.unit, stated.unit))
    return [(a, Decimal(number)) for a in alike for number in times]


def _of(each: str, stated: Amount, before: Sequence[Amount], earlier: Sequence[Amount]) -> _Pairs:
    """培训9场1350人次，平均每场150人次: of the last two counts, the one is a total and the other how many of them there are."""
    unit = next((unit for unit in _UNITS if each.startswith(unit)), "")
    totals = [a for a in before if _is_alike(a.unit, stated.unit)]
    numbers = [a for a in before if _is_alike(a.unit, unit)]
    if not totals or not numbers or totals[-1] == numbers[-1]:
        return []
    if {totals[-1], numbers[-1]} != set(before[-2:]):
        return []
    totals += [a for a in earlier if _is_alike(a.unit, stated.unit)]
    numbers += [a for a in earlier if _is_alike(a.unit, unit)]
    return [(t, n.value) for t in reversed(totals) for n in reversed(numbers) if n.value]


_NEAR = 6
_EACH = "每"
_UNITS = sorted((*CASES, *OTHER_UNITS), key=len, reverse=True)


def _is_alike(one: str, other: str) -> bool:
    """Whether two units are the same, or one adds to the other: 场 and 场次."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))
