"""Who has reported, as values: versions, entries of the ledger, the survey."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from ndbg.app.levels.roster.matching import Match
from ndbg.app.levels.roster.model import Body, Duty, Group, Roster
from ndbg.app.levels.status.drafts import Draft, Stage
from ndbg.app.levels.store.folder import Store
from ndbg.app.levels.store.tables import NOTHING, PUBLICATION, KeptFinding, KeptReport, Tally
from ndbg.app.levels.store.unfinished import unfinished
from ndbg.check.defect import Severity
from ndbg.program import command
from ndbg.report import Suppression, date_text
from ndbg.report.office_names import canonical


class State(Enum):
    """The state of a body's report."""

    RECEIVED = "已报"
    LATE = "逾期"
    UNREADABLE = "读不出"
    MISSING = "缺报"
    FOLDED = "并入"
    EXEMPT = "不报"
    SUMMED = "汇总"  # the top, whose report is made of the others


@dataclass(frozen=True, slots=True)
class Version:
    """A file of a body: its content, its stage, and when it came.

    `again`: it came after the body's report was returned. `named_day` is the day in the name of the file or its folder,
    `digits_day` that or a day that only digits tell, of no use but to compare versions.
    `equal` is another file with the same report, such as the page that was published, whose stage it has.
    """

    kept: KeptReport
    path: str
    stage: Stage
    modified: int
    first_seen: float
    gone: bool
    match: Match
    again: bool = False
    named_day: date | None = None
    digits_day: date | None = None
    equal: "Version | None" = None

    @property
    def dated(self) -> KeptReport:
        """The file whose day of publication counts: that which was published, if it has one."""
        return self.equal.kept if self.equal and self.equal.kept.published else self.kept

    @property
    def name(self) -> str:
        """The name of the file without its folders."""
        return self.path.rpartition("/")[2]

    @property
    def draft(self) -> Draft:
        """The stage: what came after a return is a revision."""
        return Draft.REVISED if self.again and self.stage.draft is Draft.SENT else self.stage.draft

    @property
    def changed(self) -> date:
        """The day on which the file was last changed or first collected, whichever is earlier."""
        return min(date.fromtimestamp(self.modified / 1e9), date.fromtimestamp(self.first_seen))

    @property
    def day(self) -> date:
        """The day in its name, else that on which it was changed."""
        return self.digits_day or self.changed


class StrayKind(Enum):
    """Why a file counts for no body, as shown to people."""

    UNKNOWN = "名册外"
    UNREADABLE = "读不出"
    OTHER_YEAR = "不是今年的"
    ANOTHERS = "像是别家的"
    OTHER = "不是年报"


@dataclass(frozen=True, slots=True)
class Stray:
    """A file that counts for no body, and the reason; `body` is the one that sent it, if that is known.

    `kept` is the report of a body that the roster does not have; `crashed`: the program failed on the file.

    The reason continues a sentence that begins with the file, but for `UNREADABLE`, where it stands alone.
    """

    kind: StrayKind
    path: str
    why: str
    body: str = ""
    kept: KeptReport | None = None
    crashed: bool = False

    @property
    def name(self) -> str:
        """The name of the file without its folders."""
        return self.path.rpartition("/")[2]

    @property
    def remark(self) -> str:
        """What is said of the file where its body is named already."""
        if self.kind is StrayKind.UNREADABLE:
            return f"“{self.name}”读不出：{self.why}"
        return f"交来的“{self.name}”{self.why}"

    @property
    def asked(self) -> str:
        """What is said of the file to its body, which has nothing to do with what failed in the program."""
        return "打不开" if self.crashed else self.why

    @property
    def short(self) -> str:
        """The same without the name of the file."""
        return "交来的文件读不出" if self.kind is StrayKind.UNREADABLE else f"交来的{self.why}"

    @property
    def later(self) -> str:
        """The same of a file that was meant to replace the body's report."""
        return f"后来{self.short}，仍按先前的"


@dataclass(frozen=True, slots=True)
class Entry:
    """A body and its report: a row of the ledger.

    `versions` are all usable reports of the year, `current` the one that counts. `rivals` are different reports of
    the same stage as the current one: which of them counts is unknown (H705). `last` is last year's version to
    compare with, or several versions joined. Findings are kept by what they were made with (nothing, or last
    year's version): those of `against` count, and `tally` holds their numbers. `day_given`: the roster gives the
    day of publication, so that findings on the legal day do not count (H704). `remarks` are for people. `strays` are
    files of the body that cannot be used, without those that another file of it has replaced. `tried` says what a
    late body had sent before, that could not be used.
    `suppressions` are the warnings that the report itself or the roster explains (核对说明).
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
    suppressions: tuple[Suppression, ...] = ()
    year_wrong: bool = False
    strays: tuple[Stray, ...] = ()
    tried: str = ""

    @property
    def other_title(self) -> str:
        """The name in the title of its report, where that is a former one or nearly its own; no short form of its name."""
        if self.current is None:
            return ""
        agency, own = self.current.kept.agency, canonical(self.body.name)
        said = canonical(agency)
        former = said in map(canonical, self.body.former)
        nearly = not self.current.match.titled and said not in own and own not in said
        short = any(name.endswith(said[1:]) for name in (own, own.replace("政府", "")))
        return agency if (former or nearly) and not short else ""

    @property
    def replacing(self) -> tuple[Stray, ...]:
        """The files that came after the report that counts, meant in its place, and cannot be used."""
        return self.strays if self.current else ()

    @property
    def errors(self) -> int:
        """The number of errors in the report."""
        return self.tally.wrong + (self.year_wrong and not self.tally.wrong_year)

    @property
    def warnings(self) -> int:
        """The number of warnings without those that the body has explained."""
        return self.tally.doubtful

    @property
    def late_to_send(self) -> bool:
        """Whether the report came after its due day."""
        return bool(self.due and self.received and self.received > self.due)

    @property
    def late_to_publish(self) -> bool:
        """Whether the day of publication in the report is after its due day."""
        published = self.current.dated.published if self.current else None
        return bool(self.publish_by and published and published > self.publish_by)

    @property
    def late(self) -> bool:
        """Whether the report came late or was published late."""
        return self.late_to_send or self.late_to_publish

    @property
    def lateness(self) -> Iterator[str]:
        """How late the report came, and was published, in words."""
        published = self.current.dated.published if self.current else None
        if self.late_to_send and self.received and self.due:
            yield f"{date_text(self.received)}收到（{self.received_by}），期限是{date_text(self.due)}"
        if self.late_to_publish and published and self.publish_by:
            yield f"{date_text(published)}公布，期限是{date_text(self.publish_by)}"


def explained(finding: KeptFinding, suppressions: Iterable[Suppression]) -> KeptFinding:
    """A finding with the reason for which the office has accepted it, if any; no reason takes the place of an error."""
    if finding.explanation or finding.severity == Severity.ERROR.value:
        return finding
    reasons = (one.reason for one in suppressions if one.covers(finding.code, finding.cells))
    return finding._replace(explanation=next(reasons, ""))


@dataclass(frozen=True)
class Survey:
    """All bodies of a roster with their reports, and the files that count for no body.

    `lost` is the place of last year's store where that is gone; the findings are then those made while it was there.
    """

    store: Store
    roster: Roster
    entries: tuple[Entry, ...]
    strays: tuple[Stray, ...] = ()
    notes: tuple[str, ...] = ()
    previous: Store | None = None
    lost: str = ""

    @cached_property
    def by_name(self) -> Mapping[str, Entry]:
        """The entries by the names of their bodies."""
        return {entry.body.name: entry for entry in self.entries}

    def findings(self, entry: Entry) -> tuple[KeptFinding, ...]:
        """The findings on the current report of a body, read from the store."""
        return () if entry.current is None else tuple(self._findings(entry, entry.current))

    def _findings(self, entry: Entry, current: Version) -> Iterator[KeptFinding]:
        for kept in dict.fromkeys((current.kept, current.dated)):
            found = self.store.batches.findings(kept.version)
            for one in (one for against in entry.against for one in found.get(against, ())):
                is_day = one.code == PUBLICATION
                if (kept == current.dated and not entry.day_given) if is_day else kept == current.kept:
                    yield explained(one, entry.suppressions)

    def strays_of(self, kind: StrayKind) -> tuple[Stray, ...]:
        """The files of a kind that count for no body."""
        return tuple(stray for stray in self.strays if stray.kind is kind)

    @cached_property
    def owed(self) -> tuple[Entry, ...]:
        """The bodies that owe a report."""
        return tuple(entry for entry in self.entries if self.roster.owes(entry.body))

    @property
    def received(self) -> tuple[Entry, ...]:
        """The bodies that owe a report and have sent a usable one."""
        return tuple(entry for entry in self.owed if entry.current)

    @property
    def missing(self) -> tuple[Entry, ...]:
        """The bodies that owe a report and have sent no usable one."""
        return tuple(entry for entry in self.owed if not entry.current)

    @property
    def late(self) -> tuple[Entry, ...]:
        """The bodies whose report came late or was published late."""
        return tuple(entry for entry in self.received if entry.late)

    @property
    def wrong(self) -> tuple[Entry, ...]:
        """The bodies that owe a report, and whose report has errors."""
        return tuple(entry for entry in self.all_wrong if self.roster.owes(entry.body))

    @property
    def needless(self) -> tuple[Entry, ...]:
        """The bodies whose report is part of another's, and that have sent one of their own."""
        return tuple(e for e in self.entries if e.current and e.body.duty is Duty.FOLDED)

    @property
    def all_wrong(self) -> tuple[Entry, ...]:
        """The same with the top, which may hand in a report though it owes none."""
        return tuple(e for e in self.entries if e.current and e.errors and e.body.duty is Duty.OWED)

    @property
    def doubled(self) -> tuple[Entry, ...]:
        """The bodies with several different reports of the same stage."""
        return tuple(entry for entry in self.entries if entry.rivals)

    def told_lost(self) -> str:
        """A sentence for people where last year's store is gone; empty where it is not."""
        if not self.lost:
            return ""
        return (
            f"上年的文件夹“{self.lost}”不在了，没有再和上年比较；请用 collect 的 --previous 写明它现在在哪里"
        )

    def told_unfinished(self) -> str:
        """A sentence for people where a run of `collect` did not end, so that files are unread; empty where all did."""
        if not (sources := unfinished(self.store.folder)):
            return ""
        again = command("collect", *sources, "-o", self.store.folder)
        return f"上一次收集没有做完（中途停了，或者正在进行），还有文件没有读，缺报、不符都可能不对；请再运行一次：{again}"

    def summary(self) -> str:
        """The counts in one line."""
        counts = (
            ("应报", len(self.owed)),
            ("已报", len(self.received)),
            ("逾期", len(self.late)),
            ("缺报", len(self.missing)),
            *((kind.value, len(self.strays_of(kind))) for kind in (StrayKind.UNKNOWN, StrayKind.UNREADABLE)),
            ("有错误", len(self.wrong)),
        )
        return "、".join(f"{name} {count}" for name, count in counts)


def names_of(entries: Iterable[Entry]) -> list[str]:
    """The names of the bodies of some entries."""
    return [entry.body.name for entry in entries]
