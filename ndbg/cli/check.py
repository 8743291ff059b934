"""`ndbg check`: what is wrong with one report or many."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ndbg.app.check import Checked, check_file, rules_by_code
from ndbg.app.output import identities, refuse_source, save
from ndbg.app.reading import DEFAULT_DATA
from ndbg.check import Result, Severity
from ndbg.cli.console import (
    CLEAN,
    FINDINGS,
    UNUSABLE,
    Style,
    reading,
    say_json,
    show_json,
    show_result,
    tell,
    tell_error,
    tell_remarks,
)
from ndbg.cli.options import Jobs, refuse_shared_last
from ndbg.cli.several import outcomes
from ndbg.errors import NdbgError
from ndbg.write.files import refuse_existing


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[文件]...", help="要核对的数据文件，可以写几个；不写就是当前文件夹里的 data.toml"
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="上年文件", help="上年的报告，和它比较；数据文件里写了的可以不写"),
    ] = None,
    below: Annotated[
        Path | None,
        typer.Option(
            "--below",
            metavar="文件夹",
            help="collect 建立的文件夹：核对本级政府的报告和各下级的报告之和（H7 开头的规则）",
        ),
    ] = None,
    body: Annotated[
        str,
        typer.Option(
            "--body", metavar="单位", help="和 --below 一起用：报告是名册里哪个单位的；不写就看报告的标题"
        ),
    ] = "",
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="编号", help="只核对这些规则，例如 T3,X601")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="编号", help="不核对这些规则，例如 Y506")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="没有说明的提醒也算错误")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="只写发现的问题，不写总数和其他说明")] = False,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate",
            metavar="文件.docx",
            help="另存一份 Word 文件，每个问题写成批注，标在所在的格子或文字上",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="--annotate 的文件已经存在时，覆盖它")] = False,
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="名称=值", help="临时改一项设置，例如 雷同比例=70；平时写在 ndbg.toml 里"
        ),
    ] = None,
    format: Annotated[
        Style | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="text 详细、plain 一处一行、markdown 表格、json 和 sarif 供程序读取；不写时屏幕上详细，转存时一处一行",
        ),
    ] = None,
    jobs: Jobs = 1,
) -> None:
    """核对报告里的数、勾稽关系和文字，一次列出全部问题。

    没有错误时返回 0，有错误返回 1，文件不能用返回 2。

    例：
    ndbg check
    ndbg check 甲局.toml 乙局.toml
    ndbg check 年报.docx --previous 去年年报.docx
    ndbg check 年报.docx --annotate 批注.docx
    ndbg check 某市.docx --below 2024年
    ndbg check data.toml --format json
    """
    paths = list(dict.fromkeys(files or [DEFAULT_DATA]))
    refuse_shared_last(paths, previous)
    if annotate:
        _check_annotate(paths, annotate, force=force)
    rules = rules_by_code(select or (), ignore or ())
    if not below and (body or all(rule.code.startswith("H") for rule in rules)):
        raise NdbgError("上下级之间的规则（H）要和 --below 一起用，例如：ndbg check 某市.docx --below 2024年")
    work = partial(check_file, previous=previous, settings=given or (), rules=rules, below=below, body=body)
    collect = annotate or format in (Style.JSON, Style.SARIF)
    kept: dict[Path, Checked | NdbgError] = {}
    codes = []
    for path, found in outcomes(paths, work, jobs, "正在核对", reading(previous)):
        codes.append(_told(found, format, strict=strict, quiet=quiet))
        if collect:  # else each is let go of: there may be thousands
            kept[path] = found
    _show_all(kept, format)
    if annotate and isinstance(found := kept[paths[0]], Checked):
        from ndbg.app.annotate import annotate as annotate_file

        save(annotate_file(found, annotate), force=force)
        tell(f"已写入：{annotate}，每个问题是一条批注")
    if len(paths) > 1 and not quiet:
        clean, wrong, unusable = (codes.count(code) for code in (CLEAN, FINDINGS, UNUSABLE))
        tell(f"共 {len(paths)} 个文件：{clean} 个没有错误，{wrong} 个有错误，{unusable} 个不能用")
    raise typer.Exit(max(codes))


def _told(found: Checked | NdbgError, format: Style | None, *, strict: bool, quiet: bool) -> int:
    """Tell what was found in one file, where that is not told of all at once. Gives the exit code."""
    if isinstance(found, NdbgError):
        tell_error(found, quiet=quiet)
        return UNUSABLE
    tell_remarks(found.remarks, quiet=quiet)
    if format not in (Style.JSON, Style.SARIF):
        show_result(found.report, found.result, format, quiet=quiet)
    return CLEAN if _passes(found.result, strict=strict) else FINDINGS


def _check_annotate(paths: Sequence[Path], target: Path, *, force: bool) -> None:
    """Refuse what cannot be annotated before any work is done."""
    if len(paths) > 1 or paths[0].suffix.lower() != ".docx":
        raise NdbgError("--annotate 只能和一个 Word 文件（.docx）一起用")
    if target.suffix.lower() != ".docx":
        raise NdbgError(f"批注写在 Word 文件里，“{target}”这个文件名要以 .docx 结尾")
    refuse_existing(target, force=force)
    refuse_source(target, identities(paths))


def _passes(result: Result, *, strict: bool) -> bool:
    return result.clean and not (strict and result.count(Severity.WARNING))


def _show_all(kept: Mapping[Path, Checked | NdbgError], format: Style | None) -> None:
    """The results of all files at once, in the formats for programs."""
    if format is Style.JSON:
        from ndbg.show.findings_json import error_json, result_json

        show_json(
            [
                error_json(path, found) if isinstance(found, NdbgError) else result_json(path, found.result)
                for path, found in kept.items()
            ]
        )
    elif format is Style.SARIF:
        from ndbg.show.sarif import sarif

        errors = {path: found for path, found in kept.items() if isinstance(found, NdbgError)}
        results = {path: found.result for path, found in kept.items() if isinstance(found, Checked)}
        say_json(sarif(results, errors))
