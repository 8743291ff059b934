"""Table four, where a converter left out the cells that merged ones above reach down to."""

import pytest

from ndbg.document.grid import Grid, GridCell, locate
from tests.official import FORM_2021

OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
TOP = [("行政复议", 5), ("行政诉讼", 10)]
SECOND = [*((name, 1) for name in OUTCOMES), ("未经复议直接起诉", 5), ("复议后起诉", 5)]
THIRD = [(name, 1) for name in OUTCOMES * 2]
FIGURES = [(f"{number}", 1) for number in range(101, 116)]
IDS = [id for id in FORM_2021.cells if id.startswith("review.")]

Written = list[tuple[str, int]]  # cells: their texts, and how many columns they cover


def figures(*rows: Written) -> dict[str, str]:
    cells = [
        [
            cell
            for column, (text, columns) in enumerate(row)
            for cell in [GridCell(at, sum(n for _, n in row[:column]), text, None)] * columns
        ]
        for at, row in enumerate(rows)
    ]
    places = locate([Grid(cells)], FORM_2021).places
    return {id: place.cell.text for id, place in places.items()}


def test_the_cells_of_the_row_are_the_columns_in_their_order() -> None:
    assert figures(TOP, SECOND, THIRD, FIGURES) == {
        id: text for id, (text, _) in zip(IDS, FIGURES, strict=True)
    }


def test_the_name_of_a_group_may_stand_beside_its_columns_where_all_are_named_in_order() -> None:
    shifted: Written = [*SECOND[:5], ("未经复议直接起诉", 3), ("复议后起诉", 7)]
    assert figures(TOP, shifted, [("", 5), *THIRD], FIGURES) == {
        id: text for id, (text, _) in zip(IDS, FIGURES, strict=True)
    }


NOT_CERTAIN = {
    "the name of a group beside its columns, and names in another order": (
        TOP,
        [*SECOND[:5], ("未经复议直接起诉", 3), ("复议后起诉", 7)],
        [("", 5), THIRD[1], THIRD[0], *THIRD[2:]],
        FIGURES,
    ),
    "the names of groups beside their columns, and in another order": (
        TOP,
        [*SECOND[:5], ("复议后起诉", 3), ("未经复议直接起诉", 7)],
        [("", 5), *THIRD],
        FIGURES,
    ),
    "a figure is missing": (TOP, SECOND, THIRD, FIGURES[1:]),
    "a figure is blank": (TOP, SECOND, THIRD, [*FIGURES[:4], ("", 1), *FIGURES[5:]]),
    "a figure more": (TOP, SECOND, THIRD, [*FIGURES, ("116", 1)]),
    "a word among the figures": (TOP, SECOND, THIRD, [("本年", 1), *FIGURES[1:]]),
    "a name is missing": (TOP, SECOND, THIRD[1:], FIGURES),
    "names in another order": (TOP, SECOND, [THIRD[1], THIRD[0], *THIRD[2:]], FIGURES),
    "groups in another order": (TOP, [*SECOND[:5], SECOND[6], SECOND[5]], THIRD, FIGURES),
    "another column before": (
        [("", 1), *TOP],
        [("序号", 1), *SECOND],
        [("", 1), *THIRD],
        FIGURES,
    ),
}


@pytest.mark.parametrize("rows", NOT_CERTAIN.values(), ids=NOT_CERTAIN)
def test_where_a_cell_may_have_moved_no_figure_is_read(rows: tuple[Written, ...]) -> None:
    assert figures(*rows) == {}


APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
TWICE = [*APPLICANTS[:2], "商业企业", *APPLICANTS[2:]]
RECEIVED = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开")


def received(head: list[str], *rows: list[str]) -> dict[str, str]:
    """The figures of 本年新收 by applicant, where that is the first of some rows below a head."""
    cells = [[(label, 1), *((text, 1) for text in row)] for label, row in zip(RECEIVED, rows, strict=False)]
    found = figures([("", 1), *((name, 1) for name in head)], *cells)
    return {id.rsplit(".", 1)[1]: text for id, text in found.items() if id.startswith("requests.new.")}


IN_ORDER = dict(
    zip(
        ("natural_person", "enterprise", "research_institute", "public_interest_org", "legal_service", "other_org", "total"),
        "1234567",
        strict=True,
    )
)  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        (["1", "2", "3", "4", "5", "6", "7"], ["0"] * 7, ["0"] * 7),
        (["1", "2", "3", "4", "5", "6", "7", ""], ["0"] * 7 + [""], ["0"] * 7 + [""]),
    ],
    ids=["the rows are shorter than the head", "the rows have a blank cell at their end"],
)
def test_below_a_head_with_a_name_too_many_figures_are_in_their_order(rows: tuple[list[str], ...]) -> None:
    assert received(TWICE, *rows) == IN_ORDER


def test_below_a_merged_name_that_was_split_a_figure_may_stand_twice() -> None:
    assert received(TWICE, ["1", "2", "2", "3", "4", "5", "6", "7"], ["0"] * 8, ["0"] * 8) == IN_ORDER


def test_below_a_name_that_stands_twice_with_two_figures_none_is_read() -> None:
    assert not received(TWICE, ["1", "2", "9", "3", "4", "5", "6", "7"], ["0"] * 8, ["0"] * 8)
