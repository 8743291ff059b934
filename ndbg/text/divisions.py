"""The administrative divisions of China down to counties (`divisions.txt`): what a name means, what lies within what."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ndbg.text.patterns import Pattern

PROVINCE, PREFECTURE, COUNTY = range(3)
_ENDING = 2  # characters by which names are found; none is shorter


class Division(NamedTuple):
    """A province, prefecture or county: its full name, its level, and the full names of what it lies within."""

    name: str
    level: int
    above: tuple[str, ...]

    def is_apart_from(self, other: "Division") -> bool:
        """Whether neither of two divisions is the other one or lies within it, nor has its name."""
        return self.name != other.name and self.name not in other.above and other.name not in self.above


@cache
def _by_ending() -> Mapping[str, Sequence[tuple[str, tuple[str, int, tuple[str, ...]]]]]:
    """By the last two characters of names: each name, in full and short, and what it names, as a `Division` has it."""
    found: dict[str, list[tuple[str, tuple[str, int, tuple[str, ...]]]]] = {}
    province = ""
    text = (Path(__file__).parent / "divisions.txt").read_text(encoding="utf-8")
    for line in text.partition("\n\n")[2].splitlines():
        within = (province,) if line[0] == " " else ()
        first, *counties = line.split()
        full = first.replace("·", "")
        province = within[0] if within else full
        above = (*within, full)
        for written, level, higher in ((first, len(within), within), *((c, COUNTY, above) for c in counties)):
            name = full = written
            if "·" in written:
                stem, _, kind = written.partition("·")
                full, name = stem + kind, stem + kind[-1]
                found.setdefault(full[-_ENDING:], []).append((full, (full, level, higher)))
            found.setdefault(name[-_ENDING:], []).append((name, (full, level, higher)))
    return found


def divisions_in(text: str) -> Iterator[tuple[int, int, Sequence[Division]]]:
    """The start, the end and the divisions of each name in a text; of names that end together the longest."""
    for sign in _SIGN.finditer(text):
        end = sign.end()
        named = _by_ending().get(text[max(end - _ENDING, 0) : end], ())
        names = {name for name, _ in named if text.endswith(name, 0, end)}
        if names:
            name = max(names, key=len)
            yield end - len(name), end, [Division(*what) for called, what in named if called == name]


_SIGN = Pattern("[省市县区州盟旗]")
