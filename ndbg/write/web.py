"""Write a report as one accessible web page without scripts."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files

from ndbg.document.blanks import MARKER, UNWRITTEN
from ndbg.document.titles import lead_of
from ndbg.form import Section, Table
from ndbg.form.layout import Box, Kind, Layout, layout
from ndbg.report import Report, date_text
from ndbg.report.charts import Chart
from ndbg.write.shared import DRAFT, UNFILLED, paragraphs, title
from ndbg.write.svg import figure

# A table with more columns does not fit on a phone and is scrolled.
_NARROW = 6
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write_web(report: Report, charts: Sequence[Chart] = (), *, draft: bool = False) -> str:
    """The page of a report, with `charts` under their tables."""
    return "\n".join(_page(report, charts, draft=draft)) + "\n"


def _page(report: Report, charts: Sequence[Chart], *, draft: bool) -> Iterator[str]:
    name = escape(title(report, draft=draft))
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="generator" content="ndbg">\n<title>{name}</title>\n<style>\n{_style()}'
    if draft:
        yield f'@page {{ @top-center {{ content: "{DRAFT}"; }} }}'
    yield "</style>\n</head>\n<body>\n<main>\n<article>"
    if draft:
        yield f'<p class="draft">{DRAFT}</p>'
    yield f"<h1>{name}</h1>"
    yield from (_paragraph(line) for line in report.preface.text.split("\n") if line)
    for number, section in enumerate(report.form.sections, 1):
        yield from _section(section, number, report, charts)
    if report.published:
        yield (
            f'<footer>\n<p class="signature">{escape(report.agency)}<br>'
            f'<time datetime="{report.published}">{date_text(report.published)}</time></p>\n</footer>'
        )
    yield "</article>\n</main>\n</body>\n</html>"


@lru_cache(maxsize=1)
def _style() -> str:
    return files("ndbg.write").joinpath("web.css").read_text(encoding="utf-8").rstrip()


def _section(section: Section, number: int, report: Report, charts: Sequence[Chart]) -> Iterator[str]:
    yield f'<section>\n<h2 id="section-{number}">{escape(section.heading)}</h2>'
    if section.table is None:
        yield from (_paragraph(line) for line in paragraphs(report, section.no))
    else:
        table = report.form.table(section.table)
        yield from _table(table, report)
        shown = [figure(chart, f"chart-{at}") for at, chart in enumerate(charts, 1) if chart.table is table]
        if shown:
            yield '<div class="charts">'
            yield from shown
            yield "</div>"
    yield "</section>"


# -- prose -----------------------------------------------------------------------


def _paragraph(line: str) -> str:
    """A paragraph; a numbered first sentence is a heading, within the paragraph if text follows it."""
    end = lead_of(line)
    lead, rest = _marked(line[:end]), _marked(line[end:])
    if end and not rest.strip():
        return f"<h3>{lead}</h3>"
    if end:
        return f'<p><span class="lead" role="heading" aria-level="3">{lead}</span>{rest}</p>'
    return f"<p>{f'<mark>{rest}</mark>' if line == UNWRITTEN else rest}</p>"


def _marked(text: str) -> str:
    """A text with its remaining markers highlighted; a draft has them where figures are missing."""
    return MARKER.sub(lambda match: f"<mark>{match[0]}</mark>", escape(text))


# -- tables ----------------------------------------------------------------------


def _table(table: Table, report: Report) -> Iterator[str]:
    drawn = layout(table)
    wide = drawn.width > _NARROW
    caption = f"{table.id}-caption"
    yield f'<div class="scroll" role="region" aria-labelledby="{caption}" tabindex="0">'
    yield '<table class="wide">' if wide else "<table>"
    yield f'<caption class="unseen" id="{caption}">{escape(table.section.label.text)}</caption>'
    yield _columns(drawn)
    for part in drawn.parts:
        group = "thead" if part.stop <= drawn.heads else "tbody"
        yield f"<{group}>"
        for row in part:
            yield f"<tr>{''.join(_cell(box, drawn, report) for box in drawn.rows[row])}</tr>"
        yield f"</{group}>"
    yield "</table>\n</div>"


def _columns(drawn: Layout) -> str:
    groups = '<col class="group">' * (drawn.labels - 1)
    line = '<col class="line">' if drawn.labels else ""
    return f'<colgroup>{groups}{line}<col span="{drawn.width - drawn.labels}"></colgroup>'


def _cell(box: Box, drawn: Layout, report: Report) -> str:
    spans = "".join(
        f' {name}="{count}"' for name, count in (("rowspan", box.rows), ("colspan", box.columns)) if count > 1
    )
    if box.cell:
        # Each figure lists its heads (`headers`), which would be ambiguous in nested heads.
        headers = " ".join(_id(head, drawn) for head in drawn.headers(box))
        found = report.figures.get(box.cell.id)
        text = found.text if found else f"<mark>{UNFILLED}</mark>"
        return f'<td class="figure"{spans} headers="{headers}">{text}</td>'
    if box.kind is Kind.REMARK:
        return f'<td class="remark"{spans}>{escape(box.text)}</td>'
    scope = {Kind.BLOCK: "rowgroup", Kind.COLUMN: "col"}.get(box.kind, "row")
    line = ' class="line"' if box.kind is Kind.ROW and box.leaf else ""
    return f'<th{line}{spans} scope="{scope}" id="{_id(box, drawn)}">{escape(box.text)}</th>'


def _id(box: Box, drawn: Layout) -> str:
    return f"{drawn.table.id}-{box.row}-{box.column}"
