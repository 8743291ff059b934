"""Begin a report: empty, all zero, or from last year's."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    现行有效件数, `last` all of last year's figures, by cell id. `source` is the report from which it was opened, if
    any, `remembered` the path of its file.
    """

    report: Report
    remarks: Mapping[str, str] = field(default_factory=dict)
    in_force: Mapping[str, int | Decimal] = field(default_factory=dict)
    last: Mapping[str, Figure] = field(default_factory=dict)
    source: Report | None = None
    remembered: str = ""

    def of_year(self, year: int) -> "Opening":
        """The opening of the report of `year` from the same source; itself where it has none."""
        if self.source is None or year == self.report.year:
            return self
        report = self.report
        return open_from(self.source, report.source.path, report.agency, year, self.remembered)


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
    are blank. `remembered` is the path of last year's file, for later checks. Where `last` is not of the year before,
    no figure is taken over, and its file is not named in the report.
    """
    year = year or last.year + 1
    form = form_of(year)
    before = last.year or year - 1
    remarks = {f"数据.{name}": f"{before} 年是 {value}" for name, value in last.added.extra.items()}
    report = Report(
        source=Source(path),
        form=form,
        agency=agency or last.agency or NO_NAME,
        year=year,
        preface=last.preface,
        prose={s.no: last.prose.get(s.no, Prose()) for s in form.prose_sections},
        added=Additions(dict.fromkeys(last.added.extra, "××")),
    )
    if not precedes(last, year):
        return Opening(report, remarks, source=last, remembered=remembered)
    figures, of_lines = _carried(last, form, before)
    report = replace(report, figures=figures, added=report.added._replace(previous=remembered))
    in_force = {id: last.figures[id].value for id in _in_force(form) & last.figures.keys()}
    return Opening(report, of_lines | remarks, in_force, last.figures, last, remembered)


def precedes(last: Report, year: int) -> bool:
    """Whether a report is of the year before `year`; one of unknown year is taken for it."""
    return last.year in (0, year - 1)


def _carried(last: Report, form: Form, year: int) -> tuple[dict[str, Figure], dict[str, str]]:
    """The figures carried over from the report of `year`, `last`, in a form; and remarks on lines, by their ids."""
    figures: dict[str, Figure] = {}
    remarks: dict[str, str] = {}
    carried = {now: before for table in form.tables for now, before in table.carried.items()}
    for entry in form.entries:
        ids = [cell.id for cell in entry.cells]
        if all(carried.get(id) in last.figures for id in ids):
            figures |= {id: Figure(last.figures[carried[id]].value) for id in ids}
            remarks[entry.id] = f"取自 {year} 年报告的结转下年度"
        for id in _in_force(form) & last.figures.keys() & set(ids):
            before = last.figures[id].text
            remarks[entry.id] = f"{year} 年现行有效 {before} 件；今年应为 {before} ＋ 本年制发 － 本年废止"
    return figures, remarks


def open_again(report: Report, last: Report | None = None) -> Opening:
    """Open an existing report, with last year's beside it."""
    before = last.figures if last else {}
    in_force = {id: before[id].value for id in _in_force(report.form) & before.keys()}
    return Opening(report, {}, in_force, before)


def _in_force(form: Form) -> set[str]:
    """The ids of the stocks (现行有效) of a form."""
    return {stock.in_force.id for table in form.tables for stock in table.stocks}


def zeros(opening: Opening) -> dict[str, Figure]:
    """The figures of an office with nothing to report: 0, and last year's value for stocks.

    Where the report was opened from one that is not last year's, a stock that is not 0 there is left out: its value
    today is not known.
    """
    report, stocks = opening.report, _in_force(opening.report.form)
    unchanged = {id: Figure(value) for id, value in opening.in_force.items()}
    before = opening.source.figures if opening.source else {}
    unknown = {id for id in stocks & before.keys() - unchanged.keys() if before[id].value}
    known = [id for id in report.form.cells if id not in unknown]
    return dict.fromkeys(known, Figure(0)) | unchanged | dict(report.figures)


def old_mentions(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The lines of prose in a data file with a year or a number, by line number.

    Values of markers are the new year's; any other number was written for last year's report.
    """
    return [
        (number, line.strip())
        for number, line in enumerate(lines, 1)
        if not _ITEM.match(line) and re.search(r"\d", MARKER.sub("", line))
    ]
