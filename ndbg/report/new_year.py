"""Begin a report: empty, all zero, or from last year's."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from ndbg.document.blanks import MARKER
from ndbg.form import Form, form_of
from ndbg.report.model import Additions, Figure, Prose, Report, Source

NO_NAME = "××××（请写机关全称）"

# Lines of a data file that are no prose: figures, facts, table headers, comments.
_ITEM = re.compile(r'\s*(?:#|\[|"[^"]*"\s*=\s*(?!"))')


@dataclass(frozen=True, slots=True)
class Opening:
    """An opened report.

    `remarks` are comments on lines of its data file (see `write_toml`); `in_force` are last year's counts of
    现行有效件数, `last` all of last year's figures, by cell id.
    """

    report: Report
    remarks: Mapping[str, str] = field(default_factory=dict)
    in_force: Mapping[str, int | Decimal] = field(default_factory=dict)
    last: Mapping[str, Figure] = field(default_factory=dict)


def open_blank(path: Path, agency: str, year: int) -> Opening:
    """A report without figures and prose, in the form of its year."""
    form = form_of(year)
    prose = {s.no: Prose() for s in form.prose_sections}
    return Opening(Report(source=Source(path), form=form, agency=agency, year=year, prose=prose))


def open_from(
    last: Report, path: Path, agency: str | None = None, year: int | None = None, remembered: str = ""
) -> Opening:
    """Open this year's report from last year's, in the form of its year.

    Carried figures (上年结转) are taken over column by column; stocks (现行有效) get a remark with the value they should
    have. Prose is taken over, and the names of the office's own figures without their values. All other figures
    are blank. `remembered` is the path of last year's file, for later checks.
    """
    year = year or last.year + 1
    form = form_of(year)
    figures: dict[str, Figure] = {}
    remarks: dict[str, str] = {}
    carried = {now: before for table in form.tables for now, before in table.carried.items()}
    for entry in form.entries:
        ids = [cell.id for cell in entry.cells]
        if all(carried.get(id) in last.figures for id in ids):
            figures |= {id: Figure(last.figures[carried[id]].value) for id in ids}
            remarks[entry.id] = f"取自 {last.year} 年报告的结转下年度"
        for id in _in_force(form) & last.figures.keys() & set(ids):
            before = last.figures[id].text
            remarks[entry.id] = (
                f"{last.year} 年现行有效 {before} 件；今年应为 {before} ＋ 本年制发 － 本年废止"
            )
    remarks |= {f"数据.{name}": f"{last.year} 年是 {value}" for name, value in last.added.extra.items()}
    report = Report(
        source=Source(path),
        form=form,
        agency=agency or last.agency or NO_NAME,
        year=year,
        preface=last.preface,
        prose={s.no: last.prose.get(s.no, Prose()) for s in form.prose_sections},
        figures=figures,
        added=Additions(dict.fromkeys(last.added.extra, "××"), remembered),
    )
    in_force = {id: last.figures[id].value for id in _in_force(form) & last.figures.keys()}
    return Opening(report, remarks, in_force, last.figures)


def open_again(report: Report, last: Report | None = None) -> Opening:
    """Open an existing report, with last year's beside it."""
    before = last.figures if last else {}
    in_force = {id: before[id].value for id in _in_force(report.form) & before.keys()}
    return Opening(report, {}, in_force, before)


def _in_force(form: Form) -> set[str]:
    return {stock.in_force.id for table in form.tables for stock in table.stocks}


def zeros(report: Report, last: Report | None = None) -> dict[str, Figure]:
    """The figures of an office with nothing to report: 0, and last year's value for stocks."""
    before = last.figures if last else {}
    going_on = {id: Figure(before[id].value) for id in _in_force(report.form) & before.keys()}
    return dict.fromkeys(report.form.cells, Figure(0)) | going_on | dict(report.figures)


def old_mentions(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The lines of prose in a data file with a year or a number, by line number.

    Values of markers are the new year's; any other number was written for last year's report.
    """
    return [
        (number, line.strip())
        for number, line in enumerate(lines, 1)
        if not _ITEM.match(line) and re.search(r"\d", MARKER.sub("", line))
    ]
