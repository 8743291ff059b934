"""Words within a text, and regular expressions that are compiled on first use.

Compiling an expression with many Chinese characters can take milliseconds, and a run uses fewer than half of them:
`python -m tests.benchmarks start` tells what that is worth. Apart from that a `Pattern` works like `re.Pattern`.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

# A Chinese character; also any letter outside ASCII. A range of the Chinese characters takes twenty times as long to
# compile.
HAN = r"[^\W\da-zA-Z_]"


def is_han(text: str, at: int = 0) -> bool:
    """Whether a Chinese character stands at a place in a text: what `HAN` matches."""
    char = text[at : at + 1]
    return char.isalnum() and not char.isascii() and not char.isdecimal()


def places_of(text: str, words: str) -> Iterator[tuple[int, int]]:
    """The start and end of each occurrence of `words` in a text; occurrences do not overlap."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        yield start, end
        start = text.find(words, end)


def any_in(words: Iterable[str], text: str) -> bool:
    """Whether a text contains one of some words."""
    for word in words:  # noqa: SIM110  any() takes twice the time
        if word in text:
            return True
    return False


_FEW = 8  # words
_NEVER = re.compile(r"(?!)")


class Pattern:
    """A regular expression that is compiled on first use.

    `given` are words, separated by `|`, of which every match contains at least one. A text with none of
    them cannot match, and is not searched; where no text has one the expression is never compiled. Only expressions
    that take more than 0.2 ms of a run have such words.
    tests/text/test_patterns.py holds these words against strings generated from each pattern.
    """

    __slots__ = ("_compiled", "_first_letters", "_flags", "given", "pattern")

    def __init__(self, pattern: str, flags: int = 0, *, given: str = "") -> None:
        self.pattern = pattern
        self.given = tuple(given.split("|")) if given else ()
        # Where there are many words, their first characters are looked for before the words.
        self._first_letters = frozenset(word[0] for word in self.given) if len(self.given) > _FEW else None
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        return self._compiled

    def _cannot_match(self, text: str) -> bool:
        if self._first_letters is not None and self._first_letters.isdisjoint(text):
            return True
        for word in self.given:
            if word in text:
                return False
        return bool(self.given)

    def _for(self, text: str) -> re.Pattern[str]:
        """The pattern, compiled; one that never matches for a text with none of the words."""
        if self.given and self._cannot_match(text):
            return _NEVER
        return self._compiled or self.compiled()

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match in a text, from `start` on."""
        return self._for(text).search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match that begins at `start`."""
        return self._for(text).match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of a whole text."""
        return self._for(text).fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches in a text between `start` and `end`."""
        return self._for(text).finditer(text, start, end)

    def findall(self, text: str) -> list[Any]:
        """The text of all matches, or of their groups."""
        return self._for(text).findall(text)

    def split(self, text: str) -> list[str | Any]:
        """The pieces of a text between the matches."""
        return self._for(text).split(text)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """A text with its matches replaced."""
        return self._for(text).sub(new, text, count)
