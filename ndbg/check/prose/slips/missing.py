"""Slips: missing numbers and measure words, sentences without an end."""

from collections.abc import Iterator
from itertools import pairwise

from ndbg.check.prose.dictionary import known_words
from ndbg.check.prose.lexicon import (
    COUNTED_WITH,
    CUT_SHORT,
    LACKING_OBJECT,
    LEADING_ON,
    LEADING_ON_TO,
    REQUESTS,
    RIGHTS_TO,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import Tokens
from ndbg.check.prose.sentences import head_of
from ndbg.check.prose.slips.unnumbered import counting
from ndbg.check.prose.tokens import Place, opened
from ndbg.text.patterns import any_in, is_han


def missing_units(paragraph: Paragraph) -> Iterator[Place]:
    """Numbers without a measure word: 收到申请3，均已答复; of other things where the sentence has one too: 编写作品16，开展宣讲3次."""
    plain, tokens = paragraph.plain, paragraph.tokens
    if "单位：" in plain or "单位为" in plain:
        return  # a text that names its unit once for all figures needs no other
    counted = counting(tokens)
    for at in _bare_alone(tokens):
        token, before = (
            tokens[at],
            [t for t in tokens[:at] if t.kind != "sum" and plain[t.start : t.end] != "为"],
        )
        if not before or not token.number or not token.number.value or token.number.step:
            continue
        named = list(opened(before[-1:]))[-1]
        said_a_number = plain[named.start : token.start].endswith(_NUMBERS_OF)  # 申请数为5, 申请总量为5
        whole = plain[token.start : token.end].isdigit() and token.number.value < _FIRST_YEAR
        of_cases = named.kind in _COUNTED or plain.endswith("案件", 0, named.end)
        other = (
            counted[at]
            and whole
            and named.end == token.start
            and {named.kind, named.meaning} & _MAY_BE_COUNTED
        )
        if (of_cases or other) and not said_a_number:
            yield named.start, token.end


_NUMBERS_OF = ("数为", "量为")
_MAY_BE_COUNTED = {*frozenset().union(*COUNTED_WITH.values()), "way", "applicant", "verdict", "open_word"}
_FIRST_YEAR = 1900  # a larger number may be a year or a hotline
_COUNTED = {"receive", "answer", "carry", "review", "outcome", "document", "decision", "other_thing", *REQUESTS}  # fmt: skip


def missing_percent_signs(paragraph: Paragraph) -> Iterator[Place]:
    """Shares without their sign: 约占35，."""
    tokens = paragraph.tokens
    for at in _bare_alone(tokens):
        share, number = tokens[at - 1], tokens[at].number
        if at and share.means("share", "") and share.end == tokens[at].start and number and not number.step:
            yield share.start, tokens[at].end


def _bare_alone(tokens: Tokens) -> list[int]:
    """The places of the bare numbers that end a clause and are the only ones of their sentence: 维持2、纠正1、其他1 is a style."""
    found: dict[int, list[int]] = {}
    sentence = 0
    for at, (token, behind) in enumerate(pairwise(tokens)):
        if token.kind == "stop":
            sentence += token.meaning == "。"
        ends = behind.kind in ("stop", "comma") and not behind.means("stop", "：")  # 问题1： is a heading
        joined = behind.kind == "comma" and any(
            t.number for t in tokens[at + 2 : at + 3]
        )  # 2310、1588和2102条
        if token.kind == "figure" and token.number is not None and ends and not joined:
            found.setdefault(sentence, []).append(at)
    return [places[0] for places in found.values() if len(places) == 1]


# -- sentences without an end ------------------------------------------------------------------


def cut_short(paragraph: Paragraph) -> Iterator[Place]:
    """Clauses that break off: 未发生行政诉。, 知情权、参与权和监督。, 工作取得了。, 及时公开并。, 取得了明显的。"""
    plain = paragraph.plain
    for at, char in enumerate(plain):
        broken = char in _CLOSING and (plain.endswith(CUT_SHORT, 0, at) or _leads_on(plain, at))
        if broken or (char in _LISTING and plain.endswith(_WITHIN_A_RIGHT, 0, at)):
            yield _shown(plain, at)


_CLOSING, _LISTING = "，；。！？", "，。；、和与及"


def _leads_on(plain: str, at: int) -> bool:
    """Whether the last word before the sign at a place leads on to others: not 参与。, 核对。, 行政诉讼是由征收引起的。"""
    clause = plain[_clause_at(plain, at) : at]
    lacking = clause.endswith((*LACKING_OBJECT, "的")) and any_in(LACKING_OBJECT, clause)
    if clause.endswith(LEADING_ON_TO) or (lacking and not any_in(_TOLD_OF_IT, clause)):
        return True
    bound = clause[-1:] in LEADING_ON and is_han(clause, len(clause) - 2)
    return bound and not known_words().ends(plain, at)


# With these a clause tells what was done with its subject, 制度已建立了, or what that is.
_TOLD_OF_IT = ("已", "也", "均", "都", "被", "全部", "是", "为", "属", "系", "由")


def _clause_at(plain: str, end: int) -> int:
    """Where the clause begins that ends at a place."""
    return next((i for i in range(end, 0, -1) if plain[i - 1] in _BETWEEN_CLAUSES), 0)


def _shown(plain: str, end: int) -> Place:
    return max(end - _NEAR, _clause_at(plain, end)), end


# 知情权、参与权和监督。
_WITHIN_A_RIGHT = tuple(
    f"{first}权{joining}{last}" for first in RIGHTS_TO for joining in "、和与及" for last in RIGHTS_TO
)
_BETWEEN_CLAUSES = "，；：。！？、（）\n"
_NEAR = 12  # characters of a clause that a message shows


_ENDS = tuple("。！？；：…”’）】》」:;!?.)")
_LONGEST_HEADING, _LONGEST_NUMBERED = 30, 60


def breaks_off_behind(paragraph: Paragraph, at: int) -> bool:
    """Whether the sentence of a place breaks off, so that what belongs to it may be lost: its paragraph ends without a sign.

    A heading has none; one of which nothing but its number is left, （五, breaks off too.
    """
    plain, rest = paragraph.plain, paragraph.plain[at:]
    ended = plain.endswith(_ENDS) or any(sign in rest for sign in "。！？；")
    return not ended and (len(plain) > _LONGEST_HEADING or len(rest) <= len("五"))


def open_end(paragraph: Paragraph) -> bool:
    """Whether a paragraph breaks off: no sign ends its last sentence, and it is no heading and no address."""
    plain = paragraph.plain
    if not plain or plain.endswith(_ENDS) or plain[-1].isascii():
        return False
    if len(plain) <= _LONGEST_HEADING and not any(sign in plain for sign in "，；"):
        return False
    return not (head_of(plain) and len(plain) <= _LONGEST_NUMBERED and "。" not in plain)
