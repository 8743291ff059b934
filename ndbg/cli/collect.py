"""`ndbg collect`: take in the reports of many bodies, and say who has reported."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ndbg.cli.console import CLEAN, FINDINGS, counting, echo, echo_err, echo_json, working, written
from ndbg.cli.options import Changes, Cluster, Force, Format, ManyJobs, TextOrJson, whole
from ndbg.cli.several import distinct
from ndbg.errors import NdbgError
from ndbg.program import command
from ndbg.report import YEARS
from ndbg.text.controls import printable

if TYPE_CHECKING:
    from ndbg.app.levels.status.model import Survey


def collect(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[文件夹]...",
            help="收到的报告：文件夹、压缩包（.zip）或文件；加 --status 时写 -o 建立的那个文件夹",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件夹",
            help="存到哪个文件夹，例如 2024年；加 --status 时是台账（.xlsx 或 .html）",
        ),
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(
            "--roster", metavar="名册", help="名册（.xlsx、.csv 或 .toml）；给过一次就记住了，名册改了再给"
        ),
    ] = None,
    status: Annotated[bool, typer.Option("--status", help="不读新文件，只看谁报了、谁没报")] = False,
    format: Format = TextOrJson.TEXT,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="年度",
            parser=whole(YEARS[0], YEARS[-1]),
            help="报告年度；文件夹名里有年度的可以不写",
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous",
            metavar="文件夹",
            help="上年的文件夹；给过一次就记住了，和本年的并排、名字只差年度的可以不写",
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="没有变的文件也重新读、重新核对")] = False,
    template: Annotated[
        Path | None,
        typer.Option("--roster-template", metavar="名册.xlsx", help="写一份空白的名册，里面有填写说明和例子"),
    ] = None,
    given: Changes = None,
    jobs: ManyJobs = None,
    cluster: Cluster = "",
    force: Force = False,
) -> None:
    """收集下级的报告，对照名册说明谁报了、谁没报、哪些有错误。

    每一份都读出、核对、和上年比较，收到的文件存档。再运行一次，只读新的和改过的文件；收到过的文件都留着，不会删除。

    一个单位有几份的，公布稿、修改稿、报送稿依次优先；要指定用哪一份，在它的文件名里写“以此为准”。

    例：
    ndbg collect --roster-template 名册.xlsx
    ndbg collect 收件 -o 2024年 --roster 名册.xlsx
    ndbg collect 收件 -o 2024年
    ndbg collect 2024年 --status
    ndbg collect 2024年 --status -o 台账.html
    """
    if template:
        _write_template(template, force=force)
        return
    if not sources:
        raise NdbgError(
            f"请写上收到的报告在哪个文件夹，例如：{command('collect', '收件', '-o', '2024年', '--roster', '名册.xlsx')}"
        )
    if status:
        _status(sources, output, format, previous, roster, force=force)
    if output is None:
        raise NdbgError("请用 -o 写明存到哪个文件夹，例如 -o 2024年；只看进度请加 --status")
    from ndbg.app.executors import place
    from ndbg.app.levels.intake.collect import Request
    from ndbg.app.levels.intake.collect import collect as run
    from ndbg.app.settings import settings_in

    settings = settings_in(output, given or ())
    before = _earlier_lines(output) if format is TextOrJson.TEXT else frozenset()
    request = Request(tuple(distinct(sources)), output, roster, year, previous, settings, again)
    try:
        with place(jobs or os.cpu_count() or 1, cluster) as where, counting() as progress:
            taken = run(request, where, progress)
    except KeyboardInterrupt:
        echo_err("没有做完；再运行一次同样的命令，接着读没有读的")
        raise
    for problem in taken.roster_problems:
        echo_err(f"名册：{problem}")
    if format is TextOrJson.TEXT:
        also = f"，{taken.gone} 个已不在原处（留有存档）" if taken.gone else ""
        echo_err(f"新读 {taken.read} 个文件，没有变的 {taken.known} 个{also}")
    _show(taken.survey, output, format, before)


def _earlier_lines(folder: Path) -> frozenset[str]:
    """The lines of a folder's ledger before a run; empty without a ledger, or if the run has to mend it first."""
    from ndbg.app.levels.status.ledger import lines
    from ndbg.app.levels.status.survey import survey
    from ndbg.app.levels.store.folder import Store
    from ndbg.app.output import is_store

    try:
        return frozenset(lines(survey(Store.open(folder)))) if is_store(folder) else frozenset()
    except NdbgError:
        return frozenset()


def _status(
    sources: list[Path],
    output: Path | None,
    format: TextOrJson,
    previous: Path | None,
    roster: Path | None,
    *,
    force: bool,
) -> None:
    from ndbg.app.levels.intake.collect import refuse_other_year
    from ndbg.app.levels.returns.blame import Blame
    from ndbg.app.levels.status.survey import survey
    from ndbg.app.levels.store.folder import Store
    from ndbg.app.settings import settings_in

    if len(sources) > 1:
        raise NdbgError("--status 一次看一个文件夹")
    if output and output.suffix.lower() not in (".xlsx", ".html", ".htm"):
        raise NdbgError(f"台账可以写成 .xlsx 或 .html，“{output}”不是；请换一个后缀")
    store = Store.open(sources[0])
    last = Store.open(previous) if previous else None
    refuse_other_year(last, store.year)
    result = survey(store, last)
    if output:
        with working("正在互相比较……"):
            result = Blame.of(result, settings_in(store.folder)).found
        _write_ledger(result, output, (roster,) if roster else (), force=force)
    _show(result, sources[0], format)


def _show(survey: "Survey", folder: Path, format: TextOrJson, before: frozenset[str] | None = None) -> None:
    """Print who has reported, and exit.

    `before` are the lines of an earlier run, which come last; if given, problems of the roster are left out.
    """
    from ndbg.app.levels.status.ledger import lines, new_first, survey_json
    from ndbg.app.levels.status.model import StrayKind

    if format is TextOrJson.JSON:
        echo_json(survey_json(survey))
    else:
        shown = (line for line in lines(survey) if before is None or not line.startswith("名册："))
        for line in new_first(shown, before or frozenset()):
            echo(printable(line))
        echo(survey.summary())
        echo(f"下一步：{_next(survey, folder)}")
    unread = survey.strays_of(StrayKind.UNREADABLE) or survey.told_unfinished()
    raise typer.Exit(FINDINGS if survey.missing or survey.all_wrong or unread else CLEAN)


def _next(survey: "Survey", folder: Path) -> str:
    """The command to run next."""
    from ndbg.app.levels.store.unfinished import unfinished

    if sources := unfinished(survey.store.folder):
        return f"{command('collect', *sources, '-o', folder)}　把没有读完的读完"
    if survey.all_wrong or survey.doubled or any(entry.replacing for entry in survey.entries):
        return f"{command('return', folder, '-o', '退回')}　把有问题的退回去改"
    if survey.missing:
        return f"{command('collect', folder, '--status', '-o', '台账.xlsx')}　按台账催报"
    top = survey.roster.top
    return f"{command('merge', folder, '--body', top, '-o', f'{top}.toml')}　汇总"


def _write_ledger(survey: "Survey", output: Path, sources: tuple[Path, ...], *, force: bool) -> None:
    from ndbg.app.levels.roster.file import refuse_roster
    from ndbg.app.levels.status.ledger_files import ledger_page, ledger_workbook
    from ndbg.app.output import NewFile, save

    make = ledger_workbook if output.suffix.lower() == ".xlsx" else ledger_page
    refuse_roster(output)
    save(NewFile(output, make(survey), sources), force=force)
    echo_err(written(output))


def _write_template(path: Path, *, force: bool) -> None:
    from ndbg.app.levels.roster.file import refuse_roster
    from ndbg.app.output import NewFile, save
    from ndbg.write.levels.roster import roster_template

    if path.suffix.lower() != ".xlsx":
        raise NdbgError(f"空白的名册是 Excel 文件，“{path}”这个文件名要以 .xlsx 结尾")
    refuse_roster(path)
    save(NewFile(path, roster_template()), force=force)
    echo(f"{written(path)}；填好以后：{command('collect', '收件', '-o', '2024年', '--roster', path)}")
