"""The kind of a file by its first bytes, since files are renamed and programs use wrong suffixes."""

import codecs
import re
import zipfile
from pathlib import Path

from ndbg.ooxml.zips import DAMAGED, LOCKED, OLE
from ndbg.process.limits import bounded
from ndbg.text.encoding import utf_16
from ndbg.text.patterns import Pattern

_HEAD = 4096  # bytes at the head of a file that identify its kind
_MOST_BYTES = 30 << 20  # of a file that is searched as a whole
_CONTROLS = bytes({*range(0x20)} - set(b"\t\n\v\f\r\x1a\x1b"))  # what no text in a code of bytes has
_ZIP = b"PK\x03\x04"
# The parts of a zip file that identify a kind.
_PARTS = (("docx", "word/"), ("xlsx", "xl/"), ("ofd", "OFD.xml"))
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
# Streams of OLE files, named in UTF-16.
_STREAMS = (("doc", "WordDocument"), ("xls", "Workbook"), ("xls", "Book"))
_XML_KINDS = (
    ("word xml", Pattern(r"<\w+:wordDocument\b")),
    ("flat word", Pattern(r"<\w+:package\b[^>]*xmlPackage")),
    ("fodt", Pattern(r"<office:document\b[^>]*opendocument\.text\"")),
    ("fods", Pattern(r"<office:document\b[^>]*opendocument\.spreadsheet\"")),
    ("excel xml", Pattern(r"<(?:\w+:)?Workbook\b[^>]*office:spreadsheet")),
)
_PAGE = Pattern(r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_HTML = Pattern(r"<(?:html|head|body|table|meta|div|p)\b", re.IGNORECASE)
_MIME = Pattern(r"(?im)^(?:mime-version:|content-type:\s*multipart/)")
_HEADER = Pattern(r"[A-Za-z][A-Za-z-]*:")
# The heading of the first part of a data file, also as an input method types it, in whatever code the file is.
_DATA_FILE = Pattern(r"(?m)^[^\S\n]*[\[［【]\s*[\"“”＂]?报告[\"“”＂]?\s*[\]］】]\s*(?:#.*)?$")
_CODES_OF_TEXT = ("utf-8-sig", "gb18030", "utf-16")


@bounded
def kind_of(path: Path) -> str:
    """The kind of a file by its content, one of `Format.kinds` (see `ndbg.read`).

    A fragment of a page is `some html`. Empty for text, for unknown content and for a file that cannot be opened.
    Raises NdbgError as `bounded` does.
    """
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return ""
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return ""
    if head.startswith(_ZIP):
        return _zip_kind(path)
    if head.startswith(OLE):
        return _ole_kind(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if kind := _text_kind(_decoded(head)):
        return kind
    decoded = (head.decode(code, "ignore") for code in _CODES_OF_TEXT)
    return "toml" if any(map(_DATA_FILE.search, decoded)) else ""


def is_text(data: bytes) -> bool:
    """Whether the head of some bytes can be text, in UTF-16 or in a code whose bytes are no control characters."""
    head = data[:_HEAD]
    return bool(utf_16(head)) or head.translate(None, _CONTROLS) == head


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            kind = next((kind for kind, part in _PARTS if any(n.startswith(part) for n in names)), "")
            if kind and "mimetype" not in names:
                return kind
            with archive.open("mimetype") if "mimetype" in names else archive.open(names[0]) as file:
                open_document = _OPEN_DOCUMENT.get(file.read(len(max(_OPEN_DOCUMENT, key=len))), "")
    except (*DAMAGED, LOCKED):
        return ""  # the suffix decides, and the reader reports what is wrong
    return open_document or kind


def _ole_kind(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    return next((kind for kind, stream in _STREAMS if stream.encode("utf-16-le") in data), "")


def _decoded(head: bytes) -> str:
    if encoding := utf_16(head):
        return head.decode(encoding, "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _text_kind(head: str) -> str:
    start = head.lstrip("\ufeff \t\r\n")
    if _HEADER.match(start) and _MIME.search(start):
        return "mime"
    if not start.startswith("<"):
        return ""
    kinds = [kind for kind, pattern in _XML_KINDS if pattern.search(head)]
    if kinds:
        return kinds[0]
    return "html" if _PAGE.match(start) else "some html" if _HTML.search(head) else ""
