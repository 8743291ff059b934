"""Words and characters that are written twice in a row, 展开展开, 行政复议行政复议7件, 9个个.

What may be two words says nothing: of two names that meet one may end as the other begins (人民政府|政府信息, 生态环境|环境信息),
a verb may stand before what is named after it (发布|发布会), and some words are said twice (逐项逐项).
"""

import re
from collections.abc import Iterator

from ndbg.check.prose.lexicon import (
    BOUND,
    CASES,
    CLASHING,
    DOUBLED,
    ENDING_NAMES,
    FIELDS,
    MEETING,
    MEETING_AT_WORK,
    REPEATED,
    SET_PHRASES,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.slips.characters import characters_twice
from ndbg.check.prose.tokens import Place
from ndbg.text.patterns import HAN, Pattern, is_han, places_of

_AGAIN = Pattern(rf"({HAN}{{2,12}}?)\1")


def doubled(paragraph: Paragraph) -> Iterator[Place]:
    """Words that stand twice in a row where no two words can meet."""
    plain = paragraph.plain
    found: list[Place] = []
    for match in _AGAIN.finditer(plain):
        start, end = match.span()
        shifts = range(_overlap(plain, start, end) + 1)
        slips = (_is_slip(plain, start + shift, end + shift) for shift in shifts)
        if _is_inside_a_phrase(plain, start, end) or all(slips):
            found.append((start, end))
    found += characters_twice(plain)
    found += _said_again(plain)
    yield from sorted(set(found))


def _said_again(plain: str) -> Iterator[Place]:
    """Items of a list, and clauses, that are the same as the one before: 同部署、同部署、同安排, 有序、有序地推进, 便利群众和群众.

    Where lists stand in clauses, one may begin with what another ends with: 谁起草、谁审查，谁审查、谁负责. And an item
    may end as another one is called, 微信公众号、公众号, so that it must begin behind a sign or a verb.
    """
    done = 0
    for match in _AROUND_A_SIGN.finditer(plain):
        start, end = match.start(), match.end() + len(match["said"])
        behind, after = plain[end : end + 1] or "\n", plain[end + 1 : end + 2]
        if match["sign"] == "，":
            first = not start or plain[start - 1] in _ENDS
            again = first and behind in _ENDS and len(match["said"]) >= _SHORTEST_CLAUSE
        else:
            begins = (
                not _ends_with_han(plain, start) or match["said"][0] == "同" or _follows_a_verb(plain, start)
            )
            again = begins and (
                behind in _BEHIND_AN_ITEM or (behind == "地" and after not in ("区", "域", "方"))
            )
        if again and start >= done and _is_no_pair(plain, match):
            yield start, end
            done = end


def _ends_with_han(plain: str, at: int) -> bool:
    return at > 0 and (plain[at - 1] in "”》）" or is_han(plain, at - 1) or plain[at - 1].isalnum())


def _is_no_pair(plain: str, match: re.Match[str]) -> bool:
    """Whether what is said twice is no number, and nothing that is told of two things: 分别为一级、一级."""
    lead = plain[max(match.start() - _NEAR, 0) : match.start()]
    return match["said"][0] not in _NUMERALS and "分别" not in lead


_AROUND_A_SIGN = Pattern(rf"(?P<said>{HAN}{{2,16}})(?P<sign>[、，])(?=(?P=said))")
_ENDS, _BEHIND_AN_ITEM = "，。；", "、，。；”）等"
_SHORTEST_CLAUSE = 4  # characters
_NEAR = 12  # characters before an item


def clashing(paragraph: Paragraph) -> Iterator[Place]:
    """Signs that do not follow one another: ，。."""
    plain = paragraph.plain
    yield from sorted(place for signs in CLASHING if signs in plain for place in places_of(plain, signs))


def _belongs(plain: str, start: int, end: int, beside: tuple[str, str]) -> bool:
    """Whether what stands beside a word that comes twice makes it right: 目的的确, 了了解."""
    before, behind = beside
    return (start > 0 and plain[start - 1] in before) or (end < len(plain) and plain[end] in behind)


def _overlap(plain: str, start: int, end: int) -> int:
    """By how many characters, at most its own length, what stands twice may begin later, as 逐项逐项 does in 事项逐项逐项."""
    shift, most = 0, min(end - start, len(plain) - end)
    while shift < most and plain[end + shift] == plain[start + shift]:
        shift += 1
    return shift


def _is_slip(plain: str, start: int, end: int) -> bool:
    """Whether a word of several characters that stands twice in a row is written once too often.

    Where two names meet, 人民政府|政府信息, it stands at the end of one and at the beginning of the other: something
    stands before it and behind it. 逐项逐项 and 一件一件 are words, and 该公开公开 says that what is to be done is done.
    """
    word, alone = plain[start : (start + end) // 2], not is_han(plain, end)
    if word.startswith(REPEATED) or plain.endswith(_WHAT_IS_TO_BE, 0, start):
        return False
    if word in DOUBLED:
        return alone or not _belongs(plain, start, end, DOUBLED[word])
    if alone:
        return True
    before = plain[start - 1 : start]
    leads = not before or before in BOUND or not is_han(before) or _follows_a_verb(plain, start)
    if len(word) >= _NO_VERB and leads:
        return True
    if plain.startswith(ENDING_NAMES, end):
        return False
    if plain[end] in _BEHIND_A_NAME and not plain.startswith(_NOT_BEHIND_A_NAME, end):
        return word not in MEETING_AT_WORK
    return leads or not (word in MEETING or word in MEETING_AT_WORK or any(word in alike for alike in FIELDS))


_WHAT_IS_TO_BE = ("该", "应")  # 该公开公开
_NO_VERB = 3  # characters of a word that no verb has: 办公室办公室牵头
_BEHIND_A_NAME = "的和与及"
_NOT_BEHIND_A_NAME = ("及时", "和谐", "的确")


def _follows_a_verb(plain: str, start: int) -> bool:
    """Whether what begins at a place is what a verb is done to, or a measure word stands before it: 做好档案, 20件文件."""
    counted = plain[start - 1] in _BEFORE_A_NAME and plain[max(start - 2, 0)] in _DIGITS
    before = plain[max(start - 2, 0) : start]
    return counted or before in _DONE_TO_PEOPLE or (before in DOUBLED and before not in _IN_NAMES)


# 接受群众群众监督
_DONE_TO_PEOPLE = ("接受", "方便", "便利", "便于", "惠及", "面对", "包括", "涉及", "区分", "满足", "回应", "引导", "面向", "动员", "倾听")  # fmt: skip


# With what words a name may go on, which says nothing of what stands behind: 信息中心|中心机房, 发布平台|平台建设.
_IN_NAMES = frozenset(
    ("公开", "信息", "申请", "组织", "年度", "受理", "答复", "办理", "发布", "编制", "专题", "全面")
)
_BEFORE_A_NAME = frozenset((*CASES, "篇", "期", "场", "次", "类", "个", "家"))
_DIGITS = "0123456789一二两三四五六七八九十"


_NUMERALS = "〇零一二三四五六七八九十"


def _is_inside_a_phrase(plain: str, start: int, end: int) -> bool:
    """Whether what stands twice is neither the beginning nor the end of a set phrase: 门户网户网站, 政府信息公开公开条例."""
    half = (end - start) // 2
    word, first = plain[start : start + half], max(start - _LONGEST_PHRASE, 0)
    once = plain[first : start + half] + plain[end : end + _LONGEST_PHRASE]
    for phrase in SET_PHRASES:
        place = phrase.find(word, 1)
        begins = start - first - place
        if 0 < place < len(phrase) - half and begins >= 0 and once.startswith(phrase, begins):
            return True
    return False


_LONGEST_PHRASE = max(map(len, SET_PHRASES))
