"""What a form has around figures and prose: a cover or a notice, lines below, properties, room for the day."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ndbg.document.document import Document, Paragraph
from ndbg.document.titles import is_blank_title, is_signature, titles_in
from ndbg.ooxml.text import Element
from ndbg.report import Report, date_text
from ndbg.write.word.marks import Text, has_room_for_day, month_text
from ndbg.write.word.offices import names_one
from ndbg.write.word.stale import needs_work


def front_of(content: Document[Element]) -> Sequence[Paragraph[Element]]:
    """The paragraphs before the report's title: a cover, a table of contents, or a notice."""
    before = content.before()
    titles = [title.lines.start for title in titles_in([item.text for item in before])]
    starts = titles or [at for at, item in enumerate(before) if is_blank_title(item.text)]
    return before[: max(starts, default=0)]


def lines_below(texts: Iterable[Text], agency: str) -> Iterator[str]:
    """The lines of paragraphs below the last section, without the signature."""
    lines = (line for text in texts if not text.dropped for line in str(text).split("\n"))
    return (" ".join(line.split()) for line in lines if line.strip() and not is_signature(line, agency))


def unfit_properties(said: Iterable[str], report: Report, offices: Collection[str]) -> Iterator[str]:
    """What the properties of a form say that does not belong in a report, without what names one of some offices."""
    rest = (text for text in said if not names_one(text, offices))
    return (f"文件属性“{text}”" for text in rest if needs_work(text, report.year, report.agency))


def unplaced(texts: Sequence[Text], report: Report, empty: str) -> tuple[str, ...]:
    """The day of publication, where the form has no place for it; a form without any other place is refused.

    `empty` is a line with room for some day.
    """
    return () if empty or _shows_day(texts, report) else ("公布日期",)


def room_for_day(texts: Sequence[Text], report: Report) -> str:
    """The first line with room for some day, where the day of publication stands nowhere; else empty."""
    rooms = (text for text in texts if not text.dropped and has_room_for_day(text))
    room = None if _shows_day(texts, report) else next(rooms, None)
    return " ".join(str(room).split()) if room else ""


def _shows_day(texts: Sequence[Text], report: Report) -> bool:
    """Whether the day of publication stands in a filled form, or is not known."""
    if report.published is None:
        return True
    day, month = date_text(report.published), month_text(report.published)
    return any(day in str(text) or str(text).strip() == month for text in texts if not text.dropped)
