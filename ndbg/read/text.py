"""Read a report from plain text or Markdown, as it was copied out of a page or a PDF.

Such text has lost how its tables were drawn. A row counts only where it has its label
and just as many values as the form has columns; a row that was cut is not guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ndbg.flow import Node, Paragraph, TableNode
from ndbg.form import FORM, Block, Line
from ndbg.form.labels import bare, readings
from ndbg.form.titles import section_named
from ndbg.grid import Grid, GridCell, row_meant
from ndbg.read.assemble import assemble
from ndbg.read.numbers import read_number
from ndbg.read.source import MEGABYTE, decode, read_bytes
from ndbg.report import Origin, Report, Why

MOST_BYTES = 4 * MEGABYTE
_RULER = re.compile(r"\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*")
# A backslash takes what follows it for itself, so it is looked for first.
_MARKUP = re.compile(r"\\(?P<sign>[\\`*_\[\]<>|~&#=+.)-])|^\s*(?:#{1,6}\s+|>\s*)|\*\*|__(?=\S)")
_PIPE = re.compile(r"(?<!\\)\|")
_BY_SPACES = re.compile(r"(?P<label>\S.*?\D)\s+(?P<values>\d[\d,.]*(?:\s+\d[\d,.]*)*)\s*")


def read_text(path: Path) -> Report:
    """Read the report in a text file. Raises NdbgError where it is none."""
    text, notes = decode(read_bytes(path, MOST_BYTES), path)
    lines = text.split("\n")
    report = assemble(
        list(_nodes(lines)),
        path,
        lambda place: Origin(place.cell.payload, 0, len(lines[place.cell.payload - 1])),
        notes,
    )
    return replace(report, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that is a row of a table: where it stands, its labels, its values."""

    line: int
    labels: tuple[str, ...]
    values: tuple[str, ...]


def _nodes(lines: Sequence[str]) -> Iterator[Node[int]]:
    """Lines of prose as paragraphs, lines of tables as tables with the form's own heads."""
    rows: list[_Row] = []
    for number, line in enumerate(lines, 1):
        row = _row(line, number)
        if row:
            rows.append(row)
            continue
        text = _plain(line)
        if section_named(text):
            yield from _tables(rows)
            rows = []
        if text and not _RULER.fullmatch(line):
            yield Paragraph(text, number)
    yield from _tables(rows)


def _row(line: str, number: int) -> _Row | None:
    """A line as a row of a table; None where it is a line of text."""
    cells = _cells(line)
    if cells is None:
        return None
    while cells and not cells[-1]:
        cells.pop()
    last = max((i for i, cell in enumerate(cells) if cell and not _is_value(cell)), default=-1)
    values = cells[last + 1 :]
    while values and not values[0]:
        values.pop(0)  # what is left of merged cells between the label and the first value
    labels = tuple(cell for cell in cells[: last + 1] if cell)
    return _Row(number, labels, tuple(values))


def _cells(line: str) -> list[str] | None:
    if _RULER.fullmatch(line) and "|" in line:
        return []
    if len(_PIPE.findall(line)) > 1:
        return [_plain(cell) for cell in _PIPE.split(line.strip().strip("|"))]
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    spaced = _BY_SPACES.fullmatch(line.strip())
    if spaced and row_meant(spaced["label"]):
        return [spaced["label"], *spaced["values"].split()]
    return None


def _plain(text: str) -> str:
    """A text without the signs of Markdown."""
    return _MARKUP.sub(lambda match: match["sign"] or "", text).strip()


def _is_value(cell: str) -> bool:
    reading = read_number(cell, decimal=True)
    return reading.value is not None or reading.why is Why.BLANK


def _tables(rows: Sequence[_Row]) -> Iterator[TableNode[int]]:
    """The tables of the form of which rows are there, with their heads, whose order is fixed."""
    words = {key for row in rows for text in row.labels for key in readings(text)}
    for block in (block for table in FORM.tables for block in table.blocks):
        named = sum(bool(column.label.keys() & words) for column in block.columns)
        if 2 * named < len(block.columns) or not all(_in_order(row, block) for row in rows):
            continue  # what the columns are, or in which order, cannot be told
        body = [row for row in rows if _line_of(row, block) is not None]
        if body:
            head = list(_head(block, body[0].line))
            grid = head + [_body(row, block, len(head) + at) for at, row in enumerate(body)]
            yield TableNode(Grid(grid), ())


def _in_order(row: _Row, block: Block) -> bool:
    """Whether the names of columns in a row, and of groups of columns, stand in the form's order."""
    order: dict[str, int] = {}
    for at, column in enumerate(block.columns):
        for key in (*column.label.keys(), *(bare(group) for group in column.label.under)):
            order.setdefault(key, at)
    found = [order[key] for text in row.labels if (key := bare(text)) in order]
    # Names that recur in several groups say nothing of the order.
    return found == sorted(found) or len(set(found)) < len(found)


def _line_of(row: _Row, block: Block) -> Line | None:
    """The row of a block that a line is."""
    if not block.rows[0].id:
        whole = not row.labels and len(row.values) == len(block.columns)
        return block.rows[0] if whole else None
    meant = row_meant(row.labels[-1]) if row.labels else None
    return meant[1] if meant and meant[0] is block else None


def _head(block: Block, line: int) -> Iterator[list[GridCell[int] | None]]:
    """The head of a block as the form has it, a level a row."""
    paths = [(*column.label.under, column.label.text) for column in block.columns]
    for level in range(max(len(path) for path in paths)):
        texts = [path[min(level, len(path) - 1)] for path in paths]
        yield [None, *(GridCell(level, at, text, line) for at, text in enumerate(texts, 1))]


def _body(row: _Row, block: Block, number: int) -> list[GridCell[int] | None]:
    """A row with its values, or with its label alone where some are missing."""
    label = GridCell(number, 0, row.labels[-1], row.line) if row.labels else None
    values = row.values if len(row.values) == len(block.columns) else ()
    return [label, *(GridCell(number, at, value, row.line) for at, value in enumerate(values, 1))]
