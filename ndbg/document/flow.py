"""A document as it is read from top to bottom, cut into the sections of the report.

Every format gives its paragraphs and tables as nodes; what they are in their file is
their payload. Tables that hold figures of the form end a section; tables that only lay
out the page are read through.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.blanks import says_something
from ndbg.document.foreword import foreword_in
from ndbg.document.grid import Grid, Located, locate
from ndbg.document.headings import headings, heads_table, section_named
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

    `read` gives the content on demand; `nests`: it may hold tables.
    """

    grid: Grid[T]
    read: Callable[[], Sequence["Node[T]"]]
    nests: bool = True

    @classmethod
    def of(cls, grid: Grid[T], inside: Sequence["Node[T]"]) -> "TableNode[T]":
        """A table with the content of its cells known."""
        return cls(grid, lambda: inside, bool(inside))

    @cached_property
    def inside(self) -> Sequence["Node[T]"]:
        """The content of the cells."""
        return self.read()


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
        """The paragraphs of a section in tables that hold no sentence: statistics, signatures. They are no prose."""
        others = self.in_other_tables(self.headings[no])
        of = {item: table for item, table in zip(self.items, self.tables, strict=True) if item}
        said = [paragraph for paragraph in self.within(no) if paragraph in others and paragraph.text.strip()]
        with_sentences = {of[paragraph] for paragraph in said if paragraph.text.rstrip().endswith("。")}
        return [paragraph for paragraph in said if of[paragraph] not in with_sentences]

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
    tables = list(_tables(nodes))
    located = locate((table.grid for table in tables), form)
    again = (place for places in located.repeated.values() for place in places)
    of_form = {tables[place.grid] for place in (*located.places.values(), *again)}
    found = list(_items(nodes, of_form, None))
    known = {section for item, _ in found if item and (section := section_named(item.text, form))}
    lacking = [section for section in form.sections if section.table and section not in known]
    if lacking and any(next(_headings_in(table.grid, lacking, form), None) for table in of_form):
        found = list(_items(nodes, of_form, None, lambda grid: _headings_in(grid, lacking, form)))
    items = [item for item, _ in found]
    texts = [item.text if item else "" for item in items]
    return Flow(items, [table for _, table in found], headings(texts, form), located)


def _tables(nodes: Iterable[Node[T]]) -> Iterator[TableNode[T]]:
    for node in nodes:
        if isinstance(node, TableNode):
            yield node
            if node.nests:
                yield from _tables(node.inside)


def _headings_in(grid: Grid[T], sections: Sequence[Section], form: Form) -> Iterator[Paragraph[T]]:
    """The headings of some sections that stand in a table, each alone in its row."""
    for row in range(len(grid.rows)):
        cells = [cell for cell in grid.across(row) if cell.row == row and cell.text.strip()]
        if len(cells) == 1 and section_named(cells[0].text, form) in sections:
            yield Paragraph(cells[0].text, cells[0].payload)


def _items(
    nodes: Iterable[Node[T]],
    of_form: set[TableNode[T]],
    table: TableNode[T] | None,
    heads: Callable[[Grid[T]], Iterable[Paragraph[T]]] = lambda _: (),
) -> Iterator[tuple[Paragraph[T] | None, TableNode[T] | None]]:
    """The paragraphs in order, `None` where a table of the form is, behind the headings that stand in it."""
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node, table
        elif node in of_form:
            for heading in heads(node.grid):
                yield heading, table
            yield None, table
        else:
            frame = len({cell for row in node.grid.rows for cell in row}) == 1
            yield from _items(node.inside, of_form, table if frame else node, heads)
