"""Write what is neither table nor prose: title, markers, name of the office, years, days."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
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
    is_office_label,
    is_room_for_name,
    marker_name,
    name_and_day,
    office_fields,
    written_name,
)
from ndbg.document.titles import Title, in_digits, is_blank_title, read_title, stage_in, titles_in
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
    remove,
    splice,
    w,
)
from ndbg.report import Report, date_text
from ndbg.report.names import Names
from ndbg.text.patterns import Pattern
from ndbg.write.word.cells import drop
from ndbg.write.word.holders import settling

_OTHER_YEAR = Pattern(
    r"(?<!\d)20[12]\d(?!\d)|二[〇○零][一二][〇○零一二三四五六七八九]",
    given="201|202|二〇|二○|二零",
)
# Instructions in forms to those who fill them in.
_INSTRUCTION = Pattern(
    r"(?<!申)请[^。，]{0,20}(?:填|写明|注明|删|参照)|填[报表写]说明|模板|样表|空表|范本|示例|填报日期|附件\d*[:：]?$"
    r"|[（(]填[^（()）]{1,10}[）)]|\d字(?:以[内上下]|左右)|不[超少][过于]\d+字|[（(]\d{2,4}字[）)]",
    given="填|写明|注明|删|参照|模板|样表|空表|范本|示例|附件|字",
)
# Room for the name of an office in brackets behind a title.
_NAME_BEHIND = Pattern(r"[（(][^（()）]{1,12}[）)](?=\s*》?\s*$)")
_LEAST_ROOM = 3  # blanks
_SHORTEST_NAME = 3  # characters of the name of an office
_OPEN_DAY = re.compile(r"年\s*(?:\d{1,2}\s*)?月\s*日")
# Reports are published early in the next year, so a day in the report's own year is last year's.
_OLD_DAY = r"(?<!\d){year}年[1-4]月"
_OPEN_MONTH = Pattern(rf"\s*年[\s{FOR_CHARACTERS}]*月[\s{FOR_CHARACTERS}]*日")
_OF_PERIOD = Pattern("[至起—]", given="至|起|—")
_DAY_LABEL = Pattern(r"(?:成文|公布|发布|公开|印发)(?:日期|时间|日)[:：]?")
_SET_APART = Pattern(r"20\d\d([./-])\d{1,2}\1\d{1,2}")
_FOREWORD = Pattern(r"\s*\{\{\s*引言\s*\}\}\s*", given="引言")
_DIGITS = 4  # of a year
_SHOWN = 20
# The roots of a document; a removed paragraph is below none of them.
_DOCUMENT = w("document")
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_WHOLE = {_DOCUMENT, *(w(name) for name in ("hdr", "ftr", "footnotes", "endnotes"))}


def is_foreword(text: str) -> bool:
    """Whether a line is the marker for the foreword."""
    return bool(_FOREWORD.fullmatch(text))


def is_instruction(text: str) -> bool:
    """Whether a line is an instruction to those who fill the form in."""
    return _INSTRUCTION.search(text) is not None


@lru_cache(maxsize=1024)
def is_live(text: str) -> bool:
    """Whether a line of a form has something to replace or to report (see `leftovers`, `instructions`)."""
    line = " ".join(text.split())
    if any(pattern.search(line) for pattern in (MARKER, BLANK_YEAR, _OTHER_YEAR, _INSTRUCTION)):
        return True
    alone = (day_in(part) or day_behind_name(part) or is_blank_name(part) for part in text.split("\n"))
    return has_blanks(line) or any(alone) or any(office_fields(text))


class Text:
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
            with settling(self.paragraph):
                splice(self.paragraph, edits)

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
    def is_note(self) -> bool:
        """Whether it is in a footnote or an endnote."""
        return self.part in ("footnotes", "endnotes")

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


def write_markers(texts: Sequence[Text], names: Names) -> None:
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


def write_title(before: Sequence[Text], report: Report, suffix: str) -> bool:
    """Set agency and year in every title before section one, and append `suffix`.

    Without one, the title of a blank form is replaced. Returns False where there is no title at all.
    """
    lines = [text for text in before if str(text).strip()]
    titles = list(titles_in([str(text) for text in lines]))
    for title in titles:
        held = lines[title.lines.start : title.lines.stop]
        _set_title(held, report, _above(before, held[0]))
        held[-1].append(suffix)
        below = lines[title.lines.stop] if title.lines.stop < len(lines) else None
        if below is not None and stage_in(str(below)) == (0, len(str(below).rstrip())):
            below.drop()
    blank = [] if titles else [line for line in lines if is_blank_title(str(line))]
    for line in blank:
        line.replace(0, len(str(line)), f"{report.title}{suffix}")
    return bool(titles or blank)


def _above(before: Sequence[Text], title: Text) -> Text | None:
    """The line above a title: the nearest that says something, or underlined blanks."""
    above = before[: before.index(title)]
    return next((text for text in reversed(above) if str(text).strip() or _is_underlined_room(text)), None)


def _is_underlined_room(text: Text) -> bool:
    """Whether a paragraph is nothing but underlined blanks, which are room to write in."""
    if len(str(text)) < _LEAST_ROOM or str(text).strip():
        return False
    runs = (run for run in text.paragraph.iter(R) if any(node.text for node in run.iter(T)))
    return all(child_of(run, R_PR, w("u")) is not None for run in runs)


def _set_title(lines: Sequence[Text], report: Report, above: Text | None) -> None:
    """Set year and agency in a title of one or more lines; the agency may belong on the line above."""
    said = [str(line) for line in lines]
    text = "".join(said)
    title = read_title(text)
    if title is None:
        return
    edits = _edits(title, report, text)
    named = title.agency_span != (0, 0)
    behind = _NAME_BEHIND.search(text)
    if not named and behind and is_blank_name(behind[0]):
        edits = [*edits, (*behind.span(), f"（{report.agency}）")]
    elif not named and above is not None and _is_underlined_room(above):
        above.replace(0, len(str(above)), report.agency)
        _take_off_underline(above, report.agency)
    elif not named and above is not None and _has_room_for_name(str(above)):
        above.replace(0, len(str(above)), report.agency)
    elif not named:
        # Blanks at its head are room for the name, underlined as such; for the year too, where it has no other.
        room = len(text) - len(text.lstrip())
        if edits[0][0] < room:
            room, edits = edits[0][1], [(0, 0, f"{report.year}"), *edits[1:]]
        edits = _joined((0, room, report.agency), edits)
    elif not text[: title.agency_span[0]].strip() and _is_room(text, title):
        edits = [(0, edits[0][1], edits[0][2]), *edits[1:]]
    begin = 0
    for line, part in zip(lines, said, strict=True):
        end = begin + len(part)
        within = [(start, stop, new) for start, stop, new in edits if start < end and stop >= begin]
        # What begins on the line before has its new text there.
        line.replace_all(
            [
                (max(start - begin, 0), min(stop, end) - begin, new if start >= begin else "")
                for start, stop, new in within
            ]
        )
        begin = end
    if text[0].isspace():
        _take_off_underline(lines[0], report.agency)


def _is_room(text: str, title: Title) -> bool:
    """Whether a title's agency is a placeholder, or the end of a name behind blanks: `______局`."""
    short = title.agency_span[0] >= _LEAST_ROOM and len(title.agency) < _SHORTEST_NAME
    return is_blank_name(title.agency) or (short and text[:1].isspace())


def _joined(first: Edit, edits: Sequence[Edit]) -> list[Edit]:
    """An edit before some others, as one with the next where that only inserts at its beginning."""
    start, end, new = first
    if edits and edits[0][:2] == (start, start):
        return [(start, end, f"{new}{edits[0][2]}"), *edits[1:]]
    return [first, *edits]


def _take_off_underline(text: Text, name: str) -> None:
    """Remove the underline of what replaced underlined blanks, the runs with `name`, and of blanks left beside it."""
    for run in text.paragraph.iter(R):
        underline = child_of(run, R_PR, w("u"))
        said = "".join(node.text or "" for node in run.iter(T))
        if underline is not None and (name in said or not said.strip()):
            remove(underline)


def _edits(title: Title, report: Report, text: str) -> list[Edit]:
    """The edits that set a title's year, and its agency where it names one or has blanks for it.

    What it says of a form or a draft behind it goes.
    """
    start, end = title.year_span
    if end - start < _DIGITS:  # 20　　年: the blanks are room for the rest
        end += len(text[end:]) - len(text[end:].lstrip())
    edits = [(start, end, f"{report.year}")]
    if title.agency_span != (0, 0):
        edits.append((*title.agency_span, report.agency))
    if stage := stage_in(text):
        edits.append((*stage, ""))
    return sorted(edits)


def _has_room_for_name(line: str) -> bool:
    """Whether a line above a title is the name of an office, or blanks for it, and no document number."""
    return is_office(line) or (has_blanks(line) and not re.search("[号:：〔]", line))


def write_running_titles(texts: Sequence[Text], report: Report, own: Collection[str]) -> None:
    """Set agency and year in headers and footers that repeat the title; `own` are the names in the form's title."""
    for text in texts:
        title = read_title(str(text)) if text.is_beside else None
        if title and (title.agency in ("", report.agency, *own) or has_blanks(title.agency)):
            text.replace_all(_edits(title, report, str(text)))


def write_agency(texts: Sequence[Text], agency: str, notice: Collection[Element]) -> None:
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
        text.replace_all([field for field in fields if field[0] < field[1] or not text.in_table])
        if text.paragraph not in notice:
            text.replace_all(list(_names(text, agency)))


def _names(text: Text, agency: str) -> Iterator[Edit]:
    """The lines of a paragraph that are a place for the agency's name, perhaps in brackets."""
    begin, lines = 0, str(text).split("\n")
    for line, below in zip(lines, [*lines[1:], _line_below(text.paragraph)], strict=True):
        # In an imprint the day stands in the same line, set apart by blanks.
        said, *behind = name_and_day(line)
        signs = is_date(below) if not behind else ends_in_day(behind[0])
        name = SEAL.sub("", said).strip()
        own = not text.in_table or signs or is_field(text.paragraph)
        if (is_blank_name(name) and own) or (is_room_for_name(name) and signs):
            start = begin + line.index(name)
            yield start, start + len(name), written_name("".join(name.split()), agency)
        begin += len(line) + 1


def is_room_to_sign(text: Text) -> bool:
    """Whether a line above a day is room for the agency's name in other signs than a placeholder.

    Underlined blanks, perhaps before the end of a name: `______局`; its label alone: `单位名称`; or both.
    """
    said = str(text).strip()
    rest = OFFICE_TO_NAME.sub("", said)
    ends = str(text)[:_LEAST_ROOM].isspace() and len(said) < _SHORTEST_NAME and is_office(f"某某{said}")
    signs = rest != said and is_room_for_name(rest)
    return _is_underlined_room(text) or is_office_label(said) or signs or (bool(said) and ends)


def sign(below: Sequence[Text], report: Report) -> None:
    """Write the agency into the room for it above a day, of the lines below the last section.

    What was underlined as room is not underlined any more, nor is the day where it is known.
    """
    for text, day in pairwise(below):
        if is_date(str(day)) and is_room_to_sign(text):
            text.replace(0, len(str(text)), report.agency)
            _take_off_underline(text, report.agency)
    for text in below:
        if report.published and is_date(str(text)):
            _take_off_underline(text, "")


def is_field(paragraph: Element) -> bool:
    """Whether a paragraph is in a cell behind one with a label such as 填报单位."""
    return _label_before(paragraph, is_office_label)


def _label_before(paragraph: Element, is_label: Callable[[str], object]) -> bool:
    """Whether the cell before that of a paragraph is a label."""
    cell = next(paragraph.iterancestors(TC), None)
    label = next(cell.itersiblings(TC, preceding=True), None) if cell is not None else None
    return label is not None and bool(is_label("".join(cell_text(label).split())))


def _line_below(paragraph: Element) -> str:
    """The first line with text below a paragraph, in the same cell or text."""
    below = (paragraph_text(p).strip() for p in paragraph.itersiblings(P))
    return next(filter(None, below), "").split("\n")[0]


def write_years(texts: Sequence[Text], year: int, published: date | None) -> None:
    """Replace `20××` and the like by the year.

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


def write_date(
    texts: Sequence[Text], published: date | None, front: Collection[Element], notice: Collection[Element]
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
                own = "日" in line or not aside or _label_before(text.paragraph, _DAY_LABEL.fullmatch)
            else:
                own = (
                    not aside
                    and text.paragraph not in front
                    and _is_days_own(line, above or _line_above(text))
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


def _is_days_own(line: str, above: str) -> bool:
    """Whether a day is the report's; below a field for a signature `日期：` is the day of signing."""
    return not line.lstrip().startswith("日") or is_office(above)


def _line_above(text: Text) -> str:
    """The last line with text above a paragraph."""
    above = (paragraph_text(p).strip() for p in text.paragraph.itersiblings(P, preceding=True))
    return next(filter(None, above), "").split("\n")[-1]


def has_room_for_day(text: Text) -> bool:
    """Whether a line of a paragraph ends with a day or a placeholder for one."""
    return any(map(ends_in_day, str(text).split("\n")))


def write_month(texts: Sequence[Text], published: date | None, notice: Collection[Element]) -> None:
    """Replace lines of the cover, or of the signature, that are only a month by the month of publication."""
    for text in texts:
        if published and is_month(str(text)) and not text.in_table and text.paragraph not in notice:
            text.replace(*_span(str(text)), month_text(published))


def month_text(day: date) -> str:
    """The month of a day as it is written: `2025年1月`."""
    return f"{day.year}年{day.month}月"


def _span(line: str) -> tuple[int, int]:
    """The start and end of a line's text without surrounding blanks."""
    return len(line) - len(line.lstrip()), len(line.rstrip())


def leftovers(texts: Sequence[Text], year: int, agency: str) -> Iterator[str]:
    """Lines of the filled form that still need work, shortened.

    They have a placeholder, or a date that does not fit a report for `year`: another year than that and
    the next, or the day on which last year's was published.
    """
    for text in texts:
        if text.dropped or is_foreword(str(text)):
            continue
        line = " ".join(str(text).split())
        if needs_work(line, year, agency):
            yield line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def needs_work(line: str, year: int, agency: str) -> bool:
    """Whether a line has a placeholder or a date that does not fit a report for `year`."""
    # A row carried over from the year before names that year.
    said = line.replace(agency, "").replace(f"{year - 1}年结转", "")
    stale = any(int(in_digits(m[0])) not in (year, year + 1) for m in _OTHER_YEAR.finditer(said))
    # The report itself is of a whole year: from 1 January on.
    old_day = re.search(_OLD_DAY.format(year=year), in_digits(said))
    stale |= bool(old_day) and not re.search("[起至—]", said)
    return bool(stale or MARKER.search(said) or has_blanks(said) or _OPEN_DAY.search(said))


def word_art(root: Element) -> Iterator[str]:
    """The words of WordArt in a part of a form, such as a watermark in its header (VML `textpath`)."""
    return (words for path in root.iter(_TEXT_PATH) if (words := (path.get("string") or "").strip()))


def old_word_art(words: Iterable[str], year: int, agency: str) -> Iterator[str]:
    """The words of WordArt that do not belong in a report for `year`: instructions, placeholders, other years."""
    return (f"艺术字“{said}”" for said in words if is_instruction(said) or needs_work(said, year, agency))


def instructions(texts: Sequence[Text]) -> Iterator[str]:
    """Instructions to those who fill the form in, which do not belong in the report."""
    for text in texts:
        line = " ".join(str(text).split())
        if not text.dropped and is_instruction(line):
            yield line
