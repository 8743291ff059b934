"""What is known of a report among those of other bodies, as plain values: nothing here reads a store."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

Number = int | Decimal


class Member(NamedTuple):
    """A body directly below a government, or its own office, with the figures that its report has.

    `last` are those of last year, of the body or of those whose place it takes, added; None where not known. Where
    they are of several, `last_apart` has each by itself. `took_over` are the names of the bodies that went to it,
    and of itself before. `why_not` says of a body that is no part of the sum why it is not.
    """

    name: str
    figures: Mapping[str, Number] = {}
    last: Mapping[str, Number] | None = None
    own: bool = False
    last_apart: tuple[Mapping[str, Number], ...] = ()
    took_over: tuple[str, ...] = ()
    why_not: str = ""


class Likeness(NamedTuple):
    """A section that is like those of other bodies: its number, their names, how much of it (0 to 1).

    `last_year`: it is like what the others said last year.
    """

    section: str
    bodies: tuple[str, ...]
    share: float
    last_year: bool = False


class Mention(NamedTuple):
    """The name of another body where the own one belongs: what was written, in which section (empty: title).

    `signs`: it is who signs, as the last section has it.
    """

    body: str
    written: str
    section: str = ""
    paragraph: int = 0
    signs: bool = False


class SharedPassage(NamedTuple):
    """A passage that stands in reports of other bodies too: its section, their names, its text, its paragraph."""

    section: str
    bodies: tuple[str, ...]
    text: str
    paragraph: int = 0


class Levels(NamedTuple):
    """What is known of a report among others. What is empty or None is not known, or is nothing to be told.

    Of those below: `members` whose sums the report should have, `missing` those of them without a report, and
    `last_members` those of last year, `others` bodies that are no part of the sum. Of the body itself: when its report was `received`, by when it was `due`
    and to be published (`publish_by`); `titled_year` is the year that its title has in the place of the report's;
    `rivals` are the files of different reports that it has handed in,
    `unlisted` tells that the roster does not have it, `sent_figures` and `sent_texts` are what it had handed in
    before it published this, `makes_rules` whether it may make 规章. Of others: `likenesses`, `mentions`,
    `passages`, and `same_figures`, those with all the same figures.
    """

    members: tuple[Member, ...] = ()
    missing: tuple[str, ...] = ()
    last_members: tuple[Member, ...] = ()
    others: tuple[Member, ...] = ()
    received: date | None = None
    due: date | None = None
    publish_by: date | None = None
    titled_year: int = 0
    rivals: tuple[str, ...] = ()
    unlisted: bool = False
    sent_figures: Mapping[str, Number] | None = None
    sent_texts: Mapping[str, str] | None = None
    makes_rules: bool = True
    likenesses: tuple[Likeness, ...] = ()
    mentions: tuple[Mention, ...] = ()
    passages: tuple[SharedPassage, ...] = ()
    same_figures: tuple[str, ...] = ()


def named(bodies: tuple[str, ...], most: int = 3) -> str:
    """Names of bodies in a sentence, the first few of many."""
    shown = "、".join(f"“{name}”" for name in bodies[:most])
    return f"{shown}等 {len(bodies)} 个单位" if len(bodies) > most else shown
