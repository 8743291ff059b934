"""Counts whose number is lost, told by the words around a measure word: 发布会 场, 访问量为万人次, 召开次会议, 《公报》期.

Which measure word counts what is data (`COUNTED_WITH`). Only what is about characters is a pattern (`_SIGNS`).
"""

from collections.abc import Iterator
from typing import NamedTuple

from ndbg.check.prose.dictionary import known_words
from ndbg.check.prose.lexicon import (
    BEFORE_MEASURES,
    CASES,
    COUNTED_BEHIND,
    COUNTED_WITH,
    ENDING_WITH_OVER,
    NOUNS_ENDING,
    OTHER_UNITS,
    REQUESTS,
    TAKING_PART,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import clause_end
from ndbg.check.prose.tokens import Place, Token, behind_last, opened
from ndbg.text.patterns import HAN, Pattern, any_in, is_han, places_of
from ndbg.text.text import Text

COUNTED_IN = frozenset((*CASES, "篇", "期", "场", "次"))


def number_lost(paragraph: Paragraph) -> Iterator[Place]:
    """The places of measure words without a number, with the words before them."""
    yield from (match.span() for signs in _SIGNS for match in signs.finditer(paragraph.plain))
    yield from _measures_in_no_word(paragraph.plain)
    yield from _measures_alone(paragraph)
    yield from _taking_part_without_number(paragraph)
    yield from _summed_up_without_number(paragraph)


# What characters alone tell: 同比增长%, 2024年月10日, 12月日, 《条例》第条, 公开信息N条, 收到申请？件.
_SIGNS = (
    Pattern(rf"{HAN}{{2}}%", given="%"),
    Pattern(r"20\d\d年月(?=\d|日|底|至)", given="年月"),
    Pattern(r"(?<!\d)1?\d月日(?=[，。；、）至起止前])", given="月日"),
    Pattern(r"第(?:条|款|项|章|季度)(?=[的规，。；、至])", given="第条|第款|第项|第章|第季度"),
    Pattern(
        r"(?<=[^\W\da-zA-Z_第])[？#*Nn]{1,3}(?=(?:条|件|篇|份|场|期|人次)(?:[，。；、]|信息|申请))",
        given="？|#|*|N|n",
    ),
)


class Measure(NamedTuple):
    """A measure word that no number stands before: its place, from 1 on, among the tokens of a paragraph, opened."""

    paragraph: Paragraph
    tokens: Tokens
    at: int

    @property
    def token(self) -> Token:
        """Itself."""
        return self.tokens[self.at]

    @property
    def before(self) -> Token:
        """The token right before it."""
        return self.tokens[self.at - 1]

    @property
    def word(self) -> str:
        """Its characters."""
        return self.said(self.token)

    @property
    def behind(self) -> str:
        """The character behind it; nothing at the end."""
        return self.paragraph.plain[self.token.end : self.token.end + 1]

    def said(self, token: Token) -> str:
        """The characters of a token."""
        return self.paragraph.plain[token.start : token.end]


def _measures_alone(paragraph: Paragraph) -> Iterator[Place]:
    """Measure words that no number stands before, where what stands around them says that one is lost."""
    plain, tokens = paragraph.plain, list(opened(paragraph.tokens))
    for at, token in enumerate(tokens):
        if at and plain[token.start : token.end] in _UNITS:
            measure = Measure(paragraph, tokens, at)
            told = _AT_THE_END if measure.behind in _ENDS else _BEFORE_WORDS
            start = next((start for find in told if (start := find(measure)) is not None), None)
            if start is not None:
                yield start, token.end
        elif token.kind in _OF_CASES and plain.endswith(_CASE, token.start, token.end):
            blank = _is_behind_a_blank(paragraph.text, token.end - 1)
            if blank and plain[token.end : token.end + 1] in _ENDS:
                yield token.end - _SHOWN, token.end  # 收到政府信息公开申请 件，


_UNITS = frozenset((*CASES, *OTHER_UNITS))
_CASE = "件"
_OF_CASES = {"review", *REQUESTS}
_SHOWN = 3  # characters
_ENDS = ("", *"，。；、）（\n")


def _behind_a_title(measure: Measure) -> int | None:
    """编辑《政府公报》期."""
    of_a_title = measure.said(measure.before).endswith("》") and measure.word in _OF_TITLES
    return measure.before.end - 1 if of_a_title else None


_OF_TITLES = tuple("期册份件条次本部")


def _over(measure: Measure) -> int | None:
    """新增栏目信息余条, 播放量余万次; not 其余条款."""
    tokens = measure.tokens[: measure.at]
    if measure.said(tokens[-1]) == "万":
        tokens = tokens[:-1]
    if len(tokens) < _FEW or measure.said(tokens[-1]) != "余" or tokens[-2].kind in _NO_WORDS:
        return None
    goes_on = measure.behind not in _ENDS and not measure.paragraph.plain.startswith(
        "信息", measure.token.end
    )
    bound = measure.said(tokens[-2])[-1] in _BEFORE_OVER
    return None if bound or goes_on else tokens[-1].start - 1


_FEW = 2
_NO_WORDS = ("stop", "comma", "bracket", "number", "figure")
_NUMERALS = "一二两三四五六七八九十百千万亿零〇"
_BEFORE_OVER = {*_NUMERALS, *ENDING_WITH_OVER}


def _each_time(measure: Measure) -> int | None:
    """公开政府信息条次: unlike 人次 and 场次 these are no nouns; not 每户次."""
    plain = measure.paragraph.plain
    start = measure.token.end - len(_EACH_TIME[0])
    led = start > 0 and plain[start - 1].isalpha() and plain[start - 1] not in _BEFORE_TIMES
    return start - 1 if led and plain.startswith(_EACH_TIME, start) else None


_EACH_TIME = ("条次", "件次", "篇次", "册次", "家次", "户次")
_BEFORE_TIMES = {*_NUMERALS, *"每各按几多数余来"}


def _read_or_paid(measure: Measure) -> int | None:
    """访问量为万人次, 收费共计万元: between what is told and its measure word stands no number; not 浏览量超万次."""
    first = measure.at
    while first and _adds_nothing(measure, measure.tokens[first - 1]):
        first -= 1
    between = measure.tokens[first : measure.at]
    named = measure.tokens[first - 1] if first else None
    if named is None or (named.meaning in _MONEY) != (measure.word in _IN_MONEY):
        return None
    large = any(measure.said(t) in _LARGE for t in between)
    told = named.meaning in _TOLD or (large and (named.meaning == "watch" or named.kind == "other_thing"))
    return named.start if told and not (large and "about" in kinds(between)) else None


def _adds_nothing(measure: Measure, token: Token) -> bool:
    return token.kind in ("about", "sum") or measure.said(token) in ("为", "达", "达到", *_LARGE)


_MONEY = ("money", "fees")
_TOLD = (*_MONEY, "read")
_LARGE = ("万", "亿")
_IN_MONEY = ("元", "万元", "亿元")


def _summed(measure: Measure) -> int | None:
    """四个渠道合计条: between a sum and its measure word stands a number; not 和谐共处."""
    summed = measure.before.means("sum", "counted", "added") and measure.word in _IN_SUMS
    return measure.before.start if summed else None


_IN_SUMS = {*CASES, *COUNTED_WITH, *_IN_MONEY, "人", "户"} - {"处", "块", "台"}


def _doubled(measure: Measure) -> int | None:
    """清理过期文件件."""
    twice = measure.word == _CASE and measure.said(measure.before).endswith(_CASE)
    return measure.before.start if twice and measure.before.kind != "thing" else None


def _counted_with(measure: Measure) -> int | None:
    """培训次, 保留网站家, and with a blank where the number stood whatever is counted: 行政诉讼 件."""
    before, tokens = measure.before, measure.paragraph.tokens
    counted = {before.kind, before.meaning} & COUNTED_WITH.get(measure.word, frozenset())
    noun = measure.said(before)[-1] in NOUNS_ENDING.get(measure.word, "")
    blank = before.kind not in (*_NO_WORDS, "other") and _is_behind_a_blank(
        measure.paragraph.text, measure.token.start
    )
    if not blank and (noun or not counted):
        return None
    at = next(i for i, t in enumerate(tokens) if t.end >= measure.token.end)
    clause = clause_before(tokens, at + 1)
    each = any_in(_EACH_BY_ITSELF, measure.paragraph.plain[clause[0].start : before.end])
    if each or (not blank and kinds(clause) & _NOT_DONE):
        return None
    return before.start if blank or measure.behind != "、" or counting(tokens)[at] else None


def _is_behind_a_blank(text: Text, at: int) -> bool:
    """Whether a blank was written before a character of a text."""
    return len(text.plain) < len(text.written) and text.span(at - 1, at)[1] < text.span(at, at + 1)[0]


_NOT_DONE = {"no", "each", "plan", "all"}
_EACH_BY_ITSELF = ("按", "每", "逐", "各", "几", "多")


def _before_what_it_counts(measure: Measure) -> int | None:
    """召开次会议, 公开条政府信息, 共家单位; not 公开条例, which begins with the measure word."""
    before, behind = measure.before, measure.tokens[measure.at + 1]
    led = {before.kind, before.meaning} & BEFORE_MEASURES or before.means("sum", "counted")
    counted = measure.word in COUNTED_WITH and {behind.kind, behind.meaning} & COUNTED_BEHIND
    begins = known_words().begins(measure.paragraph.plain, measure.token.start)
    return before.start if led and counted and not begins else None


def _beginning_a_clause(measure: Measure) -> int | None:
    """其中件为网上申请, ，件结转下年: no word begins with 件 but those of counting itself."""
    before, others = measure.before, _BEGINNING.get(measure.word, measure.behind)
    if not measure.behind.isalpha() or measure.behind in others:
        return None
    if before.kind in ("of_which", "rest") or measure.said(before) == "另有":
        return before.start
    return measure.token.start if before.kind in ("stop", "bracket") else None


_BEGINNING = {"件": "数均件次", "篇": "数章幅目篇", "宗": "数旨教地族亲"}
_AT_THE_END = (_behind_a_title, _over, _each_time, _read_or_paid, _summed, _doubled, _counted_with)
_BEFORE_WORDS = (_over, _before_what_it_counts, _beginning_a_clause)


def _measures_in_no_word(plain: str) -> Iterator[Place]:
    """Measure words that end a clause or an item, and 个 anywhere, where they are part of no word: 推送涉企政策期，, 覆盖个乡镇."""
    for unit in _MEASURING:
        for start, end in places_of(plain, unit):
            led = start > 0 and is_han(plain, start - 1) and plain[start - 1] not in _NOT_COUNTED_BEFORE
            ends = unit == "个" or plain[end : end + 1] in _ENDS
            if led and ends and not known_words().holds(plain, start, end):
                yield max(start - _SHOWN, behind_last(_ENDS[1:], plain, start)), end


_MEASURING = "个条份篇期家次场册名幅块"  # 件 ends nouns that no dictionary has: 疑难件, 转办件
# What stands before a measure word and is no number, or another measure word: 每期, 几次, 若干场, 版次.
_NOT_COUNTED_BEFORE = frozenset(
    "若干数群这哪整每各几多一二两三四五六七八九十百千万亿零〇余半第逐首末上下前后全单双另其同何某该此那本当近初地按以月日年时人户件条份篇期项个家次场册宗批轮来所站"
)


def _taking_part_without_number(paragraph: Paragraph) -> Iterator[Place]:
    """Clauses that name those who took part in what the clause before counts, and do not say how many: 培训2次，参训人员。"""
    plain, tokens = paragraph.plain, paragraph.tokens
    for at in range(1, len(tokens) - 1):
        count = tokens[at - 1].counted if tokens[at].means("stop", "，") else None
        if count and count.unit in _HELD:
            start, end = tokens[at].end, tokens[clause_end(tokens, at + 1) - 1].end
            if plain[end : end + 1] in ("。", "；") and plain[start:end] in _WHO_TOOK_PART:
                yield start, end


_WHO_TOOK_PART = frozenset(f"{who}{unit}" for who in TAKING_PART for unit in ("", "人", "人次", "名", "家"))
_HELD = ("次", "期", "场", "场次", "批", "轮", "班")


def _summed_up_without_number(paragraph: Paragraph) -> Iterator[Place]:
    """Sentences that sum up what came or was published and end without a number: 全年共收到依申请公开。"""
    tokens = paragraph.tokens
    for at, token in enumerate(tokens):
        if not token.means("stop", "。") or at < _SHORTEST or tokens[at - 1].kind not in _THINGS:
            continue
        clause = clause_before(tokens, at)
        summed = next((i for i, t in enumerate(clause) if t.means("sum", "counted")), None)
        if summed is None or kinds(clause) & _NOT_COUNTED or not kinds(clause[summed + 2 :]) <= _BETWEEN:
            continue
        together = paragraph.plain[clause[summed].start : clause[summed].end] == "共"
        if clause[summed + 1].kind in (_CAME if together else _CAME_OR_WENT):
            yield clause[summed].start, token.start


_SHORTEST = 3
_THINGS = {"other_thing", "document", *REQUESTS}
_BETWEEN = {"plain", *_THINGS}
_CAME = {"receive"}  # 共发布 may be done together with others
_CAME_OR_WENT = {"receive", "answer", "publish", "issue"}
_NOT_COUNTED = {"no", "number", "figure", "plan", "each", "goes_on"}


def clause_before(tokens: Tokens, at: int) -> Tokens:
    """The tokens of the clause, from the last sign or bracket on, that stand before one."""
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "bracket")), 0)
    return tokens[start:at]


def counting(tokens: Tokens) -> list[bool]:
    """For each token whether its sentence, up to the next full stop, counts something."""
    found: list[bool] = []
    while len(found) < len(tokens):
        end = min(clause_end(tokens, len(found), "。") + 1, len(tokens))
        counts = any(t.counted and t.counted.unit in COUNTED_IN for t in tokens[len(found) : end])
        found += [counts] * (end - len(found))
    return found
