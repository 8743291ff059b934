"""An empty roster as a workbook: a sheet to fill in, one with examples, one that explains the columns."""

import io

from ndbg.write.book import close_book, open_book

# A column: its head, its width, its explanation.
_COLUMNS = (
    ("名称", 34, "必填。机关全称，和报告标题里的一样"),
    ("曾用名", 24, "以前的名称、常用的简称，几个用顿号隔开"),
    ("上级", 24, "必填（最上面的一级不填）。直接的上级：部门写本级政府，乡镇写所在的县区"),
    ("类别", 14, "本机关（政府办公室）、部门、县区、乡镇街道；不填就按名称和上下级判断"),
    ("报告", 24, "应报；并入‹单位›，例如 并入云州市教育局；不报（原因）。不填就是应报"),
    ("计入汇总", 18, "是，或者 否（原因）。不填就是“是”"),
    ("报送期限", 14, "报到您这里的最后一天，例如 2025-01-26 或 1月26日。都不填就不算逾期"),
    ("公布期限", 14, "向社会公布的最后一天"),
    ("起", 8, "从哪一年起报告；一直有的不填"),
    ("止", 8, "报告到哪一年为止；现在还有的不填"),
    ("承接自", 24, "机构改革后，承接了哪些单位上年结转的申请"),
    ("收到日期", 14, "哪一天收到的；不填就看文件名里的日期、文件的时间"),
    ("核对说明", 24, "核实过、没有问题的提醒：规则编号（可以加项目名称）和原因，几条用分号隔开"),
)
_EXAMPLES = (
    ("云州市人民政府", "", "", "", "", "", "", "", "", "", "", "", ""),
    ("云州市人民政府办公室", "市政府办", "云州市人民政府", "本机关", "应报", "是", "1月26日", "1月31日", "", "", "", "", ""),
    ("云州市教育局", "", "云州市人民政府", "部门", "应报", "是", "1月26日", "1月31日", "", "", "", "2025-01-20", "Y502 规章：当年修订2件，计入制发件数"),
    ("云州市招生办公室", "", "云州市人民政府", "部门", "并入云州市教育局", "是", "", "", "", "", "", "", ""),
    ("云州市数据局", "市大数据中心", "云州市人民政府", "部门", "应报", "是", "1月26日", "1月31日", "2024", "", "云州市信息中心", "", ""),
    ("云州海关", "", "云州市人民政府", "部门", "不报（垂直管理，不列入）", "否（垂直管理）", "", "", "", "", "", "", ""),
    ("青山区人民政府", "", "云州市人民政府", "县区", "应报", "是", "2月20日", "3月31日", "", "", "", "", ""),
    ("青山区教育局", "", "青山区人民政府", "部门", "应报", "是", "1月26日", "1月31日", "", "", "", "", ""),
    ("青山区柳林镇人民政府", "", "青山区人民政府", "乡镇", "应报", "是", "1月26日", "1月31日", "", "", "", "", ""),
)  # fmt: skip
_ROOM = 500  # formatted rows to fill in


def roster_template() -> bytes:
    """The workbook. Raises NdbgError where XlsxWriter is not installed."""
    buffer = io.BytesIO()
    book = open_book(buffer, "名册", 2024)
    head = book.add_format(
        {"bold": True, "font_name": "宋体", "border": 1, "align": "center", "bg_color": "#E5E7EB"}
    )
    cell = book.add_format({"font_name": "宋体", "border": 1, "num_format": "@"})
    cell_format = book.add_format({"font_name": "宋体", "border": 1, "text_wrap": True, "valign": "top"})
    for name, rows in (("名册", ()), ("例子", _EXAMPLES)):
        sheet = book.add_worksheet(name)
        for at, (title, width, meaning) in enumerate(_COLUMNS):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, title, head)
            sheet.write_comment(0, at, meaning, {"author": "ndbg"})
        for number, row in enumerate(rows or [("",) * len(_COLUMNS)] * _ROOM, 1):
            for at, text in enumerate(row):
                sheet.write(number, at, text or None, cell)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    sheet = book.add_worksheet("说明")
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 80)
    sheet.write_row(0, 0, ["这一列", "填什么"], head)
    for number, (title, _, meaning) in enumerate(_COLUMNS, 1):
        sheet.write_row(number, 0, [title, meaning], cell_format)
    notes = (
        "一个单位一行，写在“名册”这张表里；“例子”和“说明”两张表不会读。",
        "列的先后不要紧；除了名称和上级，别的列都可以不要。",
        "一级政府的报告已经包括它的部门和下级，上级政府汇总时只加直接下级。",
    )
    for number, note in enumerate(notes, len(_COLUMNS) + 2):
        sheet.merge_range(number, 0, number, 1, note, cell_format)
    return close_book(book, buffer)
