"""Text drawn over other text: characters of seals are left out, pages with two layers of text are reported."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import product
from typing import NamedTuple

from ndbg.read.fixed.page import Glyph, Page

_OVER = 0.4  # share of the smaller of two glyphs that the other covers, in width and height
_CELL = 12.0  # points; side of the squares by which glyphs are indexed
_LARGEST, _MOST = 230.0, 60  # most width and height of a seal in points; most of its characters
_RARE = 0.2  # most share of a document's characters with the look of its seals
_FEWEST = 5  # least characters of a ring
_ROUND = 0.06  # how far off its circle they may be, as a share of the radius
_BELOW = 60.0  # points below the characters of a seal in which its number may be
_SHADES = 16  # neighbouring shades that count as one
_LAYERS = 6  # least characters over others on a page with two layers of text


class Uncovered(NamedTuple):
    """Pages without the characters of seals; `seals` and `layers` are the numbers of pages with either."""

    pages: Sequence[Page]
    seals: Sequence[int]
    layers: Sequence[int]


_Look = tuple[int, int]  # size and shade


def without_seals(pages: Sequence[Page]) -> Uncovered:
    """Pages without the characters of seals over their text."""
    looks = Counter(_look(glyph) for page in pages for glyph in page.glyphs)
    cleaned: list[Page] = []
    seals: list[int] = []
    layers: list[int] = []
    for page in pages:
        pairs = list(_pairs(page.glyphs))
        seal = set(_seal(page, pairs, looks))
        if seal:
            seals.append(page.number)
        if sum(not seal & {one, other} for one, other in pairs) >= _LAYERS:
            layers.append(page.number)
        cleaned.append(page._replace(glyphs=[g for g in page.glyphs if g not in seal]) if seal else page)
    return Uncovered(cleaned, list(dict.fromkeys(seals)), list(dict.fromkeys(layers)))


def _look(glyph: Glyph) -> _Look:
    return round(2 * glyph.size), glyph.shade // _SHADES


def _pairs(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    """The pairs of characters of a page that overlap, the one drawn first before the other.

    Digits over digits are left out: cells of tables handle them (`lines.is_laid_over`).
    """
    squares: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if not glyph.text.isalnum():
            continue
        x, y = int(glyph.middle / _CELL), int(glyph.height / _CELL)
        for dx, dy in product((-1, 0, 1), repeat=2):
            for other in squares.get((x + dx, y + dy), ()):
                if _covers(glyph, other) and not (glyph.text.isdigit() and other.text.isdigit()):
                    yield other, glyph
        squares[x, y].append(glyph)


def _covers(one: Glyph, other: Glyph) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    narrow = min(one.right - one.left, other.right - other.left)
    down = (one.size + other.size) / 2 - abs(one.height - other.height)
    return across > _OVER * narrow and min(down, one.size, other.size) > _OVER * min(one.size, other.size)


def _seal(page: Page, pairs: Sequence[tuple[Glyph, Glyph]], looks: Counter[_Look]) -> Iterator[Glyph]:
    """The characters of seals on a page: of a rare look, close together, and over others or on a circle."""
    rare = {look for look, count in looks.items() if count <= _RARE * looks.total()}
    both = [(below, above) for below, above in pairs if _look(below) != _look(above)]
    upper: dict[_Look, Glyph] = {}
    lower: set[_Look] = set()
    # Of two overlapping looks the seal is the rare one; of two rare ones the one drawn over the other.
    for seal, text in (pair for below, above in both for pair in ((below, above), (above, below))):
        if _look(seal) in rare and _look(text) not in rare:
            upper[_look(seal)] = seal
    for below, above in both:
        if {_look(below), _look(above)} <= rare - upper.keys():
            upper[_look(above)] = above
            lower.add(_look(below))
    for look in _of_rings(page, rare - upper.keys()):
        upper[look] = next(glyph for glyph in page.glyphs if _look(glyph) == look)
    for look in upper.keys() - lower:
        part = [g for g in page.glyphs if _look(g) == look and _is_near(g, upper[look], _LARGEST)]
        wide = max(g.right for g in part) - min(g.left for g in part)
        high = max(g.base for g in part) - min(g.base for g in part)
        if len(part) <= _MOST and wide <= _LARGEST and high <= _LARGEST:
            yield from part
            yield from _numbers(page, part, rare - lower)


def _of_rings(page: Page, looks: Set[_Look]) -> Iterator[_Look]:
    """The looks of characters that are on a circle."""
    by_look: defaultdict[_Look, list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        if _look(glyph) in looks:
            by_look[_look(glyph)].append(glyph)
    for look, glyphs in by_look.items():
        if _FEWEST <= len(glyphs) <= _MOST and _is_ring([(g.middle, g.height) for g in glyphs]):
            yield look


def _is_ring(points: Sequence[tuple[float, float]]) -> bool:
    """Whether points are on a circle no larger than a seal's, that through the first, middle and last point."""
    (ax, ay), (bx, by), (cx, cy) = points[0], points[len(points) // 2], points[-1]
    double = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    if not double:
        return False
    a, b, c = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
    x = (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / double
    y = (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / double
    radius = math.dist((x, y), points[0])
    off = max(abs(math.dist((x, y), point) - radius) for point in points)
    return radius <= _LARGEST / 2 and off <= _ROUND * radius


def _numbers(page: Page, part: Sequence[Glyph], looks: Set[_Look]) -> Iterator[Glyph]:
    """The digits of a seal's number, in its shade, within or right below the characters of its ring."""
    left, right = min(g.left for g in part), max(g.right for g in part)
    top, bottom = min(g.base for g in part) - part[0].size, max(g.base for g in part)
    for glyph in page.glyphs:
        inside = left <= glyph.middle <= right and top <= glyph.height <= bottom + _BELOW
        of_seal = glyph.size < part[0].size and _look(glyph)[1] == _look(part[0])[1]
        if inside and glyph.text.isdigit() and of_seal and _look(glyph) in looks:
            yield glyph


def _is_near(one: Glyph, other: Glyph, most: float) -> bool:
    return abs(one.middle - other.middle) <= most and abs(one.base - other.base) <= most
