"""Break the title into lines, and place the signature (GB/T 9704—2012, 7.3.1 and 7.3.5)."""

import math
from itertools import pairwise

from ndbg.document.titles import read_title
from ndbg.ooxml.text import P_PR, R_PR, SECT_PR, Element, R, add_break, child_of, paragraph_text, w
from ndbg.report import Report, date_text
from ndbg.text.digits import whole_number
from ndbg.text.patterns import Pattern

_POINT = 20  # twips
_HALF_POINTS, _LARGEST, _VAL = 2, 3276, w("val")
_TITLE_SIZE = 22.0  # points, where a form says of none
_TEXT_WIDTH = 156 / 25.4 * 72  # points, of a page as GB/T 9704 has it
_MOST_BASES = 10  # styles that are made from one another
SIGNATURE_STYLE = "ReportSignature"  # the id of the style in our own forms
_SIGNATURE_SIZE = 16  # points
_LINE = _TEXT_WIDTH / _SIGNATURE_SIZE  # characters of a line of text
_SLACK = 0.5  # characters by which a font may be wider than we take it to be
_SEALED_INDENT, _UNSEALED_INDENT, _SHIFT = 4, 2, 2  # characters
# Where the name of an office parts by sense, best first: behind a place or an office that another is part of.
_JOINTS = (
    Pattern("(?:特别行政区|自治[区州县旗]|[省市]|、)(?!$)"),
    Pattern("(?:[区县州盟旗镇乡]|人民政府|委员会|街道)(?!$)"),
)


def width_of(text: str) -> float:
    """The width of a text in Chinese characters: half of one for each digit and Latin letter.

    The gap that Word and LibreOffice leave between them and Chinese is a quarter of one.
    """
    gaps = sum(one.isascii() != other.isascii() for one, other in pairwise(text))
    return sum(0.5 if char.isascii() else 1.0 for char in text) + gaps / 4


class Measures:
    """The font sizes and the line width of a form, in points."""

    def __init__(self, root: Element, styles: Element | None) -> None:
        self.width = _width(root)
        found = styles.iter(w("style")) if styles is not None else ()
        self._styles = {style.get(w("styleId"), ""): style for style in found}

    def most(self, paragraph: Element) -> int:
        """The number of Chinese characters in a line of a paragraph."""
        return max(int(self.width / (self.size(paragraph) or _TITLE_SIZE)), 1)

    def size(self, paragraph: Element) -> float | None:
        """The font size of a paragraph by its first run that sets one, or by its style; None where neither does."""
        runs = (child_of(run, R_PR, w("sz")) for run in paragraph.iter(R))
        if (size := next((size for size in runs if size is not None), None)) is not None:
            return _points(size)
        named = child_of(paragraph, P_PR, w("pStyle"))
        style = self._styles.get(named.get(_VAL, "")) if named is not None else None
        for _ in range(_MOST_BASES):
            if style is None:
                break
            size = child_of(style, R_PR, w("sz"))
            if size is not None:
                return _points(size)
            base = child_of(style, w("basedOn"))
            style = self._styles.get(base.get(_VAL, "")) if base is not None else None
        return None


def _points(size: Element) -> float:
    value = whole_number(size.get(_VAL, ""), _LARGEST)
    return _TITLE_SIZE if value is None else max(value / _HALF_POINTS, 1.0)


def _width(root: Element) -> float:
    """The width of the lines on the first pages of a form, in points."""
    section = next(root.iter(SECT_PR), None)
    sizes = (
        (
            (child_of(section, w(part)), w(name))
            for part, name in (("pgSz", "w"), ("pgMar", "left"), ("pgMar", "right"))
        )
        if section is not None
        else ()
    )
    found = [part.get(name, "") if part is not None else "" for part, name in sizes]
    if not found or not all(value.isascii() and value.isdigit() for value in found):
        return _TEXT_WIDTH
    page, left, right = map(int, found)
    return (page - left - right) / _POINT if page > left + right else _TEXT_WIDTH


def break_title(paragraph: Element, agency: str, most: int) -> None:
    """Break a title that is longer than a line of `most` characters behind the agency, and that by sense.

    A form that breaks its title itself, or has it in several paragraphs, keeps its own lines but for
    a name that is too long for one.
    """
    text = paragraph_text(paragraph)
    if "\n" in text.strip() or width_of(text.strip()) <= most:
        return
    start = text.find(agency)
    title = read_title(text)
    if start < 0 or (title is None and text.strip() != agency):
        return
    end = start + len(agency)
    ends = [start + at for at in _breaks(agency, most)]
    if text[end:].strip():
        ends.append(end)
    for at in reversed(ends):
        add_break(paragraph, at)


def _breaks(name: str, most: int) -> list[int]:
    """The breaks of a name into lines of similar length, none longer than `most` characters."""
    count = math.ceil(width_of(name) / most)
    breaks: list[int] = []
    begin = 0
    for left in range(count, 1, -1):
        rest = name[begin:]
        wanted = width_of(rest) / left
        joints = ([match.end() for match in joint.finditer(rest)] for joint in _JOINTS)
        fitting = ([at for at in ends if _fits(rest, at, most, left)] for ends in joints)
        ends = next(filter(None, fitting), [round(wanted)])
        off = {at: abs(width_of(rest[:at]) - wanted) for at in ends}
        begin += min(off, key=off.__getitem__)
        breaks.append(begin)
    return breaks


def _fits(text: str, at: int, most: int, lines: int) -> bool:
    """Whether the first of a number of lines may end at an offset."""
    return width_of(text[:at]) <= most and width_of(text[at:]) <= most * (lines - 1)


def place_signature(paragraph: Element, report: Report, *, sealed: bool) -> None:
    """Place agency and day, one below the other, by 7.3.5.1 (sealed) or 7.3.5.2 (not sealed).

    Sealed, the day ends four characters before the margin and the agency is centred above it; a
    long name ends at the margin. Not sealed, the agency ends two characters before the margin and the
    day begins two characters behind where it does; a longer day ends two before the margin instead.
    """
    named = child_of(paragraph, P_PR, w("pStyle"))
    if named is None or named.get(_VAL) != SIGNATURE_STYLE or report.published is None:
        return
    day = width_of(date_text(report.published))
    breaks = _breaks(report.agency, int(_LINE - _UNSEALED_INDENT))
    parts = [report.agency[begin:end] for begin, end in pairwise([0, *breaks, len(report.agency)])]
    name = max(width_of(part) for part in parts)
    start = paragraph_text(paragraph).find(report.agency)
    for at in reversed(breaks if start >= 0 else ()):
        add_break(paragraph, start + at)
    if sealed:
        # Lines centred in a stretch that ends at the margin.
        left = _LINE - max(2 * _SEALED_INDENT + day, name + _SLACK)
        _indent(paragraph, "center", left)
        return
    left = _LINE - _UNSEALED_INDENT - name
    if day > name:
        left = _LINE - _UNSEALED_INDENT - day - _SHIFT
    _indent(paragraph, "left", left + _SHIFT, hanging=_SHIFT)


def _indent(paragraph: Element, align: str, left: float, *, hanging: float = 0) -> None:
    """Set the alignment of a paragraph and its indents, in characters."""
    properties = child_of(paragraph, P_PR)
    if properties is None:
        return
    for name in ("ind", "jc"):
        for old in properties.findall(w(name)):
            properties.remove(old)
    twips = _SIGNATURE_SIZE * _POINT
    indent = {"left": round(max(left, hanging) * twips), "right": 0, "hanging": round(hanging * twips)}
    made = [properties.makeelement(w("ind"), {w(key): f"{value}" for key, value in indent.items()})]
    made.append(properties.makeelement(w("jc"), {_VAL: align}))
    # What may stand behind them (ECMA-376, 17.3.1.26).
    behind = next((child for child in properties if child.tag in _BEHIND), None)
    for element in made:
        if behind is None:
            properties.append(element)
        else:
            behind.addprevious(element)


_BEHIND = {w(name) for name in ("textDirection", "textAlignment", "outlineLvl", "rPr", "sectPr", "pPrChange")}
