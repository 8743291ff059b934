"""Run the rules on a report."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.finding import Finding, Result, Unevaluated
from ndbg.check.likely import likely
from ndbg.check.rule import Rule
from ndbg.check.rules import ON_ONE_REPORT
from ndbg.check.settings import DEFAULTS, Settings
from ndbg.check.subject import Subject, Unusable
from ndbg.report import Report, Suppression

if TYPE_CHECKING:
    from ndbg.check.levels.model import Levels


def check(
    report: Report,
    last: Report | None = None,
    settings: Settings = DEFAULTS,
    rules: Sequence[Rule] | None = None,
    levels: "Levels | None" = None,
    unusable: Unusable | None = None,
) -> Result:
    """All findings of the rules on a report. Never raises, prints or reads files: a rule that fails is not evaluated.

    `rules` are all by default. `last` is last year's report, for rules across years; `levels` are the facts for rules
    across bodies; `unusable` is the reason why the last year's file that the data name cannot be used.
    """
    left_out: set[str] = set()  # of rules across bodies without facts nobody has left out any
    if report.added.suppressions and rules is not None:  # a tenth of all rules more to load
        left_out = {rule.code for rule in _all()} - {rule.code for rule in rules}
    if rules is None:
        rules = ON_ONE_REPORT if levels is None else _all()  # those across bodies would find nothing
    subject = replace(_subject(report, last, settings), levels=levels, unusable=unusable)
    findings: list[Finding] = []
    unevaluated: list[Unevaluated] = []
    for rule in rules:
        cells: dict[str, None] = {}
        things: dict[str, None] = {}
        last_cells: dict[str, None] = {}
        examined, failed = _examined(rule, subject)
        for found in examined:
            if isinstance(found, Defect):
                findings.append(Finding(rule, found))
            else:
                cells |= dict.fromkeys(found.cells)
                things |= dict.fromkeys([found.what] if found.what else [])
                last_cells |= dict.fromkeys(found.last)
        if cells or things or last_cells or failed:
            unevaluated.append(Unevaluated(rule, tuple(cells), tuple(things), tuple(last_cells), failed))
    if levels is not None:
        findings = _without_consequences(findings, levels)
    findings.sort(key=lambda finding: finding.line or 0)
    used = [_suppression_of(finding, report.added.suppressions) for finding in findings]
    findings_told = (f._replace(reason=s.reason) if s else f for f, s in zip(findings, used, strict=True))
    idle = [s for s in report.added.suppressions if not any(s is one for one in used)]
    unused = _unused(idle, findings, {u.rule.code for u in unevaluated} | left_out)
    return Result(
        report.form,
        tuple(findings_told),
        tuple(unevaluated),
        tuple(unused),
        likely(report, findings),
        _missing(report),
        _missing(subject.last) if subject.last else frozenset(),
    )


# Whether a fault of a rule is raised, as tests want it, or told.
RAISES = False


def _examined(rule: Rule, subject: Subject) -> tuple[Sequence[Defect | MissingInput], str]:
    """What a rule finds, and the name of the exception where it fails: the other rules still hold then."""
    found: list[Defect | MissingInput] = []
    try:
        found.extend(rule.examine(subject))
    except Exception as error:
        if RAISES:
            raise
        return found, type(error).__name__
    return found, ""


def _all() -> Sequence[Rule]:
    """All rules; those across bodies take as long to load as a tenth of the others, and few reports need them."""
    from ndbg.check.catalogue import RULES

    return RULES


def _without_consequences(findings: Sequence[Finding], levels: "Levels") -> list[Finding]:
    """Findings without those that follow from faults between bodies, or that bodies below have explained."""
    from ndbg.check.levels.consequences import Told, told_as

    with_severity = zip(findings, told_as(map(Told.of, findings), levels), strict=True)
    return [
        f._replace(defect=f.defect._replace(severity=severity)) for f, severity in with_severity if severity
    ]


def _missing(report: Report) -> frozenset[str]:
    return frozenset(report.form.cells.keys() - report.figures.keys())


def _subject(report: Report, last: Report | None, settings: Settings) -> Subject:
    """The report with last year's, unless that is of another year."""
    if last and last.year and report.year and last.year != report.year - 1:
        why = f"{report.year - 1} 年的报告（给出的“{last.source.path}”是 {last.year} 年的）"
        return Subject(report, None, settings, why)
    if last is None and report.added.previous:
        return Subject(report, None, settings, f"上年的报告（数据文件里写的“{report.added.previous}”用不了）")
    return Subject(report, last, settings)


# -- suppressions --------------------------------------------------------------


def _matches(suppression: Suppression, finding: Finding) -> bool:
    """Whether a suppression matches a finding; errors cannot be suppressed."""
    return finding.severity is not Severity.ERROR and suppression.covers(finding.code, finding.defect.cells)


def _suppression_of(finding: Finding, suppressions: Iterable[Suppression]) -> Suppression | None:
    """The suppression of a finding: one for its figures, else one for the whole rule."""
    matching = [s for s in suppressions if _matches(s, finding)]
    return max(matching, key=lambda s: bool(s.cells), default=None)


def _unused(
    idle: Iterable[Suppression], findings: Sequence[Finding], unevaluated: set[str]
) -> Iterable[Suppression]:
    """Suppressions that match no finding, without those of rules that were not run or lacked something."""
    unseen = unevaluated - {finding.code for finding in findings}
    return (suppression for suppression in idle if suppression.code not in unseen)
