"""Slips: missing numbers and measure words, doubled words, sentences without an end."""

from collections.abc import Iterator
from itertools import pairwise

from ndbg.check.prose.lexicon import (
    CASES,
    CLASHING,
    DOUBLED,
    LONGER_WORD,
    MISSPELT,
    MISSPELT_BEFORE,
    MISSPELT_BEHIND,
    OFFICES,
    ONE_BY_ONE,
    REQUESTS,
    RIGHTLY_TWICE,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import head_of
from ndbg.check.prose.tokens import Place, Token
from ndbg.text.patterns import HAN, Pattern, any_in

_BEFORE_NAMES = ("sum", "publish", "receive", "answer", "issue", "open_word")
_UNITS = frozenset((*CASES, "篇", "期", "场", "次"))
# Where a clause has one of these, a measure word may stand without a number.
_WITHOUT_A_NUMBER = {"number", "figure", "no", "each", "plan", "goes_on", "all"}
_BEHIND_A_COUNT = {"receive", "answer", "sum", "year", "when", "own", "plain", "whole", "stop", "in_time", "more_over", "done"}  # fmt: skip
# 申请数为5, 申请总量为5: what is said to be a number needs no measure word.
_SIGNS_OF_A_NUMBER = ("数", "量")


def missing_numbers(paragraph: Paragraph) -> Iterator[Place]:
    """Measure words without a number: 共受理条."""
    tokens = paragraph.tokens
    for at, token in enumerate(tokens[1:], 1):
        last = paragraph.plain[token.end - 1]
        if token.kind in ("other", "plain", "thing") and token.end - token.start == 1 and last in _UNITS:
            yield from _unit_alone(tokens, at, last)
        elif token.kind in REQUESTS and last in "件份条" and _ends(tokens, at + 1):
            clause = _clause_before(tokens, at)
            if _is_count_of(clause):
                yield next(t for t in clause if t.kind in ("receive", "answer", "sum")).start, token.end


def _unit_alone(tokens: Tokens, at: int, unit: str) -> Iterator[Place]:
    """The place of a measure word that stands at a place among tokens and lacks its number."""
    if not _ends(tokens, at + 1):
        if tokens[at - 1].kind == "receive" and tokens[at + 1].kind in REQUESTS:
            yield tokens[at - 1].start, tokens[at + 1].end  # 收到件政府信息公开申请
        return
    clause = _clause_before(tokens, at)
    if "carry" in kinds(clause[-1:]) and not (at > len(clause) + 1 and tokens[at - len(clause) - 2].counted):
        return  # 上年结转件，已于1月办结: only beside another count
    if _wants_number(clause, unit):
        named = len(clause) > 1 and clause[-2].kind in _BEFORE_NAMES
        yield clause[-2 if named else -1].start, tokens[at].end


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether a clause, or an item of a list, ends before a token."""
    return at >= len(tokens) or tokens[at].kind in ("stop", "comma", "bracket")


def _clause_before(tokens: Tokens, at: int) -> Tokens:
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "bracket")), 0)
    return tokens[start:at]


def _wants_number(clause: Tokens, unit: str) -> bool:
    """Whether a clause that ends with a measure word lacks the number before it, by the word that stands there."""
    if not clause or kinds(clause) & _WITHOUT_A_NUMBER:
        return False
    word, before = clause[-1], clause[-2] if len(clause) > 1 else None
    match word.kind:
        case "sum":
            return True
        case "plain":
            return word.means("plain", "is") and before is not None and before.kind in REQUESTS
        case "decision":
            return "decide" in kinds(clause) and unit in "件起宗"
        case "carry":
            named = before is not None and before.kind == "when"
            return named and unit == "件" and len(clause) == _ALONE  # 新收3件，上年结转件，
        case "outcome":
            return unit == "件" and "." not in word.meaning  # 予以公开件, not 重复申请件
        case "carry_next":
            return unit == "件"
        case "when":
            return unit == "件" and word.meaning == "next"
        case "receive" | "answer" | "publish" | "open_word" | "issue":
            return _counts(clause)
        case "other_thing" | "request" | "request_open" | "request_short":
            return _counts(clause) or unit in "条篇份宗"
    return False


_ALONE = 2


def _counts(clause: Tokens) -> bool:
    """Whether a clause sums up, or tells of a year."""
    return bool(kinds(clause) & {"sum", "year"}) or "this" in meant(clause, "when")


def _is_count_of(clause: Tokens) -> bool:
    """Whether a clause tells how many came in a year, and has no number: 全年受理政府信息公开申请件."""
    verb = next((i for i, t in enumerate(clause) if t.kind in ("receive", "answer")), len(clause))
    told = kinds(clause[verb:])
    counts = _counts(clause) or "this" in meant(clause, "receive")
    return counts and bool(told) and told <= _BEHIND_A_COUNT and not kinds(clause) & {"no", "number"}


def missing_units(paragraph: Paragraph) -> Iterator[Place]:
    """Numbers without a measure word: 收到申请3，均已答复."""
    plain = paragraph.plain
    if "单位：" in plain or "单位为" in plain:
        return  # a text that names its unit once for all figures needs no other
    tokens = paragraph.tokens
    # At the end of a paragraph the line may only be broken there.
    for at, (token, behind) in enumerate(pairwise(tokens)):
        if token.kind != "figure" or behind.kind not in ("stop", "comma"):
            continue
        if not token.number or not token.number.value or token.number.step:
            continue
        named = next((t for t in reversed(tokens[:at]) if t.kind != "sum" and not _is(plain, t, "为")), None)
        if named is None:
            continue
        words = plain[named.start : token.start]
        said = words.endswith("为") and any_in(_SIGNS_OF_A_NUMBER, words)
        if not said and (named.kind in _COUNTED or _is(plain, named, "案件")):
            yield named.start, token.end


def _is(plain: str, token: Token, word: str) -> bool:
    return plain[token.start : token.end] == word


_COUNTED = {"receive", "answer", "carry", "review", "outcome", "document", "decision", "other_thing", *REQUESTS}  # fmt: skip


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
    yield from sorted({*found, *_said_again(plain)})


_AGAIN = Pattern(rf"({HAN}{{2,6}})\1")


def _said_again(plain: str) -> Iterator[Place]:
    """Words of any kind that stand twice in a row, but for the ends of names, 逐项逐项, and those of the lexicon."""
    for match in _AGAIN.finditer(plain):
        word = match[1]
        part_of_a_name = (
            word.endswith(OFFICES) or word in RIGHTLY_TWICE or plain.startswith(LONGER_WORD, match.end())
        )
        if not (word in DOUBLED or word.startswith(ONE_BY_ONE) or part_of_a_name or len(set(word)) == 1):
            yield match.span()


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
