"""Take the lines and tables out of a PDF, in a process of its own.

A PDF made to hurt can blow up to any size as it is unpacked, so this runs beside the
program with bounds on memory and time: `python -m ndbg.read.pdf_pages FILE`. What it
finds goes out as JSON: paragraphs as texts, tables as lists of cells.
"""

import contextlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

MOST_PAGES = 60
MOST_MEMORY = 700 << 20  # of addresses; what is used of them is well below
_NEAR = 3.0  # points within which two edges are one
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
_LOOSE = re.compile(rf"(?<=[{_CJK}]) +| +(?=[{_CJK}])")


def _bounded() -> None:
    """Bound the memory of this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def pages(path: str) -> dict[str, Any]:
    """The nodes of a PDF in order, and how many characters of text it holds."""
    import pdfplumber

    nodes: list[dict[str, Any]] = []
    chars = 0
    with pdfplumber.open(path) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            return {"pages": len(pdf.pages), "chars": 0, "nodes": []}
        for number, page in enumerate(pdf.pages, 1):
            chars += len(page.chars)
            nodes += _page(page, number)
            page.close()
        count = len(pdf.pages)
    return {"pages": count, "chars": chars, "nodes": list(_joined(nodes))}


def _page(page: Any, number: int) -> Iterator[dict[str, Any]]:
    """The lines and tables of a page from top to bottom."""
    tables = page.find_tables()

    def outside(thing: dict[str, Any]) -> bool:
        middle = (thing.get("top", 0) + thing.get("bottom", 0)) / 2
        across = (thing.get("x0", 0) + thing.get("x1", 0)) / 2
        return not any(t.bbox[0] <= across <= t.bbox[2] and t.bbox[1] <= middle <= t.bbox[3] for t in tables)

    lines = page.filter(outside).extract_text_lines(return_chars=True) if page.chars else []
    left = min((line["x0"] for line in lines), default=0)
    right = max((line["x1"] for line in lines), default=0)
    found: list[tuple[float, dict[str, Any]]] = []
    for line in lines:
        size = line["chars"][0]["size"]
        found.append(
            (
                line["top"],
                {
                    "text": _LOOSE.sub("", line["text"].strip()),
                    "page": number,
                    "begins": line["x0"] > left + size,
                    "ends": line["x1"] < right - 1.5 * size,
                },
            )
        )
    for at, table in enumerate(tables, 1):
        found.append((table.bbox[1], {"cells": list(_cells(table)), "page": number, "table": at}))
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


def _cells(table: Any) -> Iterator[dict[str, Any]]:
    """Each cell once: where it begins, what it covers, and its text."""
    columns = _edges(box[0] for box in table.cells)
    rows = _edges(box[1] for box in table.cells)
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box:
                at, width = _span(columns, box[0], box[2])
                top, height = _span(rows, box[1], box[3])
                yield {"row": top, "column": at, "rows": height, "columns": width, "text": text or ""}


def _joined(nodes: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Lines put together to paragraphs, over the ends of pages too; page numbers left out."""
    open_text: dict[str, Any] | None = None
    for node in nodes:
        if "cells" in node:
            if open_text:
                yield open_text
            open_text = None
            yield node
        elif re.fullmatch(r"[-—–―\s]*\d{1,3}[-—–―\s]*", node["text"]):
            continue
        elif open_text and not node["begins"] and not open_text["ends"]:
            open_text = {**open_text, "text": open_text["text"] + node["text"], "ends": node["ends"]}
        else:
            if open_text:
                yield open_text
            open_text = node
    if open_text:
        yield open_text


if __name__ == "__main__":
    _bounded()
    sys.stdout.write(json.dumps(pages(sys.argv[1])))
