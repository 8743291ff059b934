"""`ndbg fill`: from the data file to the Word report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ndbg.cli.console import CLEAN, DEFAULT_DATA, FINDINGS, say, say_checked, show_notes, show_result, tell
from ndbg.cli.pictures import pictures
from ndbg.cli.several import make_each, refuse_again, refuse_shared
from ndbg.cli.target import target
from ndbg.errors import NdbgError

if TYPE_CHECKING:
    from ndbg.check.finding import Result
    from ndbg.report import Report
    from ndbg.write.word import Filled


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
    force: Annotated[bool, typer.Option("--force", help="文件已经存在时，覆盖它")] = False,
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
    refuse_shared(paths, output)
    wish = _Wish(output, *_form(template), template, charts, draft, sign_off, force)
    raise typer.Exit(make_each(paths, lambda path, written: _fill(path, wish, written)))


class _Wish(NamedTuple):
    """What is asked for, the same for all files: the form and its path among it."""

    output: Path | None
    form: bytes
    form_path: Path
    template: Path | None
    charts: bool
    draft: bool
    sign_off: bool
    force: bool


def _fill(data: Path, wish: _Wish, written: set[Path]) -> int:
    """Check and fill one report; `written` are the files that this run has made. Gives the exit code."""
    from ndbg.check import check
    from ndbg.cli.checking import last_report, settings_for
    from ndbg.read.toml import read_toml
    from ndbg.verify import verify
    from ndbg.write.files import refuse_existing, save
    from ndbg.write.word import fill as fill_form

    if data.suffix.lower() in (".docx", ".doc", ".wps"):
        raise NdbgError(f"“{data}”是 Word 文件；fill 要的是数据文件（.toml）。表样请写在 --template 后面")
    report = read_toml(data)
    show_notes(report)
    last = last_report(report)
    result = check(report, last, settings_for(data))
    if not result.clean and not wish.draft:
        show_result(report, result, None)
        tell("有错误，没有生成 Word 文件。改好后再运行一次；想先看看样子，请加 --draft")
        return FINDINGS

    place = target(report, data, wish.output, ".docx", draft=wish.draft)
    refuse_existing(place, force=wish.force)
    if wish.template and place.exists() and wish.template.samefile(place):
        raise NdbgError(f"“{place}”是这次要用的表样，不能覆盖它，请用 -o 另起一个名字")
    refuse_again(place, data, written)
    drawn = pictures(report, last) if wish.charts else ()
    filled = fill_form(wish.form, wish.form_path, report, draft=wish.draft, pictures=drawn)
    made = _finished(filled.data, wish, report, last, result)
    save(place, made, force=wish.force, verify=lambda saved: verify(saved, place, report))
    written.add(place)
    _tell(place, report, result, filled, draft=wish.draft)
    return CLEAN


def _finished(filled: bytes, wish: _Wish, report: "Report", last: "Report | None", result: "Result") -> bytes:
    """The filled form with what goes around it: the sign-off sheet, and the findings in a draft."""
    if wish.sign_off:
        from ndbg.sign_off import sign_off_sheet
        from ndbg.write.word.sheet import add_sheet

        filled = add_sheet(filled, wish.form_path, sign_off_sheet(report, last, result))
    if wish.draft:
        from ndbg.annotate import annotated

        filled = annotated(filled, wish.form_path, report, result)
    return filled


def _tell(place: Path, report: "Report", result: "Result", filled: "Filled", *, draft: bool) -> None:
    """Say what was made, what the check found, and what to look at."""
    if shown := draft or result.open:
        show_result(report, result, None)
    say(f"已生成：{place}")
    also = f"；已回读，{len(report.figures)} 个数和正文都与数据文件一致"
    say_checked(report.path, result, shown=shown, also=also)
    for heading in report.unwritten:
        say(f"请留意：“{heading}”还没有正文，文件里用黄色标出")
    for name in filled.unplaced:
        say(f"请留意：表样里没有写{name}的地方，文件里没有写上；可以在表样里加一处 {{{{{name}}}}}")
    for line in filled.leftovers:
        say(f"请留意表样里的这一处，有没填的内容，或者年份不对：{line}")


def _form(template: Path | None) -> tuple[bytes, Path]:
    if template is None:
        from ndbg.templates import official

        return official()
    from ndbg.ooxml.package import MOST_BYTES
    from ndbg.read.source import read_bytes

    if template.suffix.lower() not in (".docx", ".dotx", ".docm", ".doc", ".wps"):
        raise NdbgError(f"表样要是 Word 文件（.docx），“{template}”不是")
    return read_bytes(template, MOST_BYTES), template
