"""The administrative divisions of China down to counties (`divisions.txt`): what a name means, what lies within what."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ndbg.text.patterns import Pattern, places_of

PROVINCE, PREFECTURE, COUNTY = range(3)
SIGNS = "省市县区州盟旗"  # with which names of divisions end
_ENDING = 2  # characters by which names are found; none is shorter


class Division(NamedTuple):
    """A province, prefecture or county: its full name, its level, and the full names of what it lies within."""

    name: str
    level: int
    above: tuple[str, ...]

    def is_apart_from(self, other: "Division") -> bool:
        """Whether neither of two divisions is the other one or lies within it, nor has its name."""
        return self.name != other.name and self.name not in other.above and other.name not in self.above


def divisions_in(text: str) -> Iterator[tuple[int, int, Sequence[Division]]]:
    """The start, the end and the divisions of each name in a text; of names that end together the longest."""
    for sign in _SIGN.finditer(text):
        end = sign.end()
        named = _ending_with(text[max(end - _ENDING, 0) : end])
        names = {name for name, _ in named if text.endswith(name, 0, end)}
        if names:
            name = max(names, key=len)
            yield end - len(name), end, [_division(at) for called, at in named if called == name]


_SIGN = Pattern(f"[{SIGNS}]")


@cache
def _text() -> str:
    """The lines of the file, undivided; a text needs few of the names."""
    return (Path(__file__).parent / "divisions.txt").read_text(encoding="utf-8").partition("\n\n")[2]


@cache
def _ending_with(ending: str) -> Sequence[tuple[str, int]]:
    """The names that end with two characters, in full or short, and where the file has each."""
    text = _text()
    names = []
    for _, end in places_of(text, ending):
        if text[end] in " \n·":
            start = _begin(text, end)
            names.append((text[start:end], start))
    for _, end in places_of(text, ending[0]) if ending[0] in "治地" else ():  # 自治县, 地区
        start = _begin(text, end)
        if text[end] in " \n" and text.startswith(f"{ending[1]}·", text.find("·", start) - 1):
            names.append((_full(start), start))
    return names


def _begin(text: str, end: int) -> int:
    """The offset at which a name that ends at `end` begins."""
    return max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1


def _full(at: int) -> str:
    """The full name of the division at an offset of the file."""
    written = _NAME.match(_text(), at)
    return f"{written[1]}{written[3] or ''}{written[2]}" if written else ""


_NAME = Pattern(r"(\w+)(\w)(?:·(\w+))?")


@cache
def _division(at: int) -> Division:
    """The division whose name begins at an offset of the file."""
    text = _text()
    line = province = text.rfind("\n", 0, at) + 1
    while text[province] == " ":
        province = text.rfind("\n", 0, province - 1) + 1
    first = line + (line != province)
    above = [_full(place) for place in dict.fromkeys((province, first)) if place != at]
    return Division(_full(at), len(above) if at == first else COUNTY, tuple(above))
