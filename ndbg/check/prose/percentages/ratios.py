"""A share or a rate as a text states it, with what it may be the share of what."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from ndbg.check.prose.figures import Sum
from ndbg.check.prose.percentages.portions import Portion, rounds_to

Ratio = tuple[Decimal | Sum, Decimal | Sum]
ALL = Decimal(100)


class Share(NamedTuple):
    """A share of a whole, or a rate, from `start` to `end` of the paragraph.

    `ratios` are parts and wholes, counts of the text or sums of the tables, the likeliest first; one of them must give
    the portion. `of` are counts of which it must be a whole number, where the parts are not known. `claim` is where the
    text says that all of them were answered: then it is 100, or one of the ratios.
    """

    start: int
    end: int
    portion: Portion
    ratios: tuple[Ratio, ...] = ()
    of: tuple[Decimal | Sum, ...] = ()
    claim: tuple[int, int] | None = None

    @property
    def percent(self) -> Decimal:
        """The percentage stated."""
        return self.portion.value

    @property
    def is_told(self) -> bool:
        """Whether its ratios are of counts of the text alone."""
        return bool(self.ratios) and not any(isinstance(item, Sum) for ratio in self.ratios for item in ratio)


def is_possible(percent: Decimal, whole: Decimal) -> bool:
    """Whether any whole number of cases is such a share of a number of them."""
    part = percent * whole / ALL
    near = (part.to_integral_value(ROUND_FLOOR), part.to_integral_value(ROUND_CEILING))
    return any(rounds_to(ALL * n / whole, percent) for n in near if n <= whole)
