"""Copies of a tree in which what was found in the original is found again at once."""

from collections.abc import Callable
from copy import deepcopy

from ndbg.ooxml.text import Element


class Original:
    """A tree to be copied often. It must not be changed any more.

    Of the elements in it those with one of `tags` can be found again, and its root.
    """

    def __init__(self, root: Element, *tags: str) -> None:
        self._root, self._tags = root, tags
        self._numbers = {element: number for number, element in enumerate(self._found(root))}

    def _found(self, root: Element) -> list[Element]:
        return [root, *root.iter(*self._tags)]

    def double(self) -> Callable[[Element], Element]:
        """Copy the tree. The copy comes as a function that gives for an element of the original its counterpart."""
        copied = self._found(deepcopy(self._root))
        return lambda element: copied[self._numbers[element]]
