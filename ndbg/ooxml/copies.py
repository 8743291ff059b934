"""Copy an XML tree, and find elements of the original in the copy."""

from collections.abc import Callable
from copy import deepcopy

from ndbg.ooxml.text import Element


class Original:
    """A tree to be copied often; it must not be changed afterwards.

    Its root and the elements with one of `tags` can be found in each copy.
    """

    def __init__(self, root: Element, *tags: str) -> None:
        self._root, self._tags = root, tags
        self._numbers = {element: number for number, element in enumerate(self._found(root))}

    def _found(self, root: Element) -> list[Element]:
        return [root, *root.iter(*self._tags)]

    def copied(self) -> Callable[[Element], Element]:
        """Copy the tree. Returns the function that maps an element of the original to its copy."""
        copied = self._found(deepcopy(self._root))
        return lambda element: copied[self._numbers[element]]
