"""Build the Word forms: each official form in the layout of GB/T 9704—2012.

Run `python templates/build.py` after any change here or in the form; the same script
always gives the same documents, and a test holds the two together.
"""

import io
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as PageSection
from docx.shared import Emu, Length, Mm, Pt, Twips
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ndbg.form import Form, Table, forms
from ndbg.form.layout import Kind, layout
from ndbg.ooxml.package import open_package, pack

FOLDER = Path(__file__).parent

SONG, HEI, KAI, FANG = "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312"
TITLE_FONT = "方正小标宋简体"
# Names of styles, as Word shows them.
BODY, SIGNATURE, RUN_IN, FIGURE, LABEL = "报告正文", "报告落款", "二级标题", "表格数字", "表格项目"
BODY_LINE = Pt(28.95)  # 22 lines a page
TABLE_LINE = Pt(13.5)
TEXT_WIDTH = Mm(156)  # 210 less margins of 28 and 26
UPRIGHT = Mm(10)  # a column that is less wide holds its label one letter a line
WHITE_MARGIN = Mm(0.6)  # between the border of a table cell and its text

# How wide the columns of labels are, which leaves the rest to those of figures, and how high rows.
LOOKS: dict[str, tuple[tuple[Length, ...], Length]] = {
    "disclosure": ((Twips(3062),), Mm(7.6)),  # 54 mm
    # The first holds two letters, 三、, so that no sign stands at the head of a line.
    "requests": ((Twips(500), Twips(964), Twips(2618)), Mm(5.6)),  # 9, 17 and 46 mm
    "review": ((), Mm(9)),
}


def build(form: Form) -> bytes:
    """The template of a form as bytes."""
    document = Document()
    _clear(document)
    _styles(document)
    _page(document)
    _content(document, form)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title = "政府信息公开工作年度报告"
    properties.created = properties.modified = datetime(2021, 9, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    document.save(buffer)
    return pack(open_package(buffer.getvalue(), Path(form.template)))


# -- the blank document ----------------------------------------------------------


def _clear(document: DocumentType) -> None:
    """Take out of python-docx's start document what a report has no use for."""
    kept = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}
    for style in list(document.styles):
        if style.name not in kept | {"Header", "Footer", "Heading 1", "Title"}:
            style.element.getparent().remove(style.element)
    for id, relation in list(document.part.rels.items()):
        # The styles once more, as Word 2010 saw them: nine tenths of the file, and read by nothing.
        if relation.reltype.endswith("/stylesWithEffects"):
            document.part.drop_rel(id)
    for latent in document.styles.element.findall(qn("w:latentStyles")):
        document.styles.element.remove(latent)
    package = document.part.package
    for id, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[id]


def _font(style: CharacterStyle | ParagraphStyle, name: str, size: Length | None) -> None:
    """Set a font for Chinese and for everything else, without the theme's fonts or colours."""
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)
    properties.append(fonts)
    style.font.bold = False if name in (HEI, TITLE_FONT) else None
    style.font.size = size


def _paragraphs(
    style: ParagraphStyle,
    line: Length,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    *,
    indent_chars: int = 0,
) -> None:
    """Exact lines, no space around, and the first line indented by whole characters."""
    style.element.remove(style.element.get_or_add_pPr())
    layout = style.paragraph_format
    layout.alignment = align
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = line
    layout.space_before = layout.space_after = Pt(0)
    layout.widow_control = False
    if indent_chars:
        indent = style.element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(indent_chars * 100))
        indent.set(qn("w:firstLine"), str(indent_chars * 16 * 20))
    grid = OxmlElement("w:snapToGrid")
    grid.set(qn("w:val"), "0")
    layout_xml = style.element.get_or_add_pPr()
    layout_xml.insert_element_before(
        grid, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
    )


def _styles(document: DocumentType) -> None:
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults"))
    run_defaults = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(run_defaults):
        run_defaults.remove(child)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    run_defaults.append(language)
    # True is also the default. LibreOffice reads it as its opposite, and with it as false loses signs that hang behind
    # a justified line.
    hanging = OxmlElement("w:overflowPunct")
    defaults.find(qn("w:pPrDefault")).find(qn("w:pPr")).insert(0, hanging)

    normal = styles["Normal"]
    _font(normal, FANG, Pt(16))
    _paragraphs(normal, BODY_LINE)
    _font(styles["Title"], TITLE_FONT, Pt(22))
    _paragraphs(styles["Title"], Pt(35), WD_ALIGN_PARAGRAPH.CENTER)
    _font(styles["Heading 1"], HEI, Pt(16))
    _paragraphs(styles["Heading 1"], BODY_LINE, indent_chars=2)
    styles["Heading 1"].paragraph_format.keep_with_next = True
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), "0")
    styles["Heading 1"].element.get_or_add_pPr().append(outline)

    body = _new_style(document, BODY, "ReportBody")
    _paragraphs(body, BODY_LINE, indent_chars=2)
    signature = _new_style(document, SIGNATURE, "ReportSignature")
    _paragraphs(signature, BODY_LINE, WD_ALIGN_PARAGRAPH.RIGHT)
    signature.paragraph_format.right_indent = Pt(64)
    run_in = styles.add_style(RUN_IN, WD_STYLE_TYPE.CHARACTER)
    run_in.element.set(qn("w:styleId"), "RunInHeading")
    _font(run_in, KAI, Pt(16))

    for name, id, align in (
        (FIGURE, "TableFigure", WD_ALIGN_PARAGRAPH.CENTER),
        (LABEL, "TableLabel", WD_ALIGN_PARAGRAPH.LEFT),
    ):
        style = _new_style(document, name, id)
        _font(style, SONG, Pt(10.5))
        _paragraphs(style, TABLE_LINE, align)
    for name in ("Header", "Footer"):
        _font(styles[name], SONG, Pt(14))
        _paragraphs(styles[name], Pt(18), WD_ALIGN_PARAGRAPH.LEFT)


def _new_style(document: DocumentType, name: str, id: str) -> ParagraphStyle:
    """A paragraph style with a Chinese name and an id that any program can read."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.element.set(qn("w:styleId"), id)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


# -- the page --------------------------------------------------------------------


def _page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    # The page number stands 7 mm below the text.
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    settings = document.settings
    settings.odd_and_even_pages_header_footer = True
    compat = settings.element.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.element.append(compat)
    mode = OxmlElement("w:compatSetting")
    for key, value in (
        ("name", "compatibilityMode"),
        ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):
        mode.set(qn(f"w:{key}"), value)
    compat.append(mode)
    _page_numbers(section)


def _page_numbers(section: PageSection) -> None:
    """`— 1 —`, one character in from the outer edge: right on odd pages, left on even ones."""
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    odd.alignment, even.alignment = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    odd.paragraph_format.right_indent = even.paragraph_format.left_indent = Pt(14)
    for paragraph in (odd, even):
        paragraph.add_run("— ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        shown = paragraph.add_run("1")._r
        field.append(shown)
        paragraph._p.append(field)
        paragraph.add_run(" —")


# -- the report ------------------------------------------------------------------


def _content(document: DocumentType, form: Form) -> None:
    document.add_paragraph(form.title.replace("{", "{{").replace("}", "}}"), "Title")
    document.add_paragraph("", BODY)
    document.add_paragraph("{{引言}}", BODY)
    for section in form.sections:
        heading = document.add_paragraph(section.heading, "Heading 1")
        if section.table is None:
            _sample(document)
            continue
        # Table 3 takes a page of its own.
        heading.paragraph_format.page_break_before = section.table == "requests" or None
        _table(document, form.table(section.table))
    # One paragraph: without a date, the whole signature is left out.
    signature = document.add_paragraph("{{机关}}", SIGNATURE)
    signature.add_run().add_break()
    signature.add_run("{{公布日期}}")
    signature.paragraph_format.space_before = BODY_LINE
    signature.paragraph_format.keep_together = True


def _sample(document: DocumentType) -> None:
    """Text that shows the look of a section's paragraphs; filling the form replaces it."""
    document.add_paragraph("（正文）", BODY)
    run_in = document.add_paragraph(style=BODY)
    run_in.add_run("（一）小标题。", RUN_IN)
    run_in.add_run("正文")


def _table(document: DocumentType, table: Table) -> None:
    """A table as the form draws it; each has its own widths and heights of rows."""
    drawn = layout(table)
    labels, height = LOOKS[table.id]
    share = _share(TEXT_WIDTH - sum(labels), drawn.width - len(labels))
    word = _new_table(document, drawn.height, [*labels, *[share] * (drawn.width - len(labels))])
    for box in drawn.boxes:
        left = box.kind is Kind.REMARK or (box.kind is Kind.ROW and box.leaf and drawn.heads)
        end = (box.last_row, box.last_column)
        narrow = box.kind is Kind.ROW and box.columns == 1 and labels[box.column] < UPRIGHT
        text = _upright(box.text) if narrow else box.text
        _put(word, (box.row, box.column), end, text, LABEL if left else FIGURE)
    _heights(word, drawn.heads, height)


def _upright(text: str) -> str:
    """A text one letter a line, each sign on the line of the letter before it."""
    return "\n".join(re.findall(r"\w[^\w]*", text))


# -- tables of Word --------------------------------------------------------------


def _share(width: int, columns: int) -> Length:
    """An equal share of a width in whole twips, so that merged cells and columns add up alike."""
    return Twips(Emu(width).twips // columns)


def _new_table(document: DocumentType, rows: int, widths: Sequence[Length]) -> WordTable:
    word: WordTable = document.add_table(rows, len(widths), "Table Grid")
    word.alignment = WD_TABLE_ALIGNMENT.CENTER
    word.autofit = False
    properties = word._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(WHITE_MARGIN.twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = properties.find(qn("w:tblLook"))
    assert look is not None
    look.addprevious(margins)
    for column, width in zip(word.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return word


def _put(
    word: WordTable,
    start: tuple[int, int],
    end: tuple[int, int],
    text: str,
    style: str = FIGURE,
) -> _Cell:
    cell = word.cell(*start)
    if start != end:
        cell = cell.merge(word.cell(*end))
        for extra in cell.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style
    if text:
        paragraph.add_run(text)
    return cell


def _heights(word: WordTable, heads: int, height: Length) -> None:
    """Rows at least so high and never split; the first `heads` are repeated on a new page.

    The rows are kept together, so that a table goes to a new page as a whole if it fits on one.
    """
    for row in word.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    for number, row in enumerate(word.rows):
        row.height = height
        properties = row._tr.get_or_add_trPr()
        properties.insert_element_before(OxmlElement("w:cantSplit"), "w:trHeight", "w:tblHeader")
        if number < heads:
            properties.append(OxmlElement("w:tblHeader"))


if __name__ == "__main__":
    for form in forms():
        target = FOLDER / form.template
        target.write_bytes(build(form))
        sys.stdout.write(f"{target}\n")
