"""The one reader of numbers: what a cell's text means, or why it cannot be relied on."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from ndbg.form import Measure
from ndbg.report import Why
from ndbg.text.patterns import Pattern

# More digits than any count in the country needs; beyond that a cell is broken, not large.
MOST_DIGITS = 15

# Where pages allow a line to break: within a number it parts nothing.
_INVISIBLE = Pattern("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_BLANK = {"", "未填", "/", "\\", "-", "--", "—", "——", "–", "−", "―", "无", "不涉及", "n/a", "na", "*"}
_NUMBER = Pattern(r"(?P<number>\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?:件|万元|条|个|项)?")
_REMARK = Pattern(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?:件|万元)?(?P<remark>[(（].+[)）])件?")
_BESIDE = Pattern(r"(?:件|万元|条|个)?(?:[(（].+[)）]件?)?")
_ABOUT = Pattern(r"(?:约|大约|近|超过?)(?P<number>\d[\d,]*(?:\.\d+)?)|(?P<over>\d[\d,]*)(?:余|多|左右).*")
_PADDED = Pattern(r"0\d")
_SPACED = Pattern(r"\d+(?:[\s,]+\d+)+")
_SIGNED = Pattern(r"[-+−]\s*\d+(?:\.\d+)?")
# How a count may have gone up or down: +3, -2, 增3, 减少2项.
_WAY = Pattern(r"(?:(?P<more>\+|增加?|新增)|[-−]|减少?|取消)\s*(?P<rest>\d.*)")


class Reading(NamedTuple):
    """A number, or why there is none. `plain`: it was written just as the number it is.

    `instead` is what should have been written, where that can be told; `remark` is what else
    stood beside the number, in brackets.
    """

    value: int | Decimal | None = None
    why: Why | None = None
    instead: str = ""
    plain: bool = True
    remark: str = ""


def as_count(text: str) -> Reading:
    """Read digits with an optional fraction as a count, which has none."""
    if len(text) > MOST_DIGITS + 1:
        return Reading(why=Why.NOT_A_COUNT)
    if "." in text:
        whole = Decimal(text)
        instead = f"{whole:.0f}" if whole == whole.to_integral_value() else ""
        return Reading(why=Why.NOT_A_COUNT, instead=instead)
    return Reading(int(text))


def as_amount(text: str) -> Reading:
    """Read digits with an optional fraction as an amount, all its decimals kept."""
    if len(text) > MOST_DIGITS + 5:
        return Reading(why=Why.NOT_A_COUNT)
    return Reading(Decimal(text))


def _as_change(half: str, written: str) -> Reading | None:
    """Read a change of a count that has its sign or a word for it; None where it has neither."""
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
    """Whether a sign is set high, low or in a circle."""
    return unicodedata.decomposition(sign).startswith(("<super>", "<sub>", "<circle>"))


def _from_raised(text: str) -> str:
    """A text from its first raised sign on."""
    at = next((at for at, sign in enumerate(text) if _is_raised(sign)), len(text))
    return text[at:]


def read_number(text: str, measure: Measure) -> Reading:
    """Read the text of a cell as what its figure is.

    Full-width digits, thousands commas, spaces around, characters without width and a unit
    behind are read, a remark in brackets is read past; all but the commas and the unit make
    it not plain.
    Blank cells and placeholders are never 0, and nothing is guessed: `1 9`, `约3` stay unread. A change
    may have its sign, or a word for it: `+3`, `-2`, `减2`.
    """
    written = text.strip()
    if written.isdecimal() and written.isascii() and (written == "0" or written[0] != "0"):
        return (as_amount if measure is Measure.AMOUNT else as_count)(written)
    if marks := _from_raised(written):
        # A note's mark behind a figure is no digit of it: 12①, 12². What is within one may be anything: 12①34.
        reading = read_number(written[: -len(marks)], measure)
        others = "".join(sign for sign in marks if not _is_raised(sign)).strip()
        if reading.value is None or not _BESIDE.fullmatch(others):
            return Reading(why=Why.DOUBTFUL)
        return reading._replace(plain=False, remark=reading.remark + marks)
    half = _INVISIBLE.sub("", unicodedata.normalize("NFKC", written)).strip()
    if half.lower() in _BLANK:
        return Reading(why=Why.BLANK, instead="0")
    if measure is Measure.CHANGE and (change := _as_change(half, written)):
        return change
    read = as_amount if measure is Measure.AMOUNT else as_count
    if match := _NUMBER.fullmatch(half):
        reading = read(match["number"].replace(",", ""))
        return Reading(
            reading.value, reading.why, reading.instead, plain=half == written and not _PADDED.match(half)
        )
    if match := _REMARK.fullmatch(half):
        reading = read(match["number"].replace(",", ""))
        return Reading(reading.value, reading.why, reading.instead, plain=False, remark=match["remark"])
    if match := _ABOUT.fullmatch(half):
        return Reading(why=Why.DOUBTFUL, instead=match["number"] or match["over"])
    if _SPACED.fullmatch(half):
        return Reading(why=Why.DOUBTFUL, instead=re.sub(r"[\s,]", "", half))
    return Reading(why=Why.NOT_A_COUNT if _SIGNED.fullmatch(half) else Why.DOUBTFUL)
