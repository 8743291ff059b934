"""Hostile files in formats that LibreOffice reads for us: it must fetch nothing, and run nothing."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ndbg.process.libreoffice import convert, find_libreoffice
from tests.hostile.bait import Bait
from tests.hostile.guard import run, watched

pytestmark = pytest.mark.skipif(not find_libreoffice(), reason="needs LibreOffice (soffice)")


def _page(bait: Bait) -> bytes:
    """A web page under the name of a Word file, as many sites give it."""
    return (
        f'<html><head><link rel=stylesheet href="{bait.url}"></head><body><img src="{bait.url}">'
        f'<iframe src="{bait.url}"></iframe><p>2024</body></html>'
    ).encode()


def _rich(bait: Bait) -> bytes:
    picture = f'{{\\field{{\\*\\fldinst {{ INCLUDEPICTURE "{bait.url}" \\\\d }}}}{{\\fldrslt x}}}}'
    text = f'{{\\field{{\\*\\fldinst {{ INCLUDETEXT "{bait.file}" }}}}{{\\fldrslt x}}}}'
    return f"{{\\rtf1\\ansi {{\\*\\template {bait.url}}}{picture}{text} 2024}}".encode()


def _open_document(bait: Bait) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:text="{office}:text:1.0" '
        f'xmlns:draw="{office}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
        f'<text:p>2024<draw:frame draw:name="a"><draw:image xlink:href="{bait.url}" xlink:type="simple" '
        'xlink:actuate="onLoad"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{bait.file}" xlink:type="simple"/>'
        "<text:p/></text:section></office:text></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
            'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
        archive.writestr("content.xml", content)
    return buffer.getvalue()


FILES: dict[str, Callable[[Bait], bytes]] = {
    "文.rtf": _rich,
    "文.odt": _open_document,
}


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_fetched(tmp_path: Path, bait: Bait, name: str) -> None:
    with contextlib.chdir(tmp_path), watched(tmp_path):
        made = convert(f"{find_libreoffice()}", FILES[name](bait), Path(name).suffix, "docx")
    assert made is not None
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    assert b"2024" in parts["word/document.xml"]
    assert not any(bait.word.encode() in part for part in parts.values())


def test_a_page_by_the_name_of_a_word_file_fetches_nothing(tmp_path: Path, bait: Bait) -> None:
    (tmp_path / "页.doc").write_bytes(_page(bait))
    done = run(tmp_path, "import", "页.doc")
    assert (done.code, "没有找到报告的表格和正文" in done.err) == (2, True), done.err
