"""A page as drawn: glyphs, lines, fills and images, turned so that its text is upright.

Coordinates are points from the top left corner of the upright page, x to the right and y downwards.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypedDict

from ndbg.text.normalise import normalise

_THIN = 3.1  # points; a fill no wider is a line
_STEEP = 2.0  # degrees by which text may be off level
_LEVEL = 0.6  # points by which the ends of a line may be off level
WHITE = 240  # the shade from which on a line or a glyph is invisible on white paper
_PAPER = 253  # the same for a fill
# The least number and share of the glyphs of a direction that is a page of its own.
_MANY, _SHARE = 40, 0.15
# Two pages on one sheet: points left free on either side of its middle, or between tables that end there, and the least
# share of its half that text fills.
_GUTTER, _BETWEEN, _FILLED = 12.0, 8.0, 0.6
# In sizes of type: equal glyphs within the first distance are one, drawn twice to look bold; within the second, and
# with such a difference of shades, one is a shadow.
_SAME, _SHADOW, _OTHER_SHADE = 0.2, 0.4, 15
_GLYPH, _LINE, _FILL, _IMAGE = 11, 6, 6, 4  # numbers for each in `Drawn`


class Drawn(TypedDict):
    """The content of a page of a file, before it is turned, in whole hundredths of a point, y upwards.

    | field | numbers |
    |---|---|
    | `box` | left, bottom, right, top of the page |
    | `text` | the characters, in the order in which they are drawn |
    | `glyphs` | for each: left, bottom, right, top; middle of the ink (x, y); origin on the base line (x, y); size; angle in hundredths of a degree; shade |
    | `lines` | x and y of both ends, thickness, shade |
    | `fills` | left, bottom, right, top, shade; the number of characters drawn before it if it is opaque, else 0 |
    | `images` | left, bottom, right, top |
    | `grounds` | left, bottom, right, top of fills with curved outlines that are not white: nothing but text stands on them |

    A shade is black 0 to white 255.
    """

    box: list[int]
    text: str
    glyphs: list[int]
    lines: list[int]
    fills: list[int]
    images: list[int]
    grounds: list[int]


class Glyph(NamedTuple):
    """A character: its left and right edge, the x of the middle of its ink, the y of its base line, its size and shade.

    `copies` is the number of times that it is drawn at its place, as bold type may be.
    """

    text: str
    left: float
    right: float
    middle: float
    base: float
    size: float
    shade: int = 0
    copies: int = 1

    @property
    def height(self) -> float:
        """The y of the middle of a digit on its base line."""
        return self.base - 0.35 * self.size


TORN = "│"  # marks a place in a number where its parts may not be of one number, or one is missing
_TOUCH = 0.3  # most gap between digits of one number, in sizes of type


class Stroke(NamedTuple):
    """A level line (its y, its left and right end) or an upright one (its x, its upper and lower end)."""

    at: float
    low: float
    high: float


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its area."""
        return (self.right - self.left) * (self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Page(NamedTuple):
    """An upright page.

    `levels` and `uprights` are the visible lines, `white` the level and upright white ones; `fills` are wider than lines
    and coloured; `sideways` are glyphs of text that runs upwards or downwards, in reading order. `beyond` is the number
    of characters beyond its edges, which are invisible.
    """

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    levels: Sequence[Stroke] = ()
    uprights: Sequence[Stroke] = ()
    white: tuple[Sequence[Stroke], Sequence[Stroke]] = ((), ())
    fills: Sequence[Box] = ()
    images: Sequence[Box] = ()
    sideways: Sequence[Glyph] = ()
    beyond: int = 0


class _Fill(NamedTuple):
    """A filled box, its shade, and the number of characters drawn before it, which it covers."""

    box: Box
    shade: int
    covered: int = 0


def upright(drawn: Drawn, number: int) -> Iterator[Page]:
    """The upright pages of a page of a file: several with much text in two directions, or with two pages side by side.

    Left out are slanted text (watermarks), text in the colour of its ground, text under a fill, and further copies of
    glyphs at one place.
    """
    turns = list(_turns(drawn))
    counts = Counter(turn for turn in turns if turn is not None)
    most = counts.most_common()
    many = [turn for turn, count in most if count >= _MANY and count >= _SHARE * len(turns)]
    for turn in many or [most[0][0] if most else 0]:
        aside = [t not in (turn, None, *many) for t in turns]
        yield from _halves(_turned(drawn, number, turn, [t == turn for t in turns], aside))


def _turns(drawn: Drawn) -> Iterator[int | None]:
    """The number of quarter turns to the left of each glyph; None for a slanted one."""
    for angle in drawn["glyphs"][9::_GLYPH]:
        quarters = round(angle / 9000)
        yield quarters % 4 if abs(angle - 9000 * quarters) <= 100 * _STEEP else None


def _cut(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (numbers[at : at + size] for at in range(0, len(numbers) - size + 1, size))


def _turner(box: Sequence[int], turn: int) -> Callable[[float, float], tuple[float, float]]:
    """The function from coordinates in the file to those on the page turned by some quarters."""
    left, bottom, right, top = box
    turners: tuple[Callable[[float, float], tuple[float, float]], ...] = (
        lambda x, y: ((x - left) / 100, (top - y) / 100),
        lambda x, y: ((y - bottom) / 100, (x - left) / 100),
        lambda x, y: ((right - x) / 100, (y - bottom) / 100),
        lambda x, y: ((top - y) / 100, (right - x) / 100),
    )
    return turners[turn]


def _turned(drawn: Drawn, number: int, turn: int, mine: Sequence[bool], aside: Sequence[bool]) -> Page:
    """A page turned by some quarters; `mine` are the glyphs that are upright then, `aside` those of `Page.sideways`."""
    at = _turner(drawn["box"], turn)
    left, bottom, right, top = drawn["box"]
    wide, high = (right - left) / 100, (top - bottom) / 100
    if turn % 2:
        wide, high = high, wide

    def box(edges: Sequence[int]) -> Box:
        (x0, y0), (x1, y1) = at(edges[0], edges[1]), at(edges[2], edges[3])
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    shapes = _Shapes()
    for *edges, thick, shade in _cut(drawn["lines"], _LINE):
        shapes.add_line(box(edges), thick / 100, shade)
    for *edges, shade, covered in _cut(drawn["fills"], _FILL):
        shapes.add_fill(_Fill(box(edges), shade, covered))
    for corners in _cut(drawn["images"], _IMAGE):
        shapes.add_image(box(corners))
    fills, images = shapes.fills, shapes.images
    grounds = [*images, *map(box, _cut(drawn["grounds"], _IMAGE))]
    signs = list(zip(normalise(drawn["text"]), _cut(drawn["glyphs"], _GLYPH), strict=True))
    glyphs = [
        _shown({n: _glyph(*sign, at, box) for n, sign in enumerate(signs) if marks[n]}, fills, grounds)
        for marks in (mine, aside)
    ]
    on_page, beyond = _cut_at_edges(glyphs[0], wide, high)
    boxes = [fill.box for fill in fills if fill.shade < _PAPER]
    levels, uprights = shapes.visible
    return Page(
        number, wide, high, on_page, levels, uprights, shapes.white, boxes, images, glyphs[1], beyond
    )  # fmt: skip


class _Shapes:
    """The lines, fills and images of a page; thin fills and images are lines, thick lines are fills."""

    def __init__(self) -> None:
        self.visible: tuple[list[Stroke], list[Stroke]] = ([], [])  # level and upright lines
        self.white: tuple[list[Stroke], list[Stroke]] = ([], [])
        self.fills: list[_Fill] = []
        self.images: list[Box] = []

    def add_line(self, around: Box, thickness: float, shade: int) -> None:
        """Add a level or upright line, given the box around its ends; a slanted one is left out."""
        half = thickness / 2
        flat = around.bottom - around.top <= _LEVEL or around.right - around.left <= _LEVEL
        if flat and thickness > _THIN:
            grown = Box(around.left - half, around.top - half, around.right + half, around.bottom + half)
            self.fills.append(_Fill(grown, shade))
        elif flat:
            self._add_stroke(around, shade)

    def add_fill(self, fill: _Fill) -> None:
        """Add a filled box."""
        if _is_thin(fill.box):
            self._add_stroke(fill.box, fill.shade)
        else:
            self.fills.append(fill)

    def add_image(self, box: Box) -> None:
        """Add the box of an image."""
        if _is_thin(box):
            self._add_stroke(box, 0)
        else:
            self.images.append(box)

    def _add_stroke(self, around: Box, shade: int) -> None:
        """Add a thin box as a line; a dot may be part of a level line or of an upright one, and is added to both."""
        levels, uprights = self.visible if shade < WHITE else self.white
        wide, high = around.right - around.left, around.bottom - around.top
        dot = max(wide, high) <= _THIN
        if dot or wide > high:
            levels.append(Stroke((around.top + around.bottom) / 2, around.left, around.right))
        if dot or high >= wide:
            uprights.append(Stroke((around.left + around.right) / 2, around.top, around.bottom))


def _is_thin(box: Box) -> bool:
    return min(box.right - box.left, box.bottom - box.top) <= _THIN


def _cut_at_edges(glyphs: Sequence[Glyph], wide: float, high: float) -> tuple[list[Glyph], int]:
    """The glyphs on a page of a size, and the number of those beyond its edges.

    A digit beyond an edge next to one on the page becomes `TORN`: the number that is seen is not whole.
    """
    seen = [0 <= glyph.middle <= wide and 0 <= glyph.height <= high for glyph in glyphs]
    on_page = [glyph for glyph, is_seen in zip(glyphs, seen, strict=True) if is_seen]
    beyond = [
        glyph for glyph, is_seen in zip(glyphs, seen, strict=True) if not is_seen and glyph.text.strip()
    ]
    if beyond:
        last = [g for g in on_page if g.text.isdigit() and not g.size <= g.middle <= wide - g.size]
        torn = (g for g in beyond if g.text.isdigit() and any(_touch(g, digit) for digit in last))
        on_page += [glyph._replace(text=TORN) for glyph in torn]
    return on_page, len(beyond)


def _touch(left: Glyph, right: Glyph) -> bool:
    """Whether two glyphs are side by side on one line."""
    apart = max(left.left, right.left) - min(left.right, right.right)
    return abs(left.base - right.base) < _TOUCH * left.size and apart < _TOUCH * left.size


def _glyph(
    sign: str,
    numbers: Sequence[int],
    at: Callable[[float, float], tuple[float, float]],
    box: Callable[[Sequence[int]], Box],
) -> Glyph:
    around = box(numbers[:4])
    middle, _ = at(numbers[4], numbers[5])
    _, base = at(numbers[6], numbers[7])
    return Glyph(sign, around.left, around.right, middle, base, numbers[8] / 100, numbers[10])


def _halves(page: Page) -> Iterator[Page]:
    """The two pages of a sheet that has them side by side; any other page as it is."""
    middle = page.width / 2
    # Tables on both pages may leave less room between them.
    end = max((line.high for line in page.levels if line.high < middle), default=0.0)
    begin = min((line.low for line in page.levels if line.low > middle), default=page.width)
    room = min(_GUTTER, (middle - end) / 2, (begin - middle) / 2) if begin - end >= _BETWEEN else _GUTTER
    left = [glyph for glyph in page.glyphs if glyph.right < middle - room]
    right = [glyph for glyph in page.glyphs if glyph.left > middle + room]
    crossed = any(line.low < middle - room and line.high > middle + room for line in page.levels)
    divided = len(left) + len(right) == len(page.glyphs) and min(len(left), len(right)) >= _MANY
    if (
        page.width < page.height
        or crossed
        or not divided
        or not (_is_text(left, middle) and _is_text(right, middle))
    ):
        yield page
        return
    yield part(page, (0, middle), (0, page.height))
    second = part(page, (middle, page.width), (0, page.height))
    if room < _GUTTER:  # both have their margins at the same x
        moved = min(g.left for g in right) - middle - min(g.left for g in left)
        second = part(second, (moved, page.width), (0, page.height))._replace(width=second.width)
    yield second


def _is_text(glyphs: Sequence[Glyph], width: float) -> bool:
    """Whether glyphs fill half a sheet like a page of text, up to its margins."""
    return max(g.right for g in glyphs) - min(g.left for g in glyphs) > _FILLED * width


_Range = tuple[float, float]


def moved(page: Page, to: Callable[[float], float]) -> Page:
    """A page with each x moved to another."""

    def glyphs(found: Sequence[Glyph]) -> list[Glyph]:
        return [g._replace(left=to(g.left), right=to(g.right), middle=to(g.middle)) for g in found]

    def levels(found: Sequence[Stroke]) -> list[Stroke]:
        return [line._replace(low=to(line.low), high=to(line.high)) for line in found]

    def uprights(found: Sequence[Stroke]) -> list[Stroke]:
        return [line._replace(at=to(line.at)) for line in found]

    def boxes(found: Sequence[Box]) -> list[Box]:
        return [box._replace(left=to(box.left), right=to(box.right)) for box in found]

    return page._replace(
        glyphs=glyphs(page.glyphs), levels=levels(page.levels), uprights=uprights(page.uprights),
        white=(levels(page.white[0]), uprights(page.white[1])), fills=boxes(page.fills),
        images=boxes(page.images), sideways=glyphs(page.sideways),
    )  # fmt: skip


def part(page: Page, across: _Range, down: _Range) -> Page:
    """The part of a page between two x and two y, as a page that begins at the first x and has the whole height."""
    low, high = across
    top, bottom = down

    def is_in(x: float, y: float) -> bool:
        return low <= x < high and top <= y < bottom

    def boxes(found: Sequence[Box]) -> list[Box]:
        return [box for box in found if is_in((box.left + box.right) / 2, (box.top + box.bottom) / 2)]

    def levels(found: Sequence[Stroke]) -> list[Stroke]:
        return [line for line in found if is_in((line.low + line.high) / 2, line.at)]

    def uprights(found: Sequence[Stroke]) -> list[Stroke]:
        return [line for line in found if is_in(line.at, (line.low + line.high) / 2)]

    def glyphs(found: Sequence[Glyph]) -> list[Glyph]:
        return [glyph for glyph in found if is_in(glyph.middle, glyph.height)]

    white = levels(page.white[0]), uprights(page.white[1])
    inside = Page(
        page.number, high - low, page.height, glyphs(page.glyphs), levels(page.levels), uprights(page.uprights),
        white, boxes(page.fills), boxes(page.images), glyphs(page.sideways),
    )  # fmt: skip
    return moved(inside, lambda x: x - low)


def _shown(glyphs: Mapping[int, Glyph], fills: Sequence[_Fill], grounds: Sequence[Box]) -> list[Glyph]:
    """The visible glyphs of a page, each once, given all by their place in the order of drawing.

    `grounds` are images and fills with curved outlines.
    """
    covered = _covered(glyphs, fills)
    shown = (
        glyph
        for nth, glyph in glyphs.items()
        if nth not in covered and (glyph.shade < WHITE or _stands_out(nth, glyph, fills, grounds))
    )
    return _once(list(shown))


def _covered(glyphs: Mapping[int, Glyph], fills: Sequence[_Fill]) -> set[int]:
    """The glyphs under an opaque fill that was drawn after them."""
    covers: dict[Box, int] = {}
    for fill in fills:
        covers[fill.box] = max(covers.get(fill.box, 0), fill.covered)
    ordered = sorted(glyphs.items(), key=lambda one: one[1].height)
    heights = [glyph.height for _, glyph in ordered]
    under: set[int] = set()
    for box, count in covers.items():
        if count:
            level = ordered[bisect_left(heights, box.top) : bisect_right(heights, box.bottom)]
            under.update(nth for nth, glyph in level if nth < count and box.left <= glyph.middle <= box.right)
    return under


def _stands_out(nth: int, glyph: Glyph, fills: Sequence[_Fill], grounds: Sequence[Box]) -> bool:
    """Whether a white glyph is visible: on an image or a curved shape, or on a fill that is not white."""
    behind = [f.shade for f in fills if f.covered <= nth and f.box.holds(glyph.middle, glyph.height)]
    return bool(behind and behind[-1] < WHITE) or any(
        box.holds(glyph.middle, glyph.height) for box in grounds
    )


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs without copies at one place, which are counted in `copies`, and without shadows."""
    places: dict[tuple[str, int, int], list[int]] = {}
    kept: list[Glyph | None] = []
    for glyph in glyphs:
        step = max(_SHADOW * glyph.size, 0.01)
        x, y = math.floor(glyph.left / step), math.floor(glyph.base / step)
        near = (places.get((glyph.text, x + dx, y + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        on = {at: other for some in near for at in some if (other := kept[at]) and _is_on(glyph, other)}
        darker = next((at for at, other in on.items() if other.shade < glyph.shade + _OTHER_SHADE), None)
        if darker is not None:
            other = on[darker]
            if abs(other.shade - glyph.shade) < _OTHER_SHADE:
                kept[darker] = other._replace(copies=other.copies + 1)
            continue
        for at in on:
            kept[at] = None
        places.setdefault((glyph.text, x, y), []).append(len(kept))
        kept.append(glyph)
    return [glyph for glyph in kept if glyph]


def _is_on(glyph: Glyph, other: Glyph) -> bool:
    """Whether equal glyphs are close enough to be copies of one, or, in other shades, one its shadow."""
    share = _SHADOW if abs(glyph.shade - other.shade) >= _OTHER_SHADE else _SAME
    most = max(share * glyph.size, 0.01)
    return abs(other.left - glyph.left) < most and abs(other.base - glyph.base) < most
