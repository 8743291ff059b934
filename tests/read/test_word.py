"""Word reports as offices have them: each trait of real files alone and several together."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from ndbg.errors import NdbgError
from ndbg.read import read
from ndbg.read.word import parse_word
from ndbg.report import Blank, Doubtful, Missing, NotACount, Unknown, Unread
from tests import forms
from tests.conftest import numbered_report
from tests.official import FORM_2021

REPORT = numbered_report()
PATH = Path("年报.docx")
NOT_OF_REPORTS = {"last year's title", "title with markers", "no room for text", "text to be replaced"}
TOGETHER = [
    ("labels broken over lines", "several runs a cell", "cells not merged downwards"),
    ("half-width punctuation", "table 3 cut in two, head repeated", "tables in layout tables"),
    ("no ordinals", "cells in content controls", "other headings"),
    ("spaces within labels", "tracked changes", "table 2 in four tables"),
]


def filled(*traits: str, **values: str) -> forms.Style:
    texts = {id: figure.text for id, figure in REPORT.figures.items()} | values
    style = replace(forms.styled(*traits), value=texts.__getitem__)
    if any("title" in trait or "agency" in trait for trait in traits):
        return style
    return replace(style, title=(REPORT.title,), body=("一段文字。",))


@pytest.mark.parametrize(
    "traits", [*((n,) for n in forms.TRAITS if n not in NOT_OF_REPORTS), *TOGETHER], ids=" + ".join
)
def test_every_figure_is_read_where_it_belongs(traits: tuple[str, ...]) -> None:
    report = parse_word(forms.form(filled(*traits)), PATH)
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}
    assert report.unread == ()


@pytest.mark.parametrize(
    ("written", "value", "kept"),
    [
        ("１２", 12, "１２"),
        ("1,808,595", 1808595, ""),
        (" 12 ", 12, ""),
        ("12件", 12, ""),
        ("22（其中修订16件）", 22, "22（其中修订16件）"),
        ("22\n（其中修订16件）", 22, "22\n（其中修订16件）"),
        ("22（①）", 22, "22（①）"),
    ],
)
def test_numbers_are_read_as_they_are_written(written: str, value: int, kept: str) -> None:
    figure = parse_word(forms.form(filled(**{"disclosure.licences.decisions": written})), PATH).figures[
        "disclosure.licences.decisions"
    ]
    assert (figure.value, figure.written) == (value, kept)


@pytest.mark.parametrize(
    ("written", "why"), [("", Blank), ("／", Blank), ("1 9", Doubtful), ("-3", NotACount)]
)
def test_what_is_no_figure_is_unread_with_its_place(written: str, why: type[Unread]) -> None:
    report = parse_word(forms.form(filled(**{"requests.new.enterprise": written})), PATH)
    (unread,) = report.unread
    assert (unread.cells, type(unread)) == (("requests.new.enterprise",), why)
    assert unread.origin.place == "第2个表格第4行第5列"


def test_a_row_that_is_not_the_forms_is_named_with_the_nearest() -> None:
    body = forms.document(filled()).replace("2.重复申请", "2.重复来信申请书")
    unread = {type(u): u for u in parse_word(forms.package(body), PATH).unread}
    assert isinstance(unknown := unread[Unknown], Unknown)
    assert unknown.near == "2.重复申请"
    assert len(unread[Missing].cells) == 7


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    assert "修订痕迹" in parse_word(forms.form(filled("tracked changes")), PATH).source.notes[0]
    assert parse_word(forms.form(filled()), PATH).source.notes == ()


def test_the_form_of_2019_is_named_and_what_both_have_is_read() -> None:
    row = "<w:tr><w:tc><w:p><w:r><w:t>上一年项目数量</w:t></w:r></w:p></w:tc></w:tr>"
    body = forms.document(filled()).replace("</w:tbl>", f"{row}</w:tbl>", 1)
    report = parse_word(forms.package(body), PATH)
    assert "2019 年的旧表式" in report.source.notes[0]
    assert report.figures["requests.new.total"].value == REPORT.figures["requests.new.total"].value


def test_a_file_with_macros_is_read_and_nothing_of_it_run(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(forms.form(filled()))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = parts["[Content_Types].xml"].replace(
        kind, "application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    with zipfile.ZipFile(tmp_path / "年报.docm", "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, types if name == "[Content_Types].xml" else text)
    assert read(tmp_path / "年报.docm").figures.keys() == FORM_2021.cells.keys()


def test_a_file_saved_as_strict_open_xml_is_read() -> None:
    usual, strict = "http://schemas.openxmlformats.org/{}/2006/{}", "http://purl.oclc.org/ooxml/{}/{}"
    names = [("wordprocessingml", "main"), ("officeDocument", "relationships")]
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(forms.form(filled()))) as archive,
        zipfile.ZipFile(packed, "w") as saved,
    ):
        for name in archive.namelist():
            text = archive.read(name).decode()
            for kind, last in names:
                text = text.replace(usual.format(kind, last), strict.format(kind, last))
            saved.writestr(name, text.replace("<w:document ", '<w:document w:conformance="strict" '))
    assert parse_word(packed.getvalue(), PATH).figures.keys() == FORM_2021.cells.keys()


def test_files_far_too_large_are_refused_unread(tmp_path: Path) -> None:
    for name in ("年报.docx", "年报.html", "年报.xlsx", "年报.pdf", "年报.txt", "年报.toml"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(100 << 20)
        with pytest.raises(NdbgError, match="MB"):
            read(tmp_path / name)


WHOLE = forms.form(filled())


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused(at: int, noise: bytes) -> None:
    try:
        report = parse_word(WHOLE[:at] + noise + WHOLE[at + len(noise) :], PATH)
    except NdbgError:
        return
    assert len(report.figures) <= len(FORM_2021.cells)


def test_groups_whose_cells_were_not_merged_are_understood() -> None:
    """The name of a group stands once, and blank cells beside it."""
    body = forms.document(filled())
    for span in range(2, 11):
        blank = "<w:tc><w:p/></w:tc>" * (span - 1)
        pattern = rf'(<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>)((?:(?!</w:tc>).)*?</w:tc>)'
        head, review = body[: body.rindex("<w:tbl>")], body[body.rindex("<w:tbl>") :]
        review = re.sub(pattern, rf"<w:tc><w:tcPr>\2{blank}", review)
        body = head + review
    report = parse_word(forms.package(body), PATH)
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}


def test_an_annex_that_says_the_tables_again_does_no_harm() -> None:
    body = forms.document(filled())
    tables = "<w:p/>".join(re.findall(r"<w:tbl>.*?</w:tbl>", body))
    annex = f"<w:p><w:r><w:t>附件1</w:t></w:r></w:p>{tables}<w:p/>"
    report = parse_word(forms.package(body + annex), PATH)
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}
    assert report.prose["六"].text == "一段文字。"
    assert "出现了不止一次" in report.source.notes[0]


SHAPES = {
    "in line": ("<wp:inline>", "</wp:inline>", True),
    "in line, of an older Word": ("<v:shape style='width:20pt'>", "</v:shape>", True),
    "floating": ("<wp:anchor>", "</wp:anchor>", False),
    "floating, of an older Word": ("<v:rect style='position:absolute'>", "</v:rect>", False),
}


@pytest.mark.parametrize(("begin", "end", "is_read"), SHAPES.values(), ids=SHAPES)
def test_a_figure_in_a_text_box_is_read_if_the_box_is_in_line(begin: str, end: str, is_read: bool) -> None:
    boxed = (
        f"<w:r><w:drawing xmlns:wp='{WP}'>{begin}<w:txbxContent><w:p><w:r><w:t>4321</w:t></w:r></w:p>"
        f"</w:txbxContent>{end}</w:drawing></w:r>"
    )
    style = filled(**{"requests.granted.total": "4321"})
    plain = style.run
    style = replace(style, run=lambda text: boxed if text == "4321" else plain(text))
    report = parse_word(forms.form(style), PATH)
    assert ("requests.granted.total" in report.figures) is is_read
    if not is_read:
        (one,) = report.unread
        assert isinstance(one, Doubtful)
        assert one.written == "文本框：4321"


WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


@pytest.mark.parametrize("said", ["海州市水利局2024年政府信息公开工作年度报告", "模板", ""])
def test_whose_report_it_is_may_stand_in_the_properties_of_the_file_alone(said: str) -> None:
    document = Document(io.BytesIO(forms.form(replace(filled(), title=()))))
    document.core_properties.title = said
    saved = io.BytesIO()
    document.save(saved)
    report = parse_word(saved.getvalue(), PATH)
    assert report.agency == ("海州市水利局" if "海州" in said else "")
    assert any("文件属性" in note for note in report.source.notes) == ("海州" in said)
