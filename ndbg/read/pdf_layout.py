"""From the lines and boxes on the pages of a PDF to paragraphs and tables, whole over the ends of pages."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ndbg.document.flow import Node, Paragraph, TableNode
from ndbg.document.grid import Grid, GridCell
from ndbg.document.headings import is_heading
from ndbg.document.titles import read_title
from ndbg.errors import NdbgError
from ndbg.read.pdf_pages import Box, Page

_MOST_CELLS = 100_000  # of one table; those of a report have a few hundred
_NEAR = 3.0  # points within which two edges are one
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
_LOOSE = re.compile(rf"(?<=[{_CJK}]) +| +(?=[{_CJK}])")
_PAGE_NUMBER = re.compile(r"[-—–―\s]*\d{1,3}[-—–―\s]*")
_BROKEN_NUMBER = re.compile(r"(?<=[\d.,])\n(?=[\d.,])")


class _Line(NamedTuple):
    """A line of text, and whether it begins a paragraph and ends one."""

    text: str
    page: int
    begins: bool
    ends: bool


class _Piece(NamedTuple):
    """What of a table is on one page."""

    page: int
    boxes: Sequence[Box]


_Table = list[_Piece]


def lay_out(pages: Sequence[Page], path: Path) -> Iterator[Node[str]]:
    """The paragraphs and tables of a PDF in order, each with the words for where it stands.

    Raises NdbgError where a table is larger than any report's.
    """
    number = 0
    for thing in _joined([thing for at, page in enumerate(pages, 1) for thing in _on_page(page, at)]):
        if isinstance(thing, _Line):
            yield Paragraph(thing.text, f"第{thing.page}页")
        else:
            number += 1
            yield TableNode.of(_grid(thing, number, path), ())


def _on_page(page: Page, number: int) -> Iterator[_Line | _Table]:
    """The lines and tables of a page from top to bottom."""
    lines, tables = page["lines"], page["tables"]
    left = min((line["left"] for line in lines), default=0)
    sides = [line["right"] for line in lines] + [box["right"] for boxes in tables for box in boxes]
    right = max(sides, default=0)
    found: list[tuple[float, _Line | _Table]] = []
    for line in lines:
        alone = is_heading(line["text"]) or read_title(line["text"]) is not None
        begins = alone or line["left"] > left + line["size"]
        ends = alone or line["right"] < right - 1.5 * line["size"]
        text = _LOOSE.sub("", line["text"].strip())
        found.append((line["top"], _Line(text, number, begins, ends)))
    found += [(min(box["top"] for box in boxes), [_Piece(number, boxes)]) for boxes in tables]
    yield from (thing for _, thing in sorted(found, key=lambda item: item[0]))


def _joined(things: Sequence[_Line | _Table]) -> Iterator[_Line | _Table]:
    """Lines put together to paragraphs, and pieces to tables, over the ends of pages; no page numbers."""
    often = Counter(_masked(thing.text) for thing in things if isinstance(thing, _Line))
    last: _Line | _Table | None = None
    held: list[_Line] = []  # lines between two pieces of tables that may be head or foot of a page
    for thing in things:
        if isinstance(thing, _Line):
            if _PAGE_NUMBER.fullmatch(thing.text):
                continue
            if isinstance(last, list) and often[_masked(thing.text)] > 1:
                held.append(thing)
                continue
        elif isinstance(last, list) and _goes_on(last, thing):
            last = last + thing
            held = []
            continue
        if held and last:
            yield last
            *before, last = held
            held = []
            yield from before
        if last is None:
            last = thing
        elif isinstance(thing, _Line) and isinstance(last, _Line) and not thing.begins and not last.ends:
            last = last._replace(text=last.text + thing.text, ends=thing.ends)
        else:
            yield last
            last = thing
    if last is not None:
        yield last
    yield from held


def _masked(text: str) -> str:
    """A line without its digits: the head or foot of a page is the same on each but for its number."""
    return re.sub(r"\d+", "0", "".join(text.split()))


def _goes_on(upper: _Table, lower: _Table) -> bool:
    """Whether a table is the rest of the one before it: of the same width, on the next page."""
    edges = zip(_sides(upper), _sides(lower), strict=True)
    return all(abs(a - b) <= _NEAR for a, b in edges) and lower[0].page == upper[-1].page + 1


def _sides(table: _Table) -> tuple[float, float]:
    boxes = [box for piece in table for box in piece.boxes]
    return min(box["left"] for box in boxes), max(box["right"] for box in boxes)


def _grid(table: _Table, number: int, path: Path) -> Grid[str]:
    """Cells in rows and columns. Pieces of one table share their columns, wherever each has edges."""
    columns = _edges(box["left"] for piece in table for box in piece.boxes)
    pieces = [(piece, _edges(box["top"] for box in piece.boxes)) for piece in table]
    if sum(len(tops) for _, tops in pieces) * len(columns) > _MOST_CELLS:
        raise NdbgError(f"“{path}”里第{number}个表格大得不正常，不像是一份报告，没有读")
    rows: list[list[GridCell[str] | None]] = []
    for (page, boxes), tops in pieces:
        above = len(rows)
        rows += ([None] * len(columns) for _ in tops)
        for box in boxes:
            at, end = _span(columns, box["left"], box["right"])
            top, bottom = (above + row for row in _span(tops, box["top"], box["bottom"]))
            place = f"第{page}页，第{number}个表格第{top + 1}行第{at + 1}列"
            # A narrow column breaks a number over lines; it is one number all the same.
            cell = GridCell(top, at, _BROKEN_NUMBER.sub("", box["text"]), place)
            for row in rows[top:bottom]:
                row[at:end] = [cell] * (end - at)
    return Grid(rows)


def _edges(values: Iterable[float]) -> list[float]:
    """The edges of a grid: values that lie close together are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _span(edges: Sequence[float], low: float, high: float) -> tuple[int, int]:
    """Between which edges something lies: the first of them, and the one behind the last."""
    first, behind = bisect_left(edges, low - _NEAR), bisect_left(edges, high - _NEAR)
    return (first, behind) if first < behind else (0, 1)
