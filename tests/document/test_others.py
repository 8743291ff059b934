"""Columns and rows of the form's tables that the form does not have are named by head, label or place."""

import pytest

from ndbg.document.grid import Grid, GridCell, locate, other_lines
from tests.official import FORM_2021

Written = tuple[str, int]  # a cell: its text, and how many columns it covers


def _grid(*rows: list[Written]) -> Grid[None]:
    return Grid([list(_cells(at, row)) for at, row in enumerate(rows)])


def _cells(at: int, row: list[Written]) -> list[GridCell[None]]:
    found: list[GridCell[None]] = []
    for text, columns in row:
        found += [GridCell(at, len(found), text, None)] * columns
    return found


def _documents(head: str, beside: str, *more: list[Written]) -> Grid[None]:
    """The first block of table two with a column beside the form's own."""
    return _grid(
        [("第二十条第（一）项", 5)],
        [(t, 1) for t in ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数", head)],
        [(t, 1) for t in ("规章", "1", "0", "3", beside)],
        [(t, 1) for t in ("行政规范性文件", "4", "2", "8", beside)],
        *more,
    )


GRIDS = {
    "nothing beside the form": (_documents("", ""), []),
    "a column with a head": (_documents("备注栏", ""), ["“备注栏”列"]),
    "numbers in a column without a head": (_documents("", "7"), ["第1个表格第5列"]),
    "a row with a label": (
        _documents("", "", [(t, 1) for t in ("其中：本局制发", "1", "1", "1", "")]),
        ["“其中：本局制发”行"],
    ),
    "an empty row": (_documents("", "", [(t, 1) for t in ("", "", "", "", "")]), ["第1个表格第5行"]),
    "a blank between": (_documents("", "", [("", 5)]), []),
    "explanations in a column with a head": (
        _documents("填报说明", "指本年制发的", [("第二十条第（五）项", 4), ("", 1)]),
        ["“填报说明”列"],
    ),
    "words in a column with a head": (_documents("备注", "见附件说明"), ["“备注”列"]),
    "numbers in order behind a label": (
        _documents("", "", [(t, 1) for t in ("其中：本局制发", "1", "2", "3", "4")]),
        ["“其中：本局制发”行"],
    ),
    "numbers of columns": (_documents("", "", [(t, 1) for t in ("栏次", "1", "2", "3", "4")]), []),
    "a row without a label": (
        _documents("", "", [(t, 1) for t in ("", "1", "1", "1", "")]),
        ["第1个表格第5行"],
    ),
}


@pytest.mark.parametrize(("grid", "told"), GRIDS.values(), ids=GRIDS)
def test_what_the_form_does_not_have_is_named(grid: Grid[None], told: list[str]) -> None:
    assert other_lines(locate([grid], FORM_2021), [grid]) == told
