"""The offices by which a form says who reports: in its title, under it, behind a label, in the signature.

Where a form is the report of another office, these names give way to the agency's (`offices.write_offices`). One that
only begins with such a name, as that of its 办公室 does, and one alone in a header or a footer may be meant; they are told.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ndbg.document.blanks import (
    SEAL,
    is_date,
    is_month,
    is_office,
    name_and_day,
)
from ndbg.document.document import Document
from ndbg.document.fields import OFFICE, REPORTER, SEALED, is_office_label
from ndbg.document.titles import is_blank_title, is_sentence, titles_in
from ndbg.ooxml.text import TBL, TC, Element, paragraph_text
from ndbg.text.labels import compact
from ndbg.text.patterns import Pattern
from ndbg.write.word.marks import label_before
from ndbg.write.word.offices import SHORTEST, may_report

_OWN_LABEL = Pattern(
    rf"(?:^|(?<=\s))(?:{REPORTER}|{OFFICE}|单位|机关)\s*{SEALED}\s*[:：]\s*(?P<name>[\w（）()]{{3,40}}?)(?=$|\s|{SEAL.pattern})",
)
# Names of offices and nothing else; 政务公开专区 is none.
_CERTAIN = ("局", "委", "委员会", "办公室", "厅", "人民政府")


class Offices(NamedTuple):
    """The names of offices in a form: those of who reports, and others that stand where such a name may stand."""

    own: tuple[str, ...]
    seen: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.own, *self.seen)))


def reporting(
    titled: Sequence[str],
    content: Document[Element],
    below: Sequence[Element],
    texts: Collection[tuple[Element, str]],
    aside: Iterable[str],
) -> Offices:
    """The offices in a form whose title names `titled`.

    `below` are the paragraphs below the last section, `texts` those of all parts with what they say, `aside` the lines
    of headers, footers and watermarks.
    """
    own = dict.fromkeys(titled)
    seen: dict[str, None] = {}
    for name in (*_in_fields(texts), *_under_titles(content), *_signing(below)):
        of_own = any(name != known and name.startswith(known) for known in own)
        (seen if of_own else own)[name] = None
    seen |= dict.fromkeys(
        name for line in aside if (name := _office(line)).endswith(_CERTAIN) and name not in own
    )
    return Offices(tuple(own), tuple(seen))


def _office(line: str) -> str:
    """The name in a line that is nothing but the name of an office, perhaps with a seal; else empty."""
    name = SEAL.sub("", compact(line)).strip("()（）") if len(line) >= SHORTEST else ""
    return name if is_office(name) and may_report(name) else ""


def _in_fields(texts: Iterable[tuple[Element, str]]) -> Iterator[str]:
    """The offices behind a label such as 填报单位, on the same line or in the next cell."""
    for paragraph, text in texts:
        for line in filter(None, text.split("\n")):
            for found in _OWN_LABEL.finditer(line.strip()):
                if name := _office(found["name"]):
                    yield name
        # A report may be published by another office than that which reports.
        if (name := _office(text)) and label_before(paragraph, partial(is_office_label, reporter=True)):
            yield name


def _under_titles(content: Document[Element]) -> Iterator[str]:
    """The offices that stand alone on a line between a title and the next one, a sentence or the first section."""
    before = content.before()
    titles = [title.lines for title in titles_in([paragraph.text for paragraph in before])]
    titles = titles or [range(at, at + 1) for at, p in enumerate(before) if is_blank_title(p.text)]
    ends = [*(lines.start for lines in titles[1:]), len(before)]
    for lines, end in zip(titles, ends[: len(titles)], strict=True):
        table = _table(before[lines.start].payload)
        for paragraph in before[lines.stop : end]:
            if is_sentence(paragraph.text):
                break
            if _table(paragraph.payload) in (None, table):
                names = (
                    _office(name_and_day(line)[0]) for line in paragraph.text.split("\n") if line.strip()
                )
                yield from filter(None, names)


def _table(paragraph: Element) -> Element | None:
    cell = next(paragraph.iterancestors(TC), None)
    return next(cell.iterancestors(TBL), None) if cell is not None else None


def _signing(below: Sequence[Element]) -> Iterator[str]:
    """The office above the day, or on its line; none where several sign together."""
    lines = [line for p in below for line in paragraph_text(p).split("\n") if line.strip()]
    for at, line in enumerate(lines):
        name, *behind = name_and_day(line)
        above, under = lines[at - 1] if at else "", "".join(lines[at + 1 : at + 2])
        alone = (is_date(under) or is_month(under)) and not _office(above)
        office = _office(line) if alone else _office(name) if behind and is_date(behind[0]) else ""
        if office:
            yield office
