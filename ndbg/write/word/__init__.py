"""Fill a Word form with a report.

The form needs no markers in its tables: cells are found by the labels of the official
form, sections by their headings, so any office's own blank form will do. What the form
looks like stays as it is; only text is put in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.flow import Flow, read_flow
from ndbg.form import FORM, Cell, Line
from ndbg.form.labels import nearest
from ndbg.form.wording import name_missing
from ndbg.grid import Located
from ndbg.names import Names, UnknownNameError
from ndbg.ooxml.body import nodes
from ndbg.ooxml.package import Package, open_package, pack
from ndbg.ooxml.text import Element, P, paragraph_text
from ndbg.report import Report, date_text
from ndbg.write.picture import Picture
from ndbg.write.word.cells import write_cell
from ndbg.write.word.marks import Text, leftovers, write_date, write_markers, write_title, write_years
from ndbg.write.word.prose import prose_sections, write_preface, write_prose
from ndbg.write.wording import DRAFT, SHEET_TITLE, figure_text


class TemplateError(NdbgError):
    """A form in which not everything could be found; `parts` names each thing that is missing."""

    def __init__(self, path: Path, parts: Sequence[str]) -> None:
        listed = "\n".join(f"  · {part}" for part in parts)
        super().__init__(f"表样“{path}”里有对不上的地方，没有生成文件：\n{listed}")
        self.parts = tuple(parts)


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form.

    `leftovers` are lines of the form with placeholders for which the report had nothing,
    or with another year; `unplaced`, what the report has and the form has no place for.
    """

    data: bytes
    leftovers: tuple[str, ...]
    unplaced: tuple[str, ...] = ()


def fill(
    template: bytes, path: Path, report: Report, *, draft: bool = False, pictures: Sequence[Picture] = ()
) -> Filled:
    """Fill the form `template`, read from `path`, with a report.

    Figures that the report lacks are visibly marked as not filled in. `draft` marks the
    document as 草稿; `pictures` go to the end of the first section. Raises TemplateError where a figure, a heading or the title has no
    place in the form, NdbgError where the form is no sound Word file.
    """
    package = open_package(template, path)
    root = package.tree(package.document)
    flow = read_flow(list(nodes(root)))
    if parts := [*_old_sheet(flow), *_unfound(flow.located), *_no_heading(flow)]:
        raise TemplateError(path, parts)

    # What prose will replace is settled first: once markers are filled, a signature looks like text.
    sections = prose_sections(flow)
    left = _write_around(package, root, flow, report, path, sections, draft=draft)
    for id, place in flow.located.places.items():
        write_cell(place.cell.payload, figure_text(report, id), mark=id not in report.figures)
    write_preface(flow, report)
    write_prose(flow, report, sections)
    unplaced = _unplaced(root, report)
    package.put(package.document, root)
    data = pack(package)
    # python-docx takes a tenth of a second to load; only drafts and pictures need it.
    if draft:
        from ndbg.write.word.draft import stamp_headers

        data = stamp_headers(data, path, DRAFT)
    if pictures:
        from ndbg.write.word.pictures import add_pictures

        data = add_pictures(data, path, pictures)
    return Filled(data, left, unplaced)


def _unplaced(root: Element, report: Report) -> tuple[str, ...]:
    """The day of publication, where no form has a place for it; all else has, or is refused."""
    if report.published is None:
        return ()
    day = date_text(report.published)
    return () if any(day in paragraph_text(p) for p in root.iter(P)) else ("公布日期",)


def _unfound(located: Located[Element]) -> Iterator[str]:
    """What of the tables has no place in the form, or more than one."""
    if old := located.superseded:
        yield f"表格里有“{old[0]}”，这是 2019 年的旧表式，请换用 2021 年起的表式"
    for missing in name_missing(located.missing):
        yield f"找不到{missing}"
    lines = {line.label.text for id in located.missing for line in _lines_of(FORM.cells[id])}
    for label, place in located.strangers:
        if near := nearest(label, lines, 1):
            yield f"{place}写的是“{' '.join(label.split())}”，和表式里的“{near[0]}”对不上"
    for repeated in name_missing(located.repeated):
        yield f"{repeated}出现了两次"


def _lines_of(cell: Cell) -> tuple[Line, Line]:
    return cell.row, cell.column


def _old_sheet(flow: Flow[Element]) -> Iterator[str]:
    """A signed report of last year makes a form, but its sheet would be taken for this year's."""
    if any("".join(item.text.split()) == SHEET_TITLE for item in flow.before()):
        yield "表样前面还有旧的送审单，请先删去那一页"


def _no_heading(flow: Flow[Element]) -> Iterator[str]:
    for heading in flow.missing_headings:
        yield f"找不到标题“{heading}”（要单独占一段）"


def _write_around(
    package: Package,
    root: Element,
    flow: Flow[Element],
    report: Report,
    path: Path,
    sections: Mapping[str, list[Element]],
    *,
    draft: bool,
) -> tuple[str, ...]:
    """Write all but figures and prose: title, markers, years, date, in headers and footers too."""
    replaced = {paragraph for paragraphs in sections.values() for paragraph in paragraphs}
    around = [Text(p) for p in root.iter(P) if p not in replaced]
    names = Names(report)
    parts = {name: package.tree(name) for name in package.side_parts()}
    texts = around + [Text(p) for tree in parts.values() for p in tree.iter(P)]
    try:
        write_markers(texts, names)
    except UnknownNameError as error:
        near = f"，是不是“{error.candidates[0]}”？" if error.candidates else ""
        raise TemplateError(path, [f"不认识 {{{{{error.name}}}}} 这个名称{near}"]) from None
    if not write_title([Text(p.payload) for p in flow.before()], report, f"（{DRAFT}）" if draft else ""):
        raise TemplateError(path, ["找不到标题“……年政府信息公开工作年度报告”"])
    write_years(texts, report.year)
    write_date(texts, report.published)
    for name, tree in parts.items():
        package.put(name, tree)
    return tuple(line for line in leftovers(texts, report.year) if report.agency not in line)
