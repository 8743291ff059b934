"""The sign-off sheet (送审单): a page before the report, for those who proof and sign it."""

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ndbg.ooxml.mark import with_renewed_mark
from ndbg.ooxml.text import Element
from ndbg.write.shared import DRAFT, SHEET_TITLE
from ndbg.write.word.document import file_of, open_document, text_width

# 三审三校: three readings for substance, three for the letters, each signed by hand.
_ROUNDS = (("一审\n（拟稿处室）", "一校"), ("二审\n（分管负责人）", "二校"), ("三审\n（主要负责人）", "三校"))
_SIGNED = "签名：　　　　日期："
_SONG, _HEI, _TITLE_FONT = "宋体", "黑体", "方正小标宋简体"
_COLUMNS = 6
_WIDTH = Mm(156)  # of the text on an official page
_WIDTHS = (28, 25, 25, 28, 25, 25)  # parts of the width of the text
_MARGIN = Mm(1)
_BODY = Pt(10.5)
# The widths of a digit and of a point by the size of the font, in the widest that stands in for 宋体 (which has 0.5).
_DIGIT, _POINT = 0.64, 0.32


class Sheet(NamedTuple):
    """The content of the sheet, in words.

    `facts` are names and values (机关, 年度, 拟稿人 …); `figures` a name with last year's
    and this year's value; `result` sums up the check, `remarks` are its warnings,
    each with the reason where it is suppressed.
    """

    facts: Sequence[tuple[str, str]]
    figures: Sequence[tuple[str, str, str]]
    years: tuple[str, str]
    result: str
    remarks: Sequence[str]
    fingerprint: str
    draft: bool = False


def add_sheet(data: bytes, path: Path, sheet: Sheet) -> bytes:
    """The Word file with the sheet as its first page; pages of the report are counted from 1 as before."""
    document = open_document(data, path)
    body = document.element.body
    first = body[0]
    made = [
        _title(document, f"{SHEET_TITLE}（{DRAFT}）" if sheet.draft else SHEET_TITLE)._p,
        _table(document, sheet)._tbl,
        *_remarks(document, sheet),
        _break(document),
    ]
    for element in made:
        first.addprevious(element)
    return with_renewed_mark(file_of(document, path), path)


def _title(document: DocumentType, title: str) -> Paragraph:
    paragraph = _paragraph(document, WD_ALIGN_PARAGRAPH.CENTER)
    paragraph.paragraph_format.space_after = Pt(8)
    _run(paragraph, title, _TITLE_FONT, Pt(20))
    return paragraph


def _paragraph(document: DocumentType, align: WD_ALIGN_PARAGRAPH) -> Paragraph:
    paragraph = document.add_paragraph()
    _plain(paragraph)
    paragraph.alignment = align
    return paragraph


def _plain(paragraph: Paragraph) -> None:
    """Reset the paragraph format of the form: no indent, single spacing."""
    shape = paragraph.paragraph_format
    shape.first_line_indent = shape.left_indent = shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = 1.0


def _run(paragraph: Paragraph, text: str, font: str, size: Length) -> Run:
    run = paragraph.add_run(text)
    run.font.size = size
    run.font.name = font
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _table(document: DocumentType, sheet: Sheet) -> Table:
    """One table: who and when, the rounds of proofing, the key figures in two halves, the result."""
    # Document.add_table would ask for the width of the page, which not every form says.
    width = text_width(document, _WIDTH)
    table = document._body.add_table(0, _COLUMNS, width)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _borders(table)
    _narrow_margins(table)
    for column, part in zip(table.columns, _WIDTHS, strict=True):
        column.width = Emu(width * part // sum(_WIDTHS))  # new rows take it for their cells
    for at in range(0, len(sheet.facts), 2):
        _row(table, [item for pair in sheet.facts[at : at + 2] for item in pair])
    for names in _ROUNDS:
        _row(table, [names[0], _SIGNED, names[1], _SIGNED]).height = Mm(14)
    head = ("主要数据", *sheet.years)
    _cells(table, (*head, *head), heads=range(_COLUMNS))
    half = (len(sheet.figures) + 1) // 2
    for at in range(half):
        right = sheet.figures[at + half] if at + half < len(sheet.figures) else ("", "", "")
        _cells(table, (*sheet.figures[at], *right), numbers=(1, 2, 4, 5))
    for name, text in (("核对结果", sheet.result), ("数据指纹", sheet.fingerprint)):
        _row(table, [name, text])
    return table


def _row(table: Table, items: Sequence[str]) -> _Row:
    """A row of one or two names with their values, over the full width."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx gives it no type
    for at in range(0, len(items), 2):
        first = at // 2 * (_COLUMNS // 2)
        last = first + _COLUMNS // 2 - 1 if len(items) > 2 else _COLUMNS - 1
        _write(row.cells[first], items[at], head=True)
        _write(row.cells[first + 1].merge(row.cells[last]), items[at + 1])
    return row


def _cells(
    table: Table, texts: Sequence[str], *, heads: Sequence[int] = (), numbers: Sequence[int] = ()
) -> None:
    """A row of texts, one a column."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # as above
    for at, text in enumerate(texts):
        _write(row.cells[at], text, head=at in heads, number=at in numbers)


def _borders(table: Table) -> None:
    """Thin lines all around; a form need not have a style that draws them."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    _add_property(table, borders, "w:tblLayout")


def _narrow_margins(table: Table) -> None:
    """Reduce the margins of cells, so that long figures stay on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), f"{_MARGIN.twips}")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    _add_property(table, margins, "w:tblLook")


def _add_property(table: Table, made: Element, behind: str) -> None:
    """Add a property of a table before the one that stands behind it in the schema (ECMA-376, 17.4.59)."""
    next(iter(table._tbl.tblPr.iterchildren(qn(behind)))).addprevious(made)


def _write(cell: _Cell, text: str, *, head: bool = False, number: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    _plain(paragraph)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if number else WD_ALIGN_PARAGRAPH.LEFT
    _run(paragraph, text, _HEI if head else _SONG, _fitting(text, cell.width) if number else _BODY)


def _fitting(number: str, width: Length | None) -> Length:
    """The size in which a number stands on one line of a cell of a width, in half points."""
    if not number or width is None:
        return _BODY
    ems = sum(_POINT if sign == "." else _DIGIT for sign in number)
    points = Emu(width - 2 * _MARGIN).pt / ems
    return min(_BODY, Pt(int(2 * points) / 2))


def _remarks(document: DocumentType, sheet: Sheet) -> list[CT_P]:
    """The warnings with the reasons of those suppressed, under the table."""
    made = []
    for text in sheet.remarks:
        paragraph = _paragraph(document, WD_ALIGN_PARAGRAPH.LEFT)
        _run(paragraph, text, _SONG, _BODY)
        made.append(paragraph._p)
    return made


def _break(document: DocumentType) -> CT_P:
    """The end of a section of one page, of the size of the report's, without its headers and footers."""
    sections = document.element.body.get_or_add_sectPr()
    own = deepcopy(sections)
    for child in list(own):
        if child.tag in {qn(f"w:{name}") for name in _NOT_OF_THE_SHEET}:
            own.remove(child)
    _count_from_one(next(iter(document.element.body.iter(qn("w:sectPr")))))
    paragraph = document.add_paragraph()
    _plain(paragraph)
    paragraph._p.get_or_add_pPr().append(own)
    return paragraph._p


_NOT_OF_THE_SHEET = ("headerReference", "footerReference", "titlePg", "pgNumType", "type")
# What stands behind pgNumType in a section's properties (ECMA-376, 17.6.17).
_BEHIND = (
    "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid",
    "printerSettings", "sectPrChange",
)  # fmt: skip


def _count_from_one(section: BaseOxmlElement) -> None:
    """Start a section on a new page, and count its pages from 1 unless it sets a number."""
    for kind in section.findall(qn("w:type")):
        section.remove(kind)
    number = section.find(qn("w:pgNumType"))
    if number is None:
        number = OxmlElement("w:pgNumType")
        behind = next((c for c in section if c.tag in {qn(f"w:{name}") for name in _BEHIND}), None)
        if behind is None:
            section.append(number)
        else:
            behind.addprevious(number)
    if number.get(qn("w:start")) is None:
        number.set(qn("w:start"), "1")
