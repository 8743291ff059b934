"""The figures of the form as they are located in the tables of a document, and what could not be."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.grid.cells import Grid, GridCell, Place
from ndbg.document.grid.head import Columns, Head
from ndbg.document.grid.rows import is_room, is_words
from ndbg.document.grid.similarity import named_exactly
from ndbg.document.grid.views import RowLine, View
from ndbg.form import Entry, Form
from ndbg.text.labels import label_key

T = TypeVar("T")


class Located(NamedTuple, Generic[T]):
    """The places of the figures of a form in the tables of a document, and what could not be located.

    | field | value |
    |---|---|
    | `places` | the place of each figure, by cell id |
    | `repeated` | further places of figures, by cell id |
    | `copies` | the ids of those of them that are repeated under another head, as in a second copy of a table |
    | `strangers` | labels of rows that the form does not have, with their places |
    | `unplaced` | figures in rows whose cells are ambiguous, by cell id, with the place of the row's label |
    | `grouped` | figures of groups of rows that were printed as one row, by the ids of their parts |
    | `extra` | rows with figures among those of the form that the form does not have: label, places |
    | `names` | the texts of the head above each figure, and the label of its row, by cell id |
    | `unclear` | the ids of tables whose head names most columns, but not which is which; whether it names each more than once, as for two years |
    | `distinctive` | labels that only some forms have |
    | `fit` | the sum of the scores of all rows and columns of the form |
    """

    places: Mapping[str, Place[T]]
    repeated: Mapping[str, Sequence[Place[T]]]
    copies: Collection[str]
    strangers: Sequence[tuple[str, Place[T]]]
    unplaced: Mapping[str, Place[T]]
    grouped: Mapping[tuple[str, ...], Place[T]]
    extra: Sequence[tuple[str, Mapping[str, Place[T]]]]
    names: Mapping[str, str]
    unclear: Mapping[str, bool]
    distinctive: Sequence[str]
    fit: float
    form: Form

    @property
    def missing(self) -> list[str]:
        """The ids of the figures that were not found."""
        return [id for id in self.form.cells if id not in self.places]


@dataclass(eq=False)
class Segment(Generic[T]):
    """A head, the columns of the views that it names, and the rows below it in the grid with a number."""

    number: int
    grid: Grid[T]
    head: Head
    views: dict[View, Columns]
    rows: range


class Record(Generic[T]):
    """Collects what is located, table by table; `located` gives it all."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._places: dict[str, Place[T]] = {}
        self._repeated: dict[str, list[Place[T]]] = {}
        self._twice: set[str] = set()  # figures that are repeated under the same head
        self._under: dict[str, Head] = {}
        self._strangers: list[tuple[str, Place[T]]] = []
        self._unplaced: dict[str, Place[T]] = {}
        self._grouped: dict[tuple[str, ...], Place[T]] = {}
        self._extra: list[tuple[str, dict[str, Place[T]]]] = []
        self._names_of: dict[str, str] = {}  # the texts above each figure, and the label of its row
        self._unclear: dict[str, bool] = {}
        self._distinctive: dict[str, None] = {}
        self._fit: dict[tuple[object, ...], float] = {}  # the best score of each row and column in any view
        self.untransposed: dict[GridCell[T], GridCell[T]] = {}  # the cells behind those of transposed tables

    def located(self) -> Located[T]:
        """What was found."""
        tables = {self._form.cells[id].table for id in self._places}
        known = dict(self._rows_not_placed(tables))
        for text, place in self._strangers:
            for id in known.get(text, ()):
                self._unplaced.setdefault(id, place)
        return Located(
            self._places,
            self._repeated,
            self._repeated.keys() - self._twice,
            [(text, place) for text, place in self._strangers if text not in known],
            {id: place for id, place in self._unplaced.items() if id not in self._places},
            {ids: place for ids, place in self._grouped.items() if self._places.keys().isdisjoint(ids)},
            [(text, places) for text, places in self._extra if text not in known],
            self._names_of,
            {table: doubled for table, doubled in self._unclear.items() if table not in tables},
            list(self._distinctive),
            sum(self._fit.values()),
            self._form,
        )

    def _rows_not_placed(self, tables: Collection[str]) -> Iterator[tuple[str, Sequence[str]]]:
        """The labels of strangers that stand for rows without figures, each with the ids of these.

        `tables` are those with figures in their places.
        """
        entries = (entry for entry in self._form.entries if entry.cells[0].table in tables)
        lost = [e for e in entries if self._places.keys().isdisjoint(cell.id for cell in e.cells)]
        headings = {label_key(block.heading) for block in self._form.blocks if block.heading}
        for text, _ in self._strangers if lost else ():
            if meant := self._meant_of_lost(text, lost, headings):
                yield text, [cell.id for entry in meant for cell in entry.cells]

    def _meant_of_lost(self, text: str, lost: Sequence[Entry], headings: Collection[str]) -> Sequence[Entry]:
        """The rows without figures for which a label stands; none where that is uncertain.

        It is that of a row, or such a one run together with the heading of the block below (`headings`), or the beginning
        of one that was torn, or the group of rows.
        """
        key = label_key(text)
        exact = [lost[at] for at in named_exactly([entry.label for entry in lost], text)]
        keyed = [(label_key(entry.label.text), entry) for entry in lost] if key else []
        joined = [e for own, e in keyed if key.startswith(own) and key[len(own) :] in headings]
        torn = [e for own, e in keyed if own.startswith(key) and self._is_seen(e)]
        for rows in (exact, joined, torn):
            if len(rows) == 1:
                return rows
        return [entry for entry in lost if key in map(label_key, entry.label.under[-1:])]

    def _is_seen(self, entry: Entry) -> bool:
        """Whether figures of a row were seen, but could not be placed."""
        return any(cell.id in self._unplaced for cell in entry.cells)

    @property
    def count(self) -> int:
        """How many figures have a place."""
        return len(self._places)

    def distinctive(self, label: str) -> None:
        """Record a label that only some forms have."""
        self._distinctive[label] = None

    def unclear(self, table: str, *, doubled: bool) -> None:
        """Record a table whose head is unclear; `doubled`: every column is there more than once."""
        self._unclear[table] = doubled or self._unclear.get(table, False)

    def stranger(self, segment: Segment[T], label: GridCell[T]) -> None:
        """Record the label of a row that the form does not have."""
        self._strangers.append((label.text, self.place(segment, label)))

    def extra_row(self, segment: Segment[T], label: GridCell[T], figures: Mapping[str, GridCell[T]]) -> None:
        """Record a row that the form does not have, with its figures by the id of their column."""
        places = {id: self.place(segment, cell) for id, cell in figures.items()}
        self._extra.append((label.text, places))

    def unplaced(self, segment: Segment[T], ids: Iterable[str], label: GridCell[T]) -> None:
        """Record figures of a row whose cells are ambiguous, with the place of the row's label."""
        for id in ids:
            self._unplaced.setdefault(id, self.place(segment, label))

    def group(self, segment: Segment[T], line: RowLine, cells: Mapping[int, GridCell[T]]) -> None:
        """Record the figures of a group of rows that was printed as one row."""
        for column, cell in cells.items():
            if not is_words(cell.text) or is_room(cell.text):
                ids = tuple(line.view.ids[at][column] for at in line.rows)
                self._grouped.setdefault(ids, self.place(segment, cell))

    def figure(
        self,
        segment: Segment[T],
        view: View,
        column: int,
        id: str,
        cell: GridCell[T],
        label: GridCell[T] | None,
    ) -> None:
        """Record the place of a figure, or a further place of one that has been recorded."""
        place = self.place(segment, cell)
        if id not in self._places:
            self._places[id] = place
            above = segment.head.over.get(segment.views[view].begins.get(column, -1), "")
            self._names_of[id] = f"{above} {label.text}" if label else above
        elif place.cell is not self._places[id].cell:
            self._repeated.setdefault(id, []).append(place)
            self._twice |= {id} if self._under[id] is segment.head else set()
        self._under[id] = segment.head

    def score(self, what: tuple[object, ...], score: float) -> None:
        """Record how well a row or column is named in some view; its best score counts."""
        self._fit[what] = max(score, self._fit.get(what, 0.0))

    def place(self, segment: Segment[T], cell: GridCell[T]) -> Place[T]:
        """The place of a cell, as it stands in the document."""
        return Place(segment.number, self.untransposed.get(cell, cell))
