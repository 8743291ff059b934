"""`ndbg export`: a report as a web page, as PDF, as a workbook, as Markdown."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ndbg.app import export as app
from ndbg.app.export import Exported, ExportFormat, ExportRequest, format_by_name
from ndbg.app.output import Output, shared_folder
from ndbg.app.reading import inputs
from ndbg.cli.console import (
    CLEAN,
    FINDINGS,
    echo,
    echo_checked,
    echo_err,
    echo_remarks,
    echo_result,
    one_line,
)
from ndbg.cli.options import Force, refuse_shared_last
from ndbg.cli.several import distinct, make_each
from ndbg.program import DEFAULT_DATA
from ndbg.show.plain import unread


def export(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[数据文件]...",
            help="数据文件，或 ndbg import 能读的报告，可以写几个；不写就是当前文件夹里的 data.toml",
        ),
    ] = None,
    format: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="html 网页、pdf、xlsx 工作簿、md 文本（Markdown）；不写时看 -o 的后缀，其他都是 html",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件或文件夹",
            help="写到哪里；不写就用报告的标题作文件名，放在数据文件旁边",
        ),
    ] = None,
    charts: Annotated[
        bool,
        typer.Option(
            "--charts", help="网页和 PDF 里加上图表：申请的办理结果和申请人，有上年报告的和上年并列"
        ),
    ] = False,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="上年文件", help="上年的报告；数据文件里写了的可以不写"),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="有错误、没填完也先生成草稿，文件名和标题都标明“草稿”")
    ] = False,
    force: Force = False,
) -> None:
    """核对报告，转成网页、PDF、Excel 工作簿或 Markdown。

    例：
    ndbg export
    ndbg export data.toml --charts -o 年报.html
    ndbg export data.toml --format xlsx
    ndbg export 甲局.toml 乙局.toml --format pdf -o 年报
    """
    paths = distinct(files or [DEFAULT_DATA])
    format = format or format_by_name(output)
    folder = shared_folder(paths, output)
    request = ExportRequest(format, output, folder, previous, force, charts, draft)
    refuse_shared_last(paths, previous)
    work = partial(app.export, request=request)
    doing = "正在用 LibreOffice 生成 PDF……" if format is ExportFormat.PDF else ""
    keep = partial(_keep, Output(inputs(paths, force=force), folder), draft, force)
    raise typer.Exit(make_each(paths, work, keep, doing=doing))


def _keep(output: Output, draft: bool, force: bool, exported: Exported) -> int:
    """Save the file and print its notices. Returns the exit code."""
    echo_remarks(exported.remarks)
    report, result = exported.checked.report, exported.checked.result
    if exported.file is None:
        echo_result(report, result, None)
        echo_err(
            f"{one_line(report.source.path)}：{unread(result) or '有错误'}，没有生成。改好后再运行一次；想先看看样子，请加 --draft"
        )
        return FINDINGS
    output.save(exported.file, force=force)
    if shown := draft or result.open:
        echo_result(report, result, None)
    echo(f"已生成：{exported.file.place}")
    echo_checked(report.source.path, result, shown=shown)
    for notice in exported.notices:
        echo(notice)
    return CLEAN
