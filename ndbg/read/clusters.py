"""Group what belongs together: places that are close to each other, numbers that are joined in pairs."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def clusters(items: Iterable[T], place: Callable[[T], float], most: float) -> list[list[T]]:
    """Items in the order of their places, in groups in which none is further than `most` from the first."""
    groups: list[list[T]] = []
    for item in sorted(items, key=place):
        if groups and place(item) - place(groups[-1][0]) <= most:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


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
        by_root: dict[int, list[int]] = {}
        for at in range(len(self._above)):
            by_root.setdefault(self.root(at), []).append(at)
        return [group for group in by_root.values() if len(group) > 1]
