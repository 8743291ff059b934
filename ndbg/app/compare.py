"""Compare two reports."""

from dataclasses import dataclass
from pathlib import Path

from ndbg.app.reading import read_report, reading_remarks
from ndbg.errors import Remark
from ndbg.report import comparison
from ndbg.report.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison of two reports, and remarks on how they were read."""

    comparison: Comparison
    remarks: tuple[Remark, ...] = ()


def compare(old: Path, new: Path) -> Compared:
    """Compare two reports of any readable formats. Raises NdbgError where one cannot be used."""
    reports = read_report(old), read_report(new)
    remarks = tuple(remark for report in reports for remark in reading_remarks(report))
    return Compared(comparison.compare(*reports), remarks)
