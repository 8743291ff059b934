"""Columns and rows in the tables of the form that the form does not have: 占比, 其中：局制发."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from ndbg.document.grid.cells import Grid, GridCell
from ndbg.document.grid.located import Located
from ndbg.document.grid.rows import counts_rows, has_number, is_words
from ndbg.document.headings import is_heading
from ndbg.form import Form
from ndbg.text.labels import label_key

T = TypeVar("T")

_CELLS_OF_A_ROW = 3  # the least number in an empty row of figures; a blank row between tables has fewer


def other_lines(located: Located[T], grids: Sequence[Grid[T]]) -> list[str]:
    """Names of the columns and rows that the form does not have, in order, each once.

    `grids` are those in which the figures were located. A column is named by its head, a row by its label. Without
    these, both are named by their place if they have numbers; so is an empty row. The heading of a block does not
    count as the head of a column.
    """
    found: dict[str, None] = {}
    for number, grid in enumerate(grids):
        figures = {place.cell for place in located.places.values() if place.grid == number}
        if figures:
            found |= dict.fromkeys(_lines(grid, figures, located.form, f"第{number + 1}个表格"))
    return list(found)


def _lines(grid: Grid[T], figures: set[GridCell[T]], form: Form, table: str) -> Iterator[str]:
    headings = {label_key(block.heading) for block in form.blocks if block.heading}
    top, left = min(cell.row for cell in figures), min(cell.column for cell in figures)
    heads: dict[int, str] = {}  # the nearest words above each column, in a row without figures
    for row in range(len(grid.rows)):
        if row and figures.isdisjoint(grid.across(row - 1)):
            above = enumerate(grid.rows[row - 1])
            heads |= {column: cell.text for column, cell in above if cell and is_words(cell.text)}
        own = [cell for cell in grid.across(row) if cell.row == row]
        if any(is_heading(cell.text) for cell in own if cell not in figures):
            continue  # a section beside its heading
        if len(own) >= _CELLS_OF_A_ROW and not any(cell.text.strip() or cell in figures for cell in own):
            yield f"{table}第{row + 1}行"
        if row < top:
            continue
        words = [cell for cell in own if is_words(cell.text)]
        last = words[-1].text if words else ""
        # Behind the figures a remark may stand.
        label = next((cell.text for cell in reversed(words) if cell.column < left), last)
        added = figures.isdisjoint(own) and not (last and label_key(last) in form.words)
        others = [
            cell
            for cell in own
            if cell.column >= left
            and cell not in figures
            and (cell not in words or not (added or label_key(cell.text) in form.words))
        ]
        numbers = [cell.text.strip() for cell in others]
        if numbers == [f"{at}" for at in range(1, len(others) + 1)] and _numbers_columns(label):
            continue
        for cell in others:
            head = heads.get(cell.column, "")
            if head and label_key(head) not in form.words:
                yield f"“{_one_line(head)}”列"
            elif added and label:
                yield f"“{_one_line(label)}”行"
            elif added and has_number(cell.text):
                yield f"{table}第{row + 1}行"
            elif has_number(cell.text) and label_key(head) in headings:
                yield f"{table}第{cell.column + 1}列"


def _numbers_columns(label: str) -> bool:
    """Whether a row with a label may number the columns: it has none, 栏次, or a sign as 甲."""
    return len(label.strip()) <= 1 or counts_rows(label.strip())


def _one_line(text: str) -> str:
    return "".join(text.split())
