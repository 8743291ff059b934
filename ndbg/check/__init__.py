"""Findings and rules. `check` is a pure function from a Report to a Result."""

from ndbg.check.defect import Severity
from ndbg.check.finding import Finding, Result, Unevaluated
from ndbg.check.run import check

__all__ = ["Finding", "Result", "Severity", "Unevaluated", "check"]
