"""Write a report as a workbook data file, for people who do not use a text editor.

The tables look as printed, with live sums and last year's figures beside them. All cells but those to fill in are
locked, without a password. A sheet lists what is still missing.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ndbg.document.data_workbook import (
    AGENCY,
    BESIDE,
    DRAFTER,
    EXPLAINED,
    FACTS,
    FEE_AMOUNT,
    FEE_COUNT,
    MARK,
    MISSING,
    OFFICE,
    OPTIONAL,
    OWN,
    PHONE,
    PREVIOUS,
    PROSE,
    PROSE_FILE,
    PUBLISHED,
    RELATIONS,
    YEAR,
    last_year,
    prose_parts,
)
from ndbg.form import Relation, Table
from ndbg.form.layout import Kind, layout
from ndbg.report import YEARS, Report
from ndbg.report.new_year import NO_NAME
from ndbg.text.digits import number_or_text
from ndbg.write.book import A4, close_book, open_book
from ndbg.write.workbook.checks import CHECK_COLUMN, DIFFERENT, write_checks
from ndbg.write.workbook.formats import PROSE_SIZE, Formats, number_format, row_height
from ndbg.write.workbook.places import ROWS_ABOVE, places, references, sheet_name
from ndbg.write.workbook.tables import is_computed, write_table

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LABEL_WIDTH, _VALUE_WIDTH, _REMARK_WIDTH = 26, 46, 60
PROSE_WIDTH = 92
_BESIDE_WIDTH = 34
_FIGURE_WIDTH = 13
_BESIDE_HEIGHT = 96
_BLANK_PARAGRAPHS = 8  # blank rows for further paragraphs, in each part
_BLANK_ROWS = 20  # rows for the office's own figures, and for suppressions
_DAY = "yyyy-mm-dd"
_HOW = (
    "白色和黄色的格子可以填，灰色的自动算出，已锁定（没有密码）。黄色是还没有填的，红色是不对的，旁边写着原因。",
    "没有发生的填 0。总计自动算出。填好以后保存，再用 ndbg 核对、生成 Word 文件。",
)
_ROW_OF_FACTS = len(_HOW) + 3  # below the title, the instructions, and a blank row


class _Required(NamedTuple):
    """A line of the sheet of what is missing.

    `formula` counts what is missing or wrong, `lacking` is its result now; `done` is shown where it is 0, else `still`.
    """

    name: str
    formula: str
    lacking: int
    done: str = "齐了"
    still: str = "还没有填齐"


def write_data_workbook(
    report: Report, last: Report | None = None, remarks: Mapping[str, str] | None = None
) -> bytes:
    """The workbook data file of a report, with the figures of `last` beside its own where given.

    Prose keeps its markers. `remarks` are comments on lines, as in `write_toml`. Raises NdbgError where XlsxWriter
    is not installed.
    """
    buffer = io.BytesIO()
    book = open_book(buffer, MARK, max(report.year, YEARS[0]))
    _Writer(book, report, last, remarks or {}).write()
    return close_book(book, buffer)


class _Writer:
    def __init__(
        self, book: "Workbook", report: Report, last: Report | None, remarks: Mapping[str, str]
    ) -> None:
        self._book, self._report, self._last, self._remarks = book, report, last, remarks
        self._formats = Formats(book)
        self._required: list[_Required] = []

    def write(self) -> None:
        facts = self._sheet(FACTS)
        for table in self._report.form.tables:
            self._table(table)
        self._prose()
        self._own()
        self._suppressions()
        missing_sheet = self._sheet(MISSING)
        write_checks(self._sheet(RELATIONS), self._report, self._formats)
        self._required = [*self._required_facts(), *self._required, self._broken()]
        self._facts(facts)
        self._missing(missing_sheet)
        facts.activate()

    def _sheet(self, name: str, *, rows: bool = False) -> "Worksheet":
        """A sheet that is locked but for its cells to fill in; with `rows`, rows may be inserted and deleted."""
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        allowed = {"format_columns": True, "format_rows": True, "insert_rows": rows, "delete_rows": rows}
        sheet.protect("", allowed)
        return sheet

    # -- facts -------------------------------------------------------------------

    def _facts(self, sheet: "Worksheet") -> None:
        formats, report = self._formats, self._report
        for column, width in enumerate((_LABEL_WIDTH, _VALUE_WIDTH, _REMARK_WIDTH)):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, MARK, formats.heading)
        for row, line in enumerate(_HOW, 1):
            sheet.write_string(row, 0, line, formats.note)
        total = sum(item.lacking for item in self._required)
        formula = f'=IF(\'{MISSING}\'!$B$2=0,"都填齐了，没有对不上的地方","还差 "&\'{MISSING}\'!$B$2&" 处，见“{MISSING}”")'
        shown = f"还差 {total} 处，见“{MISSING}”" if total else "都填齐了，没有对不上的地方"
        sheet.write_formula(_ROW_OF_FACTS - 2, 0, formula, formats.lead, shown)
        fee, drafter = report.fee, report.added.drafter
        fields: list[tuple[str, object, str]] = [
            (AGENCY, report.agency, "写全称"),
            (YEAR, report.year or None, "四位数，例如 2024"),
            (PUBLISHED, report.published, "例如 2025-01-20；可以不填"),
            (PREVIOUS, report.added.previous or None, "上年报告的文件名，核对时和它比较；可以不填"),
            (PROSE_FILE, report.added.prose_file or None, "正文写在 Word 文件里的，写它的文件名；可以不填"),
            (FEE_COUNT, fee and fee.count, "没有收取的，也要在第六部分正文里写明没有收取"),
            (FEE_AMOUNT, fee and fee.amount, ""),
            (OFFICE, drafter.section or None, "下面三项印在送审单上；可以不填"),
            (DRAFTER, drafter.name or None, ""),
            (PHONE, drafter.phone or None, ""),
        ]
        for row, (label, value, remark) in enumerate(fields, _ROW_OF_FACTS):
            sheet.write_string(row, 0, label, formats.label)
            _write(sheet, row, 1, value, formats)
            sheet.write_string(row, 2, remark, formats.note)
            if label == YEAR:
                self._validate_year(sheet, row)

    def _required_facts(self) -> Iterator[_Required]:
        """The required facts: the first two."""
        report = self._report
        agency, year = (f"'{FACTS}'!$B${_ROW_OF_FACTS + at}" for at in (1, 2))
        nameless = report.agency in ("", NO_NAME)
        yield _Required(AGENCY, f'=IF(OR({agency}="",{agency}="{NO_NAME}"),1,0)', int(nameless))
        yield _Required(YEAR, f"=IF(ISNUMBER({year}),0,1)", int(not report.year))

    @staticmethod
    def _validate_year(sheet: "Worksheet", row: int) -> None:
        bounds = {"criteria": "between", "minimum": YEARS[0], "maximum": YEARS[-1]}
        validation_error = {"error_title": "请检查", "error_message": "年度填四位数，例如 2024"}
        sheet.data_validation(row, 1, row, 1, {"validate": "integer", **bounds, **validation_error})

    # -- tables ------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        sheet, formats, report = self._sheet(sheet_name(table.section)), self._formats, self._report
        sheet.write_string(0, 0, table.section.heading, formats.heading)
        units = list(dict.fromkeys(c.unit for block in table.blocks for c in block.columns if c.unit))
        sheet.write_string(1, 0, f"单位：{'、'.join(units)}", formats.note)
        write_table(sheet, table, report, formats, to_fill=True)
        self._write_reasons(sheet, table)
        if self._last:
            self._write_last_year(sheet, table, self._last)
        for entry in table.entries:
            asked = [cell for cell in entry.cells if not is_computed(cell, report)]
            if asked:
                formula = f"={len(asked)}-COUNT({references(asked, report.form, sheet=True)})"
                lacking = sum(cell.id not in report.figures for cell in asked)
                self._required.append(
                    _Required(f"{sheet_name(table.section)}：{entry.title}", formula, lacking)
                )

    def _write_reasons(self, sheet: "Worksheet", table: Table) -> None:
        """Formulas beside each row and below each column that name a relation that does not hold."""
        drawn, formats, form = layout(table), self._formats, self._report.form
        column, row = drawn.width, drawn.height + ROWS_ABOVE
        by_row: dict[int, list[Relation]] = {}
        by_column: dict[int, list[Relation]] = {}
        for relation in table.relations:
            place = places(form)[relation.right[0].id]
            kept = (
                by_row.setdefault(place.row, [])
                if relation.kind == "across"
                else by_column.setdefault(place.column, [])
            )
            kept.append(relation)
        sheet.set_column(column, column, _BESIDE_WIDTH)
        sheet.write_string(ROWS_ABOVE, column, BESIDE, formats.head)
        for at, relations in by_row.items():
            sheet.write_formula(
                at, column, self._reason_formula(relations), formats.warning, self._reason_now(relations)
            )
        if drawn.labels > 1:
            sheet.merge_range(row, 0, row, drawn.labels - 1, BESIDE, formats.head)
        else:
            sheet.write_string(row, 0, BESIDE, formats.head)
        sheet.print_area(0, 0, row, drawn.width - 1)
        if by_column:
            sheet.set_row(row, _BESIDE_HEIGHT)
        for at, relations in by_column.items():
            sheet.write_formula(
                row, at, self._reason_formula(relations), formats.warning, self._reason_now(relations)
            )
        for entry in table.entries if drawn.labels else ():
            if remark := self._remarks.get(entry.id):
                place = places(form)[entry.cells[0].id]
                if place.row not in by_row:
                    sheet.write_string(place.row, column, remark, formats.note)
                else:
                    sheet.write_comment(place.row, place.column, remark, {"x_scale": 2})

    def _reason_formula(self, relations: Sequence[Relation]) -> str:
        """A formula for the sentences on those of some relations that do not hold."""
        parts = []
        for relation in relations:
            form, cells = self._report.form, relation.cells
            left, right = references(relation.left, form), references(relation.right, form)
            one, other = _sides(relation)
            formula = f'"{one}"&SUM({left})&"{other}"&SUM({right})&"。"'
            parts.append(
                f'IF(COUNT({references(cells, form)})<{len(cells)},"",IF(SUM({left})=SUM({right}),"",{formula}))'
            )
        return f"={'&'.join(parts)}"

    def _reason_now(self, relations: Sequence[Relation]) -> str:
        """The result of `_reason_formula` for the figures of the report."""
        figures, told = self._report.figures, ""
        for relation in relations:
            if all(cell.id in figures for cell in relation.cells):
                left, right = (
                    sum(figures[c.id].value for c in side) for side in (relation.left, relation.right)
                )
                one, other = _sides(relation)
                told += "" if left == right else f"{one}{left}{other}{right}。"
        return told

    def _write_last_year(self, sheet: "Worksheet", table: Table, last: Report) -> None:
        """Last year's figures: to the right of a table whose rows have labels, else below it."""
        drawn, formats = layout(table), self._formats
        down, across = (0, drawn.width + 2 - drawn.labels) if drawn.labels else (drawn.height + 2, 0)
        top = ROWS_ABOVE - 1 if drawn.labels else ROWS_ABOVE + drawn.height + 1
        sheet.write_string(top, across + drawn.labels, last_year(last.year), formats.note)
        if drawn.labels:
            sheet.set_column(across + drawn.labels, across + drawn.width - 1, _FIGURE_WIDTH)
        for box in drawn.boxes:
            row, column = box.row + ROWS_ABOVE + down, box.column + across
            if box.kind is Kind.FIGURE and box.cell:
                figure = last.figures.get(box.cell.id)
                text = figure.text if figure else ""
            elif box.kind is Kind.COLUMN and box.column >= drawn.labels and drawn.labels:
                text = box.text
            else:
                continue
            if box.rows > 1 or box.columns > 1:
                area = (row, column, row + box.rows - 1, column + box.columns - 1)
                sheet.merge_range(*area, text, formats.past)
            else:
                sheet.write_string(row, column, text, formats.past)

    # -- texts -------------------------------------------------------------------

    def _prose(self) -> None:
        sheet, formats, report = self._sheet(PROSE, rows=True), self._formats, self._report
        sheet.set_column(0, 0, _LABEL_WIDTH)
        sheet.set_column(1, 1, PROSE_WIDTH)
        sheet.write_string(0, 0, PROSE, formats.heading)
        how = "一段一格，从上往下写；以（一）开头的是二级标题。文中的数可以写成 {{本年新收}} 这样的名称，由表格里的数自动填入。"
        sheet.write_string(1, 0, how, formats.note)
        row = 3
        for label, section in prose_parts(report.form):
            prose = report.prose.get(section.no) if section else report.preface
            source = (prose.source or prose.text) if prose else ""
            written = source.split("\n") if source else []
            sheet.write_string(row, 0, label if section else f"{label}{OPTIONAL}", formats.label)
            end = row + len(written) + _BLANK_PARAGRAPHS - 1
            for at in range(row, end + 1):
                if at - row < len(written):
                    line = written[at - row]
                    sheet.set_row(at, row_height(line, PROSE_WIDTH, PROSE_SIZE))
                    sheet.write_string(at, 1, line, formats.open_prose)
                else:
                    sheet.write_blank(at, 1, None, formats.open_prose)
            if section and not report.added.prose_file:
                formula = f"=IF(COUNTA('{PROSE}'!$B${row + 1}:$B${end + 1})=0,1,0)"
                self._required.append(_Required(f"{PROSE}：{label}", formula, int(not written)))
            row = end + 2

    def _own(self) -> None:
        remarks = {name: self._remarks.get(f"数据.{name}", "") for name in self._report.added.extra}
        rows = [(name, value, remarks[name]) for name, value in self._report.added.extra.items()]
        how = "本机关自己的数，取个名字，就可以在正文里用 {{名字}}，例如：新闻发布会，2"
        self._list(OWN, how, ("名字", "数或文字"), rows, (_LABEL_WIDTH, _VALUE_WIDTH, _REMARK_WIDTH))

    def _suppressions(self) -> None:
        rows = [(item.key, item.reason, "") for item in self._report.added.suppressions]
        how = (
            "核对时的提醒、提示如果没有问题，在这里写明原因。先写规则编号，或者编号加项目名称，例如 Y502 规章"
        )
        self._list(EXPLAINED, how, ("规则编号", "原因"), rows, (_LABEL_WIDTH, PROSE_WIDTH, 2))

    def _list(
        self,
        name: str,
        how: str,
        heads: tuple[str, str],
        rows: Sequence[tuple[str, str, str]],
        widths: Sequence[int],
    ) -> None:
        sheet, formats = self._sheet(name, rows=True), self._formats
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, name, formats.heading)
        sheet.write_string(1, 0, how, formats.note)
        for column, head in enumerate(heads):
            sheet.write_string(2, column, head, formats.head)
        for row, (key, value, remark) in enumerate(rows, 3):
            sheet.write_string(row, 0, key, formats.open_text)
            _write(sheet, row, 1, number_or_text(value), formats)
            sheet.write_string(row, 2, remark, formats.note)
        for row in range(3 + len(rows), 3 + len(rows) + _BLANK_ROWS):
            for column in (0, 1):
                sheet.write_blank(row, column, None, formats.open_text)

    # -- what is missing ---------------------------------------------------------

    def _broken(self) -> _Required:
        """The relations that do not hold."""
        relations = [relation for table in self._report.form.tables for relation in table.relations]
        column = f"'{RELATIONS}'!${CHECK_COLUMN}$2:${CHECK_COLUMN}${len(relations) + 1}"
        broken = sum(bool(self._reason_now([relation])) for relation in relations)
        name = f"对不上的地方（见“{RELATIONS}”和各表的红字）"
        return _Required(name, f'=COUNTIF({column},"{DIFFERENT}")', broken, "没有", "请改正")

    def _missing(self, sheet: "Worksheet") -> None:
        formats, items = self._formats, self._required
        sheet.set_column(0, 0, 78)
        sheet.set_column(1, 2, 14)
        for at, head in enumerate((MISSING, "还差几处", "")):
            sheet.write_string(0, at, head, formats.head)
        sheet.write_string(1, 0, "合计", formats.label)
        last = len(items) + 2
        sheet.write_formula(1, 1, f"=SUM(B3:B{last})", formats.figure(0), sum(item.lacking for item in items))
        for row, item in enumerate(items, 2):
            sheet.write_string(row, 0, item.name, formats.label)
            sheet.write_formula(row, 1, item.formula, formats.figure(0), item.lacking)
            formula = f'=IF(B{row + 1}=0,"{item.done}","{item.still}")'
            sheet.write_formula(row, 2, formula, formats.head, item.still if item.lacking else item.done)
        rule = {"type": "cell", "criteria": ">", "value": 0, "format": formats.blank}
        sheet.conditional_format(1, 1, last - 1, 1, rule)
        sheet.freeze_panes(2, 0)


def _sides(relation: Relation) -> tuple[str, str]:
    """The names of the two sides of a relation."""
    return {
        "across": ("各列之和是 ", "，总计是 "),
        "down": ("各行之和是 ", "，总计是 "),
        "balance": ("第一项加第二项是 ", "，第三项加第四项是 "),
    }[relation.kind]


def _write(sheet: "Worksheet", row: int, column: int, value: object, formats: Formats) -> None:
    """Write a value into a cell to fill in."""
    if isinstance(value, str):
        sheet.write_string(row, column, value, formats.open_text)
    elif isinstance(value, date):
        sheet.write_datetime(
            row, column, datetime(value.year, value.month, value.day), formats.open_number(_DAY)
        )
    elif isinstance(value, Decimal):
        decimals = len(f"{value:f}".partition(".")[2])
        sheet.write_number(row, column, float(value), formats.open_number(number_format(decimals)))
    elif isinstance(value, int):
        sheet.write_number(row, column, value, formats.open_number("0"))
    else:
        sheet.write_blank(row, column, None, formats.open_text)
