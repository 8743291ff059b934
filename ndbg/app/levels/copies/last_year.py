"""Groups of bodies that wrote what others had written last year."""

from collections.abc import Iterable
from typing import NamedTuple

from ndbg.app.levels.copies.model import FromLastYear
from ndbg.read.clusters import Groups


class LastYearGroup(NamedTuple):
    """Bodies with a section similar to those of last year's reports of `others`.

    `similarity` is the lowest of the pairs that link them, 0 to 1. The first of `bodies` and of `others` are a pair.
    """

    section: str
    bodies: tuple[str, ...]
    others: tuple[str, ...]
    similarity: float


def from_last_year(pairs: Iterable[FromLastYear]) -> list[LastYearGroup]:
    """Groups of the pairs of a section, connected by a body of this year or of last year, in the order of the pairs."""
    listed = list(pairs)
    numbers: dict[tuple[str, str, bool], int] = {}
    linked = [
        [
            numbers.setdefault(key, len(numbers))
            for key in ((one.section, one.body, False), (one.section, one.other, True))
        ]
        for one in listed
    ]
    groups = Groups(len(numbers))
    for now, last in linked:
        groups.join(now, last)
    found: dict[int, list[FromLastYear]] = {}
    for one, (now, _) in zip(listed, linked, strict=True):
        found.setdefault(groups.root(now), []).append(one)
    return [
        LastYearGroup(
            group[0].section,
            tuple(dict.fromkeys(one.body for one in group)),
            tuple(dict.fromkeys(one.other for one in group)),
            min(one.similarity for one in group),
        )
        for group in found.values()
    ]
