"""PDF files for tests, of what is drawn on sheets; their font is named, not embedded, as some offices have it."""

import zlib
from collections.abc import Sequence

from ndbg.read.fixed.page import Drawn
from tests.read.fixed.drawing import Sheet


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, table)


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(data), data)


def packed(data: bytes) -> bytes:
    """A stream object that is packed."""
    return stream(zlib.compress(data), b"/Filter/FlateDecode")


def as_pdf(*sheets: Sheet, rotate: int = 0) -> bytes:
    """Sheets as the pages of a PDF."""
    pages = [sheet.drawn() for sheet in sheets]
    first = 6
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type0/BaseFont/FangSong/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/FangSong/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 5>>/FontDescriptor 5 0 R/DW 1000/W[1 [%s]]>>" % (b"500 " * 95),
        b"<</Type/FontDescriptor/FontName/FangSong/Flags 4/FontBBox[0 -141 1000 859]/ItalicAngle 0/Ascent 859"
        b"/Descent -141/CapHeight 683/StemV 80>>",
    ]
    for at, page in enumerate(pages):
        box = b" ".join(_number(edge) for edge in page["box"])
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Rotate %d/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (box, rotate, first + 2 * at + 1),
            packed(content(page)),
        ]
    return pdf(*objects)


def _number(hundredths: float) -> bytes:
    return f"{hundredths / 100:.2f}".encode()


def _cut(numbers: Sequence[int], size: int) -> list[Sequence[int]]:
    return [numbers[at : at + size] for at in range(0, len(numbers), size)]


def content(page: Drawn) -> bytes:
    """What draws a page, in the operators of PDF."""
    texts = list(map(_sign, page["text"], _cut(page["glyphs"], 11)))
    out: list[bytes] = []
    written = 0
    for *box, shade, over in _cut(page["fills"], 6):
        out += texts[written:over]
        written = max(written, over)
        left, bottom, right, top = box
        edges = b" ".join(map(_number, (left, bottom, right - left, top - bottom)))
        out.append(b"%.3f g %s re f" % (shade / 255, edges))
    for x0, y0, x1, y1, thick, shade in _cut(page["lines"], 6):
        ends = b"%s %s m %s %s l S" % tuple(map(_number, (x0, y0, x1, y1)))
        out.append(b"%.3f G %s w %s" % (shade / 255, _number(thick), ends))
    return b"\n".join((*out, *texts[written:]))


_TURNS = {0: b"1 0 0 1", 9000: b"0 1 -1 0", 18000: b"-1 0 0 -1", 27000: b"0 -1 1 0"}


def _sign(sign: str, numbers: Sequence[int]) -> bytes:
    *_, x, y, size, angle, shade = numbers
    return b"%.3f g BT /F %s Tf %s %s %s Tm <%04X> Tj ET" % (
        shade / 255, _number(size), _TURNS[angle], _number(x), _number(y), ord(sign),
    )  # fmt: skip
