"""Numbers with their units, and times, in digits and in numerals."""

import re
from decimal import Decimal

from ndbg.check.prose.lexicon import CASES, MORE, NO_COUNT, NOT_COUNTED, OTHER_UNITS, WORDS
from ndbg.check.prose.tokens import Number, Token
from ndbg.text.patterns import Pattern

_UNITS = frozenset((*CASES, *OTHER_UNITS))
_NUMERALS = "零〇一二两三四五六七八九十百千"
MAY_COUNT = frozenset(_NUMERALS + "0123456789")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}

_TIME = Pattern(
    r"(?P<first>20\d\d)(?:年度?)?[至到—–~-]{1,2}(?P<last>20\d\d)年度?"
    r"|(?P<y>20\d\d)(?:年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?|(?P<sign>[./-])(?P<m2>\d{1,2})(?:(?P=sign)(?P<d2>\d{1,2})日?)?)"
    r"|(?P<year>2\d{3})(?:年(?:度|底|末|初)?|(?=全年))"
    r"|(?P<from>\d{1,2})月?[至到—–~-]{1,2}(?P<to>\d{1,2})月(?!\d{1,2}日)"
    r"|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})(?:日|(?![件条份个宗篇起\d]))|份?底?末?)"
)
_NUMERAL_YEAR = Pattern(
    r"二[〇○零Oo0]([一二三四五六七八九〇○零])([一二三四五六七八九〇○零])年(?:度|底|末|初)?",
    given="二〇|二○|二零|二O|二o|二0",
)
# The item 3.2024年 begins with a year.
_NUMBER = Pattern(r"(?P<number>\d{1,15}(?:\.(?!20\d\d年)\d{1,9})?)(?P<scale>[万亿])?(?P<over>余|多|几)?")
_NUMERAL = Pattern(rf"(?P<number>[{_NUMERALS}]{{1,9}})(?P<scale>[万亿])?(?P<over>余|多|几)?")


class Numbers:
    """Reads the numbers and times of a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, at: int) -> Token | None:
        """The number, or the time, that begins at a place."""
        if self._text[at] in _NUMERALS:
            return self._numeral(at)
        return self._time(at) or self._number(at) or Token("figure", "", at, at + 1)

    def in_brackets(self, at: int) -> Token | None:
        """A number of cases filled in between the brackets of a form: 申请（5）件，; the number of an item is none."""
        match = _FILLED_IN.match(self._text, at)
        if match is None:
            return None
        token = self._counted(at, match.end(), Decimal(match["number"]), 0, "", over=False)
        ends = self._text[token.end : token.end + 1] in _AFTER_COUNT
        return token if ends and token.counted and token.counted.unit in CASES else None

    def _time(self, at: int) -> Token | None:
        match = _TIME.match(self._text, at)
        if match is None:
            return None
        end = match.end()
        if match["first"]:
            return Token("span", "", at, end)
        if match["y"]:
            date = (int(match["y"]), int(match["m"] or match["m2"]), int(match["d"] or match["d2"] or 0))
            return Token("day" if date[2] else "month", match["y"], at, end, date=date)
        if match["year"]:
            return Token("year", match["year"], at, end)
        if match["from"]:
            whole = (match["from"], match["to"]) == ("1", "12")
            return Token("plain" if whole else "span", "", at, end)
        date = (0, int(match["month"]), int(match["day"] or 0))
        return Token("day" if date[2] else "month", "", at, end, date=date)

    def _number(self, at: int) -> Token | None:
        """A number in digits, with its unit; one behind 第 or within a word is a mere figure."""
        match = _NUMBER.match(self._text, at)
        if match is None:
            return None
        end = match.end()
        if self._text.startswith(NO_COUNT, end) or self._text[at - 1 : at] in _BOUND_BEFORE:
            return Token("figure", "", at, end)
        if self._text[at - 1 : at] in _RANGES and self._text[at - 2 : at - 1].isdigit():
            return Token("figure", "", at, end)  # 第1—3期
        if self._text.endswith(NOT_COUNTED, 0, at):
            return Token("figure", "", at, end)
        value = Decimal(match["number"])
        places = -int(value.as_tuple().exponent)
        return self._counted(at, end, value, places, match["scale"] or "", over=bool(match["over"]))

    def _numeral(self, at: int) -> Token | None:
        """A number in numerals; only one with its unit is a number: 两件, 十二件. 每一件 counts nothing."""
        match = _NUMERAL.match(self._text, at)
        if match is None:
            return None
        if self._text.endswith(NOT_COUNTED, 0, at):
            end = match.end() + (self._text[match.end() : match.end() + 1] in _UNITS)
            return Token("plain", "", at, end)
        value = number(match["number"])
        end = match.end()
        if value is None or self._text.startswith(NO_COUNT, end):
            return None
        token = self._counted(at, end, value, 0, match["scale"] or "", over=bool(match["over"]))
        # 一起 is a number only where nothing follows: 行政复议一起，.
        behind = self._text[token.end : token.end + 1]
        together = self._text.startswith("一起", at) and behind not in _AFTER_COUNT
        return token if token.number and token.number.unit and not together else None

    def _counted(self, at: int, end: int, value: Decimal, places: int, scale: str, *, over: bool) -> Token:
        """The number with its unit; `places` are its decimals, `over` is whether 余 or 多 stands behind it."""
        text = self._text
        unit = "%" if text.startswith("%", end) else ""
        for length in (2, 1) if not unit else ():
            if text[end : end + length] in _UNITS and not (length == 1 and text.startswith(NO_COUNT, end)):
                unit = text[end : end + length]
                break
        end += len(unit)
        if unit in ("万元", "亿元"):
            scale, unit = unit[0], "元"
        factor = _SCALES.get(scale, 1)
        # 较上年的6件多出3件, 较上年的6件多3件, 7件余留下年度
        follows = text.startswith(("多出", "余留"), end) or (
            text.startswith("多", end) and text[end + 1 : end + 2].isdecimal()
        )
        more = unit and not follows and next((m for m in MORE if text.startswith(m, end)), "")
        exact = not (over or more or text.endswith(_ABOUT, 0, at))
        step = Decimal(factor).scaleb(-max(places, 0)) if scale and unit != "%" else Decimal(0)
        end += len(more) if more in ("以上", "左右", "以内", "之多") else 0
        stated = Number(value * factor, unit, exact, step)
        return Token("number" if unit else "figure", "", at, end, stated)


_FILLED_IN = Pattern(r"(?<=[\u4e00-\u9fff])（(?P<number>\d{1,6})）")
_AFTER_COUNT = ("", *"，。；、）")
_BOUND_BEFORE = frozenset("第〔+0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-")
_RANGES = frozenset("—–~至")
_ABOUT = tuple(word for words in WORDS["about"].values() for word in words.split())


def number(text: str) -> Decimal | None:
    """A number in numerals: `十二`, `一百零三`. None for 二三, which is no number but "two or three"."""
    total, digit = 0, None
    for at, char in enumerate(text):
        if char in _TENS:
            # 十二 has no digit before its ten.
            total += _TENS[char] * (1 if digit is None and at == 0 else digit or 0)
            digit = None
        elif digit:
            return None
        else:
            digit = _DIGITS[char]
    return Decimal(total + (digit or 0))


def year_in_numerals(text: str) -> str:
    """A text with its years in digits: 二〇二三年 is 2023年, at the same length."""
    return _NUMERAL_YEAR.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    tens, ones = ("0" if c in "〇○零" else f"{_DIGITS[c]}" for c in match.groups())
    return f"20{tens}{ones}{match[0][4:]}"
