"""Read a report from an Excel workbook; the form may be anywhere on any sheet."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ndbg.errors import NdbgError
from ndbg.process.limits import bounded
from ndbg.read.data_workbook import Places, parse_data_book, read_book
from ndbg.read.sheets import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet, text_of
from ndbg.read.source import MEGABYTE, read_bytes
from ndbg.read.workbook_parts import opened
from ndbg.report import Report

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 20 * MEGABYTE
MOST_TAGS = 240_000  # start and end tags of all parts together


@bounded
def read_workbook(path: Path) -> Report:
    """Read the report in an .xlsx file. Formulas have the results that were saved with them.

    Raises NdbgError where the file is no sound workbook, or openpyxl is not installed.
    """
    return read_book(sheets_in(read_bytes(path, MOST_BYTES), path), path)


@bounded
def read_data_book(path: Path) -> tuple[bytes, Report, Places]:
    """Read a workbook data file that is to be edited: its bytes, the report, and the places of its values.

    Raises NdbgError, also where it is a workbook of another kind.
    """
    data = read_bytes(path, MOST_BYTES)
    return data, *parse_data_book(sheets_in(data, path), path)


def sheets_in(workbook: bytes, path: Path) -> list[Sheet]:
    """The visible sheets of a workbook. Raises NdbgError as `read_workbook` does."""
    sheets = opened(workbook, path, MOST_TAGS, _NO_RESULT)
    sizes = (min(s.max_row, MOST_ROWS) * min(s.max_column, MOST_COLUMNS) for s in sheets)
    if sum(sizes) > MOST_CELLS:
        raise NdbgError(f"“{path}”的工作表太多、太大，不像是一份报告，没有读；请只留下报告的工作表再试")
    return [_sheet(sheet) for sheet in sheets]


# The substitute for the missing result of a formula.
_NO_RESULT = "\ue000"


def _sheet(sheet: "Worksheet") -> Sheet:
    """The visible content of a sheet."""
    texts: dict[tuple[int, int], str] = {}
    scaled: list[tuple[int, int]] = []
    unsaved: list[tuple[int, int]] = []
    decimals: dict[tuple[int, int], int] = {}
    used = sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS))
    for row, cells in enumerate(used):
        for column, cell in enumerate(cells):
            text = _text(cell.value)
            if text == _NO_RESULT:
                unsaved.append((row, column))
                text = ""
            if text and cell.has_style and cell.font.strike:
                text = ""
            elif text and cell.has_style and isinstance(cell.value, int | float):
                if shown := _DECIMALS.fullmatch(cell.number_format):
                    decimals[row, column] = len(shown[1])
                elif cell.value and _scales(cell.number_format):
                    text = f"{text} [{cell.number_format}]"
                    scaled.append((row, column))
                elif unit := _shown_unit(cell.number_format):
                    text = f"{text}{unit}"
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
    return Sheet(sheet.title, texts, areas, rows, columns, scaled, unsaved, decimals)


# In a number format, text is in quotes or follows a backslash. A comma at the end of the digits divides
# by a thousand, a percent sign multiplies by a hundred.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_SCALED = re.compile(r"[0#?]\s*,+(?![0#?,])|%")
_DECIMALS = re.compile(r"0\.(0+)(?:_.)?")
_POINT = re.compile(r"!.")
_UNIT = re.compile(r"[#,0?.]+([十百千万亿]{1,3}[元件]?|元)")


def _scales(format: str) -> bool:
    """Whether a number format shows numbers larger or smaller than they are."""
    first = _LITERAL.sub("", format.split(";")[0])
    return bool(_SCALED.search(_POINT.sub("", first))) or "!." in first


def _shown_unit(format: str) -> str:
    """The scale or the unit of money that a number format shows behind a number, 万 of `0.00"万"`; else empty."""
    match = _UNIT.fullmatch(re.sub(r'["\\\\\s]|_.|\[[^\]]*\]', "", format.split(";")[0]))
    return match[1] if match else ""


def _rich(piece: object) -> str:
    """A run of rich text: empty where it is struck out, in brackets where it is raised."""
    font = getattr(piece, "font", None)
    text = f"{getattr(piece, 'text', piece)}"
    if font is not None and font.strike:
        return ""
    return f"（{text}）" if font is not None and font.vertAlign in ("superscript", "subscript") else text


def _text(value: object) -> str:
    return "".join(_rich(piece) for piece in value) if isinstance(value, list) else text_of(value)
