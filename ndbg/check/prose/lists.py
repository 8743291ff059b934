"""Totals with their parts as they stand in a sentence: in brackets, behind 其中, 分为, 除 or a colon, before 合计."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, chain, pairwise, takewhile
from typing import NamedTuple

from ndbg.check.prose.lexicon import CHANNELS, OFFICES, READING
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities import Quantity
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, counts, is_change, published, unit
from ndbg.check.prose.tokens import Number, Token

_OFFICES = (*OFFICES, "级", "村", "社区", "街")

_OPENNESS = ("主动公开", "依申请公开", "不予公开", "不公开")


class Part(NamedTuple):
    """A number of a list, the place of its token in the run, and what names it: its words, and they as written."""

    token: Token
    number: Number
    at: int
    label: Tokens
    name: str

    @property
    def is_of_a_place(self) -> bool:
        """Whether it is what an office or a place has: 城关镇12条."""
        return self.name.rstrip("，。；、）").endswith(_OFFICES)

    @property
    def is_of_a_channel(self) -> bool:
        """Whether it is what was published somewhere: 微信公众号120条."""
        return "way" in kinds(self.label) or any(word in self.name for word in CHANNELS)

    @property
    def is_of_a_way_to_open(self) -> bool:
        """Whether it is told how documents are opened: 主动公开67件."""
        return any(word in self.name for word in _OPENNESS)

    @property
    def is_of_other_kinds(self) -> bool:
        """Whether it is all that is of no kind named: 其他类信息4条, and not 其他部门4条."""
        places = [i for i, t in enumerate(self.label) if t.kind == "others"]
        return bool(places) and kinds(self.label[places[0] + 1 :]) <= {
            "by_topic",
            "plain",
            "other_thing",
            "thing",
        }

    @property
    def is_of_a_season(self) -> bool:
        """Whether it is what was counted in a part of the year: 第一季度3件."""
        return meant(self.label, "when") == ["span"]


class Listing(NamedTuple):
    """A list as it stands: its total, its parts, and all numbers that its total may be.

    `complete` is True where it says that it names all there is, False where it says that it does not, None
    where that hangs on what it names. `limit` is the number that none of the first `limited` parts may be larger
    than. `breaks` are the numbers of parts behind which it may end: those before a ；. `counted_in`: though it says
    that it leaves something out, all that it names is counted in its total. `unsure`: whether it is a list,
    or whether it goes on, is told by the names of its parts only.
    """

    start: int
    end: int
    whole: Number
    parts: Sequence[Part]
    wholes: frozenset[Decimal]
    complete: bool | None = None
    requests: bool = False
    limit: Decimal | None = None
    limited: int = 0
    breaks: frozenset[int] = frozenset()
    counted_in: bool = False
    unsure: bool = False


Count = tuple[int, Number]  # a number and the place of its token
_BREAKS = {"more_over", "compare", "rate", "of_which", "made_of"}
_BY_PARTS = {"of_which", "made_of", "except"}
_FEW = 3
_ALIKE = ({"条", "篇"}, {"次", "篇次"}, {"次", "场次"})  # one thing for those who count it


def lists(sentence: Sentence) -> Iterator[Sequence[Listing]]:
    """The lists of a sentence, in whatever way they are introduced, each in all the ways in which it may be read."""
    run = sentence.run
    told = [*sentence.flows, *(q for q in sentence.quantities if q.run is run)]
    counts = _numbers(run)
    found: list[Iterator[Sequence[Listing]]] = [_in_brackets(run, *aside) for aside in run.asides]
    for at, token in enumerate(run.tokens):
        if token.kind in _BY_PARTS or _names_each(run, at) or _is_among(run, at):
            found.append(_behind(run, at, counts, told))
        elif token.means("by_topic", "involves") and not kinds(run.tokens[:at]) & {"by_topic", *_BY_PARTS}:
            # 公开信息80条，涉及规划30条、水利40条、其他10条: by its last name such a list is one of parts.
            found.append(
                readings for readings in _behind(run, at, counts, told) if _ends_with_others(readings)
            )
        elif token.means("stop", "："):
            found.append(_behind_colon(run, at))
        elif token.kind == "sum":
            found.append(_summed_up(run, at, counts))
    return chain(
        *found,
        _by_ways(run, told),
        _handled_and_left(run, told),
        _unmarked(run),
        _of_an_earlier_total(sentence),
    )


def _ends_with_others(readings: Sequence[Listing]) -> bool:
    return bool(readings) and "others" in kinds(readings[0].parts[-1].label)


def are_alike(one: Number, other: Number) -> bool:
    """Whether two numbers count things that can be added up: 条 and 篇 are told apart by nobody."""
    return one.unit == other.unit or {one.unit, other.unit} in _ALIKE


def _names_each(run: Run, at: int) -> bool:
    """Whether 分别为 stands before names with their numbers, not between names and numbers: 分别为公告3条、动态5条."""
    token, behind = run.tokens[at], run.tokens[at + 1 : at + 2]
    # 结果纠正2件，分别因超期、未说明理由: a bare 分别 leads up to anything.
    return token.kind == "each" and token.meaning != "bare" and "number" not in kinds(behind)


def _is_among(run: Run, at: int) -> bool:
    """Whether 中 stands behind a number and before those of its parts: 不予公开的4件中2件属于……，2件属于……."""
    if not run.tokens[at].means("plain", "among") or not at:
        return False
    before, behind = run.tokens[max(at - 2, 0) : at], run.tokens[at + 1 : at + 4]
    of_them = [t for t in before if t.kind not in ("request", "request_short", "thing")]
    return bool(of_them) and of_them[-1].counted is not None and any(t.counted for t in behind)


def _numbers(run: Run) -> list[Count]:
    """The counts of a run with their places; by how much something has changed is none."""
    found = counts(run, len(run.tokens))
    return [(at, number) for at, number in found if not is_change(run.tokens, at)]


def _in_brackets(run: Run, anchor: int, aside: Run) -> Iterator[Sequence[Listing]]:
    if not aside.tokens:
        return
    lead = aside.tokens[0].kind
    first = 1 if lead in ("of_which", "made_of") else 0
    place = _counted_before(run.tokens, anchor) if lead == "of_which" else anchor - 1
    whole = run.tokens[place].counted if place >= 0 else None
    if whole is None:
        return
    parts = _named(aside, first, len(aside.tokens))
    within = kinds(aside.tokens[first:]) - ({"when"} if all(p.is_of_a_season for p in parts) else set())
    if not parts or within & {"compare", "more", "less", "share", "figure", "carry", "year", "when"}:
        return
    told = {*parts[-1].label, parts[-1].token}
    tail = kinds([t for t in aside.tokens[parts[-1].at + 1 :] if t not in told]) - {"plain", "stop"}
    tail |= kinds(aside.tokens[parts[-1].at :]) & {"and_so_on"}
    open_ended = tail or within & {"of_which", "made_of", "more_over", "except", "sum"}
    same = all(are_alike(p.number, whole) for p in parts)
    included = lead == "made_of" and aside.tokens[0].meaning == "some" and same and not open_ended
    start, end = run.tokens[place].start, aside.tokens[-1].end + 1
    yield [
        Listing(
            start,
            end,
            whole,
            parts,
            frozenset({whole.value}),
            complete=None if included else same and not open_ended,
            limit=None if "sum" in within else whole.value,
            limited=len(parts),
        )
    ]


def _counted_before(tokens: Tokens, anchor: int) -> int:
    """The number of the clause that ends with brackets, also where what it counts stands between: 3份申请信件（其中……）."""
    return max((i for i in range(clause_start(tokens, anchor), anchor) if tokens[i].counted), default=-1)


def _named(run: Run, start: int, end: int, *, money: bool = False) -> list[Part]:
    """The numbers among some tokens, each with the words before it; or with those behind, as in 2条予以公开，1条部分公开.

    Amounts of money and counts are told apart: 2件，收取780元 is a part of either list. So are those who read what was
    published: 微信发布59条，阅读量1.7万次，报纸发布8条.
    """
    tokens = run.tokens
    places = [(i, n) for i in range(start, end) if (n := tokens[i].counted) and (n.unit == "元") is money]
    if not places:
        return []
    first = places[0][0]
    named_before = kinds(tokens[start:first]) - {"plain", "has", "comma", "stop", *_BY_PARTS}
    if named_before or kinds(tokens[first + 1 : first + 2]) & {"stop", "comma"}:
        places = [(i, n) for i, n in places if not _is_in_a_name(tokens, i, end)]
        starts = [start, *(i + 1 for i, _ in places)]
        parts = [_part(run, i, n, tokens[s:i]) for (i, n), s in zip(places, starts, strict=False)]
        return [
            p for order, p in enumerate(parts) if not order or not any(word in p.name for word in READING)
        ]
    ends = [*(i for i, _ in places[1:]), end]
    return [_part(run, i, n, tokens[i + 1 : e]) for (i, n), e in zip(places, ends, strict=True)]


def _is_in_a_name(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a number belongs to the name of the part behind it: 四类过程性信息1件."""
    number = tokens[at].counted
    following = next((i for i in range(at + 1, end) if tokens[i].counted), end)
    joined = following < end and not kinds(tokens[at + 1 : following]) & {"stop", "comma"}
    return joined and number is not None and not number.counts_cases


def _part(run: Run, at: int, number: Number, label: Tokens) -> Part:
    end = next((t.start for t in label if t.kind == "number"), label[-1].end if label else 0)
    return Part(run.tokens[at], number, at, label, run.text[label[0].start : end] if label else "")


def _list_end(run: Run, start: int) -> int:
    """Where a list ends: where the sentence turns to something else, or with its last ；."""
    tokens = run.tokens
    counted = False
    for at in range(start, len(tokens)):
        counted = counted or tokens[at].counted is not None
        if tokens[at].kind in _BREAKS and (counted or tokens[at].kind in ("of_which", "made_of")):
            return at
        if counted and _is_among(run, at):
            return at - 1
        if counted and tokens[at].means("stop", "。"):
            return at
    return len(tokens)


def _is_of_one_kind(parts: Sequence[Part]) -> bool:
    return any(all(kind in kinds(p.label) for p in parts) for kind in ("way", "applicant", "outcome"))


def _behind(
    run: Run, at: int, counts: Sequence[Count], told: Sequence[Quantity]
) -> Iterator[Sequence[Listing]]:
    """Parts behind 其中, 分为 or 包括, and behind 除 where 其余 follows.

    Behind a ； the list may go on or another thing may be told of, and each of its items may have a list of its own.
    """
    before = [count for count in counts if count[0] < at]
    end = _list_end(run, at + 1)
    parts = _named(run, at + 1, end)
    if not before or not parts:
        return
    money = _named(run, at + 1, end, money=True)
    if money and money[0].number.unit == "元":
        yield list(_list_of(run, at, money, before, told))
    breaks = _breaks(run, at, parts)
    if not breaks or _is_of_one_kind(parts):
        readings = [parts]
    elif len(parts) >= _FEW:
        readings = [parts[: breaks[0]], parts]
    else:
        readings = [parts[: breaks[0]]]
    heads = _items(run, at) if not kinds(run.tokens[:at]) & {"of_which", "made_of"} else []
    readings += [heads] if len(heads) >= _FEW else []
    yield [listing for reading in readings for listing in _list_of(run, at, reading, before, told)]


def _breaks(run: Run, at: int, parts: Sequence[Part]) -> list[int]:
    """How many of some parts stand before each ；."""
    tokens = run.tokens
    starts = [at, *(p.at for p in parts)]
    return [
        order
        for order, (start, end) in enumerate(pairwise(starts))
        if order and any(t.means("stop", "；") for t in tokens[start:end])
    ]


def _items(run: Run, at: int) -> list[Part]:
    """The first number of each item between ； where items have lists of their own: 机构类20条，内有…；工作类11条，其中…."""
    tokens = run.tokens
    end = next((i for i in range(at, len(tokens)) if tokens[i].means("stop", "。")), len(tokens))
    if not kinds(tokens[at + 1 : end]) & {"of_which", "made_of"}:
        return []
    stops = [i for i in range(at, end) if tokens[i].means("stop", "；")]
    spans = list(pairwise([at, *stops, end]))
    found = [_named(run, start + 1, stop)[:1] for start, stop in spans]
    return [part for parts in found for part in parts] if all(found) else []


def _list_of(
    run: Run, at: int, parts: Sequence[Part], before: Sequence[Count], told: Sequence[Quantity]
) -> Iterator[Listing]:
    """The list of some parts behind 其中, with the total that stands before it."""
    tokens = run.tokens
    first = parts[0].number
    same = (
        [(i, n) for i, n in before if n.unit == first.unit]
        or [(i, n) for i, n in before if are_alike(n, first)]
        or [(i, n) for i, n in before if first.counts_cases and n.counts_cases]
    )
    if not same:
        return
    place, whole = same[-1]
    flow = next(
        (q for q in told if q.run is run and q.at == place and q.what and q.what.kind == "flow"), None
    )
    clause = clause_start(tokens, place)
    if flow is None and kinds(tokens[clause:place]) & {"carry", "turn"}:
        return  # 收到59件，上年度结转办理2件，其中……: of which of them is not known
    own_sentence = tokens[at - 1].means("stop", "。")
    wholes = {whole.value} | (_wholes(told, run, at) if flow else set())
    if own_sentence or "of_which" in kinds(tokens[:at]):
        wholes |= {n.value for _, n in same}  # 767件，其中街道743件，其中742件已办结，25件结转
    last = parts[-1].at
    listed = kinds(tokens[at : last + 3])
    breaks = _breaks(run, at, parts)
    limited = _limited(parts, breaks)
    nearest = place == before[-1][0]
    yield Listing(
        tokens[place].start,
        parts[-1].token.end,
        whole,
        parts,
        frozenset(wholes),
        complete=_says_all(run, at, last, listed) if nearest else False,
        requests=flow is not None,
        limit=_limit(run, at, parts, same, wholes),
        limited=limited,
        breaks=frozenset(breaks),
        unsure="others" in kinds(parts[-1].label) and _goes_on(run, last),
        counted_in=nearest and _leaves_something_out(run, at, last),
    )


_OF_ANOTHER_TIME = {"year", "when", "until", "span", "month"}


def _limited(parts: Sequence[Part], breaks: Sequence[int]) -> int:
    """How many of the first parts are surely of the total: those before another time is named, or a ； stands."""
    ends = breaks[:1] if not _is_of_one_kind(parts) else []
    ends = [*ends, *(order for order, p in enumerate(parts) if kinds(p.label) & _OF_ANOTHER_TIME)]
    return min((*ends, len(parts)))


def _leaves_something_out(run: Run, at: int, last: int) -> bool:
    """Whether a list tells that it leaves something out: with 等 behind its last number, or with 主要 before it."""
    return "and_so_on" in kinds(run.tokens[last + 1 : last + 3]) or run.word(run.tokens[at]).startswith(
        "主要"
    )


def _says_all(run: Run, at: int, last: int, listed: set[str]) -> bool | None:
    """Whether a list says itself that it is complete, or that it is not."""
    # 教育、医疗等民生事业11983条: behind some names 等 leaves nothing out, behind the last number it does.
    if _leaves_something_out(run, at, last):
        return False
    may = "rest" in run.kinds or run.tokens[at].kind == "except"
    rest = [i for i in range(at, len(run.tokens)) if _is_the_rest(run, at, i)] if may else []
    if rest:
        counted = rest[0] < last and any(t.counted for t in run.tokens[rest[0] : rest[0] + 3])
        return counted and "share" not in listed
    if run.tokens[at].kind == "each" or run.tokens[at].means("made_of", "all"):
        return True
    return False if run.tokens[at].kind == "except" else None


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
    return stops and any(t.counted and number and t.counted.unit == number.unit for t in tokens[last + 2 :])


def _limit(
    run: Run, at: int, parts: Sequence[Part], before: Sequence[Count], wholes: set[Decimal]
) -> Decimal | None:
    """The largest that a part may be; none where the list may be of something else."""
    tokens = run.tokens
    if tokens[at].kind == "except":
        return None
    if any("verdict" in kinds(p.label) for p in parts):
        # How reviews ended is said of reviews: 办理23件，有3件申请行政复议，其中……维持.
        clauses = ((n.value, tokens[clause_start(tokens, i) : clause_end(tokens, i)]) for i, n in before)
        reviews = [value for value, clause in clauses if "review" in kinds(clause)]
        if reviews:
            return sum(reviews, Decimal(0))
    return max((*wholes, *(n.value for _, n in before)))


def _wholes(told: Sequence[Quantity], run: Run, at: int) -> set[Decimal]:
    """What the parts of applications may add up to: those received, with or without what came or went over."""
    near = [q for q in told if q.what and q.what.kind == "flow" and (q.run is not run or q.at < at)]
    values = [(q.what.name, q.number.value) for q in near if q.what]
    received = [value for name, value in values if name in ("new", "done")]
    over = [Decimal(0), *(value for name, value in values if name == "carried_in")]
    out = [Decimal(0), *(value for name, value in values if name == "carried_out")]
    return {w + i - o for w in received for i in over for o in out}


def _behind_colon(run: Run, at: int) -> Iterator[Sequence[Listing]]:
    """公开信息520条：网站312条、微信188条、公开栏20条: a list that ends its sentence, or comes before 其中."""
    tokens = run.tokens
    place = _total_before_colon(run, at)
    whole = tokens[place].counted if place >= 0 else None
    end = _list_end(run, at + 1)
    parts = _named(run, at + 1, end)
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
    if behind or incomplete or mixed or (parted and len(parts) < _FEW):
        return
    stop = tokens[last + 1] if last + 1 < len(tokens) else None
    ended = stop.end if stop and stop.means("stop", "。") else tokens[last].end
    yield [Listing(tokens[place].start, ended, whole, parts, frozenset({whole.value}), complete=True)]


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
    lead = tokens[start:at]
    # 三类新媒体合计发布823条 says how many it adds up; a bare 合计 stands right behind the parts.
    several = bool(lead) and lead[0].kind == "number" and run.word(lead[0])[-1] in "类项种者"
    sure = several or tokens[at].means("sum", "added")
    if whole is None or (lead and not several):
        return
    counted = [(i, n) for i, n in counts if i < start and are_alike(n, whole)]
    if meant(tokens, "sum").count("added") > 1:
        return  # 新增60项，许可12项，合计30项，收费8项，合计25项: each is a total of its own, or of other totals
    if len(counted) < 2 or whole.value in accumulate(n.value for _, n in reversed(counted)):
        return
    if sure or not _counts_something_else(tokens, counted[0][0], place):
        parts = [_part(run, i, n, tokens[clause_start(tokens, i) : i]) for i, n in counted]
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


_BEFORE_TOTALS = {"plain", "sum", "publish", "receive", "open_word"}
# Where one of these is told, what 共 counts may be another thing than what stands before it.
_NOT_SUMMED_UP = {
    "receive", "answer", "carry", "turn", "open", "review", "verdict", "compare", "more", "less", "request", "request_open",
    "of_which", "made_of", "rate", "outcome",
}  # fmt: skip


def _counts_something_else(tokens: Tokens, first: int, place: int) -> bool:
    """Whether the total of what is counted from one place on may be none: of applications, or of another time."""
    told = kinds(tokens[clause_start(tokens, first) : place])
    return bool(told & _NOT_SUMMED_UP or kinds(tokens[first:place]) & _OF_ANOTHER_TIME)


def _by_ways(run: Run, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    """网络24件，信函8件 behind the number of applications, however the list is introduced."""
    tokens = run.tokens
    parts: list[Part] = []
    end = 0
    for at in run.numbers():
        label, number = tokens[end:at], tokens[at].counted
        end = at + 1
        if number and number.counts_cases and "way" in kinds(label) and not kinds(label) & _BREAKS:
            parts.append(_part(run, at, number, label))
        elif parts:
            break
    if len(parts) < 2:
        return
    first, last = parts[0].at, parts[-1].at
    before = [
        q for q in told if q.what and q.what.name in ("new", "done") and (q.run is not run or q.at < first)
    ]
    marked = max((i for i in range(first) if tokens[i].kind in ("of_which", "made_of")), default=first)
    if not before or run.about_at(first) != "requests":
        return
    apart = kinds(tokens[marked : first - len(parts[0].label)])
    if marked < first and ("applicant" not in apart or "way" in apart):
        return  # the list behind 其中, and not one that follows it: 其中自然人20件，通过网络15件、邮寄5件
    if "and_so_on" in kinds(tokens[first : last + 3]):
        return
    whole = before[-1]
    start = whole.token.start if whole.run is run else parts[0].token.start
    yield [
        Listing(
            start,
            parts[-1].token.end,
            whole.number,
            parts,
            frozenset(_wholes(told, run, first)),
            complete=True,
            requests=True,
        )
    ]


def _handled_and_left(run: Run, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    """收到19件，18件已办结，1件结转下年度: clauses that begin with their number, behind that of those received."""
    tokens = run.tokens
    whole = next((q for q in told if q.run is run and q.what and q.what.name in ("new", "done")), None)
    if whole is None or {"of_which", "made_of", "except"} & run.kinds:
        return
    end = next((i for i in range(whole.at, len(tokens)) if tokens[i].means("stop", "。", "；")), len(tokens))
    places = [i for i in run.numbers() if whole.at < i < end]
    if not all(_leads_its_clause(tokens, i) for i in places):
        return
    parts = [
        _part(run, i, number, tokens[i + 1 : clause_end(tokens, i)])
        for i in places
        if (number := tokens[i].counted)
    ]
    if _are_handled_and_left(parts) and all(
        kinds(p.label) & {"answer", "carry", "turn", "open"} for p in parts
    ):
        yield [
            Listing(
                whole.token.start,
                tokens[end - 1].end,
                whole.number,
                parts,
                frozenset(_wholes(told, run, places[0])),
                complete=True,
                requests=True,
            )
        ]


def _leads_its_clause(tokens: Tokens, at: int) -> bool:
    return kinds(tokens[clause_start(tokens, at) : at]) <= {"plain", "more_over", "has"}


def _are_handled_and_left(parts: Sequence[Part]) -> bool:
    """Whether some of those received are told to be finished, and the others to be left over.

    Where some are finished in time, others may be finished late.
    """
    labels = [kinds(p.label) for p in parts]
    finished = [p for p in parts if "finished" in meant(p.label, "answer") and "carry" not in kinds(p.label)]
    left = any(label & {"carry", "turn", "open"} for label in labels)
    return bool(finished) and left and not any("in_time" in kinds(p.label) for p in finished)


def _unmarked(run: Run) -> Iterator[Sequence[Listing]]:
    """发布信息1418篇，省级媒体412篇，市级媒体467篇，其他539篇; 制发文件122件，主动公开67件，依申请公开55件.

    The first number of a sentence and those behind it, up to one of 其他, or where all are named by how documents are
    opened.
    """
    tokens = run.tokens
    places = run.numbers()
    whole = published(run) if len(places) >= _FEW else None
    if whole is None or kinds(tokens) & _MARKS:
        return
    parts: list[Part] = []
    for before, at in pairwise(places):
        number = tokens[at].counted
        if number is None or not are_alike(number, whole) or (parts and "others" in kinds(parts[-1].label)):
            break
        parts.append(_part(run, at, number, tokens[before + 1 : at]))
    by_openness = all(p.is_of_a_way_to_open for p in parts)
    ended = bool(parts) and (
        "others" in kinds(parts[-1].label) if len(parts) >= _FEW else parts[-1].is_of_other_kinds
    )
    if len(parts) > 1 and (by_openness or ended):
        start, end = tokens[places[0]].start, parts[-1].token.end
        yield [Listing(start, end, whole, parts, frozenset({whole.value}), unsure=True)]


def _of_an_earlier_total(sentence: Sentence) -> Iterator[Sequence[Listing]]:
    """公开信息97条。……在公开的信息中，公告50条，动态47条: a list of what an earlier sentence has told.

    Without such words the sentence right behind it may be one: 公开信息700条。通过网站公开65条，微信公众号635条.
    """
    run, whole = sentence.run, sentence.total
    tokens = run.tokens
    marked = next((i for i, t in enumerate(tokens) if t.kind in ("of_which", "made_of")), -1)
    if whole is None or any(t.counted for t in tokens[: max(marked, 0)]) or sentence.since > _FEW:
        return
    parts = list(
        takewhile(lambda p: are_alike(p.number, whole), _named(run, marked + 1, _list_end(run, marked + 1)))
    )
    if len(parts) < 2 or not parts[0].label:
        return
    if marked >= 0 and tokens[marked].kind == "made_of":
        # 主动公开的信息类别，包括规划5条、其他92条: where what is counted is named again, and nothing left out.
        again = kinds(tokens[:marked]) & {"publish", "open_word"}
        if sentence.since > 1 or not again or not parts[-1].is_of_other_kinds:
            return
    if marked < 0:
        breaks = _breaks(run, 0, parts)
        listed = all(p.is_of_a_channel for p in parts) or (
            len(parts) >= _FEW and len(breaks) == len(parts) - 1
        )
        if sentence.since > 1 or not listed or kinds(tokens) & _MARKS:
            return
    start, end = parts[0].label[0].start, parts[-1].token.end
    yield [Listing(start, end, whole, parts, frozenset({whole.value}), unsure=marked < 0)]


_MARKS = {"of_which", "made_of", "except", "each", "rest", "compare", "more", "less"}
