"""Lines below the last section of a report or a form that are not prose.

These are fields for those responsible, instructions, recipients of copies, the imprint, enclosures, and headings that
the official form does not have.
"""

from ndbg.text.labels import compact
from ndbg.text.patterns import Pattern

_LONGEST_HEADING = 40
_SEALS = r"(?:\(.{1,6}\))?"  # a place to sign or to seal
# Signs before a note.
_BEFORE = "[【<*※★☆●■▲△◆"
# Fields to be filled in, by hand or before printing.
_SIGNER = (
    r"(?:本?(?:单位|机关|部门|科室|股室|处室|分管|主管|主要|政务公开|信息公开|工作)){0,3}"
    r"(?:(?:负责人|负责同志|领导|公章)(?:签[字名])?|签[字名])"
)
_FIELD = Pattern(
    rf"(?:{_SIGNER}"
    r"|(?:审[核签批定阅]|复核|签发|核稿|拟稿|校[对核]|经办|承办|填[报表写]|制[表作]|打印|统计|编制|联系|报送)(?:人员?)?"
    r"|(?:填[报表]|报告|编制|报送|公开|制作|主办|承办)(?:单位|机关|部门)(?:名称|全称)?|单位(?:名称|全称)?|责任编辑"
    r"|(?:填[报表]|报送|报出|公布|发布|成文|印发|审核)?(?:日期|时间)|公开(?:形式|方式|属性|范围|类[别型])"
    r"|(?:联系|办公|监督|咨询)?(?:电话|方式|地址)(?:号码)?|手机|传真|邮编|邮政编码|(?:电子)?(?:邮箱|邮件))"
    rf"(?:[及和与].{{1,6}})?{_SEALS}:",
    given=":",
)
_NOTE = Pattern(
    r"(?:填[报表写]|填列|有关|表格|指标|注意)(?:说明|须知|要求|事项)(?:[:,】].*)?|(?:备注|附注|说明|注)\d{0,2}[:.、\]】].*",
    given="说明|须知|要求|事项|注",
)
_COPY = Pattern(r"(?:抄[送报]|主送|分送|发送|报送|主题词):.*", given=":")
_IMPRINT = Pattern(
    r".{0,60}(?:印发|制发)|[此本]件.{0,30}(?:公开|发布).{0,10}|共印\d{1,4}份.?|(?:单位)?[公盖签]章\)",
    given="印发|制发|件|份|章",
)
_ENCLOSURE = Pattern(
    r"附件.*|附[表录图]?[\d一二三四五六七八九十]{0,2}:.*|附[表录图][\d一二三四五六七八九十]{0,2}", given="附"
)
_FURTHER = Pattern(r"第?(?:[七八九]|十[一二]?)(?:部分)?[、.,:]\S+", given="七|八|九|十")


def closes(line: str) -> bool:
    """Whether a line below the last section ends its prose. For a signature, see `titles.is_signature`."""
    dense = compact(line).lstrip(_BEFORE)
    further = len(dense) <= _LONGEST_HEADING and "。" not in dense and _FURTHER.fullmatch(dense)
    # A field may be in brackets; a note in brackets is an instruction, which does not end the section.
    inner = dense.removeprefix("(")
    kinds = (_COPY, _IMPRINT)
    return bool(
        further
        or _NOTE.fullmatch(dense)
        or _FIELD.match(inner)
        or any(kind.fullmatch(inner) for kind in kinds)
        or is_enclosure(line)
    )


def is_to_fill_in(line: str) -> bool:
    """Whether a line is nothing but fields for who signs, when, or how to reach them, all blank: 填表人：____ 审核人：____."""
    rest = compact(line)
    while field := _FIELD.match(rest.removeprefix("(")):
        rest = rest.removeprefix("(")[field.end() :].lstrip("_").removeprefix(")")
        if not rest:
            return True
    return False


def is_enclosure(line: str) -> bool:
    """Whether a line names an enclosure: 附件：2023年报告."""
    return bool(_ENCLOSURE.fullmatch(compact(line).lstrip(_BEFORE).removeprefix("(")))
