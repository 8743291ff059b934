"""What in a cell of a PDF is no digit of its figure: note marks set small, and what is struck out.

Word files and pages say so themselves; a PDF only draws it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

# Marks of notes are about six tenths as large as the text they stand by.
_SMALL = 0.8
_THIN = 2.0  # points; a line is not higher
# Where a line strikes a character out: above this it is drawn over it, below it underlines.
_UPPER, _LOWER = 0.25, 0.75

Box = tuple[float, float, float, float]


def strokes(page: Any) -> list[dict[str, Any]]:
    """The thin level lines on a page: edges of tables, underlines, and what strikes out."""
    return [line for line in (*page.lines, *page.rects) if line["bottom"] - line["top"] <= _THIN]


def within(chars: Iterable[dict[str, Any]], box: Box) -> list[dict[str, Any]]:
    """The characters whose middle lies in a box."""
    left, top, right, bottom = box
    return [
        char
        for char in chars
        if left <= (char["x0"] + char["x1"]) / 2 < right
        and top <= (char["top"] + char["bottom"]) / 2 < bottom
    ]


def marked_text(chars: Sequence[dict[str, Any]], lines: Sequence[dict[str, Any]], text: str) -> str:
    """The text of a cell: what is struck out left out, small marks beside larger digits in brackets.

    `text` is how the cell reads where it has neither.
    """
    kept = [char for char in chars if not any(_strikes(line, char) for line in lines)]
    largest = max((char["size"] for char in kept if char["text"].isdigit()), default=0.0)
    small = [char for char in kept if char["text"].isdigit() and char["size"] < _SMALL * largest]
    if len(kept) == len(chars) and not small:
        return text
    from pdfplumber.utils.text import extract_text

    marks = "".join(char["text"] for char in small)
    # The bracket is what tells a reader of figures that this is beside the number: 12（1）.
    return extract_text([char for char in kept if char not in small]) + (f"（{marks}）" if marks else "")


def _strikes(line: dict[str, Any], char: dict[str, Any]) -> bool:
    middle, height = (line["top"] + line["bottom"]) / 2, char["bottom"] - char["top"]
    across = line["x0"] <= (char["x0"] + char["x1"]) / 2 <= line["x1"]
    return bool(across and char["top"] + _UPPER * height < middle < char["top"] + _LOWER * height)
