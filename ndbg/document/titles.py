"""Recognise a report's title and signature in the wordings in use, and tell its prose from them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ndbg.document.blanks import (
    BLANK_YEAR,
    CLOSING,
    FOR_CHARACTERS,
    LONGEST_LINE,
    OPENING,
    SEAL,
    is_blank_name,
    is_date,
    is_office,
    is_room_for_seal,
    read_date,
    says_something,
)
from ndbg.document.closing import is_to_fill_in
from ndbg.document.fields import is_office_label
from ndbg.text.labels import compact, label_key, without_blanks
from ndbg.text.numerals import in_digits
from ndbg.text.patterns import Pattern, any_in

# A year in digits or numerals, or a placeholder for one, perhaps in brackets.
_OPEN, _CLOSE = rf"[{re.escape(OPENING)}]?", rf"[{re.escape(CLOSING)}]?"
_YEAR = (
    rf"(?P<place>{_OPEN}(?P<year>20\d\d|２０[０-９]{{2}}|{BLANK_YEAR.pattern}|20(?=年)|[×╳✕_＿Xx]{{2,4}}(?=年)"
    rf"|某(?=年)|二[〇○零Oo0][一二三四五六七八九〇○零]{{2}}){_CLOSE})"
)
_BEFORE = r"(?:附件\d{0,2}[:：.、]{0,2}(?:\d{1,2}[.、．])?)?《?(?:关于)?"
_AFTER = r"》?(?:[（(][^（()）]{1,8}[）)]){0,2}"
_SUBJECT = "信息公开"
_WIDER_SUBJECT = "政务公开"
_SUBJECTS = rf"(?:(?:政府|政务)?{_SUBJECT}|{_WIDER_SUBJECT})(?:工作)?(?:情况)?"
_REPORT = r"的?(?:年度)?(?:工作)?(?:情况)?的?(?:总结)?(?:报告|年报)"
_NAME = f"{_SUBJECTS}{_REPORT}"
# The days behind a year: 2024年1月1日至12月31日.
_PERIOD = r"(?:1月1日[-—–~至到]{1,2}(?:20\d\d年)?12月31日)?"
# Most titles have a year in plain digits or the marker {{年度}}; patterns for these compile much faster.
_PLAIN_YEAR = rf"(?P<place>{_OPEN}(?P<year>20\d\d){_CLOSE})"
_MARKER = "{{年度}}"
_MARKED_YEAR = rf"(?P<place>(?P<year>{re.escape(_MARKER)}))"
_OTHER_YEARS = (
    *FOR_CHARACTERS, "２", "二", "20年", "某年", *(f"{sign}年" for sign in (*CLOSING, "。", "年度", "年份"))
)  # fmt: skip
_PLAIN_TITLES, _MARKED_TITLES, _TITLES = (
    tuple(
        Pattern(_BEFORE + pattern + _AFTER)
        for pattern in (
            rf"(?P<agency>.*?){year}年?度?{_CLOSE}《?{_NAME}",
            rf"(?P<agency>.*?){_NAME}[（(]{year}年?度?{_PERIOD}[）)]",
            rf"(?P<agency>[^，。；]*?){_NAME}[-—–_]{{0,2}}{year}(?:年度?)?",
            rf"(?P<agency>.+?){_SUBJECTS}{year}年?度?{_REPORT}",
            rf"{year}(?:年度?)?{_CLOSE}(?P<agency>.+?){_NAME}",
        )
    )
    for year, given in ((_PLAIN_YEAR, "20"), (_MARKED_YEAR, _MARKER), (_YEAR, ""))
)
# What stands around a title and is none of it: tags, signs, a suffix, the day, the title in English.
_TAG = (
    r"[【\[［〖（(](?:(?:政府|政务)?(?:信息)?(?:主动|依申请)?公开(?:年报|年度报告|报告|工作|专栏)?|年报|年度报告|公示|公告|通知公告|发布"
    r"|转载|置顶|最新|原创|图文|全文|正文|附件\d?|定稿|终稿|最终[版稿]?|正式[版稿]?|修[订改][版稿]?)[】\]］〗）)]"
)
_AROUND = Pattern(
    rf"(?P<before>(?:{_TAG}|[★☆●■◆▲※*#]|MicrosoftWord-)*)(?P<title>.*?)"
    rf"(?P<behind>(?:{_TAG}|[【\[［（(]?20\d\d[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?(?:发布|公布|公开)?[】\]］）)]?"
    r"|(?<=[告报》）)])(?:公示|公告|公布|发布|全文|正文|的(?:公示|公告|通告))|\.(?:pdf|docx?|wps|ofd|xlsx?|et|html?|shtml|txt|rtf)|[★☆●■◆▲※*#]"
    r"|(?<=[告报》）)年度])[A-Za-z][A-Za-z&,.'-]{6,})*)"
)
# Around a title that begins with none of these signs, and ends so, nothing stands (`_AROUND` takes long to compile).
_FIRST_SIGNS, _LAST_WORDS = "【[［〖（(★☆●■◆▲※*#M", ("报告", "年报")
# A caption before a title, 标题：, or the path to its page, 首页>年报>.
_PATH = Pattern(r"(?:.*(?:首页|公开|年报|目录).*[>＞»›|｜/\\]|.*[:：])", given=":|：|首页|公开|年报|目录")
_SIGNS, _QUOTES = "-—–|｜:：·,，、_/>＞»›", '“”"「」'
_CAPTIONS = ("名称", "标题", "题名")
_BEFORE_NAME = Pattern(rf"(?:{_TAG}|[0-9０-９]{{1,2}}[.、．])+", given="】|]|］|〗|）|)|.|、|．")
# What a poster has before the title of the report that it draws.
_PICTURED = Pattern(
    r"^【?(?:一张?图(?:读懂|看懂|秒懂|速览|了解)|图文解读|政策图解|图[解说读]|长图)】?[|｜丨:：]?(?=\w)",
    given="图",
)
_ABOUT = Pattern(r"(?:关于|(?:关于)?(?:公布|发布|公开))$")
_NAME_ALONE = Pattern(r"[\w（）()·、“”]{2,40}")
_NO_NAMES_BEGIN = ("附件", "附表", "附录")
_NO_NAME = (
    "文件",
    "公开",
    "年报",
    "报告",
    "目录",
    "专栏",
    "首页",
    "正文",
    "内容",
    "详情",
    "日",
    "年",
    *_CAPTIONS,
)
_SHORTEST_NAME, _LONGEST_NAME = 3, 60
_LAST_DAY = Pattern(r"20\d\d年\d{1,2}月\d{1,2}日$")
# Lines that may follow a signature.
_BELOW = Pattern(
    rf"{SEAL.pattern}|(?:联系|电话|地址|邮编|附件|审核|填报|经办|此件)[^。]{{0,60}}|[（(](?:联系|此件)[^。]{{0,60}}",
)
_MOST_TITLE_LINES = 4
_BRACKETS = "（）()〔〕[]《》"
_ROOM = ("（）", "()", "〔〕", "[]")
_OTHER_PAGES = ("上一篇", "下一篇", "上一条", "下一条")
_ENDS = ("报告", "年报", "》", "）", ")", "年", "年度", *"0123456789０１２３４５６７８９")
_YEARLESS = Pattern(rf"{_BEFORE}(?!{_NAME}$)(?P<agency>[^，。：《》]{{2,40}}?){_NAME}{_AFTER}")
# The agency behind a title, in brackets or behind a dash.
_BEHIND = Pattern(
    r"(?P<title>.+(?:报告|年报)(?:[（(][^（()）]{4,8}[）)])?》?)(?:[（(]|(?P<dash>[—–-]{1,2}))(?P<agency>[^（()）—–-]{2,40})(?(dash)|[）)])"
)
_DASHES = ("—", "–", "-")
_OFFICE_ALONE = Pattern(r"[（(](?P<agency>[^（()）]{2,40})[）)]")
_ROOM_FOR_YEAR = Pattern(r"[ \u3000\xa0_＿]{2,}(?=年)")
_BLANK_DIGITS = "20××"
# The stage behind the title of a form or a draft: （样表）, （送审稿）.
_STAGE = Pattern(
    r"\s*[（(](?:(?:统一)?格式|样[表式本]|模[板版]|范[本文]|示例|初稿|草稿|草案|送审稿|报[批审]稿|征求意见稿|讨论稿|审议稿|代拟稿)[）)]"
    r"(?=\s*》?\s*$)",
    given="格式|样|模|范|示例|稿|草案",
)
# The title of a blank form, without agency and year: 政府信息公开工作年度报告格式模板, [年度]政府信息公开工作年度报告, with the
# prompts of controls for both, 单位全称年度年政府信息公开工作年度报告, or as the head of a table: ……报告表（20  年度）.
_PROMPT = r"(?:请?选择(?:一项)?|(?:单击|点击)(?:或点击)?(?:此处|这里)?以?(?:输入|键入|选择|填写|添加)[^，。；：]{0,12})。?"
_TO_WRITE = "(?:请?(?:选择|输入|填写))?"
_BLANK_TITLE = Pattern(
    rf"《?(?:中华人民共和国)?(?P<office>.*?)(?:(?:{_OPEN}{_TO_WRITE}(?:报告)?年[度份]{_CLOSE}|{_PROMPT})年?度?)?{_NAME}表?》?"
    r"[（(]?(?:(?:格式|统一)?(?:模[板版]|样[表式本]|范[本文]|格式)?|20年度?)[）)]?"
)
_BLANK_OFFICE = Pattern(
    rf"(?:{_OPEN}{_TO_WRITE}(?:[Xx×]{{2,}})?(?:单位|机关|部门)(?:名称|全称)?{_CLOSE}|{_PROMPT})?"
)
_SHORTEST_SENTENCE, _SHORTEST_LEAD_IN = 8, 20
_LONGEST_TITLE = 120
# A second-level heading at the head of a paragraph: `（一）主动公开。` A longer one is a numbered sentence of text.
LEAD = Pattern(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*[^。！？；]*[。！？；]?")
LONGEST_LEAD = 40
_PAGE_NUMBER = Pattern(
    r"[-—–―]+\d{1,3}[-—–―]+|第\d{1,3}页(?:[,，/]?共\d{1,3}页)?|\d{1,3}/\d{1,3}", given="-|—|–|―|/|页"
)


class Title(NamedTuple):
    """A title in a text: agency and year with their places; the agency may be a placeholder."""

    agency: str
    year: int | None
    agency_span: tuple[int, int]
    year_span: tuple[int, int]


def read_title(text: str) -> Title | None:
    """The report's title in a line; None where there is none. Blanks are ignored.

    Two or more blanks or underscores before 年 are a placeholder for the year.
    """
    if title := _read_title(text):
        return title
    room = _ROOM_FOR_YEAR.search(text) if _SUBJECT in text else None
    title = _read_title(f"{text[: room.start()]}{_BLANK_DIGITS}{text[room.end() :]}") if room else None
    if room is None or title is None:
        return None
    more = len(room[0]) - len(_BLANK_DIGITS)
    start, end = (at if at <= room.start() else at + more for at in title.agency_span)
    return title._replace(agency_span=(start, end), year_span=room.span())


def _read_title(text: str) -> Title | None:
    kept = [at for at, char in enumerate(text) if char.isprintable() and not char.isspace()]
    if len(kept) > _LONGEST_TITLE:
        return None
    dense = "".join(text[at] for at in kept)
    if not any_in((_SUBJECT, _WIDER_SUBJECT), dense):
        return None
    bare = dense.endswith(_LAST_WORDS) and dense[0] not in _FIRST_SIGNS
    if not bare and (around := _AROUND.fullmatch(dense)):
        dense, kept = around["title"], kept[slice(*around.span("title"))]
    if not dense.endswith(_ENDS):
        return _with_agency_behind(dense, kept) if any_in(_DASHES, dense) else None
    match = next((m for pattern in _titles_for(dense) if (m := pattern.fullmatch(dense))), None)
    if (match is None or not match["agency"]) and (title := _with_agency_behind(dense, kept)):
        return title
    return _title_in(match, kept) if match else None


def _with_agency_behind(dense: str, kept: Sequence[int]) -> Title | None:
    """A title with an office behind it, in brackets or after a dash: that is the agency unless the title has one.

    `kept` are the offsets of the characters of `dense` in the text as written.
    """
    behind = _BEHIND.fullmatch(dense)
    if behind is None or not is_office(behind["agency"]) or not (title := read_title(behind["title"])):
        return None
    if title.agency:
        return title
    return Title(
        agency=behind["agency"],
        year=title.year,
        agency_span=_as_written(behind.span("agency"), kept),
        year_span=_as_written(title.year_span, kept),
    )


def _title_in(match: re.Match[str], kept: Sequence[int]) -> Title:
    """The title that a pattern has matched; `kept` as for `_with_agency_behind`."""
    # A single bracket in place of an agency is a slip, a pair is room for its name.
    agency = match["agency"] if match["agency"].strip(_BRACKETS) else ""
    has_place = agency or match["agency"] in _ROOM
    year = in_digits(compact(match["year"]))
    return Title(
        agency=agency,
        year=int(year) or None if year.isdigit() and len(year) == 4 else None,  # ○○○○ is no year
        agency_span=_as_written(match.span("agency"), kept) if has_place else (0, 0),
        year_span=_as_written(match.span(_year_group(match)), kept),
    )


def _as_written(span: tuple[int, int], kept: Sequence[int]) -> tuple[int, int]:
    """A span of the text without blanks as one of the text as written."""
    start, end = span
    return kept[start], kept[end - 1] + 1


def _titles_for(dense: str) -> Sequence[Pattern]:
    """The patterns for titles with the kind of year that a text has."""
    plain = dense.replace(_MARKER, "2000")
    if any_in(_OTHER_YEARS, plain):
        return _TITLES
    return _PLAIN_TITLES if plain == dense else _MARKED_TITLES


def _year_group(match: re.Match[str]) -> str:
    """The group of a title that is the year; with its brackets where it has a pair: 【2024】年."""
    return "place" if match["place"][0] in OPENING and match["place"][-1] in CLOSING else "year"


def stage_in(text: str) -> tuple[int, int] | None:
    """The start and end of the stage behind the title of a form or a draft: `（样表）`, `（送审稿）`."""
    found = _STAGE.search(text)
    return found.span() if found else None


def agency_in(title: Title) -> str:
    """The agency in a title, without a caption or path before it and 关于 behind it: `首页>年报>某局关于`."""
    name = without_blanks(title.agency).rstrip(_SIGNS)
    path = _PATH.match(name)
    # A bracket that does not close in the name opens before the title: 一图读懂《某局2024年….
    before, opening, within = name[path.end() if path else 0 :].rpartition("《")
    name = within if "》" not in within else f"{before}{opening}{within}"
    above = _BEFORE_NAME.match(name)
    name = _PICTURED.sub("", name[above.end() if above else 0 :].strip(_QUOTES)).strip(_QUOTES)
    name = _ABOUT.sub("", name).rstrip(_SIGNS)
    return "" if name.endswith(_CAPTIONS) else name


class PlacedTitle(NamedTuple):
    """A title among lines: agency and year, its text without blanks, the indices of its lines."""

    agency: str
    year: int | None
    text: str
    lines: range


def titles_in(lines: Sequence[str]) -> Iterator[PlacedTitle]:
    """The titles among some lines, in order; one may take up to four lines.

    The agency of a title without one is the line above, if that can be the name of an agency, or an office in brackets
    on the line below.
    """
    free = 0  # the first line that is not yet part of a title
    for last in range(len(lines)):
        for first in range(last, max(last - _MOST_TITLE_LINES, free - 1), -1):
            written = "".join(lines[first : last + 1])
            text = without_blanks(written)
            if text.startswith(_OTHER_PAGES):
                break
            if not (title := read_title(written)):
                continue
            agency, dense = agency_in(title), without_blanks(lines[first])
            # A first line that is no name may still be part of the title, if the year is on it.
            begins = title.year_span[0] < len(lines[first]) and not is_date(dense)
            if first < last and agency and not (begins or is_name(agency) or is_blank_name(agency)):
                continue
            if not agency and first > free and is_name(above := without_blanks(lines[first - 1])):
                first, agency, text = first - 1, above, f"{above}{text}"
            free = last + 1
            if not agency and (below := _in_brackets("".join(lines[free : free + 1]))):
                free, agency, text = free + 1, below, f"{text}（{below}）"
            yield PlacedTitle(agency, title.year, text, range(first, free))
            break


def _in_brackets(line: str) -> str:
    """The office of a line that is only its name in brackets; empty for any other line."""
    found = _OFFICE_ALONE.fullmatch(without_blanks(line))
    return found["agency"] if found and is_office(found["agency"]) else ""


def is_name(text: str) -> bool:
    """Whether a line can be the name of an agency rather than site furniture."""
    wrong = text.endswith(_NO_NAME) or text.startswith(_NO_NAMES_BEGIN) or _SUBJECT in text
    return bool(_NAME_ALONE.fullmatch(text)) and not wrong


def is_title_without_year(text: str) -> bool:
    """Whether a line is a report's title without a year."""
    return bool(yearless_agency(text))


def yearless_agency(text: str) -> str:
    """The agency in a title without a year, with any text before it; empty where there is no such title."""
    dense = without_blanks(text)
    if _SUBJECT not in dense or len(dense) > _LONGEST_TITLE:
        return ""
    found = _YEARLESS.fullmatch(dense)
    return found["agency"] if found else ""


def is_blank_title(text: str) -> bool:
    """Whether a line is the title of a blank form that names neither agency nor year."""
    dense = without_blanks(text)
    if _SUBJECT not in dense or len(dense) > _LONGEST_TITLE or not (found := _BLANK_TITLE.fullmatch(dense)):
        return False
    return bool(_BLANK_OFFICE.fullmatch(found["office"])) or is_blank_name(found["office"])


def lead_of(line: str) -> int:
    """The length of the heading at the head of a paragraph: its numbered first sentence, if short enough."""
    match = LEAD.match(line)
    return match.end() if match and len(match[0]) <= LONGEST_LEAD else 0


def is_page_number(text: str) -> bool:
    """Whether a line is the number of its page: `— 3 —`, `第3页`, `3/4`."""
    return len(text.strip()) <= LONGEST_LINE and bool(_PAGE_NUMBER.fullmatch(compact(text)))


def without_closing(lines: Sequence[str], agency: str) -> list[str]:
    """The lines of the last section without its signature (agency and day, seals, contacts) and all below it.

    Where the agency signs with its whole name above a day, that is the signature, whatever follows: notes, recipients
    of copies, an annex. Else the signature must close the section.
    """
    signed = (at for at in range(len(lines)) if _is_signed(lines[at : at + 2], agency))
    if (at := next(signed, None)) is not None:
        return list(lines[:at])
    end = len(lines)
    while end and (_signs(lines[end - 1], agency) or _BELOW.fullmatch(compact(lines[end - 1]))):
        end -= 1
    signs = [at for at in range(end, len(lines)) if _signs(lines[at], agency)]
    # A part of the agency's name is a signature only where there is a day too.
    certain = any(_LAST_DAY.search(compact(lines[at])) or is_date(lines[at]) for at in signs)
    whole = [at for at in signs if certain or _names_whole(lines[at], agency) or is_blank_name(lines[at])]
    whole += [at for at in signs if _is_field(lines[at], agency)]
    return list(lines[: min(whole, default=len(lines))])


def _is_signed(lines: Sequence[str], agency: str) -> bool:
    """Whether the first of two lines is the whole name of the agency, perhaps with a seal, and the second a day."""
    name, *below = lines
    return bool(below) and is_date(below[0]) and _names_whole(name, agency)


def _names_whole(line: str, agency: str) -> bool:
    """Whether a line is the whole name of the agency, perhaps with a seal."""
    return label_key(SEAL.sub("", compact(line))) == label_key(agency) != ""


def _signs(line: str, agency: str) -> bool:
    """Whether a line is of a signature, or a field for one."""
    return is_signature(line, agency) or _is_field(line, agency)


def _is_field(line: str, agency: str) -> bool:
    """Whether a line is a field to sign that is blank or has the agency: `____（盖章）`, `填表人：____`, `填报单位：某局`."""
    label, _, name = compact(line).partition(":")
    named = is_office_label(label) and label_key(name) == label_key(agency) != ""
    return named or is_room_for_seal(line) or is_to_fill_in(line)


def is_signature(line: str, agency: str) -> bool:
    """Whether a line is of a signature: a day, the agency's name or a part of it, both, or placeholders for them."""
    if is_date(line) or is_blank_name(line):
        return True
    dense = SEAL.sub("", compact(line))
    if len(dense) > _LONGEST_NAME:
        return False
    day = _LAST_DAY.search(dense)
    name, whole = label_key(dense[: day.start()] if day else dense), label_key(agency)
    # Offices sign with a part of their name, 市水利局; with the whole one where `agency` is a part; or with that of the
    # unit that wrote the report, 海州市水利局办公室.
    of_one_office = whole.endswith(name) or name.startswith(whole) or name.endswith(whole)
    part = is_name(name) and of_one_office and len(name) >= _SHORTEST_NAME
    return bool(whole) and (name == whole or part)


def closing_day(line: str) -> date | None:
    """The day in a line below the last section, alone or behind the name of an office."""
    if day := read_date(line):
        return day
    name = closing_name(line)
    return read_date(SEAL.sub("", compact(line)).removeprefix(name)) if name else None


def closing_name(line: str) -> str:
    """The name in a line below the last section, alone or before a day; empty where that is none."""
    dense = SEAL.sub("", compact(line))
    day = _LAST_DAY.search(dense) if len(dense) <= _LONGEST_NAME else None
    name = dense[: day.start()] if day else dense
    return name if is_name(name) else ""


def is_sentence(line: str) -> bool:
    """Whether a line before the first section is a sentence of a foreword, and no date or source: it ends with 。 or ：."""
    text = line.strip()
    if text.endswith("。"):
        return len(text) > _SHORTEST_SENTENCE
    return len(text) > _SHORTEST_LEAD_IN and text.endswith(("：", ":"))


def prose_of(lines: Sequence[str], agency: str, *, last: bool) -> list[int]:
    """The indices of the lines of a section that are its prose.

    Blank lines, page numbers and `UNWRITTEN` are left out; in the `last` section so are the signature and what follows.
    """
    kept = [at for at, line in enumerate(lines) if says_something(line) and not is_page_number(line)]
    if not last:
        return kept
    kept = kept[: len(without_closing([lines[at] for at in kept], agency))]
    while kept and compact(lines[kept[-1]]).rstrip(":") == "附件":
        kept.pop()
    return kept
