"""Tables of RTF files: the definitions of their rows, and the grid that these make."""

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from ndbg.document.document import Node, Paragraph, TableNode
from ndbg.document.grid import Grid, GridCell
from ndbg.read.clusters import clusters

_TOLERANCE = 30  # twips (twentieths of a point) by which edges of one column may differ
_MOST_COLUMNS = 200

Content = list[Node[None]]
_Line = list[GridCell[None] | None]


@dataclass(slots=True)
class RowDefinition:
    """The definition of a row: its left edge, and for each cell the right edge and its words on merged cells.

    Edges are in twips. `merges` are the words on the next cell (`clmgf`, `clvmrg`).
    """

    left: int = 0
    cells: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    merges: set[str] = field(default_factory=set)

    def end_cell(self, edge: int) -> None:
        """Define the next cell, which ends at an edge."""
        if len(self.cells) < _MOST_COLUMNS:
            self.cells.append((edge, frozenset(self.merges)))
        self.merges.clear()


@dataclass(slots=True)
class OpenTable:
    """A table that is being read: its rows, the cells of the open row, the content of the open cell."""

    rows: list[tuple[RowDefinition, list[Content]]] = field(default_factory=list)
    cells: list[Content] = field(default_factory=list)
    held: Content = field(default_factory=list)

    def end_cell(self) -> None:
        """End a cell."""
        self.cells.append(self.held)
        self.held = []

    def end_row(self, definition: RowDefinition) -> None:
        """End a row; one without cells is left out."""
        if self.cells:
            self.rows.append((definition, self.cells))
            self.cells = []

    def node(self) -> TableNode[None]:
        """The table. The cells of a row that has another number of them than its definition are one column each."""
        edges = (x for row, _ in self.rows for x in (row.left, *(edge for edge, _ in row.cells)))
        stops = [stop for stop, *_ in clusters(edges, int, _TOLERANCE)]
        lines: list[_Line] = []
        held: dict[GridCell[None], Sequence[Node[None]]] = {}
        for row, cells in self.rows:
            above = lines[-1] if lines else []
            as_defined = len(row.cells) == len(cells)
            line: _Line = [None] * _stop(stops, row.left) if as_defined else []
            for at, content in enumerate(cells[:_MOST_COLUMNS]):
                edge, merges = row.cells[at] if as_defined else (0, frozenset())
                cell = _continued(merges, line, above)
                if cell is None:
                    text = "\n".join(node.text for node in content if isinstance(node, Paragraph))
                    cell = GridCell(len(lines), len(line), text, None)
                    held[cell] = content
                line += [cell] * (max(_stop(stops, edge) - len(line), 1) if as_defined else 1)
            lines.append(line)
        return TableNode.of(Grid(lines), held)


def _continued(merges: Set[str], line: _Line, above: _Line) -> GridCell[None] | None:
    """The cell to the left or above that the next cell of a line continues; None where it continues none."""
    if "clmrg" in merges and line and line[-1]:
        return line[-1]
    return above[len(line)] if "clvmrg" in merges and len(line) < len(above) else None


def _stop(stops: Sequence[int], edge: int) -> int:
    """The index of the stop that an edge is at, at most `_MOST_COLUMNS`."""
    return min(bisect_left(stops, edge - _TOLERANCE), _MOST_COLUMNS)
