"""The layout of a workbook data file (填报表): the words by which writer and reader find its parts.

Sheets are identified by their first cell, fields by their label, never by position alone.
"""

from ndbg.form import Form, Section

# The first cell of each sheet identifies it; that of the first sheet identifies the data file.
MARK = "政府信息公开工作年度报告填报表"
PROSE, OWN, EXPLAINED, MISSING, RELATIONS = "正文", "自己的数", "核对说明", "还差什么", "核对"
FACTS = "基本情况"  # the name of the first sheet

AGENCY, YEAR, PUBLISHED, PREVIOUS, PREFACE = "机关", "年度", "公布日期", "上年文件", "引言"
PROSE_FILE = "正文文件"
OPTIONAL = "（可以不写）"  # follows the label of an optional part
FEE_COUNT, FEE_AMOUNT = "信息处理费件数", "信息处理费金额（元）"
OFFICE, DRAFTER, PHONE = "拟稿处室", "拟稿人", "联系电话"

# The headings of the column and the row of errors beside a table; the table ends before them.
BESIDE = "核对提示"


def last_year(year: int) -> str:
    """The heading of the column of last year's figures."""
    return f"上年（{year}年）"


def prose_parts(form: Form) -> tuple[tuple[str, Section | None], ...]:
    """The parts of the sheet of prose, in order: the label beside the first paragraph of each."""
    return ((PREFACE, None), *((section.heading, section) for section in form.prose_sections))
