"""The menu of a site printed beside its text is no part of its lines."""

import pytest

from tests.read.fixed.drawing import Sheet, shown

MENU = "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"
TEXT = (
    "全年主动公开政府信息三十一条，其中规范性文件两件，都在规定的时间里公开，",
    "收到的申请都按期答复，没有超过期限的，也没有因此被申请复议或者提起诉讼的，",
    "公众可以在网站上查到全部内容，也可以到办公地点查阅，或者打电话来问，我们，",
    "会尽快答复。",
)


def printed(left: float, menu: float) -> Sheet:
    """Text of 10 points from `left` on, and a menu with lines a little further apart."""
    sheet = Sheet()
    for at, line in enumerate(TEXT):
        sheet.write(line, left + 20 * (at == 0), 100 + 16 * at, 10)
    for at, item in enumerate(MENU):
        sheet.write(item, menu, 98 + 17 * at, 10)
    return sheet


def below(sheet: Sheet) -> Sheet:
    """Two paragraphs over the whole width, below the menu."""
    for at in range(2):
        y = 240 + 40 * at
        sheet.write(
            "下面的文字没有栏目在旁边，所以从左边排到右边，一行有许多字，能写下更多的内容，", 80, y, 10
        )
        sheet.write("到这里为止，", 60, y + 16, 10)
    return sheet


@pytest.mark.parametrize(("left", "menu"), [(150.0, 60.0), (60.0, 460.0)], ids=["left", "right"])
def test_a_menu_beside_the_text_is_read_before_it(left: float, menu: float) -> None:
    assert shown(below(printed(left, menu)))[:2] == ["".join(MENU), "".join(TEXT)]


def test_a_table_beside_a_menu_goes_on_on_the_next_page() -> None:
    xs = [150.0, 300.0, 400.0, 500.0]
    rows = "信息内容 制发 废止", "规章 12 345"
    upper = printed(150, 60).table(xs, [200, 222, 244], *rows)
    lower = Sheet().table(xs, [60, 82], "文件 6 78").paragraph(f"{TEXT[0]}{TEXT[1]}", 120, 160, 550, 10)
    assert [*rows, "文件 6 78"] in shown(upper, lower)


def test_names_beside_sentences_that_are_level_with_them_stay_in_their_place() -> None:
    sheet = Sheet()
    for at, name in enumerate(("主任", "副主任", "科长")):
        sheet.write(name, 60, 100 + 16 * at, 10).write("负责全面工作，分管办公室。", 150, 100 + 16 * at, 10)
    assert "".join(map(str, shown(sheet))).startswith("主任 负责全面工作，分管办公室。副主任 负责")


def test_the_labels_of_a_table_of_dotted_lines_are_no_menu() -> None:
    xs, ys = [60.0, 180.0, 540.0], [80.0 + 20 * at for at in range(6)]
    rows = [
        f"{name} {at}" for at, name in enumerate(("规章", "行政许可", "行政处罚", "行政强制", "事业收费"))
    ]
    sheet = Sheet().write("海州市水利局2024年政府信息公开工作年度报告", 200, 60, 10).cells(xs, ys, rows)
    for y in ys:
        for at in range(60, 540, 4):
            sheet.line(at, y, at + 1.5, y)
    for x in xs:
        for at in range(80, 180, 4):
            sheet.line(x, at, x, at + 1.5)
    assert shown(sheet) == ["海州市水利局2024年政府信息公开工作年度报告", rows]


def test_the_name_of_a_group_of_rows_below_the_header_of_a_browser_is_no_menu() -> None:
    sheet = Sheet().write("1/12/25, 8:23 AM", 30, 24, 8)
    sheet.write("海州市水利局2024年政府信息公开工作年度报告", 200, 24, 8)
    for at, sign in enumerate("本年度办理结果"):
        sheet.write(sign, 60, 70 + 20 * at)
    for at, label in enumerate(
        ("一、予以公开", "二、部分公开", "三、不予公开", "四、无法提供", "五、不予处理")
    ):
        sheet.write(f"{label}   {at}   {at + 10}   {at + 20}", 120, 75 + 28 * at)
    assert "本年度办理结果" not in shown(sheet)
