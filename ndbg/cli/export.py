"""`ndbg export`: a report as a web page, as PDF, as a workbook, as Markdown."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ndbg.cli.checking import last_report, refuse_shared_last, settings_for
from ndbg.cli.console import (
    CLEAN,
    DEFAULT_DATA,
    FINDINGS,
    read_report,
    say,
    say_checked,
    show_notes,
    show_result,
    tell,
    working,
)
from ndbg.cli.options import Force
from ndbg.cli.pictures import pictures
from ndbg.cli.several import Written, make_each, shared_folder
from ndbg.cli.target import identities, is_named, refuse_source, target
from ndbg.errors import NdbgError

if TYPE_CHECKING:
    from ndbg.check.finding import Result
    from ndbg.report import Report


class Format(StrEnum):
    """What a report is turned into; the value is also the ending of the file's name."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    MD = "md"


_WITH_CHARTS = (Format.HTML, Format.PDF)


class _Wish(NamedTuple):
    """What is asked for, the same for all files."""

    format: Format
    output: Path | None
    folder: Path | None
    previous: Path | None
    force: bool
    charts: bool
    draft: bool


def export(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[数据文件]...",
            help="数据文件，或 ndbg import 能读的报告，可以写几个；不写就是当前文件夹里的 data.toml",
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="html 网页、pdf、xlsx 工作簿、md 文本（Markdown）；不写时看 -o 的后缀，其他都是 html",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件或文件夹",
            help="写到哪里；不写就用报告的标题作文件名，放在数据文件旁边",
        ),
    ] = None,
    charts: Annotated[
        bool,
        typer.Option(
            "--charts", help="网页和 PDF 里加上图表：申请的办理结果和申请人，有上年报告的和上年并列"
        ),
    ] = False,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="上年文件", help="上年的报告；数据文件里写了的可以不写"),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="有错误、没填完也先生成草稿，文件名和标题都标明“草稿”")
    ] = False,
    force: Force = False,
) -> None:
    """核对报告，转成网页、PDF、Excel 工作簿或 Markdown。

    例：
    ndbg export
    ndbg export data.toml --charts -o 年报.html
    ndbg export data.toml --format xlsx
    ndbg export 甲局.toml 乙局.toml --format pdf -o 年报
    """
    paths = files or [DEFAULT_DATA]
    format = format or _by_name(output)
    _refuse_unfit(format, charts=charts)
    refuse_shared_last(paths, previous)
    folder = shared_folder(paths, output)
    wish = _Wish(format, output, folder, previous, force, charts, draft)
    raise typer.Exit(make_each(paths, partial(_make, wish), partial(_keep, wish, Written(paths, folder))))


def _by_name(output: Path | None) -> Format:
    suffix = output.suffix.lower().removeprefix(".") if output and not output.is_dir() else ""
    if suffix in ("docx", "doc", "wps"):
        raise NdbgError(f"export 生成的是 {'、'.join(Format)}；要 Word 文件，请用 ndbg fill")
    return next((format for format in Format if format == suffix), Format.HTML)


def _refuse_unfit(format: Format, *, charts: bool) -> None:
    if charts and format not in _WITH_CHARTS:
        raise NdbgError(f"--charts 只用于网页和 PDF，{format} 文件里没有图表")


class _Made(NamedTuple):
    """What was made of a report, and what there is to say of it: nothing where errors were found in it."""

    report: "Report"
    result: "Result"
    place: Path | None = None
    data: bytes = b""
    notes: Sequence[str] = ()


def _make(wish: _Wish, path: Path) -> _Made:
    """Check and turn one report into the format that is asked for."""
    from ndbg.check import check
    from ndbg.write.files import refuse_existing

    report = read_report(path)
    show_notes(report)
    last = last_report(report, wish.previous)
    result = check(report, last, settings_for(path))
    if not result.clean and not wish.draft:
        return _Made(report, result)
    place = target(report, path, wish.output, f".{wish.format}", folder=wish.folder, draft=wish.draft)
    refuse_existing(place, force=wish.force, named=is_named(place, wish.output))
    refuse_source(place, identities((path,)))
    return _Made(report, result, place, *_turned(report, last, wish))


def _keep(wish: _Wish, written: Written, path: Path, made: _Made) -> int:
    """Save what was made of a report, and tell of it. Gives the exit code."""
    report, result = made.report, made.result
    if made.place is None:
        show_result(report, result, None)
        tell(f"{path}：有错误，没有生成。改好后再运行一次；想先看看样子，请加 --draft")
        return FINDINGS
    named = is_named(made.place, wish.output)
    written.save(path, made.place, made.data, force=wish.force, named=named)
    if shown := wish.draft or result.open:
        show_result(report, result, None)
    say(f"已生成：{made.place}")
    say_checked(path, result, shown=shown)
    for heading in report.unwritten:
        say(f"请留意：“{heading}”还没有正文，文件里标明了")
    for note in made.notes:
        say(f"请留意：{note}")
    return CLEAN


def _turned(report: "Report", last: "Report | None", wish: _Wish) -> tuple[bytes, Sequence[str]]:
    """The file, and what there is to say of it."""
    if wish.format is Format.MD:
        from ndbg.write.markdown import write_markdown

        return write_markdown(report, draft=wish.draft).encode(), ()
    if wish.format is Format.PDF:
        return _paper(report, last, wish)
    if wish.format is Format.XLSX:
        from ndbg.write.workbook import write_workbook

        return write_workbook(report, draft=wish.draft), ()
    from ndbg.report.charts import charts
    from ndbg.write.web import write_web

    drawn = charts(report, last) if wish.charts else ()
    return write_web(report, drawn, draft=wish.draft).encode(), ()


def _paper(report: "Report", last: "Report | None", wish: _Wish) -> tuple[bytes, Sequence[str]]:
    """The Word report in the official layout, as PDF."""
    from ndbg.app.templates import official
    from ndbg.write.pdf import write_pdf
    from ndbg.write.shared import title
    from ndbg.write.word import fill

    drawn = pictures(report, last) if wish.charts else ()
    word = fill(*official(report.form), report, draft=wish.draft, pictures=drawn).data
    with working("正在用 LibreOffice 生成 PDF……"):
        return write_pdf(word, title(report, draft=wish.draft))
