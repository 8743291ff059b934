"""Things named one by one with their number: 公开指南、公开制度、年度报告等3个栏目; 平台有2个，即门户网站和微信公众号.

Names are parted by 、, or stand in quotation marks side by side. 和 before the last one may part two names or stand in
one, so that the number of names is a range.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ndbg.check.prose.lexicon import ACCORDING, DOES_MORE
from ndbg.check.prose.lists.parts import FEW
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import Run, clause_end
from ndbg.check.prose.tokens import Number, Token
from ndbg.text.patterns import any_in

_OF_THINGS = ("个", "项", "类", "种")
_MOST = 20
_NEAR = 5  # tokens between a number and what leads up to the names
_LONGEST, _END = 16, 2  # characters


class Enumeration(NamedTuple):
    """A number of things, and how many are named; `start` and `end` are where they stand."""

    start: int
    end: int
    stated: Number
    named: int


def enumerated(run: Run) -> Iterator[Enumeration]:
    """The enumerations of a sentence whose names are not as many as it says."""
    for at, number in run.counts():
        if number.unit not in _OF_THINGS or not number.exact or not 1 < number.value <= _MOST:
            continue
        found = _named_before(run, at, number) or _named_behind(run, at, number)
        if found:
            yield found


def _named_before(run: Run, at: int, number: Number) -> Enumeration | None:
    """Names right before their number: behind 等 they may be fewer, without it they are all."""
    tokens = run.tokens
    if at + 1 >= len(tokens) or tokens[at + 1].kind in ("stop", "comma", "number"):
        return None
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "number")), 0)
    words = [t for t in tokens[start:at] if t.kind != "sum"]
    open_ended = bool(words) and words[-1].kind == "and_so_on"
    names = _names(words[:-1] if open_ended else words)
    if words and words[-1].means("plain", "of"):
        return None  # 对省、市、区反馈的4个问题
    told = all(names) and "and_so_on" not in kinds(words[:-1]) and not _tell_of_more(run, names[1:])
    if len(names) < FEW or not told:
        return None
    least, most = _range(names)
    if any(low <= number.value and (open_ended or number.value <= high) for low, high in _later(run, names)):
        return None
    few = number.value < least <= number.value + FEW
    other = abs(number.value - least) == 1 and not least <= number.value <= most
    if few if open_ended else other:
        return Enumeration(names[0][0].start, tokens[at + 1].end, number, least)
    return None


def _later(run: Run, names: list[list[Token]]) -> Iterator[tuple[int, int]]:
    """How many names there are from a later one on that a verb begins: 梳理指南、目录、建立公示、听证2项制度."""
    if not _end_alike(run, names[1:]):
        starts = (
            i
            for i, name in enumerate(names)
            if i
            and (
                run.text.startswith(DOES_MORE, name[0].start)
                or any_in(ACCORDING, run.text[name[0].start : name[-1].end])
            )
        )
        yield from (_range(names[start:]) for start in starts)


def _named_behind(run: Run, at: int, number: Number) -> Enumeration | None:
    """Names behind their number and a colon, or 即: they end the sentence, or come before 其中."""
    tokens = run.tokens
    near = range(at + 1, min(at + _NEAR, len(tokens)))
    lead = next((i for i in near if tokens[i].means("stop", "：") or tokens[i].means("made_of", "all")), -1)
    if lead < 0 or kinds(tokens[at + 1 : lead]) & {"number", "comma"}:
        return None
    end = clause_end(tokens, lead + 1)
    stop = tokens[end] if end < len(tokens) else None
    ended = stop is None or stop.means("stop", "。", "；") or kinds(tokens[end + 1 : end + 2]) == {"of_which"}
    names = _names(tokens[lead + 1 : end])
    least, most = _range(names)
    told = all(names) and not kinds(tokens[lead + 1 : end]) & {"number", "and_so_on", "figure"}
    few = 0 < max(least - number.value, number.value - most) <= 2
    if ended and told and most > 1 and few:
        return Enumeration(
            tokens[at].start, tokens[end - 1].end, number, least if least > number.value else most
        )
    return None


def _names(words: Tokens) -> list[list[Token]]:
    """Words cut at 、 and between names in quotation marks that stand side by side."""
    names: list[list[Token]] = [[]]
    for token in words:
        if token.kind == "comma":
            names.append([])
            continue
        if token.kind == "name" and names[-1] and names[-1][-1].kind == "name":
            names.append([])
        names[-1].append(token)
    return names


def _range(names: list[list[Token]]) -> tuple[int, int]:
    """The least and the greatest number of names that some may be: 网站和公众号 is one or two."""
    joined = sum(t.means("plain", "and", "or") for name in names for t in name)
    return len(names), len(names) + joined


def _tell_of_more(run: Run, names: list[list[Token]]) -> bool:
    """Whether one of some names is none: too long for it, or it tells of something else that was done.

    Names that all end alike are names, whatever verb is in them: 文字解读、新闻发布会解读.
    """
    texts = [run.text[name[0].start : name[-1].end] if name else "" for name in names]
    alike = all(names) and _end_alike(run, names)
    return any(
        not text or len(text) > _LONGEST or (not alike and any_in(DOES_MORE, text[_END:])) for text in texts
    )


def _end_alike(run: Run, names: list[list[Token]]) -> bool:
    return len({run.text[name[-1].end - _END : name[-1].end] for name in names}) == 1
