"""Put a figure into a cell of a Word table, in the look that the cell has."""

from collections.abc import Collection
from copy import deepcopy

from lxml import etree

from ndbg.document.grid import is_words
from ndbg.ooxml.text import (
    P_PR,
    R_PR,
    SECT_PR,
    TBL,
    TC,
    Element,
    P,
    R,
    T,
    child_of,
    own_paragraphs,
    raw_text,
    remove,
    w,
)
from ndbg.text.patterns import HAN, Pattern
from ndbg.write.word.holders import PROMPT_MARKS, look_for_typing, room_in, settle_controls, shows_prompt
from ndbg.write.word.visibility import show_paragraphs, show_text

_KEPT = {P_PR, *(w(name) for name in ("bookmarkStart", "bookmarkEnd", "permStart", "permEnd"))}
_DROPPED = {
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "vanish", "highlight", "u", "i", "iCs", "vertAlign",
        "strike", "dstrike", "em", "shd", "fitText",
    )
}  # fmt: skip
_STYLE, _NUMBERING = w("pStyle"), w("numPr")
_BEFORE_NUMBERING = tuple(
    w(name) for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
_COLOUR, _VAL = w("color"), w("val")
BLACK = {"auto", "000000", ""}
_CHINESE = Pattern(HAN)


def look_of(paragraph: Element, colours: Collection[str] = ()) -> Element | None:
    """The run properties of a paragraph's text: those of most of its Chinese characters.

    Colours mark what is to be replaced, but for black and `colours`.
    """
    runs = list(paragraph.iter(R))
    shown = max(runs, key=_weight) if len(runs) > 1 else next(iter(runs), None)
    return _look(paragraph, shown, colours)


def look_of_mark(paragraph: Element) -> Element | None:
    """The run properties of a paragraph's mark, as `look_of` has those of its text."""
    return _look(paragraph, None)


def look_between(paragraph: Element, start: int, end: int) -> Element | None:
    """The run properties of a part of a paragraph's text, as `look_of` has those of all of it."""
    weights: dict[Element, int] = {}
    at = 0
    for run in paragraph.iter(R):
        text = raw_text(run)
        weights[run] = len(_CHINESE.findall(text[max(start - at, 0) : max(end - at, 0)]))
        at += len(text)
    shown = max(weights, key=weights.__getitem__, default=None)
    return _look(paragraph, shown) if shown is not None and weights[shown] else look_of(paragraph)


def _look(paragraph: Element, shown: Element | None, colours: Collection[str] = ()) -> Element | None:
    """The properties of a run, or else of a paragraph's mark, without those that do not go over to new text."""
    typed = look_for_typing(shown) if shown is not None else None
    own = child_of(shown, R_PR) if shown is not None else child_of(paragraph, P_PR, R_PR)
    look = typed if typed is not None else deepcopy(own)
    if look is None:
        return None
    # Marks of tracked changes, of hidden text and of notes to the reader do not go over to new text.
    for item in list(look):
        marks = item.tag == _COLOUR and item.get(_VAL, "") not in {*BLACK, *colours}
        of_prompt = typed is None and item.tag in PROMPT_MARKS and shows_prompt(paragraph)
        if item.tag in _DROPPED or marks or of_prompt:
            look.remove(item)
    return look


def _weight(run: Element) -> tuple[int, bool]:
    """The weight of a run for the look of its paragraph; the first of the highest weight counts."""
    text = raw_text(run)
    return len(_CHINESE.findall(text)), bool(text)


def clear(paragraph: Element, kept: Collection[Element] = ()) -> None:
    """Remove everything from a paragraph but its properties and some children."""
    for child in list(paragraph):
        if child.tag not in _KEPT and child not in kept:
            paragraph.remove(child)


def drop(paragraph: Element) -> None:
    """Remove a paragraph; one that ends a section of pages or a cell stays, empty."""
    parent = paragraph.getparent()
    alone = parent is not None and parent.tag == TC and len(parent.findall(P)) == 1
    if child_of(paragraph, P_PR, SECT_PR) is not None or alone:
        clear(paragraph)
    else:
        remove(paragraph)


def colours_beside(root: Element, cells: Collection[Element]) -> set[str]:
    """The colours of a form's tables outside some cells, which are the form's own."""
    marks = [(mark, next(mark.iterancestors(TC), None)) for mark in root.iter(_COLOUR)]
    return {mark.get(_VAL, "") for mark, cell in marks if cell is not None and cell not in cells}


def ready_cell(
    cell: Element,
    colours: Collection[str],
    numbered: Collection[str],
    figured: Collection[Element],
    hidden: Collection[str],
) -> Element:
    """Clear a cell but for one empty `w:t` in its look (`look_of`), which is returned.

    Its paragraph is not numbered by Word, also not by one of the `numbered` styles, and its text is seen, also where
    its style is one of the `hidden`. A table in the cell is removed
    unless it has words or one of the `figured`, cells of figures of their own.
    """
    for table in list(cell.iter(TBL)):
        if not is_words(raw_text(table)) and not any(inner in figured for inner in table.iter(TC)):
            remove(table)
    show_paragraphs(cell, hidden)
    paragraphs = list(own_paragraphs(cell)) or [etree.SubElement(cell, P)]
    first = paragraphs[0]
    take_off_number(first, numbered)
    look = look_of(first, colours)
    settle_controls(first)
    run, room = room_in(first)
    clear(first, room)
    for extra in paragraphs[1:]:
        parent = extra.getparent()
        if parent is not None and parent.tag == TC:
            parent.remove(extra)
        else:
            clear(extra)
    if len(cell) and cell[-1].tag != P:
        etree.SubElement(cell, P)  # a cell must end in a paragraph, also behind a table in it
    if look is not None:
        show_text(look)
        run.append(look)
    return etree.SubElement(run, T)


def is_numbered(paragraph: Element, styles: Collection[str]) -> bool:
    """Whether Word numbers a paragraph, by itself or by its style; `styles` are those that do."""
    properties = child_of(paragraph, P_PR)
    style = child_of(properties, _STYLE) if properties is not None else None
    by_style = style is not None and style.get(_VAL) in styles
    return by_style or child_of(paragraph, P_PR, _NUMBERING) is not None


def take_off_number(paragraph: Element, styles: Collection[str]) -> None:
    """Have Word not number a paragraph, also not by its style; `styles` are those that do."""
    properties = child_of(paragraph, P_PR)
    if properties is None:
        return
    for mark in list(properties.iterchildren(_NUMBERING)):
        properties.remove(mark)
    without_number(properties, styles)


def without_number(properties: Element, styles: Collection[str]) -> None:
    """Have properties of paragraphs say that Word does not number them, where their style does."""
    style = child_of(properties, _STYLE)
    if style is None or style.get(_VAL) not in styles:
        return
    none = etree.Element(_NUMBERING)
    etree.SubElement(none, w("numId")).set(_VAL, "0")
    properties.insert(sum(item.tag in _BEFORE_NUMBERING for item in properties), none)


# What must follow w:highlight among run properties, by the order of the schema.
_AFTER_HIGHLIGHT = {
    w(name)
    for name in (
        "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
        "eastAsianLayout", "specVanish", "oMath",
    )
}  # fmt: skip


def highlight_text(text: Element) -> None:
    """Mark the run of a `w:t` in yellow."""
    run = text.getparent()
    if run is not None:
        highlight(run)


def highlight(run: Element) -> None:
    """Mark a run in yellow."""
    properties = child_of(run, R_PR)
    if properties is None:
        properties = etree.Element(R_PR)
        run.insert(0, properties)
    for old in properties.findall(w("highlight")):
        properties.remove(old)
    mark = etree.Element(w("highlight"))
    mark.set(w("val"), "yellow")
    at = next((i for i, item in enumerate(properties) if item.tag in _AFTER_HIGHLIGHT), len(properties))
    properties.insert(at, mark)
