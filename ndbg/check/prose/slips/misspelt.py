"""Words misspelt by their sound or their look: 已申请公开 for 依申请公开, 个别单位达复, 县乡培洲.

Where a character stands that belongs to no word, one of the same sound or a similar look may make a word of it. Nothing
is said where the character may be a word of its own (雨情|水情, 共|约), and within quotation marks, which hold names.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ndbg.check.prose.dictionary import known_words
from ndbg.check.prose.lexicon import (
    DONE_TO_REQUESTS,
    HAD_BY_REQUESTS,
    MISSPELLINGS,
    MISSPELT_BEFORE,
    MISSPELT_BEHIND,
    SET_PHRASES,
    SOUNDING_ALIKE,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.text.alike import alike
from ndbg.text.patterns import HAN, Pattern, is_han, places_of
from ndbg.text.words import LONGEST_CUT, UNKNOWN, Piece


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
    yield from _taken_for_another(plain)


def _taken_for_another(plain: str) -> Iterator[Misspelt]:
    """Words of which one character is taken for another that sounds or looks alike, so that no word is left: 工做."""
    for match in _OUTSIDE_QUOTES.finditer(plain):
        start, end = match.span("text")
        if start < 0:
            if right := _set_phrase_meant(plain[match.start() + 1 : match.end() - 1]):
                yield Misspelt(match.start() + 1, match.end() - 1, right)
            continue
        counted = start > 0 and plain[start - 1].isdigit()  # 3个镇街
        done = 0
        for word in _strays_in_words(plain[start:end], counted=counted):
            lost = len(word.right) > word.end - word.start
            wraps = start + word.end == end and plain[end : end + 1] not in _STOPS  # 政策文|, and a new line
            if word.start >= done and not (lost and wraps):
                yield Misspelt(start + word.start, start + word.end, word.right)
                done = word.end


def _set_phrase_meant(name: str) -> str:
    """The set phrase that a name in quotation marks is but for one character that sounds or looks alike: “三审三效”."""
    if len(name) < _FEWEST or name in SET_PHRASES or name.startswith(SOUNDING_ALIKE):
        return ""
    for phrase in SET_PHRASES:
        if len(phrase) == len(name):
            others = [(one, other) for one, other in zip(name, phrase, strict=True) if one != other]
            if len(others) == 1 and others[0][1] in alike(others[0][0]):
                return phrase
    return ""


_FEWEST = 4  # characters of a set phrase that no other name resembles by chance


def _strays_in_words(text: str, *, counted: bool) -> Iterator[Misspelt]:
    """The misspelt words of a text of Chinese characters; `counted` where a number in digits stands before it.

    Behind a number a character may be a unit: 四级. The text is cut into words and single characters, then once more with
    another character in the place of one that stands alone. A word is misspelt where that makes what is written far less
    rare, and leaves no other character alone.
    """
    pieces = known_words().cut(text)
    for at, piece in enumerate(pieces):
        alone = piece.end - piece.start == 1 and piece.rarity >= _NO_WORD
        behind_number = counted if at == 0 else text[piece.start - 1] in _NUMERALS
        if alone and not behind_number and text[piece.start] not in _NUMERALS:
            # 短视频, not the 视频 within it
            best = max(_instead(text, pieces, at), key=lambda m: (m[0], len(m[1].right)), default=None)
            if found := _cut_off(text, pieces, at) or (best and best[1]):
                yield found


def _cut_off(text: str, pieces: Sequence[Piece], at: int) -> Misspelt | None:
    """The set phrase whose last character is lost, so that the one before it stands alone: 政务公|队伍, 发展环|."""
    char, end = text[pieces[at].start], pieces[at].end
    behind = text[end : pieces[at + 1].end] if at + 1 < len(pieces) else ""
    if pieces[at].rarity < _BESIDE + 1 or char in _WORDS_TOO or len(behind) == 1 or behind.startswith(char):
        return None
    written = (text[first:end] for first in range(max(end - _LONGEST, 0), end - 2))
    right = next((_CUT_PHRASES[w] for w in written if w in _CUT_PHRASES), "")
    return Misspelt(end + 1 - len(right), end, right) if right else None


def _instead(text: str, pieces: Sequence[Piece], at: int) -> Iterator[tuple[int, Misspelt]]:
    """The words that may be meant where a character stands alone, each with how much less rare the text is with it."""
    words, stray = known_words(), pieces[at].start
    others = [other for other in alike(text[stray]) if other != text[stray] and other not in _NUMERALS]
    for first in range(max(stray + 1 - LONGEST_CUT, 0), stray + 1):
        for end in range(max(stray, first + 1) + 1, min(first + LONGEST_CUT, len(text)) + 1):
            over = _over(pieces, at, first, end)
            # Besides the word at least what it leaves of the words that it cuts through is there.
            left = 1 + (over[0].start < first) + (over[-1].end > end)
            rare = sum(piece.rarity for piece in over) - left * _COMMONEST >= _MARGIN
            if not rare or text[first:end] in words or text[end : end + 1] in _PLACES:
                continue
            before, behind = text[first:stray], text[stray + 1 : end]
            for other in others:
                right = f"{before}{other}{behind}"
                if words.beginning_with(right[:2]).get(right, UNKNOWN) > _COMMON:
                    continue
                gain = _gain(text, pieces, at, first, right)
                if gain >= _MARGIN:
                    yield gain, Misspelt(first, end, right)


def _over(pieces: Sequence[Piece], at: int, first: int, end: int) -> Sequence[Piece]:
    """The pieces of which a part of a text around one of them has something."""
    start, last = at, at + 1
    while pieces[start].start > first:
        start -= 1
    while pieces[last - 1].end < end:
        last += 1
    return pieces[start:last]


def _gain(text: str, pieces: Sequence[Piece], at: int, first: int, right: str) -> int:
    """How much less rare a text is with a word; 0 where a character is left alone beside that."""
    end = first + len(right)
    over = _over(pieces, at, max(first - 1, 0), min(end + 1, len(text)))
    start, last = over[0].start, over[-1].end
    again = known_words().cut(f"{text[start:first]}{right}{text[end:last]}")
    for piece in again:
        beside = start + piece.end == first or start + piece.start == end
        if beside and piece.end - piece.start == 1 and piece.rarity > _BESIDE:
            return 0
    return sum(piece.rarity for piece in over) - sum(piece.rarity for piece in again)


_CUT_PHRASES = {phrase[:-1]: phrase for phrase in SET_PHRASES}  # by what is left without the last character
_LONGEST = max(map(len, _CUT_PHRASES))
_WORDS_TOO = frozenset("期设发建网")  # 答复期|届满, 栏目设|专人
_STOPS = frozenset("，；：。、！？")
_OUTSIDE_QUOTES = Pattern(rf"“[^“”]{{0,40}}”|《[^《》]{{0,40}}》|(?P<text>{HAN}{{2,}})")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_PLACES = tuple("省市县区旗镇乡村")  # 锡南镇 is no 西南
# Rarities: from which on a character is no word by itself, up to which it may be one beside a word, that of the commonest
# words, up to which a word is common.
_NO_WORD, _BESIDE, _COMMONEST, _COMMON = 7, 8, 5, 11
# By how much less rare a text must be with a word. No true sentence of reports gained as much, of four thousand of laws
# one did.
_MARGIN = 10


_OPEN = "公开"
_GOING_ON = ("展", "始", "民")  # 开展, 开始, 为民


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
    of = plain.startswith("的", end)
    return follows and (plain.startswith(DONE_TO_REQUESTS, end + 1) if of else not is_han(plain, end))
