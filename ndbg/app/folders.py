"""Find reports in folders, and the report of last year by the name of the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ndbg.app.levels.intake.received import files
from ndbg.app.reading import LAST_YEAR, read_report
from ndbg.errors import NdbgError, Remark
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


def reports_in(sources: Sequence[Path], leave: Path | None = None) -> Files:
    """The named files and the readable files in the named folders, without those in `leave`.

    Raises NdbgError where a folder has no readable file.
    """
    found: dict[Path, None] = {}
    inside: set[Path] = set()
    for source in sources:
        if not source.is_dir():
            found[source] = None
            continue
        members = [Path(item.path) for item in files([source], lambda path: _is_left(path, leave))]
        if not members:
            raise NdbgError(f"文件夹“{source}”里没有能读的报告")
        found |= dict.fromkeys(members)
        inside |= {*members} - {*sources}
    return Files(tuple(found), frozenset(inside))


def _is_left(path: Path, leave: Path | None) -> bool:
    if leave is not None and path == leave:
        return True
    return not path.is_dir() and format_of(path) is None


@dataclass(frozen=True, slots=True)
class LastYears:
    """Reports of last year: office, year and file."""

    known: tuple[tuple[str, int, Path], ...]
    remarks: tuple[Remark, ...] = ()

    def of(self, report: Report) -> Path | None:
        """The file of last year for a report; None where none is certain.

        It has the same name of the office or, failing that, is the only one of which one name ends in the other.
        """
        name = canonical(report.agency)
        if not name:
            return None
        before = [
            item
            for item in self.known
            if (not item[1] or not report.year or item[1] < report.year) and item[2] != report.source.path
        ]
        same = [item for item in before if item[0] == name]
        if not same:
            like = [item for item in before if _ends_alike(item[0], name)]
            same = like if len({item[0] for item in like}) == 1 else []
        return max(same, key=lambda item: item[1])[2] if same else None


def _ends_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST and long.endswith(short)


def last_years(sources: Sequence[Path]) -> LastYears:
    """The reports among files and folders. A named file that cannot be used becomes a remark."""
    found = reports_in(sources)
    known, remarks = [], []
    for path in found.paths:
        try:
            report = read_report(path)
        except NdbgError as error:
            if path not in found.in_folders:
                remarks.append(Remark(path, f"这份上年的报告用不了，没有用它：{error}"))
            continue
        known.append((canonical(report.agency), report.year, path))
    return LastYears(tuple(known), tuple(remarks))


def last_beside(path: Path) -> Path | None:
    """The report of last year in the folder of a report, under a name that says so (去年, 上年, the year).

    It must be of the same office and of the year before. None where the report itself names last year's file,
    where none is found, and where two are found with different figures.
    """
    try:
        report = read_report(path)
        beside = sorted(other for other in path.parent.iterdir() if format_of(other) and other.is_file())
    except (NdbgError, OSError):
        return None
    if report.added.previous or not report.year or not canonical(report.agency):
        return None
    words = (*LAST_YEAR, f"{report.year - 1}")
    named = [other for other in beside if other != path and any(word in other.stem for word in words)]
    expected = path.name.replace(f"{report.year}", f"{report.year - 1}")
    named.sort(key=lambda other: other.name != expected)
    found: Report | None = None
    for other in named[:_MOST_READ]:
        last = _if_readable(other)
        if last is None or last.year != report.year - 1 or canonical(last.agency) != canonical(report.agency):
            continue
        if other.name == expected:
            return other
        if found and _values(found) != _values(last):
            return None
        found = found or last
    return found.source.path if found else None


def _if_readable(path: Path) -> Report | None:
    try:
        return read_report(path)
    except NdbgError:
        return None


def _values(report: Report) -> dict[str, object]:
    return {id: figure.value for id, figure in report.figures.items()}
