"""Read a report from an Excel workbook: the form anywhere on any sheet."""

import io
import warnings
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from ndbg.document.flow import Node, Paragraph, TableNode
from ndbg.document.grid import Grid, GridCell
from ndbg.errors import NdbgError, missing
from ndbg.ooxml.package import unpack
from ndbg.process.limits import bounded
from ndbg.read.assemble import assemble
from ndbg.read.source import MEGABYTE, read_bytes
from ndbg.read.workbook_parts import only_what_is_read
from ndbg.report import Origin, Report

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 20 * MEGABYTE
# A report fills some sixty rows; what is far beyond is no report, or one cell astray.
_MOST_TAGS = 240_000  # of all parts together, beginnings and ends
_MOST_ROWS, _MOST_COLUMNS = 1000, 64
_MOST_CELLS = 300_000  # of all sheets together


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
    data = only_what_is_read(unpack(read_bytes(path, MOST_BYTES), path), path, _MOST_TAGS)
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
    nodes = [node for sheet in sheets for node in _sheet(sheet)]
    return assemble(nodes, path, lambda place: Origin(place=place.cell.payload))


def _sheet(sheet: "Worksheet") -> Iterator[Node[str]]:
    """The texts of a sheet as paragraphs, row by row, and all of it as one table."""
    cells: dict[tuple[int, int], GridCell[str]] = {}
    used = sheet.iter_rows(
        max_row=min(sheet.max_row, _MOST_ROWS), max_col=min(sheet.max_column, _MOST_COLUMNS)
    )
    for row_number, row in enumerate(used):
        for column_number, cell in enumerate(row):
            text = "" if cell.value is None else _text(cell.value)
            place = f"工作表“{sheet.title}”{cell.coordinate}"
            cells[row_number, column_number] = GridCell(row_number, column_number, text, place)
    for area in sheet.merged_cells.ranges:
        first = (area.min_row - 1, area.min_col - 1)
        origin = cells.get(first) or GridCell(*first, "", f"工作表“{sheet.title}”{area.coord}")
        for row_at in range(area.min_row - 1, min(area.max_row, _MOST_ROWS)):
            for column in range(area.min_col - 1, min(area.max_col, _MOST_COLUMNS)):
                cells[row_at, column] = origin
    height = max((at for at, _ in cells), default=-1) + 1
    width = max((at for _, at in cells), default=-1) + 1
    grid = Grid([[cells.get((row_at, column)) for column in range(width)] for row_at in range(height)])
    for row_at in range(height):
        texts = [cell for cell in grid.across(row_at) if cell.text and cell.row == row_at]
        # A row of one text is a title, a heading or prose; rows of several are of the tables.
        if len(texts) == 1:
            yield from (Paragraph(line, texts[0].payload) for line in texts[0].text.split("\n"))
    yield TableNode.of(grid, ())


def _rich(piece: object) -> str:
    """A piece of a text that is set in several ways: nothing where it is struck out, in brackets where raised."""
    font = getattr(piece, "font", None)
    text = f"{getattr(piece, 'text', piece)}"
    if font is not None and font.strike:
        return ""
    return f"（{text}）" if font is not None and font.vertAlign in ("superscript", "subscript") else text


def _text(value: object) -> str:
    """A value as it is shown: whole numbers without the fraction that Excel stores, small ones in full."""
    if isinstance(value, list):
        return "".join(_rich(piece) for piece in value)
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return f"{Decimal(f'{value}'):f}" if isinstance(value, float) else f"{value}"
