"""Take edits in a Word report back into the data file that it was filled from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from ndbg.app.check import check_report
from ndbg.app.data_edit import DataText, figure_edits, read_text
from ndbg.app.differences import ABSENT, Difference, parted, shortened
from ndbg.app.output import NewFile
from ndbg.app.reading import read_report, reading_remarks
from ndbg.app.verify import see_file, with_own_prose
from ndbg.document.blanks import MARKER, marker_name
from ndbg.errors import NdbgError, Remark
from ndbg.form.naming import name_cell
from ndbg.read.toml import parse_toml
from ndbg.read.toml_document import REPORT
from ndbg.report import Figure, Prose, Report, date_text
from ndbg.report.names import Names
from ndbg.text.alignment import aligned
from ndbg.text.labels import bare
from ndbg.write.toml_edit import Edit, Paragraph, edited_paragraphs


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The result: the new data file, or None where there is nothing to take.

    `changes` were taken; `left` are further differences of the document that a data file cannot hold.
    """

    changes: tuple[Difference, ...]
    left: tuple[Difference, ...]
    file: NewFile | None = None
    remarks: tuple[Remark, ...] = ()


class _Taken(NamedTuple):
    change: Difference
    edits: tuple[Edit, ...]


def take_back(document: Path, data: Path) -> TakenBack:
    """Put the figures, the prose and the day of a report into its data file; nothing is saved.

    Everything else in the data file stays: comments, own figures, last year's file, and each marker whose
    value still agrees with what the report says. Raises NdbgError where a file cannot be used, or the
    report is that of another year or form.
    """
    if data.suffix.lower() != ".toml":
        raise NdbgError(f"--into 后面要写数据文件（.toml），“{data}”不是")
    text = read_text(data)
    report = text.report
    if report.added.prose_file:
        raise NdbgError(f"“{data}”的正文写在另外的 Word 文件里，收不进来；请直接改那个文件和数据文件")
    signed = read_report(document)
    signed = with_own_prose(signed, report)
    _refuse_another(signed, report)
    figures = {
        id: figure
        for id, figure in signed.figures.items()
        if id not in report.figures or report.figures[id].value != figure.value
    }
    updated = replace(report, figures={**report.figures, **figures})
    taken = [*_figures(figures, text), *_texts(signed, updated, text), *_day(signed, text)]
    remarks = tuple(reading_remarks(signed))
    after = text.changed([edit for item in taken for edit in item.edits])
    new, _ = parse_toml(after, data)
    left = see_file(signed, check_report(new)).differences
    if not taken:
        return TakenBack((), left, remarks=remarks)
    # What was taken back must be there when the data file is read.
    if wrong := next((d.name for d in left if d.name in {item.change.name for item in taken}), None):
        raise NdbgError(f"“{data}”没有改：{wrong}写不回去，请在数据文件里自己改")
    return TakenBack(tuple(item.change for item in taken), left, NewFile(data, after), remarks)


def _refuse_another(signed: Report, report: Report) -> None:
    if signed.year and signed.year != report.year:
        raise NdbgError(
            f"“{signed.source.path}”是 {signed.year} 年的报告，“{report.source.path}”是 {report.year} 年的数据，没有改"
        )
    if signed.form is not report.form:
        raise NdbgError(f"“{signed.source.path}”用的是 {signed.form.name}，和数据文件的表式不同，没有改")


# -- figures -----------------------------------------------------------------------


def _figures(figures: Mapping[str, Figure], text: DataText) -> Iterator[_Taken]:
    """The lines of the tables in which figures are other ones now."""
    report = text.report
    lines = figure_edits(text, {**report.figures, **figures}) if figures else {}
    for entry in report.form.entries:
        edits = tuple(lines.get(entry.id, ()))
        changed = [cell for cell in entry.cells if cell.id in figures]
        for at, cell in enumerate(changed if edits else ()):
            old = report.figures[cell.id].text if cell.id in report.figures else "没有填"
            yield _Taken(Difference(name_cell(cell), figures[cell.id].text, old), () if at else edits)


# -- prose -------------------------------------------------------------------------


def _texts(signed: Report, updated: Report, text: DataText) -> Iterator[_Taken]:
    """The edits of sections whose paragraphs changed, and of the foreword where the data have one."""
    names, places = Names(updated), text.places
    head = places.parts.get(REPORT)
    if updated.preface.text and head and signed.preface.text:
        key = next(key for key in head.values if bare(key) == "引言")
        yield from _prose("引言", signed.preface, updated.preface, (head.title, key), names, text)
    for section in updated.form.prose_sections:
        now, part = signed.prose.get(section.no), places.parts.get(section.no)
        if now is None or not now.text or part is None:
            continue
        key = next(key for key in part.values if bare(key) == "正文")
        old = updated.prose[section.no]
        yield from _prose(f"“{section.heading}”", now, old, (part.title, key), names, text)


def _prose(
    name: str,
    signed: Prose,
    old: Prose,
    keys: tuple[str, str],
    names: Names,
    text: DataText,
) -> Iterator[_Taken]:
    span = text.places.span(*keys)
    if span is None:
        return
    sources = old.source.split("\n") if old.source else []
    told, now = [names.expand(source) for source in sources], signed.text.split("\n")
    paragraphs: list[Paragraph] = []
    changes, dropped = [], []
    for here, there in aligned(*([_dense(line) for line in lines] for lines in (told, now))):
        line = old.lines[here] - span.line if here is not None else None
        if here is None and there is not None:
            changes.append(Difference(f"{name}第{there + 1}段", shortened(now[there]), ABSENT))
            paragraphs.append(Paragraph(now[there]))
        elif there is None and here is not None and line is not None:
            changes.append(Difference(f"{name}原来的第{here + 1}段", ABSENT, shortened(told[here])))
            dropped.append(line)
        elif here is not None and there is not None:
            kept = _dense(told[here]) == _dense(now[there])
            new = sources[here] if kept else _with_markers(sources[here], now[there], names)
            paragraphs.append(Paragraph(new, line, kept))
            if not kept:
                changes.append(Difference(f"{name}第{there + 1}段", *parted(now[there], told[here])))
    if changes:
        start = text.at(span.line, span.start)
        edit = Edit(start, start + len(span.text), edited_paragraphs(span.text, paragraphs, dropped))
        yield from (_Taken(change, () if at else (edit,)) for at, change in enumerate(changes))


def _dense(line: str) -> str:
    return "".join(line.split())


def _with_markers(source: str, now: str, names: Names) -> str:
    """A changed paragraph with the markers of its source wherever their values are unchanged."""
    told, markers = "", []
    end = 0
    for match in MARKER.finditer(source):
        told += source[end : match.start()]
        value = names.resolve(marker_name(match))
        if value is not None:
            markers.append((len(told), len(told) + len(value), match[0]))
        told += match[0] if value is None else value
        end = match.end()
    told += source[end:]
    blocks = SequenceMatcher(None, told, now, autojunk=False).get_matching_blocks()
    for start, stop, marker in reversed(markers):
        block = next((b for b in blocks if b.a <= start and stop <= b.a + b.size), None)
        at = block.b + start - block.a if block else -1
        if block and not _goes_on(now, at, at + stop - start):
            now = now[:at] + marker + now[at + stop - start :]
    return now


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a match in a text is part of a longer number."""
    number = "0123456789."
    before, behind = text[start - 1 : start], text[end : end + 1]
    return (text[start] in number and before in number and bool(before)) or (
        text[end - 1] in number and behind in number and bool(behind)
    )


# -- the day -----------------------------------------------------------------------


def _day(signed: Report, text: DataText) -> Iterator[_Taken]:
    """The edit of the day of publication, where the data have one and the report another."""
    report, places = text.report, text.places
    head = places.parts.get(REPORT)
    if not (head and signed.published and report.published) or signed.published == report.published:
        return
    key = next(key for key in head.values if bare(key) == "公布日期")
    if span := places.span(head.title, key):
        change = Difference("公布日期", date_text(signed.published), date_text(report.published))
        start, end = (text.at(span.line, column) for column in (span.start, span.end))
        yield _Taken(change, (Edit(start, end, signed.published.isoformat()),))
