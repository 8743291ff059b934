"""Take the lines and tables out of a PDF, in a process of its own.

A PDF made to hurt can crash a library, keep it busy without end or blow up to any size as it
is unpacked, so this runs beside the program with bounds on memory and time: `python -m
ndbg.read.pdf_pages FILE`. Whatever goes wrong here is put down to the file, so that only what
needs the library is done here. What it finds goes out as JSON; `pdf_layout` makes sense of it.
"""

import contextlib
import itertools
import json
import sys
from collections.abc import Iterator
from typing import Any, TypedDict

from ndbg.read.pdf_marks import marked_text, strokes, within

MOST_PAGES = 60
MOST_MEMORY = 450 << 20  # of addresses; what is used of them is well below
MOST_SECONDS = 15  # of work, for honest files on slow machines; what was made to hurt is told before
# A page of a report is drawn in some 50 KB: a few thousand characters, and as many lines at most.
_MOST_DRAWING, _MOST_ON_PAGE = 3 << 19, 400 << 10
_MOST_THINGS = 12_000
_MOST_FORMS = 500  # drawings within drawings, each of which may hold others
_MOST_SENT = 4 << 20  # characters of JSON; a page of a report takes some ten thousand
_LOWER = 6  # points; lines of a report are twice as far apart


class Line(TypedDict):
    """A line of text outside tables: where it stands in points from the top left, and the size of its type."""

    text: str
    left: float
    right: float
    top: float
    size: float


class Box(TypedDict):
    """A cell of a table as it is drawn: where, and with what text."""

    left: float
    right: float
    top: float
    bottom: float
    text: str


class Page(TypedDict):
    """What is on a page; each table is the boxes that it is made of, at least one."""

    lines: list[Line]
    tables: list[list[Box]]


class Found(TypedDict):
    """What a PDF holds: how many pages, how many characters, and its pages unless there are too many."""

    count: int
    chars: int
    pages: list[Page]


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


def find(path: str) -> Found:
    """The lines and tables of a PDF, page by page."""
    import pdfplumber
    from pdfminer.pdfpage import PDFPage

    with pdfplumber.open(path) as pdf:
        # Counted one by one: there may be no end to them.
        count = sum(1 for _ in itertools.islice(PDFPage.create_pages(pdf.doc), MOST_PAGES + 1))
        found: Found = {"count": count, "chars": 0, "pages": []}
        if count > MOST_PAGES:
            return found
        drawing = 0
        for page in pdf.pages:
            drawing = _drawing(page, drawing)
            found["chars"] += len(page.chars)
            found["pages"].append(_page(page))
            page.close()
    return found


def _page(page: Any) -> Page:
    tables = page.find_tables()

    def outside(thing: dict[str, Any]) -> bool:
        middle = (thing.get("top", 0) + thing.get("bottom", 0)) / 2
        across = (thing.get("x0", 0) + thing.get("x1", 0)) / 2
        return not any(t.bbox[0] <= across <= t.bbox[2] and t.bbox[1] <= middle <= t.bbox[3] for t in tables)

    # Digits in another font may stand a little lower than the words of their line.
    kept = page.filter(outside)
    lines = kept.extract_text_lines(return_chars=True, y_tolerance=_LOWER) if page.chars else []
    return {"lines": [_line(line) for line in lines], "tables": [list(_boxes(table)) for table in tables]}


def _line(line: dict[str, Any]) -> Line:
    return {
        "text": line["text"],
        "left": line["x0"],
        "right": line["x1"],
        "top": line["top"],
        "size": line["chars"][0]["size"],
    }


def _boxes(table: Any) -> Iterator[Box]:
    lines = strokes(table.page)
    for row, texts in zip(table.rows, table.extract(), strict=True):
        beside = within(table.page.chars, row.bbox)
        for box, text in zip(row.cells, texts, strict=True):
            if box:
                left, top, right, bottom = box
                read = marked_text(within(beside, box), lines, text or "")
                yield {"left": left, "right": right, "top": top, "bottom": bottom, "text": read}


def _send(found: Found) -> None:
    """Hand over what was found. Raises ValueError where no report has so much, or it stands nowhere on a page."""
    told = json.dumps(found, allow_nan=False)
    if len(told) > _MOST_SENT:
        raise ValueError
    sys.stdout.write(told)


if __name__ == "__main__":
    _bounded()
    _count_forms()
    _send(find(sys.argv[1]))
