"""Letters and notices as Word files, in the layout of official documents (GB/T 9704—2012)."""

import io
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ndbg.ooxml.package import open_package, pack
from ndbg.write.levels.parts import Beside, List, Paragraphs

_TITLE, _HEI, _KAI, _FANG, _SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
_BODY, _LINE = Pt(16), Pt(28)
_SMALL = Pt(10.5)
_TWO_CHARACTERS = 2
_AROUND = Pt(2)  # space above and below the text of a cell
_MARKED = RGBColor(0xB9, 0x1C, 0x1C)


_ROOM, _WIDE_ROOM = 156, 243  # mm between the margins, upright and in landscape
Part = Paragraphs | List | Beside


def write_letter(
    title: str,
    to: str,
    parts: Sequence[Part],
    signature: Sequence[str] = (),
    *,
    dense: bool = False,
    wide: bool = False,
) -> bytes:
    """A letter: title, addressee, contents, and signature with date.

    `dense`: in a smaller font, so that more fits on one page; `wide`: in landscape.
    """
    document = Document()
    _page(document, wide=wide, dense=dense)
    size, line = (Pt(14), Pt(23)) if dense else (_BODY, _LINE)
    heading = _add(document, title, _TITLE, Pt(20) if dense else Pt(22), align=WD_ALIGN_PARAGRAPH.CENTER)
    heading.paragraph_format.line_spacing = Pt(32)
    heading.paragraph_format.space_after = Pt(10)
    if to:
        _add(document, f"{to}：", _FANG, size, line)
    room = _WIDE_ROOM if wide else _ROOM
    for part in parts:
        if head := part.heading if isinstance(part, Paragraphs) else part.title:
            shown = _add(document, head, _HEI, size, line, indent=True)
            shown.paragraph_format.keep_with_next = True
        if isinstance(part, Paragraphs):
            for text in part.lines:
                _add(document, text, _FANG, size, line, indent=True)
        elif isinstance(part, List):
            widths = part.widths(room)
            table = _table(document, [column.head for column in part.columns], widths)
            for row in part.rows:
                _row(table, row, _SONG, widths)
        else:
            _beside(document, part, room / len(part.sides))
        if not isinstance(part, Paragraphs):
            document.add_paragraph().paragraph_format.space_after = Pt(0)
    if signature:
        # The signature never stands alone on a page.
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        _add(document, "", _FANG, size, line).paragraph_format.keep_with_next = True
    for text in signature:
        signed = _add(document, text, _FANG, size, line, align=WD_ALIGN_PARAGRAPH.RIGHT)
        signed.paragraph_format.keep_with_next = text != signature[-1]
    buffer = io.BytesIO()
    document.save(buffer)
    # Fixed times, so that equal letters are equal files.
    return pack(open_package(buffer.getvalue(), Path("函.docx")))


def _page(document: DocumentType, *, wide: bool, dense: bool) -> None:
    section = document.sections[0]
    width, height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    top, bottom = (Mm(25), Mm(20)) if wide or dense else (Mm(37), Mm(35))
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.title = properties.comments = ""
    _add_page_number(section.footer.paragraphs[0])


def _add_page_number(paragraph: Paragraph) -> None:
    """Add the page number to a paragraph of the footer: `— 1 —`."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("", "— "), ("begin", ""), ("instr", "PAGE"), ("end", ""), ("", " —")):
        run = paragraph.add_run(text if not kind else "")
        _font(run, _SONG, Pt(14))
        if kind == "instr":
            field = OxmlElement("w:instrText")
            field.text = text
            run._r.append(field)
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _font(run: Run, font: str, size: Pt) -> None:
    run.font.size = size
    run.font.name = font
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _add(
    document: DocumentType,
    text: str,
    font: str,
    size: Pt,
    line: Pt | None = None,
    *,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    indent: bool = False,
) -> Paragraph:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.alignment = align
    if line:
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = line
    if indent:
        shape.first_line_indent = size * _TWO_CHARACTERS
    _font(paragraph.add_run(text), font, size)
    return paragraph


def _table(document: DocumentType, heads: Sequence[str], widths: Sequence[float]) -> Table:
    """A table of one row, its head."""
    table: Table = document.add_table(0, len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    _row(table, heads, _HEI, widths, head=True)
    return table


def _row(
    table: Table, texts: Sequence[str], font: str, widths: Sequence[float], *, head: bool = False
) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx gives it no type
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(width)
        _fill_cell(cell, text, font, center=head)


def _fill_cell(cell: _Cell, text: str, font: str, *, center: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = _AROUND
    centred = center or text.rstrip("%").isdecimal()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    _font(paragraph.add_run(text), font, _SMALL)


def _beside(document: DocumentType, part: Beside, width: float) -> None:
    table = _table(document, [side.name for side in part.sides], [width] * len(part.sides))
    row = table.add_row()  # type: ignore[no-untyped-call]  # as above
    for cell, side in zip(row.cells, part.sides, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        for plain, same in side.pieces:
            _font(paragraph.add_run(plain), _SONG, _SMALL)
            run = paragraph.add_run(same)
            _font(run, _SONG, _SMALL)
            run.font.color.rgb = _MARKED
