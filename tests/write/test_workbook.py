"""The workbook: sums that are live, red where they are broken, and text that stays text."""

import io
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ndbg.errors import NdbgError
from ndbg.read import read
from ndbg.read.toml import read_toml
from ndbg.report import Figure, Prose, Report
from ndbg.write.workbook import write_workbook
from ndbg.write.workbook.data import write_data_workbook
from ndbg.write.workbook.places import places, references
from tests.conftest import EXAMPLES, numbered_report
from tests.office import convert
from tests.official import FORM_2021

REPORT = read_toml(EXAMPLES / "suqian-2024.toml")
CALC = Path("/usr/lib/libreoffice/program/libsclo.so")
TOTALS = {r.right[0].id for table in FORM_2021.tables for r in table.relations if r.kind != "balance"}


def opened(report: Report, *, values: bool = False, draft: bool = False) -> Any:
    return load_workbook(io.BytesIO(write_workbook(report, draft=draft)), data_only=values)


def cell(book: Any, id: str) -> Any:
    place = places(FORM_2021)[id]
    return book[place.sheet].cell(place.row + 1, place.column + 1)


def changed(**figures: int) -> Report:
    """The example with some figures otherwise; `__` stands for the dots of an id."""
    new = {id.replace("__", "."): Figure(value) for id, value in figures.items()}
    return replace(REPORT, figures={**REPORT.figures, **new})


def test_sheets_and_boxes_are_those_of_the_report() -> None:
    book = opened(REPORT)
    assert book.sheetnames == [*(f"第{section.no}部分" for section in FORM_2021.sections), "核对"]
    sheet = book["第三部分"]
    assert (sheet["A1"].value, sheet["D3"].value) == (FORM_2021.sections[2].heading, "申请人情况")
    assert {"A3:C5", "D3:J3", "E4:I4", "A8:A29", "A6:C6"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert book["第一部分"]["A1"].value == REPORT.title


def test_every_total_is_a_live_sum_with_its_result() -> None:
    formulas, values = opened(REPORT), opened(REPORT, values=True)
    for id, figure in REPORT.figures.items():
        shown = cell(formulas, id).value
        assert str(shown).startswith("=SUM(") == (id in TOTALS), id
        assert cell(values, id).value == float(figure.value)
    assert cell(values, "disclosure.fees.amount").number_format == "0.0000"
    assert cell(formulas, "requests.new.total").value == "=SUM($D$6:$I$6)"
    assert cell(formulas, "requests.results_total.enterprise").value == "=SUM($E$8:$E$28)"
    assert cell(formulas, "review.reconsideration.total").value == "=SUM($A$6:$D$6)"


@pytest.mark.skipif(not CALC.exists() or not shutil.which("soffice"), reason="needs LibreOffice Calc")
def test_another_program_works_out_the_same_sums(tmp_path: Path) -> None:
    """All saved results taken out, LibreOffice has to calculate them."""
    data = io.BytesIO(write_workbook(REPORT))
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(tmp_path / "空.xlsx", "w") as bare:
        for name in source.namelist():
            part = source.read(name)
            bare.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part))
    assert "requests.new.total" not in read(tmp_path / "空.xlsx").figures
    (tmp_path / "out").mkdir()
    shutil.copy(tmp_path / "空.xlsx", tmp_path / "out" / "年报.xlsx")
    (saved,) = convert(convert([tmp_path / "out" / "年报.xlsx"], "ods"), "xlsx")
    calculated = read(saved)
    assert {id: f.value for id, f in calculated.figures.items()} == {
        id: f.value for id, f in REPORT.figures.items()
    }


def test_a_total_that_does_not_add_up_is_shown_as_it_is_and_turns_red() -> None:
    book = opened(changed(requests__new__total=9999))
    total = cell(book, "requests.new.total")
    assert total.value == 9999
    # Of several rules for one cell, that of the row, and that of what came in and what was done.
    formulas = [
        rule.formula[0]
        for area in book["第三部分"].conditional_formatting
        if str(area.sqref) == total.coordinate
        for rule in area.rules
    ]
    assert "AND(COUNT($D$6:$J$6)=7,SUM($D$6:$I$6)<>SUM($J$6))" in formulas
    assert "AND(COUNT($J$6:$J$7,$J$29:$J$30)=4,SUM($J$6:$J$7)<>SUM($J$29:$J$30))" in formulas


def test_the_sheet_of_checks_says_which_relation_is_broken() -> None:
    relations = [relation for table in FORM_2021.tables for relation in table.relations]
    for report, broken in (
        (REPORT, []),
        (
            changed(review__reconsideration__total=171),
            [("第四部分表格“行政复议”：各列之和＝“总计”", 170, 171, -1, "不符")],
        ),
    ):
        rows = list(opened(report, values=True)["核对"].iter_rows(min_row=2, values_only=True))
        assert len(rows) == len(relations)
        assert [row for row in rows if row[4] != "相符"] == broken
    formulas = list(opened(REPORT)["核对"].iter_rows(min_row=2, values_only=True))
    assert all(str(value).startswith("=") for row in formulas for value in row[1:])
    assert "第三部分表格“自然人”列：“一、本年新收政府信息公开申请数量”＋" in " ".join(
        str(row[0]) for row in formulas
    )


def test_a_relation_that_lacks_a_figure_is_not_called_kept() -> None:
    figures = {id: f for id, f in REPORT.figures.items() if id != "requests.granted.enterprise"}
    report = replace(REPORT, figures=figures)
    book = opened(report, values=True, draft=True)
    open_rows = [row[0] for row in book["核对"].iter_rows(values_only=True) if row[4] == "没有填齐"]
    assert open_rows == [
        "第三部分表格“（一）予以公开”行：各列之和＝“总计”",
        "第三部分表格“商业企业”列：各行之和＝“（七）总计”",
    ]
    assert cell(book, "requests.granted.enterprise").value == "未填"
    assert cell(opened(report), "requests.granted.total").value == 1431
    assert "（草稿）" in book["第一部分"]["A1"].value


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a")', "＝1", "\t=1", "12", "http://a.b"]
)
def test_text_stays_text(text: str) -> None:
    report = replace(numbered_report(), preface=Prose(text), prose={"一": Prose(text)}, agency="=局")
    sheet = opened(report)["第一部分"]
    shown = [sheet.cell(row, 1) for row in range(1, 5)]
    assert [c.data_type for c in shown] == ["s"] * 4
    assert [c.value for c in shown] == ["=局2024年政府信息公开工作年度报告", text, "一、总体情况", text]
    if text[0] in "=+-@\t＝":
        assert all(shown[at].quotePrefix for at in (1, 3))


def test_what_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(NdbgError, match="有一段 40000 个字"):
        write_workbook(replace(REPORT, prose={"一": Prose("字" * 40_000)}))


def test_neighbours_are_one_range() -> None:
    cells = [FORM_2021.cells[f"requests.new.{name}"] for name in ("natural_person", "enterprise", "total")]
    assert references(cells, FORM_2021) == "$D$6:$E$6,$J$6"
    assert references(cells[:1], FORM_2021, sheet=True) == "'第三部分'!$D$6"


def test_the_same_bytes_are_made_on_every_system() -> None:
    report = numbered_report()
    for data in (write_workbook(report), write_data_workbook(report)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {info.create_system for info in archive.infolist()} == {0}
