"""The fields of Word documents: what they show, and how one becomes plain text (ECMA-376, part 1, 17.16)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ndbg.ooxml.text import Element, T, remove, w

SIMPLE, CHARACTER, INSTRUCTION = w("fldSimple"), w("fldChar"), w("instrText")
KIND_OF_CHARACTER, SIMPLE_INSTRUCTION = w("fldCharType"), w("instr")
# Two form fields, of Word 97 and later, and the table of contents.
TEXT_FIELD, CHOICE, CONTENTS = "FORMTEXT", "FORMDROPDOWN", "TOC"

_DEEPEST = 20  # levels of nested fields, as in Word; a text nested deeper is in the outer 20 alone


@dataclass(slots=True, eq=False, repr=False)
class Field:
    """A field: the elements that mark it, and the `w:t` of its result, nested fields included.

    `instruction` is its code: `MERGEFIELD 单位名称`.
    """

    marks: list[Element]
    texts: list[Element] = field(default_factory=list)
    instruction: str = ""

    @property
    def kind(self) -> str:
        """The first word of the instruction in upper case; `=` for every formula."""
        word = (self.instruction.split() or [""])[0].upper()
        return "=" if word.startswith("=") else word

    @property
    def shown(self) -> str:
        """The text of its result."""
        return "".join(text.text or "" for text in self.texts)

    def unlink(self) -> None:
        """Make its result plain text, which no program updates."""
        for mark in self.marks:
            above = mark.getparent()
            if mark.tag == SIMPLE and above is not None:
                at = above.index(mark)
                above[at : at + 1] = list(mark)
            else:
                remove(mark)


def fields(root: Element) -> Iterator[Field]:
    """The fields in an element, in the order of their ends; one that does not end in it is left out."""
    for simple in list(root.iter(SIMPLE)):
        yield Field([simple], list(simple.iter(T)), simple.get(SIMPLE_INSTRUCTION, ""))
    if next(root.iter(CHARACTER), None) is None:
        return
    still_open: list[Field] = []
    for element in list(root.iter(CHARACTER, INSTRUCTION, T)):
        if element.tag == T:
            for each in still_open[:_DEEPEST]:
                each.texts.append(element)
            continue
        kind = element.get(KIND_OF_CHARACTER)
        if kind == "begin":
            still_open.append(Field([]))
        if not still_open:
            continue
        still_open[-1].marks.append(element)
        if element.tag == INSTRUCTION:
            still_open[-1].instruction += element.text or ""
        elif kind == "end":
            yield still_open.pop()


def remove_broken_fields(root: Element) -> None:
    """Remove the marks of fields without a beginning or without an end."""
    still_open: list[list[Element]] = []
    for mark in list(root.iter(CHARACTER, INSTRUCTION)):
        kind = mark.get(KIND_OF_CHARACTER)
        if kind == "begin":
            still_open.append([mark])
        elif not still_open:
            remove(mark)
        elif kind == "end":
            still_open.pop()
        else:
            still_open[-1].append(mark)
    for marks in still_open:
        for mark in marks:
            remove(mark)
