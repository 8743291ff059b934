"""PDF with a text layer, as Word, LibreOffice and browsers make it of a report."""

import base64
import random
from dataclasses import replace
from pathlib import Path

import pytest

from ndbg.app.templates import official
from ndbg.errors import NdbgError
from ndbg.read import read
from ndbg.read.toml import read_toml
from ndbg.report import Blank
from ndbg.write.web import write_web
from ndbg.write.word import fill
from tests import forms
from tests.browser import Browser, needs_browser
from tests.conftest import EXAMPLES, GOOD_EXAMPLES, numbered_report
from tests.hostile.cases import BLOWS
from tests.office import convert, needs_office
from tests.official import FORM_2021
from tests.read.fixed.drawing import Sheet, shown_nodes
from tests.read.fixed.paper import as_pdf, content, packed, pdf, stream
from tests.read.fixed.test_laid_over import HIDDEN
from tests.read.fixed.test_tables import LOOKS, ROWS
from tests.read.test_marks import RUNS
from tests.read.test_old_formats import assert_same

pytest.importorskip("pypdfium2", reason="needs ndbg[pdf]")
REPORT = numbered_report()


def printed(browser: Browser, page: Path, **how: object) -> bytes:
    browser.open(page, 900)
    return base64.b64decode(browser.call("Page.printToPDF", **how)["data"])


# What of a site's style sheet changes how its pages are printed.
STYLES = {
    "as it is": "",
    "cells in colour, white lines": "table, td, th { border: 2px solid #fff !important }"
        "td { background: #eef } th { background: #ccd }",
    "dotted lines": "td, th { border: 1px dotted #444 !important }",
    "no lines at all": "table, td, th { border: 0 !important; background: none !important }",
    "headings in white on round corners": "h2 { color: #fff; background: #06c; border-radius: 20px;"
        "display: inline-block; padding: 3px 12px }",
    "headings with a bar at their left": "h2 { border-left: 6px solid #c00; border-bottom: 1px solid #ddd;"
        "padding-left: 8px }",
    "large type, no indent": "p { text-indent: 0; margin: 1em 0 } body { font-size: 20px }",
}  # fmt: skip


@needs_browser
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_page_printed_by_a_browser_reads_back_the_same(
    browser: Browser, tmp_path: Path, style: str
) -> None:
    """With what browsers print around it: day, title, address, number of the page."""
    source = read_toml(EXAMPLES / "suqian-2024.toml")
    page = tmp_path / "年报.html"
    page.write_text(write_web(source).replace("</head>", f"<style>{style}</style></head>"), encoding="utf-8")
    data = printed(browser, page, displayHeaderFooter=True, printBackground=True)
    (tmp_path / "年报.pdf").write_bytes(data)
    assert_same(read(tmp_path / "年报.pdf"), source)


BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


HEIGHTS = (300, 700)  # of a row, in twentieths of a point


def bordered(style: forms.Style, *, high: int) -> bytes:
    """A form with borders and rows of some height, so that its tables run over pages."""
    xml = forms.document(style).replace("<w:tblPr/>", f"<w:tblPr>{BORDERS}</w:tblPr>")
    xml = xml.replace("<w:tr>", f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{high}"/></w:trPr>')
    return forms.package(xml)


def value(cell: str) -> str:
    return REPORT.figures[cell].text


STYLE = forms.Style(
    value=value,
    title=(REPORT.title,),
    body=("一段文字。",),
)


def marked(runs: str) -> forms.Style:
    """A form in which a mark stands beside each figure."""
    shown = {figure.text for figure in REPORT.figures.values()}
    return replace(
        STYLE, run=lambda text: runs.format(text) if text in shown else forms.Style().run(text), value=value
    )


def without_a_figure() -> forms.Style:
    texts = {id: figure.text for id, figure in REPORT.figures.items()} | {
        "review.reconsideration.total": "／"
    }
    return replace(STYLE, value=texts.__getitem__)


def reports_as_word() -> dict[str, bytes]:
    """All that is read from paper here."""
    examples = {name: read_toml(EXAMPLES / f"{name}.toml") for name in GOOD_EXAMPLES}
    return {
        **{name: fill(*official(FORM_2021), report).data for name, report in examples.items()},
        **{f"rows of {high}": bordered(STYLE, high=high) for high in HEIGHTS},
        **{name: bordered(marked(runs), high=300) for name, runs in RUNS.items()},
        "without a figure": bordered(without_a_figure(), high=300),
    }


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """They as PDF, as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("papers")
    laid = {}
    for name, data in reports_as_word().items():
        laid[name] = folder / f"{name}.docx"
        laid[name].write_bytes(data)
    return dict(zip(laid, convert([*laid.values()], "pdf"), strict=True))


@needs_office
@pytest.mark.parametrize("name", GOOD_EXAMPLES)
def test_a_report_as_pdf_reads_back_the_same(papers: dict[str, Path], name: str) -> None:
    assert_same(read(papers[name]), read_toml(EXAMPLES / f"{name}.toml"))


@needs_office
@pytest.mark.parametrize("high", HEIGHTS)
def test_tables_in_pieces_at_page_breaks(papers: dict[str, Path], high: int) -> None:
    report = read(papers[f"rows of {high}"])
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}
    assert report.prose["五"].text == "一段文字。"


@needs_office
@pytest.mark.parametrize("name", RUNS)
def test_marks_beside_a_figure_are_no_digits_of_it(papers: dict[str, Path], name: str) -> None:
    report = read(papers[name])
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}


@needs_office
def test_what_cannot_be_read_tells_its_page(papers: dict[str, Path]) -> None:
    report = read(papers["without a figure"])
    (unread,) = report.unread
    assert isinstance(unread, Blank)
    assert unread.origin.place.startswith("第")
    assert "页，第3个表格" in unread.origin.place
    assert len(report.figures) == len(FORM_2021.cells) - 1


# -- without any other program: what a few operators draw ------------------------------------


def nodes_of(path: Path, data: bytes) -> list[str | list[str]]:
    from ndbg.read.pdf import pages_of
    from tests.read.fixed.drawing import lay_out

    return shown_nodes(lay_out(pages_of(data, path)))


@pytest.mark.parametrize(
    "name", ["lines", "dots", "thin fills", "a page on its side", "cells in colour with white between"]
)
def test_a_table_is_read_whatever_its_lines_look_like(tmp_path: Path, name: str) -> None:
    assert nodes_of(tmp_path, as_pdf(LOOKS[name])) == [list(ROWS)]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_upright(tmp_path: Path, rotate: int) -> None:
    assert nodes_of(tmp_path, as_pdf(LOOKS["lines"], rotate=rotate)) == [list(ROWS)]


def optional(*contents: bytes, off: bool) -> bytes:
    """A page of which some content is of a group that is on or off: `/OC /G BDC` and `/X Do`."""
    body, *drawn = contents
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    resources = b"<</Font<</F 5 0 R>>/Properties<</G 6 0 R>>/XObject<</X 7 0 R>>>>"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</%s[6 0 R]>>>>>>"
        % (b"OFF" if off else b"ON"),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources %s>>" % resources,
        packed(body),
        font,
        b"<</Type/OCG/Name(old)>>",
        *(
            stream(
                one, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/OC 6 0 R/Resources<</Font<</F 5 0 R>>>>"
            )
            for one in drawn
        ),
    )


OLD = b"BT /F 12 Tf 72 700 Td (2023) Tj ET"
NEW = b"BT /F 12 Tf 172 700 Td (2024) Tj ET "
OPTIONAL = {
    "marked": (NEW + b"/OC /G BDC " + OLD + b" EMC",),
    "marked within another mark": (NEW + b"/P <</MCID 0>> BDC /OC /G BDC " + OLD + b" EMC EMC",),
    "a drawing": (NEW + b"/X Do", OLD),
    "a white fill": (OLD + b" " + NEW + b"/OC /G BDC 1 g 60 690 60 30 re f EMC",),
}


@pytest.mark.parametrize("off", [True, False])
@pytest.mark.parametrize("name", OPTIONAL)
def test_content_that_is_switched_off_is_not_read_and_hides_nothing(
    tmp_path: Path, name: str, off: bool
) -> None:
    old_is_seen = off == (name == "a white fill")
    assert nodes_of(tmp_path, optional(*OPTIONAL[name], off=off)) == ["2023 2024" if old_is_seen else "2024"]


TRANSPARENT = b"<</ExtGState<</H <</ca 0.5>> /M <</BM/Multiply>>>>/Font<</F 5 0 R>>>>"


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (b"1 g 60 690 60 30 re f", "2024"),
        (b"/H gs 1 g 60 690 60 30 re f", "2023 2024"),
        (b"/M gs 1 1 0 rg 60 690 60 30 re f", "2023 2024"),
        (b"0 0 10 10 re W n 1 g 60 690 60 30 re f", "2023 2024"),
        (b"1 g 60 690 m 120 690 l 60 720 l f", "2023 2024"),
        (b"1 g 60 690 60 30 re 0 0 20 20 re f", "2024"),
    ],
    ids=["a fill", "half seen through", "a marker", "cut off", "a triangle", "two in one"],
)
def test_a_fill_hides_what_it_covers_wholly(tmp_path: Path, content: bytes, read: str) -> None:
    data = pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources %s>>" % TRANSPARENT,
        packed(OLD + b" " + NEW + content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    assert nodes_of(tmp_path, data) == [read]


@pytest.mark.parametrize("name", HIDDEN)
def test_what_lies_under_a_fill_is_not_read(tmp_path: Path, name: str) -> None:
    assert nodes_of(tmp_path, as_pdf(HIDDEN[name])) == [list(ROWS)]


CLIPPED = {
    "on the page": (
        b"q 60 690 60 30 re W n %s ET Q " % OLD.removesuffix(b" ET") + b"BT /F 12 Tf 172 700 Td (2024) Tj ET",
    ),
    "half of a word": (b"q 60 690 26 30 re W n " + OLD + b" Q " + NEW,),
    "all of a word": (b"q 160 690 26 30 re W n " + OLD + b" Q " + NEW,),
    "in a drawing": (b"/X Do " + NEW, b"q 0 690 26 30 re W n BT /F 12 Tf 12 700 Td (2023) Tj ET Q"),
}
SEEN = {
    "on the page": "2023 2024",
    "half of a word": "20│ 2024",
    "all of a word": "2024",
    "in a drawing": "20│ 2024",
}


@pytest.mark.parametrize("name", CLIPPED)
def test_text_that_is_cut_off_is_not_read(tmp_path: Path, name: str) -> None:
    content, *drawn = CLIPPED[name]
    kind = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[1 0 0 1 60 0]/Resources<</Font<</F 5 0 R>>>>"
    data = pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        packed(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(stream(one, kind) for one in drawn),
    )
    assert nodes_of(tmp_path, data) == [SEEN[name]]


def drawing(*content: bytes, box: bytes = b"0 0 595 842") -> bytes:
    """A page that shows drawings, each within the one before, with a form of its own for each."""
    first, *others = content
    kind = b"/Type/XObject/Subtype/Form/BBox[-999 -999 999 999]/Matrix[1 0 0 1 10 20]"
    more = [kind + b"/Resources<</XObject<</X %d 0 R>>>>" % (at + 6) for at in range(len(others))]
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>"
        b"/Font<</F 99 0 R>>>>>>" % box,
        packed(first),
        *(stream(one, kind) for one, kind in zip(others, more, strict=True)),
    )


def test_lines_in_drawings_within_drawings_stand_where_they_are_shown(tmp_path: Path) -> None:
    from ndbg.read.pdf import pages_of

    (page,) = pages_of(drawing(b"/X Do", b"2 0 0 2 0 0 cm /X Do", b"0 0 m 50 0 l S 5 5 20 1 re f"), tmp_path)
    assert [(round(line.at), round(line.low), round(line.high)) for line in page.levels] == [
        (842 - 60, 30, 130),  # moved by 10 and 20, twice as large, moved again
        (842 - 71, 40, 80),
    ]


def test_a_frame_of_two_rectangles_is_four_lines(tmp_path: Path) -> None:
    from ndbg.read.pdf import pages_of

    (page,) = pages_of(drawing(b"50 50 100 100 re 51 51 98 98 re f*"), tmp_path)
    assert (len(page.levels), len(page.uprights), page.fills) == (2, 2, [])


FILLED = {
    "a box": (b"50 50 m 150 50 l 150 90 l 50 90 l h 0 0 m 9 9 l 9 0 l h f", 1),
    "an arrow with level sides": (b"50 50 m 150 50 l 170 70 l 150 90 l 50 90 l h 0 0 m 9 9 l 9 0 l h f", 1),
    "a slanted stroke of a character": (b"50 50 m 150 150 l 146 154 l 46 54 l h 0 0 m 9 9 l 9 0 l h f", 0),
    "a slanted frame": (
        b"100 50 m 150 100 l 100 150 l 50 100 l h 100 60 m 140 100 l 100 140 l 60 100 l h f*",
        0,
    ),
}


@pytest.mark.parametrize(("drawn", "boxes"), FILLED.values(), ids=FILLED)
def test_what_slants_fills_no_box(tmp_path: Path, drawn: bytes, boxes: int) -> None:
    """The outlines of a slanted watermark's characters make no table."""
    from ndbg.read.pdf import pages_of

    (page,) = pages_of(drawing(drawn), tmp_path)
    assert len([box for box in page.fills if box.right - box.left > 20]) == boxes


GRADIENT = (
    b"<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 595 0]"
    b"/Function<</FunctionType 2/Domain[0 1]/C0[%s]/C1[%s]/N 1>>>>>>"
)


@pytest.mark.parametrize(
    ("colours", "read"),
    [((b"0 .5 .4", b"0 .3 .6"), ["青山市档案局"]), ((b"1 1 1", b"1 1 1"), [])],
    ids=["a coloured gradient", "a white one"],
)
def test_white_text_on_a_gradient_is_read_where_it_is_seen(
    tmp_path: Path, colours: tuple[bytes, bytes], read: list[str]
) -> None:
    white = content(Sheet().write("青山市档案局", 72, 140, 18, shade=255).drawn())
    data = as_pdf(Sheet()).replace(
        b"/Contents 7 0 R/Resources<<",
        b"/Contents 8 0 R/Resources<</Pattern<</P %s>>" % (GRADIENT % colours),
    )
    filled = packed(b"/Pattern cs /P scn 50 600 450 200 re f " + white)
    body, _, tail = data.partition(b"xref")
    assert nodes_of(tmp_path, body + b"8 0 obj\n" + filled + b"\nendobj\nxref" + tail) == read


def test_a_pdf_that_needs_a_password_is_told(tmp_path: Path) -> None:
    locked = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]/Root" % (
        b"61" * 32,
        b"62" * 32,
    )
    (tmp_path / "年报.pdf").write_bytes(as_pdf(Sheet()).replace(b"/Root", locked))
    with pytest.raises(NdbgError, match="”加了密码，打不开"):
        read(tmp_path / "年报.pdf")


def test_a_pdf_without_pages_is_no_scan(tmp_path: Path) -> None:
    (tmp_path / "年报.pdf").write_bytes(as_pdf())
    with pytest.raises(NdbgError, match="一页也没有"):
        read(tmp_path / "年报.pdf")


def test_text_that_a_scanner_recognised_behind_its_picture_is_not_read(tmp_path: Path) -> None:
    data = as_pdf(Sheet()).replace(b"/Contents 7 0 R", b"/Contents 8 0 R")
    hidden = packed(b"BT 3 Tr /F 12 Tf 1 0 0 1 72 700 Tm <4E004E8C> Tj ET")
    body, _, tail = data.partition(b"xref")
    (tmp_path / "年报.pdf").write_bytes(body + b"8 0 obj\n" + hidden + b"\nendobj\nxref" + tail)
    with pytest.raises(NdbgError, match="是扫描出来的图片"):
        read(tmp_path / "年报.pdf")


@pytest.mark.parametrize("blow", BLOWS)
def test_a_broken_file_is_read_or_refused_in_words(tmp_path: Path, blow: str) -> None:
    """Its tables are packed with a sum that tells when they are changed; what is read was in it."""
    data = as_pdf(
        Sheet().table(
            [90, 200, 300, 400], [100, 130, 160], "信息内容 本年制发件数 本年废止件数", "规章 12 345"
        )
    )
    for seed in range(3):
        (tmp_path / "年报.pdf").write_bytes(BLOWS[blow](data, random.Random(seed)))  # noqa: S311
        try:
            report = read(tmp_path / "年报.pdf")
        except NdbgError:
            continue
        assert {figure.value for figure in report.figures.values()} <= {12, 345}


BLANK = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "是空的"),
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


BOLD = [
    ("a transparent copy before", b"/T gs 1 0 0 1 60 700 Tm (1234) Tj /S gs 1 0 0 1 60 700 Tm (1234) Tj"),
    ("an invisible copy before", b"3 Tr 1 0 0 1 60 700 Tm (1234) Tj 0 Tr 1 0 0 1 60 700 Tm (1234) Tj"),
    ("an outline behind", b"1 0 0 1 60 700 Tm (1234) Tj 1 Tr 1 0 0 1 60 700 Tm (1234) Tj"),
    ("a transparent copy behind", b"1 0 0 1 60 700 Tm (1234) Tj /T gs 1 0 0 1 60 700 Tm (1234) Tj"),
]


@pytest.mark.parametrize("text", [text for _, text in BOLD], ids=[name for name, _ in BOLD])
def test_bold_text_with_copies_that_nobody_sees_is_read_once(tmp_path: Path, text: bytes) -> None:
    data = pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
        b"/ExtGState<</T<</ca 0>>/S<</ca 1>>>>>>>>",
        packed(b"BT /F 12 Tf " + text + b" ET"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    assert nodes_of(tmp_path, data) == ["1234"]
