"""Take edits made in a Word report back into the data file from which it was filled."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Protocol

from ndbg.app.check import check_report
from ndbg.app.data_edit import TomlFile
from ndbg.app.differences import ABSENT, Difference, parted, shortened
from ndbg.app.output import NewFile
from ndbg.app.reading import read_report, reading_remarks
from ndbg.app.verify import compare_file, with_own_prose
from ndbg.document.blanks import MARKER, marker_name
from ndbg.errors import NdbgError, Remark
from ndbg.form.naming import name_cell
from ndbg.report import Figure, Prose, Report, date_text
from ndbg.report.names import Names
from ndbg.text.alignment import aligned
from ndbg.write.toml_edit import NewParagraph


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The result: the new data file, or None where there is no edit to take.

    `changes` were taken; `rest` are differences that a data file cannot hold.
    """

    changes: tuple[Difference, ...]
    rest: tuple[Difference, ...]
    file: NewFile | None = None
    remarks: tuple[Remark, ...] = ()


class DataFile(Protocol):
    """A data file that is being edited: values are replaced, everything else stays."""

    report: Report

    def set_figures(self, figures: Mapping[str, Figure]) -> frozenset[str]:
        """Set figures. Returns the ids of those that were set."""

    def set_prose(self, no: str, old: Prose, paragraphs: Sequence[NewParagraph]) -> bool:
        """Set the paragraphs of a section; an empty `no` is the foreword. Returns False where there is no place."""

    def set_day(self, day: date) -> bool:
        """Set the day of publication. Returns False where there is no place."""

    def saved(self) -> bytes:
        """The bytes of the edited file."""

    def read(self, data: bytes) -> Report:
        """The report in `data`, bytes from `saved`."""


def take_back(document: Path, data: Path) -> TakenBack:
    """Set the figures, the prose and the day of publication of a data file as in a report; nothing is saved.

    Everything else stays: comments, formats of cells, own figures, last year's file, and each marker whose value
    is what the report says. Raises NdbgError where a file cannot be used, or the report is of another year or
    form.
    """
    file = _opened(data)
    report = file.report
    if report.added.prose_file:
        raise NdbgError(f"“{data}”的正文写在另外的 Word 文件里，收不进来；请直接改那个文件和数据文件")
    signed = read_report(document)
    signed = with_own_prose(signed, report)
    _refuse_another(signed, report)
    taken = [*_figures(signed, file)]
    updated = file.read(file.saved()) if taken else report
    taken += [*_sections(signed, updated, file), *_day(signed, file)]
    remarks = tuple(reading_remarks(signed))
    after = file.saved() if taken else b""
    rest = compare_file(signed, check_report(file.read(after) if taken else report)).differences
    if not taken:
        return TakenBack((), rest, remarks=remarks)
    # What was taken must be found again when the new data file is read.
    if wrong := next((d.name for d in rest if d.name in {change.name for change in taken}), None):
        raise NdbgError(f"“{data}”没有改：{wrong}写不回去，请在数据文件里自己改")
    return TakenBack(tuple(taken), rest, NewFile(data, after), remarks)


def take_figures(report: Report, data: Path) -> TakenBack:
    """Set the figures of a data file as in a report; its prose and everything else stay. Nothing is saved.

    Raises NdbgError where the file cannot be used, or is of another year or form.
    """
    file = _opened(data)
    _refuse_another(report, file.report)
    taken = tuple(_figures(report, file))
    return TakenBack(taken, (), NewFile(data, file.saved()) if taken else None)


def _opened(data: Path) -> DataFile:
    if data.suffix.lower() == ".toml":
        return TomlFile(data)
    if data.suffix.lower() == ".xlsx":
        from ndbg.app.book_edit import BookFile

        return BookFile(data)
    if data.suffix.lower() in (".xls", ".et", ".ods"):
        raise NdbgError(f"“{data}”请先用 Excel 或 WPS 另存为 .xlsx，再收进去")
    raise NdbgError(f"--into 后面要写数据文件（.toml，或者用 Excel 填的 .xlsx），“{data}”不是")


def _refuse_another(signed: Report, report: Report) -> None:
    if signed.year and signed.year != report.year:
        raise NdbgError(
            f"“{signed.source.path}”是 {signed.year} 年的报告，“{report.source.path}”是 {report.year} 年的数据，没有改"
        )
    if signed.form is not report.form:
        raise NdbgError(f"“{signed.source.path}”用的是 {signed.form.name}，和数据文件的表式不同，没有改")


# -- figures -----------------------------------------------------------------------


def _figures(signed: Report, file: DataFile) -> Iterator[Difference]:
    """Set the figures that changed; yields a difference for each that was set."""
    report = file.report
    figures = {
        id: figure
        for id, figure in signed.figures.items()
        if id not in report.figures or report.figures[id].value != figure.value
    }
    taken = file.set_figures(figures)
    for id, cell in report.form.cells.items():
        if id in taken:
            old = report.figures[id].text if id in report.figures else "没有填"
            yield Difference(name_cell(cell), figures[id].text, old)


# -- prose -------------------------------------------------------------------------


def _sections(signed: Report, updated: Report, file: DataFile) -> Iterator[Difference]:
    """Set the sections whose paragraphs changed, and the foreword where the data have one; yields the differences.

    `updated` is the report of the data with the new figures, from which markers are expanded.
    """
    report, names = file.report, Names(updated)
    if report.preface.text and signed.preface.text:
        yield from _prose("", "引言", signed.preface, report.preface, names, file)
    for section in report.form.prose_sections:
        now = signed.prose.get(section.no)
        if now is not None and now.text:
            name, old = f"“{section.heading}”", report.prose.get(section.no, Prose())
            yield from _prose(section.no, name, now, old, names, file)


def _prose(
    no: str, name: str, signed: Prose, old: Prose, names: Names, file: DataFile
) -> Iterator[Difference]:
    """Set the paragraphs of a section, called `name`, as in the report where they differ; yields the differences."""
    sources = old.source.split("\n") if old.source else []
    old_lines, now = [names.expand(source) for source in sources], signed.text.split("\n")
    paragraphs: list[NewParagraph] = []
    changes = []
    for here, there in aligned(*([_dense(line) for line in lines] for lines in (old_lines, now))):
        if here is None and there is not None:
            changes.append(Difference(f"{name}第{there + 1}段", shortened(now[there]), ABSENT))
            paragraphs.append(NewParagraph(now[there]))
        elif there is None and here is not None:
            changes.append(Difference(f"{name}原来的第{here + 1}段", ABSENT, shortened(old_lines[here])))
        elif here is not None and there is not None:
            kept = _dense(old_lines[here]) == _dense(now[there])
            new = sources[here] if kept else _with_markers(sources[here], now[there], names)
            paragraphs.append(NewParagraph(new, here, kept))
            if not kept:
                changes.append(Difference(f"{name}第{there + 1}段", *parted(now[there], old_lines[here])))
    if changes and file.set_prose(no, old, paragraphs):
        yield from changes


def _dense(line: str) -> str:
    return "".join(line.split())


def _with_markers(source: str, now: str, names: Names) -> str:
    """An edited paragraph with the markers of its source, wherever the text still has their values."""
    expanded, markers = "", []
    end = 0
    for match in MARKER.finditer(source):
        expanded += source[end : match.start()]
        value = names.resolve(marker_name(match))
        if value is not None:
            markers.append((len(expanded), len(expanded) + len(value), match[0]))
        expanded += match[0] if value is None else value
        end = match.end()
    expanded += source[end:]
    blocks = SequenceMatcher(None, expanded, now, autojunk=False).get_matching_blocks()
    for start, stop, marker in reversed(markers):
        block = next((b for b in blocks if b.a <= start and stop <= b.a + b.size), None)
        at = block.b + start - block.a if block else -1
        if block and not _goes_on(now, at, at + stop - start):
            now = now[:at] + marker + now[at + stop - start :]
    return now


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether the characters from `start` to `end` are part of a longer number."""
    number = "0123456789."
    before, behind = text[start - 1 : start], text[end : end + 1]
    return (text[start] in number and before in number and bool(before)) or (
        text[end - 1] in number and behind in number and bool(behind)
    )


# -- the day -----------------------------------------------------------------------


def _day(signed: Report, file: DataFile) -> Iterator[Difference]:
    """Set the day of publication where both have one and they differ; yields the difference."""
    now, old = signed.published, file.report.published
    if now and old and now != old and file.set_day(now):
        yield Difference("公布日期", date_text(now), date_text(old))
