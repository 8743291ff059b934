"""Write a report as a workbook: one sheet a section, live sums, broken relations in red.

The results of formulas are stored, for programs that do not calculate.
"""

import io
from typing import TYPE_CHECKING

from ndbg.document.blanks import UNWRITTEN
from ndbg.document.titles import lead_of
from ndbg.errors import NdbgError
from ndbg.form import Section
from ndbg.report import Report, date_text
from ndbg.write.book import A4, LONGEST, close_book, open_book
from ndbg.write.shared import DRAFT, paragraphs, title
from ndbg.write.workbook.checks import write_checks
from ndbg.write.workbook.formats import PROSE_SIZE, TITLE_SIZE, Formats, row_height
from ndbg.write.workbook.places import sheet_name
from ndbg.write.workbook.tables import write_table

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_PROSE_WIDTH = 72


def write_workbook(report: Report, *, draft: bool = False) -> bytes:
    """The workbook of a report.

    Raises NdbgError where XlsxWriter is not installed, or a paragraph is too long for a cell.
    """
    buffer = io.BytesIO()
    book = open_book(buffer, title(report, draft=draft), report.year)
    formats = Formats(book)
    for section in report.form.sections:
        sheet = book.add_worksheet(sheet_name(section))
        _set_up(sheet, draft=draft)
        if section.table:
            sheet.write_string(0, 0, section.heading, formats.heading)
            write_table(sheet, report.form.table(section.table), report, formats)
        else:
            _write_prose(sheet, section, report, formats, draft=draft)
    _add_checks(book, report, formats, draft=draft)
    return close_book(book, buffer)


def _set_up(sheet: "Worksheet", *, draft: bool) -> None:
    sheet.hide_gridlines(2)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")
    if draft:
        sheet.set_header(f"&C{DRAFT}")


def _add_checks(book: "Workbook", report: Report, formats: Formats, *, draft: bool) -> None:
    sheet = book.add_worksheet("核对")
    _set_up(sheet, draft=draft)
    write_checks(sheet, report, formats)


def _write_prose(
    sheet: "Worksheet", section: Section, report: Report, formats: Formats, *, draft: bool
) -> None:
    """A section of prose, a paragraph a row; title and foreword above the first, the day below the last."""
    sheet.set_column(0, 0, _PROSE_WIDTH)
    lines = [(section.heading, formats.heading)]
    for line in paragraphs(report, section.no):
        plain = formats.missing if line == UNWRITTEN else formats.prose(line)
        lines.append((line, formats.lead if lead_of(line) == len(line) else plain))
    if section is report.form.sections[0]:
        preface = [(line, formats.prose(line)) for line in report.preface.text.split("\n") if line]
        name = title(report, draft=draft)
        lines = [(name, formats.title(name)), *preface, *lines]
    if section is report.form.last_section and report.published:
        closing = (report.agency, date_text(report.published))
        lines += [(line, formats.signature(line)) for line in closing]
    for row, (line, look) in enumerate(lines):
        if len(line) > LONGEST:
            raise NdbgError(
                f"“{section.heading}”有一段 {len(line)} 个字，Excel 的一格放不下（最多 {LONGEST} 个），请分成几段"
            )
        size = TITLE_SIZE if (row, section) == (0, report.form.sections[0]) else PROSE_SIZE
        sheet.set_row(row, row_height(line, _PROSE_WIDTH, size))
        sheet.write_string(row, 0, line, look)
