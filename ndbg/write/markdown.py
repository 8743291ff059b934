"""Write a report as Markdown, which reads back to the same report."""

from collections.abc import Iterator

from ndbg.document.titles import lead_of
from ndbg.form import Table
from ndbg.form.layout import layout
from ndbg.report import Report, date_text
from ndbg.text.markdown import escape
from ndbg.write.shared import figure_text, paragraphs, title


def write_markdown(report: Report, *, draft: bool = False) -> str:
    """The report: headings, paragraphs, and tables in which the cells covered by a span are blank."""
    return "\n\n".join(_parts(report, draft=draft)) + "\n"


def _parts(report: Report, *, draft: bool) -> Iterator[str]:
    yield f"# {_text(title(report, draft=draft))}"
    yield from (_text(line) for line in report.preface.text.split("\n") if line)
    for section in report.form.sections:
        yield f"## {section.heading}"
        if section.table:
            yield "\n".join(_table(report.form.table(section.table), report))
        else:
            yield from (_paragraph(line) for line in paragraphs(report, section.no))
    if report.published:
        # Two spaces at the end of a line are a line break.
        yield f"{_text(report.agency)}  \n{date_text(report.published)}"


def _paragraph(line: str) -> str:
    """A paragraph; one that is nothing but a numbered sentence is a heading."""
    text = _text(line)
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


def _text(text: str) -> str:
    """A text on a line of its own, escaped without loss."""
    return escape(text.strip(), lossless=True)
