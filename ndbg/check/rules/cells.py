"""FMT1xx and T305: each figure of the form stands once, as the number it is."""

from collections.abc import Iterator

from ndbg.check.finding import Finding, Severity
from ndbg.form import FORM, Cell, Entry
from ndbg.form.wording import name_cell, name_entry, name_missing
from ndbg.report import Report, Unread, Why


def _entry(cells: tuple[str, ...]) -> Entry | None:
    return next((e for e in FORM.entries if tuple(c.id for c in e.cells) == cells), None)


def _place(unread: Unread) -> str:
    """The line or the cell of the form that was not read."""
    if entry := _entry(unread.cells):
        return name_entry(entry)
    if len(unread.cells) == 1:
        return name_cell(FORM.cells[unread.cells[0]])
    return "、".join(name_missing(unread.cells))


def _found(report: Report, *whys: Why) -> Iterator[Unread]:
    return (unread for unread in report.unread if unread.why in whys)


def _error(code: str, unread: Unread, message: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=message,
        cells=unread.cells,
        origins=(unread.origin,),
        actual=unread.written or None,
    )


def not_a_count(report: Report) -> Iterator[Finding]:
    """FMT101: counts are whole numbers from 0; only the fee amount has decimals (30号 表式)."""
    for unread in _found(report, Why.NOT_A_COUNT):
        cell: Cell = FORM.cells[unread.cells[0]]
        wanted = "0 或正数（万元，可带小数）" if cell.decimal else "0 或正整数"
        advice = f"，请改为 {unread.advice}（不加引号）" if unread.advice else ""
        message = f"{_place(unread)}应是 {wanted}，写成了 {unread.written}{advice}"
        yield _error("FMT101", unread, message)


def blank(report: Report) -> Iterator[Finding]:
    """FMT102: what did not happen is written 0, never left blank or struck out (30号 填报说明)."""
    for unread in _found(report, Why.BLANK):
        where = _place(unread)
        if unread.written in ("", "[]", '""'):
            message = f"{where}还没有填写：请填上数；没有发生的填 0"
        else:
            message = f"{where}写成了 {unread.written}：没有发生的填 0，不要用空白或符号"
        yield _error("FMT102", unread, message)


def badly_written(report: Report) -> Iterator[Finding]:
    """FMT104: numbers in half-width digits, without spaces or 约; an error where the value is in doubt."""
    for unread in _found(report, Why.DOUBTFUL):
        advice = f"，是不是 {unread.advice}" if unread.advice else ""
        message = f"{_place(unread)}写成了 {unread.written}，看不出是哪个数{advice}"
        yield _error("FMT104", unread, f"{message}；请直接写阿拉伯数字，不加引号、空格和文字")
    for id, figure in report.figures.items():
        if figure.written:
            yield Finding(
                code="FMT104",
                severity=Severity.WARNING,
                message=f"{name_cell(FORM.cells[id])}写成了 {figure.written}，应写 {figure.value}",
                cells=(id,),
                origins=(figure.origin,),
                actual=figure.written,
                expected=figure.value,
            )


def rows_once(report: Report) -> Iterator[Finding]:
    """T305: each row of the form stands once, with as many numbers as it has columns (30号 表式)."""
    for unread in _found(report, Why.MISSING):
        hint = f"；文件里有一行“{unread.advice}”，是不是它？" if unread.advice else "，请补上"
        yield _error("T305", unread, f"缺少{_place(unread)}{hint}")
    for unread in _found(report, Why.REPEATED):
        other = f"“{unread.advice}”和“{unread.written}”是同一行" if unread.advice else "这一行写了两次"
        yield _error("T305", unread, f"{_place(unread)}重复：{other}，请删去一处")
    for unread in _found(report, Why.UNKNOWN):
        hint = f"，是不是“{unread.advice}”？" if unread.advice else "，请删去"
        yield _error("T305", unread, f"表格里没有“{unread.written}”这一行{hint}")
    for unread in _found(report, Why.LENGTH):
        yield _error("T305", unread, f"{_place(unread)}的个数不对：{unread.advice}")
