"""Cells of a form behind a label whose content the report knows: 填报单位, 报告年度, 公布日期."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from ndbg.document.document import TableNode
from ndbg.document.fields import PUBLISHED, WRITTEN, is_office_label
from ndbg.document.fields import YEAR as YEAR_LABEL
from ndbg.document.grid import GridCell
from ndbg.ooxml.text import Element, P, T, own_paragraphs, paragraph_text, set_text, splice
from ndbg.report import Report, date_text
from ndbg.text.labels import compact
from ndbg.text.patterns import Pattern
from ndbg.write.word.cells import clear, look_of
from ndbg.write.word.holders import room_in, settle_controls

OFFICE, YEAR, DAY = "机关", "年度", "公布日期"
_YEAR_LABEL = Pattern(f"(?:{YEAR_LABEL}|年[度份]):?")
_DAY_LABEL = Pattern(f"(?:{PUBLISHED}|{WRITTEN}):?")
_A_YEAR = Pattern(r"\s*(20\d\d)\s*(?:年度?)?\s*")


class Labelled(NamedTuple):
    """A cell behind a label: what it is for, its label, its paragraph, and where it was empty the new text in it."""

    kind: str
    label: str
    cell: Element
    paragraph: Element
    text: Element | None = None


def labelled(tables: Sequence[TableNode[Element]], figures: Collection[Element]) -> list[Labelled]:
    """The cells for office, year and day in the tables of a form, but for some cells of figures; empty ones get room."""
    found: dict[Element, Labelled] = {}
    for table in tables:
        for row in range(len(table.grid.rows)):
            cells = [cell for cell in table.grid.across(row) if cell.row == row]
            for label, cell in pairwise(cells):
                if (
                    cell.payload not in figures
                    and cell.payload not in found
                    and (own := _labelled(label, cell))
                ):
                    found[cell.payload] = own
    return list(found.values())


def _labelled(label: GridCell[Element], cell: GridCell[Element]) -> Labelled | None:
    kind, name = _kind(label.text), "".join(label.text.split()).rstrip("：:")
    paragraph = next(own_paragraphs(cell.payload), None)
    if not kind or paragraph is None:
        return None
    if kind == YEAR and _A_YEAR.fullmatch(cell.text):
        return Labelled(kind, name, cell.payload, paragraph)
    # A picture or a table is no room.
    if cell.text.strip() or any(True for _ in cell.payload.iter("{*}drawing", "{*}pict", "{*}tbl")):
        return None
    return Labelled(kind, name, cell.payload, paragraph, _room(paragraph, label.payload))


def _kind(label: str) -> str:
    if is_office_label(label):
        return OFFICE
    said = compact(label)
    return YEAR if _YEAR_LABEL.fullmatch(said) else DAY if _DAY_LABEL.fullmatch(said) else ""


def _room(paragraph: Element, label: Element) -> Element:
    """A new, empty text in an empty paragraph, in its look or in that of the label."""
    look = look_of(paragraph)
    if look is None:
        look = next((own for p in label.iter(P) if (own := look_of(p)) is not None), None)
    settle_controls(paragraph)
    run, room = room_in(paragraph)
    clear(paragraph, room)
    if look is not None:
        run.append(look)
    return etree.SubElement(run, T)


def write_labelled(cells: Sequence[tuple[Labelled, Element]], report: Report) -> Iterator[str]:
    """Write office, year and day into cells, each given with its copy; gives the labels of those that stay empty."""
    day = date_text(report.published) if report.published else ""
    known = {OFFICE: report.agency, YEAR: f"{report.year}", DAY: day}
    for own, element in cells:
        if own.text is None:
            year = _A_YEAR.fullmatch(paragraph_text(element))
            if year:
                splice(element, [(*year.span(1), known[YEAR])])
        elif known[own.kind]:
            set_text(element, known[own.kind])
        else:
            yield own.label
