"""A sum as a workbook: 本机关, 部门, 县区, 乡镇 and 合计 side by side with live sums, and a sheet with one row a body."""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ndbg.form import Cell, Form
from ndbg.form.naming import name_table
from ndbg.write.book import A4, close_book, open_book
from ndbg.write.workbook.formats import row_height

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_BODIES = "各单位"
_FIRST = 4  # the first row of the bodies, below the title and the heads
_FIXED = 3  # columns before the figures: name, group, file
_SIZE, _TITLE_HEIGHT = 11, 28  # points: the font, and the row of the title
_LABELS_WIDTH = 52  # characters of the column with the names of the figures
_YELLOW, _SHADE = "#FDE68A", "#E5E7EB"


class Row(NamedTuple):
    """A body in the sum: its name, its group, its figures, the file that they come from."""

    name: str
    group: str
    figures: Mapping[str, int | Decimal]
    file: str


def write_sum(
    title: str, year: int, form: Form, groups: Sequence[str], rows: Sequence[Row], said: Sequence[str]
) -> bytes:
    """The workbook; `said` are the lines above the sums. Raises NdbgError where XlsxWriter is not installed."""
    buffer = io.BytesIO()
    book = open_book(buffer, title, year)
    formats = _Formats(book)
    sums = book.add_worksheet("汇总")
    bodies = book.add_worksheet(_BODIES)
    _write_bodies(bodies, title, form, rows, formats)
    _SumSheet(sums, form, groups, rows, formats).write(title, said)
    return close_book(book, buffer)


class _Formats:
    def __init__(self, book: "Workbook") -> None:
        plain = {"font_name": "宋体", "font_size": _SIZE}
        boxed: dict[str, Any] = {**plain, "border": 1, "valign": "vcenter"}
        wrapped, right = {**boxed, "text_wrap": True}, {**boxed, "align": "right"}
        self.title = book.add_format({"font_name": "黑体", "font_size": 16, "valign": "vcenter"})
        self.said = book.add_format(plain)
        self.warning = book.add_format({**plain, "bold": True, "font_color": "#B91C1C"})
        self.head = book.add_format({**wrapped, "bold": True, "align": "center", "bg_color": _SHADE})
        self.label = book.add_format(wrapped)
        self.table = book.add_format({**boxed, "bold": True, "bg_color": "#F3F4F6"})
        self.blank = book.add_format({**boxed, "bg_color": _YELLOW})
        # Of counts and amounts, of which some are sums.
        self._numbers = {
            (decimal, bold): book.add_format({**right, "num_format": format, "bold": bold})
            for decimal, format in ((False, "0"), (True, "0.00##"))
            for bold in (False, True)
        }

    def number(self, cell: Cell, *, total: bool = False) -> "Format":
        return self._numbers[cell.decimal, total]


def _label(cell: Cell) -> str:
    """The name of a figure's row, with its group; where the table has but one row, that of the group of its column."""
    row = cell.row.label
    group = row.under[-1] if len(row.under) > 1 else ""
    column = cell.column.label
    above = column.under[-1] if "." in cell.column.id else ""
    return f"{group}{row.text}" if cell.row.id else f"{above}"


def _write_bodies(sheet: "Worksheet", title: str, form: Form, rows: Sequence[Row], formats: _Formats) -> None:
    sheet.write_string(0, 0, f"{title}：各单位的数", formats.title)
    sheet.set_row(0, _TITLE_HEIGHT)
    for at, (head, width) in enumerate((("单位", 32), ("归入", 9), ("文件", 40))):
        sheet.merge_range(1, at, _FIRST - 1, at, head, formats.head)
        sheet.set_column(at, at, width)
    sheet.set_column(_FIXED, _FIXED + len(form.cells) - 1, 10)
    for at, cell in enumerate(form.cells.values(), _FIXED):
        sheet.write_string(1, at, name_table(form.table(cell.table)), formats.head)
        sheet.write_string(2, at, _label(cell), formats.head)
        sheet.write_string(3, at, cell.column.label.text, formats.head)
    sheet.set_row(2, 75)
    for number, row in enumerate(rows, _FIRST):
        for at, text in enumerate((row.name, row.group, row.file)):
            sheet.write_string(number, at, text, formats.label)
        for at, cell in enumerate(form.cells.values(), _FIXED):
            value = row.figures.get(cell.id)
            if value is None:
                sheet.write_blank(number, at, None, formats.blank)
            else:
                sheet.write_number(number, at, float(value), formats.number(cell))
    sheet.freeze_panes(_FIRST, _FIXED)
    sheet.autofilter(_FIRST - 1, 0, _FIRST - 1 + len(rows), 1)
    sheet.set_landscape()
    sheet.set_paper(A4)


class _SumSheet:
    """The sheet of sums: a row for each figure; columns for the groups of bodies, and for all of them (合计)."""

    def __init__(
        self, sheet: "Worksheet", form: Form, groups: Sequence[str], rows: Sequence[Row], formats: _Formats
    ) -> None:
        self._sheet, self._form, self._groups, self._rows = sheet, form, groups, rows
        self._formats = formats
        self._total = 2 + len(groups)  # the column of 合计

    def write(self, title: str, said: Sequence[str]) -> None:
        """Write the sheet, with the lines `said` above the sums."""
        sheet = self._sheet
        head = row = self._write_head(title, said)
        table = ""
        for at, cell in enumerate(self._form.cells.values(), _FIXED):
            if cell.table != table:
                table = cell.table
                row += 1
                name = f"{name_table(self._form.table(table))}　{self._form.table(table).section.label.text}"
                sheet.merge_range(row, 0, row, self._total, name, self._formats.table)
            row += 1
            self._write_figure(row, cell, at)
        sheet.freeze_panes(head + 1, 2)
        sheet.repeat_rows(head)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C— &P —")

    def _write_head(self, title: str, said: Sequence[str]) -> int:
        """Write the title, the lines below it and the heads of the columns. Returns the row of the heads."""
        sheet, formats, groups = self._sheet, self._formats, self._groups
        sheet.write_string(0, 0, title, formats.title)
        sheet.set_row(0, _TITLE_HEIGHT)
        for row, text in enumerate(said, 1):
            sheet.write_string(row, 0, text, formats.warning if text.startswith("不完整") else formats.said)
        head = 1 + len(said)
        counted = [f"{group}（{sum(one.group == group for one in self._rows)}）" for group in groups]
        for at, text in enumerate(("项目", "列", *counted, "合计")):
            sheet.write_string(head, at, text, formats.head)
        sheet.set_column(0, 0, _LABELS_WIDTH)
        sheet.set_column(1, 1, 20)
        sheet.set_column(2, self._total, 12)
        return head

    def _write_figure(self, row: int, cell: Cell, column: int) -> None:
        """Write the sums of a figure, which is in a column of the sheet of the bodies."""
        from xlsxwriter.utility import xl_col_to_name

        sheet, formats = self._sheet, self._formats
        sheet.set_row(row, row_height(_label(cell), _LABELS_WIDTH, _SIZE))
        sheet.write_string(row, 0, _label(cell), formats.label)
        sheet.write_string(row, 1, cell.column.label.text, formats.label)
        letter = xl_col_to_name(column, col_abs=True)
        first, last = _FIRST + 1, max(_FIRST + len(self._rows), _FIRST + 1)
        figures = f"{_BODIES}!{letter}${first}:{letter}${last}"
        whole = Decimal(0)
        for at, group in enumerate(self._groups, 2):
            values = (Decimal(one.figures.get(cell.id, 0)) for one in self._rows if one.group == group)
            value = sum(values, start=Decimal(0))
            whole += value
            formula = f'=SUMIF({_BODIES}!$B${first}:$B${last},"{group}",{figures})'
            sheet.write_formula(row, at, formula, formats.number(cell), float(value))
        formula = f"=SUM(C{row + 1}:{xl_col_to_name(self._total - 1)}{row + 1})"
        sheet.write_formula(row, self._total, formula, formats.number(cell, total=True), float(whole))
