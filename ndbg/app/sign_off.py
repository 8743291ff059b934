"""The sign-off sheet (送审单) of a report: who drafted it, its key figures, the result of the check."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ndbg.app.check import Checked
from ndbg.check.defect import Severity
from ndbg.check.finding import Finding, Result
from ndbg.form import Cell, Form, Label
from ndbg.report import Report
from ndbg.report.fingerprint import fingerprint
from ndbg.report.names import short_name
from ndbg.show.plain import severity_word, summary, unevaluated_lines
from ndbg.write.word.sheet import Sheet, add_sheet

# Remarks that fit under the table on one page; of the others only the number is given.
_MOST_REMARKS = 12
_BLANK = "　"


def sign_off(word: bytes, path: Path, checked: Checked, *, draft: bool = False) -> bytes:
    """A Word report with the sheet as its first page; `path` is for messages.

    Raises NdbgError where it is no sound Word file.
    """
    sheet = sign_off_sheet(checked.report, checked.last, checked.result, checked.compared_with, draft=draft)
    return add_sheet(word, path, sheet)


def sign_off_sheet(
    report: Report,
    last: Report | None,
    result: Result,
    compared_with: Sequence[str] = (),
    *,
    draft: bool = False,
) -> Sheet:
    """The content of the sheet, with last year's figures where known."""
    drafter = report.added.drafter
    facts = (
        ("报告机关", report.agency),
        ("报告年度", f"{report.year}年"),
        ("拟稿处室", drafter.section or _BLANK),
        ("拟稿人", drafter.name or _BLANK),
        ("联系电话", drafter.phone or _BLANK),
        ("送审日期", _BLANK),
    )
    return Sheet(
        facts=facts,
        figures=tuple(_figures(report, last)),
        years=(f"{report.year - 1}年", f"{report.year}年"),
        result=summary(result),
        remarks=(*_compared(result, compared_with), *_remarks(result)),
        fingerprint=fingerprint(report),
        draft=draft,
    )


def key_figures(form: Form) -> Iterator[tuple[str, Cell]]:
    """The figures that a leader looks at first: totals, and figures that belong to no total."""
    for table in form.tables:
        for entry in table.entries:
            # The rows of a group are details, which are in the report.
            if len(entry.label.under) > 1:
                continue
            name = short_name(entry.label)
            if entry.cells[0].row.sum:
                name = f"{short_name(Label(entry.label.under[-1]))}{name}"
            if entry.total:
                yield name, entry.total
            else:
                for cell in entry.cells:
                    column = short_name(cell.column.label).removesuffix("件数")
                    yield f"{name}{column if len(entry.cells) > 1 else ''}", cell


def _figures(report: Report, last: Report | None) -> Iterator[tuple[str, str, str]]:
    for name, cell in key_figures(report.form):
        values = [r.figures[cell.id].text if r and cell.id in r.figures else "—" for r in (last, report)]
        unit = f"（{cell.column.unit}）" if cell.decimal and cell.column.unit else ""
        yield f"{name}{unit}", values[0], values[1]


def _compared(result: Result, compared_with: Sequence[str]) -> Iterator[str]:
    """The bodies below that the report was compared with, with the number of findings, and the notes on these."""
    for at, text in enumerate(compared_with):
        count = sum(finding.code.startswith("H") for finding in result.findings)
        outcome = "" if at else f"：{f'不符的 {count} 处' if count else '没有不符'}"
        yield f"{text}{outcome}。"


def _remarks(result: Result) -> Iterator[str]:
    # Hints count where they are of bodies below: a difference in the sums, though one of these may have caused it.
    reported = [f for f in result.findings if f.severity is not Severity.INFO or f.reason or f.code[0] == "H"]
    for finding in reported[:_MOST_REMARKS]:
        yield _remark(finding)
    if len(reported) > _MOST_REMARKS:
        yield f"另有 {len(reported) - _MOST_REMARKS} 处没有列出，请拟稿人附上完整的核对结果。"
    # Those who sign do not edit the data file: advice on it is left out.
    yield from unevaluated_lines(result, with_advice=False)


def _remark(finding: Finding) -> str:
    answer = f"　说明：{finding.reason}" if finding.reason else ""
    return f"{severity_word(finding)} {finding.code}：{finding.defect.message}{answer}"
