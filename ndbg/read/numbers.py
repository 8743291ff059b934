"""Read the text of a cell as a number, or say why it is not certain."""

import math
import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ndbg.form import Measure
from ndbg.report import NO_FIGURE, Blank, Doubtful, NotACount, Origin, Why
from ndbg.text.normalise import THOUSANDS
from ndbg.text.patterns import Pattern

MOST_DIGITS = 15  # of a figure; no count in the country has as many

# Zero-width characters, such as the optional line breaks of web pages; they do not separate digits.
_INVISIBLE = Pattern("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_BLANK = {"", "未填", "/", "\\", "-", "--", "—", "——", "–", "−", "―", "无", "不涉及", "n/a", "na", "*"}
_NUMBER = Pattern(r"(?P<number>[0-9]+(?:\.[0-9]+)?|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?)")
_REMARK = Pattern(r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>件|万元|元)?\s*(?P<remark>[(（].+[)）])件?")
_AFTER_NUMBER = Pattern(r"(?:件|万元|条|个)?(?:[(（].+[)）]件?)?")
_ABOUT = Pattern(
    r"(?:约|大约|近|超过?)(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)|(?P<over>[0-9][0-9,]*)(?:余|多|左右).*"
)
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SCALED = Pattern(
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*(?P<scale>[十百千万亿]{0,3})(?P<unit>元|件|条|个|项|宗|份|次)?"
)
_OF_SCALES_AND_UNITS = frozenset(
    "十百千万亿元件条个项宗份次"
)  # every scale or unit has one of these characters
_YUAN, _MYRIAD_YUAN = "元", "万元"
_DIGIT = Pattern(r"[0-9]")
_PADDED = Pattern(r"0[0-9]")
_SPACED = Pattern(r"[0-9]+(?:[\s,]+[0-9]+)+")
_SIGNED = Pattern(r"[-+−]\s*[0-9]+(?:\.[0-9]+)?")
# A day of long ago in place of a figure is a number in a cell of a workbook that shows days.
_OLD_DAY, _LEAP_DAY = Pattern(r"(19[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日"), 60
_FULL = "０１２３４５６７８９"
# A change of a count: +3, -2, 增3, 减少2项.
_WAY = Pattern(r"(?:(?P<more>\+|增加?|新增)|[-−]|减少?|取消)\s*(?P<rest>[0-9].*?)[件条个项]?")


class Reading(NamedTuple):
    """A number, or why there is none. `plain`: it was written in plain digits.

    `instead` is what should have been written, if known; `remark` is the rest of the cell, a text in brackets or the
    mark of a note; `advice` says in Chinese what to write instead.
    """

    value: int | Decimal | None = None
    why: Why | None = None
    instead: str = ""
    plain: bool = True
    remark: str = ""
    advice: str = ""


def as_count(text: str) -> Reading:
    """Read digits with an optional fraction as a count; a count has no fraction."""
    if len(text) > MOST_DIGITS + 1:
        return Reading(why=Why.NOT_A_COUNT)
    if "." in text:
        whole = Decimal(text)
        instead = f"{whole:.0f}" if whole == whole.to_integral_value() else ""
        return Reading(why=Why.NOT_A_COUNT, instead=instead)
    return Reading(int(text))


def as_amount(text: str) -> Reading:
    """Read digits with an optional fraction as an amount, with all its decimals."""
    if len(text) > MOST_DIGITS + 5:
        return Reading(why=Why.NOT_A_COUNT)
    return Reading(Decimal(text))


def _as_change(half: str, written: str) -> Reading | None:
    """Read a change of a count with a sign or a word for it; None where it has neither."""
    way = _WAY.fullmatch(half)
    match = _NUMBER.fullmatch(way["rest"]) if way else None
    if way is None or match is None:
        return None
    reading = as_count(match["number"].replace(",", ""))
    if reading.value is None:
        return Reading(why=reading.why)
    value = reading.value if way["more"] else -reading.value
    return Reading(value, plain=written in (f"{value}", f"{value:+}"))


def _is_raised(sign: str) -> bool:
    """Whether a character is a superscript, a subscript or encircled."""
    return unicodedata.decomposition(sign).startswith(("<super>", "<sub>", "<circle>"))


def _from_raised(text: str) -> str:
    """The end of a text from its first raised character, or the bracket around that, on: `（①）` of 12（①）; or empty."""
    if unicodedata.is_normalized("NFKC", text):
        return ""  # raised characters are compatibility characters
    at = next((at for at, sign in enumerate(text) if _is_raised(sign)), len(text))
    return text[at - (text[at - 1 : at] in ("(", "（")) :]


def half_width(text: str) -> str:
    """A text in half width (NFKC), except digits of other scripts and styles: 𝟙, ٣ and ① are kept."""
    if unicodedata.is_normalized("NFKC", text):
        return text
    return "".join(map(_half, unicodedata.normalize("NFC", text)))


def _half(sign: str) -> str:
    half = unicodedata.normalize("NFKC", sign)
    return sign if sign not in _FULL and any(map(str.isdigit, half)) else half


def _own_unit(measure: Measure, unit: str) -> str:
    return (unit or _MYRIAD_YUAN) if measure is Measure.AMOUNT else "件"


def in_unit(text: str, measure: Measure, unit: str = "") -> Reading | None:
    """The value of a number with a unit or a scale, 157万 or 35000元; None for any other text.

    The unit must be that of the figure: `unit`, for amounts 万元 by default. A number in another unit is not taken;
    the reading advises what to write instead.
    """
    half = half_width(text).strip()
    match = None if _OF_SCALES_AND_UNITS.isdisjoint(half) else _SCALED.fullmatch(half)
    if match is None or not (match["scale"] or match["unit"]):
        return None
    figure_unit = _own_unit(measure, unit)
    digits, written_unit = match["number"].replace(",", ""), f"{match['scale']}{match['unit'] or ''}"
    money = match["unit"] == _YUAN
    if written_unit == figure_unit or (figure_unit == "件" and not match["scale"] and not money):
        return as_amount(digits) if measure is Measure.AMOUNT else as_count(digits)
    if figure_unit == "件" and money:
        return Reading(why=Why.DOUBTFUL, advice=f"这一格填件数，{half}是金额，请核对")
    value = Decimal(digits) * math.prod(_SCALES[sign] for sign in match["scale"])
    if figure_unit == _MYRIAD_YUAN:
        value /= _SCALES["万"]
    instead = f"{value.normalize():f}"
    if figure_unit != "件":
        advice = f"这一格的单位是{figure_unit}，{half}请写{instead}"
    elif match["scale"]:
        advice = f"{half}像是约数，请写准确的件数；正好是{instead}的，写{instead}"
    else:
        advice = f"{half}请写{instead}"
    return Reading(why=Why.DOUBTFUL, instead=instead, advice=advice)


def read_number(text: str, measure: Measure, unit: str = "") -> Reading:
    """Read the text of a cell as a figure; `unit` is that of an amount, 万元 where it is empty.

    Accepted are ASCII and full-width digits, thousands separators (commas, thin blanks), spaces around the number,
    zero-width characters and a unit of the figure behind it, with or without a space: 12件, 12 件, 12次; a remark in
    brackets is separated. All of these but the commas, the unit and what cannot be seen make the reading not `plain`.
    A number with other digits, `12٠` or `𝟙`, is doubtful. Blank cells and placeholders are never 0, and nothing is guessed:
    `1 9` and `约3` stay unread. A change may have a sign or a word for it: `+3`, `-2`, `减2`.
    """
    written = text.strip() if text.isprintable() else _INVISIBLE.sub("", text).strip()
    if written.isdecimal() and written.isascii() and (written == "0" or written[0] != "0"):
        return (as_amount if measure is Measure.AMOUNT else as_count)(written)
    if marks := _from_raised(written):
        return _with_marks(written[: -len(marks)], marks, measure, unit)
    half = half_width(THOUSANDS.sub(",", written))
    if half.lower() in _BLANK:
        return Reading(why=Why.BLANK, instead="0")
    if not _DIGIT.search(half):
        return Reading(why=Why.DOUBTFUL)
    if measure is Measure.CHANGE and (change := _as_change(half, written)):
        return change
    if reading := in_unit(half, measure, unit):
        return reading._replace(plain=half == written and not _PADDED.match(half))
    return _as_written(half, written, measure, unit)


def _with_marks(number: str, marks: str, measure: Measure, unit: str) -> Reading:
    """Read a number with the marks of notes behind it, 12① or 12²; doubtful where anything else follows: 12①34."""
    reading = read_number(number, measure, unit)
    others = "".join(sign for sign in marks if not _is_raised(sign)).strip().removeprefix("（）")
    if reading.value is None or not _AFTER_NUMBER.fullmatch(others):
        return Reading(why=Why.DOUBTFUL)
    return reading._replace(plain=False, remark=reading.remark + marks)


def _as_written(half: str, written: str, measure: Measure, unit: str) -> Reading:
    """Read a text in half width, which has a digit, as a number with or without a remark."""
    read = as_amount if measure is Measure.AMOUNT else as_count
    if match := _NUMBER.fullmatch(half):
        reading = read(match["number"].replace(",", ""))
        return Reading(
            reading.value, reading.why, reading.instead, plain=half == written and not _PADDED.match(half)
        )
    if (match := _REMARK.fullmatch(half)) and match["unit"] in (None, _own_unit(measure, unit)):
        reading = read(match["number"].replace(",", ""))
        return Reading(reading.value, reading.why, reading.instead, plain=False, remark=match["remark"])
    if (match := _OLD_DAY.fullmatch(half)) and (serial := _serial(*map(int, match.groups()))):
        advice = f"这一格的格式像是日期，请改成常规格式，数是 {serial}"
        return Reading(why=Why.DOUBTFUL, instead=serial, advice=advice)
    if match := _ABOUT.fullmatch(half):
        return Reading(why=Why.DOUBTFUL, instead=match["number"] or match["over"])
    if _SPACED.fullmatch(half):
        return Reading(why=Why.DOUBTFUL, instead=re.sub(r"[\s,]", "", half))
    return Reading(why=Why.NOT_A_COUNT if _SIGNED.fullmatch(half) else Why.DOUBTFUL)


def _serial(year: int, month: int, day: int) -> str:
    """The number that a workbook shows as a day; empty where there is no such day. It counts 29 February 1900."""
    try:
        days = (date(year, month, day) - date(1899, 12, 31)).days
    except ValueError:
        return ""
    return f"{days + (days >= _LEAP_DAY)}"


def no_figure(
    reading: Reading, cells: tuple[str, ...], written: str, origin: Origin, otherwise: Why
) -> Blank | NotACount | Doubtful:
    """The reason why a text is no figure, from its reading; `otherwise` where that has none."""
    kind = NO_FIGURE[reading.why or otherwise]
    if kind is Doubtful:
        return Doubtful(cells, written, origin, reading.instead, reading.advice)
    return kind(cells, written, origin, reading.instead)
