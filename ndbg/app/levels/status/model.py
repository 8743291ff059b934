"""Who has reported, as values: versions of reports, lines of the ledger, and the whole of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from ndbg.app.levels.roster.matching import Match
from ndbg.app.levels.roster.model import Body, Group, Roster
from ndbg.app.levels.status.drafts import Draft
from ndbg.app.levels.store.folder import Store
from ndbg.app.levels.store.tables import NOTHING, PUBLICATION, KeptFinding, KeptReport, Tally


class State(Enum):
    """How a body stands."""

    RECEIVED = "已报"
    LATE = "逾期"
    UNREADABLE = "读不出"
    MISSING = "缺报"
    FOLDED = "并入"
    EXEMPT = "不报"


@dataclass(frozen=True, slots=True)
class Version:
    """A file of a body: what it says, which version it is, and when it came."""

    kept: KeptReport
    path: str
    draft: Draft
    number: int
    modified: int
    first_seen: float
    gone: bool
    match: Match

    @property
    def order(self) -> tuple[bool, int, int, float, int, str]:
        """What puts the versions of a body in order, the last one being what counts."""
        return (
            not self.gone,
            self.draft.rank,
            self.number,
            self.first_seen,
            self.modified,
            self.path,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A body and its report: a line of the ledger.

    `versions` are all usable reports of the year, `current` the one that counts. `rivals` are different reports
    of the same standing, of which nobody says which one counts (H705). `last` is the version of last year that the
    current one is to be held against, or several. `against` says which of its findings count, by what they were
    found against, and `tally` how many these are; where the roster gives the day by which to publish
    (`day_given`), those of the day that the law gives are none of them (H704). `remarks` are for people.
    """

    body: Body
    group: Group
    state: State
    versions: tuple[Version, ...] = ()
    current: Version | None = None
    rivals: tuple[Version, ...] = ()
    tally: Tally = NOTHING
    last: str = ""
    against: tuple[str, ...] = ()
    day_given: bool = False
    received: date | None = None
    received_by: str = ""
    due: date | None = None
    publish_by: date | None = None
    remarks: tuple[str, ...] = ()
    year_wrong: bool = False

    @property
    def errors(self) -> int:
        """How many errors there are in the report."""
        return self.tally.wrong + (self.year_wrong and not self.tally.wrong_year)

    @property
    def warnings(self) -> int:
        """How many warnings, without those that the office has explained."""
        return self.tally.doubtful

    @property
    def late_to_send(self) -> bool:
        """Whether the report came after its day."""
        return bool(self.due and self.received and self.received > self.due)

    @property
    def late_to_publish(self) -> bool:
        """Whether the day of publication that the report gives is after its day."""
        published = self.current.kept.published if self.current else None
        return bool(self.publish_by and published and published > self.publish_by)

    @property
    def late(self) -> bool:
        """Whether the report came or was published after its day."""
        return self.late_to_send or self.late_to_publish


@dataclass(frozen=True, slots=True)
class Stray:
    """A file that counts for nobody, and why."""

    path: str
    why: str
    body: str = ""


@dataclass(frozen=True)
class Survey:
    """All bodies of a roster with what they have handed in, and the files that count for nobody.

    `lost` is where last year's store lay that is there no more; then the findings are those of when it was.
    """

    store: Store
    roster: Roster
    entries: tuple[Entry, ...]
    unknown: tuple[Stray, ...] = ()
    unreadable: tuple[Stray, ...] = ()
    other_years: tuple[Stray, ...] = ()
    notes: tuple[str, ...] = ()
    previous: Store | None = None
    lost: str = ""

    @cached_property
    def by_name(self) -> Mapping[str, Entry]:
        """The entries by the names of their bodies."""
        return {entry.body.name: entry for entry in self.entries}

    def findings(self, entry: Entry) -> tuple[KeptFinding, ...]:
        """What was found in the current report of a body, as the store has it."""
        if entry.current is None:
            return ()
        found = self.store.findings(entry.current.kept.version)
        return tuple(
            one
            for against in entry.against
            for one in found.get(against, ())
            if not (entry.day_given and one.code == PUBLICATION)
        )

    @cached_property
    def owed(self) -> tuple[Entry, ...]:
        """The bodies that owe a report."""
        return tuple(entry for entry in self.entries if self.roster.owes(entry.body))

    @property
    def received(self) -> tuple[Entry, ...]:
        """Those that owe a report and have handed one in that can be used."""
        return tuple(entry for entry in self.owed if entry.current)

    @property
    def missing(self) -> tuple[Entry, ...]:
        """Those that owe a report of which nothing that can be used has come."""
        return tuple(entry for entry in self.owed if not entry.current)

    @property
    def late(self) -> tuple[Entry, ...]:
        """Those whose report came or was published after its day."""
        return tuple(entry for entry in self.received if entry.late)

    @property
    def wrong(self) -> tuple[Entry, ...]:
        """Those whose report has errors."""
        return tuple(entry for entry in self.entries if entry.current and entry.errors)

    @property
    def doubled(self) -> tuple[Entry, ...]:
        """Those of which there are different reports of the same standing."""
        return tuple(entry for entry in self.entries if entry.rivals)

    def told_lost(self) -> str:
        """That last year's store is gone, in words; empty where it is not."""
        if not self.lost:
            return ""
        return (
            f"上年的文件夹“{self.lost}”不在了，没有再和上年比较；请用 collect 的 --previous 写明它现在在哪里"
        )

    def summary(self) -> str:
        """The counts in one line."""
        counts = (
            ("应报", len(self.owed)),
            ("已报", len(self.received)),
            ("逾期", len(self.late)),
            ("缺报", len(self.missing)),
            ("名册外", len(self.unknown)),
            ("读不出", len(self.unreadable)),
            ("有错误", len(self.wrong)),
        )
        return "、".join(f"{name} {count}" for name, count in counts)


def names_of(entries: Iterable[Entry]) -> list[str]:
    """The names of the bodies of some entries."""
    return [entry.body.name for entry in entries]
