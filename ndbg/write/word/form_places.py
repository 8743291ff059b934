"""The places of a Word form: where figures, prose and names go, and the remarks on all else in it."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ndbg.document.document import Document, TableNode, read_document, tables_in
from ndbg.document.grid import GridCell, other_lines
from ndbg.document.halves import with_whole_tables
from ndbg.document.titles import is_blank_title, is_sentence, read_title
from ndbg.document.units import Units, units_of
from ndbg.form import Form
from ndbg.ooxml.body import has_changes, nodes
from ndbg.ooxml.fallback import boxes_stored_twice
from ndbg.ooxml.fields import CONTENTS, fields
from ndbg.ooxml.foreign import remove_foreign
from ndbg.ooxml.mark import PART as MARK_PART
from ndbg.ooxml.mark import add_mark_part, digest
from ndbg.ooxml.numbering import numbered_styles
from ndbg.ooxml.package import Archive, Package, open_package
from ndbg.ooxml.text import (
    TBL,
    Element,
    P,
    T,
    is_removed,
    own_paragraphs,
    paragraph_text,
    paragraphs_with_text,
)
from ndbg.text.patterns import HAN, Pattern
from ndbg.write.word.around import front_of, is_to_sign, notes_of
from ndbg.write.word.cells import colours_beside, ready_cell
from ndbg.write.word.extras import (
    comments_in,
    is_locked,
    notes_in,
    other_cells,
    pictures_in,
    said_in_properties,
)
from ndbg.write.word.filled import Kind, Notice, TemplateError, notices
from ndbg.write.word.holders import objects
from ndbg.write.word.labelled import Labelled, labelled
from ndbg.write.word.marks import FormParagraph, is_live
from ndbg.write.word.offices import offices_in
from ndbg.write.word.parts import (
    Part,
    Side,
    comments_and_people,
    copier_of,
    has_notes,
    live_in,
    sides_of,
    tables_with_text,
)
from ndbg.write.word.prose import Places, part_headings
from ndbg.write.word.refusals import NO_FORM, no_heading, old_sheet, rows_in_one, unfound
from ndbg.write.word.reporter import Offices, reporting
from ndbg.write.word.title import title_lines
from ndbg.write.word.typeset import Measures
from ndbg.write.word.visibility import hidden_styles, let_rows_grow, show_rows
from ndbg.write.word.word_art import TEXT_PATH, word_art, words

_CHARACTERS = Pattern(HAN)
_Tables = Sequence[TableNode[Element]]


class Front(NamedTuple):
    """`before`: the paragraphs before the first section; `front`: those before the title; `notice`: those of a notice."""

    before: Sequence[Element]
    front: Sequence[Element]
    notice: Sequence[Element]


class Cells(NamedTuple):
    """The cells of a form that are written to, each as its one text: of figures, and of groups of rows in one row.

    `labelled` are those for office, year and day. `notices` are on cells beside them that stay as they are, and on objects
    whose place figures take.
    """

    texts: Mapping[str, Element]
    grouped: Mapping[tuple[str, ...], Element]
    labelled: Sequence[Labelled]
    notices: Sequence[Notice]


class FormRemarks(NamedTuple):
    """The notices on a form that do not depend on the report, and what others are made of.

    `properties` are texts in the properties of the file, `units` the units that its tables state.
    """

    notices: Sequence[Notice]
    tracked: bool
    comments: Mapping[str, str]
    pictures: Mapping[str, Element | None]
    properties: tuple[str, ...]
    units: Units


class FormPlaces(NamedTuple):
    """A form read from `path`, with all of its places; `titled` are the offices that its title names.

    `around` are its paragraphs beside figures and prose, `beside` those next to tables of the form and the notes in these,
    `signed` those in these with labels for who signs, `marks` the part that takes the mark of what was filled.
    """

    path: Path
    form: Form
    digest: str
    prose: Places
    front: Front
    titled: tuple[str, ...]
    offices: Offices
    around: Sequence[Element]
    beside: Sequence[Element]
    signed: Sequence[Element]
    cells: Cells
    remarks: FormRemarks
    parts: Sequence[Part]
    marks: Element | None
    archive: Archive
    measures: Measures


def find_places(template: bytes, path: Path, form: Form) -> FormPlaces:
    """Find all places of a form; `path` is for messages.

    Raises TemplateError where a figure, a heading or the title has no place in the form,
    NdbgError where the form is no sound Word file.
    """
    package = open_package(template, path, macros=True)  # which are left out
    foreign = remove_foreign(package)
    root = package.tree(package.document)
    content, tables = _read(root, path, form)
    styles = _styles(package)
    # What prose will replace is settled first: once markers are filled, a signature looks like text.
    front = _front(content)
    titled = offices_in(title_lines([FormParagraph(p) for p in front.before]))
    measures = Measures(root, styles)
    places = Places(content, numbered_styles(styles) if styles is not None else (), measures.size, titled)
    sides = sides_of(package, root, places.replaced)
    said = list(paragraphs_with_text(root))
    offices = _offices(root, said, content, places, titled, sides)
    settled = {*places.replaced, *places.headings.values()}
    # A table within a cell stays, and is looked through.
    figures = {p for cell in _figured(content) for own in own_paragraphs(cell) for p in own.iter(P)}
    # What a fallback says again is written with the box itself.
    again = {p for _, fallback in boxes_stored_twice(root) for p in fallback.iter(P)}
    live = live_in(said, figures | places.replaced | again, offices.all)
    remarks = _remarks(package, root, content, foreign, places, figures)
    cells = _cells(root, content, tables, front, figures | settled, styles)
    let_rows_grow([*_figured(content), *(own.cell for own in cells.labelled), *places.starts, *live])
    parts = _parts(package, root, live, sides)
    within = _in_tables(content, tables)
    add_mark_part(package)
    return FormPlaces(
        path,
        content.form,
        digest(template),
        places,
        front,
        titled,
        offices,
        around=[item.payload for item in content.items if item and item.payload not in settled],
        beside=[
            *_beside_tables(content),
            *(
                p
                for cell in within
                if any(notes_of(cell.text))
                for p in own_paragraphs(cell.payload)
                if p not in settled
            ),
        ],
        signed=[p for cell in within if is_to_sign(cell.text) for p in own_paragraphs(cell.payload)],
        cells=cells,
        remarks=remarks,
        parts=parts,
        marks=package.tree(MARK_PART) if MARK_PART in package.parts else None,
        archive=Archive(package, {*(part.name for part in parts), MARK_PART}),
        measures=measures,
    )


def _read(root: Element, path: Path, form: Form) -> tuple[Document[Element], _Tables]:
    """The form as read, and all of its tables. Raises TemplateError where it lacks places."""
    found = list(nodes(root))
    if part_headings(found, form):
        found = list(nodes(root))
    found = list(with_whole_tables(found))
    content = read_document(found, form)
    if not content.located.places and not content.headings:
        raise TemplateError(path, [NO_FORM])
    if lacking := [*old_sheet(content), *unfound(content), *no_heading(content)]:
        raise TemplateError(path, lacking)
    return content, list(tables_in(found))


def _styles(package: Package) -> Element | None:
    name = f"{package.document.rpartition('/')[0]}/styles.xml"
    return package.tree(name) if name in package.parts else None


def _front(content: Document[Element]) -> Front:
    """What stands before the first section. Whole sentences are those of a notice; a cover has none."""
    front = front_of(content)
    paragraphs = [paragraph.payload for paragraph in front]
    is_notice = any(is_sentence(paragraph.text) for paragraph in front)
    return Front([p.payload for p in content.before()], paragraphs, paragraphs if is_notice else [])


def _offices(
    root: Element,
    said: Sequence[tuple[Element, str]],
    content: Document[Element],
    places: Places,
    titled: Sequence[str],
    sides: Sequence[Side],
) -> Offices:
    """The offices that a form names, in all of its parts; `said` are its paragraphs with their texts."""
    drawn = [words(path) for tree in (root, *(tree for _, tree, _ in sides)) for path in word_art(tree)]
    aside = [text for _, _, own in sides for _, text in own]
    everywhere = [*said, *(each for _, _, own in sides for each in own)]
    return reporting(titled, content, places.below, everywhere, [*aside, *drawn])


def _beside_tables(content: Document[Element]) -> list[Element]:
    """The paragraphs in the sections of tables that are in no table."""
    numbers = (section.no for section in content.form.sections if section.table)
    return [item.payload for no in numbers for item in content.beside(no)]


def _in_tables(content: Document[Element], tables: _Tables) -> list[GridCell[Element]]:
    """The cells of the tables of figures, each once."""
    own = sorted({place.grid for place in content.located.places.values()})
    cells = (cell for at in own for row in tables[at].grid.rows for cell in row if cell)
    return list(dict.fromkeys(cells))


def _figured(content: Document[Element]) -> list[Element]:
    """The cells of figures, and of groups of rows in one row."""
    places = (*content.located.places.values(), *rows_in_one(content.located).values())
    return [place.cell.payload for place in places]


def _cells(
    root: Element,
    content: Document[Element],
    tables: _Tables,
    front: Front,
    written: Collection[Element],
    styles: Element | None,
) -> Cells:
    """The cells that are written to, made ready; `written` are the paragraphs of figures, prose and headings."""
    figured = set(_figured(content))
    titles = {p for p in front.before if read_title(line := paragraph_text(p)) or is_blank_title(line)}
    places = labelled(tables, figured)
    others = other_cells(tables, {*written, *titles}, {own.cell for own in places})
    cells = {id: place.cell.payload for id, place in content.located.places.items()}
    colours = colours_beside(root, set(cells.values()))
    held = [*objects(root), *(("表格", table) for table in tables_with_text(cells.values()))]
    notes = [place.cell.text for place in content.located.places.values()]
    numbered = numbered_styles(styles) if styles is not None else ()
    hidden = hidden_styles(styles) if styles is not None else ()

    show_rows(figured)

    def ready(cell: Element) -> Element:
        return ready_cell(cell, colours, numbered, figured, hidden)

    grouped = {ids: ready(place.cell.payload) for ids, place in rows_in_one(content.located).items()}
    texts = {id: ready(cell) for id, cell in cells.items()}
    replaced = dict.fromkeys(
        (*(name for name, element in held if is_removed(element, root)), *notes_in(notes))
    )
    told = [*notices(Kind.CELL, others), *notices(Kind.REPLACED, replaced)]
    return Cells(texts, grouped, places, told)


def _remarks(
    package: Package,
    root: Element,
    content: Document[Element],
    foreign: tuple[str, ...],
    places: Places,
    figures: Collection[Element],
) -> FormRemarks:
    cells = [place.cell.payload for place in content.located.places.values()]
    written = [*places.starts, *places.headings.values(), *cells, *(p.payload for p in content.before())]
    told = [
        *notices(Kind.FOREIGN, foreign),
        *notices(Kind.OTHER, other_lines(content.located, content.grids)),
        *notices(Kind.CONTENTS, [""] if any(field.kind == CONTENTS for field in fields(root)) else []),
        *notices(Kind.LOCKED, [""] if is_locked(package, written) else []),
    ]
    return FormRemarks(
        told,
        has_changes(root),
        comments_in(package),
        pictures_in(root, {*places.replaced, *figures}),
        said_in_properties(package),
        units_of(content),
    )


def _parts(package: Package, root: Element, live: list[Element], sides: Sequence[Side]) -> Sequence[Part]:
    """The parts that are written to; the document itself is the first."""
    document = Part(package.document, root, live, word_art(root), copier_of(root, P, T, TBL, TEXT_PATH))
    beside = [
        Part(
            name,
            tree,
            [p for p, text in own if is_live(text) or _CHARACTERS.search(text)],
            word_art(tree),
            copier_of(tree, P, T, TEXT_PATH),
        )
        for name, tree, own in sides
    ]
    noted = [Part(name, tree, [], [], copier_of(tree)) for name, tree in comments_and_people(package)]
    return (document, *(part for part in beside if part.live or part.art or has_notes(part.tree)), *noted)
