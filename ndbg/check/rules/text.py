"""FMT1xx on words: nothing of the blank form is left in the text, no section is empty."""

import re
from collections.abc import Iterator

from ndbg.check.finding import Finding, Severity
from ndbg.form import FORM
from ndbg.names import MARKER
from ndbg.report import Origin, Prose, Report

_RESIDUE = re.compile(
    r"""20(?:[×╳✕✖＊○〇]{2}|[Xx]{2}|__)(?=年|\D|$)
      | [×╳✕✖]{2,}
      | (?<![A-Za-z0-9])[XxＸｘ]{2,}(?![A-Za-z0-9])
      | _{2,} | ＿{2,} | [ \u3000\xa0]{3,}
      | \{\{ | \}\} | ｛｛ | ｝｝""",
    re.VERBOSE,
)


def _texts(report: Report) -> Iterator[tuple[str, Prose]]:
    if report.preface.text:
        yield "引言", report.preface
    for section in FORM.sections:
        if section.no in report.prose:
            yield f"“{section.heading}”", report.prose[section.no]


def _origin(report: Report, prose: Prose, index: int, written: str) -> Origin:
    if index >= len(prose.lines):
        return Origin()
    number = prose.lines[index]
    line = report.lines[number - 1] if number <= len(report.lines) else ""
    start = line.find(written)
    return Origin(number, start, start + len(written)) if start >= 0 else Origin(number)


def residue(report: Report) -> Iterator[Finding]:
    """FMT110: no placeholder of a blank form or of last year's draft is left in the text."""
    if match := _RESIDUE.search(report.agency):
        message = f"机关名称里还有没替换的“{match[0]}”，请写全称"
        yield Finding("FMT110", Severity.ERROR, message, actual=match[0], origins=(report.agency_origin,))
    for name, prose in _texts(report):
        for index, paragraph in enumerate(prose.text.split("\n")):
            marked = [m.span() for m in MARKER.finditer(paragraph)]
            for match in MARKER.finditer(paragraph):
                origin = _origin(report, prose, index, match[0])
                message = f"{name}里的 {match[0]} 还没有数可填，请先填好表格里的这个数"
                yield Finding("FMT110", Severity.ERROR, message, origins=(origin,), actual=match[0])
            for match in _RESIDUE.finditer(paragraph):
                if any(start <= match.start() < end for start, end in marked):
                    continue
                origin = _origin(report, prose, index, match[0])
                written = match[0] if match[0].strip(" \u3000\xa0") else "一串空格"
                message = f"{name}里还有没替换的“{written}”，请写上实际内容"
                yield Finding("FMT110", Severity.ERROR, message, origins=(origin,), actual=match[0])


def empty_section(report: Report) -> Iterator[Finding]:
    """FMT105: a section of prose that has its heading and no text (30号: six sections)."""
    for section in FORM.sections:
        if section.no in report.prose and not report.prose[section.no].text:
            message = f"“{section.heading}”还没有正文"
            origin = report.prose[section.no].origin
            yield Finding("FMT105", Severity.WARNING, message, origins=(origin,))
