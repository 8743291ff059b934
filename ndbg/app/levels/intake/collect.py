"""Collect what was received: read what is new or changed, check it, compare it with last year's, keep it."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ndbg.app.executors import Place, each
from ndbg.app.levels.intake import received
from ndbg.app.levels.intake.examine import ReadTask, YearPair, compare, examine
from ndbg.app.levels.roster.file import read_roster
from ndbg.app.levels.roster.model import Roster
from ndbg.app.levels.status.ledger import HEAD, rows
from ndbg.app.levels.status.model import Survey
from ndbg.app.levels.status.survey import survey
from ndbg.app.levels.store.folder import Store, year_in
from ndbg.app.levels.store.tables import ACROSS, Batch, KeptReport, SeenFile, escaped, version_of
from ndbg.app.levels.store.unfinished import noted
from ndbg.app.output import is_store
from ndbg.check.catalogue import RULES
from ndbg.check.settings import DEFAULTS, Settings
from ndbg.errors import NdbgError
from ndbg.program import command
from ndbg.read import FORMATS
from ndbg.text.controls import is_strange, printable

# Results are written after so many files or seconds: no more than that is lost where a run is
# killed.
_BATCH, _SECONDS = 400, 3.0
# The rules that compare with last year; they run once last year's report of the body is known.
_ACROSS = tuple(rule.code for rule in RULES if rule.code.startswith(ACROSS))

_STRANGE_NAME = (
    "文件名（或所在文件夹的名字）不是 UTF-8 编码，认不出来；请改名，或者把原来的压缩包（.zip）直接放进来"
)

_CHINESE = "年报"  # as files are named
_PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".gif")
Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Request:
    """What to collect.

    `sources` are folders, archives and files; `folder` is the store. `year` may be left out where the name of the store
    has it, `previous` (last year's store) where that lies beside the store under the name of last year; it is
    remembered. `again` reads known files anew, as after a change of the program or its settings.
    """

    sources: tuple[Path, ...]
    folder: Path
    roster: Path | None = None
    year: int | None = None
    previous: Path | None = None
    settings: Settings = DEFAULTS
    again: bool = False


@dataclass
class Taken:
    """The result: the numbers of files read, known and gone, and who has reported."""

    survey: Survey
    read: int = 0
    known: int = 0
    gone: int = 0
    roster_problems: tuple[str, ...] = field(default=())


def collect(request: Request, place: Place, progress: Progress = lambda _doing, _done: None) -> Taken:
    """Collect files. Raises NdbgError where the store, the roster or a source cannot be used.

    Raises UnicodeEncodeError where the locale has no Chinese, before anything is created.
    """
    os.fsencode(_CHINESE)
    if ours := next((source for source in request.sources if is_store(source)), None):
        raise NdbgError(
            f"“{ours}”是 collect 建立的文件夹，不是收到的报告；只看谁报了、谁没报：{command('collect', ours, '--status')}"
        )
    if gone := next((source for source in request.sources if not source.exists()), None):
        raise NdbgError(f"找不到“{gone}”，请检查名字和所在的文件夹")
    store, roster = _opened(request)
    with noted(store.folder, [source.as_posix() for source in request.sources]):
        counts = _Intake(request, store, place, progress).run()
        found = _compared(request, store, roster, place, progress)
        store.write_ledger(HEAD, partial(rows, found))
    return Taken(found, *counts, roster.problems)


def _opened(request: Request) -> tuple[Store, Roster]:
    """The store, created where there is none, and its roster. Raises NdbgError before anything is created."""
    given = read_roster(request.roster) if request.roster else None
    previous = Store.open(request.previous) if request.previous else None
    if is_store(request.folder):
        store = Store.open(request.folder)
        if request.year and request.year != store.year:
            raise NdbgError(
                f"“{request.folder}”里是 {store.year} 年的报告，不能放 {request.year} 年的；请另写一个文件夹"
            )
    else:
        if given is None:
            raise NdbgError(
                "第一次收集要有名册：--roster 名册.xlsx；"
                f"空白的名册可以这样得到：{command('collect', '--roster-template', '名册.xlsx')}"
            )
        year = request.year or year_in(request.folder.resolve().name)
        if year is None:
            raise NdbgError(
                f"看不出“{request.folder}”放哪一年的报告：请把年度写在文件夹名里，如 2024年，或者用 --year 写明"
            )
        refuse_other_year(previous, year)
        store = Store.create(request.folder, year)
    if previous:
        refuse_other_year(previous, store.year)
        store.remember_previous(previous)
    if given:
        store.write_roster(given)
    return store, given or store.roster()


def refuse_other_year(previous: Store | None, year: int) -> None:
    """Raise NdbgError where the store named as last year's holds another year."""
    if previous and previous.year != year - 1:
        raise NdbgError(
            f"“{previous.folder}”里是 {previous.year} 年的报告，不是 {year - 1} 年的；--previous 后面请写上年的文件夹"
        )


class _Intake:
    """Reads the new and changed files of the sources and writes the results to the store, batch by batch."""

    def __init__(self, request: Request, store: Store, place: Place, progress: Progress) -> None:
        self.request = request
        self.store = store
        self.place = place
        self.progress = progress
        self.seen = store.batches.seen()
        self.reports = store.batches.versions()
        self.batch = Batch()
        self.read = self.known = self.gone = 0
        self.there: set[str] = set()
        self.begun: set[str] = set()  # versions that are being read in this run
        self.now = time.time()
        self.written = time.monotonic()
        self.shared = place.sees(store.folder)

    def run(self) -> tuple[int, int, int]:
        """Take in all sources. Returns the numbers of files read, known and gone."""
        work = partial(examine, self.request.settings)

        def with_bytes(task: ReadTask) -> ReadTask:
            """A task with the bytes of its file, for a worker that joined later and may not see the store."""
            return replace(task, data=self.store.file(task.version, task.suffix).read_bytes())

        for examined in each(self.place, work, self._tasks(), _lost, with_bytes):
            self.batch.add(examined)
            self.read += 1
            self.progress("正在读取和核对", self.read)
            if len(self.batch.reports) >= _BATCH or time.monotonic() - self.written > _SECONDS:
                self._write()
        self._tell_gone()
        self._write()
        return self.read, self.known, self.gone

    def _write(self) -> None:
        self.store.batches.write(self.batch)
        self.batch = Batch()
        self.written = time.monotonic()

    def _leave(self, path: Path) -> bool:
        """Whether a path among the sources is ours: a store, or the roster."""
        roster = self.request.roster
        if roster and path.name == roster.name and path.exists() and path.samefile(roster):
            return True
        return path.is_dir() and is_store(path)

    def _tasks(self) -> Iterator[ReadTask]:
        for item in received.files(self.request.sources, self._leave):
            if is_strange(item.path):  # the store cannot hold such a name
                item = replace(item, path=printable(item.path), problem=_STRANGE_NAME)
            self.there.add(item.path)
            if item.path.lower().endswith(received.ARCHIVES) and not item.problem:
                yield from self._archive(item)
            elif self._is_known(item):
                self.known += 1
            else:
                yield from self._task(item)

    def _is_known(self, item: received.Item) -> bool:
        """Whether a file was read before and has not changed since, by its size and its time."""
        seen = None if self.request.again else self.seen.get(item.path)
        if seen and not seen.gone and (seen.size, seen.modified) == (item.size, item.modified):
            read = [seen] if seen.version else self._members(item)
            return all(one.version in self.reports for one in read)
        return False

    def _members(self, item: received.Item) -> list[SeenFile]:
        """The files that an archive had when it was last opened."""
        inside = f"{item.path}/"
        return [seen for path, seen in self.seen.items() if path.startswith(inside) and not seen.gone]

    def _archive(self, item: received.Item) -> Iterator[ReadTask]:
        if self._is_known(item):
            members = self._members(item)
            self.there |= {seen.path for seen in members}
            self.known += len(members)
            return
        try:
            for member in received.members(item):
                self.there.add(member.path)
                yield from self._task(member)
            self._saw(item, "")
        except NdbgError as error:
            self._unusable(item, f"{error}")

    def _task(self, item: received.Item) -> Iterator[ReadTask]:
        """The task of reading a file; none where its content is known, or its format cannot be read."""
        suffix = Path(item.path).suffix.lower()
        try:
            if problem := item.problem or _refusal(item, suffix):
                raise NdbgError(problem)
            data = item.read()
        except NdbgError as error:
            self._unusable(item, f"{error}")
            return
        version = version_of(data)
        self._saw(item, version)
        if (version in self.reports and not self.request.again) or version in self.begun:
            self.known += 1
            return
        self.begun.add(version)
        kept = self.store.keep(version, suffix, data).absolute()
        yield ReadTask(item.path, version, suffix, f"{kept}", self.store.year, None if self.shared else data)

    def _unusable(self, item: received.Item, problem: str) -> None:
        """Record a file that is not read at all, with the reason."""
        version = version_of(f"{item.path}\n{item.size}\n{item.modified}".encode())
        self._saw(item, version)
        if version not in self.reports:
            self.batch.add(Batch.unusable(version, Path(item.path).suffix.lower(), problem))

    def _saw(self, item: received.Item, version: str) -> None:
        self.batch.files.append(
            (escaped(item.path), f"{item.size}", f"{item.modified}", version, f"{self.now:.3f}", "")
        )

    def _tell_gone(self) -> None:
        """Record the files that are no longer in the sources; their content stays in the store."""
        roots = tuple(source.as_posix().rstrip("/") for source in self.request.sources)
        for path, seen in self.seen.items():
            of_these = any(path == root or path.startswith(f"{root}/") or root == "." for root in roots)
            if of_these and not seen.gone and path not in self.there:
                self.gone += 1
                self.batch.files.append(
                    (escaped(path), f"{seen.size}", f"{seen.modified}", seen.version, f"{self.now:.3f}", "1")
                )


def _refusal(item: received.Item, suffix: str) -> str:
    """The reason not to read a file, by its name and size; empty where there is none."""
    if item.size > received.MOST_BYTES:
        return f"超过 {received.MOST_BYTES // received.MEGABYTE} MB，不像是一份报告，没有读"
    if suffix in received.OTHER_ARCHIVES:
        return f"这种压缩包（{suffix}）打不开，请先解压到文件夹"
    if not any(suffix in format.suffixes for format in FORMATS):
        kind = "图片或扫描件" if suffix in _PICTURES else "这种文件"
        return f"{kind}（{suffix or '没有后缀'}）读不了，请要一份 Word 文件"
    return ""


def _lost(task: ReadTask) -> Batch:
    problem = "读这份文件时程序意外停止（可能是内存不够），已跳过"
    return Batch.unusable(task.version, task.suffix, problem)


# -- last year ---------------------------------------------------------------------------------


def _compared(request: Request, store: Store, roster: Roster, place: Place, progress: Progress) -> Survey:
    """Compare each current report with last year's, unless that was done before or is to be done again; survey all."""
    found = survey(store, roster=roster)
    if found.previous is None:
        return found
    store.remember_previous(found.previous)
    pairs = list(_pairs(found, again=request.again))
    if not pairs:
        return found
    before = found.previous
    del found  # a nation's survey is large: it is freed here, and computed again at the end

    def comparisons() -> Iterator[YearPair]:
        for kept, last in pairs:
            yield YearPair(
                kept.agency,
                store.year,
                store.batches.rows_of(kept.version),
                before.batches.rows_of(last),
                _ACROSS,
            )

    batch = Batch()
    made = each(place, partial(compare, request.settings), comparisons(), lambda _pair: Batch())
    for done, compared in enumerate(made, 1):
        batch.add(compared)
        progress("正在和上年比较", done)
        if done % _BATCH == 0:
            store.batches.write(batch)
            batch = Batch()
    store.batches.write(batch)
    return survey(store, roster=roster)


def _pairs(found: Survey, *, again: bool) -> Iterator[tuple[KeptReport, str]]:
    """The current versions that were not yet compared with last year's, or with `again` all, each with last year's."""
    for entry in found.entries:
        if entry.current and entry.last and (again or entry.last not in entry.against):
            yield entry.current.kept, entry.last
