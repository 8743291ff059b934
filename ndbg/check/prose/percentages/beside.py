"""Rates, shares in words and averages by the counts right beside them, whatever is counted.

收回276份，回收率92%; 其中热线类占八成以上，为330件; 9场、1350人次，平均每场150人次.
The part names what its rate is the rate of, and no thing of its own; the whole is counted before it in the same unit.
What any other pair of counts in reach gives is right.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from ndbg.check.prose.lexicon import CASES, FAULTS, FOUND, OTHER_UNITS, PERIODS
from ndbg.check.prose.percentages.portions import Amount, Portion, amounts, portion
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, is_change
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import any_in


class Beside(NamedTuple):
    """A portion as stated, from `start` to `end` of the paragraph, with parts and wholes, the likeliest first."""

    start: int
    end: int
    portion: Portion
    pairs: tuple[tuple[Decimal, Decimal], ...]

    def is_borne_out(self, tolerance: Decimal) -> bool:
        """Whether one of the pairs gives the portion, or comes as near as the tolerance, in hundredths."""
        return any(self.portion.fits(share, share, tolerance) for share in self._shares())

    def _shares(self) -> Iterator[Decimal]:
        yield from (_HUNDRED * part / whole for part, whole in self.pairs)


_HUNDRED = Decimal(100)


def beside(run: Run, previous: Run | None) -> Iterator[Beside]:
    """The rates in per cent and the shares in words of a sentence that the counts beside them tell."""
    if "portion" not in run.kinds and "%" not in run.sentence:
        return
    told = [a for a in amounts(run) if a.unit and a.unit != "%" and not is_change(run.tokens, a.at)]
    earlier = [a for a in amounts(previous) if a.unit and a.unit != "%"] if previous else []
    for at, token in enumerate(run.tokens):
        stated = portion(run, at) if token.kind in ("number", "portion") else None
        if stated is None or stated.how != "of":
            continue
        if token.kind == "number" and (sign := _rate(run, at)) is not None:
            pairs = tuple(_of_rate(run, sign, told, earlier))
        elif token.kind == "portion" and (sign := _share(run, at)) is not None:
            pairs = tuple(_of_share(run, sign, at, told))
        else:
            continue
        # A rate of all is that of those that were due.
        if pairs and not (token.kind == "number" and stated.low < _HUNDRED <= stated.high):
            start = min(run.tokens[sign].start, run.tokens[sign].end - 1 - _STEM)
            yield Beside(
                run.tokens[sign].start if token.kind == "portion" else start, stated.until, stated, pairs
            )


# -- rates -----------------------------------------------------------------------------------------

_BETWEEN = {"plain", "sum", "all", "about"}


def _rate(run: Run, at: int) -> int | None:
    """The place of the word for a rate right before a percentage: 回收率, 整改率为."""
    before = next((i for i in range(at - 1, -1, -1) if run.tokens[i].kind not in _BETWEEN), None)
    return before if before is not None and run.word(run.tokens[before]).endswith("率") else None


def _of_rate(
    run: Run, sign: int, told: Sequence[Amount], earlier: Sequence[Amount]
) -> Iterator[tuple[Decimal, Decimal]]:
    tokens = run.tokens
    end = tokens[sign].end - 1
    stem = run.text[max(end - _STEM, tokens[0].start) : end]
    before = [a for a in told if a.at < sign]
    if not before or len(stem) < _STEM:
        return
    if pair := _around(run, sign, stem, before, told):
        yield pair
        return
    part = before[-1]
    behind = clause_end(tokens, part.at)
    if behind >= sign or kinds(tokens[behind : sign + 1]) & _NUMBERS:
        return
    start = clause_start(tokens, part.at)
    wholes = [a for a in before[:-1] if _are_of_one_unit(a, part)] or (
        [a for a in earlier if _are_of_one_unit(a, part)] if start == 0 else []
    )
    # 发放问卷200份、收回190份: what stands before the 、 names the number before it.
    joined = (i + 1 for i in range(part.at, start, -1) if tokens[i].kind == "comma" and tokens[i - 1].number)
    start = next(joined, start)
    together = list(accumulate(a.value for a in reversed(wholes)))
    likely = [*(a.value for a in reversed(wholes)), *together[1:]]
    likely = [whole for whole in likely if whole >= part.value]
    if not likely or len(wholes) > _MOST or part.step or any(a.step for a in wholes):
        return
    led = run.text[tokens[0].start : tokens[start].start] if before[:-1] else ""
    own = tokens[start:behind]
    said = run.text[own[0].start : own[-1].end]
    faults = stem in FAULTS and any_in(FOUND, said)  # 抽查620份，发现错漏11份，差错率1.8%
    if not faults and not (set(stem) <= set(said) and names_nothing_else(run, own, stem, led)):
        return
    prefix = run.text[tokens[clause_start(tokens, sign)].start : end - _STEM]
    verbs = "".join(run.word(t) for t in own if t.kind not in _THINGS - {"other"})
    if not set(prefix) <= set(led + verbs + _LED):
        return
    yield from ((part.value, whole) for whole in likely)
    yield from ((p.value, w.value) for p in wholes for w in wholes if p.value <= w.value and p is not w)


def _around(
    run: Run, sign: int, stem: str, before: Sequence[Amount], told: Sequence[Amount]
) -> tuple[Decimal, Decimal] | None:
    """A rate between its counts: 抽检240份，优良率95%，228份达到优良; 解决问题88个，解决率93.6%（共提出94个）."""
    tokens = run.tokens
    last, percent = before[-1], next(i for i in range(sign, len(tokens)) if tokens[i].kind == "number")
    clause = tokens[clause_start(tokens, last.at) : last.at]
    if kinds(tokens[last.at + 1 : sign]) - {"stop", "plain"}:
        return None
    inside = [aside for anchor, aside in run.asides if anchor == percent + 1]
    if inside and stem in run.text[clause[0].start : tokens[last.at].start] if clause else False:
        whole = list(amounts(inside[0]))
        alone = len(whole) == 1 and not kinds(inside[0].tokens) - {"sum", "plain", "number", "due", "receive"}
        return (last.value, whole[0].value) if alone and _may_be_of(last, whole[0]) else None
    following = next((a for a in told if a.at > percent), None)
    if following is None or not tokens[percent + 1].means("stop", "，") or following.at > percent + 2:
        return None
    words = tokens[following.at : clause_end(tokens, following.at)]
    named = stem in run.text[words[0].start : words[-1].end]
    return (following.value, last.value) if named and _may_be_of(following, last) else None


def _may_be_of(part: Amount, whole: Amount) -> bool:
    return _are_of_one_unit(part, whole) and part.value <= whole.value and not (part.step or whole.step)


def _are_of_one_unit(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit or {one.unit, other.unit} == {"人", "名"}


_STEM = 2  # 回收, 整改
_MOST = 12
_NUMBERS = {"number", "figure", "portion"}


def names_nothing_else(run: Run, own: Tokens, stem: str, led: str) -> bool:
    """Whether the words beside a part name no thing but what was counted before it: 收回276份, 办结留言230条."""
    if "of_which" in kinds(own):
        return True
    if "except" in kinds(own) or {"carry", "open", "rest", "no"} & kinds(own):
        return False
    return all(_is_said_before(run, t, led + stem) for t in own if t.kind in _THINGS)


_THINGS = {
    "other", "other_thing", "document", "decision", "applicant", "review", "request", "request_short", "request_open", "name", "outcome", "way",
}  # fmt: skip
_SHORT = 2
_LED = "按期时在规定限内总体累计"


def _is_said_before(run: Run, token: Token, said: str) -> bool:
    """Whether a word stands in what was said, or is a short one that names nothing: 采纳, 到位."""
    rest = set(run.word(token)) - set(said)
    return not rest or (token.kind == "other" and len(rest) <= _SHORT)


# -- shares in words -------------------------------------------------------------------------------


def _share(run: Run, at: int) -> int | None:
    """The place of 占 before a portion in words, right before it or with the whole between: 占300条的四分之一."""
    start = clause_start(run.tokens, at)
    sign = next((i for i in range(at - 1, start - 1, -1) if run.tokens[i].kind == "share"), None)
    if sign is None or not run.tokens[sign].means("share", ""):
        return None
    between = run.tokens[sign + 1 : at]
    led = not kinds(between) - _BETWEEN - {"results"} or (
        between[-1].means("plain", "of") and _counted(between)
    )
    return sign if led else None


def _counted(words: Tokens) -> list[Token]:
    return [t for t in words if t.counted]


def _of_share(run: Run, sign: int, at: int, told: Sequence[Amount]) -> Iterator[tuple[Decimal, Decimal]]:
    """热线类330件，占八成以上; 热线类占八成以上，为330件; 25条，占总数100条的四分之一."""
    tokens = run.tokens
    clause = clause_start(tokens, sign)
    inside = [a for a in told if clause <= a.at < sign]
    before = (
        [a for a in told if a.at == clause - 2 and tokens[clause - 1].means("stop", "，")]
        if clause == sign
        else []
    )
    follow = [a for a in told if a.at > at and not kinds(tokens[at + 1 : a.at]) - _LEADING]
    part = next(iter((*inside[-1:], *before, *follow[:1])), None)
    if part is None or part.step:
        return
    between = [a for a in told if sign < a.at < at]
    if between:
        if len(between) == 1 and between[0].unit == part.unit:
            yield part.value, between[0].value
        return
    wholes = [a for a in told if a.at < min(part.at, sign) and a.unit == part.unit and a.value >= part.value]
    listed = "of_which" in kinds(tokens[: min(part.at, sign)])
    if listed and wholes:
        yield from ((part.value, whole.value) for whole in reversed(wholes))


_LEADING = {"stop", "plain", "sum", "made_of"}

# -- averages --------------------------------------------------------------------------------------


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
    if "average" not in run.kinds:
        return
    told = [a for a in amounts(run) if a.unit]
    earlier = [a for a in amounts(previous) if a.unit] if previous else []
    for at, token in enumerate(run.tokens):
        if token.kind != "average":
            continue
        stated = next((a for a in told if at < a.at < at + _NEAR), None)
        before = [a for a in told if a.at < at and not is_change(run.tokens, a.at)]
        each = run.text[token.end : run.tokens[stated.at].start] if stated else ""
        each = f"{_EACH}{token.meaning}" if token.meaning else each
        if (
            stated is None
            or not each.startswith(_EACH)
            or any(t.kind == "stop" for t in run.tokens[at : stated.at])
        ):
            continue
        times = next((numbers for period, numbers in PERIODS.items() if each[1:].startswith(period)), ())
        if not before or kinds(run.tokens[clause_end(run.tokens, before[-1].at) : at]) - {"stop", "plain"}:
            continue
        # 全年编发简报24期，平均每月2期: of the whole year, and of no part of it.
        whole_year = meant(run.tokens[:at], "when") == ["this"] and "span" not in kinds(run.tokens)
        if times:
            alike = [a for a in reversed(before) if _is_alike(a.unit, stated.unit)]
            pairs = tuple((a, Decimal(number)) for a in alike for number in times)
            if whole_year and _is_alike(before[-1].unit, stated.unit):
                yield Average(token.start, run.tokens[stated.at].end, stated, pairs)
            continue
        unit = _unit_of(each[1:])
        totals = [a for a in before if _is_alike(a.unit, stated.unit)]
        numbers = [a for a in before if _is_alike(a.unit, unit)]
        if (
            {*totals[-1:], *numbers[-1:]} != set(before[-2:])
            or not totals
            or not numbers
            or totals[-1] == numbers[-1]
        ):
            continue
        totals += [a for a in earlier if _is_alike(a.unit, stated.unit)]
        numbers += [a for a in earlier if _is_alike(a.unit, unit)]
        pairs = tuple((t, n.value) for t in reversed(totals) for n in reversed(numbers) if n.value)
        yield Average(token.start, run.tokens[stated.at].end, stated, pairs)


_NEAR = 6
_EACH = "每"
_UNITS = sorted((*CASES, *OTHER_UNITS), key=len, reverse=True)


def _unit_of(words: str) -> str:
    return next((unit for unit in _UNITS if words.startswith(unit)), "")


def _is_alike(one: str, other: str) -> bool:
    """Whether two units are the same, or one adds to the other: 场 and 场次."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))
