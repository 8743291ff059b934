"""What was changed in Word after the report was filled is not overwritten, and may be taken back into the data file."""

import difflib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from ndbg.app.convert import workbook
from ndbg.app.export import ExportFormat, ExportRequest, export
from ndbg.app.fill import FillRequest, fill
from ndbg.app.output import save
from ndbg.app.take_back import take_back
from ndbg.app.verify import verify
from ndbg.errors import NdbgError
from ndbg.read.toml import read_toml
from tests.conftest import EXAMPLES, Run
from tests.read.slips import RIGHT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for year in (2023, 2024):
        text = (EXAMPLES / f"suqian-{year}.toml").read_text("utf-8")
        text = text.replace(f'# "公布日期" = {year + 1}-01-31', f'"公布日期" = {year + 1}-01-24')
        (tmp_path / f"suqian-{year}.toml").write_text(text, "utf-8")
    filled = fill(tmp_path / "suqian-2024.toml", FillRequest(tmp_path / "年报.docx")).file
    assert filled
    save(filled)
    return tmp_path


def change(folder: Path, what: Callable[[Any], object]) -> Path:
    document = Document(str(folder / "年报.docx"))
    what(document)
    document.save(str(folder / "年报.docx"))
    return folder / "年报.docx"


def at(document: Any, start: str) -> Any:
    return next(p for p in document.paragraphs if p.text.startswith(start))


def cell(document: Any, table: int, label: str, column: int) -> Any:
    row = next(r for r in document.tables[table].rows if any(label in c.text for c in r.cells))
    return row.cells[column]


def replace(paragraph: Any, old: str, new: str) -> None:
    assert old in paragraph.text
    paragraph.text = paragraph.text.replace(old, new)


# -- overwriting -------------------------------------------------------------------


def again(folder: Path) -> None:
    """Fill once more over the file that is there."""
    filled = fill(folder / "suqian-2024.toml", FillRequest(folder / "年报.docx", force=True)).file
    assert filled
    save(filled, force=True)


def test_a_report_that_was_changed_in_word_is_not_overwritten(folder: Path) -> None:
    word = change(folder, lambda d: replace(at(d, "（三）政府信息管理"), "对拟出台的", "对所有拟出台的"))
    before = word.read_bytes()
    with pytest.raises(NdbgError) as refused:
        again(folder)
    said = f"{refused.value}"
    assert "在 Word 里改过，和数据文件有 1 处不同，没有覆盖它" in said
    assert "“一、总体情况”第4段：Word 文件里是“…政府信息管理。对所有拟出台的" in said
    assert f"ndbg import {word} --into {folder / 'suqian-2024.toml'}" in said
    assert word.read_bytes() == before


def test_one_that_was_only_saved_or_set_in_other_letters_is(folder: Path) -> None:
    def embolden(document: Any) -> None:
        for run in at(document, "（三）政府信息管理").runs:
            run.bold = True

    change(folder, embolden)
    again(folder)


def test_one_that_was_not_changed_is_whatever_was_changed_in_the_data(folder: Path) -> None:
    data = folder / "suqian-2024.toml"
    data.write_text(data.read_text("utf-8").replace('"监测次数" = 3', '"监测次数" = 4'), "utf-8")
    again(folder)
    assert verify(folder / "年报.docx", data).differences == ()


def test_one_that_says_what_the_data_say_now_is(folder: Path) -> None:
    change(folder, lambda d: replace(at(d, "（五）监督"), "网上监测3次", "网上监测4次"))
    data = folder / "suqian-2024.toml"
    data.write_text(data.read_text("utf-8").replace('"监测次数" = 3', '"监测次数" = 4'), "utf-8")
    again(folder)


@pytest.mark.parametrize("content", [b"signed", b"PK\x03\x04"])
def test_a_file_of_another_kind_is_by_force(folder: Path, content: bytes) -> None:
    (folder / "年报.docx").write_bytes(content)
    again(folder)


# -- taking back -------------------------------------------------------------------


def two_figures(document: Any) -> None:
    """One more application, in its row, in the sums, and in the prose where the sum is told."""
    cell(document, 1, "一、本年新收", 3).text = "3441"
    cell(document, 1, "一、本年新收", 9).text = "3526"
    cell(document, 1, "（一）予以公开", 3).text = "1409"
    cell(document, 1, "（一）予以公开", 9).text = "1432"
    replace(at(document, "（二）依申请公开"), "其中新收3525件", "其中新收3526件")


SECOND_PARAGRAPH = (
    "（二）依申请公开。全年收办政府信息公开申请{{收办申请}}件，其中新收{{本年新收}}件、上年结转{{上年结转}}件。"
    "办理结果为：予以公开{{予以公开}}件、部分公开{{部分公开}}件、不予公开{{不予公开}}件、无法提供{{无法提供}}件、"
    "不予处理{{不予处理}}件、其他处理{{其他处理}}件；结转下年度继续办理{{结转下年度}}件。"
)

CHANGES: dict[str, tuple[Callable[[Any], object], list[str]]] = {
    "a paragraph, its markers kept": (
        lambda d: replace(at(d, "（五）监督"), "印发工作通报2期，并举办了", "印发通报2期，举办"),
        [
            "-（五）监督保障。全年开展网上监测{{监测次数}}次，印发工作通报{{工作通报}}期，并举办了全市政务公开专题培训。",
            "+（五）监督保障。全年开展网上监测{{监测次数}}次，印发通报{{工作通报}}期，举办全市政务公开专题培训。",
        ],
    ),
    "a number in prose, its marker gone": (
        lambda d: replace(at(d, "（五）监督"), "网上监测3次", "网上监测13次"),
        [
            "-（五）监督保障。全年开展网上监测{{监测次数}}次，印发工作通报{{工作通报}}期，并举办了全市政务公开专题培训。",
            "+（五）监督保障。全年开展网上监测13次，印发工作通报{{工作通报}}期，并举办了全市政务公开专题培训。",
        ],
    ),
    "a paragraph that is new": (
        lambda d: at(d, "（三）政府信息管理").insert_paragraph_before("另外开展了“回头看”\\检查。"),
        ["+另外开展了“回头看”\\\\检查。"],
    ),
    "a paragraph that is gone": (
        lambda d: at(d, "（三）政府信息管理")._p.getparent().remove(at(d, "（三）政府信息管理")._p),
        ["-（三）政府信息管理。对拟出台的文件先定公开属性、再行印发，政策文件库归集文件{{政策文件}}件。"],
    ),
    "figures, the markers in prose that agree with them kept": (
        two_figures,
        [
            f"-{SECOND_PARAGRAPH}",
            f"+{SECOND_PARAGRAPH.replace('{{予以公开}}', '1431')}",
            '-"一、本年新收政府信息公开申请数量" = [3440, 75, 0, 1, 6, 3, 3525]',
            '+"一、本年新收政府信息公开申请数量" = [3441, 75, 0, 1, 6, 3, 3526]',
            '-"（一）予以公开" = [1408, 21, 0, 0, 2, 0, 1431]',
            '+"（一）予以公开" = [1409, 21, 0, 0, 2, 0, 1432]',
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("what", "lines"), CHANGES.values(), ids=CHANGES)
def test_what_was_changed_goes_into_the_data_and_all_else_stays(
    folder: Path, what: Callable[[Any], object], lines: list[str]
) -> None:
    data = folder / "suqian-2024.toml"
    before = data.read_bytes().decode()
    taken = take_back(change(folder, what), data)
    assert taken.file
    after = taken.file.data.decode()
    assert after.count("\r") in (0, after.count("\n"))  # each line ends as those of the file do
    changed = [
        line
        for line in difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
        if not line.startswith(("---", "+++", "@@"))
    ]
    assert changed == lines
    save(taken.file, force=True)
    assert verify(folder / "年报.docx", data).differences == ()


def test_what_no_data_file_holds_is_told_and_left(folder: Path) -> None:
    taken = take_back(change(folder, lambda d: d.add_paragraph("审核意见：无")), folder / "suqian-2024.toml")
    assert taken.file is None
    assert [(d.name, d.document) for d in taken.rest] == [("落款下面的文字", "审核意见：无")]


ROWS = {
    "one 0 for all": ("0", "[0, 0, 0, 0, 0, 0, 1]", 6),
    "over several lines": ("[\n  1, 0, 0, # 说明\n  0, 0, 0, 1]", "[\n  2, 0, 0, # 说明\n  0, 0, 0, 2]", 0),
}


@pytest.mark.parametrize(("old", "new", "column"), ROWS.values(), ids=ROWS)
def test_rows_are_changed_as_they_were_written(folder: Path, old: str, new: str, column: int) -> None:
    data = folder / "suqian-2024.toml"
    label = '"1.属于国家秘密" = '
    text = data.read_text("utf-8").replace(f"{label}[2, 0, 0, 0, 0, 0, 2]", f"{label}{old}  # 已核对")
    data.write_text(text, "utf-8")
    filled = fill(data, FillRequest(folder / "稿.docx", draft=True)).file
    assert filled
    document = Document(str(save(filled)))
    row = next(r for r in document.tables[1].rows if any("1.属于国家秘密" in c.text for c in r.cells))
    values = {6: (0, 0, 0, 0, 0, 0, 1), 0: (2, 0, 0, 0, 0, 0, 2)}[column]
    for place, value in zip(row.cells[-7:], values, strict=True):
        place.text = f"{value}"
    document.save(str(folder / "改.docx"))
    taken = take_back(folder / "改.docx", data)
    assert taken.file
    assert f"{label}{new}  # 已核对\n" in taken.file.data.decode().replace("\r\n", "\n")


WITHOUT_TOTALS = {
    "a total left out": ((2, 0, 0, 0, 0, 0), {"[2, 0, 0, 0, 0, 0]": 2}),
    "a last figure that could be the total": ((1, 0, 0, 0, 0, 1), {"[1, 0, 0, 0, 0, 1, 2]": 2}),
}


@pytest.mark.parametrize(("row", "written"), WITHOUT_TOTALS.values(), ids=WITHOUT_TOTALS)
def test_a_table_without_totals_stays_so_unless_that_is_not_certain(
    tmp_path: Path, row: tuple[int, ...], written: dict[str, int]
) -> None:
    data = tmp_path / "data.toml"
    data.write_text(RIGHT, "utf-8")
    filled = fill(data, FillRequest(tmp_path / "年报.docx")).file
    assert filled
    save(filled)

    def both(document: Any) -> None:
        for label in ("一、本年新收", "（一）予以公开", "（七）总计"):
            cells = next(r for r in document.tables[1].rows if any(label in c.text for c in r.cells)).cells
            for place, value in zip(cells[-7:], (*row, sum(row)), strict=True):
                place.text = f"{value}"

    taken = take_back(change(tmp_path, both), data)
    assert taken.file
    text = taken.file.data.decode()
    for line, times in written.items():
        assert text.count(line) == times
    data.write_text(text, "utf-8")
    assert read_toml(data).figures["requests.results_total.total"].value == sum(row)


def test_a_report_of_another_year_is_refused(folder: Path) -> None:
    with pytest.raises(NdbgError, match=r"是 2024 年的报告.*是 2023 年的数据，没有改"):
        take_back(folder / "年报.docx", folder / "suqian-2023.toml")


def test_at_the_terminal_the_changes_are_shown_and_written(run: Run, folder: Path) -> None:
    change(folder, lambda d: replace(at(d, "（五）监督"), "网上监测3次", "网上监测5次"))
    assert run("fill", "suqian-2024.toml", "-o", "年报.docx", "--force").returncode == 2
    done = run("import", "年报.docx", "--into", "suqian-2024.toml")
    assert done.returncode == 0, done.stderr
    assert "“一、总体情况”第6段：原来是“…全年开展网上监测3次" in done.stdout
    assert "改为“…全年开展网上监测5次" in done.stdout
    assert "已写入：suqian-2024.toml，改了 1 处" in done.stdout
    assert "网上监测5次" in read_toml(folder / "suqian-2024.toml").prose["一"].text
    assert run("fill", "suqian-2024.toml", "-o", "年报.docx", "--force").returncode == 0
    assert "没有要收的" in run("import", "年报.docx", "--into", "suqian-2024.toml").stdout


# -- into a workbook to fill in ------------------------------------------------------


@pytest.fixture
def book(folder: Path) -> Path:
    """The data as a workbook to fill in."""
    path = folder / "填报表.xlsx"
    path.write_bytes(workbook(read_toml(folder / "suqian-2024.toml")))
    return path


def figures_and_their_sums(document: Any) -> None:
    two_figures(document)
    cell(document, 1, "（七）总计", 3).text = "3441"
    cell(document, 1, "（七）总计", 9).text = "3522"


Cells = dict[tuple[str, str], object]


def contents(book: Path) -> Cells:
    """What each cell of a workbook holds, formulas as such."""
    return {
        (sheet.title, item.coordinate): item.value
        for sheet in load_workbook(book).worksheets
        for row in sheet.iter_rows()
        for item in row
        if item.value is not None
    }


def looks(book: Path) -> Cells:
    """How each cell looks and whether it is locked; how sheets are protected and what they refuse."""
    sheets = load_workbook(book).worksheets
    cells: Cells = {
        (sheet.title, item.coordinate): (item.number_format, item.protection.locked, item.fill.fgColor.rgb)
        for sheet in sheets
        for row in sheet.iter_rows()
        for item in row
    }
    return cells | {
        (sheet.title, ""): (
            sheet.protection.sheet,
            sorted(f"{area.sqref}" for area in sheet.conditional_formatting),
            sorted(f"{rule.sqref} {rule.formula1}" for rule in sheet.data_validations.dataValidation),
            sorted(map(str, sheet.merged_cells.ranges)),
            {column: size.width for column, size in sheet.column_dimensions.items()},
        )
        for sheet in sheets
    }


def taken_into(book: Path, word: Path) -> Cells:
    """What cells hold otherwise once a report was taken back into a workbook."""
    before, shown = contents(book), looks(book)
    taken = take_back(word, book)
    assert taken.file
    save(taken.file, force=True)
    assert looks(book) == shown
    assert verify(word, book).differences == ()
    now = contents(book)
    return {at: now.get(at) for at in now.keys() | before.keys() if now.get(at) != before.get(at)}


BOOK_CHANGES: dict[str, tuple[Callable[[Any], object], Cells]] = {
    "a paragraph, its markers kept": (
        CHANGES["a paragraph, its markers kept"][0],
        {
            (
                "正文",
                "B18",
            ): "（五）监督保障。全年开展网上监测{{监测次数}}次，印发通报{{工作通报}}期，举办全市政务公开专题培训。"
        },
    ),
    "a paragraph that is new, which no blank row follows": (
        CHANGES["a paragraph that is new"][0],
        {("正文", "B15"): f"{SECOND_PARAGRAPH}\n另外开展了“回头看”\\检查。"},
    ),
    "a paragraph that is new, at the end": (
        lambda d: at(d, "二、主动公开").insert_paragraph_before("（六）其他。下一年再看。"),
        {("正文", "B19"): "（六）其他。下一年再看。"},
    ),
    "a paragraph that is gone": (CHANGES["a paragraph that is gone"][0], {("正文", "B16"): None}),
    "figures, whose sums are worked out": (
        figures_and_their_sums,
        {
            ("第三部分", "D6"): 3441,
            ("第三部分", "D8"): 1409,
            ("正文", "B15"): SECOND_PARAGRAPH.replace("{{予以公开}}", "1431"),
        },
    ),
    "the day": (
        lambda d: replace(next(p for p in d.paragraphs if p.text.endswith("1月24日")), "24日", "26日"),
        {("基本情况", "B8"): datetime(2025, 1, 26)},
    ),
}


@pytest.mark.parametrize(("what", "cells"), BOOK_CHANGES.values(), ids=BOOK_CHANGES)
def test_what_was_changed_goes_into_the_cells_of_a_workbook(
    folder: Path, book: Path, what: Callable[[Any], object], cells: Cells
) -> None:
    assert taken_into(book, change(folder, what)) == cells


def test_a_cell_that_a_formula_works_out_stays_and_is_told(folder: Path, book: Path) -> None:
    edited = load_workbook(book)
    edited["第三部分"]["D6"] = "=3000+440"
    edited.save(book)
    word = change(folder, figures_and_their_sums)
    taken = take_back(word, book)
    assert taken.file
    save(taken.file, force=True)
    assert contents(book)["第三部分", "D6"] == "=3000+440"
    assert [d.name for d in taken.rest][:1] == ["第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列"]


REFUSED = {
    "an old workbook": ("填报表.xls", b"", "请先用 Excel 或 WPS 另存为 .xlsx"),
    "no data file": ("年报.docx", b"", "--into 后面要写数据文件"),
    "no workbook": ("填报表.xlsx", b"PK", "不是 Office 文件"),
}


@pytest.mark.parametrize(("name", "content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_data_file_is_refused(folder: Path, name: str, content: bytes, said: str) -> None:
    (folder / "别的").mkdir()
    (folder / "别的" / name).write_bytes(content)
    with pytest.raises(NdbgError, match=said):
        take_back(folder / "年报.docx", folder / "别的" / name)


def test_a_workbook_that_is_a_report_and_no_data_file_is_refused(folder: Path) -> None:
    exported = export(folder / "suqian-2024.toml", ExportRequest(ExportFormat.XLSX)).file
    assert exported
    with pytest.raises(NdbgError, match="不是用 Excel 填的表"):
        take_back(folder / "年报.docx", save(exported))


def test_a_report_goes_into_a_workbook_that_is_still_blank(run: Run, folder: Path) -> None:
    assert run("init", "空白.xlsx", "--yes", "--agency", "宿迁市", "--year", "2024").returncode == 0
    done = run("import", "年报.docx", "--into", "空白.xlsx")
    assert done.returncode == 0, done.stderr
    assert verify(folder / "年报.docx", folder / "空白.xlsx").differences == ()


def test_at_the_terminal_changes_go_into_a_workbook(run: Run, folder: Path, book: Path) -> None:
    change(folder, lambda d: replace(at(d, "（五）监督"), "网上监测3次", "网上监测5次"))
    refused = run("fill", book.name, "-o", "年报.docx", "--force")
    assert f"import 年报.docx --into {book.name}" in refused.stderr
    done = run("import", "年报.docx", "--into", book.name)
    assert done.returncode == 0, done.stderr
    assert f"已写入：{book.name}，改了 1 处" in done.stdout
    assert run("fill", book.name, "-o", "年报.docx", "--force").returncode == 0
