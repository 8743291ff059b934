"""Edit cells of a workbook in place; locks, formats, formulas and everything else stay."""

import posixpath
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from ndbg.errors import NdbgError
from ndbg.ooxml.package import Package, pack, parse_xml, unpack
from ndbg.text.digits import whole_number
from ndbg.write.workbook.data import PROSE_WIDTH
from ndbg.write.workbook.formats import PROSE_SIZE, TALLEST, row_height

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# The elements before `calcPr` in a workbook, in order (ECMA-376, part 1, 18.2.27).
_BEFORE_CALCULATION = tuple(
    f"{_MAIN}{name}"
    for name in (
        "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
        "functionGroups", "externalReferences", "definedNames",
    )
)  # fmt: skip
_MOST_ROWS = 1 << 20
_DIGITS = 15  # digits of a number that a cell holds exactly
_FIRST_DAY = date(1899, 12, 30)  # day 0 of a workbook's dates


class _Row(NamedTuple):
    element: etree._Element
    cells: dict[int, etree._Element]


class OpenBook:
    """A workbook (.xlsx) that is being edited; rows and columns are counted from 0."""

    def __init__(self, data: bytes, path: Path, most_tags: int) -> None:
        """`most_tags` bounds the tags of a sheet. Raises NdbgError where the file is no sound workbook."""
        self._parts = unpack(data, path)
        if not {_BOOK, _RELATIONS} <= self._parts.keys():
            raise NdbgError(f"“{path}”的内部结构和 Excel、WPS 写的不同，请用 Excel 或 WPS 另存一份再试")
        self._book = parse_xml(self._parts[_BOOK], _BOOK)
        names = dict(_sheets(self._parts, self._book))
        self._trees = {name: parse_xml(self._parts[name], name, most_tags) for name in names.values()}
        self._rows = {title: dict(_rows(self._trees[name])) for title, name in names.items()}

    def can_hold(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell exists and has no formula."""
        cell = self._cell(sheet, row, column)
        return cell is not None and cell.find(f"{_MAIN}f") is None

    def set_number(self, sheet: str, row: int, column: int, value: int | Decimal) -> None:
        """Set a number; one with more digits than a cell holds exactly is set as text."""
        if len(f"{value}".replace(".", "").lstrip("-0")) > _DIGITS:
            self._set_text(sheet, row, column, f"{value}")
        else:
            self._set_value(sheet, row, column, f"{value}")

    def set_day(self, sheet: str, row: int, column: int, day: date) -> None:
        """Set a day: as a number where the cell has one, which is formatted as a day, else as text."""
        cell = self._cell(sheet, row, column)
        since_1904 = self._book.find(f"{_MAIN}workbookPr[@date1904='1']") is not None
        if since_1904 or cell is None or cell.get("t", "n") != "n":
            self._set_text(sheet, row, column, day.isoformat())
        else:
            self._set_value(sheet, row, column, f"{(day - _FIRST_DAY).days}")

    def set_prose(self, sheet: str, row: int, column: int, text: str) -> None:
        """Set the paragraphs of a cell, each a line, and the height of its row; no text makes it blank."""
        self._set_text(sheet, row, column, text)
        element = self._rows[sheet][row].element
        if text and element.get("ht"):
            needed = sum(row_height(line, PROSE_WIDTH, PROSE_SIZE) for line in text.split("\n"))
            element.set("ht", f"{min(needed, TALLEST):g}")

    def saved(self) -> bytes:
        """The bytes of the workbook. The results of its formulas are computed by the program that opens it."""
        package = Package(self._parts, _BOOK)
        for name, tree in self._trees.items():
            for formula in tree.iter(f"{_MAIN}f"):
                cell = formula.getparent()
                if cell is not None and cell.tag == f"{_MAIN}c":
                    _empty(cell, but=f"{_MAIN}f")
            package.put(name, tree)
        _calculation(self._book).set("fullCalcOnLoad", "1")
        package.put(_BOOK, self._book)
        return pack(package)

    def _cell(self, sheet: str, row: int, column: int) -> etree._Element | None:
        found = self._rows.get(sheet, {}).get(row)
        return found.cells.get(column) if found else None

    def _set_value(self, sheet: str, row: int, column: int, number: str) -> None:
        cell = self._rows[sheet][row].cells[column]
        _empty(cell)
        etree.SubElement(cell, f"{_MAIN}v").text = number

    def _set_text(self, sheet: str, row: int, column: int, text: str) -> None:
        cell = self._rows[sheet][row].cells[column]
        _empty(cell)
        if text:
            cell.set("t", "inlineStr")
            text_element = etree.SubElement(etree.SubElement(cell, f"{_MAIN}is"), f"{_MAIN}t")
            text_element.text = text
            text_element.set(_SPACE, "preserve")


def _sheets(parts: dict[str, bytes], book: etree._Element) -> Iterator[tuple[str, str]]:
    """The name of the part of each sheet, by the sheet's title."""
    targets = {item.get("Id"): item.get("Target", "") for item in parse_xml(parts[_RELATIONS], _RELATIONS)}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if name in parts:
            yield sheet.get("name", ""), name


def _rows(sheet: etree._Element) -> Iterator[tuple[int, _Row]]:
    """The rows of a sheet and their cells; one without a stated place follows the one before it."""
    row = -1
    for element in sheet.iter(f"{_MAIN}row"):
        row = (whole_number(element.get("r", ""), _MOST_ROWS) or row + 2) - 1
        cells: dict[int, etree._Element] = {}
        column = -1
        for cell in element.iterchildren(f"{_MAIN}c"):
            column = _column(cell.get("r", "")) if cell.get("r") else column + 1
            cells[column] = cell
        yield row, _Row(element, cells)


def _column(reference: str) -> int:
    """The column of a cell that is called `D12`, counted from 0."""
    column = 0
    for letter in reference.rstrip("0123456789"):
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _empty(cell: etree._Element, but: str = "") -> None:
    """Remove the content of a cell."""
    if "t" in cell.attrib:
        del cell.attrib["t"]
    for child in list(cell):
        if child.tag != but:
            cell.remove(child)


def _calculation(book: etree._Element) -> etree._Element:
    """The element with the settings of calculation, created where there is none."""
    found = book.find(f"{_MAIN}calcPr")
    if found is None:
        found = etree.Element(f"{_MAIN}calcPr")
        at = max((at for at, child in enumerate(book) if child.tag in _BEFORE_CALCULATION), default=-1)
        book.insert(at + 1, found)
    return found
