"""Read a report from a Word file."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from ndbg.document.about import Metadata
from ndbg.errors import NdbgError
from ndbg.ooxml.body import has_changes, nodes
from ndbg.ooxml.numbering import numbering_of
from ndbg.ooxml.package import MOST_BYTES, Package, open_package
from ndbg.ooxml.pictures import pictures, relations_of
from ndbg.ooxml.text import Element, w
from ndbg.process.limits import bounded
from ndbg.read.assemble import assemble
from ndbg.read.source import read_bytes
from ndbg.report import Origin, Report

_PICTURES = "文件里的表格是图片，读不出数，要用能改的 Word 表格"
_PROPERTIES = "docProps/core.xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@bounded
def read_word(path: Path) -> Report:
    """Read the report in a Word file. Raises NdbgError where the file is no sound Word file."""
    return parse_word(read_bytes(path, MOST_BYTES), path)


def parse_word(data: bytes, path: Path) -> Report:
    """Read the report in the bytes of a Word file; `path` is for messages."""
    package = open_package(data, path, macros=True)
    root = package.tree(package.document)
    chunks = _chunks_of(package, root)
    if chunks and not any(text.strip() for text in root.itertext()):
        return _parse_chunk(*next(iter(chunks.items())), path)
    notes = [
        *(["文件里有修订痕迹，已按接受全部修订读取"] if has_changes(root) else []),
        *(["文件里嵌有另外的文件，里面的文字和表格没有读"] if chunks else []),
    ]
    numbers = numbering_of(package).numbers(root)
    report = assemble(
        list(nodes(root, numbers)),
        path,
        lambda place: Origin(place=f"{place}"),
        notes,
        metadata=Metadata(names=partial(_titles, package)),
    )
    if not report.figures and any(pictures(package, package.document)):
        return report.with_notes(_PICTURES)
    return report


def _titles(package: Package) -> Iterator[str]:
    """The title in the properties of a file; none where they cannot be read."""
    with suppress(NdbgError):
        if package.mentions(_PROPERTIES, "title"):
            for title in package.tree(_PROPERTIES).iter(_TITLE):
                yield title.text or ""


def _chunks_of(package: Package, root: Element) -> dict[str, bytes]:
    """The files of other formats that Word imports when it opens the document (w:altChunk), by part, in order."""
    ids = [chunk.get(_ID, "") for chunk in root.iter(w("altChunk"))]
    targets = relations_of(package, package.document) if ids else {}
    names = (targets.get(id, "") for id in ids)
    return {name: package.parts[name] for name in names if name in package.parts}


def _parse_chunk(name: str, data: bytes, path: Path) -> Report:
    """Read the report in a Word file that only imports a page, as programs of web sites write it."""
    if name.lower().endswith((".mht", ".mhtml")):
        from ndbg.read.mime import parse_mime

        return parse_mime(data, path)
    from ndbg.read.web import decoded_page, parse_web

    return parse_web(*decoded_page(data), path)
