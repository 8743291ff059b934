"""The subject of a check: a report, last year's if known, and the office's settings."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph, paragraphs
from ndbg.check.settings import DEFAULTS, Settings
from ndbg.report import Report

if TYPE_CHECKING:
    from ndbg.check.levels.model import Levels


class Unusable(NamedTuple):
    """Why the last year's file named by the data cannot be used; `near` is a file beside it that may be meant."""

    why: str
    near: str = ""


@dataclass(eq=False, repr=False)
class Subject:
    """A report under check.

    `last` is last year's report. Without it, `no_last` says in words what is missing, and `unusable` is set where
    the data name a file that cannot be used. `levels` are the facts on other bodies; None for an office that
    checks only its own report.
    """

    report: Report
    last: Report | None = None
    settings: Settings = DEFAULTS
    no_last: str = "上年的报告（在数据文件里写“上年文件”，核对时也可以用 --previous）"
    levels: "Levels | None" = None
    unusable: Unusable | None = None

    @cached_property
    def office(self) -> Office:
        """Who reports, on which year."""
        return Office.of(self.report)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of its prose, parsed once for all rules."""
        return tuple(paragraphs(self.report, self.office))
