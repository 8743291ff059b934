"""The foreword of a report, between its title and its first section.

Other lines there are no foreword: fields of a site, such as 发布日期 and 来源, buttons, breadcrumbs, the number of the
document, a table of contents.
"""

from collections.abc import Sequence

from ndbg.document.blanks import is_date, is_month, is_office
from ndbg.document.fields import PUBLISHED, PUBLISHER, REPORTER, WRITTEN
from ndbg.document.headings import is_heading
from ndbg.document.titles import (
    closing_day,
    is_page_number,
    is_sentence,
    is_title_without_year,
    read_title,
)
from ndbg.text.labels import compact, label_key
from ndbg.text.patterns import HAN, Pattern

_NAMES_OF_FIELDS = (
    rf"(?:{REPORTER}|{PUBLISHER}|{PUBLISHED}|{WRITTEN}|(?:信息|文章|稿件|文件|内容)?(?:来源|出处|名称|标题|分类|类别|类型|索引|编号)"
    r"|(?:发布|公布|公开|发文|印发|生成|更新|发稿|录入|制发|废止|失效|编制|填报|填表|报告|报送)"
    r"(?:日期|时间|日|者|人|方式|形式|范围|类别|程序|时限|字号|文号)"
    r"|(?:主题|组配|体裁|栏目)分类|主题词|关键[词字]|索引号|文号|字号|有效[性期]|效力状态|服务对象|公开责任部门|语种|载体类型"
    r"|作者|(?:责任)?编辑|责编|审核|校对|供稿|(?:浏览|阅读|点击|访问)(?:次数|量|数|率)?|字体(?:大小)?|打印|收藏|分享(?:到|至)?"
    r"|视力保护色?|背景色|(?:当前|您(?:现在|当前)?(?:所在)?的?|所在)位置|所属栏目)"
)
_DAY = r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\d{1,2}:\d{2}(?::\d{2})?)?"
_FIELD = Pattern(rf"(?:{_DAY})?[【\[（(]?{_NAMES_OF_FIELDS}(?P<end>[:：】].*)?|{_DAY}")
_BUTTONS = Pattern(
    r"[|｜]?(?:[【\[（(]?(?:大|中|小|特大|默认|打印(?:本页)?|关闭(?:窗口|本页)?|收藏|分享|下载|朗读|语音播报|微信|微博|返回|繁体|无障碍|目录|上一[篇条]|下一[篇条])[】\]）)|]?)+"
    r"|扫一扫.{0,20}|T[|｜]T"
)
DOCUMENT_NUMBER = Pattern(r"[^，。：]{0,20}[〔\[（(【]20\d\d[〕\]）)】]第?\d{1,5}号", given="号")
_IN_CONTENTS = Pattern(r".{1,60}?(?:[.·…．⋯_—-]{3,}|\t)\d{1,3}")
_PATH = Pattern(r".{0,40}(?:首页|位置).*[>＞»›].*|(?:[^>＞»›]{1,20}[>＞»›]){2,}.*")
# Of fields and buttons, those that only a site or a form has.
_OF_SITE = Pattern(
    rf"{_DAY}|来源[:：]|(?:浏览|阅读|点击|访问)(?:次数|量|数)|字体|打印|分享|收藏|(?:{REPORTER}|{PUBLISHER})[:：]"
)
_HAN = Pattern(HAN)
_PAGE_BEHIND = "0123456789 .·…"
_SHORTEST_TEXT, _SHORTEST_UNPUNCTUATED = 8, 20  # characters of a line of text with punctuation, and without
_LONGEST_VALUE = 20  # characters of the value of a field
_LONGEST_FURNITURE = 120  # characters of a line of fields and buttons
_PUNCTUATION = frozenset("，。；：、《！？")
_ENDS = (*"。；：！？.;:!?",)
_BEGINS = ("本", "现", "根据", "按照", "依据", "为", "特")


def foreword_in(lines: Sequence[str], agency: str, *, titled: bool) -> tuple[list[int], list[int]]:
    """Of the lines between title and first section, the indices of those that are foreword, and of the doubtful ones.

    From the first whole sentence on, each line is foreword that is not certainly something else. Between a title
    (`titled`) and that sentence, lines that read as text are; the others are doubtful.
    """
    first = next((at for at, line in enumerate(lines) if is_sentence(line)), len(lines))
    kept = [at for at, line in enumerate(lines) if line.strip() and not _is_no_foreword(lines, at, agency)]
    above = [at for at in kept if at < first and titled]
    text = [at for at in above if _reads_as_text(lines[at].strip())]
    others = set(above) - set(text)
    doubtful = [at for at in above if at in others and len(compact(lines[at])) >= _SHORTEST_TEXT]
    return [*text, *(at for at in kept if at >= first)], doubtful


def site_ahead(lines: Sequence[str]) -> int:
    """The number of lines at the head of a section that are only fields and buttons: `发布时间：…`, `来源：…`, `打印`.

    Where none of them is one that only a site or a form has, it is 0.
    """
    end = next((at for at in range(len(lines)) if not _is_of_site(lines, at)), len(lines))
    return end if any(_OF_SITE.search(compact(line)) for line in lines[:end]) else 0


def _is_of_site(lines: Sequence[str], at: int) -> bool:
    """Whether a line is blank, fields, buttons, or the value of a field on the line before it."""
    line = lines[at].strip()
    dense = compact(line)
    if len(dense) > _LONGEST_FURNITURE or "。" in dense:
        return False
    value = is_office(line) or not _HAN.search(line)
    return (
        not line
        or _is_furniture(line, dense)
        or (at > 0 and value and _is_value_of_field(lines[at - 1], dense))
    )


def _is_furniture(line: str, dense: str) -> bool:
    return bool(_FIELD.fullmatch(dense) or _BUTTONS.fullmatch(dense)) or _is_row_of_fields(line)


def _reads_as_text(line: str) -> bool:
    if is_office(line) and not line.startswith(_BEGINS):
        return False
    punctuated = line.endswith(_ENDS) or not _PUNCTUATION.isdisjoint(line)
    return len(line) >= (_SHORTEST_TEXT if punctuated else _SHORTEST_UNPUNCTUATED)


def _is_no_foreword(lines: Sequence[str], at: int, agency: str) -> bool:
    """Whether a line is certainly something else than foreword."""
    line = lines[at].strip()
    dense = compact(line)
    inner = dense.strip("()[]【】")
    return not is_sentence(line) and (
        is_page_number(line)
        or is_month(inner)
        or is_date(inner)
        or closing_day(inner) is not None
        or label_key(dense) == label_key(agency) != ""
        or (line.endswith(("：", ":")) and is_office(line[:-1]))  # the addressee of a letter
        or is_heading(line)
        or is_heading(line.rstrip(_PAGE_BEHIND))
        or read_title(dense) is not None
        or is_title_without_year(dense)
        or _is_furniture(line, dense)
        or bool(DOCUMENT_NUMBER.fullmatch(dense))
        or bool(_IN_CONTENTS.fullmatch(line) or _PATH.fullmatch(line))
        or not _HAN.search(line)  # the title in English
        or (at > 0 and _is_value_of_field(lines[at - 1], dense))
    )


def _is_row_of_fields(line: str) -> bool:
    """Whether a line is only fields, days, addresses and names of offices: `某市政府网 2025-01-20 来源：办公室`."""
    words = line.split()
    fields = [bool(_FIELD.fullmatch(compact(word))) for word in words]
    return any(fields) and all(
        is_field or is_office(word) or not _HAN.search(word)
        for word, is_field in zip(words, fields, strict=True)
    )


def _is_value_of_field(before: str, dense: str) -> bool:
    """Whether a line is the value of a field on the line before it: 发布时间： above 2025-01-20."""
    field = _FIELD.fullmatch(compact(before))
    return field is not None and (field["end"] or "") in ("", ":") and len(dense) <= _LONGEST_VALUE
