"""Paragraphs on pages of fixed layout, and what stands on pages beside them."""

from collections.abc import Callable, Sequence

import pytest

from ndbg.read.fixed.lines import lines_of
from ndbg.read.fixed.prose import Placed, margins
from tests.read.fixed.drawing import Sheet, pages, shown, width

LONG = "本机关全面落实政府信息公开各项要求，持续提高公开的质量和实效，有关情况如下所述，"
OTHER = "各科室按照职责分工逐项对照，及时公开应当公开的内容，没有发生不及时或者不准确的情况"


def numbered(*sheets: Sheet) -> tuple[Sheet, ...]:
    for number, sheet in enumerate(sheets, 1):
        sheet.centred(f"— {number} —", 90, 505, 800, 14)
    return sheets


def test_paragraphs_begin_with_an_indent_of_two_characters() -> None:
    sheet = Sheet().paragraph(f"{LONG}第一段。", 100).paragraph(f"{OTHER}。", 184)
    assert shown(sheet) == [f"{LONG}第一段。", f"{OTHER}。"]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    upper, lower = (
        Sheet().paragraph(f"{LONG}到", 750),
        Sheet().write("下一页。", 90, 80, 16).paragraph(f"{OTHER}。", 108),
    )
    assert shown(*numbered(upper, lower)) == [f"{LONG}到下一页。", f"{OTHER}。"]


def test_a_line_that_is_full_and_ends_a_sentence_goes_on_where_the_next_is_not_indented() -> None:
    full = "公开的内容逐项对照目录核对，及时更新过期信息。"
    sheet = (
        Sheet()
        .write(f"{full}再"[: int(415 / 16)], 90, 100, 16)
        .write("这一句还在同一段里，因为没有空两个字的距离，", 90, 128, 16)
    )
    sheet = (
        sheet.write("而且没有另起一段。", 90, 156, 16)
        .paragraph(f"{OTHER}。", 184)
        .paragraph(f"{LONG}。", 268)
    )
    assert shown(sheet)[0].endswith("而且没有另起一段。")  # type: ignore[union-attr]
    assert len(shown(sheet)) == 3


def test_paragraphs_without_an_indent_are_told_by_the_space_between_them() -> None:
    sheet = Sheet()
    y = 100.0
    for text in (LONG, OTHER, LONG):
        for at in range(0, len(text), 25):
            sheet.write(text[at : at + 25], 90, y, 16)
            y += 26
        y += 20
    assert shown(sheet) == [LONG, OTHER, LONG]


def test_a_line_short_for_what_must_not_be_parted_goes_on_where_paragraphs_are_apart() -> None:
    """9 and 条 stay together with the comma behind them."""
    sheet, y = Sheet(), 100.0
    for _ in range(5):
        sheet.write(LONG[:25], 90, y, 16).write("栏目收集到的群众意见一共有", 90, y + 22, 16)
        sheet.write("条，都已回复。", 90, y + 44, 16)
        y += 76
    assert shown(sheet) == [f"{LONG[:25]}栏目收集到的群众意见一共有", "条，都已回复。"] * 5
    sheet, y = Sheet(), 100.0
    for _ in range(5):
        sheet.write(LONG[:25], 90, y, 16).write(f"{OTHER[:21]}9", 90, y + 22, 16)
        sheet.write("条，都已回复。", 90, y + 44, 16)
        y += 76
    assert shown(sheet) == [f"{LONG[:25]}{OTHER[:21]}9条，都已回复。"] * 5


def test_the_end_of_a_sentence_that_reads_as_a_heading_is_none() -> None:
    sheet = Sheet().write(f"{LONG[:23]}没有", 90, 100, 16).write("其他需要报告的事项。", 90, 122, 16)
    assert shown(sheet) == [f"{LONG[:23]}没有其他需要报告的事项。"]


def test_many_short_cells_do_not_change_how_text_is_put_together() -> None:
    """A table without lines in small type."""
    sheet = Sheet().paragraph(f"{LONG}{OTHER}。", 100).paragraph(f"{OTHER}{LONG}。", 212)
    for at in range(40):
        sheet.write("自然人" if at % 3 else "其他", 90 + 7 * at, 400 + 9 * at, 9)
    assert shown(sheet)[:2] == [f"{LONG}{OTHER}。", f"{OTHER}{LONG}。"]


@pytest.mark.parametrize("heading", ["一、总体情况", "五、存在的主要问题及改进情况"])
def test_a_heading_stands_alone_even_where_text_has_no_indent(heading: str) -> None:
    sheet = Sheet().write(heading, 90, 100, 16).write("工作扎实推进。", 90, 128, 16)
    assert shown(sheet) == [heading, "工作扎实推进。"]


def test_a_heading_too_long_for_its_line_is_one() -> None:
    upper, lower = "四、因政府信息公开工作被申请行政复议、提起行政", "诉讼情况"
    sheet = Sheet().write(upper, 122, 100, 16).write(lower, 90, 128, 16).paragraph(f"{LONG}{OTHER}。", 156)
    assert shown(sheet)[0] == upper + lower


def test_text_of_another_size_is_another_paragraph() -> None:
    sheet = (
        Sheet().centred("某局2024年政府信息公开工作", 90, 505, 80, 22).centred("年度报告", 90, 505, 110, 22)
    )
    assert shown(sheet.paragraph(f"{LONG}。", 150))[:2] == ["某局2024年政府信息公开工作", "年度报告"]


def test_margins_are_those_that_most_lines_keep() -> None:
    sheet = (
        Sheet()
        .centred("某局年度报告", 90, 505, 60, 22)
        .paragraph(LONG * 3, 100)
        .write("二〇二五年一月", 380, 700, 16)
    )
    (page,) = pages(sheet)
    kept = margins([Placed(1, line) for line in lines_of(page.glyphs)])
    assert (kept.left, kept.pitch) == (90, 28)
    assert kept.right == pytest.approx(505, abs=16)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("全年新收 12 件，见 the site", "全年新收12件，见the site"),
        ("2025-01-27 16:02", "2025-01-27 16:02"),
        ("⼀、总体情况", "一、总体情况"),
    ],
)
def test_blanks_beside_chinese_characters_go(written: str, read: str) -> None:
    assert shown(Sheet().write(written, 90, 100, 16)) == [read]


def test_columns_beside_each_other_are_parted_by_a_blank() -> None:
    sheet = Sheet().write("索引号", 90, 100).write("分类", 300, 100)
    assert shown(sheet) == ["索引号 分类"]


# -- what belongs to no text ----------------------------------------------------------------

PRINTED: dict[str, Callable[[int], Sequence[tuple[str, float, float, float, int, int]]]] = {
    "the numbers of pages": lambda n: [(f"- {n} -", 290, 800, 10.5, 0, 0)],
    "numbers in a form of their own": lambda n: [(f"第{n}页 共3页", 270, 810, 10.5, 0, 0)],
    "a running head": lambda _: [("某市公开年报", 90, 40, 10.5, 0, 0)],
    "a running head with a number": lambda n: [(f"某局年度报告{n}", 380, 42, 10.5, 0, 0)],
    "what a browser prints": lambda n: [
        ("2025/1/31 10:02", 24, 20, 8, 0, 0), ("某局年度报告", 250, 20, 8, 0, 0),
        ("https://a.example/col/art_1.html", 24, 830, 8, 0, 0), (f"{n}/3", 560, 830, 8, 0, 0),
    ],
    "a slanted watermark": lambda _: [("内部资料", 200, 400, 40, 200, 45)],
    "a slanted black watermark": lambda _: [("某某局", 200, 400, 12, 0, 30)],
    "a large pale watermark": lambda _: [("样张", 200, 400, 60, 210, 0)],
    "a tiled pale watermark": lambda n: [("某局", 100 + 90 * at, 300 + 40 * n, 16, 215, 0) for at in range(4)],
    "a pale watermark with more characters than the text": lambda _: [
        (f"某局张某{at}", x, 200 + 18 * at, 16, 215, 0) for at in range(12) for x in (60, 200, 340)
    ],
    "dots that stress some characters": lambda _: [("•", 127 + 16 * at, 116, 8, 0, 0) for at in range(5)],
    "white text": lambda _: [("看不见的字", 90, 500, 16, 255, 0)],
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_what_is_printed_on_each_page_is_left_out(name: str) -> None:
    texts = [f"{LONG}。", f"{OTHER}。", f"今后{LONG}{OTHER}。"]
    sheets = [Sheet().paragraph(text, 130) for text in texts]
    for number, sheet in enumerate(sheets, 1):
        for printed in PRINTED[name](number):
            sheet.write(*printed)
    assert shown(*sheets) == texts


def counted(first: int, *, x: float = 60) -> Sheet:
    sheet = Sheet()
    for at, line in enumerate(
        f"{LONG}，{OTHER}，{LONG}，{OTHER}，{LONG}，{OTHER}。"[n : n + 24] for n in range(0, 200, 24)
    ):
        sheet.write(line, 90, 100 + 28 * at, 16)
        if line:
            sheet.write(str(first + at), x, 100 + 28 * at, 12)
    return sheet


@pytest.mark.parametrize("first", [1, 8, 97])
def test_numbers_of_lines_in_the_margin_are_left_out(first: int) -> None:
    """Those of a last page with fewer lines too."""
    plain, last = counted(1, x=-90), Sheet().write("今后如此。", 122, 100, 16)
    assert shown(counted(first), last.write("1", 60, 100, 12)) == [*shown(plain), "今后如此。"]


def test_numbers_that_do_not_count_are_text() -> None:
    sheet = Sheet()
    for at, number in enumerate(("3", "5", "6", "9", "10", "12")):
        sheet.write(number, 60, 100 + 28 * at, 12).write("件已办结的事项。", 90, 100 + 28 * at, 16)
    assert str(shown(sheet)[0]).startswith("3 件已办结的事项。")


def test_what_a_browser_prints_is_left_out_on_a_single_page_too() -> None:
    sheet = Sheet().write("2025/1/31 上午10:02 某局年度报告", 24, 20, 8).paragraph(f"{LONG}。", 100)
    assert shown(sheet.write("file:///C:/年报.html 1/1", 24, 830, 8)) == [f"{LONG}。"]


def test_white_text_on_a_dark_fill_is_read() -> None:
    sheet = Sheet().fill(80, 80, 500, 110, shade=60).write("一、总体情况", 90, 100, 16, shade=255)
    assert shown(sheet) == ["一、总体情况"]


def test_rows_of_numbers_that_reach_further_than_the_text_do_not_cut_its_lines() -> None:
    sheet = Sheet().paragraph(f"{LONG}。", 100)
    for row in range(12):
        sheet.write("其他", 60, 400 + 20 * row).write(f"{row}", 430, 400 + 20 * row)
        sheet.write(f"{row}7", 490, 400 + 20 * row).write("3", 550, 400 + 20 * row)
    assert shown(sheet)[0] == f"{LONG}。"


def test_white_text_on_a_shape_with_round_corners_is_read() -> None:
    sheet = Sheet().ground(80, 80, 500, 110).write("一、总体情况", 90, 100, 16, shade=255)
    assert shown(sheet.write("二、不见", 90, 200, 16, shade=255)) == ["一、总体情况"]


def test_a_title_that_is_only_in_the_running_head_is_kept_once() -> None:
    title = "某局2024年政府信息公开工作年度报告"
    sheets = [Sheet().write(title, 150, 40).paragraph(f"{text}。", 100) for text in (LONG, OTHER)]
    assert shown(*sheets) == [title, f"{LONG}。", f"{OTHER}。"]


def test_links_below_an_article_are_left_out() -> None:
    sheet = (
        Sheet()
        .paragraph(f"{LONG}。", 100)
        .write("上一篇：某通知", 90, 300)
        .write("版权所有 某市政府", 90, 330)
    )
    assert shown(sheet) == [f"{LONG}。"]


def test_what_a_printed_site_has_below_the_report_is_none_of_it() -> None:
    sheet = Sheet().write("六、其他需要报告的事项", 122, 100, 16).write("没有收取信息处理费。", 122, 140, 16)
    sheet = sheet.write("2025年1月20日", 380, 180, 16).write("分享到：微信 微博", 90, 220, 12)
    sheet = sheet.write("相关链接", 90, 240, 12).write("某局2023年政府信息公开工作年度报告", 90, 260, 12)
    assert shown(sheet) == ["六、其他需要报告的事项", "没有收取信息处理费。", "2025年1月20日"]


@pytest.mark.parametrize("sign", ["。", "，", "；"])
def test_a_line_is_no_title_where_its_sentence_goes_on_below(sign: str) -> None:
    said = "现公布某某市某某区某某和某某局2024年政府信息公开工作年度报告"
    first = width(said, 13)
    sheet = Sheet().write(said, 505 - first, 100, 13).write(f"{sign}请予监督并提出意见。", 90, 124, 13)
    sheet = sheet.write(OTHER, 505 - width(OTHER, 13), 148, 13).write("，今后仍然如此。", 90, 172, 13)
    assert shown(sheet)[0] == f"{said}{sign}请予监督并提出意见。"


def test_what_is_struck_out_where_changes_are_tracked_is_no_text() -> None:
    sheet = Sheet().write("主动公开各种各类信息，", 90, 100).line(132, 96.3, 153, 96.3, 0.7)
    assert shown(sheet.line(153, 101, 174, 101, 0.7)) == ["主动公开各类信息，"]


def test_short_sentences_that_end_at_one_place_are_paragraphs() -> None:
    """As a browser prints them: no indents, the same distance between lines, no line that is full."""
    said = [
        "五、存在的主要问题及改进情况",
        "问题：公开内容还不够贴近群众。",
        "改进：优化栏目设置并答复群众。",
    ]
    sheet = Sheet().write("海州市水利局2024年政府信息公开工作年度报告全文如下", 90, 60, 16)
    for at, line in enumerate(said):
        sheet.write(line, 90, 100 + 30 * at, 12)
    assert shown(sheet)[1:] == said


def test_the_numbers_of_empty_footnotes_at_the_foot_of_a_page_are_no_text() -> None:
    sheet = Sheet().write("无其他需要报告的事项。", 90, 100, 16)
    for at in range(5):
        sheet.write(f"{28 + at}", 90, 690 + 12 * at, 9)
    assert shown(sheet) == ["无其他需要报告的事项。"]


def test_the_raised_mark_of_a_note_behind_a_number_in_prose_is_in_brackets() -> None:
    sheet = Sheet().write("收到申请12", 90, 100).write("3", 142.5, 95.9, size=8.75).write("件，", 147, 100)
    assert shown(sheet) == ["收到申请12（3）件，"]


def test_a_line_that_runs_on_beyond_a_text_deletes_nothing() -> None:
    assert shown(Sheet().write("主动公开各类信息，", 90, 100).line(60, 96.3, 500, 96.3, 0.7)) == [
        "主动公开各类信息，"
    ]


def test_lines_of_cards_are_no_paragraph() -> None:
    lines = ("一、本年新收政府信息公开申请数量：", "二、上年结转政府信息公开申请数量：", "（一）予以公开：")
    sheet = Sheet()
    for at, (label, figure) in enumerate(zip(lines, "345", strict=True)):
        sheet.write(label, 90, 100 + 28 * at, 16).write(figure, 497, 100 + 28 * at, 16)
    assert shown(sheet) == [f"{label} {figure}" for label, figure in zip(lines, "345", strict=True)]


def test_rows_at_the_edges_of_pages_are_no_running_lines() -> None:
    upper = Sheet().paragraph("第一页上的一段文字。", 300).write("其他：12", 90, 800, 16)
    lower = Sheet().paragraph("第二页上的一段文字。", 300).write("其他：34", 90, 800, 16)
    assert [text for text in shown(upper, lower) if "其他" in text] == ["其他：12", "其他：34"]
