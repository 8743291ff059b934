"""FMT107 to FMT110, X605 and X608: periods, numbers, years and slips in the words of a report."""

import re
from calendar import monthrange
from collections.abc import Iterator
from decimal import Decimal

from ndbg.check.finding import Defect, Lacking, Severity
from ndbg.check.prose.wording import even, number, sentences, unquoted
from ndbg.check.rule import Example, rule
from ndbg.check.rules.paragraphs import paragraphs, texts
from ndbg.check.subject import Subject
from ndbg.document.blanks import MARKER, find_blanks, find_braced, find_gaps
from ndbg.document.titles import in_digits
from ndbg.report.names import Names, UnknownNameError
from ndbg.text.patterns import HAN, Pattern, Words


@rule(
    "FMT110",
    "模板残留",
    Severity.ERROR,
    what="正文和机关名称里没有空白表样留下的东西：××、XX、20××年、{{ }}、只有一层花括号的名称、下划线、一串空格。",
    basis="国办公开办函〔2021〕30号：内容完整、准确",
    right=Example("2024年，本局主动公开政府信息120条", prose={"一": "2024年，本局主动公开政府信息120条。"}),
    wrong=Example("20××年，××局主动公开政府信息____条", prose={"一": "20××年，××局主动公开政府信息____条。"}),
)
def residue(subject: Subject) -> Iterator[Defect]:
    """A defect for each thing in prose or agency that is left of a blank form."""
    report = subject.report
    for match in find_blanks(report.agency):
        message = f"机关名称里还有没替换的“{match[0]}”，请写全称"
        yield Defect(message, origins=(report.source.agency,), actual=match[0])
    names = Names(report)
    for paragraph in paragraphs(report):
        for written, message in _residues(paragraph.text, names):
            yield Defect(f"{paragraph.name}里{message}", origins=(paragraph.origin(written),), actual=written)


def _residues(paragraph: str, names: Names) -> Iterator[tuple[str, str]]:
    """What is left of a form in a paragraph, and what to say of it."""
    braced = [match for match in find_braced(paragraph) if _is_known(match[1], names)]
    for match in braced:
        yield match[0], f"的 {match[0]} 要写两层花括号：{{{{{match[1].strip()}}}}}"
        paragraph = paragraph.replace(match[0], "")
    for match in MARKER.finditer(paragraph):
        yield match[0], f"的 {match[0]} 还没有内容可填，请先填好表格或“数据”里的这一项"
    rest = MARKER.sub("", paragraph)
    for match in (*find_blanks(rest), *find_gaps(rest)):
        shown = f"“{match[0]}”" if match[0].strip() else "一串空格"
        yield match[0], f"还有没替换的{shown}，请写上实际内容"


def _is_known(name: str, names: Names) -> bool:
    """Whether a name is one that a marker may have."""
    try:
        names.resolve(name)
    except UnknownNameError as error:
        return error.ambiguous
    return True


_YEAR = r"(?P<y{0}>20\d\d)[年./-]"
_DAY = r"(?P<m{0}>\d{{1,2}})(?:月|[./-](?=\d)|(?=[至到止—–~-]|$))(?:(?P<d{0}>\d{{1,2}})日?)?(?:\d{{1,2}}时)?"
# What introduces the period of a report's figures, and not that of a contract or a survey.
_PERIOD = Pattern(
    r"(?:统计(?:期限|时间|周期|区间|范围|数据)|报告期限?|所列数据|数据统计|数据的?(?:期限|起止)"
    r"|本(?:年度)?报告的?(?:数据|期限|统计))[^。；，]{0,24}?"
    rf"{_YEAR.format(1)}{_DAY.format(1)}(?:起|开始)?，?[至到止—–~-]+(?:{_YEAR.format(2)})?{_DAY.format(2)}",
    given="统计|数据|报告期|期限",
)
_NUMERAL_YEAR = Pattern(
    r"二[〇○零Oo0]二[一二三四五六七八九〇○零](?=年)",
    given="二〇二|二○二|二零二|二O二|二o二|二0二",
)


@rule(
    "FMT107",
    "统计期限年份不符",
    Severity.ERROR,
    what="正文里写明统计期限的，是报告年度的1月1日至12月31日。",
    basis="国办公开办函〔2021〕30号；《条例》第四十九条（年度报告）",
    right=Example(
        "本报告数据的统计期限自2024年1月1日起至2024年12月31日止（2024年度报告）",
        prose={"一": "本报告数据的统计期限自2024年1月1日起至2024年12月31日止。"},
    ),
    wrong=Example(
        "本报告数据的统计期限自2023年1月1日起至2023年12月31日止（2024年度报告）",
        prose={"一": "本报告数据的统计期限自2023年1月1日起至2023年12月31日止。"},
    ),
)
def period_of_the_year(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect for each stated period that is not the year of the report."""
    year = subject.report.year
    if not year:
        yield Lacking(what=NO_YEAR)
        return
    for paragraph in paragraphs(subject.report):
        for match in _PERIOD.finditer(_with_digits(even(paragraph.text))):
            first, last = (_day(match, name) for name in "12")
            if (first, last) != ((year, 1, 1), (year, 12, 31)):
                stated = match.string[match.start("y1") : match.end()]
                message = f"{paragraph.name}写的统计期限是“{stated}”，应是{year}年1月1日至{year}年12月31日"
                yield Defect(message, origins=(paragraph.origin(stated),), actual=stated)


NO_YEAR = "报告的年度"


def _with_digits(text: str) -> str:
    """A text with its years in digits: 二〇二三年 is 2023年."""
    return _NUMERAL_YEAR.sub(lambda match: in_digits(match[0]), text)


def _day(match: re.Match[str], which: str) -> tuple[int, int, int]:
    """A day of the period; the year may be said once, a month without a day is meant whole."""
    year = int(match[f"y{which}"] or match["y1"])
    month = int(match[f"m{which}"])
    if match[f"d{which}"]:
        return year, month, int(match[f"d{which}"])
    return year, month, 1 if which == "1" or not 1 <= month <= 12 else monthrange(year, month)[1]


_NUMBERED = Pattern(r"（([一二三四五六七八九十]{1,3})）(?![项款条目])")


@rule(
    "FMT108",
    "小标题序号重复或跳号",
    Severity.WARNING,
    what="一个部分里的小标题（一）（二）（三）依次排列，不重号，不跳号。",
    basis="GB/T 9704—2012，7.3.3 结构层次序数",
    right=Example(
        "（一）（二）（三）",
        prose={"一": "（一）主动公开。有序。\n（二）依申请公开。有序。\n（三）监督保障。有序。"},
    ),
    wrong=Example(
        "（一）（二）（四）；（三）（四）（四）",
        prose={"一": "（一）主动公开。有序。\n（二）依申请公开。有序。\n（四）监督保障。有序。"},
    ),
)
def headings_in_sequence(subject: Subject) -> Iterator[Defect]:
    """A defect for each subheading out of sequence."""
    for no, name, _ in texts(subject.report):
        expected, before = 0, ""
        seen: set[Decimal | None] = set()
        for paragraph in (p for p in paragraphs(subject.report) if p.section == no):
            match = _NUMBERED.match(even(paragraph.text))
            if match is None:
                before = paragraph.text
                continue
            value = number(match[1])
            # A new list may begin anew, behind a sentence that leads up to it; where a text is
            # an excerpt, the first may have any number.
            if not expected or (value == 1 and before):
                expected = int(value or 1)
                seen.clear()
            if value != expected:
                shown = f"（{match[1]}）"
                below = value is not None and value < expected
                said = "重复" if value in seen else "排错了顺序" if below else "前面跳了号"
                message = f"{name}的小标题{shown}{said}，按顺序应是（{_numeral(expected)}）"
                yield Defect(message, origins=(paragraph.origin(shown),), actual=shown)
            seen.add(value)
            expected = int(value or expected) + 1
            before = ""


def _numeral(value: int) -> str:
    digits = "零一二三四五六七八九十"
    if value <= 10:
        return digits[value]
    return f"{digits[value // 10] if value >= 20 else ''}十{digits[value % 10] if value % 10 else ''}"


_VERBS = "公开|受理|收到|办结|答复|制发|发布|新收|结转|提供|处理|办理|完成|举办|召开|印发|开展|回应|解读"
_NO_NUMBER = Pattern(
    rf"共(?:计|有)?(?:{_VERBS})(?:政府|各类|主动公开|公开)*(?:信息|申请)?(?:条|件(?!数)|次(?!数)|期|份|篇|场)(?=[，。；、]|$)"
    r"|(?:予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|自然人申请|上年结转|结转下年)件(?=[，。；、]|$)"
    r"|(?:新收|受理|收到|办结|答复)[^，。；\d]{0,12}申请件(?=[，。；]|$)"
    r"|(?:共计?|共有|其中[^，。；\d]{1,6})(?:条|篇|期)(?=[，。；、]|$)"
    r"|共(?:收到|受理|办理|办结|接收)[^，。；\d]{0,14}(?:申请|信息)(?:件|条)(?=[，。；]|$)"
    r"|(?:解读|图解|稿件|文章|访谈)(?:材料)?(?:篇|期|条|场)(?=[，。；、]|$)"
    rf"|(?:{_VERBS})(?:政府)?信息(?:公开)?(?:申请)?(?:条|篇)(?=[，。；、]|$)|(?:公开|复议|诉讼)申请(?:共|计)件(?=[，。；、]|$)"
)
_NO_UNIT = Pattern(
    r"(?:申请|信息|受理|收到|办结|答复|结转|复议|诉讼|新收|予以公开|不予公开|部分公开|无法提供|不予处理|其他处理|案件)(?:共|计|为)?(?<!第)(?!0(?!\d))\d+(?=[，。；、]|$)"
)


@rule(
    "FMT109",
    "正文缺数字或量词",
    Severity.WARNING,
    what="正文里的计数，数字和量词都在，没有漏写。",
    basis="国办公开办函〔2021〕30号：内容完整、准确",
    right=Example("共公开信息120条，收到申请3件", prose={"一": "共公开信息120条，收到申请0件。"}),
    wrong=Example("共公开条；收到申请3，", prose={"一": "共公开条；收到申请3，"}),
)
def number_and_unit(subject: Subject) -> Iterator[Defect]:
    """A defect for each count that lacks its number or its unit."""
    for paragraph in paragraphs(subject.report):
        text = unquoted(even(paragraph.text))
        for pattern, what in ((_NO_NUMBER, "漏了数字"), (_NO_UNIT, "漏了量词")):
            # A text that names its unit once for all figures needs no other.
            if pattern is _NO_UNIT and re.search("单位[：为]", text):
                continue
            for match in pattern.finditer(text):
                message = f"{paragraph.name}的“{match[0]}”{what}，请补上"
                yield Defect(message, origins=(paragraph.origin(match[0]),), actual=match[0])


# -- this year's -----------------------------------------------------------------

_LEADING_YEAR = Pattern(
    rf"^(?:（[一二三四五六七八九十]+）|[一二三四五]是|\d+[、.]|{HAN}{{2,6}}：)?(20\d\d)年度?(?=，|{HAN})"
)
_REFERENCE = Pattern(
    r"年度?、|工作中存在的|受理的|收到的|考核|已经?解决|整改|较|比|相比|同比|结转|遗留|以来|起|版|底|末|月|召开的|印发的|制定的|报告|修订|施行|成立|\d{4}年至|[—－~～]"
)
_PLAN = Words("将|下一步|继续|计划|拟|要|打算|力争|着力|重点|进一步|工作安排|工作打算|工作思路")
_WORK = Words(
    "信息公开|政务公开|依申请|信息处理费|公开信息|公开政府信息|以习近平|深入贯彻|认真贯彻|坚持以|共收到|新收|受理|主动公开"
)


# 2023年全年 and 回顾2023年工作 speak of a year's work wherever they stand.
_WHOLE_YEAR = Pattern(r"(?<![较比与])(20\d\d)年全年|回顾(20\d\d)年(?:的)?工作", given="年全年|回顾20")


@rule(
    "X605",
    "年份误用",
    Severity.WARNING,
    what="写本年工作的句子，写的是报告的年度；和上年比较、上年受理的事项、下年的打算除外。",
    basis="国办公开办函〔2021〕30号：内容准确",
    right=Example(
        "2024年，本局收到申请3件，较2023年增加1件（2024年度报告）",
        prose={"一": "2024年，本局公开信息3条，较2023年增加1条。"},
    ),
    wrong=Example(
        "2023年，本局新收政府信息公开申请3件（2024年度报告）",
        prose={"一": "2023年，本局新收政府信息公开申请3件。"},
    ),
)
def year_of_the_report(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect for each sentence on the year's work that names another year."""
    year = subject.report.year
    if not year:
        yield Lacking(what=NO_YEAR)
        return
    for paragraph in paragraphs(subject.report):
        for sentence in sentences(even(paragraph.text)):
            text = unquoted(_with_digits(sentence))
            for told, quote in _wrong_years(text, year):
                message = f"{paragraph.name}写“{quote}”，报告年度是{year}年，请核对年份"
                yield Defect(message, origins=(paragraph.origin(f"{told}年"),), actual=f"{told}年")


def _wrong_years(text: str, year: int) -> Iterator[tuple[int, str]]:
    """The other year that a sentence of this year's work gives as its own, with the words that do."""
    match = _LEADING_YEAR.match(text)
    if match and f"{year}年" not in text:
        told, beginning = int(match[1]), text[: match.end() + _BEGINNING]
        if told < year and re.search("将(?!军)", beginning):
            yield told, match[0]
            return
        plan = told > year and _PLAN.within(text)
        if _WORK.within(text) and _is_close(told, year) and not plan and not _REFERENCE.search(beginning):
            yield told, text[: text.find("，") if "，" in text else match.end()]
            return
    # Where the sentence names this year as well, the other one is only beside it; not so in a list.
    if "；" not in text and f"{year}年" in text.partition("。")[0]:
        return
    for match in _WHOLE_YEAR.finditer(text):
        told = int(match[1] or match[2])
        clause = re.split("[，；。：]", text[match.start() :])[0]
        if told != year and _is_close(told, year) and not re.search("较|比|同比|增|减", clause):
            yield told, match[0]


_BEGINNING = 12  # characters behind the year that tell what it is the year of


def _is_close(told: int, year: int) -> bool:
    """Whether a year is one that a text copied from an earlier report, or a slip, would have."""
    return abs(told - year) <= _COPIED_FROM


_COPIED_FROM = 3


# -- slips of the pen ----------------------------------------------------------------

_DOUBLED = Pattern(
    r"(?<!目)的的(?!确)|了了(?!解)|和和(?!谐|平|睦|美|解|气)|及及(?!时)|(?<!参)与与(?!会)|对对(?!照|比|策|象)|把把(?!关)|被被|并并|在在(?!线|建|职|校|编|岗|场|押)|为为(?!民|企|群)|将将|等等等|，，|。。|、、|，。|、。",
    given="的的|了了|和和|及及|与与|对对|把把|被被|并并|在在|为为|将将|等等等|，，|。。|、、|，。|、。",
)
_ENDS = tuple("。！？；：…”’）】》」:;!?.)")


@rule(
    "X608",
    "疑似叠字、残句",
    Severity.INFO,
    what="没有重复的虚词（“的的”）、重复的标点，每一段都有句末标点。",
    basis="GB/T 15834—2011《标点符号用法》；国办公开办函〔2021〕30号：报告要校核",
    right=Example("政府信息公开工作的推进。", prose={"一": "政府信息公开工作的推进。"}),
    wrong=Example("政府信息公开工作的的推进，", prose={"一": "政府信息公开工作的的推进，"}),
)
def slips(subject: Subject) -> Iterator[Defect]:
    """A defect for each doubled word and each paragraph without an end."""
    for paragraph in paragraphs(subject.report):
        text = even(paragraph.text)
        for match in _DOUBLED.finditer(text):
            around = text[max(match.start() - 4, 0) : match.end() + 4]
            message = f"{paragraph.name}的“{around}”像是多写了字或标点，请看一看"
            yield Defect(message, origins=(paragraph.origin(match[0]),), actual=match[0])
        if text and not text.endswith(_ENDS) and not _is_heading(text):
            tail = text[-15:]
            message = f"{paragraph.name}有一段以“{tail}”结尾，没有句末标点，请看一看是不是没写完"
            yield Defect(message, origins=(paragraph.origin(paragraph.text.rstrip()[-4:]),), actual=tail)


_LONGEST_HEADING = 30


def _is_heading(text: str) -> bool:
    """Whether a paragraph without a full stop is a heading: short, and of one piece."""
    return len(text) <= _LONGEST_HEADING and not re.search("[，；]", text)
