"""Read a report from an Excel workbook: the form anywhere on any sheet."""

import io
import posixpath
import re
import warnings
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ndbg.errors import NdbgError, missing
from ndbg.ooxml.package import parse_xml, unpack, xml_bytes
from ndbg.process.limits import bounded
from ndbg.read.sheets import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet, read_sheets, text_of
from ndbg.read.source import MEGABYTE, read_bytes
from ndbg.report import Report

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 20 * MEGABYTE
_MOST_TAGS = 240_000  # of all parts together, beginnings and ends
_MOST_BESIDE = 80_000  # of the styles, or of the texts
_MOST_AREAS, _MOST_MERGED = 5000, 100_000  # merged areas of a sheet, and cells within them
_TYPES, _BOOK, _STYLES = "[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What is read of a part, by its root; other parts are read whole.
_KEPT = {
    f"{_MAIN}workbook": {f"{_MAIN}{name}" for name in ("workbookPr", "bookViews", "sheets")},
    f"{_MAIN}worksheet": {f"{_MAIN}{name}" for name in ("cols", "sheetData", "mergeCells")},
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
    sizes = (min(s.max_row, MOST_ROWS) * min(s.max_column, MOST_COLUMNS) for s in sheets)
    if sum(sizes) > MOST_CELLS:
        raise NdbgError(f"“{path}”的工作表太多、太大，不像是一份报告，没有读")
    return read_sheets(list(map(_sheet, sheets)), path)


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
            if root.tag == f"{_MAIN}worksheet":
                _mark_unsaved(root)
            if _merges_too_much(root):
                raise NdbgError(f"“{path}”里的“{name}”合并的格子太多，不像是一份报告，不予打开")
            archive.writestr(name, xml_bytes(root))
    return buffer.getvalue()


# What stands in for the result of a formula that was saved without one.
_NO_RESULT = "\ue000"


def _mark_unsaved(sheet: etree._Element) -> None:
    """Mark the formulas of a sheet that have no result; openpyxl takes them for blank cells."""
    for formula in sheet.iter(f"{_MAIN}f"):
        cell = formula.getparent()
        if cell is None or cell.tag != f"{_MAIN}c":
            continue
        value = cell.find(f"{_MAIN}v")
        if value is None:
            value = etree.SubElement(cell, f"{_MAIN}v")
        if not value.text:
            value.text = _NO_RESULT
            cell.set("t", "str")


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


def _sheet(sheet: "Worksheet") -> Sheet:
    """What is shown of a sheet."""
    texts: dict[tuple[int, int], str] = {}
    scaled: list[tuple[int, int]] = []
    unsaved: list[tuple[int, int]] = []
    used = sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS))
    for row, cells in enumerate(used):
        for column, cell in enumerate(cells):
            text = _text(cell.value)
            if text == _NO_RESULT:
                unsaved.append((row, column))
                text = ""
            if text and cell.has_style:
                if cell.font.strike:
                    text = ""
                elif isinstance(cell.value, int | float) and cell.value and _scales(cell.number_format):
                    text = f"{text} [{cell.number_format}]"
                    scaled.append((row, column))
            texts[row, column] = text
    areas = [
        (area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1)
        for area in sheet.merged_cells.ranges
    ]
    rows = frozenset(at - 1 for at, row in sheet.row_dimensions.items() if row.hidden)
    columns = frozenset(
        at - 1
        for column in sheet.column_dimensions.values()
        if column.hidden
        for at in range(column.min or 1, min(column.max or 1, MOST_COLUMNS) + 1)
    )
    return Sheet(sheet.title, texts, areas, rows, columns, scaled, unsaved)


# What stands between quotation marks or behind a backslash in a number format is text; a comma that ends the
# digits divides by a thousand, and a percent sign multiplies by a hundred.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_SCALED = re.compile(r"[0#?]\s*,+(?![0#?,])|%")
_POINT = re.compile(r"!.")


def _scales(format: str) -> bool:
    """Whether a number format shows numbers larger or smaller than they are."""
    first = _LITERAL.sub("", format.split(";")[0])
    return bool(_SCALED.search(_POINT.sub("", first))) or "!." in first


def _rich(piece: object) -> str:
    """A piece of a text that is set in several ways: nothing where it is struck out, in brackets where raised."""
    font = getattr(piece, "font", None)
    text = f"{getattr(piece, 'text', piece)}"
    if font is not None and font.strike:
        return ""
    return f"（{text}）" if font is not None and font.vertAlign in ("superscript", "subscript") else text


def _text(value: object) -> str:
    return "".join(_rich(piece) for piece in value) if isinstance(value, list) else text_of(value)
