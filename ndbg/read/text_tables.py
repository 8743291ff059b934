"""Tables from rows of text: by the position of cells where it is kept, else by their number.

Rows that kept the positions of their cells are a grid like any other. A row that lost them is read only if it has its
label and just as many values as the form has columns, and the names of the columns are in the order of the form.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import takewhile
from typing import NamedTuple

from ndbg.document.document import TableNode
from ndbg.document.grid import Grid, GridCell, locate, row_meant
from ndbg.form import Block, Form, Line, Measure
from ndbg.read.numbers import read_number
from ndbg.report import Why
from ndbg.text.labels import compact, label_key, readings


@cache
def head_words(form: Form) -> frozenset[str]:
    """The keys (`label_key`) of all texts in the heads of a form's tables, and of the groups of rows."""
    blocks = form.blocks
    return frozenset(
        set().union(*(column.label.wordings() for block in blocks for column in block.columns))
        | {key for block in blocks for group in block.groups.values() for key in group.wordings()}
        | {label_key(text) for block in blocks for text in (block.heading,) if text}
        | {label_key(table.corner) for table in form.tables if table.corner}
    )


@cache
def without_label(form: Form) -> frozenset[int]:
    """The numbers of figures in rows of a form that have no label."""
    return frozenset(len(block.columns) for block in form.blocks if not block.rows[0].id)


@dataclass(frozen=True)
class Row:
    """A row of a table: the number of its line, its cells, the form by which it is read.

    If each cell has a line of its own, `end` is the number of the last line; else it is 0.
    """

    line: int
    cells: tuple[str, ...]
    form: Form
    end: int = 0

    @cached_property
    def values(self) -> frozenset[str]:
        """The texts of the cells that are values, or blank."""
        return frozenset(cell for cell in set(self.cells) if is_value(cell, self.form))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The cells as `label_key` gives them."""
        return tuple(map(label_key, self.cells))

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The cells that are no values."""
        return tuple(cell for cell in self.cells if cell and cell not in self.values)

    @cached_property
    def label(self) -> int:
        """The index of the cell that labels the row, or -1."""
        words = [at for at, cell in enumerate(self.cells) if cell and cell not in self.values]
        return next(
            (at for at in reversed(words) if row_meant(self.cells[at], self.form)), max(words, default=-1)
        )


class _Matched(NamedTuple):
    """A row, the row of the form that it is (`line`), and its figures; none where it was cut."""

    row: Row
    line: Line
    values: tuple[str, ...]


@lru_cache(maxsize=4096)
def is_value(cell: str, form: Form) -> bool:
    """Whether a cell holds a number that a figure of the form may have, or a placeholder, or is blank."""
    readings = (read_number(cell, measure) for measure in form.measures - {Measure.COUNT})
    return any(reading.value is not None or reading.why is Why.BLANK for reading in readings)


def tables(rows: Sequence[Row], form: Form) -> Iterator[TableNode[int]]:
    """The tables of a form in some rows.

    Rows of several cells a line are one table as they are. Rows that are not located in it are tables by the number of
    their values, each under the head of the form.
    """
    if not rows:
        return
    across = [row for row in rows if not row.end]
    torn = {row.line for block in form.blocks for row in _torn(across, block)}
    grid = Grid(
        [
            [
                GridCell(at, n, t, row.line)
                for n, t in enumerate(row.cells)
                if n <= row.label or row.line not in torn
            ]
            for at, row in enumerate(across)
        ]
    )
    located = locate([grid], form)
    if located.places or located.grouped:
        yield TableNode.of(grid, {})
    there = {(form.cells[id].table, form.cells[id].row) for id in located.places}
    there |= {(form.cells[id].table, form.cells[id].row) for ids in located.grouped for id in ids}
    for block in form.blocks:
        if there.issuperset((block.table, row) for row in block.rows):
            continue
        for matched in _by_count(rows, block):
            if kept := [match for match in matched if (block.table, match.line) not in there]:
                yield TableNode.of(Grid(list(_grid(block, sorted(kept, key=lambda one: one.row.line)))), {})


def _torn(rows: Sequence[Row], block: Block) -> Iterator[Row]:
    """The rows of a block that lost a cell, so that their last cell, a blank one, stands for no figure.

    They have fewer figures than the block has columns, and fewer cells from the label on than the head has.
    """
    widest = 0
    for row in rows:
        if named := _heads(row, block.columns):
            widest = max(widest, len(row.cells) - named[0])
        elif widest and row.cells and not row.cells[-1] and row.label >= 0 and _line_of(row, block):
            cells = _behind(row)
            if cells and len(cells) < widest and sum(map(bool, cells)) < len(block.columns):
                yield row


def _grid(block: Block, matched: Sequence[_Matched]) -> Iterator[list[GridCell[int] | None]]:
    """The rows of a grid: the head of the form, a row a level, and matched rows."""
    paths = [(*column.label.under, column.label.text) for column in block.columns]
    levels = max(len(path) for path in paths)
    for level in range(levels):
        texts = [path[min(level, len(path) - 1)] for path in paths]
        yield [None, *(GridCell(level, at, text, matched[0].row.line) for at, text in enumerate(texts, 1))]
    for number, match in enumerate(matched, levels):
        cells = (match.line.label.text if match.line.id else "", *match.values)
        yield [GridCell(number, at, text, match.row.line) for at, text in enumerate(cells)]


# -- by the number of values -----------------------------------------------------


def _by_count(rows: Sequence[Row], block: Block) -> list[list[_Matched]]:
    """The rows of a block matched by the number of their values; a list for each copy of the table."""
    words = {key for row in rows for text in row.labels for key in readings(text)}
    named_columns = sum(bool(column.label.wordings() & words) for column in block.columns)
    apart = [row for row in rows if row.end]
    across = [row for row in rows if not row.end]
    if 2 * named_columns < len(block.columns) or not _in_order(apart, across, block):
        return []  # the columns, or their order, are unknown
    lines = [
        (row, line)
        for before, row in zip((None, *rows), rows, strict=False)
        if (line := _line_of(row, block)) and not _may_end_head(row, before, block)
    ]
    width = _width(across, [row for row, _ in lines], block)
    copies: list[list[_Matched]] = [[]]
    for row, line in lines:
        before = next((earlier.row for earlier in reversed(copies[-1]) if earlier.line is line), None)
        if before and any(
            before.line < head.line < row.line and _heads(head, block.columns) for head in rows
        ):
            copies.append([])
        copies[-1].append(_Matched(row, line, _values(row, width)))
    return [_without_doubtful(copy, block) for copy in copies]


def _may_end_head(row: Row, before: Row | None, block: Block) -> bool:
    """Whether the label of a row may be the last name of a head: it follows names in its row or the row `before`.

    其他 is the name of a column and of a row, and the row below the head may have lost its label.
    """
    if row.label < 0:
        return False
    names, label = _names(block.columns), row.cells[row.label]
    if label_key(label) not in names or has_ordinal(label):
        return False
    if row.end:
        return before is not None and bool(_heads(before, block.columns))
    return any(label_key(cell) in names for cell in row.cells[: row.label])


def _without_doubtful(copy: Sequence[_Matched], block: Block) -> list[_Matched]:
    """The rows of a copy, without figures that may be those of the next row.

    With one cell a line and one figure a row, a label that lost its figure may be followed by the figure of a row that
    lost its label: then the next label is not that of the form's next row.
    """
    if len(block.columns) > 1:
        return list(copy)
    next_of = dict(zip(block.rows, block.rows[1:], strict=False))
    below = [*(match.line for match in copy[1:]), None]
    return [
        match._replace(values=()) if match.row.end and next_of.get(match.line, after) is not after else match
        for match, after in zip(copy, below, strict=False)
    ]


@lru_cache(maxsize=32)
def _names(columns: tuple[Line, ...]) -> frozenset[str]:
    """The keys of all wordings of some columns."""
    return frozenset().union(*(column.label.wordings() for column in columns))


def _heads(row: Row, columns: tuple[Line, ...]) -> list[int]:
    """The indices of the cells that name some columns, if the row is part of a head."""
    names = _names(columns)
    if names.isdisjoint(row.keys):
        return []
    named = [at for at, key in enumerate(row.keys) if key in names]
    figures = named and any(cell and cell in row.values for cell in row.cells[named[0] :])
    return [] if figures else named


def _in_order(apart: Sequence[Row], across: Sequence[Row], block: Block) -> bool:
    """Whether the names of columns, and of groups of columns, are in the form's order.

    Names with a line each (`apart`) may come level by level of the head, or column by column.
    """
    groups: dict[str, int] = {}
    levels: dict[int, dict[str, int]] = {}
    for at, column in enumerate(block.columns):
        for group in column.label.under:
            for key in block.groups[group].wordings():
                groups.setdefault(key, at)
        levels.setdefault(len(column.label.under), {}).update(dict.fromkeys(column.label.wordings(), at))
    recurring: dict[str, int] = {}
    if len({column.label.text for column in block.columns}) < len(block.columns):
        # Names that recur in several groups must be in order only within each.
        for column in block.columns:
            recurring |= dict.fromkeys(
                column.label.wordings() - recurring.keys(), len(set(recurring.values()))
            )
        levels = {}
    names = {key: at for level in levels.values() for key, at in level.items()}
    heads = [cell for row in apart if len(row.cells) == 1 for cell in row.cells if not has_ordinal(cell)]
    return (
        all(_ordered(row.labels, groups | names) for row in across)
        and all(_ordered(heads, order, again=True) for order in (groups, *levels.values()))
        and _in_order_each_time(heads, recurring)
        and _in_order_each_time([label for row in across for label in row.labels], recurring)
    )


def _in_order_each_time(texts: Sequence[str], order: Mapping[str, int]) -> bool:
    """Whether names that recur are in order, from the first to the last, each time that they recur."""
    places = [order[key] for text in texts if (key := label_key(text)) in order]
    begins = [at for at in range(1, len(places)) if places[at] < places[at - 1]]
    return not places or (
        places[-1] == max(places) and all(places[at] == 0 and places[at - 1] == max(places) for at in begins)
    )


def has_ordinal(text: str) -> bool:
    """Whether a label has an ordinal, （七）总计, 3.其他, as those of rows do and those of columns do not."""
    return compact(text)[0] in "(123456789"


def _ordered(texts: Sequence[str], order: Mapping[str, int], *, again: bool = False) -> bool:
    """Whether names are in order; `again`: behind the last of them the first may come again."""
    places = [order[key] for text in texts if (key := label_key(text)) in order]
    begins = [at for at in range(1, len(places)) if places[at] < places[at - 1]]
    if not again:
        return not begins
    return not places or (
        places[0] == min(places)
        and all(places[at] == min(places) and places[at - 1] == max(places) for at in begins)
    )


def _line_of(row: Row, block: Block) -> Line | None:
    """The row of a block that a row of text is; None where it is none."""
    at = row.label
    if not block.rows[0].id:
        return block.rows[0] if at < 0 and len(_behind(row)) >= len(block.columns) else None
    meant = row_meant(row.cells[at], row.form) if at >= 0 else None
    return meant[1] if meant and meant[0] is block else None


class _Width(NamedTuple):
    """The width of the rows of a block.

    `wanted` is the number of figures that a row must have, `further` that of cells behind them in columns that the form
    does not have. `whole`: a row with just `wanted` figures is complete. `most` is the number of cells, behind the label or
    from the first name on, of the widest row or head; -1 where it is unknown.
    """

    wanted: int
    further: int
    whole: bool
    most: int


def _width(across: Sequence[Row], lines: Sequence[Row], block: Block) -> _Width:
    wanted = len(block.columns)
    further = [
        len(_other_heads(row.cells[at[-1] + 1 :], row.form))
        for row in across
        if (at := _heads(row, block.columns[-1:]))
    ]
    if not block.rows[0].id and any(
        _other_heads(row.cells, row.form) for row in across if _heads(row, block.columns)
    ):
        # Without a label, figures cannot be told from cells in further columns.
        return _Width(wanted, 0, whole=False, most=-1)
    heads = [len(row.cells) - at[0] for row in across if (at := _heads(row, block.columns))]
    counts = [len(_figures(row)) for row in lines]
    # Where most rows have more figures than wanted, a row with just as many has been cut.
    wider = sum(count > wanted for count in counts)
    whole = not wider or wider < counts.count(wanted)
    most = max((*heads, *(len(_behind(row)) for row in lines)), default=0) if block.rows[0].id else -1
    return _Width(wanted, max(further, default=0), whole, most)


def _other_heads(cells: Sequence[str], form: Form) -> list[str]:
    """The names among some cells of a head that the form does not have."""
    return [cell for cell in cells if cell and label_key(cell) not in head_words(form)]


def _behind(row: Row) -> tuple[str, ...]:
    """The cells behind the label, without blank ones that merged cells leave there."""
    cells = list(row.cells[row.label + 1 :])
    while cells and not cells[0]:
        cells.pop(0)
    return tuple(cells)


def _figures(row: Row) -> tuple[str, ...]:
    """The values behind the label, without blank ones at the end."""
    values = list(takewhile(row.values.__contains__, _behind(row)))
    while values and not values[-1]:
        values.pop()
    return tuple(values)


def _values(row: Row, width: _Width) -> tuple[str, ...]:
    """The figures of a row; none where some are missing or it is unknown which cells they are."""
    cells, figures = _behind(row), _figures(row)
    last = max((at for at, value in enumerate(figures) if value), default=0)
    # A blank cell before a figure, or cells behind the figures.
    if not all(figures[:last]) or (not width.further and any(cells[len(figures) :])):
        return ()
    if width.further:
        return cells[: width.wanted] if len(cells) == width.wanted + width.further else ()
    if len(figures) == width.wanted:
        return figures if width.whole else ()
    # Blank cells at the end are blank figures, if no row or head is wider.
    plain = row.cells[row.label + 1 :] == cells
    return cells if plain and len(cells) == width.wanted == width.most else ()
