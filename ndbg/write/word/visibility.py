"""What keeps a text from being seen in print: a hidden style or row, a font too small, a row or a box of fixed height."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from lxml import etree

from ndbg.ooxml.text import P_PR, TEXT_BOX, TR, Element, P, child_of, paragraph_text, remove, w
from ndbg.text.digits import whole_number

_VAL, _STYLE, _BASE = w("val"), w("pStyle"), w("basedOn")
_ROW, _HIDDEN, _HEIGHT, _RULE = w("trPr"), w("hidden"), w("trHeight"), w("hRule")
_SIZES = (w("sz"), w("szCs"))
_SMALLEST_FONT = 10  # half points
_MOST_BASES = 10  # styles that are made from one another
_OFF = {"0", "false", "off"}
# A text box of DrawingML is set by its sibling `bodyPr`, one of VML by its own style.
_BOX_PROPERTIES, _STYLED, _GROWS = "{*}bodyPr", "style", "mso-fit-shape-to-text:t"
_FITS = ("noAutofit", "normAutofit", "spAutoFit")
_BEFORE_FIT = "prstTxWarp"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


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


def show_rows(cells: Iterable[Element]) -> None:
    """Take the mark off the rows of some cells by which Word hides them."""
    for row in dict.fromkeys(row for cell in cells for row in islice(cell.iterancestors(TR), 1)):
        mark = child_of(row, _ROW, _HIDDEN)
        if mark is not None:
            remove(mark)


def let_rows_grow(places: Iterable[Element]) -> None:
    """Have the rows around some elements grow with their text where their height is fixed."""
    for row in dict.fromkeys(row for place in places for row in place.iterancestors(TR)):
        height = child_of(row, _ROW, _HEIGHT)
        if height is not None and height.get(_RULE) == "exact":
            height.set(_RULE, "atLeast")


def text_boxes(root: Element) -> Sequence[tuple[Element, int]]:
    """The text boxes of a document, also those of fallbacks, each with the length of its text."""
    return [(box, _length(box)) for box in root.iter(TEXT_BOX)]


def let_longer_grow(boxes: Iterable[tuple[Element, int]]) -> None:
    """Have those of some text boxes grow with their text whose text is longer than it was."""
    for box, was in boxes:
        holder = box.getparent()
        if holder is None or _length(box) <= was:
            continue
        properties = next(holder.itersiblings(_BOX_PROPERTIES), None)
        if properties is None:
            style = ";".join(filter(None, (holder.get(_STYLED, ""), _GROWS)))
            holder.set(_STYLED, style)
            continue
        for mark in [child for child in properties if etree.QName(child).localname in _FITS]:
            properties.remove(mark)
        first = next(iter(properties), None)
        at = int(first is not None and etree.QName(first).localname == _BEFORE_FIT)
        properties.insert(at, etree.Element(f"{{{_DRAWING}}}spAutoFit"))


def _length(box: Element) -> int:
    """The length of the text of a box, with one for the end of each paragraph."""
    return sum(len(paragraph_text(paragraph)) + 1 for paragraph in box.iterchildren(P))


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
    number = whole_number(mark.get(_VAL, ""), _SMALLEST_FONT)
    return _SMALLEST_FONT if number is None else number
