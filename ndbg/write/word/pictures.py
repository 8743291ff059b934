"""Add pictures to a filled form, with python-docx."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from ndbg.document.document import read_document
from ndbg.form import Form
from ndbg.ooxml.body import nodes
from ndbg.write.picture import Picture
from ndbg.write.word.document import file_of, open_document, text_width

_WIDTH = Mm(150)


def add_pictures(data: bytes, path: Path, form: Form, pictures: Sequence[Picture]) -> bytes:
    """Add pictures at the end of the first section of a report, each in a paragraph of its own."""
    document = open_document(data, path)
    content = read_document(list(nodes(document.element)), form)
    no = form.sections[0].no
    place = (content.own(no) or [content.heading(no)])[-1].payload
    for number, picture in reversed([*enumerate(pictures, 1)]):
        element: Any = OxmlElement("w:p")
        place.addnext(element)
        _draw(Paragraph(element, document._body), picture, number, min(_WIDTH, text_width(document, _WIDTH)))
    return file_of(document, path)


def _draw(paragraph: Paragraph, picture: Picture, number: int, width: Length) -> None:
    layout = paragraph.paragraph_format
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
    # Lines of a fixed height, as official documents have them, would cut the picture off.
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    layout.first_line_indent = layout.left_indent = layout.right_indent = Pt(0)
    layout.space_before = layout.space_after = Pt(6)
    shape = paragraph.add_run().add_picture(io.BytesIO(picture.data), width)
    properties: Any = shape._inline.docPr
    properties.name = f"图{number}"
    properties.set("descr", picture.alt)
