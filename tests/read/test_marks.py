"""What stands in a cell beside its figure and is no digit of it: notes' marks, struck-out figures, hidden text."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from ndbg.form import Measure
from ndbg.read import read
from ndbg.read.numbers import read_number
from ndbg.report import Report
from tests import forms
from tests.conftest import Run, numbered_report
from tests.official import FORM_2021

TRUTH = {id: figure.value for id, figure in numbered_report().figures.items()}


def wrong(report: Report) -> dict[str, object]:
    return {id: f.value for id, f in report.figures.items() if f.value != TRUTH[id]}


@pytest.mark.parametrize("mark", ["①", "¹", "²", "₁", "①②"])
def test_a_raised_sign_is_no_digit(mark: str) -> None:
    reading = read_number(f"111{mark}", Measure.COUNT)
    assert (reading.value, reading.remark) == (111, mark)
    assert read_number(mark, Measure.COUNT).value is None


RUNS = {
    "superscript": '<w:r><w:t>{0}</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>',
    "struck out": "<w:r><w:rPr><w:strike/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>{0}</w:t></w:r>",
    "struck out twice": "<w:r><w:rPr><w:dstrike/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>{0}</w:t></w:r>",
}


@pytest.mark.parametrize("runs", RUNS.values(), ids=RUNS)
def test_word_files(tmp_path: Path, runs: str) -> None:
    shown = {f"{value}" for value in TRUTH.values()}
    style = forms.Style(
        value=lambda cell: f"{TRUTH[cell]}",
        run=lambda text: runs.format(text) if text in shown else forms.Style().run(text),
        title=("某市档案局2024年政府信息公开工作年度报告",),
    )
    (tmp_path / "年报.docx").write_bytes(forms.form(style))
    report = read(tmp_path / "年报.docx")
    assert len(report.figures) == len(FORM_2021.cells)
    assert wrong(report) == {}


PAGES = {
    "raised by style": '{0}<span style="vertical-align:super">1</span>',
    "a footnote of Word": '{0}<a href="#1"><span class="MsoFootnoteReference">1</span></a>',
    "hidden by a class": '<span class="hid">9</span>{0}',
    "hidden as Word does": '<span style="mso-hide:all">9</span>{0}',
    "too small to see": '<span style="font-size:0">9</span>{0}',
}


@pytest.fixture
def page(run: Run, tmp_path: Path) -> str:
    from ndbg.write.web import write_web

    return write_web(numbered_report(), (), draft=False)


@pytest.mark.parametrize("written", PAGES.values(), ids=PAGES)
def test_pages(page: str, tmp_path: Path, written: str) -> None:
    for value in TRUTH.values():
        page = page.replace(f">{value}<", f">{written.format(value)}<")
    page = page.replace(
        "</head>", "<style>@media print {.x{display:none}} .hid, .y {display:none}</style></head>"
    )
    assert written.format(TRUTH["requests.new.total"]) in page
    (tmp_path / "年报.html").write_text(page, encoding="utf-8")
    report = read(tmp_path / "年报.html")
    assert len(report.figures) == len(FORM_2021.cells)
    assert wrong(report) == {}


@pytest.mark.parametrize(
    ("font", "first"), [(InlineFont(vertAlign="superscript"), False), (InlineFont(strike=True), True)]
)
def test_workbooks(tmp_path: Path, font: InlineFont, first: bool) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["第二十条第（一）项"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]):
        sheet.append(row)
    mark = TextBlock(font, "9")
    sheet.append(["规章", CellRichText(*((mark, "11") if first else ("11", mark))), 2, 12])
    sheet.append(["行政规范性文件", 3, 4, 5])
    buffer = io.BytesIO()
    book.save(buffer)
    (tmp_path / "表.xlsx").write_bytes(buffer.getvalue())
    assert read(tmp_path / "表.xlsx").figures["disclosure.rules.issued"].value == 11


# -- columns that could be others' -------------------------------------------------------

TEXTS = {
    "columns parted in two years": (
        "信息内容\t本年制发件数\t\t本年废止件数\t\t现行有效件数\t\n\t上年\t本年\t上年\t本年\t上年\t本年\n"
        "规章\t3333\t101\t3333\t102\t3333\t103\n"
    ),
    "the last column first, a cell a line": "信息内容\n现行有效件数\n本年制发件数\n本年废止件数\n规章\n103\n101\n102\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_columns_that_cannot_be_told_are_not_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "表.txt").write_text(f"二、主动公开政府信息情况\n{text}", encoding="utf-8")
    assert read(tmp_path / "表.txt").figures == {}


def test_the_sum_of_a_group_is_not_that_of_all(page: str, tmp_path: Path) -> None:
    import re

    row = next(r for r in re.findall(r"<tr>.*?</tr>", page, re.S) if "（七）总计" in r)
    page = page.replace(row, row.replace("（七）总计", "（六）其他处理</th><th>合计", 1))
    (tmp_path / "年报.html").write_text(page, encoding="utf-8")
    assert {id for id in FORM_2021.cells if id not in read(tmp_path / "年报.html").figures} == {
        id for id in FORM_2021.cells if id.startswith("requests.results_total")
    }
