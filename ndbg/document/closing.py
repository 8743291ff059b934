"""Lines below the last section of a report or a form that are not prose.

These are fields for those responsible, instructions, recipients of copies, the imprint, enclosures, and headings that
the official form does not have.
"""

from ndbg.document import fields
from ndbg.text.labels import compact
from ndbg.text.patterns import Pattern

_LONGEST_HEADING = 40
# Signs before a note.
_BEFORE = "[【<*※★☆●■▲△◆"
# Fields to be filled in, by hand or before printing.
_SIGNER = (
    r"(?:本?(?:单位|机关|部门|科室|股室|处室|分管|主管|主要|政务公开|信息公开|工作)){0,3}"
    rf"(?:(?:{fields.IN_CHARGE}|领导|公章)(?:签[字名])?|签[字名])"
)
_FIELD = Pattern(
    rf"(?:{_SIGNER}"
    rf"|(?:{fields.SIGNS})(?:人员?)?|{fields.REPORTER}|{fields.PUBLISHER}|{fields.OFFICE}|(?:承办)?单位|责任编辑"
    rf"|{fields.PUBLISHED}|{fields.WRITTEN}|(?:填[报表]|报[送出]|审核)?(?:日期|时间)|公开(?:形式|方式|属性|范围|类[别型])|{fields.CONTACT})"
    rf"(?:[及和与].{{1,6}})?{fields.SEALED}:",
    given=":",
)
_NOTE = Pattern(
    r"(?:填[报表写]|填列|有关|表格|指标|注意)(?:说明|须知|要求|事项)(?:[:,】].*)?|(?:备注|附注|说明|注)\d{0,2}[:.、\]】].*",
    given="说明|须知|要求|事项|注",
)
_COPY = Pattern(r"(?:抄[送报]|主送|分送|发送|报送|主题词):.*")
_IMPRINT = Pattern(
    r".{0,60}(?:印发|制发)|[此本]件.{0,30}(?:公开|发布).{0,10}|共印\d{1,4}份.?|(?:单位)?[公盖签]章\)",
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
    return bool(
        further
        or _NOTE.fullmatch(dense)
        or _FIELD.match(inner)
        or _COPY.fullmatch(inner)
        or _IMPRINT.fullmatch(inner)
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
