"""Zip files that lie, burst or reach out: for Word files and workbooks alike."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable

from tests.hostile.cases import Case, made
from tests.hostile.sound import sound

Parts = dict[str, bytes]
_REFUSED = "不是|损坏|不正常|结构异常|密码"


def parts_of(suffix: str) -> Parts:
    """The parts of a sound file."""
    with zipfile.ZipFile(io.BytesIO(sound(suffix))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts, names as they are given, perhaps several times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts:
            info = zipfile.ZipInfo("x")
            info.filename, info.compress_type = name, method
            archive.fp.seek(archive.start_dir)  # type: ignore[union-attr]
            archive.NameToInfo.pop(name, None)  # or Python warns of a name given twice
            archive.writestr(info, data)
    return buffer.getvalue()


def with_parts(suffix: str, **changed: bytes) -> bytes:
    """A sound file with some parts put in the place of others, or added; `__` stands for `/`."""
    named = {name.replace("__", "/"): data for name, data in changed.items()}
    return packed((parts_of(suffix) | named).items())


def _patched(data: bytes, mark: bytes, at: int, value: bytes, *, every: bool = False) -> bytes:
    """The file with bytes set behind a mark, the last one or each."""
    out = bytearray(data)
    place = data.rfind(mark)
    while place >= 0:
        out[place + at : place + at + len(value)] = value
        place = data.rfind(mark, 0, place) if every else -1
    return bytes(out)


def _damaged_at(data: bytes, place: int) -> bytes:
    """The file with bytes turned around behind the head of each part."""
    out, at = bytearray(data), data.find(_LOCAL)
    while at >= 0:
        start = at + 30 + int.from_bytes(data[at + 26 : at + 28], "little") + place
        out[start : start + 4] = bytes(255 - byte for byte in out[start : start + 4])
        at = data.find(_LOCAL, start)
    return bytes(out)


_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def _overlapping(suffix: str) -> bytes:
    """Each entry of the directory names the first file of all."""
    return _patched(sound(suffix), _CENTRAL, 42, struct.pack("<I", 0), every=True)


def _nested(depth: int) -> bytes:
    inner = b"0" * 100_000
    for number in range(depth):
        inner = packed((f"{number}-{copy}.zip", inner) for copy in range(10))
    return inner


NAMES = (
    "../../../outside.xml", "/var/outside.xml", "C:\\outside.xml", "..\\..\\outside.xml", "word/../../outside.xml",
    "a" * 60_000, "nul\x00.xml", "\x1b[31m.xml", "\u202egnp.xml", "con", "word/", "", ".", "//server/share/x.xml",
)  # fmt: skip


def containers(suffix: str, main: str) -> dict[str, Case]:
    """The cases for one kind of Office file; `main` is its most important part."""
    data, parts = sound(suffix), parts_of(suffix)
    others = [(name, part) for name, part in parts.items() if name != main]

    def also(name: str, part: bytes) -> bytes:
        return packed([*parts.items(), (name, part)])

    cases = {
        "empty": made(lambda: b"", _REFUSED),
        "no zip": made(lambda: b"hello", _REFUSED),
        "only an end": made(lambda: _END + bytes(18), _REFUSED),
        "no parts": made(lambda: packed([]), _REFUSED),
        "an old file": made(lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "旧格式|不是"),
        "a program before it": made(lambda: b"MZ" + bytes(5000) + data),
        "something behind it": made(lambda: data + b"x" * 5000),
        "twice": made(lambda: data + data),
        "sizes that say less": made(lambda: _patched(data, _CENTRAL, 24, struct.pack("<I", 9), every=True), _REFUSED),
        "sizes that say more": made(lambda: _patched(data, _CENTRAL, 24, struct.pack("<I", 1 << 24), every=True), _REFUSED),
        "sizes without end": made(lambda: _patched(data, _CENTRAL, 24, b"\xff" * 4, every=True), _REFUSED),
        "packed sizes without end": made(lambda: _patched(data, _CENTRAL, 20, b"\xff" * 4, every=True)),
        "wrong sums": made(lambda: _patched(data, _CENTRAL, 16, b"\0\0\0\0", every=True), _REFUSED),
        "an unknown method": made(lambda: _patched(data, _CENTRAL, 10, b"\x63\0", every=True), _REFUSED),
        "locked": made(lambda: _patched(data, _CENTRAL, 8, b"\x01\0", every=True), _REFUSED),
        "other names in the directory": made(lambda: _patched(data, _CENTRAL, 46, b"X", every=True), _REFUSED),
        "a directory elsewhere": made(lambda: _patched(data, _END, 16, b"\xff\xff\xff\x7f"), _REFUSED),
        "more entries than there are": made(lambda: _patched(data, _END, 8, b"\xff\xff\xff\xff")),
        "one over another": made(lambda: _overlapping(suffix), _REFUSED),
        "bzip2": made(lambda: packed(parts.items(), zipfile.ZIP_BZIP2), ""),
        "lzma": made(lambda: packed(parts.items(), zipfile.ZIP_LZMA), ""),
        **{f"{method} that is damaged at {place}": made(lambda m=method, p=place: _damaged_at(packed(parts.items(), m), p), _REFUSED)  # type: ignore[misc]
           for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA) for place in (2, 6, 40)},
        "a bomb beside it": Case(lambda _: also("word/media/a.bin", bytes(101 << 20)), _REFUSED),
        "zips in zips": made(lambda: also("word/embeddings/a.zip", _nested(3)), ""),
        "three thousand parts": made(lambda: packed([*parts.items(), *((f"a{n}", b"") for n in range(3000))]), _REFUSED),
        "a long remark": made(lambda: data[:-2] + b"\xff\xff" + b"PK\x05\x06" * 16_000),
        f"{main} twice": made(lambda: also(main, parts[main]), _REFUSED),
        f"{main} gone": made(lambda: packed(others), _REFUSED),
        "parts last first": made(lambda: packed([*parts.items()][::-1]), ""),
        "names in capitals": made(lambda: packed((name.upper(), part) for name, part in parts.items())),
    }  # fmt: skip
    cases |= {f"a part named {name[:30]!r}": Case(lambda _, n=name: also(n, b"<a/>")) for name in NAMES}  # type: ignore[misc]
    return cases | damaged(suffix, [main, "[Content_Types].xml"])


def damaged(suffix: str, names: Iterable[str]) -> dict[str, Case]:
    """A sound file in which one of these parts is not what it should be."""
    parts = parts_of(suffix)
    return {
        f"{name} {what}": made(lambda n=name, c=change: packed((parts | {n: c(parts[n])}).items()))  # type: ignore[misc]
        for name in names
        for what, change in _CHANGES.items()
    }


# What may have become of any one part.
_CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "of another kind": lambda _: b'<?xml version="1.0"?><other xmlns="urn:other"><a/></other>',
    "not XML": lambda _: b"\0\xff\xfe no XML <<<",
}
