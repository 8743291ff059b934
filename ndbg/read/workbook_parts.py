"""Open an Excel workbook: it is reduced to the parts that are read, and these validated, before openpyxl opens it."""

import io
import posixpath
import warnings
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ndbg.errors import NdbgError, missing
from ndbg.ooxml.package import parse_xml, unpack, xml_bytes

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SHARE = 3  # the part of the tags (a third) that any part but a sheet may have
_MOST_AREAS, _MOST_MERGED = 5000, 100_000  # most merged areas of a sheet, and cells in them
_TYPES, _BOOK, _STYLES = "[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# The elements of a part that are read, by its root element; other parts are read whole.
_KEPT = {
    f"{_MAIN}workbook": {f"{_MAIN}{name}" for name in ("workbookPr", "bookViews", "sheets")},
    f"{_MAIN}worksheet": {f"{_MAIN}{name}" for name in ("cols", "sheetData", "mergeCells")},
}


def opened(data: bytes, path: Path, most_tags: int, without_result: str = "") -> "Sequence[Worksheet]":
    """The visible sheets of a workbook, reduced to what is read (see `only_what_is_read`).

    Raises NdbgError where it is no sound workbook, exceeds a bound, or openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ModuleNotFoundError:
        raise missing("读取 Excel 文件", "excel") from None
    data = only_what_is_read(unpack(data, path), path, most_tags, without_result)
    # The exceptions of openpyxl for a faulty workbook.
    faults = (InvalidFileException, BadZipFile, zlib.error, EOFError, LookupError, ValueError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the warnings are on parts that are not read
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
    except (*faults, OverflowError, TypeError, AttributeError, SyntaxError, OSError):
        raise NdbgError(
            f"“{path}”不是 Excel 文件（.xlsx），或者已经损坏，请用 Excel 或 WPS 另存为 .xlsx 再试"
        ) from None
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def only_what_is_read(
    parts: Mapping[str, bytes], path: Path, most_tags: int, without_result: str = ""
) -> bytes:
    """The workbook with only the parts and elements that are read.

    openpyxl trusts its input: it makes an object for each cell that a link, a table or a merged area claims to cover.
    The result is well-formed, bounded and in UTF-8. `most_tags` bounds the tags of all parts together, a third of it
    those of any part but a sheet. `without_result` replaces the missing results of formulas. Raises NdbgError where a
    bound is exceeded or a part is damaged.
    """
    tags_left = most_tags
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in _parts_read(parts):
            most = tags_left if name.startswith("xl/worksheets/") else min(tags_left, most_tags // _SHARE)
            root = parse_xml(parts[name], name, most)
            tags_left -= parts[name].count(b"<")
            for child in root if root.tag in _KEPT else ():
                if child.tag not in _KEPT[root.tag]:
                    root.remove(child)
            if without_result and root.tag == f"{_MAIN}worksheet":
                _mark(root, without_result)
            if _merges_too_much(root):
                raise NdbgError(f"“{path}”里的“{name}”合并的格子太多，不像是一份报告，不予打开")
            archive.writestr(name, xml_bytes(root))
    return buffer.getvalue()


def _mark(sheet: etree._Element, without_result: str) -> None:
    """Mark the formulas of a sheet that have no result, which openpyxl takes for blank cells."""
    for formula in sheet.iter(f"{_MAIN}f"):
        cell = formula.getparent()
        if cell is None or cell.tag != f"{_MAIN}c":
            continue
        value = cell.find(f"{_MAIN}v")
        if value is None:
            value = etree.SubElement(cell, f"{_MAIN}v")
        if not value.text:
            value.text = without_result
            cell.set("t", "str")


def _parts_read(parts: Mapping[str, bytes]) -> list[str]:
    """The names of the parts that are read: sheets, their texts and styles, and the parts that refer to these."""
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
    """Whether a sheet has more merged cells than any report: openpyxl makes an object of each."""
    from openpyxl.worksheet.cell_range import CellRange

    cells = 0
    areas = sheet.findall(f"{_MAIN}mergeCells/{_MAIN}mergeCell")
    if len(areas) > _MOST_AREAS:
        return True
    for area in areas:
        try:
            size = CellRange(area.get("ref", "")).size
        except (ValueError, TypeError):
            continue  # openpyxl ignores it too
        cells += size["rows"] * size["columns"]
    return cells > _MOST_MERGED
