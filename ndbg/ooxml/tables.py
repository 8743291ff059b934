"""Word tables as grids: merged cells become one, whatever wraps rows and cells."""

from collections.abc import Iterator

from ndbg.grid import Grid, GridCell
from ndbg.ooxml.text import TBL, TC, TR, Element, cell_text, w

# A table wider than this is no form; the bound keeps a forged span from filling memory.
MOST_COLUMNS = 200
_WRAPPERS = {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")}


def tables(root: Element) -> list[Grid[Element]]:
    """All tables of a part in order, those inside other tables too."""
    return [_grid(table) for table in root.iter(TBL)]


def _unwrapped(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, also those in content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, tag)


def _number(properties: Element | None, name: str, default: int) -> int:
    """A whole number among some properties, within the bounds of a table."""
    item = properties.find(w(name)) if properties is not None else None
    value = item.get(w("val"), "") if item is not None else ""
    return min(int(value), MOST_COLUMNS) if value.isascii() and value.isdigit() else default


def _grid(table: Element) -> Grid[Element]:
    rows: list[list[GridCell[Element] | None]] = []
    for row in _unwrapped(table, TR):
        properties = row.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            continue  # a row whose deletion is tracked is gone once changes are accepted
        above = rows[-1] if rows else []
        rows.append(_row(row, len(rows), above))
    return Grid(rows)


def _row(row: Element, number: int, above: list[GridCell[Element] | None]) -> list[GridCell[Element] | None]:
    cells: list[GridCell[Element] | None] = [None] * _number(row.find(w("trPr")), "gridBefore", 0)
    for element in _unwrapped(row, TC):
        properties = element.find(w("tcPr"))
        at = len(cells)
        if _merged(properties, "vMerge") and at < len(above) and above[at]:
            cell = above[at]
        elif _merged(properties, "hMerge") and cells and cells[-1]:
            cell = cells[-1]
        else:
            cell = GridCell(number, at, cell_text(element), element)
        span = max(_number(properties, "gridSpan", 1), 1)
        cells += [cell] * min(span, MOST_COLUMNS - at)
        if len(cells) >= MOST_COLUMNS:
            break
    return cells


def _merged(properties: Element | None, name: str) -> bool:
    """Whether a cell goes on from the one above (vMerge) or before it (hMerge)."""
    item = properties.find(w(name)) if properties is not None else None
    return item is not None and item.get(w("val"), "continue") == "continue"
