"""Write a report as Markdown: plain enough to be read as it is, and read back to the same report."""

import re
from collections.abc import Iterator

from ndbg.form import FORM, Table
from ndbg.form.layout import layout
from ndbg.form.titles import lead_of
from ndbg.report import Report, date_text
from ndbg.write.wording import figure_text, paragraphs, title

# What means something wherever it stands, and what does at the head of a line.
_SIGNS = re.compile(r"[\\`*_\[\]<>|~&#]")
_AT_HEAD = re.compile(r"^(?:[=+-]|\d+(?=[.)](?:\s|$)))")


def write_markdown(report: Report, *, draft: bool = False) -> str:
    """The report: headings, paragraphs, and tables in which what a cell spans is left blank."""
    return "\n\n".join(_parts(report, draft=draft)) + "\n"


def _parts(report: Report, *, draft: bool) -> Iterator[str]:
    yield f"# {escaped(title(report, draft=draft))}"
    yield from (escaped(line) for line in report.preface.text.split("\n") if line)
    for section in FORM.sections:
        yield f"## {section.heading}"
        if section.table:
            yield "\n".join(_table(FORM.table(section.table), report))
        else:
            yield from (_paragraph(line) for line in paragraphs(report, section.no))
    if report.published:
        # Two spaces break the line.
        yield f"{escaped(report.agency)}  \n{date_text(report.published)}"


def _paragraph(line: str) -> str:
    """A paragraph; one that is nothing but a numbered sentence is a heading."""
    text = escaped(line)
    return f"### {text}" if lead_of(line) == len(line) else text


def _table(table: Table, report: Report) -> Iterator[str]:
    drawn = layout(table)
    for number, row in enumerate(drawn.rows):
        cells = [""] * drawn.width
        for box in row:
            cells[box.column] = figure_text(report, box.cell.id) if box.cell else box.text
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * drawn.labels}{' ---: |' * (drawn.width - drawn.labels)}"


def escaped(text: str) -> str:
    """A line of text in which nothing is markup."""
    text = _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
    return _AT_HEAD.sub(lambda head: f"{head[0]}\\" if head[0].isdigit() else f"\\{head[0]}", text)
