"""Copies between bodies as values and as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, NamedTuple


@dataclass(frozen=True)
class SimilarGroup:
    """Bodies with a similar section. `similarity` is the lowest of the pairs that link them, 0 to 1."""

    section: str
    bodies: tuple[str, ...]
    similarity: float


@dataclass(frozen=True)
class FromLastYear:
    """A body whose section is similar to what another body wrote last year."""

    section: str
    body: str
    other: str
    similarity: float


@dataclass(frozen=True)
class Passage:
    """A passage that stands verbatim in the reports of several bodies.

    `texts` holds the wording of each body, `paragraphs` the numbers of its paragraphs in the section, counted from 0.
    """

    section: str
    bodies: tuple[str, ...]
    texts: tuple[str, ...]
    paragraphs: tuple[int, ...]


@dataclass(frozen=True)
class NameLeft:
    """The name of another body where the report should have its own.

    `section` is empty for the title.
    """

    body: str
    other: str
    written: str
    section: str
    paragraph: int
    text: str


@dataclass(frozen=True)
class Copies:
    """Everything that was found. `hints` are pairs below the threshold for a copy.

    `copied` holds by body those from which it copied, where that is plain; `explained` are the bodies that have given a
    reason for figures equal to another's; `received` holds the days on which reports came.

    `texts` holds the sections by body and number, `earlier` those of last year where these were compared too.
    """

    groups: tuple[SimilarGroup, ...] = ()
    hints: tuple[SimilarGroup, ...] = ()
    last_year: tuple[FromLastYear, ...] = ()
    passages: tuple[Passage, ...] = ()
    names: tuple[NameLeft, ...] = ()
    same_figures: tuple[tuple[str, ...], ...] = ()
    copied: Mapping[str, frozenset[str]] = field(default_factory=dict)
    explained: frozenset[str] = frozenset()
    received: Mapping[str, date] = field(default_factory=dict)
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    earlier: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def order(self, bodies: Iterable[str]) -> tuple[tuple[str, date], ...]:
        """The days on which the reports of some bodies came, the first first; empty unless all are known, and differ."""
        days = [(body, self.received.get(body)) for body in bodies]
        known = sorted(((body, day) for body, day in days if day), key=lambda pair: pair[1])
        differ = len(known) == len(days) and known and known[0][1] < known[-1][1]
        return tuple(known) if differ else ()

    @property
    def nothing(self) -> bool:
        """Whether nothing was found but hints."""
        return not (self.groups or self.last_year or self.passages or self.names or self.same_figures)


class SectionText(NamedTuple):
    """A section of a body: as written, and masked (digits, years, and the body's own names)."""

    body: str
    text: str
    masked: str


def copies_json(found: Copies) -> dict[str, Any]:
    """The copies as JSON."""
    return {
        **{
            kind: [{**asdict(one), "similarity": round(one.similarity, 3)} for one in listed]
            for kind, listed in (
                ("groups", found.groups),
                ("hints", found.hints),
                ("last_year", found.last_year),
            )
        },
        "passages": [
            {"section": p.section, "bodies": p.bodies, "characters": len(p.texts[0]), "text": p.texts[0]}
            for p in found.passages
        ],
        "names": [
            {
                "body": n.body,
                "name": n.other,
                "written": n.written,
                "section": n.section or "标题",
                "paragraph": n.paragraph + 1,
                "text": n.text,
            }
            for n in found.names
        ],
        "figures": [{"bodies": bodies} for bodies in found.same_figures],
        "copied": [{"body": body, "from": sorted(sources)} for body, sources in found.copied.items()],
    }
