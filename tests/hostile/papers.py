"""PDFs that are hostile: scripts, files from elsewhere, broken tables of contents, bombs."""

import zlib

from tests.hostile.cases import Case, made
from tests.read.fixed.drawing import Sheet
from tests.read.fixed.paper import as_pdf, pdf, stream
from tests.read.test_hostile import CATALOGUE, FONT, PAGE, drawn

_REFUSED = "读不出|没有读|不是 PDF|没有找到|没有看得见的文字|一页也没有|加了密码"
_TEXT = b"BT /F 12 Tf 72 720 Td (2024 report) Tj ET"


def _acting() -> Case:
    """A page with everything that a reader of PDF might do by itself."""

    def make(url: bytes, file: bytes) -> bytes:
        script = b"<</S/JavaScript/JS(app.launchURL('%s'))>>" % url
        catalogue = (
            b"<</Type/Catalog/Pages 2 0 R/OpenAction%s/AA<</WC%s>>/Names<</JavaScript<</Names[(a)%s]>>>>"
            b"/AcroForm<</XFA(%s)>>/URI<</Base(%s)>>>>" % (script, script, script, url, url)
        )
        annotations = (
            b"/Annots[<</Subtype/Link/A<</S/URI/URI(%s)>>>><</Subtype/Link/A<</S/Launch/F(%s)>>>>"
            b"<</Subtype/Link/A<</S/GoToR/F(%s)>>>><</Subtype/Link/A<</S/SubmitForm/F(%s)>>>>]"
            % (url, file, file, url)
        )
        page = PAGE.replace(b"/Contents", annotations + b"/Contents")
        return pdf(catalogue, CATALOGUE[1], page, stream(_TEXT), FONT)

    return Case(lambda bait: make(bait.url.encode(), bait.file.encode()), _REFUSED)


def _from_elsewhere() -> Case:
    """A page whose drawing is said to be in another file."""

    def make(url: bytes, file: bytes) -> bytes:
        outer = b"<</F(%s)/FFilter/None/Length 0>>stream\n\nendstream" % file
        font = FONT.replace(b"/BaseFont", b"/ToUnicode<</FS/URL/F(%s)>>/BaseFont" % url)
        return pdf(*CATALOGUE, PAGE, outer, font)

    return Case(lambda bait: make(bait.url.encode(), str(bait.path).encode()), _REFUSED)


def _objects_in_a_stream() -> bytes:
    """A stream of objects that unpacks to far more than it is."""
    inner = zlib.compress(b"0 " * (40 << 20))
    return pdf(
        b"<</Type/Catalog/Pages 6 0 R>>", CATALOGUE[1], PAGE,
        stream(inner, b"/Type/ObjStm/N 99999999/First 10/Filter/FlateDecode"), FONT,
    )  # fmt: skip


_FAR = (
    b"BT /F 12 Tf 1 0 0 1 1e30 -1e30 Tm (12) Tj 1e20 0 0 1e20 72 700 Tm (34) Tj 0 0 0 0 0 0 Tm (56) Tj ET "
    b"1e30 1e30 m -1e30 1e30 l S 1e38 0 0 1e38 0 0 cm 0 0 9 9 re f"
)
_NO_NUMBERS = (
    b"BT /F nan Tf inf nan - Tm (12) Tj ET nan nan m 9--9 1e999 l S nan w -inf 0 0 nan cm 0 0 9 9 re B"
)


def _deep() -> bytes:
    """Thirty drawings, each within the one before."""
    kind = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    more = (kind + b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 1) for number in range(5, 35))
    inner = [stream(b"/X Do", one) for one in more]
    return pdf(*CATALOGUE, PAGE, stream(b"/X Do"), *inner, stream(b"0 0 m 9 9 l S", kind))


def _lines_everywhere() -> bytes:
    """Pages of a thousand lines across a thousand, with digits wherever they cross."""
    sheet = Sheet()
    for at in range(500):
        sheet.line(40, 40 + at, 540, 40 + at).line(40 + at, 40, 40 + at, 540).write("7", 40 + at, 40 + at)
    return as_pdf(*[sheet] * 8)


PAPERS: dict[str, Case] = {
    "scripts and links": _acting(),
    "drawings in other files": _from_elsewhere(),
    "objects in a stream": made(_objects_in_a_stream, _REFUSED),
    "nothing but its name": made(lambda: b"%PDF-1.7\n", _REFUSED),
    "no table of contents": made(lambda: drawn(_TEXT).partition(b"xref")[0], _REFUSED),
    "a table of contents that leads astray": made(
        lambda: drawn(_TEXT).replace(b"0000000", b"9999999"), _REFUSED
    ),
    "tables of contents in a ring": made(
        lambda: drawn(_TEXT).replace(b"trailer<<", b"trailer<</Prev %d" % drawn(_TEXT).rindex(b"xref\n0")), _REFUSED
    ),
    "locked": made(
        lambda: drawn(_TEXT).replace(
            b"trailer<<", b"trailer<</Encrypt<</Filter/Standard/V 4/R 4/O(x)/U(x)/P -1>>/ID[(a)(a)]"
        ),
        _REFUSED,
    ),
    "packed seven times": made(
        lambda: pdf(*CATALOGUE, PAGE, stream(_packed(bytes(60 << 20)), b"/Filter[" + b"/FlateDecode" * 7 + b"]"), FONT),
        _REFUSED,
    ),
    "a length that is itself": made(
        lambda: drawn(_TEXT).replace(b"/Length ", b"/Length 4 0 R/L ", 1), _REFUSED
    ),
    "places beyond any sheet": made(lambda: drawn(_FAR), _REFUSED),
    "numbers that are none": made(lambda: drawn(_NO_NUMBERS), _REFUSED),
    "a page without an end": made(
        lambda: drawn(_TEXT).replace(b"[0 0 595 842]", b"[-1e38 -1e38 1e38 1e38]"), _REFUSED
    ),
    "a hundred thousand lines": made(lambda: drawn(b"0 0 m 9 9 l S " * 100_000), _REFUSED),
    "a path without end": made(lambda: drawn(b"0 0 m " + b"9 9 l " * 300_000 + b"S"), _REFUSED),
    "a hundred thousand fills": made(lambda: drawn(b"1 1 5 5 re f " * 100_000), _REFUSED),
    "drawings in drawings, deep": made(_deep, _REFUSED),
    "lines that make no table": made(_lines_everywhere, _REFUSED),
    "cut short": made(lambda: drawn(_TEXT)[:300], _REFUSED),
}  # fmt: skip


def _packed(data: bytes) -> bytes:
    for _ in range(7):
        data = zlib.compress(data)
    return data
