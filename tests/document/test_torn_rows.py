"""Rows whose label ran into what stands below: seen, not placed, and never a row too many."""

from ndbg.document.grid import Grid, GridCell, locate
from ndbg.document.grid.located import Located
from tests.official import FORM_2021

FIGURES = ["信息内容", "本年处理决定数量"]
ROWS = [["第二十条第（六）项", ""], FIGURES, ["行政处罚", "5"], ["行政强制", "6"], ["第二十条第（八）项", ""]]
FEES = [["信息内容", "本年收费金额（单位：万元）"], ["行政事业性收费", "7"]]
ENFORCED = "disclosure.coercive_measures.decisions"


def located(*rows: list[str]) -> Located[None]:
    cells = [[GridCell(at, i, text, None) for i, text in enumerate(row)] for at, row in enumerate(rows)]
    return locate([Grid(cells)], FORM_2021)


def test_all_rows_are_placed() -> None:
    assert located(*ROWS, *FEES).places[ENFORCED].cell.text == "6"


def test_a_row_that_ran_into_the_heading_below_is_seen() -> None:
    found = located(*ROWS[:3], ["行政强制第二十条第（八）项", ""], *FEES)
    assert list(found.unplaced) == [ENFORCED]
    assert not found.strangers


def test_another_row_of_the_kind_is_none_of_the_forms() -> None:
    found = located(*ROWS[:3], ["行政裁决", "6"], ROWS[4], *FEES)
    assert not found.unplaced
    assert "行政裁决" in [text for text, _ in found.strangers]
