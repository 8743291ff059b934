"""Whose report a document is: agency, year, titles and day of publication, from all places that state them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple, TypeVar

from ndbg.document.about import (
    Metadata,
    Stated,
    below_title,
    from_announcement,
    from_field_alone,
    from_fields,
    from_foreword,
    from_red_head,
    from_signature,
    from_source,
    from_tables,
    from_text,
    from_titles,
    published,
)
from ndbg.document.blanks import is_office
from ndbg.document.document import Document
from ndbg.document.titles import closing_day, is_sentence, is_title_without_year, titles_in, yearless_agency
from ndbg.report import is_agency
from ndbg.text.labels import label_key, without_blanks

T = TypeVar("T")

_NOWHERE = Stated("", "", 0)
# Places that name the office of the report, where a site may name its own.
_PAGE_TITLE = "网页标题"
_TITLE_PLACES = ("标题", _PAGE_TITLE, "表格标题")
# First characters of an agency that lacks the name of its place: 市水利局.
_LEVELS = ("省", "市", "县", "区", "州", "盟", "旗")
_PLACES = (*_LEVELS, "镇", "乡")
_LAST_RESORTS = ("正文", "公布日期", "文件名", "文件属性")
_MOST_LINES_ABOVE = 3  # of a title, that may hold the first part of a long name


class Identity(NamedTuple):
    """Agency and year of a report, and all its titles as written.

    `end` is the index in `Document.before` of the first paragraph behind the title, 0 without one. `notes` tell where other
    places state another agency or year. `titled_outside`: a title outside the text names agency and year.
    """

    agency: str
    year: int
    titles: tuple[str, ...]
    end: int
    notes: tuple[str, ...] = ()
    titled_outside: bool = False


def identify(document: Document[T], metadata: Metadata, name: str = "") -> Identity:
    """Agency and year of a report, from the first place that states them.

    The places are, in this order: title, metadata of the file, fields above the article, headings of tables, foreword,
    head of the document, lines below the title, signature, a field for who fills in the form, source of the article; for
    the year also the text of the first section; where none of them states it, the `name` of the file and its properties.
    """
    before = [paragraph.text for paragraph in document.before()]
    below = _lines_of_last(document)
    title = _with_whole_name(_title(before), before, [*below, *metadata.titles])
    lines = [line.strip() for text in before for line in text.split("\n")]
    first = _first_section(document)
    stated = [
        Stated("标题", title.agency, title.year),
        *([] if title.titles else from_announcement(lines)),
        *from_titles(metadata.titles, _PAGE_TITLE),
        *from_fields(lines),
        *from_tables(lines, document.form),
        from_foreword("".join(line for line in (*before[title.end :], *first) if is_sentence(line))),
        *from_red_head(before[: title.end]),
        *(below_title(before[title.end :]) if title.titles else ()),
        from_signature(below),
        *from_field_alone(
            (line for item in document.items if item for line in item.text.split("\n")), document.grids
        ),
        *from_source(lines),
    ]

    def last_resorts() -> Iterator[Stated]:
        yield from from_text("\n".join(first), day_of_publication(document, metadata))
        yield from from_titles([name], "文件名")
        yield from from_titles(metadata.names(), "文件属性")

    agency = _with_place(_first(chain(stated, last_resorts()), "agency"), stated)
    year = _first(chain(stated, last_resorts()), "year")
    notes = (*_contradictions(agency, year, stated), *_concluded(agency, year))
    outside = any(claim.place == _PAGE_TITLE and claim.agency and claim.year for claim in stated)
    return title._replace(agency=agency.agency, year=year.year, notes=notes, titled_outside=outside)


def _first(stated: Iterable[Stated], what: str) -> Stated:
    return next((claim for claim in stated if getattr(claim, what)), _NOWHERE)


def _concluded(agency: Stated, year: Stated) -> tuple[str, ...]:
    """Notes on an agency or a year that the report states nowhere by itself."""
    return tuple(
        f"文件里没有写明{what}，按{fact.place}读作{text}，请核对"
        for fact, what, text in ((agency, "机关", f"“{agency.agency}”"), (year, "年度", f" {year.year} 年"))
        if fact.place in _LAST_RESORTS
    )


def _first_section(document: Document[T]) -> list[str]:
    """The lines of the first section; empty where its heading is missing."""
    no = document.form.sections[0].no
    if no not in document.headings:
        return []
    return [line.strip() for paragraph in document.within(no) for line in paragraph.text.split("\n")]


def _contradictions(agency: Stated, year: Stated, stated: Sequence[Stated]) -> tuple[str, ...]:
    """Notes on the places that state another year, or another agency, than those taken."""
    notes = [
        f"{year.place}写的是 {year.year} 年，{other.place}写的是 {other.year} 年，按{year.place}读取，请核对"
        for other in stated
        if other.year not in (0, year.year)
    ]
    notes += [
        f"{agency.place}写的是“{agency.agency}”，{other.place}写的是“{other.agency}”，按{agency.place}读取，请核对"
        for other in stated
        if other.place in _TITLE_PLACES
        # One may be contained in the other: 市水利局 in 海州市水利局.
        and not (other.agency in agency.agency or agency.agency in other.agency)
    ]
    return tuple(dict.fromkeys(notes))


def _lines_of_last(document: Document[T]) -> list[str]:
    """The lines of the last section; empty where its heading is missing."""
    last = document.form.last_section.no
    if last not in document.headings:
        return []
    return [line for paragraph in document.within(last) for line in paragraph.text.split("\n")]


def _with_place(agency: Stated, stated: Sequence[Stated]) -> Stated:
    """The agency, with the name of its place added from the signature if it is lacking: 海州市水利局 for 市水利局."""
    short = agency.agency
    if not short.startswith(_LEVELS) and any(place in short for place in _PLACES):
        return agency
    full = (other.agency for other in stated if other.place == "落款" and other.agency.endswith(short))
    name = next(full, short)
    is_place = short.startswith(_LEVELS) or name.removesuffix(short).endswith(_PLACES)
    return agency._replace(agency=name) if is_place else agency


def _with_whole_name(title: Identity, before: Sequence[str], others: Sequence[str]) -> Identity:
    """A title with the whole name of an agency of which the first part is on the lines above.

    On paper a long name takes several lines above a title; the name counts as whole if one of `others`, the lines of
    the signature and the titles in the metadata, begins with it.
    """
    whole = _whole_name(title.agency, before, others)
    if whole == title.agency:
        return title
    first = whole.removesuffix(title.agency)
    texts = (f"{first}{text}" if text.startswith(title.agency) else text for text in title.titles)
    return title._replace(agency=whole, titles=tuple(texts))


def _whole_name(agency: str, before: Sequence[str], others: Sequence[str]) -> str:
    lines = [without_blanks(line) for text in before for line in text.split("\n") if line.strip()]
    at = next((at for at, line in enumerate(lines) if agency and line.startswith(agency)), 0)
    keys = {label_key(line) for line in others}
    for count in range(1, min(at, _MOST_LINES_ABOVE) + 1):
        name = f"{''.join(lines[at - count : at])}{agency}"
        if is_agency(name) and any(key.startswith(label_key(name)) for key in keys):
            return name
    return agency


def _title(before: Sequence[str]) -> Identity:
    """What the titles before the first section state: the last one above the foreword counts.

    A site may list other reports above it. An agency or year that this title lacks is taken from the one before.
    """
    foreword = next((at for at, line in enumerate(before) if is_sentence(line)), len(before))
    above = before[:foreword] if any(titles_in(before[:foreword])) else before
    parsed = list(titles_in(above))
    whole = {title.lines.start for title in parsed if len(title.lines) == 1}
    yearless = [at for at, line in enumerate(above) if at not in whole and is_title_without_year(line)]
    titles = [(title.lines[-1], title.text) for title in parsed]
    titles += [(at, without_blanks(before[at])) for at in yearless]
    year = next((title.year for title in reversed(parsed) if title.year), 0)
    of_year = (title.agency for title in reversed(parsed) if title.year in (year, None))
    agency = next(filter(None, of_year), "") or next(
        (name for at in reversed(yearless) if is_office(name := yearless_agency(before[at]))), ""
    )
    texts = tuple(dict.fromkeys(text for _, text in sorted(titles)))
    return Identity(agency, year, texts, max((at + 1 for at, _ in titles), default=0))


def day_of_publication(document: Document[T], metadata: Metadata) -> date | None:
    """The day of publication that the site states, else the day of the signature; None without either."""
    lines = [line.strip() for paragraph in document.before() for line in paragraph.text.split("\n")]
    if day := metadata.published or published(lines):
        return day
    return next((day for line in reversed(_lines_of_last(document)) if (day := closing_day(line))), None)
