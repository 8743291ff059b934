"""How tables stand in a grid: below one another, side by side, with more than one row of names, turned round, as a list."""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.grid.cells import Grid, GridCell
from ndbg.document.grid.head import UNITS, Columns, is_remark
from ndbg.document.grid.rows import counts_rows, has_number, is_room, is_words
from ndbg.document.grid.similarity import DEFINED, named_exactly
from ndbg.document.grid.views import RowLines, View
from ndbg.document.headings import is_heading
from ndbg.text.labels import compact, label_key

T = TypeVar("T")


def bands_of(grid: Grid[T], heads: Sequence[int], lines: RowLines) -> list[range]:
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


def is_heading_alone(grid: Grid[T], row: int) -> bool:
    """Whether a row has only the heading of a section."""
    texts = [cell.text for cell in grid.across(row) if cell.row == row and label_key(cell.text)]
    return len(texts) == 1 and is_heading(texts[0])


def table_end(start: int, end: int, sections: Sequence[int]) -> int:
    """The row behind the last one of a table from `start`, at most `end`: that of the next heading of a section."""
    return min((row for row in sections if start <= row < end), default=end)


def clusters(views: Mapping[View, Columns]) -> Iterator[tuple[View, ...]]:
    """The views grouped by their columns: rows of views with the same columns may come below one head."""
    left = list(views)
    while left:
        same = [view for view in left if view.labelled and views[view] == views[left[0]]] or left[:1]
        left = [view for view in left if view not in same]
        yield tuple(same)


def strips(grid: Grid[T], heads: Sequence[int]) -> list[Grid[T]]:
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


def transpose(grid: Grid[T], rows: range, original: dict[GridCell[T], GridCell[T]]) -> Grid[T]:
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


class Entry(NamedTuple, Generic[T]):
    """A row of a list that names one figure: the row and the column of a view, and the cells with their names."""

    view: View
    row: int
    column: int
    label: GridCell[T]
    name: GridCell[T]
    at: int


_FEWEST_ENTRIES = 3
_LONGEST_JOINED = 60  # characters


def entries_in(grid: Grid[T], views: Sequence[View]) -> Sequence[Entry[T]]:
    """The rows of a list with one figure a row: 规章 | 本年制发件数 | 6, or 规章本年制发件数 | 6. Empty where a grid is none."""
    found = [entry for at in range(len(grid.rows)) if (entry := _entry(grid, at, views))]
    named = {(entry.view, entry.row, entry.column) for entry in found}
    return found if len(found) == len(named) >= _FEWEST_ENTRIES else ()


def _entry(grid: Grid[T], at: int, views: Sequence[View]) -> Entry[T] | None:
    """What a row of a list names; None where that is not exactly one figure."""
    cells = [cell for cell in grid.across(at) if is_words(cell.text)]
    labelled = [view for view in views if view.labelled and not view.folded]
    found = [
        Entry(view, row, column, label, name, at)
        for name in cells
        for view in labelled
        if name.row == at
        for column in view.names.exactly(name.text)
        for label in cells
        for row in view.row_names.exactly(label.text)
        if label is not name
    ]
    found += [entry for cell in cells if cell.row == at for view in labelled for entry in _joined(cell, view)]
    return found[0] if len(found) == 1 else None


def _joins(key: str, firsts: Set[str], lasts: Set[str]) -> bool:
    """Whether a text begins with one of some keys and ends, behind that, with one of others."""
    begun = min((len(first) for first in firsts if key.startswith(first)), default=len(key))
    return any(key.endswith(last) and begun + len(last) <= len(key) for last in lasts)


def _joined(cell: GridCell[T], view: View) -> Iterator[Entry[T]]:
    """What a cell names that joins the names of a row and a column, in any order and with any sign: 规章：本年制发件数."""
    text = cell.text
    key = label_key(text)
    if len(text) > _LONGEST_JOINED or not (
        _joins(key, view.row_keys, view.column_keys) or _joins(key, view.column_keys, view.row_keys)
    ):
        return
    told: set[tuple[int, int]] = set()
    for cut in range(1, len(text)):
        for label, name in ((text[:cut], text[cut:]), (text[cut:], text[:cut])):
            for row, column in product(named_exactly(view.rows, label), named_exactly(view.columns, name)):
                if (row, column) not in told:
                    told.add((row, column))
                    yield Entry(view, row, column, cell.with_text(label), cell.with_text(name), cell.row)


def unlisted(
    grid: Grid[T], entries: Sequence[Entry[T]], original: dict[GridCell[T], GridCell[T]]
) -> Grid[T] | None:
    """A list as the tables of the form, one below the other; the original of each cell is added to `original`.

    None where a figure is not listed, or where it is uncertain in which column the figures are.
    """
    columns = [at for at in range(grid.width) if _holds_figures(grid, entries, at)]
    if len(columns) > 1:  # beside figures, or room for them, a column of units is none
        columns = [at for at in columns if not _holds_units(grid, entries, at)]
    rows: list[list[GridCell[T] | None]] = []

    def moved(cell: GridCell[T], column: int) -> GridCell[T]:
        new = GridCell(len(rows), column, cell.text, cell.payload)
        original[new] = cell
        return new

    for view in dict.fromkeys(entry.view for entry in entries):
        own = {(entry.row, entry.column): entry for entry in entries if entry.view is view}
        if len(columns) != 1 or len(own) < len(view.rows) * len(view.columns):
            return None
        across = range(len(view.columns))
        rows.append([None, *(moved(own[0, column].name, column + 1) for column in across)])
        for row in range(len(view.rows)):
            figures = (grid.at(own[row, column].at, columns[0]) for column in across)
            cells = [own[row, 0].label, *filter(None, figures)]
            rows.append([moved(cell, at) for at, cell in enumerate(cells)])
    return Grid(rows)


def _holds_figures(grid: Grid[T], entries: Sequence[Entry[T]], at: int) -> bool:
    """Whether each entry of a list has a number or room for one in a column, which is none for row numbers or remarks."""
    cells = [grid.at(entry.at, at) for entry in entries]
    names = [cell.text for row in range(entries[0].at) if (cell := grid.at(row, at)) and label_key(cell.text)]
    numbers = [f"{number}" for number in range(1, len(entries) + 1)]
    return (
        all(
            cell and cell.row == entry.at and (not is_words(cell.text) or is_room(cell.text))
            for cell, entry in zip(cells, entries, strict=True)
        )
        and not (is_remark(names) or (names and counts_rows(names[-1])))
        and [compact(cell.text) for cell in cells if cell] != numbers
    )


def _holds_units(grid: Grid[T], entries: Sequence[Entry[T]], at: int) -> bool:
    """Whether a column has a unit for each entry of a list."""
    return all((cell := grid.at(entry.at, at)) and label_key(cell.text) in UNITS for entry in entries)
