"""FMT105, FMT106, FMT111 and FMT112: title, sections and day of the report."""

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.rule import Example, rule
from ndbg.check.subject import Subject
from ndbg.document.titles import Title, agency_in, read_title
from ndbg.form import Form, Section, form_of, is_superseded
from ndbg.report import Heading, Report, date_text
from ndbg.report.office_names import is_one_office
from ndbg.text.controls import unseen
from ndbg.text.labels import compact, label_key
from ndbg.text.patterns import Pattern


@rule(
    "FMT105",
    "章节缺失、错序、标题不符",
    Severity.WARNING,
    also=Severity.ERROR,
    what="六个部分齐全，各一次，按顺序排列，标题和规定的一致，每一部分都有内容。缺少、错序、没有内容是错误，其余是提醒。",
    basis="国办公开办函〔2021〕30号：六个部分",
    right=Example("一、总体情况……六、其他需要报告的事项", sections="一二三四五六"),
    wrong=Example("没有第五部分；第六部分排在第五部分前面；第五部分只有标题", sections="一二三四六"),
)
def sections_in_order(subject: Subject) -> Iterator[Defect]:
    """A defect for each section that is missing, repeated, misplaced, worded otherwise or empty."""
    form, outline = subject.report.form, subject.report.source.outline
    if outline and not outline.headings:
        message = "没有找到六个部分的标题，只读到表格：请补上各部分的标题和正文"
        yield Defect(message, severity=Severity.ERROR)
        return
    misplaced = set()
    # A data file has no headings of its own.
    for section, heading, message in _order(outline.headings, form) if outline else ():
        origins = (heading.origin,) if heading else ()
        misplaced.add(section.no)
        yield Defect(message, origins=origins, severity=Severity.ERROR)
    if outline:
        yield from _wordings(_body(outline.headings, form), form)
    for section in form.sections:
        prose = subject.report.prose.get(section.no)
        if prose is not None and not prose.text and section.no not in misplaced:
            message = f"“{section.heading}”还没有正文"
            yield Defect(message, origins=(prose.origin,), severity=Severity.ERROR)


def _body(headings: Sequence[Heading], form: Form) -> list[Heading]:
    """The headings of the report itself, without those of a table of contents before it or of notes behind it.

    Headings are divided at each one of the first section; the part with most sections counts, of equal ones the last.
    """
    begins = [at for at, heading in enumerate(headings) if heading.no == form.sections[0].no]
    runs = [headings[start:end] for start, end in pairwise([*(begins or [0]), len(headings)])]
    return list(max(reversed(runs), key=lambda run: len({heading.no for heading in run})))


def _order(headings: Sequence[Heading], form: Form) -> Iterator[tuple[Section, Heading | None, str]]:
    """The sections that are missing, repeated or misplaced, each with the heading at fault and the message."""
    body = _body(headings, form)
    before = [heading for heading in headings if not any(heading is own for own in body)]
    alone = before[0] if len(before) == 1 else None  # several are a table of contents
    last = -1
    for section in form.sections:
        found = [at for at, heading in enumerate(body) if heading.no == section.no]
        if not found and alone and alone.no == section.no:
            yield section, alone, _misplaced(section, form)
        elif not found:
            yield section, None, f"缺少“{section.heading}”这一部分"
        elif len(found) > 1:
            last = found[-1]
            yield section, body[last], f"“{section.heading}”出现了 {len(found)} 次，只能有一次"
        elif found[0] < last:
            yield section, body[found[0]], _misplaced(section, form)
        else:
            last = found[0]


def _misplaced(section: Section, form: Form) -> str:
    before = form.sections[form.sections.index(section) - 1]
    return f"“{section.heading}”排错了顺序，应在“{before.heading}”后面"


_NUMBER = Pattern(r"第?([一二三四五六七八九十]+)(?:[、.,:]|部分)")
_OTHER_NUMBER = Pattern(r"\([一二三四五六1-6]\)|0?[1-6](?![0-9])[、.,:]?")
_FEW = 2  # headings that are numbered in another way and told one by one


def _wordings(headings: Sequence[Heading], form: Form) -> Iterator[Defect]:
    """A defect for each heading that has no known wording, or the number of another section.

    Headings that are only numbered in another way, 第一部分 for 一、, are told together.
    """
    sections = {section.no: section for section in form.sections}
    odd = [h for h in headings if _is_odd(sections[h.no], h)]
    alike = [h for h in odd if _is_numbered_otherwise(sections[h.no], h)]
    together = alike if len(alike) > _FEW else []
    for heading in odd:
        message = f"标题写成了“{heading.text}”，应为“{sections[heading.no].heading}”"
        if heading in together[1:]:
            continue
        if together and heading == together[0]:
            message += f"；另外 {len(together) - 1} 个标题的编号也是这样"
        yield Defect(message, origins=(heading.origin,), actual=heading.text)


def _is_odd(section: Section, heading: Heading) -> bool:
    """Whether a heading has no known wording, or not the number of its section as the form writes it."""
    text = compact(heading.text)
    number = _NUMBER.match(text)
    known = label_key(text) in section.label.wordings() and not _OTHER_NUMBER.match(text)
    return not known or bool(number and number[1] != section.no)


def _is_numbered_otherwise(section: Section, heading: Heading) -> bool:
    """Whether a heading has its own number in another way, and a known wording behind it."""
    text = compact(heading.text)
    number = _NUMBER.match(text)
    other = number if number and number[1] == section.no else _OTHER_NUMBER.match(text)
    return other is not None and label_key(text[other.end() :]) in section.label.wordings()


@rule(
    "FMT106",
    "标题与机关、年度不符",
    Severity.WARNING,
    also=Severity.ERROR,
    what="标题写成“机关＋年度＋年政府信息公开工作年度报告”，全文只有一个年度；机关名称里没有看不见的字符；“某县”和“某县人民政府”是一个机关。没有年度、年度不一致是错误，写法不同是提醒。",
    basis="国办公开办函〔2021〕30号：报告名称",
    right=Example(
        "某市档案局2024年政府信息公开工作年度报告", titles=("某市档案局2024年政府信息公开工作年度报告",)
    ),
    wrong=Example(
        "某市档案局政府信息公开工作年度报告；某市档案局2024年信息公开年报",
        titles=("某市档案局政府信息公开工作年度报告",),
    ),
)
def title_names_agency_and_year(subject: Subject) -> Iterator[Defect]:
    """A defect where the title is not the official one, or the name of the agency has invisible characters."""
    report = subject.report
    outline = report.source.outline
    if outline is None:
        if characters := unseen(report.agency):
            numbers = "、".join(f"U+{ord(character):04X}" for character in characters)
            message = f"机关名称里有看不见的字符（{numbers}），请删去后重新输入"
            yield Defect(message, origins=(report.source.agency,), actual=report.agency)
    elif not outline.titles:
        if not outline.titled_outside:
            yield Defect("没有找到报告的标题，应写“机关＋年度＋年政府信息公开工作年度报告”")
    else:
        yield from _title_defects(subject, outline.titles)


def _title_defects(subject: Subject, titles: Sequence[str]) -> Iterator[Defect]:
    """The first that applies: a wrong or missing year, no agency, another wording."""
    report, shown = subject.report, titles[0]
    read = [(text, title) for text in titles if (title := read_title(text))]
    years = dict.fromkeys(title.year for _, title in read if title.year)
    if subject.levels and (titled := subject.levels.titled_year):
        message = f"标题写的是{titled}年，应是{report.year}年"
        yield Defect(message, actual=f"{titled}年", severity=Severity.ERROR)
    elif not years:
        yield Defect(f"标题“{shown}”里没有年度", actual=shown, severity=Severity.ERROR)
    elif len(years) > 1:
        listed = "、".join(f"{year}年" for year in years)
        yield Defect(f"标题里的年度不一致：{listed}", actual=listed, severity=Severity.ERROR)
    elif (of_text := _year_of_the_text(report)) and of_text != report.year:
        message = f"标题写的是{report.year}年，正文写的是{of_text}年的工作，请核对标题"
        yield Defect(message, expected=of_text, actual=f"{report.year}年", severity=Severity.ERROR)
    elif not report.agency:
        yield Defect(f"标题“{shown}”里没有机关名称", actual=shown)
    # A page may have its title more than once; one in the official wording is enough.
    elif not any(_is_official(text, title, report) for text, title in read):
        yield Defect(f"标题写成了“{shown}”，应为“{report.title}”", actual=shown)


def _is_official(text: str, title: Title, report: Report) -> bool:
    """Whether a title has the official wording with a name of the agency, such as 某市 for 某市人民政府."""
    name = agency_in(title)
    expected = compact(report.form.report_title(name, report.year))
    return compact(text).strip("《》") == expected and is_one_office(name, report.agency)


_LEADING = Pattern(r"(?:^|[。\n])\s*(?:[（(][一二三四五六七八九十]+[）)])?(20\d\d)年度?[，,]")


def _year_of_the_text(report: Report) -> int | None:
    """The year that sentences of the text begin with; None unless there are several and all have the same."""
    years = [
        int(found[1])
        for prose in report.prose.values()
        for found in _LEADING.finditer("\n".join(map(compact, prose.text.split("\n"))))
    ]
    return years[0] if len(years) > 1 and len(set(years)) == 1 else None


@rule(
    "FMT111",
    "旧版（2019）表式",
    Severity.ERROR,
    what="表格用 2021 年起的表式，没有 2019 年旧表式才有的“上一年项目数量”“本年增/减”“政府集中采购”等栏目。",
    basis="国办公开办函〔2021〕30号（自 2021 年度报告起施行）",
    right=Example("行政许可：本年处理决定数量"),
    wrong=Example(
        "行政许可：上一年项目数量、本年增/减、处理决定数量", superseded=("上一年项目数量", "本年增/减")
    ),
)
def form_in_force(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect where the tables have labels of a superseded form, or a data file follows one."""
    report = subject.report
    outline = report.source.outline
    if not report.year and report.form is not form_of(report.year):
        yield MissingInput(what="报告的年度")
    if outline is None and is_superseded(report.form, report.year):
        message = (
            f"数据文件用的是 {report.form.first_year} 年的旧表式，请改用现行表式（ndbg import 可以转换）"
        )
        yield Defect(message, actual=report.form.name)
    if outline and outline.superseded:
        shown = "、".join(f"“{text}”" for text in outline.superseded)
        yield Defect(f"表格里有{shown}，这是 2019 年的旧表式，请改用现行表式", actual=outline.superseded[0])


@rule(
    "FMT112",
    "公布日期不在期限内",
    Severity.WARNING,
    what="公布日期在报告年度的下一年，不晚于期限：部门 1 月 31 日，县级以上人民政府 3 月 31 日；本地更早的可以设置。名册写明公布期限的看 H704。",
    basis="《中华人民共和国政府信息公开条例》第四十九条",
    right=Example("2024 年度报告，2025年1月28日公布", published="2025-01-28"),
    wrong=Example("2024 年度报告，2025年2月15日公布", published="2025-02-15"),
)
def published_in_time(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect where the day of publication is outside the term."""
    report = subject.report
    if report.published is None or not report.year:
        yield MissingInput(what="公布日期" if report.published is None else "报告的年度")
        return
    government = re.search(r"(?<![镇乡])人民政府$|[省市县区州]$", report.agency)
    month, day = subject.settings.deadline or ((3, 31) if government else (1, 31))
    year = report.year + 1
    first, last = date(year, 1, 1), date(year, month, min(day, calendar.monthrange(year, month)[1]))
    if subject.levels and subject.levels.publish_by and report.published >= first:
        return  # H704 checks it against the deadline in the roster
    days = (report.published - (first if report.published < first else last)).days
    if report.published < first or days > 0:
        stated = date_text(report.published)
        message = f"公布日期是{stated}，应在{date_text(first)}至{date_text(last)}之间"
        yield Defect(message, origins=(report.source.published,), actual=stated, difference=days)
