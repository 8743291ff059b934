"""FMT101 to FMT104 and T305: each figure of the form is there once, written as a plain number."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from ndbg.check.defect import Defect, Severity
from ndbg.check.rule import Example, rule
from ndbg.check.subject import Subject
from ndbg.form import Cell, Measure, Table
from ndbg.form.naming import name_cell, name_missing, name_table
from ndbg.report import (
    Blank,
    Doubtful,
    Missing,
    NotACount,
    Origin,
    Repeated,
    Report,
    Unknown,
    Unread,
    WrongLength,
)
from ndbg.text.listing import part_of

T = TypeVar("T", Blank, NotACount, Doubtful, Missing, Repeated, Unknown, WrongLength)


def _found(report: Report, reason: type[T]) -> Iterator[tuple[T, str]]:
    """What was not read for some kind of reason, each with the names of its cells."""
    for unread in report.unread:
        if isinstance(unread, reason):
            yield unread, "、".join(name_missing(report.form, unread.cells))


def _defect(unread: Unread, message: str) -> Defect:
    return Defect(message, unread.cells, (unread.origin,), actual=unread.written or None)


@rule(
    "FMT101",
    "件数不是非负整数",
    Severity.ERROR,
    what="件数是 0 或正整数；只有行政事业性收费的金额（万元）可以带小数，也不能是负数。",
    basis="国办公开办函〔2021〕30号，表式的计量单位",
    right=Example("12", written=("12",)),
    wrong=Example("-3、2.5", written=("-3", "2.5")),
)
def not_a_count(subject: Subject) -> Iterator[Defect]:
    """A defect for each figure that is outside its domain."""
    for unread, place in _found(subject.report, NotACount):
        wanted = _wanted(subject.report.form.cells[unread.cells[0]])
        unquoted = "（不加引号）" if unread.written.startswith(_QUOTES) else ""
        instead = f"，请改为 {unread.instead}{unquoted}" if unread.instead else ""
        yield _defect(unread, f"{place}应是 {wanted}，写成了 {part_of(unread.written, _LONGEST)}{instead}")


def _wanted(cell: Cell) -> str:
    """The domain of a figure, in words."""
    if cell.measure is Measure.CHANGE:
        return "整数（增加写正数，减少写负数）"
    unit = f"{cell.column.unit}，" if cell.column.unit else ""
    return f"0 或正数（{unit}可带小数）" if cell.measure is Measure.AMOUNT else "0 或正整数"


def _is_sum_left_out(unread: Blank, report: Report) -> bool:
    """Whether a line was left out that is the sum of others; what is missing is reported for its parts."""
    sums = {id for table in report.form.tables for id in table.column_sums}
    return unread.origin == Origin() and sums.issuperset(unread.cells)


_LONGEST = 30  # characters of a text in place of a figure that are told
_QUOTES = ('"', "'")
_NOTHING = ("", "[]", '""')


def _untouched(report: Report) -> Iterator[tuple[Table, Sequence[Blank]]]:
    """The tables in which nothing is filled in yet, each with the reasons for its rows."""
    blank = [u for u in report.unread if isinstance(u, Blank) and u.written in _NOTHING]
    for table in report.form.tables:
        rows = [unread for unread in blank if table.cells.keys() >= set(unread.cells)]
        if {id for unread in rows for id in unread.cells} == table.cells.keys():
            yield table, rows


@rule(
    "FMT102",
    "空白或占位符，应填 0",
    Severity.ERROR,
    what="每一格都有数；没有发生的填 0，不留空白，不画斜线、横线，不写“无”“不涉及”。空白绝不当作 0。",
    basis="国办公开办函〔2021〕30号，填报说明",
    right=Example("0", written=("0",)),
    wrong=Example("空白、/、-、无、不涉及、N/A", written=("", "/", "-", "无", "不涉及", "N/A")),
)
def blank(subject: Subject) -> Iterator[Defect]:
    """A defect for each figure that is left blank."""
    untouched = list(_untouched(subject.report))
    for table, rows in untouched:
        message = f"{name_table(table)}还没有填写：请逐行填上数；没有发生的填 0"
        cells = tuple(id for unread in rows for id in unread.cells)
        yield Defect(message, cells, tuple(unread.origin for unread in rows))
    reported = {id(unread) for _, rows in untouched for unread in rows}
    for unread, place in _found(subject.report, Blank):
        if id(unread) in reported or _is_sum_left_out(unread, subject.report):
            continue
        if unread.written in _NOTHING:
            message = f"{place}还没有填写：请填上数；没有发生的填 0"
        else:
            message = f"{place}写成了 {unread.written}：没有发生的填 0，不要用空白、符号或文字"
        yield _defect(unread, message)


@rule(
    "FMT103",
    "单元格内有注释",
    Severity.WARNING,
    what="一格里只有一个数，不带注释。数和注释都会保留，请把注释写进正文。",
    basis="国办公开办函〔2021〕30号，表式",
    right=Example("22，正文里写“制发行政规范性文件22件，其中修订16件”", written=("22",)),
    wrong=Example("22（其中修订16件）", written=("22（其中修订16件）",)),
)
def remark_in_cell(subject: Subject) -> Iterator[Defect]:
    """A defect for each figure with a remark in its cell."""
    for id, figure in subject.report.figures.items():
        if figure.remark:
            yield Defect(
                message=f"{name_cell(subject.report.form.cells[id])}写成了 {figure.written}，格子里只填 {figure.text}，注释请写进正文",
                cells=(id,),
                origins=(figure.origin,),
                actual=figure.written,
                expected=figure.value,
            )


@rule(
    "FMT104",
    "数字书写不规范",
    Severity.ERROR,
    also=Severity.WARNING,
    what="数用半角阿拉伯数字书写，中间没有空格，前后没有“约”“余”。看不出是哪个数的是错误，看得出的是提醒。",
    basis="国办公开办函〔2021〕30号，表式；GB/T 15835—2011《出版物上数字用法》",
    right=Example("19、3、12（1,234、12 件也能读）", written=("19", "3", "12", "1,234", "12 件")),
    wrong=Example("1 9、约3、１２、0012", written=("1 9", "约3", "１２", "0012")),
)
def badly_written(subject: Subject) -> Iterator[Defect]:
    """A defect for each figure that is not written in plain digits."""
    report = subject.report
    for unread, place in _found(report, Doubtful):
        if unread.advice:
            yield _defect(unread, f"{place}写成了 {unread.written}：{unread.advice}")
            continue
        instead = f"，是不是 {unread.instead}？" if unread.instead else "；"
        message = f"{place}写成了 {unread.written}，看不出是哪个数{instead}"
        yield _defect(unread, f"{message}请直接写阿拉伯数字，不加引号、空格和文字")
    for table in report.form.tables:
        odd = [(id, f) for id in table.cells if (f := report.figures.get(id)) and f.written and not f.remark]
        if len(odd) > _MANY_FIGURES:
            (id, first), cells = odd[0], tuple(id for id, _ in odd)
            example = f"{name_cell(table.cells[id])}写成了 {first.written}，应写 {first.text}"
            message = f"{example}；这张表格另有 {len(odd) - 1} 个数书写不规范，请一并改正"
            yield Defect(message, cells, tuple(f.origin for _, f in odd), severity=Severity.WARNING)
            continue
        for id, figure in odd:
            yield Defect(
                message=f"{name_cell(table.cells[id])}写成了 {figure.written}，应写 {figure.text}",
                cells=(id,),
                origins=(figure.origin,),
                actual=figure.written,
                expected=figure.value,
                severity=Severity.WARNING,
            )


_MANY_FIGURES = 4  # of one table that are reported together


@rule(
    "T305",
    "缺行、重行",
    Severity.ERROR,
    also=Severity.WARNING,
    what="表式的每一行各有一次，不缺行、不重行、不加行，每行的数和列一样多。文件里没有认出来的行，分不清是缺了还是没有读到的，是提醒。",
    basis="国办公开办函〔2021〕30号，表式",
    right=Example("第三部分表格 25 行、7 列，与表式一致"),
    wrong=Example(
        "缺少“8.属于行政查询事项”一行；“重复申请”出现两次", without=("requests.denied.admin_inquiry",)
    ),
)
def rows_once(subject: Subject) -> Iterator[Defect]:
    """A defect for each row that is missing, repeated, unknown or of another length."""
    report = subject.report
    not_found = list(_tables_not_found(report))
    reported = {id for defect in not_found for id in defect.cells}
    yield from not_found
    for missing, place in _found(report, Missing):
        if reported.issuperset(missing.cells):
            continue
        if report.source.outline is not None and not missing.near:
            yield _defect(missing, f"没有读到{place}{_MAY_BE_THERE}")._replace(severity=Severity.WARNING)
            continue
        hint = f"；文件里有一行“{missing.near}”，是不是它？" if missing.near else "，请补上"
        yield _defect(missing, f"缺少{place}{hint}")
    for twice, place in _found(report, Repeated):
        yield _defect(twice, f"{place}重复：“{twice.spot}”和“{twice.other.spot}”是同一项，请删去一处")
    for unknown, _ in _found(report, Unknown):
        hint = f"，是不是“{unknown.near}”？请改正" if unknown.near else "，请删去"
        yield _defect(unknown, f"表式里没有“{unknown.written}”这一行{hint}")
    for line, place in _found(report, WrongLength):
        yield _defect(line, f"{place}里数的个数不对：{_length(line)}")


_MAY_BE_THERE = "：文件里没有，或者没有认出来，请对照原件"
_MANY_LINES = 4  # of one table that are reported together


def _tables_not_found(report: Report) -> Iterator[Defect]:
    """A defect for each table of a document that was not found, in whole or in many lines, which may still be there."""
    if report.source.outline is None:
        return  # in a data file nothing can be overlooked
    for table in report.form.tables:
        own = table.cells.keys()
        lines = [m for m, _ in _found(report, Missing) if own >= set(m.cells) and not m.near]
        whole = any(own == set(missing.cells) for missing in lines)
        if not whole and len(lines) < _MANY_LINES:
            continue
        what = name_table(table) if whole else f"{name_table(table)}的 {len(lines)} 行"
        cells = tuple(id for missing in lines for id in missing.cells)
        yield Defect(f"没有读到{what}{_MAY_BE_THERE}", cells, severity=Severity.WARNING)


def _length(line: WrongLength) -> str:
    wanted = [f"{number}个" for number in line.wanted]
    if line.given is None:
        return f"这一行要有{''.join(wanted[-1:])}数，写在方括号里"
    return f"这一行要有{'或'.join(wanted)}数，现在有{line.given}个"
