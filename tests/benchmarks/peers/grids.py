"""The tables of a report as lists of rows of text, read as others read them.

A merged cell gives its text at every place that it covers, or, where the library does
so, only at the first. Nothing looks for labels: that each figure stands in a row and a
column of labels is all that a grid tells.
"""

import zipfile
from pathlib import Path

from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Grid = list[list[str]]
Element = etree._Element
_TBL, _TR, _TC, _P, _T = (f"{W}{name}" for name in ("tbl", "tr", "tc", "p", "t"))
_TC_PR, _SPAN, _MERGE, _VAL = (f"{W}{name}" for name in ("tcPr", "gridSpan", "vMerge", "val"))


# -- Word --------------------------------------------------------------------------


def docx_lxml(path: Path) -> list[Grid]:
    """The least that can be done: the document parsed, its cells walked once, merged ones laid out."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [_docx_grid(table) for table in root.iter(_TBL)]


def _docx_grid(table: Element) -> Grid:
    rows: Grid = []
    for tr in table.iterchildren(_TR):
        row: list[str] = []
        for tc in tr.iterchildren(_TC):
            span, merged, lines = 1, False, []
            for child in tc:
                if child.tag == _P:
                    lines.append("".join([t.text or "" for t in child.iter(_T)]))
                elif child.tag == _TC_PR:
                    for item in child:
                        if item.tag == _SPAN:
                            span = int(item.get(_VAL, "1"))
                        elif item.tag == _MERGE:
                            merged = item.get(_VAL) != "restart"
            row += [rows[-1][len(row)] if merged else "\n".join(lines)] * span
        rows.append(row)
    return rows


def docx_cell_by_cell(path: Path) -> list[Grid]:
    """python-docx, `table.cell(row, column)` in a loop, as its documentation does."""
    from docx import Document

    return [
        [[table.cell(r, c).text for c in range(len(table.columns))] for r in range(len(table.rows))]
        for table in Document(str(path)).tables
    ]


def docx_row_by_row(path: Path) -> list[Grid]:
    """python-docx, `row.cells` of each row."""
    from docx import Document

    return [[[cell.text for cell in row.cells] for row in t.rows] for t in Document(str(path)).tables]


def docx_docx2python(path: Path) -> list[Grid]:
    """docx2python, which gives what stands around tables as tables of one cell."""
    from docx2python import docx2python

    with docx2python(path) as document:
        return [
            [["\n".join(cell) for cell in row] for row in table] for table in document.body if len(table) > 1
        ]


def docx_mammoth(path: Path) -> list[Grid]:
    """mammoth, which makes a web page of the document, and lxml to read that."""
    import mammoth

    with path.open("rb") as file:
        page = mammoth.convert_to_html(file).value
    return _html_grids(html.fromstring(page))


# -- other formats -----------------------------------------------------------------


def html_lxml(path: Path) -> list[Grid]:
    """lxml, the cells of all tables walked once, merged ones laid out."""
    return _html_grids(html.parse(str(path)).getroot())


def _html_grids(root: Element) -> list[Grid]:
    return [_html_grid(table) for table in root.iter("table")]


def _html_grid(table: Element) -> Grid:
    taken: dict[tuple[int, int], str] = {}
    rows = list(table.iter("tr"))
    for number, tr in enumerate(rows):
        column = 0
        for cell in tr.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            text = "".join(map(str, cell.itertext())).strip()
            across, down = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
            taken |= {(number + r, column + c): text for r in range(down) for c in range(across)}
            column += across
    width = max(column for _, column in taken) + 1
    return [[taken.get((row, column), "") for column in range(width)] for row in range(len(rows))]


def xlsx_openpyxl(path: Path) -> list[Grid]:
    """openpyxl, the values of all cells of all sheets."""
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=True)
    return [[[_said(value) for value in row] for row in sheet.values] for sheet in book]


def pdf_pdfplumber(path: Path) -> list[Grid]:
    """pdfplumber, the tables of each page."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return [[[_said(value) for value in row] for row in table] for table in tables]


def _said(value: object) -> str:
    return "" if value is None else str(value)


def txt_split(path: Path) -> list[Grid]:
    """The lines of a Markdown file that are rows of tables, cut at their bars."""
    grids: list[Grid] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.startswith("|"):
            grids += [[]] if grids[-1] else []
        elif not line.startswith("| ---"):
            grids[-1].append([text.strip() for text in line.strip("|").split("|")])
    return [grid for grid in grids if grid]
