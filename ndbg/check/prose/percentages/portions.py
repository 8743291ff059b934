"""What tells how much of something, or by how much it has changed: 45%, 四分之一, 八成以上, 1.4倍, 翻了一番, 3.5个百分点.

And the amounts that it may be told of: counts with any unit, percentages, times.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.prose.lexicon import ALIKE, CASES, DOCUMENT_UNITS, POINTS, TIMES, TIMES_OVER
from ndbg.check.prose.scene import meant
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import Number, Token

ALL = Decimal(100)
_CUT = Decimal("0.999")
# How far from an amount in words what is told may be.
_TENTHS = 10
_TENTHS_BELOW, _TENTHS_OVER, _PARTS = Decimal(5), Decimal(9), Decimal(4)
_AND_MORE = ("以上", "多", "强")
_OVER_IT = Decimal(25)
_ALMOST, _ABOUT = Decimal(10), Decimal(6)
# In which one office counts what another one counts in another of them.
_OF_DOCUMENTS = CASES | DOCUMENT_UNITS


class Amount(NamedTuple):
    """A number with its unit, at a place of a run. `step` is the place to which it is rounded (1000 of 1.2万), 0 where it is not."""

    at: int
    value: Decimal
    unit: str = ""
    step: Decimal = Decimal(0)
    exact: bool = True

    def bounds(self, step: Decimal) -> tuple[Decimal, Decimal]:
        """The least and the most that it may be, rounded to a place; itself for 0."""
        return self.value - step / 2, self.value + step / 2

    def changed(self, by: "Amount") -> "Amount":
        """What it is after a change."""
        return self._replace(value=self.value + by.value, step=max(self.step, by.step))

    def is_like(self, other: "Amount") -> bool:
        """Whether two amounts may be of the same things, by their units."""
        units = {self.unit, other.unit}
        return len(units) == 1 or units in ALIKE or units <= _OF_DOCUMENTS


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
        share = ALL * part / whole if whole else None
        return share is not None and part <= whole and self.fits(share, share)


def amounts(run: Run) -> Iterator[Amount]:
    """The numbers of a run that have a unit, or tell a time, in order, and mere figures; one before 增至 may leave its unit to the next."""
    for at, token in enumerate(run.tokens):
        if number := _number(run, token):
            unit = number.unit or next((u for u in TIMES if run.text.startswith(u, token.end)), "")
            yield Amount(at, number.value, unit, number.step, number.exact)


def _number(run: Run, token: Token) -> Number | None:
    """The number of a token, or the mere figure before 小时, 倍 or 个百分点."""
    if token.number or token.kind != "figure":
        return token.number if token.kind in ("number", "figure") else None
    word = run.word(token)
    return Number(Decimal(word), "") if word.replace(".", "", 1).isdecimal() else None


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
    how, unit, times = "of", "", 1
    if number.unit != "%":
        named = {POINTS: ("points", 1), TIMES_OVER: ("times", 100)} if token.kind == "figure" else {}
        unit = next((unit for unit in named if run.text.startswith(unit, token.end)), "")
        if not unit:
            return None
        how, times = named[unit]
    rounded = Decimal(1).scaleb(-places)
    value = number.value
    # 约17.14%: one more of the last place
    low, high = value - rounded / 2 - about * rounded, value + rounded * _CUT + about * rounded
    return Portion(at, token.end + len(unit), how, value * times, low * times, high * times, places)


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
        value = Decimal(told) * ALL
        return Portion(at, token.end, how, value, value - ALL / 2, value + ALL * _CUT)
    part, whole = (int(number) for number in told.split("/"))
    value = Decimal(part) / whole * ALL
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


def row_of_portions(run: Run, at: int) -> list[Portion]:
    """The portions that follow one another from a place on, joined by 、 or 和: 60%、30%和10%."""
    found: list[Portion] = []
    while at < len(run.tokens) and (one := portion(run, at)):
        found.append(one)
        at += 1
        while at < len(run.tokens) and run.tokens[at].kind in ("comma", "plain"):
            at += 1
    return found
