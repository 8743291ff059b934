"""FMT107 to FMT110, FMT113, X605, X608 and X610: periods, numbers, years and slips in the words of a report."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.prose.paragraphs import Paragraph, texts
from ndbg.check.prose.slips.basis import old_basis
from ndbg.check.prose.slips.departments import departments_named
from ndbg.check.prose.slips.doubled import clashing, doubled
from ndbg.check.prose.slips.elsewhere import bodies_elsewhere, namesakes, towns_elsewhere
from ndbg.check.prose.slips.missing import (
    breaks_off_behind,
    cut_short,
    missing_percent_signs,
    missing_units,
    open_end,
)
from ndbg.check.prose.slips.misspelt import misspelt
from ndbg.check.prose.slips.self_names import self_names as self_names_in
from ndbg.check.prose.slips.self_names import self_names_of_others
from ndbg.check.prose.slips.sequences import (
    Misnumbered,
    misnumbered_in_digits,
    misnumbered_in_running_text,
    misnumbered_in_words,
    misplaced,
    subheading,
)
from ndbg.check.prose.slips.unnumbered import missing_numbers
from ndbg.check.prose.slips.unpaired import unpaired
from ndbg.check.prose.tokens import Place, behind_last
from ndbg.check.prose.years.periods import periods
from ndbg.check.prose.years.wrong import wrong_years
from ndbg.check.rule import Example, rule
from ndbg.check.subject import Subject
from ndbg.document.blanks import (
    MARKER,
    find_blanks,
    find_braced,
    find_gaps,
    find_prompts,
)
from ndbg.document.instructions import find_instructions
from ndbg.report import Origin
from ndbg.report.names import Names, UnknownNameError


@rule(
    "FMT110",
    "模板残留",
    Severity.ERROR,
    also=Severity.WARNING,
    what="正文和机关名称里没有空白表样留下的东西：××、XX、20××年、{{ }}、只有一层花括号的名称、下划线、一串空格、（此处填写）；没有删去的填写说明，如（请各单位据实填写），是提醒。",
    basis="国办公开办函〔2021〕30号：内容完整、准确",
    right=Example("2024年，本局主动公开政府信息120条", prose={"一": "2024年，本局主动公开政府信息120条。"}),
    wrong=Example("20××年，××局主动公开政府信息____条", prose={"一": "20××年，××局主动公开政府信息____条。"}),
)
def residue(subject: Subject) -> Iterator[Defect]:
    """A defect for each placeholder or instruction of a blank form that is left in prose or agency."""
    report = subject.report
    for match in find_blanks(report.agency):
        message = f"机关名称里还有没替换的“{match[0]}”，请写全称"
        yield Defect(message, origins=(report.source.agency,), actual=match[0])
    outline = report.source.outline
    for section in report.form.prose_sections:
        if prompts := outline.prompts.get(section.no) if outline else ():
            times = f"等 {len(prompts)} 处" if len(prompts) > 1 else ""
            message = f"“{section.heading}”的表格里还有没替换的“{prompts[0]}”{times}，请写上实际内容"
            yield Defect(message, actual=prompts[0])
    names = Names(report)
    with_markers = report.source.outline is None
    for paragraph in subject.paragraphs:
        for start, end, message in _residues(paragraph.text.written, names, with_markers=with_markers):
            written = paragraph.text.written[start:end]
            origin = paragraph.origin_of_written(start, end)
            yield Defect(f"{paragraph.name}里{message}", origins=(origin,), actual=written)
        for start, end in _instructions(paragraph.text.written):
            written = paragraph.text.written[start:end]
            message = f"{paragraph.name}里还留着填写说明“{written}”，请删去"
            yield _warning(message, paragraph.origin_of_written(start, end), written)


def _instructions(paragraph: str) -> Iterator[Place]:
    """Where a paragraph has an instruction of a form that is no place to write in, such as （此处填写）."""
    prompts = [match.span() for match in find_prompts(paragraph)]
    for start, end in find_instructions(paragraph):
        if not any(start < last and first < end for first, last in prompts):
            yield start, end


def _warning(message: str, origin: Origin, shown: str) -> Defect:
    return Defect(message, origins=(origin,), actual=shown, severity=Severity.WARNING)


def _residues(paragraph: str, names: Names, *, with_markers: bool) -> Iterator[tuple[int, int, str]]:
    """What is left of a blank form in a paragraph: the start, the end and the message.

    `with_markers`: the paragraph is of a data file, where markers are replaced by the values of their names.
    """
    for match in find_braced(paragraph):
        if _is_known(match[1], names):
            two = f"的 {match[0]} 要写两层花括号：{{{{{match[1].strip()}}}}}"
            yield *match.span(), two if with_markers else _not_replaced(match)
            paragraph = f"{paragraph[: match.start()]}{_blanked(match)}{paragraph[match.end() :]}"
    for match in MARKER.finditer(paragraph):
        unknown = f"的 {match[0]} 还没有内容可填，请先填好表格或“数据”里的这一项"
        yield *match.span(), unknown if with_markers else _not_replaced(match)
    rest = MARKER.sub(_blanked, paragraph)
    for match in (*find_blanks(rest), *find_gaps(rest), *find_prompts(rest)):
        # Blanks at either end of a paragraph indent it.
        if match[0].strip() or 0 < match.start() < match.end() < len(rest.rstrip()):
            yield *match.span(), _not_replaced(match)


def _not_replaced(match: re.Match[str]) -> str:
    shown = f"“{match[0]}”" if match[0].strip() else "一串空格"
    return f"还有没替换的{shown}，请写上实际内容"


def _blanked(match: re.Match[str]) -> str:
    """A text of the same length for a part that has been reported, so that offsets stay."""
    return "\0" * len(match[0])


def _is_known(name: str, names: Names) -> bool:
    """Whether a marker may have a name."""
    try:
        names.resolve(name)
    except UnknownNameError as error:
        return error.ambiguous
    return True


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
def period_of_the_year(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each stated period that is not the year of the report."""
    year = subject.report.year
    if not year:
        yield MissingInput(what=NO_YEAR)
        return
    for paragraph in subject.paragraphs:
        for start, end, first, last in periods(paragraph):
            if (first, last) != ((year, 1, 1), (year, 12, 31)):
                stated = paragraph.quote(start, end)
                message = f"{paragraph.name}写的统计期限是“{stated}”，应是{year}年1月1日至{year}年12月31日"
                yield Defect(message, origins=(paragraph.origin(start, end),), actual=stated)


NO_YEAR = "报告的年度"


@rule(
    "FMT108",
    "小标题序号重复或跳号",
    Severity.WARNING,
    what="一个部分里的小标题（一）（二）（三）依次排列，不重号，不跳号；“1.”“2.”和“一是”“二是”也一样。",
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
    """A defect for each subheading, and for each item of a list, that repeats or skips a number."""
    for no, name, _ in texts(subject.report):
        paragraphs = [p for p in subject.paragraphs if p.section == no]
        yield from _subheadings(name, paragraphs)
        yield from _items(name, paragraphs)


def _subheadings(name: str, paragraphs: Sequence[Paragraph]) -> Iterator[Defect]:
    for found in misplaced(paragraphs):
        item = found.item
        shown = item.paragraph.quote(item.start, item.end)
        before = "排错了顺序" if item.value < found.expected else "前面跳了号"
        fault = "重复" if found.repeats else before
        message = f"{name}的小标题{shown}{fault}，按顺序应是（{_numeral(found.expected)}）"
        yield Defect(message, origins=(item.paragraph.origin(item.start, item.end),), actual=shown)


def _items(name: str, paragraphs: Sequence[Paragraph]) -> Iterator[Defect]:
    for found in (*misnumbered_in_words(paragraphs), *misnumbered_in_running_text(paragraphs)):
        yield _out_of_order(name, found)
    below: list[Paragraph] = []
    for paragraph in (*paragraphs, None):
        if paragraph is None or subheading(paragraph):
            for found in misnumbered_in_digits(below):
                yield _out_of_order(name, found)
            below = []
        else:
            below.append(paragraph)


def _out_of_order(name: str, found: Misnumbered) -> Defect:
    item = found.item
    shown = item.paragraph.quote(item.start, item.end)
    number = _numeral(found.expected) if item.sign[0] in "一是" else f"{found.expected}"
    bracket, sign = ("（", "）") if item.sign.endswith("）") else ("", item.sign[-1])
    return Defect(
        f"{name}里的序号“{shown}”{'重复' if found.repeated else '前面跳了号'}，按顺序应是“{bracket}{number}{sign}”",
        origins=(item.paragraph.origin(item.start, item.end),),
        actual=shown,
    )


def _numeral(value: int) -> str:
    """A number below 100 in Chinese numerals."""
    digits = "零一二三四五六七八九十"
    if value <= 10:
        return digits[value]
    return f"{digits[value // 10] if value >= 20 else ''}十{digits[value % 10] if value % 10 else ''}"


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
    for paragraph in subject.paragraphs:
        for find, what in (
            (missing_numbers, "漏了数字"),
            (missing_units, "漏了量词"),
            (missing_percent_signs, "漏了百分号"),
        ):
            for start, end in find(paragraph):
                shown = paragraph.quote(start, end)
                message = f"{paragraph.name}的“{shown}”{what}，请补上"
                yield Defect(message, origins=(paragraph.origin(start, end),), actual=shown)


@rule(
    "FMT113",
    "引用旧文件",
    Severity.WARNING,
    what="2021 年度起的报告不说自己是按国办公开办函〔2019〕60号编制的：表式自 2021 年度报告起改用国办公开办函〔2021〕30号。",
    basis="国办公开办函〔2021〕30号",
    right=Example(
        "根据国办公开办函〔2021〕30号的要求编制",
        prose={"一": "本报告根据国办公开办函〔2021〕30号的要求编制。"},
    ),
    wrong=Example(
        "根据国办公开办函〔2019〕60号的要求编制",
        prose={"一": "本报告根据国办公开办函〔2019〕60号的要求编制。"},
    ),
)
def basis_in_force(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each place that names the superseded document as the basis of the report."""
    year = subject.report.year
    if not year:
        yield MissingInput(what=NO_YEAR)
        return
    for paragraph in subject.paragraphs if year >= _IN_FORCE_FROM else ():
        for start, end in old_basis(paragraph):
            shown = paragraph.quote(start, end)
            message = f"{paragraph.name}说依据{shown}，{year}年度的报告应依据国办公开办函〔2021〕30号"
            yield Defect(message, origins=(paragraph.origin(start, end),), actual=shown)


_IN_FORCE_FROM = 2021


@rule(
    "X605",
    "年份误用",
    Severity.WARNING,
    what="写本年工作的句子，写的是报告的年度；和以前年度比较、上年受理的事项、下年的打算除外。",
    basis="国办公开办函〔2021〕30号：内容准确",
    right=Example(
        "2024年，本局收到申请3件，较2023年增加1件（2024年度报告）",
        prose={"一": "2024年，本局公开信息3条，较2023年增加1条。"},
    ),
    wrong=Example(
        "2023年，本局新收政府信息公开申请3件（2024年度报告，表格里本年新收是3件）",
        figures={"requests.new.natural_person": 3, "requests.new.total": 3},
        prose={"一": "2023年，本局新收政府信息公开申请3件。"},
    ),
)
def year_of_the_report(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each sentence on the year's work that names another year."""
    year = subject.report.year
    if not year:
        yield MissingInput(what=NO_YEAR)
        return
    for paragraph, token, (start, end) in wrong_years(subject.paragraphs, subject.office, subject.report):
        message = f"{paragraph.name}写“{paragraph.quote(start, end)}”，报告年度是{year}年，请核对年份"
        yield Defect(message, origins=(paragraph.origin(start, end),), actual=f"{token.meaning}年")


@rule(
    "X610",
    "自称与机关不符",
    Severity.WARNING,
    what="正文里的“我局”“我镇”“我县”一类自称，是本机关会用的：局的报告不写“我镇”，政府的报告不写“我局”，市局、区局的报告不写“我县”；讲本年工作的句子，不拿别的市县、街道、乡镇、部门的名称开头，落款是本机关；网站、公开指南、公开制度，不写成别的机关的。",
    basis="国办公开办函〔2021〕30号：内容准确",
    right=Example(
        "我局全年收到申请3件（某市档案局的报告）",
        figures={"requests.new.total": 3},
        prose={"一": "我局全年收到申请3件。"},
    ),
    wrong=Example(
        "我镇全年收到申请3件（某市档案局的报告）",
        figures={"requests.new.total": 3},
        prose={"一": "我镇全年收到申请3件。"},
    ),
)
def self_names(subject: Subject) -> Iterator[Defect]:
    """A defect for each name of another body that is told of as the office itself; each once a paragraph."""
    office = subject.office
    called = self_names_in(s.run for paragraph in subject.paragraphs for s in paragraph.sentences)
    others = dict(namesakes(subject.paragraphs, office))
    for paragraph in subject.paragraphs:
        places: set[Place] = {
            *bodies_elsewhere(paragraph, office),
            *towns_elsewhere(paragraph, office),
            *departments_named(paragraph, office),
        }
        # A name that comes again is one by which the text calls somebody, or the office itself.
        places = {place for place in places if _is_once(subject, paragraph, place)}
        for sentence in paragraph.sentences:
            places |= {(t.start, t.end) for t in self_names_of_others(sentence.run, office, called)}
        if paragraph in others:
            places.add(others[paragraph])
        reported: set[str] = set()
        for start, end in sorted(places):
            shown = paragraph.quote(start, end)
            if shown in reported:
                continue
            reported.add(shown)
            signs = others.get(paragraph) == (start, end) and paragraph.section == office.form.last_section.no
            message = f"{'落款' if signs else paragraph.name}写“{shown}”，报告机关是{office.agency}，请看一看是不是别的机关的文字"
            yield Defect(message, origins=(paragraph.origin(start, end),), actual=shown)


def _is_once(subject: Subject, paragraph: Paragraph, place: Place) -> bool:
    """Whether the words of a place stand nowhere else in the report."""
    words = paragraph.plain[slice(*place)]
    return sum(other.plain.count(words) for other in subject.paragraphs) == 1


@rule(
    "X608",
    "疑似叠字、残句",
    Severity.INFO,
    also=Severity.WARNING,
    what="没有重复的字词（“的的”“公开公开”）、重复的标点、“已申请公开”一类的错字，没有写了一半的话，书名号、括号、引号成对，每一段都有句末标点。重复的字词和逗号、顿号，错字，写到一半断了的话，没有另一半的书名号、括号、引号，能确定的才说，是提醒。",
    basis="GB/T 15834—2011《标点符号用法》；国办公开办函〔2021〕30号：报告要校核",
    right=Example("政府信息公开工作的推进。", prose={"一": "政府信息公开工作的推进。"}),
    wrong=Example("政府信息公开工作的的推进，", prose={"一": "政府信息公开工作的的推进，"}),
)
def slips(subject: Subject) -> Iterator[Defect]:
    """A defect for each doubled word, misspelling, clause that breaks off, and paragraph without a final mark."""
    broken = _broken_into_lines(subject)
    for at, paragraph in enumerate(subject.paragraphs):
        yield from _wrong_words(paragraph)
        yield from _wrong_signs(paragraph)
        if paragraph.section not in broken:
            yield from _unpaired(paragraph, subject.paragraphs[:at], subject.paragraphs[at + 1 :])
        for start, end in cut_short(paragraph):
            shown = paragraph.quote(start, end)
            message = f"{paragraph.name}的“{shown}”像是没有写完，请看一看"
            yield _warning(message, paragraph.origin(start, end), shown)
        if open_end(paragraph) and paragraph.section not in broken:
            end = len(paragraph.plain)
            tail = paragraph.quote(_tail(paragraph), end)
            message = f"{paragraph.name}有一段以“{tail}”结尾，没有句末标点，请看一看是不是没写完"
            yield Defect(message, origins=(paragraph.origin(max(end - 4, 0), end),), actual=tail)


def _wrong_signs(paragraph: Paragraph) -> Iterator[Defect]:
    """A defect for each sign behind another that it cannot follow; a warning where one is written twice."""
    for start, end in clashing(paragraph):
        shown, around = paragraph.quote(start, end), _around(paragraph, start, end)
        twice = shown in _TWICE
        message = f"{paragraph.name}的“{around}”{'' if twice else '像是'}多写了标点，请看一看"
        severity = Severity.WARNING if twice else Severity.INFO
        yield Defect(message, origins=(paragraph.origin(start, end),), actual=shown, severity=severity)


_TWICE = ("，，", "、、")


def _unpaired(
    paragraph: Paragraph, preceding: Sequence[Paragraph], following: Sequence[Paragraph]
) -> Iterator[Defect]:
    """A warning for each sign of a paragraph whose other half stands nowhere in its section."""
    before, behind = (
        "".join(other.plain for other in others if other.section == paragraph.section)
        for others in (preceding, following)
    )
    for start, end in unpaired(paragraph.plain, before, behind):
        sign = paragraph.quote(start, end)
        if sign in _OPENING and breaks_off_behind(paragraph, end):
            continue
        first = start if sign in _OPENING else max(start - _TAIL, 0)
        shown = paragraph.quote(first, min(first + _TAIL + 1, len(paragraph.plain)))
        message = f"{paragraph.name}的“{shown}”里“{sign}”没有另一半，请补上"
        yield _warning(message, paragraph.origin(start, end), shown)


_OPENING = "《（“〔【"


def _wrong_words(paragraph: Paragraph) -> Iterator[Defect]:
    """A warning for each word that is written twice, and for each that is misspelt."""
    for start, end in doubled(paragraph):
        shown = paragraph.quote(start, end)
        message = f"{paragraph.name}的“{_around(paragraph, start, end)}”里“{shown}”重复了，请看一看"
        yield _warning(message, paragraph.origin(start, end), shown)
    for start, end, right in misspelt(paragraph):
        shown = paragraph.quote(start, end)
        message = (
            f"{paragraph.name}的“{_around(paragraph, start, end)}”里“{shown}”是“{right}”的笔误，请看一看"
        )
        yield _warning(message, paragraph.origin(start, end), shown)


def _broken_into_lines(subject: Subject) -> set[str]:
    """The sections in which so many paragraphs lack a final mark that they must be lines of a copied page."""
    texts = [p for p in subject.paragraphs if p.plain]
    sections = {p.section for p in texts}
    open_ends = {no: [open_end(p) for p in texts if p.section == no] for no in sections}
    return {no for no, ends in open_ends.items() if sum(ends) >= _SEVERAL and 4 * sum(ends) > len(ends)}


_SEVERAL = 3


def _around(paragraph: Paragraph, start: int, end: int) -> str:
    """A part of a paragraph quoted with the whole words around it."""
    tokens = paragraph.tokens
    first_near = bisect_right(tokens, start - _NEAR, key=lambda token: token.end)
    end_near = bisect_left(tokens, end + _NEAR, key=lambda token: token.start)
    near = [t for t in tokens[first_near:end_near] if t.kind != "stop"]
    words = [t for t in near if t.end - t.start <= _LONGEST_WORD]
    first = min((t.start for t in words if t.end >= start - 1), default=start)
    last = max((t.end for t in words if t.start <= end + 1), default=end)
    return paragraph.quote(min(first, start), max(last, end))


_NEAR, _LONGEST_WORD, _TAIL = 4, 12, 15  # characters


def _tail(paragraph: Paragraph) -> int:
    """The offset of the last clause, if that is short enough to be quoted, else of the last `_TAIL` characters."""
    plain = paragraph.plain
    start = behind_last("，；。：", plain, len(plain) - 1)
    return start if len(plain) - start <= 2 * _TAIL else len(plain) - _TAIL
