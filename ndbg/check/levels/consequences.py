"""What follows from another fault is not told as a fault of its own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

# The rules whose findings follow from one of a rule on the same figures.
_ON_FIGURES: Mapping[str, tuple[str, ...]] = {
    "H701": ("Y501", "Y502", "Y503"),
    "H707": ("Y501", "Y502", "Y503"),
    "H710": ("Y502",),
}
_SUMS = ("H701", "H707")  # followed by others only where a body below explains the slip
_NAME, _SELF_NAME = "H708", "X610"


class Found(NamedTuple):
    """A finding, as far as it matters here: its rule, its figures, the bodies that it names, and its words."""

    code: str
    cells: Sequence[str]
    bodies: Sequence[str]
    message: str = ""


def consequences(listed: Iterable[Found]) -> list[bool]:
    """For each finding, in order, whether it follows from another.

    A figure that does not go on from last year's follows from a sum with a slip that is explained by a body below, and
    from rules that the body cannot make. A name that is no name of the office follows from that of another body left in.
    """
    findings = list(listed)
    causes = [one for one in findings if one.code in _ON_FIGURES and (one.bodies or one.code not in _SUMS)]
    names = {name for one in findings if one.code == _NAME for name in _quoted(one.message)[:1]}

    def follows(one: Found) -> bool:
        if one.code == _SELF_NAME:
            return any(name in other or other in name for other in _quoted(one.message)[:1] for name in names)
        return any(
            one.code in _ON_FIGURES[cause.code] and not set(cause.cells).isdisjoint(one.cells)
            for cause in causes
        )

    return [follows(one) for one in findings]


def _quoted(message: str) -> list[str]:
    """What stands in quotes in a message, without its places in sections."""
    return [part.partition("”")[0] for part in message.split("写")[-1].split("“")[1:]]
