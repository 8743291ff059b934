"""Locate the figures of the form in the tables of a document."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.grid.alignment import align
from ndbg.document.grid.cells import Grid, GridCell, Place
from ndbg.document.grid.head import Columns, Head, head_of
from ndbg.document.grid.rows import Body, Row, has_number, is_room, is_words, read_row
from ndbg.document.grid.similarity import DEFINED, Wordings
from ndbg.document.grid.views import RowLine, RowLines, View, row_lines, views_of
from ndbg.document.headings import is_heading
from ndbg.form import Block, Form, Line, distinctive_labels, forms
from ndbg.text.labels import compact, label_key

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
    | `doubled` | the ids of tables of which every column is there more than once, as for two years |
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
    doubled: Collection[str]
    distinctive: Sequence[str]
    fit: float
    form: Form

    @property
    def missing(self) -> list[str]:
        """The ids of the figures that were not found."""
        return [id for id in self.form.cells if id not in self.places]


def locate(grids: Iterable[Grid[T]], form: Form) -> Located[T]:
    """Locate the figures of a form in the tables of a document."""
    scan: _Scan[T] = _Scan(form)
    for number, grid in enumerate(grids):
        scan.grid(number, grid)
    return scan.located()


@cache
def _rows_of(form: Form) -> tuple[tuple[tuple[Block, Line], ...], Wordings]:
    rows = tuple((block, row) for block in form.blocks for row in block.rows if row.id)
    return rows, Wordings([row.label for _, row in rows])


_FEW_ODD = 4  # figures of a row for each cell with words among them, at least
# The least similarity of a label without its context, and the least margin over the second most similar.
_LEAST_ALONE, _MARGIN_ALONE = 0.83, 0.1


def row_meant(text: str, form: Form) -> tuple[Block, Line] | None:
    """The row of the form that a label names, with its block; None where the label alone is ambiguous."""
    rows, names = _rows_of(form)
    ranked = sorted(((similarity, at) for at, similarity in names.similar(text).items()), reverse=True)
    if not ranked or ranked[0][0] < _LEAST_ALONE:
        return None
    rival = ranked[1][0] if len(ranked) > 1 else 0.0
    return rows[ranked[0][1]] if ranked[0][0] - rival >= _MARGIN_ALONE else None


_MOST_HEADS = 100  # of a grid
_HIGHEST_HEAD = 12  # rows
_LONGEST_NAME = 60  # characters

# Rows and columns of a transposed table, which has the form's columns as rows.
_MOST_TRANSPOSED, _LEAST_TRANSPOSED = 40, 12  # most of the one, and of the other
_ROWS_OF_A_TABLE = 3  # of the form: with so many, another row with figures was added to the form's table
_SUBTOTALS = ("小计", "合计", "总计", "其中")
_THIS_YEAR = "本年"


@dataclass(eq=False)
class _Segment(Generic[T]):
    """A head, the columns of the views that it names, and the rows below it in the grid with a number."""

    number: int
    grid: Grid[T]
    head: Head
    views: dict[View, Columns]
    rows: range


class _Scan(Generic[T]):
    """Reads grids from top to bottom: heads, then the rows under them.

    A head holds until the next one, also in the next grid if that has the same width, as behind a page break.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._views = views_of(form)
        self._groups = frozenset(
            key for view in self._views for group in view.groups for key in view.labels[group].wordings()
        )
        self._names = _column_names(forms())
        self._lines = row_lines(self._views)
        self._places: dict[str, Place[T]] = {}
        self._repeated: dict[str, list[Place[T]]] = {}
        self._twice: set[str] = set()  # figures that are repeated under the same head
        self._under: dict[str, Head] = {}
        self._strangers: list[tuple[str, Place[T]]] = []
        self._unplaced: dict[str, Place[T]] = {}
        self._grouped: dict[tuple[str, ...], Place[T]] = {}
        self._extra: list[tuple[str, dict[str, Place[T]]]] = []
        self._names_of: dict[str, str] = {}  # the texts above each figure, and the label of its row
        self._doubled: dict[str, None] = {}
        self._distinctive: dict[str, None] = {}
        self._fit: dict[tuple[object, ...], float] = {}  # the best score of each row and column in any view
        self._untransposed: dict[GridCell[T], GridCell[T]] = {}  # the cells behind those of transposed tables
        self._last: _Segment[T] | None = None

    def located(self) -> Located[T]:
        """What was found."""
        tables = {self._form.cells[id].table for id in self._places}
        return Located(
            self._places,
            self._repeated,
            self._repeated.keys() - self._twice,
            self._strangers,
            {id: place for id, place in self._unplaced.items() if id not in self._places},
            {ids: place for ids, place in self._grouped.items() if self._places.keys().isdisjoint(ids)},
            self._extra,
            self._names_of,
            [table for table in self._doubled if table not in tables],
            list(self._distinctive),
            sum(self._fit.values()),
            self._form,
        )

    def grid(self, number: int, grid: Grid[T]) -> None:
        """Find the figures of one grid."""
        words = distinctive_labels()
        for row in range(len(grid.rows)):
            for cell in grid.across(row):
                if len(cell.text) <= _LONGEST_NAME and label_key(cell.text) in words:
                    self._distinctive[cell.text] = None
        heads = self._heads(grid)
        before = len(self._places)
        for strip in _strips(grid, heads) if heads else [grid]:
            self._strip(number, strip, self._heads(strip) if strip is not grid else heads)
        last = self._last
        if len(self._places) == before and (heads or last is None):
            self._transposed(number, grid, range(len(grid.rows)))
            self._last = last

    def _transposed(self, number: int, grid: Grid[T], rows: range) -> None:
        """Find the figures in some rows of a grid that are a transposed table, with the form's columns as rows."""
        if not 1 < len(rows) <= _MOST_TRANSPOSED:
            return
        transposed = _transpose(grid, rows, self._untransposed)
        low, high = sorted((len(rows), len(transposed.rows)))
        if low <= _LEAST_TRANSPOSED and high <= _MOST_TRANSPOSED and (heads := self._heads(transposed)):
            self._strip(number, transposed, heads)

    def _strip(self, number: int, grid: Grid[T], heads: Sequence[int]) -> None:
        """Find the figures of a grid with one table below the other; a head or the heading of a section ends a table."""
        continues = self._last and self._last.grid.width == grid.width
        segment = replace(self._last, number=number, grid=grid) if self._last and continues else None
        bands = _bands(grid, heads, self._lines)
        starts = [band.start for band in bands] + [len(grid.rows)]
        sections = [row for row in range(len(grid.rows)) if _is_heading(grid, row)]
        top = 0
        if segment:
            segment.rows = range(_end(0, starts[0], sections))
            top = self._read(segment)
        for band, end in zip(bands, starts[1:], strict=True):
            head = head_of(grid, max(top, band.stop - _HIGHEST_HEAD), band.stop - 1, self._groups)
            views = self._views_below(number, band, head)
            segment = _Segment(number, grid, head, views, range(band.stop, _end(band.stop, end, sections)))
            top = max(self._read(segment), band.stop)
        self._last = segment
        for section, below in pairwise([*sections, len(grid.rows)]):
            rows = range(section + 1, below)
            if bands and not any(band.start in rows for band in bands):
                self._transposed(number, grid, rows)
        self._last = segment

    def _views_below(self, number: int, band: range, head: Head) -> dict[View, Columns]:
        """The views whose figures a head can place, with their columns; records scores, and tables with all twice."""
        views = {view: head.columns(view) for view in self._views}
        for view, columns in views.items():
            for _, at, score in head.placed(view):
                self._record_score((number, band.start, "column", at), score)
            self._doubled |= {view.table: None} if columns.doubled and not view.folded else {}
        return {view: columns for view, columns in views.items() if columns.usable}

    def _heads(self, grid: Grid[T]) -> list[int]:
        """The rows of a grid that name enough columns of some view of any form to be its head."""
        return [row for row in range(len(grid.rows)) if self._is_head(grid, row)][:_MOST_HEADS]

    def _is_head(self, grid: Grid[T], row: int) -> bool:
        texts = {c.text for c in grid.across(row) if c.row == row and 2 <= len(c.text) <= _LONGEST_NAME}
        named: dict[View, set[int]] = {}
        for text in texts:
            for at, similarity in self._names.names.similar(text).items():
                view, column = self._names.columns[at]
                if view.least > 1 or similarity >= DEFINED:
                    named.setdefault(view, set()).add(column % len(view.shared))
        return any(len(columns) >= view.least for view, columns in named.items())

    def _read(self, segment: _Segment[T]) -> int:
        """Record the figures of the rows below a head. Returns the row behind the last one of the form."""
        behind = 0
        for cluster in _clusters(segment.views):
            columns = segment.views[cluster[0]]
            if cluster[0].labelled:
                behind = max(behind, self._read_labelled(segment, cluster, columns))
            else:
                behind = max(behind, self._read_alone(segment, cluster[0], columns))
        return behind

    def _read_labelled(self, segment: _Segment[T], views: tuple[View, ...], columns: Columns) -> int:
        """Record the figures of labelled rows. Returns the row behind the last one of the form."""
        lines = row_lines(views)
        labels = _columns_of_labels(segment, columns)
        rows = [read_row(segment.grid, row, lines, labels.start, labels.stop) for row in segment.rows]
        meant: dict[int, tuple[RowLine, GridCell[T]]] = {}
        for row, at in zip(rows, align([row.scores for row in rows]), strict=True):
            if at is not None:
                self._record_score((segment.number, row.number, "row"), row.scores[at])
                if row.label:
                    meant[row.number] = lines.lines[at], row.label
        bodies = {view: _body(segment, view, columns, meant) for view in views}
        is_the_forms = sum(not line.is_group for line, _ in meant.values()) >= _ROWS_OF_A_TABLE
        behind = 0
        for row in rows:
            if row.label is None:
                continue
            if row.number not in meant:
                self._record_stranger(segment, row, views[0], bodies[views[0]] if is_the_forms else None)
                continue
            line, label = meant[row.number]
            cells = bodies[line.view].figures(row.number, label)
            if self._record(segment, line, row.number, label, cells):
                behind = row.number + 1
        return behind

    def _record_stranger(self, segment: _Segment[T], row: Row[T], view: View, body: Body[T] | None) -> None:
        """Record a row that the form does not have, with its figures if its table is the form's (`body`).

        Rows of several tables of the form may be below one head; then it may be one of another of them.
        """
        if row.label is None or _is_of_another(segment, row.label.text, view):
            return
        text = row.label.text
        self._strangers.append((text, self._place(segment, row.label)))
        if body is None or any(word in label_key(text) for word in _SUBTOTALS):
            return
        cells = {
            column: cell
            for column, cell in body.figures(row.number, row.label).items()
            if cell.row == row.number
        }
        texts = [cells[column].text.strip() for column in sorted(cells)]
        if any(map(has_number, texts)) and texts != _column_numbers(view):
            figures = {view.ids[0][column]: self._place(segment, cell) for column, cell in cells.items()}
            self._extra.append((text, figures))

    def _read_alone(self, segment: _Segment[T], view: View, columns: Columns) -> int:
        """Record the figures of the only row below a head, which has no label. Returns the row behind it, or 0."""
        body: Body[T] = Body(segment.grid, segment.head, view, columns, {}, {}, ())
        rows = {
            row: cells
            for row in segment.rows
            if len(segment.grid.across(row)) > 1 and (cells := body.figures(row, None))
        }
        texts = {row: [cells[at].text.strip() for at in sorted(cells)] for row, cells in rows.items()}
        below, own = segment.rows[:1], texts
        texts = {row: found for row, found in own.items() if _may_be_figures(found, view)}
        if not texts and all(_may_be_odd(own.get(row, ()), view) for row in below):
            texts = {row: own[row] for row in below}
        filled = [row for row, found in texts.items() if any(found)]
        only = _only_row(segment.grid, list(texts), filled)
        if only is not None:
            line = row_lines((view,)).lines[0]
            self._record(segment, line, only, None, rows[only])
            del segment.views[view]
            return only + 1
        for row in filled:
            self._unplaced |= dict.fromkeys(view.ids[0], self._place(segment, rows[row][min(rows[row])]))
        return 0

    def _record(
        self,
        segment: _Segment[T],
        line: RowLine,
        row: int,
        label: GridCell[T] | None,
        cells: Mapping[int, GridCell[T]],
    ) -> bool:
        """Record the figures of a row of the form, or of a group of its rows. Returns whether there are any."""
        # A cell merged with that of another column, or of the row above, is the figure of neither.
        distinct = len(set(cells.values())) == len(cells)
        own = {
            column: cell
            for column, cell in cells.items()
            if cell.row == row and (distinct or list(cells.values()).count(cell) == 1)
        }
        if line.is_group:
            self._record_group(segment, line, own)
            return bool(own)
        for column, id in enumerate(line.view.ids[line.rows[0]]):
            if column in own:
                self._record_figure(segment, line.view, column, id, own[column], label)
            elif label and not cells:
                self._unplaced.setdefault(id, self._place(segment, label))
        return bool(own)

    def _record_group(self, segment: _Segment[T], line: RowLine, cells: Mapping[int, GridCell[T]]) -> None:
        """Record the figures of a group of rows that was printed as one row."""
        for column, cell in cells.items():
            if not is_words(cell.text) or is_room(cell.text):
                ids = tuple(line.view.ids[at][column] for at in line.rows)
                self._grouped.setdefault(ids, self._place(segment, cell))

    def _record_figure(
        self,
        segment: _Segment[T],
        view: View,
        column: int,
        id: str,
        cell: GridCell[T],
        label: GridCell[T] | None,
    ) -> None:
        """Record the place of a figure, or a further place of one that has been recorded."""
        place = self._place(segment, cell)
        if id not in self._places:
            self._places[id] = place
            above = segment.head.over.get(segment.views[view].begins.get(column, -1), "")
            self._names_of[id] = f"{above} {label.text}" if label else above
        elif place.cell is not self._places[id].cell:
            self._repeated.setdefault(id, []).append(place)
            self._twice |= {id} if self._under[id] is segment.head else set()
        self._under[id] = segment.head

    def _record_score(self, what: tuple[object, ...], score: float) -> None:
        self._fit[what] = max(score, self._fit.get(what, 0.0))

    def _place(self, segment: _Segment[T], cell: GridCell[T]) -> Place[T]:
        return Place(segment.number, self._untransposed.get(cell, cell))


def _columns_of_labels(segment: _Segment[T], columns: Columns) -> range:
    """The grid columns, left of some columns, where labels of their rows may be.

    They begin behind the last column of another table side by side with theirs. Right behind its last column labels have
    no room: both have the same, left of its first.
    """
    first = min(columns.begins.values(), default=0)
    begins = {segment.head.ends[at]: at for at in _columns_of_others(segment, columns)}
    while begins.get(first, first) < first:
        first = begins[first]
    return range(max((end for end in begins if end <= first), default=0), first)


def _columns_of_others(segment: _Segment[T], columns: Columns) -> list[int]:
    """The first grid columns of the columns of other views below the same head."""
    return [
        at
        for other in segment.views.values()
        if other.begins != columns.begins
        for at in other.begins.values()
        if at not in columns.begins.values()
    ]


def _is_of_another(segment: _Segment[T], text: str, view: View) -> bool:
    """Whether a label is that of a row of another view below the same head, which has other columns than `view`."""
    columns = segment.views[view]
    others = tuple(v for v, found in segment.views.items() if v.labelled and found.begins != columns.begins)
    return bool(others) and bool(row_lines(others).names.similar(text))


def _body(
    segment: _Segment[T], view: View, columns: Columns, meant: Mapping[int, tuple[RowLine, GridCell[T]]]
) -> Body[T]:
    """The rows of a segment as those of a view; `meant` are those of all its views."""
    labelled = {row: label for row, (line, label) in meant.items() if line.view is view}
    depth = {row: len(line.label.under) for row, (line, _) in meant.items()}
    others = _columns_of_others(segment, columns)
    return Body(segment.grid, segment.head, view, columns, labelled, depth, others)


def _may_be_figures(texts: Sequence[str], view: View) -> bool:
    """Whether a row is one of figures, perhaps with a day or a note among them, not one of words or of column numbers."""
    words = _words_in(texts)
    odd = all(any(map(str.isdigit, text)) for text in words) and texts[0] not in words
    few = odd and len(words) * _FEW_ODD <= sum(map(has_number, texts))
    return texts != _column_numbers(view) and (not words or few)


def _may_be_odd(texts: Sequence[str], view: View) -> bool:
    """Whether the row below a head may be one to fill in with a few words in it."""
    words = _words_in(texts)
    if not texts or texts == _column_numbers(view):
        return False
    return len(words) * _FEW_ODD <= len(texts) and texts[0] not in words and not any(map(has_number, texts))


def _words_in(texts: Sequence[str]) -> list[str]:
    return [text for text in texts if is_words(text) and not is_room(text)]


def _only_row(grid: Grid[T], rows: Sequence[int], filled: Sequence[int]) -> int | None:
    """The only one among rows without a label that may have the figures; None where it is ambiguous.

    It is the only row, else the only one of 本年, else the only filled one. Of rows that are entirely blank it is the
    first, below the head.
    """
    this_year = [row for row in rows if any(_THIS_YEAR in cell.text for cell in grid.across(row))]
    blank = [row for row in rows if not any(compact(cell.text) for cell in grid.across(row))]
    first = blank[:1] if len(blank) == len(rows) else []
    return next((found[0] for found in (rows, this_year, filled, first) if len(found) == 1), None)


def _column_numbers(view: View) -> list[str]:
    """The texts of a row that numbers the columns: 1 2 3 …"""
    return [f"{number}" for number in range(1, len(view.columns) + 1)]


class _ColumnNames(NamedTuple):
    """The names of the columns in all views of all forms, and the view and index of each."""

    names: Wordings
    columns: Sequence[tuple[View, int]]


@cache
def _column_names(forms: tuple[Form, ...]) -> _ColumnNames:
    columns = [(view, at) for form in forms for view in views_of(form) for at in range(len(view.columns))]
    return _ColumnNames(Wordings([view.columns[at] for view, at in columns]), columns)


def _bands(grid: Grid[T], heads: Sequence[int], lines: RowLines) -> list[range]:
    """The rows of each head, from the first that names columns to the last that continues their names."""
    bands: list[range] = []
    for row in heads:
        if bands and row < bands[-1].stop:
            continue
        end = row + 1
        while end < len(grid.rows) and (end in heads or _continues_head(grid, end, lines)):
            end += 1
        bands.append(range(row, end))
    return bands


def _continues_head(grid: Grid[T], row: int, lines: RowLines) -> bool:
    """Whether a row below names of columns has more of them: words that are no row of the form."""
    own = [cell.text for cell in grid.across(row) if cell.row == row and label_key(cell.text)]
    words = [text for text in own if is_words(text)]
    if row == len(grid.rows) - 1 and all(map(is_room, own)):
        return False  # units in the last row are those of blank figures, not of rows below
    return (
        len(words) > 1
        and not any(map(has_number, own))
        and not any(max(lines.names.similar(text).values(), default=0.0) >= DEFINED for text in words)
    )


def _is_heading(grid: Grid[T], row: int) -> bool:
    """Whether a row has only the heading of a section."""
    texts = [cell.text for cell in grid.across(row) if cell.row == row and label_key(cell.text)]
    return len(texts) == 1 and is_heading(texts[0])


def _end(start: int, end: int, sections: Sequence[int]) -> int:
    """The row behind the last one of a table from `start`, at most `end`: that of the next heading of a section."""
    return min((row for row in sections if start <= row < end), default=end)


def _clusters(views: Mapping[View, Columns]) -> Iterator[tuple[View, ...]]:
    """The views grouped by their columns: rows of views with the same columns may come below one head."""
    left = list(views)
    while left:
        same = [view for view in left if view.labelled and views[view] == views[left[0]]] or left[:1]
        left = [view for view in left if view not in same]
        yield tuple(same)


def _strips(grid: Grid[T], heads: Sequence[int]) -> list[Grid[T]]:
    """A grid split into tables that are side by side: at each blank column with names of columns on both sides."""
    blank = [all(_is_blank_at(grid, row, at) for row in range(len(grid.rows))) for at in range(grid.width)]
    if not any(blank):
        return [grid]
    named = {at for row in heads for at in range(grid.width) if (c := grid.at(row, at)) and label_key(c.text)}
    bounds = [0]
    for at in range(1, grid.width):
        behind = named & set(range(at, grid.width))
        if blank[at - 1] and not blank[at] and behind and named & set(range(bounds[-1], at)):
            bounds.append(at)
    if len(bounds) == 1:
        return [grid]
    ends = [*bounds[1:], grid.width]
    return [
        Grid([[cell if begin <= at < end else None for at, cell in enumerate(row)] for row in grid.rows])
        for begin, end in zip(bounds, ends, strict=True)
    ]


def _is_blank_at(grid: Grid[T], row: int, at: int) -> bool:
    cell = grid.at(row, at)
    return cell is None or not compact(cell.text) or len(grid.across(row)) == 1


def _transpose(grid: Grid[T], rows: range, original: dict[GridCell[T], GridCell[T]]) -> Grid[T]:
    """Some rows of a grid as columns; the original of each cell is added to `original`.

    A name over all columns stays above them. Of blank columns at the right one is kept, where the figures of a blank
    form go.
    """
    last = max((r for r in rows if any(compact(c.text) for c in grid.across(r))), default=rows.start - 1)
    first = next((r for r in rows if len(grid.across(r)) > 1), last + 1)
    body, named = range(first, last + 1), [cell for row in rows if row < first for cell in grid.across(row)]
    ends = (cell.column + 2 for row in body for cell in grid.across(row) if compact(cell.text))
    width = min(max(ends, default=0), grid.width)
    cells: dict[GridCell[T], GridCell[T]] = {}
    for at, name in enumerate(named):
        cells[name] = GridCell(at, 0, name.text, name.payload)
    for row in body:
        for cell in grid.across(row):
            cells.setdefault(
                cell, GridCell(cell.column + len(named), cell.row - first, cell.text, cell.payload)
            )
    original |= {transposed: cell for cell, transposed in cells.items()}
    rows_of_names: list[list[GridCell[T] | None]] = [[cells[name]] * len(body) for name in named]
    transposed = [
        [cells[found] if (found := grid.at(row, at)) else None for row in body] for at in range(width)
    ]
    return Grid(rows_of_names + transposed)
