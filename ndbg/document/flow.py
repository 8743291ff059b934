"""A document as it is read from top to bottom, cut into the sections of the report.

Every format gives its paragraphs and tables as nodes; what they are in their file is
their payload. Tables that hold figures of the form end a section; tables that only lay
out the page are read through. A table may be both: one that holds the whole report has the
headings of sections in rows of its own, and what stands below them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby, pairwise
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.blanks import says_something
from ndbg.document.foreword import foreword_in
from ndbg.document.grid import Grid, GridCell, Located, has_number, locate
from ndbg.document.headings import headings, heads_table, is_caption, is_known_heading, section_named
from ndbg.document.titles import is_page_number, is_sentence, is_signature, prose_of
from ndbg.form import Form, Section

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph(Generic[T]):
    """A line of text, and what it is in its file."""

    text: str
    payload: T


@dataclass(frozen=True, eq=False)
class TableNode(Generic[T]):
    """A table: its grid, and what its cells hold, paragraph by paragraph.

    `read` gives the content of cells on demand, from top to bottom, without those cells of which the format tells
    no more than their text; `nests`: they may hold tables.
    """

    grid: Grid[T]
    read: Callable[[], Mapping[GridCell[T], Sequence["Node[T]"]]]
    nests: bool = True

    @classmethod
    def of(cls, grid: Grid[T], held: Mapping[GridCell[T], Sequence["Node[T]"]]) -> "TableNode[T]":
        """A table with the content of its cells known."""
        return cls(grid, lambda: held, any(held.values()))

    @cached_property
    def held(self) -> Mapping[GridCell[T], Sequence["Node[T]"]]:
        """The content of each cell."""
        return self.read()

    @property
    def inside(self) -> Sequence["Node[T]"]:
        """The content of all cells, in order."""
        return [node for nodes in self.held.values() for node in nodes]

    def within(self, cell: GridCell[T]) -> Sequence["Node[T]"]:
        """The content of a cell, at least its text."""
        return self.held.get(cell) or [Paragraph(cell.text, cell.payload)]


Node = Paragraph[T] | TableNode[T]


class Foreword(NamedTuple, Generic[T]):
    """The lines of a foreword, each with the paragraph that it stands in, and those that may be of it or not."""

    lines: Sequence[tuple[str, Paragraph[T]]]
    doubtful: Sequence[str]


class Flow(NamedTuple, Generic[T]):
    """The paragraphs of a document in order; `None` stands where a table of the form is.

    `tables` gives the table in which each stands, if any; a frame of one cell is none.
    `headings` gives the index of each section's heading, by the section's number.
    """

    items: Sequence[Paragraph[T] | None]
    tables: Sequence[TableNode[T] | None]
    headings: Mapping[str, int]
    located: Located[T]

    @property
    def form(self) -> Form:
        """The form by which the document was read."""
        return self.located.form

    def within(self, no: str) -> list[Paragraph[T]]:
        """The paragraphs of a section, up to the next heading or table of the form."""
        start = self.headings[no] + 1
        end = min((i for i in self.headings.values() if i >= start), default=len(self.items))
        found: list[Paragraph[T]] = []
        for item in self.items[start:end]:
            if item is None:
                # What stands right above a table is its own heading: that of an annex, say.
                while found and (not found[-1].text.strip() or heads_table(found[-1].text, self.form)):
                    found.pop()
                break
            found.append(item)
        return found

    def prose(self, no: str, agency: str) -> list[tuple[str, Paragraph[T]]]:
        """The lines of a section's prose, each with its paragraph."""
        beside = set(self.in_data_tables(no))
        lines = [
            (line.strip(), paragraph)
            for paragraph in self.within(no)
            for line in paragraph.text.split("\n")
            if paragraph not in beside
        ]
        last = no == self.form.last_section.no
        return [lines[at] for at in prose_of([text for text, _ in lines], agency, last=last)]

    def below(self, agency: str) -> list[str]:
        """The lines of the last section that stand below the report's signature and are none themselves."""
        no = self.form.last_section.no
        lines = [line.strip() for paragraph in self.within(no) for line in paragraph.text.split("\n")]
        end = max(prose_of(lines, agency, last=True), default=-1) + 1
        said = (line for line in lines[end:] if says_something(line) and not is_page_number(line))
        return [line for line in said if not is_signature(line, agency)]

    def beside(self, no: str) -> list[Paragraph[T]]:
        """The paragraphs of a section that has a table of the form: what is said before and behind it."""
        start = self.headings[no] + 1
        end = min((i for i in self.headings.values() if i >= start), default=len(self.items))
        within = zip(self.items[start:end], self.tables[start:end], strict=True)
        return [item for item, table in within if item and table is self.tables[self.headings[no]]]

    def in_other_tables(self, at: int) -> set[Paragraph[T]]:
        """The paragraphs in another table than the one at an index, or in one where that is in none."""
        table = self.tables[at]
        return {
            item for item, found in zip(self.items, self.tables, strict=True) if item and found is not table
        }

    def in_data_tables(self, no: str) -> list[Paragraph[T]]:
        """The paragraphs of a section in tables that hold no sentence: statistics, signatures. They are no prose.

        Neither are the captions beside such tables.
        """
        others = self.in_other_tables(self.headings[no])
        of = {item: table for item, table in zip(self.items, self.tables, strict=True) if item}
        said = [paragraph for paragraph in self.within(no) if paragraph.text.strip()]
        with_sentences = {of[paragraph] for paragraph in said if paragraph.text.rstrip().endswith("。")}
        data = [paragraph in others and of[paragraph] not in with_sentences for paragraph in said]
        if not any(data):
            return []
        caption = [is_caption(paragraph.text) and paragraph not in others for paragraph in said]
        for at in range(len(said) - 1, 0, -1):
            data[at - 1] |= data[at] and caption[at - 1]
        for at in range(1, len(said)):
            data[at] |= data[at - 1] and caption[at]
        return [paragraph for paragraph, beside in zip(said, data, strict=True) if beside]

    def own(self, no: str) -> list[Paragraph[T]]:
        """The paragraphs of a section that are its prose, not the content of some table beside it."""
        beside = self.in_other_tables(self.headings[no])
        return [paragraph for paragraph in self.within(no) if paragraph not in beside]

    def before(self) -> list[Paragraph[T]]:
        """The paragraphs before the first section: title and foreword."""
        end = min(self.headings.values(), default=len(self.items))
        return [item for item in self.items[:end] if item]

    def foreword(self, title_end: int, agency: str) -> "Foreword[T]":
        """The lines between the title, which ends before the paragraph `title_end` (0: there is none), and the first section.

        Of what stands in a table that does not hold the sections only whole sentences count.
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
        """The heading of a section that has one."""
        at = self.headings[no]
        return next(item for item in self.items[at : at + 1] if item)

    @property
    def missing_headings(self) -> list[str]:
        """The headings of the form that the document lacks, as printed."""
        return [section.heading for section in self.form.sections if section.no not in self.headings]


def read_flow(nodes: Sequence[Node[T]], form: Form) -> Flow[T]:
    """Find the figures of a form in a document's tables, and the sections around them."""
    tables = list(tables_in(nodes))
    located = locate((table.grid for table in tables), form)
    again = (place for places in located.repeated.values() for place in places)
    of_form = {tables[place.grid] for place in (*located.places.values(), *again)}
    found = list(_items(nodes, of_form, None, partial(_apart, sections=(), form=form)))
    known = {section for item, _ in found if item and (section := section_named(item.text, form))}
    lacking = [section for section in form.sections if section not in known]
    if lacking and any(_headed(table.grid, lacking, form) for table in of_form):
        found = list(_items(nodes, of_form, None, partial(_apart, sections=lacking, form=form)))
    items = [item for item, _ in found]
    texts = [item.text if item else "" for item in items]
    at = [index for index, item in enumerate(items) if item is None]
    return Flow(items, [table for _, table in found], headings(texts, form, at), located)


def tables_in(nodes: Iterable[Node[T]]) -> Iterator[TableNode[T]]:
    """All tables, in order, each before those in its cells; in this order `locate` counts them."""
    for node in nodes:
        if isinstance(node, TableNode):
            yield node
            if node.nests:
                yield from tables_in(node.inside)


def _items(
    nodes: Iterable[Node[T] | None],
    of_form: set[TableNode[T]],
    table: TableNode[T] | None,
    apart: Callable[[TableNode[T]], Iterable[Node[T] | None]],
) -> Iterator[tuple[Paragraph[T] | None, TableNode[T] | None]]:
    """The paragraphs in order, each with its table; of a table of the form what `apart` gives."""
    for node in nodes:
        if not isinstance(node, TableNode):
            yield node, table
        elif node in of_form:
            yield from _items(apart(node), of_form, table, apart)
        else:
            yield from _items(node.inside, of_form, table if node.grid.only else node, apart)


# -- a table that holds more of a report than figures ----------------------------


def _apart(table: TableNode[T], sections: Sequence[Section], form: Form) -> Iterator[Node[T] | None]:
    """What a table of the form holds: `None` where figures are, and all of the sections whose headings stand in it.

    What stands above the first of them is told where that is the report's first.
    """
    headed = _headed(table.grid, sections, form)
    figures = next(iter(headed.values()), None) is not form.sections[0]
    for start, end in pairwise(sorted({0, *headed, len(table.grid.rows)})):
        if section := headed.get(start):
            heading, *beside = _own(table.grid, start)
            yield from _heading(table, heading, form)
            figures = section.table is not None
            yield from (node for cell in beside if not figures for node in table.within(cell))
        if figures:
            yield None
        else:
            yield from _said(table, range(start + (section is not None), end))


def _headed(grid: Grid[T], sections: Sequence[Section], form: Form) -> dict[int, Section]:
    """The rows of a table that are headed by some sections.

    The heading stands alone in its row, above what it heads or before it, or before one cell of prose or names of
    columns.
    """
    found: dict[int, Section] = {}
    for row in range(len(grid.rows)):
        text, *others = [cell.text for cell in _own(grid, row) if cell.text.strip()] or [""]
        section = section_named(text, form) or section_named(text.split("\n")[0], form)
        if section is None or section not in sections or any(map(has_number, others)):
            continue
        if section.table or len(others) <= 1:
            found[row] = section
    return found


def _own(grid: Grid[T], row: int) -> list[GridCell[T]]:
    """The cells that begin in a row."""
    return [cell for cell in grid.across(row) if cell.row == row]


def _heading(table: TableNode[T], cell: GridCell[T], form: Form) -> Sequence[Node[T]]:
    """The heading in a cell, as one paragraph where it takes several lines, and what else stands there."""
    held = table.within(cell)
    first = next(node for node in held if isinstance(node, Paragraph) and node.text.strip())
    more = is_known_heading(first.text, form) or "。" in cell.text
    return held if more else [Paragraph(cell.text, first.payload)]


def _said(table: TableNode[T], rows: Iterable[int]) -> Iterator[Node[T]]:
    """What some rows of a table say: those of one cell are text, others are tables."""
    for several, group in groupby(rows, key=lambda row: len(_filled(table, row)) > 1):
        found = list(group)
        cells = [cell for row in found for cell in _filled(table, row)]
        if several:
            grid = Grid([table.grid.rows[row] for row in found])
            yield TableNode.of(grid, {cell: table.within(cell) for cell in cells})
        else:
            yield from (node for cell in cells for node in table.within(cell))


def _filled(table: TableNode[T], row: int) -> list[GridCell[T]]:
    """The cells that begin in a row and hold anything; a blank one that is alone there."""
    own = _own(table.grid, row)
    tables = {cell for cell in own if any(isinstance(node, TableNode) for node in table.held.get(cell, ()))}
    return [cell for cell in own if cell.text.strip() or cell in tables or len(own) == 1]
