"""Lists as a workbook: one sheet a list, with frozen head, filters, and print layout."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ndbg.write.book import A4, LONGEST, close_book, open_book
from ndbg.write.levels.parts import Column, List
from ndbg.write.workbook.formats import row_height

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_COLOURS = {"wrong": "#FFC7CE", "late": "#FDE68A", "good": "#FFFFFF", "quiet": "#F3F4F6"}
_SIZE = 11  # size of the font in points
_DIGITS_OF_A_CHARACTER = 2.1  # its width in that of a digit, the unit of the widths of columns


def write_lists(lists: Sequence[List], title: str, year: int) -> bytes:
    """A workbook of lists. Raises NdbgError where XlsxWriter is not installed."""
    buffer = io.BytesIO()
    book = open_book(buffer, title, year)
    formats = _Formats(book)
    for one in lists:
        _write(book, one, formats)
    return close_book(book, buffer)


class _Formats:
    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[str, bool, bool], Format] = {}
        self.title = book.add_format(
            {"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"}
        )
        self.above = book.add_format(
            {"font_name": "宋体", "font_size": _SIZE, "valign": "vcenter", "text_wrap": True}
        )
        head = {"bold": True, "align": "center", "bg_color": "#E5E7EB"}
        self.head = book.add_format({**_cell(), **head})
        self.share = book.add_format({**_cell(), "align": "center", "num_format": "0.0%"})

    def cell(self, look: str, *, number: bool, quoted: bool) -> "Format":
        key = (look, number, quoted)
        if key not in self._made:
            properties = _cell()
            if number:
                properties["align"] = "center"
            if look:
                properties["bg_color"] = _COLOURS[look]
            if quoted:
                properties["quote_prefix"] = True
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def _cell() -> dict[str, Any]:
    return {"font_name": "宋体", "font_size": _SIZE, "border": 1, "text_wrap": True, "valign": "vcenter"}


def _write(book: "Workbook", one: List, formats: _Formats) -> None:
    sheet = book.add_worksheet(one.name)
    sheet.hide_gridlines(2)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")
    head = _write_head(sheet, one, formats)
    looks = [*one.looks, *[""] * len(one.rows)]
    for at, (texts, look) in enumerate(zip(one.rows, looks, strict=False), head + 1):
        _write_row(sheet, at, texts, look, one.columns, formats)
    end = head + len(one.rows)
    if one.sum and one.rows:
        _sum(sheet, one, head + 1, end, formats)
    if one.rows:
        sheet.autofilter(head, 0, end, len(one.columns) - 1)
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)


def _write_head(sheet: "Worksheet", one: List, formats: _Formats) -> int:
    """Write the title, the lines below it and the heads of the columns. Returns the row of the heads."""
    last = len(one.columns) - 1
    sheet.merge_range(0, 0, 0, last, one.title, formats.title)
    sheet.set_row(0, 28)
    for row, text in enumerate(one.above, 1):
        sheet.merge_range(row, 0, row, last, text, formats.above)
    head = 1 + len(one.above)
    for at, column in enumerate(one.columns):
        sheet.set_column(at, at, column.width * _DIGITS_OF_A_CHARACTER)
        sheet.write_string(head, at, column.head, formats.head)
    return head


def _write_row(
    sheet: "Worksheet",
    row: int,
    texts: Sequence[str],
    look: str,
    columns: Sequence[Column],
    formats: _Formats,
) -> None:
    """Write a row of a list; texts in columns of numbers are written as numbers where they are numbers."""
    sheet.set_row(row, _height(texts, columns))
    for place, (text, column) in enumerate(zip(texts, columns, strict=True)):
        cell = formats.cell(look, number=column.number, quoted=text.startswith(("=", "+", "-", "@")))
        if column.number and text.endswith("%") and (share := _number(text[:-1])) is not None:
            sheet.write_number(row, place, share / 100, formats.share)
        elif column.number and (number := _number(text)) is not None:
            sheet.write_number(row, place, number, cell)
        else:
            sheet.write_string(row, place, text[:LONGEST], cell)


def _height(texts: Sequence[str], columns: Sequence[Column]) -> float:
    """The height of a row for its longest text, since not every program computes it."""
    pairs = zip(texts, columns, strict=True)
    return max(row_height(text, column.width * _DIGITS_OF_A_CHARACTER, _SIZE) for text, column in pairs)


def _sum(sheet: "Worksheet", one: List, first: int, last: int, formats: _Formats) -> None:
    look = formats.cell("quiet", number=True, quoted=False)
    for place, column in enumerate(one.columns):
        if not column.number:
            sheet.write_string(last + 1, place, "合计" if place == 0 else "", look)
            continue
        values = [_number(row[place]) or 0 for row in one.rows]
        letter = chr(ord("A") + place)
        sheet.write_formula(
            last + 1, place, f"=SUM({letter}{first + 1}:{letter}{last + 1})", look, sum(values)
        )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
