"""Edit figures, facts and prose in a TOML data file in place; its comments and everything else stay."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ndbg.app.output import NewFile
from ndbg.errors import NdbgError
from ndbg.form import Entry
from ndbg.read.data_file import REPORT
from ndbg.read.source import read_bytes
from ndbg.read.toml import MOST_BYTES, parse_toml
from ndbg.read.toml_figures import key_of
from ndbg.read.toml_positions import Span
from ndbg.report import Figure, InformationFee, Prose, Report
from ndbg.text.labels import label_key
from ndbg.write.toml import total_like
from ndbg.write.toml_edit import Edit, NewParagraph, edited, edited_paragraphs


class DataText:
    """The text of a data file, with the places of its values."""

    def __init__(self, data: bytes, path: Path) -> None:
        self.report, self.places = parse_toml(data, path)
        self._end_of_line = "\r\n" if b"\r\n" in data else "\n"
        self._starts = [0]
        for line in self.places.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def at(self, line: int, column: int) -> int:
        """The index of the character at a line, counted from 1, and a column, from 0."""
        return self._starts[line - 1] + column

    def edit(self, span: Span, new: str) -> Edit:
        """The edit that replaces a part of a line."""
        return Edit(self.at(span.line, span.start), self.at(span.line, span.end), new)

    def span_of(self, no: str, name: str) -> Span | None:
        """The place of the value called `name` in a part of the file; None where it is not there."""
        part = self.places.parts.get(no)
        key = next((key for key in part.values if label_key(key) == name), None) if part else None
        return self.places.span(part.title, key) if part and key else None

    def changed(self, edits: Sequence[Edit]) -> bytes:
        """The bytes with some edits; line ends stay as they were."""
        text = edited("\n".join(self.places.lines), edits)
        return text.replace("\n", self._end_of_line).encode()


def read_text(path: Path) -> DataText:
    """Read a data file that is to be edited. Raises NdbgError."""
    return DataText(read_bytes(path, MOST_BYTES), path)


class TomlFile:
    """A TOML data file that is being edited."""

    def __init__(self, path: Path) -> None:
        """Raises NdbgError."""
        self._path, self._text = path, read_text(path)
        self._edits: list[Edit] = []
        self.report = self._text.report

    def set_figures(self, figures: Mapping[str, Figure]) -> frozenset[str]:
        """Set figures. Returns the ids of those that have a line."""
        lines = figure_edits(self._text, {**self.report.figures, **figures}) if figures else {}
        self._edits += [edit for edits in lines.values() for edit in edits]
        entries = (entry for entry in self.report.form.entries if lines.get(entry.id))
        return frozenset(cell.id for entry in entries for cell in entry.cells) & figures.keys()

    def set_prose(self, no: str, old: Prose, paragraphs: Sequence[NewParagraph]) -> bool:
        """Set the paragraphs of a section; an empty `no` is the foreword. Returns False where there is no place."""
        span = self._text.span_of(no or REPORT, "正文" if no else "引言")
        if span is None:
            return False
        start = self._text.at(span.line, span.start)
        text = edited_paragraphs(span.text, paragraphs, [line - span.line for line in old.lines])
        self._edits.append(Edit(start, start + len(span.text), text))
        return True

    def set_day(self, day: date) -> bool:
        """Set the day of publication. Returns False where there is no place."""
        span = self._text.span_of(REPORT, "公布日期")
        if span is None:
            return False
        self._edits.append(self._text.edit(span, day.isoformat()))
        return True

    def saved(self) -> bytes:
        """The bytes of the edited file."""
        return self._text.changed(self._edits)

    def read(self, data: bytes) -> Report:
        """The report in `data`, bytes from `saved`. Raises NdbgError."""
        return parse_toml(data, self._path)[0]


def with_answers(data: Path, report: Report) -> NewFile:
    """A data file with the agency, year, figures and fee of a report that was made of it.

    Lines without a figure are left open. Raises NdbgError where the report has another form.
    """
    text = read_text(data)
    if report.form is not text.report.form:
        raise NdbgError(f"{report.year} 年要用另一种表式，“{data}”没有改；请用 --from 从这份数据另建一个文件")
    edits = [*_head(text, report), *_fee(text, report.fee)]
    edits += [edit for lines in figure_edits(text, report.figures).values() for edit in lines]
    return NewFile(data, text.changed(edits))


def figure_edits(text: DataText, figures: Mapping[str, Figure]) -> dict[str, list[Edit]]:
    """The edits that set some figures, by the ids of their lines.

    Equal figures stay as written. In each table either all lines get totals or none.
    """
    edits: dict[str, list[Edit]] = {}
    for table in text.report.form.tables:
        lines = [line for entry in table.entries if (line := _Line.of(entry, text))]
        left_out = any(line.lacks_total for line in lines)
        doubt = any(line.lacks_total and line.total_like(figures) for line in lines)
        totals = doubt or not left_out
        for line in lines:
            if line.differs(figures) or (line.lacks_total and doubt):
                edits[line.entry.id] = list(line.edits(figures, totals=totals))
    return edits


class _Line(NamedTuple):
    """A line of a table in a data file, with its value and its place."""

    entry: Entry
    text: DataText
    keys: tuple[str, str]
    value: Any
    span: Span

    @classmethod
    def of(cls, entry: Entry, text: DataText) -> "_Line | None":
        """The line of an entry; None where the file has none, or several."""
        part = text.places.parts.get(entry.section)
        key = key_of(entry, part) if part else None
        span = text.places.span(part.title, key) if part and key else None
        if part is None or key is None or span is None:
            return None
        return cls(entry, text, (part.title, key), part.values[key], span)

    @property
    def lacks_total(self) -> bool:
        """Whether it is a list of all figures but the total."""
        return (
            self.entry.total is not None
            and isinstance(self.value, list)
            and len(self.value) == len(self.entry.cells) - 1
        )

    def total_like(self, figures: Mapping[str, Figure]) -> bool:
        """Whether the last of the new figures before the total could be mistaken for the total."""
        known = [figures[cell.id].value for cell in self.entry.cells if cell.id in figures]
        return len(known) == len(self.entry.cells) and (
            total_like(known[:-1]) or sum(known[:-1]) != known[-1]
        )

    def differs(self, figures: Mapping[str, Figure]) -> bool:
        """Whether its figures differ from the new ones."""
        old = self.text.report.figures
        return any(_value(figures, cell.id) != _value(old, cell.id) for cell in self.entry.cells)

    def edits(self, figures: Mapping[str, Figure], *, totals: bool) -> Iterator[Edit]:
        """The edits that set its figures; a list over several lines of text keeps its layout."""
        cells, edit = self.entry.cells, self.text.edit
        values = [figures[cell.id].text if cell.id in figures else '""' for cell in cells]
        if self.entry.total and not totals:
            values.pop()
        size = len(self.value) if isinstance(self.value, list) else 0
        items = [self.text.places.span(*self.keys, number) for number in range(size)]
        known = any(cell.id in figures for cell in cells)
        if known and len(items) == len(values):
            for item, new in zip(items, values, strict=True):
                if item and item.text != new:
                    yield edit(item, new)
        elif all(item and item.line == self.span.line for item in items):
            new = "[]" if not known else f"[{', '.join(values)}]" if len(cells) > 1 else values[0]
            yield edit(self.span, new)
        elif known and items[-1] and len(items) == len(values) - 1:
            yield edit(items[-1], f"{values[-2]}, {values[-1]}")
            for item, new in zip(items[:-1], values, strict=False):
                if item and item.text != new:
                    yield edit(item, new)


def _value(figures: Mapping[str, Figure], id: str) -> object:
    return figures[id].value if id in figures else None


def _head(text: DataText, report: Report) -> Iterator[Edit]:
    """The edits that set the agency and the year."""
    old = text.report
    facts = (("机关", old.agency, report.agency), ("年度", old.year, report.year))
    for name, before, now in facts:
        if before != now and (span := text.span_of(REPORT, name)):
            yield text.edit(span, f"{now}" if isinstance(now, int) else toml_string(now))


def toml_string(value: str) -> str:
    """A one-line text as a TOML string."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _fee(text: DataText, fee: InformationFee | None) -> Iterator[Edit]:
    """The edit that sets 信息处理费, below the heading of its part where the file has no line for it."""
    old = text.report.fee
    if fee is None or fee == old:
        return
    written = f'{{ "件数" = {fee.count}, "金额" = {fee.amount:f} }}'
    no = text.report.form.last_section.no
    if span := text.span_of(no, "信息处理费"):
        yield text.edit(span, written)
    elif line := text.places.key_origin(text.places.parts[no].title).line:
        below = text.at(line + 1, 0)
        yield Edit(below, below, f'"信息处理费" = {written}\n')
