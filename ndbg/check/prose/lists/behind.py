"""Lists behind 其中, 分为, 包括 or 涉及, and behind 除 where 其余 follows."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

from ndbg.check.prose.lists.parts import (
    FEW,
    OF_ANOTHER_TIME,
    OF_KINDS,
    Count,
    Listing,
    Part,
    are_alike,
    are_of_one_kind,
    breaks_of,
    joined,
    list_end,
    listing,
    named_parts,
)
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start, item_start
from ndbg.check.prose.tokens import Number


def parts_behind(
    run: Run, at: int, counts: Sequence[Count], told: Sequence[Quantity]
) -> Iterator[Sequence[Listing]]:
    """Parts behind 其中, 分为 or 包括, and behind 除 where 其余 follows.

    Behind a ； the list may go on or another thing may be told of, and each of its items may have a list of its own.
    """
    before = [count for count in counts if count[0] < at]
    end = list_end(run, at + 1)
    parts = named_parts(run, at + 1, end)
    if not parts:
        return
    if not before:
        yield (
            list(_of_all_applications(run, at, parts, told)) if run.tokens[at].means("made_of", "all") else []
        )
        return
    money = named_parts(run, at + 1, end, money=True)
    if money and money[0].number.unit == "元":
        yield list(_list_of(run, at, money, before, told))
    if pairs := _by_two_units(parts, before):
        own = (before[:-1], before)
        yield from (list(_list_of(run, at, *each, told)) for each in zip(pairs, own, strict=True))
        return
    between = run.tokens[before[-1][0] : at]
    if run.tokens[at].means("made_of", "some") and any(t.means("stop", "；") for t in between):
        return  # 征集9次；公开会议信息，包括常务会议14次: of what is told behind the ； itself
    if "在内" in run.text[run.tokens[at].end : parts[0].token.start]:
        return  # 包括媒体解读、专家解读等在内的政策解读155条
    # 其中专栏632条，类别有：机构54条……: what stands behind a ： is another list.
    led = (order for order, p in enumerate(parts) if order and any(t.means("stop", "：") for t in p.label))
    parts = parts[: next(led, len(parts))]
    if _has_its_own_total(parts):
        return
    readings = _readings(run, at, parts, before)
    yield [listed for reading in readings for listed in _list_of(run, at, reading, before, told)]


def _readings(run: Run, at: int, parts: Sequence[Part], before: Sequence[Count]) -> Iterator[Sequence[Part]]:
    """The parts that a list may have: all, those before the first ；, those joined by 、, and the first of each item."""
    breaks = breaks_of(run, at, parts)
    among_others = _is_of_an_outcome(run, before[-1][0])
    of_one_kind = are_of_one_kind(parts) and not among_others
    if breaks and not of_one_kind:
        yield parts[: breaks[0]]
    if not breaks or of_one_kind or (len(parts) >= FEW and not among_others) or _ends_with_the_rest(parts):
        yield parts
    if group := joined(parts):
        yield parts[:group]
    items = _items(run, at) if not kinds(run.tokens[:at]) & {"of_which", "made_of"} else ()
    yield from (outer for outer in items if len(outer) >= FEW)


def _ends_with_the_rest(parts: Sequence[Part]) -> bool:
    return "rest" in kinds(parts[-1].label)


def _has_its_own_total(parts: Sequence[Part]) -> bool:
    """Whether the last number sums up those before it: 在6个社区设立专区，其中街道1个、社区6个，共7个."""
    *others, last = parts
    return (
        len(others) > 1
        and "sum" in kinds(last.label)
        and last.number.value == sum(p.number.value for p in others)
    )


def _is_of_an_outcome(run: Run, place: int) -> bool:
    """Whether a count is one outcome of applications, beside which others are told behind a ；: 不予公开4件，其中属国家秘密2件；无法提供15件."""
    label = run.tokens[clause_start(run.tokens, place) : place]
    return "outcome" in kinds(label) and not kinds(label) & {"receive", "answer"}


def _by_two_units(parts: Sequence[Part], before: Sequence[Count]) -> list[Sequence[Part]]:
    """The parts of two totals, each of which is told in both units: 培训7场、513人次，其中企业4场301人次、居民3场212人次."""
    units = [n.unit for _, n in before[-2:]]
    told = [p.number.unit for p in parts]
    if len(set(units)) < len(units) or len(told) < 2 * len(units) or told != units * (len(told) // 2):
        return []
    heads, others = parts[::2], parts[1::2]
    if len(units) < 2 or any(kinds(p.label) - {"comma", "stop", "plain", "applicant"} for p in others):
        return []
    named = [
        other._replace(label=head.label, name=head.name) for head, other in zip(heads, others, strict=True)
    ]
    return [heads, named]


def _items(run: Run, at: int) -> Sequence[Sequence[Part]]:
    """The parts told outside the lists that items between ； have of their own: 机构类20条，内有…；工作类11条，其中….

    They are the first number of each item, or all before its list: 监管167条、救灾73条；解读12篇，其中…；其余225条.
    """
    tokens = run.tokens
    end = clause_end(tokens, at, "。")
    if not kinds(tokens[at + 1 : end]) & {"of_which", "made_of"}:
        return ()
    stops = [i for i in range(at, end) if tokens[i].means("stop", "；")]
    found: list[list[Part]] = []
    for start, stop in pairwise([at, *stops, end]):
        own = (i for i in range(start + 1, stop) if tokens[i].kind in ("of_which", "made_of"))
        found.append(named_parts(run, start + 1, next(own, stop)) or named_parts(run, start + 1, stop)[:1])
    if not all(found):
        return ()
    return [parts[0] for parts in found], [part for parts in found for part in parts]


def _list_of(
    run: Run, at: int, parts: Sequence[Part], before: Sequence[Count], told: Sequence[Quantity]
) -> Iterator[Listing]:
    """The list of some parts behind 其中, with the total that stands before it."""
    tokens = run.tokens
    same = _in_the_unit_of(parts[0].number, before)
    if not same:
        return
    names = {q.at: q.what.name for q in told if q.run is run and q.what}
    (place, whole), nearest, least = _total_of(run, at, parts, before, names)
    if _is_of_another_list(run, place, at, before):
        yield from _of_all_applications(run, at, parts, told)
        yield from _of_what_was_divided(run, at, parts, same)
        return
    flow = any(q.run is run and q.at == place and q.what and q.what.kind == "flow" for q in told)
    received = any(q.what and q.what.name in ("new", "done") for q in told)
    if not (flow and received) and kinds(tokens[clause_start(tokens, place) : place]) & {"carry", "turn"}:
        return  # 收到59件，上年度结转办理2件，其中……: of which of them is not known
    wholes = {whole.value}
    among = tokens[at].means("plain", "among") and run.about_at(at) == "requests"
    if not tokens[at].means("plain", "among"):
        others = wholes_of(told, run, at) if flow else _told_before(run, at, same)
        wholes |= {value for value in others if value >= least}
    elif names.get(place) != "done" and among:
        wholes |= {whole.value - o for o in left_over(run, told)}  # 92件申请中：……；另有4件结转下年度
    last, breaks = parts[-1].at, breaks_of(run, at, parts)
    listed = listing(run, (place, whole), parts, complete=_says_all(run, at, last) if nearest else False)
    yield listed._replace(
        wholes=frozenset(wholes),
        requests=flow or among,
        limit=_limit(run, at, parts, same, wholes),
        limited=_limited(parts, breaks),
        breaks=frozenset(breaks),
        unsure=parts[-1].is_of_others and _goes_on(run, last),
        counted_in=nearest and _leaves_something_out(run, at, last),
    )


def _total_of(
    run: Run, at: int, parts: Sequence[Part], before: Sequence[Count], names: Mapping[int, str]
) -> tuple[Count, bool, Decimal]:
    """The total of a list: the last count before it in its unit, whether no other is nearer, and the least it may be.

    `names` are those of the quantities before it, by their places.
    """
    same = _in_the_unit_of(parts[0].number, before)
    own_sentence = run.tokens[at - 1].means("stop", "。")
    # 答复1453件，包括上年结转30件。其中……: of all, and not of those that are only a part of it.
    all_of_them = [count for count in same if names.get(count[0]) in ("new", "done")]
    if own_sentence and all_of_them and names.get(same[-1][0]) == "carried_in":
        # 新收41件，上年结转2件。其中……: of both, less those that are still open.
        count, nearest = all_of_them[-1], names[all_of_them[-1][0]] == "done"
    else:
        count, nearest = same[-1], False
    # 发布信息55条，更新信息5条。其中，行政执法类27条……: of the last one that may have such parts
    most = max(p.number.value for p in parts)
    if own_sentence and count[0] not in names:
        larger = [(i, n) for i, n in same if n.value >= most]
        if larger:
            return larger[-1], True, most
    return count, nearest or count[0] in (before[-1][0], _last_before(run, at, before)), Decimal(0)


def _in_the_unit_of(number: Number, before: Sequence[Count]) -> list[Count]:
    """The counts before a list that may be its total by their unit: in its own, in one like it, or both of cases.

    What is counted by 个 are columns or sites, unless the list counts them too.
    """
    return (
        [(i, n) for i, n in before if n.unit == number.unit]
        or [(i, n) for i, n in before if are_alike(n, number)]
        or [(i, n) for i, n in before if number.counts_cases and n.counts_cases and n.unit not in OF_KINDS]
    )


def _last_before(run: Run, at: int, before: Sequence[Count]) -> int:
    """The place of the count that a list may be of: the last one, less numbers of kinds (涵盖10个类别).

    Where the list names again what was published, it is the first one: 主动公开信息中……
    """
    if run.tokens[at].means("of_which", "published"):
        return before[0][0]
    kinds_of_it = (i for i, n in reversed(before) if not (n.unit in OF_KINDS and n.value <= _MOST_KINDS))
    return next(kinds_of_it, before[-1][0])


_MOST_KINDS = 30


def _is_of_another_list(run: Run, place: int, at: int, before: Sequence[Count]) -> bool:
    """Whether a number is the last of a list that ends with a ；, behind which 按结果分 or 构成为 leads up to another."""
    all_of_them = run.tokens[at].means("made_of", "all")
    stops = [i for i in range(place, at) if run.tokens[i].means("stop", "；")]
    return all_of_them and bool(stops) and before[0][0] < place


def _of_all_applications(
    run: Run, at: int, parts: Sequence[Part], told: Sequence[Quantity]
) -> Iterator[Listing]:
    """当面4件，信函2件；按结果分，公开5件，不予公开1件: one more list of the applications counted before.

    Who applied is told of those that are new.
    """
    of_new = any("applicant" in kinds(p.label) for p in parts)
    whole = next(
        (
            q
            for q in reversed(told)
            if q.what and q.what.name in (("new",) if of_new else ("new", "done"))
            if q.run is not run or q.at < at
        ),
        None,
    )
    if whole and are_of_one_kind(parts) and run.about_at(at) == "requests":
        yield Listing(
            parts[0].token.start,
            parts[-1].token.end,
            whole.number,
            parts,
            frozenset(wholes_of(told, run, at)),
            complete=_says_all(run, at, parts[-1].at),
            requests=True,
        )


def _of_what_was_divided(
    run: Run, at: int, parts: Sequence[Part], same: Sequence[Count]
) -> Iterator[Listing]:
    """意见58个，按性质分，建议26个，投诉32个；按时段分，上午33个，下午25个: what one division has come to is divided again."""
    first = next(i for i, t in enumerate(run.tokens) if t.kind in ("of_which", "made_of") or i == at)
    wholes = [count for count in same if count[0] < first]
    divided = sum((n.value for i, n in same if i > first), Decimal(0))
    if wholes and divided == wholes[-1][1].value and run.about_at(at) != "requests":
        listed = listing(run, wholes[-1], parts, complete=_says_all(run, at, parts[-1].at))
        yield listed._replace(start=parts[0].token.start)


def _told_before(run: Run, at: int, same: Sequence[Count]) -> set[Decimal]:
    """The counts before 其中 and any other, and what the last of them come to: 书面申请6件，网上申请14件，其中公开12件……."""
    parted = next((i for i in range(at) if run.tokens[i].kind == "of_which"), at)
    own_sentence = run.tokens[at - 1].means("stop", "。")
    told = [n.value for i, n in same if own_sentence or i < parted]
    return {*told, *accumulate(reversed(told))}


def _limited(parts: Sequence[Part], breaks: Sequence[int]) -> int:
    """How many of the first parts are surely of the total: those joined by 、, before a ； or another time."""
    group = joined(parts)
    ends = [] if are_of_one_kind(parts) else [*breaks[:1], *([group] if group else [])]
    ends = [*ends, *(order for order, p in enumerate(parts) if kinds(p.label) & OF_ANOTHER_TIME)]
    return min((*ends, len(parts)))


def _leaves_something_out(run: Run, at: int, last: int) -> bool:
    """Whether a list tells that it leaves something out: with 等 behind its last number, or with 主要 before it."""
    return "and_so_on" in kinds(run.tokens[last + 1 : last + 3]) or run.word(run.tokens[at]).startswith(
        "主要"
    )


def _says_all(run: Run, at: int, last: int) -> bool | None:
    """Whether a list says itself that it is complete, or that it is not."""
    # 教育、医疗等民生事业11983条: behind some names 等 leaves nothing out, behind the last number it does.
    named_last = any(t.kind == "others" for t in run.tokens[item_start(run.tokens, last) : last])
    goes_on = not named_last and run.text.startswith(_GOING_ON, run.tokens[-1].end)
    if _leaves_something_out(run, at, last) or goes_on:
        return False
    may = "rest" in run.kinds or run.tokens[at].kind == "except"
    rest = [i for i in range(at, len(run.tokens)) if _is_the_rest(run, at, i)] if may else []
    if rest:
        end = clause_end(run.tokens, rest[0])
        # 其余为动态、生产等信息22条 counts what is left, 其余均已办结 and 其余在2件中 do not.
        words = run.tokens[rest[0] + 1 : min(last, end)]
        named = any(t.means("plain", "is") for t in words[:1]) and last < end
        counted = rest[0] < last and (named or any(t.counted for t in run.tokens[rest[0] : rest[0] + 3]))
        return counted and "share" not in kinds(run.tokens[at : last + 3])
    divided = run.tokens[at].means("made_of", "all") and not run.word(run.tokens[at]).endswith(_SEEN_BY)
    if run.tokens[at].kind == "each" or divided:
        return True
    return False if run.tokens[at].kind == "except" else None


# What is seen by one thing, 从办理结果看, need not be told of all.
_SEEN_BY = "看"
# How the next sentence begins where a list goes on in it: 其中2件予以公开。另外2件……
_GOING_ON = ("另外", "另有", "还有", "其余", "剩余", "余下")


def _is_the_rest(run: Run, at: int, i: int) -> bool:
    """Whether a word names all that is left: 其余, and 其他 with its number behind 除."""
    token = run.tokens[i]
    counted = i + 1 < len(run.tokens) and run.tokens[i + 1].counted
    return token.kind == "rest" or (
        token.kind == "others" and run.tokens[at].kind == "except" and bool(counted)
    )


def _goes_on(run: Run, last: int) -> bool:
    """Whether a list may go on behind a ； in the unit of its last number: 规章11条、其他文件102条；工作报告2条."""
    tokens = run.tokens
    stops = last + 1 < len(tokens) and tokens[last + 1].means("stop", "；")
    number = tokens[last].counted
    following = next((i for i in range(last + 1, len(tokens)) if tokens[i].counted), len(tokens))
    if kinds(tokens[last + 1 : following]) & {"publish", "open_word"}:
        return False  # 其他信息13条；通过微博发布信息98条
    return stops and any(t.counted and number and t.counted.unit == number.unit for t in tokens[last + 2 :])


def _limit(
    run: Run, at: int, parts: Sequence[Part], before: Sequence[Count], wholes: set[Decimal]
) -> Decimal | None:
    """The largest that a part may be; none where the list may be of something else."""
    tokens = run.tokens
    if tokens[at].kind == "except":
        return None
    if tokens[at - 1].means("stop", "。") and len(before) > FEW - 1:
        return (
            None  # 网站公开754条，新媒体公开2808条，其他方式公开54条。其中……: of which of them is not known
        )
    if any("verdict" in kinds(p.label) for p in parts):
        # How reviews ended is said of reviews: 办理23件，有3件申请行政复议，其中……维持.
        clauses = ((n.value, tokens[clause_start(tokens, i) : clause_end(tokens, i)]) for i, n in before)
        reviews = [value for value, clause in clauses if "review" in kinds(clause)]
        if reviews:
            return sum(reviews, Decimal(0))
    return max((*wholes, *(n.value for _, n in before)))


def wholes_of(told: Sequence[Quantity], run: Run, at: int) -> set[Decimal]:
    """What the parts of applications may add up to: those received, with or without what came or went over.

    They are counted before the parts; what goes over to the next year may be told behind them.
    """
    flows = [(q, q.what.name) for q in told if q.what and q.what.kind == "flow"]
    near = [(name, q.number.value) for q, name in flows if q.run is not run or q.at < at]
    new, done, over = (
        [value for name, value in near if name == told] for told in ("new", "done", "carried_in")
    )
    out = left_over(run, told)
    summed_up = [n.value for i, n in run.counts() if i > at and _sums_up(run, i)]
    # Those handled are those received and those that came over; a list may be of those received alone.
    received = {*new, *accumulate(reversed(new)), *(w - i for w in done for i in over)}
    handled = {*done, *(w + i for w in new for i in over)}
    return {*(w - o for w in received | handled for o in (Decimal(0), *out)), *summed_up}


def _sums_up(run: Run, at: int) -> bool:
    """Whether a count behind 即 tells what the list before it comes to: 网络3件，邮件1件，即本机关新收4件."""
    lead = run.tokens[clause_start(run.tokens, at)]
    return run.word(lead) == "即"


def left_over(run: Run, told: Sequence[Quantity]) -> list[Decimal]:
    """The counts of what is carried over: of applications as told so far, and any of the sentence right before 结转."""
    carried = [n.value for i, n in run.counts() if kinds(run.tokens[i + 1 : i + 2]) & {"carry", "turn"}]
    return [*carried, *(q.number.value for q in told if q.what and q.what.name == "carried_out")]
