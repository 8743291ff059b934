"""Read a report from lines of text or Markdown, as they were copied out of a page or a PDF.

The cells of tables in such text are separated by bars, tabs or blanks, or have a line each. This module cuts each
section into lines of text and rows of tables; `text_tables` makes tables of the rows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from pathlib import Path

from ndbg.document.about import NO_METADATA, Metadata
from ndbg.document.cards import with_cards
from ndbg.document.document import Node, Paragraph, TableNode
from ndbg.document.grid import Place, row_meant
from ndbg.document.headings import section_named
from ndbg.document.site import is_of_site
from ndbg.document.titles import is_page_number
from ndbg.form import Form, Measure, distinctive_labels, forms
from ndbg.read.assemble import MOST_FILLED, assemble
from ndbg.read.laid_out import LaidOut, laid_out
from ndbg.read.ruled_text import ruled_tables
from ndbg.read.stacked_heads import heads_joined
from ndbg.read.text_lines import (
    FIGURE,
    headings_joined,
    is_hard_wrapped,
    labels_joined,
    paragraphs_joined,
    with_tables,
    without_broken_rows,
    without_page_ends,
)
from ndbg.read.text_tables import Row, head_words, is_value, tables, without_label
from ndbg.report import Origin, Report
from ndbg.text.labels import label_key
from ndbg.text.markdown import plain

_MOST_ROWS = 1000
_MOST_WORDS = 5  # of a label with blanks, before the figures of a row
_LONGEST_CELL = 80
_MOST_COLUMNS = 100
_MOST_QUOTED = 3  # footnotes that a note quotes
_FOOTNOTE = re.compile(r"\s{0,3}\[\^\w{1,9}\]:(?P<text>.*)")
_PIPE = re.compile(r"(?<!\\)\|")
# The box-drawing characters (U+2500 to U+257F) as Markdown writes them.
_BORDERS = frozenset("│┃║┌┏╔├┣╠└┗╚")
_DRAWN = dict.fromkeys(range(0x2500, 0x2580), "-") | dict.fromkeys(map(ord, "│┃║"), "|")
# What pandas writes for a blank cell and for a column without a name.
_NO_VALUE = re.compile(r"^(?:NaN|Unnamed: ?\d{1,4}(?:_level_\d)?)$")
_SEPARATOR = re.compile(r"[|\s]+")
_CHANGE = re.compile(r"[-+−＋－]?\d[\d,.]*")
_NEAR_NUMBER = re.compile(r"(?:约|大约|近|超过?)?\W*(?:\d\W*)+(?:余|多|左右)?件?")


def read_lines(
    lines: Sequence[str],
    path: Path,
    notes: Sequence[str],
    *,
    metadata: Metadata = NO_METADATA,
    numbered: bool = False,
) -> Report:
    """Read the report in lines of text.

    `numbered`: these are the lines of a file, which may be hard-wrapped and in which tables may be drawn or laid out.
    """
    footnotes = [match["text"].strip() for line in lines if (match := _FOOTNOTE.match(line))]
    notes = [*notes, *_note_on_footnotes(footnotes)]
    kept = ["" if _FOOTNOTE.match(line) else line for line in _as_markdown(lines)]
    kept = headings_joined(without_page_ends(kept, forms()[-1]), forms()[-1])
    wrapped = numbered and is_hard_wrapped(kept, forms()[-1])
    with_lines = numbered and not wrapped  # a paragraph of several lines has no line of its own

    def origin(place: Place[int]) -> Origin:
        line = place.cell.payload
        return Origin(line, 0, len(lines[line - 1])) if numbered else Origin(place=f"第{line}段")

    report = assemble(
        lambda form: _read(kept, form, drawn=numbered, wrapped=wrapped),
        path,
        origin,
        notes,
        line=int if with_lines else None,
        labels=_distinctive(lines),
        metadata=metadata,
    )
    return replace(report, source=report.source._replace(lines=tuple(lines))) if with_lines else report


def _read(lines: Sequence[str], form: Form, *, drawn: bool, wrapped: bool) -> list[Node[int]]:
    """The lines and tables of a text; `drawn`: tables may be drawn or laid out; `wrapped`: it is hard-wrapped."""
    laid_tables = chain(ruled_tables(lines), laid_out(lines, with_tables(lines, form))) if drawn else ()
    tables = {item.first: item for item in laid_tables} or {item.first: item for item in _cards(lines, form)}
    rest = list(lines)
    for item in tables.values():
        rest[item.first - 1 : item.last] = [""] * (item.last + 1 - item.first)
    rest = without_broken_rows(rest, form)
    joined = labels_joined(heads_joined(rest, form) if drawn else rest, form, head_words(form) | form.words)
    return list(_nodes(paragraphs_joined(joined, form) if wrapped else joined, form, tables))


def _cards(lines: Sequence[str], form: Form) -> Iterator[LaidOut]:
    """The tables that lines of a text tell card by card."""
    nodes = [Paragraph(plain(line), number) for number, line in enumerate(lines, 1) if line.strip()]
    for node in with_cards(nodes, form):
        if isinstance(node, TableNode):
            at = [cell.payload for row in node.grid.rows for cell in row if cell]
            yield LaidOut(node, min(at), max(at))


def _note_on_footnotes(footnotes: Sequence[str]) -> Iterator[str]:
    """A note that quotes footnotes, which are no text of a section."""
    if footnotes:
        quoted = "”“".join(plain(text)[:_LONGEST_CELL] for text in footnotes[:_MOST_QUOTED])
        yield f"文件末尾或段落之间有脚注（“{quoted}”），没有读作正文"


def _as_markdown(lines: Sequence[str]) -> Iterator[str]:
    """Lines with box-drawing characters replaced; a bar alone, which ends the cell on the line above, left blank."""
    for line in lines:
        replaced = line if _BORDERS.isdisjoint(line) else line.translate(_DRAWN)
        yield "" if replaced.strip() == "|" else replaced


def _distinctive(lines: Sequence[str]) -> list[str]:
    """The distinctive labels of forms among some lines and the cells in them."""
    cells = {
        text: None
        for line in lines
        for text in (line, *_SEPARATOR.split(line))
        if len(text) <= _LONGEST_CELL and not text.isdecimal()
    }
    return list(
        dict.fromkeys(text for cell in cells if label_key(text := plain(cell)) in distinctive_labels())
    )


@dataclass(slots=True)
class _Part:
    """The content between two headings: lines of text, and rows of tables.

    `maybe` are the lines of these rows that are text if the rows make no table.
    """

    form: Form
    texts: list[Paragraph[int]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    maybe: list[Paragraph[int]] = field(default_factory=list)

    def add_row(self, number: int, line: str, cells: Sequence[str]) -> None:
        """Add a line that is a row of cells; a ruler has none."""
        if cells:
            self.rows.append(Row(number, tuple(cells), self.form))
        if "\t" not in line.rstrip() and "|" not in line:
            self.maybe.append(Paragraph(plain(line), number))

    def add_lines(self, row: Row, lines: Sequence[str]) -> None:
        """Add a row whose cells have a line each."""
        self.rows.append(row)
        cells = ((at, plain(lines[at - 1])) for at in range(row.line, row.end + 1))
        self.maybe += [Paragraph(cell, at) for at, cell in cells if cell]

    def nodes(self) -> Iterator[Node[int]]:
        """The lines and tables in order."""
        cells = sum(len(row.cells) for row in self.rows)
        few = len(self.rows) <= _MOST_ROWS and cells <= MOST_FILLED
        read_tables = list(tables(self.rows, self.form)) if few else []
        first = min((row.line for row in self.rows), default=0) if read_tables else 0
        texts = self.texts if read_tables else sorted(self.texts + self.maybe, key=lambda line: line.payload)
        yield from (text for text in texts if text.payload < first)
        yield from read_tables
        yield from (text for text in texts if text.payload >= first)


def _nodes(lines: Sequence[str], form: Form, tables: Mapping[int, LaidOut]) -> Iterator[Node[int]]:
    """The lines and tables of a text, in order. `tables` are those found already, by the number of their first line."""
    part, runs = _Part(form), _Runs(lines, form)
    until = 0  # the last line of a row with a line for each cell
    in_table = False  # the section has a table
    site_may_follow = False  # the last section of a text that was copied with its page
    for number, line in enumerate(lines, 1):
        if table := tables.get(number):
            yield from part.nodes()
            yield table.table
            part = _Part(form)
        text = plain(line)
        if number <= until or not text:
            continue
        cells = _cells(line, form)
        if cells is not None and (only := _prose_of_row(cells, form, in_table=in_table)):
            text, cells = only, None
        if cells is not None:
            part.add_row(number, line, cells)
        elif section := section_named(text, form):
            yield from part.nodes()
            part, in_table = _Part(form), section.table is not None
            # A heading with the # of Markdown was written as one, not copied from a page.
            site_may_follow = section is form.last_section and not line.lstrip().startswith("#")
            yield Paragraph(text, number)
        elif site_may_follow and is_of_site(text):
            break
        elif row := _one_a_line(lines, number, runs):
            part.add_lines(row, lines)
            until = row.end
        elif not _is_ruler(line):
            part.texts.append(Paragraph(text, number))
    yield from part.nodes()


def _prose_of_row(cells: Sequence[str], form: Form, *, in_table: bool) -> str:
    """The text of a row with a single filled cell that is no row of the form, as in a whole sheet copied as one table."""
    filled = [cell for cell in cells if cell]
    if len(filled) != 1 or len(cells) == 1:
        return ""
    (text,) = filled
    known = row_meant(text, form) or label_key(text) in head_words(form)
    is_text = section_named(text, form) or text.endswith("。") or not in_table
    return text if is_text and not known and not is_value(text, form) else ""


def _is_ruler(line: str) -> bool:
    """Whether a line is a ruler: `---`, `|:--|--:|`."""
    return "---" in line and not line.strip("|:- \t")


def _cells(line: str, form: Form) -> list[str] | None:
    """The cells of a line that is a row of a table, none for a ruler; None where it is no row."""
    if "|" in line and _is_ruler(line):
        return []
    if max(line.count("|"), line.count("\t")) > _MOST_COLUMNS:
        return None
    if len(_PIPE.findall(line)) > 1:
        inner = line.strip().removeprefix("|").removesuffix("|")
        return [_NO_VALUE.sub("", plain(cell)) for cell in _PIPE.split(inner)]
    if "|" in line and (pair := _pair(line, form)):
        return pair
    # A tab at the end does not count: browsers copy cells with paragraphs as one line each, with a tab at its end.
    if "\t" in line.rstrip():
        return [cell.strip() for cell in line.split("\t")]
    return _by_spaces(line.strip(), form)


def _pair(line: str, form: Form) -> list[str] | None:
    """The two cells of a line with one bar: a label of the form and its figure, or two names of a head."""
    cells = [plain(cell) for cell in _PIPE.split(line)]
    if len(cells) != 2 or not all(cells):
        return None
    named = [label_key(cell) in head_words(form) for cell in cells]
    return cells if all(named) or (is_value(cells[1], form) and row_meant(cells[0], form)) else None


def _by_spaces(line: str, form: Form) -> list[str] | None:
    """The cells of a row separated by blanks: a label and its figures, figures alone, or names of columns."""
    words = line.split()
    if len(words) < 2 or len(line) > 10 * _LONGEST_CELL:
        return None
    first = len(words)
    value = _CHANGE if Measure.CHANGE in form.measures else FIGURE
    while first and value.fullmatch(words[first - 1]):
        first -= 1
    if not first:
        return words if len(words) in without_label(form) else None
    if first < len(words):
        # The label may have blanks, and names of groups before it.
        labels = (" ".join(words[at:first]) for at in range(max(first - _MOST_WORDS, 0), first))
        label = next((label for label in labels if row_meant(label, form)), None)
        return [label, *words[first:]] if label else None
    return words if all(label_key(word) in head_words(form) for word in words) else None


def _one_a_line(lines: Sequence[str], number: int, runs: "_Runs") -> Row | None:
    """A row whose cells have a line each, or a cell of a head on a line of its own; None for any other line."""
    text = plain(lines[number - 1])
    if len(text) > _LONGEST_CELL:
        return None
    if number in runs.values:
        return _unlabelled(lines, number, runs)
    run = runs.after(number)
    values, end = tuple(lines[at - 1].strip() for at in run), (run or [number])[-1]
    if values and not _is_whole(run, runs):
        return Row(
            number, (text,), runs.form, number
        )  # it is unknown which values are the figures of the row
    meant = row_meant(text, runs.form) if values else None
    if meant and len(values) == len(meant[0].columns):
        return Row(number, (text, *values), runs.form, end)
    if label_key(text) in head_words(runs.form):
        return Row(number, (text,), runs.form, number)
    return Row(number, (text, *values), runs.form, end) if meant else None


def _unlabelled(lines: Sequence[str], number: int, runs: "_Runs") -> Row | None:
    """The row without a label that begins with a run of values.

    It must be the whole run: with one value more, such as a page number, it is unknown which one that is. Only the
    numbers of the columns, 1 2 3 …, may come before it.
    """
    run = runs.values[number]
    if run[0] != number or not _is_whole(run, runs) or _may_be_figure(runs.before(number)):
        return None
    for width in without_label(runs.form):
        numbers = [lines[at - 1].strip() for at in run[:-width]]
        if len(run) >= width and numbers in ([], [f"{at + 1}" for at in range(width)]):
            return Row(run[-width], tuple(lines[at - 1].strip() for at in run[-width:]), runs.form, run[-1])
    return None


def _is_whole(run: Sequence[int], runs: "_Runs") -> bool:
    """Whether a run of values seems to be all the figures of a row and nothing else.

    A last value with more blank lines before it than any other may be a page number.
    """
    gaps = [after - before for before, after in pairwise(run)]
    may_end_in_page_number = len(gaps) > 1 and gaps[-1] > max(gaps[:-1])
    return not may_end_in_page_number and not _may_be_figure(runs.following(run[-1]))


def _may_be_figure(line: str) -> bool:
    """Whether a line that is no value may still be one or several figures: `-3`, `约3`, `1 2`."""
    return bool(_NEAR_NUMBER.fullmatch(line)) and not is_page_number(line)


class _Runs:
    """The runs of lines that are values, with nothing but blank lines between them.

    `values` has, for each such line, the numbers of all lines of its run; `form` is that of the values.
    """

    def __init__(self, lines: Sequence[str], form: Form) -> None:
        self.form = form
        self.values: dict[int, list[int]] = {}
        self._filled = [number for number, line in enumerate(lines, 1) if line.strip()]
        self._place = {number: at for at, number in enumerate(self._filled)}
        self._lines = lines
        run: list[int] = []
        for number in self._filled:
            cell = lines[number - 1].strip()
            if len(cell) > _LONGEST_CELL or not is_value(cell, form):
                run = []
                continue
            run.append(number)
            self.values[number] = run

    def _next_filled(self, number: int, step: int) -> int | None:
        """The number of the next line (`step` 1), or of the one before (-1), that is not blank."""
        at = self._place[number] + step
        return self._filled[at] if 0 <= at < len(self._filled) else None

    def after(self, number: int) -> list[int]:
        """The run that follows a line that is no value."""
        return self.values.get(self._next_filled(number, 1) or 0, [])

    def before(self, number: int) -> str:
        """The text on the line before."""
        at = self._next_filled(number, -1)
        return self._lines[at - 1].strip() if at else ""

    def following(self, number: int) -> str:
        """The text on the next line."""
        at = self._next_filled(number, 1)
        return self._lines[at - 1].strip() if at else ""
