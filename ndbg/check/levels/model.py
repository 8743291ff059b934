"""The facts on a report among those of other bodies, as plain values; nothing here reads a store."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ndbg.text.listing import first_of

if TYPE_CHECKING:
    from ndbg.check.subject import Subject

Number = int | Decimal
# How figures are told that were added instead of those of a body's report; {} stands for its name.
LAST_YEAR, EARLIER, OFFICE_ALONE = (
    "{}用的是上年的数",
    "{}用的是先前报送的稿（不是现在用的这一份）",
    "{}只加了它办公室一家的",
)


class Member(NamedTuple):
    """A body directly below a government, or its own office, with the figures of its report.

    `doubtful` are others of its figures, of which something was found that it has not explained. `last` are those of
    last year, of the body or summed over its predecessors; None where unknown. `instead` are others that may have been
    added by mistake, each with how that is told: last year's of each predecessor, those of an earlier draft, those of a
    government's office. `took_over` are the names of the predecessors, and its own former names. For a body that is no
    part of the sum, `why_not` is the reason; `inside` is the one below that counts it already.
    """

    name: str
    figures: Mapping[str, Number] = {}
    last: Mapping[str, Number] | None = None
    own: bool = False
    instead: tuple[tuple[str, Mapping[str, Number]], ...] = ()
    took_over: tuple[str, ...] = ()
    why_not: str = ""
    inside: str = ""
    doubtful: Mapping[str, Number] = {}

    @property
    def every(self) -> Mapping[str, Number]:
        """All figures, the doubtful ones too."""
        return {**self.figures, **self.doubtful}


class OtherVersion(NamedTuple):
    """Another version of a report: its figures, and its texts by the numbers of their sections."""

    figures: Mapping[str, Number] = {}
    texts: Mapping[str, str] = {}


class Likeness(NamedTuple):
    """A section similar to those of other bodies: its number, their names, the similarity (0 to 1).

    `last_year`: it is similar to the others' reports of last year. `copied`: it is plain that it was copied from them.
    `order`: the days on which their reports and this one came, the first first.
    """

    section: str
    bodies: tuple[str, ...]
    share: float
    last_year: bool = False
    copied: bool = False
    order: tuple[tuple[str, date], ...] = ()


class Mention(NamedTuple):
    """The name of another body in place of the own one: as written, and the section (empty: the title)."""

    body: str
    written: str
    section: str = ""
    paragraph: int = 0


class SharedPassage(NamedTuple):
    """A passage that is in reports of other bodies too: its section, their names, its text, its paragraph."""

    section: str
    bodies: tuple[str, ...]
    text: str
    paragraph: int = 0


class Levels(NamedTuple):
    """The facts on a report among others. Empty or None means unknown, or nothing to report.

    On the bodies below: `members` are those that the sums are over, `missing` those of them without a report,
    `last_members` those of last year, `others` bodies that are no part of the sum. `unsettled` are those of the
    members whose figures may still change: only what is certain all the same is then told of the sums. `answered` are
    the differences from last year that they have explained, summed by rule and figures.

    On the body itself: `received` is the day it came (`by_file_time`: only the time of its file tells), `due` and
    `publish_by` are its deadlines; `tried` is what it had sent before, that could not be used; `titled_year` is a wrong
    year in its title; `renamed` is its full name where the title has another one; `rivals` are the files of different
    reports that it sent, the one that is used last, and `rival` what is in the one before it; `unlisted`: the roster does
    not have it; `unplaced` are the figures that could not be assigned to columns; `sent` is the version sent before this
    one was published; `makes_rules`: whether it may make 规章.

    On others: `likenesses`, `mentions`, `passages`, and `same_figures`, the bodies with equal figures
    (`same_copied`: it is plain that they were copied from these; `same_order`: as that of a likeness).
    """

    members: tuple[Member, ...] = ()
    missing: tuple[str, ...] = ()
    last_members: tuple[Member, ...] = ()
    unsettled: tuple[str, ...] = ()
    others: tuple[Member, ...] = ()
    answered: Mapping[tuple[str, tuple[str, ...]], Number] = {}
    received: date | None = None
    by_file_time: bool = False
    due: date | None = None
    publish_by: date | None = None
    tried: str = ""
    titled_year: int = 0
    renamed: str = ""
    rivals: tuple[str, ...] = ()
    rival: OtherVersion | None = None
    unlisted: bool = False
    unplaced: tuple[str, ...] = ()
    sent: OtherVersion | None = None
    makes_rules: bool = True
    likenesses: tuple[Likeness, ...] = ()
    mentions: tuple[Mention, ...] = ()
    passages: tuple[SharedPassage, ...] = ()
    same_figures: tuple[str, ...] = ()
    same_copied: bool = False
    same_order: tuple[tuple[str, date], ...] = ()


_NOTHING = Levels()


def facts(subject: "Subject") -> Levels:
    """The facts on a report under check among others; for an office that checks only its own there are none."""
    return subject.levels or _NOTHING


def named(bodies: tuple[str, ...], most: int = 3) -> str:
    """Names of bodies for a sentence, the first few of many."""
    return first_of([f"“{name}”" for name in bodies], most, "个单位")
