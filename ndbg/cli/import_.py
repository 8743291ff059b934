"""`ndbg import`: existing reports as data files, or as JSON."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ndbg.cli.console import CLEAN, read_report, say, show_json, show_notes, shows, tell
from ndbg.cli.options import Force
from ndbg.cli.several import Written, make_each, shared_folder
from ndbg.cli.target import is_named
from ndbg.errors import NdbgError

if TYPE_CHECKING:
    from ndbg.report import Report


class Format(StrEnum):
    """What a report is turned into; the value is also the ending of the file's name."""

    TOML = "toml"
    JSON = "json"


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="文件...", help="已有的报告：Word、网页、文本、Excel、PDF 等，可以写几个"),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件或文件夹",
            help="写到哪里；不写就显示在屏幕上，几个文件时要写文件夹",
        ),
    ] = None,
    format: Annotated[
        Format, typer.Option("--format", metavar="格式", help="toml 数据文件（不写就是它）、json 供程序读取")
    ] = Format.TOML,
    force: Force = False,
) -> None:
    """读出已有报告里的数和正文，转成数据文件。

    读不准的数不会猜，逐一说明在哪里、为什么。

    例：
    ndbg import 去年年报.docx -o 2023.toml
    ndbg import 年报.html --format json
    ndbg import 甲局.docx 乙局.html -o 数据
    """
    if len(files) > 1 and output is None:
        raise NdbgError("几个文件要写到一个文件夹里，请用 -o 写明，例如：-o 数据")
    written = Written(files, shared_folder(files, output))
    keep = partial(_keep, output, format, written, force)
    raise typer.Exit(make_each(files, _read, keep))


def _read(path: Path) -> "Report":
    report = read_report(path)
    show_notes(report)
    return report


def _keep(
    output: Path | None, format: Format, written: Written, force: bool, path: Path, report: "Report"
) -> int:
    """Save or show a report that was read, and tell what could not be read. Gives the exit code."""
    if output is None:
        _show(report, format)
    else:
        # In a folder it is named as the file that it was read from.
        place = output / f"{path.stem}.{format}" if written.folder or output.is_dir() else output
        text = _text(report, format)
        written.save(path, place, text.encode(), force=force, named=is_named(place, output))
        say(f"已写入：{place}")
    _tell_unread(report)
    return CLEAN


def _show(report: "Report", format: Format) -> None:
    if format is Format.JSON:
        from ndbg.show.report_json import report_json

        show_json([report_json(report)])
        return
    text = _toml(report).rstrip("\n")
    say(text)
    if not shows(text):
        tell("有些字在这里显示不出来，写成了“?”；要完整的内容，请用 -o 写到文件里")


def _text(report: "Report", format: Format) -> str:
    if format is Format.TOML:
        return _toml(report)
    from ndbg.show.json_text import dumps
    from ndbg.show.report_json import report_json

    return dumps(report_json(report)) + "\n"


def _toml(report: "Report") -> str:
    from dataclasses import replace

    from ndbg.report import Why
    from ndbg.report.new_year import NO_NAME
    from ndbg.show.report_json import WHY
    from ndbg.write.toml import write_toml

    entries = {cell.id: entry.id for entry in report.form.entries for cell in entry.cells}
    remarks: dict[str, str] = {}
    for unread in report.unread:
        shown = " ".join((unread.spot if unread.why is Why.REPEATED else unread.written).split())
        remark = f"{WHY[unread.why]}：{shown}" if shown else WHY[unread.why]
        remarks |= {entries[cell]: remark for cell in unread.cells}
    return write_toml(replace(report, agency=report.agency or NO_NAME), remarks)


def _tell_unread(report: "Report") -> None:
    from ndbg.form.naming import name_missing
    from ndbg.show.report_json import WHY

    for unread in report.unread:
        place = f"{unread.origin.place}：" if unread.origin.place else ""
        what = "、".join(name_missing(report.form, unread.cells)) or f"“{unread.written}”"
        tell(f"没有读到：{place}{what}（{WHY[unread.why]}）")
    for heading in report.unwritten:
        tell(f"没有读到：“{heading}”的正文")
    tell(
        f"读到 {len(report.figures)} 个数"
        + ("，全部齐全" if report.figures.keys() == report.form.cells.keys() else "")
    )
