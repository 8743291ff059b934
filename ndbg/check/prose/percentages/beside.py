"""Rates by the counts right beside them, whatever is counted: 收回276份，回收率92%.

The part names what its rate is the rate of, and no thing of its own; the whole is counted before it in the same unit.
What any other pair of counts in reach gives is right.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from ndbg.check.prose.lexicon import FAULTS, FOUND
from ndbg.check.prose.percentages.portions import Amount, amounts, portion
from ndbg.check.prose.percentages.ratios import ALL, Share
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start, is_change, unit
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import any_in


def beside(run: Run, previous: Run | None) -> Iterator[Share]:
    """The rates in per cent of a sentence that the counts beside them tell."""
    if "%" not in run.sentence:
        return
    told = [a for a in amounts(run) if a.unit and a.unit != "%" and not is_change(run.tokens, a.at)]
    earlier = [a for a in amounts(previous) if a.unit and a.unit != "%"] if previous else []
    for at in range(len(run.tokens)):
        stated = portion(run, at) if unit(run.tokens[at]) == "%" else None
        sign = _rate(run, at) if stated else None
        if stated is None or sign is None:
            continue
        pairs = tuple(_of_rate(run, sign, told, earlier))
        # A rate of all is that of those that were due.
        if pairs and not stated.low < ALL <= stated.high:
            start = min(run.tokens[sign].start, run.tokens[sign].end - 1 - _STEM)
            yield Share(start, stated.until, stated, pairs)


_BETWEEN = {"plain", "sum", "all", "about"}


def _rate(run: Run, at: int) -> int | None:
    """The place of the word for a rate right before a percentage: 回收率, 整改率为."""
    before = next((i for i in range(at - 1, -1, -1) if run.tokens[i].kind not in _BETWEEN), None)
    if before is None or run.tokens[before].kind in ("more", "less"):
        return None  # 压减率 is told of a change
    return before if run.word(run.tokens[before]).endswith("率") else None


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
