"""The differences between a document and the data that it was filled from."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ndbg.document.foreword import foreword_in
from ndbg.document.titles import agency_in, prose_of, read_title
from ndbg.errors import NdbgError
from ndbg.form.naming import name_cell
from ndbg.report import Missing, Origin, Prose, Repeated, Report, Unread, date_text
from ndbg.report.fingerprint import fingerprint
from ndbg.text.alignment import aligned
from ndbg.text.listing import from_difference, part_of

_MOST_NAMED = 5  # differences
_SHOWN = 30  # characters of a text
_DAY = "公布日期"
NOTHING, ABSENT = "没有", "没有这一段"
BELOW = "落款下面的文字"
# Where `Difference.data` stands.
IN_DATA, IN_FORM = "数据文件里", "按表样应"
OF_ANOTHER = "这里还写着另一个单位，改成本单位应"


class Difference(NamedTuple):
    """A difference between a document and the data.

    `place` is its place in the document; `source` says where `data` stands: in the data file or, for the lines of a
    form, in the form.
    """

    name: str
    document: str
    data: str
    place: str = ""
    source: str = IN_DATA

    @property
    def wanted(self) -> str:
        """What should stand there, in words."""
        return f"{self.source}是“{self.data}”"


def differences(document: Report, data: Report) -> Iterator[Difference]:
    """All differences: `stated`, and what the document has in addition."""
    yield from stated(document, data)
    yield from _around(document, data)


def stated(document: Report, data: Report) -> Iterator[Difference]:
    """The differences in title, figures, foreword, prose and day of publication."""
    yield from _title(document, data)
    yield from _figures(document, data)
    if document.source.outline is not None:
        yield from _foreword(document, data)
        # A form need not have a place for the day.
        if document.published and data.published and document.published != data.published:
            yield Difference(_DAY, date_text(document.published), date_text(data.published))
    for section in data.form.prose_sections:
        if section.no in data.prose:
            yield from _prose(section.no, section.heading, document, data)


def _title(document: Report, data: Report) -> Iterator[Difference]:
    # In a title such as 某局：某处2024年… only the last part is read as the agency: so is the data's.
    meant = read_title(data.title)
    pairs = (document.agency, document.year), (agency_in(meant) if meant else data.agency, data.year)
    titles = [f"{''.join(agency.split())} {year or ''}年" for agency, year in pairs]
    if titles[0] != titles[1]:
        yield Difference("标题", *titles)


def _figures(document: Report, data: Report) -> Iterator[Difference]:
    """The figures that differ, or have a remark in the document."""
    unread = {id: u for u in document.unread for id in u.cells}
    for id, cell in data.form.cells.items():
        now, wanted = document.figures.get(id), data.figures.get(id)
        if (now and now.value) == (wanted and wanted.value) and not (now and now.remark):
            continue
        reason = unread.get(id)
        shown = (now.written or now.text) if now else _shown(reason) if reason else ""
        origin = now.origin if now else reason.origin if reason else Origin()
        yield Difference(name_cell(cell), shown, wanted.text if wanted else "没有填", origin.place)


def _shown(unread: Unread) -> str:
    """What the document has in place of a figure."""
    if isinstance(unread, Repeated):
        return "出现了不止一次"
    return unread.written or ("没有这一格" if isinstance(unread, Missing) else "空白")


def _foreword(document: Report, data: Report) -> Iterator[Difference]:
    forewords = [_foreword_text(report.preface.text.split("\n"), data.agency) for report in (document, data)]
    if forewords[0] != forewords[1]:
        yield Difference("第一部分之前的文字", *parted(*forewords))


def _foreword_text(lines: Sequence[str], agency: str) -> str:
    """The lines that count as foreword, joined without blanks; a line that is only a date, for one, does not."""
    return "".join("".join(lines[at].split()) for at in foreword_in(lines, agency, titled=True)[0])


def _around(document: Report, data: Report) -> Iterator[Difference]:
    """What the document has in addition: repeated sections, text beside tables, text below the signature."""
    if document.source.outline is None:
        return
    for section in data.form.sections:
        times = sum(heading.no == section.no for heading in document.source.outline.headings)
        if times > 1:
            yield Difference(f"“{section.heading}”", f"出现了 {times} 次", "1 次")
        elif section.no in document.source.outline.beside:
            text = document.source.outline.beside[section.no].text
            yield Difference(f"“{section.heading}”表格以外的文字", text[:_SHOWN], NOTHING)
    if document.source.outline.below:
        yield Difference(BELOW, "；".join(document.source.outline.below)[:_SHOWN], NOTHING)
    for printed in document.source.outline.fingerprints:
        if printed != (counted := fingerprint(data)):
            yield Difference("送审单上的数据指纹", printed, counted)


def _wanted(no: str, data: Report) -> list[str]:
    """The paragraphs of a section in the data."""
    lines = (data.prose[no].text if no in data.prose else "").split("\n")
    last = no == data.form.last_section.no
    return [lines[at] for at in prose_of(lines, data.agency, last=last)]


def _prose(no: str, heading: str, document: Report, data: Report) -> Iterator[Difference]:
    """The paragraphs of a section that were changed, added or removed."""
    wanted = _wanted(no, data)
    present = document.prose[no].text.split("\n") if no in document.prose and document.prose[no].text else []
    keys = (["".join(line.split()) for line in lines] for lines in (present, wanted))
    for here, there in aligned(*keys):
        if here is not None and there is not None:
            if "".join(present[here].split()) != "".join(wanted[there].split()):
                yield Difference(f"“{heading}”第{here + 1}段", *parted(present[here], wanted[there]))
        elif here is not None:
            yield Difference(f"“{heading}”第{here + 1}段", shortened(present[here]), ABSENT)
        elif there is not None:
            yield Difference(f"“{heading}”少了一段", ABSENT, shortened(wanted[there]))


def parted(left: str, right: str) -> tuple[str, str]:
    """Two texts, each cut to begin shortly before their first difference."""
    first, second = from_difference(left, right, 8, _SHOWN)
    return first or NOTHING, second or NOTHING


def shortened(text: str) -> str:
    """The beginning of a text."""
    return part_of(text, _SHOWN) or NOTHING


def read_back(written: Report, report: Report, kept: Sequence[str] = ()) -> list[str]:
    """Raise NdbgError unless a file, as it was read, holds the report's title, every figure and every paragraph.

    `kept` are the form's own lines in it. Returns those of them that read as part of the report: a
    foreword, sentences beside a table, lines below the signature.
    """
    document, read = _without(written, report, kept)
    wrong = list(differences(document, report))
    if wrong:
        more = "等" if len(wrong) > _MOST_NAMED else ""
        named = "、".join(difference.name for difference in wrong[:_MOST_NAMED])
        first = wrong[0]
        raise NdbgError(
            f"写出的文件和数据不一致（{named}{more}），没有保存；{first.name}：读回来是“{first.document}”，"
            f"数据里是“{first.data}”；{_way_out(first)}"
        )
    return read


def _way_out(difference: Difference) -> str:
    """What to do where a file that was written reads differently."""
    if difference.name == _DAY:
        return f"表样里另有一处写着“{difference.document}”这一天，请在表样里删去，或者改写成 {{{{公布日期}}}} 再试"
    return "请检查正文里有没有单独一行和六个部分的标题相同；如果用了自己的表样，请换一份再试"


class _FormLines:
    """The form's own lines in a document; each is taken out as many times as the form has it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._remaining = Counter(lines)
        self.taken: list[str] = []

    def taken_out_of(self, prose: Prose, wanted: Sequence[str]) -> Prose:
        """A text without the form's lines; `wanted` are the lines of the data, which stay, in order."""
        rest, at = [], 0
        for line in prose.text.split("\n"):
            words = " ".join(line.split())
            if at < len(wanted) and line == wanted[at]:
                at += 1
            elif line and self._remaining[words] > 0:
                self._remaining[words] -= 1
                self.taken.append(line)
                continue
            rest.append(line)
        return prose._replace(text="\n".join(rest))


def _without(document: Report, data: Report, kept: Sequence[str]) -> tuple[Report, list[str]]:
    """A document without the lines of its form, and those lines."""
    if not kept or document.source.outline is None:
        return document, []
    form = _FormLines(kept)
    outline = document.source.outline
    # A heading below the report is among the lines of its last section too.
    headings, titled = [], Counter(kept)
    for heading in outline.headings:
        titled[heading.text] -= 1
        headings += [heading] if titled[heading.text] < 0 else []
    beside_tables = {no: form.taken_out_of(prose, ()) for no, prose in outline.beside.items()}
    own_outline = outline._replace(
        headings=tuple(headings),
        beside={no: prose for no, prose in beside_tables.items() if prose.text},
        below=tuple(line for line in outline.below if " ".join(line.split()) not in kept),
    )
    return replace(
        document,
        preface=form.taken_out_of(document.preface, data.preface.text.split("\n")),
        prose={no: form.taken_out_of(prose, _wanted(no, data)) for no, prose in document.prose.items()},
        source=document.source._replace(outline=own_outline),
    ), form.taken
