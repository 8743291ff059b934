"""Every file of a store, given to the body that it is of: the body in its title or its name (`roster.matching`)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ndbg.app.levels.roster.matching import Match, Matcher, settle
from ndbg.app.levels.roster.model import Body, Roster
from ndbg.app.levels.status.drafts import Draft, day_in, stage_of
from ndbg.app.levels.status.model import Stray, StrayKind, Version
from ndbg.app.levels.status.versions import is_one_report
from ndbg.app.levels.store.folder import Store
from ndbg.app.levels.store.tables import Fault, KeptReport, SeenFile

_CALLED_REPORT = re.compile("年报|年度(?:工作)?报告")  # names of files that are meant as the report


@dataclass
class Sent:
    """What a body has sent: its readable versions, and the files that count for no body, each as a version."""

    versions: list[Version] = field(default_factory=list)
    unusable: list[tuple[Stray, Version]] = field(default_factory=list)


class Files:
    """The files of a store: by the name of their body in `by_body`, those of no body in `strays`.

    `whole` is the roster with the bodies of other years too.
    """

    def __init__(self, store: Store, roster: Roster, whole: Roster, returned: Mapping[str, float]) -> None:
        self._store = store
        self._roster = roster
        self._whole = whole
        self._others: Matcher | None = None
        self._returned = returned
        self._kept = store.batches.reports(body.name for body in roster.bodies)
        self.by_body: dict[str, Sent] = {}
        self.strays: list[Stray] = []
        self._sort_all()
        self._kept.clear()

    def _sort_all(self) -> None:
        """Sort all files. What was read of the store is freed file by file: a nation's is large."""
        files = self._histories()
        for path, match in zip([*files], self._matches(files), strict=True):
            self._sort(path, files.pop(path), match)

    def _histories(self) -> dict[str, tuple[SeenFile, ...]]:
        """Every file with the versions seen at its path, the earliest first; without archives themselves."""
        found: dict[str, tuple[SeenFile, ...]] = {}
        for seen in self._store.batches.history():
            kept = self._kept.get(seen.version)
            if kept is None:
                continue
            # The same string object for each mention of a version, to save memory.
            seen = seen._replace(version=kept.version, size=0)
            history = found.get(seen.path, ())
            if history and history[-1].version == seen.version:
                history, seen = history[:-1], history[-1]._replace(gone=seen.gone)
            found[seen.path] = (*history, seen)
        return found

    def _matches(self, files: Mapping[str, Sequence[SeenFile]]) -> list[Match]:
        """The match of each file, in their order."""
        matcher = Matcher(self._roster)
        last = [self._kept[seen[-1].version] for seen in files.values()]
        matches = [matcher.match(kept.agency, path) for kept, path in zip(last, files, strict=True)]

        settle(matches, lambda one, other: is_one_report(self._store, last[one], last[other]))
        return matches

    def _sort(self, path: str, history: Sequence[SeenFile], match: Match) -> None:
        """Give the versions of a file to their body, or to the strays."""
        body = "" if match.body in self._roster.added else match.body
        for version in self._versions(path, history, match):
            kept = version.kept
            latest = kept.version == history[-1].version and not version.gone
            if not kept.problem and body:
                self.by_body.setdefault(body, Sent()).versions.append(version)
                if latest and match.torn and body == match.titled:
                    why = f"像是“{body}”的，标题写的是它"
                    self._tell(Stray(StrayKind.ANOTHERS, path, why, match.filed), version)
            elif latest:
                self._tell(self._stray(version, body), version)

    def _tell(self, stray: Stray, version: Version) -> None:
        if stray.body:
            self.by_body.setdefault(stray.body, Sent()).unusable.append((stray, version))
        else:
            self.strays.append(stray)

    def _stray(self, version: Version, body: str) -> Stray:
        """Why a file counts for no body."""
        problem, fault = version.kept.problem, version.kept.fault
        if fault is Fault.OTHER_DOCUMENT:
            meant = _CALLED_REPORT.search(version.name)
            return Stray(StrayKind.OTHER, version.path, problem, body if meant else "")
        if fault is Fault.EMPTY and not body:
            return Stray(StrayKind.OTHER, version.path, "不是年度报告（没有报告的表格和正文）")
        if problem:
            crashed = fault is Fault.CRASHED
            return Stray(StrayKind.UNREADABLE, version.path, problem, body, crashed=crashed)
        return Stray(StrayKind.UNKNOWN, version.path, self._why_unknown(version), kept=version.kept)

    def _why_unknown(self, version: Version) -> str:
        kept, match = version.kept, version.match
        if match.body:
            return f"名册里只在“上级”一列写了“{match.body}”，没有它自己的一行"
        if other := self._of_another_year(kept, version.path):
            return self._not_this_year(other)
        said = f"标题是“{kept.agency}”" if kept.agency else "没有读出机关名称"
        near = "、".join(f"“{name}”" for name in match.suggested[:3])
        return f"{said}，名册里没有{f'；最接近的是{near}' if near else ''}"

    def _of_another_year(self, kept: KeptReport, path: str) -> Body | None:
        """The body that a report names, where the roster has it for other years only."""
        if len(self._whole.bodies) == len(self._roster.bodies):
            return None
        self._others = self._others or Matcher(self._whole)
        body = self._whole.by_name.get(self._others.match(kept.agency, path).body)
        return body if body and body.name not in self._roster.by_name else None

    def _not_this_year(self, body: Body) -> str:
        """Why the roster does not have a body in this year, and who took it over."""
        if body.since and body.since > self._store.year:
            return f"名册里“{body.name}”从 {body.since} 年起才报"
        heirs = [f"“{one.name}”" for one in self._roster.bodies if body.name in one.successor_of]
        taken = f"，由{'、'.join(heirs)}承接" if heirs else ""
        return f"名册里“{body.name}”只报到 {body.until} 年{taken}"

    def _versions(self, path: str, history: Sequence[SeenFile], match: Match) -> Iterator[Version]:
        stage, day = stage_of(path), day_in(path, self._store.year)
        returned = self._returned.get(match.body)
        for at, seen in enumerate(history):
            # A file that replaced another is a revision.
            kind = Draft.REVISED if at and stage.draft is Draft.SENT else stage.draft
            yield Version(
                self._kept[seen.version],
                path,
                stage._replace(draft=kind, number=stage.number + at),
                seen.modified,
                seen.seen,
                seen.gone or at + 1 < len(history),
                match,
                again=bool(returned and seen.seen > returned),
                named_day=day,
                digits_day=day or day_in(path, self._store.year, bare=True),
            )
