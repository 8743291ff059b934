"""`ndbg stats`: figures and ratios of many bodies."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ndbg.app.levels.sums.choices import By
from ndbg.cli.console import CLEAN, echo, echo_err, echo_json, written
from ndbg.cli.options import Force
from ndbg.cli.surveyed import surveyed
from ndbg.errors import NdbgError
from ndbg.program import program

if TYPE_CHECKING:
    from ndbg.app.levels.sums.stats import Statistics


class StatsFormat(StrEnum):
    """The format of the table."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


_FILES = (".csv", ".xlsx", ".html", ".htm")


def stats(
    folder: Annotated[
        Path | None, typer.Argument(metavar="文件夹", help="collect 建立的文件夹，例如 2024年")
    ] = None,
    indicators: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[指标]...",
            help="表格里任何一个数的名称（见 init --names），或者比率，例如 实质公开率；不写就是常用的几个",
        ),
    ] = None,
    by: Annotated[
        By,
        typer.Option("--by", metavar="分法", help="按 单位、类别、上级 还是 年度 统计；不写就按类别"),
    ] = By.KIND,
    format: Annotated[
        StatsFormat, typer.Option("--format", metavar="格式", help="text 表格；csv；json 供程序读取")
    ] = StatsFormat.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写到文件：.csv、.xlsx，或者 .html（有图）"),
    ] = None,
    ratios: Annotated[bool, typer.Option("--ratios", help="列出全部比率和它们的算法")] = False,
    force: Force = False,
) -> None:
    """统计各单位的数和比率，按类别、上级或者年度。

    没有填的数不当作 0；有几家有这个数，总会写明。

    例：
    ndbg stats 2024年
    ndbg stats 2024年 本年新收 实质公开率 --by 上级
    ndbg stats 2024年 实质公开率 --by 年度 -o 统计.html
    """
    from ndbg.app.levels.sums.stats import RATIOS, formula, statistics, statistics_json

    if ratios:
        for name in RATIOS:
            echo(formula(name))
        return
    if folder is None:
        raise NdbgError(f"请写上 ndbg collect 建立的文件夹，例如：{program()} stats 2024年")
    if output and output.suffix.lower() not in _FILES:
        raise NdbgError(f"统计可以写成 .csv、.xlsx、.html，“{output}”不是；请换一个后缀")
    result = statistics(surveyed(folder), indicators or (), by)
    if output:
        _write(result, output, force=force)
    elif format is StatsFormat.JSON:
        echo_json(statistics_json(result))
    elif format is StatsFormat.CSV:
        from ndbg.app.levels.store.tables import csv_text
        from ndbg.app.levels.sums.stats import head, rows

        echo(csv_text(head(result), rows(result)).removeprefix("\ufeff").rstrip("\n"))
    else:
        _show(result)
    raise typer.Exit(CLEAN)


def _show(result: "Statistics") -> None:
    """Print the table in columns, numbers aligned right."""
    from ndbg.app.levels.sums.stats import head, notes, rows
    from ndbg.show.lines import width

    table = [head(result), *rows(result)]
    widths = [max(width(row[at]) for row in table) for at in range(len(table[0]))]
    for row in table:
        name, *values = row
        cells = [name + " " * (widths[0] - width(name))]
        cells += [" " * (wide - width(text)) + text for text, wide in zip(values, widths[1:], strict=True)]
        echo("  ".join(cells).rstrip())
    for note in notes(result):
        echo_err(note)


def _write(result: "Statistics", output: Path, *, force: bool) -> None:
    from ndbg.app.levels.roster.file import refuse_roster
    from ndbg.app.levels.sums.stats_files import statistics_file
    from ndbg.app.output import NewFile, save

    refuse_roster(output)
    save(NewFile(output, statistics_file(result, output.suffix.lower())), force=force)
    echo(written(output))
