"""Sheets of a workbook printed over several pages: columns that do not fit stand on pages of their own."""

from collections.abc import Sequence
from pathlib import Path

from ndbg.read.fixed.report import report_of
from tests.read.fixed.drawing import Sheet, pages, shown

YS = [100.0, 130.0, 160.0, 190.0, 220.0]
XS = [90.0, 200.0, 300.0, 400.0, 470.0]
ROWS = "名称 制发件数 废止件数 有效件数", "规章 1 2 3", "文件 4 5 6", "其他 7 8 9"


def part(first: int, end: int, rows: Sequence[str] = ROWS, left: float = 0.0) -> Sheet:
    """A page with some columns of a table, moved to the left margin."""
    begin = XS[first] - 90 - left
    xs = [x - begin for x in XS[first : end + 1]]
    return Sheet().table(xs, YS[: len(rows) + 1], *(" ".join(row.split(" ")[first:end]) for row in rows))


def test_columns_on_the_next_page_are_put_beside_the_others() -> None:
    assert shown(part(0, 2), part(2, 4)) == [list(ROWS)]


def test_labels_that_are_repeated_on_each_page_are_read_once() -> None:
    second = (
        part(2, 4, left=110).grid([90, 200], YS).cells([90, 200], YS, [row.split(" ")[0] for row in ROWS])
    )
    assert shown(part(0, 2), second) == [list(ROWS)]


def test_the_labels_alone_may_stand_on_the_first_page() -> None:
    first = part(0, 1).grid([90, 120, 200], YS)
    assert shown(first, part(1, 4))[0][-1].endswith("其他 7 8 9")


def test_a_sheet_goes_on_below_a_page_without_the_blank_columns() -> None:
    upper = Sheet().table(XS[:3], [107.0, 137.0, 167.0], "名称 制发件数", "甲 1")
    assert shown(upper, part(0, 2, MORE), part(2, 4, MORE)) == [["名称 制发件数 - -", "甲 1 - -", *MORE]]


MORE = "文书 11 12 13", "公文 14 15 16", "函件 17 18 19"


def test_pages_may_be_printed_over_first_or_down_first() -> None:
    whole = [[*ROWS, *MORE]]
    upper, lower = (part(0, 2), part(2, 4)), (part(0, 2, MORE), part(2, 4, MORE))
    assert shown(upper[0], upper[1], lower[0], lower[1]) == whole
    assert shown(upper[0], lower[0], upper[1], lower[1]) == whole


def test_rows_of_one_height_go_on_in_the_order_in_which_pages_are_printed() -> None:
    three = "甲 1 2 3", "乙 4 5 6", "丙 7 8 9"
    upper, lower = (part(0, 2, three), part(2, 4, three)), (part(0, 2, MORE), part(2, 4, MORE))
    assert shown(upper[0], upper[1], lower[0], lower[1]) == [[*three, *MORE]]
    assert shown(upper[0], lower[0], upper[1], lower[1]) == [[*three, *MORE]]


def test_where_it_cannot_be_told_which_rows_go_on_none_are_put_together() -> None:
    pages = part(0, 2, MORE), part(0, 2, ("甲 1 2 3", *MORE[1:])), part(2, 4, MORE)
    rows = [row.split(" ") for table in shown(*pages) for row in table]
    assert max(map(len, rows)) == 2


def test_a_second_copy_of_a_form_is_no_part_of_the_first() -> None:
    other = "名称 制发件数 废止件数 有效件数", "规章 10 20 30", "文件 40 50 60", "其他 70 80 90"
    assert shown(part(0, 4), part(0, 4, other))[0][:4] == list(ROWS)


def test_rows_of_one_height_on_the_next_page_stay_below_the_others() -> None:
    four = "甲 1 2 3", "乙 4 5 6", "丙 7 8 9", "丁 1 2 3"
    assert shown(part(0, 4), part(0, 4, four)) == [[*ROWS, *four]]


def test_the_number_of_each_page_is_no_text_of_the_sheet() -> None:
    pages = [page.write(f"第 {at} 页", 280, 800) for at, page in enumerate((part(0, 2), part(2, 4)), 1)]
    assert shown(*pages) == [list(ROWS)]


def test_tables_of_the_form_with_rows_at_the_same_places_are_no_sheet() -> None:
    ys = [100.0, 130.0, 160.0, 190.0, 220.0]
    xs = [60.0, 260.0, 330.0, 400.0, 470.0, 540.0, 610.0, 680.0, 750.0]
    names = "- 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
    new, over = (
        "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1",
        "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0",
    )
    requests = Sheet(842, 595).grid(xs, ys).cells(xs, ys, ["- 申请人情况 - - - - - -", names, new, over], 7)
    columns = [60.0 + 46 * at for at in range(16)]
    kinds = ("行政复议", "未经复议直接起诉", "复议后起诉")
    reviews = Sheet(842, 595).grid(columns[::5], ys[:2]).grid(columns, ys[1:4])
    for at, kind in enumerate(kinds):
        reviews.centred(kind, columns[5 * at], columns[5 * at + 5], 118)
    ends = " ".join(["结果维持 结果纠正 其他结果 尚未审结 总计"] * 3)
    reviews.cells(columns, ys[1:4], [ends, "1 0 0 0 1 0 2 0 0 2 3 0 0 0 3"], 7)
    title = Sheet().write("某市档案局2024年政府信息公开工作年度报告", 100, 60).write("一、总体情况", 100, 100)
    third = title.write("三、收到和处理政府信息公开申请情况", 100, 700)
    fourth = Sheet().write("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 90, 100)
    report = report_of(pages(third, requests, fourth, reviews), Path("年报.pdf"))
    assert report.figures["requests.new.total"].value == 1
    assert report.figures["review.litigation_after_reconsideration.total"].value == 3
    assert len(report.figures) == 29


def test_the_rest_of_the_table_of_the_page_before_is_not_beside_an_earlier_page() -> None:
    first = Sheet().table(XS, [100.0, 115.0, 130.0, 160.0], "项目 - - -", *ROWS[:2])
    last = Sheet().table(XS, [700.0, 730.0], "甲组 甲组 乙组 乙组")
    rest = Sheet().table(XS, [100.0, 130.0, 160.0], "维持 结果 纠正 总计", "4 1 2 3")
    found = shown(first, last, rest.write("其他需要报告的事项没有。", 90, 400))
    assert found[0][-1] == "4 1 2 3"
    assert found[1:] == ["其他需要报告的事项没有。"]
