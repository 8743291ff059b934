"""The parts of a form that are written to: the document, its headers, footers and notes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from ndbg.ooxml.copies import Original
from ndbg.ooxml.fallback import boxes_stored_twice
from ndbg.ooxml.package import Package
from ndbg.ooxml.text import TBL, Element, P, T, paragraphs_with_text, w
from ndbg.write.word.marks import is_live
from ndbg.write.word.offices import names_one

_ID = w("id")
_NOTE_MARKS = {w("footnoteReference"): w("footnote"), w("endnoteReference"): w("endnote")}


class Part(NamedTuple):
    """A part of a form that is written to: its paragraphs with something to replace (`live`), its WordArt (`art`)."""

    name: str
    tree: Element
    live: list[Element]
    art: list[Element]
    original: Original


_Said = Sequence[tuple[Element, str]]  # paragraphs with their texts


def live_in(said: _Said, written: Collection[Element], offices: Collection[str]) -> list[Element]:
    """The paragraphs in which something is replaced or told, without some that are written anew."""
    return [p for p, text in said if p not in written and (is_live(text) or names_one(text, offices))]


# A part beside the text, such as a header: its name, its root, and those of its paragraphs that are seen, with their text.
Side = tuple[str, Element, _Said]


def sides_of(package: Package, root: Element, gone: set[Element]) -> list[Side]:
    """The parts beside the text; notes whose mark is in one of some paragraphs, or nowhere, are not seen."""
    marks = root.iter(*_NOTE_MARKS)
    noted = {
        (_NOTE_MARKS[mark.tag], mark.get(_ID)) for mark in marks if gone.isdisjoint(mark.iterancestors(P))
    }
    sides: list[Side] = []
    for name in package.side_parts():
        tree = package.tree(name)
        again = {p for _, box in boxes_stored_twice(tree) for p in box.iter(P)}
        unseen = {
            p
            for note in tree.iterchildren(*_NOTE_MARKS.values())
            if (note.tag, note.get(_ID)) not in noted
            for p in note.iter(P)
        }
        sides.append(
            (name, tree, [(p, text) for p, text in paragraphs_with_text(tree) if p not in again | unseen])
        )
    return sides


def tables_with_text(cells: Iterable[Element]) -> Iterator[Element]:
    """The tables in some cells that hold any text."""
    tables = (table for cell in cells for table in cell.iter(TBL))
    return (table for table in tables if any((node.text or "").strip() for node in table.iter(T)))
