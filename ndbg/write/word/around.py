"""What a form has around figures and prose: front pages, notes, lines below, properties, room for the day."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ndbg.document.document import Document, Paragraph
from ndbg.document.titles import is_blank_title, is_signature, titles_in
from ndbg.ooxml.text import R_PR, Element, R, T, child_of, w
from ndbg.report import Report, date_text
from ndbg.text.patterns import Pattern, any_in
from ndbg.write.word.filled import Kind, Notice
from ndbg.write.word.leftovers import needs_work
from ndbg.write.word.marks import FormParagraph, has_room_for_day, month_text
from ndbg.write.word.offices import names_one

_TO_FILL = Pattern(r"[^：:。，；]{2,20}(?<![门位府局委办厅室会])[:：]\s*[）)]?$", given=":|：")
_SIGNED = ("填", "负责人", "审", "日期", "电话", "联系")
_NOTE = Pattern(r"(?:备?注意?|说明|提示|填[写报表][^：:]{0,4}|要求)\s*[:：\d].*")
_NOTE_BEGINS = ("备注", "注", "说明", "提示", "填", "要求")
_VANISH = w("vanish")


def front_of(content: Document[Element]) -> Sequence[Paragraph[Element]]:
    """The paragraphs before the report's title: a cover, a table of contents, or a notice."""
    before = content.before()
    titles = [title.lines.start for title in titles_in([item.text for item in before])]
    starts = titles or [at for at, item in enumerate(before) if is_blank_title(item.text)]
    return before[: max(starts, default=0)]


def lines_below(texts: Iterable[FormParagraph], agency: str) -> Iterator[str]:
    """The lines of paragraphs below the last section, without the signature."""
    lines = (line for text in texts if not text.dropped for line in str(text).split("\n"))
    return (" ".join(line.split()) for line in lines if line.strip() and not is_signature(line, agency))


def notes_beside(texts: Iterable[FormParagraph]) -> Iterator[str]:
    """The notes among lines beside tables: 注：……."""
    return (line for text in texts if not text.dropped for line in notes_of(str(text)))


def notes_of(text: str) -> Iterator[str]:
    """The lines of a text that are notes."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return (line for line in lines if line.startswith(_NOTE_BEGINS) and _NOTE.fullmatch(line))


def empty_labels(texts: Iterable[FormParagraph]) -> Iterator[str]:
    """The lines that end with a label and nothing behind it, 填报人：, which is no office that is addressed."""
    for text in texts:
        line = " ".join(str(text).split())
        if not text.dropped and _TO_FILL.search(line):
            yield line


def is_to_sign(line: str) -> bool:
    """Whether a line ends with a label for who signs, when, or how to reach them."""
    return any_in(_SIGNED, line) and bool(_TO_FILL.search(line))


def hidden_lines(root: Element) -> Iterator[str]:
    """The texts in a document that Word does not show: a line each."""
    runs = [mark.getparent() for mark in root.iter(_VANISH)]
    hidden = {run.getparent() for run in runs if run is not None and run.tag == R_PR}
    paragraphs = dict.fromkeys(run.getparent() for run in hidden if run is not None and run.tag == R)
    for paragraph in paragraphs:
        if paragraph is not None:
            own = (run for run in paragraph.iterchildren(R) if child_of(run, R_PR, _VANISH) is not None)
            said = "".join(node.text or "" for run in own for node in run.iter(T)).strip()
            if said:
                yield " ".join(said.split())


def unfit_properties(said: Iterable[str], report: Report, offices: Collection[str]) -> Iterator[str]:
    """What the properties of a form say that does not belong in a report, without what names one of some offices."""
    rest = (text for text in said if not names_one(text, offices))
    return (f"文件属性“{text}”" for text in rest if needs_work(text, report.year, report.agency))


def room_for_day(texts: Sequence[FormParagraph], report: Report) -> Iterator[Notice]:
    """The first line with room for some day, where the day of publication stands nowhere."""
    rooms = (text for text in texts if not text.dropped and has_room_for_day(text))
    if not shows_day(texts, report) and (room := next(rooms, None)):
        yield Notice(Kind.ROOM_FOR_DAY, " ".join(str(room).split()))


def shows_day(texts: Sequence[FormParagraph], report: Report) -> bool:
    """Whether the day of publication stands in a filled form, or is not known."""
    if report.published is None:
        return True
    day, lines = report.published, (str(text).strip() for text in texts if not text.dropped)
    return any(date_text(day) in line or line == month_text(day, line) for line in lines)
