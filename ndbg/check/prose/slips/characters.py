"""Characters written twice: 深化公公开方式, 当场答复复150个, 整改9个个.

By the dictionary and the lexicon: where two words may meet that end and begin with the character (行政|政策), where both may be
one word (常常), or where one of them may be a word of its own (对|对象), nothing is said.
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
    if _are_alike(plain, behind, behind + 1) or (at > 1 and _are_alike(plain, at - 2, at - 1)):
        return False  # 严严实实, 方方面面
    ends, begins = words.ends(plain, at + 1), words.begins(plain, at + 1)
    if char in plain[behind : behind + 1]:  # 等等等, not 文件件件 and 家家家风
        return not (_is_numeral(plain, at) or ends or words.begins(plain, behind))
    if char in _UNITS and _is_numeral(plain, at - 1) and plain[at - 1] != "一":
        return not begins and _may_begin_behind(plain, behind)  # 4条条, 12个个部门; not 4条条例
    if words.holds(plain, at, behind) or plain[behind : behind + 1] == "（":
        return False  # 扩建建（构）筑物
    if ends and _is_left_over(plain, at + 1):
        return True  # 依托托县, though 托县 is a place
    if ends and begins:
        return False
    if words.reaches_over(plain[:at] + plain[at + 1 :], at, at + 1):
        return True  # 自然然人
    if begins:
        return char not in _ALONE_BEFORE and _may_end_before(plain, at)
    return ends and char not in _ALONE_BEHIND and _may_begin_behind(plain, behind)


def _is_left_over(plain: str, at: int) -> bool:
    """Whether a character that the word before it ends with belongs to no word, and a common one follows: 发布布机关."""
    start, end = at, at + 1
    while start > 0 and at - start < _NEAR and is_han(plain, start - 1):
        start -= 1
    while end - at <= _NEAR and is_han(plain, end):
        end += 1
    pieces = known_words().cut(plain[start:end])
    place = next(i for i, piece in enumerate(pieces) if piece.end > at - start)
    before, piece, *behind = *pieces[max(place - 1, 0) : place + 1], *pieces[place + 1 : place + 2]
    alone = piece.end - piece.start == 1 and piece.rarity >= _NO_WORD
    follows = all(
        other.rarity <= (_COMMON_ALONE if other.end - other.start == 1 else _COMMON) for other in behind
    )
    return alone and before.end - before.start > 1 and before.rarity <= _COMMON and follows


_NEAR = 8  # characters on either side of one that tell how it is read
# Rarities: from which on a character is no word by itself, and up to which a character, or a word, is a common one.
_NO_WORD, _COMMON_ALONE, _COMMON = 10, 7, 11


def _is_numeral(plain: str, at: int) -> bool:
    return at >= 0 and plain[at] in _NUMERALS


def _are_alike(plain: str, one: int, other: int) -> bool:
    return plain[one : one + 1] == plain[other : other + 1] != ""


def _may_end_before(plain: str, at: int) -> bool:
    """Whether a clause begins at a place, or a word ends there."""
    return _is_no_han(plain, at - 1) or plain[at - 1] in _JOINING or known_words().ends(plain, at)


def _may_begin_behind(plain: str, at: int) -> bool:
    """Whether a clause ends at a place, or a word begins there."""
    return plain[at : at + 1] in _JOINING or known_words().may_begin(plain, at)


def _is_no_han(plain: str, at: int) -> bool:
    """Whether no Chinese character stands at a place, and no digit."""
    return not 0 <= at < len(plain) or not (is_han(plain, at) or plain[at].isalnum())


_NUMERALS = "0123456789〇零一二三四五六七八九十百千万亿两余多"
_UNITS = frozenset(unit for unit in {*CASES, *OTHER_UNITS} - {"万"} if len(unit) == 1)
_JOINING = frozenset("尽后先为的和与及等在已均被对并或是将共较比以由不未全我本各按经到有")
# Words of one character that may stand before one that begins with the same: 对|对象, 8名|名师, 市|市场监管局, 前锋街|街道.
_ALONE_BEFORE = frozenset(
    "街路桥江山河湖海城港岛洲岭屯庄店铺坝阳安平宁"
    "对在为以与和及到向从按由经将把被使让给等有是要应须需可能会各每该本某其此第大小老新总分副多少不未无已全同再更最很较约近超满共计仅只"
    "市县区省镇乡村局委办厅处部院所站中队组科室年月日个件条项次级类名期场份篇宗家人一二三四五六七八九十百千万亿两"
)
# Words of one character that may stand behind one that ends with the same: 网上|上月, 案件|件均可查.
_ALONE_BEHIND = frozenset(
    "到出在有对等上中下是件部人年局会分要将应可能使用为由以与和及的地得了着过不也都就还又再均各每全本该其此月日个条次份项类级期届批省市县区镇乡村一二三四五六七八九十百千万亿两"
    "长员者性化型式家界法时间里内外前后来去说做作好多少大小高低请让给把被向从按任"
)
