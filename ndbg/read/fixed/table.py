"""A table on one or more pages: its cells, their edges, and the page of each row."""

from dataclasses import dataclass, field

from ndbg.read.fixed.page import Box
from ndbg.read.fixed.prose import Placed


@dataclass(eq=False, slots=True)
class Cell:
    """A cell of a table: its text as a value, its lines with their pages, the tables in it."""

    text: str = ""
    lines: list[Placed] = field(default_factory=list)
    tables: list["Table"] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Table:
    """A table, or its part on one page: cells by row and column between the edges `xs` and `ys`.

    `page` and `ys` are those of its first page; a table without ruling lines has no `ys`, and `lines` are the lines of
    text that it is made of. `pages` has the page of each row. `goes_on`: it continues the table before it.
    """

    page: int
    xs: list[float]
    ys: list[float]
    rows: list[list[Cell]]
    pages: list[int]
    box: Box
    lines: list[Placed] = field(default_factory=list)
    goes_on: bool = False
