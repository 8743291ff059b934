"""Findings for a person at a terminal: the message, the lines at fault, the part of the table."""

from collections.abc import Iterator, Mapping

from rich.cells import chop_cells
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ndbg.check.defect import Severity
from ndbg.check.finding import Finding, Result
from ndbg.form import Cell
from ndbg.report import Report
from ndbg.show.lines import marked
from ndbg.show.plain import remaining, severity_word, summary
from ndbg.text.controls import printable

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_MOST_ROWS = 8
_LEAST_WIDTH = 30


def terminal(report: Report, result: Result, width: int, *, findings_only: bool = False) -> RenderableType:
    """The result of a check, for a terminal of so many columns; `findings_only`: without its summary."""
    parts: list[RenderableType] = []
    for likely in result.likely:
        place = likely.origin.place or (f"第{likely.origin.line}行" if likely.origin.line else "")
        parts += [Text(f"{printable(place)}{'：' if place else ''}{likely.message}", "bold"), Text()]
    for finding in result.findings:
        parts += _finding(report, finding, width)
    if findings_only:
        return Group(*parts)
    # Broken by characters: Chinese has no blanks, and rich would break only at the first one.
    parts += [Text(part, "dim") for line in remaining(result) for part in chop_cells(line, width)]
    style = "bold red" if not result.passes else "bold green"
    parts.append(Text(f"{printable(str(report.source.path))}：{summary(result)}", style))
    return Group(*parts)


def _finding(report: Report, finding: Finding, width: int) -> Iterator[RenderableType]:
    head = Text()
    style = "dim" if finding.reason else _STYLES[finding.severity]
    head.append(f"{severity_word(finding)} {finding.code}", style)
    head.append(f" {finding.rule.name}", "bold")
    yield head
    # A finding on prose names its place in the message.
    in_prose = any(origin.section for origin in finding.defect.origins)
    place = f"{printable(finding.place)}：" if finding.place and not in_prose else ""
    yield Padding(Text(f"{place}{_one_line(finding.defect.message)}"), (0, 0, 0, 2))
    if in_prose and (places := list(dict.fromkeys(o.place for o in finding.defect.origins if o.place))):
        yield Padding(Text(f"见{printable('、'.join(places[:_MOST_ROWS]))}", "dim"), (0, 0, 0, 2))
    if finding.reason:
        yield Padding(Text(f"说明：{_one_line(finding.reason)}"), (0, 0, 0, 2))
    yield from _source_lines(report, finding, width)
    if len(finding.defect.cells) > 1 and finding.defect.difference is not None:
        yield Padding(_table_excerpt(report, finding), (0, 0, 0, 4))
    yield Text()


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def _source_lines(report: Report, finding: Finding, width: int) -> Iterator[RenderableType]:
    """The lines of the file with the numbers at fault marked."""
    lines: dict[int, list[tuple[int, int]]] = {}
    for origin in finding.defect.origins:
        if origin.line and origin.line <= len(report.source.lines):
            lines.setdefault(origin.line, []).append((origin.start, origin.end))
    shown = sorted(lines if len(lines) <= _MOST_ROWS else _most_telling(report, lines, finding.line))
    for number in shown:
        gutter = f"{number:>5} │ "
        line, marks = marked(
            report.source.lines[number - 1], lines[number], max(width - len(gutter) - 2, _LEAST_WIDTH)
        )
        yield Text.assemble((gutter, "dim"), line)
        yield Text.assemble((" " * (len(gutter) - 2) + "│ ", "dim"), (marks, _STYLES[finding.severity]))
    if len(shown) < len(lines):
        yield Text(f"      … 另有 {len(lines) - len(shown)} 行", "dim")


def _most_telling(report: Report, lines: Mapping[int, list[tuple[int, int]]], first: int | None) -> list[int]:
    """Of many lines the first few: the one that the finding points at (`first`), and those whose figures are not all 0."""

    def zero(number: int) -> bool:
        return all(report.source.lines[number - 1][start:end] == "0" for start, end in lines[number])

    return [n for n in lines if n == first or not zero(n)][:_MOST_ROWS]


def _table_excerpt(report: Report, finding: Finding) -> Table:
    """An excerpt of the form's table with the rows and columns of the figures."""
    cells = [report.form.cells[id] for id in finding.defect.cells]
    rows = list(dict.fromkeys(_row(cell) for cell in cells))
    columns = list(dict.fromkeys(_column(cell) for cell in cells))
    values = _values(report, cells)
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    table.add_column(overflow="fold")
    for column in columns:
        table.add_column(column, justify="right", overflow="fold")
    shown = (
        rows
        if len(rows) <= _MOST_ROWS
        else [r for r in rows if any(values.get((r, c), "0") != "0" for c in columns)]
    )
    for row in shown:
        table.add_row(row, *(values.get((row, column), "") for column in columns))
    if len(shown) < len(rows):
        table.caption = f"其余 {len(rows) - len(shown)} 行都是 0"
    return table


def _values(report: Report, cells: list[Cell]) -> Mapping[tuple[str, str], str]:
    """The figures as printed, by the names of their rows and columns."""
    texts = {}
    for cell in cells:
        if figure := report.figures.get(cell.id):
            texts[_row(cell), _column(cell)] = figure.text
    return texts


def _row(cell: Cell) -> str:
    return cell.row.label.text if cell.row.id else cell.column.label.under[-1]


def _column(cell: Cell) -> str:
    return cell.column.label.text
