"""Write what is neither table nor prose: markers, name of the office, years, days; for titles see `title`."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from lxml import etree

from ndbg.document.blanks import (
    BLANK_YEAR,
    FOR_CHARACTERS,
    MARKER,
    OFFICE_IN_FOREWORD,
    OFFICE_TO_NAME,
    SEAL,
    day_behind_name,
    day_in,
    ends_in_day,
    has_blanks,
    is_blank_name,
    is_date,
    is_month,
    is_office,
    is_room_for_name,
    is_room_for_seal,
    marker_name,
    name_and_day,
    office_fields,
    written_name,
    year_fields,
)
from ndbg.document.fields import PUBLISHED, WRITTEN, is_office_label
from ndbg.document.instructions import is_instruction
from ndbg.ooxml.numbering import written as numeral
from ndbg.ooxml.text import (
    R_PR,
    TBL,
    TC,
    Edit,
    Element,
    P,
    R,
    T,
    cell_text,
    child_of,
    paragraph_text,
    raw_text,
    remove,
    splice,
    w,
)
from ndbg.report import Report, date_text
from ndbg.report.names import Names
from ndbg.text.patterns import HAN, Pattern
from ndbg.write.word.cells import drop
from ndbg.write.word.holders import settling
from ndbg.write.word.leftovers import (
    DIGITS,
    IDENTIFIER,
    OTHER_YEAR,
    excerpt,
    fault_in,
)

LEAST_ROOM = 3  # blanks
_BLANKS = Pattern(rf"\s{{{LEAST_ROOM}}}")
SHORTEST_NAME = 3  # characters of the name of an office
_OPEN_MONTH = Pattern(rf"\s*年[\s{FOR_CHARACTERS}]*月[\s{FOR_CHARACTERS}]*日")
_OF_PERIOD = Pattern("[至起—]")
_DAY_LABEL = Pattern(f"(?:{PUBLISHED}|{WRITTEN})[:：]?")
_LABEL = Pattern(rf"{HAN}{{0,8}}(?:日期|时间|年度|年份|号|单位|机关|机构|部门)(?:[（(]{HAN}{{1,4}}[）)])?")
_SET_APART = Pattern(r"20\d\d([./-])\d{1,2}\1\d{1,2}")
_FOREWORD = Pattern(r"\s*\{\{\s*引言\s*\}\}\s*")
# The roots of a document; a removed paragraph is below none of them.
_DOCUMENT = w("document")
_WHOLE = {_DOCUMENT, *(w(name) for name in ("hdr", "ftr", "footnotes", "endnotes"))}


def is_foreword(text: str) -> bool:
    """Whether a line is the marker for the foreword."""
    return bool(_FOREWORD.fullmatch(text))


@lru_cache(maxsize=1024)
def is_live(text: str) -> bool:
    """Whether a line of a form has something to replace or to report (see `leftovers`, `instructions`)."""
    line = " ".join(text.split()).translate(DIGITS)
    if is_instruction(line) or any(pattern.search(line) for pattern in (MARKER, BLANK_YEAR, OTHER_YEAR)):
        return True
    alone = (day_in(part) or day_behind_name(part) or is_blank_name(part) for part in text.split("\n"))
    return has_blanks(line) or any(alone) or any(office_fields(text)) or any(year_fields(text))


class FormParagraph:
    """A paragraph of a form and its text."""

    def __init__(self, paragraph: Element) -> None:
        self.paragraph = paragraph

    def __str__(self) -> str:
        return paragraph_text(self.paragraph)

    def replace(self, start: int, end: int, new: str) -> None:
        """Replace a part of the text."""
        self.replace_all([(start, end, new)])

    def replace_all(self, edits: Sequence[Edit]) -> None:
        """Replace parts of the text, given in order."""
        if edits:
            runs = [(run, raw_text(run)) for run in self.paragraph.iter(R)]
            with settling(self.paragraph):
                splice(self.paragraph, edits)
            # What marked a placeholder goes with it.
            for run, said in runs:
                for mark in list(run.iterchildren(R_PR)) if raw_text(run) != said else ():
                    for colour in list(mark.iterchildren(w("highlight"))):
                        remove(colour)

    def append(self, new: str) -> None:
        """Append to the text."""
        end = len(str(self).rstrip())
        if new:
            self.replace(end, end, new)

    @property
    def dropped(self) -> bool:
        """Whether the paragraph has been removed, alone or with its container."""
        return self._top.tag not in _WHOLE

    @property
    def is_beside(self) -> bool:
        """Whether it is in a header, a footer or a note."""
        return self._top.tag != _DOCUMENT

    @property
    def part(self) -> str:
        """The name of the root of its part: `hdr`, `ftr`, `footnotes`, `endnotes`, `document`."""
        return etree.QName(self._top).localname

    @property
    def in_table(self) -> bool:
        """Whether it is in a table."""
        return next(self.paragraph.iterancestors(TBL), None) is not None

    @property
    def _top(self) -> Element:
        return next(iter([*self.paragraph.iterancestors()][-1:]), self.paragraph)

    def drop(self) -> None:
        """Remove the paragraph; one that ends a section of pages or a cell stays, empty."""
        drop(self.paragraph)


def write_markers(texts: Sequence[FormParagraph], names: Names) -> None:
    """Replace markers `{{…}}`, also those split over runs.

    A paragraph with a marker of an optional value that the report lacks, such as 公布日期, is removed.
    Raises UnknownNameError.
    """
    for text in texts:
        if is_foreword(str(text)):
            continue  # it may be several paragraphs, and is put in with the prose
        matches = list(MARKER.finditer(str(text)))
        found = [(match, names.resolve(marker_name(match))) for match in matches]
        if any(value is None and names.is_optional(marker_name(match)) for match, value in found):
            text.drop()
            continue
        text.replace_all([(*match.span(), value) for match, value in found if value is not None])


def write_agency(texts: Sequence[FormParagraph], agency: str, notice: Collection[Element]) -> None:
    """Write the name of the agency into the form's places for it.

    These are lines that are only such a place: `（单位名称）`, `由×××编制`, the field for 填报单位. In a table and
    in a notice in front of the form (paragraphs `notice`) the name may be another office's: there only
    that field and the line above a day are filled.
    """
    for text in texts:
        if text.is_beside:
            continue
        if not text.in_table:
            said = str(text)
            rooms = sorted(
                match.span() for room in (OFFICE_TO_NAME, OFFICE_IN_FOREWORD) for match in room.finditer(said)
            )
            alone = any(map(is_blank_name, said.split("\n")))
            text.replace_all([] if alone else [(*span, agency) for span in rooms])
        said = str(text)
        fields = [(*span, agency) for span in office_fields(said)]
        text.replace_all([field for field in fields if field[0] < field[1] or _has_own_room(text)])
        if text.paragraph not in notice:
            text.replace_all(list(_names(text, agency)))


def _names(text: FormParagraph, agency: str) -> Iterator[Edit]:
    """The lines of a paragraph that are a place for the agency's name, perhaps in brackets."""
    begin, lines = 0, str(text).split("\n")
    for line, below in zip(lines, [*lines[1:], _line_below(text.paragraph)], strict=True):
        # In an imprint the day stands in the same line, set apart by blanks.
        said, *behind = name_and_day(line)
        signs = is_date(below) if not behind else ends_in_day(behind[0])
        name = SEAL.sub("", said).strip()
        own = not text.in_table or signs or is_field(text.paragraph)
        signs |= is_room_for_seal(said) and not text.in_table
        if (is_blank_name(name) and own) or (is_room_for_name(name) and signs):
            start = begin + line.index(name)
            yield start, start + len(name), written_name("".join(name.split()), agency)
        begin += len(line) + 1


def is_underlined_room(text: FormParagraph) -> bool:
    """Whether a paragraph is nothing but underlined blanks, which are room to write in."""
    if len(str(text)) < LEAST_ROOM or str(text).strip():
        return False
    runs = (run for run in text.paragraph.iter(R) if any(node.text for node in run.iter(T)))
    return all(child_of(run, R_PR, w("u")) is not None for run in runs)


def take_off_underline(text: FormParagraph, name: str) -> None:
    """Remove the underline of what replaced underlined blanks, the runs with `name`, and of blanks left beside it."""
    for run in text.paragraph.iter(R):
        underline = child_of(run, R_PR, w("u"))
        said = raw_text(run)
        if underline is not None and (name in said or not said.strip()):
            remove(underline)


def is_room_to_sign(text: FormParagraph) -> bool:
    """Whether a line above a day is room for the agency's name in other signs than a placeholder.

    Underlined blanks, perhaps before the end of a name: `______局`; its label alone: `单位名称`; or both.
    """
    said = str(text).strip()
    rest = OFFICE_TO_NAME.sub("", said)
    ends = str(text)[:LEAST_ROOM].isspace() and len(said) < SHORTEST_NAME and is_office(f"某某{said}")
    signs = rest != said and is_room_for_name(rest)
    return is_underlined_room(text) or is_office_label(said) or signs or (bool(said) and ends)


def sign(below: Sequence[FormParagraph], report: Report) -> None:
    """Write the agency into the room for it above a day, of the lines below the last section.

    What was underlined as room is not underlined any more, nor is the day where it is known.
    """
    for text, day in pairwise(below):
        if is_date(str(day)) and is_room_to_sign(text):
            text.replace(0, len(str(text)), report.agency)
            take_off_underline(text, report.agency)
    for text in below:
        if report.published and is_date(str(text)):
            take_off_underline(text, "")


def is_field(paragraph: Element) -> bool:
    """Whether a paragraph is in a cell behind one with a label such as 填报单位."""
    return label_before(paragraph, is_office_label)


def label_before(paragraph: Element, is_label: Callable[[str], object]) -> bool:
    """Whether the cell before that of a paragraph is a label."""
    label = label_of(paragraph)
    return bool(label) and bool(is_label(label))


def label_of(paragraph: Element) -> str:
    """The text of the cell before that of a paragraph, without blanks and colon; empty where there is none."""
    cell = next(paragraph.iterancestors(TC), None)
    label = next(cell.itersiblings(TC, preceding=True), None) if cell is not None else None
    return "".join(cell_text(label).split()).rstrip("：:") if label is not None else ""


def _line_below(paragraph: Element) -> str:
    """The first line with text below a paragraph, in the same cell or text."""
    below = (paragraph_text(p).strip() for p in paragraph.itersiblings(P))
    return next(filter(None, below), "").split("\n")[0]


def write_years(texts: Sequence[FormParagraph], year: int, published: date | None) -> None:
    """Replace `20××` and the like by the year, and write it behind 报告年度：.

    That of an open day, `20××年×月×日`, is the year in which the report is made; it stays where that is not known.
    """
    for text in texts:
        said = str(text)
        period = _OF_PERIOD.search(said)
        edits = []
        for match in BLANK_YEAR.finditer(said):
            if period or not _OPEN_MONTH.match(said, match.end()):
                edits.append((*match.span(), f"{year}"))
            elif published:
                edits.append((*match.span(), f"{published.year}"))
        text.replace_all(edits)
        text.replace_all([(*span, f"{year}") for span in year_fields(str(text)) if _has_own_room(text)])


def _has_own_room(text: FormParagraph) -> bool:
    """Whether what belongs behind the label that a paragraph ends with has its place there, and in no other cell."""
    cell = next(text.paragraph.iterancestors(TC), None)
    beside = next(cell.itersiblings(TC), None) if cell is not None else None
    return beside is None or bool(cell_text(beside).strip())


def write_date(
    texts: Sequence[FormParagraph],
    published: date | None,
    front: Collection[Element],
    notice: Collection[Element],
) -> None:
    """Replace lines that are only a date by the day of publication.

    Below the title it may be in brackets, or behind `日期：`. `front` are the paragraphs before the title,
    `notice` those of them in a notice, whose days are its own.
    """
    if published is None:
        return
    for text in texts:
        if text.paragraph in notice:
            continue
        begin, edits, above = 0, [], ""
        aside = text.in_table or text.is_beside
        for line in str(text).split("\n"):
            span = day_in(line)
            # Days of another kind, and in tables, are of something else as often.
            if is_date(line):
                own = "日" in line or not aside or label_before(text.paragraph, _DAY_LABEL.fullmatch)
            else:
                own = (
                    not aside
                    and text.paragraph not in front
                    # Below a field for a signature `日期：` is the day of signing.
                    and (not line.lstrip().startswith("日") or is_office(above or _line_above(text)))
                )
            if own and (span := span or day_behind_name(line)):
                new = _like(line[slice(*span)], published) if text.in_table else date_text(published)
                edits.append((begin + span[0], begin + span[1], new))
            begin, above = begin + len(line) + 1, line
        text.replace_all(edits)


def _like(written: str, day: date) -> str:
    """A day in the way in which another is written: with its signs between the numbers, or in full."""
    apart = _SET_APART.fullmatch(written)
    return apart[1].join((f"{day.year}", f"{day.month:02}", f"{day.day:02}")) if apart else date_text(day)


def _line_above(text: FormParagraph) -> str:
    """The last line with text above a paragraph."""
    above = (paragraph_text(p).strip() for p in text.paragraph.itersiblings(P, preceding=True))
    return next(filter(None, above), "").split("\n")[-1]


def has_room_for_day(text: FormParagraph) -> bool:
    """Whether a line of a paragraph ends with a day or a placeholder for one."""
    return any(map(ends_in_day, str(text).split("\n")))


def write_month(texts: Sequence[FormParagraph], published: date | None, notice: Collection[Element]) -> None:
    """Replace lines of the cover, or of the signature, that are only a month by the month of publication."""
    for text in texts:
        if published and is_month(str(text)) and not text.in_table and text.paragraph not in notice:
            start, end = _span(str(text))
            text.replace(start, end, month_text(published, str(text)[start:end]))


def month_text(day: date, written: str = "") -> str:
    """The month of a day as another is written: `2025年1月`, or `二〇二五年一月`."""
    zero = next((sign for sign in "〇○零" if f"二{sign}" in written), "")
    if not zero:
        return f"{day.year}年{day.month}月"
    year, month = numeral(day.year, "ideographDigital"), numeral(day.month, "chineseCounting")
    return f"{year}年{month}月".replace("〇", zero)


def _span(line: str) -> tuple[int, int]:
    """The start and end of a line's text without surrounding blanks."""
    return len(line) - len(line.lstrip()), len(line.rstrip())


def leftovers(texts: Sequence[FormParagraph], year: int, agency: str) -> Iterator[str]:
    """Lines of the filled form that still need work, shortened.

    They have a placeholder, or a date that does not fit a report for `year`: another year than that and
    the next, or the day on which last year's was published; or they are the number of last year's document.
    """
    for text in texts:
        if text.dropped or is_foreword(str(text)):
            continue
        line = " ".join(with_rooms(text.paragraph, str(text)).split())
        label = label_of(text.paragraph)
        place = fault_in(line, year, agency)
        if not place and line and f"{year + 1}" not in line and IDENTIFIER.fullmatch(label):
            place = (0, len(line))
        if place:
            yield f"{label}：{excerpt(line, place)}" if _LABEL.fullmatch(label) else excerpt(line, place)


def with_rooms(paragraph: Element, said: str) -> str:
    """The text of a paragraph with `___` for underlined blanks between words, which are room to write in."""
    if not _BLANKS.search(said.strip()) and not said[:LEAST_ROOM].isspace():
        return said
    at = 0
    for run in paragraph.iter(R) if said.strip() else ():
        text = raw_text(run)
        start = said.find(text, at)
        if start < 0:
            continue
        line = child_of(run, R_PR, w("u"))
        room = len(text) >= LEAST_ROOM and text.isspace()
        if room and line is not None and line.get(w("val")) != "none":
            said = f"{said[:start]}{'_' * LEAST_ROOM}{said[start + len(text) :]}"
            text = "_" * LEAST_ROOM
        at = start + len(text)
    return said


def instructions(texts: Sequence[FormParagraph]) -> Iterator[str]:
    """Instructions to those who fill the form in, which do not belong in the report."""
    for text in texts:
        line = " ".join(str(text).split())
        # In a table it is the label of a day.
        is_label = text.in_table and line.rstrip("：:") == "填报日期"
        if not text.dropped and is_instruction(line) and not is_label:
            yield line
