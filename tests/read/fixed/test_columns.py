"""Text in two columns is read one column after the other."""

import pytest

from tests.official import FORM_2021
from tests.read.fixed.drawing import Sheet, shown
from tests.read.fixed.test_paragraphs import LONG, OTHER

HEADINGS = [section.label.text for section in FORM_2021.sections[:4]]
LEFT, RIGHT = (60, 288), (312, 540)
FIRST, SECOND = f"{LONG}{OTHER}。", f"今后{OTHER}，{LONG}努力。"


def in_columns(left: str, right: str, y: float, off: float = 0.0, sheet: Sheet | None = None) -> Sheet:
    """A paragraph in each of two columns, the right one so much lower."""
    sheet = (sheet or Sheet()).paragraph(left, y, *LEFT, size=12)
    return sheet.paragraph(right, y + off, *RIGHT, size=12)


@pytest.mark.parametrize("off", [0, 3, 14, -14])
def test_columns_are_read_one_after_the_other(off: float) -> None:
    sheet = Sheet().write("一、总体情况", 60, 80, 12)
    in_columns(FIRST, SECOND, 130, off, sheet).write("二、主动公开政府信息情况", 60, 500, 12)
    assert shown(sheet) == ["一、总体情况", FIRST, SECOND, "二、主动公开政府信息情况"]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    half = f"{LONG}{OTHER}{LONG}"[:93]
    sheet = Sheet().paragraph(half, 100, *LEFT, size=12)
    for at in range(5):
        sheet.write(f"{OTHER}"[:19], 312, 100 + 28 * at, 12)
    assert shown(sheet)[0] == half + OTHER[:19] * 5


def test_a_few_lines_in_the_same_columns_are_read_so_too() -> None:
    few = "没有收取过任何信息处理费用。", "没有其他需要报告的事项。"
    assert shown(in_columns(FIRST, SECOND, 130), in_columns(*few, 130)) == [FIRST, SECOND, *few]


def test_text_over_the_whole_width_stands_before_and_after_columns() -> None:
    sheet = Sheet().paragraph(f"{LONG}。", 60, 60, 540, size=12)
    in_columns(FIRST, SECOND, 140, 0, sheet).paragraph(f"今年{LONG}。", 440, 60, 540, size=12)
    assert shown(sheet) == [f"{LONG}。", FIRST, SECOND, f"今年{LONG}。"]


def test_a_table_in_a_document_with_columns_is_not_cut() -> None:
    rows = "信息内容 制发数", "规章 12", "文件 345"
    lower = Sheet().table([60, 300, 540], [100, 118, 136, 154], *rows)
    assert shown(in_columns(FIRST, SECOND, 130), lower) == [FIRST, SECOND, list(rows)]


def test_a_heading_in_one_column_beside_text_in_the_other_ends_neither() -> None:
    right = f"今后{OTHER}，{LONG}努力，{OTHER}。"
    sheet = in_columns(f"{OTHER}。", right, 130).write("一、总体情况", 84, 214, 12)
    sheet.paragraph(FIRST, 242, *LEFT, size=12)
    assert shown(sheet) == [f"{OTHER}。", "一、总体情况", FIRST, right]


@pytest.mark.parametrize("lines", [1, 3])
@pytest.mark.parametrize("heading", ["六、其他需要报告的事项", "五、存在的主要问题及改进情况"])
def test_a_heading_in_the_left_column_below_the_end_of_the_right_one_ends_neither(
    heading: str, lines: int
) -> None:
    whole = in_columns(FIRST, SECOND, 130)
    right = f"{OTHER}，" * lines + "没有收取过费用。"
    last = in_columns(FIRST, right, 130).write(heading, 84, 298, 12).paragraph(SECOND, 326, *LEFT, size=12)
    assert shown(whole, last) == [FIRST, SECOND, FIRST, heading, SECOND, right]


CARDS = {
    "left": ["壹、总体情况", "公开信息312条。", "有问必答。", "贰、主动公开政府信息情况", "17", "行政处罚"],
    "right": [
        "伍、存在的主要问题及改进情况",
        "一是解读较少。",
        "二是更新较慢。",
        "24",
        "新收申请",
        "多听意见。",
    ],
}


def poster(left: list[str], right: list[str], off: float) -> Sheet:
    """Short lines in two columns, the right ones so much lower."""
    sheet = Sheet()
    for at, text in enumerate(left):
        sheet.write(text, 60, 100 + 20 * at, 12)
    for at, text in enumerate(right):
        sheet.write(text, 312, 100 + off + 20 * at, 12)
    return sheet


def written(sheet: Sheet) -> str:
    """The text of a sheet without blanks, in the order in which it is read."""
    return "".join("".join(line if isinstance(line, str) else " ".join(line)) for line in shown(sheet))


@pytest.mark.parametrize("off", [0, 8])
def test_short_lines_are_columns_where_the_headings_of_the_left_go_on_on_the_right(off: float) -> None:
    assert written(poster(**CARDS, off=off)) == "".join((*CARDS["left"], *CARDS["right"]))


def test_headings_that_go_on_from_left_to_right_show_none() -> None:
    names = [f"{no}、{name}" for no, name in zip("壹贰叁肆", HEADINGS, strict=True)]
    sheet = poster([names[0], "第2页", names[2], "第5页"], [names[1], "第3页", names[3], "第7页"], 0)
    assert written(sheet).index("贰") < written(sheet).index("叁")


def test_names_beside_names_are_no_columns() -> None:
    sheet = Sheet()
    for at, (name, said) in enumerate(
        (
            ("索引号", "某公开字号"),
            ("发布机构", "某市某局"),
            ("文号", "某发文号"),
            ("名称", "某文件"),
            ("主题", "某类"),
        )
    ):
        sheet.write(name, 60, 100 + 28 * at, 12).write(said, 312, 100 + 28 * at, 12)
    assert " ".join(map(str, shown(sheet))).startswith("索引号 某公开字号")


def test_a_rule_parts_columns_of_short_paragraphs_and_headings_in_them() -> None:
    few = "没有收取过任何信息处理费用。", "没有其他需要报告的事项。"
    sheet = Sheet().line(300, 100, 300, 330)
    sheet.write("五、存在的主要问题及改进情况", 60, 120, 12).write("六、其他需要报告的事项", 312, 120, 12)
    in_columns(*few, 148, 0, sheet)
    in_columns(*few[::-1], 204, 0, sheet)
    in_columns(*few, 260, 0, sheet)
    left, right = (few[0], few[1], few[0]), (few[1], few[0], few[1])
    assert shown(sheet) == ["五、存在的主要问题及改进情况", *left, "六、其他需要报告的事项", *right]
