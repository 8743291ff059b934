"""The cells of a workbook's sheet as texts with their addresses."""

from decimal import Decimal
from typing import TYPE_CHECKING

from ndbg.document.flow import TableNode
from ndbg.document.grid import Grid, GridCell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def place_of(sheet: "Worksheet", coordinate: str) -> str:
    """What a cell is called in messages."""
    return f"工作表“{sheet.title}”{coordinate}"


def grid_of(sheet: "Worksheet", rows: int, columns: int) -> Grid[str]:
    """The texts of a sheet's first rows and columns, merged cells as one; the payload is the address."""
    cells: dict[tuple[int, int], GridCell[str]] = {}
    used = sheet.iter_rows(max_row=min(sheet.max_row, rows), max_col=min(sheet.max_column, columns))
    for row_number, row in enumerate(used):
        for column_number, cell in enumerate(row):
            text = "" if cell.value is None else text_of(cell.value)
            place = place_of(sheet, cell.coordinate)
            cells[row_number, column_number] = GridCell(row_number, column_number, text, place)
    for area in sheet.merged_cells.ranges:
        first = (area.min_row - 1, area.min_col - 1)
        if first[0] >= rows or first[1] >= columns:
            continue
        origin = cells.get(first) or GridCell(*first, "", place_of(sheet, area.coord))
        for row_at in range(area.min_row - 1, min(area.max_row, rows)):
            for column in range(area.min_col - 1, min(area.max_col, columns)):
                cells[row_at, column] = origin
    height = max((at for at, _ in cells), default=-1) + 1
    width = max((at for _, at in cells), default=-1) + 1
    return Grid([[cells.get((row_at, column)) for column in range(width)] for row_at in range(height)])


def grid_node(sheet: "Worksheet", rows: int, columns: int) -> TableNode[str]:
    """The first rows and columns of a sheet as a table."""
    return TableNode.of(grid_of(sheet, rows, columns), ())


def text_of(value: object) -> str:
    """A value as it is shown: whole numbers without the fraction that Excel stores, small ones in full."""
    if isinstance(value, list):
        return "".join(_rich(piece) for piece in value)
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return f"{Decimal(f'{value}'):f}" if isinstance(value, float) else f"{value}"


def _rich(piece: object) -> str:
    """A piece of a text that is set in several ways: nothing where it is struck out, in brackets where raised."""
    font = getattr(piece, "font", None)
    text = f"{getattr(piece, 'text', piece)}"
    if font is not None and font.strike:
        return ""
    return f"（{text}）" if font is not None and font.vertAlign in ("superscript", "subscript") else text
