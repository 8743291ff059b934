"""H704, H705, H706, H710, H715: how a body's report was filed and published."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.levels.model import Levels, OtherVersion, facts
from ndbg.check.rule import Example, rule
from ndbg.check.rules.figures import origins
from ndbg.check.subject import Subject
from ndbg.form import Cell, Section
from ndbg.form.naming import name_cell, name_entry, name_missing, quoted
from ndbg.report import Report, date_text
from ndbg.text.listing import from_difference
from ndbg.text.text import Text

_MOST_NAMED = 3
_SHOWN_BEFORE, _SHOWN = 6, 24  # characters shown of texts that differ, before where they do and in all
_NEW = "requests.new.total"


@rule(
    "H704",
    "逾期",
    Severity.WARNING,
    what="报告在名册写明的报送期限以前收到，在公布期限以前公布；名册没有写期限的不看。",
    basis="条例第四十九条；国办公开办函〔2021〕30号：按时公布",
    right=Example(
        "1 月 24 日收到，期限 1 月 26 日", levels=Levels(received=date(2025, 1, 24), due=date(2025, 1, 26))
    ),
    wrong=Example(
        "2 月 5 日收到，期限 1 月 26 日", levels=Levels(received=date(2025, 2, 5), due=date(2025, 1, 26))
    ),
)
def late(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for a report that came late, and one for a report published late."""
    levels, published = facts(subject), subject.report.published
    for doing, day, last in (("收到", levels.received, levels.due), ("公布", published, levels.publish_by)):
        if day and last and day > last:
            by = levels.by_file_time and doing == "收到"
            told = f"按文件时间{date_text(day)}收到" if by else f"{date_text(day)}{doing}"
            asked = "；收到日期不是这一天的，请说明" if by else ""
            asked += f"；{levels.tried}" if levels.tried and doing == "收到" else ""
            yield Defect(f"{told}，期限是{date_text(last)}，晚了 {(day - last).days} 天{asked}")


@rule(
    "H705",
    "同一单位两份不同的报告，或名册外的报告",
    Severity.WARNING,
    what="一个单位只有一份报告；改过的，文件名里写“修改稿”，公布的写“公布稿”。名册里没有的单位不应有报告。",
    basis="国办发〔2014〕32号：确定统计范围内的单位名单",
    right=Example("只有一份", levels=Levels()),
    wrong=Example("甲局.docx 和 甲局2.docx 的数不一样", levels=Levels(rivals=("甲局.docx", "甲局2.docx"))),
)
def not_one(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect where a body has several reports, or is not in the roster."""
    levels = facts(subject)
    if levels.rivals:
        listed, used = "、".join(map(quoted, levels.rivals)), quoted(levels.rivals[-1])
        differs = _differs(subject.report, levels.rival, ("前一份", "这一份")) if levels.rival else ""
        yield Defect(
            f"交来 {len(levels.rivals)} 份不同的报告：{listed}，用的是{used}{differs}；不是这一份的，请说明用哪一份"
        )
    if levels.unlisted:
        yield Defect(f"名册里没有{quoted(subject.report.agency)}这个单位")


@rule(
    "H706",
    "公布稿与报送稿不一致",
    Severity.WARNING,
    what="公布的报告和报送的一样：200 个数相同，三部分正文相同。",
    basis="国办公开办函〔2021〕30号：内容准确；条例第四十九条",
    right=Example(
        "报送稿新收 12，公布稿也是 12",
        figures={_NEW: 12},
        levels=Levels(sent=OtherVersion({_NEW: 12})),
    ),
    wrong=Example(
        "报送稿新收 12，公布稿 21", figures={_NEW: 21}, levels=Levels(sent=OtherVersion({_NEW: 12}))
    ),
)
def published_otherwise(subject: Subject) -> Iterator[Defect | MissingInput]:
    """One defect for all figures that differ, and one for all sections that do."""
    report, sent = subject.report, facts(subject).sent or OtherVersion()
    if wrong := _wrong(report, sent):
        first, actual = sent.figures[wrong[0].id], report.figures[wrong[0].id].value
        yield Defect(
            f"公布稿有 {len(wrong)} 个数和报送稿不同：{_told(report, sent, wrong, ('报送稿', '公布稿'))}",
            cells=tuple(cell.id for cell in wrong),
            origins=origins(report, wrong[:1]),
            expected=first,
            actual=actual,
            difference=actual - first,
        )
    for section, before, now in _differing(report, sent.texts):
        texts = tuple(map(quoted, from_difference(before, now, _SHOWN_BEFORE, _SHOWN, "……")))
        yield Defect(
            f"“{section.heading}”公布稿和报送稿的文字不同，从这里开始：报送稿是{texts[0]}，公布稿是{texts[1]}",
            origins=(report.prose[section.no].origin,),
        )


def _differs(report: Report, other: OtherVersion, called: tuple[str, str]) -> str:
    """Where a report differs from another version, as the end of a clause; empty where in nothing that is compared."""
    if wrong := _wrong(report, other):
        return f"，两份有 {len(wrong)} 个数不同：{_told(report, other, wrong, called)}"
    sections = [quoted(section.heading) for section, _, _ in _differing(report, other.texts)]
    return f"，两份{'、'.join(sections)}的文字不同" if sections else ""


def _wrong(report: Report, other: OtherVersion) -> list[Cell]:
    """The cells whose figures in a report and in another version of it are there, and differ."""
    both = (cell for id, cell in report.form.cells.items() if id in other.figures and id in report.figures)
    return [cell for cell in both if report.figures[cell.id].value != other.figures[cell.id]]


def _told(report: Report, other: OtherVersion, wrong: Sequence[Cell], called: tuple[str, str]) -> str:
    """The first of some differing figures, in the other version and in the report, as these are `called`."""
    told = (
        f"{name_cell(cell)}{called[0]}是 {other.figures[cell.id]}，{called[1]}是 {report.figures[cell.id].value}"
        for cell in wrong[:_MOST_NAMED]
    )
    return f"{'；'.join(told)}{'等' if len(wrong) > _MOST_NAMED else ''}"


def differing_texts(one: Report, other: Report) -> Iterator[str]:
    """The numbers of the sections, present in both reports, whose texts differ."""
    texts = {section: prose.text for section, prose in other.prose.items()}
    yield from (section.no for section, _, _ in _differing(one, texts))


def _differing(report: Report, texts: Mapping[str, str]) -> Iterator[tuple[Section, str, str]]:
    """The sections of a report whose text differs from those given, both texts in half width without spaces."""
    for section in report.form.prose_sections:
        before = Text(texts.get(section.no, "")).plain
        now = Text(report.prose[section.no].text).plain if section.no in report.prose else ""
        if before and now and before != now:
            yield section, before, now


_A_TOTAL = "requests.not_processed.repeated.total"
_RULES = ("disclosure.rules.issued", "disclosure.rules.repealed", "disclosure.rules.in_force")


@rule(
    "H715",
    "有数而没有读到",
    Severity.WARNING,
    what="表格里的每一格都看得出是哪一行、哪一栏，和表式一样，读得出来，才能汇总。",
    basis="国办公开办函〔2021〕30号，第二至第四部分表式",
    right=Example("第三部分表格和表式一样", levels=Levels()),
    wrong=Example("“2.重复申请”一行少了一格", levels=Levels(unplaced=(_A_TOTAL,))),
)
def unplaced(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for the figures that are there and could not be assigned to columns."""
    if cells := facts(subject).unplaced:
        named = "、".join(name_missing(subject.report.form, cells))
        yield Defect(
            f"{named}有数，但分不清哪一格是哪一栏，{len(cells)} 个数没有读到，不能汇总：请把格子改得和表式一样",
            cells=cells,
        )


@rule(
    "H710",
    "无规章制定权而规章不为 0",
    Severity.WARNING,
    what="只有国务院部门、省级和设区的市（自治州）人民政府可以制定规章；其他机关的“规章”一行是 0。",
    basis="《立法法》第九十一条、第九十三条；国办公开办函〔2021〕30号，第二部分表式；条例第二十条",
    right=Example("县教育局的规章都是 0", levels=Levels(makes_rules=False)),
    wrong=Example("县教育局填了现行有效规章 3 件", figures={_RULES[2]: 3}, levels=Levels(makes_rules=False)),
)
def no_power_to_rule(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for the line 规章 of a body that cannot make any."""
    report = subject.report
    if facts(subject).makes_rules:
        return
    entry = next((e for e in report.form.entries if any(cell.id in _RULES for cell in e.cells)), None)
    wrong = [report.form.cells[id] for id in _RULES if id in report.form.cells and id in report.figures]
    wrong = [cell for cell in wrong if report.figures[cell.id].value]
    if wrong and entry:
        told = "、".join(
            f"{quoted(cell.column.label.text)}填了 {report.figures[cell.id].value}" for cell in wrong
        )
        yield Defect(
            f"{name_entry(entry)}：没有规章制定权，{told}，应是 0；可能是行政规范性文件填错了行",
            cells=tuple(cell.id for cell in wrong),
            origins=origins(report, wrong[:1]),
            expected=0,
            actual=report.figures[wrong[0].id].value,
            difference=report.figures[wrong[0].id].value,
        )
