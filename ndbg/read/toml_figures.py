"""Read the figures of a data file, line by line of the form's tables."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ndbg.form import Cell, Entry, Measure, Table
from ndbg.read.data_file import DataFile, Float, Part
from ndbg.read.numbers import MOST_DIGITS, Reading, as_amount, as_count, no_figure, read_number
from ndbg.report import (
    Blank,
    Figure,
    Missing,
    Origin,
    Repeated,
    Unknown,
    Unread,
    Why,
    Written,
    WrongLength,
)
from ndbg.text.labels import label_key, nearest
from ndbg.text.patterns import Pattern


def read_figures(data_file: DataFile) -> tuple[dict[str, Figure], list[Unread]]:
    """The figures by cell id, and those that were not read with their reasons."""
    figures: dict[str, Figure] = {}
    unread: list[Unread] = []
    for table in data_file.form.tables:
        if part := data_file.parts.get(table.section.no):
            reader = _TableReader(data_file, part)
            reader.read(table)
            figures |= reader.figures
            unread += reader.unread
    return figures, unread


_SMALL = 20  # below it, the last figure of a line may by chance be the sum of the others
_OTHER_BASE = Pattern(r"[+-]?0[xob]")


class _TableReader:
    """Reads the figures of one table from its part of a data file."""

    def __init__(self, data_file: DataFile, part: Part) -> None:
        self._data_file = data_file
        self._part = part
        self.figures: dict[str, Figure] = {}
        self.unread: list[Unread] = []
        # Whether some line of the table states its total; or none does, and some surely is without it.
        self._with_totals = self._without_totals = False

    def read(self, table: Table) -> None:
        """Read every line of a table, and record missing, repeated and unknown ones."""
        names = {key: entry for entry in table.entries for key in entry.label.wordings() | _keys(entry)}
        keys: dict[Entry, str] = {}
        lines = [
            (len(entry.cells) - len(value), _counts(value))
            for key, value in self._part.values.items()
            if (entry := names.get(label_key(key))) and entry.total and isinstance(value, list)
        ]
        self._with_totals = any(lacking == 0 for lacking, _ in lines)
        self._without_totals = not self._with_totals and any(
            lacking == 1 and counts and not _ends_in_sum(counts) for lacking, counts in lines
        )
        for key, value in self._part.values.items():
            entry = names.get(label_key(key))
            origin = self._data_file.key_origin(self._part.title, key)
            if entry is None:
                near = "".join(nearest(key, (e.label.text for e in table.entries), 1))
                self.unread.append(Unknown(key, origin, near))
            elif entry in keys:
                # It is unknown which of the two is right: neither is taken.
                self.figures = {i: f for i, f in self.figures.items() if i not in _ids(entry.cells)}
                other = Written(keys[entry], self._data_file.key_origin(self._part.title, keys[entry]))
                self.unread.append(Repeated(_ids(entry.cells), key, origin, other))
            else:
                keys[entry] = key
                self._entry(entry, key, value)
        strange = [key for key in self._part.values if label_key(key) not in names]
        for entry in table.entries:
            if entry not in keys and not self._computed(table, entry):
                origin = self._data_file.key_origin(self._part.title)
                near = "".join(nearest(entry.label.text, strange, 1))
                self.unread.append(Missing(_ids(entry.cells), origin, near))

    def _computed(self, table: Table, entry: Entry) -> bool:
        """Compute a line that was left out, if it is the sum of others, as （七）总计 is. Returns whether it is."""
        sums = table.column_sums
        if not all(cell.id in sums for cell in entry.cells):
            return False
        unknown = []
        for cell in entry.cells:
            parts = [self.figures[c.id] for c in sums[cell.id] if c.id in self.figures]
            if len(parts) == len(sums[cell.id]):
                self.figures[cell.id] = Figure(sum(part.value for part in parts), parts[-1].origin)
            else:
                unknown.append(cell.id)
        if unknown:
            # Without a place in the file: what is missing is reported for its parts.
            self.unread.append(Blank(tuple(unknown), "", Origin()))
        return True

    def _entry(self, entry: Entry, key: str, value: Any) -> None:
        """Read a line: a number for each cell, optionally without the total, or a single 0 for all."""
        origin = self._data_file.origin(self._part.title, key)
        written = self._data_file.written(origin)
        cells = entry.cells
        wanted = (len(cells) - 1, len(cells)) if entry.total else (len(cells),)
        one_for_all = len(cells) == 1 or (type(value) is int and value == 0)
        blank = isinstance(value, str) and read_number(value, Measure.COUNT).why is Why.BLANK
        if not isinstance(value, list) and one_for_all:
            for cell in cells:
                self._figure(cell, value, origin)
        elif value == [] or blank:
            self.unread.append(Blank(_ids(cells), written, origin))
        elif isinstance(value, list) and len(value) in wanted:
            if len(value) < len(cells) and (doubt := self._missing_total(value)):
                self._data_file.problem(f"“{key}”{doubt}", origin)
                return
            for index, (cell, item) in enumerate(zip(cells, value, strict=False)):
                self._figure(cell, item, self._data_file.origin(self._part.title, key, index))
            if len(value) < len(cells):
                self._total(cells, origin)
        else:
            given = len(value) if isinstance(value, list) else None
            self.unread.append(WrongLength(_ids(cells), written, origin, wanted, given))

    def _missing_total(self, parts: Sequence[Any]) -> str:
        """The message where a line that seems to lack its total may lack another figure; empty where it cannot."""
        counts = _counts(parts)
        last = counts[-1] if counts else 0
        if last and _ends_in_sum(counts) and not (self._without_totals and last < _SMALL):
            return (
                f"写了 {len(parts)} 个数，最后一个 {last} 正好是前面 {len(parts) - 1} 个之和，分不清它是不是总计："
                f"是总计，就在它前面补上漏写的一项（没有发生的写 0）；不是总计，就在末尾补上总计 {2 * last}"
            )
        if self._with_totals:
            total = f"总计 {sum(counts)}" if counts else "总计"
            return (
                f"写了 {len(parts)} 个数，别的行写了 {len(parts) + 1} 个，分不清漏写的是哪一个："
                f"漏写的是总计，就在末尾补上{total}；漏写的是前面的一项，就补上那一项（没有发生的写 0）"
            )
        return ""

    def _total(self, cells: Sequence[Cell], origin: Origin) -> None:
        """Compute a total that was left out, where all parts are known."""
        parts = [self.figures[c.id].value for c in cells[:-1] if c.id in self.figures]
        if len(parts) == len(cells) - 1:
            self.figures[cells[-1].id] = Figure(sum(parts), origin)

    def _figure(self, cell: Cell, value: Any, origin: Origin) -> None:
        written = self._data_file.written(origin)
        reading = read_value(value, cell.measure)
        if _OTHER_BASE.match(written):
            # Hexadecimal and octal numbers of TOML are not accepted.
            reading = Reading(why=Why.NOT_A_COUNT, instead=f"{value}")
        if reading.value is not None:
            self.figures[cell.id] = Figure(reading.value, origin)
        else:
            self.unread.append(no_figure(reading, (cell.id,), written, origin, Why.NOT_A_COUNT))


def key_of(entry: Entry, part: Part) -> str | None:
    """The key of a line in a part; None where there is none, or more than one."""
    keys = entry.label.wordings() | _keys(entry)
    matches = [key for key in part.values if label_key(key) in keys]
    return matches[0] if len(matches) == 1 else None


def _keys(entry: Entry) -> set[str]:
    return {label_key(entry.id), label_key(entry.id.partition(".")[2])}


def _counts(parts: Sequence[Any]) -> list[int]:
    """The counts of a line; empty where one of them is none."""
    values = [read_value(part, Measure.COUNT).value for part in parts]
    return [int(value) for value in values if value is not None] if None not in values else []


def _ends_in_sum(counts: Sequence[int]) -> bool:
    """Whether the last count of a line is the sum of those before it."""
    return counts[-1] == sum(counts[:-1])


def _ids(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(cell.id for cell in cells)


def read_value(value: object, measure: Measure, unit: str = "") -> Reading:
    """A TOML value as a figure (see `read_number`). A number in quotes is not taken; the reading has its meaning."""
    if isinstance(value, bool):
        return Reading(why=Why.NOT_A_COUNT)
    if isinstance(value, int):
        least = 1 - 10**MOST_DIGITS if measure is Measure.CHANGE else 0
        if not least <= value < 10**MOST_DIGITS:
            return Reading(why=Why.NOT_A_COUNT)
        return Reading(Decimal(value) if measure is Measure.AMOUNT else value)
    if isinstance(value, Float):
        text = value.replace("_", "").removeprefix("+")
        if not text.replace(".", "", 1).isdecimal():
            return Reading(why=Why.NOT_A_COUNT)
        return as_amount(text) if measure is Measure.AMOUNT else as_count(text)
    if isinstance(value, str):
        reading = read_number(value, measure, unit)
        if reading.value is None:
            return reading
        why = Why.NOT_A_COUNT if reading.plain else Why.DOUBTFUL
        return Reading(why=why, instead=f"{reading.value}")
    return Reading(why=Why.NOT_A_COUNT)
