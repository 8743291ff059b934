"""Tables with level lines only: columns are told by the pieces of the lines, or by what all rows leave free."""

from itertools import pairwise

import pytest

from tests.read.fixed.drawing import Sheet, shown

XS = [90.0, 200.0, 300.0, 400.0]
YS = [100.0, 130.0, 160.0, 190.0]
ROWS = "名称 制发件数 有效件数", "规章 23 45", "文件 6 789"


def levels(xs: list[float], ys: list[float], *, pieces: bool) -> Sheet:
    """Level lines, in pieces or whole."""
    sheet = Sheet()
    for y in ys:
        for x0, x1 in pairwise(xs) if pieces else [(xs[0], xs[-1])]:
            sheet.line(x0, y, x1, y)
    return sheet


@pytest.mark.parametrize("pieces", [True, False], ids=["in pieces", "whole"])
def test_a_table_with_level_lines_only(pieces: bool) -> None:
    assert shown(levels(XS, YS, pieces=pieces).cells(XS, YS, ROWS)) == [list(ROWS)]


@pytest.mark.parametrize("pieces", [True, False], ids=["in pieces", "whole"])
def test_a_text_in_the_middle_of_several_columns_stands_above_all_of_them(pieces: bool) -> None:
    sheet = levels(XS, [70, *YS], pieces=pieces).cells(XS, YS, ROWS).centred("数量", 200, 400, 90)
    head = sheet if pieces else sheet.line(200, 100, 400, 100)
    assert shown(head)[0][0] == "- 数量 数量"


def test_the_name_of_a_group_reaches_over_the_rows_that_no_line_parts() -> None:
    xs = [90.0, 130.0, 200.0, 300.0]
    sheet = Sheet().line(90, 100, 300, 100).line(90, 130, 300, 130).line(130, 160, 300, 160)
    sheet = sheet.line(90, 190, 300, 190).cells(xs, YS, ("- 名称 数量", "- 甲项 12", "- 乙项 34"))
    read = shown(sheet.write("一组", 95, 163))
    assert read == [["- 名称 数量", "一组 甲项 12", "一组 乙项 34"]]


def test_a_row_above_the_first_line_of_a_page_is_part_of_the_table() -> None:
    upper = levels(XS, [700, 730, 760], pieces=True).cells(XS, [700, 730, 760], ROWS[:2])
    lower = levels(XS, [80, 110], pieces=True).cells(XS, [50, 80, 110], ("文件 6 789", "其他 1 2"))
    assert shown(upper, lower.line(90, 80, 400, 80)) == [[*ROWS, "其他 1 2"]]


def test_rows_that_no_line_parts_are_told_by_their_alignment() -> None:
    sheet = Sheet().line(90, 100, 400, 100).line(90, 130, 400, 130).line(90, 250, 400, 250)
    assert shown(sheet.cells(XS, [100, 130, 160, 190], ROWS)) == [["- 制发件数 有效件数", *ROWS[1:]]]


def test_a_number_that_runs_from_one_column_into_the_next_is_none() -> None:
    sheet = levels(XS, YS, pieces=True).cells(XS, YS, ROWS[:2]).write("文件", 100, 179)
    assert shown(sheet.write("67890", 285, 179))[0][2] == "文件 678│90 678│90"


def test_underlined_lines_are_text() -> None:
    sheet = Sheet()
    for at in range(4):
        y = 120 + 28 * at
        sheet.write("填报单位的名称和联系人", 90, y).line(90, y + 3, 250, y + 3)
    assert all(isinstance(thing, str) for thing in shown(sheet))


def test_a_heading_between_two_tables_parts_them() -> None:
    lower = [230.0, 260.0, 290.0]
    sheet = levels(XS, YS, pieces=True).cells(XS, YS, ROWS)
    for y in lower:
        sheet.line(90, y, 250, y).line(250, y, 400, y)
    sheet.cells([90, 250, 400], lower, ("项目 件数", "其他 5")).write(
        "三、收到和处理政府信息公开申请情况", 122, 216, 14
    )
    assert shown(sheet) == [list(ROWS), "三、收到和处理政府信息公开申请情况", ["项目 件数", "其他 5"]]


def test_a_table_with_every_other_row_on_a_fill() -> None:
    ys = [100.0, 130.0, 160.0, 190.0, 220.0]
    rows = (*ROWS, "其他 88 9")
    sheet = Sheet()
    for top in ys[:-1:2]:
        for x0, x1 in pairwise(XS):
            sheet.fill(x0, top, x1, top + 30, 230)
    assert shown(sheet.cells(XS, ys, rows)) == [list(rows)]


def test_words_that_begin_beside_a_fill_do_no_harm() -> None:
    sheet = Sheet().cells(XS, YS, ROWS)
    for top in YS[:-1:2]:
        sheet.fill(115, top, 300, top + 30, 230).fill(300, top, 385, top + 30, 230)
    assert shown(sheet)
