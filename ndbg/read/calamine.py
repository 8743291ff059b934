"""The sheets of old workbooks (.xls, .et, .ods), as calamine gives them.

This runs as a worker (`ndbg.process.worker`): a hostile file can make the library take all memory. The answer is
JSON: for each visible sheet its name, its rows of texts and numbers, its merged areas.
"""

import io
import json
from itertools import islice

_MOST_ROWS, _MOST_COLUMNS, _MOST_SHEETS, _MOST_AREAS = 1000, 64, 100, 5000


def work(data: bytes) -> bytes:
    """The sheets of a workbook as JSON."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    for about in book.sheets_metadata[:_MOST_SHEETS]:
        if about.visible != SheetVisibleEnum.Visible or about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows = [
            [_plain(value) for value in row[:_MOST_COLUMNS]] for row in islice(sheet.iter_rows(), _MOST_ROWS)
        ]
        first = list(sheet.start or (0, 0))
        areas = (sheet.merged_cell_ranges or [])[:_MOST_AREAS]
        sheets.append({"name": about.name, "first": first, "rows": rows, "areas": areas})
    return json.dumps(sheets).encode()


def _plain(value: object) -> object:
    """A value as JSON; days as `YYYY-MM-DD`."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return f"{value}"
