"""Source lines with marks under the spans at fault, and the width of text on a terminal."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from ndbg.errors import InputError, NdbgError, Problem
from ndbg.text.controls import printable


def width(text: str) -> int:
    """How many columns a text takes: two for a Chinese character."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    unseen = sum(unicodedata.category(char) in ("Mn", "Cf") for char in text)
    return len(text) + wide - unseen


def marked(line: str, spans: Iterable[tuple[int, int]], widest: int = 76) -> tuple[str, str]:
    """A source line, and the line of marks to print under it.

    `spans` are offsets in the line, from 0, end excluded. A line wider than `widest` terminal columns is
    cut to the part with the first mark.
    """
    spans = sorted(spans)
    first = spans[0][0] if spans else 0
    line = printable(line.replace("\t", " "))
    # No more is cut before the mark than needed to show it.
    long = width(line) > widest
    start = max(first - widest, 0) if long else 0
    while long and width(line[start : first + 1]) > widest // 2:
        start += 1
    end, room = start, widest
    while end < min(len(line), start + 4 * widest) and (room := room - width(line[end])) >= 0:
        end += 1
    shown = line[start:end]
    marks = ""
    for left, right in spans:
        left, right = max(left, start), min(max(right, left + 1), end)
        if left >= end and marks:
            continue
        gap = width(line[start:left]) - len(marks)
        if gap >= 0:
            marks += " " * gap + "^" * max(width(line[left:right]), 1)
    before, after = "…" if start else "", "…" if end < len(line) else ""
    return f"{before}{shown}{after}", " " * width(before) + marks


def problem_text(name: str, problem: Problem, lines: Sequence[str]) -> str:
    """A problem with its place, its source line and a mark under the span at fault."""
    if problem.line is None:
        return f"{name}：{problem.message}"
    text = f"{name} 第{problem.line}行第{problem.start + 1}列：{problem.message}"
    if not 0 < problem.line <= len(lines):
        return text
    line, marks = marked(lines[problem.line - 1], [(problem.start, problem.end)])
    return f"{text}\n    {line}\n    {marks}"


def error_text(error: NdbgError) -> str:
    """An error with all its problems."""
    if not isinstance(error, InputError):
        return f"{error}"
    return "\n".join(problem_text(printable(f"{error.path}"), p, error.lines) for p in error.problems)


# Numbers and words are not split; brackets, quotation marks and stops stay with the text they belong to.
_PIECES = re.compile(r"[（“]*(?:[\w.%+-]+|.)[，。；：、）”]*", re.ASCII | re.DOTALL)


def folded(text: str, widest: int) -> list[str]:
    """A text broken into lines of a width; Chinese text may break between any two characters."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > widest:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def cut(text: str, widest: int) -> str:
    """A text cut to a width, with … at the cut."""
    if width(text) <= widest:
        return text
    while text and width(text) + 1 > widest:
        text = text[:-1]
    return f"{text}…"
