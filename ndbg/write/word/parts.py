"""The parts of a form that are written to: the document, its headers, footers and notes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from typing import NamedTuple

from ndbg.ooxml.fallback import boxes_stored_twice
from ndbg.ooxml.package import Package
from ndbg.ooxml.text import TBL, Element, P, T, paragraphs_with_text, remove, w
from ndbg.write.word.marks import is_live, with_rooms
from ndbg.write.word.offices import names_one

_ID, _TYPE, _AUTHOR = w("id"), w("type"), w("author")
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_NOTE_MARKS = {w("footnoteReference"): w("footnote"), w("endnoteReference"): w("endnote")}
_MARKS = {**_NOTE_MARKS, w("commentReference"): w("comment")}


class Part(NamedTuple):
    """A part of a form that is written to: its paragraphs with something to replace (`live`), its WordArt (`art`).

    `copied` copies its tree, and gives the function from an element to that of the copy.
    """

    name: str
    tree: Element
    live: list[Element]
    art: list[Element]
    copied: Callable[[], Callable[[Element], Element]]


def copier_of(root: Element, *tags: str) -> Callable[[], Callable[[Element], Element]]:
    """What copies a tree, which must not be changed: its root and the elements with one of `tags` are found in each copy."""
    numbers = {element: number for number, element in enumerate((root, *root.iter(*tags)))}

    def copied() -> Callable[[Element], Element]:
        copy = deepcopy(root)
        elements = (copy, *copy.iter(*tags))
        return lambda element: elements[numbers[element]]

    return copied


_Said = Sequence[tuple[Element, str]]  # paragraphs with their texts


def live_in(said: _Said, written: Collection[Element], offices: Collection[str]) -> list[Element]:
    """The paragraphs in which something is replaced or told, without some that are written anew."""
    return [
        p
        for p, text in said
        if p not in written and (is_live(with_rooms(p, text)) or names_one(text, offices))
    ]


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


def comments_and_people(package: Package) -> Iterator[tuple[str, Element]]:
    """The parts with comments and with the names of who wrote them."""
    folder = package.document.rpartition("/")[0]
    names = (f"{folder}/{name}.xml" for name in ("comments", "people"))
    return ((name, package.tree(name)) for name in names if name in package.parts)


def has_notes(tree: Element) -> bool:
    """Whether a part has footnotes or endnotes, besides the lines that separate these from the text."""
    return any(note.get(_TYPE) is None for note in tree.iterchildren(*_NOTE_MARKS.values()))


def remove_unmarked(trees: Collection[Element]) -> None:
    """Remove the comments and notes of a file, given by its parts, whose mark is no longer in it, and who wrote none."""
    marked = {(_MARKS[mark.tag], mark.get(_ID)) for tree in trees for mark in tree.iter(*_MARKS)}
    notes = [note for tree in trees for note in tree.iterchildren(*_MARKS.values())]
    for note in notes:
        if note.get(_TYPE) is None and (note.tag, note.get(_ID)) not in marked:
            remove(note)
    people = [person for tree in trees for person in tree.iterchildren(f"{_W15}person")]
    authors = {item.get(_AUTHOR) for tree in trees for item in tree.iter("{*}*")} if people else set()
    for person in people:
        if person.get(f"{_W15}author") not in authors:
            remove(person)


def tables_with_text(cells: Iterable[Element]) -> Iterator[Element]:
    """The tables in some cells that hold any text."""
    tables = (table for cell in cells for table in cell.iter(TBL))
    return (table for table in tables if any((node.text or "").strip() for node in table.iter(T)))
