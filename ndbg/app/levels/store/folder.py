r"""The store of a year: a folder of plain files that keeps whatever was received, and what was read of it.

A folder holds one year:

    store.json              the year, the number of this layout, and where last year's store lies if that was told
    roster.csv              the roster as last given
    files/ab/abcd….docx     every file received, by the SHA-256 of its bytes; none is ever changed or removed
    batches/…/              what was read, a folder each time, complete from the moment that it has its name:
      files.csv             which file was seen where: path, size, modified (ns), version, seen, gone
      reports.csv           what each version says of itself: agency, year, published …, or why it cannot be used
      figures.csv           one line a version, a column a figure; what is not a number is left empty
      places.csv            the same columns: where in the file each figure stands
      unread.csv            figures that are no number: blank, placeholder, doubtful, missing; as written
      sections.csv          the texts, a section a line; `\n` stands for the end of a paragraph, `\\` for a backslash
      findings.csv          what the rules found, and with which version of last year, or which added (`against`), if any;
                            `=` where a report with another year in its title was checked as one of this year
      explained.csv         the warnings that the reports themselves explain (核对说明 of a data file)
      figures.parquet       version, cell, value, where duckdb is installed: for other programs, never read here
    unfinished/             a note for each run that has begun and not ended: what it collects
    returns.csv             when which body was sent back what
    ledger.csv              who has reported, as last worked out of all the above

All csv is UTF-8 with a mark at its head, so that Excel opens it rightly, and every row is one line. A version is
the first 32 hexadecimal digits of the hash of a file: a changed file is another version, and all are kept. Rows
of later batches go before those of earlier ones. A run that is killed leaves at most a folder `.…ndbg`,
which nobody reads; two runs at once write folders of their own.

The csv is the truth, and all that ndbg reads: one file of each table that every computer of a city can read, correct
and hand on. Parquet is a copy of the figures for programs that add up years of a nation (DuckDB does 40 million
rows in a second or two); it lacks what csv has besides: places, texts, findings.
"""

import csv
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from ndbg.app.levels.roster.file import COLUMNS, FORMULA, read_roster, roster_of, roster_row
from ndbg.app.levels.roster.model import Roster
from ndbg.app.levels.store.by_hand import head_of, sound_rows
from ndbg.app.levels.store.parquet import write_parquet
from ndbg.app.levels.store.row_index import RowIndex
from ndbg.app.levels.store.tables import (
    NOTHING,
    REPORTS,
    RETURNS,
    SECTIONS,
    TOGETHER,
    UNREAD,
    VERSION,
    VERSION_DIGITS,
    Batch,
    KeptFinding,
    KeptReport,
    Row,
    Rows,
    SeenFile,
    Tally,
    csv_parts,
    csv_text,
    damaged,
    ended,
    heads,
    unescaped,
)
from ndbg.app.levels.store.unfinished import FOLDER
from ndbg.app.output import STORE_FILE
from ndbg.errors import NdbgError, reason
from ndbg.form import form_of
from ndbg.program import command
from ndbg.report import YEARS, Report, Suppression
from ndbg.write.files import save

LAYOUT = 1
_ABOUT = STORE_FILE
_OURS = (_ABOUT, "roster.csv", "ledger.csv", "returns.csv", "batches", "files", FOLDER)
_DEAD_SECONDS = 3600
_FIGURES = re.compile(rf"{VERSION.pattern}(?:,(?:-?\d+(?:\.\d+)?)?)*")  # a line of roster.csv
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class Store:
    """The store of a year. Reading never changes it."""

    def __init__(self, folder: Path, year: int, previous: str = "") -> None:
        self.folder = folder
        self.year = year
        self.form = form_of(year)
        self._previous = previous
        self._indexes: dict[str, RowIndex] = {}

    # -- opening ---------------------------------------------------------------------------

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """The store in a folder. Raises NdbgError where there is none."""
        about = folder / _ABOUT
        try:
            said = json.loads(about.read_text(encoding="utf-8"))
            layout, year, previous = said["layout"], said["year"], said.get("previous", "")
        except FileNotFoundError:
            raise NdbgError(f"“{folder}”不是 collect 建立的文件夹；先运行：{_collecting(folder)}") from None
        except OSError as error:
            raise NdbgError(f"打不开“{folder}”：{reason(error)}") from None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise _damaged(about) from None
        if layout != LAYOUT:
            raise NdbgError(f"“{folder}”是另一个版本的 ndbg 建立的，这个版本读不了；请升级 ndbg")
        if type(year) is not int or year not in YEARS or not isinstance(previous, str):
            raise _damaged(about)
        return cls(folder, year, previous)

    @classmethod
    def create(cls, folder: Path, year: int) -> "Store":
        """Create a store in a folder that is empty or does not exist. Raises NdbgError where it is neither.

        Where another run creates it at the same time, both use the same one.
        """
        try:
            if folder.exists() and (not folder.is_dir() or any(map(_is_strange, folder.iterdir()))):
                raise NdbgError(f"“{folder}”里已经有别的东西；-o 请写一个新的文件夹，专门用来存放收到的报告")
            folder.mkdir(parents=True, exist_ok=True)
            if not cls.is_one(folder):
                _write_about(folder, year)
            (folder / "batches").mkdir(exist_ok=True)
            (folder / "files").mkdir(exist_ok=True)
        except OSError as error:
            raise NdbgError(f"不能建立文件夹“{folder}”：{reason(error)}") from None
        return cls.open(folder)

    @staticmethod
    def is_one(folder: Path) -> bool:
        """Whether a folder is a store."""
        return (folder / _ABOUT).is_file()

    def previous(self) -> "Store | None":
        """Last year's store: the one remembered, else the one beside this whose name has last year."""
        here = self.folder.resolve()
        places = [here / self._previous] if self._previous else []
        if f"{self.year}" in here.name:
            places.append(here.with_name(here.name.replace(f"{self.year}", f"{self.year - 1}")))
        for place in places:
            if self.is_one(place) and (store := Store.open(place)).year == self.year - 1:
                return store
        return None

    def lost(self) -> str:
        """The remembered place of last year's store, if there is none any more; else empty."""
        if not self._previous or self.previous():
            return ""
        return os.path.normpath(self.folder.resolve() / self._previous)

    # -- writing ---------------------------------------------------------------------------

    def remember_previous(self, previous: "Store") -> None:
        """Remember last year's store by its path relative to this one, so that both can be moved together."""
        there = previous.folder.resolve()
        try:
            place = Path(os.path.relpath(there, self.folder.resolve())).as_posix()
        except ValueError:  # they are on different drives of Windows
            place = there.as_posix()
        if place != self._previous:
            self._previous = place
            _write_about(self.folder, self.year, place)

    def keep(self, version: str, suffix: str, data: bytes) -> Path:
        """Write the bytes of a version; one that is there already is not written again. Returns the path."""
        place = self.file(version, suffix)
        if not place.exists():
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                beside = place.with_name(f".{os.urandom(6).hex()}.ndbg")
                beside.write_bytes(data)
                beside.replace(place)
            except OSError as error:
                raise NdbgError(f"没有写入“{place}”：{reason(error)}") from None
        return place

    def file(self, version: str, suffix: str) -> Path:
        """The path of the bytes of a version."""
        return self.folder / "files" / version[:2] / f"{version}{suffix}"

    def write(self, batch: Batch) -> None:
        """Write a batch of rows in one step: all or none."""
        if not batch:
            return
        batches = self.folder / "batches"
        beside = batches / f".{os.urandom(6).hex()}.ndbg"
        name = f"{time.time_ns():020}-{os.urandom(3).hex()}"
        try:
            _clear(batches)
            beside.mkdir()
            for table, head in heads(self.form).items():
                rows = getattr(batch, table)
                if rows:
                    with (beside / f"{table}.csv").open("xb") as file:
                        file.write(csv_text(head, rows).encode())
                        file.flush()
                        os.fsync(file.fileno())
            write_parquet(beside)
            beside.rename(batches / name)
        except OSError as error:
            shutil.rmtree(beside, ignore_errors=True)
            raise NdbgError(f"没有写入“{batches}”：{reason(error)}") from None
        self._indexes.clear()

    def write_roster(self, roster: Roster) -> None:
        """Make a roster that of this store."""
        rows = [roster_row(body) for body in roster.bodies if body.name not in roster.added]
        save(self.folder / "roster.csv", csv_text(tuple(COLUMNS), rows).encode(), force=True, named=False)

    def write_ledger(self, head: Row, rows: Callable[[], Iterable[Row]]) -> None:
        """Write the ledger for whoever opens the folder; an equal file is not written again."""
        place = self.folder / "ledger.csv"

        def parts() -> Iterator[bytes]:
            return (part.encode() for part in csv_parts(head, map(_harmless, rows())))

        if not _holds(place, parts()):
            save(place, parts(), force=True, named=False)

    def write_returns(self, rows: Iterable[Row]) -> None:
        """Append to the table of returns."""
        before = [tuple(row.values()) for row in self.returns()]
        save(
            self.folder / "returns.csv", csv_text(RETURNS, [*before, *rows]).encode(), force=True, named=False
        )

    # -- reading ---------------------------------------------------------------------------

    def roster(self) -> Roster:
        """The roster as last given or edited by hand. Raises NdbgError where it cannot be used."""
        path = self.folder / "roster.csv"
        again = "请再运行一次 collect，加上 --roster 名册.xlsx"
        if not path.exists():
            raise NdbgError(f"“{self.folder}”里没有名册；{again}")
        columns = tuple(COLUMNS)
        try:
            if head_of(path) != columns:
                return read_roster(path)  # edited by hand: the columns may be in another order
            lines = ((at, dict(zip(columns, row, strict=True))) for at, row in sound_rows(path, columns))
            return roster_of(lines, path)
        except NdbgError:
            raise NdbgError(f"“{path}”已损坏，或者被改动过，读不了；{again}") from None

    def ledger(self, head: Row) -> Iterator[dict[str, str]]:
        """The rows of the ledger as last written. Raises NdbgError where it is damaged or missing."""
        path = self.folder / "ledger.csv"
        if not path.exists():
            raise NdbgError(f"没有“{path}”")
        for _, row in sound_rows(path, head):
            yield dict(zip(head, row, strict=True))

    def _batches(self) -> list[Path]:
        folder = self.folder / "batches"
        with suppress(FileNotFoundError):
            return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        return []

    def _tables(self, name: str) -> list[Path]:
        """The files of a table, the earliest first."""
        return [path for batch in self._batches() if (path := batch / f"{name}.csv").exists()]

    @staticmethod
    def _rows(path: Path) -> Iterator[list[str]]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(map(ended, file))
            next(reader, None)
            yield from reader

    def seen(self) -> dict[str, SeenFile]:
        """Every file that was ever seen, by its path, in its last state."""
        return {seen.path: seen for seen in self.history()}

    def history(self) -> Iterator[SeenFile]:
        """Every file in each of its versions, in the order of time."""
        for table in self._tables("files"):
            with damaged(table):
                for path, size, modified, version, seen, gone in self._rows(table):
                    yield SeenFile(
                        unescaped(path), int(size), int(modified), version, _moment(seen), bool(gone)
                    )

    def versions(self) -> set[str]:
        """All versions, readable or not."""
        found = set()
        for table in self._tables("reports"):
            with damaged(table):
                found |= {row[0] for row in self._rows(table)}
        return found

    def reports(self, names: Iterable[str] = ()) -> dict[str, KeptReport]:
        """The facts of every version. An agency among `names` is the same string object, to save memory."""
        found = {}
        same = {name: name for name in names}
        for table in self._tables("reports"):
            with damaged(table):
                for row in self._rows(table):
                    kept = dict(zip(REPORTS, row, strict=True))
                    version = kept["version"]
                    found[version] = KeptReport(
                        version=version,
                        suffix=same.setdefault(kept["suffix"], kept["suffix"]),
                        agency=same.get(kept["agency"], kept["agency"]),
                        year=int(kept["year"] or 0),
                        published=_day(kept["published"]),
                        content=int(kept["content"] or "0", 16),
                        figures=int(kept["figures"] or 0),
                        problem=unescaped(kept["problem"]),
                    )
        return found

    def tallies(self) -> dict[str, Mapping[str, Tally]]:
        """The numbers of findings, by version, then by what they were made with (empty: without last year's report)."""
        found: dict[str, Mapping[str, Tally]] = {}
        same: dict[Tally, Tally] = {}
        # Versions with equal tallies share one object, to save memory.
        alone: dict[Tally, Mapping[str, Tally]] = {}
        for table in self._tables("findings"):
            here: dict[str, dict[str, Tally]] = {}
            with damaged(table):
                for row in self._rows(table):
                    version, against, code, severity, _, _, _, _, _, _, _, explanation = row
                    known = here.setdefault(version, {})
                    known[against] = known.get(against, NOTHING).and_(Tally.of(code, severity, explanation))
            for version, known in here.items():
                whole = {
                    key: same.setdefault(one, one) for key, one in {**found.get(version, {}), **known}.items()
                }
                found[version] = alone.setdefault(whole[""], whole) if [*whole] == [""] else whole
        return found

    def findings(self, version: str) -> Mapping[str, Sequence[KeptFinding]]:
        """The findings on a version, by what they were made with (empty: without last year's report).

        A comparison without findings has no entry.
        """
        found: dict[str, list[KeptFinding]] = {}
        for lines in self._index("findings").runs(version):
            here: dict[str, list[KeptFinding]] = {}
            for row in csv.reader(lines):
                one = _found(row)
                listed = here.setdefault(one.against, [])
                if one.code:
                    listed.append(one)
            found |= here
        return found

    def suppressions(self) -> dict[str, tuple[Suppression, ...]]:
        """The warnings that reports explain themselves, by version."""
        found: dict[str, tuple[Suppression, ...]] = {}
        for table in self._tables("explained"):
            here: dict[str, tuple[Suppression, ...]] = {}
            with damaged(table):
                for version, key, code, cells, reason_given in self._rows(table):
                    one = Suppression(unescaped(key), code, tuple(cells.split()), unescaped(reason_given))
                    here[version] = (*here.get(version, ()), one)
            found |= here
        return found

    def returns(self) -> list[dict[str, str]]:
        """What was returned, the earliest first; empty where there is no file. Raises NdbgError where it is damaged."""
        path = self.folder / "returns.csv"
        if not path.exists():
            return []
        try:
            rows = [dict(zip(RETURNS, row, strict=True)) for _, row in sound_rows(path, RETURNS)]
        except NdbgError:
            rows = [{}]
        if not all(map(_is_return, rows)):
            raise NdbgError(
                f"“{path}”已损坏，或者被改动过，读不了；请从备份恢复这个文件。"
                "没有备份的，删去它再运行：退回过谁就不知道了，改好的报告请在文件名里写“修改稿”"
            )
        return rows

    def each_figures(self, versions: Collection[str]) -> Iterator[tuple[str, dict[str, int | Decimal]]]:
        """The figures of some versions by cell, one version at a time; cells without a number are left out."""
        left = set(versions)
        decimal = {id for id, cell in self.form.cells.items() if cell.decimal}
        for table in reversed(self._tables("figures")):
            with damaged(table), table.open(encoding="utf-8-sig") as file:
                cells = file.readline().rstrip("\n").split(",")[1:]
                for line in map(ended, file):
                    version = line[:VERSION_DIGITS]
                    if version in left:
                        left.remove(version)
                        # No value in this table needs quotes.
                        values = line.rstrip("\n").split(",")[1:]
                        yield (
                            version,
                            {
                                cell: Decimal(value) if cell in decimal else int(value)
                                for cell, value in zip(cells, values, strict=True)
                                if value
                            },
                        )

    def figures(self, versions: Collection[str]) -> dict[str, dict[str, int | Decimal]]:
        """The figures of some versions by cell; cells without a number are left out."""
        return dict(self.each_figures(versions))

    def places(self, versions: Collection[str]) -> dict[str, dict[str, str]]:
        """The places of the figures of some versions in their files."""
        wanted = frozenset(versions)
        cells = tuple(self.form.cells)
        found = {}
        for table in self._tables("places"):
            with damaged(table):
                for version, *texts in self._rows(table):
                    if version in wanted:
                        found[version] = dict(zip(cells, texts, strict=True))
        return found

    def unread(self, versions: Collection[str]) -> dict[str, list[dict[str, str]]]:
        """The cells of some versions that hold no number."""
        wanted = frozenset(versions)
        found: dict[str, list[dict[str, str]]] = {}
        for table in self._tables("unread"):
            here: dict[str, list[dict[str, str]]] = {}
            with damaged(table):
                for row in self._rows(table):
                    one = dict(zip(UNREAD, map(unescaped, row), strict=True))
                    if row[0] in wanted:
                        here.setdefault(row[0], []).append(one)
            found |= here
        return found

    def sections(self, versions: Collection[str] | None = None) -> Iterator[tuple[str, str, str]]:
        """The texts of some versions: version, section, text."""
        wanted = None if versions is None else frozenset(versions)
        done: set[str] = set()
        for table in reversed(self._tables("sections")):
            with damaged(table):
                here: set[str] = set()
                for version, section, text in self._rows(table):
                    if version not in done and (wanted is None or version in wanted):
                        here.add(version)
                        yield version, section, unescaped(text)
                done |= here

    def report(self, kept: KeptReport) -> Report:
        """A version as a report, as far as the store keeps it: figures, texts, day of publication."""
        return replace(self.rows_of(kept.version).report(kept.agency, self.year), published=kept.published)

    def rows_of(self, version: str) -> "Rows":
        """The rows of a version in two tables, found by index.

        Of several versions, joined by `TOGETHER`, the figures are added; the texts are those of the first.
        """
        listed = version.split(TOGETHER)
        lines = [self._figures_line(one) for one in listed]
        figures = self._added(version, lines) if len(listed) > 1 else lines[0]
        return Rows(version, figures, self._section_lines(listed[0]))

    def _figures_line(self, version: str) -> str:
        line = next(iter(self._lines("figures", version)), "")
        with damaged(self.folder / "batches" / "…" / "figures.csv"):
            if line and not (_FIGURES.fullmatch(line) and line.count(",") == len(self.form.cells)):
                raise ValueError
        return line

    def _section_lines(self, version: str) -> tuple[str, ...]:
        lines = tuple(self._lines("sections", version))
        with damaged(self.folder / "batches" / "…" / "sections.csv"):
            if any(len(row) != len(SECTIONS) for row in csv.reader(lines)):
                raise ValueError
        return lines

    def _added(self, version: str, lines: Sequence[str]) -> str:
        """The sum of some rows of figures, as a row; a figure that one of them lacks is left out."""
        texts = zip(*(line.split(",")[1:] for line in lines), strict=False)
        sums = (f"{sum(map(Decimal, each)):f}" if all(each) else "" for each in texts)
        return ",".join((version, *sums)) if all(lines) else ""

    def _index(self, table: str) -> RowIndex:
        """The index of a table; made once, and again after something was written."""
        if table not in self._indexes:
            self._indexes[table] = RowIndex(self._tables(table))
        return self._indexes[table]

    def _lines(self, table: str, version: str) -> list[str]:
        """The rows of a version in a table, as last written."""
        lines: list[str] = []
        for lines in self._index(table).runs(version):  # noqa: B007  the last one is what counts
            pass
        return lines


_SEEN, _TERM = re.compile(r"\d{10}(?:\.\d+)?"), re.compile(r"\d{4}-\d\d-\d\d|")


def _is_return(row: Mapping[str, str]) -> bool:
    """Whether a row can be one of `returns.csv` as it was written."""
    return bool(
        row
        and VERSION.fullmatch(row["version"])
        and _SEEN.fullmatch(row["seen"])
        and _TERM.fullmatch(row["term"])
    )


def _damaged(about: Path) -> NdbgError:
    return NdbgError(f"“{about}”已损坏；请从备份恢复这个文件，或者换一个文件夹重新收集")


def _collecting(folder: Path) -> str:
    """The command that makes a store: of the reports in a folder that is there, or under its name where it is not."""
    received, store = (folder, "2024年") if folder.is_dir() else ("收件", folder)
    return command("collect", received, "-o", store, "--roster", "名册.xlsx")


@lru_cache(maxsize=64)  # all files of a run have the same moment
def _moment(text: str) -> float:
    return float(text)


@lru_cache(maxsize=1024)
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _found(row: Row) -> KeptFinding:
    version, against, code, severity, message, cells, expected, actual, difference, section, place, said = row
    return KeptFinding(
        version,
        against,
        code,
        severity,
        unescaped(message),
        tuple(cells.split()),
        expected,
        actual,
        difference,
        section,
        unescaped(place),
        unescaped(said),
    )


def _harmless(row: Row) -> Row:
    """A row for people who open it in a spreadsheet program: no cell of it is taken for a formula."""
    return [f"'{text}" if text.startswith(FORMULA) else text for text in row]


def _holds(path: Path, parts: Iterable[bytes]) -> bool:
    """Whether a file exists and consists of the bytes of some parts."""
    try:
        with path.open("rb") as file:
            return all(file.read(len(part)) == part for part in parts) and not file.read(1)
    except OSError:
        return False


def _write_about(folder: Path, year: int, previous: str = "") -> None:
    about = {"layout": LAYOUT, "year": year, "form": form_of(year).source}
    if previous:
        about["previous"] = previous
    text = f"{json.dumps(about, ensure_ascii=False)}\n"
    save(folder / _ABOUT, text.encode(), force=True, named=False)


def _is_strange(path: Path) -> bool:
    """Whether a file in a folder that is to become a store does not belong to a store."""
    return not path.name.startswith(".") and path.name not in _OURS


def year_in(name: str) -> int | None:
    """The one year in a name; None where it has none, or several."""
    found = set(_YEAR.findall(name))
    return int(found.pop()) if len(found) == 1 else None


def _clear(batches: Path) -> None:
    """Remove what killed runs have left; younger folders may belong to a run that is still writing."""
    now = time.time()
    for path in batches.glob(".*.ndbg"):
        with suppress(OSError):
            if now - path.stat().st_mtime > _DEAD_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
