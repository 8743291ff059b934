"""Text copied out of a page or a PDF, and Markdown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.errors import NdbgError
from ndbg.form import FORM
from ndbg.read import read
from ndbg.report import Report
from tests import forms
from tests.conftest import numbered_report

REPORT = numbered_report()
STYLE = forms.Style(value=lambda cell: REPORT.figures[cell].text)
TABLES = {
    "disclosure": forms.disclosure(STYLE),
    "requests": forms.requests(STYLE),
    "review": [forms.review()],
}


def rows(table: list[list[forms.Box]], *, tabbed: bool) -> list[str]:
    """A table as text: as it is copied, with tabs for the columns, or as Markdown."""
    out = []
    for row in table:
        cells = []
        for box in row:
            cells.append(STYLE.value(box.figure) if box.figure else box.text.replace("\n", ""))
            cells += [""] * (box.columns - 1)
        out.append("\t".join(cells) if tabbed else f"| {' | '.join(cells)} |")
    if not tabbed:
        out.insert(1, "|---" * len(table[0]) + "|")
    return out


def text(*, tabbed: bool) -> str:
    mark = "" if tabbed else "## "
    lines = [f"{'' if tabbed else '# '}{REPORT.title}", ""]
    for section in FORM.sections:
        lines += [f"{mark}{section.heading}", ""]
        if section.table:
            for table in TABLES[section.table]:
                lines += [*rows(table, tabbed=tabbed), ""]
        else:
            lines += [*REPORT.prose[section.no].text.split("\n"), ""]
    return "\n".join(lines)


def read_text(folder: Path, content: str | bytes, name: str = "年报.txt") -> Report:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


@pytest.mark.parametrize(("name", "tabbed"), [("年报.txt", True), ("年报.md", False)])
def test_a_whole_report_is_read(tmp_path: Path, name: str, tabbed: bool) -> None:
    report = read_text(tmp_path, text(tabbed=tabbed), name)
    assert (report.agency, report.year) == (REPORT.agency, REPORT.year)
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}
    assert {no: p.text for no, p in report.prose.items()} == {no: p.text for no, p in REPORT.prose.items()}


def test_each_figure_tells_its_line(tmp_path: Path) -> None:
    report = read_text(tmp_path, text(tabbed=True))
    for figure in report.figures.values():
        assert figure.text in report.lines[(figure.origin.line or 0) - 1].split("\t")


def test_rows_parted_by_single_spaces(tmp_path: Path) -> None:
    content = text(tabbed=True)
    shown = REPORT.figures["disclosure.rules.issued"].text
    assert f"规章\t{shown}" in content
    line = next(x for x in content.split("\n") if x.startswith("规章"))
    report = read_text(tmp_path, content.replace(line, line.replace("\t", " ")))
    assert report.figures["disclosure.rules.issued"].text == shown


@pytest.mark.parametrize("tabbed", [True, False])
def test_a_row_that_was_cut_is_named_and_not_guessed(tmp_path: Path, tabbed: bool) -> None:
    content = text(tabbed=tabbed)
    line = next(x for x in content.split("\n") if "2.重复申请" in x)
    value = REPORT.figures["requests.not_processed.repeated.total"].text
    report = read_text(tmp_path, content.replace(line, line.replace(value, "")), "年报.md")
    cut = {id for id in FORM.cells if id.startswith("requests.not_processed.repeated.")}
    assert FORM.cells.keys() - report.figures.keys() == cut
    assert {cell for unread in report.unread for cell in unread.cells} == cut


def test_without_its_heads_a_table_says_nothing(tmp_path: Path) -> None:
    content = "\n".join(x for x in text(tabbed=True).split("\n") if "商业企业" not in x and "自然人" not in x)
    report = read_text(tmp_path, content)
    assert not any(id.startswith("requests.") for id in report.figures)
    assert report.figures["disclosure.licences.decisions"].text == "1007"


def test_gbk_is_read_and_said(tmp_path: Path) -> None:
    report = read_text(tmp_path, text(tabbed=True).encode("gbk"))
    assert len(report.figures) == 200
    assert "GBK" in report.notes[0]


@given(st.binary(max_size=200) | st.text("一、总体情况|\t 0123规章-#*", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    try:
        report = read_text(tmp_path_factory.mktemp("any"), data)
    except NdbgError:
        return
    assert report.year == 0


@pytest.mark.parametrize("tabbed", [True, False])
def test_columns_in_another_order_are_not_taken_for_the_forms(tmp_path: Path, tabbed: bool) -> None:
    content = text(tabbed=tabbed).replace("本年制发件数", "甲").replace("现行有效件数", "本年制发件数")
    report = read_text(tmp_path, content.replace("甲", "现行有效件数"), "年报.md")
    assert not any(id.startswith("disclosure.rules.") for id in report.figures)
    assert report.figures["requests.new.total"].text == "1017"
