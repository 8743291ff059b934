"""What keeps a figure of a Word table from being seen in print: a hidden style or row, a row or a font too low."""

from collections.abc import Collection

from ndbg.ooxml.text import P_PR, TR, Element, P, child_of, remove, w
from ndbg.text.digits import whole_number

_VAL, _STYLE, _BASE = w("val"), w("pStyle"), w("basedOn")
_HIDDEN, _HEIGHT, _RULE = w("hidden"), w("trHeight"), w("hRule")
_SIZES = (w("sz"), w("szCs"))
_LOWEST_ROW, _SMALLEST_FONT = 200, 10  # twips, half points
_MOST_BASES = 10  # styles that are made from one another
_OFF = {"0", "false", "off"}


def hidden_styles(styles: Element) -> set[str]:
    """The ids of the styles whose text is hidden, by themselves or by the style that they are made from."""
    found = {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))}
    return {id for id, style in found.items() if _is_hidden(style, found)}


def _is_hidden(style: Element | None, styles: dict[str, Element]) -> bool:
    for _ in range(_MOST_BASES):
        if style is None:
            return False
        mark = child_of(style, w("rPr"), w("vanish"))
        if mark is not None:
            return mark.get(_VAL, "1") not in _OFF
        base = child_of(style, _BASE)
        style = styles.get(base.get(_VAL, "")) if base is not None else None
    return False


def show_row(cell: Element) -> None:
    """Have the row of a cell seen: not hidden, and as high as its text where its height is fixed below 10 points."""
    row = next(cell.iterancestors(TR), None)
    properties = child_of(row, w("trPr")) if row is not None else None
    for mark in list(properties.iterchildren(_HIDDEN, _HEIGHT)) if properties is not None else ():
        if mark.tag == _HIDDEN:
            remove(mark)
        elif mark.get(_RULE) == "exact" and _number(mark) < _LOWEST_ROW:
            mark.set(_RULE, "atLeast")


def show_paragraphs(cell: Element, hidden: Collection[str]) -> None:
    """Take hidden styles off the paragraphs of a cell."""
    for paragraph in cell.iterchildren(P):
        style = child_of(paragraph, P_PR, _STYLE)
        if style is not None and style.get(_VAL) in hidden:
            remove(style)


def show_text(look: Element) -> None:
    """Take a font size below 5 points off the properties of a run."""
    for size in list(look.iterchildren(*_SIZES)):
        if _number(size) < _SMALLEST_FONT:
            look.remove(size)


def _number(mark: Element) -> int:
    number = whole_number(mark.get(_VAL, ""), _LOWEST_ROW)
    return _LOWEST_ROW if number is None else number
