"""Tables without lines: read where labels, numbers and heads are aligned beyond doubt, and else left as text."""

from itertools import pairwise
from pathlib import Path

import pytest

from ndbg.document.document import TableNode
from ndbg.read.fixed.layout import layout as lay_out
from ndbg.read.fixed.report import report_of
from tests.read.fixed.drawing import Sheet, pages, shown

XS = [90.0, 250.0, 330.0, 410.0, 490.0]
HEAD = "- 制发件数 废止件数 有效件数"


def rows(*texts: str, top: float = 100, high: float = 22) -> Sheet:
    return Sheet().cells(XS, [top + high * at for at in range(len(texts) + 1)], texts)


def test_numbers_under_heads_are_a_table() -> None:
    assert shown(rows(HEAD, "规章 1 22 333", "文件 44 5 666")) == [[HEAD, "规章 1 22 333", "文件 44 5 666"]]


@pytest.mark.parametrize("size", [8.75, 6])
def test_the_raised_mark_of_a_note_is_no_digit_of_a_number(size: float) -> None:
    sheet = rows(HEAD, "规章 1 22 333", "文件 44 5 666").write("1", 457.9, 132.4, size)
    assert shown(sheet) == [[HEAD, "规章 1 22 333（1）", "文件 44 5 666"]]


def test_a_label_over_several_lines_belongs_to_the_numbers_in_its_middle() -> None:
    sheet = rows(HEAD).cells(XS, [130, 170, 210], ("- 1 2 3", "- 4 5 6"))
    for y, text in (
        (147, "行政规范性文件一共"),
        (160, "制发的数量"),
        (187, "其他的文件所制发并"),
        (200, "公布的数量"),
    ):
        sheet.write(text, 100, y)
    assert shown(sheet) == [
        [HEAD, "行政规范性文件一共制发的数量 1 2 3", "其他的文件所制发并公布的数量 4 5 6"]
    ]


def test_a_label_over_several_lines_may_begin_beside_its_numbers() -> None:
    sheet = (
        rows(HEAD).write("行政规范性文件一共", 100, 140).write("制发的数量", 100, 153).write("其他", 100, 175)
    )
    for y, numbers in ((140, "123"), (175, "456")):
        for number, left in zip(numbers, XS[1:], strict=False):
            sheet.centred(number, left, left + 80, y)
    assert shown(sheet) == [[HEAD, "行政规范性文件一共制发的数量 1 2 3", "其他 4 5 6"]]


def test_the_labels_of_groups_are_no_labels_of_rows() -> None:
    xs = [90.0, 130.0, 250.0, 330.0, 410.0]
    sheet = Sheet().cells(xs, [100, 122], ("- - 制发 废止",))
    for at, label in enumerate(("1.国家秘密", "2.内部事务", "3.执法案卷", "4.查询事项")):
        y = 140 + 22 * at
        sheet.write(label, 150, y).centred(f"{at + 1}", 250, 330, y).centred(f"{at + 11}", 330, 410, y)
    sheet.write("不予", 95, 168).write("公开", 95, 181)
    assert shown(sheet) == [
        ["- 制发 废止", "1.国家秘密 1 11", "2.内部事务 2 12", "3.执法案卷 3 13", "4.查询事项 4 14"]
    ]


def test_a_single_column_has_a_head_beside_that_of_its_labels() -> None:
    sheet = Sheet().centred("信息内容", 90, 250, 115).centred("本年处理决定数量", 300, 490, 115)
    sheet.write("行政许可", 95, 137).centred("385061", 300, 490, 137)
    assert shown(sheet) == [["- 本年处理决定数量", "行政许可 385061"]]


def test_a_row_with_a_number_too_few_has_it_blank_where_it_lacks() -> None:
    assert shown(rows(HEAD, "规章 1 2 3", "文件 4 - 6")) == [[HEAD, "规章 1 2 3", "文件 4 - 6"]]


def test_each_row_may_have_blank_cells_where_numbers_stand_straight_in_their_columns() -> None:
    sheet = rows(HEAD, "规章 1 - 3", "文件 - 5 6", "其他 7 8 -")
    assert shown(sheet) == [[HEAD, "规章 1 - 3", "文件 - 5 6", "其他 7 8 -"]]


@pytest.mark.parametrize("off", [-12.0, 12.0])
def test_a_number_that_does_not_may_be_of_no_column(off: float) -> None:
    sheet = rows(HEAD, "规章 1 - 3", "文件 - 5 -", "其他 7 8 -").write("6", 450 + off - 3, 159)
    assert all(isinstance(thing, str) for thing in shown(sheet))


def test_it_goes_on_on_the_next_page() -> None:
    upper = rows(HEAD, "规章 1 2 3", top=700)
    assert shown(upper, rows("文件 4 5 6", "其他 7 8 9", top=60)) == [
        [HEAD, "规章 1 2 3", "文件 4 5 6", "其他 7 8 9"]
    ]


def test_it_goes_on_below_a_head_that_has_lines() -> None:
    sheet = rows("- - - -", "规章 1 2 3", "文件 4 5 6").table(XS, [78, 100], HEAD).grid(XS, [56, 78])
    assert shown(sheet)[0][-2:] == ["规章 1 2 3", "文件 4 5 6"]


def test_centred_labels_over_several_lines_belong_to_the_numbers_in_their_middle() -> None:
    sheet = rows(HEAD).cells(XS, [130, 170, 210], ("- 1 2 3", "- 4 5 6"))
    for y, text in (
        (147, "行政规范性文件"),
        (160, "一共"),
        (187, "其他"),
        (200, "所制发的文件"),
    ):
        sheet.centred(text, 90, 250, y)
    assert shown(sheet) == [[HEAD, "行政规范性文件一共 1 2 3", "其他所制发的文件 4 5 6"]]


def test_a_line_of_a_label_is_not_taken_by_another_row() -> None:
    sheet = Sheet().cells(XS, [100, 122], (HEAD,))
    for y, text, numbers in (
        (140, "（一）予以公开", "123"),
        (160, "（二）部分公开（区分处理的，", "456"),
        (173, "只计这一情形）", ""),
        (193, "（七）总计", "789"),
    ):
        sheet.centred(text, 90, 250, y)
        for number, left in zip(numbers, XS[1:], strict=False):
            sheet.centred(number, left, left + 80, y)
    assert [row.split(" ")[0] for row in shown(sheet)[0]] == [
        "-",
        "（一）予以公开",
        "（二）部分公开（区分处理的，只计这一情形）",
        "（七）总计",
    ]


@pytest.mark.parametrize("flush", ["right", "left"])
def test_numbers_may_stand_flush_below_centred_heads(flush: str) -> None:
    sheet = Sheet().cells(XS, [100, 122], (HEAD,))
    for y, label, numbers in ((140, "规章", ("1", "2222", "0")), (162, "文件", ("3333", "0", "44444"))):
        sheet.centred(label, 90, 250, y)
        for number, left in zip(numbers, XS[1:], strict=False):
            wide = 10.5 * len(number) / 2
            sheet.write(number, left + 75 - wide if flush == "right" else left + 5, y)
    assert shown(sheet) == [[HEAD, "规章 1 2222 0", "文件 3333 0 44444"]]


CLOSE = [90.0, 250.0, 284.0, 318.0, 352.0]


def flush_right(sheet: Sheet, label: str, numbers: str, y: float) -> Sheet:
    """A row whose numbers end two points before the edges of narrow columns."""
    for number, right in zip(numbers.split(), CLOSE[2:], strict=True):
        sheet.write(number, right - 2 - 10.5 * len(number) / 2, y)
    return sheet.write(label, 92, y) if label else sheet


def test_numbers_that_fill_narrow_columns_are_told_apart_by_where_they_end() -> None:
    sheet = Sheet().cells(CLOSE, [100, 122], (HEAD.replace("件数", ""),))
    for y, label, numbers in (
        (140, "规章", "1 22 3"),
        (162, "文件", "4 22222 666666"),
        (184, "其他", "7 8 999"),
    ):
        flush_right(sheet, label, numbers, y)
    assert shown(sheet)[0][1:] == ["规章 1 22 3", "文件 4 22222 666666", "其他 7 8 999"]


def test_two_numbers_in_one_column_are_not_told_apart() -> None:
    sheet = Sheet().cells(CLOSE, [100, 122], (HEAD.replace("件数", ""),))
    for y, label, numbers in ((140, "规章", "1 22 3"), (184, "其他", "7 8 999")):
        flush_right(sheet, label, numbers, y)
    flush_right(sheet, "文件", "4 5 66", 162).write("7", 300.0, 162)
    (table,) = lay_out(pages(sheet))
    assert isinstance(table, TableNode)
    assert [cell.text for cell in table.grid.across(2)] == ["文件", "4", "7 5", "66"]


def test_labels_may_stand_flush_right() -> None:
    sheet = rows(HEAD)
    for y, label, numbers in ((140, "规章", "123"), (162, "行政规范性文件", "456")):
        sheet.write(label, 240 - 10.5 * len(label), y)
        for number, left in zip(numbers, XS[1:], strict=False):
            sheet.centred(number, left, left + 80, y)
    sheet.write("其他由本机关所制发并且现行", 240 - 10.5 * 13, 184).write("有效的", 240 - 10.5 * 3, 197)
    for number, left in zip("789", XS[1:], strict=False):
        sheet.centred(number, left, left + 80, 190.5)
    assert shown(sheet)[0][1:] == [
        "规章 1 2 3",
        "行政规范性文件 4 5 6",
        "其他由本机关所制发并且现行有效的 7 8 9",
    ]


def test_a_name_of_a_column_may_have_one_character_a_line() -> None:
    xs = [90.0, 150.0, 170.0, 190.0, 210.0]
    sheet = Sheet()
    for at, name in enumerate(("自然人", "商业企业", "总计")):
        for line, sign in enumerate(name):
            sheet.centred(sign, xs[at + 1], xs[at + 2], 100 + 12 * line)
    sheet.cells(xs, [155, 177, 199], ("一、新收 1 2 3", "二、结转 4 0 4"))
    assert shown(sheet) == [["- 自然人 商业企业 总计", "一、新收 1 2 3", "二、结转 4 0 4"]]


def test_a_label_goes_on_on_the_next_page() -> None:
    upper = rows(HEAD, "规章 1 2 3", "行政规范 4 5 6", top=700).centred("性文", 90, 250, 772)
    lower = rows("其他 7 8 9", top=80).centred("件", 90, 250, 60)
    assert shown(upper, lower)[0][2:] == ["行政规范性文\n件 4 5 6", "其他 7 8 9"]


def test_a_head_may_begin_on_the_page_before() -> None:
    upper = (
        Sheet()
        .paragraph("以下是全年的数量。", 700)
        .centred("自然人", 250, 330, 770)
        .centred("总计", 410, 490, 770)
    )
    lower = Sheet().centred("商业企业", 330, 410, 60)
    for y, numbers in ((85, "123"), (107, "404")):
        sheet = lower.centred("一、新收" if y == 85 else "二、结转", 90, 250, y)
        for number, left in zip(numbers, XS[1:], strict=False):
            sheet.centred(number, left, left + 80, y)
    assert shown(upper, lower)[-1] == ["- 自然人 商业企业 总计", "一、新收 1 2 3", "二、结转 4 0 4"]


DOUBTFUL = {
    "no heads": rows("规章 1 2 3", "文件 4 5 6"),
    "a column without a head": rows("- 制发件数 - 有效件数", "规章 1 2 3", "文件 4 5 6"),
    "a number between two columns": rows(HEAD, "规章 1 2 3").write("文件", 150, 148).write("45", 405, 148)
        .centred("7", 250, 330, 148),
    "a label between two rows": rows(HEAD, "- 1 2 3", "- 4 5 6").write("规章和文件", 150, 148.5),
    "text across the columns": rows(HEAD).write("以下各项都按本年度的数量填写，不含上年结转的数量", 90, 140)
        .cells(XS, [150, 172], ("规章 1 2 3",)),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_not_certain_stays_text(name: str) -> None:
    things = shown(DOUBTFUL[name])
    assert things
    assert all(isinstance(thing, str) for thing in things)


def test_prose_with_numbers_is_no_table() -> None:
    sheet = Sheet().paragraph(
        "全年新收申请12件，其中自然人8件、企业4件，上年结转3件，均按期答复，没有超期", 100
    )
    assert len(shown(sheet.paragraph("公开规章2件，规范性文件15件，行政许可1200件。", 200))) == 2


def test_the_name_of_a_group_close_to_a_label_is_no_part_of_it() -> None:
    xs = [90.0, 130.0, 250.0, 330.0, 410.0]
    sheet = Sheet().cells(xs, [100, 122], ("- - 制发 废止",))
    for at, label in enumerate(("1.国家秘密", "2.内部事务", "3.执法案卷", "4.查询事项")):
        y = 140 + 22 * at
        sheet.write(label, 150, y).centred(f"{at + 1}", 250, 330, y).centred(f"{at + 11}", 330, 410, y)
    assert shown(sheet.write("（三）不予", 96, 162))[0][2] == "2.内部事务 2 12"


@pytest.mark.parametrize(
    ("beside", "missed"), [(True, "的表格线不全，或者线没有认出来"), (False, "没有画表格线")]
)
def test_rows_of_a_table_that_is_not_read_are_told_also_beside_one_that_is(
    tmp_path: Path, beside: bool, missed: str
) -> None:
    sheet = Sheet().write("海州市水利局2024年政府信息公开工作年度报告", 120, 60, 16)
    sheet.write("三、收到和处理政府信息公开申请情况", 122, 100, 16)
    if beside:
        sheet.table([90, 250, 400], [120, 140, 160], "说明 数量", "附注 1")
    for at in range(4):
        sheet.write(f"一、本年新收政府信息公开申请数量 {at} 12 34 56 78 90 270", 90, 200 + 20 * at)
    sheet.write("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 122, 300, 16)
    report = report_of(pages(sheet), tmp_path)
    assert f"第三部分没有读到表格：第1页{missed}，数和栏目对不上" in report.source.notes


def test_a_table_whose_head_no_line_joins_to_it_is_told(tmp_path: Path) -> None:
    sheet = Sheet().write("海州市水利局2024年政府信息公开工作年度报告", 120, 60, 16)
    sheet.write("二、主动公开政府信息情况", 122, 100, 16)
    sheet.table([90, 250, 400], [160, 180, 200, 220], "规章 12", "行政许可 34", "行政处罚 56")
    report = report_of(pages(sheet.write("三、收到和处理政府信息公开申请情况", 122, 300, 16)), tmp_path)
    assert "第二部分没有读到表格：第1页的表格线不全，或者线没有认出来，数和栏目对不上" in report.source.notes


def test_digits_with_room_for_a_blank_between_them_are_not_one_number() -> None:
    sheet = rows(HEAD, "规章 1 22 333").write("文件", 100, 160)
    for digit, x in (("1", 285.0), ("9", 292.4), ("5", 367.0), ("6", 447.0)):
        sheet.write(digit, x, 160)
    assert shown(sheet)[0] == [HEAD, "规章 1 22 333", "文件 1 9 5 6"]
    (table,) = lay_out(pages(sheet))
    assert isinstance(table, TableNode)
    assert [cell.text for cell in table.grid.across(2)] == ["文件", "1 9", "5", "6"]


@pytest.mark.parametrize("gap", [2.7, 5.0, 9.0])
@pytest.mark.parametrize("group", ["（三）不予公开", "（四）无法提供"])
def test_the_name_of_a_group_that_runs_downwards_may_stand_close_to_the_labels(
    group: str, gap: float
) -> None:
    xs = [90.0, 250.0, 330.0, 410.0, 490.0]
    left = 110.0
    sheet = Sheet().cells(xs, [100, 122], ("- 制发 废止 有效",))
    labels = ["1.属于国家秘密", "2.其他法律行政", "3.保护第三方合法权益", "4.属于行政查询事项", "5.重复申请"]
    for at, label in enumerate(labels):
        y = 137 + 24 * at
        sheet.write(label, left + 10.5 + gap, y - 6 * (at == 1))
        for number, (low, high) in zip(f"{at + 1}23", pairwise(xs[1:]), strict=True):
            sheet.centred(number, low, high, y)
    sheet.write("法规禁止公开", left + 10.5 + gap, 137 + 24 + 6)
    for at, sign in enumerate(group):
        sheet.write(sign, left, 131 + 12 * at)
    (read,) = shown(sheet)
    labels[1] += "法规禁止公开"
    assert read[1:] == [f"{label} {at + 1} 2 3" for at, label in enumerate(labels)]


# -- numbers that are broken for lack of room --------------------------------------------------------

BROKEN_HEAD = "维持 纠正 总计"
BROKEN_XS = [90.0, 130.0, 170.0, 210.0]


def broken(*lines: tuple[float, str]) -> Sheet:
    """The head of a table and lines with a text in the middle of each column; `-` is none."""
    sheet = Sheet().cells(BROKEN_XS, [100, 122], (BROKEN_HEAD,))
    for y, texts in lines:
        for text, (left, right) in zip(texts.split(), pairwise(BROKEN_XS), strict=True):
            if text != "-":
                sheet.centred(text, left, right, y)
    return sheet


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        pytest.param([(140, "146 - 246"), (147, "- 93 -"), (154, "8 - 4")], "1468 93 2464", id="centred"),
        pytest.param([(140, "146 93 246"), (154, "8 - 47")], "1468 93 24647", id="at the top"),
        pytest.param([(140, "1,5 2 9"), (154, "07 - -")], "1,507 2 9", id="behind a comma"),
    ],
)
def test_a_number_over_two_lines_of_its_column_is_one(lines: list[tuple[float, str]], row: str) -> None:
    assert shown(broken(*lines)) == [[f"- {BROKEN_HEAD}", f"- {row}"]]


@pytest.mark.parametrize(
    ("y", "below"),
    [
        pytest.param(154, "8 5 4", id="as many numbers below"),
        pytest.param(154, "- 5 -", id="a number below a shorter one"),
        pytest.param(164, "8 - 4", id="too far below"),
    ],
)
def test_numbers_that_may_be_of_another_row_are_not_joined(y: float, below: str) -> None:
    rows = shown(broken((140, "146 93 246"), (y, below)))
    assert rows == [[f"- {BROKEN_HEAD}", "- 146 93 246", f"- {below}"]]


def test_two_names_above_one_column_are_no_head() -> None:
    sheet = rows("- 自然人 - 其他", "规章 1 2 3", "文件 4 5 6").centred("商业企业", 330, 410, 115)
    shifted = Sheet().cells(XS, [100, 122], ("- 自然 人 -",))
    for y, numbers in ((140, "规章 1 2 3"), (162, "文件 4 5 6")):
        shifted.cells(XS, [y - 15, y + 7], (numbers,))
    shifted.write("其他", 446, 115).write("总计", 475, 115)
    assert isinstance(shown(sheet)[0], list)
    assert all(isinstance(thing, str) for thing in shown(shifted))


def test_the_rest_of_a_label_without_an_ordinal_is_of_the_row_above_it() -> None:
    upper = rows("- 自然人 商业企业 总计", "1.属于国家秘密 1 2 3", "2.其他 4 5 6", top=700)
    upper.centred("法律行", 90, 250, 774)
    lower = rows("3.危及三安全 7 8 9", top=80).centred("政法规禁止公开", 90, 250, 60)
    assert [row.split(" ")[0].replace("\n", "") for row in shown(upper, lower)[0][2:]] == [
        "2.其他法律行政法规禁止公开",
        "3.危及三安全",
    ]


def test_the_pieces_of_a_name_may_stand_far_apart() -> None:
    sheet = Sheet().cells(BROKEN_XS, [100, 126, 152, 174], ("结果 结果 总", "维持 纠正 计", "1 2 3"))
    assert shown(sheet) == [["- 结果维持 结果纠正 总计", "- 1 2 3"]]
