"""PDF with a text layer, as Word and LibreOffice make it of a report."""

from dataclasses import replace
from pathlib import Path

import pytest

from ndbg.app.templates import official
from ndbg.errors import NdbgError
from ndbg.read import read
from ndbg.read.toml import read_toml
from ndbg.report import Why
from ndbg.write.word import fill
from tests import forms
from tests.conftest import EXAMPLES, numbered_report
from tests.official import FORM_2021
from tests.read.test_marks import RUNS
from tests.read.test_old_formats import assert_same, convert, needs_office

pytest.importorskip("pdfplumber", reason="needs ndbg[pdf]")
REPORT = numbered_report()


@needs_office
@pytest.mark.parametrize("name", ["guangzhou-2021", "suqian-2023", "suqian-2024"])
def test_a_report_as_pdf_reads_back_the_same(tmp_path: Path, name: str) -> None:
    source = read_toml(EXAMPLES / f"{name}.toml")
    (tmp_path / "年报.docx").write_bytes(fill(*official(FORM_2021), source).data)
    assert_same(read(convert(tmp_path / "年报.docx", "pdf")), source)


BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


def on_paper(folder: Path, style: forms.Style, *, high: int) -> Path:
    """A form with borders and rows of some height, so that its tables run over pages."""
    xml = forms.document(style).replace("<w:tblPr/>", f"<w:tblPr>{BORDERS}</w:tblPr>")
    xml = xml.replace("<w:tr>", f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{high}"/></w:trPr>')
    path = folder / "表.docx"
    path.write_bytes(forms.package(xml))
    return convert(path, "pdf")


def value(cell: str) -> str:
    return REPORT.figures[cell].text


STYLE = forms.Style(
    value=value,
    title=(REPORT.title,),
    body=("一段文字。",),
)


@needs_office
@pytest.mark.parametrize("high", [300, 700])
def test_tables_in_pieces_at_page_breaks(tmp_path: Path, high: int) -> None:
    report = read(on_paper(tmp_path, STYLE, high=high))
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}
    assert report.prose["五"].text == "一段文字。"


@needs_office
@pytest.mark.parametrize("runs", RUNS.values(), ids=RUNS)
def test_marks_beside_a_figure_are_no_digits_of_it(tmp_path: Path, runs: str) -> None:
    shown = {figure.text for figure in REPORT.figures.values()}
    style = replace(
        STYLE, run=lambda text: runs.format(text) if text in shown else forms.Style().run(text), value=value
    )
    report = read(on_paper(tmp_path, style, high=300))
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}


@needs_office
def test_what_cannot_be_read_tells_its_page(tmp_path: Path) -> None:
    texts = {id: figure.text for id, figure in REPORT.figures.items()} | {
        "review.reconsideration.total": "／"
    }
    report = read(on_paper(tmp_path, replace(STYLE, value=texts.__getitem__), high=300))
    (unread,) = report.unread
    assert unread.why is Why.BLANK
    assert unread.origin.place.startswith("第")
    assert "页，第3个表格" in unread.origin.place
    assert len(report.figures) == len(FORM_2021.cells) - 1


BLANK = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是 PDF"),
        (b"hello", "不是 PDF"),
        (b"%PDF-1.7\n", "读不出来"),
        (b"%PDF-1.7\n" + b"\xff\x00obj<<" * 1000, "读不出来"),
        (BLANK, "扫描"),
    ],
)
def test_what_is_no_report_is_refused_in_words(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "年报.pdf").write_bytes(data)
    with pytest.raises(NdbgError, match=said):
        read(tmp_path / "年报.pdf")
