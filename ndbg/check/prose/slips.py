"""Slips: missing numbers and measure words, doubled words, sentences without an end."""

from collections.abc import Iterator

from ndbg.check.prose.lexicon import (
    CASES,
    CLASHING,
    DOUBLED,
    MISSPELT,
    MISSPELT_BEFORE,
    MISSPELT_BEHIND,
    REQUESTS,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import head_of
from ndbg.check.prose.tokens import Place, Token

_BEFORE_NAMES = ("sum", "publish", "receive", "answer", "issue", "open_word")
_UNITS = frozenset((*CASES, "篇", "期", "场", "次"))
# 申请数为5, 申请总量为5: what is said to be a number needs no measure word.
_IS_A_NUMBER = "数量"


def missing_numbers(paragraph: Paragraph) -> Iterator[Place]:
    """Measure words without a number: 共受理条."""
    tokens = paragraph.tokens
    for at, token in enumerate(tokens[1:], 1):
        if token.kind in ("other", "plain", "thing") and token.end - token.start == 1:
            yield from _unit_alone(paragraph, at)
        elif token.kind in REQUESTS and paragraph.plain[token.end - 1] in "件份条" and _ends(tokens, at + 1):
            clause = _clause_before(tokens, at)
            if _is_count_of(clause):
                yield next(t for t in clause if t.kind in ("receive", "answer", "sum")).start, token.end


def _unit_alone(paragraph: Paragraph, at: int) -> Iterator[Place]:
    tokens, token = paragraph.tokens, paragraph.tokens[at]
    if not _is_unit(paragraph, token):
        return
    if not _ends(tokens, at + 1):
        if _before_requests(tokens, at):
            yield tokens[at - 1].start, tokens[at + 1].end
        return
    clause = _clause_before(tokens, at)
    if _wants_number(paragraph, clause, token):
        named = len(clause) > 1 and clause[-2].kind in _BEFORE_NAMES
        yield clause[-2 if named else -1].start, token.end


def _is_unit(paragraph: Paragraph, token: Token) -> bool:
    return paragraph.plain[token.start : token.end] in _UNITS


def _ends(tokens: Tokens, at: int) -> bool:
    return at >= len(tokens) or tokens[at].kind in ("stop", "comma", "bracket")


def _before_requests(tokens: Tokens, at: int) -> bool:
    """收到件政府信息公开申请."""
    behind = tokens[at + 1 : at + 2]
    return tokens[at - 1].kind == "receive" and bool(behind) and behind[0].kind in REQUESTS


def _clause_before(tokens: Tokens, at: int) -> Tokens:
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "bracket")), 0)
    return tokens[start:at]


def _wants_number(paragraph: Paragraph, clause: Tokens, token: Token) -> bool:
    if not clause or kinds(clause) & {"number", "figure", "no", "each", "plan", "goes_on", "all"}:
        return False
    before = clause[-1]
    if len(clause) > 1 and paragraph.plain[before.start : before.end] == "为" and clause[-2].kind in REQUESTS:
        return True  # 受理的申请为件
    if before.kind == "decision" and "decide" in kinds(clause):
        return paragraph.plain[token.start : token.end] in ("件", "起", "宗")
    said = bool(
        kinds(clause) & {"sum", "year"} or any(t.kind == "when" and t.meaning == "this" for t in clause)
    )
    if before.kind == "carry" and not (len(clause) > 1 and clause[-2].kind == "when"):
        return False  # 统计为结转件
    if before.kind == "outcome" and "." in before.meaning:
        return False  # 重复申请件
    if before.kind in ("outcome", "carry", "carry_next") or (
        before.kind == "when" and before.meaning == "next"
    ):
        return paragraph.plain[token.start : token.end] == "件"
    if before.kind in ("sum", "applicant"):
        return before.kind == "sum"
    counted = ("receive", "answer", "publish", "open_word", "issue", "other_thing", *REQUESTS)
    of_items = paragraph.plain[token.start : token.end] in ("条", "篇", "期", "份", "宗")
    return before.kind in counted and (said or (of_items and before.kind in ("other_thing", *REQUESTS)))


def _is_count_of(clause: Tokens) -> bool:
    """Whether a clause tells how many came in a year, and has no number: 全年受理政府信息公开申请件."""
    found = kinds(clause)
    said = (
        found & {"sum"}
        or any(t.kind == "receive" and t.meaning == "this" for t in clause)
        or "year" in found
        or any(t.kind == "when" and t.meaning == "this" for t in clause)
    )
    allowed = {
        "receive",
        "answer",
        "sum",
        "year",
        "when",
        "own",
        "plain",
        "whole",
        "stop",
        "in_time",
        "more_over",
        "done",
    }
    verbs = [i for i, t in enumerate(clause) if t.kind in ("receive", "answer")]
    if "no" in found:
        return False
    return said and bool(verbs) and not kinds(clause[verbs[0] :]) - allowed and "number" not in found


def missing_units(paragraph: Paragraph) -> Iterator[Place]:
    """Numbers without a measure word: 收到申请3，均已答复."""
    plain = paragraph.plain
    if "单位：" in plain or "单位为" in plain:
        return  # a text that names its unit once for all figures needs no other
    tokens = paragraph.tokens
    for at, token in enumerate(tokens):
        # At the end of a paragraph the line may only be broken there.
        if token.kind != "figure" or not token.number or token.number.step or at + 1 == len(tokens):
            continue
        if tokens[at + 1].kind not in ("stop", "comma"):
            continue
        before = at - 1
        while before >= 0 and (
            tokens[before].kind == "sum" or plain[tokens[before].start : tokens[before].end] == "为"
        ):
            before -= 1
        counted = (
            "receive",
            "answer",
            "carry",
            "review",
            "outcome",
            "document",
            "decision",
            "other_thing",
            *REQUESTS,
        )
        if before < 0 or token.number.value == 0:
            continue
        words = plain[tokens[before].start : token.start]
        if words.endswith("为") and any(sign in words for sign in _IS_A_NUMBER):
            continue
        named = tokens[before]
        if named.kind in counted or plain[named.start : named.end] in ("信息", "案件", "政府信息"):
            yield named.start, token.end


# -- words twice, sentences without an end ------------------------------------------------------

_TWICE = {word * 2: beside for word, beside in DOUBLED.items()}


def doubled(paragraph: Paragraph) -> Iterator[Place]:
    """Words or signs that stand twice in a row and do not belong so."""
    plain = paragraph.plain
    found = [place for signs in CLASHING if signs in plain for place in _places(plain, signs)]
    for twice, (before, behind) in _TWICE.items():
        for start, end in _places(plain, twice) if twice in plain else ():
            belongs = (start and plain[start - 1] in before) or (end < len(plain) and plain[end] in behind)
            if not belongs:
                found.append((start, end))
    yield from sorted(found)


def misspelt(paragraph: Paragraph) -> Iterator[Place]:
    """已申请公开 for 依申请公开."""
    plain = paragraph.plain
    for start, end in _places(plain, MISSPELT):
        if plain.endswith(MISSPELT_BEFORE, 0, start) or plain.startswith(MISSPELT_BEHIND, end):
            yield start, end


def _places(plain: str, words: str) -> Iterator[Place]:
    """Where some words stand, none of the places within another."""
    start = plain.find(words)
    while start >= 0:
        end = start + len(words)
        yield start, end
        start = plain.find(words, end)


_ENDS = tuple("。！？；：…”’）】》」:;!?.)")
_LONGEST_HEADING, _LONGEST_NUMBERED = 30, 60


def open_end(paragraph: Paragraph) -> bool:
    """Whether a paragraph breaks off: no sign ends its last sentence, and it is no heading and no address."""
    plain = paragraph.plain
    if not plain or plain.endswith(_ENDS) or plain[-1].isascii():
        return False
    if len(plain) <= _LONGEST_HEADING and not any(sign in plain for sign in "，；"):
        return False
    return not (head_of(plain) and len(plain) <= _LONGEST_NUMBERED and "。" not in plain)
