"""`ndbg fill`: from the data file to the Word report."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ndbg.app import fill as app
from ndbg.app.fill import Filled, FillRequest
from ndbg.app.output import Output, shared_folder
from ndbg.app.reading import inputs
from ndbg.app.templates import read_form, refuse_unfit
from ndbg.cli.console import CLEAN, FINDINGS, echo, echo_checked, echo_err, echo_remarks, echo_result
from ndbg.cli.options import Force, Jobs
from ndbg.cli.several import distinct, make_each
from ndbg.errors import NdbgError
from ndbg.program import DEFAULT_DATA, program
from ndbg.show.plain import unread

_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".wps")


def fill(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[数据文件]...", help="填好的数据文件，可以写几个；不写就是当前文件夹里的 data.toml"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件.docx",
            help="生成的文件或文件夹；不写就用报告的标题作文件名，放在数据文件旁边",
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template", metavar="表样.docx", help="用本机关自己的空白 Word 表样；不写就用国办统一格式"
        ),
    ] = None,
    charts: Annotated[
        bool,
        typer.Option("--charts", help="在第一部分末尾加上图：申请的办理结果和申请人，有上年报告的和上年并列"),
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="有错误、没填完也先生成草稿，文件名、标题和页眉都标明“草稿”")
    ] = False,
    sign_off: Annotated[
        bool, typer.Option("--sign-off", help="报告前面加一页送审单：三审三校、主要数据、核对结果、数据指纹")
    ] = False,
    prose: Annotated[
        Path | None,
        typer.Option(
            "--prose",
            metavar="正文.docx",
            help="正文写在 Word 文件里的，写它的文件名：各部分按“一、总体情况”这样的标题读取",
        ),
    ] = None,
    below: Annotated[
        Path | None,
        typer.Option(
            "--below", metavar="文件夹", help="collect 建立的文件夹：生成前也核对本级政府的报告和下级之和"
        ),
    ] = None,
    force: Force = False,
    jobs: Jobs = 1,
) -> None:
    """核对数据文件，生成可以送签的 Word 报告。数据文件也可以是填好的 Excel 表，或者数都齐全的其他报告。

    例：
    ndbg fill
    ndbg fill data.toml -o 年报.docx
    ndbg fill data.toml --template 本局表样.docx
    ndbg fill 填报表.xlsx --prose 正文.docx
    ndbg fill --charts
    ndbg fill --draft
    ndbg fill 某市.toml --sign-off --below 2024年
    ndbg fill 甲局.toml 乙局.toml -o 年报
    """
    paths = distinct(files or [DEFAULT_DATA])
    if template is None:
        _refuse_form_as_data(paths, output)
    folder = shared_folder(paths, output)
    if prose and len(paths) > 1:
        raise NdbgError("--prose 只能和一个数据文件一起用；几个数据文件时，请在各自的数据文件里写“正文文件”")
    if below and len(paths) > 1:
        raise NdbgError("--below 只能和一个数据文件一起用")
    form = read_form(template) if template else None
    request = FillRequest(output, folder, form, charts, draft, sign_off, force, prose, below)
    if form and len(paths) > 1:
        refuse_unfit(form)  # so that its defects are reported once, not for each file
    work = partial(app.fill, request=request)
    doing = "正在画图……" if charts else ""
    keep = partial(_keep, Output(inputs(paths, force=force), folder), draft, force)
    raise typer.Exit(make_each(paths, work, keep, jobs, doing))


def _refuse_form_as_data(paths: Sequence[Path], output: Path | None) -> None:
    """Raise NdbgError where a data file and a Word file are to become one file: the Word file is the form."""
    forms = [path for path in paths if path.suffix.lower() in _WORD]
    data = [path for path in paths if path not in forms]
    if output and output.suffix.lower() in _WORD and len(forms) == len(data) == 1:
        raise NdbgError(
            f"“{forms[0]}”是表样的，要写在 --template 后面：{program()} fill {data[0]} --template {forms[0]} -o {output}"
        )


def _keep(output: Output, draft: bool, force: bool, filled: Filled) -> int:
    """Save the report and print its notices. Returns the exit code."""
    echo_remarks(filled.remarks)
    report, result = filled.checked.report, filled.checked.result
    if filled.file is None:
        echo_result(report, result, None)
        echo_err(
            f"{unread(result) or '有错误'}，没有生成 Word 文件。改好后再运行一次；想先看看样子，请加 --draft"
        )
        return FINDINGS
    output.save(filled.file, force=force)
    if shown := draft or result.open:
        echo_result(report, result, None)
    echo(f"已生成：{filled.file.place}")
    also = f"；已回读，{filled.read_back} 个数和正文都与数据文件一致"
    echo_checked(report.source.path, result, shown=shown, also=also)
    for notice in filled.notices:
        echo(notice)
    return CLEAN
