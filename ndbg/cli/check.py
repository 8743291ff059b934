"""`ndbg check`: what is wrong with one report or many."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from unicodedata import normalize

import typer

from ndbg.cli.checking import last_report, refuse_shared_last, settings_for
from ndbg.cli.console import (
    CLEAN,
    DEFAULT_DATA,
    FINDINGS,
    UNUSABLE,
    Style,
    progress,
    show_data,
    show_json,
    show_notes,
    show_result,
    tell,
    tell_error,
)
from ndbg.errors import NdbgError

if TYPE_CHECKING:
    from ndbg.check.finding import Result, Rule
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
) -> None:
    """核对报告里的数、勾稽关系和文字，一次列出全部问题。

    没有错误时返回 0，有错误返回 1，文件不能用返回 2。

    例：
    ndbg check
    ndbg check 甲局.toml 乙局.toml
    ndbg check 年报.docx --previous 去年年报.docx
    ndbg check 年报.docx --annotate 批注.docx
    ndbg check data.toml --format json
    """
    paths = list(dict.fromkeys(files or [DEFAULT_DATA]))
    refuse_shared_last(paths, previous)
    if annotate:
        _check_annotate(paths, annotate, force=force)
    rules = _rules(select, ignore)
    results: dict[Path, tuple[Report, Result]] = {}
    errors: dict[Path, NdbgError] = {}
    for path in progress(paths):
        try:
            results[path] = _examine(path, previous, given or (), rules, quiet=quiet)
        except NdbgError as error:
            errors[path] = error
            tell_error(error)
            continue
        if format not in (Style.JSON, Style.SARIF):
            show_result(*results[path], format, quiet=quiet)
    _show_all(paths, results, errors, format)
    if annotate and results:
        _annotate(paths[0], annotate, *results[paths[0]], force=force)
    wrong = sum(not _passes(result, strict=strict) for _, result in results.values())
    if len(paths) > 1 and not quiet:
        tell(
            f"共 {len(paths)} 个文件：{len(results) - wrong} 个没有错误，{wrong} 个有错误，{len(errors)} 个不能用"
        )
    raise typer.Exit(UNUSABLE if errors else FINDINGS if wrong else CLEAN)


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
    path: Path, previous: Path | None, given: Sequence[str], rules: "Sequence[Rule]", *, quiet: bool
) -> "tuple[Report, Result]":
    from ndbg.check import check as run
    from ndbg.read import read

    report = read(path)
    if not quiet:
        show_notes(report)
    return report, run(report, last_report(report, previous), settings_for(path, given), rules)


def _check_annotate(paths: Sequence[Path], target: Path, *, force: bool) -> None:
    """Refuse what cannot be annotated before any work is done."""
    from ndbg.write.files import refuse_existing

    if len(paths) > 1 or paths[0].suffix.lower() != ".docx":
        raise NdbgError("--annotate 只能和一个 Word 文件（.docx）一起用")
    if target.suffix.lower() != ".docx":
        raise NdbgError(f"批注写在 Word 文件里，“{target}”这个文件名要以 .docx 结尾")
    refuse_existing(target, force=force)


def _annotate(source: Path, target: Path, report: "Report", result: "Result", *, force: bool) -> None:
    """Save the Word file with each finding as a comment."""
    from ndbg.annotate import annotated
    from ndbg.ooxml.package import MOST_BYTES
    from ndbg.read.source import read_bytes
    from ndbg.write.files import save

    save(target, annotated(read_bytes(source, MOST_BYTES), source, report, result), force=force)
    tell(f"已写入：{target}，每个问题是一条批注")


def _passes(result: "Result", *, strict: bool) -> bool:
    from ndbg.check import Severity

    return result.clean and not (strict and result.count(Severity.WARNING))


def _show_all(
    paths: Sequence[Path],
    results: "dict[Path, tuple[Report, Result]]",
    errors: dict[Path, NdbgError],
    format: Style | None,
) -> None:
    """The results of all files at once, in the formats for programs."""
    if format is Style.JSON:
        from ndbg.show.as_json import error_json, result_json

        items: list[dict[str, Any]] = [
            error_json(path, errors[path]) if path in errors else result_json(path, results[path][1])
            for path in paths
        ]
        show_json(items)
    elif format is Style.SARIF:
        from ndbg.show.sarif import sarif

        log = sarif({path: result for path, (_, result) in results.items()}, errors)
        show_data(log)
