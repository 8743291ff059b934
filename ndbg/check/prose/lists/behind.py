"""Lists behind 其中, 分为, 包括, 分别为 or 涉及, behind 中, and behind 除 where 其余 follows."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile

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
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, item_start, published
from ndbg.check.prose.tokens import Number

_MOST_KINDS = 30
# What is seen by one thing, 从办理结果看, need not be told of all.
_SEEN_BY = "看"
# How the next sentence begins where a list goes on in it: 其中2件予以公开。另外2件……
_GOING_ON = ("另外", "另有", "还有", "其余", "剩余", "余下")


def parts_behind(
    run: Run, at: int, counts: Sequence[Count], told: Sequence[Quantity]
) -> Iterator[Sequence[Listing]]:
    """The lists that a word at a place introduces, each in all the ways in which it may be read.

    `told` is what has been counted of applications. What stands behind a ： is another list: 其中专栏632条，类别有：机构54条…….
    """
    before = [count for count in counts if count[0] < at]
    parts = named_parts(run, at + 1, list_end(run, at + 1))
    among = run.text.startswith("在", run.tokens[at].end)  # 9件，含在上述43件之内
    if not parts or not before or among or any(t.means("stop", "；") for t in run.tokens[at : parts[0].at]):
        return  # 收到8件，涉及审批、合同等；上年结转1件: what is introduced is told before the ；
    mark = _Mark(run, at, before, told)
    money = named_parts(run, at + 1, list_end(run, at + 1), money=True)
    if money and money[0].number.unit == "元":
        yield list(mark.list_of(money))
    between = run.tokens[before[-1][0] : at]
    apart = run.tokens[at].means("made_of", "some") and any(t.means("stop", "；") for t in between)
    led = (i for i, p in enumerate(parts) if i and any(t.means("stop", "：") for t in p.label))
    parts = parts[: next(led, len(parts))]
    rest = (i for i, p in enumerate(parts, 1) if "rest" in p.kinds)
    ends = next(rest, len(parts))
    if ends < len(parts) and not kinds(run.tokens[parts[ends - 1].at : parts[ends].at]) & {"stop", "comma"}:
        parts = parts[:ends]  # 其余5个单位共有8个问题
    # 征集9次；公开会议信息，包括常务会议14次 is of what is told behind the ； itself, 包括媒体解读在内的解读155条 of what follows.
    if not apart and "在内" not in run.text[run.tokens[at].end : parts[0].token.start]:
        yield [listed for reading in mark.readings(parts) for listed in mark.list_of(reading)]


class _Mark:
    """A word that introduces a list, behind the counts `before` it; `told` is what has been counted of applications too."""

    def __init__(self, run: Run, at: int, before: Sequence[Count], told: Sequence[Quantity]) -> None:
        self._run = run
        self._at = at
        self._sign = run.tokens[at]
        self._before = before
        self._told = told
        self._begins_anew = bool(at) and run.tokens[at - 1].means("stop", "。")

    def readings(self, parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
        """The parts that a list may have: all, those before the first ；, and those joined by 、.

        One with a total of its own has none: 在6个社区设立专区，其中街道1个、社区6个，共7个.
        """
        breaks = breaks_of(self._run, self._at, parts)
        among_others = _is_of_an_outcome(self._run, self._before[-1][0])
        of_one_kind = are_of_one_kind(parts) and not among_others
        many = len(parts) >= FEW and not among_others
        total = sum(p.number.value for p in parts[:-1])
        if len(parts) >= FEW and "sum" in parts[-1].kinds and total == parts[-1].number.value:
            return
        if breaks and not of_one_kind:
            yield parts[: breaks[0]]
        if not breaks or of_one_kind or many or "rest" in parts[-1].kinds:
            yield parts
        if group := joined(parts):
            yield parts[:group]

    def list_of(self, parts: Sequence[Part]) -> Iterator[Listing]:
        """The list of some parts, with the total that stands before it.

        None where a count of another thing is nearer, or where that is the last of a list of its own: 按结果分 behind ；.
        """
        run, at = self._run, self._at
        same = [
            c
            for c in _in_the_unit_of(parts[0].number, self._before)
            if not _are_of_two_things(run, parts[0], c)
        ]
        if not same:
            return
        (place, whole), least = self._total_of(parts, same)
        ended = self._sign.means("made_of", "all") and any(
            t.means("stop", "；") for t in run.tokens[place:at]
        )
        nearest = place in (self._last_before(), self._before[-1][0])
        if (ended and self._before[0][0] < place) or not (least or nearest):
            return
        of = next((q.what for q in self._told if q.run is run and q.at == place and q.what), None)
        flow = of is not None and of.kind == "flow"
        among = self._sign.means("plain", "among")
        wholes, breaks = {whole.value}, breaks_of(run, at, parts)
        requests = flow or (among and run.about_at(at) == "requests")
        if among and requests and (of is None or of.name != "done"):
            wholes |= {
                whole.value - o for o in left_over(run, self._told)
            }  # 92件申请中：……；另有4件结转下年度
        elif not among:
            others = wholes_of(self._told, run, at) if flow else self._told_before(same)
            wholes |= {value for value in others if value >= least}
        listed = listing(run, (place, whole), parts, complete=self._says_all(parts[-1].at))
        yield listed._replace(
            wholes=frozenset(wholes),
            requests=requests,
            limit=None if self._sign.kind == "except" else max((*wholes, *(n.value for _, n in same))),
            limited=_limited(parts, breaks),
            breaks=frozenset(breaks),
        )

    def _total_of(self, parts: Sequence[Part], same: Sequence[Count]) -> tuple[Count, Decimal]:
        """The total of a list, the last count before it in its unit, and the least that it may be.

        Behind a 。 it is the last one that may have such parts: 发布信息55条，更新信息5条。其中，行政执法类27条…….
        """
        most = max(p.number.value for p in parts)
        larger = [count for count in same if count[1].value >= most] if self._begins_anew else []
        return (larger[-1], most) if larger else (same[-1], Decimal(0))

    def _last_before(self) -> int:
        """The place of the last count before the list, less numbers of kinds (涵盖10个类别)."""
        others = (i for i, n in reversed(self._before) if not (n.unit in OF_KINDS and n.value <= _MOST_KINDS))
        return next(others, self._before[-1][0])

    def _told_before(self, same: Sequence[Count]) -> set[Decimal]:
        """The counts before 其中 and any other, and what the last of them come to: 书面申请6件，网上申请14件，其中公开12件……."""
        parted = next((i for i in range(self._at) if self._run.tokens[i].kind == "of_which"), self._at)
        told = [n.value for i, n in same if self._begins_anew or i < parted]
        tokens, last = self._run.tokens, same[-1][0]
        answered = "answer" in kinds(tokens[clause_start(tokens, last) : last])
        again = answered and "receive" in kinds(tokens[:last])  # 受理60条，办结60条
        return {*told, *(() if again else accumulate(reversed(told)))}

    def _says_all(self, last: int) -> bool | None:
        """Whether a list says itself that it is complete, or that it is not; None where it does not say.

        教育、医疗等民生事业11983条: behind some names 等 leaves nothing out, behind the last number it does.
        """
        run, at, tokens = self._run, self._at, self._run.tokens
        named_last = "others" in kinds(tokens[item_start(tokens, last) : last])
        goes_on = not named_last and run.text.startswith(_GOING_ON, tokens[-1].end)
        if (
            goes_on
            or "and_so_on" in kinds(tokens[last + 1 : last + 3])
            or run.word(self._sign).startswith("主要")
        ):
            return False
        leaving = self._sign.kind == "except"
        rest = next((i for i in range(at, len(tokens)) if self._is_the_rest(i)), None)
        if rest is not None:
            # 其余为动态、生产等信息22条 counts what is left, 其余均已办结 and 其余在2件中 do not.
            end = clause_end(tokens, rest)
            named = any(t.means("plain", "is") for t in tokens[rest + 1 : min(last, end)][:1]) and last < end
            counted = rest < last and (named or any(t.counted for t in tokens[rest : rest + 3]))
            return counted and "share" not in kinds(tokens[at : last + 3])
        divided = self._sign.means("made_of", "all") and not run.word(self._sign).endswith(_SEEN_BY)
        return True if self._sign.kind == "each" or divided else False if leaving else None

    def _is_the_rest(self, i: int) -> bool:
        """Whether a word names all that is left: 其余, and 其他 with its number behind 除."""
        token, behind = self._run.tokens[i], self._run.tokens[i + 1 : i + 2]
        others = token.kind == "others" and self._sign.kind == "except"
        return token.kind == "rest" or (others and any(t.counted for t in behind))


# -- its parts --------------------------------------------------------------------------------------


def _is_of_an_outcome(run: Run, place: int) -> bool:
    """Whether a count is one outcome of applications, beside which others are told behind a ；: 不予公开4件，其中属国家秘密2件；无法提供15件."""
    label = kinds(run.tokens[clause_start(run.tokens, place) : place])
    return "outcome" in label and not label & {"receive", "answer"}


def _in_the_unit_of(number: Number, before: Sequence[Count]) -> list[Count]:
    """The counts before a list that may be its total by their unit: in its own, in one like it, or both of cases.

    What is counted by 个 are columns or sites, unless the list counts them too.
    """
    return (
        [(i, n) for i, n in before if n.unit == number.unit]
        or [(i, n) for i, n in before if are_alike(n, number)]
        or [(i, n) for i, n in before if number.counts_cases and n.counts_cases and n.unit not in OF_KINDS]
    )


def _are_of_two_things(run: Run, part: Part, whole: Count) -> bool:
    """Whether a part and a total, counted by 个 or the like, are told behind their numbers to be of two things: 4个板块；其中年报设3个栏目."""
    at, number = whole
    if {part.number.unit, number.unit} - {*OF_KINDS} or not part.kinds - {"plain", "stop", "has"}:
        return False
    named = [run.tokens[i + 1 : clause_end(run.tokens, i)] for i in (at, part.at)]
    if not all(words and kinds(words) <= _NAMING for words in named):
        return False
    of, thing = ("".join(map(run.word, words)) for words in named)
    return of[-1] != thing[-1]


_NAMING = {"other", "other_thing", "thing", "document", "way"}


def _limited(parts: Sequence[Part], breaks: Sequence[int]) -> int:
    """How many of the first parts are surely of the total: those joined by 、, before a ；, another time or another channel.

    网站发布694条，其中动态122条，通过微博发布3542条.
    """
    ends = [] if are_of_one_kind(parts) else [*breaks[:1], joined(parts) or len(parts)]
    through = ["through" in meant(p.label, "plain") for p in parts]
    apart = (i for i, p in enumerate(parts) if p.kinds & OF_ANOTHER_TIME or (through[i] and not through[0]))
    return min((*ends, *apart, len(parts)))


# -- of what the sentence before has told -----------------------------------------------------------


def of_an_earlier_total(run: Run, earlier: Run | None) -> Iterator[Sequence[Listing]]:
    """公开信息97条。在公开的信息中，公告50条，动态47条: a list of what the `earlier` sentence tells to have been published.

    Who applied, and how cases ended, is told of none that was published; 包括 is of all only where these are named again.
    """
    whole = published(earlier) if earlier else None
    marks = [i for i, t in enumerate(run.tokens) if t.kind in ("of_which", "made_of")]
    marked = min(marks, key=lambda i: run.tokens[i].kind != "of_which", default=-1)
    # but 共21类，56个栏目。其中政策信息3条……
    if whole is None or marked < 0 or any(n.unit not in OF_KINDS for i, n in run.counts() if i < marked):
        return
    found = named_parts(run, marked + 1, list_end(run, marked + 1))
    parts = list(takewhile(lambda p: are_alike(p.number, whole), found))
    others = any(p.kinds & {"applicant", "outcome", "verdict"} for p in parts)
    again = bool(kinds(run.tokens[:marked]) & {"publish", "open_word"}) and found[-1].is_of_other_kinds
    if len(parts) > 1 and not others and (again or not run.tokens[marked].means("made_of", "some")):
        start = next(t.start for t in (*parts[0].label, parts[0].token) if t.kind != "stop")
        yield [Listing(start, parts[-1].token.end, whole, parts, frozenset({whole.value}))]


# -- of applications ---------------------------------------------------------------------------------


def wholes_of(told: Sequence[Quantity], run: Run, at: int) -> set[Decimal]:
    """What the parts of applications may add up to: those received, with or without what came or went over.

    They are counted before the parts; what goes over to the next year may be told behind them.
    """
    near = [
        (q.what.name, q.number.value)
        for q in told
        if q.what and q.what.kind == "flow" and (q.run is not run or q.at < at)
    ]
    new, done, over = ([value for name, value in near if name == of] for of in ("new", "done", "carried_in"))
    out = left_over(run, told)
    # Those handled are those received and those that came over; a list may be of those received alone.
    received = {*new, *accumulate(reversed(new)), *(w - i for w in done for i in over)}
    handled = {*done, *(w + i for w in new for i in over)}
    return {w - o for w in received | handled for o in (Decimal(0), *out)}


def left_over(run: Run, told: Sequence[Quantity]) -> list[Decimal]:
    """The counts of what is carried over: of applications as told so far, and any of the sentence right before 结转."""
    carried = [n.value for i, n in run.counts() if kinds(run.tokens[i + 1 : i + 2]) & {"carry", "turn"}]
    return [*carried, *(q.number.value for q in told if q.what and q.what.name == "carried_out")]
