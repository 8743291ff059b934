"""Read figures from their cells, and state why others were not read."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.grid import Located, Place
from ndbg.document.units import COUNTED
from ndbg.form import Form, Measure, Table, distinctive_labels
from ndbg.form.naming import name_missing, name_table
from ndbg.read.numbers import Reading, in_unit, no_figure, read_number
from ndbg.report import (
    Blank,
    Figure,
    Missing,
    Origin,
    OtherRow,
    Repeated,
    Summed,
    Unknown,
    Unplaced,
    Unread,
    Why,
    Written,
)
from ndbg.text.labels import label_key, nearest
from ndbg.text.patterns import Pattern

T = TypeVar("T")
_OriginOf = Callable[[Place[T]], Origin]


class Figures(NamedTuple):
    """The figures of a document, the unread ones with their reasons, and notes for the user."""

    figures: Mapping[str, Figure]
    unread: Sequence[Unread]
    sums: Mapping[tuple[str, ...], Figure]
    other_rows: Sequence[OtherRow]
    notes: Sequence[str]


def read_figures(located: Located[T], origin: _OriginOf[T], units: Mapping[str, str]) -> Figures:
    """The figures in located cells; `origin` gives the place of a cell in the words of the format.

    `units` are those that the document says where they are not the form's, 元 for 万元, by cell id.
    """
    read: _Gathered[T] = _Gathered(located, origin, units)
    read.placed()
    read.tables_there_twice()
    sums = dict(_sums(located, origin))
    parts = {id for ids in sums for id in ids}
    read.summed(sums)
    unplaced = read.unplaced(parts)
    missing = set(located.missing) - parts - unplaced - read.unclear()
    not_found = list(_not_found(located, missing, origin))
    unknown = {u.written for u in not_found if isinstance(u, Unknown)}
    rows = [row for row in _other_rows(located, origin) if row.label not in unknown]
    return Figures(read.figures, [*not_found, *_together(read.unread, located.form)], sums, rows, read.notes)


class _Gathered(Generic[T]):
    """The figures read so far, those left unread, and notes on these."""

    def __init__(self, located: Located[T], origin: _OriginOf[T], units: Mapping[str, str]) -> None:
        self._located, self._origin, self._units = located, origin, units
        self._grouped = _has_grouped_thousands(located)
        self.figures: dict[str, Figure] = {}
        self.unread: list[Unread] = []
        self.notes: list[str] = []

    def placed(self) -> None:
        """Read the figures that were located."""
        for id, place in self._located.places.items():
            unit = self._units.get(id, "")
            figure = _figure(self._located, id, place, self._origin, unit, grouped=self._grouped)
            if isinstance(figure, Figure):
                self.figures[id] = figure
            else:
                self.unread.append(figure)

    def tables_there_twice(self) -> None:
        """Drop all figures of a table that occurs twice with many different figures: it is unknown which are meant."""
        for table in self._located.form.tables:
            twice = [
                u for u in self.unread if isinstance(u, Repeated) and u.cells[0].startswith(f"{table.id}.")
            ]
            if len(twice) < _MANY_DIFFERENT or twice[0].cells[0] not in self._located.copies:
                continue
            ids = tuple(id for id in self._located.repeated if id.startswith(f"{table.id}."))
            self.figures = {id: figure for id, figure in self.figures.items() if id not in ids}
            kept = [u for u in self.unread if u.cells[0] not in ids]
            self.unread = [*kept, _of_several(twice[0], ids)]
            self.notes.append(
                f"{name_table(table)}有两份，数不一样，可能是两个年度或者两个单位的，没有读：请只留下要读的一份"
            )

    def summed(self, sums: Mapping[tuple[str, ...], Figure]) -> None:
        """Record the figures of which only the sum was printed: 0 where all sums are 0, since no count is negative."""
        if not any(figure.value for figure in sums.values()):
            self.figures |= {id: Figure(0, figure.origin) for ids, figure in sums.items() for id in ids}
        else:
            parts = {id for ids in sums for id in ids}
            self.unread += [Summed(cells) for cells in _by_entry(self._located.form, parts)]

    def unplaced(self, parts: Collection[str]) -> set[str]:
        """Record the figures whose cells are ambiguous, except those in `parts`. Returns their ids."""
        form = self._located.form
        unclear = self._located.unclear  # told as a whole
        places = {
            id: self._origin(at)
            for id, at in self._located.unplaced.items()
            if id not in parts and form.cells[id].table not in unclear
        }
        self.unread += [Unplaced(cells, places[cells[0]]) for cells in _by_entry(form, places)]
        if places:
            named = "、".join(name_missing(form, places.keys()))
            self.notes.append(f"{named}读到了，但分不清哪一格是哪一栏，没有读：请对照表式检查这几行的格子")
        return set(places)

    def unclear(self) -> set[str]:
        """Record the tables whose head does not tell which column is which. Returns the ids of their figures."""
        ids: set[str] = set()
        for table in self._located.form.tables:
            if table.id in self._located.unclear:
                self.unread.append(Unplaced(tuple(id for id in self._located.missing if id in table.cells)))
                self.notes.append(f"{name_table(table)}{self._why_unclear(table)}")
                ids.update(table.cells)
        return ids

    def _why_unclear(self, table: Table) -> str:
        """Why the head of a table is unclear: it has labels of another form, two years, or is not known as a whole."""
        form, known = self._located.form, distinctive_labels()
        labels = [label for label in self._located.distinctive if form not in known[label_key(label)]]
        if labels:
            return f"有“{labels[0]}”，和别的表格不是同一年的表式，没有读：各部分请用同一年的表式"
        if self._located.unclear[table.id]:
            return "每一栏都有两个，像是两个年度并排，没有读：请只留下要读的一个年度"
        return "的表头认不全，分不清哪一格是哪一栏，没有读：请对照表式检查表头；表头断在两页上的，请换用 Word 文件"


_MANY_DIFFERENT = 10  # figures by which two copies of a table are taken for those of two years


def _of_several(first: Repeated, ids: tuple[str, ...]) -> Repeated:
    """One reason for several repeated figures, at the places of the first of them."""
    return first._replace(cells=ids, written="", other=first.other._replace(text=""))


# A number with blanks as thousands separators; any number with blanks; one of at least four digits.
_GROUPED = Pattern(r"[1-9][0-9]{0,2}(?:\s[0-9]{3})+(?:\.[0-9]+)?")
_WITH_BLANKS, _LONG = Pattern(r"[0-9][0-9.,]*(?:\s+[0-9.,]+)+"), Pattern(r"[0-9,]{4,}(?:\.[0-9]+)?")
_THOUSAND = 4  # digits of the smallest number with a thousands separator
_FEWEST_GROUPED, _FEWEST_COLUMNS = 3, 2


def _has_grouped_thousands(located: Located[T]) -> bool:
    """Whether blanks are thousands separators in a document: 1 234.

    They are if all counts above 999 have them, in several columns, and no other number has blanks.
    """
    texts = {id: place.cell.text.strip() for id, place in located.places.items()}
    large = [
        id
        for id, text in texts.items()
        if not (text.isdecimal() and len(text) < _THOUSAND)
        and (_WITH_BLANKS.fullmatch(text) or (_LONG.fullmatch(text) and not located.form.cells[id].decimal))
    ]
    columns = {located.form.cells[id].column for id in large}
    return (
        len(large) >= _FEWEST_GROUPED
        and len(columns) >= _FEWEST_COLUMNS
        and all(_GROUPED.fullmatch(texts[id]) for id in large)
    )


def _read(text: str, measure: Measure, *, grouped: bool) -> Reading:
    """Read the text of a cell as a number; `grouped`: blanks in it are thousands separators."""
    if grouped and _GROUPED.fullmatch(text):
        return read_number(_BLANK_BETWEEN.sub(",", text), measure)._replace(plain=False)
    return read_number(text, measure)


_BLANK_BETWEEN = Pattern(r"\s")


def _figure(
    located: Located[T], id: str, place: Place[T], origin: _OriginOf[T], unit: str, *, grouped: bool
) -> Figure | Unread:
    measure = located.form.cells[id].column.measure
    written = place.cell.text.strip()
    reading = _read(written, measure, grouped=grouped)
    others = located.repeated.get(id, ())
    if others and not (id in located.copies and _all_equal(others, reading, measure, grouped=grouped)):
        other = Written(others[0].cell.text.strip(), origin(others[0]))
        return Repeated((id,), written, origin(place), other)
    if unit and reading.value != 0 and not in_unit(written, measure):
        scaled = read_number(f"{written}{unit}", measure)
        if right := scaled.instead:
            due = located.form.cells[id].column.unit or COUNTED
            scaled = scaled._replace(advice=f"写的单位是“{unit}”，统一格式是{due}，请改成{due}，数写{right}")
        if right or reading.value is not None:
            return no_figure(scaled, (id,), f"{written}{unit}", origin(place), Why.DOUBTFUL)
    if reading.value is None:
        return no_figure(reading, (id,), written, origin(place), Why.DOUBTFUL)
    return Figure(reading.value, origin(place), "" if reading.plain else written, reading.remark)


def _all_equal(places: Iterable[Place[T]], reading: Reading, measure: Measure, *, grouped: bool) -> bool:
    """Whether all copies of a figure have the same reading."""
    others = (_read(place.cell.text.strip(), measure, grouped=grouped) for place in places)
    return all((other.value, other.why) == (reading.value, reading.why) for other in others)


def _sums(located: Located[T], origin: _OriginOf[T]) -> Iterator[tuple[tuple[str, ...], Figure]]:
    """The figures of groups of rows that were printed as one row, by the ids of their parts."""
    for ids, place in located.grouped.items():
        reading = read_number(place.cell.text.strip(), located.form.cells[ids[0]].measure)
        if reading.value is not None:
            yield ids, Figure(reading.value, origin(place))


def _other_rows(located: Located[T], origin: _OriginOf[T]) -> Iterator[OtherRow]:
    """The rows with figures that the form does not have."""
    for label, places in located.extra:
        figures = {}
        for id, place in places.items():
            cell = located.form.cells[id]
            reading = read_number(place.cell.text.strip(), cell.measure)
            if reading.value is not None:
                figures[cell.column.id] = Figure(reading.value, origin(place))
        if figures:
            yield OtherRow(located.form.cells[next(iter(places))].table, " ".join(label.split()), figures)


def _by_entry(form: Form, ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Figures grouped by the lines of the form."""
    wanted = set(ids)
    for entry in form.entries:
        if cells := tuple(cell.id for cell in entry.cells if cell.id in wanted):
            yield cells


def _together(unread: Iterable[Unread], form: Form) -> Iterator[Unread]:
    """Unread figures with blanks and repeated figures put together where they are whole columns or lines.

    Blank cells are put together by the placeholder that they hold.
    """
    remaining = {u.cells: u for u in unread}
    blank: dict[str, dict[str, Blank]] = {}
    twice: dict[str, Repeated] = {}
    for u in remaining.values():
        if isinstance(u, Blank) and len(u.cells) == 1:
            blank.setdefault(u.written, {})[u.cells[0]] = u
        elif isinstance(u, Repeated):
            twice[u.cells[0]] = u
    for by_cell in blank.values():
        for ids in _whole(form, by_cell):
            remaining = {cells: u for cells, u in remaining.items() if cells[0] not in ids}
            yield by_cell[ids[0]]._replace(cells=ids)
    for ids in _whole(form, twice):
        remaining = {cells: u for cells, u in remaining.items() if cells[0] not in ids}
        yield _of_several(twice[ids[0]], ids)
    yield from remaining.values()


_MANY_COLUMNS = 2


def _whole(form: Form, ids: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    """The groups of two or more among some figures that are whole columns of a table, together, or a whole line."""
    remaining = set(ids)
    for table in form.tables if remaining else ():
        cells = table.cells.values()
        by_column = Counter(cell.column for cell in cells if cell.id in remaining)
        of_column = Counter(cell.column for cell in cells)
        whole = [c for c, number in by_column.items() if number == of_column[c] and number > 1]
        if len(whole) >= _MANY_COLUMNS and not remaining.issuperset(table.cells):
            group = tuple(cell.id for cell in cells if cell.column in whole)
            remaining -= set(group)
            yield group
    for entry in form.entries:
        group = tuple(cell.id for cell in entry.cells)
        if len(group) > 1 and remaining >= set(group):
            remaining -= set(group)
            yield group


def _not_found(located: Located[T], missing: set[str], origin: _OriginOf[T]) -> Iterator[Unread]:
    """The figures that were not located, and labels in the tables that the form does not have.

    A whole table or column that is missing is one entry; all else is one entry a line.
    """
    if not missing:
        return
    form = located.form
    columns = [gone for table in form.tables for gone in _missing_columns(table, missing)]
    missing = missing - {id for gone in columns for id in gone.cells}
    labels = [entry.label.text for entry in form.entries if missing.issuperset(c.id for c in entry.cells)]
    nearest_to: dict[str, str] = {}
    for text, place in located.strangers:
        if near := nearest(text, labels, 1):
            nearest_to[near[0]] = " ".join(text.split())
            yield Unknown(" ".join(text.split()), origin(place), near[0])
    yield from columns
    for entry in form.entries:
        ids = tuple(cell.id for cell in entry.cells if cell.id in missing)
        if ids:
            yield Missing(ids, near=nearest_to.get(entry.label.text, ""))


def _missing_columns(table: Table, missing: set[str]) -> Iterator[Unread]:
    """The whole columns of a table that are missing; one entry for the table where all of it is."""
    if missing.issuperset(table.cells):
        yield Missing(tuple(table.cells))
        return
    for block in table.blocks:
        for column in block.columns if len(block.rows) > 1 else ():
            ids = tuple(block.cell(row, column).id for row in block.rows)
            others = [c.id for c in block.cells if c.column is not column]
            if missing.issuperset(ids) and others and not missing.issuperset(others):
                yield Missing(ids)
