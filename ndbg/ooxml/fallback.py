"""Text boxes, which Word stores twice: in mc:Choice, and in mc:Fallback for older programs."""

from collections.abc import Iterator
from copy import deepcopy

from ndbg.ooxml.text import FALLBACK, TEXT_BOX, Element, own_paragraphs, paragraph_text

Twice = tuple[Element, Element]


def boxes_stored_twice(root: Element) -> Iterator[Twice]:
    """Each text box whose fallback has the same text, with the box of that fallback."""
    for fallback in root.iter(FALLBACK):
        choice = fallback.getprevious()
        boxes = [] if choice is None else [*choice.iter(TEXT_BOX)]
        again = [*fallback.iter(TEXT_BOX)]
        if len(boxes) == len(again):
            yield from (
                (box, copy) for box, copy in zip(boxes, again, strict=True) if _text(box) == _text(copy)
            )


def copy_into_fallback(box: Element, fallback: Element) -> None:
    """Copy the content of a text box into its fallback."""
    fallback[:] = [deepcopy(child) for child in box]


def _text(box: Element) -> list[str]:
    return [paragraph_text(paragraph) for paragraph in own_paragraphs(box)]
