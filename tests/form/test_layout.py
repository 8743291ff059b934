"""The tables as drawn: held against the same tables drawn by hand, and what heads each figure."""

import pytest

from ndbg.form import Form
from ndbg.form.layout import Kind, Layout, layout
from tests import forms
from tests.official import FORM_2019, FORM_2021

FORMS = (FORM_2019, FORM_2021)
STYLES = [forms.Style(official=form) for form in FORMS]
BY_HAND = [
    drawn for style in STYLES for drawn in (*forms.disclosure(style), *forms.requests(style), forms.review())
]
LAYOUTS = [layout(table) for form in FORMS for table in form.tables]
NAMES = [f"{table.id} of {form.first_year}" for form in FORMS for table in form.tables]


@pytest.mark.parametrize(("drawn", "by_hand"), list(zip(LAYOUTS, BY_HAND, strict=True)), ids=NAMES)
def test_boxes_are_those_of_the_printed_form(drawn: Layout, by_hand: list[list[forms.Box]]) -> None:
    shown = [[(b.text, b.rows, b.columns, b.cell.id if b.cell else "") for b in row] for row in drawn.rows]
    assert shown == [
        [(b.text.replace("\n", ""), b.rows, b.columns, b.figure) for b in row] for row in by_hand
    ]


@pytest.mark.parametrize("drawn", LAYOUTS, ids=NAMES)
def test_boxes_cover_the_table_once(drawn: Layout) -> None:
    covered = [
        (row, column)
        for box in drawn.boxes
        for row in range(box.row, box.last_row + 1)
        for column in range(box.column, box.last_column + 1)
    ]
    assert sorted(covered) == [(row, column) for row in range(drawn.height) for column in range(drawn.width)]


@pytest.mark.parametrize(
    ("cell", "headers"),
    [
        ("disclosure.rules.repealed", ["第二十条第（一）项", "本年废止件数", "规章"]),
        ("disclosure.penalties.decisions", ["第二十条第（六）项", "本年处理决定数量", "行政处罚"]),
        ("requests.new.total", ["申请人情况", "总计", "一、本年新收政府信息公开申请数量"]),
        (
            "requests.denied.third_party.other_org",
            [
                "申请人情况",
                "法人或其他组织",
                "其他",
                "三、本年度办理结果",
                "（三）不予公开",
                "4.保护第三方合法权益",
            ],
        ),
        ("review.litigation_direct.pending", ["行政诉讼", "未经复议直接起诉", "尚未审结"]),
    ],
)
def test_a_figure_is_headed_by_what_stands_above_and_beside_it(cell: str, headers: list[str]) -> None:
    drawn = layout(FORM_2021.table(FORM_2021.cells[cell].table))
    figure = next(box for box in drawn.boxes if box.cell and box.cell.id == cell)
    assert [box.text for box in drawn.headers(figure)] == headers


@pytest.mark.parametrize("form", FORMS)
def test_every_figure_of_the_form_is_drawn_once(form: Form) -> None:
    boxes = [box for table in form.tables for box in layout(table).boxes]
    drawn = [box.cell.id for box in boxes if box.kind is Kind.FIGURE and box.cell]
    assert sorted(drawn) == sorted(form.cells)


@pytest.mark.parametrize(
    ("table", "rows"), [("disclosure", [4, 3, 4, 3]), ("requests", [3, 25]), ("review", [3, 1])]
)
def test_a_table_is_in_parts(table: str, rows: list[int]) -> None:
    assert [len(part) for part in layout(FORM_2021.table(table)).parts] == rows
