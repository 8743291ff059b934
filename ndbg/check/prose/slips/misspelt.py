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
from ndbg.text.patterns import HAN, Pattern, any_in


class Misspelt(NamedTuple):
    """Where a word is misspelt, and what it should be."""

    start: int
    end: int
    right: str


def misspelt(paragraph: Paragraph) -> Iterator[Misspelt]:
    """The misspelt words of a paragraph."""
    plain = paragraph.plain
    for match in _SOUNDING_ALIKE.finditer(plain):
        if _is_no_verb(plain, *match.span()):
            yield Misspelt(*match.span(), f"依{match[0][1:]}")
    if any_in(MISSPELLINGS, plain):
        for match in _MISSPELLINGS.finditer(plain):
            yield Misspelt(*match.span(), MISSPELLINGS[match[0]])


_SOUNDING_ALIKE = Pattern("|".join(SOUNDING_ALIKE), given="已申请|以申请")
_MISSPELLINGS = Pattern(rf"(?:{'|'.join(MISSPELLINGS)})(?![展始])")


def _is_no_verb(plain: str, start: int, end: int) -> bool:
    """Whether 已申请公开 names a way to get information, and does not tell that somebody has applied for some.

    It is that way in quotation marks (由“已申请公开”转为“主动公开”), behind a verb for what is done to it where nothing
    applied for follows (规范已申请公开的受理), and before what such a way has (已申请公开流程).
    """
    follows = plain.endswith(MISSPELT_BEFORE, 0, start)
    if not plain.endswith("公开", start, end):
        return follows and plain.startswith(HAD_BY_REQUESTS, end)
    if plain[start - 1 : start] == "“" and plain[end : end + 1] == "”":
        return True
    if plain.startswith(MISSPELT_BEHIND, end):
        return True
    behind = plain.startswith(DONE_TO_REQUESTS, end + 1) if plain.startswith("的", end) else _ends(plain, end)
    return follows and behind


def _ends(plain: str, end: int) -> bool:
    """Whether a clause or a number begins at a place."""
    return end == len(plain) or not _IS_HAN.match(plain, end)


_IS_HAN = Pattern(HAN)
