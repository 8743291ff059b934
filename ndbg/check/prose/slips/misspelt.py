"""Words of the trade that are taken for others by their sound: 已申请公开 for 依申请公开, 规范形文件 for 规范性文件."""

from collections.abc import Iterator
from typing import NamedTuple

from ndbg.check.prose.lexicon import (
    DONE_TO_REQUESTS,
    HAD_BY_REQUESTS,
    MISSPELLINGS,
    MISSPELT_BEFORE,
    MISSPELT_BEHIND,
    SOUNDING_ALIKE,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.text.patterns import is_han, places_of


class Misspelt(NamedTuple):
    """Where a word is misspelt, and what it should be."""

    start: int
    end: int
    right: str


def misspelt(paragraph: Paragraph) -> Iterator[Misspelt]:
    """The misspelt words of a paragraph."""
    plain = paragraph.plain
    for word in SOUNDING_ALIKE:
        for start, end in places_of(plain, word):
            end += len(_OPEN) if plain.startswith(_OPEN, end) else 0
            if _is_no_verb(plain, start, end):
                yield Misspelt(start, end, f"依{plain[start + 1 : end]}")
    for wrong, right in MISSPELLINGS.items():
        for start, end in places_of(plain, wrong) if wrong in plain else ():
            if plain[end : end + 1] not in _GOING_ON:
                yield Misspelt(start, end, right)


_OPEN = "公开"
_GOING_ON = ("展", "始")


def _is_no_verb(plain: str, start: int, end: int) -> bool:
    """Whether 已申请公开 names a way to get information, and does not tell that somebody has applied for some.

    It is that way in quotation marks (由“已申请公开”转为“主动公开”), behind a verb for what is done to it where nothing
    applied for follows (规范已申请公开的受理), and before what such a way has (已申请公开流程).
    """
    follows = plain.endswith(MISSPELT_BEFORE, 0, start)
    if not plain.endswith(_OPEN, start, end):
        return follows and plain.startswith(HAD_BY_REQUESTS, end)
    if plain[start - 1 : start] == "“" and plain[end : end + 1] == "”":
        return True
    if plain.startswith(MISSPELT_BEHIND, end):
        return True
    behind = plain.startswith(DONE_TO_REQUESTS, end + 1) if plain.startswith("的", end) else _ends(plain, end)
    return follows and behind


def _ends(plain: str, end: int) -> bool:
    """Whether a clause or a number begins at a place."""
    return not is_han(plain, end)
