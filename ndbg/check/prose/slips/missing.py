"""Slips: missing numbers and measure words, sentences without an end."""

from collections.abc import Iterator
from itertools import pairwise

from ndbg.check.prose.dictionary import known_words
from ndbg.check.prose.lexicon import (
    BROUGHT_ABOUT,
    COUNTED_WITH,
    CUT_SHORT,
    GOING_ON,
    LACKING_OBJECT,
    LEADING_ON,
    LEADING_ON_TO,
    NONE_OF_THEM,
    REQUESTS,
    RIGHTS_TO,
    TAKING_PART,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import clause_end, head_of
from ndbg.check.prose.slips.in_lists import number_lost_in_list
from ndbg.check.prose.slips.unnumbered import COUNTED_IN, clause_before, counting, number_lost
from ndbg.check.prose.tokens import Place, Token, opened
from ndbg.text.patterns import any_in, is_han

_BEFORE_NAMES = ("sum", "publish", "receive", "answer", "issue", "open_word")
# Where a clause has one of these, a measure word may stand without a number.
_WITHOUT_A_NUMBER = {"number", "figure", "no", "each", "plan", "goes_on", "all"}
_BEHIND_A_COUNT = {"receive", "answer", "sum", "year", "when", "own", "plain", "whole", "stop", "in_time", "more_over", "done"}  # fmt: skip
# 申请数为5, 申请总量为5: what is said to be a number needs no measure word.
_SIGNS_OF_A_NUMBER = ("数", "量")


def missing_numbers(paragraph: Paragraph) -> Iterator[Place]:
    """Measure words without a number, 共受理条, 电子屏播放次, and clauses that should have one: 培训2次，参训人员。."""
    by_end = {end: (start, end) for start, end in number_lost(paragraph)}
    by_end |= {end: (start, end) for start, end in number_lost_in_list(paragraph)}
    by_end |= {end: (start, end) for start, end in _counted_without_number(paragraph)}
    yield from sorted(by_end.values())


def _counted_without_number(paragraph: Paragraph) -> Iterator[Place]:
    """Measure words that lack their number by the words of the lexicon around them: 共受理条."""
    plain, tokens = paragraph.plain, paragraph.tokens
    counts = counting(tokens)
    for at in range(1, len(tokens)):
        token = tokens[at]
        last = plain[token.end - 1]
        if last not in COUNTED_IN:
            continue
        if token.kind in ("other", "plain", "thing") and token.end - token.start == 1:
            yield from _unit_alone(tokens, at, last) or (_among_others(paragraph, at) if counts[at] else ())
        elif _is(plain, token, _PEOPLE) and _ends(tokens, at + 1):
            clause = clause_before(tokens, at)
            if _sums_up(clause):
                yield clause[0].start, token.end
        elif token.kind in REQUESTS and last in "件份条" and _ends(tokens, at + 1):
            clause = clause_before(tokens, at)
            if _is_count_of(clause):
                yield next(t for t in clause if t.kind in ("receive", "answer", "sum")).start, token.end
        elif token.kind == "review" and last == "件" and counts[at] and _ends(tokens, at + 1):
            clause = clause_before(tokens, at)
            if clause and kinds(clause) <= _BEFORE_REVIEWS and "happen" in kinds(clause):
                yield clause[0].start, token.end


def _sums_up(clause: Tokens) -> bool:
    """Whether a clause counts what it names, and has no number: 共计培训人次."""
    summed = "counted" in meant(clause, "sum") and clause[-1].kind in ("sum", "other_thing")
    return summed and not kinds(clause) & _WITHOUT_A_NUMBER


_PEOPLE = "人次"
_BEFORE_REVIEWS = {"happen", "plain", "caused", "own", "when", "year", "sum", "comma"}


def _unit_alone(tokens: Tokens, at: int, unit: str) -> list[Place]:
    """The place of a measure word that stands at a place among tokens and lacks its number."""
    if not _ends(tokens, at + 1):
        if tokens[at - 1].kind == "receive" and tokens[at + 1].kind in REQUESTS:
            return [(tokens[at - 1].start, tokens[at + 1].end)]  # 收到件政府信息公开申请
        return []
    clause = clause_before(tokens, at)
    if "carry" in kinds(clause[-1:]) and not (at > len(clause) + 1 and tokens[at - len(clause) - 2].counted):
        return []  # 上年结转件，已于1月办结: only beside another count
    if not _wants_number(clause, unit):
        return []
    named = len(clause) > 1 and clause[-2].kind in _BEFORE_NAMES
    return [(clause[-2 if named else -1].start, tokens[at].end)]


def _among_others(paragraph: Paragraph, at: int) -> list[Place]:
    """The place of an item whose measure word has no number, in a sentence whose other items have one.

    网站发布51条，微信发布条; where the measure word may end a word (公示期) nothing is said.
    """
    plain, tokens, token = paragraph.plain, paragraph.tokens, paragraph.tokens[at]
    item = clause_before(tokens, at)
    start = max((i + 1 for i, t in enumerate(item) if t.kind == "comma"), default=0)
    item = item[start:]
    named = bool(item) and item[-1].kind in _NAMING and "." not in item[-1].meaning  # 大量重复申请件
    unit = plain[token.start]
    ends_a_word = unit in "期场次" or (unit == "件" and item[-1:] and item[-1].kind == "way")  # 转办件
    if not named or ends_a_word or not _ends(tokens, at + 1) or kinds(item) & _WITHOUT_A_NUMBER:
        return []
    return [(item[0].start, token.end)]


_NAMING = {"document", "decision", "verdict", "way", "outcome", "publish", "open_word", "issue", "by_topic", "other_thing"}  # fmt: skip


def _sentence_of(tokens: Tokens, at: int) -> Tokens:
    """The tokens of the sentence that one stands in."""
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].means("stop", "。")), 0)
    return tokens[start : clause_end(tokens, at, "。")]


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether a clause, or an item of a list, ends before a token."""
    return at >= len(tokens) or tokens[at].kind in ("stop", "comma", "bracket")


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
            # 予以公开件, 本机关不掌握件; not 重复申请件.
            return unit == "件" and ("." not in word.meaning or word.meaning.startswith("unavailable"))
        case "carry_next":
            return unit == "件"
        case "when":
            return unit == "件" and word.meaning == "next"
        case "receive" | "answer" | "publish" | "open_word" | "issue":
            carried = before is not None and before.means("when", "next") and "carry" in kinds(clause)
            return _counts(clause) or (carried and word.kind == "answer" and unit == "件")
        case "other_thing" | "request" | "request_open" | "request_short":
            return _counts(clause) or unit in "条篇份宗" or (word.kind == "other_thing" and unit == "次")
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
    yield from _people_alone(paragraph)
    tokens = paragraph.tokens
    # At the end of a paragraph the line may only be broken there.
    for at in _bare_alone(tokens):
        token = tokens[at]
        if not token.number or not token.number.value or token.number.step:
            continue
        named = next((t for t in reversed(tokens[:at]) if t.kind != "sum" and not _is(plain, t, "为")), None)
        if named is None:
            continue
        words = plain[named.start : token.start]
        said = words.endswith("为") and any_in(_SIGNS_OF_A_NUMBER, words)
        counted = named.kind in _COUNTED or _is(plain, named, "案件") or _is_of_a_list(tokens, at, named)
        beside = named.counted is not None and named.end == token.start  # 培训1期64
        if said:
            continue
        if counted or beside:
            yield named.start, token.end
        elif thing := _measured(paragraph, at):
            yield token.start - len(thing), token.end


def _people_alone(paragraph: Paragraph) -> Iterator[Place]:
    """Numbers right before the people whom they count: 安排1专人; not 窗口3工作人员."""
    plain = paragraph.plain
    for token, behind in pairwise(paragraph.tokens):
        few = token.kind == "figure" and token.number and token.number.value < _HOTLINES
        if few and token.end == behind.start and not plain.endswith((_WHERE, "号"), 0, token.start):
            people = next(opened((behind,)))
            if "staff" in (people.kind, people.meaning):
                yield token.start, people.end


def missing_percent_signs(paragraph: Paragraph) -> Iterator[Place]:
    """Shares without their sign: 约占35，."""
    tokens = paragraph.tokens
    for at in _bare_alone(tokens):
        share, token = tokens[at - 1], tokens[at]
        if (
            at
            and share.means("share", "")
            and share.end == token.start
            and token.number
            and not token.number.step
        ):
            yield share.start, token.end


def _bare_alone(tokens: Tokens) -> list[int]:
    """The places of the bare numbers that are the only ones of their sentence: 维持2、纠正1、其他1 is a style."""
    found: dict[int, list[int]] = {}
    sentence = 0
    for at, (token, behind) in enumerate(pairwise(tokens)):
        if token.kind == "stop":
            sentence += token.meaning == "。"
        elif token.kind == "figure" and _is_bare(token, behind) and not _is_before_a_number(tokens, at):
            found.setdefault(sentence, []).append(at)
    return [places[0] for places in found.values() if len(places) == 1]


def _is_before_a_number(tokens: Tokens, at: int) -> bool:
    """Whether another number stands behind a 、, which has the measure word of both: 2310、1588和2102条."""
    return tokens[at + 1].kind == "comma" and any(t.number for t in tokens[at + 2 : at + 3])


def _is_bare(token: Token, behind: Token) -> bool:
    """Whether a figure is a number without a measure word at the end of its clause or item; 问题1： is a heading."""
    return token.number is not None and behind.kind in ("stop", "comma") and not behind.means("stop", "：")


def _is_of_a_list(tokens: Tokens, at: int, named: Token) -> bool:
    """Whether a bare number stands right behind what is counted, and others of its sentence have a measure word."""
    number = tokens[at].number
    whole = number is not None and number.value == int(number.value) < _LONG_NUMBER
    if not whole or named.kind not in _COUNTED_IN_A_LIST or named.end != tokens[at].start:
        return False
    return any(t.counted and t.counted.unit in COUNTED_IN for t in _sentence_of(tokens, at))


def _measured(paragraph: Paragraph, at: int) -> str:
    """The word for what is counted right before a bare number, 保留账号2, where others of its sentence have a measure word."""
    token, tokens = paragraph.tokens[at], paragraph.tokens
    written = paragraph.plain[token.start : token.end]
    counted = (
        written.isdigit() and int(written) < _FIRST_YEAR and any(t.counted for t in _sentence_of(tokens, at))
    )
    before = list(opened(tokens[at - 1 : at]))
    if not counted or not before:
        return ""
    word = paragraph.plain[before[-1].start : token.start]
    named = {before[-1].kind, before[-1].meaning} & _MAY_BE_COUNTED or word in TAKING_PART
    return word if named and word != _WHERE else ""


_MAY_BE_COUNTED = frozenset().union(*COUNTED_WITH.values())
_WHERE = "窗口"  # 在窗口3受理
_FIRST_YEAR, _HOTLINES = 1900, 100
_LONG_NUMBER = 10_000  # as that of a hotline, 12345 or 12328
_COUNTED_IN_A_LIST = {"publish", "open_word", "issue", "way", "applicant", "verdict"}


def _is(plain: str, token: Token, word: str) -> bool:
    return plain[token.start : token.end] == word


_COUNTED = {"receive", "answer", "carry", "review", "outcome", "document", "decision", "other_thing", *REQUESTS}  # fmt: skip


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
_TOLD_OF_IT = ("已", "均", "都", "被", "全部", "是", "为", "属", "系", "由")


def without_object(paragraph: Paragraph) -> Iterator[Place]:
    """Clauses that lack what was brought about, or what is done: 未发生因信息公开引起的。, 对公开属性进行，."""
    plain = paragraph.plain
    for end, char in enumerate(plain):
        may_break_off = char in _CLOSING and plain.endswith((*BROUGHT_ABOUT, "进行"), 0, end)
        if may_break_off and _breaks_off(plain[_clause_at(plain, end) : end]):
            yield _shown(plain, end)


def _clause_at(plain: str, end: int) -> int:
    """Where the clause begins that ends at a place."""
    return next((i for i in range(end, 0, -1) if plain[i - 1] in _BETWEEN_CLAUSES), 0)


def _shown(plain: str, end: int) -> Place:
    return max(end - _NEAR, _clause_at(plain, end)), end


def _breaks_off(clause: str) -> bool:
    """Whether a clause lacks what was brought about or what is done to its object."""
    without_end = clause.endswith(BROUGHT_ABOUT) and any_in(NONE_OF_THEM, clause)
    going_on = clause.removesuffix("进行").endswith(GOING_ON)
    return without_end or (clause.endswith("进行") and "对" in clause and not going_on)


# 知情权、参与权和监督。
_WITHIN_A_RIGHT = tuple(
    f"{first}权{joining}{last}" for first in RIGHTS_TO for joining in "、和与及" for last in RIGHTS_TO
)
_BETWEEN_CLAUSES = "，；：。！？、（）\n"
_NEAR = 12  # characters of a clause that a message shows


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
