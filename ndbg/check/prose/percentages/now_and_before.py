"""The counts of this year and the year before that a stated change may be of: 由7个减至4个，压减42.86%; 2023年25件，今年40件，增长60%.

Which counts are meant is read from the words that compare. A change is told of only where last year's count, or by how
many there were more, stands beside it, and this year's before it or in a sentence before.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from ndbg.check.prose.percentages.compared import (
    COMPARING,
    ONLY_CHANGED,
    Pair,
    StatedChange,
    are_of_before,
    led,
)
from ndbg.check.prose.percentages.portions import Amount, amounts
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, is_change, item_start

_PAIR = 2
_REACHING = ("至", "到", "为", "成")
_NUMBERS = {"number", "figure", "portion", "year", "month", "day"}
_JOINED = {"stop", "plain", "compare", "when", "sum", "about", "more", "less", "number"}
_SUBJECT = {"stop", "plain", "comma", "sum", "when", "year", "has", "own"}


def pairs(run: Run, earlier: Sequence[Run], stated: StatedChange) -> tuple[Pair, ...]:
    """What a change may be of, the likeliest first; `earlier` are the sentences of the paragraph before, in order."""
    both = _from_one_to_another(run, stated) or _reached_behind(run, stated) or _then_and_now(run, stated)
    found = [both] if both else _compared(run, earlier, stated)
    return tuple(pair for pair in found if pair.before.value > 0)


def _counted(run: Run, unit: str) -> list[Amount]:
    """The amounts of a run in a unit, less those by which something has changed."""
    return [a for a in amounts(run) if a.unit == unit and not is_change(run.tokens, a.at)]


# -- both are told ----------------------------------------------------------------------------------


def _from_one_to_another(run: Run, stated: StatedChange) -> Pair | None:
    """Both counts where they are told as from and to, right before what tells by how much: 由52个优化到39个，减少25%."""
    tokens, sign = run.tokens, stated.sign
    before = [a for a in stated.told if a.at < sign and (a.unit == "%" or not _is_difference(run, a.at))]
    if len(before) < _PAIR:
        return None
    first, last = before[-2:]
    # What is counted may stand behind the second count, before the next clause.
    stop = min(clause_end(tokens, last.at), sign)
    named, behind = tokens[last.at + 1 : stop], tokens[stop if stop < sign else last.at + 1 : sign]
    # Nothing but by how many it is may stand before the change: 由82个减至60个，减少22个，降幅27%
    joins = all(_is_difference(run, i) for i in range(sign - len(behind), sign) if tokens[i].number)
    if not joins or kinds(behind) - _JOINED or (stop < sign and kinds(named) & _NUMBERS):
        return None
    # 较法定时限缩短60% is against something else.
    against = "compare" in kinds((*named, *behind)) and kinds(behind) - {"stop", "compare", "when", "year"}
    return None if against else _from_to(run, first, last)


def _reached_behind(run: Run, stated: StatedChange) -> Pair | None:
    """Last year's count and the one that the clause behind tells to be reached: 较上年（182条）增加416条，为598条."""
    tokens, end, base = run.tokens, stated.portion.end + 1, stated.base
    now = next((a for a in stated.told if a.at > end), None)
    if base is None or now is None or now.unit != base.unit or not tokens[end].means("stop", "，"):
        return None
    words = tokens[end + 1 : now.at]
    reached = bool(words) and words[-1].means("plain", "is", "to")
    return Pair(now, base) if reached and kinds(words) <= {"plain", "more", "less"} else None


def _from_to(run: Run, first: Amount, last: Amount) -> Pair | None:
    """Two counts that are told as from and to."""
    tokens = run.tokens
    between = tokens[first.at + 1 : last.at]
    begins = {"from", "by"} & set(meant(tokens[clause_start(tokens, first.at) : first.at], "plain"))
    reaches = any(t.means("plain", "to", "is") or run.word(t).endswith(_REACHING) for t in between[-1:])
    alike = first.unit == last.unit or (not first.unit and "figure" not in kinds(between))
    return Pair(last, first) if begins and reaches and alike and "stop" not in kinds(between) else None


def _is_difference(run: Run, at: int) -> bool:
    """Whether a number in a clause of its own is by how many something has changed: ，减少22个，."""
    tokens = run.tokens
    return is_change(tokens, at) and kinds(tokens[clause_start(tokens, at) : at]) <= ONLY_CHANGED


def _then_and_now(run: Run, stated: StatedChange) -> Pair | None:
    """Both counts where that of the year before comes first: 与去年的150条相比，今年发布210条，增长40%."""
    tokens = run.tokens
    before = [a for a in stated.told if a.at < stated.sign and not is_change(tokens, a.at)]
    if len(before) < _PAIR:
        return None
    base, now = before[-2:]
    compared = tokens[base.at + 1 : clause_start(tokens, now.at)]
    if [t.kind for t in compared] != ["compare", "stop"] or compared[1].meaning != "，":
        return None
    words = tokens[led(run, clause_start(tokens, base.at), base.at + 1) : base.at]
    alone = not kinds(tokens[clause_end(tokens, now.at) : stated.sign]) - ONLY_CHANGED - {"compare"}
    return Pair(now, base) if alone and base.unit == now.unit and are_of_before(run, words) else None


# -- that of the year before is told -----------------------------------------------------------------


def _compared(run: Run, earlier: Sequence[Run], stated: StatedChange) -> Iterator[Pair]:
    """The counts of the report's year with that of the year before, which stands beside the change."""
    start, base, by = stated.start, stated.base, stated.by
    if start is None or (base is None and by is None):
        return
    if base and by:
        yield Pair(base + by, base)
        if stated.portion.how != "count":
            return
    words: Tokens = ()
    if base:
        start = clause_start(run.tokens, base.at) if base.at < start else start
        words = [t for t in run.tokens[start + 1 : base.at] if t.kind not in COMPARING]
    told = [a for a in stated.told if a != base and not is_change(run.tokens, a.at)]
    for now in _now(run, earlier, start, stated.unit, told, words):
        yield from stated.of(now)


def _now(
    run: Run, earlier: Sequence[Run], start: int, unit: str, told: Sequence[Amount], words: Tokens
) -> Iterator[Amount]:
    """The counts of this year that a comparison may be of, the likeliest first; `words` are those before that of last year."""
    before = [a for a in told if a.at < start]
    if not before:
        yield from _told_earlier(earlier, unit, _said(run, run.tokens[:start] or words))
        return
    own = [a for a in before if a.unit == unit]
    subject = _subject(run.tokens, before[-1].at, start)
    if kinds(subject) - _SUBJECT:
        named = [a for a in own if _is_named(run, a, _said(run, subject))]
        yield from named if len(named) == 1 else ()
        return
    whole = [a for a in own if a.at < _listed(run)]
    if own and (before[-1].unit == unit or whole):
        yield from (whole if _listed(run) < start else own)[-1:]
        # the last ones, one by one and together
        yield from reversed(own)
        yield from list(accumulate(reversed(own)))[1:]
        yield from (a for a in told if a.at > start and a.unit == unit)
        others = (*(aside for _, aside in run.asides), *earlier)
        yield from (a for one in others for a in amounts(one) if a.unit == unit)


def _listed(run: Run) -> int:
    """Where a list of parts begins: at 其中 or 包括; behind the end where none does."""
    return next((i for i, t in enumerate(run.tokens) if t.kind in ("of_which", "made_of")), len(run.tokens))


def _told_earlier(earlier: Sequence[Run], unit: str, said: str) -> Iterator[Amount]:
    """The count of the sentences before that a sentence without one of this year goes back to: 发布94条，其中动态58条。同上年76条比.

    With words of its own it goes back to the only count that was told of in these: 受理25件，办结20件。与上年受理的20件相比.
    Without any, to the only count of the nearest sentence that has some, or to that of which this lists the parts. Where
    neither is there nothing is known; otherwise any count of the unit before may be meant too.
    """
    told = [(one, _counted(one, unit)) for one in reversed(earlier)]
    if said:
        likely = [a for one, found in told for a in found if _is_named(one, a, said)]
    else:
        heads = [[a for a in found if a.at < _listed(one)] for one, found in told if one.counts()]
        first, second = (*heads, [], [])[:2]
        # 收到24件。公开18件，不予公开6件。与上年的32件相比: the nearest sentence only tells the parts.
        likely = second if sum(a.value for a in first) in [a.value for a in second] else first
    if len(likely) == 1:
        yield likely[0]
        yield from (a for _, found in told for a in found)


def _subject(tokens: Tokens, last: int, start: int) -> Tokens:
    """The words between the last count and a comparison, less what is counted, which may stand behind its number."""
    end = clause_end(tokens, last + 1)
    if end >= start:
        return ()
    return tokens[last + 1 if kinds(tokens[last + 1 : end]) & _NUMBERS else end : start]


def _said(run: Run, subject: Tokens) -> str:
    """The words that name what is compared."""
    return "".join(run.word(t) for t in subject if t.kind not in _SUBJECT)


def _is_named(run: Run, amount: Amount, said: str) -> bool:
    """Whether what is compared is named as what a count was told of, or in short: 收到申请公开事项16件，收到事项数较上年."""
    start = item_start(run.tokens, amount.at)
    label = iter(run.text[run.tokens[start].start : run.tokens[amount.at].start])
    name = said.rstrip("总数量件")
    return len(name) > 1 and all(c in label for c in name)
