"""Workbooks: the form anywhere on any sheet, figures as numbers, texts or formulas."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

openpyxl = pytest.importorskip("openpyxl", reason="needs ndbg[excel]")

from ndbg.errors import NdbgError  # noqa: E402
from ndbg.read import read  # noqa: E402
from ndbg.report import Blank, Doubtful, Repeated, Report  # noqa: E402
from tests import forms  # noqa: E402
from tests.conftest import numbered_report  # noqa: E402
from tests.official import FORM_2021  # noqa: E402

REPORT = numbered_report()


def draw(sheet, rows, top: int, left: int, *, as_text: bool) -> int:  # type: ignore[no-untyped-def]
    """Draw a table of boxes on a sheet, merged as it would be; give the row below it."""
    for at, line in enumerate(forms._grid(rows)):
        column = 0
        for box, begins in line:
            row = top + at
            if begins:
                value = REPORT.figures[box.figure].value if box.figure else box.text
                sheet.cell(row, left + column, f"{value}" if as_text else value)
                if box.rows > 1 or box.columns > 1:
                    last = (row + box.rows - 1, left + column + box.columns - 1)
                    sheet.merge_cells(None, row, left + column, *last)
            column += box.columns
    return top + len(rows)


def workbook(  # type: ignore[no-untyped-def]
    *,
    top: int = 1,
    left: int = 1,
    as_text: bool = False,
    second: bool = False,
    drawn: Callable[[list[list[forms.Box]]], list[list[forms.Box]]] = lambda rows: rows,
):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "年报"
    if second:
        sheet["A1"] = "说明"
        sheet = book.create_sheet("数据表")
    style = forms.Style()
    tables = {
        "disclosure": forms.disclosure(style),
        "requests": forms.requests(style),
        "review": [forms.review()],
    }
    sheet.cell(top, left, REPORT.title)
    row = top + 1
    for section in FORM_2021.sections:
        sheet.cell(row, left, section.heading)
        row += 1
        if section.table:
            for table in tables[section.table]:
                row = draw(sheet, drawn(table), row, left, as_text=as_text)
        else:
            for line in REPORT.prose[section.no].text.split("\n"):
                sheet.cell(row, left, line)
                row += 1
    return book


def read_book(folder: Path, book) -> Report:  # type: ignore[no-untyped-def]
    path = folder / "年报.xlsx"
    book.save(path)
    return read(path)


def assert_whole(report: Report) -> None:
    assert (report.agency, report.year) == (REPORT.agency, REPORT.year)
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}
    assert {no: p.text for no, p in report.prose.items()} == {no: p.text for no, p in REPORT.prose.items()}


@pytest.mark.parametrize(
    "traits",
    [
        {},
        {"top": 7, "left": 4},
        {"as_text": True},
        {"second": True},
        {"drawn": forms.unmerged},
        {"drawn": forms.ungrouped},
    ],
)
def test_a_report_is_found_wherever_it_stands(tmp_path: Path, traits: dict[str, Any]) -> None:
    assert_whole(read_book(tmp_path, workbook(**traits)))


def beside_its_heading(book: Any) -> None:
    """The prose in the second column, from the row of its heading on."""
    sheet = book.active
    for section in FORM_2021.prose_sections:
        head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == section.heading)
        for at in range(len(REPORT.prose[section.no].text.split("\n"))):
            below = sheet.cell(head.row + 1 + at, head.column)
            sheet.cell(head.row + at, head.column + 1, below.value)
            below.value = None


def beside_a_label(book: Any) -> None:
    """The prose in the second column, with a label before its first line."""
    sheet = book.active
    for section in FORM_2021.prose_sections:
        lines = REPORT.prose[section.no].text.split("\n")
        for at, line in enumerate(lines):
            cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == line)
            sheet.cell(cell.row, cell.column + 1, line)
            cell.value = None if at else "正文"


def below_titles_of_sheets(book: Any) -> None:
    """Each section on a sheet of its own, of which the title is the heading."""
    sheet = book.active
    rows = [[(cell.value, cell.column) for cell in row] for row in sheet.iter_rows()]
    areas = [(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges]
    del book[sheet.title]
    own, begin = book.create_sheet("封面"), 0
    for at, row in enumerate(rows, 1):
        if any(row[0][0] == section.heading for section in FORM_2021.sections):
            own, begin = book.create_sheet(row[0][0]), at
            continue
        for value, column in row:
            own.cell(at - begin, column, value)
        for top, left, bottom, right in areas:
            if top == at:
                own.merge_cells(None, top - begin, left, bottom - begin, right)


@pytest.mark.parametrize("moved", [beside_its_heading, beside_a_label, below_titles_of_sheets])
def test_prose_is_read_wherever_it_stands(tmp_path: Path, moved: Callable[[Any], None]) -> None:
    book = workbook()
    moved(book)
    assert_whole(read_book(tmp_path, book))


def test_of_formulas_the_results_are_read(tmp_path: Path) -> None:
    book = workbook()
    sheet = book.active
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == 1017)
    cell.value = f"=SUM(A{cell.row}:B{cell.row})"
    path = tmp_path / "公式.xlsx"
    book.save(path)
    (unread,) = read(path).unread
    assert isinstance(unread, Doubtful)
    assert "没有保存" in unread.advice
    assert unread.cells == ("requests.new.total",)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    formula = rb"(<f>SUM[^<]*</f>)<v ?/?>(?:</v>)?"
    parts[SHEET], found = re.subn(formula, rb"\1<v>6081</v>", parts[SHEET])
    assert found == 1
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert read(path).figures["requests.new.total"].value == 6081


def test_what_cannot_be_read_tells_its_cell(tmp_path: Path) -> None:
    book = workbook(second=True)
    sheet = book["数据表"]
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == 1013)
    cell.value = "约3"
    (unread,) = read_book(tmp_path, book).unread
    assert isinstance(unread, Doubtful)
    assert unread.origin.place == f"工作表“数据表”{cell.coordinate}"


@pytest.mark.parametrize(("shown", "unread"), [(None, ""), ("/", "natural_person")])
def test_beside_rows_without_their_groups_a_blank_first_figure_is_not_the_next_one(
    tmp_path: Path, shown: str | None, unread: str
) -> None:
    book = workbook(drawn=forms.ungrouped)
    first = REPORT.figures["requests.granted.natural_person"].value
    next(c for row in book.active.iter_rows() for c in row if c.value == first).value = shown
    report = read_book(tmp_path, book)
    lost = {id for id in FORM_2021.cells if id.startswith(f"requests.granted.{unread}")}
    assert FORM_2021.cells.keys() - report.figures.keys() == lost
    assert all(figure.value == REPORT.figures[id].value for id, figure in report.figures.items())


def zipped(**parts: str) -> bytes:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    buffer = io.BytesIO()
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, parts.get(name, source.read(name)))
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
HOSTILE = {
    "no zip": b"hello",
    "cut short": zipped()[:-100],
    "a million rows": zipped(
        **{SHEET: HEAD + "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001))}
    ),
    "entities": zipped(**{SHEET: '<!DOCTYPE d [<!ENTITY a "b">]><a>&a;</a>'}),
    "no xml": zipped(**{SHEET: "不是 XML"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_sound_workbook_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "年报.xlsx"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(NdbgError):
        read(path)


def test_a_cell_far_astray_and_ten_thousand_columns_do_no_harm(tmp_path: Path) -> None:
    book = workbook()
    book.active["XFD1048576"] = 1
    for column in range(20, 10_020):
        book.active.cell(1, column, "宽")
    report = read_book(tmp_path, book)
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}


PLAIN = zipped()


@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "年报.xlsx"
    path.write_bytes(PLAIN[:at] + noise + PLAIN[at + len(noise) :])
    try:
        report = read(path)
    except NdbgError:
        return
    assert not report.figures


def test_a_second_sheet_that_says_the_same_does_no_harm(tmp_path: Path) -> None:
    book = workbook()
    book.copy_worksheet(book.active)
    report = read_book(tmp_path, book)
    assert_whole(report)
    assert len(report.source.notes) == 1


def test_hidden_sheets_do_not_count(tmp_path: Path) -> None:
    book = workbook()
    copy = book.copy_worksheet(book.active)
    copy.sheet_state = "hidden"
    assert_whole(read_book(tmp_path, book))


# -- what a sheet shows is not always what it holds ------------------------------------------


def cell_of(sheet, value: object):  # type: ignore[no-untyped-def]
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == value)


def test_hidden_rows_and_columns_are_not_read_and_said(tmp_path: Path) -> None:
    book = workbook()
    sheet = book.active
    row = cell_of(sheet, "规章").row
    sheet.insert_rows(row)
    for column, value in enumerate(("规章", 77, 77, 77), 1):
        sheet.cell(row, column, value)
    sheet.row_dimensions[row].hidden = True
    sheet.cell(row + 3, 40, "草稿")
    sheet.column_dimensions["AN"].hidden = True
    report = read_book(tmp_path, book)
    assert report.figures["disclosure.rules.issued"].value == 1001
    assert "工作表“年报”里隐藏的行、列没有读" in report.source.notes


def test_a_figure_that_is_struck_out_is_none(tmp_path: Path) -> None:
    book = workbook()
    cell_of(book.active, 1017).font = openpyxl.styles.Font(strike=True)
    (unread,) = read_book(tmp_path, book).unread
    assert isinstance(unread, Blank)
    assert unread.cells == ("requests.new.total",)


def test_what_arithmetic_left_behind_the_decimals_is_no_part_of_a_number(tmp_path: Path) -> None:
    book = workbook()
    cell_of(book.active, 1017).value = 1017.0000000001
    cell_of(book.active, 1010.5).value = 1010.5000000000002
    report = read_book(tmp_path, book)
    assert_whole(report)
    assert report.figures["disclosure.fees.amount"].text == "1010.5"


@pytest.mark.parametrize("format", ["0!.0,", '0"."0,', "#,##0,", "0.0%", "0.00,,"])
def test_a_number_that_is_shown_in_another_size_is_not_taken(tmp_path: Path, format: str) -> None:
    book = workbook()
    cell_of(book.active, 1017).number_format = format
    report = read_book(tmp_path, book)
    (unread,) = report.unread
    assert isinstance(unread, Doubtful)
    assert unread.cells == ("requests.new.total",)
    assert "显示格式改变了单位" in report.source.notes[0]


@pytest.mark.parametrize(
    ("format", "written"),
    [('0.0000"万"', "0.1017万"), ("0.0000万件", "0.1017万件"), ('#,##0.0 "千"', "0.1017千")],
)
def test_a_number_that_is_shown_with_a_scale_is_told_with_what_it_is(
    tmp_path: Path, format: str, written: str
) -> None:
    book = workbook()
    cell = cell_of(book.active, 1017)
    cell.value, cell.number_format = 0.1017, format
    (unread,) = read_book(tmp_path, book).unread
    assert isinstance(unread, Doubtful)
    assert (unread.written, unread.instead) == (written, "1017" if "万" in format else "101.7")


@pytest.mark.parametrize("format", ["General", "#,##0", "#,##0.00", '0"件"', "@", "0_ ", "[红色]0"])
def test_a_number_that_is_shown_as_it_is_stays(tmp_path: Path, format: str) -> None:
    book = workbook()
    cell_of(book.active, 1017).number_format = format
    assert_whole(read_book(tmp_path, book))


def test_formulas_without_results_are_said_where_figures_are_missing(tmp_path: Path) -> None:
    book = workbook(second=True)
    book["年报"]["B1"] = "=1+1"
    assert read_book(tmp_path, book).source.notes == ()
    cell_of(book["数据表"], 1017).value = "=1016+1"
    (note,) = read_book(tmp_path, book).source.notes
    assert "公式没有保存结果" in note
    assert "工作表“数据表”" in note


def test_tables_side_by_side_on_a_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    style = forms.Style()
    draw(sheet, forms.requests(style)[0], 3, 7, as_text=False)
    draw(sheet, forms.disclosure(style)[0], 3, 1, as_text=False)
    draw(sheet, forms.review(), 3, 19, as_text=False)
    report = read_book(tmp_path, book)
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}


def test_two_years_on_two_sheets_are_told_once(tmp_path: Path) -> None:
    book = workbook()
    copy = book.copy_worksheet(book.active)
    copy.title = "2023年"
    for row in copy.iter_rows():
        for cell in row:
            if isinstance(cell.value, int):
                cell.value += 1
    report = read_book(tmp_path, book)
    assert report.figures.keys() <= {id for id in FORM_2021.cells if id.startswith("disclosure.")}
    assert sum("可能是两个年度或者两个单位的" in note for note in report.source.notes) == 2
    assert sum(isinstance(unread, Repeated) for unread in report.unread) <= 2 + 6
