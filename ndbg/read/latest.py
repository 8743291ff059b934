"""The latest report in a document that holds those of several years, one below the other."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from ndbg.document.closing import is_enclosure
from ndbg.document.document import Document, Node, Paragraph, read_document
from ndbg.document.headings import headings, section_named
from ndbg.document.titles import titles_in
from ndbg.form import Form

T = TypeVar("T")

_TWO_REPORTS = 2


def read_latest(nodes: Sequence[Node[T]], form: Form) -> tuple[Document[T], tuple[str, ...]]:
    """A document read by a form, cut down to the latest report where it holds several, with a note on that.

    Where the reports are not among `nodes` themselves, but in a table that lays out the page, only the text is cut.
    """
    document = read_document(nodes, form)
    lines = [item.text if item else "" for item in document.items]
    first = form.sections[0]
    if sum(section_named(line, form) is first for line in lines) < _TWO_REPORTS:
        return document, ()
    reports = _reports(lines, form)
    if len(reports) < _TWO_REPORTS:
        return document, ()
    years = "、".join(f"{year} 年" for year in sorted(reports, reverse=True))
    latest = max(reports)
    start, end = reports[latest]
    while (item := document.items[end - 1]) and (not item.text.strip() or is_enclosure(item.text)):
        end -= 1
    if part := _between(
        nodes, document.items[start], document.items[end] if end < len(document.items) else None
    ):
        return read_document(part, form), (f"文件里有 {years}的报告，读的是 {latest} 年的；请每年一个文件",)
    cut_down = document._replace(
        items=document.items[start:end],
        tables=document.tables[start:end],
        headings=headings(lines[start:end], form),
    )
    return cut_down, (f"文件里有 {years}的报告，正文读的是 {latest} 年的；请每年一个文件",)


def _reports(lines: Sequence[str], form: Form) -> Mapping[int, tuple[int, int]]:
    """The first line of each whole report, and the one behind it, by year."""
    titles = [(title.year, title.lines.start) for title in titles_in(lines) if title.year]
    ends = [at for _, at in titles[1:]] + [len(lines)] * bool(titles)
    return {
        year: (at, end)
        for (year, at), end in zip(titles, ends, strict=True)
        if _is_whole(lines[at:end], form)
    }


def _is_whole(lines: Sequence[str], form: Form) -> bool:
    """Whether lines hold the headings of all prose sections, each with text on the next line."""
    heads = headings(lines, form)
    return all(
        section.no in heads and any(line.strip() for line in lines[heads[section.no] + 1 :][:1])
        for section in form.prose_sections
    )


def _between(
    nodes: Sequence[Node[T]], first: Paragraph[T] | None, behind: Paragraph[T] | None
) -> Sequence[Node[T]]:
    """The nodes from one paragraph to before another, or to the end; none where one of them is within a table."""
    places = {id(node): at for at, node in enumerate(nodes)}
    start = places.get(id(first))
    end = places.get(id(behind)) if behind else len(nodes)
    return nodes[start:end] if start is not None and end is not None else []
