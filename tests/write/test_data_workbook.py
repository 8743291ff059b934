"""The workbook to fill in: what may be typed where, what turns red and says why, what is still missing."""

import io
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ndbg.read.toml import read_toml
from ndbg.report import Figure, Report
from ndbg.report.new_year import open_blank, open_from
from ndbg.write.workbook.data import write_data_workbook
from ndbg.write.workbook.places import places
from tests.conftest import EXAMPLES
from tests.office import convert
from tests.official import FORM_2021
from tests.write.test_workbook import CALC, TOTALS

REPORT = read_toml(EXAMPLES / "suqian-2024.toml")
LAST = read_toml(EXAMPLES / "suqian-2023.toml")
BLANK = open_blank(Path("填报表.xlsx"), "某局", 2024).report


def opened(report: Report, last: Report | None = None, *, values: bool = False) -> Any:
    return load_workbook(io.BytesIO(write_data_workbook(report, last)), data_only=values)


def cell(book: Any, id: str) -> Any:
    place = places(FORM_2021)[id]
    return book[place.sheet].cell(place.row + 1, place.column + 1)


def test_figures_may_be_typed_and_sums_may_not() -> None:
    book = opened(BLANK)
    assert book.sheetnames == [
        "基本情况", "第二部分", "第三部分", "第四部分", "正文", "自己的数", "核对说明", "还差什么", "核对",
    ]  # fmt: skip
    for id in FORM_2021.cells:
        assert cell(book, id).protection.locked == (id in TOTALS), id
        assert str(cell(book, id).value or "").startswith("=") == (id in TOTALS), id
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None


def test_a_total_that_is_stated_otherwise_can_be_mended() -> None:
    figures = {**REPORT.figures, "requests.new.total": Figure(9999)}
    book = opened(replace(REPORT, figures=figures), values=True)
    open_places = book["还差什么"]["B2"].value
    assert open_places > 0
    assert f"还差 {open_places} 处，见“还差什么”" in [row[0].value for row in book["基本情况"].rows]
    total = cell(book, "requests.new.total")
    assert (total.value, total.protection.locked) == (9999, False)
    told = [
        value for (value,) in book["第三部分"].iter_rows(min_col=11, max_col=11, values_only=True) if value
    ]
    new = REPORT.figures["requests.new.total"].value
    assert told == ["核对提示", f"各列之和是 {new}，总计是 9999。"]
    below = [v for row in book["第三部分"].iter_rows(min_row=31, values_only=True) for v in row if v]
    assert any(str(value).startswith("第一项加第二项是 ") for value in below)


@pytest.mark.parametrize(
    ("report", "missing"),
    [
        (REPORT, []),
        (
            replace(
                REPORT,
                figures={i: f for i, f in REPORT.figures.items() if i != "requests.new.natural_person"},
            ),
            [("第三部分：一、本年新收政府信息公开申请数量", 1)],
        ),
        (
            replace(REPORT, prose={**REPORT.prose, "五": BLANK.prose["五"]}),
            [("正文：五、存在的主要问题及改进情况", 1)],
        ),
    ],
    ids=["nothing", "a figure", "a text"],
)
def test_the_sheet_of_what_is_missing_names_it(report: Report, missing: list[tuple[str, int]]) -> None:
    rows = list(opened(report, values=True)["还差什么"].iter_rows(min_row=3, values_only=True))
    assert [row[:2] for row in rows if row[1]] == missing
    assert {row[2] for row in rows[:-1]} == ({"还没有填齐", "齐了"} if missing else {"齐了"})
    assert rows[-1] == ("对不上的地方（见“核对”和各表的红字）", 0, "没有")


def test_last_years_figures_stand_beside() -> None:
    opening = open_from(LAST, Path("填报表.xlsx"))
    book = load_workbook(
        io.BytesIO(write_data_workbook(opening.report, LAST, opening.remarks)), data_only=True
    )
    here = places(FORM_2021)["requests.new.enterprise"]
    sheet = book["第三部分"]
    across = (
        next(c.column for row in sheet.iter_rows(max_row=2) for c in row if c.value == "上年（2023年）") - 4
    )
    beside = sheet.cell(here.row + 1, here.column + 1 + across)
    assert (beside.value, beside.protection.locked) == (LAST.figures["requests.new.enterprise"].text, True)
    below = [row for row in book["第四部分"].iter_rows(min_row=8, values_only=True) if any(row)]
    assert below[0][0] == "上年（2023年）"
    assert [value for value in below[1] if value is not None] == [
        LAST.figures[c.id].text for c in FORM_2021.table("review").blocks[0].cells
    ]


@pytest.mark.skipif(not CALC.exists() or not shutil.which("soffice"), reason="needs LibreOffice Calc")
def test_libreoffice_saves_it_without_loss_and_works_out_what_is_missing(tmp_path: Path) -> None:
    from ndbg.read import read

    figures = {id: f for id, f in REPORT.figures.items() if id not in TOTALS}
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(write_data_workbook(replace(REPORT, figures=figures)))
    (tmp_path / "out").mkdir()
    shutil.copy(path, tmp_path / "out" / "填报表.xlsx")
    (saved,) = convert(convert([tmp_path / "out" / "填报表.xlsx"], "ods"), "xlsx")
    back = read(saved)
    assert {id: f.text for id, f in back.figures.items()} == {id: f.text for id, f in REPORT.figures.items()}
    assert {no: p.source for no, p in back.prose.items()} == {no: p.source for no, p in REPORT.prose.items()}
    missing = load_workbook(saved, data_only=True)["还差什么"]
    assert missing["B2"].value == 0
