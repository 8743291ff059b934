"""`ndbg fill`: from the data file to the Word report."""

from pathlib import Path
from typing import Annotated

import typer

from ndbg.cli.console import DEFAULT_DATA, FINDINGS, say, show_notes, show_result, tell
from ndbg.cli.pictures import pictures
from ndbg.cli.target import target
from ndbg.errors import NdbgError


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
    """
    from ndbg.check import Severity, check
    from ndbg.cli.checking import last_report, settings_for
    from ndbg.form import FORM
    from ndbg.read.toml import read_toml
    from ndbg.show.plain import summary
    from ndbg.verify import verify
    from ndbg.write.files import refuse_existing, save
    from ndbg.write.word import fill as fill_form

    if data.suffix.lower() in (".docx", ".doc", ".wps"):
        raise NdbgError(f"“{data}”是 Word 文件；fill 要的是数据文件（.toml）。表样请写在 --template 后面")
    report = read_toml(data)
    show_notes(report)
    last = last_report(report)
    result = check(report, last, settings_for(data))
    if not result.clean and not draft:
        show_result(report, result, None)
        tell("有错误，没有生成 Word 文件。改好后再运行一次；想先看看样子，请加 --draft")
        raise typer.Exit(FINDINGS)

    place = target(report, data, output, ".docx", draft=draft)
    form, form_path = _form(template)
    refuse_existing(place, force=force)
    if template and place.exists() and template.samefile(place):
        raise NdbgError(f"“{place}”是这次要用的表样，不能覆盖它，请用 -o 另起一个名字")
    drawn = pictures(report, last) if charts else ()
    filled = fill_form(form, form_path, report, draft=draft, pictures=drawn)
    written = filled.data
    if sign_off:
        from ndbg.sign_off import sign_off_sheet
        from ndbg.write.word.sheet import add_sheet

        written = add_sheet(written, form_path, sign_off_sheet(report, last, result))
    if draft:
        from ndbg.annotate import annotated

        written = annotated(written, form_path, report, result)
    save(place, written, force=force, verify=lambda written: verify(written, place, report))

    if draft or result.count(Severity.WARNING) or result.count(Severity.INFO):
        show_result(report, result, None)
    empty = [s.heading for s in FORM.sections if s.table is None and not report.prose[s.no].text]
    say(f"已生成：{place}")
    say(f"核对：{summary(result)}；已回读，{len(report.figures)} 个数和正文都与数据文件一致")
    for section in empty:
        say(f"请留意：“{section}”还没有正文，文件里用黄色标出")
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

    return read_bytes(template, MOST_BYTES), template
