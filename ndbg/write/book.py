"""Open and close new Excel workbooks."""

import io
from datetime import datetime
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from ndbg.errors import missing

if TYPE_CHECKING:
    from xlsxwriter import Workbook

A4 = 9  # A4 in XlsxWriter
LONGEST = 32_767  # most characters of a cell


def open_book(buffer: io.BytesIO, title: str, year: int) -> "Workbook":
    """A new workbook, written to `buffer` on closing, that stores text never as formula, link or number.

    Raises NdbgError where XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError:
        raise missing("生成 Excel 文件", "excel") from None
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(buffer, {**options, "strings_to_numbers": False})
    # The time of creation would make files with equal contents differ.
    book.set_properties({"title": title, "created": datetime(year + 1, 1, 1)})
    return book


def close_book(book: "Workbook", buffer: io.BytesIO) -> bytes:
    """Close a workbook of `open_book`: its bytes, the same on every system."""
    book.close()
    same = io.BytesIO()
    with ZipFile(buffer) as made, ZipFile(same, "w", ZIP_DEFLATED) as archive:
        for info in made.infolist():
            data = made.read(info)
            info.create_system = 0  # by default that of the computer
            archive.writestr(info, data)
    return same.getvalue()
