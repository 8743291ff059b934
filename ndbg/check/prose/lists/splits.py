"""Lists whose parts do not add up to their total.

A list says that it is complete by standing in brackets or behind a colon without 等, by 分为, 其余 or 其他, or by
naming all that there can be: 自然人 and 法人, the outcomes of applications, the ways they came by. Where it does not, it is
told if it comes to more than its total, or to a little less and one slip of the pen explains that (a digit lost, changed
or turned round), or if two digits turned round make it right. Silent where 等 ends it, where any of its beginnings adds
up, and where its parts belong to several classes.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, chain
from typing import NamedTuple

from ndbg.check.prose.lexicon import OFFICES, PLACES
from ndbg.check.prose.lists.items import in_items
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
    is_turned_round,
    joined,
    name_all,
    without_nested,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import Number, Token, opened


class Split(NamedTuple):
    """A total and parts that should add up to it and do not; `start` and `end` are where they stand.

    `over` is a part that is larger than the total, where it is that which is wrong; `outcomes`: it tells what
    became of applications.
    """

    start: int
    end: int
    whole: Number
    parts: tuple[Number, ...]
    over: Number | None = None
    outcomes: bool = False


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
# was left out was much: of a few hundred things each one is named, of thousands the more important ones.
_TWICE, _A_LITTLE_MORE = 2, Decimal("1.2")
_HARDLY_LESS = Decimal("0.99")
_NEARLY, _A_LITTLE_LESS = Decimal("0.9"), Decimal("0.85")
_NEARLY_ALL = Decimal("0.8")
_A_SMALL_WHOLE = 300
_END = 2  # characters with which names end alike


def splits(paragraph: Paragraph) -> Iterator[Split]:
    """The splits of a paragraph that are wrong; those that add up, or may be incomplete, are none."""
    seen: set[int] = set()
    for readings in chain(_lists(paragraph), in_items(paragraph)):
        split = None if any(_adds_up(listed) for listed in readings) else _nearest_wrong(readings)
        if split and not seen & {split.start, split.end}:
            seen |= {split.start, split.end}
            yield split


def _lists(paragraph: Paragraph) -> Iterator[Sequence[Listing]]:
    earlier: Run | None = None
    for sentence in paragraph.sentences:
        yield from lists(sentence, earlier) if sentence.quantities else ()
        earlier = sentence.run


def _nearest_wrong(readings: Iterable[Listing]) -> Split | None:
    """What is wrong with the reading of a list that comes nearest to its total."""
    wrong = [split for listed in readings if (split := _judge(listed))]
    return min(wrong, key=_missed, default=None)


def _missed(split: Split) -> Decimal:
    return abs(sum((n.value for n in split.parts), -split.whole.value))


def _adds_up(listed: Listing) -> bool:
    """Whether the parts of a list, or those before a place where it may end, come to its total."""
    values = [p.number.value for p in listed.parts]
    if _are_old_and_new(listed):
        return sum(values) in listed.wholes
    # 收到14件，其中网络9件，信函5件，被提起行政复议1件
    parts = [p for p in listed.parts if not (listed.requests and "review" in kinds(p.label))]
    kept = [p for p in parts if not kinds(p.label) & {"carry", "turn", "open"}]
    # 审结9件，其中维持9件，尚未审结3件
    ended = [p for p in kept if meant(p.label, "verdict") != ["pending"] or p.label[0].kind != "stop"]
    readings = [
        kept,
        ended,
        without_nested(parts),
        *_beginnings(listed),
        *_beginnings_in_units(listed),
    ]
    return len(values) > 1 and any(_comes_to(parts, listed) for parts in readings)


def _beginnings_in_units(listed: Listing) -> Iterator[Sequence[Part]]:
    """The beginnings of a long list in several units: 解读36篇，其中图解14篇、专题9期、直播13期、发布会6期、访谈7期."""
    parts = listed.parts
    if len(parts) > _MANY and len({p.number.unit for p in parts}) > 1:
        yield from (parts[:at] for at in range(FEW, len(parts)))


def _are_old_and_new(listed: Listing) -> bool:
    """Whether the parts are what came in and what came over from last year: 办理49件，其中上年结转2件、本年新收47件."""
    labels = [kinds(p.label) for p in listed.parts]
    names = {kind for label in labels for kind in label & {"carry", "receive"}}
    return (
        len(labels) == 2
        and names == {"carry", "receive"}
        and "last" in meant([t for p in listed.parts for t in p.label], "when")
    )


def _comes_to(parts: Sequence[Part], listed: Listing) -> bool:
    """Whether some parts of a list come to what its total may be."""
    total, rounded = sum(p.number.value for p in parts), _rounded(parts, listed.whole)
    return any(abs(total - whole) <= rounded for whole in listed.wholes)


def _rounded(parts: Sequence[Part], whole: Number) -> Decimal:
    """By how much parts may miss their total since numbers are rounded: 67.35万条, 其中16.53万条."""
    return sum((n.step for n in (whole, *(p.number for p in parts))), Decimal(0))


def _judge(listed: Listing) -> Split | None:
    """What is wrong with a list that does not add up, if anything."""
    numbers = tuple(p.number for p in listed.parts)
    if not listed.whole.exact or _are_set_apart(listed.parts):
        return None
    limited = numbers[: min(listed.limited, _before_another_channel(listed.parts))]
    most = None if listed.limit is None else listed.limit + _rounded(listed.parts, listed.whole)
    over = next((n for n in limited if most is not None and n.value > most), None)
    if over and over.exact and are_alike(over, listed.whole):
        return Split(listed.start, listed.end, listed.whole, numbers, over)
    if len(numbers) < 2:
        return None
    turns = [turn for turn in (_first_turn(listed), _of_one_class(listed)) if turn]
    if listed.complete is None and turns:
        turn = min(turns)
        if turn == 1:
            return None  # 动态38条，其中采用5条；发布公告32条，数据26条
        listed = listed._replace(parts=listed.parts[:turn])
        numbers = numbers[:turn]
    if not all(n.exact for n in numbers):
        return None
    complete = listed.complete
    if complete is None and not listed.unsure:
        complete = _names_all(listed)
    alike = all(_can_be_added(listed, n, listed.whole) for n in numbers) or _are_cases(listed, numbers)
    turned = has_digits_turned_round(listed.whole, numbers)
    may_be = alike or (complete and listed.parts[-1].is_of_others)
    if not may_be or _are_of_several_classes(listed) or (complete and _leaves_ends_out(listed)):
        return None
    wrong = complete or _is_near(listed, complete, [n.value for n in numbers])
    sure = listed.whole.value >= A_HUNDRED or listed.parts[-1].is_of_others or _is_its_total_turned(listed)
    wrong = wrong or (complete is None and sure and turned)
    end = listed.parts[-1].token.end if len(numbers) < len(listed.parts) else listed.end
    outcomes = listed.requests and any("outcome" in kinds(p.label) for p in listed.parts)
    return Split(listed.start, end, listed.whole, numbers, outcomes=outcomes) if wrong else None


def _are_of_several_classes(listed: Listing) -> bool:
    """Whether each part belongs to a class, and not all to the same: 新收1件、予以公开1件 divide nothing."""
    told = [kinds(p.label) & {"receive", *_CLASSES} for p in listed.parts]
    return all(told) and not set.intersection(*told)


def _is_its_total_turned(listed: Listing) -> bool:
    """Whether it is the total whose digits are turned round, and many parts, or such as are named alike, come to it the other way."""
    names = [p.name for p in listed.parts]
    alike = len({name[-_END:] for name in names}) == 1 and all(len(name) > _END for name in names)
    many = len(names) >= _MANY
    return (alike or many) and is_turned_round(listed.whole, [p.number for p in listed.parts])


def _before_another_channel(parts: Sequence[Part]) -> int:
    """The number of parts before the first that is published through another channel: 网站发布694条，其中动态122条，通过微博发布3542条."""
    by_channel = ["through" in meant(p.label, "plain") for p in parts]
    return len(parts) if by_channel[0] or True not in by_channel else by_channel.index(True)


def _are_set_apart(parts: Sequence[Part]) -> bool:
    """Whether what is listed is said to be none of the total's: 复议4件（不含征地类6件）, 复议4件（另有征地类6件）."""
    first = parts[0].label
    return any("apart" in kinds(p.label) for p in parts) or "" in meant(first, "more_over")


def _beginnings(listed: Listing) -> Iterator[Sequence[Part]]:
    """All parts of a list, and those before a place where it may end; behind one where it surely does there are none."""
    totals = list(accumulate(p.number.value for p in listed.parts))
    turn = _first_turn(listed) if listed.complete is None else 0
    yield listed.parts[: turn or None]
    yield from (listed.parts[:at] for at in range(1, turn or len(totals)) if _may_end(listed, at, totals))


def _may_end(listed: Listing, at: int, totals: Sequence[Decimal]) -> bool:
    """Whether a list may end before a part: at a ；, where it may turn, or where its parts are told apart in another way.

    12件，其中建议8件、提案4件，采纳12件: what was done with all of them follows. 205篇，其中文字解读144篇，图片解读61篇，
    视频解读1篇 is one list.
    """
    if at in listed.breaks or _may_turn(listed, at):
        return True
    told = [kinds(p.label) & _CLASSES for p in listed.parts[: at + 1]]
    if at < 2 or set.intersection(*told):
        return False
    again = totals[-1] - totals[at - 1] == totals[at - 1] and at + 1 < len(totals)
    ended = joined(listed.parts) == at or listed.parts[at - 1].is_of_others
    return again or ended or listed.whole.unit not in _PUBLISHED


_CLASSES = {"way", "applicant", "outcome", "verdict"}
_PUBLISHED = ("条", "篇")


def _first_turn(listed: Listing) -> int:
    """The place of the first part with which a list turns to something else; 0 where it does not."""
    return next((at for at in range(1, len(listed.parts)) if _turns(listed, at)), 0)


def _of_one_class(listed: Listing) -> int:
    """How many parts of applications are told apart in the way of the first: 自然人6件、企业1件，予以公开3件; 0 if all are."""
    labels = [kinds(p.label) for p in listed.parts]
    shared = {"way", "applicant"} & labels[0] if listed.requests else set()
    return next((at for at, label in enumerate(labels) if shared and not (shared | {"others"}) & label), 0)


def _turns(listed: Listing, at: int) -> bool:
    """Whether a list surely turns to something else with a part: to another unit, verb or sort of names, or another year.

    A part without a name is one of which something is said behind it: 直接起诉3件、复议后起诉2件，目前1件尚未审结.
    """
    first, part = listed.parts[0], listed.parts[at]
    if part.label and part.label[0].kind == "comma":
        return False
    content = [t.kind for t in part.label if t.kind not in _BEFORE_A_NAME]
    known = kinds(first.label)
    of_a_kind = bool(part.label) and part.label[-1].kind in ("by_topic", "other_thing")  # 行政复议类信息24条
    if content[:1] == ["receive"] and "by_topic" not in content:
        of_a_kind = False  # 提案46件，其中主办12件，收到建议30件
    turned = set(content) & _TURNING - known or (
        not of_a_kind and set(content[:1]) & _TURNING_AT_HEAD - known
    )
    elsewhere = "through" in meant(part.label, "plain")  # 其中动态300条；通过微信公开信息410条
    parted = not elsewhere and len(listed.breaks) * 2 > len(
        listed.parts
    )  # 动态38条；公示1条；解读3条: each stands between ；
    behind_a_break = at in listed.breaks and not parted and set(content[:1]) & _MAY_TURN - known
    nameless = not kinds(part.label) - _FILLERS and "公开" not in part.name
    anew = at in listed.breaks and not parted and _begins_anew(first, part)
    return (
        nameless
        or anew
        or bool(turned or behind_a_break)
        or not _can_be_added(listed, part.number, first.number)
    )


def _begins_anew(first: Part, part: Part) -> bool:
    """Whether a part behind a ； has a verb, or a thing of its own, where the first one has none: 线上2场；组织宣讲1场, 主办7件；提案9件."""
    told, own = ([t for t in opened(p.label) if t.kind not in _BEFORE_A_NAME] for p in (first, part))
    acts = bool(own) and own[0].means("ordinary", *_ACTS)
    return (acts and not any(t.means("ordinary", *_ACTS) for t in told)) or (
        _names_a_thing(own) and not _names_a_thing(told)
    )


def _names_a_thing(words: Sequence[Token]) -> bool:
    return any(t.kind in ("other_thing", "document") or t.means("ordinary", *_EVENTS) for t in words)


_ACTS, _EVENTS = ("act", "carry_out", "set_up"), ("event", "talk", "serial")


def _may_turn(listed: Listing, at: int) -> bool:
    """Whether a list may turn to something else with a part."""
    first, before, part = listed.parts[0], listed.parts[at - 1], listed.parts[at]
    named = kinds(part.label) - _FILLERS
    if part.label and part.label[0].kind == "comma":
        return False
    turned = part.number.unit != before.number.unit or named & _MAY_TURN - kinds(first.label)
    return not named or bool(turned)


def _can_be_added(listed: Listing, one: Number, other: Number) -> bool:
    """Whether two numbers of a list count like things; papers of all kinds are in a long one: 公开148条，报告25篇、专栏9个…….

    So are they where the list adds up but for two digits turned round: 公开5792条，市政府文件15件，部门2604条，乡镇3110条.
    """
    if are_alike(one, other):
        return True
    if len(listed.parts) > FEW and {one.unit, other.unit} <= OF_PAPERS:
        return True
    turned = has_digits_turned_round(listed.whole, [p.number for p in listed.parts])
    return turned and listed.whole.value >= A_HUNDRED and one.counts_documents and other.counts_documents


def _are_cases(listed: Listing, numbers: Sequence[Number]) -> bool:
    """Whether the parts are of the total though not in its unit: applications, or many things counted in one other unit."""
    same = len(numbers) >= _MANY and len({n.unit for n in numbers}) == 1
    return (listed.requests or same) and all(n.counts_cases for n in (listed.whole, *numbers))


def _is_near(listed: Listing, complete: bool | None, values: Sequence[Decimal]) -> bool:  # noqa: FBT001
    """Whether a list that may leave something out comes so near to its total that it is meant to add up to it.

    What says that it is not complete may only come to less, never to more.
    """
    total, whole = sum(values), listed.whole.value
    if listed.unsure:
        return _NEARLY * whole <= total <= whole * (2 - _NEARLY)
    if complete is False and not (listed.counted_in and len(values) >= FEW):
        return False
    by_channel = listed.whole.unit in _PUBLISHED and all(p.is_of_a_channel for p in listed.parts)
    in_places = (len(values) >= FEW or listed.requests) and _are_of_places(listed.parts)
    surely = len(values) >= FEW or _are_two_kinds(listed) or _are_of_different_things(listed)
    slip = is_one_slip_away(listed.whole, [p.number for p in listed.parts])
    most = _TWICE if surely and not by_channel and (slip or not in_places) else _A_LITTLE_MORE
    if complete is False:
        return whole < total <= most * whole
    results = {"verdict", "outcome", "open_word"} if listed.requests else {"verdict", "outcome"}
    ended = all(kinds(p.label) & results for p in listed.parts)
    if ended and not all(p.is_of_a_way_to_open for p in listed.parts):
        # How else they ended need not be told; a case may be heard in two instances.
        most = _TWICE if all("verdict" in kinds(p.label) for p in listed.parts) else most
        heard_twice = any("in_court" in kinds(p.label) for p in listed.parts)
        return not heard_twice and max(listed.wholes) < total <= most * whole
    if listed.requests:
        # Offices may have had a hand in several applications, but no list of them names more than there were.
        less = slip and len(values) >= FEW and total < min(listed.wholes) and _is_a_little_less(whole, values)
        return in_places and (less or max(listed.wholes) < total <= most * whole)
    meant = slip or in_places or len(values) >= _MANY
    return whole < total <= most * whole or (meant and total < whole and _is_a_little_less(whole, values))


def _is_a_little_less(whole: Decimal, values: Sequence[Decimal]) -> bool:
    """Whether parts come to so little less than their total that none can be left out.

    公开2600条，其中许可2250条、处罚190条、公告30条: where one part is nearly all, it is the others that come near or do not.
    """
    total, largest = sum(values), max(values)
    if whole > _A_SMALL_WHOLE and largest >= _NEARLY_ALL * whole and total < _HARDLY_LESS * whole:
        return total - largest >= _A_LITTLE_LESS * (whole - largest)
    return total >= _A_LITTLE_LESS * whole


def _are_of_places(parts: Sequence[Part]) -> bool:
    """Whether all parts are what an office or a place has, also before one word: 市政府文件3件、部门文件5件."""
    names = [p.name.rstrip("，。；、）") for p in parts]
    shared = next(
        (at for at, ends in enumerate(zip(*map(reversed, names), strict=False)) if len(set(ends)) > 1), 0
    )
    return all(p.is_of_a_place for p in parts) or all(
        name[: len(name) - shared].endswith((*OFFICES, *PLACES)) for name in names
    )


def _are_two_kinds(listed: Listing) -> bool:
    """Whether two parts are kinds of things published, so that none is counted in both: 公告53条，动态41条.

    Events may be counted twice (市级12场，负责人出席10场), and so may documents where only one part tells how they
    are opened.
    """
    opened = {p.is_of_a_way_to_open for p in listed.parts}
    return len(opened) == 1 and all(
        n.unit in _PUBLISHED for n in (listed.whole, *(p.number for p in listed.parts))
    )


def _are_of_different_things(listed: Listing) -> bool:
    """Whether two parts in the unit of their total are joined by 、, so that none is counted in both: 机关31人次、乡镇17人次."""
    alike = all(p.number.unit == listed.whole.unit for p in listed.parts)
    return alike and are_joined(listed.parts[1:])


def _leaves_ends_out(listed: Listing) -> bool:
    """Whether a list tells how some reviews ended, and the others may have ended otherwise: 行政复议66件（维持41件、纠正5件）."""
    ends = [meant(p.label, "verdict") for p in listed.parts]
    named = {end for told in ends for end in told}
    fewer = sum(p.number.value for p in listed.parts) < listed.whole.value
    return fewer and all(ends) and named <= {"upheld", "corrected"}


_SEASONS = 4
_RESULTS = {"outcome", "open_word", "others", "carry", "turn", "open"}


def _names_all(listed: Listing) -> bool | None:
    """Whether what a list names is all that there can be; None where that cannot be told."""
    labels = [kinds(p.label) for p in listed.parts]
    if listed.parts[-1].is_of_others or name_all(listed.parts):
        return True
    if len(labels) == FEW and all(p.is_of_a_way_to_open for p in listed.parts):
        return True
    if all("applicant" in label for label in labels):
        named = {t.meaning for p in listed.parts for t in p.label if t.kind == "applicant"}
        # 个人27件、企业14件: there are other bodies beside enterprises.
        return "natural_person" in named and (
            len(named) >= FEW or bool(named & {"organisations", "other_org"})
        )
    ended = [set(meant(p.label, "verdict")) for p in listed.parts]
    others = [p.is_of_others for p in listed.parts]
    if all(told or other for told, other in zip(ended, others, strict=True)) and any(ended):
        # Whoever tells what was upheld and what is still open, or ended otherwise, has told all.
        told = set.union(*ended)
        return True if "upheld" in told and (any(others) or told & {"other", "pending"}) else None
    if _are_old_and_new(listed):
        return True
    if len(labels) == _SEASONS and all(p.is_of_a_season for p in listed.parts):
        return True
    if listed.requests and all("way" in label for label in labels):
        return True
    if listed.requests and all(label & _RESULTS for label in labels):
        return True if len(labels) >= _MANY else None
    return None
