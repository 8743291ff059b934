"""What stands below the last section of a report or a form and is none of its prose.

Offices have there: who is responsible, checked and filled in; notes on how to fill in; whom a copy goes to; the
imprint; enclosures, and headings that the official form does not have.
"""

from ndbg.text.labels import tight
from ndbg.text.patterns import Pattern

_LONGEST_HEADING = 40
# Fields to be written in, by hand or before printing; brackets stand for a seal or a signature.
_FIELD = Pattern(
    r"(?:本?(?:单位|机关|部门|科室|股室|分管|主管|主要)){0,2}(?:负责人|负责同志|领导|签字|公章)(?:\(.{1,6}\))?:"
    r"|(?:审[核签批定阅]|复核|签发|核稿|拟稿|经办|填[报表写]|制[表作]|统计|编制|联系|报送)(?:人员?)?(?:\(.{1,6}\))?:"
    r"|(?:填[报表]|报告|编制|报送|公开|制作)(?:单位|机关|部门)(?:名称|全称)?(?:\(.{1,6}\))?:"
    r"|单位(?:名称|全称)?(?:\(.{1,6}\))?:"
    r"|(?:填[报表]|报送|报出|公布|发布|成文|印发|审核)?(?:日期|时间):"
    r"|(?:联系|办公|监督|咨询)?(?:电话|方式|地址)(?:号码)?:|手机:|传真:|邮编:|邮政编码:|(?:电子)?(?:邮箱|邮件):",
    given=":",
)
_NOTE = Pattern(
    r"(?:填[报表写]|填列|有关|表格|指标)(?:说明|须知|要求|事项)(?:[:,].*)?|(?:备注|附注|说明|注)\d{0,2}[:.、].*",
    given="说明|须知|要求|事项|注",
)
_COPY = Pattern(r"(?:抄[送报]|主送|分送|发送|报送|主题词):.*", given=":")
_IMPRINT = Pattern(r".{0,60}(?:印发|制发)|\(?[此本]件.{0,30}(?:公开|发布).{0,10}\)?", given="印发|制发|件")
_ENCLOSURE = Pattern(r"附件.*|附[表录图][\d一二三四五六七八九十]{0,2}(?:[:.、].*)?", given="附")
_FURTHER = Pattern(r"第?(?:[七八九]|十[一二]?)(?:部分)?[、.,:]\S+", given="七|八|九|十")


def closes(line: str) -> bool:
    """Whether a line below the prose of the last section is none of it, whoever signs and whenever."""
    dense = tight(line)
    further = len(dense) <= _LONGEST_HEADING and "。" not in dense and _FURTHER.fullmatch(dense)
    kinds = (_NOTE, _COPY, _IMPRINT, _ENCLOSURE)
    return bool(further or _FIELD.match(dense) or any(kind.fullmatch(dense) for kind in kinds))
