"""Stamp the headers of a draft, with python-docx."""

from collections.abc import Iterator
from pathlib import Path

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section, _Header
from docx.shared import Pt, RGBColor

from ndbg.write.word.document import file_of, open_document

_RED = RGBColor(0xC0, 0x00, 0x00)


def stamp_headers(data: bytes, path: Path, word: str) -> bytes:
    """Add a word to the headers of all pages of a Word file; what they hold stays."""
    document = open_document(data, path)
    even = document.settings.odd_and_even_pages_header_footer
    for number, section in enumerate(document.sections):
        for header in _headers(section, even=even):
            # A header that is none of its own shows that of the section before.
            if number and header.is_linked_to_previous:
                continue
            _stamp(header, word)
    return file_of(document, path)


def _headers(section: Section, *, even: bool) -> Iterator[_Header]:
    yield section.header
    if section.different_first_page_header_footer:
        yield section.first_page_header
    if even:
        yield section.even_page_header


def _stamp(header: _Header, word: str) -> None:
    header.is_linked_to_previous = False
    paragraphs = header.paragraphs
    if not paragraphs:
        paragraph = header.add_paragraph()
    elif paragraphs[0].text.strip():
        paragraph = paragraphs[0].insert_paragraph_before()
    else:
        paragraph = paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(word)
    run.font.size = Pt(22)
    run.font.bold = True
    run.font.color.rgb = _RED
