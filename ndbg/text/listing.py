"""Lists in a sentence, and parts of texts."""

from collections.abc import Sequence


def first_of(items: Sequence[str], most: int, unit: str) -> str:
    """The first of some items, at most so many, and the number of all in a unit where there are more."""
    shown = "、".join(items[:most])
    return f"{shown}等 {len(items)} {unit}" if len(items) > most else shown


def part_of(text: str, most: int, start: int = 0, sign: str = "…") -> str:
    """At most so many characters of a text from a place on, with a sign at each end where something is left out."""
    return f"{sign if start else ''}{text[start : start + most]}{sign if text[start + most :] else ''}"


def from_difference(left: str, right: str, before: int, most: int, sign: str = "…") -> tuple[str, str]:
    """The parts of two texts from so many characters before their first difference on."""
    pairs = zip(left, right, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))
    start = max(same - before, 0)
    return part_of(left, most, start, sign), part_of(right, most, start, sign)
