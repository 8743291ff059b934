"""The tables of a store: their columns, their rows as values, and csv."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from ndbg.check.defect import Severity
from ndbg.errors import NdbgError
from ndbg.form import Form, form_of
from ndbg.report import Figure, Origin, Prose, Report, Source

WORD = (".docx", ".docm")  # files that can be returned with comments
PREFACE = "引言"  # the section of the foreword in the table of sections
ACROSS = ("T203", "Y5")  # how the codes of rules begin that compare with last year
WITHOUT_LAST = "-"  # `against` of findings of the rules across years, made without last year's report
AS_OURS = "="  # `against` of findings on a report with another year in its title, checked as one of the store's year
TITLE, PUBLICATION = "FMT106", "FMT112"  # the rules on the year in the title and on the day of publication
TOGETHER = "+"  # joins last year's versions whose figures are added, for a body that succeeded others
VERSION_DIGITS = 32
VERSION = re.compile(r"[0-9a-f]{32}")
MARK = "\ufeff"
Row = Sequence[str]
FILES = ("path", "size", "modified", "version", "seen", "gone")
REPORTS = (
    "version", "suffix", "agency", "year", "published", "content", "figures", "unread", "unevaluated", "notes",
    "problem", "fault",
)  # fmt: skip
UNREAD = ("version", "cell", "state", "written", "place")
UNPLACED = "unplaced"  # the state of a figure that is there and could not be assigned to a column
SECTIONS = ("version", "section", "text")
FINDINGS = (
    "version", "against", "code", "severity", "message", "cells", "expected", "actual", "difference", "section",
    "place", "explanation",
)  # fmt: skip
EXPLAINED = ("version", "key", "code", "cells", "reason")
RETURNS = ("body", "version", "day", "seen", "term")


class Fault(Enum):
    """Why a version cannot be used, as the store keeps it."""

    NONE = ""
    UNREADABLE = "unreadable"
    CRASHED = "crashed"  # the fault is the program's
    EMPTY = "empty"  # a document with neither tables nor prose of a report
    OTHER_DOCUMENT = "other document"


class SeenFile(NamedTuple):
    """A file in its last state; the version of an archive is empty, its members have rows of their own."""

    path: str
    size: int
    modified: int
    version: str
    seen: float
    gone: bool = False


@dataclass(frozen=True, slots=True)
class KeptReport:
    """The facts of a version. `problem` says why it cannot be used, and is empty where it can; `fault` is its kind.

    `content` is equal for all versions with the same figures and prose, whatever their file.
    """

    version: str
    suffix: str
    agency: str = ""
    year: int = 0
    published: date | None = None
    content: int = 0
    figures: int = 0
    problem: str = ""
    fault: Fault = Fault.NONE


class KeptFinding(NamedTuple):
    """A finding as stored. `against` is the version of last year's report that it was made with, if any."""

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
    """The numbers of findings on a version: errors (`wrong`) and warnings (`doubtful`), without explained ones.

    `wrong_year` is the number of errors that are on the year in the title, `publication` that of warnings on the day of
    publication.
    """

    wrong: int = 0
    doubtful: int = 0
    wrong_year: int = 0
    publication: int = 0

    @classmethod
    def of(cls, code: str, severity: str, explanation: str) -> "Tally":
        """The tally of one finding."""
        error, warning = (
            severity == one.value and not explanation for one in (Severity.ERROR, Severity.WARNING)
        )
        return cls(error, warning, error and code == TITLE, warning and code == PUBLICATION)

    def and_(self, other: "Tally") -> "Tally":
        """The sum of two tallies."""
        return Tally(*map(sum, zip(self, other, strict=True)))


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
    explained: list[Row] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.files or self.reports or self.findings)

    def add(self, other: "Batch") -> None:
        """Add the rows of another batch."""
        for table in fields(self):
            getattr(self, table.name).extend(getattr(other, table.name))

    @classmethod
    def unusable(cls, version: str, suffix: str, problem: str, fault: Fault = Fault.UNREADABLE) -> "Batch":
        """The row of a version that cannot be used, with the reason."""
        return cls(
            reports=[(version, suffix, "", "", "", "", "0", "0", "", "", escaped(problem), fault.value)]
        )


def heads(form: Form) -> Mapping[str, Row]:
    """The columns of the tables of a batch, for reports in a form."""
    cells = ("version", *form.cells)
    return {
        "files": FILES,
        "reports": REPORTS,
        "figures": cells,
        "places": cells,
        "unread": UNREAD,
        "sections": SECTIONS,
        "findings": FINDINGS,
        "explained": EXPLAINED,
    }


def version_of(data: bytes) -> str:
    """The version of a file by its bytes."""
    return hashlib.sha256(data).hexdigest()[:VERSION_DIGITS]


def escaped(text: str) -> str:
    r"""A text on one line, with `\n` for each line end."""
    return text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n")


def unescaped(text: str) -> str:
    """The text that `escaped` was given."""
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
    """A line of a table, which must end in a line end. Raises ValueError where it was cut off, perhaps in a number."""
    if not line.endswith(("\n", "\r")):
        raise ValueError
    return line


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    """Turn errors in reading a table into the NdbgError that the file is damaged, or was changed by hand."""
    try:
        yield
    except (ValueError, ArithmeticError, LookupError, csv.Error):
        raise NdbgError(f"“{path}”已损坏，或者被改动过，读不了；请从备份恢复这个文件") from None


class Rows(NamedTuple):
    """The rows of a version, small enough to be sent to another computer."""

    version: str
    figures: str
    sections: tuple[str, ...]

    def report(self, agency: str, year: int) -> Report:
        """The report in these rows, of the store of a year."""
        form, source = form_of(year), Source(Path(f"{agency}{year}年"))
        texts = zip(form.cells.items(), self.figures.split(",")[1:], strict=True) if self.figures else ()
        figures = {
            id: Figure(Decimal(text) if cell.decimal else int(text)) for (id, cell), text in texts if text
        }
        prose = {}
        for _, section, text in csv.reader(self.sections):
            prose[section] = Prose(unescaped(text), unescaped(text), (), Origin(section=section))
        preface = prose.pop(PREFACE, Prose())
        return Report(source, form, agency, year, preface=preface, prose=prose, figures=figures)
