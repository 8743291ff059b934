"""`ndbg check`: what is wrong with one report or many."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ndbg.cli.console import (
    CLEAN,
    DEFAULT_DATA,
    FINDINGS,
    UNUSABLE,
    Style,
    progress,
    show_json,
    show_notes,
    show_result,
    tell,
)
from ndbg.errors import NdbgError


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[文件]...", help="要核对的数据文件，可以写几个；不写就是当前文件夹里的 data.toml"
        ),
    ] = None,
    format: Annotated[
        Style | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="text 详细、plain 一处一行、json 供程序读取；不写时屏幕上详细，转存时一处一行",
        ),
    ] = None,
) -> None:
    """核对报告里的数和勾稽关系，一次列出全部问题。

    没有错误时返回 0，有错误返回 1，文件不能用返回 2。

    例：
    ndbg check
    ndbg check 甲局.toml 乙局.toml
    ndbg check data.toml --format json
    """
    from ndbg.check import check as run
    from ndbg.read import read
    from ndbg.show.as_json import error_json, result_json
    from ndbg.show.lines import error_text

    paths = files or [DEFAULT_DATA]
    items: list[dict[str, Any]] = []
    wrong, unusable = 0, 0
    for path in progress(paths):
        try:
            report = read(path)
        except NdbgError as error:
            unusable += 1
            items.append(error_json(path, error))
            tell(error_text(error))
            continue
        result = run(report)
        wrong += not result.clean
        show_notes(report)
        if format is Style.JSON:
            items.append(result_json(path, result))
        else:
            show_result(report, result, format)
    if format is Style.JSON:
        show_json(items)
    if len(paths) > 1:
        good = len(paths) - wrong - unusable
        tell(f"共 {len(paths)} 个文件：{good} 个没有错误，{wrong} 个有错误，{unusable} 个不能用")
    raise typer.Exit(UNUSABLE if unusable else FINDINGS if wrong else CLEAN)
