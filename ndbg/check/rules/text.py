"""FMT1xx on words: nothing of the blank form is left in the text, no section is empty."""

from collections.abc import Iterator

from ndbg.check.finding import Defect
from ndbg.form import FORM
from ndbg.form.blanks import MARKER, find_blanks, find_gaps
from ndbg.report import Origin, Prose, Report


def _texts(report: Report) -> Iterator[tuple[str, Prose]]:
    if report.preface.text:
        yield "引言", report.preface
    for section in FORM.sections:
        if section.no in report.prose:
            yield f"“{section.heading}”", report.prose[section.no]


def _origin(report: Report, prose: Prose, index: int, written: str) -> Origin:
    """Where a word of the n-th paragraph stands in the file, as nearly as can be told."""
    if index >= len(prose.lines):
        return prose.origin
    number = prose.lines[index]
    line = report.lines[number - 1] if number <= len(report.lines) else ""
    if not MARKER.fullmatch(written):
        # What is whole must not be taken for what is left: {{甲}} for a stray {{.
        line = MARKER.sub(lambda whole: "\0" * len(whole[0]), line)
    start = line.find(written)
    return Origin(number, start, start + len(written)) if start >= 0 else Origin(number)


def residue(report: Report) -> Iterator[Defect]:
    """FMT110: no placeholder of a blank form is left in the text (30号: 内容完整、准确)."""
    for match in find_blanks(report.agency):
        message = f"机关名称里还有没替换的“{match[0]}”，请写全称"
        yield Defect(message, origins=(report.agency_origin,), actual=match[0])
    for name, prose in _texts(report):
        for index, paragraph in enumerate(prose.text.split("\n")):
            for written, message in _residues(paragraph):
                origin = _origin(report, prose, index, written)
                yield Defect(f"{name}里{message}", origins=(origin,), actual=written)


def _residues(paragraph: str) -> Iterator[tuple[str, str]]:
    """What is left of a form in a paragraph, and what to say of it."""
    for match in MARKER.finditer(paragraph):
        yield match[0], f"的 {match[0]} 还没有内容可填，请先填好表格或“数据”里的这一项"
    rest = MARKER.sub("", paragraph)
    for match in (*find_blanks(rest), *find_gaps(rest)):
        shown = match[0] if match[0].strip() else "一串空格"
        yield match[0], f"还有没替换的“{shown}”，请写上实际内容"


def empty_section(report: Report) -> Iterator[Defect]:
    """FMT105: each section of prose has a text, not its heading alone (30号: 六个部分)."""
    for section in FORM.sections:
        prose = report.prose.get(section.no)
        if prose is not None and not prose.text:
            yield Defect(f"“{section.heading}”还没有正文", origins=(prose.origin,))
