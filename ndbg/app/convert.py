"""Convert a report of any format into a data file or JSON, and say what could not be read."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from ndbg.app.output import moved
from ndbg.app.reading import last_report
from ndbg.errors import NdbgError
from ndbg.form import Form, form_of, is_superseded, restricted_to
from ndbg.form.naming import name_missing
from ndbg.program import command
from ndbg.report import Doubtful, Missing, Repeated, Report, Unknown
from ndbg.report.new_year import NO_NAME
from ndbg.show.json_text import dumps
from ndbg.show.report_json import REASONS, report_json
from ndbg.write.toml import write_toml


class DataFormat(StrEnum):
    """What a report is turned into; the value is also the ending of the file's name."""

    TOML = "toml"
    JSON = "json"
    XLSX = "xlsx"


def format_by_name(output: Path | None) -> DataFormat:
    """The format by the suffix of a file, by default TOML. Raises NdbgError for what `fill` and `export` make."""
    suffix = output.suffix.lower().removeprefix(".") if output and not output.is_dir() else ""
    if suffix in ("docx", "doc", "wps"):
        raise NdbgError(f"import 生成的是 {'、'.join(DataFormat)}；要 Word 文件，请用 {command('fill')}")
    if suffix in ("html", "htm", "pdf", "md"):
        raise NdbgError(
            f"import 生成的是 {'、'.join(DataFormat)}；要 {suffix} 文件，请用 {command('export')}"
        )
    return next((format for format in DataFormat if format == suffix), DataFormat.TOML)


def workbook(report: Report, place: Path | None = None) -> bytes:
    """The report as a workbook data file, at a path if given, in the form of its year. Raises NdbgError."""
    from ndbg.write.workbook.data import write_data_workbook

    return write_data_workbook(_as_data(report, place), last_report(report).report)


def _as_data(report: Report, place: Path | None) -> Report:
    """A report as written to a data file at a path: in the form of its year, with a placeholder for an unknown agency."""
    report = moved(report, place) if place else report
    if is_superseded(report.form, report.year):
        report = _in_form(report, form_of(report.year))
    return replace(report, agency=report.agency or NO_NAME)


def _in_form(report: Report, form: Form) -> Report:
    """The report in another form, with the figures and unread cells that both forms have; the others are missing."""
    unread = [
        u._replace(cells=tuple(id for id in u.cells if id in form.cells))
        for u in report.unread
        if not isinstance(u, Unknown)
    ]
    known = report.figures.keys() | {id for u in unread for id in u.cells}
    new = [tuple(cell.id for cell in entry.cells if cell.id not in known) for entry in form.entries]
    return replace(
        report,
        form=form,
        figures={id: figure for id, figure in report.figures.items() if id in form.cells},
        unread=(
            *(u for u in unread if u.cells),
            *(Missing(ids) for ids in new if ids),
        ),
    )


def converted(report: Report, format: DataFormat, place: Path | None = None) -> str:
    """The report as TOML, at a path if given, or JSON; comments in TOML say why figures could not be read."""
    if format is DataFormat.JSON:
        return dumps(report_json(report)) + "\n"
    report = _as_data(report, place)
    entries = {cell.id: entry.id for entry in report.form.entries for cell in entry.cells}
    remarks: dict[str, str] = {}
    for unread in report.unread:
        shown = " ".join((unread.spot if isinstance(unread, Repeated) else unread.written).split())
        remark = f"{REASONS[type(unread)]}：{shown}" if shown else REASONS[type(unread)]
        remarks |= {entries[cell]: remark for cell in unread.cells}
    return write_toml(report, remarks)


def in_another_form(report: Report) -> str:
    """The remark that the data file has another form than the report; empty where both have the same."""
    if not is_superseded(report.form, report.year):
        return ""
    form = form_of(report.year)
    count = len(restricted_to(form, report.form).cells.keys() & report.figures.keys())
    return f"数据文件用的是 {form.first_year} 年起的表式：两种表式都有的 {count} 个数已经写入，其余的请填在 [] 里"


def left_unread(report: Report) -> Iterator[str]:
    """A line for each thing that could not be read, and a last line with the number of figures read."""
    for unread in report.unread:
        place = f"{unread.origin.place}：" if unread.origin.place else ""
        what = "、".join(name_missing(report.form, unread.cells)) or f"“{unread.written}”"
        why = unread.advice if isinstance(unread, Doubtful) and unread.advice else REASONS[type(unread)]
        yield f"没有读到：{place}{what}（{why}）"
    for heading in report.unwritten:
        yield f"没有读到：“{heading}”的正文"
    lacking = [name for name, value in (("机关", report.agency), ("年度", report.year)) if not value]
    for name in lacking:
        yield f"没有读到：{name}（标题、引言、落款里都没有认出来），请自己填上"
    whole = report.figures.keys() == report.form.cells.keys() and not lacking
    all_there = "，全部齐全" if whole else ""
    yield f"读到 {len(report.figures)} 个数{all_there}"
