"""What a rule yields: defects, and missing input."""

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from ndbg.report import Origin


class Severity(Enum):
    """An error stops `fill` and makes `check` exit 1; a warning may be explained; an info is a hint."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Defect(NamedTuple):
    """A violation of a rule.

    `message` is one line for a clerk that says what to mend. `cells` are the ids of the figures concerned,
    `origins` their places. For numbers, `actual` is the stated value, `expected` the right one, and `difference` =
    actual − expected; for a day, the days after its term, negative before it. `severity` is set where it differs from
    the rule's; `bodies` are the names of other bodies concerned; `unclear`: one of them may be at fault instead. `head`
    and `tail` are the first and last words of the message where others may say the same without them.
    """

    message: str
    cells: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    expected: int | Decimal | None = None
    actual: int | Decimal | str | None = None
    difference: int | Decimal | None = None
    severity: Severity | None = None
    bodies: tuple[str, ...] = ()
    unclear: bool = False
    head: str = ""
    tail: str = ""

    @property
    def middle(self) -> str:
        """The message without its head and tail."""
        return self.message.removeprefix(self.head).removesuffix(self.tail)


class MissingInput(NamedTuple):
    """Input without which a rule could not be evaluated, at least in part.

    `cells` are ids of figures of the report, `last` those of last year's report; `what` is anything else, in words.
    """

    cells: tuple[str, ...] = ()
    what: str = ""
    last: tuple[str, ...] = ()
