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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ndbg.app.levels.roster.file import COLUMNS, FORMULA, read_roster, roster_of, roster_row
from ndbg.app.levels.roster.model import Roster
from ndbg.app.levels.store.batches import Batches
from ndbg.app.levels.store.tables import (
    RETURNS,
    VERSION,
    KeptReport,
    Row,
    csv_parts,
    csv_text,
    damaged,
    ended,
)
from ndbg.app.levels.store.unfinished import FOLDER
from ndbg.app.output import STORE_FILE, is_store
from ndbg.errors import NdbgError, reason
from ndbg.form import form_of
from ndbg.program import command
from ndbg.report import YEARS, Report
from ndbg.write.files import save

LAYOUT = 2
_ABOUT = STORE_FILE
_OURS = (_ABOUT, "roster.csv", "ledger.csv", "returns.csv", "batches", "files", FOLDER)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class Store:
    """The store of a year. Reading never changes it; `batches` is what was read of the files received."""

    def __init__(self, folder: Path, year: int, previous: str = "") -> None:
        self.folder = folder
        self.year = year
        self.form = form_of(year)
        self.batches = Batches(folder / "batches", self.form)
        self._previous = previous

    # -- opening ---------------------------------------------------------------------------

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """The store in a folder. Raises NdbgError where there is none."""
        about = folder / _ABOUT
        try:
            metadata = json.loads(about.read_text(encoding="utf-8"))
            layout, year, previous = metadata["layout"], metadata["year"], metadata.get("previous", "")
        except FileNotFoundError:
            received, store = (folder, "2024年") if folder.is_dir() else ("收件", folder)
            again = command("collect", received, "-o", store, "--roster", "名册.xlsx")
            raise NdbgError(f"“{folder}”不是 collect 建立的文件夹；先运行：{again}") from None
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
            if folder.exists() and not (
                folder.is_dir() and all(p.name.startswith(".") or p.name in _OURS for p in folder.iterdir())
            ):
                raise NdbgError(f"“{folder}”里已经有别的东西；-o 请写一个新的文件夹，专门用来存放收到的报告")
            folder.mkdir(parents=True, exist_ok=True)
            if not is_store(folder):
                _write_about(folder, year)
            (folder / "batches").mkdir(exist_ok=True)
            (folder / "files").mkdir(exist_ok=True)
        except OSError as error:
            raise NdbgError(f"不能建立文件夹“{folder}”：{reason(error)}") from None
        return cls.open(folder)

    def previous(self) -> "Store | None":
        """Last year's store: the one remembered, else the one beside this whose name has last year."""
        here = self.folder.resolve()
        places = [here / self._previous] if self._previous else []
        if f"{self.year}" in here.name:
            places.append(here.with_name(here.name.replace(f"{self.year}", f"{self.year - 1}")))
        for place in places:
            if is_store(place) and (store := Store.open(place)).year == self.year - 1:
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
            with damaged(path), path.open(encoding=_encoding(path), newline="") as file:
                head = tuple(next(csv.reader(file), ()))
            if head != columns:
                return read_roster(path)  # edited by hand: the columns may be in another order
            lines = ((at, dict(zip(columns, row, strict=True))) for at, row in _sound_rows(path, columns))
            return roster_of(lines, path)
        except NdbgError:
            raise NdbgError(f"“{path}”已损坏，或者被改动过，读不了；{again}") from None

    def ledger(self, head: Row) -> Iterator[dict[str, str]]:
        """The rows of the ledger as last written. Raises NdbgError where it is damaged or missing."""
        path = self.folder / "ledger.csv"
        if not path.exists():
            raise NdbgError(f"没有“{path}”")
        for _, row in _sound_rows(path, head):
            yield dict(zip(head, row, strict=True))

    def returns(self) -> list[dict[str, str]]:
        """What was returned, the earliest first; empty where there is no file. Raises NdbgError where it is damaged."""
        path = self.folder / "returns.csv"
        if not path.exists():
            return []
        try:
            rows = [dict(zip(RETURNS, row, strict=True)) for _, row in _sound_rows(path, RETURNS)]
        except NdbgError:
            rows = [{}]
        if not all(map(_is_return, rows)):
            raise NdbgError(
                f"“{path}”已损坏，或者被改动过，读不了；请从备份恢复这个文件。"
                "没有备份的，删去它再运行：退回过谁就不知道了，改好的报告请在文件名里写“修改稿”"
            )
        return rows

    def report(self, kept: KeptReport) -> Report:
        """A version as a report, as far as the store keeps it: figures, texts, day of publication."""
        return replace(
            self.batches.rows_of(kept.version).report(kept.agency, self.year), published=kept.published
        )


def _encoding(path: Path) -> str:
    """The encoding of a table that people may open and save: UTF-8, as written here, or GBK, as spreadsheet programs save."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for _ in file:
                pass
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _sound_rows(path: Path, head: Row) -> Iterator[tuple[int, list[str]]]:
    """The numbered rows of a table outside the batches. Raises NdbgError unless it is complete, with this head."""
    with damaged(path), path.open(encoding=_encoding(path), newline="") as file:
        reader = csv.reader(map(ended, file))
        if tuple(next(reader, ())) != tuple(head):
            raise ValueError
        for number, row in enumerate(reader, 2):
            if len(row) != len(head):
                raise ValueError
            yield number, row


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


def year_in(name: str) -> int | None:
    """The one year in a name; None where it has none, or several."""
    found = set(_YEAR.findall(name))
    return int(found.pop()) if len(found) == 1 else None
