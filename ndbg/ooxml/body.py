"""The body of a Word document as paragraphs and grids: merged cells are one, whatever wraps them."""

from collections.abc import Iterator
from functools import partial

from ndbg.flow import Node, Paragraph, TableNode
from ndbg.grid import Grid, GridCell
from ndbg.ooxml.text import (
    FALLBACK,
    PROPERTIES,
    TBL,
    TC,
    TEXT_BOX,
    TR,
    Element,
    P,
    cell_text,
    paragraph_text,
    w,
)

# A table wider than this is no form; the bound keeps a forged span from filling memory.
MOST_COLUMNS = 64
_TR_PR, _TC_PR, _VAL = w("trPr"), w("tcPr"), w("val")
_BEFORE, _SPAN, _V_MERGE, _H_MERGE = w("gridBefore"), w("gridSpan"), w("vMerge"), w("hMerge")
_BEGINS, _GOES_ON = "restart", ("", "continue")
_WRAPPERS = {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")}


def has_changes(root: Element) -> bool:
    """Whether a document holds tracked changes."""
    return next(root.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo")), None) is not None


def nodes(container: Element) -> Iterator[Node[Element]]:
    """The paragraphs and tables in an element, in order.

    A text box comes after the paragraph to which it is fixed.
    """
    for child in container:
        if child.tag == P:
            yield Paragraph(paragraph_text(child), child)
            if next(child.iter(TEXT_BOX), None) is not None:
                for box in _boxes(child):
                    yield from nodes(box)
        elif child.tag == TBL:
            nests = sum(1 for _ in child.iter(TBL)) > 1
            yield TableNode(_grid(child), partial(_inside, child), nests)
        elif isinstance(child.tag, str) and child.tag not in PROPERTIES:
            yield from nodes(child)


def _inside(table: Element) -> list[Node[Element]]:
    return [node for row in _rows(table) for cell in _unwrapped(row, TC) for node in nodes(cell)]


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes in a paragraph, each once: what is said again for older programs is left out."""
    for child in element:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag != FALLBACK:
            yield from _boxes(child)


def _unwrapped(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, also those in content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, tag)


def _marks(element: Element, name: str) -> dict[str, str]:
    """The properties of a row or cell by their tag, each with its value."""
    properties = element.find(name)
    return {item.tag: item.get(_VAL, "") for item in properties} if properties is not None else {}


def _number(value: str, default: int) -> int:
    """A whole number among some properties, within the bounds of a table."""
    return min(int(value), MOST_COLUMNS) if value.isascii() and value.isdigit() else default


def _rows(table: Element) -> Iterator[Element]:
    for row in _unwrapped(table, TR):
        properties = row.find(_TR_PR)
        # A row whose deletion is tracked is gone once changes are accepted.
        if properties is None or properties.find(w("del")) is None:
            yield row


def _grid(table: Element) -> Grid[Element]:
    rows: list[list[GridCell[Element] | None]] = []
    for row in _rows(table):
        rows.append(_row(row, len(rows), rows[-1] if rows else []))
    return Grid(rows)


def _row(row: Element, number: int, above: list[GridCell[Element] | None]) -> list[GridCell[Element] | None]:
    cells: list[GridCell[Element] | None] = [None] * _number(_marks(row, _TR_PR).get(_BEFORE, ""), 0)
    for element in _unwrapped(row, TC):
        marks = _marks(element, _TC_PR)
        at = len(cells)
        # A cell goes on from the one above (vMerge) or before it (hMerge) unless it says that it begins.
        if marks.get(_V_MERGE, _BEGINS) in _GOES_ON and at < len(above) and above[at]:
            cell = above[at]
        elif marks.get(_H_MERGE, _BEGINS) in _GOES_ON and cells and cells[-1]:
            cell = cells[-1]
        else:
            cell = GridCell(number, at, cell_text(element), element)
        span = max(_number(marks.get(_SPAN, ""), 1), 1)
        cells += [cell] * min(span, MOST_COLUMNS - at)
        if len(cells) >= MOST_COLUMNS:
            break
    return cells
