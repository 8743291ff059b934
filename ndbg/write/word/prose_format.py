"""The format of prose in a form, taken from its sample text without the marks of instructions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from ndbg.document.instructions import is_instruction
from ndbg.document.titles import LEAD, is_sentence, lead_of
from ndbg.ooxml.text import P_PR, R_PR, Element, R, child_of, paragraph_text, raw_text, w
from ndbg.text.digits import whole_number
from ndbg.text.patterns import Pattern, any_in
from ndbg.write.word.cells import BLACK, look_between, look_of, look_of_mark, without_number

# GB/T 9704—2012 sets text in 仿宋 and second-level headings in 楷体; used where the form shows none of its own.
_FONT, _LEAD_FONT = "仿宋_GB2312", "楷体_GB2312"
_OF_HEADINGS = ("楷体", "黑体")
_STYLE = w("pStyle")
_NUMBERING, _FONTS, _SIZES, _BOLD = w("numPr"), w("rFonts"), (w("sz"), w("szCs")), (w("b"), w("bCs"))
_USUAL_SIZE, _LARGEST_SIZE = 32, 3276  # half points: 三号, the largest that Word knows
_INDENT, _SPACING = w("ind"), w("spacing")
_AFTER_INDENT = tuple(
    w(name)
    for name in (
        "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
        "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip
# Blanks at the head of a line that stand for an indent.
_BLANKS = Pattern(r"[ \u3000\xa0]*(?:\u3000{2}|[ \xa0]{4})")
# What a sample says of itself at its head: 示例：, 【正文示例一】; 以下为示例 is an instruction.
_SAMPLE = Pattern(r"^[（(【\[〔]?(?:正文)?[示样范]例[一二三四五六七八九0-9]?[:：）)】\]〕]")
_SMALLEST_PART = 0.75  # of the size of the headings, in which text is not set any more
_COLOUR = w("color")
_OPENING, _CLOSING, _MARKS = tuple("（(【["), tuple("）)】]"), tuple("▲△※★●■")  # of remarks


class Look(NamedTuple):
    """The format of a section: paragraph properties, run properties, those of run-in headings."""

    paragraph: Element | None
    text: Element | None
    lead: Element | None


class Samples:
    """The looks that a form shows for its prose.

    `size` gives the font size of a paragraph, None where the form sets none.
    """

    def __init__(self, size: Callable[[Element], float | None]) -> None:
        self._size = size

    def looks(
        self, sections: Mapping[str, Sequence[Element]], headings: Mapping[str, Element]
    ) -> dict[str, Look]:
        """The look of each section, by its number; `sections` are the paragraphs that its prose replaces.

        A section that shows no prose takes the look of the first that does. Where none does, it takes that of what
        stands for its text (`（正文）`), or that of the first section which shows such a text. The look of an instruction
        is never taken, unless it is as large as the heading.
        """
        prose = {no: [p for p in own if _doubts(p) == 0] for no, own in sections.items()}
        samples = prose if any(prose.values()) else sections
        shown = {no: self.look(own if samples[no] else (), headings[no]) for no, own in sections.items()}
        first = next(iter(sections))
        common = next(filter(None, shown.values()), None) or look_beside(headings[first])
        return {no: look or laid_out(common, sections[no]) for no, look in shown.items()}

    def look(self, paragraphs: Sequence[Element], heading: Element) -> Look | None:
        """The look of a section's own text; None where it has none, as an empty line without a format of its own."""
        texts = [p for p in paragraphs if not self._is_note(p, heading)]
        if not texts:
            return next(filter(None, map(_look_of_mark, paragraphs)), None)
        return _shown_look(texts)

    def _is_note(self, paragraph: Element, heading: Element) -> bool:
        """Whether a paragraph is set as a note to whoever fills in the form: smaller than the heading of its section.

        A smaller instruction is one, a smaller text in colour, and what is no sentence where it is smaller by a quarter.
        """
        size, wanted = self._size(paragraph), self._size(heading)
        text = paragraph_text(paragraph).strip()
        if size is None or wanted is None or not text or size >= wanted:
            return False
        if _is_coloured(paragraph) or _is_instruction(text):
            return True
        return not is_sentence(text) and size <= _SMALLEST_PART * wanted


def _is_coloured(paragraph: Element) -> bool:
    colours = (child_of(run, R_PR, _COLOUR) for run in paragraph.iter(R) if raw_text(run).strip())
    return any(colour is not None and colour.get(w("val"), "") not in BLACK for colour in colours)


def _look_of_mark(paragraph: Element) -> Look | None:
    """The look of the mark of a paragraph, which text typed behind it has, where that sets font or size."""
    mark = child_of(paragraph, P_PR, R_PR)
    if mark is None or (child_of(mark, _FONTS) is None and child_of(mark, _SIZES[0]) is None):
        return None
    text = look_of_mark(paragraph)
    return Look(_layout(paragraph, text), text, _with_font(text, _LEAD_FONT))


def _shown_look(paragraphs: Sequence[Element]) -> Look | None:
    said = {p: paragraph_text(p).strip() for p in paragraphs}
    numbered = next((p for p in paragraphs if LEAD.match(said[p])), None)
    texts = [p for p in paragraphs if p is not numbered and lead_of(said[p]) < len(said[p])]
    plain = min(texts, key=_doubts, default=None)
    sample = plain if plain is not None else numbered if numbered is not None else paragraphs[0]
    text = _look_of_part(sample, lead=False)
    if not said[sample] and text is None and child_of(sample, P_PR, _STYLE) is None:
        return None
    lead = None if numbered is None else _look_of_part(numbered, lead=True)
    if numbered is not None and plain is None and lead_of(said[numbered]) >= len(said[numbered]):
        text = _as_text(lead)
    return Look(_layout(sample, text), text, _with_font(text, _LEAD_FONT) if lead is None else lead)


def _look_of_part(paragraph: Element, *, lead: bool) -> Element | None:
    """The look of the run-in heading of a paragraph, or of the text behind it; that of all where there is but one."""
    text = paragraph_text(paragraph)
    end = lead_of(text.strip()) + len(text) - len(text.lstrip())
    return look_between(paragraph, *((0, end) if lead else (end, len(text))))


def laid_out(look: Look, paragraphs: Sequence[Element]) -> Look:
    """A look in the layout of the first of some empty paragraphs, where that has one: the indent, say."""
    layout = _layout(paragraphs[0], look.text) if paragraphs else None
    own = layout is not None and any(mark.tag != R_PR for mark in layout)
    return look._replace(paragraph=layout) if own else look


def look_beside(heading: Element) -> Look:
    """The look for text below a heading in a form without sample text: the heading's size and spacing, indented."""
    shown, properties = look_of(heading), child_of(heading, P_PR)
    if shown is None:
        return Look(None, None, _with_font(None, _LEAD_FONT))
    text = etree.Element(R_PR)
    for mark in shown:
        if mark.tag in _SIZES:
            text.append(deepcopy(mark))
    text = _with_font(text, _FONT)
    layout = etree.Element(P_PR)
    spacing = child_of(properties, _SPACING) if properties is not None else None
    layout.extend([] if spacing is None else [deepcopy(spacing)])
    return Look(_indented(layout, text), text, _with_font(text, _LEAD_FONT))


def without_numbers(look: Look, styles: Collection[str]) -> Look:
    """A look whose paragraphs Word does not number, also not by their style; `styles` are those that do."""
    if look.paragraph is None:
        return look
    paragraph = deepcopy(look.paragraph)
    without_number(paragraph, styles)
    return look._replace(paragraph=paragraph)


def _doubts(paragraph: Element) -> int:
    """The number of signs that a paragraph is not prose; 0 for prose."""
    text = paragraph_text(paragraph).strip()
    note = _is_instruction(text) or _is_remark(text)
    # A centred paragraph is a title of some kind, not prose.
    other = _is_centred(paragraph) or child_of(paragraph, P_PR, _NUMBERING) is not None
    return 4 * note + 2 * other + (not is_sentence(text))


def _is_instruction(text: str) -> bool:
    """Whether a text tells whoever fills in the form what to do; a sample that says it is one does not: `示例：……`."""
    return is_instruction(_SAMPLE.sub("", text))


def _is_remark(text: str) -> bool:
    """Whether a text is a remark: in brackets as a whole, or behind a sign."""
    if text.startswith(_MARKS):
        return "\n" not in text
    return text.startswith(_OPENING) and text.endswith(_CLOSING) and not any_in(_CLOSING, text[:-1])


def _is_centred(paragraph: Element) -> bool:
    align = child_of(paragraph, P_PR, w("jc"))
    return align is not None and align.get(w("val")) == "center"


def _layout(paragraph: Element, text: Element | None) -> Element | None:
    """The properties of a paragraph to copy: without section break, numbering and change marks."""
    properties = child_of(paragraph, P_PR)
    by_blanks = _BLANKS.match(paragraph_text(paragraph)) is not None
    if properties is None:
        return _indented(etree.Element(P_PR), text) if by_blanks else None
    properties = deepcopy(properties)
    if _is_centred(paragraph):  # as a prompt or a caption may be, but no prose
        for item in properties.findall(w("jc")):
            properties.remove(item)
        by_blanks = True
    for name in ("sectPr", "numPr", "pPrChange", "pageBreakBefore", "outlineLvl"):
        for item in properties.findall(w(name)):
            properties.remove(item)
    return _indented(properties, text) if by_blanks else properties


def _indented(properties: Element, text: Element | None) -> Element:
    """Paragraph properties with the first line indented by two characters, unless they set an indent."""
    size = child_of(text, _SIZES[0]) if text is not None else None
    half_points = whole_number(size.get(w("val"), ""), _LARGEST_SIZE) if size is not None else None
    indent = child_of(properties, _INDENT)
    if indent is None:
        indent = etree.Element(_INDENT)
        at = next((i for i, item in enumerate(properties) if item.tag in _AFTER_INDENT), len(properties))
        properties.insert(at, indent)
    if not any(indent.get(w(name)) for name in ("firstLine", "firstLineChars", "hanging", "hangingChars")):
        indent.set(w("firstLineChars"), "200")
        # In twentieths of a point, for programs that do not count in characters.
        indent.set(w("firstLine"), f"{20 * (half_points or _USUAL_SIZE)}")
    return properties


def _as_text(lead: Element | None) -> Element | None:
    """The look of text from that of run-in headings: neither bold nor in a font of headings."""
    if lead is None:
        return None
    text = deepcopy(lead)
    for mark in [mark for mark in text if mark.tag in _BOLD]:
        text.remove(mark)
    fonts = child_of(lead, _FONTS)
    font = fonts.get(w("eastAsia"), "") if fonts is not None else ""
    return _with_font(text, _FONT) if font.startswith(_OF_HEADINGS) else text


def _with_font(text: Element | None, font: str) -> Element:
    look = deepcopy(text) if text is not None else etree.Element(R_PR)
    fonts = child_of(look, _FONTS)
    if fonts is None:
        fonts = etree.Element(_FONTS)
        # By the schema only a character style comes before the fonts.
        look.insert(1 if child_of(look, w("rStyle")) is not None else 0, fonts)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        if w(f"{script}Theme") in fonts.attrib:
            del fonts.attrib[w(f"{script}Theme")]
        fonts.set(w(script), font)
    return look
