"""Totals with their parts, where the parts do not add up.

A list says that it is complete by standing in brackets or behind a colon without 等, by 分为, 其余 or 其他, or by
naming all that there can be: 自然人 and 法人, the outcomes of applications, the ways they came by.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from ndbg.check.prose.lists import Listing, lists
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.scene import kinds
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
# With which names a list surely turns to something else, and with which it may.
_TURNING = {"receive", "answer", "carry", "turn", "open", "when", "year", "request", "review", "verdict"}
_MAY_TURN = _TURNING | {
    "publish", "open_word", "issue", "repeal", "decide", "happen", "sum", "outcome", "applicant", "way", "document", "decision",
}  # fmt: skip
_HARDLY_MORE, _A_LITTLE_MORE, _TWICE = Decimal("1.02"), Decimal("1.2"), 2
_HARDLY_LESS, _A_LITTLE_LESS, _MUCH_LESS = Decimal("0.995"), Decimal("0.85"), Decimal("0.85")
# Of a few hundred things each one is named, of thousands the more important ones.
_A_SMALL_WHOLE, _MOSTLY = 300, Decimal("0.8")


def splits(sentence: Sentence) -> Iterator[Split]:
    """The splits of a sentence that are wrong; those that add up, or may be incomplete, are none."""
    seen: set[int] = set()
    for listed in lists(sentence) if len(sentence.quantities) > 1 else ():
        split = _judge(listed)
        if split and split.end not in seen:
            seen.add(split.end)
            yield split


def _judge(listed: Listing) -> Split | None:
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


def _sums(listed: Listing, values: Sequence[Decimal]) -> Iterator[Decimal]:
    """What a list may come to: all its parts, or those before the place where something else is counted."""
    for at, total in enumerate(accumulate(values), 1):
        if at == len(values) or _turns(listed, at, _MAY_TURN):
            yield total


def _first_turn(listed: Listing) -> int:
    """The place of the first part with which a list turns to something else; 0 where it does not."""
    return next((at for at in range(1, len(listed.parts)) if _turns(listed, at, _TURNING)), 0)


def _turns(listed: Listing, at: int, turning: set[str]) -> bool:
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


def _is_near(listed: Listing, values: Sequence[Decimal], whole: Decimal) -> bool:
    """What is named freely may be left out, but then does not come to a little less, and hardly ever to more.

    Of some 240 lists in real reports none but wrong ones came to more than their total; what goes out by several ways
    may do so.
    """
    total = sum(values)
    if all(p.ends_in_a_place for p in listed.parts) and len(values) >= _FEW:
        return _MUCH_LESS * whole <= total <= _A_LITTLE_MORE * whole
    by_ways = all("way" in kinds(p.label) for p in listed.parts)
    if len(values) >= _FEW:
        most = _A_LITTLE_MORE if by_ways else _TWICE
        least = _MOSTLY if whole <= _A_SMALL_WHOLE else _A_LITTLE_LESS if len(values) > _FEW else Decimal(1)
    else:
        most = _A_LITTLE_MORE if by_ways else _HARDLY_MORE
        least = _HARDLY_LESS
    return least * whole <= total < whole or whole < total <= most * whole


def _names_all(listed: Listing) -> bool | None:
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
