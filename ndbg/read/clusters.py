"""Group places that are close to each other."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def clusters(items: Iterable[T], place: Callable[[T], float], most: float) -> list[list[T]]:
    """Items in the order of their places, in groups in which none is further than `most` from the first."""
    found: list[list[T]] = []
    for item in sorted(items, key=place):
        if found and place(item) - place(found[-1][0]) <= most:
            found[-1].append(item)
        else:
            found.append([item])
    return found
