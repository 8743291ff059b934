"""`ndbg check`: check one report or many."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ndbg.app.check import Checked, check_file, rules_by_code
from ndbg.app.folders import LastYears, last_years, reports_in
from ndbg.app.output import Output, identities, is_store, refuse_source
from ndbg.app.reading import NoReportError
from ndbg.check import Severity
from ndbg.check.rule import Rule
from ndbg.cli.console import (
    CLEAN,
    FINDINGS,
    UNUSABLE,
    FindingsFormat,
    echo_err,
    echo_error,
    echo_json,
    echo_json_items,
    echo_remarks,
    echo_result,
    one_line,
    reading,
    written,
)
from ndbg.cli.options import Changes, Jobs
from ndbg.cli.several import distinct, outcomes
from ndbg.errors import NdbgError
from ndbg.program import DEFAULT_DATA, command
from ndbg.show.plain import unread
from ndbg.write.files import refuse_existing


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[文件]...",
            help="要核对的报告或数据文件，可以写几个，也可以写文件夹；不写就是当前文件夹里的 data.toml",
        ),
    ] = None,
    previous: Annotated[
        list[Path] | None,
        typer.Option(
            "--previous",
            metavar="上年文件",
            help="上年的报告，和它比较；可以写几次，也可以写文件夹，按机关名称对上；数据文件里写了的可以不写",
        ),
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
    strict: Annotated[bool, typer.Option("--strict", help="没有说明的提醒也算错误，返回 1")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="只写发现的问题和没有读到几个数，不写总数和其他说明")
    ] = False,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate",
            metavar="文件.docx",
            help="另存一份 Word 文件，每个问题写成批注，标在所在的格子或文字上；几份报告时写文件夹",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="--annotate 的文件已经存在时，覆盖它")] = False,
    given: Changes = None,
    format: Annotated[
        FindingsFormat | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="text 详细、plain 一处一行、markdown 表格、json 和 sarif 供程序读取；不写时屏幕上详细，转存时一处一行",
        ),
    ] = None,
    jobs: Jobs = 1,
) -> None:
    """核对报告里的数、勾稽关系和文字，一次列出全部问题。

    没有错误、数都读到了，返回 0；有错误或者有数没有读到，返回 1；文件不能用，返回 2。

    例：
    ndbg check
    ndbg check 甲局.toml 乙局.toml
    ndbg check 年报.docx --previous 去年年报.docx
    ndbg check 年报.docx --annotate 批注.docx
    ndbg check 今年 --previous 去年 --annotate 批注
    ndbg check 某市.docx --below 2024年
    ndbg check data.toml --format json
    """
    sources = distinct(files or [DEFAULT_DATA])
    many = len(sources) > 1 or sources[0].is_dir()
    _refuse_stores(sources)
    inputs = reports_in(sources, annotate)
    last = _last_years(previous or (), many=many)
    read = (*inputs.paths, *_last_files(last))
    if annotate:
        _refuse_annotate(read, annotate, many=many, force=force)
    rules = rules_by_code(select or (), ignore or ()) if select or ignore else None
    _refuse_rules_below(rules, below, body)
    work = partial(
        check_file,
        previous=last,
        settings=given or (),
        rules=rules,
        below=below,
        body=body,
        in_folders=inputs.in_folders,
    )
    comments = _Comments(annotate, read, many=many, force=force) if annotate else None
    kept: dict[Path, Checked | NdbgError] = {}
    summary: list[tuple[int, str]] = []
    incomplete = 0
    doing = reading(last) if isinstance(last, Path) else ""
    for path, outcome in outcomes(inputs.paths, work, jobs, "正在核对", doing):
        if isinstance(outcome, NoReportError) and path in inputs.in_folders:
            echo_err(f"{one_line(path)}：不是政府信息公开工作年度报告，没有核对")
            continue
        code = _report(outcome, format, strict=strict, quiet=quiet)
        if comments and isinstance(outcome, Checked):
            comments.write(outcome)
        summary.append((code, _line(path, outcome)))
        incomplete += isinstance(outcome, Checked) and outcome.result.incomplete
        # Other formats are printed file by file: results need not be kept.
        if format in (FindingsFormat.JSON, FindingsFormat.SARIF):
            kept[path] = outcome
    _show_all(kept, format)
    if many and not quiet:
        _echo_summary(summary, incomplete, comments)
    codes = [code for code, _ in summary]
    raise typer.Exit(max([*codes, comments.code] if comments else codes, default=CLEAN))


def _refuse_stores(sources: Sequence[Path]) -> None:
    """Raise NdbgError where a folder is the store of `collect`, whose reports were checked when collected."""
    for source in sources:
        if is_store(source):
            status = command("collect", source, "--status")
            raise NdbgError(
                f"“{source}”是 collect 存放报告的文件夹，里面的报告收集时已经核对；看结果：{status}"
            )


def _last_years(previous: Sequence[Path], *, many: bool) -> Path | LastYears | None:
    """Last year's report: the one named, or several from which each report's own is chosen."""
    if not many and len(previous) == 1 and not previous[0].is_dir():
        return previous[0]
    if not previous:
        return None
    last = last_years(previous)
    echo_remarks(last.remarks)
    return last


def _echo_summary(summary: Sequence[tuple[int, str]], incomplete: int, comments: "_Comments | None") -> None:
    """Print the line of each file, and how many have no errors, have errors, could not be read whole, and got comments."""
    for _, line in summary:
        echo_err(line)
    codes = [code for code, _ in summary]
    clean, wrong, unusable = (codes.count(code) for code in (CLEAN, FINDINGS, UNUSABLE))
    also = comments.summary() if comments else ""
    gaps = f"，{incomplete} 个没有读全" if incomplete else ""
    errors = wrong - incomplete
    echo_err(
        f"共 {len(codes)} 个文件：{clean} 个没有错误，{errors} 个有错误{gaps}，{unusable} 个不能用{also}"
    )


def _last_files(last: Path | LastYears | None) -> Sequence[Path]:
    """The files of last year's reports."""
    if isinstance(last, LastYears):
        return [item.path for item in last.known]
    return [last] if last else []


def _line(path: Path, outcome: Checked | NdbgError) -> str:
    """A report on one line: its agency and the numbers of findings."""
    if isinstance(outcome, NdbgError):
        return f"  {path}：不能用"
    counts = (outcome.result.count(severity) for severity in (Severity.ERROR, Severity.WARNING))
    errors, warnings = counts
    counts_text = "，".join(filter(None, (f"错误 {errors}", f"提醒 {warnings}", unread(outcome.result))))
    return f"  {outcome.report.agency or '（没有读出机关）'}：{counts_text}（{path}）"


class _Comments:
    """The Word files with comments of one run: a single file, or several in a folder, under their own names.

    `code` is the exit code: UNUSABLE where one could not be written.
    """

    def __init__(self, target: Path, sources: Sequence[Path], *, many: bool, force: bool) -> None:
        self._target, self._many, self._force = target, many, force
        self._output = Output(sources, target if many else None)
        self._written = self._unwritten = 0
        self.code = CLEAN

    def write(self, checked: Checked) -> None:
        """Write a file and report it."""
        from ndbg.app.annotate import annotate as annotate_file

        source = checked.report.source.path
        place = self._target / source.name if self._many else self._target
        self._unwritten += 1
        if source.suffix.lower() != ".docx":
            echo_err(f"{source}：不是 Word 文件（.docx），没有写批注")
            return
        try:
            self._output.save(annotate_file(checked, place), force=self._force)
        except NdbgError as error:
            echo_err(f"{source}：没有写批注：{error}")
            self.code = UNUSABLE
            return
        self._unwritten -= 1
        self._written += 1
        echo_err(f"{written(place)}，每个问题是一条批注")

    def summary(self) -> str:
        """How many files were written, and how many not, as the end of a sentence."""
        return f"；批注写了 {self._written} 份" + (
            f"，没有写 {self._unwritten} 份" if self._unwritten else ""
        )


def _report(outcome: Checked | NdbgError, format: FindingsFormat | None, *, strict: bool, quiet: bool) -> int:
    """Print the result of one file, except in formats that print all at once. Returns the exit code."""
    if isinstance(outcome, NdbgError):
        echo_error(outcome, quiet=quiet)
        return UNUSABLE
    echo_remarks(outcome.remarks, quiet=quiet)
    if format not in (FindingsFormat.JSON, FindingsFormat.SARIF):
        echo_result(outcome.report, outcome.result, format, quiet=quiet)
        if quiet and (unread_note := unread(outcome.result)):
            echo_err(f"{one_line(outcome.report.source.path)}：{unread_note}")
    warned = strict and outcome.result.count(Severity.WARNING)
    return CLEAN if outcome.result.passes and not warned else FINDINGS


def _refuse_annotate(paths: Sequence[Path], target: Path, *, many: bool, force: bool) -> None:
    """Raise NdbgError before any work where the files cannot be annotated or the output cannot be written."""
    if many:
        if not target.is_dir() and (target.exists() or target.suffix):
            raise NdbgError(
                f"几份报告的批注要写到一个文件夹里，“{target}”不是文件夹；--annotate 后面请写文件夹的名字"
            )
        return
    if paths[0].suffix.lower() != ".docx":
        raise NdbgError(f"--annotate 只能用在 Word 文件（.docx）上，“{paths[0]}”不是")
    if target.is_dir():
        example = target / f"批注_{paths[0].name}"
        raise NdbgError(f"“{target}”是一个文件夹，请写出文件名，例如 --annotate {example}")
    if target.suffix.lower() != ".docx":
        raise NdbgError(f"批注写在 Word 文件里，“{target}”这个文件名要以 .docx 结尾")
    refuse_source(target, identities(paths))
    refuse_existing(target, force=force)


def _refuse_rules_below(rules: Sequence[Rule] | None, below: Path | None, body: str) -> None:
    """Raise NdbgError where the rules, or `body`, need --below."""
    if not below and (body or (rules and all(rule.code.startswith("H") for rule in rules))):
        example = command("check", "某市.docx", "--below", "2024年")
        raise NdbgError(f"上下级之间的规则（H）要和 --below 一起用，例如：{example}")


def _show_all(kept: Mapping[Path, Checked | NdbgError], format: FindingsFormat | None) -> None:
    """Print the results of all files, in the formats for programs."""
    if format is FindingsFormat.JSON:
        from ndbg.show.findings_json import error_json, result_json

        echo_json_items(
            [
                error_json(path, item) if isinstance(item, NdbgError) else result_json(path, item.result)
                for path, item in kept.items()
            ]
        )
    elif format is FindingsFormat.SARIF:
        from ndbg.show.sarif import sarif

        errors = {path: item for path, item in kept.items() if isinstance(item, NdbgError)}
        results = {path: item.result for path, item in kept.items() if isinstance(item, Checked)}
        echo_json(sarif(results, errors))
