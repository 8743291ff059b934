"""A share or a rate as a text states it, with what it may be the share of what."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ndbg.check.prose.figures import Sum
from ndbg.check.prose.percentages.portions import Portion

Ratio = tuple[Decimal | Sum, Decimal | Sum]
ALL = Decimal(100)
_TWO = 2


class Share(NamedTuple):
    """A share of a whole, or a rate, from `start` to `end` of the paragraph.

    `ratios` are parts and wholes, counts of the text or sums of the tables, the likeliest first; one of them must give
    the portion. `of` are counts of which it must be a whole number, where the parts are not known. `claim` is where the
    text says that all of them were answered: then it is 100, or one of the ratios. An `unsure` one may be of something else than its ratios,
    and is only wrong where it is one of the first `unsure` of them miswritten.
    """

    start: int
    end: int
    portion: Portion
    ratios: tuple[Ratio, ...] = ()
    of: tuple[Decimal | Sum, ...] = ()
    claim: tuple[int, int] | None = None
    unsure: int = 0

    @property
    def percent(self) -> Decimal:
        """The percentage stated."""
        return self.portion.value

    @property
    def values(self) -> list[tuple[Decimal, Decimal]]:
        """Its ratios that are of counts of the text alone."""
        return [(p, w) for p, w in self.ratios if isinstance(p, Decimal) and isinstance(w, Decimal)]

    @property
    def is_told(self) -> bool:
        """Whether its ratios are of counts of the text alone."""
        return len(self.values) == len(self.ratios) > 0


def is_possible(portion: Portion, whole: Decimal) -> bool:
    """Whether any whole number of cases is such a portion of a number of them."""
    part = portion.value * whole / ALL
    near = (part.to_integral_value(ROUND_FLOOR), part.to_integral_value(ROUND_CEILING))
    return any(portion.is_of(n, whole) for n in near)


def is_miswritten(portion: Portion, exact: Decimal) -> bool:
    """Whether a percentage is the exact one in other digits, which it hardly is by chance.

    Two digits are turned, 67.1 for 61.7; or of three and more one is wrong, left out or too many.
    """
    step = Decimal(1).scaleb(-portion.places)
    stated = _digits(portion.value, step)
    exactly = (_digits(exact.quantize(step, how), step) for how in (ROUND_HALF_UP, ROUND_DOWN))
    return portion.how == "of" and any(_are_slips(stated, right) for right in exactly)


def _digits(value: Decimal, step: Decimal) -> str:
    return f"{value.quantize(step)}".replace(".", "")


def _are_slips(stated: str, right: str) -> bool:
    long, short = sorted((stated, right), key=len, reverse=True)
    if len(long) > len(short):
        return len(long) > _TWO and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    differing = sum(1 for one, other in zip(stated, right, strict=True) if one != other)
    turned = differing == _TWO and sorted(stated) == sorted(right)
    return turned or (differing == 1 and len(stated) > _TWO)
