"""`ndbg diff`: two reports side by side."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ndbg.app.compare import compare
from ndbg.app.output import NewFile, identities, refuse_source, save
from ndbg.cli.console import echo, echo_err, echo_json, echo_remarks, reading, working, written
from ndbg.cli.options import Force
from ndbg.errors import NdbgError
from ndbg.report.comparison import Comparison
from ndbg.write.files import refuse_existing

_FILE_WIDTH = 80
_LEAST_WIDTH = 64  # columns; in narrower terminals lines are left to break, so that figures do not touch
_SUFFIXES = {".md": "markdown", ".json": "json"}


class DiffFormat(StrEnum):
    """The format of a comparison."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def diff(
    old: Annotated[Path, typer.Argument(metavar="上年文件", help="上年的报告，ndbg import 能读的都可以")],
    new: Annotated[Path, typer.Argument(metavar="本年文件", help="本年的报告")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写到哪个文件；不写就显示在屏幕上"),
    ] = None,
    format: Annotated[
        DiffFormat | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="text 适合在屏幕上看，markdown 有每一列的数和正文全文，json 供程序读取；不写时看 -o 的后缀，其他都是 text",
        ),
    ] = None,
    force: Force = False,
) -> None:
    """两份报告对照：表格里的数逐项看增减和幅度，正文逐段看相似多少。

    只摆事实，不判断对错；要核对，用 ndbg check。

    例：
    ndbg diff 2023.toml data.toml
    ndbg diff 去年年报.docx data.toml -o 对照.md
    """
    if output:
        refuse_source(output, identities((old, new)))
    if output and format is None and output.suffix.lower() not in (*_SUFFIXES, ".txt", ""):
        raise NdbgError(f"对照可以写成 .txt、.md、.json，“{output}”不是；请换一个后缀")
    with working(reading(old, new)):
        compared = compare(old, new)
    echo_remarks(compared.remarks)
    comparison = compared.comparison
    format = format or DiffFormat(_SUFFIXES.get(output.suffix.lower(), "text") if output else "text")
    if output:
        refuse_existing(output, force=force)
        text = f"{_text(comparison, format, _FILE_WIDTH)}\n"
        # The text has file names, which need not be valid Unicode.
        save(NewFile(output, text.encode(errors="replace"), (old, new)), force=force)
        echo(written(output))
    elif format is DiffFormat.TEXT:
        _show(comparison)
    elif format is DiffFormat.JSON:
        from ndbg.show.difference_json import difference_json

        echo_json(difference_json(comparison))
    else:
        echo(_text(comparison, format, _FILE_WIDTH))


def _text(comparison: Comparison, format: DiffFormat, width: int) -> str:
    """The comparison as a text, without the last line end."""
    if format is DiffFormat.JSON:
        from ndbg.show.difference_json import difference_json
        from ndbg.show.json_text import dumps

        return dumps(difference_json(comparison))
    if format is DiffFormat.MARKDOWN:
        from ndbg.show.difference_markdown import markdown

        return markdown(comparison).rstrip("\n")
    from ndbg.show.difference import text

    return text(comparison, width)


def _show(comparison: Comparison) -> None:
    from rich.console import Console

    from ndbg.show.difference import terminal

    console = Console(highlight=False)
    console.width = max(console.width, _LEAST_WIDTH)
    if sys.stdout.isatty():
        console.print(terminal(comparison, console.width))
        echo_err("每一列的数和正文的全文：加上 -o 对照.md")
    else:
        echo(_text(comparison, DiffFormat.TEXT, console.width))
