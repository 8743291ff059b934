"""What a check says: findings that carry their evidence, and rules that could not be evaluated."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from ndbg.report import Origin, Report


class Severity(Enum):
    """E stops `fill` and makes `check` exit 1; W is shown and may be explained; I is a hint."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect. `message` is one line, for a clerk, and says all that is needed to mend it.

    `cells` are the figures concerned and `origins` where they stand. `actual` is what is
    stated, `expected` what it should be, `difference` actual less expected, where the
    defect is one of numbers.
    """

    code: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    expected: int | Decimal | None = None
    actual: int | Decimal | str | None = None
    difference: int | Decimal | None = None

    @property
    def line(self) -> int | None:
        """The first line of the file that the finding points at."""
        return next((o.line for o in self.origins if o.line), None)


@dataclass(frozen=True, slots=True)
class Unevaluated:
    """A rule that could not be evaluated, at least in part, for want of these figures."""

    code: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check of one report: code and name as in the catalogue, severity at most, where it is laid down."""

    code: str
    name: str
    severity: Severity
    basis: str
    examine: Callable[[Report], Iterator[Finding | Unevaluated]]


@dataclass(frozen=True, slots=True)
class Result:
    """All that was found in a report, in the order of the file, and what could not be looked into."""

    findings: tuple[Finding, ...]
    unevaluated: tuple[Unevaluated, ...]

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def clean(self) -> bool:
        """Whether nothing stands in the way of the report."""
        return not self.count(Severity.ERROR)
