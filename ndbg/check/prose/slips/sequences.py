"""Numbered items: subheadings （一）（二）, 一是, 二是 in running text, and lines that begin with 1., 2., 3.

Subheadings follow one another without a gap. Lists stand within one another, and one may follow another without a
heading between them. Only what no such order can give is told: an item that repeats the one before it, or leaves out
the number behind it, while no list that is open lacks that number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ndbg.check.prose.lexicon import MEASURES_BEGIN
from ndbg.check.prose.numerals import number
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.sentences import head_of
from ndbg.text.patterns import Pattern, any_in


class Item(NamedTuple):
    """The number of an item: its value, where it stands, the sign behind it; `leads` if a paragraph begins with it."""

    value: int
    paragraph: Paragraph
    start: int
    end: int
    sign: str
    leads: bool


class Misplaced(NamedTuple):
    """A subheading that should have the number `expected`: one that was there before, a smaller one, or a larger one."""

    item: Item
    expected: int
    repeats: bool


def subheading(paragraph: Paragraph) -> Item | None:
    """The number （一） with which a paragraph begins; not that of an item of a law, （一）项."""
    head = head_of(paragraph.plain)
    value = _value(head) if _is_subheading(paragraph.plain, 0, head) else 0
    return Item(value, paragraph, 0, len(head), "", leads=True) if value else None


def _is_subheading(plain: str, at: int, head: str) -> bool:
    return head[1:-1].isalpha() and head[0] == "（" and not plain.startswith(_OF_A_LAW, at + len(head))


_OF_A_LAW = ("项", "款", "条", "目")


def misplaced(paragraphs: Iterable[Paragraph]) -> Iterator[Misplaced]:
    """The subheadings of a section that are out of sequence.

    A number is left out only where the section has its first one, 一, and no paragraph begins with that number in
    another way: behind （一） and 二、 there may be （三）.
    """
    expected, before, whole = 0, False, False
    seen: set[int] = set()
    between: list[int] = []
    for paragraph in paragraphs:
        item = subheading(paragraph)
        if item is None:
            before = before or expected != _SECOND or not _is_running_text(paragraph.plain)
            between += _numbered(paragraph)
            continue
        if paragraph.plain.startswith(paragraph.plain[: item.end], item.end):
            yield Misplaced(item, item.value, repeats=True)  # （四）（四）
        # A new list may begin anew, behind a sentence that leads up to it; where a text is
        # an excerpt, the first may have any number.
        if not expected or (item.value == 1 and before):
            expected, whole = item.value, item.value == 1
            seen.clear()
        elif item.value == expected + 1 and expected in between and expected - 1 not in between:
            expected = item.value
        if item.value < expected or (item.value > expected and whole):
            yield Misplaced(item, expected, item.value in seen)
        seen.add(item.value)
        expected = item.value + 1
        before, between = False, []
        for value in _within(paragraph):
            expected += value == expected


def _is_running_text(plain: str) -> bool:
    """Whether a paragraph, or what stands behind its number, tells something and leads up to no list: 一是……；二是……。."""
    head = head_of(plain)
    led = plain.startswith(_LEADING_UP) or any(f"（{sign}）" in plain for sign in "一二")
    return plain.endswith(("。", "；")) and not led and (not head or head.endswith("是"))


_SECOND = 2
_LEADING_UP = (*MEASURES_BEGIN, "针对", "对照", "为此", "对此")


def _numbered(paragraph: Paragraph) -> list[int]:
    """The number with which a paragraph that is no subheading begins in another way: 二、, 2., 二是."""
    value = _value(head_of(paragraph.plain))
    return [value] if value else []


def _value(head: str) -> int:
    """The number of a heading or item, in digits or in Chinese numerals; 0 for none."""
    stated = head.strip("（）.、是")
    return int(stated) if stated.isdigit() else int(number(stated) or 0)


def _heads(plain: str, behind: str) -> Iterator[tuple[int, str]]:
    """Where a text, or what stands in it behind one of some signs, begins with a number, each with that."""
    places = (0, *(at for at, sign in enumerate(plain, 1) if sign in behind))
    return ((at, head) for at in places if (head := head_of(plain, at)))


def _within(paragraph: Paragraph) -> Iterator[int]:
    """The numbers of subheadings that begin a later sentence of a paragraph: 有序。（四）."""
    for at, head in _heads(paragraph.plain, "。"):
        if at and _is_subheading(paragraph.plain, at, head) and (value := _value(head)):
            yield value


class Misnumbered(NamedTuple):
    """An item that has not the number it should have: that of one before it, or one too many."""

    item: Item
    expected: int
    repeated: bool


def misnumbered_in_words(paragraphs: Sequence[Paragraph]) -> Iterator[Misnumbered]:
    """The items with 是 of a section that are out of order."""
    yield from _misnumbered(paragraphs, (item for paragraph in paragraphs for item in _in_words(paragraph)))


def misnumbered_in_digits(paragraphs: Sequence[Paragraph]) -> Iterator[Misnumbered]:
    """The lines below one subheading that are out of order."""
    yield from _misnumbered(paragraphs, (item for paragraph in paragraphs for item in _in_digits(paragraph)))


def misnumbered_in_running_text(paragraphs: Iterable[Paragraph]) -> Iterator[Misnumbered]:
    """The items of one paragraph, in digits or brackets, that do not follow one another: 问题：1、……；3、…….

    A list begins with its 1 and each item behind a stop. Nothing is said where a number in between stands in another way.
    """
    for paragraph in paragraphs:
        last: dict[str, Item] = {}
        for item in _in_running_text(paragraph):
            before = last.get(item.sign)
            if before is None and item.value != 1:
                continue
            if before and not item.leads and item.value in (before.value, before.value + 2):
                between = paragraph.plain[before.end : item.start]
                anew = item.value == 1 and not _follows_at_once(between)
                if not (anew or _is_numbered(before.value + 1, between) or _is_numbered(1, between)):
                    yield Misnumbered(item, before.value + 1, repeated=item.value == before.value)
            last[item.sign] = item


def _follows_at_once(between: str) -> bool:
    """Whether nothing but the item before, which has no list of its own, stands before another first one: 1.…；1.…."""
    return "：" not in between and not _NUMBERED.search(between) and not any_in(MEASURES_BEGIN, between)


def _in_running_text(paragraph: Paragraph) -> Iterator[Item]:
    plain = paragraph.plain
    for at, head in _heads(plain, "，；：。"):
        end, stated = at + len(head), head.strip("（）.、")
        if head[0] == "（":
            # Brackets with digits and with Chinese numerals are lists of their own.
            sign = "）" if stated.isdigit() else "一）"
            begins = not plain.startswith(_OF_A_LAW, end)
        else:
            sign = head[-1]
            year = plain[end : end + 4].isdigit() and plain.startswith("年", end + 4)
            begins = stated.isdigit() and (year or not plain[end : end + 1].isdigit())  # 1.5, but 1.2024年
        if begins:
            yield Item(_value(head), paragraph, at, end, sign, leads=not at)


def _in_words(paragraph: Paragraph) -> Iterator[Item]:
    for at, head in _heads(paragraph.plain, "，；：。！？（将"):
        if head[-1] == "是" and (value := _value(head)):
            yield Item(value, paragraph, at, at + len(head), head[-1], leads=not at)


def _in_digits(paragraph: Paragraph) -> Iterator[Item]:
    head = head_of(paragraph.plain)
    stated = head.strip("（）.、")
    if head[:1] == "（":
        begins = stated.isdigit()
    else:
        begins = head[-1:] in (".", "、") and not paragraph.plain.startswith(_SIGNS_OF_NUMBERS, len(head))
    if begins:
        # 1、 may stand below 一、.
        sign = head[-1] if stated.isdigit() else f"一{head[-1]}"
        yield Item(_value(head), paragraph, 0, len(head), sign, leads=True)


def _misnumbered(paragraphs: Sequence[Paragraph], items: Iterable[Item]) -> Iterator[Misnumbered]:
    # The last item of each list that may still go on, the innermost list last.
    lists: list[Item] = []
    for item in items:
        if item.value == 1:
            again = _is_told_again(lists[-1:], item)
            if again:
                yield Misnumbered(item, 2, repeated=True)
            # The next one may go on from the number that stands here, or from the one that should.
            lists += [item, item._replace(value=2)] if again else [item]
            continue
        if _is_doubled(lists[-2:], item):
            yield Misnumbered(lists[-1], 2, repeated=True)
            lists = [item]
            continue
        alike = [i for i, found in enumerate(lists) if (found.sign == "）") is (item.sign == "）")]
        continued = next((i for i in reversed(alike) if lists[i].value == item.value - 1), None)
        if continued is not None:
            lists[continued:] = [item]
            continue
        inner = alike[-1] if alike else len(lists)  # 3.（1）（2）5.: a list within it may end here
        last = lists[inner] if alike else None
        together = last and (last.paragraph is item.paragraph or (item.leads and last.leads))
        if last and together and last.value == item.value:
            yield Misnumbered(item, item.value + 1, repeated=True)
            lists[inner:] = [item, item._replace(value=item.value + 1)]
            continue
        if last and together and _is_left_out(paragraphs, last, item):
            yield Misnumbered(item, last.value + 1, repeated=False)
            # The next one may go on from the number that stands here, or from the one that should.
            lists[inner:] = [item, item._replace(value=last.value + 1)]
            continue
        lists = [item]


def _is_told_again(last: Sequence[Item], item: Item) -> bool:
    """Whether 一是 follows another one of its sentence behind ；, and begins no list within it: 一是……；一是……."""
    if not last or last[0].value != 1 or last[0].sign != item.sign:
        return False
    before = last[0].paragraph
    if item.leads and last[0].leads:
        next_to = item.paragraph.index == before.index + 1
        return next_to and _is_running_text(before.plain[last[0].end :])
    between = item.paragraph.plain[last[0].end : item.start]
    near = between.endswith("；") or (between.endswith("，") and between.count("，") == 1)
    return before is item.paragraph and item.sign == "是" and near and not set(between) & _BEGINNING_ANEW


_BEGINNING_ANEW = frozenset("。：")


def _is_doubled(last: Sequence[Item], item: Item) -> bool:
    """Whether 一是 stands twice before 三是, whatever list of an earlier paragraph might go on with that."""
    if [found.value for found in last] != [1, 1] or item.value != _THIRD:
        return False
    return all(found.sign == item.sign for found in last)


_THIRD = 3


def _is_left_out(paragraphs: Sequence[Paragraph], last: Item, item: Item) -> bool:
    """Whether a number is left out, and stands nowhere between two items in another way: 三要.

    Behind 一是 only 三是 of the same paragraph is told of, and 四是 of the same sentence.
    """
    missing = last.value + 1
    gap = item.value - missing
    alone = last.value == 1 and not (item.sign == "是" and _is_near(last, item, gap))
    if alone or not 0 < gap <= _WIDEST_GAP or last.sign != item.sign or missing > len(_NUMERALS):
        return False
    first, end = last.paragraph, item.paragraph
    between = [p.plain for p in paragraphs if first.index < p.index < end.index]
    if first is end:
        told = first.plain[last.end : item.start]
    else:
        told = "\n".join([first.plain[last.end :], *between, end.plain[: item.start]])
    if f"{_NUMERALS[missing - 1]}是" in told or (last.value == 1 and "其次" in told):
        return False
    return not _is_numbered(missing, told)


def _is_numbered(value: int, told: str) -> bool:
    """Whether a text has something with a number, in whatever way: 三要, 第3, （三）."""
    written = (f"{value}", _NUMERALS[value - 1] if value <= len(_NUMERALS) else "")
    return any(match[1] in written for match in _NUMBERED.finditer(told))


def _is_near(last: Item, item: Item, gap: int) -> bool:
    """Whether two items stand in one paragraph or begin one after the other, and in one sentence where two numbers are left out."""
    alike = last.paragraph is item.paragraph or (
        gap == 1 and last.leads and item.leads and item.paragraph.index == last.paragraph.index + 1
    )
    return alike and (gap == 1 or "。" not in item.paragraph.plain[last.end : item.start])


_WIDEST_GAP = 2
_NUMERALS = "一二三四五六七八九十"
_SIGNS_OF_NUMBERS = tuple(f"{_NUMERALS}0123456789")
_NUMBERED = Pattern(r"(?:^|(?<=[^\w])|(?<=其))第?(\d{1,2}|[一二三四五六七八九十]{1,2})(?!\d)", re.MULTILINE)
