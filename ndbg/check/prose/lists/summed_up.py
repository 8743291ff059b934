"""Totals behind their parts: 微博302条，微信415条，两类合计717条.

The counts before a total are its parts

- where it says how many it adds up, 两类合计, 四个渠道共: the last so many, wherever they stand;
- where they are joined by 、 right before it: 城区56人、乡镇44人，共100人参加;
- where nothing but 合计 stands before it: the last few counted, as many as come nearest to it;
- where nothing but 共 does: all that its item, up to the last ；, has counted in its unit, if they come near.

Silent where any two or more of the counts before it come to it, whatever stands between them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ndbg.check.prose.lexicon import SEVERAL, SOME_OF_THEM
from ndbg.check.prose.lists.parts import (
    BY_PARTS,
    OF_ANOTHER_TIME,
    OF_PAPERS,
    Listing,
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
_A_FIFTH = 5
_MOST = 12  # counts, any of which may be added up
# Where one of these is told, what 共 counts may be another thing than what stands before it: of applications always.
_OF_APPLICATIONS = {"receive", "answer", "request", "request_open"}
_NOT_SUMMED_UP = {"carry", "turn", "open", "compare", "more", "less", "rate", "outcome", "verdict", "review", *BY_PARTS, *OF_ANOTHER_TIME}  # fmt: skip


class _Told(NamedTuple):
    """A count before a total; `inner` where it is told as a part of another one: 网站25条，其中公告12条."""

    run: Run
    at: int
    number: Number
    inner: bool


def summed_up(run: Run, at: int, earlier: Run | None) -> Iterator[Sequence[Listing]]:
    """微博302条，微信415条，两类合计717条: a total behind its parts; these may be of the `earlier` sentence, if it begins its own."""
    tokens = run.tokens
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "comma")), 0)
    several = how_many(run, start, at)
    behind = range(at if several and tokens[at].counted else at + 1, min(at + _NEAR, len(tokens)))
    place = next((i for i in behind if tokens[i].counted), at)
    between, whole = kinds(tokens[at + 1 : place]), tokens[place].counted
    if whole is None or not whole.exact or (between - _BEFORE_TOTALS and not several) or "stop" in between:
        return
    led = kinds(tokens[start:at]) - {"plain"}
    told = list(_told_in(run, start))
    of_levels = "part" in led  # 市、县两级共收到 need not add up what was told before
    if not told and earlier and (several or not led) and not (of_levels or _is_divided(run, place)):
        told = list(_told_in(earlier, len(earlier.tokens)))
    if several and not of_levels:
        found = _so_many(run, place, whole, told, several)
    else:
        found = () if led else _last_few(run, at, place, whole, told)
        found = found or _joined(run, at, place, whole)
    alike = [one for one in told if are_alike(one.number, whole) and not (several and one.inner)]
    # 每月1条，全年12条；每季度1条，全年4条，合计16条: some of them come to it, wherever they stand
    if found and whole.value not in _sums(alike):
        parts = [named_before(c.run, c.at, c.number._replace(unit=whole.unit)) for c in found]
        yield [listing(run, (place, whole), parts, complete=True)]


def adds_up_several(run: Run, at: int) -> bool:
    """Whether a count begins its clause behind nothing but how many it adds up: 两者720篇, 两项408条."""
    before, count = run.tokens[max(at - 1, 0) : at], run.tokens[at].counted
    return count is not None and kinds(before) <= {"number", "plain"} and how_many(run, at - 1, at) > 1


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


# -- which counts are its parts ---------------------------------------------------------------------


def _so_many(run: Run, place: int, whole: Number, told: Sequence[_Told], several: int) -> Sequence[_Told]:
    """The parts of a total that says how many they are: the last ones, less those that are parts of one of them."""
    parts = [one for one in told if not one.inner][-several:]
    alike = (are_alike(p.number, whole) or {p.number.unit, whole.unit} <= OF_PAPERS for p in parts)
    if len(parts) < several or several < _TWO or not all(alike):
        return ()  # 图文30条、视频20条、直播5场，三类合计55条
    others = _NOT_SUMMED_UP - {"outcome", "verdict", "review", *BY_PARTS}
    return () if kinds(_tokens_of(run, place, parts)) & others else parts


def _joined(run: Run, at: int, place: int, whole: Number) -> Sequence[_Told]:
    """The parts that stand right before 共, joined by 、, in its own clause or the one before: 9个镇街、31个部门共40家."""
    first = clause_start(run.tokens, at)
    told = [
        one
        for one in _told_in(run, at)
        if one.number.unit == whole.unit or {one.number.unit, whole.unit} == _BODIES
    ]
    parts = [one for one in told if one.at >= first]
    if not parts and first and kinds(run.tokens[first:at]) <= {"plain"}:
        parts = [one for one in told if one.at >= clause_start(run.tokens, first - 1)]
    if len(parts) < _TWO or place > at + 1:
        return ()
    between = (run.tokens[one.at : other.at] for one, other in pairwise(parts))
    joined = all("comma" in kinds(tokens) for tokens in between)
    alone = len(parts) == len(told) and "and_so_on" not in kinds(run.tokens[parts[0].at : at])
    surely = alone and run.tokens[at].means("sum", "added")
    return parts if joined and (surely or _come_near(whole, parts)) else ()


def _last_few(run: Run, at: int, place: int, whole: Number, told: Sequence[_Told]) -> Sequence[_Told]:
    """The last few counts before a total that were meant, where nothing else leads up to it."""
    if meant(run.tokens, "sum").count("added") > 1:
        return ()  # 新增60项，许可12项，合计30项，收费8项，合计25项: each is a total of its own, or of other totals
    alike = [one for one in told if are_alike(one.number, whole)]
    if run.tokens[at].means("sum", "added"):
        readings = [alike[-many:] for many in range(len(alike), _TWO - 1, -1)]
        return next((parts for parts in readings if _come_near(whole, parts)), ())
    item = clause_start(run.tokens, at, "；")
    own = [one for one in told if one.run is run and one.at >= item]
    ended = place == at + 1 and kinds(run.tokens[place + 1 : place + 2]) <= {"stop"}
    same = len(own) >= _TWO and all(one.number.unit == whole.unit for one in own)
    summed = ended and same and _come_near(whole, own)
    return own if summed and not _counts_something_else(run, place, own) else ()


def _tokens_of(run: Run, place: int, parts: Sequence[_Told]) -> Tokens:
    """The tokens from the first part to the total."""
    first = parts[0]
    if first.run is run:
        return run.tokens[first.at : place]
    return (*first.run.tokens[first.at :], *run.tokens[:place])


def _counts_something_else(run: Run, place: int, parts: Sequence[_Told]) -> bool:
    """Whether a total may be none of what stands before it: of applications, of another time, or of what was done with one part."""
    first = clause_start(run.tokens, parts[0].at)
    told = kinds(run.tokens[first:place])
    of_applications = told & _OF_APPLICATIONS and run.about_at(place) != "other"
    return bool(
        of_applications
        or told & (_NOT_SUMMED_UP - OF_ANOTHER_TIME)
        or kinds(run.tokens[parts[0].at : place]) & OF_ANOTHER_TIME
    )


# -- what they come to ------------------------------------------------------------------------------


def _come_near(whole: Number, parts: Sequence[_Told]) -> bool:
    """Whether some parts come near to a total, or to it but for two digits turned round."""
    missed = abs(sum(p.number.value for p in parts) - whole.value)
    return missed * _A_FIFTH <= whole.value or has_digits_turned_round(whole, [p.number for p in parts])


def _sums(told: Sequence[_Told]) -> set[Decimal]:
    """What two or more of the last of some counts come to."""
    one, more = set[Decimal](), set[Decimal]()
    for _, _, number, _ in told[-_MOST:]:
        more |= {total + number.value for total in one | more}
        one.add(number.value)
    return more
