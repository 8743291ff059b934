"""What in the text of a filled form is not of the report: placeholders, other years, last year's days."""

import re
from collections.abc import Iterator
from functools import cache

from ndbg.document.blanks import FOR_CHARACTERS, MARKER, find_blanks
from ndbg.document.foreword import DOCUMENT_NUMBER
from ndbg.text.labels import compact
from ndbg.text.listing import part_of
from ndbg.text.numerals import in_digits
from ndbg.text.patterns import Pattern

OTHER_YEAR = Pattern(
    r"(?<!\d)20[12]\d(?!\d)|二[〇○零][一二][〇○零一二三四五六七八九]",
)
_SIGN = rf"[\d{FOR_CHARACTERS}某]"
# A day of which the month or the day is not written yet: 年　月　日, 2025年1月X日, 2025年*月*日.
_OPEN_DAY = Pattern(rf"年\s*(?:{_SIGN}\s*){{0,3}}月\s*(?:{_SIGN}\s*){{0,3}}日")
# Reports are published early in the next year, so a day in the report's own year is last year's: 2024年1月23日,
# 2024.1.23, 2024-01-23. The report itself is of a whole year, from 1 January on.
_OLD_DAY = r"(?<!\d){year}\s*(?:年\s*0?[1-4]\s*月(?!\s*0?1\s*日)|([./-])\s*0?[1-4]\s*\1\s*(?!0?1(?!\d))\d{{1,2}}(?!\d))"
_OF_PERIOD = Pattern("[起至—–～~]")
# The number of another document: 国办公开办函〔2021〕30号.
_NUMBERED = Pattern(r"[〔\[（(【]20\d\d[〕\]）)】]\s*第?\s*\d{1,5}\s*号", given="号")
# Labels of the number of a document.
IDENTIFIER = Pattern(r"(?:信息)?(?:索引号|索取号)|(?:发文)?(?:文|字)号|(?:公文|文件|信息)编号")
DIGITS = str.maketrans("０１２３４５６７８９／．－", "0123456789/.-")
_SHOWN = 20  # characters of a line


def is_document_number(line: str) -> bool:
    """Whether a line is only the number of a document, perhaps behind its label: 海政办〔2024〕3号."""
    label, _, number = compact(line).rpartition(":")
    return bool(DOCUMENT_NUMBER.fullmatch(number)) and (not label or bool(IDENTIFIER.fullmatch(label)))


def needs_work(line: str, year: int, agency: str) -> bool:
    """Whether a line has a placeholder or a date that does not fit a report for `year`."""
    return fault_in(line, year, agency) is not None


def fault_in(line: str, year: int, agency: str) -> tuple[int, int] | None:
    """The first place in a line with a placeholder, another year than `year` and the next, or last year's day."""
    return min(_faults(line, year, agency), default=None)


def _faults(line: str, year: int, agency: str) -> Iterator[tuple[int, int]]:
    # A row carried over from the year before names that year.
    masked = line
    for hidden in filter(None, (agency, f"{year - 1}年结转")):
        masked = masked.replace(hidden, "a" * len(hidden))
    masked = _NUMBERED.sub(lambda found: "a" * len(found[0]), masked).translate(DIGITS)
    for match in OTHER_YEAR.finditer(masked):
        if int(in_digits(match[0])) not in (year, year + 1):
            yield match.span()
    if not _OF_PERIOD.search(masked):
        yield from (m.span() for m in _old_day(year).finditer(in_digits(masked)))
    for match in _OPEN_DAY.finditer(masked):
        if not re.fullmatch(r"年\s*\d{1,2}\s*月\s*\d{1,2}\s*日", match[0]):
            yield match.span()
    yield from (match.span() for match in MARKER.finditer(masked))
    yield from (match.span() for match in find_blanks(masked))
    if is_document_number(line) and f"{year + 1}" not in line:
        yield 0, len(line)


@cache
def _old_day(year: int) -> Pattern:
    return Pattern(_OLD_DAY.format(year=year))


def excerpt(line: str, place: tuple[int, int]) -> str:
    """A line, or of a long one the part around a place in it."""
    start, end = place
    if end <= _SHOWN:
        return part_of(line, _SHOWN)
    begin = max(0, min(start - (_SHOWN - (end - start)) // 2, len(line) - _SHOWN))
    return part_of(line, max(_SHOWN, end - begin), begin)
