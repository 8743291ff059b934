"""Read the rows of a workbook or a csv file, such as a roster."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ndbg.errors import NdbgError
from ndbg.read.source import MEGABYTE, decode, read_bytes
from ndbg.read.workbook_parts import opened

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SEARCHED_LINES = 30  # for the sign between cells; a title and remarks may stand before the table
_MOST_BYTES = 20 * MEGABYTE
_MOST_ROWS, _MOST_COLUMNS = 300_000, 40
_MOST_TAGS = 2_000_000  # of all parts together: some four hundred thousand cells


def read_rows(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """The visible sheets of an .xlsx or .csv file: name and rows, from the first row on.

    What is named .csv may have tabs or semicolons between its cells.

    Days are `YYYY-MM-DD`; each cell of a merged area has the text of the whole. Raises NdbgError where the file
    cannot be used.
    """
    suffix = path.suffix.lower()
    if suffix == ".csv":
        text, _ = decode(read_bytes(path, _MOST_BYTES), path)
        yield path.stem, _rows_of_text(text, path)
    elif suffix in (".xlsx", ".xlsm"):
        yield from _sheets(path)
    elif suffix in (".xls", ".et", ".ods"):
        raise NdbgError(f"“{path}”请先用 Excel 或 WPS 另存为 .xlsx")
    else:
        raise NdbgError(f"“{path}”不是表格：名册可以是 .xlsx、.csv 或 .toml")


def _rows_of_text(text: str, path: Path) -> list[list[str]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows: list[list[str]] = []
    start = 1
    try:
        for row in lines:
            rows.append(row[:_MOST_COLUMNS])
            start = lines.line_num + 1
    except csv.Error:
        raise NdbgError(
            f"“{path}”从第 {start} 行起有一格长得不正常，多半是引号少了一个；请用 Excel 或 WPS 打开检查，另存一份再试"
        ) from None
    return rows


def _delimiter(text: str) -> str:
    """The sign between the cells: of comma, tab and semicolon the one that is most often in the first lines."""
    head = "".join(text.splitlines(keepends=True)[:_SEARCHED_LINES])
    return max(",\t;", key=head.count)


def _sheets(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    for sheet in opened(read_bytes(path, _MOST_BYTES), path, _MOST_TAGS):
        yield sheet.title, _rows(sheet)


def _rows(sheet: "Worksheet") -> list[list[str]]:
    last = min(sheet.max_row, _MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
    rows = [
        [_text(value) for value in row]
        for row in sheet.iter_rows(max_row=last[0], max_col=last[1], values_only=True)
    ]
    for area in sheet.merged_cells.ranges:
        whole = rows[area.min_row - 1][area.min_col - 1] if area.min_row <= len(rows) else ""
        for row in rows[area.min_row - 1 : area.max_row]:
            for column in range(area.min_col - 1, min(area.max_col, len(row))):
                row[column] = whole
    return rows


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.date()}"
    if isinstance(value, date):
        return f"{value}"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return f"{value}".strip()
