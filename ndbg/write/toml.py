"""Write a report as a data file (TOML), to be edited by hand."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile

import tomli_w

from ndbg.form import Entry, Line, Measure, Table
from ndbg.report import Additions, Drafter, Prose, Report
from ndbg.text.controls import escaped
from ndbg.text.digits import number_or_text

_HEAD = """\
# 政府信息公开工作年度报告 数据文件
# 只改等号右边。没有发生的填 0；还没有数的留着 []，不要空着。
# 数字、逗号、引号、括号都用半角（英文输入法）。# 后面的是说明，不会印出来。
# 填好以后：ndbg check 核对，ndbg fill 生成 Word 文件。
"""
_PROSE_HELP = """\
# 一行一段；以（一）开头的是二级标题。文中的数可以写成 {{本年新收}}、{{予以公开}} 这样的
# 名称，由表格里的数自动填入（ndbg init --names 列出全部名称）。
"""
_FEE_HELP = """\
# 信息处理费：件数和金额（单位：元）。没有收取的，也要在正文里写明没有收取。
"""
_EXTRA_HELP = """\
# 本机关自己的数，取个名字，就可以在正文里用 {{名字}}，例如 "新闻发布会" = 2
"""
_SUPPRESSION_HELP = """\
# 核对时的提醒、提示如果没有问题，在这里写明原因；写规则编号，或者编号加项目名称
"""


def write_toml(report: Report, remarks: Mapping[str, str] | None = None, *, totals: bool = True) -> str:
    """The data file of a report, in the order of the form.

    Prose keeps its markers. A line without figures is written as `[]`. `remarks` are comments on lines, by the id
    of the entry, or by 数据 and a name for the office's own figures. Without `totals`, the totals that the reader
    computes are left out: those of rows, and the row （七）总计.
    """
    return escaped("".join(_parts(report, remarks or {}, totals=totals)))


def _parts(report: Report, remarks: Mapping[str, str], *, totals: bool) -> Iterator[str]:
    yield _HEAD
    yield from _facts(report)
    first_prose = True
    for section in report.form.sections:
        yield _heading(section.heading)
        if section.table:
            yield from _table(report.form.table(section.table), report, remarks, totals=totals)
            continue
        if section is report.form.last_section:
            yield from _fee(report)
        if first_prose:
            yield _PROSE_HELP
        first_prose = False
        yield _text("正文", report.prose.get(section.no, Prose()))
    yield from _additions(report.added, remarks)


def _facts(report: Report) -> Iterator[str]:
    yield _heading("报告")
    yield _item("机关", report.agency)
    yield _item("年度", report.year)
    # The day is an example: 31 January is the last one for departments (条例第四十九条).
    example = f'# "公布日期" = {report.year + 1}-01-31\n' if report.year else ""
    yield _item("公布日期", report.published) if report.published else example
    if report.added.previous:
        yield _remarked(
            _item("上年文件", report.added.previous), "核对时和它比较；文件在哪里，从本文件所在的文件夹算起"
        )
    if report.added.prose_file:
        yield _remarked(_item("正文文件", report.added.prose_file), "正文写在这个 Word 文件里，按标题读取")
    if report.preface.source:
        yield _text("引言", report.preface)


def _additions(added: Additions, remarks: Mapping[str, str]) -> Iterator[str]:
    """The parts that no report shows: own figures, who drafted it, suppressions."""
    yield _heading("数据")
    yield _EXTRA_HELP
    for name, value in added.extra.items():
        yield _remarked(_item(name, number_or_text(value)), remarks.get(f"数据.{name}"))
    if added.drafter != Drafter():
        yield _heading("送审")
        yield _item("拟稿处室", added.drafter.section)
        yield _item("拟稿人", added.drafter.name)
        yield _item("联系电话", added.drafter.phone)
    if added.suppressions:
        yield _heading("核对说明")
        yield _SUPPRESSION_HELP
    for suppression in added.suppressions:
        yield _item(suppression.key, suppression.reason)


def _heading(title: str) -> str:
    return f'\n["{title}"]\n'


def _item(key: str, value: object) -> str:
    return tomli_w.dumps({key: value})


def _remarked(line: str, remark: str | None) -> str:
    return f"{line.rstrip()}  # {remark}\n" if remark else line


def _text(key: str, prose: Prose) -> str:
    """A multi-line string, with blank lines to write in where it is empty."""
    source = prose.source or prose.text
    body = tomli_w.dumps({key: f"{source}\n"}, multiline_strings=True)
    return body if source else f'"{key}" = """\n"""\n'


def _fee(report: Report) -> Iterator[str]:
    yield _FEE_HELP
    fee = report.fee
    shown = f'{{ "件数" = {fee.count}, "金额" = {fee.amount:f} }}' if fee else '{ "件数" = 0, "金额" = 0 }'
    yield f'{"" if fee else "# "}"信息处理费" = {shown}\n'


def _table(table: Table, report: Report, remarks: Mapping[str, str], *, totals: bool) -> Iterator[str]:
    columns: Sequence[str] = ()
    groups: tuple[str, ...] = ()
    # In a table, all lines have totals or none has.
    totals = totals or any(_needs_total(entry, report) for entry in table.entries)
    for entry in table.entries:
        if not totals and _is_computed(table, entry, report):
            continue
        heads = [cell.column.label.text for cell in entry.cells]
        if heads != columns:
            columns = heads
            yield f"# {_heads(entry, totals=totals)}\n"
        if entry.label.under != groups:
            for group in entry.label.under[_common(groups, entry.label.under) :]:
                yield f"# {group}\n"
            groups = entry.label.under
        key = tomli_w.dumps({entry.label.text: 0}).rpartition(" =")[0]
        line = f"{key} = {_figures(entry, report, totals=totals)}\n"
        yield _remarked(line, remarks.get(entry.id))


def _needs_total(entry: Entry, report: Report) -> bool:
    """Whether a line must have its total, since without it another figure would seem to be missing."""
    values = [report.figures[cell.id].value for cell in entry.cells if cell.id in report.figures]
    if not entry.total or len(values) < len(entry.cells):
        return False
    *parts, total = values
    return sum(parts) != total or total_like(parts)


def total_like(parts: Sequence[int | Decimal]) -> bool:
    """Whether the last of some figures could be the total of the others."""
    return bool(parts[-1]) and parts[-1] == sum(parts[:-1])


def _is_computed(table: Table, entry: Entry, report: Report) -> bool:
    """Whether a line can be left out: each of its figures is missing, or equals the sum that the reader computes."""
    sums = table.column_sums
    if not all(cell.id in sums for cell in entry.cells):
        return False
    known = {cell.id: report.figures[cell.id].value for cell in entry.cells if cell.id in report.figures}
    return all(
        all(part.id in report.figures for part in sums[id])
        and value == sum(report.figures[part.id].value for part in sums[id])
        for id, value in known.items()
    )


def _heads(entry: Entry, *, totals: bool) -> str:
    """The columns of a line with their unit, which is given once where all have the same, unless the label has it."""
    columns = [cell.column for cell in entry.cells]
    if entry.total and not totals:
        heads, unit = ", ".join(column.label.text for column in columns[:-1]), columns[0].unit
        return f"{heads}（{unit}）；{columns[-1].label.text}由程序算出，不用写"
    if len({(column.unit, column.measure) for column in columns}) > 1:
        return ", ".join(map(_head, columns))
    heads, unit = ", ".join(column.label.text for column in columns), columns[-1].unit
    return heads if unit in columns[-1].label.text else f"{heads}（{unit}）"


def _head(column: Line) -> str:
    """A column with its unit, and with the sign rule for changes."""
    units = [column.unit] if column.unit else []
    units += ["减少写负数"] if column.measure is Measure.CHANGE else []
    return f"{column.label.text}（{'，'.join(units)}）" if units else column.label.text


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    """The number of groups that two labels share."""
    pairs = zip(left, right, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _figures(entry: Entry, report: Report, *, totals: bool) -> str:
    values = [report.figures.get(cell.id) for cell in entry.cells]
    if entry.total and not totals and any(values):
        values.pop()
    if not any(values):
        return "[]"
    if len(values) == 1 and values[0]:
        return values[0].text
    # A single unknown figure of a line is an empty text, which the check reports.
    open_figure = '""'
    return f"[{', '.join(value.text if value else open_figure for value in values)}]"
