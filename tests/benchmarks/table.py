"""The table that is printed: one line for each comparison, with what it should be."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from tests.benchmarks.racing import Maker, line_up, race

_LINE = "{:<38} {:<38} {:>9} {:>9}  {:<21} {:<26} {}"


@dataclass(frozen=True)
class Target:
    """The most that our time may be of theirs, and the same in words."""

    most: float
    words: str = ""

    def __str__(self) -> str:
        return f"≤ {self.most:.3g}{f' ({self.words})' if self.words else ''}"


@dataclass(frozen=True)
class Comparison:
    """Which of ours is held against which of theirs."""

    ours: str
    theirs: str
    target: Target | None = None


@dataclass(frozen=True)
class Group:
    """What runs in one race: all contestants, what each of them has to make, what is compared."""

    title: str
    makers: Mapping[str, Maker]
    expected: object
    comparisons: Sequence[Comparison]


def say(text: str = "") -> None:
    """Print a line at once: a race takes a while."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def head(title: str, unit: str = "ms") -> None:
    """Print the head of a table."""
    say(f"\n{title}")
    say(
        _LINE.format(
            "ours", "theirs", f"ours {unit}", f"their {unit}", "ours ÷ theirs", "target", ""
        ).rstrip()
    )


def show(group: Group, rounds: int) -> None:
    """Run a race and print what it gave."""
    there, missing = line_up(group.makers)
    times = race(there, group.expected, rounds)
    head(group.title)
    for item in group.comparisons:
        if lacking := [name for name in (item.ours, item.theirs) if name in missing]:
            why = "; ".join(dict.fromkeys(missing[name] for name in lacking))
            skip(item, why, *(median(times[n]) if n in times else None for n in (item.ours, item.theirs)))
        else:
            line(item, times[item.ours], times[item.theirs])


def skip(item: Comparison, why: str, ours: float | None = None, theirs: float | None = None) -> None:
    """Print a comparison that could not be made, and what is known of it all the same."""
    values = ["-" if seconds is None else f"{seconds * 1000:.2f}" for seconds in (ours, theirs)]
    say(_LINE.format(item.ours, item.theirs, *values, "skipped", str(item.target or ""), why).rstrip())


def line(item: Comparison, ours: Sequence[float], theirs: Sequence[float], scale: float = 1000) -> None:
    """Print one comparison: the median of each, and the median of the ratios pair by pair."""
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    ratio = median(ratios)
    spread = ""
    if len(ratios) >= 4:
        low, _, high = quantiles(ratios, n=4)
        spread = f" ({low:.3g}–{high:.3g})"
    values = (f"{median(ours) * scale:.2f}", f"{median(theirs) * scale:.2f}", f"{ratio:.3g}{spread}")
    target = str(item.target or "")
    say(_LINE.format(item.ours, item.theirs, *values, target, verdict(ratio, item.target)).rstrip())


def verdict(ratio: float, target: Target | None) -> str:
    """Whether a target is met, or else how far from it the ratio is."""
    if target is None:
        return ""
    return "met" if ratio <= target.most else f"missed: {ratio / target.most:.2f} × the target"
