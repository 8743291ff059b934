"""Totals with their parts as they stand in a sentence: in brackets, behind 其中, 分为, 除 or a colon, before 合计."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from ndbg.check.prose.lexicon import OFFICES
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities import Quantity
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Number, Token


class Part(NamedTuple):
    """A number of a list, and the words that name it."""

    token: Token
    number: Number
    label: Tokens
    ends_in_a_place: bool = False


class Listing(NamedTuple):
    """A list as it stands: its total, its parts, and all numbers that its total may be.

    `complete` is True where it says that it names all there is, False where it says that it does not, None
    where that hangs on what it names. `limit` is the number that no part may be larger than.
    """

    start: int
    end: int
    whole: Number
    parts: Sequence[Part]
    wholes: frozenset[Decimal]
    complete: bool | None = None
    requests: bool = False
    limit: Decimal | None = None


_BREAKS = {"more_over", "compare", "rate", "of_which", "made_of"}
_BY_PARTS = {"of_which", "made_of", "except"}
_FEW = 3
_OFFICES = (*OFFICES.split(), "级", "村", "社区", "街")


def lists(sentence: Sentence) -> Iterator[Listing]:
    """The lists of a sentence, in whatever way they are introduced."""
    run = sentence.run
    told = [*sentence.flows, *(q for q in sentence.quantities if q.run is run)]
    for anchor, aside in run.asides:
        yield from _in_brackets(run, anchor, aside)
    for at, token in enumerate(run.tokens):
        if token.kind in _BY_PARTS:
            yield from _behind(run, at, told)
        elif run.word(token).endswith("涉及") and not kinds(run.tokens[:at]) & {"by_topic", *_BY_PARTS}:
            # 公开信息80条，涉及规划30条、水利40条、其他10条: by its last name such a list is one of parts.
            yield from (n for n in _behind(run, at, told) if "others" in kinds(n.parts[-1].label))
        elif token.kind == "stop" and token.meaning == "：":
            yield from _behind_colon(run, at)
        elif token.kind == "sum":
            yield from _summed_up(run, at)
    yield from _by_ways(run, told)


def _numbers(run: Run, end: int) -> list[tuple[int, Number]]:
    """The counts among the first tokens of a run; by how much something has changed is none."""
    found = []
    for at in range(end):
        number = run.tokens[at].counted
        before = [t for t in run.tokens[max(at - 3, 0) : at] if t.kind not in ("plain", "sum", "about")]
        if number and not (before and before[-1].kind in ("more", "less")):
            found.append((at, number))
    return found


def _in_brackets(run: Run, anchor: int, aside: Run) -> Iterator[Listing]:
    if not aside.tokens:
        return
    first = 1 if aside.tokens[0].kind == "of_which" else 0
    place = _counted_before(run.tokens, anchor) if first else anchor - 1
    whole = run.tokens[place].counted if place >= 0 else None
    if whole is None:
        return
    parts = _named(aside, first, len(aside.tokens))
    within = kinds(aside.tokens[first:])
    if not parts or within & {"compare", "more", "less", "share", "about", "figure", "carry", "year", "when"}:
        return
    tail = kinds(aside.tokens[aside.tokens.index(parts[-1].token) + 1 :]) - {"plain", "stop"}
    open_ended = tail or within & {"and_so_on", "of_which", "made_of", "more_over", "except", "sum"}
    same = all(p.number.unit == whole.unit for p in parts)
    start, end = run.tokens[place].start, aside.tokens[-1].end + 1
    yield Listing(
        start,
        end,
        whole,
        parts,
        frozenset({whole.value}),
        complete=same and not open_ended,
        limit=None if "sum" in within else whole.value,
    )


def _counted_before(tokens: Tokens, anchor: int) -> int:
    """The number of the clause that ends with brackets, also where what it counts stands between: 3份申请信件（其中……）."""
    return max((i for i in range(clause_start(tokens, anchor), anchor) if tokens[i].counted), default=-1)


def _named(run: Run, start: int, end: int, *, money: bool = False) -> list[Part]:
    """The numbers among some tokens, each with the words before it; or with those behind, as in 2条予以公开，1条部分公开.

    Amounts of money and counts are told apart: 2件，收取780元 is a part of either list.
    """
    tokens = run.tokens
    places = [(i, n) for i in range(start, end) if (n := tokens[i].counted) and (n.unit == "元") is money]
    if not places:
        return []
    if kinds(tokens[start : places[0][0]]) - {"plain", "has", "comma", "stop", *_BY_PARTS}:
        places = [(i, n) for i, n in places if not _is_in_a_name(tokens, i, end)]
        starts = [start, *(i + 1 for i, _ in places)]
        return [_part(run, i, n, tokens[s:i]) for (i, n), s in zip(places, starts, strict=False)]
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
    named = run.text[label[0].start : end].rstrip("，。；、）") if label else ""
    return Part(run.tokens[at], number, label, named.endswith(_OFFICES))


def _list_end(run: Run, start: int) -> int:
    """Where a list ends: where the sentence turns to something else, or with its last ；."""
    tokens = run.tokens
    counted = False
    for at in range(start, len(tokens)):
        counted = counted or tokens[at].counted is not None
        if tokens[at].kind in _BREAKS and (counted or tokens[at].kind in ("of_which", "made_of")):
            return at
        if counted and tokens[at].kind == "stop" and tokens[at].meaning == "。":
            return at
    return len(tokens)


def _is_of_one_kind(parts: Sequence[Part]) -> bool:
    return any(all(kind in kinds(p.label) for p in parts) for kind in ("way", "applicant", "outcome"))


def _behind(run: Run, at: int, told: Sequence[Quantity]) -> Iterator[Listing]:
    """Parts behind 其中, 分为 or 包括, and behind 除 where 其余 follows."""
    tokens = run.tokens
    before = _numbers(run, at)
    end = _list_end(run, at + 1)
    parts = _named(run, at + 1, end)
    if not before or not parts:
        return
    money = _named(run, at + 1, end, money=True)
    if money and money[0].number.unit == "元":
        yield from _list_of(run, at, money, before, told)
    semicolon = next(
        (i for i in range(at, end) if tokens[i].kind == "stop" and tokens[i].meaning == "；"), None
    )
    if semicolon is not None and not _is_of_one_kind(parts):
        parts = _named(run, at + 1, semicolon)
        end = semicolon
    if parts:
        yield from _list_of(run, at, parts, before, told)


def _list_of(
    run: Run, at: int, parts: Sequence[Part], before: Sequence[tuple[int, Number]], told: Sequence[Quantity]
) -> Iterator[Listing]:
    """The list of some parts behind 其中, with the total that stands before it."""
    tokens = run.tokens
    cases = parts[0].number.counts_cases
    same = [(i, n) for i, n in before if n.unit == parts[0].number.unit] or [
        (i, n) for i, n in before if cases and n.counts_cases
    ]
    if not same:
        return
    place, whole = same[-1]
    flow = next(
        (q for q in told if q.run is run and q.at == place and q.what and q.what.kind == "flow"), None
    )
    clause = clause_start(tokens, place)
    if flow is None and kinds(tokens[clause:place]) & {"carry", "turn"}:
        return  # 收到59件，上年度结转办理2件，其中……: of which of them is not known
    own_sentence = tokens[at - 1].kind == "stop" and tokens[at - 1].meaning == "。"
    wholes = {whole.value} | (_wholes(told, run, at) if flow else set())
    if own_sentence:
        wholes |= {n.value for _, n in same}
    last = tokens.index(parts[-1].token)
    listed = kinds(tokens[at : last + 3])
    yield Listing(
        tokens[place].start,
        parts[-1].token.end,
        whole,
        parts,
        frozenset(wholes),
        complete=_says_all(run, at, last, listed, parts[-1].label) if place == before[-1][0] else False,
        requests=flow is not None,
        limit=_limit(run, at, listed, parts, same, wholes),
    )


def _says_all(run: Run, at: int, last: int, listed: set[str], name: Tokens) -> bool | None:
    """Whether a list says itself that it is complete, or that it is not; `name` is that of its last part."""
    # 教育、医疗等民生事业11983条: behind some names 等 leaves nothing out, behind the last number it does.
    if "about" in listed or "and_so_on" in kinds(run.tokens[last + 1 : last + 3]):
        return False
    rest = [i for i in range(at, len(run.tokens)) if _is_the_rest(run, at, i)]
    if rest:
        counted = rest[0] < last and any(t.counted for t in run.tokens[rest[0] : rest[0] + 3])
        return counted and "share" not in listed
    if run.tokens[at].kind == "except" or ("others" in kinds(name) and _goes_on(run, last)):
        return False
    return True if run.tokens[at].kind == "made_of" and run.tokens[at].meaning == "all" else None


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
    stops = last + 1 < len(tokens) and tokens[last + 1].meaning == "；"
    number = tokens[last].counted
    return stops and any(t.counted and number and t.counted.unit == number.unit for t in tokens[last + 2 :])


def _limit(
    run: Run,
    at: int,
    listed: set[str],
    parts: Sequence[Part],
    before: Sequence[tuple[int, Number]],
    wholes: set[Decimal],
) -> Decimal | None:
    """The largest that a part may be; none where the list may be of something else."""
    tokens = run.tokens
    if tokens[at].kind == "except" or listed & {"year", "when", "until", "about", "span", "month"}:
        return None
    # How reviews ended is said of reviews: 办理23件，有3件申请行政复议，其中……维持.
    clauses = ((n.value, tokens[clause_start(tokens, i) : clause_end(tokens, i)]) for i, n in before)
    reviews = [value for value, clause in clauses if "review" in kinds(clause)]
    if reviews and any("verdict" in kinds(p.label) for p in parts):
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


def _behind_colon(run: Run, at: int) -> Iterator[Listing]:
    """公开信息520条：网站312条、微信188条、公开栏20条: a list that ends its sentence, or comes before 其中."""
    tokens = run.tokens
    whole = tokens[at - 1].counted if at else None
    end = _list_end(run, at + 1)
    parts = _named(run, at + 1, end)
    if whole is None or len(parts) < 2:
        return
    last = tokens.index(parts[-1].token)
    listed = tokens[at + 1 : last + 2]
    behind = [t for t in tokens[last + 1 : end] if t.kind not in ("plain", "stop")]
    parted = any(t.kind == "stop" and t.meaning == "；" for t in listed[:-1])
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
    mixed = any(p.number.unit != whole.unit for p in parts)
    if behind or incomplete or mixed or (parted and len(parts) < _FEW):
        return
    stop = tokens[last + 1] if last + 1 < len(tokens) else None
    ended = stop.end if stop and stop.kind == "stop" and stop.meaning == "。" else tokens[last].end
    yield Listing(tokens[at - 1].start, ended, whole, parts, frozenset({whole.value}), complete=True)


def _summed_up(run: Run, at: int) -> Iterator[Listing]:
    """微博302条，微信415条，两类合计717条: a total behind its parts, which may be the last few counted before."""
    tokens = run.tokens
    place = next((i for i in range(at + 1, len(tokens)) if tokens[i].kind not in _BEFORE_TOTALS), at)
    whole = tokens[place].counted if place < len(tokens) else None
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "comma")), 0)
    lead = tokens[start:at]
    # 三类新媒体合计发布823条 says how many it adds up; a bare 合计 stands right behind the parts.
    several = bool(lead) and lead[0].kind == "number" and run.word(lead[0])[-1] in "类项种者"
    if (
        whole is None
        or not (several or "合" in run.word(tokens[at]) or run.word(tokens[at]) == "总计")
        or (lead and not several)
    ):
        return
    parts = [Part(tokens[i], n, ()) for i, n in _numbers(run, start) if n.unit == whole.unit]
    sums = list(accumulate(p.number.value for p in reversed(parts)))
    if len(parts) > 1 and whole.value not in sums:
        yield Listing(
            parts[0].token.start, tokens[place].end, whole, parts, frozenset({whole.value}), complete=True
        )


_BEFORE_TOTALS = {"plain", "sum", "publish", "receive", "open_word"}


def _by_ways(run: Run, told: Sequence[Quantity]) -> Iterator[Listing]:
    """网络24件，信函8件 behind the number of applications, however the list is introduced."""
    tokens = run.tokens
    parts: list[Part] = []
    end = 0
    for at in run.numbers():
        label, number = tokens[end:at], tokens[at].counted
        end = at + 1
        if number and number.counts_cases and "way" in kinds(label) and not kinds(label) & _BREAKS:
            parts.append(Part(tokens[at], number, label))
        elif parts:
            break
    if len(parts) < 2:
        return
    first = tokens.index(parts[0].token)
    last = tokens.index(parts[-1].token)
    before = [
        q for q in told if q.what and q.what.name in ("new", "done") and (q.run is not run or q.at < first)
    ]
    if not before or kinds(tokens[:first]) & {"of_which", "made_of"} or run.about_at(first) != "requests":
        return
    if "and_so_on" in kinds(tokens[first : last + 3]):
        return
    whole = before[-1]
    start = whole.token.start if whole.run is run else parts[0].token.start
    yield Listing(
        start,
        parts[-1].token.end,
        whole.number,
        parts,
        frozenset(_wholes(told, run, first)),
        complete=True,
        requests=True,
    )
