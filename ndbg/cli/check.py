"""`ndbg check`: what is wrong with one report or many."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from unicodedata import normalize

import typer

from ndbg.cli.checking import last_report, refuse_shared_last, settings_for
from ndbg.cli.console import (
    CLEAN,
    DEFAULT_DATA,
    FINDINGS,
    UNUSABLE,
    Style,
    read_file,
    say_json,
    show_json,
    show_notes,
    show_result,
    tell,
    tell_error,
)
from ndbg.cli.options import Jobs
from ndbg.cli.several import outcomes
from ndbg.cli.target import identities, refuse_source
from ndbg.errors import NdbgError

if TYPE_CHECKING:
    from ndbg.check.finding import Result
    from ndbg.check.rule import Rule
    from ndbg.report import Report


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
            help="ndbg collect 建立的文件夹：核对本级政府的报告和各下级的报告之和（规则 H7 开头的几条）",
        ),
    ] = None,
    body: Annotated[
        str,
        typer.Option("--body", metavar="单位", help="和 --below 一起用：报告是名册里哪个单位的；不写就看报告的标题"),
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
    rules = _rules(select, ignore)
    if not below and (body or all(rule.code.startswith("H") for rule in rules)):
        raise NdbgError("上下级之间的规则（H）要和 --below 一起用，例如：ndbg check 某市.docx --below 2024年")
    collect = annotate or format in (Style.JSON, Style.SARIF)
    kept: dict[Path, _Examined | NdbgError] = {}
    codes = []
    for path, found in outcomes(
        paths, partial(_examine, previous, given or (), rules, quiet, below, body), jobs, "正在核对"
    ):
        codes.append(_told(found, format, strict=strict, quiet=quiet))
        if collect:  # else each is let go of: there may be thousands
            kept[path] = found
    _show_all(kept, format)
    if annotate and not isinstance(found := kept[paths[0]], NdbgError):
        _annotate(paths[0], annotate, *found, force=force)
    if len(paths) > 1 and not quiet:
        clean, wrong, unusable = (codes.count(code) for code in (CLEAN, FINDINGS, UNUSABLE))
        tell(f"共 {len(paths)} 个文件：{clean} 个没有错误，{wrong} 个有错误，{unusable} 个不能用")
    raise typer.Exit(max(codes))


_Examined = tuple["Report", "Result"]


def _told(found: _Examined | NdbgError, format: Style | None, *, strict: bool, quiet: bool) -> int:
    """Tell what was found in one file, where that is not told of all at once. Gives the exit code."""
    if isinstance(found, NdbgError):
        tell_error(found)
        return UNUSABLE
    if format not in (Style.JSON, Style.SARIF):
        show_result(*found, format, quiet=quiet)
    return CLEAN if _passes(found[1], strict=strict) else FINDINGS


def _rules(select: Sequence[str] | None, ignore: Sequence[str] | None) -> "Sequence[Rule]":
    """The rules chosen by code, or by how codes begin; several may stand in one option."""
    from ndbg.check.catalogue import chosen, unknown

    wanted, unwanted = (
        [code.strip().upper() for item in items or () for code in normalize("NFKC", item).split(",")]
        for items in (select, ignore)
    )
    if wrong := unknown([*wanted, *unwanted]):
        raise NdbgError(f"没有“{wrong[0]}”这条规则；运行 ndbg rules 可以列出全部规则")
    if not (rules := chosen(wanted, unwanted)):
        raise NdbgError("--select 和 --ignore 合起来没有留下任何规则，什么也没有核对")
    return rules


def _examine(
    previous: Path | None,
    given: Sequence[str],
    rules: "Sequence[Rule]",
    quiet: bool,
    below: Path | None,
    body: str,
    path: Path,
) -> _Examined:
    from ndbg.check import check as run

    report = read_file(path)
    if not quiet:
        show_notes(report)
    last = last_report(report, previous)
    levels = None
    if below:
        from ndbg.app.levels.government import levels_for

        found = levels_for(below, report, body)
        levels, last = found.levels, last or found.last
        if not quiet:
            tell(f"{path}：和{found.told}核对")
    return report, run(report, last, settings_for(path, given), rules, levels)


def _check_annotate(paths: Sequence[Path], target: Path, *, force: bool) -> None:
    """Refuse what cannot be annotated before any work is done."""
    from ndbg.write.files import refuse_existing

    if len(paths) > 1 or paths[0].suffix.lower() != ".docx":
        raise NdbgError("--annotate 只能和一个 Word 文件（.docx）一起用")
    if target.suffix.lower() != ".docx":
        raise NdbgError(f"批注写在 Word 文件里，“{target}”这个文件名要以 .docx 结尾")
    refuse_existing(target, force=force)
    refuse_source(target, identities(paths))


def _annotate(source: Path, target: Path, report: "Report", result: "Result", *, force: bool) -> None:
    """Save the Word file with each finding as a comment."""
    from ndbg.app.annotate import annotated
    from ndbg.ooxml.package import MOST_BYTES
    from ndbg.read.source import read_bytes
    from ndbg.write.files import save

    save(target, annotated(read_bytes(source, MOST_BYTES), source, report, result), force=force)
    tell(f"已写入：{target}，每个问题是一条批注")


def _passes(result: "Result", *, strict: bool) -> bool:
    from ndbg.check import Severity

    return result.clean and not (strict and result.count(Severity.WARNING))


def _show_all(kept: "Mapping[Path, _Examined | NdbgError]", format: Style | None) -> None:
    """The results of all files at once, in the formats for programs."""
    if format is Style.JSON:
        from ndbg.show.findings_json import error_json, result_json

        show_json(
            [
                error_json(path, found) if isinstance(found, NdbgError) else result_json(path, found[1])
                for path, found in kept.items()
            ]
        )
    elif format is Style.SARIF:
        from ndbg.show.sarif import sarif

        errors = {path: found for path, found in kept.items() if isinstance(found, NdbgError)}
        say_json(sarif({path: f[1] for path, f in kept.items() if not isinstance(f, NdbgError)}, errors))
