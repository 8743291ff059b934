"""OFD files for tests: a zip of XML, drawn like the sheets of `tests.read.fixed.drawing`."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from ndbg.read.fixed.page import Drawn

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MILLIMETRES = 25.4 / 72 / 100  # in a hundredth of a point


def zipped(parts: Mapping[str, str]) -> bytes:
    """Parts as a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def content(inside: str, more: str = "") -> str:
    """A page with some objects on it."""
    return f'<ofd:Page {NAMESPACE}>{more}<ofd:Content><ofd:Layer ID="1">{inside}</ofd:Layer></ofd:Content></ofd:Page>'


def document(pages: Sequence[str], templates: str = "", box: str = "0 0 210 297") -> dict[str, str]:
    """The parts of a file with some pages."""
    listed = "".join(
        f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages))
    )
    return {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}"
        f"</ofd:PhysicalBox></ofd:PageArea>{templates}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    } | {f"Doc_0/Pages/Page_{at}/Content.xml": page for at, page in enumerate(pages)}


def text(said: str, x: float, y: float, size: float = 3.7, more: str = "", code: str = "") -> str:
    """A text that begins at a place, in millimetres from the top left corner."""
    return (
        f'<ofd:TextObject ID="7" Boundary="{x} {y - size} 150 {2 * size}" Font="3" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {code}>{escape(said)}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, boundary: str = "0 0 210 297", more: str = 'LineWidth="0.2"') -> str:
    """A path, in millimetres from the top left corner of its boundary."""
    return (
        f'<ofd:PathObject ID="8" Boundary={quoteattr(boundary)} {more}><ofd:AbbreviatedData>{data}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def as_ofd(sheets: Sequence[Drawn]) -> bytes:
    """What a PDF draws, as OFD."""
    pages = []
    for drawn in sheets:
        high = drawn["box"][3]
        texts = [
            text(sign, g[6] * _MILLIMETRES, (high - g[7]) * _MILLIMETRES, g[8] * _MILLIMETRES)
            for sign, g in zip(drawn["text"], _cut(drawn["glyphs"], 11), strict=True)
        ]
        inside: list[str] = []
        for left, bottom, right, top, shade, over in _cut(drawn["fills"], 6):
            inside += texts[:over]
            texts[:over] = [""] * over
            inside.append(
                _fill(
                    left * _MILLIMETRES,
                    (high - top) * _MILLIMETRES,
                    (right - left) * _MILLIMETRES,
                    (top - bottom) * _MILLIMETRES,
                    shade,
                )
            )
        inside += texts
        for x0, y0, x1, y1, *_ in _cut(drawn["lines"], 6):
            ends = (x0, high - y0, x1, high - y1)
            inside.append(
                path("M {:.3f} {:.3f} L {:.3f} {:.3f}".format(*(end * _MILLIMETRES for end in ends)))
            )
        pages.append(content("".join(inside)))
    box = " ".join(f"{edge * _MILLIMETRES:.3f}" for edge in sheets[0]["box"])
    return zipped(document(pages, box=box))


def _fill(x: float, y: float, wide: float, high: float, shade: int) -> str:
    return (
        f'<ofd:PathObject ID="9" Boundary="{x:.3f} {y:.3f} {wide:.3f} {high:.3f}" Fill="true" Stroke="false">'
        f'<ofd:FillColor Value="{shade} {shade} {shade}"/><ofd:AbbreviatedData>M 0 0 L {wide:.3f} 0 L {wide:.3f} '
        f"{high:.3f} L 0 {high:.3f} C</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _cut(numbers: Sequence[int], size: int) -> list[Sequence[int]]:
    return [numbers[at : at + size] for at in range(0, len(numbers), size)]
