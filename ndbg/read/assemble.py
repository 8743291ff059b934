"""Assemble a Report from the paragraphs and tables of a document of any format."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.about import (
    NO_METADATA,
    Metadata,
    Stated,
    from_fields,
    from_foreword,
    from_signature,
    from_tables,
    from_titles,
    published,
)
from ndbg.document.blanks import is_office, is_prompt
from ndbg.document.closing import closes, is_enclosure
from ndbg.document.flow import Flow, Foreword, Node, Paragraph, TableNode, read_flow
from ndbg.document.grid import Grid, GridCell, Place, followed
from ndbg.document.headings import headings, section_named, split_at_headings
from ndbg.document.titles import closing_day, is_sentence, is_title_without_year, titles_in, yearless_agency
from ndbg.errors import NdbgError
from ndbg.form import Form, distinctive_labels, superseded_labels
from ndbg.form.naming import name_table
from ndbg.read.figures import read_figures
from ndbg.read.source import FORBIDDEN, forbidden
from ndbg.report import (
    FINGERPRINT,
    Figure,
    Heading,
    Origin,
    Outline,
    Prose,
    Report,
    Source,
    is_agency,
    too_long,
)
from ndbg.text.labels import label_key
from ndbg.text.normalise import normalise

T = TypeVar("T")


def assemble(
    nodes: Sequence[Node[T]] | Callable[[Form], Sequence[Node[T]]],
    path: Path,
    origin: Callable[[Place[T]], Origin],
    notes: Sequence[str] = (),
    line: Callable[[T], int] | None = None,
    labels: Sequence[str] = (),
    metadata: Metadata = NO_METADATA,
) -> Report:
    """Make a report of what a document holds.

    `nodes` may be a function of the form, where only the form tells what a document holds. `origin` tells where a
    cell stands, in the words of the format; `line` on which line a paragraph does, in formats that have lines.
    Figures are found by the labels of the form that the document follows; what cannot be read for certain is in
    `Report.unread`. `labels` are those that only some forms have, where the tables themselves do not hold them any
    more. `beside` is what the file says of the report elsewhere than in its text.
    """
    read, near = followed(
        partial(_by_form, nodes, path, metadata), lambda by: by.flow.located, lambda by: by.top.year
    )
    flow, top = read.flow, read.top
    superseded = superseded_labels(dict.fromkeys((*flow.located.distinctive, *labels)), top.year)
    foreword = flow.foreword(top.end, top.agency) if flow.headings else Foreword((), ())
    figures = read_figures(flow.located, origin)
    return Report(
        source=Source(
            path,
            notes=(
                *notes,
                *read.notes,
                *_old_form(flow.form, superseded),
                *_doubtful_form(flow.form, near),
                *_copies(flow, figures.figures),
                *figures.notes,
                *top.notes,
                *_left_out(foreword.doubtful),
                *read.of_years,
                *_tables_in_prose(flow),
                *_said_below(flow, top.agency),
            ),
            outline=_outline(flow, top, superseded, line),
        ),
        form=flow.form,
        agency=top.agency,
        year=top.year,
        published=_published(flow, metadata),
        preface=_as_prose(foreword.lines, line),
        prose={s.no: _prose(flow, s.no, top.agency, line) for s in flow.form.prose_sections},
        figures=figures.figures,
        unread=tuple(figures.unread),
        sums=figures.sums,
        other_rows=tuple(figures.other_rows),
    )


class _ByForm(NamedTuple, Generic[T]):
    """A document read by a form, and what stands above the report.

    `notes` are on the whole document, `of_years` on the reports of other years in it.
    """

    flow: Flow[T]
    top: "_Top"
    notes: tuple[str, ...]
    of_years: tuple[str, ...]


def _by_form(
    nodes: Sequence[Node[T]] | Callable[[Form], Sequence[Node[T]]], path: Path, metadata: Metadata, form: Form
) -> _ByForm[T]:
    """Read a document by a form. Raises NdbgError where it holds far more than any report."""
    held = nodes(form) if callable(nodes) else nodes
    refuse_endless(held, path)
    cleaned, notes = _cleaned(held)
    flow, of_years = _of_latest(list(with_headings_apart(cleaned, form)), form)
    return _ByForm(flow, _top(flow, metadata), notes, of_years)


# A report has some ten thousand characters, a hundred paragraphs and five hundred cells; a page around it may have
# a few times as many.
_MOST_TEXT, _LONGEST_TEXT = 500_000, 100_000  # characters
MOST_FILLED, _MOST_PARAGRAPHS = 8000, 10_000  # cells and paragraphs that are not blank


def refuse_endless(nodes: Sequence[Node[T]], path: Path) -> None:
    """Raise NdbgError where a document holds far more than any report."""
    characters = 0
    filled = {Paragraph: 0, GridCell: 0}
    for piece in _pieces(nodes):
        length = len(piece.text)
        if not length:
            continue
        characters += length
        filled[type(piece)] += 1
        if characters > _MOST_TEXT or length > _LONGEST_TEXT or filled[Paragraph] > _MOST_PARAGRAPHS:
            raise NdbgError(f"“{path}”里的文字太多，不像是一份报告，没有读；请只留下报告再试")
        if filled[GridCell] > MOST_FILLED:
            raise NdbgError(f"“{path}”里的表格太多、太大，不像是一份报告，没有读；请只留下报告的表格再试")


def _cleaned(nodes: Sequence[Node[T]]) -> tuple[Sequence[Node[T]], tuple[str, ...]]:
    """What a document holds in its usual characters, with a mark for each that no report may hold, and a note of it."""
    written = "".join(_texts(nodes))
    marked = forbidden(written)
    if not marked and normalise(written) == written:
        return nodes, ()
    cells: dict[GridCell[T], GridCell[T]] = {}

    def clean(text: str) -> str:
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", normalise(lines))

    def cell(old: GridCell[T]) -> GridCell[T]:
        # A merged cell stands in many places, and must stay one.
        return cells.setdefault(old, replace(old, text=clean(old.text)))

    def node(old: Node[T]) -> Node[T]:
        if isinstance(old, Paragraph):
            return Paragraph(clean(old.text), old.payload)
        grid = Grid([[item and cell(item) for item in row] for row in old.grid.rows])
        held = {cell(item): [node(inner) for inner in inside] for item, inside in old.held.items()}
        return TableNode.of(grid, held)

    note = "文件里有看不见的字符，读出的文字里写成了“\N{REPLACEMENT CHARACTER}”，请核对"
    return [node(old) for old in nodes], (note,) if marked else ()


def with_headings_apart(nodes: Iterable[Node[T]], form: Form) -> Iterator[Node[T]]:
    """The nodes of a document with each heading of a section as a paragraph of its own."""
    for node in nodes:
        if isinstance(node, Paragraph) and len(pieces := split_at_headings(node.text, form)) > 1:
            yield from (Paragraph(piece, node.payload) for piece in pieces)
        elif isinstance(node, TableNode):
            yield TableNode(node.grid, partial(_held_apart, node, form), node.nests)
        else:
            yield node


def _held_apart(table: TableNode[T], form: Form) -> dict[GridCell[T], list[Node[T]]]:
    return {cell: list(with_headings_apart(inside, form)) for cell, inside in table.held.items()}


def _texts(nodes: Iterable[Node[T]]) -> Iterator[str]:
    return (piece.text for piece in _pieces(nodes))


def _pieces(nodes: Iterable[Node[T]]) -> Iterator[Paragraph[T] | GridCell[T]]:
    """The paragraphs and cells in order; the content of a cell follows its table once more."""
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node
        else:
            for row in range(len(node.grid.rows)):
                yield from node.grid.across(row)
            if node.nests:  # else the cells hold no other text than this
                yield from _pieces(node.inside)


def _old_form(form: Form, superseded: Sequence[str]) -> Iterator[str]:
    if superseded:
        old = distinctive_labels()[label_key(superseded[0])][-1]
        read = "已按它读取" if old is form else "只读了现行表式里的部分"
        yield f"表格里有“{superseded[0]}”，这是 {old.first_year} 年的旧表式；{read}"


def _doubtful_form(form: Form, near: Sequence[Form]) -> Iterator[str]:
    if near:
        named = "、".join(one.name for one in near)
        yield f"表格里{named}的行和列都有，分不清用的是哪一个，按{form.name}读取，请核对"


def _said_below(flow: Flow[T], agency: str) -> Iterator[str]:
    """A note of what is said below the signature: a sentence that is no note, contact or enclosure."""
    below = flow.below(agency) if flow.form.last_section.no in flow.headings else []
    said = [line for line in below if is_sentence(line) and not closes(line)]
    if said:
        yield f"落款下面还有文字（“{said[0][:_OPENING_LINE]}”），没有读作正文"


def _copies(flow: Flow[T], figures: Mapping[str, Figure]) -> Iterator[str]:
    read = {flow.form.cells[id].table for id in flow.located.copies if id in figures}
    if read:
        named = "、".join(name_table(table) for table in flow.form.tables if table.id in read)
        yield f"{named}出现了不止一次，几处一样的数已读取"


class _Top(NamedTuple):
    """What stands above a report: agency, year, all its titles as written, and the number of the last one's line.

    `notes` tell where other places say another agency or year.
    """

    agency: str
    year: int
    titles: tuple[str, ...]
    end: int
    notes: tuple[str, ...] = ()


def _outline(flow: Flow[T], top: _Top, superseded: Sequence[str], line: Callable[[T], int] | None) -> Outline:
    texts = (item.text for item in flow.items if item)
    printed = tuple(text.strip() for text in texts if FINGERPRINT.fullmatch(text.strip()))
    beside = {}
    for section in flow.form.sections:
        if section.table and section.no in flow.headings:
            said = [(text, p) for p in flow.beside(section.no) if (text := p.text.strip()).endswith("。")]
            beside[section.no] = _as_prose(said, line)
    beside = {no: prose for no, prose in beside.items() if prose.text}
    prompts = {
        section.no: tuple(p.text.strip() for p in flow.in_data_tables(section.no) if is_prompt(p.text))
        for section in flow.form.prose_sections
        if section.no in flow.headings
    }
    below = tuple(flow.below(top.agency)) if flow.form.last_section.no in flow.headings else ()
    return Outline(
        top.titles,
        tuple(_headings(flow)),
        tuple(superseded),
        beside,
        printed,
        below,
        _opening(flow),
        prompts,
    )


_OPENING, _OPENING_LINE = 4, 60
_MOST_DOUBTFUL = 3  # lines that a note quotes
_MOST_QUOTED = 3  # cells


def _opening(flow: Flow[T]) -> tuple[str, ...]:
    """The first lines of a document with text."""
    lines = (line for item in flow.items if item for line in item.text.split("\n") if line.strip())
    return tuple(" ".join(line.split())[:_OPENING_LINE] for line in islice(lines, _OPENING))


def _headings(flow: Flow[T]) -> Iterator[Heading]:
    freely_worded = {at: no for no, at in flow.headings.items()}
    for at, item in enumerate(flow.items):
        section = section_named(item.text, flow.form) if item else None
        if item and (no := section.no if section else freely_worded.get(at)):
            yield Heading(no, " ".join(item.text.split()))


def _top(flow: Flow[T], metadata: Metadata) -> _Top:
    """Agency and year of a report, from the first place that states them.

    The places are, in this order: title, metadata of the file, fields above the article, foreword,
    signature.
    """
    before = [paragraph.text for paragraph in flow.before()]
    title = _title(before)
    below = _lines_of_last(flow)
    whole = _whole_name(title.agency, before, [*below, *metadata.titles])
    if whole != title.agency:
        first = whole.removesuffix(title.agency)
        named = (f"{first}{text}" if text.startswith(title.agency) else text for text in title.titles)
        title = title._replace(agency=whole, titles=tuple(named))
    foreword = "".join(line for line in before[title.end :] if is_sentence(line))
    lines = [line.strip() for text in before for line in text.split("\n")]
    said = [
        Stated("标题", title.agency, title.year),
        *from_titles(metadata.titles, "网页标题"),
        *from_fields(lines),
        *from_tables(lines, flow.form),
        from_foreword(foreword),
        from_signature(below[-_LAST_LINES:]),
    ]
    agency = _in_full(next((place for place in said if place.agency), Stated("", "", 0)), said)
    year = next((place for place in said if place.year), Stated("", "", 0))
    notes = [
        f"{year.place}写的是 {year.year} 年，{other.place}写的是 {other.year} 年，按{year.place}读取，请核对"
        for other in said
        if other.year not in (0, year.year)
    ]
    notes += [
        f"{agency.place}写的是“{agency.agency}”，{other.place}写的是“{other.agency}”，按{agency.place}读取，请核对"
        for other in said
        if other.place in _TITLE_PLACES and other.agency and not _may_be_one(other.agency, agency.agency)
    ]
    return title._replace(agency=agency.agency, year=year.year, notes=tuple(dict.fromkeys(notes)))


def _lines_of_last(flow: Flow[T]) -> list[str]:
    """The lines of the last section; empty where its heading is missing."""
    last = flow.form.last_section.no
    if last not in flow.headings:
        return []
    return [line for paragraph in flow.within(last) for line in paragraph.text.split("\n")]


def _in_full(found: Stated, said: Sequence[Stated]) -> Stated:
    """An agency as the signature names it, where its place lacks a name: 海州市水利局 for 市水利局."""
    short = found.agency
    full = (place.agency for place in said if place.place == "落款" and place.agency.endswith(short))
    return found._replace(agency=next(full, short)) if short.startswith(_LEVELS) else found


_LEVELS = ("省", "市", "县", "区", "州", "盟", "旗")
_MOST_LINES_ABOVE = 3


def _whole_name(agency: str, before: Sequence[str], said: Sequence[str]) -> str:
    """The name of an agency whose first part stands on the lines above that of the title, where it is said whole.

    A long name takes several lines of a title on paper; the signature, or the title of a page, has it on one.
    """
    lines = ["".join(line.split()) for text in before for line in text.split("\n") if line.strip()]
    at = next((at for at, line in enumerate(lines) if agency and line.startswith(agency)), 0)
    whole = {label_key(line) for line in said}
    for count in range(1, min(at, _MOST_LINES_ABOVE) + 1):
        name = f"{''.join(lines[at - count : at])}{agency}"
        if is_agency(name) and any(
            label_key(name) == line or line.startswith(label_key(name)) for line in whole
        ):
            return name
    return agency


_LAST_LINES = 12  # below the last heading: a report closes with its signature
# Places that name the office of the report itself, and not, say, that of the site.
_TITLE_PLACES = ("标题", "网页标题", "表格标题")


def _may_be_one(left: str, right: str) -> bool:
    """Whether two names may be those of one office: one is contained in the other, 市水利局 in 海州市水利局."""
    return left in right or right in left


def _title(before: Sequence[str]) -> _Top:
    """What the lines before the first section say of the whole: the last title above the foreword counts.

    Above it a site may list what else it has. What that title lacks, the one before it may say.
    """
    foreword = next((at for at, line in enumerate(before) if is_sentence(line)), len(before))
    above = before[:foreword] if any(titles_in(before[:foreword])) else before
    found = list(titles_in(above))
    yearless = [at for at, line in enumerate(above) if is_title_without_year(line)]
    titles = [(title.lines[-1], title.text) for title in found]
    titles += [(at, "".join(before[at].split())) for at in yearless]
    year = next((title.year for title in reversed(found) if title.year), 0)
    of_year = (title.agency for title in reversed(found) if title.year in (year, None))
    agency = next(filter(None, of_year), "") or next(
        (name for at in reversed(yearless) if is_office(name := yearless_agency(before[at]))), ""
    )
    texts = tuple(dict.fromkeys(text for _, text in sorted(titles)))
    return _Top(agency, year, texts, max((at + 1 for at, _ in titles), default=0))


def _published(flow: Flow[T], metadata: Metadata) -> date | None:
    """The day of publication stated by the site, or else that of the signature; None without either."""
    lines = [line.strip() for paragraph in flow.before() for line in paragraph.text.split("\n")]
    if day := metadata.published or published(lines):
        return day
    below = _lines_of_last(flow)
    return next((day for line in reversed(below) if (day := closing_day(line))), None)


def _left_out(doubtful: Sequence[str]) -> Iterator[str]:
    """The note on lines that may be of the foreword and were not read as such."""
    if doubtful:
        quoted = "”“".join(line[:_OPENING_LINE] for line in doubtful[:_MOST_DOUBTFUL])
        yield f"标题和第一部分之间的“{quoted}”没有读作引言，请看一看"


_TWO_REPORTS = 2


def _of_latest(nodes: Sequence[Node[T]], form: Form) -> tuple[Flow[T], tuple[str, ...]]:
    """A document in a form; of one that holds the reports of several years the latest, with a note on it.

    Where the reports do not follow one another, as in a table that lays out the page, only the text is cut.
    """
    flow = read_flow(nodes, form)
    lines = [item.text if item else "" for item in flow.items]
    first = flow.form.sections[0]
    if sum(section_named(line, flow.form) is first for line in lines) < _TWO_REPORTS:
        return flow, ()
    titles = [(title.year, title.lines.start) for title in titles_in(lines) if title.year]
    ends = [at for _, at in titles[1:]] + [len(lines)] * bool(titles)
    whole = {
        year: (at, end)
        for (year, at), end in zip(titles, ends, strict=True)
        if _is_whole(flow, lines[at:end])
    }
    if len(whole) < _TWO_REPORTS:
        return flow, ()
    latest = max(whole)
    years = "、".join(f"{year} 年" for year in sorted(whole, reverse=True))
    start, end = whole[latest]
    while (item := flow.items[end - 1]) and (not item.text.strip() or is_enclosure(item.text)):
        end -= 1
    if part := _between(nodes, flow.items[start], flow.items[end] if end < len(flow.items) else None):
        return read_flow(part, form), (f"文件里有 {years}的报告，读的是 {latest} 年的；请每年一个文件",)
    own = flow._replace(
        items=flow.items[start:end],
        tables=flow.tables[start:end],
        headings=headings(lines[start:end], flow.form),
    )
    return own, (f"文件里有 {years}的报告，正文读的是 {latest} 年的；请每年一个文件",)


def _between(
    nodes: Sequence[Node[T]], first: Paragraph[T] | None, behind: Paragraph[T] | None
) -> Sequence[Node[T]]:
    """The nodes from one paragraph to before another, or to the end; none where one of them is in a table."""
    places = {id(node): at for at, node in enumerate(nodes)}
    start = places.get(id(first))
    end = places.get(id(behind)) if behind else len(nodes)
    return nodes[start:end] if start is not None and end is not None else []


def _is_whole(flow: Flow[T], lines: Sequence[str]) -> bool:
    """Whether lines hold all prose sections of a report with text in each."""
    found = headings(lines, flow.form)
    return all(
        section.no in found and any(line.strip() for line in lines[found[section.no] + 1 :][:1])
        for section in flow.form.prose_sections
    )


def _tables_in_prose(flow: Flow[T]) -> Iterator[str]:
    """Notes of tables in sections of prose that are not read as text."""
    for section in flow.form.prose_sections:
        if section.no in flow.headings and (left := flow.in_data_tables(section.no)):
            first = " ".join(" ".join(p.text.split()) for p in left[:_MOST_QUOTED])
            yield f"“{section.heading}”里有表格（“{first}…”），没有读作正文"


def _prose(flow: Flow[T], no: str, agency: str, line: Callable[[T], int] | None) -> Prose:
    return _as_prose(flow.prose(no, agency), line) if no in flow.headings else Prose()


def _as_prose(found: Sequence[tuple[str, Paragraph[T]]], line: Callable[[T], int] | None) -> Prose:
    text = "\n".join(text for text, _ in found)
    if much := too_long(text):
        raise NdbgError(f"文件里有一部分的正文{much}，不像是一份报告")
    return Prose(text, text, tuple(line(paragraph.payload) for _, paragraph in found) if line else ())
