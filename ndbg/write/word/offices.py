"""Write the office's name where a form names its own: as a placeholder, or as the office whose report it was.

A report of another office, or of the same one under an older name, may serve as the form. Its name is known from its
title. It is replaced where it can be nothing but the name of who reports: in headers and footers, in a signature,
behind a label such as 填报单位, in a red head. Wherever else it stands it is told.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from ndbg.document.blanks import (
    BLANK_YEAR,
    FOR_CHARACTERS,
    SEAL,
    day_in,
    find_blank_names,
    find_blanks,
    is_blank_name,
    is_date,
    written_name,
)
from ndbg.document.fields import PUBLISHER, REPORTER, SEALED
from ndbg.document.titles import is_name, titles_in
from ndbg.ooxml.text import TBL, TC, TEXT_BOX, Edit, Element, P, paragraph_text
from ndbg.report import Report
from ndbg.text.divisions import SIGNS
from ndbg.text.labels import compact
from ndbg.text.patterns import HAN, Pattern
from ndbg.write.word.marks import FormParagraph, is_field

_OWN_LABEL = Pattern(
    rf"\s*(?:{REPORTER}|{PUBLISHER}|填报|编制|制表)\s*{SEALED}\s*[:：]\s*",
)
_ANY_LABEL = Pattern(
    rf"(?:{_OWN_LABEL.pattern}|\s*(?:单位|机关|部门)(?:名称|全称)?\s*{SEALED}\s*[:：]\s*)", given=":|："
)
_NEXT_FIELD = Pattern(rf"\s*{HAN}{{2,6}}\s*[:：]")
_OPENING = Pattern(r"\s*[（(〔]?\s*")
_CLOSING = Pattern(rf"\s*(?:{SEAL.pattern})?\s*[）)〕]?\s*")
# That of the report; 2023年编制 is that in which it was made.
_YEAR = Pattern(rf"\s*(?P<year>20\d\d|{BLANK_YEAR.pattern})\s*年(?=$|[\s）)]|年?度|工作|年?报|政府)")
_ANY_YEAR = Pattern(r"\s*20\d\d")
_YEAR_ALONE = Pattern(rf"\s*(?P<year>20\d\d|{BLANK_YEAR.pattern})\s*(?:年[度份报]?\s*)?")
_RED_HEAD = "文件"
# Names that any office may give itself, or of a place, which other offices bear too.
_NO_OWN_NAME = ("本", "我", "该", "各")
_PLACE = (*SIGNS, "镇", "乡")
SHORTEST = 3  # characters
_CHARACTERS = Pattern(HAN)
# What headers and footers say of the report itself.
_OF_REPORT = Pattern(
    r"政府信息公开|政务公开|工作|文件|情况|年度?报告?|报告|(?:20\d\d|二[〇○零][一二三四五六七八九〇○零]{2})年度?|\d{1,2}[月日]|第\d*页|共\d*页"
)
_KINDS = {"hdr": "页眉", "ftr": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


def offices_in(titles: Sequence[str]) -> tuple[str, ...]:
    """The names of offices in the titles among the lines of a form, without placeholders of signs or prompts.

    A made-up name (某某县教育局) counts: nothing else would tell where the form still has it.
    """
    return tuple(filter(may_report, dict.fromkeys(title.agency for title in titles_in(titles))))


def may_report(name: str) -> bool:
    """Whether a text can be the name of who reports: none that any office may give itself, and no placeholder."""
    known = len(name) >= SHORTEST and is_name(name) and not name.startswith(_NO_OWN_NAME)
    return known and not any(find_blanks(name))


def others(names: Iterable[str], agency: str) -> tuple[str, ...]:
    """Those of the names that are not the agency's, in full or in part."""
    own = compact(agency)
    return tuple(name for name in names if name not in own and own not in name)


def names_one(text: str, names: Collection[str]) -> bool:
    """Whether a text has one of some names, perhaps with blanks in it."""
    if not names:
        return False
    dense = "".join(text.split())
    return any(name in dense for name in names)


def write_offices(
    texts: Sequence[FormParagraph], report: Report, names: Collection[str], front: Collection[Element]
) -> None:
    """Put the agency for each of `names`, and for placeholders, where it is the name of who reports.

    Behind it in a header, a footer or a text box the year is put too. `front` are the paragraphs before the title,
    among which is the red head.
    """
    known = others(names, report.agency)
    for text in texts:
        if not text.dropped:
            begin, edits = 0, []
            for line in str(text).split("\n"):
                edits += [
                    (begin + start, begin + end, new)
                    for start, end, new in _edits(line, text, report, known, front)
                ]
                begin += len(line) + 1
            text.replace_all(edits)


def _edits(
    line: str, text: FormParagraph, report: Report, names: Sequence[str], front: Collection[Element]
) -> Iterator[Edit]:
    """The edits of a line, in order."""
    if text.part in ("hdr", "ftr"):
        yield from edits_aside(line, report, names)
        return
    boxed = next(text.paragraph.iterancestors(TEXT_BOX), None) is not None
    for start, end in _named(line, (*names, report.agency)):
        before, behind = line[:start], line[end:]
        year = _YEAR.match(behind) if boxed else None
        own = _is_alone(before, behind[year.end() :] if year else behind) and _is_own(
            text, before, report, names
        )
        if own or (text.paragraph in front and not before.strip() and behind.strip() == _RED_HEAD):
            yield from _renamed(line, (start, end), year, report, names)


def write_blank_names(texts: Iterable[FormParagraph], names: Collection[str], agency: str) -> None:
    """Put the agency for the placeholders of its name in the sentences of a form's foreword; `names` are the title's."""
    listed = "|".join(map(re.escape, filter(is_blank_name, names)))
    for text in texts if listed else ():
        found = re.finditer(rf"(?<![{FOR_CHARACTERS}省市区县])(?:{listed})(?![{FOR_CHARACTERS}])", str(text))
        text.replace_all([(*match.span(), agency) for match in found])


def edits_aside(line: str, report: Report, names: Sequence[str]) -> Iterator[Edit]:
    """The edits of a line of a header, a footer or a watermark, in order; a sentence may be of another office.

    `names` are those of other offices that give way.
    """
    if alone := _YEAR_ALONE.fullmatch(line):
        yield from _dated(alone, 0, report)
    for start, end in _named(line, (*names, report.agency)):
        before = line[:start]
        labelled = before.rstrip().endswith((":", "：")) and not _ANY_LABEL.fullmatch(before)
        year = _YEAR.match(line[end:])
        if "。" not in line and not labelled and (year or not _ANY_YEAR.match(line[end:])):
            yield from _renamed(line, (start, end), year, report, names)


def _renamed(
    line: str, span: tuple[int, int], year: re.Match[str] | None, report: Report, names: Sequence[str]
) -> Iterator[Edit]:
    """The edits of the name at a place in a line, and of the year right behind it."""
    start, end = span
    said = "".join(line[start:end].split())
    if said != report.agency:
        yield start, end, report.agency if said in names else written_name(said, report.agency)
    if year:
        yield from _dated(year, end, report)


def _dated(year: re.Match[str], begin: int, report: Report) -> Iterator[Edit]:
    """The edit of a year in the part of a line from `begin` on; the next year is that in which the report is made."""
    if not year["year"].startswith((f"{report.year}", f"{report.year + 1}")):
        yield begin + year.start("year"), begin + year.end("year"), f"{report.year}"


def _is_alone(before: str, behind: str) -> bool:
    """Whether what stands around a name is but a label or brackets, a seal and a day."""
    label = _ANY_LABEL.match(before)
    head = before[label.end() :] if label else before
    closing = _CLOSING.match(behind)
    tail = behind[closing.end() :] if closing else behind
    ends = not tail.strip() or day_in(tail) is not None or (label and _NEXT_FIELD.match(tail))
    return bool(_OPENING.fullmatch(head)) and bool(ends)


def _is_own(text: FormParagraph, before: str, report: Report, names: Sequence[str]) -> bool:
    """Whether a name that stands alone is that of who reports; in a table it may be another office's."""
    if not text.in_table or _OWN_LABEL.match(before) or is_field(text.paragraph):
        return True
    return _is_signed(next(text.paragraph.iterancestors(TBL)), (*names, report.agency))


def _is_signed(table: Element, names: Collection[str]) -> bool:
    """Whether a table holds nothing but a signature: the name of an office and a day."""
    lines = [line for p in table.iter(P) for line in paragraph_text(p).split("\n") if line.strip()]
    days = [line for line in lines if is_date(line) or day_in(line)]
    rest = [line for line in lines if line not in days]
    return bool(days) and all(
        any(_is_alone(line[:start], line[end:]) for start, end in _named(line, names)) for line in rest
    )


def _named(line: str, names: Collection[str]) -> list[tuple[int, int]]:
    """The places of some names in a line, and of placeholders for one, where no other word goes on there."""
    spans = {match.span() for match in _pattern(tuple(names)).finditer(line)}
    spans |= {match.span() for match in find_blank_names(line)}
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    listed = (r"\s*".join(map(re.escape, compact(name))) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)})(?=\W|$|20\d\d|{_RED_HEAD}$)")


def kept_aside(texts: Iterable[FormParagraph], agency: str) -> Iterator[tuple[str, str]]:
    """The lines of headers, footers and notes that say more than the agency and its report, each with where it stands."""
    for text in texts:
        if text.is_beside and not text.dropped:
            for line in str(text).split("\n"):
                if says_more(line, agency):
                    yield place_of(text), " ".join(line.split())


def says_more(line: str, agency: str) -> bool:
    """Whether a line says anything but an agency, its report, a day and the number of a page."""
    rest = _OF_REPORT.sub("", compact(line).replace(compact(agency), "") if agency else compact(line))
    return len(_CHARACTERS.findall(rest)) > 1


def still_naming(
    texts: Iterable[FormParagraph], agency: str, names: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The lines that still have one of some names, each with where it stands."""
    known = others(names, agency)
    for text in texts:
        if not text.dropped and names_one(f"{text}", known):
            yield from ((place_of(text), said) for said in _lines(text, agency, known))


def _lines(text: FormParagraph, agency: str, names: Sequence[str]) -> Iterator[str]:
    for line in str(text).split("\n"):
        dense = "".join(line.split()).replace(agency, "")
        # Offices of a place bear its name.
        if any(_pattern((name,)).search(dense) if name.endswith(_PLACE) else name in dense for name in names):
            yield " ".join(line.split())


def place_of(text: FormParagraph) -> str:
    """Where a paragraph stands in a document: 页眉, 表格; empty in the text itself."""
    if kind := _KINDS.get(text.part):
        return kind
    if next(text.paragraph.iterancestors(TEXT_BOX), None) is not None:
        return "文本框"
    return "表格" if next(text.paragraph.iterancestors(TC), None) is not None else ""
