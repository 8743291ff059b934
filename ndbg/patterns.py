"""Regular expressions that are compiled when they are first used.

Python takes up to some milliseconds for one with many Chinese characters, and a run needs
half of the program's at most. Otherwise as those of `re`.
"""

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any


class Pattern:
    """A regular expression, not compiled yet."""

    __slots__ = ("_compiled", "_flags", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        return self._compiled

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first place in a text that matches, from `start` on."""
        return self.compiled().search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """What matches at `start` of a text."""
        return self.compiled().match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """A text that matches as a whole."""
        return self.compiled().fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All places in a text that match, from `start` to `end`."""
        return self.compiled().finditer(text, start, end)

    def findall(self, text: str) -> list[Any]:
        """What matches in a text, or its groups."""
        return self.compiled().findall(text)

    def split(self, text: str) -> list[str | Any]:
        """A text in pieces, cut where it matches."""
        return self.compiled().split(text)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """A text with what matches replaced."""
        return self.compiled().sub(new, text, count)
