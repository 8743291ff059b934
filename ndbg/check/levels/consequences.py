"""What follows from another fault is not told as a fault of its own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ndbg.check.defect import Severity
from ndbg.check.finding import Finding
from ndbg.check.levels.model import Levels, Number

# The rules on figures that do not go on from last year's.
FROM_LAST_YEAR = ("Y501", "Y502", "Y503")
# The rules whose findings follow from one of a rule on the same figures.
_ON_FIGURES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("H701", "H707", "H711"), FROM_LAST_YEAR),
    "H710": ("Y502",),
}
_NAMES = ("H708", "X610")  # another body's name, and a name that is not the office's own


class Told(NamedTuple):
    """A finding: its figures, the other bodies that it names, and the reason for which it was accepted, if any.

    `stated` is the text in the report that is wrong, such as a name.
    """

    code: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    difference: Number | None = None
    reason: str = ""
    stated: str = ""
    unclear: bool = False

    @classmethod
    def of(cls, finding: Finding) -> "Told":
        """The same of a finding on a report."""
        defect = finding.defect
        stated = defect.actual if isinstance(defect.actual, str) else ""
        evidence = (defect.cells, defect.bodies, defect.difference)
        return cls(
            finding.code, finding.severity, defect.message, *evidence, finding.reason, stated, defect.unclear
        )

    @property
    def is_open(self) -> bool:
        """Whether a body is blamed for it: not for a hint, nor for what has been explained."""
        return self.severity is not Severity.INFO and not self.reason

    def causes(self, other: "Told") -> bool:
        """Whether another finding follows from this one.

        A figure that does not go on from last year's follows from a sum with a slip that is explained by a body below,
        from figures copied from another body, and from rules that the body cannot make. A name that is no name of the
        office follows from that of another body left in, and from a wrong title, by which it was judged.
        """
        if (self.code, other.code) == _NAMES:
            if not self.bodies:
                return True
            names = self.stated, other.stated
            return all(names) and (names[0] in names[1] or names[1] in names[0])
        if other.code not in _ON_FIGURES.get(self.code, ()) or set(self.cells).isdisjoint(other.cells):
            return False
        return not self.unclear and (bool(self.bodies) or self.code == "H710")


def told_as(listed: Iterable[Told], levels: Levels) -> Iterator[Severity | None]:
    """The severity with which each finding is told, in order; what an error follows from is one.

    None where it follows from another finding, or is a difference that bodies below have answered.
    """
    findings = list(listed)
    for one in findings:
        explained = (
            one.difference is not None and levels.answered.get((one.code, one.cells)) == one.difference
        )
        if explained or any(cause.causes(one) for cause in findings):
            yield None
        else:
            wrong = any(other.severity is Severity.ERROR and one.causes(other) for other in findings)
            yield Severity.ERROR if wrong else one.severity
