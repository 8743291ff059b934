"""What is made of lines and boxes on pages: paragraphs and tables, whole over the ends of pages."""

from pathlib import Path

import pytest

from ndbg.document.flow import Paragraph, TableNode
from ndbg.errors import NdbgError
from ndbg.read.pdf_layout import lay_out
from ndbg.read.pdf_pages import Box, Line, Page

PATH = Path("年报.pdf")


def line(text: str, top: float, *, left: float = 90, right: float = 500) -> Line:
    return {"text": text, "left": left, "right": right, "top": top, "size": 16}


def boxes(top: float, *rows: str, left: float = 90) -> list[Box]:
    """A table with a cell for each word, all of one size; `-` is where there is none."""
    return [
        {"left": x, "right": x + 100, "top": y, "bottom": y + 20, "text": word}
        for y, row in zip(range(int(top), 10_000, 20), rows, strict=False)
        for x, word in zip(range(int(left), 10_000, 100), row.split(" "), strict=False)
        if word != "-"
    ]


def page(*things: Line | list[Box]) -> Page:
    return {
        "lines": [thing for thing in things if isinstance(thing, dict)],
        "tables": [thing for thing in things if isinstance(thing, list)],
    }


def shown(*pages: Page) -> list[str | list[str]]:
    """Paragraphs as they read; tables as the texts of their rows."""
    return [
        node.text
        if isinstance(node, Paragraph)
        else [" ".join(cell.text if cell else "-" for cell in row) for row in node.grid.rows]
        for node in lay_out(pages, PATH)
    ]


def test_lines_become_paragraphs_over_the_end_of_a_page() -> None:
    upper = page(
        line("第一段从这里", 100, left=122), line("说到", 130), line("- 1 -", 800, left=280, right=310)
    )
    lower = page(line("下一页。", 100, right=200), line("第二段。", 130, left=122, right=220))
    assert shown(upper, lower) == ["第一段从这里说到下一页。", "第二段。"]


def test_no_line_goes_on_from_a_heading_or_a_title() -> None:
    found = shown(
        page(line("某局2024年政府信息公开工作年度报告", 60), line("一、总体情况", 100), line("工作。", 130))
    )
    assert found == ["某局2024年政府信息公开工作年度报告", "一、总体情况", "工作。"]


def test_spaces_that_only_part_digits_from_characters_go() -> None:
    assert shown(page(line("全年新收 12 件，见 the site", 100))) == ["全年新收12件，见the site"]


@pytest.mark.parametrize("between", [(), ("某局年报 第1页", "某局年报 第2页")])
def test_a_table_goes_on_over_the_end_of_a_page(between: tuple[str, ...]) -> None:
    foot, head = (
        ([line(text, top)] for text, top in zip(between, (780, 40), strict=True)) if between else ([], [])
    )
    upper, lower = page(boxes(700, "甲 1", "乙 2"), *foot), page(*head, boxes(60, "丙 3"))
    assert shown(upper, lower) == [["甲 1", "乙 2", "丙 3"]]


@pytest.mark.parametrize(
    "lower",
    [
        page(boxes(60, "丙 3 4")),
        page(boxes(60, "丙 3", left=120)),
        page(line("正文。", 40), boxes(60, "丙 3")),
    ],
)
def test_another_table_is_one_of_its_own(lower: Page) -> None:
    assert ["甲 1"] in shown(page(boxes(700, "甲 1")), lower)


def test_a_merged_cell_stands_wherever_it_covers() -> None:
    wide: Box = {"left": 90, "right": 290, "top": 80, "bottom": 100, "text": "合计"}
    assert shown(page([wide, *boxes(100, "1 2")])) == [["合计 合计", "1 2"]]


def test_edges_that_nearly_meet_are_one_and_a_position_may_be_empty() -> None:
    assert shown(page([*boxes(100, "甲 -"), *boxes(120, "1 2", left=92)])) == [["甲 -", "1 2"]]


def test_a_number_broken_over_lines_is_one() -> None:
    cell: Box = {"left": 90, "right": 120, "top": 80, "bottom": 120, "text": "59,\n237.2\n449"}
    assert shown(page([cell])) == [["59,237.2449"]]


def test_places_name_page_table_row_and_column() -> None:
    upper, lower = page(line("文。", 40), boxes(700, "甲 1")), page(boxes(60, "乙 2"))
    text, table = lay_out([upper, lower], PATH)
    assert isinstance(text, Paragraph)
    assert text.payload == "第1页"
    assert isinstance(table, TableNode)
    (last,) = table.grid.across(1)[1:]
    assert last.payload == "第2页，第1个表格第2行第2列"


def test_a_table_larger_than_any_is_refused() -> None:
    stairs: list[Box] = [
        {"left": 10 * at, "right": 10 * at + 10, "top": 10 * at, "bottom": 10 * at + 10, "text": ""}
        for at in range(3000)
    ]
    with pytest.raises(NdbgError, match="大得不正常"):
        shown(page(stairs))
