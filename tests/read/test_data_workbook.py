"""The workbook to fill in is a data file: whatever TOML can say it says too, however it was filled in."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ndbg.document.blanks import says_something
from ndbg.errors import InputError
from ndbg.read import read
from ndbg.read.source import forbidden
from ndbg.read.toml import read_toml
from ndbg.report import (
    Additions,
    Blank,
    Doubtful,
    Drafter,
    Figure,
    InformationFee,
    NotACount,
    Prose,
    Report,
    Source,
    Suppression,
)
from ndbg.report.new_year import open_blank
from ndbg.write.toml import write_toml
from ndbg.write.workbook.data import write_data_workbook
from ndbg.write.workbook.places import places
from tests.conftest import EXAMPLES, GOOD_EXAMPLES, numbered_report, share
from tests.official import FORM_2021
from tests.write.test_round_trip import HOSTILE

REPORT = read_toml(EXAMPLES / "suqian-2024.toml")


def said(report: Report) -> dict[str, object]:
    """All that a data file says."""
    return {
        "agency": report.agency,
        "year": report.year,
        "published": report.published,
        "preface": report.preface.source,
        "prose": {no: prose.source for no, prose in report.prose.items()},
        "shown": {no: prose.text for no, prose in report.prose.items()},
        "figures": {id: figure.text for id, figure in report.figures.items()},
        "unread": sorted(id for unread in report.unread for id in unread.cells),
        "fee": report.fee,
        "extra": list(report.added.extra.items()),
        "previous": report.added.previous,
        "prose file": report.added.prose_file,
        "drafter": report.added.drafter,
        "explanations": [(item.key, item.cells, item.reason) for item in report.added.suppressions],
    }


def both_ways(report: Report, folder: Path) -> tuple[Report, Report]:
    """A report as its TOML reads, and as the workbook that was made of that reads."""
    toml, book = folder / "data.toml", folder / "填报表.xlsx"
    toml.write_text(write_toml(report), encoding="utf-8")
    from_toml = read(toml)
    book.write_bytes(write_data_workbook(from_toml))
    return from_toml, read(book)


def texts() -> st.SearchStrategy[str]:
    pieces = st.one_of(st.sampled_from(HOSTILE), st.text("公开信息年12（）。，；", max_size=8))
    text = st.lists(pieces, min_size=1, max_size=6).map("".join).map(lambda t: " ".join(t.split()))
    return text.filter(lambda t: says_something(t) and not forbidden(t) and "{{" not in t)


def prose() -> st.SearchStrategy[Prose]:
    return st.lists(texts(), max_size=4).map("\n".join).map(lambda text: Prose(text, text))


def reports() -> st.SearchStrategy[Report]:
    counts = st.one_of(st.integers(0, 20), st.integers(0, 10**15 - 1)).map(Figure)
    amounts = st.decimals(0, 10**10, allow_nan=False, places=4).map(Figure)
    figures = st.fixed_dictionaries(
        {}, optional={id: amounts if c.decimal else counts for id, c in FORM_2021.cells.items()}
    )
    fees = st.builds(InformationFee, st.integers(0, 999), st.decimals(0, 10**6, places=2))
    names = st.integers(1, 99).map(lambda number: f"自拟{number}号")
    added = st.builds(
        Additions,
        st.dictionaries(names, st.one_of(texts(), st.integers(0, 10**18).map(str)), max_size=4),
        st.sampled_from(("", "去年.toml")),
        st.lists(
            st.builds(
                Suppression, st.sampled_from(("Y502", "X601", "Y506 规章")), st.just(""), st.just(()), texts()
            ),
            max_size=3,
            unique_by=lambda item: item.key,
        ).map(tuple),
        st.builds(Drafter, texts(), texts(), texts()),
        st.just(""),  # of a named tuple all fields are made, those with defaults too
    )
    return st.builds(
        Report,
        st.just(Source(Path("data.toml"))),
        st.just(FORM_2021),
        st.just("某市档案局"),
        st.integers(2021, 2099),
        st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2099, 12, 31))),
        prose(),
        st.fixed_dictionaries({section.no: prose() for section in FORM_2021.prose_sections}),
        figures,
        fee=st.one_of(st.none(), fees),
        added=added,
    )


def without_totals_to_come(report: Report) -> dict[str, object]:
    """What a report says, less the 总计 that were left open: a workbook works them out, TOML only those it leaves out."""
    totals = {r.right[0].id for table in FORM_2021.tables for r in table.relations if r.kind != "balance"}
    told = said(report)
    told["figures"] = {id: f.text for id, f in report.figures.items() if id not in totals}
    told["unread"] = sorted({id for unread in report.unread for id in unread.cells} - totals)
    return told


@pytest.mark.parametrize("name", GOOD_EXAMPLES)
def test_an_example_says_the_same_as_a_workbook(tmp_path: Path, name: str) -> None:
    report = read_toml(EXAMPLES / f"{name}.toml")
    book = tmp_path / "填报表.xlsx"
    book.write_bytes(write_data_workbook(report, REPORT))
    assert said(read(book)) == said(report)
    assert write_toml(read(book)) == write_toml(report)


@share(0.3)
@given(report=reports())
def test_whatever_toml_says_a_workbook_says_too(
    tmp_path_factory: pytest.TempPathFactory, report: Report
) -> None:
    from_toml, from_book = both_ways(report, tmp_path_factory.mktemp("a"))
    assert without_totals_to_come(from_book) == without_totals_to_come(from_toml)
    stated = {id: figure.text for id, figure in from_toml.figures.items()}
    assert {id: from_book.figures[id].text for id in stated} == stated


def test_a_blank_workbook_has_no_figure_and_no_zero(tmp_path: Path) -> None:
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(write_data_workbook(open_blank(path, "某局", 2024).report))
    report = read(path)
    assert report.figures == {}
    assert {id for unread in report.unread for id in unread.cells} == FORM_2021.cells.keys()
    assert all(isinstance(unread, Blank) for unread in report.unread)


# -- as people fill it in ----------------------------------------------------------


def filled(tmp_path: Path, change: Callable[[Any], None], report: Report | None = None) -> Path:
    """The example as a workbook that was changed by another program, which works nothing out."""
    book = load_workbook(io.BytesIO(write_data_workbook(report or numbered_report())))
    change(book)
    path = tmp_path / "填报表.xlsx"
    book.save(path)
    return path


def cell(book: Any, id: str) -> Any:
    place = places(FORM_2021)[id]
    return book[place.sheet].cell(place.row + 1, place.column + 1)


def fact(book: Any, label: str) -> Any:
    return next(row[1] for row in book["基本情况"].iter_rows() if row[0].value == label)


FIGURE = "requests.new.enterprise"


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [(12, 12), (12.0, 12), ("12", 12), (" 12 ", 12), ("１２", 12), ("1,200", 1200), ("12件", 12)],
)
def test_a_text_for_a_number_is_read_as_the_number(tmp_path: Path, typed: object, read_as: int) -> None:
    path = filled(tmp_path, lambda book: setattr(cell(book, FIGURE), "value", typed))
    assert read(path).figures[FIGURE].value == read_as


@pytest.mark.parametrize(
    ("typed", "kind"), [("约3", Doubtful), (1.5, NotACount), (-1, NotACount), ("/", Blank)]
)
def test_what_is_no_count_is_told_with_its_address(tmp_path: Path, typed: object, kind: type) -> None:
    path = filled(tmp_path, lambda book: setattr(cell(book, FIGURE), "value", typed))
    report = read(path)
    unread = next(unread for unread in report.unread if FIGURE in unread.cells)
    assert FIGURE not in report.figures
    assert isinstance(unread, kind)
    assert unread.origin.place == "工作表“第三部分”E6"


def test_totals_that_no_program_worked_out_are_worked_out(tmp_path: Path) -> None:
    report = read(filled(tmp_path, lambda _: None))
    sums = [r for table in FORM_2021.tables for r in table.relations if r.kind != "balance"]
    assert report.figures.keys() == FORM_2021.cells.keys()
    worked_out = 0
    for relation in sums:
        stated = numbered_report().figures[relation.right[0].id].value
        if sum(numbered_report().figures[c.id].value for c in relation.left) == stated:
            assert report.figures[relation.right[0].id].value == stated
            worked_out += 1
    assert REPORT.figures.keys() == read(filled(tmp_path, lambda _: None, REPORT)).figures.keys()
    assert said(read(filled(tmp_path, lambda _: None, REPORT)))["figures"] == said(REPORT)["figures"]


def test_no_total_is_worked_out_of_figures_that_are_not_there(tmp_path: Path) -> None:
    path = filled(
        tmp_path, lambda book: setattr(cell(book, "requests.new.natural_person"), "value", None), REPORT
    )
    report = read(path)
    assert "requests.new.natural_person" not in report.figures
    assert "requests.new.total" not in report.figures


def _rows_put_in(book: Any) -> None:
    # As a spreadsheet does it: what stands below moves, merged areas too.
    sheet = book["第四部分"]
    for area in list(sheet.merged_cells.ranges):
        area.shift(row_shift=1)
    sheet.insert_rows(1)


def _moved(book: Any) -> None:
    """As where the whole table is cut and put elsewhere, or rows and columns are put in before it."""
    sheet = book["第三部分"]
    for area in list(sheet.merged_cells.ranges):
        area.shift(col_shift=2, row_shift=3)
    sheet.insert_rows(1, 3)
    sheet.insert_cols(1, 2)


def _column_put_in(book: Any) -> None:
    """A blank column between the labels and the figures."""
    sheet = book["第三部分"]
    for area in list(sheet.merged_cells.ranges):
        if area.min_col > 3:
            area.shift(col_shift=1)
    sheet.insert_cols(4)


def _renamed(book: Any) -> None:
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet{number}"


def _formats_pasted(book: Any) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for item in row:
                item.number_format = "@"


@pytest.mark.parametrize("change", [_rows_put_in, _moved, _column_put_in, _renamed, _formats_pasted])
def test_it_reads_the_same_however_it_was_handled(tmp_path: Path, change: Callable[[Any], None]) -> None:
    told, before = said(read(filled(tmp_path, change, REPORT))), said(REPORT)
    if change is _formats_pasted:  # a pasted format shows 59.5 where 59.50 was
        told["figures"] = {id: Decimal(text) for id, text in told["figures"].items()}  # type: ignore[attr-defined]
        before["figures"] = {id: Decimal(text) for id, text in before["figures"].items()}  # type: ignore[attr-defined]
    assert told == before


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (datetime(2025, 1, 20), date(2025, 1, 20)),
        ("2025-01-20", date(2025, 1, 20)),
        ("2025/1/20", date(2025, 1, 20)),
        ("2025年1月20日", date(2025, 1, 20)),
        ("", None),
    ],
)
def test_a_day_is_read_as_it_was_typed(tmp_path: Path, typed: object, day: date | None) -> None:
    path = filled(tmp_path, lambda book: setattr(fact(book, "公布日期"), "value", typed))
    assert read(path).published == day


def _two_paragraphs(book: Any) -> None:
    sheet = book["正文"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "五、存在的主要问题及改进情况")
    row[1].value = "第一段。\n第二段{{自己的数}}件。"
    own = book["自己的数"]
    own["A4"], own["B4"] = "自己的数", 3


def test_a_cell_may_hold_several_paragraphs_and_names(tmp_path: Path) -> None:
    report = replace(numbered_report(), prose={})
    assert read(filled(tmp_path, _two_paragraphs, report)).prose["五"].text == "第一段。\n第二段3件。"


@pytest.mark.parametrize(
    ("label", "value", "message"),
    [
        ("机关", None, "工作表“基本情况”B6：机关还没有填写"),
        ("年度", "去年", "工作表“基本情况”B7：年度写四位数"),
        ("年度", "9" * 5000, "工作表“基本情况”B7：年度写四位数"),
        ("公布日期", "下周", "工作表“基本情况”B8：公布日期写成 2025-01-20 这样"),
        ("年度", "二〇二四", "工作表“基本情况”B7：年度写四位数，例如 2021"),
        ("信息处理费件数", 3, "工作表“基本情况”B12：信息处理费金额（元）是空的，没有收取的填 0"),
        ("信息处理费金额（元）", "许多", "工作表“基本情况”B11：信息处理费件数是空的，没有收取的填 0"),
    ],
)
def test_a_fact_that_cannot_be_used_is_told_with_its_cell(
    tmp_path: Path, label: str, value: object, message: str
) -> None:
    report = replace(numbered_report(), fee=None)
    path = filled(tmp_path, lambda book: setattr(fact(book, label), "value", value), report)
    with pytest.raises(InputError) as told:
        read(path)
    assert message in str(told.value)


def _unknown_marker(book: Any) -> None:
    book["正文"]["B4"] = "第一段。\n{{没有的名称}}件。"


def _repeated_name(book: Any) -> None:
    own = book["自己的数"]
    own["A4"], own["B4"], own["A5"], own["B5"] = "甲", 1, "甲", 2


def _reason_without_rule(book: Any) -> None:
    book["核对说明"]["B4"] = "已核对"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_unknown_marker, "工作表“正文”B4：不认识“没有的名称”这个名称"),
        (_repeated_name, "工作表“自己的数”A5：“甲”写了两次，请删去其中一处"),
        (_reason_without_rule, "工作表“核对说明”A4：“已核对”前面还没有写规则编号"),
    ],
)
def test_a_text_that_cannot_be_used_is_told_with_its_cell(
    tmp_path: Path, change: Callable[[Any], None], message: str
) -> None:
    with pytest.raises(InputError) as told:
        read(filled(tmp_path, change))
    assert message in str(told.value)
