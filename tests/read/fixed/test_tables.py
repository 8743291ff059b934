"""Tables on pages of fixed layout: what their lines may look like, and what is no line of theirs."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from ndbg.document.document import TableNode
from tests.read.fixed.drawing import Sheet, lay_out, pages, shown, width

XS, YS = [90.0, 200.0, 300.0, 400.0], [100.0, 130.0, 160.0, 190.0]
ROWS = ("信息内容 制发 废止", "规章 12 345", "文件 6 78")
PLAIN = Sheet().table(XS, YS, *ROWS)


def each_side(draw: Callable[[Sheet, float, float, float, float], object]) -> Sheet:
    """The table with each side of each cell drawn by itself."""
    sheet = Sheet().cells(XS, YS, ROWS)
    for left, right in pairwise(XS):
        for top, bottom in pairwise(YS):
            for x0, y0, x1, y1 in ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom),
                                   (right, top, right, bottom)):  # fmt: skip
                draw(sheet, x0, y0, x1, y1)
    return sheet


def dots(sheet: Sheet, x0: float, y0: float, x1: float, y1: float, step: float = 1.5) -> None:
    for at in range(int(max(x1 - x0, y1 - y0) / step) + 1):
        x, y = (x0 + at * step, y0) if x1 > x0 else (x0, y0 + at * step)
        sheet.fill(x, y, x + 0.75, y + 0.75)


def dashes(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    for at in range(0, int(max(x1 - x0, y1 - y0)), 7):
        if x1 > x0:
            sheet.line(x0 + at, y0, min(x0 + at + 4, x1), y0)
        else:
            sheet.line(x0, y0 + at, x0, min(y0 + at + 4, y1))


def double(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    for off in (-0.9, 0.9):
        sheet.line(x0 + off * (x0 == x1), y0 + off * (y0 == y1), x1 + off * (x0 == x1), y1 + off * (y0 == y1))


def white_behind_lines(sheet: Sheet) -> Sheet:
    for x, y in ((95, 107), (205, 107), (95, 137), (205, 137), (305, 167)):
        sheet.fill(x, y, x + 60, y + 14, shade=255)
    return sheet


LOOKS = {
    "lines": PLAIN,
    "thin fills": each_side(lambda s, x0, y0, x1, y1: s.fill(x0 - 0.4, y0 - 0.4, x1 + 0.4, y1 + 0.4)),
    "dots": each_side(dots),
    "dashes": each_side(dashes),
    "double lines": each_side(double),
    "thick lines": each_side(lambda s, *ends: s.line(*ends, thick=3)),
    "grey lines": each_side(lambda s, *ends: s.line(*ends, shade=200)),
    "no outer lines": Sheet().cells(XS, YS, ROWS)
        .line(90, 130, 400, 130).line(90, 160, 400, 160).line(200, 100, 200, 190).line(300, 100, 300, 190),
    "no line at the foot": Sheet().cells(XS, YS, ROWS).grid(XS, YS[:-1])
        .line(90, 160, 90, 190).line(200, 160, 200, 190).line(300, 160, 300, 190).line(400, 160, 400, 190),
    "no line at the head": Sheet().cells(XS, YS, ROWS).grid(XS, YS[1:])
        .line(90, 100, 90, 130).line(200, 100, 200, 130).line(300, 100, 300, 130).line(400, 100, 400, 130),
    "white fills behind the text": white_behind_lines(Sheet()).table(XS, YS, *ROWS),
    "a head in colour": Sheet().fill(90, 100, 400, 130, shade=200).table(XS, YS, *ROWS),
    "an underlined figure": Sheet().table(XS, YS, *ROWS).line(235, 150, 265, 150),
    "cells in colour with white between": Sheet().fill(91, 101, 199, 129, 220).fill(201, 101, 299, 129, 220)
        .fill(301, 101, 399, 129, 220).fill(91, 131, 199, 159, 240).fill(201, 131, 299, 159, 240)
        .fill(301, 131, 399, 159, 240).fill(91, 161, 199, 189, 220).fill(201, 161, 299, 189, 220)
        .fill(301, 161, 399, 189, 220).cells(XS, YS, ROWS),
    "pale figures": Sheet().grid(XS, YS).cells(XS, YS, ROWS, shade=160),
    "another table close below": Sheet().table(XS, YS, *ROWS).grid([90, 250, 400], [194, 224]),
    "a frame around the page": Sheet().table(XS, YS, *ROWS).grid([40, 555], [40, 800]),
    "glyphs drawn twice to look bold": Sheet().table(XS, YS, *ROWS).cells([x + 0.4 for x in XS], YS, ROWS),
    "a page on its side": Sheet(turned=1).table(XS, YS, *ROWS),
    "a page upside down": Sheet(turned=2).table(XS, YS, *ROWS),
    "a page on its other side": Sheet(turned=3).table(XS, YS, *ROWS),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_a_table_is_read_whatever_its_lines_look_like(name: str) -> None:
    assert shown(LOOKS[name]) == [list(ROWS)]


def test_white_names_on_a_dark_ground_are_read_however_often_they_stand_there() -> None:
    sheet = Sheet().fill(90, 100, 400, 130, shade=60).grid(XS, YS[:3])
    sheet = sheet.cells(XS, YS, ["总计 总计 总计"], shade=255).cells(XS, YS[1:], ["12 3 4"])
    assert shown(sheet) == [["总计 总计 总计", "12 3 4"]]


def test_merged_cells_stand_wherever_they_cover() -> None:
    sheet = (
        Sheet()
        .grid([90, 190, 290], [100, 130])
        .line(90, 160, 290, 160)
        .line(90, 130, 90, 160)
        .line(290, 130, 290, 160)
    )
    sheet = sheet.centred("甲", 90, 190, 118).centred("乙", 190, 290, 118).centred("全部", 90, 290, 148)
    assert shown(sheet) == [["甲 乙", "全部 全部"]]


def test_numbers_that_count_the_rows_of_a_table_are_in_it() -> None:
    rows = [f"{at} 甲{at} {at * 11}" for at in range(1, 8)]
    sheet = Sheet().table([90, 130, 230, 330], [100 + 30 * at for at in range(8)], *rows)
    assert shown(sheet) == [rows]


def test_edges_of_different_tables_stay_apart() -> None:
    """A table two points narrower below the first one has columns of its own."""
    other = [90.0, 202.0, 298.0, 398.0]
    sheet = Sheet().table(XS, YS, *ROWS).table(other, [200, 230, 260], "甲 1 2", "乙 3 4")
    assert shown(sheet) == [list(ROWS), ["甲 1 2", "乙 3 4"]]


def test_a_number_across_a_border_is_in_neither_cell() -> None:
    sheet = Sheet().grid(XS, YS).cells(XS, YS, ("信息内容 制发 废止", "规章 - -")).write("6789", 291, 149)
    assert shown(sheet)[0][1] == "规章 67│89 67│89"


def test_a_number_that_reaches_beyond_its_table_is_read_as_a_whole() -> None:
    sheet = Sheet().grid(XS, YS).cells(XS, YS, ("信息内容 制发 废止", "规章 12 -")).write("6789", 391, 149)
    assert shown(sheet) == [["信息内容 制发 废止", "规章 12 6789", "- - -"]]


def test_punctuation_beyond_a_border_belongs_to_its_word() -> None:
    sheet = (
        Sheet()
        .grid(XS, YS)
        .cells(XS, YS, ("信息内容 制发 废止", "- 12 -"))
        .write("建议、意见十九、", 125, 149)
    )
    assert shown(sheet)[0][1] == "建议、意见十九、 12 -"


def test_a_number_broken_for_want_of_room_is_one() -> None:
    sheet = Sheet().grid([90, 190, 216], [100, 140]).write("收费", 100, 122)
    sheet = sheet.write("592", 193, 115).write("37.", 193, 128).write("24", 193, 138, size=10.5)
    assert shown(sheet) == [["收费 59237.24"]]


def set_apart(sheet: Sheet, number: str, x: float, y: float, gap: float) -> Sheet:
    """A number of 10.5 points with so many sizes of type between its digits."""
    for sign in number:
        sheet.write(sign, x, y)
        x += width(sign, 10.5) + 10.5 * gap
    return sheet


@pytest.mark.parametrize(
    ("number", "gap", "read"),
    [
        ("190", 1.0, "190"),
        ("1904", 0.35, "1904"),
        ("19", 0.35, "1 9"),
        ("190", 1.2, "1 9 0"),
        ("1 9 0", 0.1, "1 9 0"),
        ("19", 0.1, "19"),
        ("19", 0.2, "1 9"),
    ],
    ids=[
        "spread over its cell",
        "a little",
        "two digits alone",
        "too far",
        "with blanks",
        "two digits that nearly touch",
        "two digits a narrow blank apart",
    ],
)
def test_digits_set_apart_evenly_are_one_number(number: str, gap: float, read: str) -> None:
    sheet = Sheet().table(XS, YS, ROWS[0], "规章 12 -", ROWS[2])
    (rows,) = lay_out(pages(set_apart(sheet, number, 310, 149, gap)))
    assert isinstance(rows, TableNode)
    assert [cell.text for cell in rows.grid.across(1)] == ["规章", "12", read]


def test_where_all_numbers_are_set_apart_two_digits_are_one() -> None:
    sheet = Sheet().table(XS, YS, ROWS[0], "规章 - -", "文件 - -")
    for number, x, y in (("12", 230, 149), ("3456", 330, 149), ("789", 230, 179), ("1034", 330, 179)):
        set_apart(sheet, number, x, y, 0.35)
    assert shown(sheet) == [[ROWS[0], "规章 12 3456", "文件 789 1034"]]


def test_a_number_set_apart_across_a_border_is_in_neither_cell() -> None:
    sheet = Sheet().table(XS, YS, ROWS[0], "规章 - -", "文件 - -")
    for number, x, y in (("345678", 275, 149), ("3456", 230, 179), ("789", 330, 179)):
        set_apart(sheet, number, x, y, 0.35)
    assert shown(sheet)[0][1] == "规章 345│678 345│678"


def test_a_point_may_have_the_room_of_a_digit() -> None:
    sheet = Sheet().table(XS, YS, ROWS[0], "收费 - 12", ROWS[2]).write("654.", 220, 149).write("72", 245, 149)
    assert shown(sheet)[0][1] == "收费 654.72 12"


@pytest.mark.parametrize(("right", "gap"), [(260, 12), (216, 22)])
def test_numbers_one_below_the_other_stay_apart(right: float, gap: float) -> None:
    sheet = Sheet().grid([90, 190, right], [100, 150]).write("收费", 100, 122).write("592", 193, 115)
    assert shown(sheet.write("37", 193, 115 + gap)) == [["收费 592\n37"]]


NARROW = [90.0, 190.0, 216.0, 242.0]


@pytest.mark.parametrize(
    ("second", "read"),
    [(("45",), "59237 45"), (("678", "90"), "59237 67890"), (("6", "90"), "592\n37 6\n90")],
    ids=["one line", "broken too", "not full"],
)
def test_a_number_is_broken_only_where_the_others_of_its_row_allow_it(
    second: tuple[str, ...], read: str
) -> None:
    """Where others stand one below the other too, a line between two rows is missing."""
    sheet = Sheet().grid(NARROW, [100, 140]).write("收费", 100, 122)
    for x, lines in ((193, ("592", "37")), (219, second)):
        for at, digits in enumerate(lines):
            sheet.write(digits, x, 115 + 13 * at)
    assert shown(sheet) == [[f"收费 {read}"]]


def test_a_number_in_two_rows_of_a_table_is_none() -> None:
    """A side of a cell is missing between two numbers."""
    sheet = Sheet().cells(NARROW, [100, 118, 136], ("甲 592 1", "乙 370 2"))
    for y in (100, 118, 136):
        sheet.line(90, y, 190, y).line(216, y, 242, y)
    sheet.line(190, 100, 216, 100).line(190, 136, 216, 136)
    for x in NARROW:
        sheet.line(x, 100, x, 136)
    assert shown(sheet) == [["甲 592\n370 1", "乙 592\n370 2"]]


def test_a_cell_that_is_no_rectangle_is_the_label_of_no_row() -> None:
    """A side is missing between the names of a group and of a row."""
    xs, ys = [90.0, 190.0, 300.0, 400.0], [100.0, 130.0, 160.0]
    sheet = Sheet().cells(xs, ys, ("- 规章 1", "- 文件 2")).write("群组", 100, 133)
    for x0, y0, x1, y1 in ((90, 100, 400, 100), (190, 130, 400, 130), (90, 160, 400, 160), (90, 100, 90, 160),
                           (190, 100, 190, 130), (300, 100, 300, 160), (400, 100, 400, 160)):  # fmt: skip
        sheet.line(x0, y0, x1, y1)
    assert shown(sheet) == [["- 规章 1", "- - 2"]]


def test_a_mark_set_small_is_no_digit_and_neither_is_what_is_struck_out() -> None:
    sheet = (
        Sheet().grid(XS, YS[:2]).write("规章", 100, 119).write("12", 230, 119).write("3", 241, 115, size=6)
    )
    sheet = sheet.write("9", 330, 119).line(329, 115.5, 336, 115.5).write("45", 340, 119)
    assert shown(sheet) == [["规章 12（3） 45"]]


def test_a_mark_that_a_browser_raises_is_no_digit() -> None:
    """Browsers set it in five sixths of the size of the figure, two fifths of that above."""
    sheet = Sheet().table(XS, YS[:2], "规章 67,418 2").write("1", 266, 114.6, size=8.75)
    assert shown(sheet) == [["规章 67,418（1） 2"]]


def test_a_digit_that_is_only_smaller_or_only_higher_is_one() -> None:
    sheet = (
        Sheet().grid(XS, YS[:2]).write("规章", 100, 119).write("12", 230, 119).write("3", 241, 119, size=9)
    )
    sheet = sheet.write("45", 330, 119).write("6", 341, 117.5)
    assert shown(sheet) == [["规章 123 456"]]


def test_lines_through_the_old_figures_of_a_row_are_no_borders() -> None:
    """As a browser prints deleted and inserted text: the old figures are struck out, the new ones underlined."""
    sheet = Sheet().grid(XS, YS).cells(XS, YS, (ROWS[0], "规章 - -", "文件 - -"))
    for y in (149, 179):
        for x in (202, 302):
            sheet = sheet.write("754", x, y).line(x, y - 3.6, x + 15.75, y - 3.6)
            sheet = sheet.write("755", x + 15.75, y).line(x + 15.75, y + 1, x + 31.5, y + 1)
    assert shown(sheet) == [[ROWS[0], "规章 755 755", "文件 755 755"]]


def test_a_mark_with_a_word_is_no_part_of_a_figure() -> None:
    sheet = Sheet().table(XS, YS, ROWS[0], "规章 12 345", ROWS[2]).write("注1", 257, 145, size=5)
    assert shown(sheet)[0][1] == "规章 12（注1） 345"


def test_a_table_in_a_cell_is_one_of_its_own() -> None:
    sheet = Sheet().grid([40, 140, 560], [60, 400]).centred("附表", 40, 140, 200).write("说明。", 150, 80)
    (outer,) = lay_out(pages(sheet.table([200, 300, 400], [200, 230], "甲 1")))
    assert isinstance(outer, TableNode)
    (inner,) = (node for node in outer.inside if isinstance(node, TableNode))
    assert [cell.text for cell in inner.grid.across(0)] == ["甲", "1"]


# -- over the ends of pages -----------------------------------------------------------------

FOOT = [700.0, 730.0, 760.0]
HEAD = [60.0, 90.0, 120.0]


def test_a_table_goes_on_on_the_next_page() -> None:
    upper = Sheet().table(XS, FOOT, "信息内容 制发 废止", "规章 1 2").centred("- 1 -", 90, 505, 800)
    lower = Sheet().table(XS, HEAD[:2], "文件 3 4").centred("- 2 -", 90, 505, 800)
    assert shown(upper, lower) == [["信息内容 制发 废止", "规章 1 2", "文件 3 4"]]


def test_a_table_goes_on_where_pages_have_other_margins() -> None:
    upper = Sheet().table(XS, FOOT, "信息内容 制发 废止", "规章 1 2")
    lower = Sheet().table([x + 28 for x in XS], HEAD[:2], "文件 3 4")
    assert shown(upper, lower) == [["信息内容 制发 废止", "规章 1 2", "文件 3 4"]]


@pytest.mark.parametrize("text", ["正文一句。", "三、另一部分"])
def test_a_table_below_text_is_another(text: str) -> None:
    upper = Sheet().table(XS, FOOT, "信息内容 制发 废止", "规章 1 2")
    lower = Sheet().write(text, 90, 40).table(XS, HEAD, "文件 3 4", "其他 5 6")
    assert shown(upper, lower) == [["信息内容 制发 废止", "规章 1 2"], text, ["文件 3 4", "其他 5 6"]]


def test_a_row_torn_by_the_end_of_a_page_is_one() -> None:
    upper = Sheet().grid(XS, FOOT).cells(XS, FOOT, ("信息内容 制发 废止", "行政规范 - -"))
    lower = Sheet().grid(XS, HEAD).cells(XS, HEAD, ("性文件 7 8", "其他 5 6"))
    assert shown(upper, lower) == [["信息内容 制发 废止", "行政规范\n性文件 7 8", "其他 5 6"]]


def test_a_row_torn_below_a_repeated_head_is_one() -> None:
    upper = Sheet().grid(XS, FOOT).cells(XS, FOOT, ("信息内容 制发 废止", "行政规范 7 8"))
    lower = Sheet().grid(XS, HEAD).cells(XS, HEAD, ("信息内容 制发 废止", "性文件 - -"))
    assert shown(upper, lower) == [["信息内容 制发 废止", "行政规范\n性文件 7 8"]]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("信息内容 制发 废止", "规章 1 2"),
        ("规章 1 2", "文件 3 4"),
        ("1.规章 - -", "2.文件 3 4"),
        ("规章 1 2", "2.文件 - -"),
    ],
)
def test_whole_rows_on_either_side_of_the_end_of_a_page_stay_two(last: str, first: str) -> None:
    upper = Sheet().grid(XS, FOOT).cells(XS, FOOT, ("甲 乙 丙", last))
    lower = Sheet().grid(XS, HEAD).cells(XS, HEAD, (first, "其他 5 6"))
    assert shown(upper, lower) == [["甲 乙 丙", last, first, "其他 5 6"]]


def test_a_cell_that_runs_over_below_its_page_is_one() -> None:
    """A label set downwards in a cell that goes on on the next page."""
    xs = [90.0, 110.0, 300.0, 400.0]
    upper = Sheet().table(xs, FOOT, "- 甲 1", "办 乙 2").write("理", 95, 772).write("结", 95, 786)
    lower = Sheet().table(xs, HEAD, "- 丙 3", "其他 丁 4")
    assert shown(upper, lower) == [["- 甲 1", "办\n理\n结 乙 2", "办\n理\n结 丙 3", "其他 丁 4"]]


@pytest.mark.parametrize(
    ("above", "below", "read"),
    [
        ("三、办理", "-", ("三、办理", "三、办理")),
        ("三、办理", "结果", ("三、办理\n结果", "三、办理\n结果")),
        ("三、办理", "四、其他", ("三、办理", "四、其他")),
        ("不予公开", "无法提供", ("不予公开", "无法提供")),
    ],
)
def test_the_name_of_a_group_goes_on_on_the_next_page(above: str, below: str, read: tuple[str, str]) -> None:
    xs = [90.0, 190.0, 300.0, 400.0]
    upper, lower = Sheet().table(xs, FOOT[:2], f"{above} 甲 1"), Sheet().table(xs, HEAD[:2], f"{below} 乙 2")
    assert shown(upper, lower) == [[f"{read[0]} 甲 1", f"{read[1]} 乙 2"]]


SLIM = [90.0, 190.0, 216.0, 242.0]  # columns with room for three digits


@pytest.mark.parametrize(
    ("last", "first", "read"),
    [
        ("行政规范 592 37", "性文件 6 -", ["行政规范\n性文件 5926 37"]),
        ("行政规范性文件 592 370", "- 6 -", ["行政规范性文件 5926 370"]),
        ("2. 592 370", "重复申请 - 4", ["2.\n重复申请 592 3704"]),
        # A number that has room for more does not go on for certain, nor does one beside another label.
        ("行政规范 5 37", "性文件 6 -", ["行政规范\n性文件 5│6 37"]),
        ("规章 592 370", "本级所制发 6 -", ["规章\n本级所制发 592│6 370"]),
        # These are rows of their own.
        ("规章 5 37", "本级所制发 6 -", ["规章 5 37", "本级所制发 6 -"]),
        ("规章 592 370", "行政许可 6 -", ["规章 592 370", "行政许可 6 -"]),
        ("本级所制发 592 370", "规章 6 5", ["本级所制发 592 370", "规章 6 5"]),
    ],
    ids=["label torn", "label whole", "its number alone", "room left", "unknown", "room left, unknown",
         "another of the form", "of the form below one of the office"],
)  # fmt: skip
def test_a_number_torn_with_its_row_is_one_where_that_is_certain(
    last: str, first: str, read: list[str]
) -> None:
    upper, lower = Sheet().table(SLIM, FOOT[:2], last), Sheet().table(SLIM, HEAD, first, "其他 5 6")
    assert shown(upper, lower) == [[*read, "其他 5 6"]]


@pytest.mark.parametrize(
    ("first", "read"),
    [("6 - 7", ["5926 370 4157"]), ("6 5 7", ["592 370 415", "6 5 7"])],
    ids=["some go on", "all may go on"],
)
def test_numbers_without_a_label_go_on_where_some_do_not(first: str, read: list[str]) -> None:
    xs = [90.0, 116.0, 142.0, 168.0]
    upper, lower = Sheet().table(xs, FOOT[:2], "592 370 415"), Sheet().table(xs, HEAD[:2], first)
    assert shown(upper, lower) == [read]


def test_a_group_that_goes_on_with_a_torn_row_has_its_name_once() -> None:
    xs = [90.0, 190.0, 300.0, 400.0]
    upper = Sheet().table(xs, FOOT[:2], "不予 重复 1")
    lower = Sheet().cells(xs, HEAD, ("处理 申请 -", "- 其他 2")).grid(xs[1:], HEAD)
    lower = lower.line(90, 60, 190, 60).line(90, 120, 190, 120).line(90, 60, 90, 120)
    assert shown(upper, lower) == [["不予\n处理 重复\n申请 1", "不予\n处理 其他 2"]]


def test_the_head_of_a_table_torn_by_the_end_of_a_page_is_one() -> None:
    xs = [90.0, 130.0, 170.0, 210.0, 250.0]
    upper = Sheet().grid(xs[:3], FOOT[:2]).line(170, 700, 250, 700).line(170, 730, 250, 730)
    upper = upper.line(250, 700, 250, 730).cells([90, 130, 170, 250], FOOT[:2], ["其他 尚未 复议后起诉"])
    lower = Sheet().table(xs, HEAD, "结果 审结 结果维持 总计", "1 2 3 4")
    assert shown(upper, lower) == [
        ["其他\n结果 尚未\n审结 复议后起诉 复议后起诉", "其他\n结果 尚未\n审结 结果维持 总计", "1 2 3 4"]
    ]


def test_the_head_of_a_table_without_outer_lines_torn_by_the_end_of_a_page_is_one() -> None:
    xs = [90.0, 190.0, 300.0, 400.0]
    upper = Sheet().cells(xs, [670.0, 690.0, 720.0], ["- 个人 单位", "- 自然 商业"])
    upper = upper.line(190, 670, 400, 670).line(190, 690, 400, 690)
    upper = upper.line(190, 670, 190, 720).line(300, 670, 300, 720)
    ys = [60.0, 90.0, 120.0, 150.0]
    lower = Sheet().cells(xs, ys, ("- 人 企业", "本年新收 1 2", "上年结转 3 4"))
    for y in ys[1:3]:
        lower = lower.line(90, y, 400, y)
    for x in xs[1:3]:
        lower = lower.line(x, 60, x, 150)
    assert shown(upper, lower) == [["- 个人 单位", "- 自然\n人 商业\n企业", "本年新收 1 2", "上年结转 3 4"]]


def test_names_that_no_line_parts_are_parted_by_the_columns_of_the_next_page() -> None:
    xs = [90.0, 190.0, 260.0, 330.0, 400.0]
    upper = Sheet().line(190, 690, 400, 690).line(190, 715, 400, 715).line(190, 740, 400, 740)
    upper = upper.cells([190.0, 330.0, 400.0], [690.0, 715.0], ["单位 总计"]).write("信息类别", 100, 712)
    upper = upper.cells(xs[1:], [715.0, 740.0], ["商业企业 科研机构 -"])
    for x in (190, 330, 400):
        upper = upper.line(x, 690, x, 740)
    lower = Sheet().table(xs, [60.0, 90.0, 120.0], "本年新收 1 2 3", "上年结转 4 5 9")
    assert shown(upper, lower) == [
        "信息类别",
        ["- 单位 单位 总计", "- 商业企业 科研机构 -", "本年新收 1 2 3", "上年结转 4 5 9"],
    ]


def test_a_head_is_repeated_also_where_the_last_of_its_rows_is_not() -> None:
    label = "第一项加第二项之和"
    upper = Sheet().table(XS, [*FOOT[:2], 745, 760], f"{label} 制发 废止", "规章 1 2", "文件 3 4")
    lower = Sheet().table(XS, HEAD, f"{label[:8]} 制发 废止", "其他 5 6")
    assert shown(upper, lower) == [[f"{label} 制发 废止", "规章 1 2", "文件 3 4", "其他 5 6"]]


def test_a_cell_over_all_rows_of_a_page_is_a_part_of_its_table() -> None:
    """No level line meets its border."""
    xs, ys = [90.0, 190.0, 300.0, 400.0], [60.0, 90.0, 120.0, 150.0]
    sheet = Sheet().cells(xs, ys, ("- 规章 1", "- 文件 2", "- 其他 3"))
    for x in xs:
        sheet.line(x, 60, x, 150)
    for y in ys[1:3]:
        sheet.line(190, y, 400, y)
    assert shown(sheet) == [["- 规章 1", "- 文件 2", "- 其他 3"]]


def test_the_address_that_a_browser_prints_over_a_table_is_in_no_cell() -> None:
    xs, ys = [40.0, 90.0, 400.0], [760.0, 830.0]
    sheet = Sheet().table(xs, ys, "规章 12").write("https://www.example.gov.cn/nb/2024.html", 45, 822, size=8)
    assert shown(sheet) == [["规章 12"]]


# -- tables that hold text ------------------------------------------------------------------


def test_the_heading_of_a_section_in_a_table_is_a_heading() -> None:
    sheet = Sheet().grid([90, 400], [70, 100]).write("二、主动公开政府信息情况", 100, 89).table(XS, YS, *ROWS)
    assert shown(sheet) == ["二、主动公开政府信息情况", list(ROWS)]


def test_a_frame_around_a_page_is_no_table_and_its_text_no_cell() -> None:
    title = "海州市水利局2024年政府信息公开工作年度报告"
    sheet = Sheet().grid([60, 540], [60, 240]).write(title, 100, 90, size=20)
    sheet = sheet.write("一、总体情况", 95, 120).write("全年公开信息317条。", 100, 145)
    sheet = sheet.write("二、主动公开政府信息情况", 95, 170)
    xs, ys = [60.0, 240.0, 390.0, 540.0], [180.0, 200.0, 220.0, 240.0]
    assert shown(sheet.table(xs, ys, *ROWS)) == [
        title,
        "一、总体情况",
        "全年公开信息317条。",
        "二、主动公开政府信息情况",
        list(ROWS),
    ]


def test_prose_in_the_row_of_a_table_is_a_paragraph() -> None:
    xs, ys = [90.0, 500.0], [100.0, 130.0, 200.0]
    sheet = Sheet().grid(xs, ys).write("五、存在的主要问题及改进情况", 95, 120)
    sheet = sheet.paragraph("公开的内容还不够细，下一步逐项细化并及时更新有关栏目。", 150, left=95, right=495)
    assert shown(sheet) == [
        "五、存在的主要问题及改进情况",
        "公开的内容还不够细，下一步逐项细化并及时更新有关栏目。",
    ]


def test_prose_in_a_cell_goes_on_over_the_end_of_a_page() -> None:
    xs, ys = [90.0, 200.0, 500.0], [600.0, 780.0]
    text = "公开的内容还不够细，有的栏目更新得不够及时，经办的同志轮换以后衔接也不够顺畅，" * 2
    upper = Sheet().grid(xs, ys).write("五、存在的不足", 95, 620)
    upper = upper.paragraph(text, 620, left=205, right=495, size=10.5)
    lower = Sheet().grid(xs, [60.0, 120.0]).write("下一步按目录逐项细化。", 205, 80)
    (table,) = lay_out(pages(upper, lower))
    assert isinstance(table, TableNode)
    assert len(table.grid.rows) == 1


def test_what_is_in_a_table_that_is_not_of_the_form_is_given_back() -> None:
    (table,) = lay_out(pages(Sheet().table([90, 250, 400], YS[:3], "联系人 电话", "某某 010")))
    assert isinstance(table, TableNode)
    assert [node.text for node in table.inside if not isinstance(node, TableNode)] == [
        "联系人",
        "电话",
        "某某",
        "010",
    ]


def test_cells_tell_their_page_table_row_and_column() -> None:
    upper = Sheet().table(XS, FOOT, "信息内容 制发 废止", "规章 1 2")
    (table,) = lay_out(pages(upper, Sheet().table(XS, HEAD[:2], "文件 3 4")))
    assert isinstance(table, TableNode)
    assert [cell.payload for cell in table.grid.across(2)][1:] == [
        "第2页，第1个表格第3行第2列",
        "第2页，第1个表格第3行第3列",
    ]


def test_two_pages_on_one_sheet_are_two() -> None:
    sheet = Sheet(wide=842, high=595)
    for off, text in (
        (0.0, "左边的一页讲的是主动公开的情况，"),
        (421.0, "右边的一页讲的是依申请公开的情况。"),
    ):
        sheet.paragraph(text * 4, 80, left=40 + off, right=385 + off)
    read = shown(sheet)
    assert read == ["左边的一页讲的是主动公开的情况，" * 4, "右边的一页讲的是依申请公开的情况。" * 4]


def test_two_pages_on_one_sheet_with_tables_close_to_each_other_are_two() -> None:
    sheet = Sheet(wide=842, high=595)
    ys = [60.0 + 18 * at for at in range(25)]
    rows = [f"第{at}行 {at} {at + 1} {at + 2}" for at in range(1, 25)]
    for left in (28.0, 428.0):
        sheet.table([left, left + 170, left + 240, left + 310, left + 386], ys, *rows).write("上接", left, 50)
    assert shown(sheet) == [[*rows, *rows]]


def test_the_columns_of_a_table_over_the_middle_of_a_sheet_stay_together() -> None:
    sheet = Sheet(wide=842, high=595)
    ys = [60.0 + 18 * at for at in range(25)]
    rows = [f"第{at}行 {at} {at + 1} {at + 2}" for at in range(1, 25)]
    for y in ys:  # each cell has borders of its own
        for x0, x1 in pairwise([28.0, 220.0, 420.0, 620.0, 814.0]):
            sheet.line(x0 + 1, y, x1 - 1, y)
    for x in (28.0, 220.0, 420.0, 620.0, 814.0):
        sheet.line(x, ys[0], x, ys[-1])
    assert shown(sheet.cells([28.0, 220.0, 420.0, 620.0, 814.0], ys, rows)) == [rows]


def test_a_drawing_of_thousands_of_lines_is_bounded() -> None:
    sheet = Sheet().write("正文。", 90, 60)
    for at in range(3000):
        sheet.line(90 + at / 10, 100 + at / 10, 400, 100 + at / 10).line(90 + at / 10, 100, 90 + at / 10, 400)
    assert "正文。" in shown(sheet)


def test_a_row_of_names_above_the_first_line_belongs_to_a_table_whose_upright_reaches_there() -> None:
    xs, ys = [90.0, 180.0, 270.0, 360.0, 450.0], [100.0, 130.0, 160.0]
    sheet = Sheet().cells(xs, ys, ("结果维持 结果纠正 结果维持 结果纠正", "12 345 6 78"))
    for y in ys[:-1]:
        sheet.line(xs[0], y, xs[-1], y)
    for x in xs[1:-1]:
        sheet.line(x, 70 if x == xs[2] else ys[0], x, ys[-1])
    sheet.centred("行政复议", xs[0], xs[2], 88).centred("复议后起诉", xs[2], xs[4], 88)
    assert shown(sheet) == [
        ["行政复议 行政复议 复议后起诉 复议后起诉", "结果维持 结果纠正 结果维持 结果纠正", "12 345 6 78"]
    ]


def framed(top: float, bottom: float) -> Sheet:
    """A frame around the text of a page and one table in it."""
    sheet = Sheet().grid([80, 520], [top, bottom]).write("一、总体情况", 100, 300, 16)
    return sheet.table(XS, [y + 250 for y in YS], *ROWS).write("全年主动公开了信息。", 122, 500, 16)


def moved(by: float) -> list[float]:
    return [y + by for y in YS]


FRAMED = {
    "a table that ends with the frame": framed(260, 700).table(XS, moved(510), *ROWS),
    "a table that begins with the frame": framed(100, 560).table(XS, YS, *ROWS),
}


@pytest.mark.parametrize("name", FRAMED)
def test_a_frame_around_a_report_is_no_part_of_a_table_that_touches_it(name: str) -> None:
    rows = list(ROWS)
    text = ["一、总体情况", rows, "全年主动公开了信息。"]
    assert shown(FRAMED[name]) == ([rows, *text] if "begins" in name else [*text, rows])
