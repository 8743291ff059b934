"""Prose made even, and the counts in it.

Width, spaces and thousands commas are evened out first; then a paragraph is cut into
sentences, and each count is seen with the words before and after it.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ndbg.text.patterns import Pattern, Words

_THOUSANDS = Pattern(r"(?<=\d),(?=\d{3}(?!\d))", given=",")
_PUNCTUATION = str.maketrans(",;:()?!", "，；：（）？！")
_SENTENCE = Pattern(r"[^。！？\n]+[。！？]?")
_QUOTED = Pattern(r"“[^”]*”|《[^》]*》|〔\d{4}〕|「[^」]*」", given="“|《|〔|「")
_BRACKETS = Pattern(r"（[^（）]*）")

LONGEST_SENTENCE = 1200

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_UNITS = "件次|人次|件|宗|起|份|条|个|例|项|次|期|场|篇|元|人|名|家|部"
_COUNT = Pattern(
    r"(?P<about>将近|超过|不足|不到|大约|近|约|超|逾)?(?<![\d.第a-zA-Z〔+])"
    r"(?P<number>\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+)(?P<over>万?余|万多?|多|几)?"
    rf"(?P<unit>{_UNITS})(?P<more>以上|左右|以内)?(?!工作日|百分点|月|小时|自然日)"
)
# 每一件 counts nothing; neither does 第一次.
_NOT_COUNTED = Words("每|任|同|某|这|那|哪|另|第|逐|首|无|未|上一|下一|任何|没有")


def even(paragraph: str) -> str:
    """A paragraph in half-width digits and full-width punctuation, without spaces and thousands commas."""
    return _evened(paragraph)[0]


def as_written(paragraph: str, quote: str) -> str:
    """The words of a paragraph that a part of its even form stands for."""
    text, at = _evened(paragraph)
    start = text.find(quote)
    return paragraph[at[start] : at[start + len(quote) - 1] + 1] if quote and start >= 0 else quote


@lru_cache(maxsize=64)
def _evened(paragraph: str) -> tuple[str, tuple[int, ...]]:
    """The even form of a paragraph, and where each character of it stands in the paragraph."""
    # Commas and spaces between thousands go, as long as they are half-width; ，parts two numbers.
    dropped = {m.start() for m in _THOUSANDS.finditer(paragraph)}
    text: list[str] = []
    at: list[int] = []
    for index, char in enumerate(paragraph):
        if index not in dropped:
            even_char = _even_char(char)
            text.append(even_char)
            at += [index] * len(even_char)
    return "".join(text), tuple(at)


@lru_cache(maxsize=8192)
def _even_char(char: str) -> str:
    """What a character becomes: mostly itself, nothing for a blank or what has no width, or several."""
    kept = char if char in "。、" else "".join(filter(str.isprintable, unicodedata.normalize("NFKC", char)))
    # Digits of other scripts are digits all the same.
    digits = "".join(f"{unicodedata.decimal(c)}" if c.isdecimal() else c for c in kept)
    return digits.replace(" ", "").translate(_PUNCTUATION)


@lru_cache(maxsize=64)
def sentences(paragraph: str) -> tuple[str, ...]:
    """The sentences of an even paragraph. One that begins with 其中 belongs to the one before it."""
    found: list[str] = []
    for match in _SENTENCE.finditer(paragraph):
        if len(match[0]) > LONGEST_SENTENCE:
            continue  # what runs on and on is no sentence, and takes ever longer to read
        joined = len(found[-1]) + len(match[0]) if found else 0
        if found and match[0].startswith("其中") and joined <= LONGEST_SENTENCE:
            found[-1] += match[0]
        else:
            found.append(match[0])
    return tuple(found)


def unquoted(sentence: str) -> str:
    """A sentence with names and quotations blanked out, at the same length: what they count is not claimed."""
    return _QUOTED.sub(lambda match: "□" * len(match[0]), sentence)


def without_brackets(sentence: str) -> str:
    """A sentence with what is in brackets blanked out, at the same length."""
    while (cut := _BRACKETS.sub(lambda match: "□" * len(match[0]), sentence)) != sentence:
        sentence = cut
    return sentence


def bracketed(sentence: str) -> Iterator[re.Match[str]]:
    """The innermost brackets of a sentence."""
    return _BRACKETS.finditer(sentence)


class Count(NamedTuple):
    """A number with its unit in a sentence. `exact` is False for 约3件, 3件以上, 3万余条."""

    value: Decimal
    unit: str
    start: int
    end: int
    exact: bool


@lru_cache(maxsize=128)
def counts(text: str) -> tuple[Count, ...]:
    """The counts in a text, from left to right."""
    found = []
    for match in _COUNT.finditer(text):
        value = number(match["number"])
        if value is None or _NOT_COUNTED.end(text[: match.start()]):
            continue
        exact = not (match["about"] or match["over"] or match["more"])
        found.append(Count(value, match["unit"], match.start(), match.end(), exact))
    return tuple(found)


def number(text: str) -> Decimal | None:
    """A number in digits or in numerals: `12`, `十二`, `一百零三`."""
    if text[0].isdigit() and text.isascii():
        return Decimal(text)
    total, digit = 0, None
    for at, char in enumerate(text):
        if char in _TENS:
            # 十二 has no digit before its ten.
            total += _TENS[char] * (1 if digit is None and at == 0 else digit or 0)
            digit = None
        elif digit:
            return None  # 二三: not a number but "two or three"
        else:
            digit = _DIGITS[char]
    return Decimal(total + (digit or 0))
