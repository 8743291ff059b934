"""Open and save a Word file with python-docx, after the checks that python-docx leaves out."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.exceptions import OpcError
from docx.shared import Emu, Length
from lxml.etree import QName, XMLSyntaxError

from ndbg.errors import NdbgError
from ndbg.ooxml.package import open_package, pack, parse_xml
from ndbg.ooxml.text import Element, w

# The parts that python-docx reads as it opens or changes a file: how their kind ends, and what they hold.
_ROOTS = {
    "comments+xml": "comments",
    "core-properties+xml": "coreProperties",
    "footer+xml": "ftr",
    "header+xml": "hdr",
    "numbering+xml": "numbering",
    "settings+xml": "settings",
    "styles+xml": "styles",
}
_ONCE = ("comments", "numbering", "settings", "styles")
_LONGEST_ID = 9  # digits of a comment's number, which Word keeps in 32 bits


def open_document(data: bytes, path: Path) -> DocumentType:
    """Open a Word file to be changed. Raises NdbgError where it is unsound; `path` is for messages."""
    parts = open_package(data, path).parts
    if unsound := next(_unsound(parts), None):
        raise _refusal(path, unsound)
    try:
        return Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError, AttributeError, XMLSyntaxError):
        raise _refusal(path, "一些部分") from None


def file_of(document: DocumentType, path: Path) -> bytes:
    """A document as a Word file; equal documents give equal bytes. `path` is for messages."""
    buffer = io.BytesIO()
    document.save(buffer)
    return pack(open_package(buffer.getvalue(), path))


def text_width(document: DocumentType, default: Length) -> Length:
    """The width of the text on the first pages; a default where the document does not state it."""
    section = next(iter(document.sections), None)
    if section is None:
        return default
    page, left, right = section.page_width, section.left_margin, section.right_margin
    if page is None or left is None or right is None or page <= left + right:
        return default
    return Emu(page - left - right)


def _refusal(path: Path, part: str) -> NdbgError:
    return NdbgError(f"“{path}”里的“{part}”缺损或结构异常，不能改写；请用 Word 或 WPS 打开后另存为 .docx")


def _unsound(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The parts that are not of the kind that python-docx expects."""
    for name in parts:
        if name.endswith(".rels"):
            root = parse_xml(parts[name], name)
            if QName(root).localname != "Relationships" or not _are_own(root):
                yield name
    for item in parse_xml(parts["[Content_Types].xml"], "[Content_Types].xml").iter("{*}Override"):
        name, kind = item.get("PartName", "").lstrip("/"), item.get("ContentType", "").rpartition(".")[2]
        if name in parts and kind in _ROOTS:
            root = parse_xml(parts[name], name)
            if QName(root).localname != _ROOTS[kind] or not all(map(_is_numbered, root.iter(w("comment")))):
                yield name


def _are_own(relationships: Element) -> bool:
    """Whether the parts that must be single are related once each and lie in the package."""
    kinds = [item.get("Type", "").rpartition("/")[2] for item in relationships]
    outside = {
        kind for kind, item in zip(kinds, relationships, strict=True) if item.get("TargetMode") == "External"
    }
    return not any(kinds.count(kind) > 1 or kind in outside for kind in _ONCE)


def _is_numbered(comment: Element) -> bool:
    number = comment.get(w("id"), "")
    return number.isascii() and number.isdigit() and len(number) <= _LONGEST_ID
