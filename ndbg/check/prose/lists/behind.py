"""Lists behind 其中, 分为, 包括 or 涉及, and behind 除 where 其余 follows."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise, takewhile

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
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start, item_start
from ndbg.check.prose.tokens import Number

_MOST_KINDS = 30
# What is seen by one thing, 从办理结果看, need not be told of all.
_SEEN_BY = "看"
# How the next sentence begins where a list goes on in it: 其中2件予以公开。另外2件……
_GOING_ON = ("另外", "另有", "还有", "其余", "剩余", "余下")
_OF_PARTS = {"of_which", "made_of"}
_OF_ALL = ("new", "done")


def parts_behind(
    run: Run, at: int, counts: Sequence[Count], told: Sequence[Quantity]
) -> Iterator[Sequence[Listing]]:
    """Parts behind 其中, 分为 or 包括, and behind 除 where 其余 follows.

    Behind a ； the list may go on or another thing may be told of, and each of its items may have a list of its own.
    """
    before = [count for count in counts if count[0] < at]
    yield from _Introduced(run, at, before, told).lists()


class _Introduced:
    """What a word at a place introduces, behind the counts `before` it; `told` is what has been counted of applications too."""

    def __init__(self, run: Run, at: int, before: Sequence[Count], told: Sequence[Quantity]) -> None:
        self._run = run
        self._at = at
        self._sign = run.tokens[at]
        self._before = before
        self._told = told
        self._names = {q.at: q.what.name for q in told if q.run is run and q.what}
        self._begins_anew = bool(at) and run.tokens[at - 1].means("stop", "。")

    def lists(self) -> Iterator[Sequence[Listing]]:
        """The lists that the word introduces, each in all the ways in which it may be read."""
        run, at, before = self._run, self._at, self._before
        end = list_end(run, at + 1)
        parts = named_parts(run, at + 1, end)
        if not parts:
            return
        if not before:
            yield list(self._of_all_applications(parts)) if self._sign.means("made_of", "all") else []
            return
        money = named_parts(run, at + 1, end, money=True)
        if money and money[0].number.unit == "元":
            yield list(self._list_of(money))
        if pairs := _by_two_units(parts, before):
            first = _Introduced(run, at, before[:-1], self._told)
            yield list(first._list_of(pairs[0]))
            yield list(self._list_of(pairs[1]))
            return
        between = run.tokens[before[-1][0] : at]
        if self._sign.means("made_of", "some") and any(t.means("stop", "；") for t in between):
            return  # 征集9次；公开会议信息，包括常务会议14次: of what is told behind the ； itself
        if "在内" in run.text[self._sign.end : parts[0].token.start]:
            return  # 包括媒体解读、专家解读等在内的政策解读155条
        # 其中专栏632条，类别有：机构54条……: what stands behind a ： is another list.
        led = (i for i, p in enumerate(parts) if i and any(t.means("stop", "：") for t in p.label))
        parts = parts[: next(led, len(parts))]
        if not _has_its_own_total(parts):
            yield [listed for reading in self._readings(parts) for listed in self._list_of(reading)]

    def _readings(self, parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
        """The parts that a list may have: all, those before the first ；, those joined by 、, and the first of each item."""
        run, at = self._run, self._at
        breaks = breaks_of(run, at, parts)
        among_others = _is_of_an_outcome(run, self._before[-1][0])
        of_one_kind = are_of_one_kind(parts) and not among_others
        if breaks and not of_one_kind:
            yield parts[: breaks[0]]
        many = len(parts) >= FEW and not among_others
        if not breaks or of_one_kind or many or "rest" in kinds(parts[-1].label):
            yield parts
        if group := joined(parts):
            yield parts[:group]
        items = () if kinds(run.tokens[:at]) & _OF_PARTS else _items(run, at)
        yield from (outer for outer in items if len(outer) >= FEW)

    def _list_of(self, parts: Sequence[Part]) -> Iterator[Listing]:
        """The list of some parts, with the total that stands before it."""
        run, at = self._run, self._at
        same = [
            c
            for c in _in_the_unit_of(parts[0].number, self._before)
            if not _are_of_two_things(run, parts[0], c)
        ]
        if not same:
            return
        (place, whole), nearest, least = self._total_of(parts, same)
        if self._is_of_another_list(place):
            yield from self._of_all_applications(parts)
            yield from self._of_what_was_divided(parts, same)
            return
        flow = any(q.run is run and q.at == place and q.what and q.what.kind == "flow" for q in self._told)
        received = any(q.what and q.what.name in _OF_ALL for q in self._told)
        if not (flow and received) and kinds(run.tokens[clause_start(run.tokens, place) : place]) & {
            "carry",
            "turn",
        }:
            return  # 收到59件，上年度结转办理2件，其中……: of which of them is not known
        wholes = {whole.value}
        within = self._sign.means("plain", "among")
        among = within and run.about_at(at) == "requests"
        if not within:
            others = wholes_of(self._told, run, at) if flow else self._told_before(same)
            wholes |= {value for value in others if value >= least}
        elif self._names.get(place) != "done" and among:
            wholes |= {
                whole.value - o for o in left_over(run, self._told)
            }  # 92件申请中：……；另有4件结转下年度
        last, breaks = parts[-1].at, breaks_of(run, at, parts)
        listed = listing(run, (place, whole), parts, complete=self._says_all(last) if nearest else False)
        yield listed._replace(
            wholes=frozenset(wholes),
            requests=flow or among,
            limit=self._limit(parts, same, wholes),
            limited=_limited(parts, breaks),
            breaks=frozenset(breaks),
            unsure=parts[-1].is_of_others and _goes_on(run, last),
            counted_in=nearest and self._leaves_something_out(last),
        )

    # -- its total ---------------------------------------------------------------------

    def _total_of(self, parts: Sequence[Part], same: Sequence[Count]) -> tuple[Count, bool, Decimal]:
        """The total of a list: the last count before it in its unit, whether no other is nearer, and the least it may be."""
        count, nearest = same[-1], False
        if self._begins_anew:
            # 答复1453件，包括上年结转30件。其中……: of all, and not of those that are only a part of it.
            all_of_them = [count for count in same if self._names.get(count[0]) in _OF_ALL]
            if all_of_them and self._names.get(count[0]) == "carried_in":
                # 新收41件，上年结转2件。其中……: of both, less those that are still open.
                count = all_of_them[-1]
                nearest = self._names[count[0]] == "done"
            # 发布信息55条，更新信息5条。其中，行政执法类27条……: of the last one that may have such parts
            most = max(p.number.value for p in parts)
            larger = [(i, n) for i, n in same if n.value >= most]
            if count[0] not in self._names and larger:
                return larger[-1], True, most
        return count, nearest or count[0] in (self._before[-1][0], self._last_before()), Decimal(0)

    def _last_before(self) -> int:
        """The place of the count that a list may be of: the last one, less numbers of kinds (涵盖10个类别).

        Where the list names again what was published, it is the first one: 主动公开信息中……
        """
        if self._sign.means("of_which", "published"):
            return self._before[0][0]
        others = (i for i, n in reversed(self._before) if not (n.unit in OF_KINDS and n.value <= _MOST_KINDS))
        return next(others, self._before[-1][0])

    def _is_of_another_list(self, place: int) -> bool:
        """Whether a number is the last of a list that ends with a ；, behind which 按结果分 or 构成为 leads up to another."""
        stops = any(t.means("stop", "；") for t in self._run.tokens[place : self._at])
        return self._sign.means("made_of", "all") and stops and self._before[0][0] < place

    def _told_before(self, same: Sequence[Count]) -> set[Decimal]:
        """The counts before 其中 and any other, and what the last of them come to: 书面申请6件，网上申请14件，其中公开12件……."""
        parted = next((i for i in range(self._at) if self._run.tokens[i].kind == "of_which"), self._at)
        told = [n.value for i, n in same if self._begins_anew or i < parted]
        return {*told, *accumulate(reversed(told))}

    def _limit(self, parts: Sequence[Part], same: Sequence[Count], wholes: set[Decimal]) -> Decimal | None:
        """The largest that a part may be; none where the list may be of something else."""
        tokens = self._run.tokens
        if self._sign.kind == "except" or (self._begins_anew and len(same) >= FEW):
            return None  # 网站公开754条，新媒体公开2808条，其他方式公开54条。其中……: of which of them is not known
        if any("verdict" in kinds(p.label) for p in parts):
            # How reviews ended is said of reviews: 办理23件，有3件申请行政复议，其中……维持.
            clauses = ((n.value, tokens[clause_start(tokens, i) : clause_end(tokens, i)]) for i, n in same)
            reviews = [value for value, clause in clauses if "review" in kinds(clause)]
            if reviews:
                return sum(reviews, Decimal(0))
        return max((*wholes, *(n.value for _, n in same)))

    # -- lists of what stands further before ----------------------------------------------

    def _of_all_applications(self, parts: Sequence[Part]) -> Iterator[Listing]:
        """当面4件，信函2件；按结果分，公开5件，不予公开1件: one more list of the applications counted before.

        Who applied is told of those that are new.
        """
        run, at = self._run, self._at
        names = ("new",) if any("applicant" in p.kinds for p in parts) else _OF_ALL
        all_of_them = (q for q in reversed(self._told) if q.what and q.what.name in names)
        whole = next((q for q in all_of_them if q.run is not run or q.at < at), None)
        if whole and are_of_one_kind(parts) and run.about_at(at) == "requests":
            start, end = parts[0].token.start, parts[-1].token.end
            wholes, complete = frozenset(wholes_of(self._told, run, at)), self._says_all(parts[-1].at)
            yield Listing(start, end, whole.number, parts, wholes, complete=complete, requests=True)

    def _of_what_was_divided(self, parts: Sequence[Part], same: Sequence[Count]) -> Iterator[Listing]:
        """意见58个，按性质分，建议26个，投诉32个；按时段分，上午33个，下午25个: what one division has come to is divided again."""
        run, at = self._run, self._at
        first = next(i for i, t in enumerate(run.tokens) if t.kind in _OF_PARTS or i == at)
        wholes = [count for count in same if count[0] < first]
        divided = sum((n.value for i, n in same if i > first), Decimal(0))
        if wholes and divided == wholes[-1][1].value and run.about_at(at) != "requests":
            listed = listing(run, wholes[-1], parts, complete=self._says_all(parts[-1].at))
            yield listed._replace(start=parts[0].token.start)

    # -- whether it names all -------------------------------------------------------------

    def _leaves_something_out(self, last: int) -> bool:
        """Whether a list tells that it leaves something out: with 等 behind its last number, or with 主要 before it."""
        ended = "and_so_on" in kinds(self._run.tokens[last + 1 : last + 3])
        return ended or self._run.word(self._sign).startswith("主要")

    def _says_all(self, last: int) -> bool | None:
        """Whether a list says itself that it is complete, or that it is not."""
        run, at, tokens = self._run, self._at, self._run.tokens
        # 教育、医疗等民生事业11983条: behind some names 等 leaves nothing out, behind the last number it does.
        named_last = "others" in kinds(tokens[item_start(tokens, last) : last])
        goes_on = not named_last and run.text.startswith(_GOING_ON, tokens[-1].end)
        if self._leaves_something_out(last) or goes_on:
            return False
        leaving = self._sign.kind == "except"
        may = "rest" in run.kinds or leaving
        rest = next((i for i in range(at, len(tokens)) if self._is_the_rest(i)), None) if may else None
        if rest is not None:
            # 其余为动态、生产等信息22条 counts what is left, 其余均已办结 and 其余在2件中 do not.
            end = clause_end(tokens, rest)
            words = tokens[rest + 1 : min(last, end)]
            named = any(t.means("plain", "is") for t in words[:1]) and last < end
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


def _has_its_own_total(parts: Sequence[Part]) -> bool:
    """Whether the last number sums up those before it: 在6个社区设立专区，其中街道1个、社区6个，共7个."""
    *others, last = parts
    summed_up = last.number.value == sum(p.number.value for p in others)
    return len(others) > 1 and "sum" in kinds(last.label) and summed_up


def _is_of_an_outcome(run: Run, place: int) -> bool:
    """Whether a count is one outcome of applications, beside which others are told behind a ；: 不予公开4件，其中属国家秘密2件；无法提供15件."""
    label = kinds(run.tokens[clause_start(run.tokens, place) : place])
    return "outcome" in label and not label & {"receive", "answer"}


def _by_two_units(parts: Sequence[Part], before: Sequence[Count]) -> list[Sequence[Part]]:
    """The parts of two totals, each of which is told in both units: 培训7场、513人次，其中企业4场301人次、居民3场212人次."""
    units = [n.unit for _, n in before[-2:]]
    told = [p.number.unit for p in parts]
    if len(set(units)) < 2 or len(told) < 2 * len(units) or told != units * (len(told) // 2):
        return []
    heads, others = parts[::2], parts[1::2]
    if any(kinds(p.label) - {"comma", "stop", "plain", "applicant"} for p in others):
        return []
    named = zip(heads, others, strict=True)
    return [heads, [other._replace(label=head.label, name=head.name) for head, other in named]]


def _items(run: Run, at: int) -> Sequence[Sequence[Part]]:
    """The parts told outside the lists that items between ； have of their own: 机构类20条，内有…；工作类11条，其中….

    They are the first number of each item, or all before its list: 监管167条、救灾73条；解读12篇，其中…；其余225条.
    """
    tokens = run.tokens
    end = clause_end(tokens, at, "。")
    if not kinds(tokens[at + 1 : end]) & _OF_PARTS:
        return ()
    stops = [i for i in range(at, end) if tokens[i].means("stop", "；")]
    found: list[list[Part]] = []
    for start, stop in pairwise([at, *stops, end]):
        own = (i for i in range(start + 1, stop) if tokens[i].kind in _OF_PARTS)
        found.append(named_parts(run, start + 1, next(own, stop)) or named_parts(run, start + 1, stop)[:1])
    if not all(found):
        return ()
    return [parts[0] for parts in found], [part for parts in found for part in parts]


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
    return not (of.endswith(thing) or thing.endswith(of) or of[-1] == thing[-1])


_NAMING = {"other", "other_thing", "thing", "document", "way"}


def _limited(parts: Sequence[Part], breaks: Sequence[int]) -> int:
    """How many of the first parts are surely of the total: those joined by 、, before a ； or another time."""
    ends = [] if are_of_one_kind(parts) else [*breaks[:1], joined(parts) or len(parts)]
    return min((*ends, *(i for i, p in enumerate(parts) if kinds(p.label) & OF_ANOTHER_TIME), len(parts)))


def _goes_on(run: Run, last: int) -> bool:
    """Whether a list may go on behind a ； in the unit of its last number: 规章11条、其他文件102条；工作报告2条."""
    tokens = run.tokens
    number, behind = tokens[last].counted, tokens[last + 1 :]
    following = takewhile(lambda t: not t.counted, behind)
    if number is None or not behind or not behind[0].means("stop", "；"):
        return False
    if kinds([*following]) & {"publish", "open_word"}:
        return False  # 其他信息13条；通过微博发布信息98条
    return any(t.counted.unit == number.unit for t in behind if t.counted)


# -- of what an earlier sentence has told ----------------------------------------------------------


def of_an_earlier_total(sentence: Sentence) -> Iterator[Sequence[Listing]]:
    """公开信息97条。……在公开的信息中，公告50条，动态47条: a list of what an earlier sentence has told."""
    run, whole = sentence.run, sentence.total
    marks = [i for i, t in enumerate(run.tokens) if t.kind in _OF_PARTS]
    marked = min(marks, key=lambda i: run.tokens[i].kind != "of_which", default=-1)
    if whole is None or sentence.since > FEW or marked < 0:
        return
    if any(t.counted and t.counted.unit not in OF_KINDS for t in run.tokens[:marked]):
        return  # but 共21类，56个栏目。其中政策信息3条……
    found = named_parts(run, marked + 1, list_end(run, marked + 1))
    parts = list(takewhile(lambda p: are_alike(p.number, whole), found))
    if len(parts) > 1 and parts[0].label and _is_of_all(sentence, marked, parts):
        start = next(t.start for t in (*parts[0].label, parts[0].token) if t.kind != "stop")
        yield [Listing(start, parts[-1].token.end, whole, parts, frozenset({whole.value}))]


def _is_of_all(sentence: Sentence, marked: int, parts: Sequence[Part]) -> bool:
    """Whether a list behind 其中 or 包括 is of all that was told before.

    主动公开的信息类别，包括规划5条、其他92条: where what is counted is named again, and nothing left out. Who applied, and
    how cases ended, is told of none that was published.
    """
    tokens = sentence.run.tokens
    if any(p.kinds & {"applicant", "outcome", "verdict"} for p in parts):
        return False
    if not tokens[marked].means("made_of", "some"):
        return True
    again = kinds(tokens[:marked]) & {"publish", "open_word"}
    return sentence.since <= 1 and bool(again) and parts[-1].is_of_other_kinds


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
    # 网络3件，邮件1件，即本机关新收4件: what the list before it comes to.
    clauses = ((run.tokens[clause_start(run.tokens, i)], n) for i, n in run.counts() if i > at)
    summed_up = [n.value for lead, n in clauses if run.word(lead) == "即"]
    # Those handled are those received and those that came over; a list may be of those received alone.
    received = {*new, *accumulate(reversed(new)), *(w - i for w in done for i in over)}
    handled = {*done, *(w + i for w in new for i in over)}
    return {*(w - o for w in received | handled for o in (Decimal(0), *out)), *summed_up}


def left_over(run: Run, told: Sequence[Quantity]) -> list[Decimal]:
    """The counts of what is carried over: of applications as told so far, and any of the sentence right before 结转."""
    carried = [n.value for i, n in run.counts() if kinds(run.tokens[i + 1 : i + 2]) & {"carry", "turn"}]
    return [*carried, *(q.number.value for q in told if q.what and q.what.name == "carried_out")]
