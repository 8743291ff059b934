"""What a store has read of the files received: batches of rows, each written in one step and never changed."""

import csv
import os
import re
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from ndbg.app.levels.store.row_index import RowIndex
from ndbg.app.levels.store.tables import (
    NOTHING,
    REPORTS,
    SECTIONS,
    TOGETHER,
    UNREAD,
    VERSION,
    VERSION_DIGITS,
    Batch,
    Fault,
    KeptFinding,
    KeptReport,
    Row,
    Rows,
    SeenFile,
    Tally,
    csv_text,
    damaged,
    ended,
    heads,
    unescaped,
)
from ndbg.errors import NdbgError, reason
from ndbg.form import Form
from ndbg.report import Suppression

_DEAD_SECONDS = 3600
_FIGURES = re.compile(rf"{VERSION.pattern}(?:,(?:-?\d+(?:\.\d+)?)?)*")  # a line of figures.csv


T = TypeVar("T")


def _seen(row: Row) -> SeenFile:
    path, size, modified, version, seen, gone = row
    return SeenFile(unescaped(path), int(size), int(modified), version, _moment(seen), bool(gone))


class Batches:
    """The rows of all batches in a folder, in the form of the year; those of later batches go before earlier ones."""

    def __init__(self, folder: Path, form: Form) -> None:
        self._folder = folder
        self._form = form
        self._indexes: dict[str, RowIndex] = {}

    def write(self, batch: Batch) -> None:
        """Write a batch of rows in one step: all or none."""
        if not batch:
            return
        beside = self._folder / f".{os.urandom(6).hex()}.ndbg"
        name = f"{time.time_ns():020}-{os.urandom(3).hex()}"
        try:
            _clear(self._folder)
            beside.mkdir()
            for table, head in heads(self._form).items():
                rows = getattr(batch, table)
                if rows:
                    with (beside / f"{table}.csv").open("xb") as file:
                        file.write(csv_text(head, rows).encode())
                        file.flush()
                        os.fsync(file.fileno())
            _write_parquet(beside)
            beside.rename(self._folder / name)
        except OSError as error:
            shutil.rmtree(beside, ignore_errors=True)
            raise NdbgError(f"没有写入“{self._folder}”：{reason(error)}") from None
        self._indexes.clear()

    def _batches(self) -> list[Path]:
        with suppress(FileNotFoundError):
            return sorted(path for path in self._folder.iterdir() if not path.name.startswith("."))
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

    def _each(self, name: str, make: Callable[[list[str]], T]) -> Iterator[T]:
        """What is made of each row of a table, the earliest first."""
        for table in self._tables(name):
            with damaged(table):
                yield from map(make, self._rows(table))

    def seen(self) -> dict[str, SeenFile]:
        """Every file that was ever seen, by its path, in its last state."""
        return {seen.path: seen for seen in self.history()}

    def history(self) -> Iterator[SeenFile]:
        """Every file in each of its versions, in the order of time."""
        return self._each("files", _seen)

    def versions(self) -> set[str]:
        """All versions, readable or not."""
        return set(self._each("reports", itemgetter(0)))

    def reports(self, names: Iterable[str] = ()) -> dict[str, KeptReport]:
        """The facts of every version. An agency among `names` is the same string object, to save memory."""
        same = {name: name for name in names}

        def report(row: Row) -> KeptReport:
            kept = dict(zip(REPORTS, row, strict=True))
            return KeptReport(
                version=kept["version"],
                suffix=same.setdefault(kept["suffix"], kept["suffix"]),
                agency=same.get(kept["agency"], kept["agency"]),
                year=int(kept["year"] or 0),
                published=_day(kept["published"]),
                content=int(kept["content"] or "0", 16),
                figures=int(kept["figures"] or 0),
                problem=unescaped(kept["problem"]),
                fault=Fault(kept["fault"]),
            )

        return {kept.version: kept for kept in self._each("reports", report)}

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

    def each_figures(self, versions: Collection[str]) -> Iterator[tuple[str, dict[str, int | Decimal]]]:
        """The figures of some versions by cell, one version at a time; cells without a number are left out."""
        pending = set(versions)
        decimal = {id for id, cell in self._form.cells.items() if cell.decimal}
        for table in reversed(self._tables("figures")):
            with damaged(table), table.open(encoding="utf-8-sig") as file:
                cells = file.readline().rstrip("\n").split(",")[1:]
                for line in map(ended, file):
                    version = line[:VERSION_DIGITS]
                    if version in pending:
                        pending.remove(version)
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

    def places_of(self, version: str) -> dict[str, str]:
        """The places of the figures of a version in its file, found by index."""
        with damaged(self._folder / "…" / "places.csv"):
            rows = csv.reader(self._lines("places", version))
            return {
                cell: text for _, *texts in rows for cell, text in zip(self._form.cells, texts, strict=True)
            }

    def unread_of(self, version: str) -> list[dict[str, str]]:
        """The cells of a version that hold no number, found by index."""
        rows = csv.reader(self._lines("unread", version))
        with damaged(self._folder / "…" / "unread.csv"):
            return [dict(zip(UNREAD, map(unescaped, row), strict=True)) for row in rows]

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

    def rows_of(self, version: str, *, texts: bool = True) -> Rows:
        """The rows of a version in two tables, found by index.

        Of several versions, joined by `TOGETHER`, the figures are added; the `texts` are those of the first.
        """
        listed = version.split(TOGETHER)
        lines = [self._figures_line(one) for one in listed]
        figures = self._added(version, lines) if len(listed) > 1 else lines[0]
        return Rows(version, figures, self._section_lines(listed[0]) if texts else ())

    def values_of(self, version: str) -> dict[str, int | Decimal]:
        """The figures of a version, or the sums of several joined by `TOGETHER`; cells without a number are left out."""
        line = self.rows_of(version, texts=False).figures
        texts = zip(self._form.cells.items(), line.split(",")[1:], strict=True) if line else ()
        return {id: Decimal(text) if cell.decimal else int(text) for (id, cell), text in texts if text}

    def _figures_line(self, version: str) -> str:
        line = next(iter(self._lines("figures", version)), "")
        with damaged(self._folder / "…" / "figures.csv"):
            if line and not (_FIGURES.fullmatch(line) and line.count(",") == len(self._form.cells)):
                raise ValueError
        return line

    def _section_lines(self, version: str) -> tuple[str, ...]:
        lines = tuple(self._lines("sections", version))
        with damaged(self._folder / "…" / "sections.csv"):
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


@lru_cache(maxsize=64)  # all files of a run have the same moment
def _moment(text: str) -> float:
    return float(text)


@lru_cache(maxsize=1024)
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _found(row: Row) -> KeptFinding:
    *head, message, cells, expected, actual, difference, section, place, said = row
    values = (unescaped(expected), unescaped(actual), difference, section)
    fields = (unescaped(message), tuple(cells.split()), *values, unescaped(place), unescaped(said))
    return KeptFinding._make((*head, *fields))


def _clear(batches: Path) -> None:
    """Remove what killed runs have left; younger folders may belong to a run that is still writing."""
    now = time.time()
    for path in batches.glob(".*.ndbg"):
        with suppress(OSError):
            if now - path.stat().st_mtime > _DEAD_SECONDS:
                shutil.rmtree(path, ignore_errors=True)


def _write_parquet(batch: Path) -> None:
    """Write the figures of a batch as Parquet, one row a figure, where duckdb is installed."""
    source = batch / "figures.csv"
    if not source.exists():
        return
    try:
        import duckdb
    except ModuleNotFoundError:
        return
    names = {name: f"{batch / name}".replace("'", "''") for name in ("figures.csv", "figures.parquet")}
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT version, cell, CAST(written AS DECIMAL(28, 8)) AS value FROM ("  # noqa: S608  quoted above
            f"UNPIVOT (SELECT * FROM read_csv('{names['figures.csv']}', header = true, all_varchar = true)) "
            "ON COLUMNS(* EXCLUDE version) INTO NAME cell VALUE written) WHERE written <> '') "
            f"TO '{names['figures.parquet']}' (FORMAT parquet, COMPRESSION zstd)"
        )
