"""Extract glyphs, lines and fills from a PDF with PDFium.

This runs as a worker (`ndbg.process.worker`), since a hostile file can crash the library or keep it busy, and imports
nothing of ndbg. The result is JSON in the shape of `page.Drawn`, with coordinates in whole hundredths of a point.
"""

import ctypes
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2_raw as raw

MOST_PAGES = 60
_MOST_GLYPHS = 120_000  # of a document; a page of a report has some thousand
_MOST_OBJECTS = 60_000  # of a document: a page with dotted borders has some five thousand
_MOST_SEGMENTS = 400_000  # the same: a dot has six
_MOST_FORMS, _DEEPEST = 500, 8  # form XObjects of a document; levels of nested ones
_FAR = 20_000.0  # points; no sheet is as large
_CORNERS, _EVEN = 4, 0.05  # of a rectangle; points by which its sides may be off level
_BEYOND = 1.0  # points by which the middle of a character is outside a path that clips it off
_TORN = "│"  # page.TORN
_SMALL_PATH = 5  # segments of a rectangle
_GLYPH, _FILL = 11, 6  # numbers for each character and each fill
_WHITE = 240  # page.WHITE
_PIXELS = (
    200  # of the longer side of the bitmaps that tell the shade of a pattern, and whether an object is seen
)
_INVISIBLE = 3  # the text rendering mode of text that a scanner has recognised behind its picture
_OPAQUE = 255
# A file with one of these may have optional content: it mentions it, or has compressed objects that may.
_OPTIONAL = b"/OC", b"/ObjStm"
_MOST_GROUPS = (
    12  # groups of optional content of a page that are tried; those of others are taken for visible
)
_GROUND = 0xFF7F9F5F  # the ground colour on which one is tried
_LONGEST_TITLE = 1000  # bytes
_MARK, _VALUE = 64, 256  # most bytes of the name of a mark and of a value

_Matrix = tuple[float, float, float, float, float, float]
_STRAIGHT: _Matrix = (1, 0, 0, 1, 0, 0)


class _Placed(NamedTuple):
    """An object of a page, its kind, its matrix, and a name for the groups of optional content that it is in."""

    object: Any
    kind: int
    matrix: _Matrix
    group: str


class _Path(NamedTuple):
    """The properties of a path from which lines and fills are made."""

    object: Any
    matrix: _Matrix
    segments: int


# The variables that PDFium writes results to; made once, since a page with dotted borders needs them ten thousand times.
_EDGES = _LEFT, _BOTTOM, _RIGHT, _TOP = tuple(ctypes.c_float() for _ in range(4))
_COLOUR = _RED, _GREEN, _BLUE, _SOLID = tuple(ctypes.c_uint() for _ in range(4))
_MODE, _STROKED, _WIDTH = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()


class TooMuchError(Exception):
    """The file has more than any report."""


def work(data: bytes) -> bytes:
    """The pages of a PDF as JSON: `{"count": pages, "title": …, "pages": [...]}`, none where there are too many.

    `title` is that in the properties of the file; `locked`: it needs a password.

    Raises for an unreadable file; any exception here is taken as a fault of the file.
    """
    raw.FPDF_InitLibrary()
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
            return json.dumps({"locked": True}).encode()
        raise ValueError
    count = raw.FPDF_GetPageCount(document)
    if count > MOST_PAGES:
        return json.dumps({"locked": False, "count": count, "title": "", "pages": []}).encode()
    reader = _Reader(optional=any(sign in data for sign in _OPTIONAL))
    pages = [reader.page(raw.FPDF_LoadPage(document, at)) for at in range(count)]
    result = {"locked": False, "count": count, "title": _title(document), "pages": pages}
    return json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode()


def _title(document: Any) -> str:
    """The title in the properties of a PDF; empty without one."""
    size = raw.FPDF_GetMetaText(document, b"Title", None, 0)
    if not 2 < size <= _LONGEST_TITLE:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, b"Title", buffer, size)
    return "".join(filter(str.isprintable, buffer.raw[: size - 2].decode("utf-16-le", "ignore")))


class _Reader:
    """Reads pages. Raises TooMuchError where they have more than those of any report.

    `optional`: the file may have optional content, which may be switched off.
    """

    def __init__(self, *, optional: bool) -> None:
        self._optional = optional
        self._glyphs = self._objects = self._segments = self._forms = 0

    def page(self, page: Any) -> dict[str, Any]:
        if not page:
            raise ValueError
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        edges = (box.left, box.bottom, box.right, box.top)
        if not all(map(_near, edges)):
            raise TooMuchError
        drawn: dict[str, Any] = {
            "box": [_hundredths(edge) for edge in edges],
            "text": "",
            "glyphs": [],
            "lines": [],
            "fills": [],
            "images": [],
            "grounds": [],
        }
        objects = list(self._placed_objects(page))
        shades = _shades_of_texts(page, objects)
        # Text comes before paths, since reading these may change what PDFium gives of it.
        texts = self._text(page, shades)
        hidden = _switched_off(page, objects) if self._optional else set()
        for placed in objects:
            if placed.group in hidden:
                continue
            if placed.kind == raw.FPDF_PAGEOBJ_TEXT:
                text, places = texts.get(_address(placed.object), ("", ()))
                signs, numbers = _unclipped(text, _on_page(places, placed), placed)
                drawn["text"] += signs
                drawn["glyphs"] += numbers
            else:
                self._draw(placed, drawn)
        _shade_patterns(page, box, drawn)
        raw.FPDF_ClosePage(page)
        return drawn

    def _counted(self, glyphs: int) -> int:
        """A number of characters of a page, which are counted. Raises TooMuchError where all are too many."""
        self._glyphs += max(glyphs, 0)
        if self._glyphs > _MOST_GLYPHS:
            raise TooMuchError
        return glyphs

    def _text(self, page: Any, shades: Mapping[int, int]) -> dict[int, tuple[str, list[int]]]:
        """The characters of each visible text object of a page, and the numbers of each (`page.Drawn`).

        `shades` are those of text objects, by their address.
        """
        text = raw.FPDFText_LoadPage(page)
        if not text:
            return {}
        count = self._counted(raw.FPDFText_CountChars(text))
        loose, ink = raw.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
        x, y = ctypes.c_double(), ctypes.c_double()
        matrix = raw.FS_MATRIX()
        signs: defaultdict[int, str] = defaultdict(str)
        numbers: defaultdict[int, list[int]] = defaultdict(list)
        for at in range(count):
            code = raw.FPDFText_GetUnicode(text, at)
            if code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or raw.FPDFText_IsGenerated(text, at):
                continue
            key = _address(raw.FPDFText_GetTextObject(text, at))
            if (shade := shades.get(key, -1)) < 0:
                continue
            raw.FPDFText_GetLooseCharBox(text, at, loose)
            raw.FPDFText_GetCharBox(text, at, *ink)
            raw.FPDFText_GetCharOrigin(text, at, x, y)
            raw.FPDFText_GetMatrix(text, at, matrix)
            size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
            across, up = (ink[0].value + ink[1].value) / 2, (ink[2].value + ink[3].value) / 2
            values = (loose.left, loose.bottom, loose.right, loose.top, across, up, x.value, y.value, size)
            if not all(map(_near, values)):
                continue
            signs[key] += chr(code)
            numbers[key] += map(_hundredths, values)
            numbers[key] += (_hundredths(math.degrees(math.atan2(matrix.b, matrix.a))), shade)
        raw.FPDFText_ClosePage(text)
        return {key: (characters, numbers[key]) for key, characters in signs.items()}

    def _placed_objects(self, page: Any) -> Iterator[_Placed]:
        """The objects of a page, and of form XObjects in it, in the order in which they are drawn."""
        for at in range(raw.FPDFPage_CountObjects(page)):
            yield from self._within(raw.FPDFPage_GetObject(page, at), _STRAIGHT, 0, "")

    def _within(self, object: Any, matrix: _Matrix, depth: int, group: str) -> Iterator[_Placed]:
        kind = raw.FPDFPageObj_GetType(object)
        if kind != raw.FPDF_PAGEOBJ_TEXT:
            self._objects += 1
            if self._objects > _MOST_OBJECTS:
                raise TooMuchError
        if self._optional:
            group += _groups_of(object)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield _Placed(object, kind, matrix, group)
            return
        self._forms += 1
        if self._forms > _MOST_FORMS or depth > _DEEPEST:
            raise TooMuchError
        inner = _times(_matrix_of(object), matrix)
        if self._optional and depth == 0:
            group += f" form {_address(object)}"  # it may be optional itself, which PDFium does not tell
        for at in range(raw.FPDFFormObj_CountObjects(object)):
            yield from self._within(raw.FPDFFormObj_GetObject(object, at), inner, depth + 1, group)

    def _draw(self, placed: _Placed, drawn: dict[str, Any]) -> None:
        object, matrix = placed.object, placed.matrix
        if placed.kind == raw.FPDF_PAGEOBJ_IMAGE:
            drawn["images"] += _box(_bounds(object, matrix))
        if placed.kind != raw.FPDF_PAGEOBJ_PATH:
            return
        raw.FPDFPath_GetDrawMode(object, _MODE, _STROKED)
        filled, stroked = _MODE.value, _STROKED.value
        if not filled and not stroked:
            return
        count = raw.FPDFPath_CountSegments(object)
        self._segments += max(count, 0)
        if self._segments > _MOST_SEGMENTS:
            raise TooMuchError
        if filled and not stroked and count <= _SMALL_PATH:
            # The usual path is one rectangle, whose bounds PDFium gives on the page or in its form XObject.
            shade = _shade(raw.FPDFPageObj_GetFillColor, object)
            if shade >= 0 and (edges := _box(_bounds(object, matrix))):
                drawn["fills"] += (*edges, shade, _covered(placed, count, drawn))
            return
        straight = _times(_matrix_of(object), matrix)
        parts = _points(_Path(object, straight, count))
        if filled and (shade := _shade(raw.FPDFPageObj_GetFillColor, object)) >= 0:
            covered = _covered(placed, count, drawn)
            for fill in _filled(list(filter(_is_box_like, parts))):
                if edges := _box(fill):
                    drawn["fills"] += (*edges, shade, covered)
            if shade < _WHITE and _is_bent(parts, count):
                drawn["grounds"] += _box(_bounds(object, matrix))
        if stroked and (shade := _shade(raw.FPDFPageObj_GetStrokeColor, object)) >= 0:
            raw.FPDFPageObj_GetStrokeWidth(object, _WIDTH)
            thick = _WIDTH.value * math.sqrt(abs(straight[0] * straight[3] - straight[1] * straight[2]))
            ends = [(*a, *b) for part in parts for a, b in pairwise(part)] if _near(thick) else []
            for line in ends:
                if edges := _box(line):
                    drawn["lines"] += (*edges, _hundredths(thick), shade)


def _shade_patterns(page: Any, box: Any, drawn: dict[str, Any]) -> None:
    """Give fills with a pattern, such as a gradient, the shade that most of them has when drawn.

    PDFium says that they are white. Pages without white text on them, and turned ones, are left as they are.
    """
    fills = drawn["fills"]
    whites = [at for at in range(0, len(fills), _FILL) if fills[at + 4] >= _WHITE]
    is_needed = any(shade >= _WHITE for shade in drawn["glyphs"][_GLYPH - 1 :: _GLYPH])
    if not whites or not is_needed or raw.FPDFPage_GetRotation(page):
        return
    scale = _PIXELS / max(box.right - box.left, box.top - box.bottom, 1.0)
    wide, high = (max(round((b - a) * scale), 1) for a, b in ((box.left, box.right), (box.bottom, box.top)))
    bitmap = raw.FPDFBitmap_Create(wide, high, 0)
    raw.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, 0)
    pixels, stride = _pixels(bitmap, high), raw.FPDFBitmap_GetStride(bitmap)
    raw.FPDFBitmap_Destroy(bitmap)
    for at in whites:
        left, right = (round((x / 100 - box.left) * scale) for x in (fills[at], fills[at + 2]))
        top, bottom = (round((box.top - y / 100) * scale) for y in (fills[at + 3], fills[at + 1]))
        shades = sorted(
            sum(pixels[y * stride + 4 * x : y * stride + 4 * x + 3]) // 3
            for y in range(max(top, 0), min(bottom, high))
            for x in range(max(left, 0), min(right, wide))
        )
        if shades:
            fills[at + 4] = min(shades[len(shades) // 2], fills[at + 4])


def _address(object: Any) -> int:
    return ctypes.cast(object, ctypes.c_void_p).value or 0


def _groups_of(object: Any) -> str:
    """A name for the groups of optional content that an object is marked with."""
    return "".join(
        f" {_parameters(mark)}"
        for at in range(raw.FPDFPageObj_CountMarks(object))
        if _string(raw.FPDFPageObjMark_GetName, _MARK, mark := raw.FPDFPageObj_GetMark(object, at)) == "OC"
    )


def _parameters(mark: Any) -> str:
    """The keys and values of a mark; values that are no text are empty."""
    pairs = []
    for at in range(raw.FPDFPageObjMark_CountParams(mark)):
        key = _string(raw.FPDFPageObjMark_GetParamKey, _MARK, mark, at)
        pairs.append(f"{key}={_string(raw.FPDFPageObjMark_GetParamStringValue, _VALUE, mark, key.encode())}")
    return ",".join(pairs)


def _string(function: Any, most: int, *arguments: Any) -> str:
    """The string that a function of PDFium gives in UTF-16; empty without one, or where it is over `most` bytes."""
    buffer, size = (ctypes.c_ushort * (most // 2))(), ctypes.c_ulong()
    if not function(*arguments, buffer, most, size) or not 2 <= size.value <= most:
        return ""
    return bytes(buffer)[: size.value - 2].decode("utf-16-le", "replace")


def _switched_off(page: Any, objects: Sequence[_Placed]) -> set[str]:
    """The groups of a page that leave no trace when they alone are drawn."""
    groups: dict[str, list[_Placed]] = {}
    for placed in objects:
        if placed.group and placed.kind in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH):
            groups.setdefault(placed.group, []).append(placed)
    if not groups:
        return set()
    for placed in objects:
        raw.FPDFPageObj_SetIsActive(placed.object, 0)
    return {group for group, members in list(groups.items())[:_MOST_GROUPS] if not _is_seen(page, members)}


def _is_seen(page: Any, members: Sequence[_Placed]) -> bool:
    """Whether some objects leave a trace on a page on which no other is drawn."""
    wide, high = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    scale = _PIXELS / max(wide, high, 1.0)
    size = max(round(wide * scale), 1), max(round(high * scale), 1)
    for member in members:
        raw.FPDFPageObj_SetIsActive(member.object, 1)
    bitmap = raw.FPDFBitmap_Create(*size, 0)
    raw.FPDFBitmap_FillRect(bitmap, 0, 0, *size, _GROUND)
    blank = _pixels(bitmap, size[1])
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *size, 0, 0)
    seen = _pixels(bitmap, size[1]) != blank
    raw.FPDFBitmap_Destroy(bitmap)
    for member in members:
        raw.FPDFPageObj_SetIsActive(member.object, 0)
    return seen


def _pixels(bitmap: Any, high: int) -> bytes:
    return ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), raw.FPDFBitmap_GetStride(bitmap) * high)


def _on_page(numbers: Sequence[int], placed: _Placed) -> Sequence[int]:
    """The numbers of the characters of a text object with all places on the page.

    For glyphs with ActualText in a form XObject, PDFium gives places within that; these are moved.
    """
    if placed.matrix is _STRAIGHT:
        return numbers
    inside, outside = (_bounds(placed.object, matrix) for matrix in (_STRAIGHT, placed.matrix))
    moved: list[int] = []
    for at in range(0, len(numbers), _GLYPH):
        glyph = numbers[at : at + _GLYPH]
        middle = glyph[4] / 100, glyph[5] / 100
        if _holds(inside, *middle) and not _holds(outside, *middle):
            points = [
                _moved(x / 100, y / 100, placed.matrix)
                for x, y in zip(glyph[:8:2], glyph[1:8:2], strict=True)
            ]
            if not all(_near(value) for point in points for value in point):
                continue
            glyph = [*(_hundredths(value) for point in points for value in point), *glyph[8:]]
        moved += glyph
    return moved


def _holds(edges: tuple[float, float, float, float], x: float, y: float) -> bool:
    left, bottom, right, top = edges
    return left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1


def _covered(placed: _Placed, segments: int, drawn: dict[str, Any]) -> int:
    """The number of characters drawn before a fill; 0 where they may show through it or it is no plain rectangle."""
    if not drawn["text"] or _SOLID.value < _OPAQUE or raw.FPDFPageObj_HasTransparency(placed.object):
        return 0
    path = _Path(placed.object, _times(_matrix_of(placed.object), placed.matrix), segments)
    return len(drawn["text"]) if _is_of_boxes(path) and not _is_clipped(placed) else 0


def _unclipped(signs: str, numbers: Sequence[int], placed: _Placed) -> tuple[str, Sequence[int]]:
    """The characters of a text object and their numbers, without those that a clip path cuts off as a whole.

    A digit that is cut off next to a visible one is replaced by `_TORN`: the visible number is incomplete.
    """
    for points in filter(None, _clips(placed.object)):
        xs, ys = zip(*(_moved(x, y, placed.matrix) for x, y in points), strict=True)
        left, right = 100 * (min(xs) - _BEYOND), 100 * (max(xs) + _BEYOND)
        bottom, top = 100 * (min(ys) - _BEYOND), 100 * (max(ys) + _BEYOND)
        middles = zip(numbers[4::_GLYPH], numbers[5::_GLYPH], strict=True)
        kept = [left <= x <= right and bottom <= y <= top for x, y in middles]
        if not all(kept):
            torn = [
                not kept[at]
                and sign.isdigit()
                and any(kept[n] and signs[n].isdigit() for n in (at - 1, at + 1) if 0 <= n < len(signs))
                for at, sign in enumerate(signs)
            ]
            signs = "".join(_TORN if tear else sign for sign, tear in zip(signs, torn, strict=True))
            kept = [keep or tear for keep, tear in zip(kept, torn, strict=True)]
            signs = "".join(sign for sign, keep in zip(signs, kept, strict=True) if keep)
            numbers = [number for at, number in enumerate(numbers) if kept[at // _GLYPH]]
    return signs, numbers


def _clips(object: Any) -> Iterator[list[tuple[float, float]]]:
    """The corners of each clip path of an object."""
    clip = raw.FPDFPageObj_GetClipPath(object)
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(max(raw.FPDFClipPath_CountPaths(clip), 0)):
        points = []
        for segment in range(max(raw.FPDFClipPath_CountPathSegments(clip, at), 0)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, at, segment), x, y)
            points.append((x.value, y.value))
        yield points


def _is_clipped(placed: _Placed) -> bool:
    """Whether a clip path cuts off a part of an object."""
    left, bottom, right, top = _bounds(placed.object, _STRAIGHT)
    for points in _clips(placed.object):
        if not points:
            return True
        xs, ys = zip(*points, strict=True)
        within = min(xs) - _EVEN, min(ys) - _EVEN, max(xs) + _EVEN, max(ys) + _EVEN
        if within[0] > left or within[1] > bottom or within[2] < right or within[3] < top:
            return True
    return False


def _near(value: float) -> bool:
    """Whether a coordinate is possible on a sheet; False for NaN."""
    return -_FAR < value < _FAR


def _hundredths(value: float) -> int:
    return round(value * 100)


def _box(edges: tuple[float, float, float, float]) -> tuple[int, ...]:
    """Edges in hundredths of a point; empty where they are on no sheet."""
    return tuple(map(_hundredths, edges)) if all(map(_near, edges)) else ()


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _matrix_of(object: Any) -> _Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(object, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _moved(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(object: Any, matrix: _Matrix) -> tuple[float, float, float, float]:
    """The bounding box of an object on the page."""
    raw.FPDFPageObj_GetBounds(object, *_EDGES)
    if matrix is _STRAIGHT:
        return _LEFT.value, _BOTTOM.value, _RIGHT.value, _TOP.value
    x0, y0 = _moved(_LEFT.value, _BOTTOM.value, matrix)
    x1, y1 = _moved(_RIGHT.value, _TOP.value, matrix)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _points(path: _Path) -> list[list[tuple[float, float]]]:
    """The corners of each part of a path; curves have none."""
    parts: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(path.segments):
        segment = raw.FPDFPath_GetPathSegment(path.object, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(x.value, y.value, path.matrix)
        if kind == raw.FPDF_SEGMENT_LINETO and parts:
            parts[-1].append(point)
        else:
            parts.append([point])
        if raw.FPDFPathSegment_GetClose(segment) and len(parts[-1]) > 1:
            parts[-1].append(parts[-1][0])
    return [part for part in parts if len(part) > 1]


def _is_box_like(part: list[tuple[float, float]]) -> bool:
    """Whether a part of a path may be taken for its bounding box: at least half of its outline is level or upright.

    Outlines of characters are not.
    """
    sides = [(abs(x1 - x0), abs(y1 - y0)) for (x0, y0), (x1, y1) in pairwise(part)]
    level = sum(max(side) for side in sides if min(side) < _EVEN)
    return 2 * level >= sum(math.hypot(*side) for side in sides)


def _is_of_boxes(path: _Path) -> bool:
    """Whether a path consists of level rectangles, so that it fills their boxes exactly."""
    parts = _points(path)
    sides = [pair for part in parts for pair in pairwise(part)]
    level = all(min(abs(x1 - x0), abs(y1 - y0)) < _EVEN for (x0, y0), (x1, y1) in sides)
    return level and not _is_bent(parts, path.segments) and all(len(set(part)) == _CORNERS for part in parts)


def _is_bent(parts: list[list[tuple[float, float]]], segments: int) -> bool:
    """Whether a path of so many segments has curves, which are in none of its parts."""
    return sum(map(len, parts)) < segments


def _filled(parts: list[list[tuple[float, float]]]) -> Iterator[tuple[float, float, float, float]]:
    """The boxes that the parts of a path fill. A part within the one before leaves a frame, which is four boxes."""
    outer: tuple[float, float, float, float] | None = None
    for part in parts:
        xs, ys = zip(*part, strict=True)
        box = min(xs), min(ys), max(xs), max(ys)
        if outer and outer[0] < box[0] and outer[1] < box[1] and outer[2] > box[2] and outer[3] > box[3]:
            yield outer[0], outer[1], box[0], outer[3]
            yield box[2], outer[1], outer[2], outer[3]
            yield box[0], outer[1], box[2], box[1]
            yield box[0], box[3], box[2], outer[3]
            outer = None
            continue
        if outer:
            yield outer
        outer = box
    if outer:
        yield outer


def _shade(ask: Any, object: Any) -> int:
    """The lightness of a colour on white paper, black 0 to white 255; negative where it is invisible."""
    if not ask(object, *_COLOUR):
        return 0
    if not _SOLID.value:
        return -1
    light = 0.3 * _RED.value + 0.59 * _GREEN.value + 0.11 * _BLUE.value
    return round(255 - (255 - light) * _SOLID.value / 255)


def _shades_of_texts(page: Any, objects: Iterable[_Placed]) -> dict[int, int]:
    """The shade of each text object, by its address; invisible ones are taken off the page.

    Browsers draw bold type as a transparent text and a visible one over it, of which PDFium would give only the first.
    """
    shades: dict[int, int] = {}
    for placed in objects:
        if placed.kind == raw.FPDF_PAGEOBJ_TEXT:
            shade = shades[_address(placed.object)] = _shade_of_text(placed.object)
            # One in a form XObject can only be switched off.
            if shade < 0 and not raw.FPDFPage_RemoveObject(page, placed.object):
                raw.FPDFPageObj_SetIsActive(placed.object, 0)
    return shades


def _shade_of_text(object: Any) -> int:
    """The shade of the fill or outline of characters; negative where they are invisible."""
    mode = raw.FPDFTextObj_GetTextRenderMode(object)
    if mode == _INVISIBLE:
        return -1
    if mode == raw.FPDF_TEXTRENDERMODE_STROKE:
        return _shade(raw.FPDFPageObj_GetStrokeColor, object)
    fill = _shade(raw.FPDFPageObj_GetFillColor, object)
    if mode != raw.FPDF_TEXTRENDERMODE_FILL_STROKE:
        return fill
    return min(
        (shade for shade in (fill, _shade(raw.FPDFPageObj_GetStrokeColor, object)) if shade >= 0), default=-1
    )
