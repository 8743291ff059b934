"""Placeholders of blank forms: `××局`, `20××年`, `____`, `{{机关}}`.

Used by checking, by reading titles and by filling forms.
"""

import re
from collections.abc import Iterator
from datetime import date

from ndbg.document.fields import OFFICE, PUBLISHED, REPORTER, SEALED, WRITTEN, YEAR
from ndbg.text.labels import compact
from ndbg.text.numerals import number
from ndbg.text.patterns import HAN, Pattern, any_in

# What `fill --draft` prints in a section without text; readers leave it out.
UNWRITTEN = "（此处还没有正文）"

# A marker: `{{本年新收}}`. Its length is bounded, so that the search is linear.
MARKER = Pattern(r"(?:\{\{|｛｛)(?=[^\S\n]{0,90}[^\s{}｛｝])([^{}｛｝\n]{1,90})(?:\}\}|｝｝)")

_NUMERAL = "一二三四五六七八九十〇○零"
# Signs in place of one character or digit each, without and with letters and underscores.
_SHAPES = "×╳✕✖○〇◯＊*□☐△▲"
FOR_CHARACTERS = f"{_SHAPES}Xx_＿"
_SIGNS = "|".join(FOR_CHARACTERS)
# The brackets around the name of what is to be written: 〔单位全称〕, 【20××】, ${年度}.
OPENING, CLOSING = "（(〔［[【{｛<＜«〈", "）)〕］]】}｝>＞»〉"
_ROUND = "（(）)"


def _field(words: str, without: str = "") -> str:
    """A pattern for one of some words in brackets of any kind, except those in `without`."""
    opening, closing = (
        re.escape("".join(c for c in kind if c not in without)) for kind in (OPENING, CLOSING)
    )
    return rf"[$＄]?[{opening}]{{1,2}}(?:{words})[{closing}]{{1,2}}"


def _closed(*words: str) -> str:
    """Each of some words with each closing bracket, as `given` of a `Pattern`."""
    return "|".join(word + sign for word in words for sign in CLOSING)


# What Word shows in an empty content control: 单击或点击此处输入文字。
_CLICK = r"单击(?:或点击)?(?:此处|这里|以)?(?:输入|键入|选择|填写|添加)"
_PROMPT = rf"{_CLICK}[^\s，。；：]{{0,12}}。?|(?:^|(?<=[:：]))选择一项。?$"
_OFFICE_PROMPT = rf"{_CLICK}(?:单位|机关|部门)(?:(?:名称|全称)。?|。|$)"
_YEAR_PROMPT = rf"(?:{_CLICK}|请?(?:选择|输入|填写))(?:报告)?年[度份]。?(?=年度?(?:政府|政务)信息公开)"
_DIGITS_OF_YEAR = rf"20(?:[{_SHAPES}]{{2}}|XX|xx|[_＿]{{2,}})"
BLANK_YEAR = Pattern(
    rf"{_field(_DIGITS_OF_YEAR)}(?=\s*年)|{_DIGITS_OF_YEAR}(?![A-Za-z0-9])|202[{_SHAPES}Xx](?=\s*年)"
    rf"|[{_SHAPES}]{{4}}(?=\s*年)|二[〇○零][{_NUMERAL}]?[×╳✕]{{1,2}}(?=\s*年)"
    rf"|{_field('(?:报告)?年[度份]')}(?=\s*年)|{_YEAR_PROMPT}",
    given=f"{_SIGNS}|{_closed('年度', '年份')}|选择年|输入年|填写年|键入年|添加年|报告年",
)

_OFFICE_WORDS = "(?:请?填写?|填报|填表|报告|编制|报送|本|行政)?(?:单位|机关|部门)"
# A placeholder in words for the name of an office: 〔填报单位名称〕.
OFFICE_TO_NAME = Pattern(
    rf"{_field(f'{_OFFICE_WORDS}(?:全称|名称)')}|{_field(_OFFICE_WORDS, without=_ROUND)}|{_OFFICE_PROMPT}",
    given=f"{_closed('称', '单位', '机关', '部门')}|单击",
)
# A placeholder for it in a foreword: 本报告由×××根据……编制.
OFFICE_IN_FOREWORD = Pattern(r"(?<=由)[×╳✕✖]{2,}(?:局|单位|机关|部门)?(?=根据|按照|依据|编制)")
_BLANK = Pattern(
    rf"""{BLANK_YEAR.pattern}
      | [×╳✕✖]{{2,}} | [○〇◯]{{2,}} | (?<![^\Wa-zA-Z_])[*＊]{{2,}}(?!\d) | [*＊]{{3}} | [□☐△▲]{{2,}}
      | (?<![A-Za-z0-9])(?:X{{2,}}|x{{2,}}|Ｘ{{2,}})(?![A-Za-z0-9])
      | (?<![×╳✕○])[×╳✕○]+(?=[月日号])
      | (?<![A-Za-z0-9_])_{{2,}}(?![A-Za-z0-9]) | ＿{{2,}}
      | (?<!…)…+(?=[件条次份人]) | (?<=[〔［\[【（(])20[ \u3000]{{1,4}}(?=[〕］\]】）)]) | 【[ \u3000]*】 | [（(][ \u3000]+[）)]
      | {OFFICE_TO_NAME.pattern} | {_PROMPT}""",
    re.VERBOSE,
    given=f"{_SIGNS}|20 |20\u3000|单击|选择一项|选择年|输入年|填写年|键入年|添加年|报告年|Ｘ|…|【|（ |( |（\u3000|(\u3000|{_closed('称', '单位', '机关', '部门', '年度', '年份')}",
)
_BRACED = Pattern(r"[{｛]{1,3}[^\S\n]{0,9}([^\s{}｛｝][^{}｛｝\n]{0,60})[}｝]{1,3}", given="{|｛")
_ADDRESS = Pattern(r"(?:https?://|www\.)[!-~]{1,300}|[\w.]{1,60}@[\w.]{1,60}", given="http|www.|@")
_TO_WRITE = "(?:填写|填报|填入|输入|录入)"
_IN_BRACKETS_ROUND = r"[【（(\[〔](?:{})[】）)\]〕]"
# An instruction in brackets to write there, （此处填写）, 【填写说明：500字以内】, and one on the length, （1000字以内）.
_PROMPT_TO_WRITE = Pattern(
    _IN_BRACKETS_ROUND.format(
        rf"请?在?(?:此处|这里|此|文本框[内里]){_TO_WRITE}[^】）)\]〕，。《]{{0,20}}"
        rf"|请(?:如实|认真|据实)?{_TO_WRITE}[^】）)\]〕，。《]{{0,20}}"
        r"|填[写报表]说明[:：]?[^】）)\]〕]{0,60}|待?填写?(?:正文|内容|文字|数字?)?"
    ),
    given="填|输入|录入",
)
_PROMPT_OF_LENGTH = Pattern(
    _IN_BRACKETS_ROUND.format(r"(?:字数)?(?:不超过|不多于|不少于|限|约)?\d{2,4}字(?:以[内上下]|左右)?"),
)
_GAP = Pattern(r"[ \u3000\xa0]{3,}|\{\{|\}\}|｛｛|｝｝")
_SIGNS_OF_DAYS = f"0123456789{FOR_CHARACTERS}{_NUMERAL}某"
_SIGN = f"[{_SIGNS_OF_DAYS}]"
_YEAR_OF_DAY = rf"(?:{_SIGN}{{1,8}}|{_field(rf'{_SIGN}{{4,8}}|(?:报告)?年[度份]')})?"
_DAY = rf"{_YEAR_OF_DAY}年(?:{_SIGN}{{1,3}})?月(?:{_SIGN}{{1,3}})?日"
# A day in numerals or placeholders, or a placeholder for one in words; and how such a line ends.
_OTHER_DATE = Pattern(
    rf"{_DAY}|{_field('(?:公布|发布|成文)?日期')}|单击(?:或点击)?(?:此处|以)?(?:选择|输入)日期。?"
)
_OTHER_DATE_BEGINS = ("年", "单击", *"$＄", *OPENING, *_SIGNS_OF_DAYS)
_OTHER_DATE_ENDS = ("日", "日期", "日期。", *(f"日期{sign}" for sign in CLOSING))
_MONTH = Pattern(rf"{_SIGN}{{4}}年{_SIGN}{{1,3}}月")
LONGEST_LINE = 120  # characters, with blanks, of a line that is only a date, a name or a page number

_WRITTEN_DATE = Pattern(r"(20\d\d)(?:年(\d{1,2})月(\d{1,2})日|([./-])(\d{1,2})\4(\d{1,2}))")
_DATE_IN_NUMERALS = Pattern(
    r"(二[〇○零][一二三四五六七八九〇○零]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日",
)
SEAL = Pattern(r"[（(](?:公章|盖章|印章|签章|章)[）)]")
_OFFICE_END = "(?:局|委|办|厅|部|府|室|会|院|中心|署|行|处|队|所|区|县|市|省|镇|乡|道|校|学|司|站|馆|关)"
# A placeholder for the name of an office as a whole line, in signs or in words; its place may be written: 某市××局.
_NAME_IN_SIGNS = Pattern(
    rf"(?:{HAN}{{1,8}}[省市区县州盟旗镇乡])?(?:[{FOR_CHARACTERS}]{{2,}}|某某)"
    rf"[\w（）(){FOR_CHARACTERS}]{{0,12}}(?:{_OFFICE_END}|单位|部门)(?:[（(][^（()）]{{1,8}}[）)])?",
    given=f"{_SIGNS}|某某",
)
_NAME_IN_WORDS = Pattern(
    rf"{_field(f'{_OFFICE_WORDS}(?:全称|名称)?|请?填写?(?:全称|名称)')}|{_OFFICE_PROMPT}",
    given=f"{_closed('称', '单位', '机关', '部门')}|单击",
)
# One within a text, up to a blank, a bracket, a year or the end of the line: ××局20××年.
_BLANK_NAME_WITHIN = Pattern(
    rf"(?<![\w{FOR_CHARACTERS}])(?:{_NAME_IN_SIGNS.pattern}|{_NAME_IN_WORDS.pattern})(?=$|[\s（(）)]|20[\d{FOR_CHARACTERS}]|文件$)",
    given="|".join((*_NAME_IN_SIGNS.given, *_NAME_IN_WORDS.given)),
)
_ROOM_FOR_NAME = Pattern(rf"[{FOR_CHARACTERS}]{{2,40}}")
_UNIT = "办公室"  # the unit of an office that may sign for it
# A field for the name of the office that fills in the form; the group `room` or `line` is where the name goes.
_OFFICE_FIELD = Pattern(
    rf"(?:{REPORTER}|(?<!{HAN})本?{OFFICE})\s*{SEALED}\s*[:：]"
    rf"(?P<room>[ \u3000\xa0]*(?:[{FOR_CHARACTERS}]{{2,}}(?=$|[\s（(])|(?=$|\n|{HAN}{{2,6}}[:：])))"
    r"|^\s*(?:单位|机关|部门)[:：](?P<line>[ \u3000\xa0]*[_＿]{4,})\s*$",
    re.MULTILINE,
)
# A field for the year of the report; the group is where it goes.
_YEAR_FIELD = Pattern(
    rf"{YEAR}\s*[:：](?P<room>[ \u3000\xa0{FOR_CHARACTERS}]*)(?=年?\s*$)",
    re.MULTILINE,
    given="年度|年份",
)
# What may surround a day: brackets, or a label before it.
_BEFORE_DAY = Pattern(rf"\s*(?:[（(]|(?:{PUBLISHED}|{WRITTEN}|日\s*期)\s*[:：])?\s*")
_BEHIND_DAY = Pattern(r"\s*[）)]?\s*$")
_OPEN_DAY = rf"(?:{_DAY}|20\d\d[./-]\d{{1,2}}[./-]\d{{1,2}})"
# A day at the end of a line, also of an imprint (…日印发), unless it ends a period (至…日).
_DAY_AT_END = Pattern(rf"(?:^|[^至到—–\-起\d×Xx_]){_OPEN_DAY}(?:印发|公布|发布)?\)?$")
_ENDS_OF_DAY = ("日", "印发", "公布", "发布", ")", *"0123456789")
_IN_BRACKETS = re.compile(r"[（(](.+)[）)]")
_APART = re.compile(r"[ \u3000\xa0]{2,}")
_OFFICE = Pattern(rf"[\w（）()]{{2,30}}{_OFFICE_END}")


def says_something(line: str) -> bool:
    """Whether a line of a section has text other than `UNWRITTEN`."""
    return bool(text := line.strip()) and text != UNWRITTEN


def find_blanks(text: str) -> Iterator[re.Match[str]]:
    """The placeholders in a text, except markers and those within URLs."""
    return _BLANK.finditer(_ADDRESS.sub(lambda found: "a" * len(found[0]), text))


def has_blanks(text: str) -> bool:
    """Whether a text has a placeholder: `××局`, `（单位名称）`."""
    return any(True for _ in find_blanks(text))


def find_braced(text: str) -> Iterator[re.Match[str]]:
    """Names in braces that are no markers: `{本年新收}`, `｛｛本年新收}`; group 1 is the name."""
    markers = {match.span() for match in MARKER.finditer(text)}
    return (match for match in _BRACED.finditer(text) if match.span() not in markers)


def marker_name(match: re.Match[str]) -> str:
    """The name in a marker."""
    return match[1].strip()


def find_prompts(text: str) -> Iterator[re.Match[str]]:
    """The instructions in brackets to write something there: `（此处填写）`, `【填写说明：500字以内】`."""
    return _PROMPT_TO_WRITE.finditer(text)


def is_prompt(text: str) -> bool:
    """Whether a text is only an instruction in brackets, on what to write there or on its length: `（1000字以内）`."""
    said = text.strip()
    return bool(_PROMPT_TO_WRITE.fullmatch(said) or _PROMPT_OF_LENGTH.fullmatch(said))


def find_gaps(text: str) -> Iterator[re.Match[str]]:
    """Runs of three or more blanks, and stray double braces."""
    return _GAP.finditer(text)


def read_date(text: str) -> date | None:
    """The date of a line that is only a date: `2025年1月24日`, `2025-01-24`, `二〇二五年一月二十四日`."""
    dense = compact(text)
    return _date(_WRITTEN_DATE.fullmatch(dense)) or _date(_DATE_IN_NUMERALS.fullmatch(dense))


def find_date(text: str) -> date | None:
    """The first date in a text."""
    dense = compact(text)
    return _date(_WRITTEN_DATE.search(dense)) or _date(_DATE_IN_NUMERALS.search(dense))


def _date(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        return date(*(number(n) for n in match.groups() if n and n not in "./-"))
    except ValueError:
        return None


def is_date(text: str) -> bool:
    """Whether a line is only a date, in digits or numerals, or the placeholder for one."""
    if len(text.strip()) > LONGEST_LINE:
        return False
    dense = compact(text)
    other = dense.startswith(_OTHER_DATE_BEGINS) and dense.endswith(_OTHER_DATE_ENDS)
    return bool(_WRITTEN_DATE.fullmatch(dense) or (other and _OTHER_DATE.fullmatch(dense)))


def is_month(text: str) -> bool:
    """Whether a line is only a year and a month, as on a cover."""
    dense = compact(text)
    return len(text.strip()) <= LONGEST_LINE and dense.endswith("月") and bool(_MONTH.fullmatch(dense))


def is_blank_name(text: str) -> bool:
    """Whether a line is only a placeholder for the name of an office: `××局（公章）`."""
    if len(text.strip()) > LONGEST_LINE:
        return False
    said = SEAL.sub("", compact(text))
    return bool(_NAME_IN_SIGNS.fullmatch(said) or _NAME_IN_WORDS.fullmatch(said))


def find_blank_names(text: str) -> Iterator[re.Match[str]]:
    """The placeholders for the name of an office in a text that are a word of their own: `××局20××年`."""
    return _BLANK_NAME_WITHIN.finditer(text)


def is_room_for_name(text: str) -> bool:
    """Whether a line is only a placeholder of signs: `××××`."""
    return bool(_ROOM_FOR_NAME.fullmatch(SEAL.sub("", compact(text))))


def is_room_for_seal(text: str) -> bool:
    """Whether a line is only signs in place of the name of an office and the place of its seal: `____（盖章）`."""
    return SEAL.search(text) is not None and is_room_for_name(text)


def written_name(blank: str, agency: str) -> str:
    """The name to put for a placeholder: the agency's, or that of its 办公室 where the placeholder is for one."""
    unit = not _may_be(blank, agency) and blank.endswith(_UNIT) and _may_be(blank.removesuffix(_UNIT), agency)
    return f"{agency}{_UNIT}" if unit else agency


def _may_be(blank: str, agency: str) -> bool:
    """Whether a placeholder of a name fits an agency: `某市××局` and 某市水利局."""
    parts = (re.escape(part) for part in re.split(rf"[{FOR_CHARACTERS}]{{2,}}", blank))
    return re.fullmatch(".+".join(parts), agency) is not None


def office_fields(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each place for the name of the office that fills in the form: `填报单位：____`."""
    for match in _OFFICE_FIELD.finditer(text):
        part = "line" if match["line"] else "room"
        start, end = match.span(part)
        signs = match[part].strip()
        # Two of the blanks before another field on the line are kept.
        kept = 0 if signs or end == len(text) or text[end] == "\n" else 2
        yield end - len(signs) if signs else start, max(start, end - kept)


def year_fields(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each place for the year of the report at the end of a line: `报告年度：____`."""
    return (match.span("room") for match in _YEAR_FIELD.finditer(text)) if any_in("：:", text) else iter(())


def day_in(line: str) -> tuple[int, int] | None:
    """The start and end of the date in a line, alone, in brackets or behind its label: `公布日期：2025年1月24日`."""
    if is_date(line):
        return len(line) - len(line.lstrip()), len(line.rstrip())
    before, behind = _BEFORE_DAY.match(line), _BEHIND_DAY.search(line)
    if before is None or behind is None:
        return None
    start, end = before.end(), behind.start()
    return (start, end) if start < end and is_date(line[start:end]) else None


def name_and_day(line: str) -> list[str]:
    """A line split at its first two or more blanks, without brackets around the whole: a name and a day, if both."""
    said = line.strip()
    inner = _IN_BRACKETS.fullmatch(said)
    return _APART.split(inner[1].strip() if inner and not is_blank_name(said) else said, 1)


def day_behind_name(line: str) -> tuple[int, int] | None:
    """The start and end of the day in a line of an office and a day: `（某市水利局　　2025年1月20日）`."""
    name, *behind = name_and_day(line) if len(line) <= LONGEST_LINE else [line]
    if not behind or not is_office(name) or not is_date(behind[0]):
        return None
    start = line.rindex(behind[0])
    return start, start + len(behind[0])


def ends_in_day(line: str) -> bool:
    """Whether a line ends with a date, or a placeholder for one, that does not end a period (至…日)."""
    dense = compact(line) if len(line) <= LONGEST_LINE else ""
    return dense.endswith(_ENDS_OF_DAY) and bool(_DAY_AT_END.search(dense))


def is_office(text: str) -> bool:
    """Whether a line is only the name of an office or a placeholder for one."""
    return is_blank_name(text) or bool(_OFFICE.fullmatch(SEAL.sub("", compact(text))))
