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
