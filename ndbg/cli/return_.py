"""`ndbg return`: return faulty reports, and name them in a notice."""

import os
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ndbg.cli.console import CLEAN, UNUSABLE, counting, echo, echo_err, echo_error, working, written
from ndbg.cli.options import Force, ManyJobs
from ndbg.cli.surveyed import surveyed
from ndbg.errors import NdbgError
from ndbg.program import command

if TYPE_CHECKING:
    from ndbg.app.levels.returns.blame import Blame
    from ndbg.app.levels.returns.letters import Letters, Sender
    from ndbg.app.levels.status.model import Survey

_TERM = re.compile(r"(?:(20\d\d)[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")


def return_(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="collect 建立的文件夹，例如 2024年")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="文件夹", help="修改意见和带批注的报告写到哪个文件夹，例如 退回"
        ),
    ] = None,
    summary: Annotated[
        Path | None,
        typer.Option(
            "--summary",
            metavar="通报.docx",
            help="另写一份通报：按不按时、不准确、不全面、内容雷同、敷衍塞责列出单位",
        ),
    ] = None,
    term: Annotated[
        str, typer.Option("--term", metavar="日期", help="改正的期限，例如 2025-02-10 或 2-10")
    ] = "",
    office: Annotated[
        str, typer.Option("--office", metavar="单位", help="落款单位；不写就是名册里最上面一级的办公室")
    ] = "",
    jobs: ManyJobs = None,
    force: Force = False,
) -> None:
    """退回有问题的报告：批注和修改意见，还可以写通报。

    每个单位一份带批注的 Word 文件和一页修改意见。收到的不是 Word 文件的，问题全部写在修改意见里。
    单位说明过、核实没有问题的提醒，写在名册的“核对说明”一列（例如 Y502 规章：原因），再给 collect 一次名册，就不再退回。

    例：
    ndbg return 2024年 -o 退回 --term 2-10
    ndbg return 2024年 -o 退回 --summary 通报.docx
    """
    from ndbg.app.levels.returns.blame import Blame
    from ndbg.app.levels.returns.letters import sender
    from ndbg.app.settings import settings_in

    _refuse_outputs(output, summary, force=force)
    survey, settings = surveyed(folder), settings_in(folder)
    if survey.told_unfinished():
        raise NdbgError("没有退回，也没有写通报：没有读到的会被当作没有报送")
    who = sender(survey, office, _day(term, survey.store.year))
    with working("正在互相比较……"):
        blame = Blame.of(survey, settings)
    for note in blame.notes:
        echo_err(f"请留意：{note}")
    code = CLEAN
    # Before the letters: a report that was returned earlier and is unchanged is a fault in the notice.
    if summary:
        _notify(blame, who, summary, force=force)
    if output:
        from ndbg.app.executors import place
        from ndbg.app.levels.returns.letters import letters

        with place(jobs or os.cpu_count() or 1) as where, counting() as progress:
            made = letters(blame, who, settings, where)
            code = max(code, _save(survey, made, output, who, progress, force=force))
    raise typer.Exit(code)


def _refuse_outputs(output: Path | None, summary: Path | None, *, force: bool) -> None:
    """Raise NdbgError before any work where neither output is named, or one cannot be written."""
    from ndbg.write.files import refuse_existing

    if output is None and summary is None:
        raise NdbgError("请写明写到哪里：-o 退回（修改意见），或者 --summary 通报.docx，或者都写")
    if summary:
        if summary.suffix.lower() != ".docx":
            raise NdbgError(f"通报是 Word 文件，“{summary}”这个文件名要以 .docx 结尾")
        refuse_existing(summary, force=force)
    if output and output.exists() and not output.is_dir():
        raise NdbgError(f"“{output}”不是文件夹；-o 后面请写文件夹的名字")
    if output and not force and any(output.glob("*-修改意见.docx")):
        raise NdbgError(
            f"“{output}”里已经有修改意见了；要覆盖，请加 --force，不然请写一个新的文件夹，例如 -o {output}2"
        )


def _save(
    survey: "Survey",
    made: Iterator["Letters"],
    output: Path,
    who: "Sender",
    progress: Callable[[str, int], None],
    *,
    force: bool,
) -> int:
    """Save the letters as they are made, record what was returned, and print it. Returns the exit code."""
    from ndbg.app.levels.returns.letters import return_rows

    first = next(made, None)
    if first is None:
        echo_err("没有要退回的报告：收到的报告里没有发现问题")
        return CLEAN
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise NdbgError(f"不能建立文件夹“{output}”，请换一个位置") from None
    outcomes: dict[str, str | NdbgError] = {}  # the lines to print, and the problems, by body
    try:
        for number, letter in enumerate(chain([first], made), 1):
            try:
                _save_letter(letter, output, force=force)
                outcomes[letter.body] = f"{letter.body}：{letter.told}"
            except NdbgError as error:
                outcomes[letter.body] = error
            progress("正在写修改意见", number)
    finally:  # letters that were written are recorded also where the run is interrupted
        names = [entry.body.name for entry in survey.entries if entry.body.name in outcomes]
        sent = [name for name in names if isinstance(outcomes[name], str)]
        survey.store.write_returns(return_rows(survey, sent, date.today(), time.time(), who.term))
    for name in names:
        line = outcomes[name]
        if isinstance(line, str):
            echo(line)
        else:
            echo_error(line)
    apart = sum(entry.body.name in sent for entry in survey.needless)
    also = f"，另有 {apart} 家不用单独报送" if apart else ""
    echo_err(
        f"退回 {len(sent) - apart} 家{also}，写在“{output}”里；改好的收到以后，再运行 {command('collect')}"
    )
    return CLEAN if len(sent) == len(names) else UNUSABLE


def _save_letter(letter: "Letters", output: Path, *, force: bool) -> None:
    from ndbg.app.output import NewFile, file_name, save

    if letter.problem:
        raise NdbgError(f"{letter.body}：没有写成：{letter.problem}")
    name = file_name(letter.body)
    save(NewFile(output / f"{name}-修改意见.docx", letter.letter, named=False), force=force)
    if letter.annotated:
        save(NewFile(output / f"{name}-批注.docx", letter.annotated, named=False), force=force)


def _notify(blame: "Blame", who: "Sender", summary: Path, *, force: bool) -> None:
    from ndbg.app.levels.returns.blame import KINDS
    from ndbg.app.levels.returns.notice import faults, notice
    from ndbg.app.output import NewFile, save

    listed = list(faults(blame, date.today()))
    save(NewFile(summary, notice(blame.found, listed, who)), force=force)
    counts = "、".join(f"{kind} {sum(fault.kind == kind for fault in listed)}" for kind in KINDS)
    echo(f"{written(summary)}：{counts}")


def _day(text: str, year: int) -> date | None:
    """The day of the term; without a year, in the year after the report's. None for an empty text."""
    if not text:
        return None
    match = _TERM.fullmatch(text.strip())
    try:
        if match:
            return date(int(match[1] or year + 1), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise NdbgError(f"--term 写成日期，例如 2025-02-10 或 2-10，写成了“{text}”")
