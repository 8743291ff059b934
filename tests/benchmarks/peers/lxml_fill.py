"""The floor: zipfile and lxml, knowing beforehand that every marker fills a `w:t` of its own."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from tests.benchmarks.peers.grids import W

_DOCUMENT = "word/document.xml"
Element = etree._Element


def fill(twin: bytes, context: Mapping[str, str]) -> bytes:
    """Fill the form: every part read, the document changed, every part deflated again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(twin)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == _DOCUMENT:
                root = etree.fromstring(data)
                for node, marker in _markers(root):
                    node.text = context[marker]
                data = _written(root)
            new.writestr(name, data)
    return buffer.getvalue()


def _markers(root: Element) -> list[tuple[Element, str]]:
    found = ((node, node.text or "") for node in root.iter(f"{W}t"))
    return [(node, text[2:-2]) for node, text in found if text.startswith("{{")]


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class Prepared:
    """A form whose tree is kept and filled again; the other parts are copied as they lie in the file."""

    def __init__(self, twin: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(twin)) as archive:
            infos = archive.infolist()
            self._root = etree.fromstring(archive.read(_DOCUMENT))
            at = archive.start_dir
        self._markers = _markers(self._root)
        ends = [*(info.header_offset for info in infos[1:]), at]
        copied = [
            (info, twin[info.header_offset : end])
            for info, end in zip(infos, ends, strict=True)
            if info.filename != _DOCUMENT
        ]
        self._before = b"".join(data for _, data in copied)
        self._entries, offset = [], 0
        for info, data in copied:
            sizes = (info.CRC, info.compress_size, info.file_size)
            self._entries.append(_entry(info.filename, sizes, offset))
            offset += len(data)

    def fill(self, context: Mapping[str, str]) -> bytes:
        """Fill the form."""
        for node, marker in self._markers:
            node.text = context[marker]
        data = _written(self._root)
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        packed = packer.compress(data) + packer.flush()
        sizes = (zlib.crc32(data), len(packed), len(data))
        name = _DOCUMENT.encode()
        local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, *sizes, len(name), 0) + name
        entries = b"".join([*self._entries, _entry(_DOCUMENT, sizes, len(self._before))])
        at = len(self._before) + len(local) + len(packed)
        count = len(self._entries) + 1
        end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(entries), at, 0)
        return b"".join((self._before, local, packed, entries, end))


def _entry(name: str, sizes: tuple[int, int, int], offset: int) -> bytes:
    """The entry of a deflated part in the directory of a zip file."""
    text = name.encode()
    fields = (20, 20, 0, 8, 0, 33, *sizes, len(text), 0, 0, 0, 0, 0, offset)
    return struct.pack("<4s6H3L5H2L", b"PK\1\2", *fields) + text
