"""Pages drawn for tests: text and lines at places, as a file has them."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ndbg.document.document import Node, Paragraph
from ndbg.read.fixed.layout import layout
from ndbg.read.fixed.page import Drawn, Page, upright

WIDE, HIGH = 595.0, 842.0  # A4


def width(text: str, size: float) -> float:
    """How far a text reaches: a Chinese character is as wide as its type, any other half as wide."""
    return sum(size if unicodedata.east_asian_width(sign) in "WFA" else size / 2 for sign in text)


class Sheet:
    """A sheet of paper to draw on. Places are points from its top left corner."""

    def __init__(self, wide: float = WIDE, high: float = HIGH, turned: int = 0) -> None:
        self._wide, self._high, self._turned = wide, high, turned % 4
        box = (high, wide) if turned % 2 else (wide, high)
        self._drawn: Drawn = {
            "box": [0, 0, *(round(100 * edge) for edge in box)],
            "text": "", "glyphs": [], "lines": [], "fills": [], "images": [], "grounds": [],
        }  # fmt: skip

    def _at(self, x: float, y: float) -> tuple[int, int]:
        """A place as the file has it: y upwards, on a page turned to the left by so many quarters."""
        up = self._high - y
        x, y = ((x, up), (self._high - up, x), (self._wide - x, self._high - up), (up, self._wide - x))[
            self._turned
        ]
        return round(100 * x), round(100 * y)

    def _box(self, left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
        (x0, y0), (x1, y1) = self._at(left, top), self._at(right, bottom)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def write(
        self, text: str, x: float, y: float, size: float = 10.5, shade: int = 0, slant: int = 0
    ) -> "Sheet":
        """A line of text from x on, standing on y; slanted by so many degrees."""
        for sign in text:
            end = x + width(sign, size)
            box = self._box(x, y - 0.8 * size, end, y + 0.2 * size)
            middle, stands = self._at((x + end) / 2, y - 0.35 * size), self._at(x, y)
            angle = 9000 * self._turned + 100 * slant
            self._drawn["text"] += sign
            self._drawn["glyphs"] += (*box, *middle, *stands, round(100 * size), angle, shade)
            x = end
        return self

    def centred(
        self, text: str, left: float, right: float, y: float, size: float = 10.5, shade: int = 0
    ) -> "Sheet":
        """A line of text in the middle between two places."""
        return self.write(text, (left + right - width(text, size)) / 2, y, size, shade)

    def paragraph(
        self, text: str, y: float, left: float = 90, right: float = 505, size: float = 16
    ) -> "Sheet":
        """A paragraph with an indent of two characters, in lines 28 points apart."""
        x = left + 2 * size
        line = ""
        for sign in text:
            if x + width(line + sign, size) > right:
                self.write(line, x, y, size)
                x, y, line = left, y + 28, ""
            line += sign
        return self.write(line, x, y, size)

    def line(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.5, shade: int = 0) -> "Sheet":
        """A line."""
        self._drawn["lines"] += (*self._at(x0, y0), *self._at(x1, y1), round(100 * thick), shade)
        return self

    def fill(self, left: float, top: float, right: float, bottom: float, shade: int = 0) -> "Sheet":
        """A filled rectangle; it hides what was written there before."""
        self._drawn["fills"] += (*self._box(left, top, right, bottom), shade, len(self._drawn["text"]))
        return self

    def ground(self, left: float, top: float, right: float, bottom: float) -> "Sheet":
        """A coloured shape with round corners."""
        self._drawn["grounds"] += self._box(left, top, right, bottom)
        return self

    def image(self, left: float, top: float, right: float, bottom: float) -> "Sheet":
        """A picture."""
        self._drawn["images"] += self._box(left, top, right, bottom)
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> "Sheet":
        """Lines from edge to edge."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def cells(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        rows: Iterable[str],
        size: float = 10.5,
        shade: int = 0,
    ) -> "Sheet":
        """A text in the middle of each cell; blanks part them, `-` is an empty one."""
        for row, (top, bottom) in zip(rows, pairwise(ys), strict=False):
            for text, (left, right) in zip(row.split(" "), pairwise(xs), strict=True):
                if text != "-":
                    self.centred(text, left, right, (top + bottom) / 2 + 0.35 * size, size, shade)
        return self

    def table(self, xs: Sequence[float], ys: Sequence[float], *rows: str) -> "Sheet":
        """A table with all its lines."""
        return self.grid(xs, ys).cells(xs, ys, rows)

    def drawn(self) -> Drawn:
        """The sheet as a file has it."""
        return self._drawn


def pages(*sheets: Sheet) -> list[Page]:
    """Sheets as the pages of a document."""
    return [page for number, sheet in enumerate(sheets, 1) for page in upright(sheet.drawn(), number)]


def lay_out(pages: Sequence[Page]) -> list[Node[str]]:
    """The paragraphs and tables of a document."""
    return layout(pages)


def shown(*sheets: Sheet) -> list[str | list[str]]:
    """What is read of sheets: paragraphs as they read, tables as the texts of their rows."""
    return shown_nodes(lay_out(pages(*sheets)))


def shown_nodes(nodes: Iterable[Node[str]]) -> list[str | list[str]]:
    """Nodes as they read."""
    return [_shown(node) for node in nodes]


def _shown(node: Node[str]) -> str | list[str]:
    if isinstance(node, Paragraph):
        return node.text
    return [" ".join(cell.text or "-" if cell else "?" for cell in row) for row in node.grid.rows]
