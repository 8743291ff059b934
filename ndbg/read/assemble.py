"""Assemble a Report from the paragraphs and tables of a document of any format."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.about import NO_METADATA, Metadata
from ndbg.document.blanks import is_prompt
from ndbg.document.cards import with_cards
from ndbg.document.closing import closes
from ndbg.document.document import Document, Foreword, Node, Paragraph, TableNode
from ndbg.document.grid import Grid, GridCell, Place, followed
from ndbg.document.halves import with_whole_tables
from ndbg.document.headings import is_known_heading, section_named, split_at_headings, whole_headings
from ndbg.document.titles import is_sentence
from ndbg.document.units import units_of
from ndbg.errors import NdbgError
from ndbg.form import Form, distinctive_labels, superseded_labels
from ndbg.form.naming import name_table
from ndbg.read.figures import Figures, read_figures
from ndbg.read.identity import Identity, day_of_publication, identify
from ndbg.read.latest import read_latest
from ndbg.read.source import FORBIDDEN, forbidden
from ndbg.report import FINGERPRINT, Figure, Heading, Origin, Outline, Prose, Report, Source, too_long
from ndbg.text.labels import label_key
from ndbg.text.normalise import normalise

T = TypeVar("T")


def assemble(
    nodes: Sequence[Node[T]] | Callable[[Form], Sequence[Node[T]]],
    path: Path,
    origin: Callable[[Place[T]], Origin],
    notes: Sequence[str] = (),
    line: Callable[[T], int] | None = None,
    labels: Sequence[str] = (),
    metadata: Metadata = NO_METADATA,
) -> Report:
    """The report in a document.

    `nodes` are the paragraphs and tables of the document, or a function that gives them for a form, where the reader
    needs its labels. Figures are found by the labels of the form that the document follows; what is not certain is in
    `Report.unread`. `origin` gives the place of a cell in the words of the format; `line` the line of a paragraph, in
    formats that have lines. `labels` are further labels in the file, where the reader has lost some of those that only
    one form has. `metadata` is what the file states of the report outside its text.
    """
    read, near = followed(
        partial(_read, nodes, path, metadata),
        lambda by: by.document.located,
        lambda by: by.identity.year,
    )
    superseded = superseded_labels(
        dict.fromkeys((*read.document.located.distinctive, *labels)), read.identity.year
    )
    figures = read_figures(read.document.located, origin, units_of(read.document).other)
    foreword = _foreword(read)
    on_form = _notes_on_form(read.document.form, superseded, near)
    source = Source(
        path,
        notes=(*notes, *read.notes, *on_form, *_notes_on_parts(read, figures, foreword)),
        outline=_outline(read.document, read.identity, superseded, line),
    )
    return _report(read, foreword, source, figures, metadata, line)


def _report(
    read: "_Read[T]",
    foreword: Foreword[T],
    source: Source,
    figures: Figures,
    metadata: Metadata,
    line: Callable[[T], int] | None,
) -> Report:
    """The report in a document that was read, with its foreword and figures."""
    document, identity = read.document, read.identity
    return Report(
        source=source,
        form=document.form,
        agency=identity.agency,
        year=identity.year,
        published=day_of_publication(document, metadata),
        preface=_as_prose(foreword.lines, line),
        prose={s.no: _prose(document, s.no, identity.agency, line) for s in document.form.prose_sections},
        figures=figures.figures,
        unread=tuple(figures.unread),
        sums=figures.sums,
        other_rows=tuple(figures.other_rows),
    )


class _Read(NamedTuple, Generic[T]):
    """A document read by a form, and whose report it is.

    `notes` are on the whole document, `notes_on_years` on the reports of other years in it.
    """

    document: Document[T]
    identity: Identity
    notes: tuple[str, ...]
    notes_on_years: tuple[str, ...]


def _foreword(read: _Read[T]) -> Foreword[T]:
    """The text between title and first section; empty where there is no section."""
    document, identity = read.document, read.identity
    return document.foreword(identity.end, identity.agency) if document.headings else Foreword((), ())


def _read(
    nodes: Sequence[Node[T]] | Callable[[Form], Sequence[Node[T]]], path: Path, metadata: Metadata, form: Form
) -> _Read[T]:
    """Read a document by a form. Raises NdbgError where it is far larger than any report."""
    content = nodes(form) if callable(nodes) else nodes
    refuse_endless(content, path)
    cleaned, notes = _cleaned(content)
    apart = list(with_headings_apart(cleaned, form))
    document, notes_on_years = read_latest(list(with_cards(list(with_whole_tables(apart)), form)), form)
    return _Read(document, identify(document, metadata, path.stem), notes, notes_on_years)


def _notes_on_parts(read: _Read[T], figures: Figures, foreword: Foreword[T]) -> Iterator[str]:
    """The notes on how tables, titles and texts were read, and on what was left out."""
    yield from _note_on_copies(read.document, figures.figures)
    yield from figures.notes
    yield from _notes_on_spans(read.document)
    yield from read.identity.notes
    yield from _note_on_foreword(foreword.doubtful)
    yield from read.notes_on_years
    yield from _notes_on_tables(read.document)
    yield from _note_on_text_below(read.document, read.identity.agency)


# A report has some ten thousand characters, a hundred paragraphs and five hundred cells; a page with one may have a few
# times as many.
_MOST_TEXT, _LONGEST_TEXT = 500_000, 100_000  # characters of a document, of a paragraph or cell
MOST_FILLED, _MOST_PARAGRAPHS = 8000, 10_000  # cells and paragraphs that are not blank


def refuse_endless(nodes: Sequence[Node[T]], path: Path) -> None:
    """Raise NdbgError where a document is far larger than any report."""
    characters = 0
    filled = {Paragraph: 0, GridCell: 0}
    for piece in _pieces(nodes):
        length = len(piece.text)
        if not length:
            continue
        characters += length
        filled[type(piece)] += 1
        if characters > _MOST_TEXT or length > _LONGEST_TEXT or filled[Paragraph] > _MOST_PARAGRAPHS:
            raise NdbgError(f"“{path}”里的文字太多，不像是一份报告，没有读；请只留下报告再试")
        if filled[GridCell] > MOST_FILLED:
            raise NdbgError(f"“{path}”里的表格太多、太大，不像是一份报告，没有读；请只留下报告的表格再试")


def _cleaned(nodes: Sequence[Node[T]]) -> tuple[Sequence[Node[T]], tuple[str, ...]]:
    """The nodes with look-alike characters normalised and U+FFFD for each forbidden one; a note where there was any."""
    written = "".join(piece.text for piece in _pieces(nodes))
    marked = forbidden(written)
    if not marked and normalise(written) == written:
        return nodes, ()
    cells: dict[GridCell[T], GridCell[T]] = {}

    def clean(text: str) -> str:
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", normalise(lines))

    def cell(old: GridCell[T]) -> GridCell[T]:
        # A merged cell is one object in several places of the grid.
        return cells.setdefault(old, old.with_text(clean(old.text)))

    def node(old: Node[T]) -> Node[T]:
        if isinstance(old, Paragraph):
            return Paragraph(clean(old.text), old.payload)
        grid = Grid([[item and cell(item) for item in row] for row in old.grid.rows])
        held = {cell(item): [node(inner) for inner in inside] for item, inside in old.held.items()}
        return TableNode.of(grid, held)

    note = "文件里有看不见的字符，读出的文字里写成了“\N{REPLACEMENT CHARACTER}”，请核对"
    return [node(old) for old in nodes], (note,) if marked else ()


def with_headings_apart(nodes: Iterable[Node[T]], form: Form) -> Iterator[Node[T]]:
    """The nodes of a document with paragraphs split so that each heading of a section is one of its own."""
    for node in _with_whole_headings(nodes, form):
        if isinstance(node, Paragraph) and len(pieces := split_at_headings(node.text, form)) > 1:
            yield from (Paragraph(piece, node.payload) for piece in pieces)
        elif isinstance(node, TableNode):
            yield TableNode(node.grid, partial(_held_apart, node, form), nests=node.nests)
        else:
            yield node


def _with_whole_headings(nodes: Iterable[Node[T]], form: Form) -> Iterator[Node[T]]:
    """The nodes of a document with each heading of several paragraphs as one."""
    for is_text, group in groupby(nodes, lambda node: isinstance(node, Paragraph)):
        if not is_text:
            yield from group
            continue
        run = [node for node in group if isinstance(node, Paragraph)]
        done = 0
        for start, end, text in whole_headings([node.text for node in run], form):
            yield from run[done:start]
            yield Paragraph(text, run[start].payload)
            done = end
        yield from run[done:]


def _held_apart(table: TableNode[T], form: Form) -> dict[GridCell[T], list[Node[T]]]:
    return {cell: list(with_headings_apart(inside, form)) for cell, inside in table.held.items()}


def _pieces(nodes: Iterable[Node[T]]) -> Iterator[Paragraph[T] | GridCell[T]]:
    """The paragraphs and cells in order, then, of a table that may hold tables, the content of its cells."""
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node
        else:
            for row in range(len(node.grid.rows)):
                yield from node.grid.across(row)
            if node.nests:
                yield from _pieces(node.inside)


def _notes_on_form(form: Form, superseded: Sequence[str], near: Sequence[Form]) -> Iterator[str]:
    """The notes on an old form, by its labels, and on forms between which it is not certain (`near`)."""
    if superseded:
        old = distinctive_labels()[label_key(superseded[0])][-1]
        read = "已按它读取" if old is form else "只读了现行表式里的部分"
        yield f"表格里有“{superseded[0]}”，这是 {old.first_year} 年的旧表式；{read}"
    if near:
        names = "、".join(candidate.name for candidate in near)
        yield f"表格里{names}的行和列都有，分不清用的是哪一个，按{form.name}读取，请核对"


def _note_on_text_below(document: Document[T], agency: str) -> Iterator[str]:
    """A note where there is a sentence below the signature that is no note, contact or enclosure."""
    below = document.below(agency) if document.form.last_section.no in document.headings else []
    sentences = [line for line in below if is_sentence(line) and not closes(line)]
    if sentences:
        yield f"落款下面还有文字（“{sentences[0][:_LONGEST_QUOTE]}”），没有读作正文"


def _note_on_copies(document: Document[T], figures: Mapping[str, Figure]) -> Iterator[str]:
    read = {document.form.cells[id].table for id in document.located.copies if id in figures}
    if read:
        named = "、".join(name_table(table) for table in document.form.tables if table.id in read)
        yield f"{named}出现了不止一次，几处一样的数已读取"


def _outline(
    document: Document[T], identity: Identity, superseded: Sequence[str], line: Callable[[T], int] | None
) -> Outline:
    texts = (item.text.strip() for item in document.items if item)
    prompts = {
        section.no: tuple(p.text.strip() for p in document.in_data_tables(section.no) if is_prompt(p.text))
        for section in document.form.prose_sections
        if section.no in document.headings
    }
    below = document.below(identity.agency) if document.form.last_section.no in document.headings else ()
    return Outline(
        titles=identity.titles,
        headings=tuple(_headings(document)),
        superseded=tuple(superseded),
        beside=dict(_beside_tables(document, line)),
        fingerprints=tuple(text for text in texts if FINGERPRINT.fullmatch(text)),
        below=tuple(below),
        opening=_opening(document),
        prompts=prompts,
        titled_outside=identity.titled_outside,
    )


def _beside_tables(document: Document[T], line: Callable[[T], int] | None) -> Iterator[tuple[str, Prose]]:
    """The sentences in sections that have a table of the form, by the number of the section."""
    for section in document.form.sections:
        if section.table and section.no in document.headings:
            sentences = [
                (text, p) for p in document.beside(section.no) if (text := p.text.strip()).endswith("。")
            ]
            prose = _as_prose(sentences, line)
            if prose.text:
                yield section.no, prose


_MOST_OPENING = 4  # lines of `Outline.opening`
_LONGEST_QUOTE = 60  # characters of a line that is quoted
_MOST_QUOTED = 3  # lines or cells that a note quotes


def _opening(document: Document[T]) -> tuple[str, ...]:
    """The first lines of a document with text."""
    lines = (line for item in document.items if item for line in item.text.split("\n") if line.strip())
    return tuple(" ".join(line.split())[:_LONGEST_QUOTE] for line in islice(lines, _MOST_OPENING))


def _headings(document: Document[T]) -> Iterator[Heading]:
    """The headings, and lines that repeat one in a known wording; lines that only resemble a heading read are text."""
    number_at = {at: no for no, at in document.headings.items()}
    for at, item in enumerate(document.items):
        section = section_named(item.text, document.form) if item else None
        if section and item and section.no in document.headings and at not in number_at:
            section = section if is_known_heading(item.text, document.form) else None
        if item and (no := section.no if section else number_at.get(at)):
            yield Heading(no, " ".join(item.text.split()))


def _notes_on_spans(document: Document[T]) -> Iterator[str]:
    """A note on each table that was not read and has a cell of an absurd width, where figures are missing."""
    for place in document.absurd_cells if document.located.missing else ():
        yield f"{place}合并的列数大得不正常，这张表格认不准，请改正这一格"


def _note_on_foreword(doubtful: Sequence[str]) -> Iterator[str]:
    """A note where lines may be of the foreword and were not read as such."""
    if doubtful:
        quoted = "”“".join(line[:_LONGEST_QUOTE] for line in doubtful[:_MOST_QUOTED])
        yield f"标题和第一部分之间的“{quoted}”没有读作引言，请看一看"


def _notes_on_tables(document: Document[T]) -> Iterator[str]:
    """A note for each prose section with a table, or with the rest of one at its beginning, that was not read as text."""
    for section in document.form.prose_sections:
        if left_over := " ".join(document.left_of_table(section.no)):
            yield f"“{section.heading}”开头的“{left_over[:_LONGEST_QUOTE]}”像是上面表格里的，没有读作正文"
        if section.no in document.headings and (in_tables := document.in_data_tables(section.no)):
            first = " ".join(" ".join(p.text.split()) for p in in_tables[:_MOST_QUOTED])
            yield f"“{section.heading}”里有表格（“{first}…”），没有读作正文"


def _prose(document: Document[T], no: str, agency: str, line: Callable[[T], int] | None) -> Prose:
    return _as_prose(document.prose(no, agency), line) if no in document.headings else Prose()


def _as_prose(found: Sequence[tuple[str, Paragraph[T]]], line: Callable[[T], int] | None) -> Prose:
    text = "\n".join(text for text, _ in found)
    if much := too_long(text):
        raise NdbgError(f"文件里有一部分的正文{much}，不像是一份报告")
    return Prose(text, text, tuple(line(paragraph.payload) for _, paragraph in found) if line else ())
