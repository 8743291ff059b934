"""Chinese words by a dictionary (`words.txt`): whether a text is a word, where words begin and end in a text, how rare they are.

The rarity of a word is -ln of its share of all words, as `words.txt` has it, rounded. A segmenter such as jieba does more
than is needed here, and takes a second to load.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ndbg.text.patterns import is_han

_LONGEST = 4  # characters of a word of the dictionary
LONGEST_CUT = 5  # characters of a word that `cut` finds; longer added words consist of others
# The rarity of a single character, and that of an added word, that is not in the dictionary.
UNKNOWN, _ADDED = 17, 9


class Piece(NamedTuple):
    """A part of a text that is a word or a single character: its start, its end (excluded) and its rarity."""

    start: int
    end: int
    rarity: int


@cache
def _lines() -> Sequence[bytes]:
    """The lines of the dictionary, undecoded and ordered by first character; few of them are needed for a text."""
    return (Path(__file__).parent / "words.txt").read_bytes().split(b"\n")


def _line(char: str) -> str:
    """The line of the dictionary with the words that begin with a character; empty where none do."""
    lines, first = _lines(), char.encode(errors="surrogatepass")
    at = bisect_left(lines, first)
    return lines[at].decode() if is_han(char) and at < len(lines) and lines[at].startswith(first) else ""


def _rarities(groups: str, begin: str) -> Mapping[str, int]:
    """The rarities of the words in some groups whose text, from the blank before them, begins so."""
    rarities = {}
    start = groups.find(begin)
    while start >= 0:
        group, end = groups.rfind("|", 0, start), groups.find(" ", start + 1)
        rarities[groups[start + 1 : end]] = int(groups[group + 1 : groups.find(" ", group)])
        start = groups.find(begin, end)
    return rarities


class Words:
    """The words of the dictionary, which have two to four characters, and the words `more`."""

    def __init__(self, more: Iterable[str] = ()) -> None:
        self._more = frozenset(more)
        self._longest = max(map(len, self._more), default=_LONGEST)
        self._added: dict[str, list[str]] = defaultdict(list)
        for word in self._more:
            self._added[word[:1]].append(word)
        self._groups = lru_cache(maxsize=1 << 13)(self._groups_of)
        self.beginning_with = lru_cache(maxsize=1 << 15)(self._beginning_with)

    def __contains__(self, text: str) -> bool:
        """Whether a text is a word of two or more characters, or one of the added words."""
        return text in self._more or (len(text) > 1 and text in self.beginning_with(text[:2]))

    def _beginning_with(self, two: str) -> Mapping[str, int]:
        """The rarities of the words that begin with two characters, and of the first of these where it is common."""
        groups, alone = self._groups(two[:1])
        return {**alone, **_rarities(groups, f" {two}")} if len(two) > 1 else alone

    def _groups_of(self, char: str) -> tuple[str, Mapping[str, int]]:
        """The words that begin with a character as the dictionary has them, each between blanks; its own rarity if common."""
        added = " ".join(self._added.get(char, ()))
        groups = f"|{_ADDED} {added}{_line(char)[1:]}|".replace("|", " |")
        return groups, _rarities(groups, f" {char} ")

    def cut(self, text: str) -> list[Piece]:
        """A text of Chinese characters cut into the words and single characters with the least sum of rarities."""
        length = len(text)
        least, starts = [0, *[length * UNKNOWN] * length], [0] * (length + 1)
        for start, char in enumerate(text):
            words, before = self.beginning_with(text[start : start + 2]), least[start]
            alone = before + words.get(char, UNKNOWN)
            if alone < least[start + 1]:
                least[start + 1], starts[start + 1] = alone, start
            for end in range(start + 2, min(start + LONGEST_CUT, length) + 1) if words else ():
                rarity = words.get(text[start:end])
                if rarity is not None and before + rarity < least[end]:
                    least[end], starts[end] = before + rarity, start
        pieces: list[Piece] = []
        end = length
        while end:
            start = starts[end]
            pieces.append(Piece(start, end, least[end] - least[start]))
            end = start
        return pieces[::-1]

    def begins(self, text: str, at: int) -> bool:
        """Whether a word of two or more characters stands at a place of a text."""
        return any(text[at:end] in self for end in range(at + 2, self._end(text, at) + 1))

    def ends(self, text: str, end: int) -> bool:
        """Whether a word of two or more characters ends at a place of a text."""
        return any(text[start:end] in self for start in range(max(end - self._longest, 0), end - 1))

    def may_begin(self, text: str, at: int) -> bool:
        """Whether a word may begin at a place of a text, or no Chinese character stands there."""
        return not is_han(text, at) or self.begins(text, at)

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether a word stands in a text that begins at `start` or before it and ends at `end` or behind it."""
        firsts = range(start, max(end - self._longest, 0) - 1, -1)  # what is near is found first
        return any(text[at:last] in self for at in firsts for last in range(end, self._end(text, at) + 1))

    def _end(self, text: str, start: int) -> int:
        return min(start + self._longest, len(text))
