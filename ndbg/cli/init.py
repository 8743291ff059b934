"""`ndbg init`: a data file, asked for or opened from options or from last year's."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ndbg.cli.console import DEFAULT_DATA, read_file, say, say_checked, show_notes
from ndbg.cli.options import Force
from ndbg.errors import NdbgError
from ndbg.report import YEARS

if TYPE_CHECKING:
    from ndbg.report import Report
    from ndbg.report.new_year import Opening

# The years that a computer whose clock is right may show.
_CLOCK = range(2022, YEARS[-1] + 1)
# Reports are written in the first months of the year after the one they tell of.
_REPORTING_MONTHS = 6


def init(
    data: Annotated[
        Path, typer.Argument(metavar="[数据文件]", help="要建立的数据文件；不写就是当前文件夹里的 data.toml")
    ] = DEFAULT_DATA,
    agency: Annotated[str | None, typer.Option("--agency", metavar="机关", help="机关全称")] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="年度", min=YEARS[0], max=YEARS[-1], help="报告年度，例如 2021"),
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
    """建立数据文件：逐项提问，或者从上年的文件开始。

    一行几个数，用空格或逗号隔开；按 Ctrl-C 随时可以停下，下次接着填。

    例：
    ndbg init
    ndbg init --from 2023.toml 2024.toml
    ndbg init --yes --agency 某市档案局 --year 2024 --zero
    """
    if names:
        _list_names(year)
        return
    from ndbg.write.files import refuse_existing

    if data.suffix.lower() != ".toml":
        raise NdbgError(f"数据文件的名字要以 .toml 结尾，例如 {data.with_suffix('.toml')}")
    refuse_existing(data, force=force, named=data != DEFAULT_DATA)
    if last and data.exists() and last.exists() and data.samefile(last):
        raise NdbgError(
            f"“{data}”就是上年的文件，不能覆盖；请另写一个文件名，例如 ndbg init --from {last} 本年.toml"
        )
    before = _last(last)
    ask = not (zero or yes) and sys.stdin.isatty() and sys.stdout.isatty()
    opening = _opening(data, before, agency, year, ask=ask)
    if zero:
        report = _all_zero(opening, before)
    elif ask:
        from ndbg.cli.ask import converse

        report = converse(opening, data)
    else:
        report = opening.report
    _write(report, opening, data, force=force)


def _last(path: Path | None) -> "Report | None":
    if path is None:
        return None
    report = read_file(path)
    show_notes(report)
    return report


def _opening(
    data: Path, last: "Report | None", agency: str | None, year: int | None, *, ask: bool
) -> "Opening":
    from ndbg.report.new_year import NO_NAME, open_blank, open_from

    _check_name(agency)
    if last and not last.year and not year:
        raise NdbgError(f"“{last.path}”的标题里找不到年度，请用 --year 写明本年的年度")
    if last:
        return open_from(last, data, agency, year, _from_here(last.path, data))
    return open_blank(data, agency or NO_NAME, year or _year_to_report(ask=ask))


def _year_to_report(*, ask: bool) -> int:
    """The year that reports are written of today; 0 where the clock cannot be right and it is asked for.

    Raises NdbgError where nobody can be asked.
    """
    today = datetime.now(tz=UTC).astimezone()
    if today.year in _CLOCK:
        return today.year - (today.month <= _REPORTING_MONTHS)
    if ask:
        return 0
    raise NdbgError(
        f"这台电脑的日期是{today.year}年{today.month}月，不会是今天；请用 --year 写明报告年度，或者先把日期改对"
    )


def _from_here(last: Path, data: Path) -> str:
    """Where last year's file is, as seen from the data file; in full where it is on another drive.

    Raises NdbgError where the data file, which is to remember it, cannot hold its name.
    """
    from ndbg.read.source import forbidden

    try:
        path = Path(os.path.relpath(last, data.parent)).as_posix()
    except ValueError:
        path = last.resolve().as_posix()
    if forbidden(path):
        raise NdbgError(
            f"“{last}”的文件名是旧编码的，或者有看不见的控制字符，数据文件里记不下来；请先给它改名"
        )
    return path


def _check_name(agency: str | None) -> None:
    from ndbg.app.interview import WrongAnswerError, read_agency

    if agency is not None:
        try:
            read_agency(agency)
        except WrongAnswerError as error:
            raise NdbgError(f"--agency：{error}") from None


def _all_zero(opening: "Opening", last: "Report | None") -> "Report":
    from dataclasses import replace

    from ndbg.report.new_year import zeros

    if any(figure.value for figure in opening.report.figures.values()):
        raise NdbgError("上年有结转的申请，本年不会全部为 0，不能用 --zero；请去掉它再运行")
    return replace(opening.report, figures=zeros(opening.report, last))


def _write(report: "Report", opening: "Opening", data: Path, *, force: bool) -> None:
    """Write the file, say what it holds and what comes next."""
    from ndbg.check import check
    from ndbg.cli.checking import last_report, settings_for
    from ndbg.read.toml import read_toml
    from ndbg.report.new_year import old_mentions
    from ndbg.write.files import save
    from ndbg.write.toml import write_toml

    text = write_toml(report, opening.remarks)
    save(data, text.encode(), force=force, named=data != DEFAULT_DATA)
    say(f"已建立：{data}")
    if opening.remarks and (mentions := old_mentions(text.split("\n"))):
        say("正文沿用了上年的文字，下面这些地方有年份或上年的数，请逐处核对：")
        for number, line in mentions:
            say(f"  第{number}行：{line if len(line) <= 60 else line[:60] + '…'}")
    written = read_toml(data)
    say_checked(data, check(written, last_report(written), settings_for(data)), shown=True)
    name = "" if data == DEFAULT_DATA else f" {data}"
    say(f"下一步：用记事本等打开 {data.name}，补上正文和没填的数；然后运行 ndbg check{name}")


def _list_names(year: int | None) -> None:
    from ndbg.form import form_of
    from ndbg.report.names import OWN_NAMES, figure_names

    say("正文里可以写下面的名称，外面加两层花括号，例如 {{本年新收}}、{{上年结转.自然人}}：")
    say(f"  {'、'.join(OWN_NAMES)}，以及“数据”里自己起的名字")
    for subject, columns in figure_names(form_of(year or 0)):
        say(
            f"  {subject}　可接：{'、'.join(f'.{c}' for c in columns)}"
            if len(columns) > 1
            else f"  {subject}"
        )
