"""Write the title of a report into a form, and into the headers and footers that repeat it."""

import re
from collections.abc import Collection, Sequence

from ndbg.document.blanks import ends_in_day, has_blanks, is_blank_name, is_office
from ndbg.document.titles import Title, is_blank_title, read_title, stage_in, titles_in
from ndbg.ooxml.text import TBL, TC, Edit
from ndbg.report import Report
from ndbg.text.patterns import Pattern
from ndbg.write.word.marks import (
    LEAST_ROOM,
    SHORTEST_NAME,
    FormParagraph,
    is_underlined_room,
    take_off_underline,
)

# Room for the name of an office in brackets behind a title.
_NAME_BEHIND = Pattern(r"[（(][^（()）]{1,12}[）)](?=\s*》?\s*$)")
_DIGITS = 4  # of a year


def write_title(before: Sequence[FormParagraph], report: Report, suffix: str) -> bool:
    """Set agency and year in every title before section one, and append `suffix`.

    Without one, the title of a blank form is replaced. Returns False where there is no title at all.
    """
    lines = [text for text in before if str(text).strip()]
    titles = list(titles_in(title_lines(lines)))
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


def title_lines(before: Sequence[FormParagraph]) -> list[str]:
    """The lines before the first section in which titles are looked for: those of other tables say nothing.

    A label in the last row of a table above the title is no office. A table of one cell is but a frame.
    """
    tables = [next(text.paragraph.iterancestors(TBL), None) for text in before]
    cells = {table: sum(1 for _ in table.iter(TC)) for table in tables if table is not None}
    titled = {table for table, text in zip(tables, before, strict=True) if "信息公开" in str(text)}
    others = {table for table, count in cells.items() if count > 1 and table not in titled}
    return ["" if table in others else str(text) for table, text in zip(tables, before, strict=True)]


def _above(before: Sequence[FormParagraph], title: FormParagraph) -> FormParagraph | None:
    """The line above a title: the nearest that says something, or underlined blanks."""
    above = before[: before.index(title)]
    above = [
        text for text, said in zip(above, title_lines(above), strict=True) if said or not str(text).strip()
    ]
    return next((text for text in reversed(above) if str(text).strip() or is_underlined_room(text)), None)


def _set_title(lines: Sequence[FormParagraph], report: Report, above: FormParagraph | None) -> None:
    """Set year and agency in a title of one or more lines; the agency may belong on the line above."""
    text = "".join(map(str, lines))
    title = read_title(text)
    if title is None:
        return
    _edit_lines(lines, _with_agency(_edits(title, report, text), title, report, text, above))
    if text[0].isspace():
        take_off_underline(lines[0], report.agency)


def _with_agency(
    edits: Sequence[Edit], title: Title, report: Report, text: str, above: FormParagraph | None
) -> Sequence[Edit]:
    """The edits of a title's text, with one for the agency where the title names none.

    Where the agency belongs on the line above, it is written there.
    """
    named = title.agency_span != (0, 0)
    behind = _NAME_BEHIND.search(text)
    if not named and behind and is_blank_name(behind[0]):
        edits = [*edits, (*behind.span(), f"（{report.agency}）")]
    elif not named and above is not None and is_underlined_room(above):
        above.replace(0, len(str(above)), report.agency)
        take_off_underline(above, report.agency)
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
    return edits


def _edit_lines(lines: Sequence[FormParagraph], edits: Sequence[Edit]) -> None:
    """Make edits of the text of some lines together in the lines."""
    begin = 0
    for line in lines:
        end = begin + len(str(line))
        within = [(start, stop, new) for start, stop, new in edits if start < end and stop >= begin]
        # What begins on the line before has its new text there.
        line.replace_all(
            [
                (max(start - begin, 0), min(stop, end) - begin, new if start >= begin else "")
                for start, stop, new in within
            ]
        )
        begin = end


def _is_room(text: str, title: Title) -> bool:
    """Whether a title's agency is a placeholder, or the end of a name behind blanks: `______局`."""
    short = title.agency_span[0] >= LEAST_ROOM and len(title.agency) < SHORTEST_NAME
    return is_blank_name(title.agency) or (short and text[:1].isspace())


def _joined(first: Edit, edits: Sequence[Edit]) -> list[Edit]:
    """An edit before some others, as one with the next where that only inserts at its beginning."""
    start, end, new = first
    if edits and edits[0][:2] == (start, start):
        return [(start, end, f"{new}{edits[0][2]}"), *edits[1:]]
    return [first, *edits]


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
    return is_office(line) or (
        has_blanks(line) and not ends_in_day(line) and not re.search("[号:：〔]", line)
    )


def write_running_titles(texts: Sequence[FormParagraph], report: Report, own: Collection[str]) -> None:
    """Set agency and year in headers and footers that repeat the title; `own` are the names in the form's title."""
    for text in texts:
        if text.is_beside:
            text.replace_all(running_title_edits(str(text), report, own))


def running_title_edits(line: str, report: Report, own: Collection[str]) -> Sequence[Edit]:
    """The edits that set agency and year in a line that repeats the title; none where it is no title, or another's."""
    title = read_title(line)
    if title and (title.agency in ("", report.agency, *own) or has_blanks(title.agency)):
        return _edits(title, report, line)
    return []
