"""Totals behind their parts: 微博302条，微信415条，两类合计717条.

How surely the counts before a total are its parts is told by how it is led up to:

- It says how many it adds up, 两类合计, 四个渠道共: they are the last so many, wherever they stand.
- Nothing but 合计 stands before it, or the parts stand right before 共, joined by 、: they are the last few counted, as
  many as come nearest to it. Nothing but 共: they are all that its item, up to the last ；, has counted in its unit.
- Another word stands there, 线下合计, 以上产品共: only two digits turned round show that it adds them up.

Silent where any two or more of the counts before it come to it, whatever stands between them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ndbg.check.prose.lexicon import SEVERAL, SOME_OF_THEM
from ndbg.check.prose.lists.parts import (
    A_HUNDRED,
    BY_PARTS,
    OF_ANOTHER_TIME,
    Listing,
    Part,
    are_alike,
    has_digits_turned_round,
    listing,
    named_before,
    numbers,
)
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_start
from ndbg.check.prose.tokens import Number
from ndbg.text.patterns import any_in

_NEAR = 4  # tokens from the word for a total to its number
_BEFORE_TOTALS = {"plain", "sum", "publish", "receive", "open_word"}
_LONGEST = 6  # characters that tell how many a total adds up
_BODIES = {"个", "家"}
_TWO = 2
_A_FIFTH, _A_TENTH = 5, 10
_MOST = 12  # counts, any of which may be added up
# Where one of these is told, what 共 counts may be another thing than what stands before it: of applications always.
_OF_APPLICATIONS = {"receive", "answer", "request", "request_open"}
_NOT_SUMMED_UP = {"carry", "turn", "open", "compare", "more", "less", "rate", *OF_ANOTHER_TIME}
_OF_RESULTS = {"outcome", "verdict", "review"}


class _Told(NamedTuple):
    """A count before a total; `inner` where it is told as a part of another one: 网站25条，其中公告12条."""

    run: Run
    at: int
    number: Number
    inner: bool


class _Total(NamedTuple):
    """A total: where the words that lead up to it begin, that of its word, its own place."""

    start: int
    at: int
    place: int
    number: Number


def summed_up(run: Run, at: int, earlier: Run | None) -> Iterator[Sequence[Listing]]:
    """微博302条，微信415条，两类合计717条: a total behind its parts; these may be of the `earlier` sentence, if it begins its own."""
    tokens = run.tokens
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "comma")), 0)
    several = how_many(run, start, at)
    place = next((i for i in range(at + 1, min(at + _NEAR, len(tokens))) if tokens[i].counted), at)
    between, number = kinds(tokens[at + 1 : place]), tokens[place].counted
    if number is None or not number.exact or (between - _BEFORE_TOTALS and not several) or "stop" in between:
        return
    total = _Total(start, at, place, number)
    led = kinds(tokens[start:at]) - {"plain"}
    told = list(_told_in(run, start))
    levels = "part" in led  # 市、县两级共收到 need not add up what was told before
    divided = _is_divided(run, place)
    if not told and earlier and not levels and not divided and (several or not led):
        told = list(_told_in(earlier, len(earlier.tokens)))
    if not (found := _in_its_clause(run, total)):
        if several:
            found = _so_many(run, total, told, several)
            found = () if levels and not _come_near(number, found) else found
        elif "number" not in led:
            found = _last_few(run, total, told, bare=not led)
    alike = [one for one in told if are_alike(one.number, number) and not (several and one.inner)]
    # 每月1条，全年12条；每季度1条，全年4条，合计16条: some of them come to it, wherever they stand
    if found and number.value not in _sums(alike)[1]:
        yield [listing(run, (place, number), [_part(one, number.unit) for one in found], complete=True)]


def _is_divided(run: Run, place: int) -> bool:
    """Whether a total has a list of its own behind it: 共公开220条，按内容分, 共公开220条：公告67条."""
    behind = run.tokens[place + 1 :]
    listed = any(t.means("stop", "：") for t in behind[:1]) or any(at == place + 1 for at, _ in run.asides)
    return listed or bool(kinds(behind) & {"of_which", "made_of"})


def how_many(run: Run, start: int, at: int) -> int:
    """How many numbers a total says that it adds up: 两网共340条, 三类新媒体合计发布823条, 两者合计91件; 0 where it does not."""
    words = run.tokens[start:at]
    lead = [t for t in words if t.kind != "plain"] or words
    number = lead[0].number if lead else None
    if number and run.word(lead[0])[-1] in "类项种者处个家":
        return int(number.value)
    said = run.text[lead[0].start : lead[-1].end] if lead else ""
    few = next((many for many, names in SEVERAL.items() if said.endswith(names)), 0)
    return few if len(said) <= _LONGEST and not any_in(SOME_OF_THEM, said) else 0  # 前两类合计708件


def _told_in(run: Run, end: int) -> Iterator[_Told]:
    """The counts among the first tokens of a run."""
    for at, number in numbers(run):
        if at < end:
            item = clause_start(run.tokens, at, "；", "。")
            yield _Told(run, at, number, bool(kinds(run.tokens[item:at]) & BY_PARTS))


def _part(told: _Told, unit: str) -> Part:
    """A count as a part, in the unit of its total."""
    return named_before(told.run, told.at, told.number._replace(unit=unit))


# -- which counts are its parts ---------------------------------------------------------------------


def _in_its_clause(run: Run, total: _Total) -> Sequence[_Told]:
    """The parts that stand right before 共 in its own clause, joined by 、: 9个镇街、31个部门共40家."""
    first = clause_start(run.tokens, total.at)
    parts = [one for one in _told_in(run, total.at) if one.at >= first]
    units = {p.number.unit for p in parts}
    alike = len(units) == 1 and {total.number.unit, *units} in (units, _BODIES)
    near = alike and total.place == total.at + 1 and _come_near(total.number, parts)
    return parts if near and _are_joined(run, parts) else ()


def _so_many(run: Run, total: _Total, told: Sequence[_Told], several: int) -> Sequence[_Told]:
    """The parts of a total that says how many they are: the last ones, less those that are parts of one of them."""
    parts = [one for one in told if not one.inner][-several:]
    if len(parts) < several or several < _TWO or not all(are_alike(p.number, total.number) for p in parts):
        return ()  # 图文30条、视频20条、直播5场，三类合计55条
    other = kinds(_tokens_of(run, total, parts)) & _NOT_SUMMED_UP
    return () if other or _goes_on(run, total, parts) else parts


def _last_few(run: Run, total: _Total, told: Sequence[_Told], *, bare: bool) -> Sequence[_Told]:
    """The last few counts before a total that were meant; `bare` is whether nothing else leads up to it."""
    whole = total.number
    if meant(run.tokens, "sum").count("added") > 1:
        return ()  # 新增60项，许可12项，合计30项，收费8项，合计25项: each is a total of its own, or of other totals
    alike = [one for one in told if are_alike(one.number, whole)]
    papers = [one for one in told if one.number.counts_documents and whole.counts_documents]
    if len(alike) < _TWO or _ends_a_sum(whole, papers):
        return ()  # 文件18件，信息1203条，共1221条（件）
    item = clause_start(run.tokens, total.start, "；")
    clause = clause_start(run.tokens, total.start - 1) if total.start else 0
    own, group = ([one for one in told if one.run is run and one.at >= first] for first in (item, clause))
    ended = total.place == total.at + 1 and kinds(run.tokens[total.place + 1 : total.place + 2]) <= {"stop"}
    joined = ended and _are_joined(run, group) and _are_in_its_unit(total, group)
    sure = bare and (joined or run.tokens[total.at].means("sum", "added"))
    whole_item = bare and not sure and ended and len(own) >= _TWO and _are_in_its_unit(total, own)
    parts = own if whole_item else _likeliest(whole, alike, len(group) if sure and joined else _TWO)
    if not parts or _goes_on(run, total, parts) or (not sure and _counts_something_else(run, total, parts)):
        return ()
    near = whole_item and _come_near(whole, parts)
    turned = not whole_item and whole.value >= A_HUNDRED and _turned(whole, parts)
    return parts if sure or near or turned else ()


def _are_joined(run: Run, parts: Sequence[_Told]) -> bool:
    """Whether two or more counts are joined by 、: 办结建议55件、提案83件."""
    between = (run.tokens[one.at : other.at] for one, other in pairwise(parts))
    return len(parts) >= _TWO and all("comma" in kinds(tokens) for tokens in between)


def _are_in_its_unit(total: _Total, parts: Sequence[_Told]) -> bool:
    return all(one.number.unit == total.number.unit for one in parts)


def _goes_on(run: Run, total: _Total, parts: Sequence[_Told]) -> bool:
    """Whether the last part is told to be one of several: 检查19份、处罚5份等信息，合计87份."""
    last = parts[-1]
    return "and_so_on" in kinds(last.run.tokens[last.at + 1 : total.start if last.run is run else None])


def _tokens_of(run: Run, total: _Total, parts: Sequence[_Told]) -> Tokens:
    """The tokens from the first part to the total."""
    first = parts[0]
    if first.run is run:
        return run.tokens[first.at : total.place]
    return (*first.run.tokens[first.at :], *run.tokens[: total.place])


def _counts_something_else(run: Run, total: _Total, parts: Sequence[_Told]) -> bool:
    """Whether a total may be none of what stands before it: of applications, of another time, or beside counts in other units."""
    tokens, before = _tokens_of(run, total, parts), parts[0].run.tokens
    within = kinds(tokens)
    told = within | kinds(before[clause_start(before, parts[0].at) : parts[0].at])
    of_applications = told & _OF_APPLICATIONS and run.about_at(total.place) != "other"
    others = any(t.counted and not are_alike(t.counted, total.number) for t in tokens)
    another = told & (BY_PARTS | _OF_RESULTS | _NOT_SUMMED_UP - OF_ANOTHER_TIME) or within & OF_ANOTHER_TIME
    return bool(of_applications or others or another)


# -- what they come to ------------------------------------------------------------------------------


def _misses(whole: Number, parts: Sequence[_Told]) -> Decimal:
    """By how much some parts miss a total."""
    return abs(sum(p.number.value for p in parts) - whole.value)


def _come_near(whole: Number, parts: Sequence[_Told]) -> bool:
    return _misses(whole, parts) * _A_FIFTH <= whole.value


def _turned(whole: Number, parts: Sequence[_Told]) -> bool:
    return has_digits_turned_round(whole, [p.number for p in parts])


def _likeliest(whole: Number, told: Sequence[_Told], least: int) -> Sequence[_Told]:
    """The last few counts before a total that were meant: as many as come near to it, or to it but for two digits turned round.

    None where all are far from it: 上述各类合计 may reach further back.
    """
    readings = [told[-many:] for many in range(len(told), least - 1, -1)]
    near = (parts for parts in readings if _misses(whole, parts) * _A_TENTH <= whole.value)
    turned = (parts for parts in readings if _turned(whole, parts))
    closest = min(readings, key=lambda parts: _misses(whole, parts))
    return next(near, None) or next(turned, None) or (closest if _come_near(whole, closest) else ())


def _ends_a_sum(whole: Number, told: Sequence[_Told]) -> bool:
    """Whether the last count before a total, and one or more before that, come to it, whatever they count."""
    one, more = _sums(told[:-1])
    return bool(told) and whole.value - told[-1].number.value in one | more


def _sums(told: Sequence[_Told]) -> tuple[set[Decimal], set[Decimal]]:
    """The values of some counts, and what two or more of them come to."""
    one, more = set[Decimal](), set[Decimal]()
    for _, _, number, _ in told[-_MOST:]:
        more |= {total + number.value for total in one | more}
        one.add(number.value)
    return one, more
