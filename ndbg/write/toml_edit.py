"""Edit values of a data file in place; comments, order and all else stay."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_BASIC, _LITERAL = '"""', "'''"


class Edit(NamedTuple):
    """The replacement of the characters from `start` to `end` of a text."""

    start: int
    end: int
    new: str


class NewParagraph(NamedTuple):
    """A paragraph as it is to be, with its markers.

    `old` is the number of the paragraph that it replaces, counted from 0; None for a new one. `kept`: its text is
    the same.
    """

    text: str
    old: int | None = None
    kept: bool = False


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits applied; they must not overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def edited_paragraphs(old: str, paragraphs: Sequence[NewParagraph], places: Sequence[int]) -> str:
    """The value of a text in triple quotes with other paragraphs; blank lines and indents stay.

    `places` are the lines of the old paragraphs, counted from the first of the value. A value not in triple quotes is
    rewritten as a whole.
    """
    lines = old.split("\n")
    quotes = old[:3]
    apart = quotes in (_BASIC, _LITERAL) and lines[0] == quotes and lines[-1].strip() == quotes
    if not apart or (quotes == _LITERAL and any(_LITERAL in p.text for p in paragraphs)):
        body = "".join(f"{_escaped(paragraph.text)}\n" for paragraph in paragraphs)
        return f"{_BASIC}\n{body}{_BASIC}"
    new: dict[int, list[str]] = {at: [line] for at, line in enumerate(lines)}
    for at in {*range(len(places))} - {paragraph.old for paragraph in paragraphs}:
        new[places[at]] = []
    last = 0
    for paragraph in paragraphs:
        written = _escaped(paragraph.text) if quotes == _BASIC else paragraph.text
        if paragraph.old is None:
            new[last].append(written)
            continue
        last = places[paragraph.old]
        if not paragraph.kept:
            line = lines[last]
            new[last] = [line[: len(line) - len(line.lstrip())] + written]
    return "\n".join(line for at in range(len(lines)) for line in new[at])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(_BASIC, '""\\"')
