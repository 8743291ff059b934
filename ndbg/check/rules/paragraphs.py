"""The paragraphs of a report's prose, with their names and where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from ndbg.check.prose.wording import as_written
from ndbg.document.blanks import MARKER
from ndbg.report import Origin, Prose, Report


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: the number of its section (empty for the foreword), a name for people, its text.

    `index` counts the paragraphs of the section from 0; `line` is its line in the file, if it has one.
    """

    section: str
    name: str
    text: str
    index: int
    line: int | None
    _lines: tuple[str, ...]

    def written(self, quote: str) -> str:
        """The words of the paragraph that a part of its even form stands for."""
        return as_written(self.text, quote)

    def origin(self, written: str) -> Origin:
        """Where some words of the paragraph stand in the file, as nearly as can be told."""
        if self.line is None:
            start = max(self.text.find(written), 0)
            end = start + len(written) if written in self.text else len(self.text)
            place = f"{self.name}第{self.index + 1}段"
            return Origin(None, start, end, place, self.section, self.index)
        line = self._lines[self.line - 1] if self.line <= len(self._lines) else ""
        if not MARKER.fullmatch(written):
            # What is whole must not be taken for what is left: {{甲}} for a stray {{.
            line = MARKER.sub(lambda whole: "\0" * len(whole[0]), line)
        start = line.find(written)
        start, end = (start, start + len(written)) if start >= 0 else (0, 0)
        return Origin(self.line, start, end, "", self.section, self.index)


def texts(report: Report) -> Iterator[tuple[str, str, Prose]]:
    """The texts of a report: the section's number, its name for people, and what it says."""
    if report.preface.text:
        yield "", "引言", report.preface
    beside = report.source.outline.beside if report.source.outline else {}
    for section in report.form.sections:
        if section.no in report.prose:
            yield section.no, f"“{section.heading}”", report.prose[section.no]
        elif section.no in beside:
            yield section.no, f"“{section.heading}”表格以外的文字", beside[section.no]


def paragraphs(report: Report) -> Iterator[Paragraph]:
    """The paragraphs of all texts of a report, in order."""
    for no, name, prose in texts(report):
        for index, text in enumerate(prose.text.split("\n")):
            line = prose.lines[index] if index < len(prose.lines) else prose.origin.line
            yield Paragraph(no, name, text, index, line, report.source.lines)
