"""Words misspelt by their sound or their look: 已申请公开 for 依申请公开, 个别单位达复, 县乡培洲.

A word of the lexicon or one that reports often have stands there with one character of the same sound or a similar look,
and what stands there is no word. Nothing is said where a word may reach over its ends, where the character may be a word of its own
(雨情|水情, 共|约), and within quotation marks, which hold names.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ndbg.check.prose.dictionary import known_words, words_of_the_trade
from ndbg.check.prose.lexicon import (
    DONE_TO_REQUESTS,
    HAD_BY_REQUESTS,
    MISSPELLINGS,
    MISSPELT_BEFORE,
    MISSPELT_BEHIND,
    OFTEN,
    SOUNDING_ALIKE,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.text.alike import by_look, by_sound
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
    found = [one for like in _likenesses() for one in _taken_for_another(plain, like)]
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:  # 规范形文件 holds 规范形
            yield one
            end = one.end


class _Likeness(NamedTuple):
    """A way in which characters are alike, by sound or by look.

    `table`, for `str.translate`, makes all that are alike one character, and a word its key. `words` has the words by
    their keys, `longest` the length of the longest key by the first two characters of it.
    """

    table: Mapping[int, str]
    words: Mapping[str, str]
    longest: Mapping[str, int]


def _taken_for_another(plain: str, like: _Likeness) -> Iterator[Misspelt]:
    """Where a text is like a word but for one character."""
    alike = plain.translate(like.table)
    for at in range(len(plain) - 1):
        longest = like.longest.get(alike[at : at + _TWO])
        if not longest:
            continue
        for end in range(at + _TWO, min(at + longest, len(plain)) + 1):
            word = like.words.get(alike[at:end])
            if word and not plain.startswith(word, at) and _is_none(plain, at, end, word):
                yield Misspelt(at, end, word)


def _is_none(plain: str, at: int, end: int, right: str) -> bool:
    """Whether the characters from `at` to `end` are no word, and are `right` but for one that is no word of its own."""
    written, words = plain[at:end], known_words()
    unlike = [i for i, (one, other) in enumerate(zip(written, right, strict=True)) if one != other]
    if len(unlike) != 1 or written in words or plain[at - 1 : at] in _OPENING:
        return False
    (place,) = unlike
    stray = at + place
    if len(right) < _LONG:
        if written[place] in _WORDS_OF_ONE or (len(right) == _TWO and not _WORDS_OF_ONE.isdisjoint(right)):
            return False
    elif written[place] in _SMALL:
        return False
    inside = any(
        plain[i:j] in words for i in range(at, stray + 1) for j in range(stray + 1, end + 1) if j - i > 1
    )
    if inside or words.reaches_over(plain, at, at) or words.reaches_over(plain, end, end):
        return False
    # 压缩绿道 may be 压缩 and a word that no dictionary has: what stands beside must be known.
    if stray == end - 1 and plain[at:stray] in words:
        return words.may_begin(plain, end)
    return not (stray == at and plain[at + 1 : end] in words) or words.may_end(plain, at)


@cache
def _likenesses() -> Sequence[_Likeness]:
    """The two ways: by sound and by look."""
    words = tuple(dict.fromkeys((*words_of_the_trade(), *OFTEN)))
    looking = [word for word in words if not by_look().keys().isdisjoint(map(ord, word))]
    return _likeness(words, by_sound()), _likeness(looking, by_look())


def _likeness(words: Sequence[str], table: Mapping[int, str]) -> _Likeness:
    keys = "\n".join(words).translate(table).split("\n")
    by_length = sorted((key for key in keys if 1 < len(key) <= _LONGEST), key=len)
    longest = {key[:_TWO]: len(key) for key in by_length}
    return _Likeness(table, dict(zip(keys, words, strict=True)), longest)


_TWO, _LONG, _LONGEST = 2, 4, 6  # characters
_OPENING = ("“", "《", "〈")
# Characters that are words of their own, or parts of many: they say nothing of a word of two or three.
_WORDS_OF_ONE = frozenset(
    "共含必数约的了着过和与及等在对为以从向到把被将由按各每全本该其此一二三四五六七八九十两几百千万亿不未无没有已均都也就还又再并或是可能会要应须需请让使给更最很较多少大小"
    "上下中内外前后新老年月日时个件条项次份类级期县市区镇乡省村属立设式及人办发起作做他它她订定象像分帐账"
)
_SMALL = frozenset("一二两三四五六七八九十个各未为已以在再是的得地与于不无")

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
