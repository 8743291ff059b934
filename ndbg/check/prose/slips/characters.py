"""Characters written twice: 深化公公开方式, 当场答复复150个, 整改9个个.

The text around them is cut into words and single characters. Two that are both left alone are one too many (应|尽|尽),
and so is one that is left alone beside a word with it (满足|足|群众) and without which the text is far less rare. Nothing
is said where two words may meet (水渠|渠首), where both are one word (常常), or where one counts or names a place (3家|家庭).
"""

from collections.abc import Iterator

from ndbg.check.prose.dictionary import known_words
from ndbg.check.prose.lexicon import CASES, OTHER_UNITS
from ndbg.check.prose.tokens import Place
from ndbg.text.patterns import HAN, Pattern, is_han

_TWICE = Pattern(rf"({HAN})\1")


def characters_twice(plain: str) -> Iterator[Place]:
    """The places of characters that stand twice in a row where one of them belongs to no word."""
    for match in _TWICE.finditer(plain):
        if _is_one_too_many(plain, match.start()):
            yield match.span()


def _is_one_too_many(plain: str, at: int) -> bool:
    char, behind, words = plain[at], at + 2, known_words()
    if char in _NUMERALS or plain[behind : behind + 1] == "（" or _are_two_pairs(plain, at):
        return False  # 十五五, 扩建建（构）筑物, 严严实实
    if char in _NEVER_TWICE:
        return True
    if char in _UNITS and at > 0 and plain[at - 1] in _NUMERALS and plain[at - 1] != "一":
        return not words.begins(plain, at + 1) and words.may_begin(plain, behind)  # 12个个部门, not 4条条例
    start, end = at, behind
    while start > 0 and at - start < _NEAR and is_han(plain, start - 1):
        start -= 1
    while end - behind < _NEAR and is_han(plain, end):
        end += 1
    pieces = words.cut(plain[start:end])
    first, second = (next(p for p in pieces if p.start <= place - start < p.end) for place in (at, at + 1))
    alone = [piece.end - piece.start == 1 for piece in (first, second)]
    if all(alone):
        # Not 件件有回音, 一对对, 来听听.
        return char not in _SAID_TWICE and plain[max(at - 1, 0)] not in _NUMERALS
    met = alone[0] and words.ends(plain, at + 1) and words.begins(plain, at + 1)
    if first is second or not any(alone) or met:
        return False
    once = words.cut(plain[start:at] + plain[at + 1 : end])
    gain = sum(piece.rarity for piece in pieces) - sum(piece.rarity for piece in once)
    return (
        gain >= _MARGIN_BEFORE and char not in _WORDS if alone[0] else gain >= _MARGIN and char not in _BEHIND
    )


def _are_two_pairs(plain: str, at: int) -> bool:
    """Whether another character stands twice right behind or before: 严严实实, 方方面面."""
    return any(i >= 0 and plain[i : i + 1] == plain[i + 1 : i + 2] != "" for i in (at - 2, at + 2))


_NEAR = 8  # characters on either side that tell how one is read
_MARGIN, _MARGIN_BEFORE = (
    7,
    9,
)  # by how much less rare a text must be without a character behind a word, or before one
_NUMERALS = "0123456789〇零一二三四五六七八九十百千万亿两余多"
_UNITS = frozenset(unit for unit in {*CASES, *OTHER_UNITS} - {"万"} if len(unit) == 1)
# What may be a word of its own before one that begins with it: 3家|家庭, 前锋街|街道; behind one only 立法|法, 划分|分在.
_WORDS = _UNITS | frozenset("省市县区州旗镇乡村街路屯")
_BEHIND = frozenset("法分")
_NEVER_TWICE = frozenset("未不已被将且但或仍而亦")
_SAID_TWICE = _UNITS | frozenset("看听说谈聊走问查想试讲评")
