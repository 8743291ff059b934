"""`ndbg merge`: the sum of the reports below a government."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ndbg.app.levels.sums.choices import Scope
from ndbg.cli.console import CLEAN, FINDINGS, echo, echo_changes, echo_err, echo_json, written
from ndbg.cli.options import Force, Format, TextOrJson
from ndbg.cli.surveyed import surveyed
from ndbg.errors import NdbgError
from ndbg.program import command

if TYPE_CHECKING:
    from ndbg.app.levels.status.model import Survey
    from ndbg.app.levels.sums.merge import Sum


def merge(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="collect 建立的文件夹，例如 2024年")],
    body: Annotated[
        str, typer.Option("--body", metavar="单位", help="汇总给哪一级政府；不写就是名册最上面的一级")
    ] = "",
    scope: Annotated[
        Scope,
        typer.Option(
            "--scope",
            metavar="范围",
            help="本级：本机关和部门；本行政区域：再加上下级政府。不写就是本行政区域",
        ),
    ] = Scope.REGION,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件",
            help=".toml 数据文件，可以接着核对和生成；.xlsx 各类单位并列，背后一个单位一行",
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="数据文件",
            help="把新的汇总数收进已有的数据文件，写好的正文和说明都保留，例如 --into 某市.toml",
        ),
    ] = None,
    why: Annotated[
        str,
        typer.Option(
            "--why", metavar="名称", help="一个数是怎么加出来的：各单位各是多少，在哪个文件的哪一格"
        ),
    ] = "",
    draft: Annotated[bool, typer.Option("--draft", help="有缺报、有错误也先汇总，标明“不完整”")] = False,
    format: Format = TextOrJson.TEXT,
    force: Force = False,
) -> None:
    """把直接下级和本机关的报告加起来，成为本级政府的。

    下级的报告已经包括它自己的下级，所以只加直接下级。没有填的数不当作 0。

    例：
    ndbg merge 2024年 --body 某市 -o 某市.toml
    ndbg merge 2024年 --body 某市 --into 某市.toml
    ndbg merge 2024年 --body 某市 -o 汇总.xlsx
    ndbg merge 2024年 --body 某市 --why 本年新收.自然人
    """
    from ndbg.app.levels.sums.merge import add_up, explain, sum_json

    if output:
        _refuse_output(output, folder, into, force=force)
    survey = surveyed(folder)
    total = add_up(survey, body, scope)
    if why:
        for line in explain(survey, total, why):
            echo(line)
        raise typer.Exit(CLEAN)
    for problem in survey.roster.problems:
        echo_err(f"名册：{problem}")
    if not total.complete and not draft:
        for obstacle in total.obstacles():
            echo(obstacle)
        echo_err(f"没有汇总。催齐、改好以后再运行 {command('collect')}；想先看看，请加 --draft")
        raise typer.Exit(FINDINGS)
    if format is TextOrJson.JSON:
        echo_json(sum_json(survey, total))
    elif output is None and into is None:
        for line in (_in_words(total), *total.notes()):
            echo(line)
        echo_err("要写到文件，请加 -o 某市.toml 或 -o 汇总.xlsx")
    if into:
        _take_in(survey, total, into)
    if output:
        _write(survey, total, output, force=force)
    raise typer.Exit(CLEAN)


def _refuse_output(output: Path, folder: Path, into: Path | None, *, force: bool) -> None:
    """Raise NdbgError before any work where the sum cannot be written to `output`."""
    from ndbg.app.levels.roster.file import refuse_roster
    from ndbg.write.files import refuse_existing

    if into:
        raise NdbgError("--into 收进已有的数据文件，不和 -o 一起用")
    if output.suffix.lower() not in (".toml", ".xlsx"):
        raise NdbgError(f"汇总可以写成 .toml（数据文件）或 .xlsx（工作簿），“{output}”不是；请换一个后缀")
    _refuse_prose(output, command("merge", folder, "--into", output))
    refuse_existing(output, force=force)
    refuse_roster(output)


def _refuse_prose(output: Path, instead: str) -> None:
    """Raise NdbgError where a data file is to be replaced in which somebody has written prose."""
    from ndbg.app.reading import read_data

    if output.suffix.lower() != ".toml" or not output.is_file():
        return
    try:
        written_prose = any(prose.text.strip() for prose in read_data(output).prose.values())
    except NdbgError:
        return
    if written_prose:
        raise NdbgError(
            f"“{output}”里已经写了正文，没有覆盖它。只换成新的数、保留正文：{instead}；正文也不要了，请先删去这个文件"
        )


def _take_in(survey: "Survey", total: "Sum", data: Path) -> None:
    """Set the figures of a data file to the sums, and print what changed."""
    from ndbg.app.output import save
    from ndbg.app.take_back import take_figures

    taken = take_figures(total.report(), data)
    echo_changes(taken.changes)
    if taken.file:
        save(taken.file, force=True)
        echo(f"{written(data)}，改了 {len(taken.changes)} 个数，正文没有动：{_in_words(total)}")
        echo_err(f"正文里写着的数请再核对：{command('check', data, '--below', survey.store.folder)}")
    else:
        echo(f"“{data}”里的数和汇总的相同，没有要改的：{_in_words(total)}")
    for note in total.notes():
        echo(note)


def _in_words(total: "Sum") -> str:
    there = total.under.there
    counted = Counter(entry.group.value for entry in there)
    kinds = f"（{'、'.join(f'{group} {count}' for group, count in counted.items())}）" if counted else ""
    state = "" if total.complete else "（不完整）"
    return f"{total.body}{total.year}年，{total.scope}：{len(there)} 个单位{kinds}{state}"


def _write(survey: "Survey", total: "Sum", output: Path, *, force: bool) -> None:
    from ndbg.app.levels.sums.merge import data_file, last_file, workbook
    from ndbg.app.output import NewFile, save

    as_data = output.suffix.lower() == ".toml"
    if as_data:
        data = data_file(total, _in_words(total), last_file(survey, total, output.parent)).encode()
    else:
        data = workbook(survey, total, _in_words(total))
    save(NewFile(output, data), force=force)
    echo(f"{written(output)}：{_in_words(total)}")
    for note in total.notes():
        echo(note)
    for name, reason in total.under.left_out:
        echo_err(f"没有加：{name}（{reason}）")
    if as_data:
        echo_err(f"接着写正文，再运行 {command('check', output, '--below', survey.store.folder)}")
