"""A document from top to bottom, cut into the sections of the report.

Every reader gives paragraphs and tables as nodes; their `payload` is the object of the file's format. A table with
figures of the form ends the text of its section; the paragraphs in all other tables are read as text. In a table that
holds a whole report, headings of sections stand in rows of their own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby, pairwise
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.blanks import says_something
from ndbg.document.foreword import foreword_in, site_ahead
from ndbg.document.grid import Grid, GridCell, Located, Place, has_number, left_of_table, locate
from ndbg.document.headings import headings, heads_table, is_caption, is_known_heading, section_named
from ndbg.document.titles import is_page_number, is_sentence, is_signature, prose_of
from ndbg.form import Form, Section

T = TypeVar("T")


class Paragraph(Generic[T]):
    """A paragraph: its text and its object in the file. It is never changed."""

    __slots__ = ("payload", "text")

    def __init__(self, text: str, payload: T) -> None:
        self.text = text
        self.payload = payload


class TableNode(Generic[T]):
    """A table: its grid, and the nodes in its cells.

    `read` gives the nodes of the cells, from top to bottom, when they are first asked for; a cell may be missing whose
    text is all that the format has of it. `nests`: cells may hold tables.
    """

    def __init__(
        self,
        grid: Grid[T],
        read: Callable[[], Mapping[GridCell[T], Sequence["Node[T]"]]],
        *,
        nests: bool = True,
    ) -> None:
        self.grid = grid
        self.read = read
        self.nests = nests

    @classmethod
    def of(cls, grid: Grid[T], held: Mapping[GridCell[T], Sequence["Node[T]"]]) -> "TableNode[T]":
        """A table of which the nodes in the cells are known already."""
        return cls(grid, lambda: held, nests=any(held.values()))

    @cached_property
    def held(self) -> Mapping[GridCell[T], Sequence["Node[T]"]]:
        """The nodes in each cell."""
        return self.read()

    @property
    def inside(self) -> Sequence["Node[T]"]:
        """The nodes in all cells, in order."""
        return [node for nodes in self.held.values() for node in nodes]

    def within(self, cell: GridCell[T]) -> Sequence["Node[T]"]:
        """The nodes in a cell; its text as a paragraph where there are none."""
        return self.held.get(cell) or [Paragraph(cell.text, cell.payload)]


Node = Paragraph[T] | TableNode[T]


class Foreword(NamedTuple, Generic[T]):
    """The lines of a foreword, each with its paragraph, and lines of which it is doubtful whether they are of it."""

    lines: Sequence[tuple[str, Paragraph[T]]]
    doubtful: Sequence[str]


class Document(NamedTuple, Generic[T]):
    """The paragraphs of a document in order, with None in place of each table of the form.

    `tables` has the table that each is in, or None; a table of one cell is only a frame and does not count.
    `headings` has the index of each section's heading, by the section's number; `grids` all tables, as `Place.grid`
    numbers them.
    """

    items: Sequence[Paragraph[T] | None]
    tables: Sequence[TableNode[T] | None]
    headings: Mapping[str, int]
    located: Located[T]
    grids: Sequence[Grid[T]]

    @property
    def form(self) -> Form:
        """The form by which the document was read."""
        return self.located.form

    @property
    def absurd_cells(self) -> list[Place[T]]:
        """The first cell of an absurd width in each table that has one and no figure of the form."""
        read = {place.grid for place in self.located.places.values()}
        return [
            Place(at, cell) for at, grid in enumerate(self.grids) if at not in read and (cell := grid.absurd)
        ]

    def within(self, no: str) -> list[Paragraph[T]]:
        """The paragraphs of a section, up to the next heading or table of the form."""
        start = self.headings[no] + 1
        end = min((i for i in self.headings.values() if i >= start), default=len(self.items))
        found: list[Paragraph[T]] = []
        for item in self.items[start:end]:
            if item is None:
                # Right above a table stands its own heading, that of an annex for example.
                while found and (not found[-1].text.strip() or heads_table(found[-1].text, self.form)):
                    found.pop()
                break
            found.append(item)
        return found

    def prose(self, no: str, agency: str) -> list[tuple[str, Paragraph[T]]]:
        """The lines of a section's prose, each with its paragraph."""
        lines = self._lines(no)
        if no == self.form.sections[0].no:
            lines = lines[site_ahead([text for text, _ in lines]) :]
        lines = lines[len(self.left_of_table(no)) :]
        last = no == self.form.last_section.no
        return [lines[at] for at in prose_of([text for text, _ in lines], agency, last=last)]

    def _lines(self, no: str) -> list[tuple[str, Paragraph[T]]]:
        """The lines of a section, without those in tables of data, each with its paragraph."""
        beside = set(self.in_data_tables(no))
        return [
            (line.strip(), paragraph)
            for paragraph in self.within(no)
            for line in paragraph.text.split("\n")
            if paragraph not in beside
        ]

    def left_of_table(self, no: str) -> list[str]:
        """The lines at the head of a section that are left of the table before it, of which figures are missing."""
        lost = {self.form.cells[id].table for id in self.located.missing}
        at = next(at for at, section in enumerate(self.form.sections) if section.no == no)
        if not at or self.form.sections[at - 1].table not in lost or no not in self.headings:
            return []
        texts = [text for text, _ in self._lines(no)]
        return texts[: left_of_table(texts)]

    def below(self, agency: str) -> list[str]:
        """The lines of the last section below its prose, without those of the signature."""
        no = self.form.last_section.no
        lines = [line.strip() for paragraph in self.within(no) for line in paragraph.text.split("\n")]
        end = max(prose_of(lines, agency, last=True), default=-1) + 1
        written = (line for line in lines[end:] if says_something(line) and not is_page_number(line))
        return [line for line in written if not is_signature(line, agency)]

    def beside(self, no: str) -> list[Paragraph[T]]:
        """The paragraphs before and behind the table of the form in a section that has one."""
        start = self.headings[no] + 1
        end = min((i for i in self.headings.values() if i >= start), default=len(self.items))
        within = zip(self.items[start:end], self.tables[start:end], strict=True)
        return [item for item, table in within if item and table is self.tables[self.headings[no]]]

    def in_other_tables(self, at: int) -> set[Paragraph[T]]:
        """The paragraphs that are in another table than the item at an index; in any table where that is in none."""
        table = self.tables[at]
        return {
            item for item, found in zip(self.items, self.tables, strict=True) if item and found is not table
        }

    def in_data_tables(self, no: str) -> list[Paragraph[T]]:
        """The paragraphs of a section in tables without a sentence (statistics, signatures), and their captions.

        They are no prose.
        """
        others = self.in_other_tables(self.headings[no])
        table_of = {item: table for item, table in zip(self.items, self.tables, strict=True) if item}
        written = [paragraph for paragraph in self.within(no) if paragraph.text.strip()]
        with_sentences = {
            table_of[paragraph] for paragraph in written if paragraph.text.rstrip().endswith("。")
        }
        data = [paragraph in others and table_of[paragraph] not in with_sentences for paragraph in written]
        if not any(data):
            return []
        caption = [is_caption(paragraph.text) and paragraph not in others for paragraph in written]
        for at in range(len(written) - 1, 0, -1):
            data[at - 1] |= data[at] and caption[at - 1]
        for at in range(1, len(written)):
            data[at] |= data[at - 1] and caption[at]
        return [paragraph for paragraph, is_data in zip(written, data, strict=True) if is_data]

    def own(self, no: str) -> list[Paragraph[T]]:
        """The paragraphs of a section that are in no table, or in the one that its heading is in."""
        beside = self.in_other_tables(self.headings[no])
        return [paragraph for paragraph in self.within(no) if paragraph not in beside]

    def before(self) -> list[Paragraph[T]]:
        """The paragraphs before the first section: title and foreword."""
        end = min(self.headings.values(), default=len(self.items))
        return [item for item in self.items[:end] if item]

    def foreword(self, title_end: int, agency: str) -> "Foreword[T]":
        """The foreword: lines between the title and the first section.

        `title_end` is the index in `before` of the first paragraph behind the title, 0 where there is no title. In a
        table, other than one that holds the sections too, only whole sentences count.
        """
        beside = self.in_other_tables(min(self.headings.values())) if self.headings else set()
        found = [
            (text, paragraph)
            for paragraph in self.before()[title_end:]
            for line in paragraph.text.split("\n")
            if (text := line.strip()) and (paragraph not in beside or is_sentence(text))
        ]
        lines, doubtful = foreword_in([text for text, _ in found], agency, titled=title_end > 0)
        return Foreword([found[at] for at in lines], [found[at][0] for at in doubtful])

    def heading(self, no: str) -> Paragraph[T]:
        """The heading of a section, which the document must have."""
        at = self.headings[no]
        return next(item for item in self.items[at : at + 1] if item)


def read_document(nodes: Sequence[Node[T]], form: Form) -> Document[T]:
    """Cut a document into the sections of a form, and locate the form's figures in its tables."""
    tables = list(tables_in(nodes))
    located = locate((table.grid for table in tables), form)
    again = (place for places in located.repeated.values() for place in places)
    of_form = {tables[place.grid] for place in (*located.places.values(), *again)}
    found = list(_items(nodes, of_form, None, partial(_opened, sections=(), form=form)))
    known = {section for item, _ in found if item and (section := section_named(item.text, form))}
    lacking = [section for section in form.sections if section not in known]
    if lacking and any(_headed(table.grid, lacking, form) for table in of_form):
        found = list(_items(nodes, of_form, None, partial(_opened, sections=lacking, form=form)))
    items = [item for item, _ in found]
    texts = [item.text if item else "" for item in items]
    at = [index for index, item in enumerate(items) if item is None]
    return Document(
        items,
        [table for _, table in found],
        headings(texts, form, at),
        located,
        [table.grid for table in tables],
    )


def tables_in(nodes: Iterable[Node[T]]) -> Iterator[TableNode[T]]:
    """All tables, each before those in its cells: the order by which `locate` numbers them."""
    for node in nodes:
        if isinstance(node, TableNode):
            yield node
            if node.nests:
                yield from tables_in(node.inside)


def _items(
    nodes: Iterable[Node[T] | None],
    of_form: set[TableNode[T]],
    table: TableNode[T] | None,
    opened: Callable[[TableNode[T]], Iterable[Node[T] | None]],
) -> Iterator[tuple[Paragraph[T] | None, TableNode[T] | None]]:
    """The items of a `Document`, each with its table. `opened` gives the content of a table of the form."""
    for node in nodes:
        if not isinstance(node, TableNode):
            yield node, table
        elif node in of_form:
            yield from _items(opened(node), of_form, table, opened)
        else:
            yield from _items(node.inside, of_form, table if node.grid.only else node, opened)


# -- a table of the form that also holds sections of the report ------------------


def _opened(table: TableNode[T], sections: Sequence[Section], form: Form) -> Iterator[Node[T] | None]:
    """The content of a table of the form: those of `sections` whose headings it holds, and None in place of figures.

    Rows above the first of these headings count as figures, unless it is that of the report's first section.
    """
    headed = _headed(table.grid, sections, form)
    figures = next(iter(headed.values()), None) is not form.sections[0]
    for start, end in pairwise(sorted({0, *headed, len(table.grid.rows)})):
        if section := headed.get(start):
            heading, *others = _beginning(table.grid, start)
            yield from _heading(table, heading, form)
            figures = section.table is not None
            yield from (node for cell in others if not figures for node in table.within(cell))
        if figures:
            yield None
        else:
            yield from _content(table, range(start + (section is not None), end))


def _headed(grid: Grid[T], sections: Sequence[Section], form: Form) -> dict[int, Section]:
    """The rows of a table that begin with the heading of one of some sections.

    Other cells of the row hold no number; of a section of prose there is at most one other cell.
    """
    found: dict[int, Section] = {}
    for row in range(len(grid.rows)):
        text, *others = [cell.text for cell in _beginning(grid, row) if cell.text.strip()] or [""]
        section = section_named(text, form) or section_named(text.split("\n")[0], form)
        if section is None or section not in sections or any(map(has_number, others)):
            continue
        if section.table or len(others) <= 1:
            found[row] = section
    return found


def _beginning(grid: Grid[T], row: int) -> list[GridCell[T]]:
    """The cells that begin in a row."""
    return [cell for cell in grid.across(row) if cell.row == row]


def _heading(table: TableNode[T], cell: GridCell[T], form: Form) -> Sequence[Node[T]]:
    """The nodes in a cell with a heading; a heading of several lines is one paragraph."""
    held = table.within(cell)
    first = next((node for node in held if isinstance(node, Paragraph) and node.text.strip()), None)
    if first is None:  # the cell goes on from a page on which it has no text
        return [Paragraph(cell.text, cell.payload)]
    has_text_too = is_known_heading(first.text, form) or "。" in cell.text
    return held if has_text_too else [Paragraph(cell.text, first.payload)]


def _content(table: TableNode[T], rows: Iterable[int]) -> Iterator[Node[T]]:
    """The content of some rows of a table: rows of one cell as text, others as tables."""
    for several, group in groupby(rows, key=lambda row: len(_filled(table, row)) > 1):
        found = list(group)
        cells = [cell for row in found for cell in _filled(table, row)]
        if several:
            grid = Grid([table.grid.rows[row] for row in found])
            yield TableNode.of(grid, {cell: table.within(cell) for cell in cells})
        else:
            yield from (node for cell in cells for node in table.within(cell))


def _filled(table: TableNode[T], row: int) -> list[GridCell[T]]:
    """The cells that begin in a row and are not empty; also an empty one that is the only one."""
    own = _beginning(table.grid, row)
    tables = {cell for cell in own if any(isinstance(node, TableNode) for node in table.held.get(cell, ()))}
    return [cell for cell in own if cell.text.strip() or cell in tables or len(own) == 1]
