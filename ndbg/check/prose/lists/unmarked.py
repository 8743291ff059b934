"""Lists that nothing introduces: parts right behind their total. 收到意见47条，采纳32条，未采纳15条.

That counts are the parts of the one before them, and all of them, is told by their names only: the last is what is left
(其他, 其余), or they name all there can be (采纳 and 未采纳). How applications were dealt with, and how reviews ended, is held
against the tables; by what ways applications came they have not.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ndbg.check.prose.lexicon import FAULTS_FOUND, FROM_OTHER_TIMES, LEVELS
from ndbg.check.prose.lists.behind import wholes_of
from ndbg.check.prose.lists.parts import (
    BREAKS,
    OF_ANOTHER_TIME,
    OF_KINDS,
    Count,
    Listing,
    Part,
    are_alike,
    are_joined,
    listing,
    name_all,
    named_before,
    names_apiece,
    numbers,
    part_of,
)
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.text.patterns import Pattern, any_in

_NO_LIST = {*BREAKS, "except", "each", "more", "less", "sum", "share", "carry", *OF_ANOTHER_TIME} - {"when"}
_OF_SOME = {"outcome", "answer", "review", "rest", *OF_ANOTHER_TIME}
_LEADING = {"publish", "open_word", "issue", "receive", "answer", "sum"}
_OF_LEVELS = ("个", "处", "人", "名", "块")


def unmarked(run: Run) -> Iterator[Sequence[Listing]]:
    """The lists of a sentence that nothing introduces, one at the most before each ；."""
    counts = numbers(run)
    start = 0
    while start < len(run.tokens):
        end = clause_end(run.tokens, start, "；", "。")
        counted = [(i, n) for i, n in counts if start <= i < end]
        found = (_listed(run, start, counted[order:]) for order in range(len(counted) - 2))
        yield [listed] if (listed := next(filter(None, found), None)) else []
        start = end + 1


def _listed(run: Run, start: int, counted: Sequence[Count]) -> Listing | None:
    """The list of which the first of some counts is the total; what stands between two ； begins at `start`.

    All counts behind it, up to the ；, are its parts, in its unit; no other count is told before it that they may be of.
    """
    tokens = run.tokens
    (at, whole), others = counted[0], counted[1:]
    told = tokens[start:at]
    first = clause_end(tokens, at)
    ends = [first, *(i + 1 for i, _ in others)]
    labels = [tokens[begin:i] for begin, (i, _) in zip(ends, others, strict=False)]
    alike = all(n.exact and are_alike(n, whole) and n.value <= whole.value for _, n in others)
    apart = any(t.counted and are_alike(t.counted, whole) for t in told) or "number" in kinds(told)
    if not whole.exact or not alike or apart or first > others[0][0] or kinds(told) & BREAKS:
        return None
    between = [t for t in tokens[at : others[-1][0]] if not t.means("more_over", "and")]
    if kinds(between) & _NO_LIST or run.about_at(at) in ("requests", "reviews") or not all(labels):
        return None
    parts = [part_of(run, i, n, label) for (i, n), label in zip(others, labels, strict=True)]
    return listing(run, counted[0], parts, complete=True) if _are_all(run, counted[0], parts) else None


def _are_all(run: Run, count: Count, parts: Sequence[Part]) -> bool:
    """Whether some parts name all there can be, or the last is what is left: 发布动态92条，征地22条，拆迁19条，其他51条.

    It is that of the total, and not of a row that begins with this, where a verb leads up to it, or 、 joins the parts only.
    """
    at, whole = count
    joined = are_joined(parts[1:])
    led = kinds(run.tokens[clause_start(run.tokens, at) : at]) & _LEADING
    ended = (joined or led) and ("rest" in parts[-1].kinds or parts[-1].is_of_others)
    levels = joined and whole.unit in _OF_LEVELS and all(p.name.strip("，、由") in LEVELS for p in parts)
    return bool(ended) or levels or name_all(parts)


# -- what was put right ---------------------------------------------------------------------------------


def put_right(run: Run) -> Iterator[Sequence[Listing]]:
    """What was put right of the faults counted right before: 反馈问题187条，整改187条. It is no more than these.

    What came over from other times may be among it, where the paragraph speaks of such.
    """
    tokens, counted = run.tokens, numbers(run)
    if any_in(FROM_OTHER_TIMES, run.text):
        return
    for (at, found), (behind, done) in pairwise(counted):
        between = run.text[tokens[at].end : tokens[behind].start]
        before = run.text[tokens[clause_start(tokens, at)].start : tokens[clause_end(tokens, at) - 1].end]
        alike = found.exact and done.exact and found.unit == done.unit
        if alike and _PUT_RIGHT.fullmatch(between) and any_in(FAULTS_FOUND, before):
            listed = listing(run, (at, found), [part_of(run, behind, done, ())], complete=False)
            yield [listed._replace(limit=found.value, limited=1)]


_PUT_RIGHT = Pattern(
    r"[^，。；\d]{0,6}，(?:均|已|全部|当场|当周|立即|第一时间|及时|共|督促|按期){0,3}(?:(?:整改|改正)(?:完成|到位|完毕|落实)?|完成)"
)


# -- by what ways applications came -------------------------------------------------------------------


def of_requests(run: Run, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    """Lists of all applications behind their number, however they are introduced: by ways, and by what was applied for."""
    yield from _of_all(run, told, _parts_by_ways(run))
    yield from _of_all(run, told, _parts_by_topics(run))


def _of_all(run: Run, told: Sequence[Quantity], parts: Sequence[Part]) -> Iterator[Sequence[Listing]]:
    """The list of some parts and of the number of applications that comes nearest to them."""
    first = parts[0].at if parts else 0
    before = [
        q for q in told if q.what and q.what.name in ("new", "done") and (q.run is not run or q.at < first)
    ]
    if len(parts) < 2 or not before or _are_of_a_part(run, first):
        return
    total = sum(p.number.value for p in parts)
    whole = min(reversed(before), key=lambda q: abs(q.number.value - total))
    here = whole.run is run
    # So far from a total of an earlier sentence they are those of another one.
    if here or total <= 2 * whole.number.value <= 4 * total:
        start = whole.token.start if here else parts[0].token.start
        wholes = frozenset(wholes_of(told, run, first))
        yield [Listing(start, parts[-1].end, whole.number, parts, wholes, complete=True, requests=True)]


def _parts_by_ways(run: Run) -> list[Part]:
    """The first counts of a run that stand one behind the other and are told by a way, and by 其他 behind them."""
    parts: list[Part] = []
    end = 0
    for at, number in run.counts():
        label = _words_of(run.tokens, end, at)
        end = at + 1
        named = "way" in kinds(label) or (parts and "others" in kinds(label))
        if number.counts_cases and named and not kinds(label) & {"each", *BREAKS}:
            part = part_of(run, at, number, label)
            parts += [part] * names_apiece(run, part)
        elif parts:
            break
    return parts if parts and _are_of_requests(run, parts) else []


def _parts_by_topics(run: Run) -> list[Part]:
    """The counts behind what applications were about, up to what is left: 申请内容涉及征地28件、政策12件、其他6件."""
    tokens = run.tokens
    lead = next(
        (i for i, t in enumerate(tokens) if t.kind == "by_topic" and run.about_at(i) == "requests"), 0
    )
    told = tokens[max((at + 1 for at, _ in run.counts() if at < lead), default=0) : lead]
    if tokens[lead].kind != "by_topic" or kinds(told) & _OF_SOME:
        return []  # 不予公开的申请中，涉及第三方3件、其他4件
    end = clause_end(tokens, lead, "；", "。")
    counted = ((i, n) for i, n in run.counts() if lead < i < end and n.unit not in OF_KINDS)
    parts = [named_before(run, *count) for count in counted]
    ended = next((at for at, p in enumerate(parts, 1) if p.kinds & {"others", "rest"}), 0)
    return parts[:ended] if all(p.number.counts_cases for p in parts[:ended]) else []


def _words_of(tokens: Tokens, start: int, at: int) -> Tokens:
    """The words that name a number: those of its clause before it, or where it leads that, those behind it."""
    before = tokens[max(start, clause_start(tokens, at)) : at]
    if kinds(before) - {"plain", "has", "comma", "of_which", "applicant"}:
        return before
    end = next(
        (i for i in range(at + 1, len(tokens)) if tokens[i].kind in ("comma", "number", "stop")), len(tokens)
    )
    leads = end < len(tokens) and tokens[end].means("stop", "：")  # 23件申请渠道为：……
    behind = tokens[at + 1 : end]
    return () if leads or "among" in meant(behind, "plain") else behind  # 8件网上申请中，……


def _are_of_requests(run: Run, parts: Sequence[Part]) -> bool:
    """Whether the text is about applications where their ways are told, or these are named so: 从方式看网络15件, 网络申请7件."""
    first = parts[0].at
    lead = kinds(run.tokens[clause_start(run.tokens, first, "；", "。") : first])
    named = "all_ways" in lead or all("申请" in p.name for p in parts)
    return run.about_at(first) == "requests" or (named and run.about_at(first) == "other")


def _are_of_a_part(run: Run, first: int) -> bool:
    """Whether ways are told of what 其中 has told of, and not of all: 其中公开20件，通过网络15件、邮寄5件."""
    marked = max((i for i in range(first) if run.tokens[i].kind in ("of_which", "made_of")), default=first)
    return any(t.counted for t in run.tokens[marked:first])
