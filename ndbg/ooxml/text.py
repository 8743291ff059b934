"""The text of Word paragraphs as a reader sees it, and how to put other text in its place."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """The name in the namespace of Word's elements."""
    return f"{{{W}}}{name}"


P, R, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
P_PR, R_PR, SECT_PR, SDT = w("pPr"), w("rPr"), w("sectPr"), w("sdt")
FALLBACK = f"{{{_MC}}}Fallback"
TEXT_BOX = w("txbxContent")
PROPERTIES = {P_PR, R_PR, FALLBACK, w("tblPr"), w("trPr"), w("tcPr"), w("sdtPr"), w("tblGrid")}

# Deleted or moved-away text is not there any more once changes are accepted; a fallback
# says again what its choice has said; a text box is no part of the line it is fixed to.
_NOT_READ = {w("del"), w("moveFrom"), FALLBACK, TEXT_BOX, R_PR, P_PR, w("instrText"), w("delText")}
_BREAKS = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("noBreakHyphen"): "-"}
_OFF = {"0", "false", "off", "none"}


def is_on(properties: Element | None, name: str) -> bool:
    """Whether a switch such as `w:vanish` is set among some properties."""
    mark = properties.find(w(name)) if properties is not None else None
    return mark is not None and mark.get(w("val"), "1") not in _OFF


def _pieces(element: Element) -> Iterator[tuple[Element, str]]:
    """The elements that show text within a paragraph, with the text that each shows."""
    for child in element:
        tag = child.tag
        if tag == T:
            yield child, child.text or ""
        elif tag in _BREAKS:
            yield child, _BREAKS[tag]
        elif tag == R:
            if not is_on(child.find(R_PR), "vanish"):
                yield from _pieces(child)
        elif isinstance(tag, str) and tag not in _NOT_READ:
            yield from _pieces(child)


def paragraph_text(paragraph: Element) -> str:
    """The text of a paragraph: changes accepted, hidden text and text boxes left out."""
    return "".join(text for _, text in _pieces(paragraph))


def cell_text(cell: Element) -> str:
    """The text of a table cell, a paragraph a line; tables within it left out."""
    return "\n".join(paragraph_text(p) for p in own_paragraphs(cell))


def own_paragraphs(container: Element) -> Iterator[Element]:
    """The paragraphs of a cell or body, in order, also those in content controls, not those in tables."""
    for child in container:
        if child.tag == P:
            yield child
        elif isinstance(child.tag, str) and child.tag not in (TBL, P_PR, w("tcPr"), FALLBACK):
            yield from own_paragraphs(child)


def splice(paragraph: Element, start: int, end: int, new: str) -> None:
    """Put `new` in place of the characters from `start` to `end` of a paragraph's text.

    The new text takes the look of the first character that it replaces; everything else
    in the paragraph stays as it was, however Word has cut the text into runs.
    """
    at, pending = 0, new
    for node, text in list(_pieces(paragraph)):
        begin, at = at, at + len(text)
        inserted = start == end and begin <= start <= at and bool(pending)
        if not inserted and not (begin < end and start < at):
            continue
        if node.tag == T:
            left, right = max(start - begin, 0), min(end - begin, len(text))
            set_text(node, text[:left] + pending + text[right:])
            pending = ""
        elif not inserted:
            remove(node)


def remove(element: Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def set_text(node: Element, text: str) -> None:
    """Set the text of a `w:t`, blanks at its ends kept."""
    node.text = text
    if text != text.strip():
        node.set(_XML_SPACE, "preserve")


def make_run(text: str, properties: Element | None) -> Element:
    """A run of one line of text with a copy of some run properties."""
    run = etree.Element(R)
    if properties is not None:
        run.append(deepcopy(properties))
    node = etree.SubElement(run, T)
    set_text(node, text)
    return run
