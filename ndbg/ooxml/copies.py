"""Copies of an XML tree with the counterparts of elements of the original."""

from collections.abc import Callable
from copy import deepcopy

from ndbg.ooxml.text import Element


class Original:
    """A tree to be copied often; it must not be changed any more.

    The counterparts of its root and of the elements with one of `tags` can be found in each copy.
    """

    def __init__(self, root: Element, *tags: str) -> None:
        self._root, self._tags = root, tags
        self._numbers = {element: number for number, element in enumerate(self._found(root))}

    def _found(self, root: Element) -> list[Element]:
        return [root, *root.iter(*self._tags)]

    def copied(self) -> Callable[[Element], Element]:
        """Copy the tree; gives the function from an element of the original to its counterpart in the copy."""
        copied = self._found(deepcopy(self._root))
        return lambda element: copied[self._numbers[element]]
