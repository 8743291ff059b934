"""Check a report: read it, find last year's report and the settings, run the rules."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from ndbg.app.output import read_for
from ndbg.app.reading import last_report, read_file, read_report, reading_remarks
from ndbg.app.remarks import remarking
from ndbg.app.settings import NAME, settings_in
from ndbg.check import Result, check
from ndbg.check.rule import Rule
from ndbg.check.settings import DEFAULTS, Settings
from ndbg.errors import NdbgError, Remark
from ndbg.program import program
from ndbg.report import Report

if TYPE_CHECKING:
    from ndbg.app.folders import LastYears


class Checked(NamedTuple):
    """The result of a check.

    `last` is last year's report, if known; `remarks` are on how both were read and found; `settings` are those
    used. `compared_with` names the bodies below that it was compared with, and has the notes on these.
    """

    report: Report
    last: Report | None
    result: Result
    remarks: tuple[Remark, ...] = ()
    settings: Settings = DEFAULTS
    compared_with: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that were read for it, or that it names: no output may take the place of one."""
        reports = [self.report, *([self.last] if self.last else [])]
        read = [path for report in reports for path in read_for(report)]
        return *read, self.report.source.path.parent / NAME


def check_file(
    path: Path,
    *,
    previous: "Path | LastYears | None" = None,
    settings: Settings | Sequence[str] = (),
    rules: Sequence[Rule] | None = None,
    below: Path | None = None,
    body: str = "",
    in_folders: Collection[Path] = (),
) -> Checked:
    """Read and check a file of any readable format; the parameters are those of `check_report`.

    `in_folders` are files that were found in folders rather than named. Raises NdbgError where the file cannot be
    used and, for a file in `in_folders`, where it holds no report.
    """
    report = read_report(path) if path in in_folders else read_file(path)
    return check_report(report, previous=previous, settings=settings, rules=rules, below=below, body=body)


def check_report(
    report: Report,
    *,
    previous: "Path | LastYears | None" = None,
    settings: Settings | Sequence[str] = (),
    rules: Sequence[Rule] | None = None,
    below: Path | None = None,
    body: str = "",
) -> Checked:
    """Check a report.

    `rules` are all by default. `previous` is last year's file, or a collection from which that of the same office is
    chosen; by default the file that the report names. `settings` replace those in the report's folder; a sequence
    changes single ones, each `名称=值`. `below` is the store of the bodies below the government that reports, `body` its name in the
    roster, by default the agency in the title; last year's report then comes from last year's store unless
    `previous` is given. Raises NdbgError where one of these cannot be used.
    """
    with remarking() as remarks:
        remarks += reading_remarks(report)
        last = last_report(report, _last_file(report, previous, remarks))
        remarks += last.remarks
        used = (
            settings if isinstance(settings, Settings) else settings_in(report.source.path.parent, settings)
        )
        before, levels = last.report, None
        compared_with: tuple[str, ...] = ()
        if below:
            from ndbg.app.levels.sums.government import levels_for

            government = levels_for(below, report, body)
            before, levels = before or government.last, government.levels
            compared_with = (f"和{government.told}核对", *government.notes)
            remarks += (
                Remark(report.source.path, text, reading=not at) for at, text in enumerate(compared_with)
            )
        result = check(report, before, used, rules, levels, last.unusable)
        return Checked(report, before, result, tuple(remarks), used, compared_with)


def _last_file(report: Report, previous: "Path | LastYears | None", remarks: list[Remark]) -> Path | None:
    """The given file of last year; of a collection that of the same office, on which `remarks` are added."""
    if previous is None or isinstance(previous, Path):
        return previous
    given, message = previous.of(report)
    if message and (given or not report.added.previous):
        remarks.append(Remark(report.source.path, message))
    return given


def rules_by_code(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Sequence[Rule]:
    """The rules selected and not ignored, each item a code or the beginning of codes.

    An item may hold several codes, separated by commas. An empty `select` selects all rules. Raises
    NdbgError where a code is unknown or no rule is left.
    """
    from ndbg.check.catalogue import chosen, unknown

    wanted, unwanted = (
        [code.strip().upper() for item in items for code in normalize("NFKC", item).split(",")]
        for items in (select, ignore)
    )
    if wrong := unknown([*wanted, *unwanted]):
        raise NdbgError(f"没有“{wrong[0]}”这条规则；运行 {program()} rules 可以列出全部规则")
    if not (rules := chosen(wanted, unwanted)):
        raise NdbgError("--select 和 --ignore 合起来没有留下任何规则，什么也没有核对")
    return rules
