"""A report of any format as a data file or as JSON, and what of it could not be read."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from ndbg.form.naming import name_missing
from ndbg.report import Report, Why
from ndbg.report.new_year import NO_NAME
from ndbg.show.json_text import dumps
from ndbg.show.report_json import WHY, report_json
from ndbg.write.toml import write_toml


class Format(StrEnum):
    """What a report is turned into; the value is also the ending of the file's name."""

    TOML = "toml"
    JSON = "json"


def converted(report: Report, format: Format) -> str:
    """The report as a text of a format; lines of a data file tell why their figures could not be read."""
    if format is Format.JSON:
        return dumps(report_json(report)) + "\n"
    entries = {cell.id: entry.id for entry in report.form.entries for cell in entry.cells}
    remarks: dict[str, str] = {}
    for unread in report.unread:
        shown = " ".join((unread.spot if unread.why is Why.REPEATED else unread.written).split())
        remark = f"{WHY[unread.why]}：{shown}" if shown else WHY[unread.why]
        remarks |= {entries[cell]: remark for cell in unread.cells}
    return write_toml(replace(report, agency=report.agency or NO_NAME), remarks)


def left_unread(report: Report) -> Iterator[str]:
    """What could not be read, a line each, and last how much could."""
    for unread in report.unread:
        place = f"{unread.origin.place}：" if unread.origin.place else ""
        what = "、".join(name_missing(report.form, unread.cells)) or f"“{unread.written}”"
        yield f"没有读到：{place}{what}（{WHY[unread.why]}）"
    for heading in report.unwritten:
        yield f"没有读到：“{heading}”的正文"
    all_there = "，全部齐全" if report.figures.keys() == report.form.cells.keys() else ""
    yield f"读到 {len(report.figures)} 个数{all_there}"
