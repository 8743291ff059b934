"""A report as a value: who, which year, the prose, the figures and where each came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from ndbg.form import Form
from ndbg.text.controls import unseen
from ndbg.text.patterns import Pattern


class Origin(NamedTuple):
    """The place of something in a file.

    In a text file `line` counts from 1, and `start` and `end` are columns from 0, `end` excluded. Elsewhere `place` is
    its name: `第2个表格第5行第3列`. In prose, `section` is the number of the section, `paragraph` the index of the
    paragraph in it, and `within` the offsets of the first character and of the one after the last.
    """

    line: int | None = None
    start: int = 0
    end: int = 0
    place: str = ""
    section: str = ""
    paragraph: int | None = None
    within: tuple[int, int] = (0, 0)


class Figure(NamedTuple):
    """A figure: a count in 件, or an amount in the unit of its column.

    `written` is the text as written, where that is not just the number (`１２`); `remark` is the rest of the cell:
    `（其中修订16件）`.
    """

    value: int | Decimal
    origin: Origin = Origin()
    written: str = ""
    remark: str = ""

    @property
    def text(self) -> str:
        """The figure as it is printed: digits alone, the decimals of an amount as given."""
        return f"{self.value:f}" if isinstance(self.value, Decimal) else f"{self.value}"


# The years of reports; the first one under 条例 was 2008.
YEARS = range(2008, 2100)
_LONGEST_NAME = 80


def is_agency(text: str) -> bool:
    """Whether a text can be the name of an office: visible, not too long, on one line."""
    visible = [sign for sign in set(text).difference(unseen(text)) if not sign.isspace()]
    return bool(visible) and len(text) <= _LONGEST_NAME and "\n" not in text


def date_text(day: date) -> str:
    """A day as reports write it: `2022年1月28日`."""
    return f"{day.year}年{day.month}月{day.day}日"


class Why(Enum):
    """Why the text of a cell is no figure; `NO_FIGURE` has the class of unread figures for each."""

    BLANK = "blank"
    NOT_A_COUNT = "not a count"
    DOUBTFUL = "doubtful"


class Written(NamedTuple):
    """A text as written, and its origin."""

    text: str = ""
    origin: Origin = Origin()

    @property
    def spot(self) -> str:
        """A name for the place: `origin.place`, else the text, else the line."""
        return self.origin.place or self.text or (f"第{self.origin.line}行" if self.origin.line else "")


# The reasons why figures were not read. In each, `cells` are the ids of the figures, `written` the text as written and
# `origin` its place.


class Blank(NamedTuple):
    """The cell is empty or holds a placeholder; `instead` is the number that may be meant, 0."""

    cells: tuple[str, ...]
    written: str
    origin: Origin
    instead: str = ""


class NotACount(NamedTuple):
    """The cell holds no number, or one outside the domain of the figure; `instead` is a number that may be meant."""

    cells: tuple[str, ...]
    written: str
    origin: Origin
    instead: str = ""


class Doubtful(NamedTuple):
    """It is not certain which number is meant; `instead` is a likely one, `advice` says in Chinese why."""

    cells: tuple[str, ...]
    written: str
    origin: Origin
    instead: str = ""
    advice: str = ""


class Missing(NamedTuple):
    """Figures of a line that the file lacks; `near` is the most similar line of the file."""

    cells: tuple[str, ...]
    origin: Origin = Origin()
    near: str = ""

    @property
    def written(self) -> str:
        """Empty: the file has no text for them."""
        return ""


class Repeated(NamedTuple):
    """Figures that the file has more than once with different values; `other` is another place of them."""

    cells: tuple[str, ...]
    written: str
    origin: Origin
    other: Written

    @property
    def spot(self) -> str:
        """A name for the place; see `Written.spot`."""
        return Written(self.written, self.origin).spot


class Unknown(NamedTuple):
    """A line that the form does not have; `near` is the form's most similar line."""

    written: str
    origin: Origin
    near: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """Empty: it is none of the form's figures."""
        return ()


class WrongLength(NamedTuple):
    """A line of a data file with too few or too many figures.

    `wanted` are the possible numbers of figures, `given` is the number it has, if it is a list.
    """

    cells: tuple[str, ...]
    written: str
    origin: Origin
    wanted: tuple[int, ...]
    given: int | None


class Unplaced(NamedTuple):
    """Figures of a line whose numbers cannot be assigned to its cells."""

    cells: tuple[str, ...]
    origin: Origin = Origin()

    @property
    def written(self) -> str:
        """Empty: the file has no text for them."""
        return ""


class Summed(NamedTuple):
    """Figures of which the file has only the sum with others."""

    cells: tuple[str, ...]
    origin: Origin = Origin()

    @property
    def written(self) -> str:
        """Empty: the file has no text for them."""
        return ""


Unread = Blank | NotACount | Doubtful | Missing | Repeated | Unknown | WrongLength | Unplaced | Summed
NO_FIGURE: Mapping[Why, type[Blank | NotACount | Doubtful]] = {
    Why.BLANK: Blank,
    Why.NOT_A_COUNT: NotACount,
    Why.DOUBTFUL: Doubtful,
}


class OtherRow(NamedTuple):
    """A row of a table that the form does not have: its label as written, its figures by the id of their column."""

    table: str
    label: str
    figures: Mapping[str, Figure]


class Prose(NamedTuple):
    """The text of a section, a paragraph a line.

    `source` is as written, with markers such as `{{本年新收}}`; in `text` they are replaced. `lines` has the line in the
    file of each paragraph, where it is known; `origin` is the place of the whole.
    """

    text: str = ""
    source: str = ""
    lines: tuple[int, ...] = ()
    origin: Origin = Origin()


# A fingerprint as printed on a sign-off sheet (see `ndbg.report.fingerprint`).
FINGERPRINT = Pattern(r"[0-9A-F]{4}(?: [0-9A-F]{4}){3}")
# Characters of a section, of a paragraph; a longer text is no report.
MOST_PROSE, _MOST_PARAGRAPH = 50_000, 10_000


def too_long(text: str) -> str:
    """How a text exceeds the length of a section, in words; empty where it does not."""
    longest = max(map(len, text.split("\n")))
    if len(text) > MOST_PROSE:
        return f"有 {len(text)} 个字"
    return f"有一段多达 {longest} 个字" if longest > _MOST_PARAGRAPH else ""


class Heading(NamedTuple):
    """A line of a document that is a section's heading, as written; `no` is the section's number."""

    no: str
    text: str
    origin: Origin = Origin()


class Outline(NamedTuple):
    """The parts of a finished document that a data file does not have.

    `titles` and `headings` are as written, in order. `superseded` are labels that only superseded forms have.
    `beside` is the text beside the tables, by the number of the section; `below` the text below the signature;
    `fingerprints` those on the sign-off sheet, which may have an old one left; `opening` the first lines, shortened.
    `prompts` are instructions left in tables of prose sections, `（此处填写）`, by the number of the section.
    `titled_outside`: a title outside the text, that of a web page, names agency and year.
    """

    titles: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    superseded: tuple[str, ...] = ()
    beside: Mapping[str, Prose] = {}
    fingerprints: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    prompts: Mapping[str, tuple[str, ...]] = {}
    titled_outside: bool = False


class Suppression(NamedTuple):
    """A line of 核对说明: it suppresses warnings and hints, with the office's reason why they need no change.

    `key` is as written: `Y502 规章`; `code` is that of the rule; `cells` are the figures it is limited to, if any.
    """

    key: str
    code: str
    cells: tuple[str, ...]
    reason: str
    origin: Origin = Origin()

    def covers(self, code: str, cells: Iterable[str]) -> bool:
        """Whether it suppresses a finding of the rule `code` on the figures `cells`: any, or one it is limited to."""
        return self.code == code and (not self.cells or not set(self.cells).isdisjoint(cells))


class Drafter(NamedTuple):
    """Who drafted the report (送审): section, name and telephone; each may be empty."""

    section: str = ""
    name: str = ""
    phone: str = ""


@dataclass(slots=True, repr=False)
class InformationFee:
    """信息处理费 charged in the year (国办函〔2020〕109号): cases, and the amount in 元."""

    count: int
    amount: Decimal


class Source(NamedTuple):
    """The source of a report.

    `lines` are those of a text file, to show findings in; `notes` are on how it was read. `outline` is None for a data
    file. `agency`, `published` and `previous` are the places of the agency, the day of publication and the name of last
    year's file.
    """

    path: Path
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    outline: Outline | None = None
    agency: Origin = Origin()
    published: Origin = Origin()
    previous: Origin = Origin()


class Additions(NamedTuple):
    """What an office adds to a data file for its own use.

    `extra` are its own figures for the prose, by name; `previous` is the file of last year's report, as written;
    `prose_file` the Word file with the prose; `suppressions` those of warnings, with reasons; `drafter` is who drafted the report.
    """

    extra: Mapping[str, str] = {}
    previous: str = ""
    suppressions: tuple[Suppression, ...] = ()
    drafter: Drafter = Drafter()
    prose_file: str = ""


@dataclass(slots=True, eq=False, repr=False)
class Report:
    """The report of one office and year, in the form that it follows. It is never changed.

    `prose` is keyed by the section's number (一, 五, 六), `figures` by cell id. A figure is in `figures` or in some
    `unread`, never in both. `sums` are the figures of groups of rows that were printed as one row, by the ids of the
    parts; `other_rows` are rows that the form does not have.
    """

    source: Source
    form: Form
    agency: str
    year: int
    published: date | None = None
    preface: Prose = Prose()
    prose: Mapping[str, Prose] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
    sums: Mapping[tuple[str, ...], Figure] = field(default_factory=dict)
    other_rows: tuple[OtherRow, ...] = ()
    fee: InformationFee | None = None
    added: Additions = Additions()

    @property
    def unwritten(self) -> list[str]:
        """The headings of sections that lack their prose."""
        return [
            section.heading
            for section in self.form.prose_sections
            if not self.prose.get(section.no, Prose()).text
        ]

    @property
    def title(self) -> str:
        """The official title: ‹机关›‹年度›年政府信息公开工作年度报告."""
        return self.form.report_title(self.agency, self.year)

    def with_notes(self, *notes: str) -> "Report":
        """The same report with more notes on how its file was read."""
        return replace(self, source=self.source._replace(notes=(*self.source.notes, *notes)))
