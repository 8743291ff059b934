"""A table on pages: its cells, between which edges they are, and on which page each row stands."""

from dataclasses import dataclass, field

from ndbg.read.fixed.page import Box
from ndbg.read.fixed.prose import Placed


@dataclass(eq=False, slots=True)
class Cell:
    """A cell of a table: its text as one value and its lines, each with its page."""

    text: str = ""
    lines: list[Placed] = field(default_factory=list)
    tables: list["Table"] = field(default_factory=list)  # that stand in it


@dataclass(eq=False, slots=True)
class Table:
    """A table, or what of it is on one page: cells by row and column between the edges `xs` and `ys`."""

    page: int
    xs: list[float]
    ys: list[float]  # of the first page only; none where the table has no lines
    rows: list[list[Cell]]
    pages: list[int]  # on which each row stands
    box: Box
    said: list[Placed] = field(default_factory=list)  # the lines that a table without lines was
    goes_on: bool = False  # with the table before it
