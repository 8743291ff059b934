"""What holds a text in a Word form: content controls and fields.

A control shows its prompt until it is told that it holds text, and one that is bound shows the data of the file;
a field such as MERGEFIELD, DOCPROPERTY or DATE is worked out anew. What is written into one must stay.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

from lxml import etree

from ndbg.ooxml.fields import (
    CHARACTER,
    CHOICE,
    CONTENTS,
    KIND_OF_CHARACTER,
    SIMPLE,
    TEXT_FIELD,
    Field,
    fields,
)
from ndbg.ooxml.text import R_PR, TEXT_BOX, Element, R, T, child_of, raw_text, remove, w

_SDT, _SDT_PR, _CONTENT = w("sdt"), w("sdtPr"), w("sdtContent")
_PROMPT, _BOUND = w("showingPlcHdr"), w("dataBinding")
# The run properties of a prompt.
PROMPT_MARKS = {w("rStyle"), w("color")}
_HOLDERS = (_SDT, SIMPLE, CHARACTER)
# Controls that hold text of any kind. Without one of these a control is for rich text.
_TEXT = {"text", "richText", "comboBox", "dropDownList"}
_OTHER = {
    "picture", "checkbox", "checkBox", "date", "docPartObj", "docPartList", "equation", "citation", "bibliography",
    "group", "repeatingSection",
}  # fmt: skip
# Fields that show what stands elsewhere in the document, or no text of their own.
_KEPT = {TEXT_FIELD, "HYPERLINK", "REF", "STYLEREF", "PAGEREF", CONTENTS, "PAGE", "NUMPAGES", "SECTIONPAGES"}
_OBJECTS = {
    w("footnoteReference"): "脚注",
    w("endnoteReference"): "脚注",
    w("commentReference"): "批注",
}
# What ends a part of a document that a name, or the leave to write in it, is for.
_ENDS = (w("permEnd"), w("bookmarkEnd"))
_PICTURES = (w("drawing"), w("pict"))
_NAMES = {"=": "公式", CHOICE: "下拉框", TEXT_FIELD: "窗体域"}


def shows_prompt(paragraph: Element) -> bool:
    """Whether a content control in a paragraph or around it shows its prompt."""
    controls = [*paragraph.iterancestors(_SDT), *paragraph.iter(_SDT)]
    return any(child_of(control, _SDT_PR, _PROMPT) is not None for control in controls)


def settle(control: Element) -> None:
    """Make a content control plain: what it holds is text, not its prompt, and bound to nothing."""
    properties = child_of(control, _SDT_PR)
    if properties is None:
        return
    for item in list(properties.iterchildren(_PROMPT, _BOUND)):
        if item.tag == _PROMPT:
            for run in control.iter(R):
                _take_off_prompt(run)
        remove(item)


def look_for_typing(run: Element) -> Element | None:
    """A copy of the run properties that Word gives to text typed over a prompt: those of its control (`w:sdtPr/w:rPr`).

    Marks that the prompt has as well are left out. None for a run of no prompt, and where the control sets none.
    """
    control = next(run.iterancestors(_SDT), None)
    kept = child_of(control, _SDT_PR, R_PR) if control is not None else None
    if control is None or kept is None or child_of(control, _SDT_PR, _PROMPT) is None:
        return None
    look, own = deepcopy(kept), child_of(run, R_PR)
    shared = [mark.items() for mark in own.iterchildren(*PROMPT_MARKS)] if own is not None else []
    for mark in list(look.iterchildren(*PROMPT_MARKS)):
        if mark.items() in shared:
            look.remove(mark)
    return look


def _take_off_prompt(run: Element) -> None:
    """Give a run of a prompt the look of typed text, or take off the marks of prompts where its control sets none."""
    look, typed = child_of(run, R_PR), look_for_typing(run)
    if typed is not None:
        if look is not None:
            run.remove(look)
        run.insert(0, typed)
        return
    for mark in list(look.iterchildren(*PROMPT_MARKS)) if look is not None else ():
        remove(mark)


def settle_controls(element: Element) -> None:
    """Settle the content controls around an element."""
    for control in element.iterancestors(_SDT):
        settle(control)


@contextmanager
def settling(paragraph: Element) -> Iterator[None]:
    """Settle the controls, and unlink the fields, in a paragraph or around it whose text the context changes."""
    controls = [(control, raw_text(control)) for control in paragraph.iter(_SDT)]
    within = [(field, field.shown) for field in fields(paragraph) if field.kind not in _KEPT]
    whole = raw_text(paragraph)
    yield
    if raw_text(paragraph) != whole:
        settle_controls(paragraph)
    for control, was in controls:
        if raw_text(control) != was:
            settle(control)
    for field, shown in within:
        if field.shown != shown:
            field.unlink()


def room_in(paragraph: Element) -> tuple[Element, list[Element]]:
    """A new, empty run in a paragraph where it has room for text, and the children of the paragraph that are this room.

    Room is a control for text, or a text field of a form (FORMTEXT); what it holds is removed. Without any the run
    stands where the text does.
    """
    if next(paragraph.iter(*_HOLDERS), None) is None:
        run = _run_in(paragraph)
        return run, [run]
    run = etree.Element(R)
    for control in paragraph.iterchildren(_SDT):
        content = child_of(control, _CONTENT)
        if content is not None and _holds_text(control):
            settle(control)
            for child in list(content):
                content.remove(child)
            content.append(run)
            return run, [control]
    for field in fields(paragraph):
        if field.kind == TEXT_FIELD and (runs := _runs_of(field, paragraph)):
            last = runs[-1]
            if not any(mark.get(KIND_OF_CHARACTER) == "separate" for mark in field.marks):
                separator = etree.Element(R)
                etree.SubElement(separator, CHARACTER).set(KIND_OF_CHARACTER, "separate")
                last.addprevious(separator)
                runs.append(separator)
            last.addprevious(run)
            return run, [*runs, run]
    run = _run_in(paragraph)
    return run, [run]


def _run_in(paragraph: Element) -> Element:
    """A new run at the end of a paragraph, or before what ends there."""
    end = next(paragraph.iterchildren(*_ENDS), None)
    run = etree.SubElement(paragraph, R)
    if end is not None:
        end.addprevious(run)
    return run


def _runs_of(field: Field, paragraph: Element) -> list[Element]:
    """The runs that make a field, where each of its marks has one of its own in the paragraph; else none."""
    runs = [mark.getparent() for mark in field.marks]
    alone = len(set(runs)) == len(runs) and all(
        run is not None and run.getparent() is paragraph and next(run.iter(T), None) is None for run in runs
    )
    return [run for run in runs if run is not None] if alone else []


def _holds_text(control: Element) -> bool:
    kinds = _kinds(control)
    return not kinds & _OTHER or bool(kinds & _TEXT)


def _kinds(control: Element) -> set[str]:
    """The names of a control's properties, of which one is its kind; those of Word 2010 have a namespace of their own."""
    properties = child_of(control, _SDT_PR)
    return {etree.QName(item).localname for item in properties} if properties is not None else set()


def objects(root: Element) -> Iterator[tuple[str, Element]]:
    """What an element holds besides text and rooms for it, each with its name: 图片, 脚注, 批注, 公式, 下拉框."""
    if next(root.iter(*_OBJECTS, *_PICTURES, *_HOLDERS), None) is None:
        return
    for element in root.iter(*_OBJECTS, *_PICTURES):
        if element.tag in _OBJECTS:
            yield _OBJECTS[element.tag], element
        else:
            yield ("文本框" if next(element.iter(TEXT_BOX), None) is not None else "图片"), element
    for field in fields(root):
        if field.kind in _NAMES or field.kind not in _KEPT:
            yield _NAMES.get(field.kind, "域"), field.marks[0]
    for control in root.iter(_SDT):
        kinds = _kinds(control)
        if kinds & {"dropDownList", "comboBox"}:
            yield "下拉框", control
        elif kinds & {"checkbox", "checkBox"}:
            yield "复选框", control
