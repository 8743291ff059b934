"""The sheet with every relation of the form as a formula, to show those that are broken."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ndbg.form import Cell, Relation
from ndbg.form.naming import name_column, name_row, quoted, table_of
from ndbg.report import Report
from ndbg.write.workbook.formats import TABLE_SIZE, Formats, row_height
from ndbg.write.workbook.places import references

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HEADS = ("应当相等的两边", "左边", "右边", "相差", "是否相符")
_WIDTHS = (96, 12, 12, 12, 12)
_SAME, DIFFERENT, _OPEN = "相符", "不符", "没有填齐"
CHECK_COLUMN = "E"  # the column that says whether both sides are equal


def write_checks(sheet: "Worksheet", report: Report, formats: Formats) -> None:
    """One row a relation: its words, both sides, their difference, whether it holds."""
    for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, formats.head)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    form = report.form
    relations = [relation for table in form.tables for relation in table.relations]
    number = formats.figure(0)
    for row, relation in enumerate(relations, 1):
        sheet.set_row(row, row_height(_in_words(relation), _WIDTHS[0], TABLE_SIZE))
        left, right = _sum(relation.left, report), _sum(relation.right, report)
        sheet.write_string(row, 0, _in_words(relation), formats.label)
        sheet.write_formula(row, 1, f"=SUM({references(relation.left, form, sheet=True)})", number, left)
        sheet.write_formula(row, 2, f"=SUM({references(relation.right, form, sheet=True)})", number, right)
        sheet.write_formula(row, 3, f"=B{row + 1}-C{row + 1}", number, left - right)
        cells = relation.cells
        there = all(cell.id in report.figures for cell in cells)
        sheet.write_formula(
            row,
            4,
            f'=IF(COUNT({references(cells, form, sheet=True)})<{len(cells)},"{_OPEN}",IF(D{row + 1}=0,"{_SAME}","{DIFFERENT}"))',
            formats.head,
            (_SAME if left == right else DIFFERENT) if there else _OPEN,
        )
    rule = {"type": "cell", "criteria": "!=", "value": f'"{_SAME}"', "format": formats.wrong}
    sheet.conditional_format(1, 4, len(relations), 4, rule)


def _sum(cells: Sequence[Cell], report: Report) -> int:
    return sum(int(report.figures[cell.id].value) for cell in cells if cell.id in report.figures)


def _in_words(relation: Relation) -> str:
    """A relation in the words of the form."""
    stated = relation.right[0]
    table = table_of(stated)
    if relation.kind == "across":
        line = name_row(stated.row) if stated.row.id else quoted(stated.column.label.under[-1])
        return f"{table}{line}：各列之和＝{quoted(stated.column.label.text)}"
    where = f"{table}{name_column(stated.column)}"
    right = "＋".join(quoted(cell.row.label.text) for cell in relation.right)
    if relation.kind == "down":
        return f"{where}：各行之和＝{right}"
    return f"{where}：{'＋'.join(quoted(cell.row.label.text) for cell in relation.left)}＝{right}"
