"""`ndbg verify`: whether a Word report still says what the data say."""

from pathlib import Path
from typing import Annotated

import typer

from ndbg.app import verify as app
from ndbg.app.templates import read_form
from ndbg.cli.console import CLEAN, FINDINGS, echo, echo_err, echo_remarks, reading, working
from ndbg.program import DEFAULT_DATA
from ndbg.report.fingerprint import fingerprint


def verify(
    document: Annotated[
        Path, typer.Argument(metavar="报告", help="签过的报告：Word 文件，或者其他读得出的文件")
    ],
    data: Annotated[
        Path, typer.Argument(metavar="[数据文件]", help="填报用的数据文件；不写就是当前文件夹里的 data.toml")
    ] = DEFAULT_DATA,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template", metavar="表样.docx", help="生成报告时用的本机关表样；不写就是国办统一格式"
        ),
    ] = None,
    below: Annotated[
        Path | None,
        typer.Option(
            "--below", metavar="文件夹", help="生成时用了 --below 的，写同一个文件夹：送审单上有它核对的结果"
        ),
    ] = None,
) -> None:
    """核对签过的报告和数据文件是否一致，列出不一样的数、段落和其他看得见的内容。

    Word 文件里看得见的都核对：标题、落款、送审单、页眉页脚、另外加的表格和图片。

    一致时返回 0，不一致返回 1，文件不能用返回 2。

    例：
    ndbg verify 年报.docx data.toml
    ndbg verify 年报.docx data.toml --template 本局表样.docx
    """
    with working(reading(document)):
        verified = app.verify(document, data, read_form(template) if template else None, below)
    echo_remarks(verified.remarks)
    for difference in verified.differences:
        place = f"（{difference.place}）" if difference.place else ""
        echo(f"{difference.name}{place}：报告里是“{difference.document}”，{difference.wanted}")
    if verified.differences:
        echo(f"不一致：{len(verified.differences)} 处不同")
        if verified.own_form:
            echo_err("用本机关的表样生成的，请加 --template 表样.docx 再核对一次：表样里原有的内容就不算不同")
        raise typer.Exit(FINDINGS)
    report = verified.data
    echo(f"一致：{len(report.figures)} 个数和正文都相同；数据指纹 {fingerprint(report)}")
    raise typer.Exit(CLEAN)
