"""Lists between signs: in brackets, 公开信息1600条（网站1200条、微信400条）, and behind a colon up to the end of the sentence."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
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
    listing,
    named_parts,
    numbers,
    readings_of,
)
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, is_change, item_start, unit

_OF_ANOTHER_THING = {"compare", "more", "less", "share", "figure", "carry", "year", "when", "in_force"}
_BY_PARTS_ALSO = {"of_which", "made_of", "more_over", "except", "sum"}
_LEAVING_OUT = {"made_of", "more_over", "except", "compare", "more", "less", "rest"}
_OF_MANY_KINDS = ("类", "种", "项", "方面", "部")
_LONGEST_LEAD = 6  # tokens
# What may stand between a total and its colon: 23件申请渠道为：
_LEADING = {"stop", "plain", "has", "number", "by_topic", "sum", "request", "request_short", "results", "way", "applicant", "other_thing"}  # fmt: skip


def _is_flow(run: Run, place: int, told: Sequence[Quantity]) -> bool:
    """Whether a count is one of applications."""
    return any(q.run is run and q.at == place and q.what and q.what.kind == "flow" for q in told)


# -- in brackets ------------------------------------------------------------------------------------


def in_brackets(run: Run, anchor: int, aside: Run, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    """A list in brackets `aside`, of the number before them; `anchor` is the number of tokens of the run before them."""
    count = _total_before(run, anchor, aside)
    if count is None:
        return
    (place, whole), lead = count, aside.tokens[0]
    first = 1 if lead.kind in ("of_which", "made_of") else 0
    parts = named_parts(aside, first, len(aside.tokens))
    within = kinds(aside.tokens[first:]) - ({"when"} if all(p.is_of_a_season for p in parts) else set())
    among = any(t.means("plain", "among") for t in aside.tokens)  # 3件（含在前述25件之中）
    others = within & _OF_ANOTHER_THING or _are_of_another_kind(run, place, aside)
    if not parts or others or among:
        return
    wholes = frozenset((whole.value, whole.value + _joined_to(run, place)))
    closed = all(are_alike(p.number, whole) for p in parts) and not _is_open_ended(aside, parts, within)
    # 1600条（其中转载800条、解读40条）, 1600条（含转载800条）: what is named need not be all there is.
    some = lead.kind == "of_which" or lead.means("made_of", "some")
    introduced = first or len(parts) > 1  # 12件（已计入新收251件）
    yield [
        listing(run, count, parts, complete=None if some and closed else closed)._replace(
            end=aside.tokens[-1].end + 1,
            requests=_is_flow(run, place, told),
            wholes=wholes,
            limit=max(wholes) if introduced and "sum" not in within else None,
            limited=len(parts),
        )
    ]


def _are_of_another_kind(run: Run, place: int, aside: Run) -> bool:
    """Whether what is told in brackets is none of the count before them: 现行有效20件（新增3件，废止1件）, 上年结转3件（即新收30件）."""
    item, clause = (
        kinds(run.tokens[start(run.tokens, place) : place]) for start in (item_start, clause_start)
    )
    new = "carry" in item and "receive" not in item and "this" in meant(aside.tokens, "receive")
    return new or ("repeal" in aside.kinds and "in_force" in clause)


def _joined_to(run: Run, place: int) -> Decimal:
    """What is counted right before a total and joined to it by 、, so that brackets may be of both: 建议37件、提案49件（主办23件，会办63件）."""
    tokens = run.tokens
    before = next((i for i in range(place - 1, -1, -1) if tokens[i].kind in ("number", "stop")), place)
    number = tokens[before].counted
    joined = number is not None and "comma" in kinds(tokens[before:place])
    return number.value if number and joined and number.unit == unit(tokens[place]) else Decimal(0)


def _total_before(run: Run, anchor: int, aside: Run) -> Count | None:
    """The number of the clause that ends with brackets of which these may be a list, also where what it counts stands between: 3份申请信件（其中……）."""
    counted = (
        (i, n)
        for i in range(anchor - 1, clause_start(run.tokens, anchor) - 1, -1)
        if (n := run.tokens[i].counted)
    )
    count = next(counted, None) if aside.tokens else None
    if count is None or (count[1].counts_cases and count[1].value % 1) or is_change(run.tokens, count[0]):
        return None  # 人均50.3件（3人办结151件）; 净增4件（新增12件、废止8件）
    between = run.tokens[count[0] + 1 : anchor]
    # 36条信息公开申请（网上20条、信函14条、现场2条）
    others = aside.tokens[0].kind != "of_which" and bool(kinds(between) - {*REQUESTS, "thing"})
    if others:
        # 42个目录（本级目录2个、部门目录40个）, 27个处室、厅属单位（处室18个、厅属单位9个): how many there are of each thing just counted together
        names = [p.name.strip("，、") for p in named_parts(aside, 0, len(aside.tokens))]
        said = run.text[between[0].start : between[-1].end]
        of_it = all(name.endswith(run.word(between[-1])) for name in names)
        others = len(names) < 2 or not (of_it or all(name and said.count(name) == 1 for name in names))
    return None if others else count


def _is_open_ended(aside: Run, parts: Sequence[Part], within: set[str]) -> bool:
    """Whether brackets say more than the parts of a list, or that there are others."""
    last = {*parts[-1].label, parts[-1].token}
    behind = aside.tokens[parts[-1].at :]
    tail = kinds([t for t in behind if t not in last]) - {"plain", "stop"}
    return bool("and_so_on" in kinds(behind) or tail or within & _BY_PARTS_ALSO)


# -- behind a colon ---------------------------------------------------------------------------------


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
    alike = all(are_alike(p.number, whole) for p in parts)
    if len(parts) < 2 or not alike or not _is_complete(run, at, end, parts):
        return
    last = tokens[parts[-1].at]
    ended = next((t.end for t in tokens[parts[-1].at + 1 :][:1] if t.means("stop", "。")), last.end)
    wholes = {n.value for _, n in totals}
    if _is_flow(run, place, told):
        wholes |= wholes_of(told, run, at)
    elif run.about_at(at) == "requests":
        wholes |= {whole.value - o for o in left_over(run, told)}  # 92件申请中：……；另有4件结转下年度
    start, all_ = tokens[place].start, frozenset(wholes)
    readings = readings_of(run, at + 1, parts)
    yield [Listing(start, ended, whole, listed, all_, complete=True) for listed in readings]


def _is_complete(run: Run, at: int, end: int, parts: Sequence[Part]) -> bool:
    """Whether a list between a colon and its end says no more than its parts: 办结52件：予以公开14件、部分公开38件，公开率100%；不予公开0件 does."""
    tokens, last = run.tokens, parts[-1].at
    within = tokens[at + 1 : last + 2]
    goes_on = "and_so_on" in kinds((*tokens[last + 1 : last + 3], *parts[-1].label[-1:]))
    behind = kinds(tokens[last + 1 : end]) - {"plain", "stop"}
    parted = len(parts) < FEW and any(t.means("stop", "；") for t in within[:-1])
    outcomes = all("outcome" in p.kinds for p in parts)
    others = outcomes and "outcome" in kinds(tokens[last + 1 : clause_end(tokens, last, "。")])
    return not (behind or goes_on or parted or others or kinds(within) & _LEAVING_OUT)


def _totals_before(run: Run, at: int, parts: Sequence[Part]) -> list[Count]:
    """The number before a colon, also where it is only said between them that a list follows; none where there is none.

    Between them may stand words that are not known where the parts come to the number but for one slip of the pen.
    Of parts of the year it may be any number before: 收到8件，办结7件，分季度看：一季度1件，二季度7件.
    """
    tokens = run.tokens
    counted = [(i, n) for i in range(max(at - _LONGEST_LEAD, 0), at) if (n := tokens[i].counted)]
    while counted and counted[-1][1].unit in _OF_MANY_KINDS:
        counted.pop()  # 类别有七类：
    if counted:
        between = tokens[counted[-1][0] + 1 : at]
        led = not between or between[0].means("stop", "，") or between[0].kind in REQUESTS
        slip = is_one_slip_away(counted[-1][1], [p.number for p in parts])  # 86件物品去向为：…
        if (led or slip) and kinds(between) <= _LEADING | ({"other"} if slip else set()):
            return counted[-1:]
    of_seasons = len(parts) > 1 and all(p.is_of_a_season for p in parts)
    return [(i, n) for i, n in numbers(run) if i < at] if of_seasons else []
