"""Add notes to a Word file as comments on the cells or words concerned."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from ndbg.document.document import Document, read_document
from ndbg.document.halves import with_whole_tables
from ndbg.document.titles import read_title
from ndbg.errors import NdbgError
from ndbg.ooxml.body import nodes
from ndbg.ooxml.numbering import numbering_of
from ndbg.ooxml.package import open_package
from ndbg.ooxml.text import Element, P, paragraph_text
from ndbg.report import Report
from ndbg.write.word.document import file_of, open_document

AUTHOR = "ndbg"
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


class Note(NamedTuple):
    """A note and its place: the first of some cells, or words of a paragraph of prose.

    `section` is the section's number, `paragraph` counts its paragraphs from 0, `start` and `end` are
    offsets there. A note whose place is not found goes to the title.
    """

    text: str
    cells: Sequence[str] = ()
    section: str = ""
    paragraph: int | None = None
    start: int = 0
    end: int = 0


def annotate(data: bytes, path: Path, report: Report, notes: Sequence[Note], summary: str) -> bytes:
    """The Word file of a report with notes as comments, and a summary as a comment on the title.

    Comments of an earlier run are replaced, those of people stay; no text is changed.
    Raises NdbgError where the file is no sound Word file.
    """
    document = open_document(data, path)
    _remove_own(document)
    numbers = numbering_of(open_package(data, path)).numbers(document.element)
    content = read_document(list(with_whole_tables(list(nodes(document.element, numbers)))), report.form)
    title = _title(content)
    if title is None:
        raise NdbgError(f"“{path}”里没有可以加批注的文字")
    at_title = [summary]
    placed: list[tuple[Sequence[Run], str]] = []
    for note in notes:
        runs = _cell_runs(content, note) or _word_runs(content, report.agency, note, numbers)
        if runs:
            placed.append((runs, note.text))
        else:
            at_title.append(note.text)
    _comment(document, _all_runs(title), "\n\n".join(at_title))
    for runs, text in placed:
        _comment(document, runs, text)
    return file_of(document, path)


def _comment(document: DocumentType, runs: Sequence[Run], text: str) -> None:
    comment = document.add_comment(runs, text=text, author=AUTHOR, initials=AUTHOR)
    # Without the time of the run, equal input gives equal bytes.
    comment._comment_elm.attrib.pop(qn("w:date"), "")


def _remove_own(document: DocumentType) -> None:
    """Take out the comments of an earlier run with their marks in the text."""
    comments = document.part._comments_part.element
    own = {c.get(qn("w:id")): c for c in comments.iter(qn("w:comment")) if c.get(qn("w:author")) == AUTHOR}
    for comment in own.values():
        comments.remove(comment)
    for mark in list(document.element.iter(*(qn(f"w:{name}") for name in _MARKS))):
        if mark.get(qn("w:id")) not in own:
            continue
        run = mark.getparent()
        run.remove(mark)
        if run.tag == qn("w:r") and all(child.tag == qn("w:rPr") for child in run):
            run.getparent().remove(run)


def _title(content: Document[Element]) -> Element | None:
    """The paragraph of the title; without one, the first with text."""
    filled_paragraphs = [p for p in content.items if p and p.text.strip()]
    titles = [p for p in content.before() if read_title(p.text)]
    found = next(iter((*titles, *filled_paragraphs)), None)
    return found.payload if found else None


# -- where -------------------------------------------------------------------------


def _cell_runs(content: Document[Element], note: Note) -> Sequence[Run]:
    """The runs of the first of the cells that the document has."""
    place = next((content.located.places[id] for id in note.cells if id in content.located.places), None)
    if place is None or note.section:
        return ()
    paragraph = next(place.cell.payload.iter(P), None)
    return () if paragraph is None else _all_runs(paragraph)


def _word_runs(
    content: Document[Element], agency: str, note: Note, numbers: Mapping[Element, str]
) -> Sequence[Run]:
    """The runs of the words of a note; longer runs are split."""
    if note.section not in content.headings or note.paragraph is None:
        return ()
    lines = content.prose(note.section, agency)
    if note.paragraph >= len(lines):
        return _all_runs(content.heading(note.section).payload)
    text, paragraph = lines[note.paragraph]
    # A line is a part of its paragraph, where that has line breaks; a number that Word shows is no text of it.
    number = numbers.get(paragraph.payload, "")
    number = number if text.startswith(number) else ""
    begin = paragraph_text(paragraph.payload).find(text.removeprefix(number))
    start, end = (max(at - len(number), 0) for at in (note.start, note.end))
    words = _cut(paragraph.payload, begin + start, begin + end) if begin >= 0 else []
    return words or _all_runs(paragraph.payload)


def _all_runs(paragraph: Element) -> Sequence[Run]:
    """All runs of a paragraph; one without runs gets an empty run."""
    runs = [run for run in paragraph.iter(qn("w:r")) if _is_shown(run, paragraph)]
    if not runs:
        runs = [OxmlElement("w:r")]
        paragraph.append(runs[0])
    return [_as_run(run) for run in (runs[0], runs[-1])]


# What may hold runs within a paragraph, and marks of comments beside them.
_HOLDERS = {qn(f"w:{name}") for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent")}


def _is_shown(run: Element, paragraph: Element) -> bool:
    """Whether a run is text of the paragraph: not deleted, and not in a text box anchored there."""
    holder = run.getparent()
    while holder is not paragraph and holder is not None and holder.tag in _HOLDERS:
        holder = holder.getparent()
    return holder is paragraph


def _as_run(run: Element) -> Run:
    return Run(run, None)  # type: ignore[arg-type]  # marks need nothing of its parent


def _cut(paragraph: Element, start: int, end: int) -> Sequence[Run]:
    """The runs of the characters from `start` to `end`, split at both."""
    found: list[Element] = []
    at = 0
    for run in [r for r in paragraph.iter(qn("w:r")) if _is_shown(r, paragraph)]:
        length = len("".join(_texts(run)))
        left, right = max(start - at, 0), min(end - at, length)
        at += length
        if left >= right:
            continue
        found.append(_between(run, left, right) if _is_text(run) else run)
    return [_as_run(run) for run in (found[0], found[-1])] if found else []


def _texts(run: Element) -> Iterator[str]:
    for child in run:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:br")):
            yield "\t"


def _is_text(run: Element) -> bool:
    """Whether a run is a single text, which can be split."""
    return [child.tag for child in run if child.tag != qn("w:rPr")] == [qn("w:t")]


def _between(run: Element, left: int, right: int) -> Element:
    """The part of a run between two offsets; the parts before and behind become runs of their own."""
    text = "".join(_texts(run))
    for part, add in ((text[:left], run.addprevious), (text[right:], run.addnext)):
        if part:
            other = deepcopy(run)
            _set(other, part)
            add(other)
    _set(run, text[left:right])
    return run


def _set(run: Element, text: str) -> None:
    element = run.find(qn("w:t"))
    if element is not None:
        element.text = text
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
