"""Totals behind their parts: 微博302条，微信415条，两类合计717条."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ndbg.check.prose.lexicon import SEVERAL, SOME_OF_THEM
from ndbg.check.prose.lists.parts import (
    OF_ANOTHER_TIME,
    Count,
    Listing,
    are_alike,
    has_digits_turned_round,
    listing,
    part_of,
)
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, item_start, unit
from ndbg.check.prose.tokens import Number
from ndbg.text.patterns import any_in


def summed_up(run: Run, at: int, counts: Sequence[Count]) -> Iterator[Sequence[Listing]]:
    """微博302条，微信415条，两类合计717条: a total behind its parts, which may be the last few counted before."""
    tokens = run.tokens
    place = next((i for i in range(at + 1, len(tokens)) if tokens[i].kind not in _BEFORE_TOTALS), at)
    whole = tokens[place].counted if place < len(tokens) else None
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "comma")), 0)
    if several := how_many(run, start, at):
        yield from ([one] for one in _of_so_many(run, start, at, counts, several))
        return
    group = _joined_before(run, start, place) if place == at + 1 else []
    sure = tokens[at].means("sum", "added") or bool(group)
    if whole is None or kinds(tokens[start:at]) - {"plain"}:
        return
    counted: Sequence[Count] = [(i, n) for i, n in counts if i < start and are_alike(n, whole)]
    if meant(tokens, "sum").count("added") > 1:
        return  # 新增60项，许可12项，合计30项，收费8项，合计25项: each is a total of its own, or of other totals
    of_papers = [(i, n) for i, n in counts if i < start and n.counts_documents and whole.counts_documents]
    if len(counted) < 2 or _is_the_sum_of_some(whole, counted) or _ends_a_sum(whole, of_papers):
        return  # 文件18件，信息1203条，共1221条（件）
    counted = _likeliest(whole, counted, max(len(group), 2))
    if "and_so_on" in kinds(tokens[counted[-1][0] : place]):
        return  # 检查19份、处罚5份等信息，合计87份
    of_other_units = any(counted[0][0] < i < start and not are_alike(n, whole) for i, n in counts)
    if of_other_units and not sure:
        return  # 网站33条，公众号74条，展板5块，共112条（块）
    if sure or not _counts_something_else(run, counted[0][0], place):
        yield [_listing(run, counted, place, whole, sure=sure)]


def _is_the_sum_of_some(whole: Number, counted: Sequence[Count]) -> bool:
    """Whether two or more of the counts before a total come to it, wherever they stand: 每月1条，全年12条；每季度1条，全年4条，合计16条."""
    return whole.value in _sums(counted)[1]


def _ends_a_sum(whole: Number, counted: Sequence[Count]) -> bool:
    """Whether the last count before a total, and one or more before that, come to it, whatever they count."""
    one, more = _sums(counted[:-1])
    return bool(counted) and whole.value - counted[-1][1].value in one | more


def _sums(counted: Sequence[Count]) -> tuple[set[Decimal], set[Decimal]]:
    """The values of some counts, and what two or more of them come to."""
    one, more = set[Decimal](), set[Decimal]()
    for _, number in counted[-_MOST:]:
        more |= {total + number.value for total in one | more}
        one.add(number.value)
    return one, more


def _likeliest(whole: Number, counted: Sequence[Count], least: int) -> Sequence[Count]:
    """The last few counts before a total that were meant: as many as come near to it, or to it but for two digits turned round."""
    readings = [counted[-many:] for many in range(len(counted), least - 1, -1)]
    missed = [abs(sum(n.value for _, n in reading) - whole.value) for reading in readings]
    near = (reading for reading, by in zip(readings, missed, strict=True) if by * _A_TENTH <= whole.value)
    turned = (reading for reading in readings if has_digits_turned_round(whole, [n for _, n in reading]))
    return next(near, None) or next(turned, None) or readings[missed.index(min(missed))]


_A_TENTH = 10
_MOST = 12  # counts, any of which may be added up


def _listing(run: Run, counted: Sequence[Count], place: int, whole: Number, *, sure: bool) -> Listing:
    tokens = run.tokens
    starts = [max(item_start(tokens, i) - 1, 0) for i, _ in counted]  # with the sign before it
    parts = [part_of(run, i, n, tokens[start:i]) for start, (i, n) in zip(starts, counted, strict=True)]
    return listing(run, (place, whole), parts, complete=True if sure else None)


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


def _of_so_many(run: Run, start: int, at: int, counts: Sequence[Count], several: int) -> Iterator[Listing]:
    """网站41条，公众号299条，两网共340条: so many numbers as a total adds up stand before it in its unit, and no more."""
    tokens = run.tokens
    place = next((i for i in range(at + 1, clause_end(tokens, at)) if tokens[i].number), -1)
    whole = tokens[place].counted if place >= 0 else None
    if whole is None or place - at > _NEAR:
        return
    before = [(i, n) for i, n in counts if i < start]
    alike = [(i, n) for i, n in before if are_alike(n, whole)]
    counted = before[-several:]
    if len(counted) < several or counted != alike[-several:]:
        return  # 图文30条、视频20条、直播5场，三类合计55条
    told = kinds(tokens[counted[0][0] : start]) & {*_NOT_SUMMED_UP, *OF_ANOTHER_TIME, "and_so_on"}
    if not _is_the_sum_of_some(whole, alike) and not told - _OF_RESULTS:
        yield _listing(run, counted, place, whole, sure=True)


_LONGEST, _NEAR = 6, 3  # characters that tell how many it adds up; tokens before the total
# What may be counted before a total that says how many numbers it adds up.
_OF_RESULTS = {"outcome", "verdict", "review"}


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
# Where one of these is told, what 共 counts may be another thing than what stands before it: of applications always.
_OF_APPLICATIONS = {"receive", "answer", "request", "request_open"}
_NOT_SUMMED_UP = {
    "carry", "turn", "open", "review", "verdict", "compare", "more", "less", "of_which", "made_of", "rate", "outcome",
}  # fmt: skip


def _counts_something_else(run: Run, first: int, place: int) -> bool:
    """Whether the total of what is counted from one place on may be none: of applications, or of another time."""
    tokens = run.tokens
    told = kinds(tokens[clause_start(tokens, first) : place])
    of_applications = told & _OF_APPLICATIONS and run.about_at(place) != "other"
    return bool(of_applications or told & _NOT_SUMMED_UP or kinds(tokens[first:place]) & OF_ANOTHER_TIME)
