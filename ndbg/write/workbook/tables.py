"""A table of the form on its sheet: boxes, figures, live sums, broken relations in red."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ndbg.form import Block, Cell, Form, Line, Measure, Relation, Table
from ndbg.form.layout import Box, Kind, Layout, layout
from ndbg.report import Figure, Report
from ndbg.write.shared import UNFILLED, figure_text
from ndbg.write.workbook.formats import TABLE_SIZE, Formats, row_height
from ndbg.write.workbook.places import ROWS_ABOVE, places, references

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Widths of the columns of labels, from the right: labels of rows, then of their groups.
_LABEL_WIDTHS = (38, 13, 6)
_FIGURE_WIDTH, _BROAD_FIGURE_WIDTH = 9, 22
_WIDE = 6


def write_table(
    sheet: "Worksheet", table: Table, report: Report, formats: Formats, *, to_fill: bool = False
) -> None:
    """Draw a table of the form under its heading; `to_fill`: cells without a formula are unlocked."""
    drawn = layout(table)
    _set_up(sheet, drawn, report)
    for box in drawn.boxes:
        if to_fill and box.cell:
            _write_open(sheet, box, box.cell, report, formats)
        else:
            _write_box(sheet, box, drawn, report, formats)
    for relation in table.relations:
        _mark_broken(sheet, relation, report.form, formats)
    for block in table.blocks:
        for measure, columns in groupby(block.columns, key=lambda column: column.measure):
            _validate(sheet, block, tuple(columns), measure, report.form, formats, to_fill=to_fill)


def _set_up(sheet: "Worksheet", drawn: Layout, report: Report) -> None:
    longest = max((len(figure_text(report, box.cell.id)) for box in drawn.boxes if box.cell), default=0)
    figures = max(longest + 2, _FIGURE_WIDTH if drawn.width > _WIDE else _BROAD_FIGURE_WIDTH)
    labels = [*reversed(_LABEL_WIDTHS[: drawn.labels])]
    widths = [*labels, *[figures] * (drawn.width - drawn.labels)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(drawn.rows, ROWS_ABOVE):
        heights = [
            row_height(box.text, sum(widths[box.column : box.last_column + 1]), TABLE_SIZE)
            for box in row
            if box.rows == 1
        ]
        sheet.set_row(number, max(heights, default=0))
    if drawn.heads:
        sheet.freeze_panes(ROWS_ABOVE + drawn.heads, drawn.labels)
        sheet.repeat_rows(ROWS_ABOVE, ROWS_ABOVE + drawn.heads - 1)
    if drawn.width > _WIDE:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 1)


def _write_box(sheet: "Worksheet", box: Box, drawn: Layout, report: Report, formats: Formats) -> None:
    row, column = box.row + ROWS_ABOVE, box.column
    figure = report.figures.get(box.cell.id) if box.cell else None
    if box.cell:
        look = formats.figure(_decimals(figure)) if figure else formats.unfilled
        look = formats.digits if figure and not _is_exact(figure) else look
    elif box.kind is Kind.REMARK:
        look = formats.remark
    else:
        look = formats.label if box.kind is Kind.ROW and box.leaf and drawn.labels else formats.head
    if box.rows > 1 or box.columns > 1:
        sheet.merge_range(row, column, box.last_row + ROWS_ABOVE, box.last_column, "", look)
    if box.cell is None:
        sheet.write_string(row, column, box.text, look)
    elif figure is None:
        sheet.write_string(row, column, UNFILLED, look)
    elif not _is_exact(figure):
        sheet.write_string(row, column, figure.text, look)
    elif (formula := _formula(box.cell, report)) is not None:
        sheet.write_formula(row, column, formula, look, int(figure.value))
    else:
        sheet.write_number(row, column, float(figure.value), look)


def _write_open(sheet: "Worksheet", box: Box, cell: Cell, report: Report, formats: Formats) -> None:
    """Write a figure to fill in: blank where it is missing, a formula where it is a sum."""
    row, column, figure = box.row + ROWS_ABOVE, box.column, report.figures.get(cell.id)
    computed = is_computed(cell, report)
    if computed:
        look = formats.computed
    elif figure and not _is_exact(figure):
        look = formats.open_digits
    elif cell.decimal:
        look = formats.open_figure(_decimals(figure) if figure else None)
    else:
        look = formats.open_figure(0)
    if box.columns > 1:
        sheet.merge_range(row, column, box.last_row + ROWS_ABOVE, box.last_column, "", look)
    if computed:
        parts = report.form.totals[cell.id].left
        cells = references(parts, report.form)
        formula = f'=IF(COUNT({cells})={len(parts)},SUM({cells}),"")'
        sheet.write_formula(row, column, formula, look, int(figure.value) if figure else "")
    elif figure is None:
        sheet.write_blank(row, column, None, look)
    elif _is_exact(figure):
        sheet.write_number(row, column, float(figure.value), look)
    else:
        sheet.write_string(row, column, figure.text, look)


def is_computed(cell: Cell, report: Report) -> bool:
    """Whether a figure is written as the formula of a sum.

    A stated figure stays a number where a part is missing, where the parts have another sum, or where they exceed
    what a workbook adds exactly.
    """
    relation = report.form.totals.get(cell.id)
    if relation is None:
        return False
    parts = [report.figures.get(part.id) for part in relation.left]
    figure = report.figures.get(cell.id)
    if figure is None:
        return True
    known = [part for part in parts if part]
    return (
        len(known) == len(parts)
        and all(map(_is_exact, (*known, figure)))
        and sum(part.value for part in known) == figure.value
    )


def _decimals(figure: Figure) -> int:
    return len(figure.text.partition(".")[2])


def _is_exact(figure: Figure) -> bool:
    """Whether a workbook can hold a figure as a number: cells have some fifteen significant digits."""
    number = float(figure.value)
    return float(f"{number:.16G}") == number and Decimal(f"{number}") == figure.value


def _formula(cell: Cell, report: Report) -> str | None:
    """The formula of a 总计; None where the report states another value, which is shown instead."""
    relation = report.form.totals.get(cell.id)
    if relation is None:
        return None
    values = [report.figures[part.id].value if part.id in report.figures else None for part in relation.left]
    if None in values or sum(v for v in values if v is not None) != report.figures[cell.id].value:
        return None
    return f"=SUM({references(relation.left, report.form)})"


def _mark_broken(sheet: "Worksheet", relation: Relation, form: Form, formats: Formats) -> None:
    """Turn a 总计 red where its relation is broken; for a balance, both sides."""
    left, right = references(relation.left, form), references(relation.right, form)
    count = f"COUNT({references(relation.cells, form)})={len(relation.cells)}"
    criteria = f"=AND({count},SUM({left})<>SUM({right}))"
    for cell in relation.cells if relation.kind == "balance" else relation.right:
        place = places(form)[cell.id]
        rule = {"type": "formula", "criteria": criteria, "format": formats.wrong}
        sheet.conditional_format(place.row, place.column, place.row, place.column, rule)


# Data validation by the measure of a figure: Excel's type, the title and the text of the message.
_TYPED: Mapping[Measure, tuple[str, str, str]] = {
    Measure.COUNT: ("integer", "OR({0}<0,{0}<>INT({0}))", "这里填不小于 0 的整数；没有的填 0"),
    Measure.CHANGE: ("integer", "{0}<>INT({0})", "这里填整数，减少的填负数；没有变化的填 0"),
    Measure.AMOUNT: ("decimal", "OR({0}<0)", "这里填不小于 0 的数"),
}
_MOST = 10**9 - 1


def _validate(
    sheet: "Worksheet",
    block: Block,
    columns: Sequence[Line],
    measure: Measure,
    form: Form,
    formats: Formats,
    *,
    to_fill: bool,
) -> None:
    """Refuse values outside the domain of the figures of some columns, and turn them red.

    Blank cells turn red too or, where they are to be filled in, yellow.
    """
    # Neighbouring columns make the rectangle between the first and the last figure.
    first, last = (
        places(form)[block.cell(row, column).id]
        for row, column in ((block.rows[0], columns[0]), (block.rows[-1], columns[-1]))
    )
    area = (first.row, first.column, last.row, last.column)
    here = first.name.replace("$", "")
    kind, wrong, message = _TYPED[measure]
    other = f"LEN({here})>0" if to_fill else f"ISBLANK({here})"
    criteria = f"=IF(ISNUMBER({here}),{wrong.format(here)},{other})"
    if to_fill:
        blank = {"type": "formula", "criteria": f"=ISBLANK({here})", "format": formats.blank}
        sheet.conditional_format(*area, blank)
    sheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": formats.wrong})
    bounds: dict[str, Any] = {"criteria": ">=", "value": 0}
    if measure is Measure.CHANGE:
        bounds = {"criteria": "between", "minimum": -_MOST, "maximum": _MOST}
    sheet.data_validation(
        *area, {"validate": kind, **bounds, "error_title": "请检查", "error_message": message}
    )
