"""What follows from a sum that was added up wrongly (H701, H707) is not told as a fault of its own."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_SUMS = ("H701", "H707")
_CONTINUE = ("Y501", "Y502")  # rules by which a figure goes on from last year's


class Found(NamedTuple):
    """A finding, as far as it matters here: its rule, its figures, and the bodies below that it names."""

    code: str
    cells: Sequence[str]
    bodies: Sequence[str]


def consequences(listed: Iterable[Found]) -> list[bool]:
    """For each finding, in order, whether it follows from another.

    A figure that does not go on from last year's follows from a sum with a slip that is explained by a body below.
    """
    findings = list(listed)
    slipped = {cell for one in findings if one.code in _SUMS and one.bodies for cell in one.cells}
    return [one.code in _CONTINUE and not slipped.isdisjoint(one.cells) for one in findings]
