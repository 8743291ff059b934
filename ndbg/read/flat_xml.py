"""Read a report from Office files of a single XML file: Word and Excel 2003, and flat OPC."""

import base64
import binascii
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ndbg.errors import NdbgError
from ndbg.ooxml.body import has_changes, nodes
from ndbg.ooxml.numbering import numbering_of
from ndbg.ooxml.package import MOST_BYTES, Package, parse_xml, xml_bytes
from ndbg.ooxml.text import Element, P, w
from ndbg.process.limits import bounded
from ndbg.read.assemble import assemble
from ndbg.read.data_workbook import read_book
from ndbg.read.sheets import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet
from ndbg.read.source import read_bytes
from ndbg.report import Origin, Report
from ndbg.text.digits import whole_number

_OLD = "http://schemas.microsoft.com/office/word/2003/wordml"
_HINTS = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_ANNOTATION = "{http://schemas.microsoft.com/aml/2001/core}"
_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
# Element names that changed after Word 2003.
_NAMES = {"vmerge": "vMerge", "hmerge": "hMerge"}
_MAIN = "document.main+xml"


@bounded
def read_flat_xml(path: Path) -> Report:
    """Read the report in a single-file XML document. Raises NdbgError where it is none of Office's."""
    root = parse_xml(read_bytes(path, MOST_BYTES), path.name)
    if root.tag == f"{{{_OLD}}}wordDocument":
        return _read_word(_renamed(root), {}, path)
    if root.tag == f"{_PACKAGE}package":
        return _read_package(root, path)
    if root.tag == f"{_SHEET}Workbook":
        return read_book(list(_sheets(root, path)), path)
    raise NdbgError(
        f"“{path}”不是 Word 或 Excel 的 XML 文件，请用 Word、Excel 或 WPS 打开后另存为 .docx、.xlsx"
    )


def _read_word(root: Element, numbers: dict[Element, str], path: Path) -> Report:
    numbers = numbers or dict(_old_numbers(root))
    notes = ("文件里有修订痕迹，已按接受全部修订读取",) if has_changes(root) else ()
    return assemble(list(nodes(root, numbers)), path, lambda place: Origin(place=f"{place}"), notes)


# -- Word 2003 -------------------------------------------------------------------------


def _renamed(root: Element) -> Element:
    """A Word 2003 document with the element names of today, without deleted text."""
    for deleted in list(root.iter(f"{_ANNOTATION}annotation")):
        if (
            deleted.get(f"{{{_OLD}}}type") in ("Word.Deletion", "Word.Formatting")
            and _parent(deleted) is not None
        ):
            _parent(deleted).remove(deleted)
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.namespace == _OLD:
            element.tag = w(_NAMES.get(name.localname, name.localname))
        for key, value in [(str(key), str(value)) for key, value in element.attrib.items()]:
            if key.startswith(f"{{{_OLD}}}"):
                element.set(w(key.rpartition("}")[2]), value)
    body = root.find(w("body"))
    return root if body is None else body


def _parent(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def _old_numbers(root: Element) -> Iterator[tuple[Element, str]]:
    """The numbers of paragraphs, which Word 2003 stores beside them as text."""
    for shown in root.iter(f"{_HINTS}t"):
        paragraph = next(shown.iterancestors(P), None)
        text = shown.get(f"{_HINTS}val", "")
        if paragraph is not None and any(sign.isalnum() for sign in text):
            yield paragraph, text


# -- packages --------------------------------------------------------------------------


def _read_package(root: Element, path: Path) -> Report:
    parts = {name: data for name, data in _parts(root) if name.endswith((".xml", ".rels"))}
    main = next(
        (
            part.get(f"{_PACKAGE}name", "").lstrip("/")
            for part in root.iterchildren(f"{_PACKAGE}part")
            if part.get(f"{_PACKAGE}contentType", "").endswith(_MAIN)
        ),
        "",
    )
    if main not in parts:
        raise NdbgError(f"“{path}”里没有 Word 文件的正文，请用 Word 或 WPS 打开后另存为 .docx")
    package = Package(parts, main)
    document = package.tree(main)
    numbering = numbering_of(package)
    return _read_word(document, numbering.numbers(document), path)


def _parts(root: Element) -> Iterator[tuple[str, bytes]]:
    for part in root.iterchildren(f"{_PACKAGE}part"):
        name = part.get(f"{_PACKAGE}name", "").lstrip("/")
        for held in part:
            if held.tag == f"{_PACKAGE}xmlData" and len(held):
                yield name, xml_bytes(held[0])
            elif held.tag == f"{_PACKAGE}binaryData":
                try:
                    yield name, base64.b64decode(held.text or "")
                except (binascii.Error, ValueError):
                    continue


# -- Excel 2003 ------------------------------------------------------------------------


def _sheets(root: Element, path: Path) -> Iterator[Sheet]:
    """The visible sheets of a workbook."""
    cells_left = MOST_CELLS
    for sheet in root.iterchildren(f"{_SHEET}Worksheet"):
        visible = next(sheet.iter("{urn:schemas-microsoft-com:office:excel}Visible"), None)
        table = sheet.find(f"{_SHEET}Table")
        if table is None or (visible is not None and visible.text in ("SheetHidden", "SheetVeryHidden")):
            continue
        content = _sheet(sheet.get(f"{_SHEET}Name", ""), table)
        cells_left -= len(content.texts)
        if cells_left < 0:
            raise NdbgError(f"“{path}”的工作表太多、太大，不像是一份报告，没有读；请只留下报告的工作表再试")
        yield content


def _sheet(title: str, table: Element) -> Sheet:
    texts: dict[tuple[int, int], str] = {}
    areas: list[tuple[int, int, int, int]] = []
    rows: set[int] = set()
    columns = {at for at, column in _placed(table, "Column", MOST_COLUMNS) if _is_hidden(column)}
    for row, element in _placed(table, "Row", MOST_ROWS):
        if _is_hidden(element):
            rows.add(row)
        for column, cell in _placed(element, "Cell", MOST_COLUMNS):
            data = cell.find(f"{_SHEET}Data")
            texts[row, column] = "".join(map(str, data.itertext())).strip() if data is not None else ""
            down, right = (_number(cell, f"Merge{way}", 0) for way in ("Down", "Across"))
            if down or right:
                bottom, last = min(row + down, MOST_ROWS - 1), min(column + right, MOST_COLUMNS - 1)
                areas.append((row, bottom, column, last))
                texts.setdefault((bottom, last), "")
    return Sheet(title, texts, areas, frozenset(rows), frozenset(columns))


def _placed(parent: Element, name: str, most: int) -> Iterator[tuple[int, Element]]:
    """The rows or cells of a table with their indices from 0: as stated, or one after that before."""
    at = 0
    for element in parent.iterchildren(f"{_SHEET}{name}"):
        at = _number(element, "Index", at + 1) - 1
        if at >= most:
            return
        yield at, element
        at += 1 + _number(element, "Span", 0) + (_number(element, "MergeAcross", 0) if name == "Cell" else 0)


def _number(element: Element, name: str, default: int) -> int:
    return whole_number(element.get(f"{_SHEET}{name}", ""), 1 << 20) or default


def _is_hidden(element: Element) -> bool:
    return element.get(f"{_SHEET}Hidden") == "1"
