"""Lists behind a colon: 公开信息520条：网站312条、微信188条、公开栏20条."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.lists.behind import left_over, wholes_of
from ndbg.check.prose.lists.parts import (
    FEW,
    Count,
    Listing,
    Part,
    are_alike,
    is_one_slip_away,
    list_end,
    named_parts,
    numbers,
    readings_of,
)
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import kinds
from ndbg.check.prose.sentences import Run, clause_end


def behind_colon(run: Run, at: int, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    """公开信息520条：网站312条、微信188条、公开栏20条: a list that ends its sentence, or comes before 其中."""
    tokens = run.tokens
    end = list_end(run, at + 1)
    parts = named_parts(run, at + 1, end)
    totals = _totals_before(run, at, parts)
    if not totals:
        return
    place, whole = totals[-1]
    if place < at - 1:
        # 公开信息10条，类别有三类：…，行政许可20件: where it is told that a list follows, other things may come behind it.
        parts = list(takewhile(lambda p: are_alike(p.number, whole), parts))
        end = parts[-1].at + 1 if parts else at
    if len(parts) < 2:
        return
    if any(not are_alike(p.number, whole) for p in parts) or not _is_complete(run, at, end, parts):
        return
    last = parts[-1].at
    stop = tokens[last + 1] if last + 1 < len(tokens) else None
    wholes = {n.value for _, n in totals}
    ended = stop.end if stop and stop.means("stop", "。") else tokens[last].end
    if any(q.run is run and q.at == place and q.what and q.what.kind == "flow" for q in told):
        wholes |= wholes_of(told, run, at)
    elif run.about_at(at) == "requests":
        wholes |= {whole.value - o for o in left_over(run, told)}  # 92件申请中：……；另有4件结转下年度
    yield [
        Listing(tokens[place].start, ended, whole, listed, frozenset(wholes), complete=True)
        for listed in readings_of(run, at + 1, parts)
    ]


def _is_complete(run: Run, at: int, end: int, parts: Sequence[Part]) -> bool:
    """Whether a list between a colon and its end says no more than its parts: 办结52件：予以公开14件、部分公开38件，公开率100%；不予公开0件 does."""
    tokens, last = run.tokens, parts[-1].at
    within = tokens[at + 1 : last + 2]
    goes_on = "and_so_on" in kinds(tokens[last + 1 : last + 3]) or kinds(parts[-1].label[-1:]) == {
        "and_so_on"
    }
    behind = [t for t in tokens[last + 1 : end] if t.kind not in ("plain", "stop")]
    parted = len(parts) < FEW and any(t.means("stop", "；") for t in within[:-1])
    outcomes = all("outcome" in kinds(p.label) for p in parts)
    others = outcomes and "outcome" in kinds(tokens[last + 1 : clause_end(tokens, last, "。")])
    return not (behind or goes_on or parted or others or kinds(within) & _LEAVING_OUT)


_LEAVING_OUT = {"made_of", "more_over", "except", "compare", "more", "less", "rest"}
_LONGEST_LEAD = 6  # tokens
# What may stand between a total and its colon: 23件申请渠道为：
_LEADING = {"stop", "plain", "has", "number", "by_topic", "sum", "request", "request_short", "results", "way", "applicant", "other_thing"}  # fmt: skip


def _totals_before(run: Run, at: int, parts: Sequence[Part]) -> list[Count]:
    """The number before a colon, also where it is only said between them that a list follows; none where there is none.

    Between them may stand words that are not known where the parts come to the number but for one slip of the pen.
    Of parts of the year it may be any number before: 收到8件，办结7件，分季度看：一季度1件，二季度7件.
    """
    tokens = run.tokens
    counted = [(i, n) for i in range(max(at - _LONGEST_LEAD, 0), at) if (n := tokens[i].counted)]
    while counted and counted[-1][1].unit in ("类", "种", "项", "方面", "部"):
        counted.pop()  # 类别有七类：
    between = tokens[counted[-1][0] + 1 : at] if counted else ()
    led = not between or between[0].means("stop", "，") or between[0].kind in REQUESTS
    slip = counted and is_one_slip_away(counted[-1][1], [p.number for p in parts])  # 86件物品去向为：…
    if counted and (led or slip) and kinds(between) <= _LEADING | ({"other"} if slip else set()):
        return counted[-1:]
    of_seasons = len(parts) > 1 and all(p.is_of_a_season for p in parts)
    return [(i, n) for i, n in numbers(run) if i < at] if of_seasons else []
