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
    in_part = plain.startswith("（", behind) and "）" in plain[behind : behind + _SHORT_ASIDE]
    if char in _NUMERALS or in_part or _are_two_pairs(plain, at):
        return False  # 十五五, 扩建建（构）筑物, 严严实实
    if char in _NEVER_TWICE:
        return True
    if char in _COUNTING and at > 0 and plain[at - 1] in _NUMERALS and plain[at - 1] != "一":
        return not words.begins(plain, at + 1)  # 12个个部门, not 4条条例, 2023年年报
    start, end = at, behind
    while start > 0 and at - start < _NEAR and is_han(plain, start - 1):
        start -= 1
    while end - behind < _NEAR and is_han(plain, end):
        end += 1
    pieces = words.cut(plain[start:end])
    first, second = (next(p for p in pieces if p.start <= place - start < p.end) for place in (at, at + 1))
    before, after = (piece.end - piece.start == 1 for piece in (first, second))
    if before and after:
        # Not 件件有回音, 一对对, 来听听.
        return char not in _SAID_TWICE and plain[max(at - 1, 0)] not in _NUMERALS
    if first is second or (before and words.ends(plain, at + 1) and words.begins(plain, at + 1)):
        return False
    once = words.cut(plain[start:at] + plain[at + 1 : end])
    gain = sum(piece.rarity for piece in pieces) - sum(piece.rarity for piece in once)
    if after:
        return gain >= _BEHIND_A_WORD and char not in _WORDS_BEHIND | _ENDING_BODIES
    if before and start == at:
        return char not in _WORDS_BEFORE and gain >= _FIRST
    if before:
        return char not in _WORDS_BEFORE | _UNITS and gain >= _BEFORE_A_WORD
    return char not in _WORDS_BEFORE and gain >= _OF_TWO_WORDS


def _are_two_pairs(plain: str, at: int) -> bool:
    """Whether another character stands twice right behind or before: 严严实实, 方方面面."""
    return any(i >= 0 and plain[i : i + 1] == plain[i + 1 : i + 2] != "" for i in (at - 2, at + 2))


_SHORT_ASIDE = 4  # characters
_NEAR = 8  # characters on either side that tell how one is read
# By how much less rare a text must be without a character behind a word (满足|足), before one (积|积极), before one with
# which a clause begins (本|本单位), and where both belong to words (规范|范性).
_BEHIND_A_WORD, _BEFORE_A_WORD, _FIRST, _OF_TWO_WORDS = 7, 8, 5, 14
_NUMERALS = "0123456789〇零一二三四五六七八九十百千万亿两余多"
_UNITS = frozenset(unit for unit in {*CASES, *OTHER_UNITS} - {"万"} if len(unit) == 1)
_COUNTING = _UNITS | frozenset("年月日")
# What may be a word of its own, or end one, before one that begins with it: 家|家庭, 前锋街|街道, 河长办|办理, 把|把关; behind
# one only 立法|法, 划分|分在. Whoever heads a body is named right behind it: 分局|局长, where 长 may be read with the next word.
_WORDS_BEFORE = frozenset("省市县区州旗镇乡村街路屯办局委厅对把为在经和与有等向从按以由")
_WORDS_BEHIND = frozenset("法分")
_ENDING_BODIES = frozenset("局镇乡县市区州旗街厅院校馆站")
_NEVER_TWICE = frozenset("未不已被将且但或仍而亦其也没则")
# Twice they mean each of them, or a try: 年年, 口口相传, 环环相扣, 看看.
_SAID_TWICE = _UNITS | frozenset(
    "年季月周天日时层级环口步面处家户人村校店声字句看听说谈聊走问查想试讲评学练读写算比"
)
