"""`ndbg init`: make a data file by questions, from options, or from last year's report."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from ndbg.app.check import Checked, check_file
from ndbg.app.data_edit import with_answers
from ndbg.app.new_year import NewYear, NewYearRequest, existing, is_workbook, new_year, not_of_year_before
from ndbg.app.output import NewFile, save
from ndbg.cli.console import echo, echo_checked, echo_remarks, reading, working, written
from ndbg.cli.options import Force, whole
from ndbg.program import DEFAULT_DATA, command
from ndbg.report import YEARS
from ndbg.report.names import FACT_NAMES, figure_names
from ndbg.report.new_year import old_mentions
from ndbg.text.listing import part_of


def init(
    data: Annotated[
        Path,
        typer.Argument(
            metavar="[数据文件]",
            help="要建立的数据文件；不写就是 data.toml，名字以 .xlsx 结尾的是用 Excel 填的表",
        ),
    ] = DEFAULT_DATA,
    agency: Annotated[str | None, typer.Option("--agency", metavar="机关", help="机关全称")] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="年度", parser=whole(YEARS[0], YEARS[-1]), help="报告年度，例如 2021"),
    ] = None,
    zero: Annotated[bool, typer.Option("--zero", help="没有任何可报事项，表格里的数全部填 0")] = False,
    last: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="上年文件",
            help="从上年的报告开始（数据文件、Word、网页等）：结转数、正文和自己的数据名称沿用",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="不提问，按选项直接建立文件")] = False,
    force: Force = False,
    names: Annotated[bool, typer.Option("--names", help="列出正文里可以用的全部名称，不建立文件")] = False,
) -> None:
    """建立数据文件：逐项提问，或者从上年的文件开始；已有的数据文件，从头到尾再问一遍。

    一行几个数，用空格或逗号隔开；还没有的数输入 ? 先空着；输入 q 随时可以停下，下次接着填。

    例：
    ndbg init
    ndbg init data.toml
    ndbg init --from 2023.toml 2024.toml
    ndbg init --from 去年年报.docx 填报表.xlsx
    ndbg init --yes --agency 某市档案局 --year 2024 --zero
    """
    if names:
        _list_names(year)
        return
    asks = not (zero or yes or is_workbook(data)) and sys.stdin.isatty() and sys.stdout.isatty()
    if asks and not (force or last or agency or year) and data.is_file():
        _go_through(data)
        return
    with working(reading(last)):
        opened = new_year(data, NewYearRequest(last, agency, year, zero, asks, force))
    echo_remarks(opened.remarks)
    if asks:
        opened = _answered(opened, data)
    _write(opened.file, opened, force=force)


def _go_through(data: Path) -> None:
    """Ask all questions again with the values of a data file as defaults, and write the changes into it."""
    from ndbg.cli.ask import converse

    opened = existing(data)
    echo_remarks(opened.remarks)
    echo(f"{data} 里已经有数，直接回车就保留")
    before = data.read_bytes()
    file = with_answers(data, converse(opened.opening, data))
    if file.data == before:
        echo(f"没有改动：{data}")
        return
    save(file, force=True)
    echo(written(data))
    _echo_next(data)


def _answered(opened: NewYear, data: Path) -> NewYear:
    """What was opened, with the answers. For another year than opened it prints what was not taken over."""
    from ndbg.cli.ask import converse

    report = converse(opened.opening, data)
    opening = opened.opening.of_year(report.year)
    if report.year != opened.opening.report.year:
        echo_remarks(not_of_year_before(opening))
    return NewYear(replace(opening, report=report), opened.remarks)


def _write(file: NewFile, opened: NewYear, *, force: bool) -> None:
    """Write the data file; print what is in it and the next step."""
    data = save(file, force=force)
    echo(f"已建立：{data}")
    if is_workbook(data):
        _echo_workbook(data, opened)
        return
    if opened.opening.source and (mentions := old_mentions(file.data.decode().split("\n"))):
        echo("正文沿用了原来报告的文字，下面这些地方有年份或原来的数，请逐处核对：")
        for number, line in mentions:
            echo(f"  第{number}行：{part_of(line, 60)}")
    _echo_next(data)


def _echo_next(data: Path) -> None:
    """Print the state of a data file and the next step."""
    checked = check_file(data)
    echo_remarks(remark for remark in checked.remarks if not remark.reading)
    _echo_found(data, checked)
    named = () if data == DEFAULT_DATA else (data,)
    echo(f"下一步：用记事本等打开 {data.name}，补上正文和没填的数；然后运行 {command('check', *named)}")


def _echo_workbook(data: Path, opened: NewYear) -> None:
    checked = check_file(data)
    echo_remarks(remark for remark in checked.remarks if not remark.reading)
    if any(prose.text for prose in opened.opening.report.prose.values()):
        echo("正文沿用了原来报告的文字，里面的年份和数请逐处核对")
    _echo_found(data, checked)
    echo(f"下一步：用 Excel 或 WPS 打开 {data.name}，填好保存；然后运行 {command('check', data)}")


def _echo_found(data: Path, checked: Checked) -> None:
    """Print how many figures are missing or, where none is, the summary of the check."""
    report = checked.report
    open_ = report.form.cells.keys() - report.figures.keys()
    if not report.figures:
        echo("数和正文都还没有填")
    elif open_:
        echo(f"还有 {len(open_)} 个数没有填")
    else:
        echo_checked(data, checked.result, shown=True)


def _list_names(year: int | None) -> None:
    from ndbg.form import form_of

    echo("正文里可以写下面的名称，外面加两层花括号，例如 {{本年新收}}、{{上年结转.自然人}}：")
    echo(f"  {'、'.join(FACT_NAMES)}，以及“数据”里自己起的名字")
    for subject, columns in figure_names(form_of(year or 0)):
        echo(
            f"  {subject}　可接：{'、'.join(f'.{c}' for c in columns)}"
            if len(columns) > 1
            else f"  {subject}"
        )
