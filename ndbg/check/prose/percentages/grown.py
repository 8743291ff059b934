"""Changes by the counts that the text gives for before and after: 由7个减至4个，压减42.86%; 较2023年的25件增长60%.

Which counts are meant is read from the words that compare, whatever is counted and in whatever unit. A change is
told of only where last year's count, or by how many there were more, stands beside it, and this year's right before
or in the sentence before.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from ndbg.check.prose.lexicon import AT_FIRST, REQUESTS
from ndbg.check.prose.percentages.portions import Amount, Portion, amounts, difference, portion
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, is_change, item_start
from ndbg.check.prose.tokens import Token


class Pair(NamedTuple):
    """What there is now and what there was before."""

    now: Amount
    before: Amount


class Grown(NamedTuple):
    """A change as stated, from `start` to `end` of the paragraph, with the pairs of counts that may be meant, the likeliest first."""

    start: int
    end: int
    portion: Portion
    down: bool
    pairs: tuple[Pair, ...]

    @property
    def is_borne_out(self) -> bool:
        """Whether one of the pairs gives the change."""
        return any(self._fits(pair) for pair in self.pairs)

    def _fits(self, pair: Pair) -> bool:
        # 由2.5万增至3万: 3万 is as fine as 2.5万.
        step = min(pair.now.step, pair.before.step) or max(pair.now.step, pair.before.step)
        steps = [step if count.step else count.step for count in pair]
        (now_low, now_high), (low, high) = (c.bounds(s) for c, s in zip(pair, steps, strict=True))
        if low <= 0:
            return True
        least, most = (
            _change(self.portion.how, now, before) for now, before in ((now_low, high), (now_high, low))
        )
        if self.portion.how != "to" and self.down:
            least, most = -most, -least
        return self.portion.fits(least, most)

    @property
    def nearest(self) -> Pair:
        """The pair that comes nearest to what is stated."""
        middle = (self.portion.low + self.portion.high) / 2
        sign = -1 if self.down and self.portion.how != "to" else 1
        return min(
            self.pairs,
            key=lambda p: abs(sign * _change(self.portion.how, p.now.value, p.before.value) - middle),
        )

    def counted(self, pair: Pair) -> str:
        """What should have been stated for a pair: `增长 60%`, `减少 1.5 个百分点`, `2 倍`."""
        exact = _change(self.portion.how, pair.now.value, pair.before.value)
        if self.portion.how == "to":
            return f"原来的 {_short(exact / _PERCENT)} 倍"
        unit = {"points": " 个百分点", "count": f" {pair.now.unit}"}.get(self.portion.how, "%")
        verb = ("减少" if exact < 0 else "增加") if self.portion.how in _DIFFERENCES else None
        return f"{verb or ('下降' if exact < 0 else '增长')} {_short(abs(exact))}{unit}" if exact else "持平"


_PERCENT = Decimal(100)
_MONEY = "元"
_DIFFERENCES = ("points", "count")
_TOLD = {"more", "less", "portion", "figure"}
_NEAREST = 4  # tokens between a verb and its number


def _change(how: str, now: Decimal, before: Decimal) -> Decimal:
    if how in _DIFFERENCES:
        return now - before
    share = _PERCENT * now / before
    return share if how == "to" else share - _PERCENT


def _short(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def grown(run: Run, previous: Run | None) -> Iterator[Grown]:
    """The changes that a sentence states of counts that it, or the sentence before it, gives."""
    if not run.kinds & _TOLD:
        return
    # Sums of money are compared at other prices than are written: 由9323亿元增加到13698亿元，增长33.6%.
    told = [a for a in amounts(run) if a.unit != _MONEY]
    for at, sign in enumerate(run.tokens):
        found = _portion_behind(run, at)
        if found is None:
            continue
        if pairs := _pairs(run, previous, at, found, told):
            start = run.tokens[clause_start(run.tokens, at)].start
            yield Grown(start, found.until, found, sign.kind == "less", pairs)


def _portion_behind(run: Run, at: int) -> Portion | None:
    """The portion by which something is said to have changed."""
    sign = run.tokens[at]
    if sign.kind in ("portion", "figure"):
        found = portion(run, at)
        if found and found.how == "times" and at and run.tokens[at - 1].means("plain", "of"):
            return found._replace(how="to")  # 为上年23件的两倍
        return found if found and found.how == "to" else None
    if sign.kind not in ("more", "less"):
        return None
    for i in range(at + 1, min(at + _NEAREST, len(run.tokens))):
        if run.tokens[i].kind in ("number", "figure", "portion"):
            return portion(run, i) or difference(run, i)
        between = run.tokens[i]
        if between.kind not in ("plain", "sum", "more", "less", "about") or between.means("plain", "to"):
            return None
    return None


def _pairs(
    run: Run, previous: Run | None, sign: int, stated: Portion, told: Sequence[Amount]
) -> tuple[Pair, ...]:
    points = stated.how == "points"
    here = [a for a in told if (a.unit == "%") == points]
    if pair := _from_one_to_another(run, sign, here):
        return _possible(pair)
    if points:
        return ()
    if pair := _then_and_now(run, sign, here):
        return _possible(pair)
    return _possible(*_compared(run, previous, sign, stated, here))


def _possible(*pairs: Pair) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if pair.before.value > 0)


# -- 由30件增至45件 ----------------------------------------------------------------------------------


def _from_one_to_another(run: Run, sign: int, told: Sequence[Amount]) -> Pair | None:
    """Both counts where they are told as from and to, right before what tells by how much: 由52个优化到39个，减少25%."""
    tokens = run.tokens
    before = [a for a in told if a.at < sign and (a.unit == "%" or not _is_difference(tokens, a.at))]
    if len(before) < _PAIR:
        return None
    first, last = before[-2:]
    behind = tokens[last.at + 1 : sign]
    stop = next((i for i, t in enumerate(behind) if t.kind == "stop"), 0)
    between = tokens[first.at + 1 : last.at]
    # What is counted may stand behind the second count, before the next clause.
    if not _only_joins(run, last.at + 1 + stop, sign) or kinds(behind[:stop]) & _NUMBERS | {"stop"} & kinds(
        between
    ):
        return None
    # 较法定时限缩短60% is against something else.
    if "compare" in kinds(behind) and kinds(behind[stop:]) - {"stop", "compare", "when", "year"}:
        return None
    led = any(t.means("plain", "from", "by") for t in tokens[clause_start(tokens, first.at) : first.at])
    reaches = bool(between) and (
        between[-1].means("plain", "to", "is") or run.word(between[-1]).endswith(_REACHING)
    )
    alike = first.unit == last.unit or (not first.unit and not kinds(between) & {"figure"})
    return Pair(last, first) if led and reaches and alike else None


def _only_joins(run: Run, start: int, sign: int) -> bool:
    """Whether nothing stands between both counts and a change but by how many it is: 由82个减至60个，减少22个，降幅27%."""
    words = run.tokens[start:sign]
    differences = all(_is_difference(run.tokens, i) for i in range(start, sign) if run.tokens[i].number)
    return differences and not kinds(words) - _JOINED - {"more", "less", "number"}


def _is_difference(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number in a clause of its own is by how many something has changed: ，减少22个，."""
    return is_change(tokens, at) and kinds(tokens[clause_start(tokens, at) : at]) <= _ONLY_CHANGED


_PAIR = 2
_REACHING = ("至", "到", "为", "成")
_NUMBERS = {"number", "figure", "portion", "year", "month", "day"}
_JOINED = {"stop", "plain", "compare", "when", "sum", "about"}


# -- 较2023年的30件增长50% ---------------------------------------------------------------------------


def _compared(
    run: Run, previous: Run | None, sign: int, stated: Portion, told: Sequence[Amount]
) -> Iterator[Pair]:
    tokens = run.tokens
    start = _comparison(run, sign)
    if start is None:
        start = _without_comparing(run, sign)
    if start is None or {"span", "month", "day"} & kinds(tokens[start:sign]):
        return
    changed = _changed_by(run, start, sign, stated, told)
    base = _base(run, start, sign, stated, told)
    if base is None and changed is None:
        return
    if base and changed:
        amount, down = changed
        yield Pair(_less(base, amount, more=not down), base)
    unit = base.unit if base else changed[0].unit if changed else ""
    if base and base.at < start:
        start = clause_start(tokens, base.at)
    led = [t for t in tokens[start : base.at] if t.kind not in _COMPARING] if base else []
    still = [a for a in told if a != base and not is_change(tokens, a.at)]
    for now in _now(run, previous, start, unit, still, led):
        if base:
            yield Pair(now, base)
        elif changed:
            amount, down = changed
            yield Pair(now, _less(now, amount, more=down))


def _then_and_now(run: Run, sign: int, told: Sequence[Amount]) -> Pair | None:
    """Both counts where that of the year before comes first: 与去年的150条相比，今年发布210条，增长40%."""
    tokens = run.tokens
    before = [a for a in told if a.at < sign and not is_change(tokens, a.at)]
    if len(before) < _PAIR:
        return None
    base, now = before[-2:]
    clause = clause_start(tokens, now.at)
    compared = tokens[base.at + 1 : clause]
    if len(compared) != _PAIR or compared[0].kind != "compare" or not compared[1].means("stop", "，"):
        return None
    led = tokens[_led(run, clause_start(tokens, base.at), base.at + 1) : base.at]
    behind = tokens[clause_end(tokens, now.at) : sign]
    alone = not kinds(behind) - _ONLY_CHANGED - {"compare"}
    return Pair(now, base) if alone and base.unit == now.unit and _are_of_before(run, led) else None


_COMPARING = {"compare", "when", "year", "plain", "number", "stop", "more", "less"}


def _less(one: Amount, by: Amount, *, more: bool) -> Amount:
    """A count less another one, or with it where it is `more`."""
    value = one.value + by.value if more else one.value - by.value
    return one._replace(value=value, step=max(one.step, by.step))


def _comparison(run: Run, sign: int) -> int | None:
    """Where a comparison begins that a change belongs to: at 较, 比, 同比, or at the 与 of 与上年相比.

    In 与上年的25件相比减少6件，同比下降24% it is the first of both.
    """
    tokens = run.tokens
    start, end = clause_start(tokens, sign), sign
    first: int | None = None
    while True:
        found = [i for i in range(start, end) if tokens[i].kind == "compare"]
        first = _led(run, start, found[0]) if found else first
        told = tokens[start : end if first is None else first]
        if kinds(told) - _ONLY_CHANGED or not start or not tokens[start - 1].means("stop", "，"):
            return first
        start, end = clause_start(tokens, start - 1), start - 1
        if first is not None and "compare" not in kinds(tokens[start:end]):
            return first


def _without_comparing(run: Run, sign: int) -> int | None:
    """Where a comparison would begin that has no word for it: 45篇（上年30篇），增长50%; 为上年23件的两倍."""
    start = clause_start(run.tokens, sign)
    words = run.tokens[start:sign]
    if words and words[-1].means("plain", "of") and words[0].means("plain", "is"):
        return start
    return start if not kinds(words) - {"plain", "sum", "stop"} else None


def _led(run: Run, start: int, at: int) -> int:
    """Where the words begin that end with 相比: at 与, and at 上年同期 before it."""
    tokens = run.tokens
    if run.word(tokens[at]) in ("相比", "比", "相比较", "比较"):
        led = [i for i in range(start, at) if tokens[i].means("plain", "and") or run.word(tokens[i]) == "同"]
        at = led[-1] if led else at
    while at > start and tokens[at - 1].kind in ("when", "year"):
        at -= 1
    return at


_ONLY_CHANGED = {"more", "less", "number", "plain", "stop", "sum", "about"}


def _changed_by(
    run: Run, start: int, sign: int, stated: Portion, told: Sequence[Amount]
) -> tuple[Amount, bool] | None:
    """By how many something has changed, where that stands right beside the change, and whether that is fewer."""
    tokens = run.tokens
    if stated.how == "count":
        return None
    beside = [a for a in told if is_change(tokens, a.at) and start < a.at != stated.end]
    for amount in beside:
        verb = next(i for i in range(amount.at, 0, -1) if tokens[i].kind in ("more", "less"))
        first, last = sorted(((amount.at, verb), (stated.end, sign)))
        if not kinds(tokens[first[0] + 1 : last[1]]) - {"stop", "plain", "comma", "compare"}:
            return amount, tokens[verb].kind == "less"
    return None


def _base(run: Run, start: int, sign: int, stated: Portion, told: Sequence[Amount]) -> Amount | None:
    """The count of the year before: between 较 and the change, in brackets beside it, or in the clause before 较."""
    tokens = run.tokens
    within = [a for a in told if start < a.at < sign and not is_change(tokens, a.at)]
    if len(within) == 1:
        amount = within[0]
        behind = tokens[amount.at + 1 : sign]
        stop = next(
            (i for i, t in enumerate(behind) if t.kind in ("stop", "compare", "more", "less")), len(behind)
        )
        led, rest = tokens[start : amount.at], [t for t in behind[stop:] if t.kind != "number"]
        return amount if _are_of_before(run, led) and not kinds(rest) - _ONLY_CHANGED - {"compare"} else None
    if within:
        return None
    if kinds(tokens[start:sign]) - _ONLY_CHANGED - {"compare", "when", "year"}:
        return None
    for anchor, aside in run.asides:
        if max(start - 1, 1) <= anchor <= sign or anchor == stated.end + 1:
            found = _only(aside, aside.tokens)
            return found._replace(at=sign) if found else None
    first = clause_start(tokens, start - 1) if start and tokens[start - 1].means("stop", "，") else start
    return _only(run, tokens[first:start], told) if first < start else None


def _only(run: Run, words: Tokens, told: Sequence[Amount] = ()) -> Amount | None:
    """The count of some words that tell a count of another year and nothing else: 上年为11件."""
    found = [a for a in told or amounts(run) if run.tokens[a.at] in words]
    when = set(meant(words, "when"))
    named = when == {"last"} or (not when and "year" in kinds(words))
    return found[0] if len(found) == 1 and named and _are_of_before(run, words) else None


def _are_of_before(run: Run, words: Tokens) -> bool:
    return all(t.kind in _OF_BEFORE or run.word(t) in AT_FIRST for t in words)


_OF_BEFORE = {
    "when",
    "year",
    "plain",
    "compare",
    "receive",
    "answer",
    "sum",
    "number",
    "stop",
    "publish",
    *REQUESTS,
}


def _now(
    run: Run, previous: Run | None, start: int, unit: str, told: Sequence[Amount], led: Tokens
) -> Iterator[Amount]:
    """The counts of this year that a comparison may be of, the likeliest first; `led` are the words before that of last year."""
    tokens = run.tokens
    before = [a for a in told if a.at < start]
    if not before:
        if previous is None:
            return
        last = [a for a in amounts(previous) if not is_change(previous.tokens, a.at) and a.unit == unit]
        # Of several the one is meant that was told of in the same words: 受理25件，办结20件。与上年受理的20件相比.
        words = [t for t in (tokens[:start] or led) if t.kind not in _SUBJECT]
        if words:
            last = [a for a in last if _is_named(previous, a, words)]
        yield from last if len(last) == 1 else ()
        return
    subject = _subject(tokens, before[-1].at, start)
    if kinds(subject) - _SUBJECT:
        named = [a for a in before if a.unit == unit and _is_named(run, a, subject)]
        if len(named) == 1:
            yield named[0]
        return
    own = [a for a in before if a.unit == unit]
    listed = next((i for i in range(start) if tokens[i].kind in ("of_which", "made_of")), start)
    whole = [a for a in own if a.at < listed]
    if own and (before[-1].unit == unit or whole):
        yield from whole[-1:]
        yield from _sums(own)
        yield from (a for a in told if a.at > start and a.unit == unit)
        yield from (a for _, aside in run.asides for a in amounts(aside) if a.unit == unit)
        if previous:
            yield from (a for a in amounts(previous) if a.unit == unit)


_SUBJECT = {"stop", "plain", "comma", "sum", "when", "year", "has", "own"}


def _subject(tokens: Sequence[Token], last: int, start: int) -> Tokens:
    """The words between the last count and a comparison, less what is counted, which may stand behind its number."""
    end = clause_end(tokens, last + 1)
    if end >= start:
        return ()
    return tokens[last + 1 if kinds(tokens[last + 1 : end]) & _NUMBERS else end : start]


def _is_named(run: Run, amount: Amount, subject: Tokens) -> bool:
    """Whether what is compared is named as what a count was told of: 受理16件、办结16件，受理量较上年."""
    start = item_start(run.tokens, amount.at)
    label = run.text[run.tokens[start].start : run.tokens[amount.at].start]
    words = [run.word(t) for t in subject if t.kind not in _SUBJECT]
    name = "".join(words).rstrip("总数量")
    return len(name) > 1 and name in label


def _sums(found: Sequence[Amount]) -> Iterator[Amount]:
    """Counts, the last first, and then the last ones together."""
    yield from reversed(found)
    added = accumulate(reversed(found), lambda one, other: _less(one, other, more=True))
    yield from list(added)[1:]
