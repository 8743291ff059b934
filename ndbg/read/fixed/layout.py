"""Assemble paragraphs and tables from pages, across page breaks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from ndbg.document.document import Node, Paragraph, TableNode
from ndbg.document.grid import Grid, GridCell, locate
from ndbg.document.headings import section_named
from ndbg.document.site import is_of_site
from ndbg.form import forms
from ndbg.read.fixed.aligned import aligned, ending
from ndbg.read.fixed.columns import in_columns
from ndbg.read.fixed.drawn import divided, tables_of
from ndbg.read.fixed.lines import Line, lines_of, without_struck_out
from ndbg.read.fixed.over_pages import whole_tables
from ndbg.read.fixed.page import Box, Page
from ndbg.read.fixed.prose import Margins, Placed, margins, paragraphs
from ndbg.read.fixed.ruled import whole
from ndbg.read.fixed.running import (
    without_address,
    without_emphasis,
    without_line_numbers,
    without_running,
    without_watermarks,
)
from ndbg.read.fixed.sheets import side_by_side
from ndbg.read.fixed.side import beside_text
from ndbg.read.fixed.table import Cell, Table


def layout(pages: Sequence[Page]) -> list[Node[str]]:
    """The paragraphs and tables of a document in order; their payload is the place in words."""
    shown = [without_struck_out(page, whole(page.levels)) for page in pages]
    seen = [without_emphasis(without_address(page)) for page in without_watermarks(shown)]
    pages = side_by_side(seen, _holds_figures)
    cleaned = in_columns(beside_text(without_line_numbers(pages)))
    parts = [divided(page) for page in cleaned]
    kept = without_running(cleaned, [lines_of(outside) for outside, _ in parts])
    things: list[tuple[Page, Line | Table]] = []
    for page, lines, (_, drawn) in zip(cleaned, kept, parts, strict=True):
        before = [thing for thing_page, thing in things if thing_page is things[-1][0]]
        things += ((page, thing) for thing in list(_in_order(page, *tables_of(page, lines, drawn), before)))
    things = list(_until_site(things))
    return list(_nodes(whole_tables(things), _margins(things)))


def _holds_figures(page: Page) -> bool:
    """Whether the ruled tables of a page have figures of a form by themselves."""
    tables = tables_of(page, [], divided(page)[1])[1]
    grids = [_grid_node(table, 0).grid for table in tables]
    return any(locate(grids, form).places for form in forms())


def _until_site(things: Iterable[tuple[Page, Line | Table]]) -> Iterator[tuple[Page, Line | Table]]:
    """Lines and tables without site furniture below the report: links, buttons, the registration number."""
    in_last = False
    for page, thing in things:
        if isinstance(thing, Line):
            if in_last and is_of_site(thing.text):
                return
            in_last |= any(section_named(thing.text, form) is form.last_section for form in forms())
        yield page, thing


def _margins(things: Sequence[tuple[Page, Line | Table]]) -> dict[int, Margins]:
    """The margins of the text on pages of each width."""
    by_width: defaultdict[int, list[Placed]] = defaultdict(list)
    for page, thing in things:
        if isinstance(thing, Line):
            by_width[round(page.width)].append(Placed(page.number, thing))
    return {width: margins(lines) for width, lines in by_width.items()}


def _in_order(
    page: Page, lines: Sequence[Line], tables: Sequence[Table], before: Sequence[Line | Table]
) -> Iterator[Line | Table]:
    """The lines and tables of a page from top to bottom, with tables found by alignment in place of their lines.

    `before` are those of the page before.
    """
    for table in sorted(tables, key=lambda table: table.box.top):
        above = [line for line in lines if line.base - line.size <= table.box.top]
        lines = lines[len(above) :]
        yield from _with_aligned_tables(page, above, before)
        yield table
        before = [table]
    yield from _with_aligned_tables(page, lines, before)


def _with_aligned_tables(
    page: Page, lines: Sequence[Line], before: Sequence[Line | Table]
) -> Iterator[Line | Table]:
    """Lines of text, with tables without ruling lines found by alignment in place of theirs; `before` is what precedes them."""
    last = before[-1] if before else None
    for thing in aligned(lines, last.xs if isinstance(last, Table) else (), ending(before)):
        if isinstance(thing, Line):
            yield thing
            continue
        lines_of_table = [Placed(page.number, line) for line in thing.lines]
        rows = [[Cell(text) for text in row] for row in thing.rows]
        box = Box(thing.xs[0], thing.lines[0].base - thing.lines[0].size, thing.xs[-1], thing.lines[-1].base)
        pages = [page.number] * len(rows)
        yield Table(page.number, list(thing.xs), [], rows, pages, box, lines_of_table, thing.goes_on)


def _nodes(
    in_order: Iterable[tuple[Page, Line | Table]], margins_of: Mapping[int, Margins]
) -> Iterator[Node[str]]:
    """Lines joined to paragraphs, by the margins of pages of their width, and tables, numbered in order, as nodes.

    Lines on pages of different widths never make one paragraph.
    """
    number = 0
    for width, things in groupby(
        in_order, lambda one: round(one[0].width) if isinstance(one[1], Line) else None
    ):
        if width is not None:
            lines = [Placed(page.number, thing) for page, thing in things if isinstance(thing, Line)]
            for text in paragraphs(lines, margins_of[width]):
                yield Paragraph(text.text, f"第{text.page}页")
            continue
        for _, thing in things:
            if isinstance(thing, Table):
                number += 1
                yield _grid_node(thing, number)


def _grid_node(table: Table, number: int) -> TableNode[str]:
    """A table as a node."""
    cells: dict[Cell, GridCell[str]] = {}
    rows: list[list[GridCell[str] | None]] = []
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if cell not in cells:
                place = f"第{table.pages[at]}页，第{number}个表格第{at + 1}行第{column + 1}列"
                cells[cell] = GridCell(at, column, cell.text, place)
        rows.append([cells[cell] for cell in row])
    nests = any(cell.tables for cell in cells)
    return TableNode(Grid(rows), partial(_held, table.lines, cells, number), nests=nests)


def _held(
    lines: Sequence[Placed], cells: Mapping[Cell, GridCell[str]], number: int
) -> dict[GridCell[str], list[Node[str]]]:
    """The nodes in each cell of a table; all `lines` of one without ruling lines are in its first cell."""
    held = {cells[cell]: list(_cell_nodes(cell, number)) for cell in cells}
    first = next(iter(held), None)
    return held | ({first: [*_paragraphs(lines)]} if first and lines else {})


def _paragraphs(lines: Sequence[Placed]) -> Iterator[Node[str]]:
    """Lines as paragraphs, by their own margins."""
    for text in paragraphs(lines, margins(lines)):
        yield Paragraph(text.text, f"第{text.page}页")


def _cell_nodes(cell: Cell, number: int) -> Iterator[Node[str]]:
    """The nodes in a cell: paragraphs and nested tables."""
    yield from _paragraphs(cell.lines)
    for table in cell.tables:
        yield _grid_node(table, number)
