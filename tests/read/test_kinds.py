"""What a file is, is seen in what it holds, not in its name."""

import base64
import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ndbg.app.batch import over_files
from ndbg.errors import NdbgError
from ndbg.read import read
from ndbg.report import Report
from tests import forms
from tests.conftest import EXAMPLES
from tests.forms import Box
from tests.office import needs_office
from tests.official import FORM_2021
from tests.read import layouts
from tests.read.layouts import REPORT

TABLES = layouts.tables()
PAGE, WORD = layouts.as_page(TABLES), layouts.as_word(TABLES)
W_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
W_TODAY = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"
SS = "urn:schemas-microsoft-com:office:spreadsheet"


def as_message(page: bytes, encoding: str = "base64", frame: str = "") -> bytes:
    """A page as a browser saves it with its pictures; `frame` is another part before it."""
    body = base64.encodebytes(page).decode() if encoding == "base64" else page.decode()
    return (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--x"\r\n\r\n'
        f"{frame}----x\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n"
        "----x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----x--\r\n"
    ).encode()


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def as_flat_word(package: bytes) -> bytes:
    """A Word file as one piece of XML."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    document = re.sub(rb"<\?xml.*?\?>", b"", parts(package)["word/document.xml"])
    return (
        (
            f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="{PKG}">'
            f'<pkg:part pkg:name="/word/document.xml" pkg:contentType="{kind}"><pkg:xmlData>'
        ).encode()
        + document
        + b"</pkg:xmlData></pkg:part></pkg:package>"
    )


def as_word_2003(package: bytes) -> bytes:
    """A Word file in the XML of Word 2003."""
    text = parts(package)["word/document.xml"].decode()
    text = text.replace(W_TODAY, W_2003).replace("vMerge", "vmerge")
    return (
        text.replace("<w:document ", "<w:wordDocument ")
        .replace("</w:document>", "</w:wordDocument>")
        .encode()
    )


def as_excel_2003(tables: dict[str, list[layouts.Rows]]) -> bytes:
    """The tables as a workbook in the XML of Excel 2003, which many systems export as .xls."""
    book = etree.Element(f"{{{SS}}}Workbook", nsmap={"ss": SS})
    table = etree.SubElement(
        etree.SubElement(book, f"{{{SS}}}Worksheet", {f"{{{SS}}}Name": "年报"}), f"{{{SS}}}Table"
    )

    def row(*cells: tuple[int, Box]) -> None:
        line = etree.SubElement(table, f"{{{SS}}}Row")
        for column, box in cells:
            merged = {"MergeDown": box.rows - 1, "MergeAcross": box.columns - 1, "Index": column + 1}
            cell = etree.SubElement(
                line, f"{{{SS}}}Cell", {f"{{{SS}}}{k}": f"{v}" for k, v in merged.items() if v}
            )
            etree.SubElement(cell, f"{{{SS}}}Data", {f"{{{SS}}}Type": "String"}).text = layouts.shown(box)

    row((0, Box(REPORT.title)))
    for section in FORM_2021.sections:
        row((0, Box(section.heading)))
        for rows in tables.get(section.no, ()):
            for line in layouts.placed(rows):
                row(*line)
        if section.table is None:
            row((0, Box("一段文字。")))
    return etree.tostring(book, xml_declaration=True, encoding="UTF-8")


FILES: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "a page": (lambda: PAGE, (".doc", ".xls", ".docx", ".wps", ".pdf", ".html")),
    "a page with its pictures": (lambda: as_message(PAGE), (".mht", ".mhtml", ".doc", ".html")),
    "a page in a frame": (
        lambda: as_message(PAGE, frame="----x\r\nContent-Type: text/html\r\n\r\n<p>首页</p>\r\n"),
        (".mht",),
    ),
    "a page with its pictures, in plain text": (lambda: as_message(PAGE, "8bit"), (".mht",)),
    "a Word file": (lambda: WORD, (".doc", ".wps", ".rtf", ".xls", ".html")),
    "a Word file of one piece of XML": (lambda: as_flat_word(WORD), (".doc", ".xml")),
    "the XML of Word 2003": (lambda: as_word_2003(WORD), (".doc", ".xml", ".wps")),
    "the XML of Excel 2003": (lambda: as_excel_2003(TABLES), (".xls", ".xml")),
    "a workbook": (lambda: layouts.as_workbook(TABLES), (".xls", ".et", ".doc")),
}


@pytest.mark.parametrize(
    ("name", "suffix"), [(name, suffix) for name, (_, suffixes) in FILES.items() for suffix in suffixes]
)
def test_a_file_is_read_as_what_it_is(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"年报{suffix}"
    path.write_bytes(FILES[name][0]())
    report = read(path)
    assert {id: f.value for id, f in report.figures.items()} == {
        id: f.value for id, f in REPORT.figures.items()
    }
    assert (report.agency, report.year, report.prose["六"].text) == (REPORT.agency, 2024, "一段文字。")
    assert report.source.path == path


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".xlsx", ".html", ".txt", ".md"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_data_file_is_read_as_one_under_any_name(tmp_path: Path, suffix: str, code: str) -> None:
    data, renamed = EXAMPLES / "suqian-2024.toml", tmp_path / f"数据{suffix}"
    renamed.write_bytes(data.read_text(encoding="utf-8").encode(code))
    assert read(renamed).figures == read(data).figures


def test_a_copied_report_with_its_kind_in_brackets_is_no_data_file(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(
        "[报告] 海州市水利局2024年政府信息公开工作年度报告\n一、总体情况\n一段文字。\n", encoding="utf-8"
    )
    assert read(path).prose["一"].text == "一段文字。"


def test_what_was_deleted_in_word_2003_is_not_read(tmp_path: Path) -> None:
    aml = "http://schemas.microsoft.com/aml/2001/core"
    deleted = (
        f'<aml:annotation xmlns:aml="{aml}" w:type="Word.Deletion"><aml:content>'
        "<w:p><w:r><w:t>删去的一段。</w:t></w:r></w:p></aml:content></aml:annotation>"
    )
    text = as_word_2003(WORD).decode().replace("</w:body>", f"{deleted}</w:body>")
    (tmp_path / "年报.doc").write_text(text, encoding="utf-8")
    assert read(tmp_path / "年报.doc").prose["六"].text == "一段文字。"


def test_rows_that_excel_2003_hides_are_not_read_and_said(tmp_path: Path) -> None:
    text = as_excel_2003(TABLES).decode()
    row = next(r for r in re.findall(r"<ss:Row>.*?</ss:Row>", text) if "规章" in r)
    hidden = row.replace("<ss:Row>", '<ss:Row ss:Hidden="1">').replace("1001", "77")
    (tmp_path / "年报.xls").write_text(text.replace(row, hidden + row), encoding="utf-8")
    report = read(tmp_path / "年报.xls")
    assert report.figures["disclosure.rules.issued"].value == 1001
    assert report.source.notes == ("工作表“年报”里隐藏的行、列没有读",)


NOT_READ = {
    "a message without a page": (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nhello", ".mht", "没有网页"),
    "other XML": (b"<?xml version='1.0'?><a><b/></a>", ".xml", "不是 Word 或 Excel 的 XML 文件"),
    "XML with entities": (
        f'<!DOCTYPE d [<!ENTITY a "b">]><w:wordDocument xmlns:w="{W_2003}">&a;</w:wordDocument>'.encode(),
        ".xml",
        "文档类型声明|已损坏",
    ),
    "a package without a document": (
        f'<pkg:package xmlns:pkg="{PKG}"/>'.encode(),
        ".xml",
        "没有 Word 文件的正文",
    ),
}


@pytest.mark.parametrize(("data", "suffix", "said"), NOT_READ.values(), ids=NOT_READ)
def test_what_holds_no_report_is_refused_in_words(
    tmp_path: Path, data: bytes, suffix: str, said: str
) -> None:
    (tmp_path / f"年报{suffix}").write_bytes(data)
    with pytest.raises(NdbgError, match=said):
        read(tmp_path / f"年报{suffix}")


def book_of(rows: str) -> bytes:
    return f'<Workbook xmlns="{SS}" xmlns:ss="{SS}"><Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>'.encode()


HOSTILE = {
    "cells merged over and over": (
        book_of('<Row><Cell ss:MergeDown="999" ss:MergeAcross="63"/></Row>' * 5000),
        ".xml",
    ),
    "cells far astray": (book_of('<Row ss:Index="99999999"><Cell ss:Index="99999999"/></Row>' * 100), ".xml"),
    "elements in one another": (b"<a>" * 50_000, ".xml"),
    "parts in one another": (
        b"MIME-Version: 1.0\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(2000)),
        ".mht",
    ),
    "a million ends of parts": (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 200_000,
        ".mht",
    ),
    "a package that holds itself": (
        f'<pkg:package xmlns:pkg="{PKG}"><pkg:part pkg:name="/a.xml" pkg:contentType="document.main+xml">'
        f"<pkg:binaryData>{'A' * 1_000_001}</pkg:binaryData></pkg:part></pkg:package>".encode(),
        ".doc",
    ),
    "a workbook that is none": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, ".xls"),
}


@pytest.mark.parametrize(("data", "suffix"), HOSTILE.values(), ids=HOSTILE)
def test_files_made_to_hurt_are_refused_or_hold_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, suffix: str
) -> None:
    monkeypatch.setenv("PATH", "")
    (tmp_path / f"年报{suffix}").write_bytes(data)
    try:
        report = read(tmp_path / f"年报{suffix}")
    except NdbgError:
        return
    assert not report.figures


DATA: dict[str, bytes] = {}


def damaged(name: str, at: int, noise: bytes, folder: Path) -> Path:
    """A file under the first of its names, some bytes of which are others."""
    make, suffixes = FILES[name]
    data = DATA.setdefault(name, make())
    at %= len(data)
    path = folder / f"{name}{suffixes[0]}"
    path.write_bytes(data[:at] + noise + data[at + len(noise) :])
    return path


def changed(report: Report) -> list[str]:
    return [id for id, f in report.figures.items() if f.value != REPORT.figures[id].value]


@given(st.sampled_from(sorted(FILES)), st.integers(0, 10**6), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, noise: bytes
) -> None:
    path = damaged(name, at, noise, tmp_path_factory.mktemp("damaged"))
    with mock.patch.dict(os.environ, PATH=""):  # without LibreOffice, which takes seconds for each
        try:
            report = read(path)
        except NdbgError:
            return
    assert len(changed(report)) <= len(noise)


@needs_office
def test_what_is_no_kind_of_file_any_more_is_read_by_libreoffice_or_refused(tmp_path: Path) -> None:
    paths = [damaged(name, 0, b"\xff\xff", tmp_path) for name in sorted(FILES)]
    found = [outcome for _, outcome in over_files(paths, read)]
    assert not [changed(outcome) for outcome in found if isinstance(outcome, Report) and changed(outcome)]


def with_chunk(name: str, data: bytes, body: str = "") -> bytes:
    """A Word file that takes in another file, as editors of sites make it."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" '
        f'Target="/word/{name}"/></Relationships>'
    )
    chunk = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>'
    held = parts(forms.package(f"{body}{chunk}"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in {
            **held,
            "word/_rels/document.xml.rels": relations.encode(),
            f"word/{name}": data,
        }.items():
            archive.writestr(part, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"), [("chunk.htm", PAGE), ("chunk.mht", as_message(PAGE))], ids=["page", "message"]
)
def test_a_word_file_that_holds_nothing_but_a_page(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "年报.docx").write_bytes(with_chunk(name, data))
    found = {id: figure.value for id, figure in read(tmp_path / "年报.docx").figures.items()}
    assert found == {id: figure.value for id, figure in REPORT.figures.items()}


def test_what_a_word_file_takes_in_beside_its_own_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "年报.docx").write_bytes(with_chunk("chunk.htm", PAGE, forms.document(forms.Style())))
    assert "文件里嵌有另外的文件，里面的文字和表格没有读" in read(tmp_path / "年报.docx").source.notes
