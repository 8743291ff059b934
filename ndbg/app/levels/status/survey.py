"""Who has reported, computed from the store at each call.

Which body a file is of is told in `files`, of which year it is in `years`, which of a body's files counts in
`versions`, and the day of receipt in `receipt`; the times of files are only used where they make at least half of the
reports timely: files that were copied later all have the day of copying.
Without a 报送期限 nobody is late.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

from ndbg.app.levels.roster.model import Body, Duty, Roster
from ndbg.app.levels.status.drafts import Draft
from ndbg.app.levels.status.files import Files, Sent
from ndbg.app.levels.status.ledger import HEAD, rows
from ndbg.app.levels.status.model import Entry, State, Stray, StrayKind, Survey, Version, explained
from ndbg.app.levels.status.receipt import received, times_late
from ndbg.app.levels.status.versions import rivals_of, without_copies
from ndbg.app.levels.status.years import Years
from ndbg.app.levels.store.folder import Store
from ndbg.app.levels.store.tables import (
    ACROSS,
    AS_OURS,
    NOTHING,
    TOGETHER,
    VERSION,
    WITHOUT_LAST,
    Fault,
    KeptFinding,
    KeptReport,
    Tally,
)
from ndbg.check.defect import Severity
from ndbg.errors import NdbgError
from ndbg.report import Suppression, date_text
from ndbg.report.names import UnknownNameError, cells_suppressed
from ndbg.report.office_names import canonical

_NAME, _STATE, _VERSION = map(HEAD.index, ("名称", "状态", "版本"))
_SOUND_VERSION = re.compile(rf"(?:{VERSION.pattern})?")
_ALONE = ("", AS_OURS, WITHOUT_LAST)  # the keys of findings that were made without last year's report
_SAYS_REVISED = re.compile("[改修更重再]|[^定终]稿")


def survey(store: Store, previous: Store | None = None, roster: Roster | None = None) -> Survey:
    """Determine who has reported. `previous` is last year's store, by default the one that the store knows."""
    whole = roster or store.roster()
    surveyor = _Surveyor(store, whole, previous or store.previous())
    surveyor.tell_strangers(canonical(name) for body in whole.bodies for name in (body.name, *body.former))
    return surveyor.survey()


def current_versions(store: Store) -> dict[str, str]:
    """The current version of each body of a year, by the comparison key of its name, from the ledger as last written.

    Where the ledger is missing or damaged, it is computed again. Empty for a body that owed a report and sent
    none.
    """
    try:
        listed = [(row["名称"], row["状态"], row["版本"]) for row in store.ledger(HEAD)]
    except NdbgError:
        listed = []
    if not listed or not all(_SOUND_VERSION.fullmatch(version) for _, _, version in listed):
        listed = [(row[_NAME], row[_STATE], row[_VERSION]) for row in rows(survey(store))]
    owing = {State.MISSING.value, State.UNREADABLE.value}
    return {canonical(name): version for name, state, version in listed if version or state in owing}


def current_report(store: Store, name: str) -> KeptReport | None:
    """The report of a body that counts in a year, from the ledger."""
    version = current_versions(store).get(canonical(name))
    return store.batches.reports().get(version) if version else None


class _Surveyor:
    def __init__(self, store: Store, whole: Roster, previous: Store | None) -> None:
        self.store = store
        self.whole = whole
        self.roster = roster = whole.of_year(store.year)
        self.previous = previous
        self.tallies: dict[str, Mapping[str, Tally]] = {}
        self.explained: dict[str, tuple[Suppression, ...]] = {}
        self.last = current_versions(previous) if previous else {}
        self.years = Years(store, previous, self.last)
        self.present = {canonical(body.name) for body in roster.bodies if roster.owes(body)}
        self.heirs = Counter(canonical(name) for body in roster.bodies for name in body.successor_of)
        self.returned = {row["body"]: float(row["seen"] or 0) for row in store.returns()}
        self.notes: list[str] = []

    def survey(self) -> Survey:
        files = Files(self.store, self.roster, self.whole, self.returned)
        believed = self._times_believed(files.by_body)
        self.tallies = self.store.batches.tallies()
        self.explained = self.store.batches.suppressions()
        entries = [
            self._entry(body, files.by_body.pop(body.name, Sent()), believed=believed)
            for body in self.roster.bodies
            if body.name not in self.roster.added
        ]
        return Survey(
            self.store,
            self.roster,
            tuple(entries),
            (*files.strays, *(stray for entry in entries for stray in entry.strays)),
            tuple(self.notes),
            self.previous,
            "" if self.previous else self.store.lost(),
        )

    # -- one body ------------------------------------------------------------------------------

    def _entry(self, body: Body, sent: Sent, *, believed: bool) -> Entry:
        came, others = self.years.sort(body, sent.versions)
        usable = _alone(without_copies(self.store, came))
        current = usable[-1] if usable else None
        rivals = rivals_of(usable)
        came_on, by = received(body, came, self.store.year, believed=believed)
        due, publish_by = (day and day.of(self.store.year) for day in (body.due, body.publish_by))
        own = self.explained.get(current.kept.version, ()) if current else ()
        listed = tuple(self._suppressions(body))
        suppressions = (*own, *listed)
        against, tally, day_given = self._counted(body, current, suppressions)
        if current and listed:
            self._tell_of_no_use(body, current, against, listed)
        entry = Entry(
            body=body,
            group=self.roster.group(body),
            state=State.RECEIVED,
            versions=tuple(usable),
            current=current,
            rivals=tuple(rivals),
            tally=tally,
            last=self._last(body),
            against=against,
            day_given=day_given,
            received=came_on,
            suppressions=suppressions,
            received_by=by,
            due=due,
            publish_by=publish_by,
            year_wrong=current is not None and current.kept.year not in (0, self.store.year),
        )
        unusable = [*sent.unusable, *others]
        replaced = [pair for pair in unusable if current and not _is_replacing(*pair, current)]
        entry = replace(
            entry,
            strays=tuple(pair[0] for pair in unusable if pair not in replaced),
            tried=_tried(replaced, came_on, believed=believed) if entry.late_to_send else "",
        )
        remarks = (*self._remarks(entry, [stray for stray, _ in replaced]),)
        return replace(entry, state=self._state(entry), remarks=remarks)

    def _last(self, body: Body) -> str:
        """Last year's version of a body, joined with those of the bodies it succeeded; empty where one is missing.

        Where a body had several successors, or still reports itself, it is unknown which part was taken over.
        """
        own = next((v for name in (body.name, *body.former) if (v := self.last.get(canonical(name)))), "")
        versions = [own] if own else []
        for name in body.successor_of:
            if self.heirs[canonical(name)] > 1 or canonical(name) in self.present:
                return ""
            if version := self.last.get(canonical(name)):
                versions.append(version)
            elif canonical(name) in self.last:
                return ""
        return TOGETHER.join(dict.fromkeys(versions))

    def tell_strangers(self, known: Iterable[str]) -> None:
        """Note the names in 承接自 that neither the roster nor last year's store has."""
        names = {*known, *self.last}
        self.notes += [
            f"名册里“{body.name}”承接自“{name}”，名册和上年的报告里都没有这个单位，没有用；请改正名册"
            for body in self.roster.bodies
            for name in body.successor_of
            if self.previous and canonical(name) not in names
        ]

    def _counted(
        self, body: Body, current: Version | None, suppressions: Sequence[Suppression]
    ) -> tuple[tuple[str, ...], Tally, bool]:
        """The `against`, `tally` and `day_given` of an entry.

        Raises NdbgError where the store has lost the findings: for every report at least one row is kept, also if
        it has none.
        """
        if current is None:
            return (), NOTHING, False
        found = self.tallies.get(current.kept.version, {})
        if "" not in found:
            raise NdbgError(
                f"“{self.store.folder / 'batches'}”里的核对结果（findings.csv）不全；请从备份恢复，"
                "没有备份的，再运行一次 collect，加上 --again"
            )
        last = self._last(body)
        if not self.previous:
            last = next((key for key in reversed([*found]) if key not in _ALONE), "")
        other_year = current.kept.year not in (0, self.store.year) and AS_OURS in found
        second = last if last and last in found else "" if other_year else WITHOUT_LAST
        against = (AS_OURS if other_year else "", *([second] if second and second in found else ()))
        tally = reduce(Tally.and_, (found.get(key, NOTHING) for key in against))
        published = current.dated.published
        day_given = bool(body.publish_by and published and published.year > self.store.year)
        if suppressions:
            kept = (explained(one, suppressions) for one in self._findings(current, against))
            tallies = (Tally.of(one.code, one.severity, one.explanation) for one in kept)
            tally = reduce(Tally.and_, tallies, NOTHING)
        if day_given or current.dated != current.kept:
            dated = self.tallies[current.dated.version].get("", NOTHING)
            on_day = 0 if day_given else dated.publication
            tally = tally._replace(doubtful=tally.doubtful - tally.publication + on_day, publication=on_day)
        return against, tally, day_given

    def _suppressions(self, body: Body) -> Iterator[Suppression]:
        """The warnings on a body's report that the roster explains."""
        for one in body.explained:
            try:
                cells = cells_suppressed(one.of, self.store.form)
            except UnknownNameError:
                self.notes.append(
                    f"名册里“{body.name}”的核对说明：没有“{one.of}”这个项目，没有用；请改正名册"
                )
                continue
            yield Suppression(one.key, one.code, cells, one.reason)

    def _tell_of_no_use(
        self, body: Body, current: Version, against: Sequence[str], listed: Iterable[Suppression]
    ) -> None:
        """Note the explanations in the roster that meet no warning; those of rules between bodies are not known here."""
        findings = self._findings(current, against)
        for one in listed:
            met = {f.severity for f in findings if one.covers(f.code, f.cells)}
            if one.code.startswith("H") or met - {Severity.ERROR.value}:
                continue
            compared = any(key not in _ALONE for key in against) or not one.code.startswith(ACROSS)
            why = "没有对应的提醒" if compared else "没有和上年比较，用不上"
            why = "这是错误，不能用说明代替" if met else why
            self.notes.append(f"名册里“{body.name}”的核对说明“{one.key}”：{why}")

    def _findings(self, current: Version, against: Sequence[str]) -> list[KeptFinding]:
        found = self.store.batches.findings(current.kept.version)
        return [one for key in against for one in found.get(key, ())]

    def _remarks(self, entry: Entry, replaced: Iterable[Stray]) -> Iterator[str]:
        body, current = entry.body, entry.current
        if body.duty is not Duty.OWED:
            alone = current and body.duty is Duty.FOLDED
            yield f"{body.why_left_out}{'，却单独交来一份，不计入' if alone else ''}"
        yield from (stray.remark for stray in entry.strays)
        if not current:
            return
        if entry.rivals:
            paths = short_paths(version.path for version in entry.rivals)
            used = next(path for path, one in zip(paths, entry.rivals, strict=True) if one is current)
            yield f"有几份不同的报告：{'、'.join(f'“{path}”' for path in paths)}，用了“{used}”"
        yield from entry.lateness
        if other := entry.other_title:
            by = "" if current.match.titled else "，名册里没有这个名称，按文件名算"
            told = f"标题写的是“{other}”{by}"
            self.notes.append(f"“{body.name}”的报告{told}")
            yield told
        if entry.year_wrong:
            yield f"标题写的是 {current.kept.year} 年，应是 {self.store.year} 年"
        match = current.match
        if match.against_title:
            yield f"标题写的是“{match.titled}”，文件名是“{match.filed}”，按文件名算"
        elif match.torn:
            yield f"文件名像是“{match.filed}”，按标题算"
        if len(entry.versions) > 1 and not entry.rivals:
            same = f"，和“{current.equal.name}”相同" if current.equal else ""
            told = f"有 {len(entry.versions)} 稿，用的是{current.draft.value}“{current.name}”{same}"
            if differing := self._revised_unasked(*entry.versions[-2:]):
                told = f"{told}，和前一稿有 {differing} 个数不同"
                self.notes.append(f"“{body.name}”没有退回过，{told}")
            yield told
        yield from (f"{stray.remark}，没有用" for stray in replaced)
        for one in entry.versions[:-1]:
            if one.match.torn and not match.torn and not one.gone:
                yield f"“{one.name}”的标题写的是“{one.match.titled}”，没有用"

    def _revised_unasked(self, before: Version, now: Version) -> int:
        """In how many figures a revision differs from what it was before, where nobody asked for it, nor its name says so."""
        if now.again or now.draft is not Draft.REVISED or _SAYS_REVISED.search(now.name):
            return 0
        one, other = (self.store.batches.values_of(version.kept.version) for version in (before, now))
        return sum(one.get(id) != other.get(id) for id in self.store.form.cells)

    def _state(self, entry: Entry) -> State:
        if entry.body.duty is Duty.FOLDED:
            return State.FOLDED
        if not self.roster.owes(entry.body) and not entry.current:
            return State.SUMMED if entry.body.duty is Duty.OWED else State.EXEMPT
        if entry.current is None:
            unreadable = any(stray.kind is StrayKind.UNREADABLE for stray in entry.strays)
            return State.UNREADABLE if unreadable else State.MISSING
        return State.LATE if entry.late else State.RECEIVED

    def _times_believed(self, by_body: Mapping[str, Sent]) -> bool:
        """Whether the times of files can be days of receipt: not where they make most reports late."""
        versions = {name: sent.versions for name, sent in by_body.items()}
        told, late = times_late(self.roster.bodies, versions, self.store.year)
        if told and 2 * late > told:
            self.notes.append(
                f"{told} 份报告的文件时间多数晚于报送期限，像是后来复制的，没有据此算逾期；"
                "收到日期请写在名册的“收到日期”一列，或者写在文件名、文件夹名里"
            )
            return False
        return True


def _is_replacing(stray: Stray, one: Version, current: Version) -> bool:
    """Whether a file that cannot be used came after the report that counts, and was meant in its place.

    One of the same stage, or published, in another format is that report once more, such as a scan with the seal; what
    has last year in its name was sent along.
    """
    if stray.kind is StrayKind.OTHER_YEAR and f"{one.kept.year}" in stray.name:
        return False
    stages = [(v.stage.decided, v.draft.rank, v.stage.number) for v in (one, current)]
    other_format = one.kept.suffix != current.kept.suffix
    if stages[0] != stages[1]:
        return stages[0] > stages[1] and not (other_format and one.draft is Draft.PUBLISHED)
    broken = stray.kind is StrayKind.UNREADABLE and one.kept.fault is not Fault.EMPTY
    return broken and not other_format and (one.first_seen, one.day) > (current.first_seen, current.day)


def _tried(replaced: Iterable[tuple[Stray, Version]], came: date | None, *, believed: bool) -> str:
    """What the body sent before the day on which its report came, and could not be used; empty where nothing.

    The times of files only tell a day where they are `believed`.
    """
    days = [(one.day if believed else one.named_day, stray) for stray, one in replaced]
    early = [(day, stray) for day, stray in days if day and came and day < came]
    day, stray = min(early, key=lambda pair: pair[0], default=(None, None))
    return f"{date_text(day)}{stray.short}" if day and stray else ""


def _alone(versions: list[Version]) -> list[Version]:
    """The versions; one that only is called the last (定稿), and has none before it, is no revision."""
    if len(versions) == 1 and versions[0].stage.final and not versions[0].stage.number:
        (only,) = versions
        if only.draft is Draft.REVISED:
            return [replace(only, stage=only.stage._replace(draft=Draft.SENT))]
    return versions


def short_paths(paths: Iterable[str]) -> list[str]:
    """The paths of some files, cut to as many folders as it takes to distinguish them."""
    parts = [path.split("/") for path in paths]
    for count in range(1, max(map(len, parts), default=0)):
        short = ["/".join(part[-count:]) for part in parts]
        if len(set(short)) == len(short):
            return short
    return ["/".join(part) for part in parts]
