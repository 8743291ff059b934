"""WordArt of a form, such as a watermark in its headers (VML `textpath`): the office and the year in it give way.

Its words are an attribute, and no paragraph. What a text box draws is paragraphs, which `offices` writes.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ndbg.document.instructions import is_instruction
from ndbg.ooxml.text import Edit, Element
from ndbg.report import Report
from ndbg.write.word.filled import Kind, Notice, notices
from ndbg.write.word.leftovers import needs_work
from ndbg.write.word.offices import edits_aside, names_one, others, says_more
from ndbg.write.word.title import running_title_edits

TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_WORDS = "string"
_PLACE = "艺术字"


def word_art(root: Element) -> list[Element]:
    """The WordArt in a part of a form that says something."""
    return [path for path in root.iter(TEXT_PATH) if words(path).strip()]


def words(path: Element) -> str:
    """What WordArt says."""
    return path.get(_WORDS) or ""


def write_word_art(
    paths: Iterable[Element], report: Report, names: Collection[str], titled: Collection[str]
) -> None:
    """Put the agency for each of `names`, and its year, as in a header; `titled` are the names in the form's title."""
    known = others(names, report.agency)
    for path in paths:
        path.set(_WORDS, "\n".join(_written(line, report, known, titled) for line in words(path).split("\n")))


def _written(line: str, report: Report, names: Sequence[str], titled: Collection[str]) -> str:
    edits: Sequence[Edit] = running_title_edits(line, report, titled)
    for start, end, new in reversed(edits or list(edits_aside(line, report, names))):
        line = line[:start] + new + line[end:]
    return line


def remains(paths: Iterable[Element], report: Report, names: Collection[str]) -> Iterator[Notice]:
    """What some WordArt still says of others (`names`) and of other years, and what more than of the report."""
    said = list(dict.fromkeys(words(path).strip() for path in paths))
    known = others(names, report.agency)
    unfit = (text for text in said if is_instruction(text) or needs_work(text, report.year, report.agency))
    yield from notices(Kind.LEFTOVER, (f"{_PLACE}“{text}”" for text in unfit))
    yield from (Notice(Kind.NAMED, text, _PLACE) for text in said if names_one(text, known))
    yield from (Notice(Kind.ASIDE, text, _PLACE) for text in said if says_more(text, report.agency))
