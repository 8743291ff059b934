"""Files made to keep a reader busy: refused in words, or read as the little that they are, and soon."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ndbg.errors import NdbgError
from ndbg.read import read
from tests import forms
from tests.read.fixed.paper import packed, pdf, stream

LABEL = "一、本年新收政府信息公开申请数量"
HEAD = "<tr><td>项目<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/><mergeCells>'
)
# Far more than any of these takes on a slow machine, and far less than what each took before its bound.
SOON = 15.0


def near(number: int) -> str:
    """A label that is almost one of the form's, each time another."""
    return LABEL.replace("新收", f"{chr(0x5000 + number % 997)}{chr(0x6000 + number % 991)}")


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < SOON


PAGES = {
    **{
        f"{what} before what is no page": before * 500 + "<p>"
        for what, before in {"comments": "<!---->", "blanks": "<!-- --> ", "declarations": "<?xml >"}.items()
    },
    "labels almost like the form's": f"<table>{HEAD}"
    + "".join(f"<tr><td>{near(at)}<td>{near(at + 1)}<td>{near(at + 2)}" for at in range(1500)),
    "a row many times": f"<table>{HEAD}" + f"<tr><td>{LABEL}<td>1<td>2<td>3" * 2000,
    "marks raised in marks": "<sup>" * 50_000 + "1",
    "nothing but heads": "<table>" + "<tr><td>自然人<td>商业企业<td>科研机构" * 2000,
    "four thousand columns": "<table><tr>" + "<td>自然人" * 4000 + "<tr>" + "<td>1" * 4000,
}
BODIES = {
    "spans beyond any table": "<w:tbl>"
    + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>' * 5000
    + "</w:tbl>",
    "tables in tables": "<w:tbl><w:tr><w:tc>" * 70 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 70,
    "ten thousand columns": "<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 10_000 + "</w:tr></w:tbl>",
}
MERGES = {
    "the whole sheet": '<mergeCell ref="A1:XFD1048576"/>' * 200,
    "one over another": "".join(f'<mergeCell ref="A1:ZZ{n}"/>' for n in range(1, 300)),
    "a hundred thousand": "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_001)),
}
TEXTS: dict[str, tuple[str, str]] = {
    "one cell a line without end.txt": ("0\n" * 100_000, "不像是一份报告"),
    "tabs.txt": ("规章\t" + "1\t" * 40_000, ""),
    "spaces.txt": ("规章 " + "1 " * 40_000, ""),
    "bars.txt": ("|" * 90_000, ""),
    "dashes.txt": ("-" * 90_000 + "x", ""),
    "tabs without end.txt": ("规章\t" + "1\t" * 500_000, "文字太多"),
    "spaces without end.txt": ("规章 " + "1 " * 500_000, "文字太多"),
    "bars without end.txt": ("|" * 1_000_000, "文字太多"),
    "labels almost like the form's.txt": ("\n".join(f"{near(at)}\n1" for at in range(1450)), ""),
    "a row many times.txt": (HEAD.replace("<td>", "\t")[4:] + f"\n{LABEL}\t1\t2\t3" * 2900, ""),
    "a line that only draws.txt": ("-" * 1_000_000 + "x", "文字太多"),
    "lines without end.toml": ("a = 1\n" * 100_000, "不像是一份数据文件"),
    "one line without end.toml": ("a = " + "1 " * 500_000, "不像是一份数据文件"),
    "a hexadecimal number without end.toml": (f'["数据"]\n"甲" = 0x{"f" * 5000}', "几千位"),
    "a name of names without end.toml": ("a." * 20_000 + "a = 1", "点号"),
    "full-width signs without end.toml": ("甲 = " + "=[（" * 16_000, "半角双引号"),
    "a text that is a table.toml": ('["一、总体情况"]\n"正文".a.b = "c"', "放在半角双引号里"),
    "far too large.toml": ("a" * (3 << 20), "MB"),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(tmp_path: Path, name: str) -> None:
    (tmp_path / "年报.html").write_text(PAGES[name], encoding="utf-8")
    assert len(read(tmp_path / "年报.html").figures) <= 7


@pytest.mark.parametrize("name", BODIES)
def test_word_files(tmp_path: Path, name: str) -> None:
    (tmp_path / "年报.docx").write_bytes(forms.package(BODIES[name]))
    assert not read(tmp_path / "年报.docx").figures


@pytest.mark.parametrize("name", MERGES)
def test_merged_cells_of_workbooks(tmp_path: Path, name: str) -> None:
    test_workbook = pytest.importorskip("tests.read.test_workbook")
    sheet = f"{SHEET}{MERGES[name]}</mergeCells></worksheet>"
    (tmp_path / "年报.xlsx").write_bytes(test_workbook.zipped(**{test_workbook.SHEET: sheet}))
    with pytest.raises(NdbgError, match="不像是一份报告"):
        read(tmp_path / "年报.xlsx")


@pytest.mark.parametrize("name", TEXTS)
def test_texts(tmp_path: Path, name: str) -> None:
    text, said = TEXTS[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    if not said:
        assert not read(tmp_path / name).figures
        return
    with pytest.raises(NdbgError, match=said):
        read(tmp_path / name)


CATALOGUE = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</XObject<</X 5 0 R>>/Font<</F 5 0 R>>>>>>"
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def drawn(content: bytes) -> bytes:
    return pdf(*CATALOGUE, PAGE, packed(content), FONT)


def forms_in_forms() -> bytes:
    """Each of twenty drawings holds the next ten times."""
    kind = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    inner = [
        stream(b"/X Do " * 10, kind + b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 1))
        for number in range(5, 25)
    ]
    return pdf(*CATALOGUE, PAGE, stream(b"/X Do " * 10), *inner, stream(b"0 0 m 9 9 l S", kind))


def letters_that_are_books() -> bytes:
    """A letter that stands for a thousand, a thousand times: little to unpack, much to hand over."""
    meant = b"1 beginbfchar\n<61> <%s>\nendbfchar" % (b"4e00" * 1000)
    font = FONT.replace(b"/BaseFont", b"/ToUnicode 6 0 R/BaseFont")
    text = b"BT /F 12 Tf " + b"1 0 0 1 72 700 Tm (aaaaaaaaaa) Tj " * 100 + b"ET"
    return pdf(*CATALOGUE, PAGE, stream(text), font, stream(meant))


PDFS: dict[str, Callable[[], bytes]] = {
    "a stream that unpacks to far too much": lambda: drawn(b"0 " * (50 << 20)),
    "brackets without end": lambda: drawn(b"[" * 3_000_000),
    "letters without end": lambda: drawn(b"BT /F 1 Tf " + b"(aaaaaaaaaaaaaaaaaaaa) Tj " * 50_000 + b"ET"),
    "drawings in drawings": forms_in_forms,
    "more pages than a report has": lambda: pdf(
        CATALOGUE[0], b"<</Type/Pages/Kids[%s]/Count 61>>" % (b"3 0 R " * 61), *[PAGE] * 61
    ),
    "one page named a million times": lambda: pdf(
        CATALOGUE[0], b"<</Type/Pages/Kids[%s]/Count 1>>" % (b"3 0 R " * 1_000_000), PAGE
    ),
    "brackets in brackets": lambda: b"%PDF-1.4\n1 0 obj" + b"[" * 3_000_000 + b"endobj",
    "pages that hold themselves": lambda: pdf(
        CATALOGUE[0], b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"
    ),
}


def test_letters_that_are_books_are_read_as_letters(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="needs ndbg[pdf]")
    (tmp_path / "年报.pdf").write_bytes(letters_that_are_books())
    report = read(tmp_path / "年报.pdf")
    assert (report.figures, report.agency) == ({}, "")


@pytest.mark.parametrize("name", PDFS)
def test_pdfs(tmp_path: Path, name: str) -> None:
    pytest.importorskip("pypdfium2", reason="needs ndbg[pdf]")
    (tmp_path / "年报.pdf").write_bytes(PDFS[name]())
    start = time.monotonic()
    with pytest.raises(NdbgError, match=r"读不出|没有读"):
        read(tmp_path / "年报.pdf")
    assert time.monotonic() - start < SOON
