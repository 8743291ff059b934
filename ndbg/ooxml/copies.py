"""Copies of a tree in which what was found in the original is found again at once."""

from collections.abc import Callable
from copy import deepcopy

from ndbg.ooxml.text import Element


class Original:
    """A tree as it is now, to be copied often. It must not be changed any more."""

    def __init__(self, root: Element) -> None:
        self._elements = list(root.iter())
        self._numbers = {element: number for number, element in enumerate(self._elements)}

    def copy(self) -> Callable[[Element], Element]:
        """A copy of the tree, as what gives for each element of the original the copied one."""
        copied = list(deepcopy(self._elements[0]).iter())
        return lambda element: copied[self._numbers[element]]
