"""Lists whose parts do not add up to their total.

A list says that it is complete by standing in brackets or behind a colon without 等, by 分为, 其余 or 其他, or by
naming all that there can be: 自然人 and 法人, the outcomes of applications, the ways they came by. Where it does not, it is
told if it comes to more than its total, or to a little less and one slip of the pen explains that (a digit lost, changed
or turned round), or if two digits turned round make it right. Silent where 等 ends it, where any of its beginnings adds
up, and where its parts belong to several classes.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from ndbg.check.prose.lists.listed import lists
from ndbg.check.prose.lists.parts import (
    A_HUNDRED,
    FEW,
    OF_PAPERS,
    Listing,
    Part,
    are_alike,
    are_joined,
    has_digits_turned_round,
    is_one_slip_away,
    name_all,
    without_nested,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import meant
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import Number, Token, opened

_MANY = 5
# With which words at the head of its name a part surely turns to something else, with which ones anywhere in it,
# and with which ones it may.
_TURNING_AT_HEAD = {"receive", "answer", "open", "request", "review", "verdict"}
_TURNING = {"carry", "when", "year"}
_MAY_TURN = _TURNING | _TURNING_AT_HEAD | {
    "turn", "publish", "open_word", "issue", "repeal", "decide", "happen", "sum", "outcome", "applicant", "way", "document", "decision",
}  # fmt: skip
_FILLERS = {"plain", "stop", "sum", "has"}
_BEFORE_A_NAME = _FILLERS | {"done", "all", "in_time", "happen", "caused"}
# How far a list that need not name everything may stand from its total and still be meant to add up to it, as
# shares of the total. Of some 280 lists in real reports none but wrong ones came to more than their total, and what
# was left out was much.
_TWICE, _A_LITTLE_MORE = 2, Decimal("1.2")
_A_LITTLE_LESS = Decimal("0.85")
_CLASSES = {"way", "applicant", "outcome", "verdict"}
_PUBLISHED = ("条", "篇")
_SEASONS = 4
_ACTS, _EVENTS = ("act", "carry_out", "set_up"), ("event", "talk", "serial")
_RESULTS = {"outcome", "open_word", "others", "carry", "turn", "open"}


class Split(NamedTuple):
    """A total and parts that should add up to it and do not; `start` and `end` are where they stand.

    `over` is a part that is larger than the total, where it is that which is wrong; `outcomes`: it tells what
    became of applications; `ways`: by what ways they came.
    """

    start: int
    end: int
    whole: Number
    parts: tuple[Number, ...]
    over: Number | None = None
    outcomes: bool = False
    ways: bool = False


def splits(paragraph: Paragraph) -> Iterator[Split]:
    """The splits of a paragraph that are wrong; those that add up, or may be incomplete, are none."""
    seen: set[int] = set()
    for readings in _lists(paragraph):
        wrong = () if any(map(_adds_up, readings)) else filter(None, map(_judge, readings))
        missed = ((abs(sum(n.value for n in s.parts) - s.whole.value), s) for s in wrong)
        split = min(missed, key=itemgetter(0), default=(0, None))[1]  # what comes nearest to its total
        if split and not seen & {split.start, split.end}:
            seen |= {split.start, split.end}
            yield split


def _lists(paragraph: Paragraph) -> Iterator[Sequence[Listing]]:
    earlier: Run | None = None
    for sentence in paragraph.sentences:
        yield from lists(sentence, earlier) if sentence.quantities else ()
        earlier = sentence.run


def _judge(listed: Listing) -> Split | None:
    """What is wrong with a list that does not add up, if anything."""
    # 复议4件（不含征地类6件）, 复议4件（另有征地类6件）: what is listed is none of the total's
    apart = any("apart" in p.kinds for p in listed.parts) or "" in meant(listed.parts[0].label, "more_over")
    if not listed.whole.exact or apart:
        return None
    if over := _too_large(listed):
        return Split(listed.start, listed.end, listed.whole, tuple(listed.numbers), over)
    turn = min((t for t in (_first_turn(listed), _of_one_class(listed)) if t), default=0)
    kept = listed
    if listed.complete is None and turn:
        kept = listed._replace(parts=listed.parts[:turn])
    # 动态38条，其中采用5条；发布公告32条，数据26条: a list of one part is none
    if len(kept.parts) < 2 or not all(n.exact for n in kept.numbers) or not _is_wrong(kept):
        return None
    end = kept.parts[-1].token.end if kept is not listed else listed.end
    outcomes = listed.requests and any("outcome" in p.kinds for p in kept.parts)
    ways = all("way" in p.kinds for p in kept.parts)
    return Split(listed.start, end, listed.whole, tuple(kept.numbers), outcomes=outcomes, ways=ways)


def _too_large(listed: Listing) -> Number | None:
    """A part of a list that is larger than its total."""
    if listed.limit is None:
        return None
    most = listed.limit + _rounded(listed.parts, listed.whole)
    over = next((n for n in listed.numbers[: listed.limited] if n.value > most), None)
    return over if over and over.exact and are_alike(over, listed.whole) else None


def _is_wrong(listed: Listing) -> bool:
    """Whether a list that does not add up should do so: it names all there is, comes near to its total, or has two digits turned round."""
    complete = listed.complete
    if complete is None:
        complete = _names_all(listed)
    last = listed.parts[-1].is_of_others
    alike = all(_can_be_added(listed, n, listed.whole) for n in listed.numbers)
    if not (alike or (complete and last)) or _are_of_several_classes(listed):
        return False
    if complete:
        return not _leaves_ends_out(listed)
    several = listed.whole.value >= A_HUNDRED or len(listed.parts) >= FEW or last
    turned = complete is None and has_digits_turned_round(listed.whole, listed.numbers, total=several)
    return turned or _is_near(listed, says_some=complete is False)


# -- whether it adds up -----------------------------------------------------------------------------


def _adds_up(listed: Listing) -> bool:
    """Whether the parts of a list, or those before a place where it may end, come to its total."""
    if _are_old_and_new(listed):
        return sum(n.value for n in listed.numbers) in listed.wholes
    # 收到14件，其中网络9件，信函5件，被提起行政复议1件
    parts = [p for p in listed.parts if not (listed.requests and "review" in p.kinds)]
    kept = [p for p in parts if not p.kinds & {"carry", "turn", "open"}]
    # 审结9件，其中维持9件，尚未审结3件
    ended = [p for p in kept if meant(p.label, "verdict") != ["pending"] or p.label[0].kind != "stop"]
    readings = [kept, ended, without_nested(parts), *_beginnings(listed)]
    return len(listed.parts) > 1 and any(_comes_to(parts, listed) for parts in readings)


def _beginnings(listed: Listing) -> Iterator[Sequence[Part]]:
    """All parts of a list, and those before a place where it may end; behind one where it surely does there are none."""
    parts = listed.parts
    turns = _first_turn(listed)
    turn = turns if listed.complete is None else 0
    yield parts[: turns or None]
    yield from (
        parts[:at] for at in range(1, turn or len(parts)) if (at in listed.breaks or _may_turn(listed, at))
    )


def _comes_to(parts: Sequence[Part], listed: Listing) -> bool:
    """Whether some parts of a list come to what its total may be."""
    total, rounded = sum(p.number.value for p in parts), _rounded(parts, listed.whole)
    return any(abs(total - whole) <= rounded for whole in listed.wholes)


def _rounded(parts: Sequence[Part], whole: Number) -> Decimal:
    """By how much parts may miss their total since numbers are rounded: 67.35万条, 其中16.53万条."""
    return sum((n.step for n in (whole, *(p.number for p in parts))), Decimal(0))


def _are_old_and_new(listed: Listing) -> bool:
    """Whether the parts are what came in and what came over from last year: 办理49件，其中上年结转2件、本年新收47件."""
    names = {kind for p in listed.parts for kind in p.kinds & {"carry", "receive"}}
    last = any("last" in meant(p.label, "when") for p in listed.parts)
    return len(listed.parts) == 2 and names == {"carry", "receive"} and last


# -- where it ends ----------------------------------------------------------------------------------


def _first_turn(listed: Listing) -> int:
    """The place of the first part with which a list turns to something else; 0 where it does not."""
    return next((at for at in range(1, len(listed.parts)) if _turns(listed, at)), 0)


def _of_one_class(listed: Listing) -> int:
    """How many parts of applications are told apart in the way of the first: 自然人6件、企业1件，予以公开3件; 0 if all are."""
    shared = {"way", "applicant"} & listed.parts[0].kinds if listed.requests else set()
    others = (at for at, p in enumerate(listed.parts) if shared and not (shared | {"others"}) & p.kinds)
    return next(others, 0)


def _turns(listed: Listing, at: int) -> bool:
    """Whether a list surely turns to something else with a part: to another unit, verb or sort of names, or another year.

    A part without a name is one of which something is said behind it: 直接起诉3件、复议后起诉2件，目前1件尚未审结.
    """
    first, part = listed.parts[0], listed.parts[at]
    if part.joins:
        return False
    content = [t.kind for t in part.label if t.kind not in _BEFORE_A_NAME]
    head = set(content[:1])
    of_a_kind = bool(part.label) and part.label[-1].kind in ("by_topic", "other_thing")  # 行政复议类信息24条
    if head == {"receive"} and "by_topic" not in content:
        of_a_kind = False  # 提案46件，其中主办12件，收到建议30件
    turned = set(content) & _TURNING | (set() if of_a_kind else head & _TURNING_AT_HEAD)
    elsewhere = "through" in meant(part.label, "plain")  # 其中动态300条；通过微信公开信息410条
    # 动态38条；公示1条；解读3条: each stands between ；
    parted = not elsewhere and len(listed.breaks) * 2 > len(listed.parts)
    if at in listed.breaks and not parted:
        turned |= head & _MAY_TURN
    nameless = not part.kinds - _FILLERS and "公开" not in part.name
    anew = at in listed.breaks and not parted and _begins_anew(first, part)
    turned -= first.kinds
    return nameless or anew or bool(turned) or not _can_be_added(listed, part.number, first.number)


def _begins_anew(first: Part, part: Part) -> bool:
    """Whether a part behind a ； has a verb, or a thing of its own, where the first one has none: 线上2场；组织宣讲1场, 主办7件；提案9件."""
    told, own = ([t for t in opened(p.label) if t.kind not in _BEFORE_A_NAME] for p in (first, part))
    acts = any(t.means("ordinary", *_ACTS) for t in own[:1]) and not any(
        t.means("ordinary", *_ACTS) for t in told
    )
    return acts or (_names_a_thing(own) and not _names_a_thing(told))


def _names_a_thing(words: Sequence[Token]) -> bool:
    return any(t.kind in ("other_thing", "document") or t.means("ordinary", *_EVENTS) for t in words)


def _may_turn(listed: Listing, at: int) -> bool:
    """Whether a list may turn to something else with a part."""
    first, before, part = listed.parts[0], listed.parts[at - 1], listed.parts[at]
    named = part.kinds - _FILLERS
    turned = part.number.unit != before.number.unit or named & _MAY_TURN - first.kinds
    return not part.joins and (not named or bool(turned))


# -- whether it may be added up ---------------------------------------------------------------------


def _can_be_added(listed: Listing, one: Number, other: Number) -> bool:
    """Whether two numbers of a list count like things; papers of all kinds are in a long one: 公开148条，报告25篇、专栏9个……."""
    return are_alike(one, other) or (len(listed.parts) > FEW and {one.unit, other.unit} <= OF_PAPERS)


def _are_of_several_classes(listed: Listing) -> bool:
    """Whether each part belongs to a class, and not all to the same: 新收1件、予以公开1件 divide nothing."""
    told = [p.kinds & {"receive", *_CLASSES} for p in listed.parts]
    return all(told) and not set.intersection(*told)


def _leaves_ends_out(listed: Listing) -> bool:
    """Whether a list tells how some reviews ended, and the others may have ended otherwise: 行政复议66件（维持41件、纠正5件）."""
    ends = [set(meant(p.label, "verdict")) for p in listed.parts]
    fewer = sum(n.value for n in listed.numbers) < listed.whole.value
    return fewer and all(ends) and set().union(*ends) <= {"upheld", "corrected"}


# -- by its numbers ---------------------------------------------------------------------------------


def _is_near(listed: Listing, *, says_some: bool) -> bool:
    """Whether a list that may leave something out comes so near to its total that it is meant to add up to it.

    What says that it is not complete may only come to less, and so may ends of cases, of which others need not be told.
    """
    numbers, whole = listed.numbers, listed.whole.value
    total, few = sum(n.value for n in numbers), len(numbers) < FEW
    surely = not few or _are_two_kinds(listed) or _are_of_different_things(listed)
    by_channel = listed.whole.unit in _PUBLISHED and all(p.is_of_a_channel for p in listed.parts)
    more = max(listed.wholes) < total <= whole * (_TWICE if surely and not by_channel else _A_LITTLE_MORE)
    if says_some:
        return more and not few
    results = {"verdict", "outcome"} | ({"open_word"} if listed.requests else set())
    if all(p.kinds & results for p in listed.parts) and not all(p.is_of_a_way_to_open for p in listed.parts):
        return more
    if listed.requests:
        return False  # offices may have had a hand in several applications
    less = _A_LITTLE_LESS * whole <= total < whole
    return more or (less and (len(numbers) >= _MANY or is_one_slip_away(listed.whole, numbers)))


def _are_two_kinds(listed: Listing) -> bool:
    """Whether two parts are kinds of things published, so that none is counted in both: 公告53条，动态41条.

    Events may be counted twice (市级12场，负责人出席10场), and so may documents where only one part tells how they
    are opened.
    """
    opened = {p.is_of_a_way_to_open for p in listed.parts}
    return len(opened) == 1 and all(n.unit in _PUBLISHED for n in (listed.whole, *listed.numbers))


def _are_of_different_things(listed: Listing) -> bool:
    """Whether two parts in the unit of their total are joined by 、, so that none is counted in both: 机关31人次、乡镇17人次."""
    return all(n.unit == listed.whole.unit for n in listed.numbers) and are_joined(listed.parts[1:])


# -- by its names -----------------------------------------------------------------------------------


def _names_all(listed: Listing) -> bool | None:
    """Whether what a list names is all that there can be; None where that cannot be told."""
    parts, many = listed.parts, len(listed.parts)
    told = [p.kinds for p in parts]
    if parts[-1].is_of_others or name_all(parts) or _are_old_and_new(listed):
        return True
    if all("applicant" in each for each in told):
        named = {name for p in parts for name in meant(p.label, "applicant")}
        # 个人27件、企业14件: there are other bodies beside enterprises.
        return "natural_person" in named and bool(len(named) >= FEW or named & {"organisations", "other_org"})
    ended = {end for p in parts for end in meant(p.label, "verdict")}
    if ended and all(each & {"verdict", "others"} for each in told):
        # Whoever tells what was upheld and what is still open, or ended otherwise, has told all.
        others = any("others" in each for each in told)
        return ("upheld" in ended and bool(others or ended & {"other", "pending"})) or None
    of_ways_to_open = many == FEW and all(p.is_of_a_way_to_open for p in parts)
    of_seasons = many == _SEASONS and all(p.is_of_a_season for p in parts)
    by_ways = listed.requests and all("way" in each and "answer" not in each for each in told)
    by_results = listed.requests and many >= _MANY and all(each & _RESULTS for each in told)
    return of_ways_to_open or of_seasons or by_ways or by_results or None
