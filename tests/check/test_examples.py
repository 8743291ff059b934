"""The examples that `ndbg rules` shows are reports: the right one passes its rule, the wrong one does not."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ndbg.check import check
from ndbg.check.catalogue import RULES
from ndbg.check.rule import Example, Rule
from ndbg.form import Measure
from ndbg.read.numbers import read_number
from ndbg.report import (
    NO_FIGURE,
    Figure,
    Heading,
    Missing,
    Origin,
    OtherRow,
    Outline,
    Prose,
    Report,
    Source,
    Why,
)
from tests.official import FORM_2021

CELL = "requests.new.natural_person"
TITLE = "某市档案局2024年政府信息公开工作年度报告"


def figures(changes: Mapping[str, int | str]) -> dict[str, Figure]:
    changed = {
        id: Figure(Decimal(value) if isinstance(value, str) else value) for id, value in changes.items()
    }
    return dict.fromkeys(FORM_2021.cells, Figure(0)) | changed


def prose(changes: Mapping[str, str]) -> dict[str, Prose]:
    return {no: Prose(text, text) for no, text in changes.items()}


def report_of(example: Example) -> Report:
    report = Report(
        Source(Path("例.docx")),
        FORM_2021,
        "某市档案局",
        2024,
        prose=prose(example.prose),
        figures=figures(example.figures),
    )
    if example.published:
        report = replace(report, published=date.fromisoformat(example.published))
    if example.titles or example.sections or example.superseded:
        headings = tuple(
            Heading(section.no, section.heading)
            for no in example.sections or "一二三四五六"
            for section in FORM_2021.sections
            if section.no == no
        )
        outline = Outline(example.titles or (TITLE,), headings, example.superseded)
        report = replace(report, source=report.source._replace(outline=outline))
    for id in example.without:
        cells = tuple(cell.id for entry in FORM_2021.entries if entry.id == id for cell in entry.cells)
        report = replace(
            report,
            figures={id: figure for id, figure in report.figures.items() if id not in cells},
            unread=(Missing(cells),),
        )
    others = (
        OtherRow("requests", label, {"natural_person": Figure(value), "total": Figure(value)})
        for label, value in example.other_rows.items()
    )
    report = replace(report, other_rows=tuple(others))
    for group, value in example.in_one.items():
        report = in_one_row(report, group, value)
    return report


def in_one_row(report: Report, group: str, value: int) -> Report:
    """A report in which a group of rows is one row, with a figure of natural persons and the total."""
    columns = FORM_2021.table("requests").blocks[0].columns
    parts = [entry.id for entry in FORM_2021.entries if entry.id.startswith(f"requests.{group}.")]
    sums = {
        tuple(f"{part}.{c.id}" for part in parts): Figure(value if c.id in ("natural_person", "total") else 0)
        for c in columns
    }
    lost = {id for ids in sums for id in ids}
    left = {id: figure for id, figure in report.figures.items() if id not in lost}
    return replace(report, figures=left, sums=sums)


def with_cell(report: Report, written: str) -> Report:
    reading = read_number(written, Measure.COUNT)
    if reading.value is None:
        unread = NO_FIGURE[reading.why or Why.DOUBTFUL]((CELL,), written, Origin(), reading.instead)
        rest = {id: figure for id, figure in report.figures.items() if id != CELL}
        return replace(report, figures=rest, unread=(unread,))
    shown = "" if reading.plain else written
    figure = Figure(reading.value, written=shown, remark=reading.remark)
    return replace(report, figures={**report.figures, CELL: figure})


def found(rule: Rule, example: Example) -> list[int]:
    """How many defects the rule finds, in the report and in each of its cells as written."""
    last = Report(
        Source(Path("上年.docx")),
        FORM_2021,
        "某市档案局",
        2023,
        prose=prose(example.last_prose),
        figures=figures(example.last),
    )
    report = report_of(example)
    reports = [with_cell(report, written) for written in example.written] or [report]
    return [
        len(check(each, last, rules=[rule], levels=example.levels, unusable=example.unusable).findings)
        for each in reports
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_right_example_passes_its_rule(rule: Rule) -> None:
    assert not any(found(rule, rule.right))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_wrong_example_is_found_by_its_rule(rule: Rule) -> None:
    assert all(found(rule, rule.wrong))


def test_rules_are_told_also_where_python_leaves_docstrings_out() -> None:
    command = [sys.executable, "-OO", "-m", "ndbg", "rules", "T302"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert "第一项（本年新收）加第二项（上年结转）之和" in told
