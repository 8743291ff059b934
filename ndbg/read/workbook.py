"""Read a report from an Excel workbook: the form anywhere on any sheet."""

import io
import posixpath
import warnings
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ndbg.document.flow import Node, Paragraph, TableNode
from ndbg.errors import NdbgError, missing
from ndbg.ooxml.package import parse_xml, unpack, xml_bytes
from ndbg.process.limits import bounded
from ndbg.read.assemble import assemble
from ndbg.read.data_workbook import is_data_workbook, read_data_workbook
from ndbg.read.sheets import grid_of
from ndbg.read.source import MEGABYTE, read_bytes
from ndbg.report import Origin, Report

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 20 * MEGABYTE
# A report fills some sixty rows; what is far beyond is no report, or one cell astray.
_MOST_TAGS = 240_000  # of all parts together, beginnings and ends
_MOST_BESIDE = 80_000  # of the styles, or of the texts
_MOST_ROWS, _MOST_COLUMNS = 1000, 64
_MOST_CELLS = 300_000  # of all sheets together
_MOST_AREAS, _MOST_MERGED = 5000, 100_000  # merged areas of a sheet, and cells within them
_TYPES, _BOOK, _STYLES = "[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What is read of a part, by its root; other parts are read whole.
_KEPT = {
    f"{_MAIN}workbook": {f"{_MAIN}{name}" for name in ("workbookPr", "bookViews", "sheets")},
    f"{_MAIN}worksheet": {f"{_MAIN}{name}" for name in ("sheetData", "mergeCells")},
}


@bounded
def read_workbook(path: Path) -> Report:
    """Read the report in an .xlsx file; of formulas, the results that were saved with them.

    Raises NdbgError where the file is no sound workbook, or openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ModuleNotFoundError:
        raise missing("读取 Excel 文件", "excel") from None
    data = _only_what_is_read(unpack(read_bytes(path, MOST_BYTES), path), path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it leaves out nothing is read here
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
    except (
        InvalidFileException,
        BadZipFile,
        zlib.error,
        EOFError,
        LookupError,
        ValueError,
        OverflowError,
        TypeError,
        AttributeError,
        SyntaxError,
        OSError,
    ):
        # openpyxl says in many ways that what it reads is no workbook.
        raise NdbgError(f"“{path}”不是 Excel 文件（.xlsx），或者已经损坏") from None
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    sizes = (min(s.max_row, _MOST_ROWS) * min(s.max_column, _MOST_COLUMNS) for s in sheets)
    if sum(sizes) > _MOST_CELLS:
        raise NdbgError(f"“{path}”的工作表太多、太大，不像是一份报告，没有读")
    if is_data_workbook(sheets):
        return read_data_workbook(sheets, path)
    nodes = [node for sheet in sheets for node in _sheet(sheet)]
    return assemble(nodes, path, lambda place: Origin(place=place.cell.payload))


def _only_what_is_read(parts: Mapping[str, bytes], path: Path) -> bytes:
    """The workbook with no other parts than those read here, and of these nothing but what is read.

    openpyxl reads more, and takes what it finds on trust: it makes an object of each cell that a link, a table or
    a merged area says to cover. What it is given here has been parsed, within bounds, and is in UTF-8.
    """
    left = _MOST_TAGS
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in _parts_read(parts):
            most = left if name.startswith("xl/worksheets/") else min(left, _MOST_BESIDE)
            root = parse_xml(parts[name], name, most)
            left -= parts[name].count(b"<")
            for child in root if root.tag in _KEPT else ():
                if child.tag not in _KEPT[root.tag]:
                    root.remove(child)
            if _merges_too_much(root):
                raise NdbgError(f"“{path}”里的“{name}”合并的格子太多，不像是一份报告，不予打开")
            archive.writestr(name, xml_bytes(root))
    return buffer.getvalue()


def _parts_read(parts: Mapping[str, bytes]) -> list[str]:
    """The names of the parts that hold sheets and what their cells refer to, and of those that lead to them."""
    types = {
        item.get("PartName", "").lstrip("/"): item.get("ContentType", "")
        for item in (parse_xml(parts[_TYPES], _TYPES).iter("{*}Override") if _TYPES in parts else ())
    }
    books = [_BOOK, *(name for name, kind in types.items() if kind.endswith("main+xml"))]
    names = [_TYPES, _STYLES, *(name for name, kind in types.items() if kind.endswith("sharedStrings+xml"))]
    for book in books:
        folder, _, file = book.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        names += [book, rels]
        for item in parse_xml(parts[rels], rels).iter("{*}Relationship") if rels in parts else ():
            target = item.get("Target", "")
            if item.get("Type", "").endswith("/worksheet"):
                names.append(
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                )
    return [name for name in dict.fromkeys(names) if name in parts]


def _merges_too_much(sheet: etree._Element) -> bool:
    """Whether a sheet has merged areas that no report has: openpyxl makes an object of every cell in them."""
    from openpyxl.worksheet.cell_range import CellRange

    cells = 0
    areas = sheet.findall(f"{_MAIN}mergeCells/{_MAIN}mergeCell")
    if len(areas) > _MOST_AREAS:
        return True
    for area in areas:
        try:
            size = CellRange(area.get("ref", "")).size
        except (ValueError, TypeError):
            continue  # openpyxl takes it for no area either
        cells += size["rows"] * size["columns"]
    return cells > _MOST_MERGED


def _sheet(sheet: "Worksheet") -> Iterator[Node[str]]:
    """The texts of a sheet as paragraphs, row by row, and all of it as one table."""
    grid = grid_of(sheet, _MOST_ROWS, _MOST_COLUMNS)
    for row_at in range(len(grid.rows)):
        texts = [cell for cell in grid.across(row_at) if cell.text and cell.row == row_at]
        # A row of one text is a title, a heading or prose; rows of several are of the tables.
        if len(texts) == 1:
            yield from (Paragraph(line, texts[0].payload) for line in texts[0].text.split("\n"))
    yield TableNode.of(grid, ())
