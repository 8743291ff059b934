"""Averages by the totals and numbers that the text gives: 9场、1350人次，平均每场150人次; 全年发布730条，日均2条."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.prose.lexicon import CASES, OTHER_UNITS, PERIODS
from ndbg.check.prose.percentages.portions import Amount, amounts
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, is_change

_Pairs = list[tuple[Amount, Decimal]]
_NEAR = 6
_EACH = "每"
_UNITS = sorted((*CASES, *OTHER_UNITS), key=len, reverse=True)


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
        bounds = ([bound / number for bound in total.bounds(total.step)] for total, number in self.pairs)
        return any(least < high and most >= low for least, most in bounds)


def averages(run: Run, previous: Run | None) -> Iterator[Average]:
    """The averages of a sentence whose total and number it gives: 培训9场1350人次，平均每场150人次."""
    if "average" not in run.kinds:
        return
    tokens, told = run.tokens, [a for a in amounts(run) if a.unit]
    earlier = [a for a in amounts(previous) if a.unit] if previous else []
    for at in (i for i, t in enumerate(tokens) if t.kind == "average"):
        stated = next((a for a in told if at < a.at < at + _NEAR), None)
        before = [a for a in told if a.at < at and not is_change(tokens, a.at)]
        if stated is None or not before or "stop" in kinds(tokens[at : stated.at]):
            continue
        behind = run.text[tokens[at].end : tokens[stated.at].start]
        each = tokens[at].meaning or (behind.removeprefix(_EACH) if behind.startswith(_EACH) else "")
        if not each or kinds(tokens[clause_end(tokens, before[-1].at) : at]) - {"stop", "plain"}:
            continue
        times = next((numbers for period, numbers in PERIODS.items() if each.startswith(period)), ())
        pairs = _over_a_year(run, at, stated, before, times) if times else _of(each, stated, before, earlier)
        if pairs:
            yield Average(tokens[at].start, tokens[stated.at].end, stated, tuple(pairs))


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
    if (
        not totals
        or not numbers
        or totals[-1] == numbers[-1]
        or {totals[-1], numbers[-1]} != set(before[-2:])
    ):
        return []
    totals += [a for a in earlier if _is_alike(a.unit, stated.unit)]
    numbers += [a for a in earlier if _is_alike(a.unit, unit)]
    return [(t, n.value) for t in reversed(totals) for n in reversed(numbers) if n.value]


def _is_alike(one: str, other: str) -> bool:
    """Whether two units are the same, or one adds to the other: 场 and 场次."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))
