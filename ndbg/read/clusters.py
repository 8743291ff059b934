"""Group what belongs together: places that are close to each other, numbers that are joined in pairs."""

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


class Groups:
    """Numbers from 0 on that belong together, by union of pairs."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, at: int) -> int:
        """The number that stands for the group of a number."""
        while self._above[at] != at:
            self._above[at] = at = self._above[self._above[at]]
        return at

    def join(self, left: int, right: int) -> None:
        """Make the groups of two numbers one."""
        left, right = sorted((self.root(left), self.root(right)))
        self._above[right] = left

    def all(self) -> list[list[int]]:
        """The groups of more than one member, each in order."""
        found: dict[int, list[int]] = {}
        for at in range(len(self._above)):
            found.setdefault(self.root(at), []).append(at)
        return [group for group in found.values() if len(group) > 1]
