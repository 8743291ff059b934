"""Chinese words by a dictionary (`words.txt`): whether characters are one, and where in a text one may begin and end.

A segmenter such as jieba would tell more than is asked here, and takes a second to load; its dictionary is what counts.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ndbg.text.patterns import is_han

_LONGEST = 4  # characters of a word of the dictionary


@cache
def _dictionary() -> str:
    return (Path(__file__).parent / "words.txt").read_text(encoding="utf-8")


@cache
def _beginning_with(char: str) -> str:
    """The words of the dictionary that begin with a character, a blank on both sides of each."""
    text = _dictionary()
    start = text.find(f"\n{char}") + 1 if char else 0
    return f" {text[start : text.find(chr(10), start)]} " if start else ""


class Words:
    """The words of the dictionary, which have two to four characters, and some more."""

    def __init__(self, more: Iterable[str] = ()) -> None:
        self._more = frozenset(more)
        self._longest = max(map(len, self._more), default=_LONGEST)

    def __contains__(self, text: str) -> bool:
        """Whether characters are a word."""
        if text in self._more:
            return True
        return len(text) <= _LONGEST and f" {text} " in _beginning_with(text[:1])

    def begins(self, text: str, at: int) -> bool:
        """Whether a word may begin at a place of a text."""
        return any(text[at:end] in self for end in range(at + 2, self._end(text, at) + 1))

    def ends(self, text: str, end: int) -> bool:
        """Whether a word may end at a place of a text."""
        return any(text[start:end] in self for start in range(max(end - self._longest, 0), end - 1))

    def may_begin(self, text: str, at: int) -> bool:
        """Whether a word may begin at a place of a text, or no Chinese character stands there."""
        return not is_han(text, at) or self.begins(text, at)

    def may_end(self, text: str, at: int) -> bool:
        """Whether a word may end at a place of a text, or no Chinese character stands before it."""
        return at == 0 or not is_han(text, at - 1) or self.ends(text, at)

    def reaches_over(self, text: str, start: int, end: int) -> bool:
        """Whether a word may begin before a part of a text, which may be empty, and end behind it."""
        return start > 0 and self.holds(text, start - 1, end + 1)

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether a part of a text may be a word or within one."""
        firsts = range(start, max(end - self._longest, 0) - 1, -1)  # what is near is found first
        return any(text[at:last] in self for at in firsts for last in range(end, self._end(text, at) + 1))

    def _end(self, text: str, start: int) -> int:
        return min(start + self._longest, len(text))
