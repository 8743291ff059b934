"""Tables drawn with `+`, `-` and `|` in text, as pandoc writes those with merged cells (its "grid tables").

Positions in a line are counted in places, of which a Chinese character takes two. A drawing with any fault, such as a
line cut short or a cell that is no rectangle, is not read as a table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from ndbg.document.document import TableNode
from ndbg.document.grid import Grid, GridCell
from ndbg.read.laid_out import LaidOut
from ndbg.text.markdown import plain

_OUTLINE = re.compile(r"\+(?:[-=:]+\+)+")
_EDGES = re.compile(r"\+[-=:+ ]*\+")
_RULER = re.compile(r"[-=:]{2,}")
_MOST_COLUMNS = 100
_WIDE = ("WF", "WFA")  # East Asian widths of characters with two places; programs differ on “ and ” (A)


@dataclass(slots=True, eq=False)
class _Cell:
    """A cell while it is read: its first row and column, and the pieces of its text with their lines."""

    row: int
    column: int
    pieces: list[tuple[int, str]]


class _Band(NamedTuple):
    """The lines between two rulers, and the ruler above, place by place; `first` is the number of the first line."""

    ruler: Sequence[str]
    lines: Sequence[Sequence[str]]
    first: int


def ruled_tables(lines: Sequence[str]) -> Iterator[LaidOut]:
    """The tables drawn in some lines, in order."""
    numbered = enumerate((line.strip() for line in lines), 1)
    for drawn, group in groupby(numbered, key=lambda one: one[1][:1] in ("+", "|")):
        drawing = list(group)
        texts = [text for _, text in drawing]
        if drawn and _OUTLINE.fullmatch(texts[0]) and _OUTLINE.fullmatch(texts[-1]):
            rows = next((rows for wide in _WIDE if (rows := _rows(texts, wide, drawing[0][0]))), None)
            if rows:
                yield LaidOut(TableNode.of(Grid(rows), {}), drawing[0][0], drawing[-1][0])


def _rows(texts: Sequence[str], wide: str, first: int) -> list[list[GridCell[int]]] | None:
    """The rows of a drawing, of which `first` is the number of the first line; None where it has a fault."""
    spread = [_spread(text, wide) for text in texts]
    edges = sorted(
        {at for text in texts if _EDGES.fullmatch(text) for at, sign in enumerate(text) if sign == "+"}
    )
    if len({len(places) for places in spread}) > 1 or len(edges) > _MOST_COLUMNS:
        return None
    rows: list[list[_Cell]] = []
    for band in _bands(spread, edges, first):
        row = _row(band, edges, rows)
        if row is None:
            return None
        rows.append(row)
    cells = {cell: _grid_cell(cell) for row in rows for cell in row}
    return [[cells[cell] for cell in row] for row in rows]


def _grid_cell(cell: _Cell) -> GridCell[int]:
    pieces = [(line, text) for line, text in cell.pieces if text] or cell.pieces[:1]
    return GridCell(cell.row, cell.column, "\n".join(text for _, text in pieces), pieces[0][0])


def _spread(text: str, wide: str) -> list[str]:
    """A line place by place: a wide character is in the first of its two, the second is empty."""
    return [place for sign in text for place in ((sign, "") if east_asian_width(sign) in wide else (sign,))]


def _bands(spread: Sequence[Sequence[str]], edges: Sequence[int], first: int) -> Iterator[_Band]:
    rulers = [
        at
        for at, places in enumerate(spread)
        if any(_is_ruler(places, left, right) for left, right in pairwise(edges))
    ]
    for above, below in pairwise(rulers):
        yield _Band(spread[above], spread[above + 1 : below], first + above + 1)


def _is_ruler(places: Sequence[str], left: int, right: int) -> bool:
    return bool(_RULER.fullmatch("".join(places[left + 1 : right])))


def _row(band: _Band, edges: Sequence[int], above: Sequence[Sequence[_Cell]]) -> list[_Cell] | None:
    """The cells of a band; a cell without a ruler above it continues that of the row above. None for a faulty band."""
    walls = [{places[edge] in ("|", "+") for places in band.lines} for edge in edges]
    bounds = [at for at, wall in enumerate(walls) if True in wall]
    if any(len(wall) != 1 for wall in walls) or bounds[0] != 0 or bounds[-1] != len(edges) - 1:
        return None
    row: list[_Cell] = []
    for begin, end in pairwise(bounds):
        ruled = {_is_ruler(band.ruler, *pair) for pair in pairwise(edges[begin : end + 1])}
        if ruled == {True}:
            cell = _Cell(len(above), begin, [])
        elif ruled == {False} and above and _covers(above[-1], begin, end):
            cell = above[-1][begin]
            cell.pieces.append((band.first - 1, _piece(band.ruler, edges[begin], edges[end]).strip("+ ")))
        else:
            return None
        cell.pieces += [
            (number, _piece(places, edges[begin], edges[end]))
            for number, places in enumerate(band.lines, band.first)
        ]
        row += [cell] * (end - begin)
    return row


def _covers(row: Sequence[_Cell], begin: int, end: int) -> bool:
    """Whether one cell covers just the columns from `begin` to before `end` of a row."""
    cell = row[begin]
    return all(one is cell for one in row[begin:end]) and cell not in (*row[:begin], *row[end:])


def _piece(places: Sequence[str], left: int, right: int) -> str:
    return plain("".join(places[left + 1 : right]).strip())
