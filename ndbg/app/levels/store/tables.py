"""The tables of a store: their heads, their rows as values, and how they are written as csv."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from ndbg.check.defect import Severity
from ndbg.errors import NdbgError
from ndbg.form import Form, form_of
from ndbg.report import Figure, Origin, Prose, Report, Source

NO_REPORT = "里面没有找到报告的表格和正文"  # the problem of a document that can be read, and is another
PREFACE = "引言"  # what the sections table calls what stands before the first section
AS_OURS = "="  # what a report of another year is held against that is checked as one of the store's year
TITLE, PUBLICATION = "FMT106", "FMT112"  # the rules on the title and on the day of publication
TOGETHER = "+"  # between the versions of last year whose figures are added, for a body that took others over
VERSION_DIGITS = 32
VERSION = re.compile(r"[0-9a-f]{32}")
MARK = "\ufeff"
Row = Sequence[str]
FILES = ("path", "size", "modified", "version", "seen", "gone")
REPORTS = (
    "version", "suffix", "agency", "year", "published", "content", "figures", "unread", "unevaluated", "notes", "problem",
)  # fmt: skip
UNREAD = ("version", "cell", "state", "written", "place")
SECTIONS = ("version", "section", "text")
FINDINGS = (
    "version", "against", "code", "severity", "message", "cells", "expected", "actual", "difference", "section",
    "place", "explanation",
)  # fmt: skip
RETURNS = ("body", "version", "day", "seen", "term")


class SeenFile(NamedTuple):
    """A file as it was last seen: its version is empty for an archive, whose members have rows of their own."""

    path: str
    size: int
    modified: int
    version: str
    seen: float
    gone: bool = False


@dataclass(frozen=True, slots=True)
class KeptReport:
    """What a version says of itself. `problem` tells why it cannot be used, and is empty where it can.

    `content` is equal in all versions that say the same, whatever file they are.
    """

    version: str
    suffix: str
    agency: str = ""
    year: int = 0
    published: date | None = None
    content: int = 0
    figures: int = 0
    problem: str = ""


class KeptFinding(NamedTuple):
    """A finding as it is kept. `against` is the version of last year's report that it was found with, if one."""

    version: str
    against: str
    code: str
    severity: str
    message: str
    cells: tuple[str, ...] = ()
    expected: str = ""
    actual: str = ""
    difference: str = ""
    section: str = ""
    place: str = ""
    explanation: str = ""


class Tally(NamedTuple):
    """How much was found in a version: errors (`wrong`) and warnings (`doubtful`), without those that the office has explained.

    `wrong_year` tells that one of the errors is of the year in the title, `publication` how many of the warnings are of
    the day of publication.
    """

    wrong: int = 0
    doubtful: int = 0
    wrong_year: bool = False
    publication: int = 0

    @classmethod
    def of(cls, code: str, severity: str, explanation: str) -> "Tally":
        """The tally of one finding."""
        error, warning = (
            severity == one.value and not explanation for one in (Severity.ERROR, Severity.WARNING)
        )
        return cls(int(error), int(warning), error and code == TITLE, int(warning and code == PUBLICATION))

    def and_(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            self.wrong + other.wrong,
            self.doubtful + other.doubtful,
            self.wrong_year or other.wrong_year,
            self.publication + other.publication,
        )

    def without_publication(self) -> "Tally":
        """The tally without what was found about the day of publication."""
        return self._replace(doubtful=self.doubtful - self.publication, publication=0)


NOTHING = Tally()


@dataclass
class Batch:
    """Rows to be written together, for each of the tables."""

    files: list[Row] = field(default_factory=list)
    reports: list[Row] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)
    unread: list[Row] = field(default_factory=list)
    sections: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.files or self.reports or self.findings)


def heads(form: Form) -> Mapping[str, Row]:
    """The heads of the tables of a batch, of reports in a form."""
    cells = ("version", *form.cells)
    return {
        "files": FILES,
        "reports": REPORTS,
        "figures": cells,
        "places": cells,
        "unread": UNREAD,
        "sections": SECTIONS,
        "findings": FINDINGS,
    }


def version_of(data: bytes) -> str:
    """The version of a file by its bytes."""
    return hashlib.sha256(data).hexdigest()[:VERSION_DIGITS]


def escaped(text: str) -> str:
    r"""A text on one line: `\n` for its line ends."""
    return text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n")


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], text) if "\\" in text else text


def csv_text(head: Row, rows: Iterable[Row]) -> str:
    """A table as csv, every row on one line."""
    return "".join(csv_parts(head, rows))


_ROWS_OF_A_PART = 1000


def csv_parts(head: Row, rows: Iterable[Row]) -> Iterator[str]:
    """A table as csv, part by part."""
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for number, row in enumerate(rows, 1):
        writer.writerow(row)
        if number % _ROWS_OF_A_PART == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def ended(line: str) -> str:
    """A line of a table that has its end. Raises ValueError where it was cut off in its midst, which may be in a number."""
    if not line.endswith(("\n", "\r")):
        raise ValueError
    return line


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    """Reading a table: what cannot be a row of ours says that the file was damaged, or changed by hand."""
    try:
        yield
    except (ValueError, ArithmeticError, LookupError, csv.Error):
        raise NdbgError(f"“{path}”已损坏，或者被改动过，读不了；请从备份恢复这个文件") from None


class Rows(NamedTuple):
    """A version as the lines of the store that hold it: small enough to be handed to another computer."""

    version: str
    figures: str
    sections: tuple[str, ...]

    def report(self, agency: str, year: int) -> Report:
        """The report that these lines, of the store of a year, tell of."""
        form = form_of(year)
        figures: dict[str, Figure] = {}
        if self.figures:
            for (id, cell), text in zip(form.cells.items(), self.figures.split(",")[1:], strict=True):
                if text:
                    figures[id] = Figure(Decimal(text) if cell.decimal else int(text))
        prose = {}
        for _, section, text in csv.reader(self.sections):
            prose[section] = Prose(unescaped(text), unescaped(text), (), Origin(section=section))
        preface = prose.pop(PREFACE, Prose())
        return Report(
            Source(Path(f"{agency}{year}年")),
            form,
            agency,
            year,
            preface=preface,
            prose=prose,
            figures=figures,
        )
