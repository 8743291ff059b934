"""Copies between bodies: similar sections, equal passages, names left in, equal figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ndbg.app.levels.copies.directions import directions
from ndbg.app.levels.copies.last_year import from_last_year
from ndbg.app.levels.copies.model import Copies, FromLastYear, Passage, SectionText, SimilarGroup
from ndbg.app.levels.copies.names_left import names_left
from ndbg.app.levels.copies.near_duplicates import near_duplicates
from ndbg.app.levels.copies.own_names import OwnNames
from ndbg.app.levels.copies.passages import passages
from ndbg.app.levels.roster.model import Duty
from ndbg.app.levels.status.model import Entry, Survey
from ndbg.app.levels.status.survey import survey
from ndbg.app.levels.store.equal_figures import tells
from ndbg.app.levels.store.folder import Store
from ndbg.app.levels.store.tables import PREFACE
from ndbg.check.levels.model import Levels, Likeness, Mention, SharedPassage
from ndbg.check.settings import DEFAULTS, Settings
from ndbg.report.similarity import without_formulas

SHORTEST = 100  # masked characters: shorter sections resemble each other without being copied
_HINT = 0.6
_SAME_FIGURES = "H711"


def copies(found: Survey, settings: Settings = DEFAULTS, *, years: bool = False) -> Copies:
    """Compare the current reports with each other and, with `years`, with last year's reports of other bodies."""
    # A body that is folded into another's report (并入) owes none of its own; what it hands in is not compared.
    counted = [entry for entry in found.entries if entry.body.duty is not Duty.FOLDED]
    by_version = _bodies(counted)
    order = {entry.body.name: at for at, entry in enumerate(found.entries)}
    sections = dict(sorted(_sections(found.store, by_version).items(), key=lambda item: order[item[0][0]]))
    earlier = _earlier(found) if years else {}
    least = float(settings.alike) / 100
    groups: list[SimilarGroup] = []
    hints: list[SimilarGroup] = []
    last_year: list[FromLastYear] = []
    shared: list[Passage] = []
    own_names = OwnNames(found)
    for section in (s.no for s in found.store.form.prose_sections):
        texts = list(_texts(sections, section, own_names))
        before = list(_texts(earlier, section, own_names))
        made = _groups(section, texts, before, least)
        groups += made[0]
        hints += made[1]
        last_year += made[2]
        shared += passages(section, texts, made[0], own_names)
    related = _related(groups, shared)
    names = tuple(names_left(found, sections, related))
    same = _same_figures(found, by_version, order)
    copied = directions(found, groups, names, same, sections, own_names, least)
    received = {entry.body.name: entry.received for entry in found.entries if entry.received}
    explained = {e.body.name for e in found.entries if any(s.code == _SAME_FIGURES for s in e.suppressions)}
    return Copies(
        groups=tuple(groups),
        hints=tuple(hints),
        last_year=tuple(last_year),
        passages=tuple(shared),
        names=names,
        same_figures=same,
        copied=copied,
        explained=frozenset(explained),
        received=received,
        texts=sections,
        earlier=earlier,
    )


def _bodies(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """The bodies by the version that counts for them; several bodies may have handed in the very same file."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        if entry.current:
            found.setdefault(entry.current.kept.version, []).append(entry.body.name)
    return found


def _sections(store: Store, by_version: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], str]:
    """The texts by body and section."""
    return {
        (body, section): text
        for version, section, text in store.batches.sections(by_version)
        for body in by_version[version]
    }


def _earlier(found: Survey) -> dict[tuple[str, str], str]:
    if found.previous is None:
        return {}
    return _sections(found.previous, _bodies(survey(found.previous).entries))


def _texts(sections: Mapping[tuple[str, str], str], section: str, own: OwnNames) -> Iterator[SectionText]:
    for (body, no), text in sections.items():
        if no == section and len(made := own.masked(body, without_formulas(text))) >= SHORTEST:
            yield SectionText(body, text, made)


def _groups(
    section: str, texts: Sequence[SectionText], before: Sequence[SectionText], least: float
) -> tuple[list[SimilarGroup], list[SimilarGroup], list[FromLastYear]]:
    every = [*texts, *before]
    earlier = [None] * len(texts) + [text.body for text in before]
    found, pairs = near_duplicates(
        [t.masked for t in every], least, min(_HINT, least), earlier, [t.body for t in every]
    )
    home = {at: number for number, group in enumerate(found) for at in group}
    shares: dict[int, float] = {}
    hints = []
    last_year = []
    copies_of: dict[str, list[str]] = {}
    for text in texts:
        copies_of.setdefault(text.masked, []).append(text.body)
    for pair in pairs:
        left, right = every[pair.left], every[pair.right]
        if pair.right >= len(texts):
            copiers = _without(copies_of[left.masked], right.body) if pair.share >= least else ()
            last_year += [FromLastYear(section, body, right.body, pair.share) for body in copiers]
        elif pair.left in home and home.get(pair.left) == home.get(pair.right):
            if pair.share >= least:
                shares[home[pair.left]] = min(shares.get(home[pair.left], 1.0), pair.share)
        elif pair.share < least:
            hints.append(SimilarGroup(section, (left.body, right.body), pair.share))
    groups = [
        SimilarGroup(section, tuple(every[at].body for at in group), shares.get(number, 1.0))
        for number, group in enumerate(found)
    ]
    reported_pairs = {(body, other) for group in groups for body in group.bodies for other in group.bodies}
    return groups, hints, [one for one in last_year if (one.body, one.other) not in reported_pairs]


def _related(
    groups: Iterable[SimilarGroup], passages: Iterable[Passage]
) -> dict[tuple[str, str], frozenset[str]]:
    """For each section of a body the other bodies with which it shares text."""
    found: dict[tuple[str, str], set[str]] = {}
    shared = [*((g.section, g.bodies) for g in groups), *((p.section, p.bodies) for p in passages)]
    for section, bodies in shared:
        for body in bodies:
            found.setdefault((body, section), set()).update(bodies)
    return {key: frozenset(bodies - {key[0]}) for key, bodies in found.items()}


# -- figures ---------------------------------------------------------------------------------------


def _same_figures(
    found: Survey, by_version: Mapping[str, Sequence[str]], order: Mapping[str, int]
) -> tuple[tuple[str, ...], ...]:
    """Groups of bodies whose figures are equal, and too many to be so by chance; `order` is that of the roster.

    A body and those above it are never one group: where only one body reports, its figures are the sum.
    """
    same: dict[tuple[tuple[str, Any], ...], list[str]] = {}
    for version, figures in found.store.batches.each_figures(by_version):
        if tells(found.store.form, figures):
            nonzero = tuple((id, value) for id, value in figures.items() if value)
            same.setdefault(nonzero, []).extend(by_version[version])
    roster = found.roster
    groups = []
    for bodies in same.values():
        above = {b.name for name in bodies for b in roster.ancestors(roster.by_name[name])}
        others = [name for name in bodies if name not in above]
        if len(others) > 1:
            groups.append(sorted(others, key=order.__getitem__))
    return tuple(map(tuple, sorted(groups, key=lambda group: order[group[0]])))


# -- for the rules and for programs ------------------------------------------------------------------


def levels_of(found: Copies, levels: Levels, body: str) -> Levels:
    """The facts about a body, with the copies that concern it added; not those that others made of its text."""
    likenesses = [
        Likeness(g.section, others, g.similarity, copied=copied, order=found.order((body, *others)))
        for g in (*found.groups, *found.hints)
        if body in g.bodies
        for others, copied in _by_direction(found, body, g.bodies)
    ]
    likenesses += [
        Likeness(g.section, _without(g.others, body), g.similarity, last_year=True)
        for g in from_last_year(o for o in found.last_year if o.body == body)
    ]
    mentions = (n for n in found.names if n.body == body and n.section != PREFACE)
    shared = ((one, one.bodies.index(body)) for one in found.passages if body in one.bodies)
    same, same_copied = next(
        (
            made
            for bodies in found.same_figures
            if body in bodies
            for made in _by_direction(found, body, bodies)
        ),
        ((), False),
    )
    return levels._replace(
        unsettled=_unsettled(found, levels),
        likenesses=tuple(likenesses),
        mentions=tuple(Mention(n.other, n.written, n.section, n.paragraph) for n in mentions),
        passages=tuple(
            SharedPassage(one.section, _without(one.bodies, body), one.texts[at], one.paragraphs[at])
            for one, at in shared
        ),
        same_figures=same,
        same_copied=same_copied,
        same_order=found.order((body, *same)),
    )


def _without(bodies: Iterable[str], body: str) -> tuple[str, ...]:
    return tuple(other for other in bodies if other != body)


def _by_direction(found: Copies, body: str, bodies: Sequence[str]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The others of a group: those from which a body copied, marked so, then those of which that is not known.

    Those that copied from it are left out.
    """
    sources = found.copied.get(body, frozenset())
    others = [b for b in _without(bodies, body) if body not in found.copied.get(b, ())]
    for copied in (True, False):
        if some := tuple(b for b in others if (b in sources) is copied):
            yield some, copied


def _unsettled(found: Copies, levels: Levels) -> tuple[str, ...]:
    """The bodies in a sum whose figures are not settled: also those that have, or may have, another's unexplained."""
    told = ((name, bodies) for bodies in found.same_figures for name in bodies)
    copied = {name for name, bodies in told if any(_by_direction(found, name, bodies))} - found.explained
    return tuple(m.name for m in levels.members if m.name in copied or m.name in levels.unsettled)
