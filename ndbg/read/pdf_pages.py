"""Take the lines and tables out of a PDF, in a process of its own.

A PDF made to hurt can blow up to any size as it is unpacked, so this runs beside the
program with bounds on memory and time: `python -m ndbg.read.pdf_pages FILE`. What it
finds goes out as JSON: paragraphs as texts, tables as lists of cells.
"""

import contextlib
import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ndbg.form.headings import section_named
from ndbg.form.titles import read_title
from ndbg.read.pdf_marks import marked_text, strokes, within

MOST_PAGES = 60
MOST_MEMORY = 450 << 20  # of addresses; what is used of them is well below
MOST_SECONDS = 15  # of work, for honest files on slow machines; what was made to hurt is told before
# A page of a report is drawn in some 50 KB: a few thousand characters, and as many lines at most.
_MOST_DRAWING, _MOST_ON_PAGE = 3 << 19, 400 << 10
_MOST_THINGS = 12_000
_MOST_FORMS = 500  # drawings within drawings, each of which may hold others
_LOWER = 6  # points; lines of a report are twice as far apart
_NEAR = 3.0  # points within which two edges are one
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
_LOOSE = re.compile(rf"(?<=[{_CJK}]) +| +(?=[{_CJK}])")


def _bounded() -> None:
    """Bound the memory and the time of this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _count_forms() -> None:
    """Make drawings within drawings count: each may hold ten others that hold ten others."""
    from pdfminer.pdfinterp import PDFPageInterpreter

    draw, drawn = PDFPageInterpreter.do_Do, itertools.count(1)

    def counted(self: Any, name: Any) -> None:
        if next(drawn) > _MOST_FORMS:
            raise ValueError
        draw(self, name)

    PDFPageInterpreter.do_Do = counted  # type: ignore[method-assign, assignment]


def _drawing(page: Any, before: int) -> int:
    """How many bytes of drawing there are up to this page. Raises ValueError where no report has so much."""
    size = sum(len(part.get_data()) for part in page.page_obj.contents if hasattr(part, "get_data"))
    if size > _MOST_ON_PAGE or before + size > _MOST_DRAWING:
        raise ValueError
    if sum(map(len, page.objects.values())) > _MOST_THINGS:
        raise ValueError
    return before + size


def pages(path: str) -> dict[str, Any]:
    """The nodes of a PDF in order, and how many characters of text it holds."""
    import pdfplumber
    from pdfminer.pdfpage import PDFPage

    nodes: list[dict[str, Any]] = []
    chars = 0
    with pdfplumber.open(path) as pdf:
        # Counted one by one: there may be no end to them.
        count = sum(1 for _ in itertools.islice(PDFPage.create_pages(pdf.doc), MOST_PAGES + 1))
        if count > MOST_PAGES:
            return {"pages": count, "chars": 0, "nodes": []}
        drawing = 0
        for number, page in enumerate(pdf.pages, 1):
            drawing = _drawing(page, drawing)
            chars += len(page.chars)
            nodes += _page(page, number)
            page.close()
    return {"pages": count, "chars": chars, "nodes": list(_told(_joined(nodes)))}


def _page(page: Any, number: int) -> Iterator[dict[str, Any]]:
    """The lines and tables of a page from top to bottom."""
    tables = page.find_tables()

    def outside(thing: dict[str, Any]) -> bool:
        middle = (thing.get("top", 0) + thing.get("bottom", 0)) / 2
        across = (thing.get("x0", 0) + thing.get("x1", 0)) / 2
        return not any(t.bbox[0] <= across <= t.bbox[2] and t.bbox[1] <= middle <= t.bbox[3] for t in tables)

    # Digits in another font may stand a little lower than the words of their line.
    kept = page.filter(outside)
    lines = kept.extract_text_lines(return_chars=True, y_tolerance=_LOWER) if page.chars else []
    left = min((line["x0"] for line in lines), default=0)
    right = max([line["x1"] for line in lines] + [table.bbox[2] for table in tables], default=0)
    found: list[tuple[float, dict[str, Any]]] = []
    for line in lines:
        size = line["chars"][0]["size"]
        found.append(
            (
                line["top"],
                {
                    "text": _LOOSE.sub("", line["text"].strip()),
                    "page": number,
                    "begins": line["x0"] > left + size or _is_head(line["text"]),
                    "ends": line["x1"] < right - 1.5 * size or _is_head(line["text"]),
                },
            )
        )
    found += [(t.bbox[1], {"boxes": list(_boxes(t, number)), "page": number}) for t in tables]
    yield from (node for _, node in sorted(found, key=lambda item: item[0]))


def _edges(values: Iterable[float]) -> list[float]:
    """The edges of a grid: values that lie close together are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _span(edges: Sequence[float], low: float, high: float) -> tuple[int, int]:
    inner = [i for i, edge in enumerate(edges) if low - _NEAR <= edge < high - _NEAR]
    return (inner[0], len(inner)) if inner else (0, 1)


def _is_head(text: str) -> bool:
    """Whether a line is a title or a heading, which no other line goes on from."""
    return section_named(text) is not None or read_title(text) is not None


def _boxes(table: Any, page: int) -> Iterator[dict[str, Any]]:
    """The cells of a table as they are drawn: where, and with what text."""
    lines = strokes(table.page)
    for row, texts in zip(table.rows, table.extract(), strict=True):
        beside = within(table.page.chars, row.bbox)
        for box, text in zip(row.cells, texts, strict=True):
            if box:
                left, top, right, bottom = box
                read = marked_text(within(beside, box), lines, text or "")
                # A narrow column breaks a number over lines; it is one number all the same.
                whole = re.sub(r"(?<=[\d.,])\n(?=[\d.,])", "", read)
                yield {"x": (left, right), "y": (top, bottom), "text": whole, "page": page}


def _goes_on(upper: Sequence[dict[str, Any]], lower: Sequence[dict[str, Any]]) -> bool:
    """Whether a table is the rest of the one before it: of the same width, on the next page."""
    edges = [
        (min(box["x"][0] for box in boxes), max(box["x"][1] for box in boxes)) for boxes in (upper, lower)
    ]
    apart: float = max(abs(a - b) for a, b in zip(*edges, strict=True))
    return apart <= _NEAR and int(lower[0]["page"]) == int(upper[-1]["page"]) + 1


def _cells(boxes: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Cells in rows and columns. Pieces of one table share their columns, wherever each has edges."""
    columns = _edges(box["x"][0] for box in boxes)
    above = 0
    for page in sorted({box["page"] for box in boxes}):
        piece = [box for box in boxes if box["page"] == page]
        rows = _edges(box["y"][0] for box in piece)
        for box in piece:
            at, width = _span(columns, *box["x"])
            top, height = _span(rows, *box["y"])
            cell = {"row": above + top, "column": at, "rows": height, "columns": width}
            yield {**cell, "text": box["text"], "page": page}
        above += len(rows)


def _joined(nodes: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Lines put together to paragraphs, and pieces to tables, over the ends of pages; no page numbers."""
    nodes = list(nodes)
    often = Counter(_masked(node["text"]) for node in nodes if "text" in node)
    last: dict[str, Any] | None = None
    held: list[dict[str, Any]] = []  # lines between two pieces of tables that may be head or foot of a page
    for node in nodes:
        if "text" in node and re.fullmatch(r"[-—–―\s]*\d{1,3}[-—–―\s]*", node["text"]):
            continue
        if last and "boxes" in last and "text" in node and often[_masked(node["text"])] > 1:
            held.append(node)
            continue
        if last and "boxes" in node and "boxes" in last and _goes_on(last["boxes"], node["boxes"]):
            last = {**last, "boxes": last["boxes"] + node["boxes"]}
            held = []
            continue
        if held and last:
            yield last
            *before, last = held
            held = []
            yield from before
        if last is None:
            last = node
        elif "text" in node and "text" in last and not node["begins"] and not last["ends"]:
            last = {**last, "text": last["text"] + node["text"], "ends": node["ends"]}
        else:
            yield last
            last = node
    if last is not None:
        yield last
    yield from held


def _masked(text: str) -> str:
    """A line without its digits: the head or foot of a page is the same on each but for its number."""
    return re.sub(r"\d+", "0", "".join(text.split()))


def _told(nodes: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The nodes as they go out; tables are numbered through."""
    number = 0
    for node in nodes:
        if "boxes" in node:
            number += 1
            yield {"cells": list(_cells(node["boxes"])), "table": number}
        else:
            yield {"text": node["text"], "page": node["page"]}


if __name__ == "__main__":
    _bounded()
    _count_forms()
    sys.stdout.write(json.dumps(pages(sys.argv[1])))
