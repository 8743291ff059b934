"""Counts whose number is lost, told by the signs and words around: 公开信息余条, 《公报》期, 发布会 场, 访问量为万人次, 电子屏播放次."""

from collections.abc import Iterator

from ndbg.check.prose.lexicon import (
    BEFORE_NOUNS,
    CASES,
    ENDING_WITH_OVER,
    MEASURED,
    OTHER_UNITS,
    REQUESTS,
    TAKING_PART,
    TIMES_READ,
)
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import clause_end
from ndbg.check.prose.tokens import Place, behind_last
from ndbg.text.patterns import HAN, Pattern, any_in

COUNTED_IN = frozenset((*CASES, "篇", "期", "场", "次"))


def number_lost(paragraph: Paragraph) -> Iterator[Place]:
    """The places of measure words without a number, with the words before them."""
    plain = paragraph.plain
    for pattern in (
        _OVER,
        _BEHIND_A_TITLE,
        _TIMES_READ,
        _COUNTED_EACH_TIME,
        _SUM_OF_NONE,
        _BEGINNING_A_CLAUSE,
        _BEHIND_A_NOUN,
        _PERCENT,
        _MONEY,
        _DAY,
        _ARTICLE,
        _BEFORE_A_NOUN,
        _SIGN,
    ):
        yield from (match.span() for match in pattern.finditer(plain))
    yield from _behind_a_blank(paragraph)
    yield from _measured_without_number(paragraph)
    yield from _taking_part_without_number(paragraph)
    yield from _summed_up_without_number(paragraph)


_UNITS = "|".join(sorted({*CASES, *OTHER_UNITS} - {"万", "类"}, key=len, reverse=True))
_NUMERALS = "一二两三四五六七八九十百千万亿零〇"
# 主动公开信息余条, 阅读量达余万次.
_OVER = Pattern(
    rf"{HAN}(?<![{_NUMERALS}{''.join(sorted(ENDING_WITH_OVER))}])余万?(?:{_UNITS})(?=\W|$|信息|政府信息)",
    given="余",
)
# 编辑《政府公报》期.
_BEHIND_A_TITLE = Pattern(r"》(?:期|册|份|件|条|次|本|部)(?=[，。；、])", given="》")
# 访问量为万人次, 访问量万人次, 点击量达次; not 浏览量超万次.
_TIMES_READ = Pattern(
    rf"(?:{'|'.join(TIMES_READ)})(?:(?:为|共|共计|累计|合计|计)?万?|(?:达到?|超过?|约|近|突破)?)(?:人次|次)(?=[，。；、）])"
    r"|(?:访问|浏览|点击|阅读|播放)[万亿](?:人次|次)(?=[，。；、）])|粉丝(?:量|数|数量)?[为达]?[万亿]?人(?=[，。；、）])",
    given="次|粉丝",
)

# 公开政府信息条次; unlike 人次 and 场次 these are no nouns.
_IN_SUMS = "件条篇份宗起次期场人名家户个项册"
_COUNTED_EACH_TIME = Pattern(
    rf"{HAN}(?<![{_NUMERALS}每各按几多数余来])[条件篇册家户]次(?=[，。；])",
    given="条次|件次|篇次|册次|家次|户次",
)
# 四个渠道合计条: between a sum and its measure word stands a number.
_SUM_OF_NONE = Pattern(
    rf"(?<!公)(?:共计|合计|总计|累计|共)(?:人次|场次|件次|条次|[{_IN_SUMS}])(?=[，。；（])",
    given="|".join(f"{last}{unit}" for last in "共计" for unit in _IN_SUMS),
)
# 其中件为网上申请, ，件结转下年: no word begins with 件 but those of counting itself.
_BEGINNING_A_CLAUSE = Pattern(
    rf"(?:(?<=[，；：。（])|其中|其余|另有)(?:件(?![数均件次])|篇(?![章幅目篇])|宗(?![旨教地族亲]))(?={HAN})",
    given="件|篇|宗",
)
# 清理过期文件件。
_BEHIND_A_NOUN = Pattern(r"[文案信邮稿函]件件(?=[，。；、])", given="件件")
# 同比增长%.
_PERCENT = Pattern(rf"{HAN}{{2}}%", given="%")
# 行政事业性收费万元, not 单位为万元.
_MONEY = Pattern(
    r"(?:金额|收费|费用|收入|处理费|共计|合计)(?:共计|合计|达|共)?(?:亿元|万元|元)(?=[，。；、）])",
    given="元",
)
# 2024年月10日, 12月日.
_DAY = Pattern(r"20\d\d年月(?=\d|日|底|至)|(?<!\d)1?\d月日(?=[，。；、）至起止前])", given="年月|月日")
# 《条例》第条.
_ARTICLE = Pattern(r"第(?:条|款|项|章|季度)(?=[的规，。；、至])", given="第")
# 召开次会议, 公开条政府信息, 配备名专职人员.
_BEFORE_A_NOUN = Pattern(
    rf"(?:{'|'.join(f'(?:{verbs})(?:{units})(?={nouns})' for verbs, units, nouns in BEFORE_NOUNS)})"
)
# 公开信息N条, 收到申请？件.
_SIGN = Pattern(
    r"(?<=[^\W\da-zA-Z_第])[？#*Nn]{1,3}(?=(?:条|件|篇|份|场|期|人次)(?:[，。；、]|信息|申请))",
    given="？|#|*|N|n",
)


def _behind_a_blank(paragraph: Paragraph) -> Iterator[Place]:
    """Measure words with a blank before them where a number stood, behind what is counted: 召开新闻发布会 场，."""
    text = paragraph.text
    if len(text.plain) == len(text.written):
        return
    for match in _ANY_MEASURED.finditer(text.plain):
        unit = match.start("unit")
        blank = text.span(match.start(), unit)[1] < text.span(unit, match.end())[0]
        if blank and not any_in(
            _EACH_BY_ITSELF, text.plain[behind_last("，。；：", text.plain, unit) : unit]
        ):
            yield match.span()


_COUNTED = (
    "申请",
    "公开",
    "收到",
    "受理",
    "办理",
    "答复",
    "办结",
    "结转",
    "许可",
    "处罚",
    "强制",
    "复议",
    "诉讼",
    "维持",
    "纠正",
    "规范性文件",
)
_ANY_MEASURED = Pattern(
    rf"(?:{'|'.join(sorted({*_COUNTED, *(word for words in MEASURED.values() for word in words)}))})(?P<unit>{_UNITS})(?=[，。；、])"
)


def _measured_without_number(paragraph: Paragraph) -> Iterator[Place]:
    """Measure words at the end of a clause right behind what is counted with them: 保留网站家, 电子屏播放次."""
    plain, tokens = paragraph.plain, paragraph.tokens
    for match in _MEASURED.finditer(plain):
        at = next(i for i, t in enumerate(tokens) if t.end >= match.end())
        clause = clause_before(tokens, at + 1)
        among_others = match.end() < len(plain) and plain[match.end()] == "、"
        if kinds(clause) & _NOT_DONE or any_in(_EACH_BY_ITSELF, plain[clause[0].start : match.start()]):
            continue
        if not among_others or counting(tokens)[at]:
            yield match.span()


_NAMES_AND_UNITS = "|".join(word + unit for unit, words in MEASURED.items() for word in words)
_MEASURED = Pattern(rf"(?:{_NAMES_AND_UNITS})(?=[，。；、])", given=_NAMES_AND_UNITS)
_NOT_DONE = {"no", "each", "plan", "all"}
_EACH_BY_ITSELF = ("按", "每", "逐", "各", "几", "多")


def _taking_part_without_number(paragraph: Paragraph) -> Iterator[Place]:
    """Clauses that name those who took part in what the clause before counts, and do not say how many: 培训2次，参训人员。"""
    tokens = paragraph.tokens
    for match in _TAKING_PART.finditer(paragraph.plain):
        at = next(i for i, t in enumerate(tokens) if t.start >= match.start())
        if at > 1 and (count := tokens[at - 2].counted) and count.unit in _HELD:
            yield match.span()


_TAKING_PART = Pattern(rf"(?<=，)(?:{'|'.join(TAKING_PART)})(?:人次?|名|家)?(?=[。；])")
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
