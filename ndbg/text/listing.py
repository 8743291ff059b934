"""Lists in a sentence."""

from collections.abc import Sequence


def first_of(items: Sequence[str], most: int, unit: str) -> str:
    """The first of some items, at most so many, and the number of all in a unit where there are more."""
    shown = "、".join(items[:most])
    return f"{shown}等 {len(items)} {unit}" if len(items) > most else shown
