"""What rows of text say: where their cells stand tells, or how many there are.

Where positions were kept the rows are a grid like any other. Where they were lost, a row
counts only where it has its label and just as many values as the form has columns, under
heads in the order of the form; a row that was cut is not guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import takewhile
from typing import NamedTuple

from ndbg.document.flow import TableNode
from ndbg.document.grid import Grid, GridCell, locate, row_meant
from ndbg.form import Block, Form, Line, Measure
from ndbg.read.numbers import read_number
from ndbg.report import Why
from ndbg.text.labels import compact, label_key, readings


@cache
def head_words(form: Form) -> frozenset[str]:
    """All that stands in heads of a form, and the groups of its rows, as `label_key` gives it."""
    blocks = form.blocks
    return frozenset(
        set().union(*(column.label.wordings() for block in blocks for column in block.columns))
        | {
            label_key(group)
            for block in blocks
            for x in (*block.rows, *block.columns)
            for group in x.label.under
        }
        | {label_key(text) for block in blocks for text in (block.heading,) if text}
        | {label_key(table.corner) for table in form.tables if table.corner}
    )


@cache
def without_label(form: Form) -> frozenset[int]:
    """How many figures a row of a form has that stands without a label."""
    return frozenset(len(block.columns) for block in form.blocks if not block.rows[0].id)


@dataclass(frozen=True)
class Row:
    """A row of a table: the line where it stands, its cells, the form by which it is read.

    Where each cell has a line of its own, `end` is the line of the last.
    """

    line: int
    cells: tuple[str, ...]
    form: Form
    end: int = 0

    @cached_property
    def values(self) -> frozenset[str]:
        """What stands in those of the cells that are values, blank ones among them."""
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


class _Said(NamedTuple):
    """What a row says: its line of the form and its figures, none where it was cut."""

    row: Row
    line: Line
    values: tuple[str, ...]


@lru_cache(maxsize=4096)
def is_value(cell: str, form: Form) -> bool:
    """Whether a cell holds a number, as some figure of a form may be, or what stands for none."""
    readings = (read_number(cell, measure) for measure in form.measures - {Measure.COUNT})
    return any(reading.value is not None or reading.why is Why.BLANK for reading in readings)


def tables(rows: Sequence[Row], form: Form) -> Iterator[TableNode[int]]:
    """The tables of a form of which rows are there.

    Rows whose cells stand beside each other are a table as they are; of others each has the head of the form.
    """
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
        for said in _by_count(rows, block):
            if kept := [x for x in said if (block.table, x.line) not in there]:
                yield TableNode.of(Grid(list(_grid(block, sorted(kept, key=lambda x: x.row.line)))), {})


def _torn(rows: Sequence[Row], block: Block) -> Iterator[Row]:
    """The rows of a block that have lost a cell, so that a blank one behind them is not the last figure.

    They have fewer figures than the block has columns, and fewer cells behind their label than the head has.
    """
    widest = 0
    for row in rows:
        if named := _heads(row, block.columns):
            widest = max(widest, len(row.cells) - named[0])
        elif widest and row.cells and not row.cells[-1] and row.label >= 0 and _line_of(row, block):
            cells = _behind(row)
            if cells and len(cells) < widest and sum(map(bool, cells)) < len(block.columns):
                yield row


def _grid(block: Block, said: Sequence[_Said]) -> Iterator[list[GridCell[int] | None]]:
    """Rows under the head of the form, a level of the head a row."""
    paths = [(*column.label.under, column.label.text) for column in block.columns]
    levels = max(len(path) for path in paths)
    for level in range(levels):
        texts = [path[min(level, len(path) - 1)] for path in paths]
        yield [None, *(GridCell(level, at, text, said[0].row.line) for at, text in enumerate(texts, 1))]
    for number, x in enumerate(said, levels):
        cells = (x.line.label.text if x.line.id else "", *x.values)
        yield [GridCell(number, at, text, x.row.line) for at, text in enumerate(cells)]


# -- where they were lost --------------------------------------------------------


def _by_count(rows: Sequence[Row], block: Block) -> list[list[_Said]]:
    """What the rows of a block say by the number of their values, each copy of the table apart."""
    words = {key for row in rows for text in row.labels for key in readings(text)}
    named = sum(bool(column.label.wordings() & words) for column in block.columns)
    apart = [row for row in rows if row.end]
    across = [row for row in rows if not row.end]
    if 2 * named < len(block.columns) or not _in_order(apart, across, block):
        return []  # what the columns are, or in which order, cannot be told
    lines = [
        (row, line)
        for before, row in zip((None, *rows), rows, strict=False)
        if (line := _line_of(row, block)) and not _may_end_head(row, before, block)
    ]
    width = _width(across, [row for row, _ in lines], block)
    copies: list[list[_Said]] = [[]]
    for row, line in lines:
        said = _Said(row, line, _values(row, width))
        before = next((x.row for x in reversed(copies[-1]) if x.line is line), None)
        if before and any(
            before.line < head.line < row.line and _heads(head, block.columns) for head in rows
        ):
            copies.append([])
        copies[-1].append(said)
    return [_followed(copy, block) for copy in copies]


def _may_end_head(row: Row, before: Row | None, block: Block) -> bool:
    """Whether a label may be the last name of a head instead: it stands behind others, in its row or on the line above.

    其他 is both, and the row behind the head may have lost its label.
    """
    if row.label < 0:
        return False
    names, label = _names(block.columns), row.cells[row.label]
    if label_key(label) not in names or _numbered(label):
        return False
    if row.end:
        return before is not None and bool(_heads(before, block.columns))
    return any(label_key(cell) in names for cell in row.cells[: row.label])


def _followed(copy: Sequence[_Said], block: Block) -> list[_Said]:
    """The rows of a table without figures that may be the next row's.

    With one cell a line and one figure a row, a label that lost its figure is followed by the
    figure of a row that lost its label.
    """
    if len(block.columns) > 1:
        return list(copy)
    next_of = dict(zip(block.rows, block.rows[1:], strict=False))
    below = [*(said.line for said in copy[1:]), None]
    return [
        said._replace(values=()) if said.row.end and next_of.get(said.line, after) is not after else said
        for said, after in zip(copy, below, strict=False)
    ]


@lru_cache(maxsize=32)
def _names(columns: tuple[Line, ...]) -> frozenset[str]:
    """All that some columns may be called."""
    return frozenset().union(*(column.label.wordings() for column in columns))


def _heads(row: Row, columns: tuple[Line, ...]) -> list[int]:
    """Which cells of a row are names of some columns, if the row is one of a head."""
    names = _names(columns)
    if names.isdisjoint(row.keys):
        return []
    named = [at for at, key in enumerate(row.keys) if key in names]
    figures = named and any(cell and cell in row.values for cell in row.cells[named[0] :])
    return [] if figures else named


def _in_order(apart: Sequence[Row], across: Sequence[Row], block: Block) -> bool:
    """Whether the names of columns, and of groups of columns, stand in the form's order.

    Names on a line each stand level by level of the head, or column by column.
    """
    groups: dict[str, int] = {}
    levels: dict[int, dict[str, int]] = {}
    for at, column in enumerate(block.columns):
        for group in column.label.under:
            groups.setdefault(label_key(group), at)
        levels.setdefault(len(column.label.under), {}).update(dict.fromkeys(column.label.wordings(), at))
    recurring: dict[str, int] = {}
    if len({column.label.text for column in block.columns}) < len(block.columns):
        # Names that recur in several groups have their order only within each.
        for column in block.columns:
            recurring |= dict.fromkeys(
                column.label.wordings() - recurring.keys(), len(set(recurring.values()))
            )
        levels = {}
    names = {key: at for level in levels.values() for key, at in level.items()}
    heads = [cell for row in apart if len(row.cells) == 1 for cell in row.cells if not _numbered(cell)]
    return (
        all(_ordered(row.labels, groups | names) for row in across)
        and all(_ordered(heads, order, again=True) for order in (groups, *levels.values()))
        and _recurs(heads, recurring)
        and _recurs([label for row in across for label in row.labels], recurring)
    )


def _recurs(texts: Sequence[str], order: Mapping[str, int]) -> bool:
    """Whether names that recur stand in their order each time, to the last."""
    found = [order[key] for text in texts if (key := label_key(text)) in order]
    begins = [at for at in range(1, len(found)) if found[at] < found[at - 1]]
    return not found or (
        found[-1] == max(found) and all(found[at] == 0 and found[at - 1] == max(found) for at in begins)
    )


def _numbered(text: str) -> bool:
    """Whether a label has an ordinal, as rows have and columns have not: （七）总计, 3.其他."""
    return compact(text)[0] in "(123456789"


def _ordered(texts: Sequence[str], order: Mapping[str, int], *, again: bool = False) -> bool:
    """Whether names stand in an order; `again`: where all have been, the first may come again."""
    found = [order[key] for text in texts if (key := label_key(text)) in order]
    begins = [at for at in range(1, len(found)) if found[at] < found[at - 1]]
    if not again:
        return not begins
    return not found or (
        found[0] == min(found)
        and all(found[at] == min(found) and found[at - 1] == max(found) for at in begins)
    )


def _line_of(row: Row, block: Block) -> Line | None:
    """The row of a block that a line is."""
    at = row.label
    if not block.rows[0].id:
        return block.rows[0] if at < 0 and len(_behind(row)) >= len(block.columns) else None
    meant = row_meant(row.cells[at], row.form) if at >= 0 else None
    return meant[1] if meant and meant[0] is block else None


class _Width(NamedTuple):
    """How wide the rows of a block are.

    `wanted`: figures that a row must have; `beside`: more cells behind them. `whole`: a row with
    just `wanted` figures is complete. `most`: cells of the widest row or head.
    """

    wanted: int
    beside: int
    whole: bool
    most: int


def _width(across: Sequence[Row], lines: Sequence[Row], block: Block) -> _Width:
    wanted = len(block.columns)
    beside = [
        len(_other_heads(row.cells[at[-1] + 1 :], row.form))
        for row in across
        if (at := _heads(row, block.columns[-1:]))
    ]
    if not block.rows[0].id and any(
        _other_heads(row.cells, row.form) for row in across if _heads(row, block.columns)
    ):
        return _Width(wanted, 0, whole=False, most=-1)  # no label parts the figures from what stands beside
    heads = [len(row.cells) - at[0] for row in across if (at := _heads(row, block.columns))]
    counts = [len(_figures(row)) for row in lines]
    # Where other rows have more, one with as many as are wanted has been cut.
    wider = sum(count > wanted for count in counts)
    whole = not wider or wider < counts.count(wanted)
    # One row alone does not tell whether another column is blank at its end.
    most = max((*heads, *(len(_behind(row)) for row in lines)), default=0) if block.rows[0].id else -1
    return _Width(wanted, max(beside, default=0), whole, most)


def _other_heads(cells: Sequence[str], form: Form) -> list[str]:
    """Those of some cells of a head that the form does not have."""
    return [cell for cell in cells if cell and label_key(cell) not in head_words(form)]


def _behind(row: Row) -> tuple[str, ...]:
    """The cells behind the label, without what is left there of merged cells."""
    cells = list(row.cells[row.label + 1 :])
    while cells and not cells[0]:
        cells.pop(0)
    return tuple(cells)


def _figures(row: Row) -> tuple[str, ...]:
    """The values behind the label, without blank ones at the end."""
    found = list(takewhile(row.values.__contains__, _behind(row)))
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _values(row: Row, width: _Width) -> tuple[str, ...]:
    """The figures of a row, or none where some are missing, or where it cannot be told which they are."""
    cells, figures = _behind(row), _figures(row)
    if _is_broken(figures) or (not width.beside and any(cells[len(figures) :])):
        return ()
    if width.beside:
        return cells[: width.wanted] if len(cells) == width.wanted + width.beside else ()
    if len(figures) == width.wanted:
        return figures if width.whole else ()
    # A blank cell at the end is a figure that is not there, unless it is one of another column.
    plain = row.cells[row.label + 1 :] == cells
    return cells if plain and len(cells) == width.wanted == width.most else ()


def _is_broken(values: Sequence[str]) -> bool:
    """Whether a blank cell stands before a figure."""
    return not all(values[: max((at for at, value in enumerate(values) if value), default=0)])
