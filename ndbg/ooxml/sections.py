"""A Word document as a sequence of paragraphs and tables, cut into the report's sections."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ndbg.form import FORM
from ndbg.form.titles import headings
from ndbg.grid import Located
from ndbg.ooxml.text import FALLBACK, TBL, Element, P, paragraph_text, w

_PROPERTIES = {w("pPr"), w("rPr"), w("tblPr"), w("trPr"), w("tcPr"), w("sdtPr"), w("tblGrid")}


@dataclass(frozen=True, slots=True)
class Flow:
    """The paragraphs of a document in order, and the tables of the form between them.

    `headings` gives the index of each section's heading, by the section's number.
    """

    items: Sequence[Element]
    texts: Sequence[str]
    headings: dict[str, int]

    def within(self, no: str) -> list[Element]:
        """The paragraphs of a section, up to the next heading or table of the form."""
        start = self.headings[no] + 1
        end = min((i for i in self.headings.values() if i >= start), default=len(self.items))
        table = next((i for i in range(start, end) if self.items[i].tag == TBL), end)
        return list(self.items[start:table])

    def before(self) -> list[Element]:
        """The paragraphs before the first section: title and foreword."""
        end = min(self.headings.values(), default=len(self.items))
        return [item for item in self.items[:end] if item.tag == P]

    def heading(self, no: str) -> Element:
        """The paragraph that is the heading of a section."""
        return self.items[self.headings[no]]


def read_flow(root: Element, located: Located[Element]) -> Flow:
    """Cut a document into sections. Tables that only lay out the page are looked into."""
    form_tables = {id(_table_of(place.cell.payload)) for place in located.places.values()}
    items = list(_items(root, form_tables))
    texts = [paragraph_text(item) if item.tag == P else "" for item in items]
    return Flow(items, texts, headings(texts))


def _table_of(cell: Element) -> Element:
    return next(cell.iterancestors(TBL))


def _items(container: Element, form_tables: Collection[int]) -> Iterator[Element]:
    for child in container:
        if child.tag == P or (child.tag == TBL and id(child) in form_tables):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _PROPERTIES and child.tag != FALLBACK:
            yield from _items(child, form_tables)


def missing_headings(flow: Flow) -> list[str]:
    """The headings of the form that a document lacks, as printed."""
    return [section.heading for section in FORM.sections if section.no not in flow.headings]
