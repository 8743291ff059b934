"""FMT1xx and T305: each figure of the form stands once, as the number it is."""

from collections.abc import Iterator

from ndbg.check.finding import Defect, Severity
from ndbg.form import FORM
from ndbg.form.wording import name_cell, name_missing
from ndbg.report import Report, Unread, Why


def _found(report: Report, why: Why) -> Iterator[tuple[Unread, str]]:
    """What was not read for a reason, each with the line or cell of the form that it is."""
    for unread in report.unread:
        if unread.why is why:
            yield unread, "、".join(name_missing(unread.cells))


def _defect(unread: Unread, message: str) -> Defect:
    return Defect(message, unread.cells, (unread.origin,), actual=unread.written or None)


def not_a_count(report: Report) -> Iterator[Defect]:
    """FMT101: counts are whole numbers from 0; only the fee amount has decimals (30号, 表式)."""
    for unread, place in _found(report, Why.NOT_A_COUNT):
        amount = FORM.cells[unread.cells[0]].decimal
        wanted = "0 或正数（万元，可带小数）" if amount else "0 或正整数"
        advice = f"，请改为 {unread.advice}（不加引号）" if unread.advice else ""
        yield _defect(unread, f"{place}应是 {wanted}，写成了 {unread.written}{advice}")


def blank(report: Report) -> Iterator[Defect]:
    """FMT102: what did not happen is written 0, never left blank or struck out (30号, 填报说明)."""
    for unread, place in _found(report, Why.BLANK):
        if unread.written in ("", "[]", '""'):
            message = f"{place}还没有填写：请填上数；没有发生的填 0"
        else:
            message = f"{place}写成了 {unread.written}：没有发生的填 0，不要用空白或符号"
        yield _defect(unread, message)


def badly_written(report: Report) -> Iterator[Defect]:
    """FMT104: numbers are half-width digits, without spaces or 约; an error where in doubt (30号, 表式)."""
    for unread, place in _found(report, Why.DOUBTFUL):
        advice = f"，是不是 {unread.advice}" if unread.advice else ""
        message = f"{place}写成了 {unread.written}，看不出是哪个数{advice}"
        yield _defect(unread, f"{message}；请直接写阿拉伯数字，不加引号、空格和文字")
    for id, figure in report.figures.items():
        if figure.written:
            yield Defect(
                message=f"{name_cell(FORM.cells[id])}写成了 {figure.written}，应写 {figure.text}",
                cells=(id,),
                origins=(figure.origin,),
                actual=figure.written,
                expected=figure.value,
                severity=Severity.WARNING,
            )


def rows_once(report: Report) -> Iterator[Defect]:
    """T305: each row of the form stands once, with as many numbers as it has columns (30号, 表式)."""
    for unread, place in _found(report, Why.MISSING):
        hint = f"；文件里有一行“{unread.advice}”，是不是它？" if unread.advice else "，请补上"
        yield _defect(unread, f"缺少{place}{hint}")
    for unread, place in _found(report, Why.REPEATED):
        yield _defect(unread, f"{place}重复：“{unread.written}”和“{unread.advice}”是同一行，请删去一处")
    for unread, _ in _found(report, Why.UNKNOWN):
        hint = f"，是不是“{unread.advice}”？" if unread.advice else "，请删去"
        yield _defect(unread, f"表格里没有“{unread.written}”这一行{hint}")
    for unread, place in _found(report, Why.LENGTH):
        yield _defect(unread, f"{place}的个数不对：{unread.advice}")
