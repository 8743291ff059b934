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
    named, at = heading(subject, section), paragraph or 0
    if paragraph is not None:
        named = f"{named}第{paragraph + 1}段"
    prose = subject.report.prose.get(section, Prose())
    text = dict(enumerate(prose.text.split("\n"))).get(at, "")
    if not text:
        return ()
    line = prose.lines[at] if at < len(prose.lines) else prose.origin.line
    if line is not None:  # in a data file, where the columns are different
        return (Origin(line, 0, 0, "", section, at),)
    start = max(text.find(quote), 0)
    end = start + len(quote) if quote and quote in text else len(text)
    return (Origin(None, start, end, named, section, at),)
