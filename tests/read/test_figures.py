"""What is told of figures that are not there: once, by what they are."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ndbg.check import check
from ndbg.read import read
from ndbg.report import Blank, Doubtful, Missing, Report, Summed, Unplaced
from tests.forms import Box
from tests.official import FORM_2021
from tests.read import layouts
from tests.read.layouts import REPORT, Change, Rows

COLUMNS = FORM_2021.table("requests").blocks[0].columns


def changed(folder: Path, section: str, change: Change) -> Report:
    tables = layouts.tables()
    tables[section] = [change(rows) for rows in tables[section]]
    (folder / "年报.html").write_bytes(layouts.as_page(tables))
    return read(folder / "年报.html")


def only_totals(rows: Rows) -> Rows:
    return [
        [replace(b, figure="") if b.figure and not b.figure.endswith(".total") else b for b in row]
        for row in rows
    ]


def without_column(rows: Rows) -> Rows:
    """Table three without 科研机构 and its figures."""
    return [
        [
            replace(b, columns=b.columns - 1) if b.text in ("申请人情况", "法人或其他组织") else b
            for b in row
            if b.text != "科研机构" and not b.figure.endswith("research_institute")
        ]
        for row in rows
    ]


def test_only_totals_are_one_finding(tmp_path: Path) -> None:
    report = changed(tmp_path, "三", only_totals)
    (unread,) = report.unread
    assert isinstance(unread, Blank)
    assert len(unread.cells) == 6 * 25
    found = [f for f in check(report).findings if f.code == "FMT102"]
    assert len(found) == 1


def test_a_column_that_is_missing_is_named_as_a_column(tmp_path: Path) -> None:
    report = changed(tmp_path, "三", without_column)
    assert [type(unread) for unread in report.unread] == [Missing]
    (message,) = (f.defect.message for f in check(report).findings if f.code == "T305")
    assert message == "没有读到第三部分表格“科研机构”列：文件里没有，或者没有认出来，请对照原件"
    assert {id: f.value for id, f in report.figures.items()} == {
        id: f.value for id, f in REPORT.figures.items() if not id.endswith("research_institute")
    }


def test_a_table_that_is_missing_is_named_as_a_table(tmp_path: Path) -> None:
    report = changed(tmp_path, "四", lambda _: [])
    (message,) = (f.defect.message for f in check(report).findings if f.code == "T305")
    assert message == "没有读到第四部分表格：文件里没有，或者没有认出来，请对照原件"


def test_many_rows_that_are_not_found_are_one_finding_and_not_said_to_lack(tmp_path: Path) -> None:
    report = changed(tmp_path, "三", lambda rows: rows[:12])
    lost = [unread for unread in report.unread if isinstance(unread, Missing)]
    (message,) = (f.defect.message for f in check(report).findings if f.code == "T305")
    assert message == f"没有读到第三部分表格的 {len(lost)} 行：文件里没有，或者没有认出来，请对照原件"


@pytest.mark.parametrize(
    ("unit", "figure", "instead"),
    [
        ("元", "1010.5", "0.10105"),
        ("亿元", "1010.5", "10105000"),
        ("百万元", "1010.5", "101050"),
        ("千元", "1010.5", "101.05"),
        ("万元", "1010.5", None),
        ("元", "0", None),
    ],
)
def test_an_amount_in_another_unit_is_in_doubt(
    tmp_path: Path, unit: str, figure: str, instead: str | None
) -> None:
    report = with_amount(tmp_path, f"本年收费金额（单位：{unit}）", "行政事业性收费", figure)
    if instead is None:
        assert report.figures["disclosure.fees.amount"].text == figure
    else:
        (unread,) = report.unread
        assert isinstance(unread, Doubtful)
        assert (unread.instead, unread.written) == (instead, f"{figure}{unit}")


def told_row(text: str) -> Change:
    """A row above the table that says its units."""
    return lambda rows: [[Box(text, columns=sum(b.columns for b in rows[0]))], *rows]


BESIDE = {
    "in a line above": ("<p>单位：件、元</p>", "", "", "元"),
    "in a note below": ("", "", "<p>注：收费金额以元为单位填写。</p>", "元"),
    "in a row of the table": ("", "单位：件、元", "", "元"),
    "its own in a line above": ("<p>单位：件、万元</p>", "", "", ""),
    "a sum of money": ("<p>责任单位：办公室，经费5元</p>", "", "", ""),
    "nowhere": ("", "", "", ""),
}


@pytest.mark.parametrize(("above", "row", "below", "unit"), BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("head", ["本年收费金额", "本年收费金额（单位：万元）"])
def test_an_amount_is_in_the_unit_that_is_said_beside_the_table_unless_its_head_says_one(
    tmp_path: Path, head: str, above: str, row: str, below: str, unit: str
) -> None:
    page = amount_page(head, "行政事业性收费", "1010.5", told_row(row) if row else list)
    third = FORM_2021.sections[2].heading
    second = FORM_2021.sections[1].heading
    page = page.replace(f"<p>{second}</p>", f"<p>{second}</p>{above}")
    (tmp_path / "年报.html").write_text(page.replace(f"<p>{third}</p>", f"{below}<p>{third}</p>"), "utf-8")
    report = read(tmp_path / "年报.html")
    if not unit or "万元" in head:
        assert report.figures["disclosure.fees.amount"].text == "1010.5"
    else:
        (unread,) = report.unread
        assert isinstance(unread, Doubtful)
        assert (unread.instead, unread.written) == ("0.10105", f"1010.5{unit}")


@pytest.mark.parametrize(("figure", "instead"), [("3", "30000"), ("1.5", "15000"), ("0", "")])
def test_a_count_in_ten_thousands_is_in_doubt(tmp_path: Path, figure: str, instead: str) -> None:
    def change(rows: Rows) -> Rows:
        return [
            [
                Box(figure, b.rows, b.columns)
                if b.figure.startswith("disclosure.licences")
                else replace(b, text=b.text.replace("处理决定数量", "处理决定数量（万件）"))
                for b in row
            ]
            for row in rows
        ]

    report = changed(tmp_path, "二", change)
    told = [u for u in report.unread if u.cells == ("disclosure.licences.decisions",)]
    assert [u.instead for u in told if isinstance(u, Doubtful)] == [instead] * bool(instead)
    assert ("disclosure.licences.decisions" in report.figures) is not bool(instead)


def test_a_count_with_ten_thousands_says_nothing_of_others(tmp_path: Path) -> None:
    page = layouts.as_page(layouts.tables()).decode().replace(">1011<", ">3万件<")
    (tmp_path / "年报.html").write_text(page)
    (unread,) = read(tmp_path / "年报.html").unread
    assert unread.cells == ("requests.new.natural_person",)


def amount_page(head: str, label: str, figure: str, further: Change) -> str:
    """A page with another name of the column of fees and of their row, with this amount and a further change."""
    tables = layouts.tables()
    tables["二"] = [named_amount(rows, head, label, figure) for rows in tables["二"]]
    tables["二"][0] = further(tables["二"][0])
    return layouts.as_page(tables).decode()


def named_amount(rows: Rows, head: str, label: str, figure: str) -> Rows:
    """Table two with another name of the column of fees and of their row, and with this amount."""
    names = {"本年收费金额（单位：万元）": head, "行政事业性收费": label}
    return [
        [
            Box(figure, b.rows, b.columns)
            if b.figure.endswith(".amount")
            else replace(b, text=names.get(b.text, b.text))
            for b in row
        ]
        for row in rows
    ]


def with_amount(folder: Path, head: str, label: str, figure: str) -> Report:
    """The report with another name of the column of fees and of their row, and with this amount."""

    return changed(folder, "二", lambda rows: named_amount(rows, head, label, figure))


def test_the_label_of_a_row_may_name_another_unit_too(tmp_path: Path) -> None:
    (unread,) = with_amount(tmp_path, "本年收费金额", "行政事业性收费（元）", "1010.5").unread
    assert isinstance(unread, Doubtful)
    assert (unread.instead, unread.written) == ("0.10105", "1010.5元")


def test_a_finding_names_the_unit_that_the_table_has(tmp_path: Path) -> None:
    report = with_amount(tmp_path, "本年收费金额（元）", "行政事业性收费", "1010.5")
    (found,) = (f.defect for f in check(report).findings if f.code.startswith(("FMT1", "T2", "T305")))
    assert found.message.endswith("写的单位是“元”，统一格式是万元，请改成万元，数写0.10105")


def test_an_amount_with_its_own_unit_is_in_that(tmp_path: Path) -> None:
    report = with_amount(tmp_path, "本年收费金额（单位：元）", "行政事业性收费", "1.5万元")
    assert report.figures["disclosure.fees.amount"].text == "1.5"
    assert report.unread == ()


def test_a_row_more_is_told_with_its_figures(tmp_path: Path) -> None:
    report = changed(tmp_path, "三", layouts.TRAITS["a row more"].change)
    (row,) = report.other_rows
    assert row.label == "2之一.转送其他机关"
    assert [row.figures[c.id].value for c in COLUMNS] == list(range(8001, 8008))
    codes = [f.code for f in check(report).findings]
    assert codes.count("T307") == 1


@pytest.mark.parametrize(("figure", "read_as"), [("3", None), ("0", 0)])
def test_a_group_in_one_row_is_its_parts_only_where_all_are_0(
    tmp_path: Path, figure: str, read_as: int | None
) -> None:
    def change(rows: Rows) -> Rows:
        one = layouts.TRAITS["（六） in one row"].change(rows)
        return [[Box(figure) if ".other_handling." in b.figure else b for b in row] for row in one]

    report = changed(tmp_path, "三", change)
    parts = [id for id in FORM_2021.cells if id.startswith("requests.other_handling.")]
    assert [report.figures[id].value if id in report.figures else None for id in parts] == [read_as] * 21
    assert [f.value for f in report.sums.values()] == [int(figure)] * 7
    assert sum(isinstance(u, Summed) for u in report.unread) == (0 if read_as == 0 else 3)
    findings = [f for f in check(report).findings if f.code in ("T305", "T308")]
    assert [f.code for f in findings] == ["T308"]


def test_a_row_whose_cells_cannot_be_told_apart_is_no_missing_row(tmp_path: Path) -> None:
    def change(rows: Rows) -> Rows:
        return [row[:-1] if any(b.text == "2.重复申请" for b in row) else row for row in rows]

    report = changed(tmp_path, "三", change)
    (unread,) = report.unread
    assert isinstance(unread, Unplaced)
    assert len(unread.cells) == 7
    assert not [f for f in check(report).findings if f.code == "T305"]
    assert "分不清哪一格是哪一栏" in report.source.notes[0]


def test_a_row_that_the_group_above_it_reaches_down_to_is_no_missing_row(tmp_path: Path) -> None:
    def change(rows: Rows) -> Rows:
        lower = {"（六）其他处理": (1, 0), "（七）总计": (0, -1)}
        changes = ([(box, lower.get(box.text, (0, 0))) for box in row] for row in rows)
        return [
            [replace(box, rows=box.rows + more, columns=box.columns + wider) for box, (more, wider) in row]
            for row in changes
        ]

    report = changed(tmp_path, "三", change)
    (unread,) = report.unread
    assert isinstance(unread, Unplaced)
    assert unread.cells == tuple(f"requests.results_total.{column.id}" for column in COLUMNS)
    assert not [f for f in check(report).findings if f.code in ("T305", "T307")]


def test_a_cell_of_an_absurd_width_is_told(tmp_path: Path) -> None:
    def change(rows: Rows) -> Rows:
        return [
            [replace(box, columns=900 if box.columns == 3 else box.columns) for box in row] for row in rows
        ]

    report = changed(tmp_path, "三", change)
    assert [unread.cells for unread in report.unread] == [tuple(FORM_2021.table("requests").cells)]
    (note,) = (note for note in report.source.notes if "合并的列数大得不正常" in note)
    assert note == "第2个表格第1行第1列合并的列数大得不正常，这张表格认不准，请改正这一格"


@pytest.mark.parametrize("filled", range(3))
def test_a_figure_in_one_of_the_cells_that_a_merged_one_was_split_into_is_read(
    tmp_path: Path, filled: int
) -> None:
    def split(box: Box) -> list[Box]:
        if not box.figure or box.columns == 1:
            return [box]
        return [replace(box, columns=1) if at == filled else Box("") for at in range(box.columns)]

    def change(rows: Rows) -> Rows:
        return [[part for box in row for part in split(box)] for row in rows]

    report = changed(tmp_path, "二", change)
    assert {id: f.value for id, f in report.figures.items()} == {
        id: f.value for id, f in REPORT.figures.items()
    }


def with_blanks(folder: Path, blank: str, change: Callable[[str], str]) -> Report:
    """The report as a page with a blank in the figures that `change` parts with a comma."""
    page = layouts.as_page(layouts.tables()).decode()
    found = re.sub(r"(?<=>)\d+(?:\.\d+)?(?=<)", lambda m: change(m[0]).replace(",", blank), page)
    (folder / "年报.html").write_text(found)
    return read(folder / "年报.html")


@pytest.mark.parametrize("blank", [" ", "&nbsp;", "\u2007", "\u2006", "\u2009", "\u202f"])
def test_blanks_part_thousands_where_all_numbers_are_so_written(tmp_path: Path, blank: str) -> None:
    report = with_blanks(tmp_path, blank, lambda number: f"{Decimal(number):,}")
    wanted = {id: figure.value for id, figure in REPORT.figures.items()}
    assert {id: figure.value for id, figure in report.figures.items()} == wanted
    assert report.unread == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda number: f"{Decimal(number):,}" if number != "1050" else number,
        lambda number: f"{Decimal(number):,}" if number != "1050" else "10,50",
        lambda number: f"{number[:2]},{number[2:]}",
        lambda number: f"{Decimal(number):,}" if Decimal(number) < 1003 else number[1:],
    ],
    ids=["one is in one piece", "one is parted otherwise", "two numbers in each cell", "too few are parted"],
)
def test_blanks_within_digits_are_doubtful_elsewhere(tmp_path: Path, change: Callable[[str], str]) -> None:
    report = with_blanks(tmp_path, " ", change)
    doubtful = [unread for unread in report.unread if isinstance(unread, Doubtful)]
    assert doubtful
    assert not any(id in report.figures for unread in doubtful for id in unread.cells)
    assert all(" " in unread.written for unread in doubtful)


def test_an_amount_without_blanks_does_not_tell_that_those_of_counts_part_no_thousands(
    tmp_path: Path,
) -> None:
    report = with_blanks(tmp_path, " ", lambda number: number if "." in number else f"{Decimal(number):,}")
    wanted = {id: figure.value for id, figure in REPORT.figures.items()}
    assert {id: figure.value for id, figure in report.figures.items()} == wanted


@pytest.mark.parametrize("remark", ["", "备注"])
def test_a_cell_is_not_called_blank_beside_a_number_below_no_name(tmp_path: Path, remark: str) -> None:
    rows = [
        ["第二十条第（五）项", "", ""],
        ["信息内容", "本年处理决定数量", remark],
        ["行政许可", "", "841"],
    ]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<h1>{REPORT.title}</h1><p>二、主动公开政府信息情况</p><table>{table}</table>"
    (tmp_path / "年报.html").write_text(page)
    report = read(tmp_path / "年报.html")
    (unread,) = (one for one in report.unread if "disclosure.licences.decisions" in one.cells)
    assert report.figures == {}
    assert isinstance(unread, Blank if remark else Unplaced)


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("行政强制", "行政强制措施"),
        ("行政许可", "行政许可事项"),
        ("行政处罚", "行政处罚案件"),
        ("行政处罚", "行政处罚情况"),
    ],
)
def test_a_label_may_have_a_word_behind_it(tmp_path: Path, label: str, other: str) -> None:
    def named(rows: Rows) -> Rows:
        return [[replace(b, text=other) if b.text == label else b for b in row] for row in rows]

    assert len(changed(tmp_path, "二", named).figures) == len(FORM_2021.cells)


@pytest.mark.parametrize("others", [["行政强制措施", "行政强制执行"], ["行政强制总数"], ["未行政强制"]])
def test_a_label_with_another_word_behind_it_may_be_another_one(tmp_path: Path, others: list[str]) -> None:
    def named(rows: Rows) -> Rows:
        return [
            [replace(b, text=text) if b.text == "行政强制" else b for b in row]
            for row in rows
            for text in (others if any(b.text == "行政强制" for b in row) else [""])
        ]

    report = changed(tmp_path, "二", named)
    assert "disclosure.coercive_measures.decisions" not in report.figures
    assert report.unread


def test_the_form_s_own_label_counts_beside_one_with_more(tmp_path: Path) -> None:
    own, other = "disclosure.coercive_measures.decisions", "disclosure.licences.decisions"

    def added(rows: Rows) -> Rows:
        more = [
            [
                replace(b, text="行政强制执行")
                if b.text == "行政强制"
                else replace(b, figure=other)
                if b.figure
                else b
                for b in row
            ]
            for row in rows
            if any(b.text == "行政强制" for b in row)
        ]
        return [*rows, *more]

    report = changed(tmp_path, "二", added)
    assert own not in report.figures or report.figures[own].value == REPORT.figures[own].value
