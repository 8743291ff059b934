"""`ndbg fill`: from the data file to the Word report."""

from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ndbg.cli.console import (
    CLEAN,
    DEFAULT_DATA,
    FINDINGS,
    read_data,
    say,
    say_checked,
    show_notes,
    show_result,
    tell,
)
from ndbg.cli.options import Force, Jobs
from ndbg.cli.pictures import pictures
from ndbg.cli.several import Written, make_each, shared_folder
from ndbg.cli.target import is_named, target
from ndbg.errors import NdbgError

if TYPE_CHECKING:
    from ndbg.check.finding import Result
    from ndbg.report import Report
    from ndbg.write.word import Template


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
    force: Force = False,
    jobs: Jobs = 1,
) -> None:
    """核对数据文件，生成可以送签的 Word 报告。

    例：
    ndbg fill
    ndbg fill data.toml -o 年报.docx
    ndbg fill data.toml --template 本局表样.docx
    ndbg fill --charts
    ndbg fill --draft
    ndbg fill 甲局.toml 乙局.toml -o 年报
    """
    paths = files or [DEFAULT_DATA]
    folder = shared_folder(paths, output)
    wish = _Wish(
        output, folder, _own_form(template) if template else None, template, charts, draft, sign_off, force
    )
    if wish.own_form and len(paths) > 1:
        _prepared(*wish.own_form)  # what is wrong with it is told once, not for each file
    written = Written(folder=folder)
    raise typer.Exit(make_each(paths, partial(_make, wish), partial(_keep, wish, written), jobs))


_SHOWN = 30  # characters of a line


class _Wish(NamedTuple):
    """What is asked for, the same for all files: an office's own form and its path among it."""

    output: Path | None
    folder: Path | None
    own_form: tuple[bytes, Path] | None
    template: Path | None
    charts: bool
    draft: bool
    sign_off: bool
    force: bool


class _Made(NamedTuple):
    """What was made of a data file: nothing where errors were found in it."""

    report: "Report"
    result: "Result"
    place: Path | None = None
    data: bytes = b""
    leftovers: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    kept: Sequence[str] = ()
    lost: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def _make(wish: _Wish, data: Path) -> _Made:
    """Check and fill one report, and hold what was made against the data."""
    from ndbg.app.verify import verify
    from ndbg.check import check
    from ndbg.cli.checking import last_report, settings_for

    if data.suffix.lower() in (".docx", ".doc", ".wps"):
        raise NdbgError(f"“{data}”是 Word 文件；fill 要的是数据文件（.toml）。表样请写在 --template 后面")
    report = read_data(data)
    show_notes(report)
    last = last_report(report)
    result = check(report, last, settings_for(data))
    if not result.clean and not wish.draft:
        return _Made(report, result)

    place = target(report, data, wish.output, ".docx", folder=wish.folder, draft=wish.draft)
    if wish.template and place.exists() and wish.template.samefile(place):
        raise NdbgError(f"“{place}”是这次要用的表样，不能覆盖它，请用 -o 另起一个名字")
    drawn = pictures(report, last) if wish.charts else ()
    form, form_path = wish.own_form or _official(report)
    filled = _prepared(form, form_path).fill(report, draft=wish.draft, pictures=drawn)
    made = _finished(filled.data, form_path, wish, report, last, result)
    kept = verify(made, place, report, filled.kept)
    return _Made(
        report, result, place, made, filled.leftovers, filled.unplaced, kept, filled.lost, filled.foreign
    )


@lru_cache(maxsize=4)
def _prepared(form: bytes, path: Path) -> "Template":
    """The form, its places found once for all files."""
    from ndbg.write.word import prepare

    return prepare(form, path)


def _keep(wish: _Wish, written: Written, data: Path, made: _Made) -> int:
    """Save what was made of a data file, and tell of it. Gives the exit code."""
    if made.place is None:
        show_result(made.report, made.result, None)
        tell("有错误，没有生成 Word 文件。改好后再运行一次；想先看看样子，请加 --draft")
        return FINDINGS

    def verify(saved: bytes) -> None:
        if saved != made.data:
            raise NdbgError(f"写到“{made.place}”的内容读回来不一样，没有保存；请检查磁盘，或换一个位置再试")

    named = is_named(made.place, wish.output)
    written.save(data, made.place, made.data, force=wish.force, named=named, verify=verify)
    _tell(made.place, made, draft=wish.draft)
    return CLEAN


def _finished(
    filled: bytes, form: Path, wish: _Wish, report: "Report", last: "Report | None", result: "Result"
) -> bytes:
    """The filled form with what goes around it: the sign-off sheet, and the findings in a draft."""
    if wish.sign_off:
        from ndbg.app.sign_off import sign_off_sheet
        from ndbg.write.word.sheet import add_sheet

        filled = add_sheet(filled, form, sign_off_sheet(report, last, result, draft=wish.draft))
    if wish.draft:
        from ndbg.app.annotate import annotated

        filled = annotated(filled, form, report, result)
    return filled


def _tell(place: Path, made: _Made, *, draft: bool) -> None:
    """Say what was made, what the check found, and what to look at."""
    report, result = made.report, made.result
    if shown := draft or result.open:
        show_result(report, result, None)
    say(f"已生成：{place}")
    also = f"；已回读，{len(report.figures)} 个数和正文都与数据文件一致"
    say_checked(report.path, result, shown=shown, also=also)
    for heading in report.unwritten:
        say(f"请留意：“{heading}”还没有正文，文件里用黄色标出")
    for name in made.unplaced:
        say(f"请留意：表样里没有写{name}的地方，文件里没有写上；可以在表样里加一处 {{{{{name}}}}}")
    if made.lost:
        say(f"请留意：表样正文里原有的{'、'.join(made.lost)}随旧的正文去掉了，还要的请在 Word 里补上")
    if made.foreign:
        say(f"请留意：表样里会连到别处的东西没有带进报告：{'、'.join(made.foreign)}")
    for line in made.kept:
        if not any(line.startswith(told.removesuffix("…")) for told in made.leftovers):
            say(f"请留意：表样里原有的这一处保留在文件里：{line[:_SHOWN]}{'…' if line[_SHOWN:] else ''}")
    for line in made.leftovers:
        say(f"请留意表样里的这一处，有没填的内容，或者年份不对：{line}")


def _official(report: "Report") -> tuple[bytes, Path]:
    """The official form that a report follows, and its name."""
    from ndbg.app.templates import official

    return official(report.form)


def _own_form(template: Path) -> tuple[bytes, Path]:
    """An office's own form, and its path."""
    from ndbg.ooxml.package import MOST_BYTES
    from ndbg.read.source import read_bytes

    if template.suffix.lower() not in (".docx", ".dotx", ".docm", ".doc", ".wps"):
        raise NdbgError(f"表样要是 Word 文件（.docx），“{template}”不是")
    return read_bytes(template, MOST_BYTES), template
