"""Chinese words by a dictionary (`words.txt`): whether characters are one, and where in a text one may begin and end.

A segmenter such as jieba would tell more than is asked here, and takes a second to load; its dictionary is what counts.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

_LONGEST = 4  # characters of a word of the dictionary


@cache
def _lines() -> dict[str, str]:
    """The lines of the dictionary by the character with which their words begin, a blank on both sides of each word."""
    text = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8")
    return {line[0]: f" {line} " for line in text.splitlines() if not line.startswith("#")}


class Words:
    """The words of two or more characters: those of the dictionary and some more."""

    def __init__(self, more: Iterable[str] = ()) -> None:
        self._more = frozenset(more)
        self._longest = max(map(len, self._more), default=_LONGEST)

    def __contains__(self, text: str) -> bool:
        """Whether characters are a word."""
        return text in self._more or f" {text} " in _lines().get(text[:1], "")

    def begins(self, text: str, at: int) -> bool:
        """Whether a word may begin at a place of a text."""
        return any(text[at:end] in self for end in range(at + 2, self._end(text, at) + 1))

    def ends(self, text: str, end: int) -> bool:
        """Whether a word may end at a place of a text."""
        return any(text[start:end] in self for start in range(max(end - self._longest, 0), end - 1))

    def reaches_over(self, text: str, start: int, end: int) -> bool:
        """Whether a word may begin before a part of a text, which may be empty, and end behind it."""
        firsts = range(max(end - self._longest, 0), start)
        return any(text[at:last] in self for at in firsts for last in range(end + 1, self._end(text, at) + 1))

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether a part of a text may be a word or within one."""
        firsts = range(max(end - self._longest, 0), start + 1)
        return any(text[at:last] in self for at in firsts for last in range(end, self._end(text, at) + 1))

    def _end(self, text: str, start: int) -> int:
        return min(start + self._longest, len(text))
