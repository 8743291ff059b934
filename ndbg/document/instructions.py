"""Instructions of a blank form to whoever fills it in: lines of the form that are some, and those left in a text.

A line of a form is one by a word or two: `请填写……`, `示例`, `不少于300字` (`is_instruction`). In a text that tells of
its own work only what nobody says of that is one (`find_instructions`), in brackets what is asked of whoever fills in
the form, how it is to be set in type, notes of the official form: `（请各单位据实填写）`, `（宋体小四号）`.
`（注：含上年结转2件）` and `（填写不规范）` tell something, and are none.
"""

from collections.abc import Iterator

from ndbg.text.patterns import Pattern

_LINE_OF_A_FORM = Pattern(
    r"(?<!申)请[^。，]{0,20}(?:填|写明|注明|删|参照)|填[报表写]说明|模板|样表|空表|范本|示例|填报日期|附件\d*[:：]?$"
    r"|[（(]填[^（()）]{1,10}[）)]|\d字(?:以[内上下]|左右)|不[超少][过于]\d+字|[（(]\d{2,4}字[）)]",
    given="填|写明|注明|删|参照|模板|样表|空表|范本|示例|附件|字",
)
_IN_BRACKETS = Pattern(r"[（(\[【〔]([^（）()\[\]【】〔〕\n]{2,60})[）)\]】〕]")
_FILL = "填(?:写|报|列|入)"
_DONE_TO_A_TEXT = f"(?:{_FILL}|概述|简述|列举|删除|删去|删减|增删|增减|替换|修改|补充|写明)"
_AS_IT_IS = "(?:据实|如实|按实|按实际|(?:根据|结合|视)(?:本单位|本部门|本地)?实际(?:情况)?|视情况?|酌情)"
_PART_OF_THE_FORM = "(?:表[一二三四五六七八九十0-9]|附表|表格|表中|表内|系统|第[一二三四五六]部分)"
_WHO = "由?各?(?:单位|部门|地区?|区县|县区|科室|填报单位|填报人|填表人)"
_HERE = "(?:此处|这里|此段|本段|此项|本项|此部分)"
_INSTRUCTIONS = (
    # （请各单位据实填写）, （此处请简述主要做法）
    Pattern(
        rf"(?:注[:：])?{_HERE}?(?:{_WHO})?请(?:{_WHO}|在?{_HERE}|{_AS_IT_IS}|认真|务必|按要求|核[实对]后?)*{_DONE_TO_A_TEXT}.*",
    ),
    # （根据实际情况填写）, （据实填报，不得空白）
    Pattern(
        rf"(?:注[:：])?(?:{_WHO})?(?:应|须|需|可)?{_AS_IT_IS}{_DONE_TO_A_TEXT}(?:$|[，,、；;。].*|[^的了0-9]{{0,8}})"
    ),
    # （此处填写特色做法）, （此段可删减）
    Pattern(rf"(?:注[:：])?{_HERE}(?:应|须|需|可|可以)?{_DONE_TO_A_TEXT}.*"),
    # （注：与表三数据保持一致）, （数据须与附表一致）
    Pattern(
        rf"注意?[:：][^。]{{0,20}}{_PART_OF_THE_FORM}[^。]{{0,8}}(?:保持|应|须|需|要)一致。?"
        rf"|[^。，]{{0,8}}(?:应|须|需|要|请|务必)[与和同]{_PART_OF_THE_FORM}[^。，]{{0,8}}一致。?",
    ),
    # （注意：不得为空）, （没有的填“0”）
    Pattern(r"注意?[:：][^。]{0,20}(?:不得|不要|不能|不可|勿|请勿|切勿)(?:为空|空白|留空|漏填|空填|改动|修改|删除)[^。]{0,10}。?"),
    Pattern(r"(?:如|若)?(?:没有|无)(?:的|此项|该项|此类情况|相关情况)?[，,]?(?:则|请|可|就|应|须)?(?:不填|填写?[“\"]?[0零无][”\"]?)。?"),
    # （简要说明主要措施）, （待补充）, （选填）
    Pattern(r"(?:简要|重点)(?:说明|介绍|概括|描述|阐述|列举)[^，。的]{2,20}|(?:数据|数字)?待(?:填写?|补充|更新|完善)|选填|必填|可不填|可删除?"),
    # （宋体加粗小四号字）, （标题：方正小标宋简体，二号，居中）
    Pattern(
        r"(?=.*(?:宋体|仿宋|黑体|楷体|小标宋|[二三四五六]号|磅))"
        r"(?:方正|华文|小标宋|宋体|仿宋|黑体|楷体|简体|_?GB2312|GBK|小?[一二三四五六初]号?|字体|字号|字|不?加粗|居中|顶格|对齐|首行缩进|空|两|[0-9]"
        r"|字符|格|行间?距|固定值|单倍|磅|大标题|标题|正文|一级|二级|三级|落款|左|右|采用|使用|用|为|[、，,；;:：\s])+",
    ),
    # （请核对）, （请对照上年报告逐项说明）, （请办公室提供数据）, （待办公室核实）
    Pattern(
        rf"(?:备?注[:：])?{_HERE}?(?:请(?:{_WHO}|再次|认真|务必|[^，。；\s]{{0,6}}(?:室|科|处|股|局|站)){{0,4}}|待[^，。；\s]{{0,6}}(?:室|科|处|股|局|站))"
        r"(?:核[对实]|复核|核定|确认|提供|补充|补齐|补报|对照|逐项说明|替换|删除|删去|更新).{0,30}",
    ),
    # （数据待核实）, （待定）, （如无请删除）, （领导审定后删除此行）
    Pattern(r"(?:(?:数据|数字|数|件数|日期|时间|此处|此数)[尚仍]?)?待(?:核实?|核对|核定|确认|定|查|补|统计)"),
    Pattern(r"[如若](?:有|无|没有)[^，。]{0,8}[，,]?(?:则|请|可|应)(?:填|删|补|不填|写).{0,20}"),
    Pattern(r".{0,12}(?:删除|删去|去掉)(?:此|本|该)(?:行|段|项|处|句|条|部分|说明|提示|括号).{0,6}"),
    # （以下为示例）, （参照去年）, （字数不少于300字）, （简要概述工作情况，300字左右）
    Pattern(r"(?:(?:以[下上]|此处|此段|本段|上述)(?:内容|数据|文字)?(?:仅?为|系|是))?(?:示例|举例|范例|样例|范文|模板|例文|样稿)"),
    Pattern(r"(?:参照|沿用|照搬|套用|参考)(?:去年|上年|往年|模板|范文)[^，。]{0,8}"),
    Pattern(
        r"(?:字数|(?:简|概|重点|说明|介绍|阐述)[^，。]{0,30}[，,](?:字数)?)(?:不少于|不超过|不低于|控制在|限)?\d{2,4}字(?:以[内上下]|左右)?",
    ),
    # Notes of the form to its rows.
    Pattern(r"区分处理的，只计这一情形，不计其他情形|.*勾稽关系为.*"),
)  # fmt: skip
_WITH_A_NOTE = "部分公开"
# 此处填写本单位特色工作, outside brackets.
_ALONE = Pattern(
    rf"此处(?:请|应|须|需|可)?(?:{_AS_IT_IS})?(?:{_DONE_TO_A_TEXT}|插入|粘贴)[^，。；\n]{{0,30}}",
    given="此处",
)

# [数字]条, 【日期】: what is to stand there, in brackets that no sentence has.
_NAMED = Pattern(
    r"[\[【〔](?:具体)?(?:数字|数据|数量|数值|条数|件数|次数|篇数|人数|日期|年份|年度)[\]】〕]",
    given="]|】|〕",
)


def is_instruction(line: str) -> bool:
    """Whether a line of a form is an instruction to whoever fills it in."""
    return _LINE_OF_A_FORM.search(line) is not None


def find_instructions(text: str) -> Iterator[tuple[int, int]]:
    """The places of the instructions that a text gives to whoever fills in the form, with the brackets around them."""
    found = [
        m.span()
        for m in _IN_BRACKETS.finditer(text)
        # 部分公开（区分处理的，只计这一情形，不计其他情形）3件 has the name of the row as it is printed.
        if any(pattern.fullmatch(m[1].strip()) for pattern in _INSTRUCTIONS)
        and not text.endswith(_WITH_A_NOTE, 0, m.start())
    ]
    yield from found
    for match in (*_ALONE.finditer(text), *_NAMED.finditer(text)):
        if not any(start <= match.start() < end for start, end in found):
            yield match.span()
