"""Tables as grids, and the place of each figure of the form in them.

A grid is a table as it is seen, with merged cells in all their positions. `locate` finds figures by the labels of the
form, never by position, so that it serves every layout and format, for reading and for writing.
"""

from ndbg.document.grid.cells import Grid, GridCell, Place
from ndbg.document.grid.fit import followed
from ndbg.document.grid.located import Located
from ndbg.document.grid.others import other_lines
from ndbg.document.grid.parts import are_parts, is_column, is_label, left_of_table
from ndbg.document.grid.rows import has_number, is_room, is_words
from ndbg.document.grid.scan import locate, row_meant

__all__ = [
    "Grid",
    "GridCell",
    "Located",
    "Place",
    "are_parts",
    "followed",
    "has_number",
    "is_column",
    "is_label",
    "is_room",
    "is_words",
    "left_of_table",
    "locate",
    "other_lines",
    "row_meant",
]
