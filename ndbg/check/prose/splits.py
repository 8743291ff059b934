"""Lists whose parts do not add up to their total.

A list says that it is complete by standing in brackets or behind a colon without 等, by 分为, 其余 or 其他, or by
naming all that there can be: 自然人 and 法人, the outcomes of applications, the ways they came by.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from ndbg.check.prose.lexicon import HALVES
from ndbg.check.prose.list_parts import Listing, are_alike
from ndbg.check.prose.lists import lists
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.tokens import Number


class Split(NamedTuple):
    """A total and parts that should add up to it and do not; `start` and `end` are where they stand.

    `over` is a part that is larger than the total, where it is that which is wrong.
    """

    start: int
    end: int
    whole: Number
    parts: tuple[Number, ...]
    over: Number | None = None


_FEW, _MANY = 3, 5
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
_NEARLY, _A_LITTLE_LESS, _LESS, _MUCH_LESS = Decimal("0.9"), Decimal("0.85"), Decimal("0.8"), Decimal("0.75")
_A_SMALL_WHOLE = 300


def splits(sentence: Sentence) -> Iterator[Split]:
    """The splits of a sentence that are wrong; those that add up, or may be incomplete, are none."""
    seen: set[int] = set()
    for readings in lists(sentence) if len(sentence.quantities) > 1 else ():
        split = None if any(_adds_up(listed) for listed in readings) else _first_wrong(readings)
        if split and not seen & {split.start, split.end}:
            seen |= {split.start, split.end}
            yield split


def _first_wrong(readings: Iterable[Listing]) -> Split | None:
    return next((split for listed in readings if (split := _judge(listed))), None)


def _adds_up(listed: Listing) -> bool:
    """Whether the parts of a list, or those before a place where it may end, come to its total."""
    values = [p.number.value for p in listed.parts]
    kept = [p for p in listed.parts if not kinds(p.label) & {"carry", "turn", "open"}]
    ended = [p for p in kept if meant(p.label, "verdict") != ["pending"]]  # 审结9件，其中维持9件，尚未审结3件
    apart = {sum(p.number.value for p in parts) for parts in (kept, ended)}
    sums = {*apart, *_sums(listed, values)}
    rounded = _rounded(listed)
    return len(values) > 1 and any(abs(total - whole) <= rounded for total in sums for whole in listed.wholes)


def _rounded(listed: Listing) -> Decimal:
    """By how much a list may miss its total since its numbers are rounded: 67.35万条, 其中16.53万条."""
    return sum((n.step for n in (listed.whole, *(p.number for p in listed.parts))), Decimal(0))


def _judge(listed: Listing) -> Split | None:
    """What is wrong with a list that does not add up, if anything."""
    numbers = tuple(p.number for p in listed.parts)
    if not all(n.exact for n in (listed.whole, *numbers)):
        return None
    limited = numbers[: listed.limited]
    most = None if listed.limit is None else listed.limit + _rounded(listed)
    over = next((n for n in limited if most is not None and n.value > most), None)
    if over and are_alike(over, listed.whole):
        return Split(listed.start, listed.end, listed.whole, numbers, over)
    if len(numbers) < 2:
        return None
    turns = [turn for turn in (_first_turn(listed), _of_one_class(listed), _over(listed)) if turn]
    if listed.complete is None and turns:
        turn = min(turns)
        if turn == 1 and turn in listed.breaks:
            return None  # 动态38条，其中采用5条；发布公告32条，数据26条
        if turn > 1:
            listed = listed._replace(parts=listed.parts[:turn])
            numbers = numbers[:turn]
    complete = listed.complete
    if complete is None and not listed.unsure:
        complete = _names_all(listed)
    alike = all(are_alike(n, listed.whole) for n in numbers) or _are_cases(listed, numbers)
    if not (alike or (complete and "others" in kinds(listed.parts[-1].label))):
        return None
    wrong = complete or _is_near(listed, complete, [n.value for n in numbers])
    end = listed.parts[-1].token.end if len(numbers) < len(listed.parts) else listed.end
    return Split(listed.start, end, listed.whole, numbers) if wrong else None


def _sums(listed: Listing, values: Sequence[Decimal]) -> Iterator[Decimal]:
    """What a list may come to: all its parts, or those before the place where something else is counted."""
    for at, total in enumerate(accumulate(values), 1):
        if (
            at == len(values)
            or at in listed.breaks
            or _may_turn(listed, at)
            or _is_joined_otherwise(listed, at)
        ):
            yield total


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
    turned = set(content) & _TURNING - known or set(content[:1]) & _TURNING_AT_HEAD - known
    elsewhere = "through" in meant(part.label, "plain")  # 其中动态300条；通过微信公开信息410条
    parted = not elsewhere and len(listed.breaks) * 2 > len(
        listed.parts
    )  # 动态38条；公示1条；解读3条: each stands between ；
    behind_a_break = at in listed.breaks and not parted and set(content[:1]) & _MAY_TURN - known
    nameless = not kinds(part.label) - _FILLERS and "公开" not in part.name
    return nameless or bool(turned or behind_a_break) or not are_alike(part.number, first.number)


def _may_turn(listed: Listing, at: int) -> bool:
    """Whether a list may turn to something else with a part."""
    first, before, part = listed.parts[0], listed.parts[at - 1], listed.parts[at]
    named = kinds(part.label) - _FILLERS
    if part.label and part.label[0].kind == "comma":
        return False
    turned = part.number.unit != before.number.unit or named & _MAY_TURN - kinds(first.label)
    return not named or bool(turned)


def _over(listed: Listing) -> int:
    """How many parts stand before one that is joined otherwise, where they come to more than the total; else 0."""
    sums = enumerate(accumulate(p.number.value for p in listed.parts[:-1]), 1)
    most = max(listed.wholes)
    return next((at for at, total in sums if total > most and _is_joined_otherwise(listed, at)), 0)


def _is_joined_otherwise(listed: Listing, at: int) -> bool:
    """Whether a part stands behind ， where those before it are joined by 、: 其中建议8件、提案4件，采纳12件."""
    before, label = listed.parts[at - 1].label[:1], listed.parts[at].label[:1]
    return kinds(before) == {"comma"} and kinds(label) == {"stop"}


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
    if complete is False and not (listed.counted_in and len(values) >= _FEW):
        return False
    by_channel = all(p.is_of_a_channel for p in listed.parts)
    in_places = len(values) >= _FEW and all(p.is_of_a_place for p in listed.parts)
    surely = len(values) >= _FEW or _are_two_kinds(listed)
    most = _TWICE if surely and not by_channel and not in_places else _A_LITTLE_MORE
    if complete is False:
        return whole < total <= most * whole
    ends = {"verdict", "outcome", *(("open_word",) if listed.requests else ())}
    ended = all(kinds(p.label) & ends for p in listed.parts)
    if ended and not all(p.is_of_a_way_to_open for p in listed.parts):
        return max(listed.wholes) < total <= most * whole  # how else they ended need not be told
    if listed.requests:
        return False
    least = _least(len(values), whole, by_channel=by_channel, in_places=in_places)
    return least * whole <= total < whole or whole < total <= most * whole


def _are_two_kinds(listed: Listing) -> bool:
    """Whether two parts are kinds of things published, so that none is counted in both: 公告53条，动态41条.

    Events may be counted twice (市级12场，负责人出席10场), and so may documents where only one part tells how they
    are opened.
    """
    opened = {p.is_of_a_way_to_open for p in listed.parts}
    return len(opened) == 1 and all(
        n.unit in ("条", "篇") for n in (listed.whole, *(p.number for p in listed.parts))
    )


def _least(parts: int, whole: Decimal, *, by_channel: bool, in_places: bool) -> Decimal:
    """The least share of its total that a list comes to which is meant to be complete."""
    if by_channel or (parts >= _FEW and whole <= _A_SMALL_WHOLE):
        return _MUCH_LESS if parts >= _MANY else _LESS
    # 概况类信息184条、政务动态2084条、目录信息14478条: sites count in these three and in others beside them.
    return _HARDLY_LESS if parts == _FEW and not in_places else _A_LITTLE_LESS


def _are_halves(names: Sequence[str]) -> bool:
    """Whether two names are those of things beside which there is no third: 原创3条、转发5条."""
    pairs = (*HALVES, *((b, a) for a, b in HALVES))
    return len(names) == len(pairs[0]) and any(a in names[0] and b in names[1] for a, b in pairs)


def _names_all(listed: Listing) -> bool | None:
    """Whether what a list names is all that there can be; None where that cannot be told."""
    labels = [kinds(p.label) for p in listed.parts]
    if any(t.kind == "others" for t in listed.parts[-1].label) or _are_halves([p.name for p in listed.parts]):
        return True
    if len(labels) == _FEW and all(p.is_of_a_way_to_open for p in listed.parts):
        return True
    if all("applicant" in label for label in labels):
        named = {t.meaning for p in listed.parts for t in p.label if t.kind == "applicant"}
        return "natural_person" in named and len(named) > 1
    if listed.requests and all("way" in label for label in labels):
        return True
    if listed.requests and all(label & {"outcome", "others", "carry", "turn", "open"} for label in labels):
        return True if len(labels) >= _MANY else None
    return None
