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
    read_date,
    says_something,
)
from ndbg.text.labels import compact, label_key
from ndbg.text.patterns import Pattern, any_in

# A year in digits or numerals, or what a blank form has in its place, perhaps in brackets.
_OPEN, _CLOSE = rf"[{re.escape(OPENING)}]?", rf"[{re.escape(CLOSING)}]?"
_YEAR = (
    rf"(?P<place>{_OPEN}(?P<year>20\d\d|２０[０-９]{{2}}|{BLANK_YEAR.pattern}|20(?=年)|[×╳✕_＿Xx]{{2,4}}(?=年)"
    rf"|某(?=年)|二[〇○零Oo0][一二三四五六七八九〇○零]{{2}}){_CLOSE})"
)
_BEFORE = r"(?:附件\d{0,2}[:：.、]?)?《?(?:关于)?"
_AFTER = r"》?(?:[（(][^（()）]{1,8}[）)]){0,2}"
_SUBJECT = "信息公开"
_SUBJECTS = rf"(?:政府|政务)?{_SUBJECT}(?:工作)?(?:情况)?"
_REPORT = r"的?(?:年度)?(?:工作)?(?:情况)?的?(?:报告|年报)"
_NAME = f"{_SUBJECTS}{_REPORT}"
# Most titles have a plain year, or our own marker for it, and no sign of any other; expressions for those are compiled
# far sooner.
_PLAIN_YEAR = rf"(?P<place>{_OPEN}(?P<year>20\d\d){_CLOSE})"
_MARKER = "{{年度}}"
_MARKED_YEAR = rf"(?P<place>(?P<year>{re.escape(_MARKER)}))"
_OTHER_YEARS = (
    *FOR_CHARACTERS, "２", "二", "20年", "某年", *(f"{sign}年" for sign in (*CLOSING, "。", "年度", "年份"))
)  # fmt: skip
_PLAIN_TITLES, _MARKED_TITLES, _TITLES = (
    tuple(
        Pattern(_BEFORE + pattern + _AFTER, given=given)
        for pattern in (
            rf"(?P<agency>.*?){year}年?度?{_NAME}",
            rf"(?P<agency>.*?){_NAME}[（(]{year}年?度?[）)]",
            rf"(?P<agency>.+?){_SUBJECTS}{year}年?度?{_REPORT}",
            rf"{year}年度?(?P<agency>.+?){_NAME}",
        )
    )
    for year, given in ((_PLAIN_YEAR, "20"), (_MARKED_YEAR, _MARKER), (_YEAR, ""))
)
# A caption before a title, or the path to its page.
_PATH = Pattern(r"(?:.*(?:首页|公开|年报|目录).*[>＞»›|｜/\\]|.*[:：])", given=":|：|首页|公开|年报|目录")
_NAME_ALONE = Pattern(r"[\w（）()·、“”]{2,40}")
_NO_NAMES_BEGIN = ("附件", "附表", "附录")
_NO_NAME = ("文件", "公开", "年报", "报告", "目录", "专栏", "首页", "正文", "内容", "详情", "日", "年")
_SHORTEST_NAME, _LONGEST_NAME = 3, 60
_LAST_DAY = Pattern(r"20\d\d年\d{1,2}月\d{1,2}日$", given="日")
# What may stand below a signature.
_BELOW = Pattern(
    rf"{SEAL.pattern}|(?:联系|电话|地址|邮编|附件|审核|填报|经办|此件)[^。]{{0,60}}|[（(](?:联系|此件)[^。]{{0,60}}"
)
_MOST_TITLE_LINES = 4
_BRACKETS = "（）()〔〕[]《》"
_ROOM = ("（）", "()", "〔〕", "[]")
_OTHER_PAGES = ("上一篇", "下一篇", "上一条", "下一条")
_ENDS = ("报告", "年报", "》", "）", ")")
_YEARLESS = Pattern(rf"{_BEFORE}(?!{_NAME}$)(?P<agency>[^，。：《》]{{2,40}}?){_NAME}{_AFTER}")
# The agency in brackets behind a title.
_BEHIND = Pattern(r"(?P<title>.+(?:报告|年报)》?)[（(](?P<agency>[^（()）]{2,40})[）)]")
_OFFICE_ALONE = Pattern(r"[（(](?P<agency>[^（()）]{2,40})[）)]")
# The title of a blank form, which says neither who nor when: 政府信息公开工作年度报告格式模板.
_ROOM_FOR_YEAR = Pattern(r"[ \u3000\xa0_＿]{2,}(?=年)")
_BLANK_DIGITS = "20××"
# What a title has behind it of a form or a draft: （样表）, （送审稿）.
_STAGE = Pattern(
    r"\s*[（(](?:(?:统一)?格式|样[表式本]|模[板版]|范[本文]|示例|初稿|草稿|草案|送审稿|报[批审]稿|征求意见稿|讨论稿|审议稿|代拟稿)[）)]"
    r"(?=\s*》?\s*$)",
    given="格式|样|模|范|示例|稿|草案",
)
_BLANK_TITLE = Pattern(rf"《?{_NAME}》?[（(]?(?:格式|统一)?(?:模[板版]|样[表式本]|范[本文]|格式)?[）)]?")
_SHORTEST_SENTENCE, _SHORTEST_LEAD_IN = 8, 20
_LONGEST_TITLE = 120
_DIGITS = str.maketrans("一二三四五六七八九〇○零Oo", "12345678900000")
# A second-level heading at the head of a paragraph, `（一）主动公开。`; it is short: a long
# sentence is text that happens to be numbered.
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


def in_digits(year: str) -> str:
    """A year in numerals as digits: `二〇二一` is `2021`."""
    return year.translate(_DIGITS)


def read_title(text: str) -> Title | None:
    """The report's title in a line; None where there is none. Spaces are ignored.

    Several of them, or of underscores, before 年 are room for the year.
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
    kept = [index for index, char in enumerate(text) if not char.isspace()]
    if len(kept) > _LONGEST_TITLE:
        return None
    dense = "".join(text[index] for index in kept)
    if _SUBJECT not in dense or not dense.endswith(_ENDS):
        return None
    match = next((m for pattern in _titles_for(dense) if (m := pattern.fullmatch(dense))), None)
    if match is None or not match["agency"]:
        behind = _BEHIND.fullmatch(dense)
        if behind and is_office(behind["agency"]) and (title := read_title(behind["title"])):
            start, end = behind.span("agency")
            span = (kept[start], kept[end - 1] + 1)
            year_span = (kept[title.year_span[0]], kept[title.year_span[1] - 1] + 1)
            return title if title.agency else Title(behind["agency"], title.year, span, year_span)
    if match is None:
        return None
    # What is no more than a bracket is no agency, and has room for one only where it is a pair.
    agency = match["agency"] if match["agency"].strip(_BRACKETS) else ""
    room = agency or match["agency"] in _ROOM
    spans = {
        name: (kept[match.start(name)], kept[match.end(name) - 1] + 1) if there else (0, 0)
        for name, there in (("agency", room), (_year_group(match), True))
    }
    year = in_digits(compact(match["year"]))
    return Title(
        agency=agency,
        year=int(year) or None if year.isdigit() and len(year) == 4 else None,  # ○○○○ is no year
        agency_span=spans["agency"],
        year_span=spans[_year_group(match)],
    )


def _titles_for(dense: str) -> Sequence[Pattern]:
    """The expressions for titles with the kind of year that a text has."""
    plain = dense.replace(_MARKER, "2000")
    if any_in(_OTHER_YEARS, plain):
        return _TITLES
    return _PLAIN_TITLES if plain == dense else _MARKED_TITLES


def _year_group(match: re.Match[str]) -> str:
    """The group of a title that holds the year: with the brackets around it, where it has both: 【2024】年."""
    return "place" if match["place"][0] in OPENING and match["place"][-1] in CLOSING else "year"


def stage_in(text: str) -> tuple[int, int] | None:
    """The place of what a title says behind it of a form or a draft: `（样表）`, `（送审稿）`."""
    found = _STAGE.search(text)
    return found.span() if found else None


def agency_in(title: Title) -> str:
    """The agency from the text before a title that follows a caption or a path: `首页>年报>某局关于`."""
    name = "".join(title.agency.split())
    path = _PATH.match(name)
    return name[path.end() if path else 0 :].removesuffix("关于")


class Standing(NamedTuple):
    """A title among lines: its content, its text without blanks, the indices of its lines."""

    agency: str
    year: int | None
    text: str
    lines: range


def titles_in(lines: Sequence[str]) -> Iterator[Standing]:
    """The titles among some lines, in order; one may be spread over up to four.

    A title without an agency takes what stands on the line above, if that can be the name of one, or the office in
    brackets on the line below.
    """
    free = 0  # the first line that is not part of a title yet
    for last in range(len(lines)):
        for first in range(last, max(last - _MOST_TITLE_LINES, free - 1), -1):
            written = "".join(lines[first : last + 1])
            text = "".join(written.split())
            if text.startswith(_OTHER_PAGES):
                break
            if not (title := read_title(written)):
                continue
            agency, dense = agency_in(title), "".join(lines[first].split())
            # What is no name may still be a title's first line, where it has the year.
            begins = title.year_span[0] < len(lines[first]) and not is_date(dense)
            if first < last and agency and not (begins or is_name(agency) or is_blank_name(agency)):
                continue
            if not agency and first > free and is_name(above := "".join(lines[first - 1].split())):
                first, agency, text = first - 1, above, f"{above}{text}"
            free = last + 1
            if not agency and (below := _in_brackets("".join(lines[free : free + 1]))):
                free, agency, text = free + 1, below, f"{text}（{below}）"
            yield Standing(agency, title.year, text, range(first, free))
            break


def _in_brackets(line: str) -> str:
    """The office whose name in brackets a whole line is; empty where it is none."""
    found = _OFFICE_ALONE.fullmatch("".join(line.split()))
    return found["agency"] if found and is_office(found["agency"]) else ""


def is_name(text: str) -> bool:
    """Whether a line can be the name of an agency rather than site furniture."""
    wrong = text.endswith(_NO_NAME) or text.startswith(_NO_NAMES_BEGIN) or _SUBJECT in text
    return bool(_NAME_ALONE.fullmatch(text)) and not wrong


def is_title_without_year(text: str) -> bool:
    """Whether a line is a report's title without a year."""
    return bool(yearless_agency(text))


def yearless_agency(text: str) -> str:
    """The agency in a title that has no year, with what may stand before it; empty where it is none."""
    dense = "".join(text.split())
    if _SUBJECT not in dense or len(dense) > _LONGEST_TITLE:
        return ""
    found = _YEARLESS.fullmatch(dense)
    return found["agency"] if found else ""


def is_blank_title(text: str) -> bool:
    """Whether a line is the title of a blank form that names neither agency nor year."""
    dense = "".join(text.split())
    return _SUBJECT in dense and len(dense) <= _LONGEST_TITLE and bool(_BLANK_TITLE.fullmatch(dense))


def lead_of(line: str) -> int:
    """The length of the heading at the head of a paragraph: its numbered first sentence, if short enough."""
    match = LEAD.match(line)
    return match.end() if match and len(match[0]) <= LONGEST_LEAD else 0


def is_page_number(text: str) -> bool:
    """Whether a line is the number of its page: `— 3 —`, `第3页`, `3/4`."""
    return len(text.strip()) <= LONGEST_LINE and bool(_PAGE_NUMBER.fullmatch(compact(text)))


def without_closing(lines: Sequence[str], agency: str) -> list[str]:
    """The lines of the last section without the signature: the agency's name, the day, and what goes with them.

    Only lines from the name or the day on are removed. Where the agency signs in full above a day, whatever stands
    below is removed: notes, recipients of copies, an annex.
    """
    signed = (at for at in range(len(lines)) if _is_signed(lines[at : at + 2], agency))
    if (at := next(signed, None)) is not None:
        return list(lines[:at])
    end = len(lines)
    while end and (is_signature(lines[end - 1], agency) or _BELOW.fullmatch(compact(lines[end - 1]))):
        end -= 1
    signs = [at for at in range(end, len(lines)) if is_signature(lines[at], agency)]
    # A part of the name alone signs nothing; above a day it does.
    certain = any(_LAST_DAY.search(compact(lines[at])) or is_date(lines[at]) for at in signs)
    whole = [
        at for at in signs if certain or label_key(lines[at]) == label_key(agency) or is_blank_name(lines[at])
    ]
    return list(lines[: min(whole, default=len(lines))])


def _is_signed(lines: Sequence[str], agency: str) -> bool:
    """Whether a line is the whole name of the agency, perhaps with a seal, and the next one a day."""
    name, *below = lines
    return (
        bool(below)
        and is_date(below[0])
        and label_key(SEAL.sub("", compact(name))) == label_key(agency) != ""
    )


def is_signature(line: str, agency: str) -> bool:
    """Whether a line is of a signature: a day, the name of the agency, both, or placeholders for them."""
    if is_date(line) or is_blank_name(line):
        return True
    dense = SEAL.sub("", compact(line))
    if len(dense) > _LONGEST_NAME:
        return False
    day = _LAST_DAY.search(dense)
    name, whole = label_key(dense[: day.start()] if day else dense), label_key(agency)
    # Offices sign with a part of their name, 市水利局, with all of it below a title that has a part, or with the
    # unit that wrote the report.
    one = whole.endswith(name) or name.startswith(whole) or name.endswith(whole)
    part = is_name(name) and one and len(name) >= _SHORTEST_NAME
    return bool(whole) and (name == whole or part)


def closing_day(line: str) -> date | None:
    """The day in a line below the last section, alone or behind the name of an office."""
    if day := read_date(line):
        return day
    dense = SEAL.sub("", compact(line))
    found = _LAST_DAY.search(dense) if len(dense) <= _LONGEST_NAME else None
    return read_date(found[0]) if found and is_name(dense[: found.start()]) else None


def is_sentence(line: str) -> bool:
    """Whether a line before the first section is of a foreword: a whole sentence, no date and no source."""
    text = line.strip()
    if text.endswith("。"):
        return len(text) > _SHORTEST_SENTENCE
    return len(text) > _SHORTEST_LEAD_IN and text.endswith(("：", ":"))


def prose_of(lines: Sequence[str], agency: str, *, last: bool) -> list[int]:
    """The indices of the lines of a section that are its prose.

    Blanks, page numbers and our own sign for what is unwritten are left out; so is, in the last section, what
    closes the report.
    """
    kept = [at for at, line in enumerate(lines) if says_something(line) and not is_page_number(line)]
    if not last:
        return kept
    kept = kept[: len(without_closing([lines[at] for at in kept], agency))]
    while kept and compact(lines[kept[-1]]).rstrip(":") == "附件":  # what is enclosed is no text
        kept.pop()
    return kept
