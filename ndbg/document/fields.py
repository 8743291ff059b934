"""The labels of fields in forms, in reports and above articles, by what stands behind them: 填报单位, 公布日期, 联系电话.

All but `is_office_label` are the sources of regular expressions, for texts without blanks within a label.
"""

from ndbg.text.labels import compact
from ndbg.text.patterns import Pattern

_REPORTS = ("填报", "填表", "编制", "报告", "报送")
_PUBLISHES = ("公开", "发布", "制作", "发文", "主办")
_OFFICES = ("单位", "机关", "部门")
_WHO = f"(?:{'|'.join(_OFFICES)}|机构|主体)(?:名称|全称)?"
# The office that reports, one that publishes the report, and one of which the form does not tell what it does.
REPORTER = f"(?:{'|'.join(_REPORTS)}){_WHO}"
PUBLISHER = f"(?:{'|'.join(_PUBLISHES)}){_WHO}"
OFFICE = f"(?:{'|'.join(_OFFICES)})(?:名称|全称)"
# Behind a label, before its colon: the place of a seal, or what is to be written.
SEALED = r"(?:[（(][^（()）\n]{1,6}[）)])?"
YEAR = "(?:报告|填报|统计|年报|所属)年[度份]"
# The days of publication and of writing; 生成日期 is that of a page of a site.
PUBLISHED = "(?:公布|发布|公开)(?:日期|时间|日)"
WRITTEN = "(?:成文|印发|发文)(?:日期|时间|日)"
# What those do who answer for a report, and how to reach them.
SIGNS = "审[核签批定阅]|复核|签发|核稿|拟稿|校[对核]|经办|承办|填[报表写]|制[表作]|打印|统计|编制|联系|报送"
IN_CHARGE = "负责人|负责同志|责任人"
CONTACT = "(?:联系|办公|监督|咨询)?(?:电话|方式|地址)(?:号码)?|手机(?:号码)?|传真|邮编|邮政编码|(?:电子)?(?:邮箱|邮件)"
_OFFICE_LABEL = Pattern(f"(?:{REPORTER}|{PUBLISHER}|{OFFICE}){SEALED}:?")


def is_office_label(text: str, *, reporter: bool = False) -> bool:
    """Whether a cell is a label for the name of an office in another cell; of the `reporter`, and not of a publisher."""
    label = compact(text)
    return bool(_OFFICE_LABEL.fullmatch(label)) and not (reporter and label.startswith(_PUBLISHES))
