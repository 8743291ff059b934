"""The places of sections, paragraphs and quotations in the prose of a report, for the H rules."""

from ndbg.check.subject import Subject
from ndbg.report import Origin, Prose


def heading(subject: Subject, section: str) -> str:
    """The heading of a section, in quotation marks."""
    return next((f"“{s.heading}”" for s in subject.report.form.sections if s.no == section), "引言")


def origins_in(
    subject: Subject, section: str, paragraph: int | None = None, quote: str = ""
) -> tuple[Origin, ...]:
    """The place of a section, a paragraph, or a quotation; that of a section is its first paragraph."""
    named = heading(subject, section)
    if paragraph is None:
        paragraph = 0
    else:
        named = f"{named}第{paragraph + 1}段"
    prose = subject.report.prose.get(section, Prose())
    lines = prose.text.split("\n")
    text = lines[paragraph] if paragraph < len(lines) else ""
    if not text:
        return ()
    line = prose.lines[paragraph] if paragraph < len(prose.lines) else prose.origin.line
    start = max(text.find(quote), 0) if quote else 0
    end = start + len(quote) if quote and quote in text else len(text)
    if line is not None:
        start = end = 0  # in a data file the columns are different
    place = "" if line is not None else named
    return (Origin(line, start, end, place, section, paragraph),)
