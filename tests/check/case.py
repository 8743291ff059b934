"""What a case of a rule is: changes to a right report, and what the rule then says, word for word.

The right report has figures in every row and column, so that no sum holds by being 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ndbg.check import Finding, Result, Severity, check
from ndbg.check.levels.model import Levels
from ndbg.check.settings import DEFAULTS, Settings
from ndbg.check.subject import Unusable
from ndbg.report import (
    Blank,
    Doubtful,
    Figure,
    Heading,
    NotACount,
    Origin,
    Outline,
    Prose,
    Report,
    Source,
    Unread,
)
from tests.official import FORM_2021


@dataclass(frozen=True)
class Case:
    """Changes to the right report or to last year's, and what one rule says of them: a message a line.

    `says` is all that a person reads of the rule, to the letter: read it against the figures of
    the case before it is changed. `severity` is given where it is not the rule's own, `cells`
    are some of those that the finding is about. `set` gives figures, `without` takes some away;
    `levels` is what is known of other bodies, `unusable` why the last year's file that the data name cannot be used.
    """

    code: str
    name: str
    says: str
    severity: Severity | None = None
    cells: tuple[str, ...] = ()
    difference: int | None = None
    set: Mapping[str, int | Figure] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    prose: str | None = None
    section: str = "一"
    report: Mapping[str, Any] = field(default_factory=dict)
    last: Mapping[str, int | Decimal] = field(default_factory=dict)
    last_without: tuple[str, ...] = ()
    last_prose: str | None = None
    settings: Settings = DEFAULTS
    levels: Levels | None = None
    unusable: Unusable | None = None

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


def right_figures() -> dict[str, int | Decimal]:
    """Figures that satisfy every relation, none of them all zero."""
    rows = FORM_2021.table("requests").blocks[0].rows
    columns = [c.id for c in FORM_2021.table("requests").blocks[0].columns if not c.sum]
    figures: dict[str, int | Decimal] = {}
    for at, column in enumerate(columns, 1):
        results = {row.id: at + number for number, row in enumerate(rows) if row.label.under and not row.sum}
        done = sum(results.values())
        results |= {"results_total": done, "carried_out": at, "carried_in": 2, "new": done + at - 2}
        figures |= {f"requests.{row}.{column}": value for row, value in results.items()}
    for row in rows:
        figures[f"requests.{row.id}.total"] = sum(figures[f"requests.{row.id}.{c}"] for c in columns)
    for entry in FORM_2021.table("review").entries:
        parts = dict(zip((c.id for c in entry.cells), (4, 3, 2, 1, 10), strict=True))
        figures |= parts
    for cell in FORM_2021.cells.values():
        if cell.table == "disclosure":
            figures[cell.id] = Decimal("12.5") if cell.decimal else 5
    return figures


def last_figures() -> dict[str, int | Decimal]:
    """Figures of the year before that the right ones may follow, none of them the same."""
    now = right_figures()
    last = {id: value + 1 for id, value in now.items()}
    for table in FORM_2021.tables:
        last |= {before: now[id] for id, before in table.carried.items()}
        for stock in table.stocks:
            issued, repealed = now[stock.issued.id], now[stock.repealed.id]
            last[stock.in_force.id] = now[stock.in_force.id] - issued + repealed
    for entry in FORM_2021.table("review").entries:
        last[entry.cells[-2].id] = 1
    return last


TEXTS = {
    "一": "全年工作情况如下。",
    "五": "主要问题是公开不够及时。下一步将建立每周更新的台账，安排专人逐条核对，按月通报。",
    "六": "本年度没有收取信息处理费。",
}
TITLE = "某局2024年政府信息公开工作年度报告"
HEADINGS = tuple(Heading(section.no, section.heading) for section in FORM_2021.sections)


def outline(*titles: str, headings: tuple[Heading, ...] = HEADINGS, superseded: tuple[str, ...] = ()) -> Any:
    """What a finished document says of itself; without more, as the form has it."""
    return saying(Outline(titles or (TITLE,), headings, superseded))


def saying(outline: Outline) -> dict[str, Any]:
    """What a finished document is that says this of itself."""
    return {"source": Source(Path("年报.docx"), outline=outline)}


def unread(
    cells: str | tuple[str, ...],
    what: type[Blank | NotACount | Doubtful],
    written: str = "",
    instead: str = "",
) -> tuple[Unread, ...]:
    """One figure, or a row of them, in whose place something else was read."""
    return (what((cells,) if isinstance(cells, str) else cells, written, Origin(3), instead),)


def row(id: str) -> tuple[str, ...]:
    """The ids of the figures of a row, or of a group of table 4."""
    return next(tuple(cell.id for cell in entry.cells) for entry in FORM_2021.entries if entry.id == id)


def right_report() -> Report:
    return Report(
        source=Source(Path("data.toml")),
        form=FORM_2021,
        agency="某局",
        year=2024,
        published=date(2025, 1, 31),
        figures={id: Figure(value) for id, value in right_figures().items()},
        prose={no: Prose(text, text, (1,), Origin(1)) for no, text in TEXTS.items()},
    )


def last_report() -> Report:
    return replace(
        right_report(),
        year=2023,
        figures={id: Figure(value) for id, value in last_figures().items()},
        prose=dict.fromkeys(TEXTS, Prose("上年的工作情况。", "上年的工作情况。")),
    )


def broken(case: Case) -> Report:
    report = right_report()
    lost = {*case.without, *(id for unread in case.unread for id in unread.cells)}
    figures = {
        id: value if isinstance(value, Figure) else Figure(value)
        for id, value in {**report.figures, **case.set}.items()
        if id not in lost
    }
    prose = dict(report.prose)
    if case.prose is not None:
        lines = tuple(range(1, case.prose.count("\n") + 2))
        prose[case.section] = Prose(case.prose, case.prose, lines, Origin(1))
    return replace(report, **{"figures": figures, "unread": case.unread, "prose": prose, **case.report})


def last_of(case: Case) -> Report:
    report = last_report()
    prose = dict(report.prose)
    if case.last_prose is not None:
        prose[case.section] = Prose(case.last_prose, case.last_prose)
    figures = {**report.figures, **{id: Figure(value) for id, value in case.last.items()}}
    figures = {id: figure for id, figure in figures.items() if id not in case.last_without}
    return replace(report, figures=figures, prose=prose)


def checked(case: Case) -> Result:
    return check(broken(case), last_of(case), case.settings, levels=case.levels, unusable=case.unusable)


def of(code: str, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]
