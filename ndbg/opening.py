"""A new year's report, opened: empty, for an office with nothing to report, or from last year's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ndbg.form import FORM, Cell
from ndbg.report import Figure, Prose, Report

NO_NAME = "××××（请写机关全称）"

# 上年结转 takes over 结转下年度, and 现行有效 goes on from year to year: 30号 表式.
_CARRIED_IN, _CARRIED_OUT = "requests.carried_in", "requests.carried_out"
_IN_FORCE = "in_force"
_YEAR = re.compile(r"20\d\d(?=\s*[年/—\-－])|20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Opening:
    """A report to begin with, and remarks on single lines of its data file (see `write_toml`)."""

    report: Report
    remarks: Mapping[str, str] = field(default_factory=dict)


def open_blank(path: Path, agency: str, year: int) -> Opening:
    """A report with nothing filled in."""
    prose = {s.no: Prose() for s in FORM.sections if s.table is None}
    return Opening(Report(path=path, agency=agency, year=year, prose=prose))


def open_from(last: Report, path: Path, agency: str | None = None, year: int | None = None) -> Opening:
    """Open this year's report on the base of last year's.

    上年结转 is last year's 结转下年度, column by column; the line of 现行有效 is remarked
    with what it should come to; prose and the names of the office's own figures are kept,
    their values are not; no other figure is filled in.
    """
    figures: dict[str, Figure] = {}
    remarks = {}
    for entry in FORM.entries:
        if entry.id == _CARRIED_IN:
            carried = _renamed(last.figures, _CARRIED_OUT, _CARRIED_IN)
            if len(carried) == len(entry.cells):
                figures |= carried
                remarks[entry.id] = f"取自 {last.year} 年报告的结转下年度"
        in_force = next((c for c in entry.cells if c.column.id == _IN_FORCE), None)
        if in_force and in_force.id in last.figures:
            before = last.figures[in_force.id].text
            remarks[entry.id] = (
                f"{last.year} 年现行有效 {before} 件；今年应为 {before} ＋ 本年制发 － 本年废止"
            )
    for name, value in last.extra.items():
        remarks[f"数据.{name}"] = f"{last.year} 年是 {value}"
    report = Report(
        path=path,
        agency=agency or last.agency or NO_NAME,
        year=year or last.year + 1,
        preface=last.preface,
        prose={s.no: last.prose.get(s.no, Prose()) for s in FORM.sections if s.table is None},
        figures=figures,
        extra=dict.fromkeys(last.extra, "××"),
    )
    return Opening(report, remarks)


def _renamed(figures: Mapping[str, Figure], old: str, new: str) -> dict[str, Figure]:
    """Last year's figures of one row as figures of another row."""
    found = {id.replace(old, new): f for id, f in figures.items() if id.startswith(f"{old}.")}
    return {id: Figure(f.value) for id, f in found.items()}


def zeros(report: Report, last: Report | None = None) -> dict[str, Figure]:
    """All figures of an office with nothing to report: 0, but for what goes on from last year."""

    def value(cell: Cell) -> Figure:
        if cell.column.id == _IN_FORCE and last and cell.id in last.figures:
            return Figure(last.figures[cell.id].value)
        return report.figures.get(cell.id, Figure(0))

    return {id: value(cell) for id, cell in FORM.cells.items()}


def year_mentions(lines: list[str]) -> list[tuple[int, str]]:
    """The lines of a data file whose text names a year, by their number, for somebody to look at."""
    return [
        (number, line.strip())
        for number, line in enumerate(lines, 1)
        if not line.startswith(("#", '"年度"', '"公布日期"', '"机关"'))
        and _YEAR.search(line.partition("  # ")[0])
    ]
