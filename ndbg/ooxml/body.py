"""The body of a Word document as paragraphs and grids, with merged cells and content controls resolved."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice

from ndbg.document.document import Node, Paragraph, TableNode
from ndbg.document.grid import Grid, GridCell
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
    child_of,
    paragraph_text,
    plain_texts,
    w,
)
from ndbg.text.digits import whole_number

# A table wider than this is no form; the bound keeps a forged span from filling memory.
MOST_COLUMNS = 64
_TR_PR, _TC_PR, _VAL, _DEL = w("trPr"), w("tcPr"), w("val"), w("del")
_MARKS = _BEFORE, _SPAN, _V_MERGE, _H_MERGE = w("gridBefore"), w("gridSpan"), w("vMerge"), w("hMerge")
_NONE: Mapping[str, str] = {}
_NO_NUMBERS: Mapping[Element, str] = {}
_BEGINS, _GOES_ON = "restart", ("", "continue")
_Row = list[GridCell[Element] | None]
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_SHAPES = tuple(f"{{urn:schemas-microsoft-com:vml}}{name}" for name in ("shape", "rect", "roundrect"))
_ABSOLUTE = "position:absolute"
_WRAPPERS = {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")}


def has_changes(root: Element) -> bool:
    """Whether a document holds tracked changes."""
    return _has(root, w("ins"), _DEL, w("moveFrom"), w("moveTo"))


def nodes(container: Element, numbers: Mapping[Element, str] = _NO_NUMBERS) -> Iterator[Node[Element]]:
    """The paragraphs and tables in an element, in order.

    A text box follows the paragraph that anchors it. `numbers` are the automatic numbers of paragraphs
    (see `numbering`).
    """
    for child in container:
        if child.tag == P:
            text = paragraph_text(child)
            yield Paragraph(f"{numbers.get(child, '')}{text}" if text.strip() else text, child)
            if next(child.iter(TEXT_BOX), None) is not None:
                for box in _boxes(child):
                    yield from nodes(box, numbers)
        elif child.tag == TBL:
            nests = _has(child, TBL, most=1)
            grid = _TableReader(child, nests=nests).grid()
            yield TableNode(grid, partial(_held, grid, numbers), nests=nests)
        elif isinstance(child.tag, str) and child.tag not in PROPERTIES:
            yield from nodes(child, numbers)


def _has(element: Element, *tags: str, most: int = 0) -> bool:
    """Whether more than `most` elements with some tags are in an element, itself included."""
    return next(islice(element.iter(*tags), most, None), None) is not None


def _held(
    grid: Grid[Element], numbers: Mapping[Element, str]
) -> dict[GridCell[Element], list[Node[Element]]]:
    """The content of each cell; Word does not show that of a merged cell's continuations (vMerge, hMerge)."""
    cells = (cell for row in range(len(grid.rows)) for cell in grid.across(row) if cell.row == row)
    return {cell: list(nodes(cell.payload, numbers)) for cell in cells}


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes in a paragraph, without their fallbacks (mc:Fallback)."""
    for child in element:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag != FALLBACK:
            yield from _boxes(child)


def _in_boxes(cell: Element) -> str:
    """The text of the text boxes in a cell without text of its own.

    One in line with the text is in the cell; one that floats may be shown over another cell, so that a number in it is
    no number of the cell.
    """
    boxes = list(_boxes(cell))
    text = "\n".join(cell_text(box) for box in boxes).strip()
    return f"文本框：{text}" if text and any(map(_floats, boxes)) else text


def _floats(box: Element) -> bool:
    """Whether a text box is placed by position, not in line with the text."""
    shapes = box.iterancestors(_ANCHOR, *_SHAPES)
    return any(shape.tag == _ANCHOR or _ABSOLUTE in shape.get("style", "") for shape in shapes)


def _unwrapped(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, including those in content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, tag)


def _number(value: str, default: int) -> int:
    """A property as a whole number, at most `MOST_COLUMNS`; `default` where it is none."""
    number = whole_number(value, MOST_COLUMNS)
    return default if number is None else number


def _own_marks(table: Element) -> Iterator[Element]:
    """The elements `_MARKS` of a table's own rows and cells, without those of nested tables."""
    for row in _unwrapped(table, TR):
        for element in (row, *_unwrapped(row, TC)):
            for properties in element.iterchildren(_TR_PR, _TC_PR):
                yield from properties.iterchildren(*_MARKS)


def _marks(elements: Iterable[Element]) -> dict[Element, dict[str, str]]:
    """The values of spans, merges and skipped cells: for each row or cell that has any, by tag.

    Found by one search through the table, which takes a tenth of the time of a search in each cell.
    """
    marks: dict[Element, dict[str, str]] = {}
    for mark in elements:
        properties = mark.getparent()
        marked = properties.getparent() if properties is not None else None
        if marked is not None and properties is not None and properties.tag in (_TR_PR, _TC_PR):
            marks.setdefault(marked, {})[mark.tag] = mark.get(_VAL, "")
    return marks


class _TableReader:
    """Reads the rows of a table into a grid, from top to bottom."""

    def __init__(self, table: Element, *, nests: bool) -> None:
        self._table = table
        self._nests = nests
        self._wrapped = _has(table, *_WRAPPERS)
        self._plain = {} if nests else plain_texts(table, TC)
        self._marks = _marks(_own_marks(table) if nests else table.iter(*_MARKS))
        self._rows: list[_Row] = []

    def grid(self) -> Grid[Element]:
        deletes = _has(self._table, _DEL)
        for row in self._children(self._table, TR):
            # Changes are read as accepted: a row with a tracked deletion is gone.
            if deletes and child_of(row, _TR_PR, _DEL) is not None:
                continue
            self._rows.append(self._row(row, self._rows[-1] if self._rows else []))
        return Grid(self._rows)

    def _children(self, parent: Element, tag: str) -> Iterable[Element]:
        return _unwrapped(parent, tag) if self._wrapped else parent.iterchildren(tag)

    def _text(self, cell: Element) -> str:
        text = self._plain.get(cell)
        if text is not None:
            return text
        text = cell_text(cell)
        return text if text.strip() or self._nests else _in_boxes(cell) or text

    def _row(self, row: Element, above: _Row) -> _Row:
        cells: _Row = [None] * _number(self._marks.get(row, _NONE).get(_BEFORE, ""), 0)
        for element in self._children(row, TC):
            marks, at = self._marks.get(element), len(cells)
            if at >= MOST_COLUMNS:
                break
            if marks is None:
                cells.append(GridCell(len(self._rows), at, self._text(element), element))
                continue
            # A cell with vMerge or hMerge continues the one above or to the left unless it restarts.
            if marks.get(_V_MERGE, _BEGINS) in _GOES_ON and at < len(above) and above[at]:
                cell = above[at]
            elif marks.get(_H_MERGE, _BEGINS) in _GOES_ON and cells and cells[-1]:
                cell = cells[-1]
            else:
                cell = GridCell(len(self._rows), at, self._text(element), element)
            span = max(_number(marks.get(_SPAN, ""), 1), 1)
            cells += [cell] * min(span, MOST_COLUMNS - at)
        return cells
