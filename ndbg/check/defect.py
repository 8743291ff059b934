"""What a rule says of a report: where it is broken, or what is lacking to tell."""

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from ndbg.report import Origin


class Severity(Enum):
    """An error stops `fill` and makes `check` exit 1; a warning is shown and may be explained; an info is a hint."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Defect(NamedTuple):
    """What a rule yields where it is broken.

    `message` is one line, for a clerk, and says all that is needed to mend it. `cells` are
    the figures concerned and `origins` where they stand. `actual` is what is stated,
    `expected` what it should be, `difference` actual less expected, where the defect is
    one of numbers. `severity` is said where it is not the rule's own, `bodies` are the other bodies
    concerned, by name.
    """

    message: str
    cells: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    expected: int | Decimal | None = None
    actual: int | Decimal | str | None = None
    difference: int | Decimal | None = None
    severity: Severity | None = None
    bodies: tuple[str, ...] = ()


class Lacking(NamedTuple):
    """What a rule yields where it cannot be evaluated, for want of figures or of `what`.

    `cells` are ids of figures of the report, `last` of last year's report.
    """

    cells: tuple[str, ...] = ()
    what: str = ""
    last: tuple[str, ...] = ()
