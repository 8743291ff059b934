"""Measure words whose number is lost: 共受理条, 访问量为万人次, 召开次会议, 《公报》期.

A measure word follows a number, or 每, 几 and their like. One that follows another word, is part of no word of the
dictionary, and ends its clause or stands before what is counted with it, has lost its number. 件 ends so many nouns
(疑难件) that it is one only behind what the tables count. Where a clause tells how something is counted (按人次统计)
nothing is said.
"""

from collections.abc import Iterator

from ndbg.check.prose.dictionary import known_words
from ndbg.check.prose.lexicon import (
    BEFORE_MEASURES,
    COUNTED_BEHIND,
    COUNTED_WITH,
    ENDING_WITH_OVER,
    NOUNS_ENDING,
    REQUESTS,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import clause_end
from ndbg.check.prose.tokens import STOPS, Place, behind_last, opened
from ndbg.text.patterns import HAN, Pattern, any_in, is_han, places_of
from ndbg.text.text import Text

_NUMERALS = "〇零一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百千万亿"
_NO_LOSS = frozenset((*_NUMERALS, *ENDING_WITH_OVER))  # 其余, 百余

# What characters alone tell: 同比增长%, 2024年月10日, 12月日, 《条例》第条, 公开信息N条, 收到申请？件, 《公报》期.
_SIGNS = (
    Pattern(rf"{HAN}{{2}}%", given="%"),
    Pattern(r"20\d\d年月(?=\d|日|底|至)"),
    Pattern(r"(?<!\d)1?\d月日(?=[，。；、）至起止前])", given="月日"),
    Pattern(r"第(?:条|款|项|章|季度)(?=[的规，。；、至])"),
    Pattern(
        r"(?<=[^\W\da-zA-Z_第])[？#*Nn]{1,3}(?=(?:条|件|篇|份|场|期|人次)(?:[，。；、]|信息|申请))",
        given="？|#|*|N|n",
    ),
    Pattern(r"》[期册份条次本部](?=[，。；、）]|$)", given="》期|》册|》份|》条|》次|》本|》部"),
)


def missing_numbers(paragraph: Paragraph) -> Iterator[Place]:
    """The places of measure words without a number, with the words before them."""
    by_end = {match.end(): match.span() for signs in _SIGNS for match in signs.finditer(paragraph.plain)}
    for find in (_ending_clauses, _behind_more, _of_cases, _beside_what_they_count):
        for start, end in find(paragraph):
            by_end.setdefault(end, (start, end))
    yield from sorted(by_end.values())


def _ending_clauses(paragraph: Paragraph) -> Iterator[Place]:
    """Measure words at the end of clauses and items: 推送涉企政策期，, 公众号浏览次。, 门户访问量为万人次，."""
    plain = paragraph.plain
    for start, end in (*_at_ends(plain), *places_of(plain, "个")):
        before, measure = plain[max(start - 1, 0)], plain[start:end]
        if start == 0 or not is_han(before) or before in _BEFORE_MEASURES:
            continue
        begin = behind_last("，。；、）（：\n", plain, start)
        if len(measure) == 1:
            noun = known_words().holds(plain, start, end) or before in NOUNS_ENDING.get(measure, "")
            lost = not noun or _is_behind_a_blank(paragraph.text, start)
        else:
            lost = not any_in(_HOW_COUNTED, plain[begin:end])
        if lost:
            words = [t.start for t in opened(paragraph.tokens) if begin <= t.start <= start - _SHOWN]
            yield words[-1] if words else begin, end


def _at_ends(plain: str) -> Iterator[Place]:
    """The measure words at the end of clauses and items, each as long as it can be."""
    for end, sign in enumerate(f"{plain}。"):
        if sign in "，。；、）" and plain.endswith(_MEASURES, 0, end):
            measure = next(measure for measure in _MEASURES if plain.endswith(measure, 0, end))
            yield end - len(measure), end


def _behind_more(paragraph: Paragraph) -> Iterator[Place]:
    """Measure words behind 余 alone: 栏目余条, not 其余条."""
    return (m.span() for m in _MORE.finditer(paragraph.plain) if m[0][0] not in _NO_LOSS)


# The longest first.
_MEASURES = (
    *("万人次", "亿人次", "人次", "万人", "亿人", "万元", "亿元", "元", "万次", "亿次"),
    *("条次", "件次", "篇次", "册次", "家次", "户次", *"条份篇期家场册次名"),
)
_MORE = Pattern(rf"{HAN}余万?[条次篇件人](?=[，。；、）]|$)")
_SHOWN = 2  # characters before a measure word that a message shows at least
# What stands before a measure word and is no lost number, or another measure word: 每期, 几次, 若干场, 版次, 近万人.
_BEFORE_MEASURES = frozenset(
    f"{_NUMERALS}若干数群这哪每各几多余半第逐首末上下前后全单双另其同何某该此那本当近初地按以月日年时人户件条份篇期项个家次场册宗批轮来所站过超破逾约"
)
_HOW_COUNTED = ("按", "每", "逐", "各", "几", "多", "为单位", "单位为", "统计")


def _is_behind_a_blank(text: Text, at: int) -> bool:
    """Whether a blank was written before a character of a text: 座谈会 场."""
    return len(text.plain) < len(text.written) and text.span(at - 1, at)[1] < text.span(at, at + 1)[0]


def _of_cases(paragraph: Paragraph) -> Iterator[Place]:
    """件 behind what the tables count: 新收政府信息公开申请件, 维持件, where the sentence counts, or its clause sums up."""
    plain, tokens = paragraph.plain, paragraph.tokens
    counted = counting(tokens)
    for at, token in enumerate(tokens):
        ends = at + 1 >= len(tokens) or tokens[at + 1].kind in ("stop", "comma", "bracket")
        alone = token.end - token.start == 1
        if not ends or not (alone or token.kind in ("review", *REQUESTS)) or plain[token.end - 1] != "件":
            continue
        before = plain[token.end - 2]
        start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "bracket")), 0)
        item = tokens[
            max((i for i in range(start, at) if tokens[i].kind == "comma"), default=start - 1) + 1 : at + 1
        ]
        noun = before in _NUMERALS or before == "案" or (alone and before in NOUNS_ENDING["件"])
        if (
            noun
            or kinds(tokens[start:at]) & _NOT_DONE
            or not kinds(item) & _CASES
            or kinds(item) - _CASES - _BESIDE
        ):
            continue
        summed = kinds(item) & {"sum", "year"} or "this" in (*meant(item, "when"), *meant(item, "receive"))
        led = alone and (tokens[at - 1].kind == "outcome" or tokens[at - 1].means("plain", "is"))
        if counted[at] or summed or led or _is_behind_a_blank(paragraph.text, token.end - 1):
            yield max(item[0].start, token.end - _LONGEST_SHOWN), token.end


_LONGEST_SHOWN = 10  # characters
_NOT_DONE = {"no", "each", "all", "plan"}
_CASES = {"receive", "answer", "review", "outcome", "verdict", "carry", "applicant", *REQUESTS}
_BESIDE = {"thing", "other", "sum", "plain", "own", "when", "year", "happen", "caused", "decide", "of_which", "way", "whole"}  # fmt: skip


def _beside_what_they_count(paragraph: Paragraph) -> Iterator[Place]:
    """召开次会议, 公开条政府信息, 共家单位, and at the end of a clause 保留网站家; not 公开条例, which begins with the measure word."""
    plain, tokens = paragraph.plain, list(opened(paragraph.tokens))
    for at in range(1, len(tokens) - 1):
        before, token, behind = tokens[at - 1 : at + 2]
        counted = COUNTED_WITH.get(plain[token.start : token.end])
        if counted is None:
            continue
        led = {before.kind, before.meaning} & BEFORE_MEASURES or before.means("sum", "counted")
        named = {before.kind, before.meaning} & counted and behind.kind == "stop"
        clause = plain[behind_last(STOPS, plain, token.start) : token.start]
        noun = plain[before.end - 1] in NOUNS_ENDING.get(plain[token.start : token.end], "")
        begins = known_words().begins(plain, token.start)
        before_it = led and not begins and {behind.kind, behind.meaning} & COUNTED_BEHIND
        if before_it or (named and not noun and not any_in(_HOW_COUNTED, clause)):
            yield before.start, token.end


def counting(tokens: Tokens) -> list[bool]:
    """For each token whether its sentence, up to the next full stop, counts something."""
    found: list[bool] = []
    while len(found) < len(tokens):
        end = min(clause_end(tokens, len(found), "。") + 1, len(tokens))
        found += [any(t.counted for t in tokens[len(found) : end])] * (end - len(found))
    return found
