"""Add findings to a Word report as comments at their places."""

from collections.abc import Iterator
from pathlib import Path

from ndbg.app.check import Checked
from ndbg.app.output import NewFile
from ndbg.check.finding import Finding, Result
from ndbg.ooxml.package import MOST_BYTES
from ndbg.read.source import read_bytes
from ndbg.report import Report
from ndbg.show.plain import remaining, severity_word, summary
from ndbg.write.word import comments
from ndbg.write.word.comments import Note


def annotate(checked: Checked, place: Path) -> NewFile:
    """A copy of a checked Word file with each finding as a comment; nothing is saved.

    Comments of others stay, those of an earlier run are replaced. Raises NdbgError where the file
    cannot be used.
    """
    source = checked.report.source.path
    word = annotated(read_bytes(source, MOST_BYTES), source, checked.report, checked.result)
    return NewFile(place, word, checked.files)


def annotated(data: bytes, path: Path, report: Report, result: Result) -> bytes:
    """A Word file from which `report` was read, or into which it was filled, with each finding as a comment."""
    summary_text = "\n".join((f"核对结果：{summary(result)}", *remaining(result)))
    return comments.annotate(data, path, report, list(_notes(result)), summary_text)


def _notes(result: Result) -> Iterator[Note]:
    for finding in result.findings:
        defect = finding.defect
        origin = next((o for o in defect.origins if o.section), None)
        if origin:
            # A finding on prose is put on the words, not on the figures they state.
            yield Note(_text(finding), (), origin.section, origin.paragraph, *origin.within)
        else:
            yield Note(_text(finding), cells=defect.cells)


def _text(finding: Finding) -> str:
    lines = [f"{severity_word(finding)} {finding.code} {finding.rule.name}", finding.defect.message]
    if finding.reason:
        lines.append(f"说明：{finding.reason}")
    return "\n".join(lines)
