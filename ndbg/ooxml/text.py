"""The visible text of Word paragraphs, and its replacement."""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

Element = etree._Element
Edit = tuple[int, int, str]  # the start and the end of a part of a text, and the new text for it

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """A name in the namespace of WordprocessingML."""
    return f"{{{W}}}{name}"


P, R, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
P_PR, R_PR, SECT_PR = w("pPr"), w("rPr"), w("sectPr")
FALLBACK = f"{{{_MC}}}Fallback"
TEXT_BOX = w("txbxContent")
PROPERTIES = {P_PR, R_PR, FALLBACK, w("tblPr"), w("trPr"), w("tcPr"), w("sdtPr"), w("tblGrid")}

# Not part of a paragraph's text: what tracked changes delete or move away, a fallback, which repeats its choice, and a
# text box, which is only anchored there.
_NOT_READ = {w("del"), w("moveFrom"), FALLBACK, TEXT_BOX, R_PR, P_PR, w("instrText"), w("delText")}
_BREAKS = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("noBreakHyphen"): "-"}
# Hidden or struck out.
_GONE = {w("vanish"), w("strike"), w("dstrike")}
_ALIGN, _VAL = w("vertAlign"), w("val")
_OFF = {"0", "false", "off", "none"}
_RAISED = {"superscript", "subscript"}
# A text without any of these elements is the concatenation of its `w:t`. Most tables have none, or a few breaks.
_NOT_PLAIN = tuple({*_NOT_READ, *_BREAKS, *_GONE, _ALIGN} - {R_PR, P_PR})
_BODY = w("body")


def child_of(element: Element, *tags: str) -> Element | None:
    """The first descendant by a path of tags, as `find` gives it, in a seventh of the time.

    Properties, which are mostly asked for, are the first child; a plain loop over children finds them fastest.
    """
    current = element
    for tag in tags:
        for child in current:
            if child.tag == tag:
                current = child
                break
        else:
            return None
    return current


def _appearance(run: Element) -> tuple[bool, bool]:
    """Whether a run is visible, and whether it is super- or subscript."""
    visible, raised = True, False
    properties = child_of(run, R_PR)
    for mark in properties if properties is not None else ():
        if mark.tag in _GONE:
            visible = visible and mark.get(_VAL, "1") in _OFF
        elif mark.tag == _ALIGN:
            raised = mark.get(_VAL) in _RAISED
    return visible, raised


def _pieces(element: Element, *, raised: bool = False) -> Iterator[tuple[Element, str, bool]]:
    """The text elements of a paragraph, each with its text and whether it is super- or subscript."""
    for child in element:
        tag = child.tag
        if tag == R:
            visible, raised_too = _appearance(child)
            if visible:
                yield from _pieces(child, raised=raised_too)
        elif tag == T:
            yield child, child.text or "", raised
        elif tag in _BREAKS:
            yield child, _BREAKS[tag], raised
        elif tag not in _NOT_READ and isinstance(tag, str):
            yield from _pieces(child, raised=raised)


def raw_text(element: Element) -> str:
    """All `w:t` in an element one after another, whether seen or not."""
    return "".join(node.text or "" for node in element.iter(T))


def paragraph_text(paragraph: Element) -> str:
    """The visible text of a paragraph with tracked changes accepted, without text boxes."""
    return "".join([text for _, text, _ in _pieces(paragraph)])


def paragraphs_with_text(root: Element) -> Iterator[tuple[Element, str]]:
    """All paragraphs in an element with their `paragraph_text`."""
    plain = plain_texts(root, P)
    for paragraph in root.iter(P):
        text = plain.get(paragraph)
        yield paragraph, paragraph_text(paragraph) if text is None else text


def cell_text(cell: Element) -> str:
    """The text of a table cell, one line a paragraph, without nested tables.

    Super- and subscripts, such as the number of a note, are put in brackets, apart from the digits of a figure.
    """
    return "\n".join(
        [
            "".join([f"（{text}）" if raised and text else text for _, text, raised in _pieces(paragraph)])
            for paragraph in own_paragraphs(cell)
        ]
    )


def plain_texts(root: Element, tag: str) -> dict[Element, str]:
    """The texts of those cells (`TC`) or paragraphs (`P`) in an element that are just the concatenation of their `w:t`.

    Found in one walk through the element, which takes a third of the time of one for each. Cells must hold no table.
    """
    pieces: dict[Element, list[str]] = {}
    open_pieces: list[str] = []
    cell: Element | None = None
    others = list(root.iter(*_NOT_PLAIN))
    for element in root.iter(TC, P, T):
        its = element.tag
        if its == T:
            open_pieces.append(element.text or "")
            continue
        if its == tag:
            open_pieces = pieces[element] = []
        elif its == P:
            open_pieces.append("\n")
        if its == TC:
            cell = element
        elif (parent := element.getparent()) is not cell and parent is not None and parent.tag != _BODY:
            others.append(element)  # a paragraph that may be within another
    for mark in others:
        for within in (*mark.iterancestors(tag), *mark.iter(tag)):
            pieces.pop(within, None)
    first = 1 if tag == TC else 0  # skips the line end that is put before each paragraph of a cell
    return {element: "".join(texts)[first:] for element, texts in pieces.items()}


_NO_PARAGRAPHS = {TBL, P_PR, w("tcPr"), FALLBACK}


def own_paragraphs(container: Element) -> Iterator[Element]:
    """The paragraphs of a cell or body, in order, with those in content controls, without those in tables."""
    for child in container:
        if child.tag == P:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _NO_PARAGRAPHS:
            yield from own_paragraphs(child)


def splice(paragraph: Element, edits: Sequence[Edit]) -> None:
    """Replace parts of a paragraph's text, by edits that are in order and do not overlap.

    New text takes the format of the first character that it replaces; all else in the paragraph stays, however Word has cut the text into runs.
    """
    at, todo = 0, list(reversed(edits))
    for node, text, _ in list(_pieces(paragraph)):
        begin, at = at, at + len(text)
        kept, cursor = [], begin
        while todo and (todo[-1][0] < at or todo[-1][0] == todo[-1][1] == at):
            start, end, new = todo.pop()
            if node.tag != T:
                if start < end:
                    remove(node)
                    todo += [(max(start, at), end, new)] if end > at or new else []
                    break
                todo.append((start, end, new))
                break
            kept += [text[cursor - begin : max(start, cursor) - begin], new]
            cursor = min(end, at)
            if end > at:
                todo.append((at, end, ""))
                break
        if node.tag == T and kept:
            set_text(node, "".join(kept) + text[cursor - begin :])


def add_break(paragraph: Element, at: int) -> None:
    """Break a line of a paragraph before a character of its text."""
    end = 0
    for node, text, _ in list(_pieces(paragraph)):
        begin, end = end, end + len(text)
        if node.tag != T or not begin < at <= end:
            continue
        mark = etree.Element(w("br"))
        node.addnext(mark)
        if at < end:
            rest = etree.Element(T)
            mark.addnext(rest)
            set_text(rest, text[at - begin :])
            set_text(node, text[: at - begin])
        return


def remove(element: Element) -> None:
    """Remove an element from its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def is_removed(element: Element, root: Element) -> bool:
    """Whether an element is no longer in the tree of `root`."""
    return element is not root and next(iter([*element.iterancestors()][-1:]), element) is not root


def set_text(node: Element, text: str) -> None:
    """Set the text of a `w:t`; blanks at its ends are preserved."""
    node.text = text
    if text != text.strip():
        node.set(_XML_SPACE, "preserve")


def add_run(paragraph: Element, text: str, properties: Element | None) -> Element:
    """Append a run of one line of text to a paragraph, with a copy of some run properties."""
    run = etree.SubElement(paragraph, R)
    if properties is not None:
        run.append(deepcopy(properties))
    set_text(etree.SubElement(run, T), text)
    return run
