"""Totals with their parts as they stand in a sentence, in whatever way the list is introduced.

In brackets, behind 其中, 分为, 除 (see `list_behind`) or a colon, before 合计, or with nothing before it.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise, takewhile

from ndbg.check.prose.lexicon import CHANNELS, OF_EACH, REQUESTS, SEASONS
from ndbg.check.prose.list_behind import parts_behind, wholes_of
from ndbg.check.prose.list_parts import (
    BREAKS,
    BY_PARTS,
    FEW,
    OF_ANOTHER_TIME,
    Count,
    Listing,
    Part,
    are_alike,
    breaks_of,
    is_among,
    list_end,
    named_parts,
    part_of,
)
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities import Quantity
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, counts, is_change, published, unit
from ndbg.text.patterns import any_in


def lists(sentence: Sentence) -> Iterator[Sequence[Listing]]:
    """The lists of a sentence, in whatever way they are introduced, each in all the ways in which it may be read."""
    run = sentence.run
    told = [*sentence.flows, *(q for q in sentence.quantities if q.run is run)]
    counts = _numbers(run)
    found: list[Iterator[Sequence[Listing]]] = [_in_brackets(run, *aside, told) for aside in run.asides]
    for at, token in enumerate(run.tokens):
        if token.kind in BY_PARTS or _names_each(run, at) or is_among(run, at):
            found.append(parts_behind(run, at, counts, told))
        elif token.means("by_topic", "involves") and not kinds(run.tokens[:at]) & {"by_topic", *BY_PARTS}:
            # 公开信息80条，涉及规划30条、水利40条、其他10条: by its last name such a list is one of parts.
            found.append(
                readings for readings in parts_behind(run, at, counts, told) if _ends_with_others(readings)
            )
        elif token.means("stop", "："):
            found.append(_behind_colon(run, at))
        elif token.kind == "each":
            found.append(_without_names(run, at, counts))
        elif token.kind == "sum":
            found.append(_summed_up(run, at, counts))
    return chain(
        *found,
        *(_by_class(run, told, class_) for class_ in ("way", "applicant") if class_ in run.kinds),
        _by_verdicts(run, told) if "verdict" in run.kinds else (),
        _handled_and_left(run, told),
        _unmarked(run),
        _of_an_earlier_total(sentence),
    )


def _ends_with_others(readings: Sequence[Listing]) -> bool:
    return bool(readings) and "others" in kinds(readings[0].parts[-1].label)


def _names_each(run: Run, at: int) -> bool:
    """Whether 分别为 stands before names with their numbers, not between names and numbers: 分别为公告3条、动态5条."""
    token, behind = run.tokens[at], run.tokens[at + 1 : at + 2]
    # 结果纠正2件，分别因超期、未说明理由: a bare 分别 leads up to anything.
    return token.kind == "each" and token.meaning != "bare" and "number" not in kinds(behind)


def _without_names(run: Run, at: int, counts: Sequence[Count]) -> Iterator[Sequence[Listing]]:
    """公开四类信息共211条，分别为75条、36条、61条、39条, and 各季度分别为: parts that are not named, of the only count before them."""
    tokens = run.tokens
    end = clause_end(tokens, at, "；", "。")
    counted = [(i, n) for i in range(at + 1, end) if (n := tokens[i].counted)]
    start = clause_start(tokens, at)
    whole = [(i, n) for i, n in counts if i < start and counted and are_alike(n, counted[0][1])]
    if len(counted) < FEW or len(whole) != 1 or not all(n.unit == counted[0][1].unit for _, n in counted):
        return
    place, total = whole[0]
    of_what = run.text[tokens[start].start : tokens[at].start]
    led = [
        t
        for t in tokens[clause_start(tokens, place) : place]
        if t.kind != "plain" and not t.means("when", "this")
    ]
    told = total.exact and bool(led) and led[-1].kind in _TELLING and not kinds(led) & _NOT_A_SUM
    told = told and not any_in(OF_EACH, run.text[led[0].start : led[-1].end])
    alone = start == place + 2 and kinds(tokens[at + 1 : end]) <= {"number", "comma"}
    if told and alone and (not of_what or of_what in SEASONS):
        parts = [part_of(run, i, n, ()) for i, n in counted]
        yield [
            Listing(
                tokens[place].start,
                tokens[counted[-1][0]].end,
                total,
                parts,
                frozenset({total.value}),
                complete=True,
            )
        ]


# Kinds of words right before a total, and those beside it by which it is none: 每季度均不少于10条，分别为….
_TELLING = {"publish", "open_word", "outcome", "other_thing", "sum", "receive", "issue", "answer", *REQUESTS}
_NOT_A_SUM = {"all", "less", "more", "compare", "about", "when", "span", "each"}


def _numbers(run: Run) -> list[Count]:
    """The counts of a run with their places; by how much something has changed, and from what, is none."""
    found = counts(run, len(run.tokens))
    return [(at, n) for at, n in found if not is_change(run.tokens, at) and not _is_of_earlier_years(run, at)]


def _is_of_earlier_years(run: Run, at: int) -> bool:
    """Whether a count is told beside that of the year: 较上年的10件增加40%, 历年累计61件; what was carried over is not."""
    tokens = run.tokens
    start = clause_start(tokens, at)
    before, behind = tokens[start:at], tokens[at : clause_end(tokens, at)]
    named = [t for t in before if t.kind not in ("plain", "when", "year")]
    if kinds(named[-1:]) == {"compare"} or ("compare" in kinds(named) and kinds(behind) & {"more", "less"}):
        return True
    return "last" in meant(before, "when") and not kinds((*before, *behind)) & {"carry", "turn"}


def _in_brackets(run: Run, anchor: int, aside: Run, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    if not aside.tokens:
        return
    lead = aside.tokens[0].kind
    first = 1 if lead in ("of_which", "made_of") else 0
    place = _counted_before(run.tokens, anchor) if lead == "of_which" else anchor - 1
    whole = run.tokens[place].counted if place >= 0 else None
    if whole is None:
        return
    parts = named_parts(aside, first, len(aside.tokens))
    within = kinds(aside.tokens[first:]) - ({"when"} if all(p.is_of_a_season for p in parts) else set())
    if not parts or within & {"compare", "more", "less", "share", "figure", "carry", "year", "when"}:
        return
    last = {*parts[-1].label, parts[-1].token}
    tail = kinds([t for t in aside.tokens[parts[-1].at + 1 :] if t not in last]) - {"plain", "stop"}
    tail |= kinds(aside.tokens[parts[-1].at :]) & {"and_so_on"}
    open_ended = tail or within & {"of_which", "made_of", "more_over", "except", "sum"}
    same = all(are_alike(p.number, whole) for p in parts)
    closed = same and not open_ended
    # 1600条（其中转载800条、解读40条）, 1600条（含转载800条）: what is named need not be all there is.
    some = lead == "of_which" or aside.tokens[0].means("made_of", "some")
    start, end = run.tokens[place].start, aside.tokens[-1].end + 1
    yield [
        Listing(
            start,
            end,
            whole,
            parts,
            frozenset({whole.value}),
            complete=None if some and closed else closed,
            requests=any(q.run is run and q.at == place and q.what and q.what.kind == "flow" for q in told),
            limit=None if "sum" in within else whole.value,
            limited=len(parts),
        )
    ]


def _counted_before(tokens: Tokens, anchor: int) -> int:
    """The number of the clause that ends with brackets, also where what it counts stands between: 3份申请信件（其中……）."""
    return max((i for i in range(clause_start(tokens, anchor), anchor) if tokens[i].counted), default=-1)


def _behind_colon(run: Run, at: int) -> Iterator[Sequence[Listing]]:
    """公开信息520条：网站312条、微信188条、公开栏20条: a list that ends its sentence, or comes before 其中."""
    tokens = run.tokens
    place = _total_before_colon(run, at)
    whole = tokens[place].counted if place >= 0 else None
    end = list_end(run, at + 1)
    parts = named_parts(run, at + 1, end)
    wholes = {whole.value} if whole else set()
    if whole is None and len(parts) > 1 and all(p.is_of_a_season for p in parts):
        # 收到8件，办结7件，分季度看：一季度1件，二季度7件
        before = [(i, n) for i, n in _numbers(run) if i < at]
        wholes = {n.value for _, n in before}
        place, whole = before[-1] if before else (-1, None)
    if whole is None or len(parts) < 2:
        return
    if place < at - 1:
        # 公开信息10条，类别有三类：…，行政许可20件: where it is told that a list follows, other things may come behind it.
        parts = list(takewhile(lambda p: are_alike(p.number, whole), parts))
        end = parts[-1].at + 1 if parts else at
    if len(parts) < 2:
        return
    last = parts[-1].at
    listed = tokens[at + 1 : last + 2]
    behind = [t for t in tokens[last + 1 : end] if t.kind not in ("plain", "stop")]
    parted = any(t.means("stop", "；") for t in listed[:-1])
    incomplete = kinds(listed) & {
        "and_so_on",
        "made_of",
        "more_over",
        "except",
        "compare",
        "more",
        "less",
        "rest",
    }
    mixed = any(not are_alike(p.number, whole) for p in parts)
    outcomes = all("outcome" in kinds(p.label) for p in parts)
    goes_on = outcomes and "outcome" in kinds(tokens[last + 1 : clause_end(tokens, last, "。")])
    if behind or incomplete or mixed or goes_on or (parted and len(parts) < FEW):
        return  # 办结52件：予以公开14件、部分公开38件，公开率100%；不予公开0件
    stop = tokens[last + 1] if last + 1 < len(tokens) else None
    ended = stop.end if stop and stop.means("stop", "。") else tokens[last].end
    yield [Listing(tokens[place].start, ended, whole, parts, frozenset(wholes), complete=True)]


_LONGEST_LEAD = 6  # tokens


def _total_before_colon(run: Run, at: int) -> int:
    """The place of the number before a colon, also where it is only said between them that a list follows."""
    tokens = run.tokens
    counted = [i for i in range(max(at - _LONGEST_LEAD, 0), at) if tokens[i].counted]
    while counted and unit(tokens[counted[-1]]) in ("类", "种", "项", "方面", "部"):
        counted.pop()  # 类别有七类：
    if not counted:
        return -1
    between = tokens[counted[-1] + 1 : at]
    led = not between or between[0].means("stop", "，")
    return (
        counted[-1] if led and kinds(between) <= {"stop", "plain", "has", "number", "by_topic", "sum"} else -1
    )


def _summed_up(run: Run, at: int, counts: Sequence[Count]) -> Iterator[Sequence[Listing]]:
    """微博302条，微信415条，两类合计717条: a total behind its parts, which may be the last few counted before."""
    tokens = run.tokens
    place = next((i for i in range(at + 1, len(tokens)) if tokens[i].kind not in _BEFORE_TOTALS), at)
    whole = tokens[place].counted if place < len(tokens) else None
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "comma")), 0)
    lead = [t for t in tokens[start:at] if t.kind != "plain"]
    # 三类新媒体合计发布823条 says how many it adds up; a bare 合计 stands right behind the parts.
    several = bool(lead) and lead[0].kind == "number" and run.word(lead[0])[-1] in "类项种者处"
    group = _joined_before(run, start, place) if place == at + 1 else []
    sure = several or tokens[at].means("sum", "added") or bool(group)
    if whole is None or (lead and not several):
        return
    counted = group or [(i, n) for i, n in counts if i < start and are_alike(n, whole)]
    if meant(tokens, "sum").count("added") > 1:
        return  # 新增60项，许可12项，合计30项，收费8项，合计25项: each is a total of its own, or of other totals
    if len(counted) < 2 or whole.value in accumulate(n.value for _, n in reversed(counted)):
        return
    if "and_so_on" in kinds(tokens[counted[-1][0] : place]):
        return  # 检查19份、处罚5份等信息，合计87份
    of_other_units = any(counted[0][0] < i < start and not are_alike(n, whole) for i, n in counts)
    if of_other_units and not sure:
        return  # 网站33条，公众号74条，展板5块，共112条（块）
    if sure or not _counts_something_else(tokens, counted[0][0], place):
        parts = [part_of(run, i, n, tokens[clause_start(tokens, i) : i]) for i, n in counted]
        yield [
            Listing(
                parts[0].token.start,
                tokens[place].end,
                whole,
                parts,
                frozenset({whole.value}),
                complete=True if sure else None,
            )
        ]


def _joined_before(run: Run, start: int, place: int) -> list[Count]:
    """The counts of the clause before 共, where they are joined by 、 and it says no more: 办结建议55件、提案83件，共138件."""
    tokens = run.tokens
    first = clause_start(tokens, start - 1) if start else 0
    found = [(i, n) for i in range(first, start) if (n := tokens[i].counted)]
    joined = [any(t.kind == "comma" for t in tokens[i:j]) for (i, _), (j, _) in pairwise(found)]
    ended = place + 1 >= len(tokens) or tokens[place + 1].kind == "stop"
    alike = all(n.unit == unit(tokens[place]) for _, n in found)
    return found if ended and alike and joined and all(joined) else []


_BEFORE_TOTALS = {"plain", "sum", "publish", "receive", "open_word"}
# Where one of these is told, what 共 counts may be another thing than what stands before it.
_NOT_SUMMED_UP = {
    "receive", "answer", "carry", "turn", "open", "review", "verdict", "compare", "more", "less", "request", "request_open",
    "of_which", "made_of", "rate", "outcome",
}  # fmt: skip


def _counts_something_else(tokens: Tokens, first: int, place: int) -> bool:
    """Whether the total of what is counted from one place on may be none: of applications, or of another time."""
    told = kinds(tokens[clause_start(tokens, first) : place])
    return bool(told & _NOT_SUMMED_UP or kinds(tokens[first:place]) & OF_ANOTHER_TIME)


def _by_class(run: Run, told: Sequence[Quantity], class_: str) -> Iterator[Sequence[Listing]]:
    """网络24件，信函8件 behind the number of applications, however the list is introduced; or 自然人30件，企业2件."""
    tokens = run.tokens
    received = [q for q in told if q.what and q.what.name in ("new", "done")]
    if not received:
        return
    parts: list[Part] = []
    end = 0
    for at in run.numbers():
        label, number = _words_of(tokens, end, at), tokens[at].counted
        end = at + 1
        named = class_ in kinds(label) or (parts and "others" in kinds(label))
        if number and number.counts_cases and named and not kinds(label) & BREAKS:
            parts.append(part_of(run, at, number, label))
        elif parts:
            break
    if len(parts) < 2:
        return
    first, last = parts[0].at, parts[-1].at
    before = [q for q in received if q.run is not run or q.at < first]
    if not before or run.about_at(first) != "requests" or _is_listed(run, first, class_):
        return
    whole = before[-1]
    if "and_so_on" in kinds(tokens[first : last + 3]) or _is_another_told(run, told, whole, first):
        return
    total = sum(p.number.value for p in parts)
    if whole.run is not run and not total <= 2 * whole.number.value <= 4 * total:
        return  # so far from an earlier total they are those of another one
    start = whole.token.start if whole.run is run else parts[0].token.start
    yield [
        Listing(
            start,
            parts[-1].end,
            whole.number,
            parts,
            frozenset(wholes_of(told, run, first)),
            complete=True if class_ == "way" else None,
            requests=True,
        )
    ]


def _is_another_told(run: Run, told: Sequence[Quantity], whole: Quantity, first: int) -> bool:
    """Whether something else is counted behind a total: 全市856件。市政府办公室28件：自然人26件、法人2件."""
    start = whole.at + 1 if whole.run is run else 0
    known = {q.at for q in told if q.run is run and q.what}
    found = [i for i, _ in _numbers(run) if start <= i < first and i not in known]
    return any(
        not kinds(_words_of(run.tokens, start, i)) & {"way", "applicant", "outcome", "open_word"}
        for i in found
    )


def _words_of(tokens: Tokens, start: int, at: int) -> Tokens:
    """The words that name a number: those of its clause before it, or where it leads that, those behind it."""
    before = tokens[max(start, clause_start(tokens, at)) : at]
    named = [t for t in before if not t.means("applicant", "people")]  # 申请人25件为自然人
    if kinds(named) - {"plain", "has", "comma", "of_which"}:
        return before
    end = clause_end(tokens, at)
    end = next((i for i in range(at + 1, end) if tokens[i].kind in ("comma", "number")), end)
    behind = tokens[at + 1 : end]
    return () if "among" in meant(behind, "plain") else behind  # 8件网上申请中，……


def _is_listed(run: Run, first: int, class_: str) -> bool:
    """Whether parts are those of a list behind 其中, and not ones that follow it: 其中自然人20件，通过网络15件、邮寄5件."""
    tokens = run.tokens
    marked = max((i for i in range(first) if tokens[i].kind in ("of_which", "made_of")), default=0)
    if not any(t.counted for t in tokens[:marked]):
        return False
    others = {t.kind for t in tokens[marked:first] if t.kind in ("way", "applicant")} - {class_}
    return not others or not any(t.counted for t in tokens[marked:first])


def _by_verdicts(run: Run, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    """行政复议7件，维持5件、其他结果2件: how reviews ended, right behind their number."""
    reviews = [
        q for q in told if q.run is run and q.what and q.what.kind == "review" and q.what.name.endswith(".")
    ]
    for order, whole in enumerate(reviews):
        parts = _ended(run, whole.at)
        if len(parts) > 1:
            counted = [q.number.value for q in reversed(reviews[: order + 1])]
            wholes = frozenset({*counted, *accumulate(counted)})
            start, end = whole.token.start, parts[-1].token.end
            yield [Listing(start, end, whole.number, parts, wholes, limit=max(wholes), limited=len(parts))]


def _ended(run: Run, at: int) -> list[Part]:
    """The counts right behind that of reviews which tell how these ended."""
    tokens = run.tokens
    end = clause_end(tokens, at, "；", "。")
    parts: list[Part] = []
    for before, place in pairwise(i for i in run.numbers() if at <= i < end):
        label, number = tokens[before + 1 : place], tokens[place].counted
        if number is None or "verdict" not in kinds(label) or kinds(label) & {"review", *BREAKS}:
            break
        if "among" in meant(label, "plain"):
            break  # 尚未审结2件，已审结的案件中纠正1件
        parts.append(part_of(run, place, number, label))
    return parts


def _handled_and_left(run: Run, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    """收到19件，18件已办结，1件结转下年度: clauses that begin with their number, behind that of those received."""
    tokens = run.tokens
    whole = next((q for q in told if q.run is run and q.what and q.what.name in ("new", "done")), None)
    if whole is None or {"of_which", "made_of", "except"} & run.kinds:
        return
    end = clause_end(tokens, whole.at, "。", "；")
    places = [i for i in run.numbers() if whole.at < i < end]
    if not all(_leads_its_clause(tokens, i) for i in places):
        return
    parts = [
        part_of(run, i, number, tokens[i + 1 : clause_end(tokens, i)])
        for i in places
        if (number := tokens[i].counted)
    ]
    wholes = wholes_of(told, run, places[0]) if places else set()
    # Where some are finished in time, others may be finished late.
    late = any("in_time" in kinds(p.label) for p in parts) and sum(p.number.value for p in parts) < max(
        wholes
    )
    if not late and _are_handled_and_left(parts):
        yield [
            Listing(
                whole.token.start,
                tokens[end - 1].end,
                whole.number,
                parts,
                frozenset(wholes),
                complete=True,
                requests=True,
            )
        ]


def _leads_its_clause(tokens: Tokens, at: int) -> bool:
    return kinds(tokens[clause_start(tokens, at) : at]) <= {"plain", "more_over", "has"}


def _are_handled_and_left(parts: Sequence[Part]) -> bool:
    """Whether some of those received are told to be finished, and all the others to be left over."""
    labels = [kinds(p.label) for p in parts]
    finished = any("finished" in meant(p.label, "answer") and not kinds(p.label) & {"carry"} for p in parts)
    left = [bool(label & {"carry", "turn", "open"}) for label in labels]
    return (
        finished
        and any(left)
        and all(is_left or "answer" in label for is_left, label in zip(left, labels, strict=True))
    )


def _unmarked(run: Run) -> Iterator[Sequence[Listing]]:
    """发布信息1418篇，省级媒体412篇，市级媒体467篇，其他539篇; 制发文件122件，主动公开67件，依申请公开55件.

    The first number of a sentence and those behind it, up to one of 其他, or where all are named by how documents are
    opened, or where they nearly come to it: 受理许可660件，企业类450件，经营类100件，建设类109件.
    """
    tokens = run.tokens
    places = run.numbers()
    whole = tokens[places[0]].counted if len(places) >= FEW else None
    if whole is None or kinds(tokens) & _MARKS:
        return
    parts: list[Part] = []
    for before, at in pairwise(places):
        number = tokens[at].counted
        if number is None or not are_alike(number, whole) or (parts and "others" in kinds(parts[-1].label)):
            break
        parts.append(part_of(run, at, number, tokens[before + 1 : at]))
    by_openness = all(p.is_of_a_way_to_open for p in parts)
    ended = bool(parts) and (
        "others" in kinds(parts[-1].label) if len(parts) >= FEW else parts[-1].is_of_other_kinds
    )
    told = published(run) is not None and (by_openness or ended)
    if len(parts) > 1 and (told or _comes_nearly_to(run, places[0], parts)):
        start, end = tokens[places[0]].start, parts[-1].token.end
        yield [Listing(start, end, whole, parts, frozenset({whole.value}), unsure=True)]


def _comes_nearly_to(run: Run, place: int, parts: Sequence[Part]) -> bool:
    """Whether several counts come so near to the one before them that they must be its parts.

    They are kinds of it in its own unit, named and no more. What was published in several places, or done besides,
    may come near to it by chance.
    """
    tokens = run.tokens
    whole = tokens[place].counted
    if whole is None or len(parts) < FEW or whole.value < _MANY or whole.unit not in _OF_KINDS:
        return False
    label = tokens[clause_start(tokens, place) : place]
    named = all(
        p.number.unit == whole.unit and p.label and tokens[p.at - len(p.label)].kind == "stop" for p in parts
    )
    at_work = any(kinds(p.label) & _AT_WORK or p.is_of_a_channel or p.is_of_a_season for p in parts)
    last = parts[-1].at
    behind = tokens[last + 1 : last + 2]
    ended = not behind or behind[0].means("stop", "。", "；")
    written = run.text[run.start : tokens[place].start]
    of_a_part = kinds(label) & {"way", "part", "by_topic"} or any_in(CHANNELS, written)
    total = sum(p.number.value for p in parts)
    return (
        named and ended and not at_work and not of_a_part and abs(total - whole.value) * _SMALL <= whole.value
    )


# What makes a count one of something that was done, and no kind of what was counted before it.
_AT_WORK = {"carry", "turn", "open", "answer", "review", "publish", "open_word", "issue", "repeal", "decide", "happen", "way", "when", "year", "part", "whole"}  # fmt: skip
_OF_KINDS = ("条", "件", "份", "篇")
_MANY = 100
_SMALL = 50  # parts that are meant to add up to their total miss it by no more than a fiftieth


def _of_an_earlier_total(sentence: Sentence) -> Iterator[Sequence[Listing]]:
    """公开信息97条。……在公开的信息中，公告50条，动态47条: a list of what an earlier sentence has told.

    Without such words the sentence right behind it may be one: 公开信息700条。通过网站公开65条，微信公众号635条.
    """
    run, whole = sentence.run, sentence.total
    tokens = run.tokens
    marked = next((i for i, t in enumerate(tokens) if t.kind in ("of_which", "made_of")), -1)
    if whole is None or any(t.counted for t in tokens[: max(marked, 0)]) or sentence.since > FEW:
        return
    parts = list(
        takewhile(
            lambda p: are_alike(p.number, whole), named_parts(run, marked + 1, list_end(run, marked + 1))
        )
    )
    if len(parts) < 2 or not parts[0].label:
        return
    if marked >= 0 and tokens[marked].kind == "made_of":
        # 主动公开的信息类别，包括规划5条、其他92条: where what is counted is named again, and nothing left out.
        again = kinds(tokens[:marked]) & {"publish", "open_word"}
        if sentence.since > 1 or not again or not parts[-1].is_of_other_kinds:
            return
    if marked < 0:
        breaks = breaks_of(run, 0, parts)
        listed = all(p.is_of_a_channel for p in parts) or (
            len(parts) >= FEW and len(breaks) == len(parts) - 1
        )
        if sentence.since > 1 or not listed or kinds(tokens) & _MARKS:
            return
    start, end = parts[0].label[0].start, parts[-1].token.end
    yield [Listing(start, end, whole, parts, frozenset({whole.value}), unsure=marked < 0)]


_MARKS = {"of_which", "made_of", "except", "each", "rest", "compare", "more", "less"}
