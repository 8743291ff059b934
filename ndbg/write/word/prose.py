"""Write the prose of a report into its sections, in the look of the form."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import islice

from lxml import etree

from ndbg.document.blanks import (
    MARKER,
    UNWRITTEN,
    day_behind_name,
    day_in,
    is_blank_name,
    is_date,
    is_office,
    is_room_for_name,
    is_room_for_seal,
    marker_name,
)
from ndbg.document.closing import closes
from ndbg.document.document import Document, Node, Paragraph
from ndbg.document.headings import split_at_headings
from ndbg.document.instructions import is_instruction
from ndbg.document.titles import is_blank_title, lead_of, titles_in
from ndbg.form import Form
from ndbg.ooxml.text import (
    P_PR,
    TBL,
    TC,
    TEXT_BOX,
    Element,
    P,
    R,
    add_run,
    child_of,
    paragraph_text,
    remove,
    splice,
    w,
)
from ndbg.report import Prose, Report
from ndbg.report.names import is_taken
from ndbg.text.labels import compact
from ndbg.write.word.cells import drop, highlight, is_numbered
from ndbg.write.word.holders import objects, settle_controls
from ndbg.write.word.marks import FormParagraph, is_foreword, is_room_to_sign
from ndbg.write.word.prompts import asked, unanswered
from ndbg.write.word.prose_format import Look, Samples, without_numbers

_MOST_PIECES = 6
_NOT_TO_PART = tuple(
    w(name)
    for name in (
        "sectPr", "drawing", "pict", "object", "fldChar", "fldSimple", "hyperlink", "bookmarkStart", "bookmarkEnd",
        "footnoteReference", "endnoteReference", "commentReference", "sdt", "ins", "del",
    )
)  # fmt: skip


def _closes(paragraph: Element, form: Form) -> bool:
    """Whether a paragraph after the last section is no prose any more: signature, date, notes, enclosure.

    A marker that has no meaning, {{其他事项}}, shows where the prose goes.
    """
    lines = paragraph_text(paragraph).split("\n")
    text = "".join("".join(lines).split())
    align = child_of(paragraph, P_PR, w("jc"))
    to_the_right = align is not None and align.get(w("val")) in ("right", "end")
    named = any(is_taken(marker_name(match), form) for match in MARKER.finditer(text))
    if named or (text and to_the_right):
        return True
    return any(
        day_in(line) or day_behind_name(line) or is_blank_name(line) or is_room_for_seal(line) or closes(line)
        for line in lines
    )


def _parted(
    content: Document[Element], no: str, offices: Collection[str]
) -> tuple[list[Element], list[Element]]:
    """The paragraphs of a section that its prose replaces, and those of the last section that stay below it.

    `offices` are those that the form's title names.
    """
    own = content.own(no)
    if asking := [] if any(p.text.strip() for p in own) else _asking_cell(content, no):
        return asking, []
    paragraphs = [paragraph.payload for paragraph in own]
    if no != content.form.last_section.no:
        return paragraphs, []
    end = next((i for i, p in enumerate(paragraphs) if _closes(p, content.form)), len(paragraphs))
    # The name of the office, or of several, may stand above the date, set apart by nothing but blanks.
    if 0 < end < len(paragraphs) and is_date(paragraph_text(paragraphs[end])):
        while end and _signs(paragraphs[end - 1], offices):
            end -= 1
    # Empty lines behind a sample set apart what follows; alone they are the room for the prose.
    filled_indices = [
        at for at, p in enumerate(paragraphs[:end]) if paragraph_text(p).strip() or len(p.findall(R))
    ]
    if filled_indices and end < len(paragraphs):
        end = filled_indices[-1] + 1
    end = _before_box(paragraphs, end)
    return paragraphs[:end], paragraphs[end:]


def _asking_cell(content: Document[Element], no: str) -> list[Element]:
    """The paragraphs of the cell that asks for the prose of a section, 请在此填写……, if no other does or is blank; else none."""
    cells: dict[Element, list[Paragraph[Element]]] = {}
    for paragraph in content.within(no):
        for cell in islice(paragraph.payload.iterancestors(TC), 1):
            cells.setdefault(cell, []).append(paragraph)
    text_by_cell = {cell: "".join(p.text for p in held).strip() for cell, held in cells.items()}
    asking = [cell for cell, text in text_by_cell.items() if not text or is_instruction(text)]
    only = asking[0] if len(asking) == 1 and text_by_cell[asking[0]] else None
    return [paragraph.payload for paragraph in cells[only]] if only is not None else []


def _signs(paragraph: Element, offices: Collection[str]) -> bool:
    """Whether a paragraph above a date is the name of an office, or room for it."""
    said = paragraph_text(paragraph).strip()
    said = said[1:-1] if said[:1] == "（" and "（" not in said[1:] else said
    named = is_office(said) or is_room_for_name(said) or compact(said) in offices
    return named or is_room_to_sign(FormParagraph(paragraph))


def _before_box(paragraphs: list[Element], end: int) -> int:
    """The index of the first paragraph that stays below the prose, with the one that anchors it in a text box.

    A box that hangs on a paragraph of old prose is moved to one of its own, which is put among the paragraphs.
    """
    stay = set(paragraphs[end:])
    at = next((at for at, p in enumerate(paragraphs[:end]) if not stay.isdisjoint(p.iter(P))), None)
    if at is None:
        return end
    anchor = paragraphs[at]
    if not paragraph_text(anchor).strip():
        return at
    own = etree.Element(P)
    own.extend(
        run for run in list(anchor.iter(R)) if not stay.isdisjoint(run.iter(P)) and run.getparent() is anchor
    )
    anchor.addnext(own)
    paragraphs.insert(at + 1, own)
    return at + 1


def _in_box(paragraphs: Sequence[Element], heading: Element) -> list[Element]:
    """The paragraphs in a frame of their own below a heading, a cell or a text box, where only empty ones are outside.

    The prose belongs there; what sets it apart from the heading stays.
    """
    own = next(heading.iterancestors(TC, TEXT_BOX), None)
    inside = [p for p in paragraphs if next(p.iterancestors(TC, TEXT_BOX), None) not in (None, own)]
    outside = [p for p in paragraphs if p not in inside and paragraph_text(p).strip()]
    return inside if inside and not outside else list(paragraphs)


def part_headings(nodes: Iterable[Node[Element]], form: Form) -> bool:
    """Split the paragraphs of a form in which a section's heading stands together with other text.

    Returns whether there was any.
    """
    paragraphs = [
        (node.payload, node.text, split_at_headings(node.text, form))
        for node in nodes
        if isinstance(node, Paragraph)
    ]
    together = [
        (paragraph, said, pieces)
        for paragraph, said, pieces in paragraphs
        # What is more than text would stand in each piece.
        if 1 < len(pieces) <= _MOST_PIECES and next(paragraph.iter(*_NOT_TO_PART), None) is None
    ]
    for paragraph, said, pieces in together:
        end = 0
        for piece in pieces:
            begin = said.index(piece, end)
            end = begin + len(piece)
            part = deepcopy(paragraph)
            splice(part, [(0, begin, ""), (end, len(said), "")])
            paragraph.addprevious(part)
        remove(paragraph)
    return bool(together)


def _title_end(before: Sequence[Paragraph[Element]]) -> int:
    """How many of the paragraphs before the first section go up to the end of the title."""
    titles = [title.lines.stop for title in titles_in([paragraph.text for paragraph in before])]
    ends = titles or [at + 1 for at, paragraph in enumerate(before) if is_blank_title(paragraph.text)]
    return max(ends, default=0)


def _foreword(content: Document[Element]) -> list[Element]:
    """The paragraphs of a form's own foreword, without what tells how to fill it in."""
    found = content.foreword(_title_end(content.before()), "").lines
    own = (paragraph for line, paragraph in found if not (closes(line) or is_instruction(line)))
    return [paragraph.payload for paragraph in dict.fromkeys(own)]


def _foreword_place(content: Document[Element]) -> Element:
    """What a foreword stands before where a form shows none: the first heading, or the table that holds it.

    A table that holds the title too lays out the page.
    """
    before = content.before()
    title = {paragraph.payload for paragraph in before[: _title_end(before)]}
    place = content.heading(content.form.sections[0].no).payload
    for table in place.iterancestors(TBL):
        if not title.isdisjoint(table.iter(P)):
            break
        place = table
    return place


class Places:
    """The places of prose in a form, and its looks there.

    By the number of the section: `headings`, the paragraph of its heading; `old`, the paragraphs that its prose will
    replace; `looks`, the look of its prose. `below` are the paragraphs that stay below the last section.
    `foreword` are the paragraphs that the foreword replaces: its marker, or the form's own foreword, which `stays`
    where the report has none. The foreword goes before `foreword_place`, in `foreword_look`.
    """

    def __init__(
        self,
        content: Document[Element],
        numbered: Collection[str],
        size: Callable[[Element], float | None],
        offices: Collection[str] = (),
    ) -> None:
        """`numbered` are the styles that Word numbers, which prose is not; `offices` those that the title names.

        `size` gives the font size of a paragraph, None where the form sets none.
        """
        sections = [section.no for section in content.form.prose_sections]
        self.headings = {no: content.heading(no).payload for no in sections}
        parted = {no: _parted(content, no, offices) for no in sections}
        self.old = {no: _in_box(old, self.headings[no]) for no, (old, _) in parted.items()}
        self.below = [paragraph for _, below in parted.values() for paragraph in below]
        samples = Samples(size)
        looks = samples.looks(self.old, self.headings)
        self.looks = {no: without_numbers(look, numbered) for no, look in looks.items()}
        self._year = next(
            (title.year for title in titles_in([p.text for p in content.before()]) if title.year), None
        )
        self._asked = [
            (
                content.heading(no).text.strip(),
                no,
                list(asked((paragraph_text(p), is_numbered(p, numbered)) for p in old)),
            )
            for no, old in self.old.items()
        ]
        marked = [p.payload for p in content.before() if is_foreword(p.text)][:1]
        self.foreword = marked or _foreword(content)
        self.stays = not marked
        self.foreword_place = self.foreword[0] if self.foreword else _foreword_place(content)
        foreword = samples.look(self.foreword, self.headings[sections[0]])
        self.foreword_look = without_numbers(foreword, numbered) if foreword else self.looks[sections[0]]

    @property
    def starts(self) -> list[Element]:
        """For each section the first paragraph that its prose replaces, or else its heading."""
        return [next(iter(old), self.headings[no]) for no, old in self.old.items()]

    @property
    def lost(self) -> tuple[str, ...]:
        """Names of the objects other than text in the paragraphs that prose replaces."""
        return tuple(sorted({name for paragraph in self.replaced for name, _ in objects(paragraph)}))

    def of_another_year(self, report: Report) -> bool:
        """Whether the form is the report of another year."""
        return self._year not in (None, report.year)

    def unanswered(self, report: Report) -> tuple[tuple[str, str], ...]:
        """The lines of the form that ask for what the prose of a report does not say, each with its heading.

        None in the report of another year that serves as the form: its prose asks for nothing.
        """
        if self.of_another_year(report):
            return ()
        return tuple(
            (heading, line)
            for heading, no, lines in self._asked
            for line in unanswered(lines, report.prose.get(no, Prose()).text)
        )

    @property
    def replaced(self) -> set[Element]:
        """All paragraphs that prose replaces."""
        return {paragraph for old in self.old.values() for paragraph in old}


def write_prose(places: Places, report: Report, copy_of: Callable[[Element], Element]) -> None:
    """Replace the prose of the sections. A section without text gets a visible placeholder.

    `copy_of` maps an element of the form to its counterpart in the document that is written.
    """
    for no, originals in places.old.items():
        look, old = places.looks[no], [copy_of(paragraph) for paragraph in originals]
        prose = report.prose.get(no, Prose())
        new = (
            [_paragraph(line, look) for line in prose.text.split("\n")] if prose.text else [_unwritten(look)]
        )
        if old:
            settle_controls(old[0])
        place = old[0] if old else copy_of(places.headings[no])
        for paragraph in new if old else reversed(new):
            (place.addprevious if old else place.addnext)(paragraph)
        for paragraph in old:
            drop(paragraph)


def write_preface(places: Places, report: Report, copy_of: Callable[[Element], Element]) -> None:
    """Write the foreword in place of the form's marker or own foreword, or else before the first section."""
    text = report.preface.text
    if not text and places.stays:
        return
    new = [_paragraph(line, places.foreword_look) for line in text.split("\n")] if text else []
    old = [copy_of(paragraph) for paragraph in places.foreword]
    place = copy_of(places.foreword_place)
    for paragraph in new:
        place.addprevious(paragraph)
    for paragraph in old:
        drop(paragraph)


# -- paragraphs ------------------------------------------------------------------


def _paragraph(line: str, look: Look) -> Element:
    """A paragraph of prose; `（一）…` at its head is set as a second-level heading."""
    paragraph = etree.Element(P)
    if look.paragraph is not None:
        paragraph.append(deepcopy(look.paragraph))
    lead = lead_of(line)
    for part, properties in ((line[:lead], look.lead), (line[lead:], look.text)):
        # A marker is left only where its figure is not there yet, in a draft: show it.
        for text, is_marker in _pieces(part):
            run = add_run(paragraph, text, properties)
            if is_marker:
                highlight(run)
    return paragraph


def _unwritten(look: Look) -> Element:
    paragraph = _paragraph(UNWRITTEN, look)
    for run in paragraph.iter(R):
        highlight(run)
    return paragraph


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A text split at its markers: each piece, and whether it is a marker."""
    end = 0
    for match in MARKER.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match[0], True
        end = match.end()
    if text[end:]:
        yield text[end:], False
