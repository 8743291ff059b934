"""The sheets of a workbook of any format, as paragraphs and tables."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ndbg.document.document import Node, Paragraph, TableNode
from ndbg.document.grid import Grid, GridCell, has_number
from ndbg.document.headings import is_heading
from ndbg.errors import NdbgError
from ndbg.form import forms
from ndbg.read.assemble import assemble
from ndbg.report import Blank, Doubtful, Origin, Report, Unread, date_text
from ndbg.text.labels import label_key

MOST_ROWS, MOST_COLUMNS = 1000, 64  # that are read of a sheet; a report has some sixty rows
MOST_CELLS = 300_000  # of all sheets together
_MOST_DECIMALS = 8


@dataclass(frozen=True)
class Sheet:
    """A sheet: the texts of its cells by row and column, counted from 0.

    `areas` are the merged cells: first and last row, first and last column. `scaled` are cells whose number format
    divides or multiplies the number shown, `unsaved` formulas without a saved result; `decimals` are the numbers of
    decimals that number formats fix. Hidden rows and columns are not read.
    """

    title: str
    texts: Mapping[tuple[int, int], str]
    areas: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    scaled: Sequence[tuple[int, int]] = ()
    unsaved: Sequence[tuple[int, int]] = ()
    decimals: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def place(self, row: int, column: int) -> str:
        """The name of a cell: `工作表“年报”D12`."""
        return f"工作表“{self.title}”{name(row, column)}"

    @property
    def hides(self) -> bool:
        """Whether hidden rows or columns have content."""
        filled = (cell for cell, text in self.texts.items() if text)
        return any(row in self.hidden_rows or column in self.hidden_columns for row, column in filled)

    def nodes(self) -> Iterator[Node[str]]:
        """The texts of the sheet as paragraphs, row by row, and the whole sheet as one table.

        The title of the sheet is a paragraph too if it is the heading of a section and no cell is one.
        """
        grid = self._grid()
        filled = [[c for c in grid.across(row) if c.text and c.row == row] for row in range(len(grid.rows))]
        if is_heading(self.title) and not any(is_heading(cell.text) for cells in filled for cell in cells):
            yield Paragraph(self.title, self.place(0, 0))
        for row, cells in enumerate(filled):
            next_to = [*filled[max(row - 1, 0) : row], *filled[row + 1 : row + 2]]
            of_table = any(len(others) > 1 for others in next_to)
            for cell in _texts_among(cells, of_table=of_table):
                yield from (Paragraph(line, cell.payload) for line in cell.text.split("\n"))
        yield TableNode.of(grid, {})

    def _grid(self) -> Grid[str]:
        height = min(max((row for row, _ in self.texts), default=-1) + 1, MOST_ROWS)
        width = min(max((column for _, column in self.texts), default=-1) + 1, MOST_COLUMNS)
        rows = [row for row in range(height) if row not in self.hidden_rows]
        columns = [column for column in range(width) if column not in self.hidden_columns]
        cells = {
            (row, column): GridCell(at, to, self.texts.get((row, column), ""), self.place(row, column))
            for at, row in enumerate(rows)
            for to, column in enumerate(columns)
        }
        for top, bottom, left, right in self.areas:
            covered = [
                (row, column)
                for row in range(top, min(bottom, height - 1) + 1)
                for column in range(left, min(right, width - 1) + 1)
                if (row, column) in cells
            ]
            if covered:
                first = cells[covered[0]]
                text = self.texts.get((top, left), "")
                whole = GridCell(first.row, first.column, text, self.place(top, left))
                cells |= dict.fromkeys(covered, whole)
        return Grid([[cells[row, column] for column in columns] for row in rows])


def _texts_among(cells: Sequence[GridCell[str]], *, of_table: bool) -> Sequence[GridCell[str]]:
    """The cells of a row that are text: its only cell or, in a row without numbers, sentences and headings beside them.

    `of_table`: a row of a table is next to it, so that an only cell with a label belongs to the table.
    """
    if len(cells) == 1:
        return () if of_table and label_key(cells[0].text) in _words_of_tables() else cells
    sentences = [cell for cell in cells if cell.text.rstrip().endswith("。")]
    if not sentences or any(has_number(cell.text) for cell in cells):
        return ()
    return [cell for cell in cells if cell in sentences or is_heading(cell.text)]


@cache
def _words_of_tables() -> frozenset[str]:
    """The keys of labels and headings of the forms' tables, which may be alone in their row."""
    return frozenset().union(*(form.words for form in forms()))


def name(row: int, column: int) -> str:
    """The name of a cell in its sheet: `D12`."""
    letters, remaining = "", column + 1
    while remaining:
        remaining, at = divmod(remaining - 1, 26)
        letters = chr(ord("A") + at) + letters
    return f"{letters}{row + 1}"


class Place(NamedTuple):
    """A cell of a workbook: the title of its sheet, its row and column, counted from 0."""

    sheet: str
    row: int
    column: int


_CALLED = re.compile(r"工作表“(.*)”([A-Z]+)([0-9]+)", re.DOTALL)


def place_called(called: str) -> Place | None:
    """The cell with a name made by `Sheet.place`; None where it names no cell."""
    if not (match := _CALLED.fullmatch(called)):
        return None
    column = 0
    for letter in match[2]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Place(match[1], int(match[3]) - 1, column - 1)


def text_of(value: object) -> str:
    """A value as text: whole numbers without a fraction, small ones without an exponent, days as `2025年1月24日`.

    Numbers are rounded to eight decimals, which removes the rounding error of sums: 12.0000000001.
    """
    if value is None:
        return ""
    if isinstance(value, float):
        value = round(value, _MOST_DECIMALS)
        return f"{value:.0f}" if value.is_integer() else f"{Decimal(f'{value}'):f}"
    if isinstance(value, datetime) and value.time() == time():
        return date_text(value.date())
    if isinstance(value, date) and not isinstance(value, datetime):
        return date_text(value)
    return f"{value}"


def read_sheets(sheets: Sequence[Sheet], path: Path) -> Report:
    """The report in some sheets. Raises NdbgError where they have more merged cells than any report."""
    for sheet in sheets:
        sizes = (
            (min(bottom, MOST_ROWS) - top + 1) * (min(right, MOST_COLUMNS) - left + 1)
            for top, bottom, left, right in sheet.areas
        )
        if sum(sizes) > MOST_CELLS:
            raise NdbgError(f"“{path}”里合并的格子太多，不像是一份报告，没有读")
    nodes = [node for sheet in sheets for node in sheet.nodes()]
    report = assemble(nodes, path, lambda place: Origin(place=place.cell.payload))
    unread = {unread.origin.place for unread in report.unread}
    notes = [f"工作表“{sheet.title}”里隐藏的行、列没有读" for sheet in sheets if sheet.hides]
    if scaled := [place for sheet in sheets for at in sheet.scaled if (place := sheet.place(*at)) in unread]:
        notes.append(
            f"{_some(scaled)}存的数和显示的数不一样大（显示格式改变了单位），没有读；请直接填写按表式单位换算好的数"
        )
    if unsaved := [
        place for sheet in sheets for at in sheet.unsaved if (place := sheet.place(*at)) in unread
    ]:
        notes.append(f"{_some(unsaved)}的公式没有保存结果，没有读；请用 Excel 或 WPS 打开，保存后再试")
        report = replace(report, unread=tuple(_with_formulas(report.unread, set(unsaved))))
    return report.with_notes(*notes) if notes else report


def _with_formulas(unread: Iterable[Unread], unsaved: Set[str]) -> Iterator[Unread]:
    """Reasons why figures were not read, without those that call a formula without a result blank."""
    for reason in unread:
        if isinstance(reason, Blank) and reason.origin.place in unsaved:
            advice = "它的结果没有保存在文件里，请用 Excel 或 WPS 打开，保存后再试"
            yield Doubtful(reason.cells, "公式", reason.origin, advice=advice)
        else:
            yield reason


_SHOWN = 3


def _some(places: Sequence[str]) -> str:
    """The first three of some places, and their number if there are more."""
    return "、".join(places[:_SHOWN]) + (f" 等 {len(places)} 格" if len(places) > _SHOWN else " ")
