"""`ndbg import`: reports as data files or as JSON."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ndbg.app.convert import DataFormat, converted, format_by_name, in_another_form, left_unread, workbook
from ndbg.app.output import NewFile, Output, is_named, read_for, save, shared_folder
from ndbg.app.reading import inputs, read_report, reading_remarks
from ndbg.app.take_back import take_back
from ndbg.cli.console import (
    CLEAN,
    echo,
    echo_changes,
    echo_err,
    echo_json,
    echo_remarks,
    reading,
    shows,
    working,
    written,
)
from ndbg.cli.options import Force
from ndbg.cli.several import distinct, make_each
from ndbg.errors import NdbgError
from ndbg.report import Report
from ndbg.show.report_json import report_json


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
        DataFormat | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="toml 数据文件、xlsx 用 Excel 填的表、json 供程序读取；不写时看 -o 的后缀，其他都是 toml",
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="数据文件",
            help="把报告里改过的正文和数收进这个数据文件（.toml 或用 Excel 填的 .xlsx），说明、名称和上年文件都保留",
        ),
    ] = None,
    force: Force = False,
) -> None:
    """读出已有报告里的数和正文，转成数据文件；或者用 --into 收进已有的数据文件。

    读不准的数不会猜，逐一说明在哪里、为什么。

    例：
    ndbg import 去年年报.docx -o 2023.toml
    ndbg import 年报.html --format json
    ndbg import data.toml -o 填报表.xlsx
    ndbg import 甲局.docx 乙局.html -o 数据
    ndbg import 年报.docx --into data.toml
    """
    files = distinct(files)
    if into:
        if len(files) > 1 or output:
            raise NdbgError("--into 一次收一份报告，不和 -o 一起用")
        raise typer.Exit(_take_back(files[0], into))
    if len(files) > 1 and output is None:
        raise NdbgError("几个文件要写到一个文件夹里，请用 -o 写明，例如：-o 数据")
    format = format or format_by_name(output)
    if format is DataFormat.XLSX and output is None:
        raise NdbgError("Excel 表显示不出来，请用 -o 写到文件里，例如：-o 填报表.xlsx")
    folder = shared_folder(files, output)
    if output and not (folder or output.suffix or output.is_dir()):
        raise NdbgError(
            f"“{output}”没有后缀：写成文件的，请写 {output}.{format}；要写到文件夹里，请先建立这个文件夹"
        )
    keep = partial(_keep, output, format, Output(inputs(files, force=force), folder), folder, force)
    raise typer.Exit(make_each(files, read_report, keep))


def _take_back(document: Path, data: Path) -> int:
    """Take the edits of a report into its data file and print them. Returns the exit code."""
    with working(reading(document)):
        taken = take_back(document, data)
    echo_remarks(taken.remarks)
    echo_changes(taken.changes)
    if taken.file:
        save(taken.file, force=True)
        echo(f"{written(data)}，改了 {len(taken.changes)} 处")
    else:
        echo("报告里的数和正文都和数据文件相同，没有要收的")
    for other in taken.rest:
        echo_err(f"没有收进数据文件：{other.name}：报告里是“{other.document}”，数据文件里是“{other.data}”")
    return CLEAN


def _keep(
    path: Path | None, format: DataFormat, output: Output, folder: Path | None, force: bool, report: Report
) -> int:
    """Save or print the data of a report, and print what could not be read. Returns the exit code."""
    echo_remarks(reading_remarks(report))
    if path is None:
        _show(report, format)
    else:
        # In a folder it gets the name of its source.
        place = path / f"{report.source.path.stem}.{format}" if folder or path.is_dir() else path
        data = (
            workbook(report, place)
            if format is DataFormat.XLSX
            else converted(report, format, place).encode()
        )
        output.save(NewFile(place, data, tuple(read_for(report)), is_named(place, path)), force=force)
        echo(written(place))
    for line in left_unread(report):
        echo_err(line)
    if format is not DataFormat.JSON and (remark := in_another_form(report)):
        echo_err(remark)
    return CLEAN


def _show(report: Report, format: DataFormat) -> None:
    if format is DataFormat.JSON:
        echo_json(report_json(report))
        return
    text = converted(report, format).rstrip("\n")
    echo(text)
    if not shows(text):
        echo_err("有些字在这里显示不出来，写成了“?”；要完整的内容，请用 -o 写到文件里")
