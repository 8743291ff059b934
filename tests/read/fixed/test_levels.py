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


def test_the_underlines_of_a_heading_in_two_lines_are_no_borders_of_the_table_below() -> None:
    heading = "四、因政府信息公开工作被申请行政复议、提起行政", "诉讼情况"
    sheet = levels(XS, YS, pieces=True).cells(XS, YS, ROWS)
    for line, y in zip(heading, (60, 82), strict=True):
        sheet.write(line, 90, y, 16).line(90, y + 2, 90 + 16 * len(line), y + 2)
    assert shown(sheet) == ["".join(heading), list(ROWS)]


def test_the_edges_of_the_shape_behind_the_heading_below_are_none_of_the_table() -> None:
    sheet = levels(XS, YS, pieces=True).cells(XS, YS, ROWS).line(105, 205, 385, 205).line(105, 240, 385, 240)
    assert shown(sheet.write("六、其他需要报告的事项", 110, 228, 16)) == [
        list(ROWS),
        "六、其他需要报告的事项",
    ]


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


def striped(xs: list[float], ys: list[float], *coloured: int) -> Sheet:
    """Rows in colour, each cell with a fill of its own; the others have none."""
    sheet = Sheet()
    for row in coloured:
        for x0, x1 in pairwise(xs):
            sheet.fill(x0, ys[row], x1, ys[row + 1], 220)
    return sheet


def test_a_table_with_every_other_row_in_colour_is_one_table() -> None:
    ys = [100.0, 130.0, 160.0, 190.0, 220.0]
    sheet = striped(XS, ys, 0, 2).fill(90, 60, 400, 92, 60).write("二、主动公开政府信息情况", 95, 82, 14, 255)
    rows = [*ROWS, "其他 1 2"]
    assert shown(sheet.cells(XS, ys, rows)) == ["二、主动公开政府信息情况", rows]


def test_the_fill_of_a_group_that_the_page_cuts_is_no_border_of_a_row() -> None:
    xs, ys = [90.0, 150.0, 250.0, 300.0, 350.0, 400.0], [100.0, 130.0, 160.0, 190.0, 220.0]
    sheet = striped(xs[1:], ys, 0, 2).fill(90, 100, 150, 205, 220).write("一组", 100, 150)
    rows = "- 名称 甲 乙 丙", "- 子项 1 2 3", "- 丑项 4 5 6", "- 寅项 7 8 9"
    read = shown(sheet.cells(xs, ys, rows))
    assert read == [["一组" + row[1:] for row in rows]]


def test_names_of_groups_with_no_border_between_them_are_left_out() -> None:
    xs, ys = [90.0, 150.0, 250.0, 300.0, 350.0, 400.0], [100.0, 130.0, 160.0, 190.0, 220.0, 250.0]
    sheet = Sheet().grid(xs[1:], ys).line(90, 100, 90, 250)
    for y in (100, 130, 250):
        sheet.line(90, y, 150, y)
    sheet.write("（一）甲", 95, 150).write("（二）乙", 95, 200)
    rows = "- 名称 甲 乙 丙", "- 子项 1 2 3", "- 丑项 4 5 6", "- 寅项 7 8 9", "- 卯项 3 4 5"
    assert shown(sheet.cells(xs, ys, rows)) == [list(rows)]


def test_rows_with_only_their_numbers_in_colour_are_told_by_their_alignment() -> None:
    sheet = striped(XS[1:], YS, 0, 2).cells(XS, YS, ROWS)
    assert shown(sheet) == [["- 制发件数 有效件数", *ROWS[1:]]]


def test_a_number_alone_below_a_merged_cell_is_in_a_cell_as_wide() -> None:
    sheet = Sheet()
    for y in (100, 130, 160):
        sheet.line(90, y, 400, y)
    sheet.cells(XS, [70, 100], ROWS[:1]).line(90, 70, 200, 70).line(200, 70, 300, 70).line(300, 70, 400, 70)
    sheet.write("项目", 100, 119).centred("处理决定数量", 200, 400, 119).write("许可", 100, 149).write(
        "12", 385, 149
    )
    assert shown(sheet)[0][1:] == ["项目 处理决定数量 处理决定数量", "许可 12 12"]


def test_a_number_torn_over_two_pages_is_none() -> None:
    ys = [700.0, 730.0, 760.0]
    upper = levels(XS, ys, pieces=True).cells(XS, ys, ("名称 制发件数 有效件数", "规章 23 119"))
    (table, *_) = shown(upper, Sheet().write("6", 345, 60).write("本机关没有其他需要报告的事项。", 90, 120))
    assert table[1].split()[:2] == ["规章", "23"]
    assert table[1].split()[2] != "119"


def test_digits_right_below_a_number_are_no_number_of_a_page() -> None:
    sheet = Sheet().write("本机关公开的件数", 90, 770).write("119", 345, 770).write("6", 345, 783)
    assert "6" in "".join(map(str, shown(sheet)))


def test_a_row_may_be_as_high_as_a_long_label_in_a_narrow_column_makes_it() -> None:
    ys = [100.0, 130.0, 330.0, 360.0]
    sheet = levels(XS, ys, pieces=True).cells(XS, ys, (ROWS[0], "规章 23 45", "文件 6 789"))
    assert shown(sheet) == [list(ROWS)]
