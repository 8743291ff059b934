"""Read a report from plain text or Markdown, as it was copied out of a page or a PDF.

Such text may have lost how its tables were drawn: cells are parted by bars, tabs or
spaces, or stand on a line each. What a section holds is cut into lines of text and rows
of tables here; `text_tables` tells what the rows say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from ndbg.document.flow import Node, Paragraph
from ndbg.document.grid import row_meant
from ndbg.document.headings import section_named
from ndbg.errors import NdbgError
from ndbg.form import Form, Measure, form_followed, forms, telling
from ndbg.process.limits import bounded
from ndbg.read.assemble import assemble
from ndbg.read.source import MEGABYTE, decode, read_bytes
from ndbg.read.text_lines import is_hard_wrapped, labels_joined, paragraphs_joined, without_page_ends
from ndbg.read.text_tables import Row, head_words, is_value, tables, without_label
from ndbg.report import Origin, Report
from ndbg.text.labels import bare
from ndbg.text.markdown import plain

MOST_BYTES = 4 * MEGABYTE
# A report has some hundred lines, and a thousand where each cell stands on its own.
_MOST_LINES = 3000
_MOST_ROWS = 1000
_MOST_WORDS = 5  # before the figures of a row
_LONGEST_CELL = 80
_MOST_COLUMNS = 100
_PIPE = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"[|\s]+")
_VALUE = re.compile(r"\d[\d,.]*")
_CHANGE = re.compile(r"[-+−＋－]?\d[\d,.]*")


@bounded
def read_text(path: Path) -> Report:
    """Read the report in a text file. Raises NdbgError where it is none."""
    text, notes = decode(read_bytes(path, MOST_BYTES), path)
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        raise NdbgError(f"“{path}”有 {len(lines)} 行，不像是一份报告，没有读")
    if "<table" in text:
        from ndbg.read.web import parse_web

        return parse_web(_as_page(text), notes, path)

    whole = without_page_ends(lines)
    wrapped = is_hard_wrapped(whole, forms()[-1])

    def read(form: Form) -> Report:
        joined = labels_joined(whole, form, head_words(form) | form.words)
        return assemble(
            list(_nodes(paragraphs_joined(joined, form) if wrapped else joined, form)),
            path,
            lambda place: Origin(place.cell.payload, 0, len(lines[place.cell.payload - 1])),
            notes,
            # A paragraph of several lines stands on none of them.
            line=None if wrapped else int,
            form=form,
            labels=labels,
        )

    labels = _telling(lines)
    report = read(form_followed(labels, 0))
    # Without labels that tell it the form is that of the year, which is only known now.
    form = form_followed(labels, report.year)
    report = report if report.form is form else read(form)
    return report if wrapped else replace(report, source=replace(report.source, lines=tuple(lines)))


def _telling(lines: Sequence[str]) -> list[str]:
    """The labels of some lines that tell one form from another: whole lines, or cells of rows."""
    cells = (text for line in lines for text in (line, *_SEPARATOR.split(line)) if len(text) <= _LONGEST_CELL)
    return list(dict.fromkeys(text for cell in cells if bare(text := plain(cell)) in telling()))


def _as_page(text: str) -> str:
    """Markdown with tables in HTML, as converters write it, as a page: each line a paragraph, the tables as they are."""
    pieces: list[str] = []
    end = 0
    while (begin := text.find("<table", end)) >= 0 and (close := text.find("</table>", begin)) >= 0:
        pieces += [*_as_paragraphs(text[end:begin]), text[begin : close + len("</table>")]]
        end = close + len("</table>")
    return "\n".join([*pieces, *_as_paragraphs(text[end:])])


def _as_paragraphs(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield f"<p>{escape(plain(line))}</p>"


@dataclass(slots=True)
class _Part:
    """What stands between two headings: lines of text, and rows of tables."""

    form: Form
    texts: list[Paragraph[int]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    alone: list[Paragraph[int]] = field(default_factory=list)  # lines that may be cells, or text

    def nodes(self) -> Iterator[Node[int]]:
        """The lines and tables in order; cells that make no table are lines like others."""
        found = list(tables(self.rows, self.form)) if len(self.rows) <= _MOST_ROWS else []
        first = min((row.line for row in self.rows), default=0) if found else 0
        texts = self.texts if found else sorted(self.texts + self.alone, key=lambda line: line.payload)
        yield from (text for text in texts if text.payload < first)
        yield from found
        yield from (text for text in texts if text.payload >= first)


def _nodes(lines: Sequence[str], form: Form) -> Iterator[Node[int]]:
    part = _Part(form)
    until = 0
    for number, line in enumerate(lines, 1):
        text = plain(line)
        if number <= until or not text:
            continue
        cells = _cells(line, form)
        if cells is not None:
            part.rows += [Row(number, tuple(cells), form)] if cells else []
            part.alone += [] if "\t" in line.rstrip() or "|" in line else [Paragraph(text, number)]
        elif section_named(text, form):
            yield from part.nodes()
            part = _Part(form)
            yield Paragraph(text, number)
        elif row := _one_a_line(lines, number, form):
            part.rows.append(row)
            until = row.end
            alone = ((at, plain(lines[at - 1])) for at in range(number, until + 1))
            part.alone += [Paragraph(cell, at) for at, cell in alone if cell]
        elif not _is_ruler(line):
            part.texts.append(Paragraph(text, number))
    yield from part.nodes()


def _is_ruler(line: str) -> bool:
    """Whether a line only draws: `---`, `|:--|--:|`."""
    return "---" in line and not line.strip("|:- \t")


def _cells(line: str, form: Form) -> list[str] | None:
    """The cells of a line that is a row of a table; None where it is none."""
    if "|" in line and _is_ruler(line):
        return []
    if max(line.count("|"), line.count("\t")) > _MOST_COLUMNS:
        return None
    if len(_PIPE.findall(line)) > 1:
        inner = line.strip().removeprefix("|").removesuffix("|")
        return [plain(cell) for cell in _PIPE.split(inner)]
    # A browser that copies cells with paragraphs in them ends each line with the tab before the next cell.
    if "\t" in line.rstrip():
        return [cell.strip() for cell in line.split("\t")]
    return _by_spaces(line.strip(), form)


def _by_spaces(line: str, form: Form) -> list[str] | None:
    """The cells of a row parted by spaces: a label and its figures, figures alone, or names of columns."""
    words = line.split()
    if len(words) < 2 or len(line) > 10 * _LONGEST_CELL:
        return None
    first = len(words)
    value = _CHANGE if Measure.CHANGE in form.measures else _VALUE
    while first and value.fullmatch(words[first - 1]):
        first -= 1
    if not first:
        return words if len(words) in without_label(form) else None
    if first < len(words):
        # Names of groups may stand before the label of the row itself, which may hold blanks.
        labels = (" ".join(words[at:first]) for at in range(max(first - _MOST_WORDS, 0), first))
        label = next((label for label in labels if row_meant(label, form)), None)
        return [label, *words[first:]] if label else None
    return words if all(bare(word) in head_words(form) for word in words) else None


def _one_a_line(lines: Sequence[str], number: int, form: Form) -> Row | None:
    """A row whose cells stand on a line each, or a cell of a head on a line of its own."""
    text = plain(lines[number - 1])
    if len(text) > _LONGEST_CELL:
        return None
    labelled = not is_value(text, form)
    values, end = _values_from(lines, number if labelled else number - 1, form)
    following = next((line.strip() for line in lines[end:] if line.strip()), "")
    if values and re.fullmatch(r"[-+－＋−±]\s*\d[\d,.]*", following):
        return Row(number, (text,), form, number) if labelled else None  # more figures follow than were read
    if not labelled:
        return Row(number, values, form, end) if len(values) in without_label(form) else None
    meant = row_meant(text, form) if values else None
    if meant and len(values) == len(meant[0].columns):
        return Row(number, (text, *values), form, end)
    if bare(text) in head_words(form):
        return Row(number, (text,), form, number)
    return Row(number, (text, *values), form, end) if meant else None


def _values_from(lines: Sequence[str], start: int, form: Form) -> tuple[tuple[str, ...], int]:
    """The values on lines of their own from a line on, and the number of the last such line."""
    values: list[str] = []
    end = start
    for at in range(start, len(lines)):
        cell = lines[at].strip()
        if cell and (len(cell) > _LONGEST_CELL or not is_value(cell, form)):
            break
        if cell:
            values.append(cell)
            end = at + 1
    return tuple(values), end
