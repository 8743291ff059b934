"""Locate the figures of the form in the tables of a document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, takewhile
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.grid.alignment import align
from ndbg.document.grid.arrangement import (
    bands_of,
    clusters,
    entries_in,
    is_heading_alone,
    strips,
    table_end,
    transpose,
    unlisted,
)
from ndbg.document.grid.cells import Grid, GridCell
from ndbg.document.grid.head import Columns, Head, head_of
from ndbg.document.grid.located import Located, Record, Segment
from ndbg.document.grid.rows import Body, Row, has_number, is_room, is_words, read_row
from ndbg.document.grid.similarity import DEFINED, Wordings
from ndbg.document.grid.views import RowLine, View, row_lines, views_of
from ndbg.form import Block, Form, Line, distinctive_labels, forms
from ndbg.text.labels import compact, label_key

T = TypeVar("T")
_Meant = Mapping[int, tuple[RowLine, GridCell[T]]]  # the line of the form that a row is, and its label


def locate(grids: Iterable[Grid[T]], form: Form) -> Located[T]:
    """Locate the figures of a form in the tables of a document."""
    scan: _Scan[T] = _Scan(form)
    for number, grid in enumerate(grids):
        scan.grid(number, grid)
    return scan.record.located()


@cache
def _rows_of(form: Form) -> tuple[tuple[tuple[Block, Line], ...], Wordings]:
    rows = tuple((block, row) for block in form.blocks for row in block.rows if row.id)
    groups = {group: block.groups[group] for block, row in rows for group in row.label.under}
    return rows, Wordings([row.label for _, row in rows], groups.values())


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
        self.record: Record[T] = Record(form)
        self._untransposed: dict[GridCell[T], GridCell[T]] = {}  # the cells behind those of transposed tables
        self._last: Segment[T] | None = None

    def grid(self, number: int, grid: Grid[T]) -> None:
        """Find the figures of one grid."""
        words = distinctive_labels()
        for row in range(len(grid.rows)):
            for cell in grid.across(row):
                if len(cell.text) <= _LONGEST_NAME and label_key(cell.text) in words:
                    self.record.distinctive(cell.text)
        heads = self._heads(grid)
        before = self.record.count
        for strip in strips(grid, heads) if heads else [grid]:
            self._strip(number, strip, self._heads(strip) if strip is not grid else heads)
        last = self._last
        if self.record.count == before and (heads or last is None):
            if not self._listed(number, grid):
                self._transposed(number, grid, range(len(grid.rows)))
            self._last = last

    def _listed(self, number: int, grid: Grid[T]) -> bool:
        """Find the figures of a grid that is a list with one figure a row. Returns whether it is one."""
        entries = entries_in(grid, self._views)
        made = unlisted(grid, entries, self.record.untransposed) if entries else None
        if made:
            self._strip(number, made, self._heads(made))
        else:
            for entry in entries:
                self.record.unclear(entry.view.table, doubled=False)
        return bool(entries)

    def _transposed(self, number: int, grid: Grid[T], rows: range) -> None:
        """Find the figures in some rows of a grid that are a transposed table, with the form's columns as rows."""
        if not 1 < len(rows) <= _MOST_TRANSPOSED:
            return
        transposed = transpose(grid, rows, self.record.untransposed)
        low, high = sorted((len(rows), len(transposed.rows)))
        if low <= _LEAST_TRANSPOSED and high <= _MOST_TRANSPOSED and (heads := self._heads(transposed)):
            self._strip(number, transposed, heads)

    def _strip(self, number: int, grid: Grid[T], heads: Sequence[int]) -> None:
        """Find the figures of a grid with one table below the other; a head or the heading of a section ends a table."""
        continues = self._last and self._last.grid.width == grid.width
        segment = replace(self._last, number=number, grid=grid) if self._last and continues else None
        bands = bands_of(grid, heads, self._lines)
        starts = [band.start for band in bands] + [len(grid.rows)]
        sections = [row for row in range(len(grid.rows)) if is_heading_alone(grid, row)]
        top = 0
        if segment:
            segment.rows = range(table_end(0, starts[0], sections))
            top = self._read(segment)
        for band, end in zip(bands, starts[1:], strict=True):
            head = head_of(grid, max(top, band.stop - _HIGHEST_HEAD), band.stop - 1, self._groups)
            views = self._views_below(number, band, head)
            segment = Segment(
                number, grid, head, views, range(band.stop, table_end(band.stop, end, sections))
            )
            top = max(self._read(segment), band.stop)
        self._last = segment
        for section, below in pairwise([*sections, len(grid.rows)]):
            rows = range(section + 1, below)
            if bands and not any(band.start in rows for band in bands):
                self._transposed(number, grid, rows)
        self._last = segment

    def _views_below(self, number: int, band: range, head: Head) -> dict[View, Columns]:
        """The views whose figures a head can place, with their columns; records scores, and tables whose head is unclear."""
        views = {view: head.columns(view) for view in self._views}
        for view, columns in views.items():
            for _, at, score in head.placed(view):
                self.record.score((number, band.start, "column", at), score)
            if not (columns.usable or view.folded) and (columns.doubled or head.is_of(view)):
                self.record.unclear(view.table, doubled=columns.doubled)
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

    def _read(self, segment: Segment[T]) -> int:
        """Record the figures of the rows below a head. Returns the row behind the last one of the form."""
        behind = 0
        for cluster in clusters(segment.views):
            columns = segment.views[cluster[0]]
            if cluster[0].labelled:
                behind = max(behind, self._read_labelled(segment, cluster, columns))
            else:
                behind = max(behind, self._read_alone(segment, cluster[0], columns))
        return behind

    def _read_labelled(self, segment: Segment[T], views: tuple[View, ...], columns: Columns) -> int:
        """Record the figures of labelled rows. Returns the row behind the last one of the form."""
        lines = row_lines(views)
        labels = _columns_of_labels(segment, columns)
        rows = [read_row(segment.grid, row, lines, labels.start, labels.stop) for row in segment.rows]
        meant: dict[int, tuple[RowLine, GridCell[T]]] = {}
        for row, at in zip(rows, align([row.scores for row in rows]), strict=True):
            if at is not None:
                self.record.score((segment.number, row.number, "row"), row.scores[at])
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
            body = bodies[line.view]
            if line.is_group and not _stands_alone(row.number, rows, meant, body):
                continue
            cells = body.figures(row.number, label)
            if self._record(segment, line, row.number, label, cells):
                behind = row.number + 1
        return behind

    def _record_stranger(self, segment: Segment[T], row: Row[T], view: View, body: Body[T] | None) -> None:
        """Record a row that the form does not have, with its figures if its table is the form's (`body`).

        Rows of several tables of the form may be below one head; then it may be one of another of them.
        """
        if row.label is None or _is_of_another(segment, row.label.text, view):
            return
        self.record.stranger(segment, row.label)
        if body is None or _is_subtotal(row.label):
            return
        cells = {
            column: cell
            for column, cell in body.figures(row.number, row.label).items()
            if cell.row == row.number
        }
        texts = [cells[column].text.strip() for column in sorted(cells)]
        if any(map(has_number, texts)) and texts != _column_numbers(view):
            figures = {view.ids[0][column]: cell for column, cell in cells.items()}
            self.record.extra_row(segment, row.label, figures)

    def _read_alone(self, segment: Segment[T], view: View, columns: Columns) -> int:
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
            self.record.unplaced(segment, view.ids[0], rows[row][min(rows[row])])
        return 0

    def _record(
        self,
        segment: Segment[T],
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
            self.record.group(segment, line, own)
            return bool(own)
        for column, id in enumerate(line.view.ids[line.rows[0]]):
            if column in own:
                self.record.figure(segment, line.view, column, id, own[column], label)
            elif label and (not cells or column in segment.views[line.view].unsure):
                self.record.unplaced(segment, [id], label)
        return bool(own)


def _stands_alone(number: int, rows: Sequence[Row[T]], meant: _Meant[T], body: Body[T]) -> bool:
    """Whether a row that names a group is all of its rows in one.

    None of these stands below the same head, and no other row may be the group. Nor does a row with an unknown label and
    figures stand right behind it: that may be one of its rows in other words.
    """
    group = meant[number][0]
    if any(line.view is group.view and set(line.rows) < set(group.rows) for line, _ in meant.values()):
        return False
    at = next(at for at, row in enumerate(rows) if row.number == number)
    others = (
        row for row in rows if row is not rows[at] and not row.scores.keys().isdisjoint(rows[at].scores)
    )
    if any(row.number not in meant or meant[row.number][0] is group for row in others):
        return False
    behind = takewhile(lambda row: row.number not in meant, rows[at + 1 :])
    return not any(r.label and not _is_subtotal(r.label) and body.figures(r.number, r.label) for r in behind)


def _is_subtotal(label: GridCell[T]) -> bool:
    return any(word in label_key(label.text) for word in _SUBTOTALS)


def _columns_of_labels(segment: Segment[T], columns: Columns) -> range:
    """The grid columns, left of some columns, where labels of their rows may be.

    They begin behind the last column of another table side by side with theirs. Right behind its last column labels have
    no room: both have the same, left of its first.
    """
    first = min(columns.begins.values(), default=0)
    begins = {segment.head.ends[at]: at for at in _columns_of_others(segment, columns)}
    while begins.get(first, first) < first:
        first = begins[first]
    return range(max((end for end in begins if end <= first), default=0), first)


def _columns_of_others(segment: Segment[T], columns: Columns) -> list[int]:
    """The first grid columns of the columns of other views below the same head."""
    return [
        at
        for other in segment.views.values()
        if other.begins != columns.begins
        for at in other.begins.values()
        if at not in columns.begins.values()
    ]


def _is_of_another(segment: Segment[T], text: str, view: View) -> bool:
    """Whether a label is that of a row of another view below the same head, which has other columns than `view`."""
    columns = segment.views[view]
    others = tuple(v for v, found in segment.views.items() if v.labelled and found.begins != columns.begins)
    return bool(others) and bool(row_lines(others).names.similar(text))


def _body(segment: Segment[T], view: View, columns: Columns, meant: _Meant[T]) -> Body[T]:
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
