"""Extract glyphs, lines and fills from an OFD file (GB/T 33190—2016).

The file is a zip of XML: `OFD.xml` names documents, a document its pages and their templates, and a page its
objects, in millimetres from the top left corner of the page. Seals, signatures and annotations are not read.
"""

import math
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree

from ndbg.ooxml.package import parse_xml
from ndbg.read.fixed.page import Drawn
from ndbg.text.digits import whole_number

MOST_PAGES = 60
_MOST_GLYPHS, _MOST_NUMBERS = 120_000, 400_000  # of a document
_MOST_XML = 40 << 20  # bytes of all pages
_POINTS = 72 / 25.4  # in a millimetre
_FAR = 7000.0  # millimetres; no sheet is as large
_OPAQUE = 255
_CORNERS, _EVEN = 5, 0.02  # points of a closed rectangle; millimetres by which a side may be off level
_LINE = 0.353  # millimetres; the default width of a line
_TEXT, _DRAWINGS = "{*}TextObject", ("{*}PathObject", "{*}ImageObject")
_BOX = (0.0, 0.0, 210.0, 297.0)
_PATH = re.compile(r"[SMLQBAC]|[-+.\deE]+")
_COORDINATES = {
    "S": 2,
    "M": 2,
    "L": 2,
    "Q": 4,
    "B": 6,
    "A": 7,
    "C": 0,
}  # numbers behind each letter of a path

_Element = etree._Element
_Matrix = tuple[float, float, float, float, float, float]


class OfdError(Exception):
    """The file is no sound OFD, or holds more than any report."""


def pages_of(parts: Mapping[str, bytes]) -> Iterator[Drawn]:
    """The pages of an OFD file, given its parts by name. Raises OfdError or NdbgError."""
    reader = _Reader(parts)
    locations = reader.pages()
    if len(locations) > MOST_PAGES:
        raise OfdError
    return (reader.page(name) for name in locations)


class _Reader:
    """Reads the pages of a document. Raises OfdError where it has more than any report."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._glyphs = self._numbers = self._xml = 0
        main = self._tree("OFD.xml")
        root = _text(main, "DocRoot")
        self._root = _joined("", root)
        self._document = self._tree(self._root)
        self._box = _numbers(_text(self._document, "PageArea/{*}PhysicalBox")) or _BOX
        self._templates = {
            template.get("ID", ""): _joined(self._root, template.get("BaseLoc", ""))
            for template in self._document.iterfind(".//{*}TemplatePage")
        }

    def pages(self) -> list[str]:
        """The names of the parts that are pages."""
        found = self._document.iterfind("{*}Pages/{*}Page")
        return [_joined(self._root, page.get("BaseLoc", "")) for page in found]

    def page(self, name: str) -> Drawn:
        """The content of a page and of its templates."""
        tree = self._tree(name)
        box = _numbers(_text(tree, "Area/{*}PhysicalBox")) or self._box
        if len(box) != 4 or min(box[2:]) <= 0:
            raise OfdError
        drawn: Drawn = {
            "box": [0, 0, _hundredths(box[2]), _hundredths(box[3])],
            "text": "", "glyphs": [], "lines": [], "fills": [], "images": [], "grounds": [],
        }  # fmt: skip
        layers = self._layers(tree)
        texts = [_level(layer) > 0 for layer in layers if layer.find(f".//{_TEXT}") is not None]
        for layer in layers:
            # Text of the background is a watermark, unless the page has no other.
            kinds = (_TEXT, *_DRAWINGS) if _level(layer) or not any(texts) else _DRAWINGS
            for element in layer.iter(*kinds):
                if element.get("Visible") != "false":
                    self._draw(element, box, drawn)
        return drawn

    def _layers(self, tree: _Element) -> list[_Element]:
        """The layers of a page and of its templates in the order in which they are drawn."""
        used = ((ref, self._templates.get(ref.get("TemplateID", ""))) for ref in tree.iterfind("{*}Template"))
        trees = [(2 * (ref.get("ZOrder") == "Foreground"), self._tree(name)) for ref, name in used if name]
        return [
            layer
            for _, part in sorted([*trees, (1, tree)], key=lambda one: one[0])
            for layer in sorted(list(part.iterfind(".//{*}Layer")) or [part], key=_level)
        ]

    def _tree(self, name: str) -> _Element:
        data = self._parts.get(name)
        if data is None:
            raise OfdError
        self._xml += len(data)
        if self._xml > _MOST_XML:
            raise OfdError
        return parse_xml(data, name)

    def _draw(self, element: _Element, page: Sequence[float], drawn: Drawn) -> None:
        boundary = _numbers(element.get("Boundary", ""))
        a, b, c, d, e, f = _matrix(element.get("CTM", ""))
        if len(boundary) != 4:
            return
        left, top = boundary[0] - page[0], boundary[1] - page[1]
        # From the space of the object to the page, y turned upwards.
        matrix = (a, -b, c, -d, e + left, page[3] - f - top)
        kind = etree.QName(element).localname
        if kind == "TextObject":
            self._text(element, matrix, drawn)
        elif kind == "PathObject":
            self._path(element, matrix, drawn)
        else:
            high = page[3] - top
            drawn["images"] += _places(left, high - boundary[3], left + boundary[2], high)

    def _text(self, element: _Element, matrix: _Matrix, drawn: Drawn) -> None:
        size = _number(element.get("Size", ""), 0.0)
        wide = _number(element.get("HScale", ""), 1.0)
        shade = _shade(element, "FillColor", 0)
        a, b, c, d, _, _ = matrix
        high = size * math.hypot(c, d)
        angle = _hundredths_of_degree(a, b)
        if shade < 0 or not 0 < high < _FAR:
            return
        signs: list[str] = []
        for code in element.iterfind("{*}TextCode"):
            text = code.text or ""
            self._glyphs += len(text)
            if self._glyphs > _MOST_GLYPHS:
                raise OfdError
            xs = _offsets(code, "X", "DeltaX", text, [size * wide * _width(sign) for sign in text])
            ys = _offsets(code, "Y", "DeltaY", text, [0.0] * len(text))
            for sign, x, y in zip(text, xs, ys, strict=True):
                if sign < " " or "\ud800" <= sign < "\ue000":
                    continue
                advance = size * wide * _width(sign)
                corners = [
                    _moved(*at, matrix)
                    for at in ((x, y), (x + advance, y), (x + advance, y - size), (x, y - size))
                ]
                across, up = zip(*corners, strict=True)
                middle = sum(across) / 4, sum(up) / 4
                places = _places(min(across), min(up), max(across), max(up), *middle, *corners[0], high)
                if places:
                    signs.append(sign)
                    drawn["glyphs"] += (*places, angle, shade)
        drawn["text"] += "".join(signs)

    def _path(self, element: _Element, matrix: _Matrix, drawn: Drawn) -> None:
        parts = list(self._parts_of(element, matrix))
        if element.get("Fill") == "true" and (shade := _shade(element, "FillColor", 0)) >= 0:
            covered = len(drawn["text"]) if _is_opaque(element) and _are_boxes(parts) else 0
            for part in parts:
                xs, ys = zip(*part, strict=True)
                if edges := _places(min(xs), min(ys), max(xs), max(ys)):
                    drawn["fills"] += (*edges, shade, covered)
        if element.get("Stroke") != "false" and (shade := _shade(element, "StrokeColor", 0)) >= 0:
            thick = _number(element.get("LineWidth", ""), _LINE) * math.sqrt(
                abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
            )
            for part in parts:
                for (x0, y0), (x1, y1) in pairwise(part):
                    if edges := _places(x0, y0, x1, y1, thick):
                        drawn["lines"] += (*edges, shade)

    def _parts_of(self, element: _Element, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
        """The corners of each part of a path; a curve ends a part."""
        part: list[tuple[float, float]] = []
        for letter, numbers in self._steps(_text(element, "AbbreviatedData")):
            if letter == "C" and part:
                part.append(part[0])
            elif letter == "L" and part:
                part.append(_moved(numbers[0], numbers[1], matrix))
            else:
                if len(part) > 1:
                    yield part
                part = [_moved(numbers[-2], numbers[-1], matrix)] if len(numbers) > 1 else []
        if len(part) > 1:
            yield part

    def _steps(self, path: str) -> Iterator[tuple[str, list[float]]]:
        """A path as letters, each with the numbers behind it. Raises OfdError where there are too many."""
        letter, numbers = "", list[float]()
        for token in [*_PATH.findall(path), "M"]:
            if token not in _COORDINATES:
                numbers.append(_number(token, math.nan))
                continue
            self._numbers += len(numbers) + 1
            if self._numbers > _MOST_NUMBERS:
                raise OfdError
            if letter and len(numbers) >= _COORDINATES[letter]:
                yield letter, numbers[: _COORDINATES[letter]]
            letter, numbers = token, []


def _level(layer: _Element) -> int:
    """The rank of a layer, from 0 for the background to 2 for the foreground."""
    return {"Background": 0, "Foreground": 2}.get(layer.get("Type", ""), 1)


def _text(element: _Element, path: str) -> str:
    return (element.findtext(f".//{{*}}{path}") or "").strip()


def _joined(part: str, location: str) -> str:
    """The name of the part at a location that another part states, from its folder or, with a slash, from the root."""
    if location.startswith("/"):
        return posixpath.normpath(location.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), location))


def _number(text: str, default: float) -> float:
    """A number; the default where it is none, or too large for any sheet."""
    try:
        number = float(text)
    except ValueError:
        return default
    return number if -_FAR < number < _FAR else default


def _numbers(text: str) -> tuple[float, ...]:
    """Up to eight numbers separated by blanks; none where one of them is faulty."""
    numbers = tuple(_number(word, math.nan) for word in text.split()[:8])
    return () if any(map(math.isnan, numbers)) else numbers


def _matrix(text: str) -> _Matrix:
    numbers = _numbers(text)
    if len(numbers) != 6:
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _moved(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _hundredths(millimetres: float) -> int:
    """A length in hundredths of a point."""
    return round(millimetres * _POINTS * 100)


def _places(*millimetres: float) -> tuple[int, ...]:
    """Coordinates in hundredths of a point; none where one of them is on no sheet."""
    return tuple(map(_hundredths, millimetres)) if all(-_FAR < one < _FAR for one in millimetres) else ()


def _hundredths_of_degree(a: float, b: float) -> int:
    return round(math.degrees(math.atan2(b, a)) * 100)


def _is_opaque(element: _Element) -> bool:
    """Whether an object is filled without transparency."""
    colour = element.find("{*}FillColor")
    alphas = [item.get("Alpha", "255") for item in (element, colour) if item is not None]
    return all(_number(alpha, 0.0) >= _OPAQUE for alpha in alphas)


def _are_boxes(parts: Sequence[Sequence[tuple[float, float]]]) -> bool:
    """Whether parts of a path are rectangles with level sides."""
    return all(
        len(part) == _CORNERS
        and all(min(abs(a - c), abs(b - d)) < _EVEN for (a, b), (c, d) in pairwise(part))
        for part in parts
    )


def _width(sign: str) -> float:
    """The advance width of a character where the file does not state it, in ems."""
    return 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5


def _offsets(code: _Element, start: str, delta: str, text: str, widths: Sequence[float]) -> list[float]:
    """The place of each character: the start plus the steps before it; `g 3 2.5` stands for three steps of 2.5."""
    steps: list[float] = []
    words = iter(code.get(delta, "").split())
    for word in words:
        if len(steps) >= len(text):
            break
        if word != "g":
            steps.append(_number(word, math.nan))
            continue
        count = whole_number(next(words, ""), len(text)) or 0
        step = _number(next(words, ""), math.nan)
        steps += [step] * count
    places = [_number(code.get(start, ""), 0.0)]
    for at in range(len(text) - 1):
        places.append(places[-1] + (steps[at] if at < len(steps) else widths[at]))
    return places[: len(text)]


def _shade(element: _Element, name: str, default: int) -> int:
    """The lightness of an object's colour, black 0 to white 255; negative for an invisible object."""
    colour = element.find(f"{{*}}{name}")
    solid = _number(element.get("Alpha", ""), 255.0)
    shade = float(default)
    if colour is not None:
        solid = min(solid, _number(colour.get("Alpha", ""), 255.0))
        values = _numbers(colour.get("Value", ""))
        if len(values) == 3:
            shade = 0.3 * values[0] + 0.59 * values[1] + 0.11 * values[2]
        elif len(values) == 1:
            shade = values[0]
    if not 0 < solid <= 255:
        return -1
    return min(max(round(255 - (255 - shade) * solid / 255), 0), 255)
