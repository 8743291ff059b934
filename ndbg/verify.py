"""Read a filled form back and hold it against the report: the promise behind `fill`."""

from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.form import FORM
from ndbg.form.wording import name_cell
from ndbg.read.assemble import prose_lines
from ndbg.read.word import parse_word
from ndbg.report import Report
from ndbg.write.wording import UNWRITTEN

_MOST_NAMED = 5


def verify(written: bytes, path: Path, report: Report) -> None:
    """Raise NdbgError unless a Word file holds the report's title, every figure and every paragraph."""
    back = parse_word(written, path)
    wrong = [] if (back.agency, back.year) == ("".join(report.agency.split()), report.year) else ["标题"]
    for id, cell in FORM.cells.items():
        values = {r.figures[id].value if id in r.figures else None for r in (back, report)}
        if len(values) > 1:
            wrong.append(name_cell(cell))
    for no, prose in report.prose.items():
        expected = "\n".join(prose_lines(no, (prose.text or UNWRITTEN).split("\n"), report.agency))
        if back.prose[no].text != expected:
            wrong.append(next(section.heading for section in FORM.sections if section.no == no))
    if wrong:
        more = "等" if len(wrong) > _MOST_NAMED else ""
        named = "、".join(wrong[:_MOST_NAMED])
        raise NdbgError(
            f"写出的文件和数据不一致（{named}{more}），没有保存；请检查正文里有没有单独一行和六个部分的标题相同；如果用了自己的表样，请换一份再试"
        )
