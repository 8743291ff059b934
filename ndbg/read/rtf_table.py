"""Tables of RTF files: their rows as they are defined, and the grid that these make."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ndbg.document.flow import Node, Paragraph, TableNode
from ndbg.document.grid import Grid, GridCell

_ONE = 30  # twentieths of a point that the edges of rows may be off each other
_MOST_COLUMNS = 200

Content = list[Node[None]]


@dataclass(slots=True)
class Definition:
    """How a row is drawn: its left edge, and for each cell its right edge and the marks of merged cells."""

    left: int = 0
    edges: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)

    def cell(self, edge: int) -> None:
        """Define the next cell, up to an edge, with the marks so far."""
        if len(self.edges) < _MOST_COLUMNS:
            self.edges.append((edge, frozenset(self.marks)))
        self.marks.clear()


@dataclass(slots=True)
class OpenTable:
    """A table that is being read: its rows, the cells of the next one, and what the next cell holds so far."""

    rows: list[tuple[Definition, list[Content]]] = field(default_factory=list)
    cells: list[Content] = field(default_factory=list)
    held: Content = field(default_factory=list)

    def end_cell(self) -> None:
        """End a cell."""
        self.cells.append(self.held)
        self.held = []

    def end_row(self, definition: Definition) -> None:
        """End a row; one without cells is none."""
        if self.cells:
            self.rows.append((definition, self.cells))
            self.cells = []

    def node(self) -> TableNode[None]:
        """The table. Where a row has other cells than were defined they stand side by side."""
        edges = (x for row, _ in self.rows for x in (row.left, *(edge for edge, _ in row.edges)))
        stops = _clustered(edges)
        lines: list[list[GridCell[None] | None]] = []
        held: dict[GridCell[None], Sequence[Node[None]]] = {}
        for row, cells in self.rows:
            line: list[GridCell[None] | None] = []
            whole = len(row.edges) == len(cells)
            if whole:
                line += [None] * min(_stop(stops, row.left), _MOST_COLUMNS)
            above = lines[-1] if lines else []
            for at, content in enumerate(cells[:_MOST_COLUMNS]):
                edge, marks = row.edges[at] if whole else (0, frozenset())
                begin = len(line)
                over = above[begin] if begin < len(above) else None
                if "clmrg" in marks and line and line[-1]:
                    cell = line[-1]
                elif "clvmrg" in marks and over:
                    cell = over
                else:
                    text = "\n".join(node.text for node in content if isinstance(node, Paragraph))
                    cell = GridCell(len(lines), begin, text, None)
                    held[cell] = content
                line += [cell] * (max(_stop(stops, edge) - begin, 1) if whole else 1)
            lines.append(line)
        return TableNode.of(Grid(lines), held)


def _clustered(edges: Iterable[int]) -> list[int]:
    """Edges from left to right, those that are one once."""
    stops: list[int] = []
    for edge in sorted(set(edges)):
        if not stops or edge - stops[-1] > _ONE:
            stops.append(edge)
    return stops


def _stop(stops: Sequence[int], edge: int) -> int:
    """The number of the stop that an edge is at."""
    return min(bisect_left(stops, edge - _ONE), _MOST_COLUMNS)
