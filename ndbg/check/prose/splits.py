"""Totals with their parts, where the parts do not add up.

A list says that it is complete by standing in brackets or behind a colon without 等, by 分为, 其余 or 其他, or by
naming all that there can be: 自然人 and 法人, the outcomes of applications, the ways they came by.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from ndbg.check.prose.lexicon import OFFICES
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities import Quantity
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Number, Token


class Split(NamedTuple):
    """A total and parts that should add up to it and do not; `start` and `end` are where they stand.

    `over` is a part that is larger than the total, where it is that which is wrong.
    """

    start: int
    end: int
    whole: Number
    parts: tuple[Number, ...]
    over: Number | None = None


class _Part(NamedTuple):
    """A number of a list, and the words that name it."""

    token: Token
    number: Number
    label: Tokens
    ends_in_a_place: bool = False


class _List(NamedTuple):
    """A list as it stands: its total, its parts, and all numbers that its total may be.

    `complete` is True where it says that it names all there is, False where it says that it does not, None
    where that hangs on what it names. `limit` is the number that no part may be larger than.
    """

    start: int
    end: int
    whole: Number
    parts: Sequence[_Part]
    wholes: frozenset[Decimal]
    complete: bool | None = None
    requests: bool = False
    limit: Decimal | None = None


_BREAKS = {"more_over", "compare", "rate", "of_which", "made_of"}
_BY_PARTS = {"of_which", "made_of", "except"}
_FEW, _MANY = 3, 5
# With which names a list surely turns to something else, and with which it may.
_TURNING = {"receive", "answer", "carry", "turn", "open", "when", "year", "request", "review", "verdict"}
_MAY_TURN = _TURNING | {
    "publish", "open_word", "issue", "repeal", "decide", "happen", "sum", "outcome", "applicant", "way", "document", "decision",
}  # fmt: skip
_HARDLY_MORE, _A_LITTLE_MORE = Decimal("1.02"), Decimal("1.2")
_A_LITTLE_LESS, _MUCH_LESS = Decimal("0.97"), Decimal("0.85")
# Of a few hundred things each one is named, of thousands the more important ones.
_A_SMALL_WHOLE, _MOSTLY, _HALF_MORE = 300, Decimal("0.8"), Decimal("1.5")
_OFFICES = (*OFFICES.split(), "级", "村", "社区", "街")


def splits(sentence: Sentence) -> Iterator[Split]:
    """The splits of a sentence that are wrong; those that add up, or may be incomplete, are none."""
    seen: set[int] = set()
    for listed in _lists(sentence) if len(sentence.quantities) > 1 else ():
        split = _judge(listed)
        if split and split.end not in seen:
            seen.add(split.end)
            yield split


def _lists(sentence: Sentence) -> Iterator[_List]:
    run = sentence.run
    told = [*sentence.flows, *(q for q in sentence.quantities if q.run is run)]
    for anchor, aside in run.asides:
        yield from _in_brackets(run, anchor, aside)
    for at, token in enumerate(run.tokens):
        if token.kind in _BY_PARTS:
            yield from _behind(run, at, told)
        elif token.kind == "stop" and token.meaning == "：":
            yield from _behind_colon(run, at)
        elif token.kind == "sum":
            yield from _summed_up(run, at)
    yield from _by_ways(run, told)


# -- whether a list is wrong -----------------------------------------------------------------


def _judge(listed: _List) -> Split | None:
    """What is wrong with a list, if anything."""
    numbers = tuple(p.number for p in listed.parts)
    if not _exact((listed.whole, *numbers)):
        return None
    over = next((n for n in numbers if listed.limit is not None and n.value > listed.limit), None)
    if over and len({n.unit for n in (listed.whole, over)}) == 1:
        return Split(listed.start, listed.end, listed.whole, numbers, over)
    values = [n.value for n in numbers]
    kept = [p.number.value for p in listed.parts if not kinds(p.label) & {"carry", "turn", "open"}]
    if len(values) < 2 or listed.wholes & {sum(kept), *_sums(listed, values)}:
        return None
    if listed.complete is None and (turn := _first_turn(listed)) > 1:
        listed = listed._replace(parts=listed.parts[:turn])
        numbers, values = numbers[:turn], values[:turn]
    complete = _names_all(listed) if listed.complete is None else listed.complete
    alike = all(_alike(n, listed.whole, requests=listed.requests) for n in numbers)
    if not (alike or (complete and "others" in kinds(listed.parts[-1].label))):
        return None
    wrong = complete or (
        not listed.requests and complete is not False and _is_near(listed, values, listed.whole.value)
    )
    return Split(listed.start, listed.end, listed.whole, numbers) if wrong else None


def _sums(listed: _List, values: Sequence[Decimal]) -> Iterator[Decimal]:
    """What a list may come to: all its parts, or those before the place where something else is counted."""
    for at, total in enumerate(accumulate(values), 1):
        if at == len(values) or _turns(listed, at, _MAY_TURN):
            yield total


def _first_turn(listed: _List) -> int:
    """The place of the first part with which a list turns to something else; 0 where it does not."""
    return next((at for at in range(1, len(listed.parts)) if _turns(listed, at, _TURNING)), 0)


def _turns(listed: _List, at: int, turning: set[str]) -> bool:
    """Whether a list turns to something else with a part: to another unit, verb or sort of names, or another year.

    A part without a name is one of which something is said behind it: 直接起诉3件、复议后起诉2件，目前1件尚未审结.
    """
    first, before, part = listed.parts[0], listed.parts[at - 1], listed.parts[at]
    named = kinds(part.label) - {"plain", "stop", "sum", "has"}
    if "comma" in named:
        return False
    turned = part.number.unit != before.number.unit or named & turning - kinds(first.label)
    return not named or bool(turned)


def _alike(number: Number, whole: Number, *, requests: bool) -> bool:
    return number.unit == whole.unit or (requests and number.counts_cases)


def _exact(numbers: Iterable[Number]) -> bool:
    return all(n.exact and not n.step for n in numbers)


def _is_near(listed: _List, values: Sequence[Decimal], whole: Decimal) -> bool:
    """What is named freely may overlap or be left out, but does not come to a little more or a little less."""
    total = sum(values)
    if all(p.ends_in_a_place for p in listed.parts) and len(values) >= _FEW:
        return _MUCH_LESS * whole <= total <= _A_LITTLE_MORE * whole
    few = 2 if all("way" in kinds(p.label) for p in listed.parts) else _FEW
    most = _A_LITTLE_MORE if len(values) >= few else _HARDLY_MORE
    least = _A_LITTLE_LESS if len(values) > _FEW else Decimal(1)
    if whole <= _A_SMALL_WHOLE and len(values) >= _FEW:
        most, least = (most if few < _FEW else _HALF_MORE), _MOSTLY
    return least * whole <= total < whole or whole < total <= most * whole


def _names_all(listed: _List) -> bool | None:
    """Whether what a list names is all that there can be; None where that cannot be told."""
    labels = [kinds(p.label) for p in listed.parts]
    if any(t.kind == "others" for t in listed.parts[-1].label):
        return True
    if all("applicant" in label for label in labels):
        named = {t.meaning for p in listed.parts for t in p.label if t.kind == "applicant"}
        return "natural_person" in named and len(named) > 1
    if listed.requests and all("way" in label for label in labels):
        return True
    if listed.requests and all(label & {"outcome", "others", "carry", "turn", "open"} for label in labels):
        return len(labels) >= _MANY
    return None


# -- how lists stand in a sentence --------------------------------------------------------------


def _numbers(run: Run, end: int) -> list[tuple[int, Number]]:
    """The counts among the first tokens of a run; by how much something has changed is none."""
    found = []
    for at in range(end):
        number = run.tokens[at].counted
        before = [t for t in run.tokens[max(at - 3, 0) : at] if t.kind not in ("plain", "sum", "about")]
        if number and not (before and before[-1].kind in ("more", "less")):
            found.append((at, number))
    return found


def _in_brackets(run: Run, anchor: int, aside: Run) -> Iterator[_List]:
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
    yield _List(
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


def _named(run: Run, start: int, end: int, *, money: bool = False) -> list[_Part]:
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


def _part(run: Run, at: int, number: Number, label: Tokens) -> _Part:
    end = next((t.start for t in label if t.kind == "number"), label[-1].end if label else 0)
    named = run.text[label[0].start : end].rstrip("，。；、）") if label else ""
    return _Part(run.tokens[at], number, label, named.endswith(_OFFICES))


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


def _is_of_one_kind(parts: Sequence[_Part]) -> bool:
    return any(all(kind in kinds(p.label) for p in parts) for kind in ("way", "applicant", "outcome"))


def _behind(run: Run, at: int, told: Sequence[Quantity]) -> Iterator[_List]:
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
    run: Run, at: int, parts: Sequence[_Part], before: Sequence[tuple[int, Number]], told: Sequence[Quantity]
) -> Iterator[_List]:
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
    # How reviews ended is said of reviews: 办理23件，有3件申请行政复议，其中……维持.
    reviews = [
        n.value for i, n in same if "review" in kinds(tokens[clause_start(tokens, i) : clause_end(tokens, i)])
    ]
    ended = bool(reviews) and any("verdict" in kinds(p.label) for p in parts)
    yield _List(
        tokens[place].start,
        parts[-1].token.end,
        whole,
        parts,
        frozenset(wholes),
        complete=_says_all(run, at, last, listed, parts[-1].label),
        requests=flow is not None,
        limit=_limit(
            run,
            at,
            listed,
            [sum(reviews, Decimal(0))] if ended else [*wholes, *(n.value for _, n in same)],
        ),
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


def _limit(run: Run, at: int, listed: set[str], values: Sequence[Decimal]) -> Decimal | None:
    """The largest that a part may be; none where the list may be of something else."""
    if run.tokens[at].kind == "except" or listed & {"year", "when", "until", "about", "span", "month"}:
        return None
    return max(values)


def _wholes(told: Sequence[Quantity], run: Run, at: int) -> set[Decimal]:
    """What the parts of applications may add up to: those received, with or without what came or went over."""
    near = [q for q in told if q.what and q.what.kind == "flow" and (q.run is not run or q.at < at)]
    values = [(q.what.name, q.number.value) for q in near if q.what]
    received = [value for name, value in values if name in ("new", "done")]
    over = [Decimal(0), *(value for name, value in values if name == "carried_in")]
    out = [Decimal(0), *(value for name, value in values if name == "carried_out")]
    return {w + i - o for w in received for i in over for o in out}


def _behind_colon(run: Run, at: int) -> Iterator[_List]:
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
    yield _List(tokens[at - 1].start, ended, whole, parts, frozenset({whole.value}), complete=True)


def _summed_up(run: Run, at: int) -> Iterator[_List]:
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
        or "合" not in run.word(tokens[at]) + ("合" if several else "")
        or (lead and not several)
    ):
        return
    parts = [_Part(tokens[i], n, ()) for i, n in _numbers(run, start) if n.unit == whole.unit]
    sums = list(accumulate(p.number.value for p in reversed(parts)))
    if len(parts) > 1 and whole.value not in sums:
        yield _List(
            parts[0].token.start, tokens[place].end, whole, parts, frozenset({whole.value}), complete=True
        )


_BEFORE_TOTALS = {"plain", "publish", "receive", "open_word"}


def _by_ways(run: Run, told: Sequence[Quantity]) -> Iterator[_List]:
    """网络24件，信函8件 behind the number of applications, however the list is introduced."""
    tokens = run.tokens
    parts: list[_Part] = []
    end = 0
    for at in run.numbers():
        label, number = tokens[end:at], tokens[at].counted
        end = at + 1
        if number and number.counts_cases and "way" in kinds(label) and not kinds(label) & _BREAKS:
            parts.append(_Part(tokens[at], number, label))
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
    yield _List(
        start,
        parts[-1].token.end,
        whole.number,
        parts,
        frozenset(_wholes(told, run, first)),
        complete=True,
        requests=True,
    )
