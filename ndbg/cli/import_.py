"""`ndbg import`: an existing report as a data file, or as JSON."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ndbg.cli.console import read_report, say, show_json, show_notes, shows, tell
from ndbg.cli.target import refuse_source

if TYPE_CHECKING:
    from ndbg.report import Report


class Format(StrEnum):
    """What a report is turned into."""

    TOML = "toml"
    JSON = "json"


def import_(
    file: Annotated[Path, typer.Argument(metavar="文件", help="已有的报告：Word、网页、文本、Excel、PDF 等")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写到哪个文件；不写就显示在屏幕上"),
    ] = None,
    format: Annotated[
        Format, typer.Option("--format", metavar="格式", help="toml 数据文件（不写就是它）、json 供程序读取")
    ] = Format.TOML,
    force: Annotated[bool, typer.Option("--force", help="文件已经存在时，覆盖它")] = False,
) -> None:
    """读出已有报告里的数和正文，转成数据文件。

    读不准的数不会猜，逐一说明在哪里、为什么。

    例：
    ndbg import 去年年报.docx -o 2023.toml
    ndbg import 年报.html --format json
    """
    from ndbg.write.files import refuse_existing

    report = read_report(file)
    show_notes(report)
    if output is None:
        _show(report, format)
    else:
        refuse_existing(output, force=force)
        refuse_source(output, file)
        _save(report, format, output, force=force)
    _tell_unread(report)


def _show(report: "Report", format: Format) -> None:
    if format is Format.JSON:
        from ndbg.show.report_json import report_json

        show_json([report_json(report)])
    else:
        text = _toml(report).rstrip("\n")
        say(text)
        if not shows(text):
            tell("有些字在这里显示不出来，写成了“?”；要完整的内容，请用 -o 写到文件里")


def _save(report: "Report", format: Format, output: Path, *, force: bool) -> None:
    from ndbg.write.files import save

    if format is Format.JSON:
        import json

        from ndbg.show.report_json import report_json

        text = json.dumps(report_json(report), ensure_ascii=False, indent=2) + "\n"
    else:
        text = _toml(report)
    save(output, text.encode(), force=force)
    say(f"已写入：{output}")


def _toml(report: "Report") -> str:
    from dataclasses import replace

    from ndbg.form import FORM
    from ndbg.opening import NO_NAME
    from ndbg.show.report_json import WHY
    from ndbg.write.toml import write_toml

    entries = {cell.id: entry.id for entry in FORM.entries for cell in entry.cells}
    remarks = {
        entries[cell]: f"{WHY[unread.why]}：{' '.join(unread.written.split())}"
        if unread.written
        else WHY[unread.why]
        for unread in report.unread
        for cell in unread.cells
    }
    return write_toml(replace(report, agency=report.agency or NO_NAME), remarks)


def _tell_unread(report: "Report") -> None:
    from ndbg.form import FORM
    from ndbg.form.wording import name_missing
    from ndbg.show.report_json import WHY

    for unread in report.unread:
        place = f"{unread.origin.place}：" if unread.origin.place else ""
        what = "、".join(name_missing(unread.cells)) or f"“{unread.written}”"
        tell(f"没有读到：{place}{what}（{WHY[unread.why]}）")
    tell(
        f"读到 {len(report.figures)} 个数"
        + ("，全部齐全" if report.figures.keys() == FORM.cells.keys() else "")
    )
