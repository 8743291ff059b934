"""Read a report from a Word file."""

from pathlib import Path

from ndbg.form import FORM
from ndbg.form.titles import read_title
from ndbg.grid import Located, Place, locate
from ndbg.ooxml.package import MOST_BYTES, open_package
from ndbg.ooxml.sections import Flow, read_flow
from ndbg.ooxml.tables import tables
from ndbg.ooxml.text import Element, P, paragraph_text
from ndbg.read.numbers import read_number
from ndbg.read.source import read_bytes
from ndbg.report import Figure, Origin, Prose, Report, Unread, Why


def read_word(path: Path) -> Report:
    """Read the report in a Word file. Raises NdbgError where the file is no sound Word file."""
    return parse_word(read_bytes(path, MOST_BYTES), path)


def parse_word(data: bytes, path: Path) -> Report:
    """Read the report in the bytes of a Word file; `path` is for messages.

    Figures are found by the labels of the form. What cannot be read for certain is in
    `Report.unread`, each with its table, row and column in the file.
    """
    package = open_package(data, path)
    root = package.tree(package.document)
    located = locate(tables(root))
    flow = read_flow(root, located)
    agency, year = _title(root, flow)
    figures, unread = _figures(located)
    return Report(
        path=path,
        agency=agency,
        year=year,
        prose={s.no: _prose(flow, s.no) for s in FORM.sections if s.table is None},
        figures=figures,
        unread=tuple(unread),
    )


def _title(root: Element, flow: Flow) -> tuple[str, int]:
    """Agency and year as the title gives them; the agency may stand on a line of its own."""
    lines = [text for p in flow.before() if (text := paragraph_text(p).strip())]
    for index, line in enumerate(lines):
        joined = f"{lines[index - 1]}{line}" if index else line
        for text in (line, joined):
            title = read_title(text)
            if title and (title.agency or text == joined):
                return "".join(title.agency.split()), title.year or 0
    boxed = (read_title(paragraph_text(p)) for p in root.iter(P))
    return next(((t.agency, t.year or 0) for t in boxed if t), ("", 0))


def _prose(flow: Flow, no: str) -> Prose:
    if no not in flow.headings:
        return Prose()
    lines = [text for p in flow.within(no) if (text := paragraph_text(p).strip())]
    return Prose("\n".join(lines), "\n".join(lines))


def _figures(located: Located[Element]) -> tuple[dict[str, Figure], list[Unread]]:
    figures: dict[str, Figure] = {}
    unread: list[Unread] = []
    for id, cell in FORM.cells.items():
        place = located.places.get(id)
        if place is None:
            unread.append(Unread((id,), Why.MISSING, "", Origin()))
        elif id in located.repeated:
            other = located.repeated[id]
            unread.append(Unread((id,), Why.REPEATED, f"{other}", Origin(place=f"{place}"), f"{place}"))
        else:
            _figure(id, place, figures, unread, decimal=cell.decimal)
    return figures, unread


def _figure(
    id: str,
    place: Place[Element],
    figures: dict[str, Figure],
    unread: list[Unread],
    *,
    decimal: bool,
) -> None:
    written = place.cell.text.strip()
    origin = Origin(place=f"{place}")
    reading = read_number(written, decimal=decimal)
    if reading.value is None:
        unread.append(Unread((id,), reading.why or Why.DOUBTFUL, written, origin, reading.advice))
    else:
        figures[id] = Figure(reading.value, origin, written="" if reading.plain else written)
