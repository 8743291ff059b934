"""A table that was divided by its columns, for a narrow page: its parts, with the labels in each, become one again."""

from collections.abc import Iterator, Sequence
from itertools import chain, takewhile
from typing import TypeVar

from ndbg.document.document import Node, Paragraph, TableNode
from ndbg.document.grid import Grid, GridCell, has_number, is_column, is_label, row_meant
from ndbg.document.headings import is_heading
from ndbg.form import forms

T = TypeVar("T")

_LONGEST_CAPTION = 12  # characters
_FEWEST_LABELS = 3  # least number of labels of rows of the form that both parts have


def with_whole_tables(nodes: Sequence[Node[T]]) -> Iterator[Node[T]]:
    """The nodes, with each table joined with those behind it that have the same rows and other columns.

    Between the parts are only captions, 表（下） for example, which are left out.
    """
    upper: TableNode[T] | None = None
    captions: list[Node[T]] = []
    for node in nodes:
        if isinstance(node, TableNode):
            joined = _joined(upper, node) if upper else None
            if upper and not joined:
                yield upper
                yield from captions
            upper, captions = joined or node, []
        elif upper and (not node.text.strip() or _is_caption(node)):
            captions.append(node)
        else:
            if upper:
                yield upper
            yield from captions
            yield node
            upper, captions = None, []
    if upper:
        yield upper
    yield from captions


def _is_caption(node: Paragraph[T]) -> bool:
    text = "".join(node.text.split())
    return len(text) <= _LONGEST_CAPTION and not is_heading(text)


def _joined(left: TableNode[T], right: TableNode[T]) -> TableNode[T] | None:
    """A table of the columns of two, with the labels of one; None where they are not parts of one table.

    Heads may have another number of rows.
    """
    first, second = _head(left.grid), _head(right.grid)
    body = list(zip(left.grid.rows[first:], right.grid.rows[second:], strict=False))
    if len(left.grid.rows) - first != len(right.grid.rows) - second:
        return None
    columns = range(min(left.grid.width, right.grid.width))
    texts = [[(_text(a, at), _text(b, at)) for a, b in body] for at in columns]
    count = len(list(takewhile(lambda pairs: any(map(any, pairs)) and all(a == b for a, b in pairs), texts)))
    labels = {_text(row, at) for row, _ in body for at in range(count)}
    named = [text for text in labels if is_label(text) and not is_column(text)]
    if len(named) < _FEWEST_LABELS or any(text.isdecimal() for text in labels):
        return None
    names = [
        {tuple(_text(row, at) for row in grid.rows[:head]) for at in range(count, grid.width)}
        for grid, head in ((left.grid, first), (right.grid, second))
    ]
    if not all(names) or names[0] & names[1]:
        return None
    height = max(first, second)
    upper = _moved(left, 0, height - first, 0)
    lower = _moved(right, count, height - second, left.grid.width - count)
    rows = [
        [*above, *[None] * (left.grid.width - len(above)), *below]
        for above, below in zip(upper.grid.rows, lower.grid.rows, strict=True)
    ]
    return TableNode.of(Grid(rows), {**upper.held, **lower.held})


def _head(grid: Grid[T]) -> int:
    """The number of rows above the first with a number, or with the label of a row of the form where none has one."""
    rows = range(len(grid.rows))
    texts = [[cell.text for cell in grid.across(at)] for at in rows]
    numbered = (at for at in rows if any(map(has_number, texts[at])))
    named = (
        at
        for at in rows
        if any(row_meant(text, form) for text in texts[at] if not is_column(text) for form in forms())
    )
    return next(chain(numbered, named), len(rows))


def _moved(table: TableNode[T], first: int, down: int, right: int) -> TableNode[T]:
    """The columns of a table from the one with index `first` on, moved by some rows and columns."""
    cells: dict[GridCell[T], GridCell[T]] = {
        cell: GridCell(cell.row + down, max(cell.column, first) + right, cell.text, cell.payload)
        for row in table.grid.rows
        for cell in row[first:]
        if cell
    }
    rows = [[cells[cell] if cell else None for cell in row[first:]] for row in table.grid.rows]
    held = {cells[cell]: nodes for cell, nodes in table.held.items() if cell in cells}
    return TableNode.of(Grid([*([] for _ in range(down)), *rows]), held)


def _text(row: Sequence[GridCell[T] | None], at: int) -> str:
    cell = row[at] if at < len(row) else None
    return "".join(cell.text.split()) if cell else ""
