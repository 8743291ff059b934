"""Reading a report's title and headings in the wordings that are met in use."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ndbg.form.blanks import BLANK_YEAR, LONGEST_LINE, is_date
from ndbg.form.labels import bare, likeness, tight
from ndbg.form.model import FORM, Section
from ndbg.patterns import Pattern, Words

# A year in digits or numerals, or what a blank form has in its place, perhaps in brackets.
_YEAR = (
    rf"[（(〔\[]?(?P<year>20\d\d|２０[０-９]{{2}}|{BLANK_YEAR.pattern}|20(?=年)|[×╳✕_＿Xx]{{2,4}}(?=年)"
    rf"|二[〇○零Oo0][一二三四五六七八九〇○零]{{2}})[）)〕\]]?"
)
_BEFORE = r"(?:附件\d{0,2}[:：.、]?)?《?"
_AFTER = r"》?(?:[（(][^（()）]{1,8}[）)])?"
_SUBJECT = "政府信息公开"
_NAME = rf"{_SUBJECT}(?:工作)?(?:年度)?(?:工作)?报告"
# Most titles have a plain year and no sign of any other; expressions for those are compiled far sooner.
_PLAIN_YEAR = r"[（(〔\[]?(?P<year>20\d\d)[）)〕\]]?"
_OTHER_YEARS = Words("×|╳|✕|✖|○|〇|＊|*|X|x|_|＿|２|二|20年")
_PLAIN_TITLES, _TITLES = (
    tuple(
        Pattern(_BEFORE + pattern + _AFTER)
        for pattern in (
            rf"(?P<agency>.*?){year}年?度?{_NAME}",
            rf"(?P<agency>.*?){_NAME}[（(]{year}年?度?[）)]",
            rf"(?P<agency>.+?)政府信息公开(?:工作)?{year}年?度?(?:工作)?报告",
            rf"{year}年度?(?P<agency>.+?){_NAME}",
        )
    )
    for year in (_PLAIN_YEAR, _YEAR)
)
_ENDS = ("报告", "》", "）", ")")
_YEARLESS = Pattern(rf"{_BEFORE}[^，。：《》]{{2,40}}{_NAME}{_AFTER}")
_SHORTEST_SENTENCE, _SHORTEST_LEAD_IN = 8, 20
_LONGEST_TITLE = 120
_LONGEST_HEADING = 40
_DIGITS = str.maketrans("一二三四五六七八九〇○零Oo", "12345678900000")
# A second-level heading at the head of a paragraph, `（一）主动公开。`; it is short: a long
# sentence is text that happens to be numbered.
LEAD = Pattern(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*[^。！？；]*[。！？；]?")
LONGEST_LEAD = 40
_ANNEX = Pattern(r"附[件表录]\d{0,2}[:.、]?(?:[^。]{0,30}(?:情况|统计|表))?", given="附")
_PAGE_NUMBER = Pattern(
    r"[-—–―]+\d{1,3}[-—–―]+|第\d{1,3}页(?:[,，/]?共\d{1,3}页)?|\d{1,3}/\d{1,3}", given="-|—|–|―|/|页"
)


class Title(NamedTuple):
    """A title in a text: where the agency and the year stand in it, and what they say."""

    agency: str
    year: int | None
    agency_span: tuple[int, int]
    year_span: tuple[int, int]


def in_digits(year: str) -> str:
    """A year in numerals as digits: `二〇二一` is `2021`."""
    return year.translate(_DIGITS)


def read_title(text: str) -> Title | None:
    """Read a line as a report's title, or None where it is none. Spaces within do not matter."""
    kept = [index for index, char in enumerate(text) if not char.isspace()]
    if len(kept) > _LONGEST_TITLE:
        return None
    dense = "".join(text[index] for index in kept)
    if _SUBJECT not in dense or not dense.endswith(_ENDS):
        return None
    patterns = _TITLES if _OTHER_YEARS.within(dense) else _PLAIN_TITLES
    match = next((m for pattern in patterns if (m := pattern.fullmatch(dense))), None)
    if match is None:
        return None
    spans = {
        name: (kept[match.start(name)], kept[match.end(name) - 1] + 1) if match[name] else (0, 0)
        for name in ("agency", "year")
    }
    year = in_digits(tight(match["year"]))
    return Title(
        agency=match["agency"],
        year=int(year) if year.isdigit() and len(year) == 4 else None,
        agency_span=spans["agency"],
        year_span=spans["year"],
    )


def is_title_without_year(text: str) -> bool:
    """Whether a line is a report's title but for the year, which it lacks."""
    dense = "".join(text.split())
    return _SUBJECT in dense and len(dense) <= _LONGEST_TITLE and bool(_YEARLESS.fullmatch(dense))


def lead_of(line: str) -> int:
    """How much of a paragraph is its heading: the numbered first sentence, if it is one."""
    match = LEAD.match(line)
    return match.end() if match and len(match[0]) <= LONGEST_LEAD else 0


def is_page_number(text: str) -> bool:
    """Whether a line is the number of its page: `— 3 —`, `第3页`, `3/4`."""
    return len(text.strip()) <= LONGEST_LINE and bool(_PAGE_NUMBER.fullmatch(tight(text)))


def without_closing(lines: Sequence[str], agency: str) -> list[str]:
    """The lines of the last section without what closes a report: the agency's name and the day."""
    kept = list(lines)
    while kept and (is_date(kept[-1]) or (agency and bare(kept[-1]) == bare(agency))):
        kept.pop()
    return kept


def is_sentence(line: str) -> bool:
    """Whether a line before the first section is a foreword: a whole sentence, no date and no source."""
    text = line.strip()
    if text.endswith("。"):
        return len(text) > _SHORTEST_SENTENCE
    return len(text) > _SHORTEST_LEAD_IN and text.endswith(("：", ":"))


def prose_of(no: str, lines: Sequence[str], agency: str) -> list[int]:
    """Which lines of a section are its prose: no blanks and page numbers, nothing that closes the report."""
    kept = [at for at, line in enumerate(lines) if line.strip() and not is_page_number(line)]
    if no != FORM.sections[-1].no:
        return kept
    return kept[: len(without_closing([lines[at] for at in kept], agency))]


@lru_cache(maxsize=256)
def section_named(text: str) -> Section | None:
    """The section that a line of its own is the heading of.

    The wording must be one of those known; with its number before it, almost one.
    """
    dense = tight(text) if len(text) < 10 * _LONGEST_HEADING else ""
    # （一） begins a heading of the second level, whatever it says.
    if not dense or len(dense) > _LONGEST_HEADING or dense.startswith("("):
        return None
    key = bare(text)
    exact = next((s for s in FORM.sections if key in s.label.keys()), None)  # noqa: SIM118  a method, no dict
    if exact:
        return exact
    for section in FORM.sections:
        numbered = re.match(rf"第?{section.no}(?:[、.,:]|部分)", dense)
        if numbered and max(likeness(text, t) for t in (section.label.text, *section.label.also)) > 0.7:
            return section
    return None


def heads_table(text: str) -> bool:
    """Whether a line is the heading of a table of the form, or the mark of an annex: 附件1."""
    section = section_named(text)
    return (section is not None and section.table is not None) or bool(_ANNEX.fullmatch(tight(text)))


def headings(lines: Sequence[str]) -> dict[str, int]:
    """Which line is the heading of each section, by the section's number.

    Of several candidates those with their number count, and of these, as a table of
    contents gives, the last that keeps the order.
    """
    named = [(index, section.no) for index, line in enumerate(lines) if (section := section_named(line))]
    numbered = {(i, no) for i, no in named if tight(lines[i]).removeprefix("第").startswith(no)}
    found: dict[str, int] = {}
    before = len(lines)
    for section in reversed(FORM.sections):
        of_section = [item for item in named if item[1] == section.no]
        best = [item for item in of_section if item in numbered] or of_section
        index = max((i for i, _ in best if i < before), default=None)
        if index is not None:
            found[section.no] = before = index
    return found
