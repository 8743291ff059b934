"""Everything in a form that is neither table nor prose: title, markers, years, date."""

from collections.abc import Iterator, Sequence
from datetime import date

from ndbg.form.blanks import BLANK_YEAR, MARKER, has_blanks, is_date, marker_name
from ndbg.form.titles import Title, in_digits, read_title
from ndbg.names import Names
from ndbg.ooxml.text import Edit, Element, paragraph_text, splice, w
from ndbg.patterns import Pattern
from ndbg.report import Report, date_text
from ndbg.write.word.cells import drop

_OTHER_YEAR = Pattern(
    r"(?<!\d)20[12]\d(?!\d)|二[〇○零][一二][〇○零一二三四五六七八九]",
    given="201|202|二〇|二○|二零",
)
_OFFICE = Pattern(r"[\w（）()]{2,30}(?:局|委|办|厅|部|府|室|会|院|中心|署|行|处|队|所|区|县|市|省|镇|乡|道)")
_FOREWORD = Pattern(r"\s*\{\{\s*引言\s*\}\}\s*", given="引言")
_SHOWN = 20
# The parts of a Word file that have paragraphs; what has been taken out is in none of them.
_WHOLE = {w(name) for name in ("document", "hdr", "ftr", "footnotes", "endnotes")}


def is_foreword(text: str) -> bool:
    """Whether a line is the marker for the foreword."""
    return bool(_FOREWORD.fullmatch(text))


def is_live(text: str) -> bool:
    """Whether a line of a form has something that is replaced, or is to be looked at (see `leftovers`)."""
    line = " ".join(text.split())
    return (
        bool(MARKER.search(line) or BLANK_YEAR.search(text) or _OTHER_YEAR.search(line))
        or is_date(text)
        or has_blanks(line)
    )


class Text:
    """A paragraph of a form and its text."""

    def __init__(self, paragraph: Element) -> None:
        self.paragraph = paragraph

    def __str__(self) -> str:
        return paragraph_text(self.paragraph)

    def replace(self, start: int, end: int, new: str) -> None:
        """Put new text for a stretch of the old."""
        splice(self.paragraph, [(start, end, new)])

    def replace_all(self, edits: Sequence[Edit]) -> None:
        """Put new texts for stretches of the old, given in order."""
        splice(self.paragraph, edits)

    def append(self, new: str) -> None:
        """Put text behind the last character."""
        end = len(str(self).rstrip())
        if new:
            self.replace(end, end, new)

    @property
    def dropped(self) -> bool:
        """Whether the paragraph has been taken out, alone or with what it was in, as a text box is."""
        top = next(iter([*self.paragraph.iterancestors()][-1:]), self.paragraph)
        return top.tag not in _WHOLE

    def drop(self) -> None:
        """Take the paragraph out; one that ends a section of pages or fills a cell stays, empty."""
        drop(self.paragraph)


def write_markers(texts: Sequence[Text], names: Names) -> None:
    """Replace `{{…}}`, also where Word has cut it into runs.

    A paragraph with a marker for something optional that the report lacks, such as
    公布日期, is taken out whole. Raises UnknownNameError.
    """
    for text in texts:
        if is_foreword(str(text)):
            continue  # it may be several paragraphs, and is put in with the prose
        matches = list(MARKER.finditer(str(text)))
        found = [(match, names.resolve(marker_name(match))) for match in matches]
        if any(value is None and names.is_optional(marker_name(match)) for match, value in found):
            text.drop()
            continue
        text.replace_all([(*match.span(), value) for match, value in found if value is not None])


def write_title(before: Sequence[Text], report: Report, suffix: str) -> bool:
    """Set agency and year in the title, wherever and however often it stands before section one.

    `suffix` is put behind it. False where no title was found.
    """
    found = False
    lines = [text for text in before if str(text).strip()]
    for index, text in enumerate(lines):
        above = lines[index - 1] if index else None
        if title := read_title(str(text)):
            _set_title(text, title, report, above)
        elif above and (title := read_title(f"{above}{text}")):
            # Agency and year on one line, the rest of the title on the next.
            _set_title(above, title, report, None)
        else:
            continue
        text.append(suffix)
        found = True
    return found


def _set_title(text: Text, title: Title, report: Report, above: Text | None) -> None:
    """Set year and agency in a title; the agency may stand on the line above."""
    edits = [(*title.year_span, f"{report.year}")]
    if title.agency:
        edits.append((*title.agency_span, report.agency))
    text.replace_all(sorted(edits))
    if title.agency:
        return
    if above is not None and (has_blanks(str(above)) or _OFFICE.fullmatch(str(above).strip())):
        above.replace(0, len(str(above)), report.agency)
    else:
        text.replace(0, 0, report.agency)


def write_years(texts: Sequence[Text], year: int) -> None:
    """Put the year for `20××` and its like."""
    for text in texts:
        text.replace_all([(*match.span(), f"{year}") for match in BLANK_YEAR.finditer(str(text))])


def write_date(texts: Sequence[Text], published: date | None) -> None:
    """Put the day of publication where a line is a date and nothing else."""
    for text in texts:
        if published and is_date(str(text)):
            text.replace(0, len(str(text)), date_text(published))


def leftovers(texts: Sequence[Text], year: int) -> Iterator[str]:
    """Lines in which something is still to be looked at, cut to what is needed to find them.

    That is a placeholder, or the name of a year in which no report for `year` is written:
    neither that year itself nor the next, in which the report is published.
    """
    for text in texts:
        if text.dropped or is_foreword(str(text)):
            continue
        line = " ".join(str(text).split())
        stale = any(int(in_digits(m[0])) not in (year, year + 1) for m in _OTHER_YEAR.finditer(line))
        if stale or MARKER.search(line) or has_blanks(line):
            yield line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
