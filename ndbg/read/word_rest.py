"""The visible lines and pictures of a Word report that are no figure, prose or title; `verify` compares them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from lxml.etree import QName

from ndbg.document.document import Document, Node, Paragraph, TableNode, read_document
from ndbg.document.grid import GridCell
from ndbg.document.halves import with_whole_tables
from ndbg.document.titles import is_page_number, titles_in
from ndbg.form import Form, Measure
from ndbg.ooxml.body import nodes
from ndbg.ooxml.mark import Mark, read_mark
from ndbg.ooxml.package import open_package
from ndbg.ooxml.pictures import Picture, pictures
from ndbg.ooxml.text import Element, P, paragraph_text
from ndbg.read.assemble import with_headings_apart
from ndbg.read.numbers import read_number

WORD_FILES = (".docx", ".dotx", ".docm", ".dotm")


class Where(Enum):
    """The part of a report that a line is in."""

    BEFORE = "before"
    HEADING = "heading"
    SECTION = "section"
    CLOSING = "closing"
    TABLE = "table"
    LABELS = "labels"
    SIDE = "side"


class Line(NamedTuple):
    """A line: its cells, or one cell outside of tables, and its place.

    `section` is the number of its section or, on the side, the kind of part, such as `hdr`; `table` and `row` are those of a table that is not the form's, counted
    from 1. For a table of the form, the line has the labels of a row.
    """

    cells: tuple[str, ...]
    where: Where
    section: str = ""
    table: int = 0
    row: int = 0

    @property
    def key(self) -> str:
        """The line without blanks."""
        return "|".join("".join(cell.split()) for cell in self.cells)

    @property
    def text(self) -> str:
        """The line as it is shown."""
        return " ".join(" ".join(cell.split()) for cell in self.cells if cell.strip())


@dataclass(frozen=True, slots=True)
class Rest:
    """The rest of a Word report, the prose that is in no table, and the mark that `fill` left in the file.

    `prose` has the paragraphs of each section by its number.
    """

    prose: Mapping[str, tuple[str, ...]]
    lines: tuple[Line, ...]
    pictures: tuple[Picture, ...]
    mark: Mark | None


def read_rest(data: bytes, path: Path, form: Form, agency: str) -> Rest:
    """Read the rest of a Word report, which is in `form`.

    Raises NdbgError where it is no sound Word file; `path` is for messages.
    """
    package = open_package(data, path, macros=True)
    apart = list(with_headings_apart(nodes(package.tree(package.document)), form))
    document_nodes = list(with_whole_tables(apart))
    content = read_document(document_nodes, form)
    side = package.side_parts()
    shown = [picture for part in (package.document, *side) for picture in pictures(package, part)]
    lines = [*_lines(content, agency), *_labels(document_nodes, content)]
    for part in side:
        tree = package.tree(part)
        for paragraph in tree.iter(P):
            text = paragraph_text(paragraph).strip()
            if text and not is_page_number(text):
                lines.append(Line((text,), Where.SIDE, QName(tree).localname))
    prose = {no: tuple(text for text, _ in _prose(content, no, agency)) for no in content.headings}
    return Rest(prose, tuple(lines), tuple(shown), read_mark(package))


def _prose(content: Document[Element], no: str, agency: str) -> list[tuple[str, Paragraph[Element]]]:
    """The prose of a section outside of tables."""
    of_section = set(content.own(no))
    return [(line, paragraph) for line, paragraph in content.prose(no, agency) if paragraph in of_section]


def _lines(content: Document[Element], agency: str) -> Iterator[Line]:
    """The lines outside of the form's tables that are not title, foreword or prose."""
    report_lines = _report_lines(content, agency)
    heads = {at: no for no, at in content.headings.items()}
    numbers: dict[TableNode[Element], int] = {}
    section, last = "", content.form.last_section.no
    for at, (item, table) in enumerate(zip(content.items, content.tables, strict=True)):
        section = heads.get(at, section)
        if item is None:
            continue
        if at in heads:
            yield Line((item.text,), Where.HEADING, section)
        elif table is not None and not _holds_report(content, table, report_lines):
            if table not in numbers:
                numbers[table] = len(numbers) + 1
                yield from _rows(table, section, numbers[table])
        else:
            where = Where.CLOSING if section == last else Where.SECTION if section else Where.BEFORE
            for line in item.text.split("\n"):
                if report_lines[item, line.strip()]:
                    report_lines[item, line.strip()] -= 1
                elif line.strip() and not is_page_number(line):
                    yield Line((line.strip(),), where, section)


_LinesOf = Counter[tuple[Paragraph[Element], str]]


def _report_lines(content: Document[Element], agency: str) -> _LinesOf:
    """The lines of title, foreword and prose: how often each is in its paragraph."""
    line_counts: _LinesOf = Counter()
    before = content.before()
    titles = list(titles_in([paragraph.text for paragraph in before]))
    for title in titles:
        for paragraph in before[title.lines.start : title.lines.stop]:
            line_counts.update((paragraph, line.strip()) for line in paragraph.text.split("\n"))
    title_end = max((title.lines.stop for title in titles), default=0)
    line_counts.update((paragraph, line) for line, paragraph in content.foreword(title_end, agency).lines)
    for section in content.form.prose_sections:
        if section.no in content.headings:
            line_counts.update((paragraph, line) for line, paragraph in _prose(content, section.no, agency))
    return line_counts


def _holds_report(content: Document[Element], table: TableNode[Element], report_lines: _LinesOf) -> bool:
    """Whether a table is only layout: it holds a heading, a table of the form or one of the report's lines."""
    inside = [item for item, owner in zip(content.items, content.tables, strict=True) if owner is table]
    paragraphs = {paragraph for paragraph, _ in report_lines}
    heads = {content.heading(no) for no in content.headings}
    return any(item is None or item in paragraphs or item in heads for item in inside)


def _rows(table: TableNode[Element], section: str, number: int) -> Iterator[Line]:
    for at in range(len(table.grid.rows)):
        cells = tuple(cell.text for cell in table.grid.across(at))
        if any(cell.strip() for cell in cells):
            yield Line(cells, Where.TABLE, section, number, at + 1)


def _labels(document_nodes: list[Node[Element]], content: Document[Element]) -> Iterator[Line]:
    """The labels in the form's tables, row by row, without numbers, and without paragraphs that are read as text."""
    figures = {place.cell.payload for place in content.located.places.values()}
    read_as_text = {item.payload for item in content.items if item}
    for table in _tables(document_nodes):
        grid = table.grid
        if not any(cell.payload in figures for at in range(len(grid.rows)) for cell in grid.across(at)):
            continue
        for at in range(len(grid.rows)):
            label_cells = (cell for cell in grid.across(at) if cell.row == at and cell.payload not in figures)
            cells = tuple(
                cell.text
                for cell in label_cells
                if not _is_number(cell.text)
                and not any(node.payload in read_as_text for node in _paragraphs(table, cell))
            )
            if cells:
                yield Line(cells, Where.LABELS)


def _paragraphs(table: TableNode[Element], cell: GridCell[Element]) -> Iterator[Paragraph[Element]]:
    return (node for node in table.within(cell) if isinstance(node, Paragraph))


def _is_number(text: str) -> bool:
    reading = read_number(text, Measure.AMOUNT)
    return not text.strip() or reading.value is not None or bool(reading.instead)


def _tables(nodes: list[Node[Element]]) -> Iterator[TableNode[Element]]:
    for node in nodes:
        if isinstance(node, TableNode):
            yield node
            yield from _tables(list(node.inside))
