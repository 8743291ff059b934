"""Who copied from whom, where that is plain: by another's name or place in the text, or by what each wrote last year."""

from collections.abc import Iterable, Mapping, Sequence

from ndbg.app.levels.copies.model import NameLeft, SimilarGroup
from ndbg.app.levels.copies.own_names import OwnNames
from ndbg.app.levels.status.model import Survey
from ndbg.report.similarity import masked_similarity

_FEW = 20  # bodies of a group that are compared with each other
_NEW = 0.6  # similarity to one's own text of last year below which this year's is new
_GOES_ON = ("Y501", "Y502", "Y503")


def directions(
    found: Survey,
    groups: Iterable[SimilarGroup],
    names: Iterable[NameLeft],
    same_figures: Iterable[Sequence[str]],
    texts: Mapping[tuple[str, str], str],
    own: OwnNames,
    least: float,
) -> Mapping[str, frozenset[str]]:
    """By body, those from which it copied; a pair of which each would have copied from the other is left out.

    What is plain of one section holds for all that the two have in common.
    """
    made: dict[str, frozenset[str]] = {}

    def add(copiers: Iterable[str], sources: frozenset[str]) -> None:
        for body in copiers if sources else ():
            made[body] = made.get(body, frozenset()) | sources

    for name in names:
        if name.section:
            add((name.body,), frozenset((name.other,)))
    for group in groups:
        shares = {body: _to_own_last(found, body, group.section, texts, own) for body in group.bodies}
        known_shares = {body: share for body, share in shares.items() if share is not None}
        sources = frozenset(body for body, share in known_shares.items() if share >= least)
        add([body for body, share in known_shares.items() if share < _NEW], sources)
        for body in group.bodies if len(group.bodies) <= _FEW else ():
            add((body,), _places_named(found, texts[body, group.section], body, group.bodies))
    for bodies in same_figures:
        entries = [found.by_name[body] for body in bodies]
        # The figures of these do not go on from their own of last year.
        breaks = [
            entry.body.name
            for entry in entries
            if any(one.code in _GOES_ON and not one.explanation for one in found.findings(entry))
        ]
        if all(entry.last in entry.against for entry in entries):
            add(breaks, frozenset(bodies) - {*breaks})
    return {
        body: clear
        for body, sources in made.items()
        if (clear := frozenset(other for other in sources if body not in made.get(other, ())))
    }


def _places_named(found: Survey, text: str, body: str, others: Iterable[str]) -> frozenset[str]:
    """Those of some other bodies whose place a text of a body names, which is that of no government above its own."""
    roster = found.roster
    above = {body, *(government.name for government in roster.ancestors(roster.by_name[body]))}
    parents = ((other, roster.by_name[other].parent) for other in others if other != body)
    return frozenset(
        other
        for other, parent in parents
        if parent and parent not in above and parent.removesuffix("人民政府") in text
    )


def _to_own_last(
    found: Survey, body: str, section: str, texts: Mapping[tuple[str, str], str], own: OwnNames
) -> float | None:
    """The similarity of a body's section to that of its own last year; None where it had none."""
    entry = found.by_name[body]
    if not (found.previous and entry.last):
        return None
    before = found.previous.batches.rows_of(entry.last).report("", found.previous.year).prose.get(section)
    if before is None or not before.text.strip():
        return None
    return masked_similarity(own.masked(body, texts[body, section]), own.masked(body, before.text))
