"""Find reports in folders, and the report of last year by the name of the office."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ndbg.app.levels.intake.received import ARCHIVES, OTHER_ARCHIVES, files
from ndbg.app.levels.status.drafts import day_in, stage_of
from ndbg.app.output import is_store
from ndbg.app.reading import LAST_YEAR, read_report
from ndbg.errors import NdbgError, Remark
from ndbg.program import command
from ndbg.read import format_of
from ndbg.report import Report
from ndbg.report.office_names import canonical

_SHORTEST = 3  # least characters of a name that another may end in
_MOST_READ = 12  # files read at most to find last year's


@dataclass(frozen=True, slots=True)
class Files:
    """Files to read. Those in `in_folders` were found in named folders, and need not be reports."""

    paths: tuple[Path, ...]
    in_folders: frozenset[Path] = frozenset()


def reports_in(sources: Sequence[Path], excluded: Path | None = None) -> Files:
    """The named files and the readable files in the named folders, without the folder `excluded`.

    Raises NdbgError where a folder has no readable file.
    """
    paths: dict[Path, None] = {}
    inside: set[Path] = set()
    for source in sources:
        if not source.is_dir():
            paths[source] = None
            continue
        members = [Path(item.path) for item in files([source], lambda path: _is_excluded(path, excluded))]
        if not members:
            raise NdbgError(f"文件夹“{source}”里没有能读的报告")
        paths |= dict.fromkeys(members)
        inside |= {*members} - {*sources}
    return Files(tuple(paths), frozenset(inside))


def _is_excluded(path: Path, excluded: Path | None) -> bool:
    """Whether a path is the excluded folder, or a file that cannot be read and is no archive, in which reports may be."""
    if excluded is not None and path == excluded:
        return True
    archive = path.name.lower().endswith((*ARCHIVES, *OTHER_ARCHIVES))
    return not (path.is_dir() or archive or format_of(path))


class LastYear(NamedTuple):
    """A report of last year: the comparison key of its office, its year and file, and its figures."""

    name: str
    year: int
    path: Path
    figures: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class LastYears:
    """Reports of last year; of several of an office and year the last one counts.

    `summed` are governments with bodies below them in a folder of `collect`, each with that folder.
    """

    known: tuple[LastYear, ...]
    remarks: tuple[Remark, ...] = ()
    summed: tuple[LastYear, ...] = ()

    def of(self, report: Report) -> tuple[Path | None, str]:
        """The file of last year for a report, None where none is certain, and a message on the choice; or empty.

        It is of an office of the same name or, failing that, of the only one whose name ends in the other or vice versa.
        """
        name = canonical(report.agency)
        before = [
            item
            for item in self.known
            if (not item.year or not report.year or item.year < report.year)
            and item.path != report.source.path
        ]
        same = [item for item in before if item.name == name]
        if not same:
            like = [item for item in before if _ends_alike(item.name, name)]
            same = like if len({item.name for item in like}) == 1 else []
        if not (name and same):
            missing = "没有找到它上年的报告，和上年有关的规则没有核对"
            folders = (item.path for item in self.summed if item.name == name and item.year < report.year)
            if not (folder := next(folders, None)):
                return None, missing
            merged = command("merge", folder, "--body", report.agency, "-o", f"{report.agency}上年.toml")
            return (
                None,
                f"{missing}；“{folder}”里有它下级的报告，可以先汇总：{merged}，再写在 --previous 后面",
            )
        latest = max(item.year for item in same)
        drafts = [item for item in same if item.year == latest]
        used = drafts[-1]
        if all(item.figures == used.figures for item in drafts):
            return used.path, ""
        others = "、".join(f"“{item.path}”" for item in drafts[:-1])
        return used.path, f"上年的报告有 {len(drafts)} 份，用的是“{used.path}”，没有用{others}"


def _ends_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST and long.endswith(short)


def last_years(sources: Sequence[Path]) -> LastYears:
    """The reports among files and folders; of a folder of `collect` those that count.

    A named file, or an archive, that cannot be used becomes a remark.
    """
    stores = [source for source in sources if is_store(source)]
    known = [item for store in stores for item in _collected(store)]
    summed = tuple(government for store in stores for government in _governments(store))
    plain = [source for source in sources if source not in stores]
    inputs = reports_in(plain)
    remarks = []
    for path in inputs.paths:
        try:
            report = read_report(path)
        except NdbgError as error:
            if path not in inputs.in_folders or format_of(path) is None:
                remarks.append(Remark(path, f"这份上年的报告用不了，没有用它：{error}"))
            continue
        known.append(LastYear(canonical(report.agency), report.year, path, _values(report)))
    return LastYears(tuple(sorted(known, key=_draft)), tuple(remarks), summed)


def _governments(folder: Path) -> Iterator[LastYear]:
    """The governments of a folder of `collect` with bodies below them."""
    from ndbg.app.levels.store.folder import Store

    store = Store.open(folder)
    roster = store.roster()
    for body in roster.bodies:
        if roster.children(body.name):
            yield LastYear(canonical(body.name), store.year, folder)


def _collected(folder: Path) -> Iterator[LastYear]:
    """The reports that count in a folder of `collect`, by the names of the roster and those in their titles."""
    from ndbg.app.levels.status.survey import current_versions
    from ndbg.app.levels.store.folder import Store

    store = Store.open(folder)
    reports = store.batches.reports()
    for name, version in current_versions(store).items():
        if kept := reports.get(version):
            for called in dict.fromkeys((name, canonical(kept.agency))):
                yield LastYear(called, store.year, store.file(version, kept.suffix))


def _draft(item: LastYear) -> tuple[bool, int, bool, int, date, float]:
    """The sort key of a file among those of its office and year: by the words in its name, then by its day."""
    stage, path = stage_of(item.path.as_posix()), item.path
    changed = path.stat().st_mtime
    day = day_in(path.as_posix(), item.year) or date.fromtimestamp(changed)
    return stage.decided, stage.draft.rank, stage.final, stage.number, day, changed


def last_beside(path: Path) -> Path | None:
    """The report of last year in the folder of a report, under a name that says so (去年, 上年, the year).

    It must be of the same office and of the year before. None where the report itself names last year's file,
    where none is found, and where two are found with different figures.
    """
    try:
        report = read_report(path)
        neighbours = sorted(other for other in path.parent.iterdir() if format_of(other) and other.is_file())
    except (NdbgError, OSError):
        return None
    if report.added.previous or not report.year or not canonical(report.agency):
        return None
    words = (*LAST_YEAR, f"{report.year - 1}")
    named = [other for other in neighbours if other != path and any(word in other.stem for word in words)]
    expected = path.name.replace(f"{report.year}", f"{report.year - 1}")
    named.sort(key=lambda other: other.name != expected)
    candidate: Report | None = None
    for other in named[:_MOST_READ]:
        last = _if_readable(other)
        if last is None or last.year != report.year - 1 or canonical(last.agency) != canonical(report.agency):
            continue
        if other.name == expected:
            return other
        if candidate and _values(candidate) != _values(last):
            return None
        candidate = candidate or last
    return candidate.source.path if candidate else None


def _if_readable(path: Path) -> Report | None:
    try:
        return read_report(path)
    except NdbgError:
        return None


def _values(report: Report) -> dict[str, object]:
    return {id: figure.value for id, figure in report.figures.items()}
