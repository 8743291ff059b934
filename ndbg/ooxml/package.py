"""The zip package of a Word file: opened as hostile input; equal parts are written as equal bytes."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from ndbg.errors import NdbgError
from ndbg.ooxml.zips import DAMAGED, LOCKED, OLE, is_encrypted
from ndbg.text.encoding import utf_16

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_WITH_MACROS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)

_MEGABYTE = 1 << 20
# Bounds on hostile files. A report has some ten thousand tags.
MOST_BYTES = 30 * _MEGABYTE  # of the file
_MOST_UNPACKED = 100 * _MEGABYTE
_MOST_PARTS = 2000
_MOST_XML = 30 * _MEGABYTE
_MOST_TAGS = 120_000  # of a part
_MOST_ATTRIBUTES = 500_000  # of a part
_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([^"']{0,40})""")

# The date of each part: the first day of DOS time, a fixed one for equal bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEVEL = 3  # of compression: half the time of zlib's default, files larger by a tenth
# The header of a part (APPNOTE 4.3.7), and the flags that do not matter for reading: compression option, sizes in a
# descriptor behind it, name in UTF-8.
_HEAD, _HEAD_MARK, _USUAL_FLAGS = struct.Struct("<4s22xHH"), b"PK\3\4", 0b1000_0000_1110
# Strict Open XML (ISO/IEC 29500-1) differs in the names of namespaces and relationships, and in an attribute.
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(
    re.escape(_STRICT) + rb"(?P<kind>\w+)/(?P<relation>(?:relationships/)?)(?P<last>\w+)"
    rb"""| w:conformance=["']strict["']"""
)
_RENAMED = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}


@dataclass(slots=True, eq=False, repr=False)
class Package:
    """The parts of a Word file by name, in the order of the file."""

    parts: dict[str, bytes]
    document: str

    def tree(self, name: str) -> etree._Element:
        """The XML of a part. Raises NdbgError where it is malformed or exceeds a bound."""
        return parse_xml(self.parts[name], name)

    def mentions(self, name: str, *words: str) -> bool:
        """Whether a part exists and its XML contains one of some words, such as the name of an element.

        Much faster than parsing. Raises NdbgError where the encoding is wrong.
        """
        data = _decoded(self.parts[name], name) if name in self.parts else b""
        return any(word.encode() in data for word in words)

    def put(self, name: str, tree: etree._Element) -> None:
        """Set the XML of a part."""
        self.parts[name] = xml_bytes(tree)

    def side_parts(self) -> list[str]:
        """The parts with text besides the document: headers, footers, notes."""
        folder = self.document.rpartition("/")[0]
        kinds = ("header", "footer", "footnotes", "endnotes")
        starts = tuple(f"{folder}/{kind}" for kind in kinds)
        names = [name for name in self.parts if name.startswith(starts) and name.endswith(".xml")]
        if sum(_decoded(self.parts[name], name).count(b"<") for name in names) > _MOST_TAGS:
            raise NdbgError("文件里的页眉、页脚太复杂，不像是一份报告，不予打开")
        return names


def parse_xml(data: bytes, name: str, most_tags: int = _MOST_TAGS) -> etree._Element:
    """Parse untrusted XML: no entities, no document type, nothing fetched, bounded depth and size.

    The bounds are checked on the decoded characters, whatever the encoding: the number of `<` bounds the tags,
    that of `=` the attributes.
    """
    text = _decoded(data, name)
    if len(text) > _MOST_XML or text.count(b"<") > most_tags or text.count(b"=") > _MOST_ATTRIBUTES:
        raise NdbgError(f"文件里的“{name}”太大、太复杂，不像是一份报告，不予打开")
    try:
        root = etree.fromstring(text, _parser())
    except (etree.XMLSyntaxError, ValueError):
        raise _damaged(name) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise NdbgError(f"文件里的“{name}”带有文档类型声明，Office 不会写出这样的文件，不予打开")
    return root


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )


def _decoded(data: bytes, name: str) -> bytes:
    """A part in UTF-8. Office files are in UTF-8 or UTF-16 and in no other encoding (ECMA-376, part 2)."""
    if encoding := utf_16(data):
        try:
            return data.decode(encoding).removeprefix("\ufeff").encode()
        except UnicodeError:
            raise _damaged(name) from None
    declared = _DECLARED.match(data)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise _damaged(name)
    return data


def _damaged(name: str) -> NdbgError:
    return NdbgError(f"文件里的“{name}”已损坏或结构异常，请用 Office 或 WPS 打开后另存一份")


def open_package(data: bytes, path: Path, *, macros: bool = False) -> Package:
    """Unpack a Word file. Raises NdbgError, with advice, where it is unsound.

    `macros` accepts files with macros too, which are only read, never run.
    """
    if is_encrypted(data):
        raise NdbgError(f"“{path}”加了密码，请用 Word 或 WPS 打开，去掉密码，另存为 .docx 再试")
    if data.startswith(OLE):
        raise NdbgError(f"“{path}”是旧格式（.doc、.wps），请用 Word 或 WPS 另存为 .docx")
    parts = _transitional(unpack(data, path))
    return Package(parts, _main_part(parts, path, macros=macros))


def _transitional(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a Word file with the names of Transitional Open XML where they have those of Strict."""
    if _STRICT not in parts.get("_rels/.rels", b""):
        return parts
    return {
        name: _STRICT_NAME.sub(_usual_name, data) if name.endswith((".xml", ".rels")) else data
        for name, data in parts.items()
    }


def _usual_name(match: re.Match[bytes]) -> bytes:
    if match["kind"] is None:
        return b""
    last = _RENAMED.get(match["last"], match["last"])
    return b"http://schemas.openxmlformats.org/%s/2006/%s%s" % (match["kind"], match["relation"], last)


def unpack(data: bytes, path: Path) -> dict[str, bytes]:
    """The parts of an Office file by name. Raises NdbgError where it is no zip or exceeds a bound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpack(archive, data, path)
    except DAMAGED:
        raise NdbgError(
            f"“{path}”不是 Office 文件（.docx、.xlsx），或者已经损坏，请用 Office 或 WPS 打开后另存一份再试"
        ) from None
    except LOCKED:
        raise NdbgError(f"“{path}”加了密码，请先去掉密码") from None


def _unpack(archive: zipfile.ZipFile, data: bytes, path: Path) -> dict[str, bytes]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    too_much = len(infos) > _MOST_PARTS or sum(i.file_size for i in infos) > _MOST_UNPACKED
    if any(_leads_out(info.filename) for info in infos):
        raise NdbgError(f"“{path}”里有名字通向别处的部分，Word 不会写出这样的文件，不予打开")
    if too_much or len({i.filename for i in infos}) != len(infos):
        raise NdbgError(f"“{path}”解开以后大得不正常，不像是一份报告，不予打开")
    starts = sorted(info.header_offset for info in archive.infolist())
    ends = dict(zip(starts, [*starts[1:], archive.start_dir], strict=True))
    parts = {}
    for info in infos:
        if (sound := _sound_part(data, info, ends[info.header_offset])) is not None:
            parts[info.filename] = sound
            continue
        with archive.open(info) as file:
            # The size in the directory may be false, but bounds what is read.
            parts[info.filename] = file.read(info.file_size + 1)
        if len(parts[info.filename]) != info.file_size:
            raise zipfile.BadZipFile
    return parts


def _sound_part(data: bytes, info: zipfile.ZipInfo, end: int) -> bytes | None:
    """A part deflated as Office does it, in half the time of zipfile's reader; None where anything is unusual.

    Its size and checksum are those in the directory of the file, and it ends before `end`, where the next part begins.
    """
    at = info.header_offset
    head = data[at : at + _HEAD.size]
    if info.compress_type != zipfile.ZIP_DEFLATED or info.flag_bits & ~_USUAL_FLAGS or len(head) < _HEAD.size:
        return None
    mark, name_length, extra_length = _HEAD.unpack(head)
    start = at + _HEAD.size + name_length + extra_length
    name = data[at + _HEAD.size : at + _HEAD.size + name_length]
    if mark != _HEAD_MARK or name != info.orig_filename.encode() or start + info.compress_size > end:
        return None
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        part = unpacker.decompress(data[start : start + info.compress_size], info.file_size + 1)
    except zlib.error:
        return None
    same = unpacker.eof and len(part) == info.file_size and zlib.crc32(part) == info.CRC
    return part if same else None


def _leads_out(name: str) -> bool:
    """Whether the name of a part would lead out of a folder that the file is unpacked into."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _main_part(parts: Mapping[str, bytes], path: Path, *, macros: bool) -> str:
    """The name of the main document, nearly always `word/document.xml`. Raises NdbgError where there is none."""
    types = parts.get("[Content_Types].xml")
    if types is None:
        raise NdbgError(f"“{path}”不是 Word 文件（.docx）")
    for item in parse_xml(types, "[Content_Types].xml").iter("{*}Override"):
        kind, name = item.get("ContentType", ""), item.get("PartName", "").lstrip("/")
        with_macros = "macroEnabled" in kind and kind.endswith("main+xml")
        if (kind in (MAIN_TYPE, TEMPLATE_TYPE) or (macros and with_macros)) and name in parts:
            return name
        if with_macros:
            raise NdbgError(f"“{path}”带有宏，请用 Word 或 WPS 另存为不带宏的 .docx")
    raise NdbgError(f"“{path}”不是 Word 文件（.docx）")


def pack(package: Package) -> bytes:
    """The packed file; equal parts give equal bytes."""
    return Archive(package, ()).with_parts({})


def xml_bytes(tree: etree._Element) -> bytes:
    """The serialised XML of a part."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


class Archive:
    """A Word file to be written often with a few parts replaced; all other parts are compressed once."""

    def __init__(self, package: Package, changing: Collection[str]) -> None:
        same = {name: data for name, data in package.parts.items() if name not in changing}
        # A template (.dotx) becomes a document; so does a file with macros, which have been removed.
        types = same["[Content_Types].xml"]
        for kind in (TEMPLATE_TYPE, *_WITH_MACROS):
            types = types.replace(kind.encode(), MAIN_TYPE.encode())
        same["[Content_Types].xml"] = types
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            _add(archive, same)
        self._packed = buffer.getvalue()

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The packed file with some parts replaced; equal parts give equal bytes."""
        buffer = io.BytesIO(self._packed)
        with zipfile.ZipFile(buffer, "a") as archive:
            _add(archive, parts)
        return buffer.getvalue()


def _add(archive: zipfile.ZipFile, parts: Mapping[str, bytes]) -> None:
    for name, data in parts.items():
        info = zipfile.ZipInfo(name, _EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 0  # the same on every system
        archive.writestr(info, data, compresslevel=_LEVEL)
