"""What a blank form has where something is still to be written: `××局`, `20××年`, `____`, `{{机关}}`.

One place knows these signs; checking, reading titles and filling forms all ask it.
"""

import re
from collections.abc import Iterator

from ndbg.form.labels import tight

MARKER = re.compile(r"(?:\{\{|｛｛)\s*([^{}｛｝\n]+?)\s*(?:\}\}|｝｝)")

_CROSS = "×╳✕✖○〇＊*"
_TWO_DIGITS = rf"(?:[{_CROSS}]{{2}}|[Xx]{{2}}|[_＿]{{2}})"
_NUMERAL = "一二三四五六七八九十〇○零"
BLANK_YEAR = re.compile(
    rf"20{_TWO_DIGITS}(?![A-Za-z0-9])|[×╳✕*＊]{{4}}(?=\s*年)|二[〇○零Oo0][{_NUMERAL}]?[×╳✕]{{1,2}}(?=\s*年)"
)

_BLANK = re.compile(
    rf"""{BLANK_YEAR.pattern}
      | [×╳✕✖]{{2,}} | [○〇]{{2,}} | [*＊]{{2,}}
      | (?<![A-Za-z0-9])[XxＸｘ]{{2,}}(?![A-Za-z0-9])
      | [×╳✕○]+(?=[月日])
      | _{{2,}} | ＿{{2,}}
      | [（(](?:单位|机关|部门|本机关|行政机关)(?:全称|名称)[）)]""",
    re.VERBOSE,
)
_GAP = re.compile(r"[ \u3000\xa0]{3,}|\{\{|\}\}|｛｛|｝｝")
_SIGN = rf"[\d{_CROSS}Xx_{_NUMERAL}]"
_DATE = re.compile(rf"{_SIGN}{{2,4}}年{_SIGN}{{1,3}}月{_SIGN}{{1,3}}日")


def find_blanks(text: str) -> Iterator[re.Match[str]]:
    """The placeholders in a text, markers aside."""
    return _BLANK.finditer(text)


def find_gaps(text: str) -> Iterator[re.Match[str]]:
    """Runs of blanks to write in, and stray double braces."""
    return _GAP.finditer(text)


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else, in digits or numerals, perhaps not filled in yet."""
    return bool(_DATE.fullmatch(tight(text)))
