"""`ndbg fill`: from the data file to the Word report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ndbg.cli.console import DEFAULT_DATA, FINDINGS, say, show_notes, show_result, tell

if TYPE_CHECKING:
    from ndbg.report import Report

# What Windows does not allow in a name, and what stands for it.
_NOT_IN_NAMES = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")


def fill(
    data: Annotated[
        Path, typer.Argument(metavar="[数据文件]", help="填好的数据文件；不写就是当前文件夹里的 data.toml")
    ] = DEFAULT_DATA,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件.docx",
            help="生成的文件；不写就用报告的标题作文件名，放在数据文件旁边",
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template", metavar="表样.docx", help="用本机关自己的空白 Word 表样；不写就用国办统一格式"
        ),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="有错误、没填完也先生成草稿，文件名、标题和页眉都标明“草稿”")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="文件已经存在时，覆盖它")] = False,
) -> None:
    """核对数据文件，生成可以送签的 Word 报告。

    例：
    ndbg fill
    ndbg fill data.toml -o 年报.docx
    ndbg fill data.toml --template 本局表样.docx
    ndbg fill --draft
    """
    from ndbg.check import Severity, check
    from ndbg.errors import NdbgError
    from ndbg.read.toml import read_toml
    from ndbg.show.plain import summary
    from ndbg.write.files import refuse_existing, save
    from ndbg.write.word import fill as fill_form

    report = read_toml(data)
    show_notes(report)
    result = check(report)
    if not result.clean and not draft:
        show_result(report, result, None)
        tell("有错误，没有生成 Word 文件。改好后再运行一次；想先看看样子，请加 --draft")
        raise typer.Exit(FINDINGS)

    target = _target(report, data, output, draft=draft)
    form, form_path = _form(template)
    refuse_existing(target, force=force)
    if template and target.exists() and template.samefile(target):
        raise NdbgError(f"“{target}”是这次要用的表样，不能覆盖它，请用 -o 另起一个名字")
    filled = fill_form(form, form_path, report, draft=draft)
    save(target, filled.data, force=force, verify=lambda written: _compare(written, target, report))

    if draft or result.count(Severity.WARNING) or result.count(Severity.INFO):
        show_result(report, result, None)
    say(f"已生成：{target}")
    say(f"核对：{summary(result)}；已回读，{len(report.figures)} 个数和正文都与数据文件一致")
    for line in filled.leftovers:
        say(f"请留意：表样里的“{line}”没有可填的内容，或者年份不是 {report.year} 年")


def _target(report: "Report", data: Path, output: Path | None, *, draft: bool) -> Path:
    from ndbg.errors import NdbgError

    name = f"{report.title.translate(_NOT_IN_NAMES)}{'（草稿）' if draft else ''}.docx"
    if output is None:
        return data.with_name(name)
    if output.suffix.lower() != ".docx":
        if output.is_dir():
            return output / name
        raise NdbgError(f"生成的是 Word 文件，“{output}”这个文件名要以 .docx 结尾")
    return output.with_stem(f"{output.stem}（草稿）") if draft and "草稿" not in output.stem else output


def _form(template: Path | None) -> tuple[bytes, Path]:
    if template is None:
        from ndbg.templates import official

        return official()
    from ndbg.ooxml.package import MOST_BYTES
    from ndbg.read.source import read_bytes

    return read_bytes(template, MOST_BYTES), template


def _compare(written: bytes, target: Path, report: "Report") -> None:
    """Read the document back: every figure and paragraph must be there as the data has it."""
    from ndbg.errors import NdbgError
    from ndbg.form import FORM
    from ndbg.form.wording import name_cell
    from ndbg.read.assemble import prose_lines
    from ndbg.read.word import parse_word

    back = parse_word(written, target)
    wrong = [
        name_cell(cell)
        for id, cell in FORM.cells.items()
        if (back.figures[id].value if id in back.figures else None)
        != (report.figures[id].value if id in report.figures else None)
    ]
    wrong += [
        section.heading
        for section in FORM.sections
        if section.no in report.prose
        and back.prose[section.no].text.split("\n")
        != (prose_lines(section.no, report.prose[section.no].text.split("\n"), report.agency) or [""])
    ]
    if wrong:
        raise NdbgError(f"写出的文件与数据不一致，没有保存：{'、'.join(wrong[:5])}。请换用国办统一格式再试")
