"""What tells how much of something, or by how much it has changed: 45%, 四分之一, 八成以上, 1.4倍, 翻了一番, 3.5个百分点.

And the amounts that it may be told of: counts with any unit, percentages, times.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.prose.lexicon import POINTS, TIMES, TIMES_OVER
from ndbg.check.prose.scene import meant
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import Number, Token

_PERCENT = Decimal(100)
_CUT = Decimal("0.999")
# How far from an amount in words what is told may be.
_TENTHS = 10
_TENTHS_BELOW, _TENTHS_OVER, _PARTS = Decimal(5), Decimal(9), Decimal(4)
_AND_MORE = ("以上", "多", "强")
_OVER_IT = Decimal(25)
_ALMOST, _ABOUT = Decimal(10), Decimal(6)


class Amount(NamedTuple):
    """A number with its unit, at a place of a run. `step` is the place to which it is rounded (1000 of 1.2万), 0 where it is not."""

    at: int
    value: Decimal
    unit: str
    step: Decimal

    def bounds(self, step: Decimal) -> tuple[Decimal, Decimal]:
        """The least and the most that it may be, rounded to a place; itself for 0."""
        return self.value - step / 2, self.value + step / 2

    def __add__(self, other: "Amount") -> "Amount":  # type: ignore[override]
        """An amount with another one; its unit and place are its own."""
        return self._replace(value=self.value + other.value, step=max(self.step, other.step))

    def __neg__(self) -> "Amount":
        return self._replace(value=-self.value)


class Portion(NamedTuple):
    """A portion as stated, in hundredths; `end` is the place of its token, `until` where its words end in the text, `value` the number stated.

    `how` it is told: `of` a whole or by what has changed (45%, 四分之一), by how many `times` (1.4倍), `to` how many
    times (翻了一番), in `points` of percentages, or by a `count` (3件). What it may be lies between `low` and `high`; `places` are its decimals.
    """

    end: int
    until: int
    how: str
    value: Decimal
    low: Decimal
    high: Decimal
    places: int = 0

    def fits(self, low: Decimal, high: Decimal, tolerance: Decimal = Decimal(0)) -> bool:
        """Whether what lies between two bounds may be meant, or is as near to what is stated as the tolerance."""
        return low <= max(self.high, self.value + tolerance) and high >= min(self.low, self.value - tolerance)

    def is_of(self, part: Decimal, whole: Decimal) -> bool:
        """Whether a part is this portion of a whole."""
        share = _PERCENT * part / whole if whole else None
        return share is not None and part <= whole and self.fits(share, share)


def amounts(run: Run) -> Iterator[Amount]:
    """The exact numbers of a run that have a unit, or tell a time, in order; one before 增至 may leave its unit to the next."""
    for at, token in enumerate(run.tokens):
        number = _number(run, token)
        if number and number.exact:
            unit, step = number.unit or _time(run, token), number.step
            yield Amount(at, number.value, unit, step)


def _number(run: Run, token: Token) -> Number | None:
    """The number of a token, or the mere figure before 小时, 倍 or 个百分点."""
    if token.number or token.kind != "figure":
        return token.number if token.kind in ("number", "figure") else None
    word = run.word(token)
    return Number(Decimal(word), "") if word.replace(".", "", 1).isdecimal() else None


def _time(run: Run, token: Token) -> str:
    return next((unit for unit in TIMES if run.text.startswith(unit, token.end)), "")


def portion(run: Run, at: int) -> Portion | None:
    """The portion that the token at a place is; None where it is none, or is told only about in per cent."""
    token = run.tokens[at]
    if token.kind == "portion":
        return _in_words(run, at)
    number = _number(run, token)
    if number is None or number.step:
        return None
    places = max(-int(number.value.as_tuple().exponent), 0)
    about = not number.exact or bool(at and run.tokens[at - 1].kind == "about")
    if about and not places:
        return None
    rounded = Decimal(1).scaleb(-places)
    low, high = (
        number.value - rounded / 2 - about * rounded,
        number.value + rounded * _CUT + about * rounded,
    )  # 约17.14%
    if number.unit == "%":
        return Portion(at, token.end, "of", number.value, low, high, places)
    if token.kind == "figure" and run.text.startswith(TIMES_OVER, token.end):
        return Portion(
            at,
            token.end + len(TIMES_OVER),
            "times",
            number.value * _PERCENT,
            low * _PERCENT,
            high * _PERCENT,
            places,
        )
    if token.kind == "figure" and run.text.startswith(POINTS, token.end):
        return Portion(at, token.end + len(POINTS), "points", number.value, low, high, places)
    return None


def difference(run: Run, at: int) -> Portion | None:
    """By how many something has changed, where a token is an exact count: 增加3件."""
    token = run.tokens[at]
    number = token.counted
    if number is None or not number.exact:
        return None
    around = number.step / 2
    return Portion(at, token.end, "count", number.value, number.value - around, number.value + around)


def _in_words(run: Run, at: int) -> Portion:
    """四分之一, 八成以上, 近八成, 过半, 两倍, 翻了一番."""
    token = run.tokens[at]
    how, _, told = token.meaning.rpartition(" ")
    if how:
        value = Decimal(told) * _PERCENT
        return Portion(at, token.end, how, value, value - _PERCENT / 2, value + _PERCENT * _CUT)
    part, whole = (int(number) for number in told.split("/"))
    value = Decimal(part) / whole * _PERCENT
    below, over = (_TENTHS_BELOW, _TENTHS_OVER) if whole == _TENTHS else (_PARTS, _PARTS)
    about = meant(run.tokens[at - 1 : at], "about") if at else []
    over_it = next((word for word in _AND_MORE if run.text.startswith(word, token.end)), "")
    if "over" in about or over_it:
        below, over = Decimal(0), _OVER_IT
    elif "under" in about:
        below, over = _ALMOST, Decimal(0)
    elif about:
        below = over = _ABOUT
    return Portion(at, token.end + len(over_it), "of", value, value - below, value + over)
