"""What is found in prose is shown at its own words, also where the same words stand there twice."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from rich.console import Console

from ndbg.app.annotate import annotated
from ndbg.app.templates import official
from ndbg.check import Result, check
from ndbg.check.catalogue import chosen
from ndbg.read.toml import read_toml
from ndbg.read.word import parse_word
from ndbg.report import Report
from ndbg.show.plain import plain
from ndbg.show.sarif import sarif
from ndbg.show.terminal import terminal
from ndbg.write.word import fill
from tests.conftest import EXAMPLES
from tests.official import FORM_2021

RULES = chosen(select=["X601"])
TWICE = {
    "as text": "2020年受理申请3件；2021年，受理申请3件。",
    "with a marker before": "2020年受理申请3件；{{年度}}年，受理申请3件。",
    "with full-width digits": "２０２０年受理申请３件；２０２１年，受理申请３件。",
    "with spaces": "2020 年受理申请 3 件； 2021 年，受理申请 3 件。",
    "behind other markers": "上年结转{{上年结转}}件，2020年受理申请3件；2021年，受理申请3件。",
}


@pytest.fixture(params=list(TWICE.values()), ids=list(TWICE))
def report(request: pytest.FixtureRequest, tmp_path: Path) -> Report:
    """A data file of 2021 whose table has no application; its text has the same clause for 2020 too."""
    data = (EXAMPLES / "guangzhou-2021.toml").read_text(encoding="utf-8")
    start, end = data.index("（二）依申请公开。"), data.index("（三）政府信息管理。")
    path = tmp_path / "data.toml"
    path.write_text(f"{data[:start]}（二）依申请公开。{request.param}\n{data[end:]}", encoding="utf-8")
    return read_toml(path)


def second(report: Report) -> tuple[int, int, int]:
    """The line of the file with the clauses, and the columns of the second one, without its full stop."""
    number = next(n for n, line in enumerate(report.source.lines, 1) if "受理申请" in line)
    line = report.source.lines[number - 1]
    start = line.rindex("；") + 1
    return number, start + (line[start] == " "), line.rindex("。")


def checked(report: Report) -> Result:
    result = check(report, rules=RULES)
    assert len(result.findings) == 1
    return result


def shown(text: str) -> str:
    return "".join(text.split())


def test_sarif_marks_the_second_clause(report: Report) -> None:
    line, start, end = second(report)
    (found,) = sarif({report.source.path: checked(report)}, {})["runs"][0]["results"]
    region = found["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": line, "startColumn": start + 1, "endColumn": end + 1}


def test_the_terminal_marks_the_second_clause(report: Report) -> None:
    console = Console(width=300, file=io.StringIO(), color_system=None)
    console.print(terminal(report, checked(report), 300))
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().split("\n")
    at = next(n for n, line in enumerate(lines) if "^" in line)
    # Each Chinese character takes two columns, as the marks under it do.
    columns = [
        column for char in lines[at - 1] for column in [char] * (1 if char.isascii() or char == "│" else 2)
    ]
    marked = "".join(c for c, mark in zip(columns, lines[at], strict=False) if mark == "^")
    source = report.source.lines[second(report)[0] - 1]
    wanted = source[slice(*second(report)[1:])]
    assert marked == "".join(char * (1 if char.isascii() else 2) for char in wanted)


def test_the_plain_line_names_the_second_clause(report: Report) -> None:
    assert "写“2021年，受理申请3件”" in shown(plain(report, checked(report))).translate(
        str.maketrans("０１２３", "0123")
    )


def test_the_comment_is_fixed_to_the_second_clause(report: Report) -> None:
    data = fill(*official(FORM_2021), report).data
    document = Document(io.BytesIO(annotated(data, report.source.path, report, checked(report))))
    starts = document.element.iter(qn("w:commentRangeStart"))
    start = next(s for s in starts if "受理申请" in "".join(s.getparent().itertext()))
    words = ""
    for element in start.itersiblings():
        if element.tag == qn("w:commentRangeEnd"):
            break
        words += "".join(text.text or "" for text in element.iter(qn("w:t")))
    paragraph = "".join(text.text or "" for text in start.getparent().iter(qn("w:t")))
    assert paragraph.endswith(f"{words}。")
    assert shown(words).translate(str.maketrans("０１２３", "0123")) == "2021年，受理申请3件"


def test_in_a_word_file_the_comment_is_fixed_to_the_second_clause(report: Report) -> None:
    data = fill(*official(FORM_2021), report).data
    read = parse_word(data, Path("年报.docx"))
    (finding,) = checked(read).findings
    origin = finding.defect.origins[0]
    paragraph = read.prose[origin.section].text.split("\n")[origin.paragraph or 0]
    first, last = origin.within
    assert paragraph[first:].startswith(paragraph[first:last] + "。")
    assert (origin.start, origin.end) == origin.within


def test_a_finding_on_words_that_are_not_in_the_line_points_at_the_line(report: Report) -> None:
    elsewhere = report.source._replace(lines=tuple("另一行" for _ in report.source.lines))
    moved = replace(report, source=elsewhere)
    (finding,) = checked(moved).findings
    assert (finding.line, finding.defect.origins[0].start, finding.defect.origins[0].end) == (
        second(report)[0],
        0,
        0,
    )
