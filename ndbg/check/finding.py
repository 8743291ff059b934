"""The result of a check: findings with their evidence, and rules that could not be evaluated."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.defect import Defect, Severity
from ndbg.check.rule import Rule
from ndbg.form import Cell, Form
from ndbg.form.naming import name_cell
from ndbg.report import Origin, Suppression


class Finding(NamedTuple):
    """A defect with its rule and, the office's reason where it is suppressed (核对说明)."""

    rule: Rule
    defect: Defect
    reason: str = ""

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The severity of this finding, which may differ from that of its rule."""
        return self.defect.severity or self.rule.severity

    @property
    def line(self) -> int | None:
        """The first line of the file that the finding points at."""
        return next((o.line for o in self.defect.origins if o.line), None)

    @property
    def place(self) -> str:
        """Where it stands in a file that has no lines: `第2个表格第5行第3列`."""
        return next((o.place for o in self.defect.origins if o.place), "")


class Unevaluated(NamedTuple):
    """A rule that could not be evaluated, at least in part.

    `cells` are ids of figures that the report lacks, `last` of those that last year's lacks, `lacks` other
    things in words. `failed` is the name of the exception, where a fault of the program kept it from being evaluated.
    """

    rule: Rule
    cells: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    failed: str = ""


class Likely(NamedTuple):
    """A cell likely to be wrong: its place, its value, and the value that would resolve some `findings`."""

    cell: Cell
    origin: Origin
    value: int | Decimal
    suggested: int | Decimal
    findings: tuple[Finding, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the rules of these findings."""
        return tuple(finding.code for finding in self.findings)

    @property
    def message(self) -> str:
        """The finding in one line, for a clerk."""
        named = "、".join(dict.fromkeys(self.codes))
        return (
            f"最可能错的是这一格：{name_cell(self.cell)}填了 {self.value}，"
            f"如果是 {self.suggested}，{len(self.codes)} 处（{named}）就都对上了"
        )


@dataclass(slots=True, eq=False, repr=False)
class Result:
    """All findings on a report, and what could not be evaluated. It is never changed.

    `form` is that of the report. Findings are ordered by line where the file has lines, else by rule.
    `unused_suppressions` match no finding, `likely` the cells on which several findings agree.
    `missing` are the ids of the figures that the report lacks, `last_missing` those that last year's lacks.
    """

    form: Form
    findings: tuple[Finding, ...]
    unevaluated: tuple[Unevaluated, ...]
    unused_suppressions: tuple[Suppression, ...] = ()
    likely: tuple[Likely, ...] = ()
    missing: frozenset[str] = frozenset()
    last_missing: frozenset[str] = frozenset()

    def count(self, severity: Severity) -> int:
        """The number of findings of a severity that are not suppressed."""
        return sum(f.severity is severity and not f.reason for f in self.findings)

    @property
    def suppressed(self) -> int:
        """The number of suppressed findings."""
        return sum(bool(finding.reason) for finding in self.findings)

    @property
    def open(self) -> bool:
        """Whether there is a finding that is not suppressed."""
        return any(not finding.reason for finding in self.findings)

    @property
    def clean(self) -> bool:
        """Whether there is no error."""
        return not self.count(Severity.ERROR)

    @property
    def incomplete(self) -> bool:
        """Whether figures were not read, and no error speaks of what is missing."""
        return self.clean and bool(self.missing)

    @property
    def passes(self) -> bool:
        """Whether there is no error and every figure was read."""
        return self.clean and not self.missing
