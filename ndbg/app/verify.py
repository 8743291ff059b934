"""Compare everything that readers see of a finished report with the data from which it was filled."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from ndbg.app.check import Checked, check_report
from ndbg.app.differences import (
    BELOW,
    IN_DATA,
    IN_FORM,
    NOTHING,
    OF_ANOTHER,
    Difference,
    differences,
    parted,
    shortened,
    stated,
)
from ndbg.app.output import identities
from ndbg.app.reading import is_data_file, read_data, read_report, reading_remarks
from ndbg.app.sign_off import sign_off
from ndbg.app.templates import OwnForm, official, prepared
from ndbg.document.blanks import is_date
from ndbg.document.closing import closes
from ndbg.document.titles import is_signature
from ndbg.errors import NdbgError, Remark
from ndbg.ooxml.mark import digest
from ndbg.ooxml.package import MOST_BYTES
from ndbg.program import program
from ndbg.read.source import read_bytes
from ndbg.read.word import parse_word
from ndbg.read.word_rest import WORD_FILES, Line, Rest, Where, read_rest
from ndbg.report import Prose, Report
from ndbg.report.charts import charts
from ndbg.text.alignment import line_similarity
from ndbg.text.labels import label_key
from ndbg.write.shared import DRAFT, SHEET_TITLE
from ndbg.write.word import FilledForm
from ndbg.write.word.offices import names_one

_DATA = (".toml", ".xlsx", ".xlsm", ".xls", ".et", ".ods")
_LEAST_SIMILARITY = 0.5  # of two versions of an edited line
_SIDES = {"hdr": "页眉", "ftr": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_UNKNOWN = "—"  # the sheet's sign for an unknown figure of last year


@dataclass(frozen=True, slots=True)
class Verified:
    """The differences between a report and its data, and remarks on how they were read.

    `own_form`: the report seems to be filled from an office's own form that was not given, so that lines
    of that form are among the differences.
    """

    document: Report
    data: Report
    differences: tuple[Difference, ...]
    remarks: tuple[Remark, ...] = ()
    own_form: bool = False


def verify(document: Path, data: Path, form: OwnForm | None = None, below: Path | None = None) -> Verified:
    """Compare a report of any readable format with its data file.

    In a Word file everything visible counts: whatever the data, the form and the sign-off sheet do not
    say is a difference. `form` is the office's own form that it was filled from, `below` the store of the bodies below
    that it was checked with. Raises NdbgError where a file cannot be used, or the second is no data file.
    """
    same = identities([document]) == identities([data]) != frozenset()
    refused = NdbgError(
        f"“{data}”{'就是要核对的文件' if same else '不是数据文件'}；先写报告，再写数据文件：{program()} verify 年报.docx data.toml"
    )
    if data.suffix.lower() not in _DATA:
        raise refused
    signed, checked = read_report(document), check_report(read_data(data), below=below)
    if not is_data_file(checked.report) or same:
        raise refused
    remarks = (*reading_remarks(signed), *checked.remarks, *_year_mismatch(signed, checked.report))
    compared = compare_file(signed, checked, form)
    return Verified(signed, checked.report, compared.differences, remarks, compared.own_form)


def _year_mismatch(signed: Report, data: Report) -> Iterator[Remark]:
    """A remark where a report and its data are of two years."""
    if signed.year and data.year and signed.year != data.year:
        path = signed.source.path
        text = f"这是 {signed.year} 年的报告，“{data.source.path}”是 {data.year} 年的数据，请看一看是不是写错了文件"
        yield Remark(path, text)


def with_own_prose(signed: Report, data: Report) -> Report:
    """A report with only the text of its sections outside of tables, where it is a Word file."""
    path = signed.source.path
    if path.suffix.lower() not in WORD_FILES:
        return signed
    reduced = _own_prose(signed, read_rest(read_bytes(path, MOST_BYTES), path, data.form, data.agency))
    last = data.form.last_section.no
    if last not in reduced.prose:
        return reduced
    return replace(reduced, prose={**reduced.prose, last: _without_closing(reduced.prose[last], data)})


def _without_closing(prose: Prose, data: Report) -> Prose:
    """The prose of the last section without the lines below it in an own form, unless the data have them too."""
    lines, last = prose.text.split("\n"), data.form.last_section.no
    known = data.prose[last].text.split("\n") if last in data.prose else []
    end = next((at for at, line in enumerate(lines) if closes(line) and line not in known), len(lines))
    return Prose("\n".join(lines[:end]))


def _own_prose(signed: Report, rest: Rest) -> Report:
    prose = {no: Prose("\n".join(lines)) for no, lines in rest.prose.items() if no in signed.prose}
    return replace(signed, prose=prose)


@dataclass(frozen=True, slots=True)
class FileDifferences:
    """The differences of a file; `own_form` as in `Verified`."""

    differences: tuple[Difference, ...]
    own_form: bool = False


def compare_file(signed: Report, checked: Checked, form: OwnForm | None = None) -> FileDifferences:
    """Compare the file from which a report was read with the data: see `verify`."""
    path = signed.source.path
    if path.suffix.lower() not in WORD_FILES:
        return FileDifferences(tuple(differences(signed, checked.report)))
    return compare_word(signed, read_bytes(path, MOST_BYTES), checked, form)


def compare_word(
    signed: Report, word: bytes, checked: Checked, form: OwnForm | None = None
) -> FileDifferences:
    """Compare a Word file, read as `signed`, with the one that the data give when filled again.

    Raises NdbgError where the form cannot be filled.
    """
    report = checked.report
    rest = read_rest(word, signed.source.path, report.form, report.agency)
    used = form or OwnForm(*official(report.form))
    known = form is not None or (rest.mark is not None and rest.mark.form == digest(used.data))
    data = report
    if report.form is signed.form:
        filled = _filled(signed, checked, used)
        made = _with_sheet(filled.data, signed, rest, checked, used)
        wanted = _with_own_agencies(
            read_rest(made, used.path, report.form, report.agency), filled.offices, report
        )
        if known:
            # A form may have a foreword of its own, or lines beside that of the data.
            preface = parse_word(made, used.path).preface
            data = replace(_with_own_lines(report, wanted), preface=preface)
    result = list(stated(_own_prose(signed, rest), data))
    if report.form is signed.form:
        result += _line_differences(rest, wanted, signed, checked, known=known)
        result += _pictures(rest, wanted, checked)
        result = [_with_source(item, rest, wanted, filled.offices, report) for item in result]
    return FileDifferences(tuple(result), own_form=not known and bool(result))


def _with_source(
    difference: Difference, rest: Rest, wanted: Rest, offices: Sequence[str], report: Report
) -> Difference:
    """A difference with its `source`: the data, unless its line is the form's, or still names another office.

    `offices` are the offices that the form names as the reporting one.
    """
    document, data = (text.strip("…") for text in (difference.document, difference.data))
    if names_one(document, offices) or (offices and document != difference.document):
        cell_texts = [cell for line in rest.lines for cell in line.cells]
        cell_texts += [line for lines in rest.prose.values() for line in lines]
        named = (line for line in cell_texts if names_one(line, offices) and document in line)
        if any(data in _with_own_agency(line, offices, report) for line in named):
            return difference._replace(source=OF_ANOTHER)
    last = report.form.last_section
    form_lines = set(wanted.prose.get(last.no, ())) - set(report.prose.get(last.no, Prose()).text.split("\n"))
    if difference.name.startswith(f"“{last.heading}”第") and any(data in line for line in form_lines):
        return difference._replace(source=IN_FORM)
    return difference


def _with_own_agency(text: str, offices: Sequence[str], report: Report) -> str:
    """A text with the report's agency in place of other offices."""
    for office in offices:
        text = text.replace(office, report.agency)
    return text


def _with_own_lines(report: Report, wanted: Rest) -> Report:
    """A report with the lines of its form below the last section, where nothing divides them from the prose."""
    last = report.form.last_section.no
    if last not in report.prose or last not in wanted.prose:
        return report
    return replace(report, prose={**report.prose, last: Prose("\n".join(wanted.prose[last]))})


def _filled(signed: Report, checked: Checked, form: OwnForm) -> FilledForm:
    """The Word file that the data give, a draft or not, as the file compared."""
    template = prepared(form, checked.report.form)
    return template.fill(checked.report, draft=_is_draft(signed), sealed=checked.settings.sealed)


def _is_draft(signed: Report) -> bool:
    return any(DRAFT in title for title in signed.source.outline.titles) if signed.source.outline else False


def _with_sheet(word: bytes, signed: Report, rest: Rest, checked: Checked, form: OwnForm) -> bytes:
    """A filled form with the sign-off sheet, where the file compared has one."""
    return sign_off(word, form.path, checked, draft=_is_draft(signed)) if _has_sheet(rest) else word


def _with_own_agencies(rest: Rest, offices: Sequence[str], report: Report) -> Rest:
    """The lines and prose of a filled form, with the report's agency in place of other offices that it names."""
    if not offices:
        return rest

    def own(text: str) -> str:
        return _with_own_agency(text, offices, report)

    lines = tuple(line._replace(cells=tuple(map(own, line.cells))) for line in rest.lines)
    return replace(rest, prose={no: tuple(map(own, texts)) for no, texts in rest.prose.items()}, lines=lines)


def _has_sheet(rest: Rest) -> bool:
    return any(line.key.startswith(SHEET_TITLE) for line in rest.lines if line.where is Where.BEFORE)


def _line_differences(
    rest: Rest, wanted: Rest, signed: Report, checked: Checked, *, known: bool
) -> Iterator[Difference]:
    """The differences between the lines of two files: edited, added, removed; `known`: both have the same form."""
    more, fewer = _only_in_one(rest.lines, wanted.lines)
    if checked.last is None and checked.report.added.previous:
        # The result of the check and last year's figures cannot be reconstructed.
        more, fewer = (
            [x for x in lines if x.where is not Where.BEFORE and x.cells[0] != "核对结果"]
            for lines in (more, fewer)
        )
        fewer = [x._replace(cells=tuple("" if c == _UNKNOWN else c for c in x.cells)) for x in fewer]
    if not known:
        more = [line for line in more if line.where not in (Where.LABELS, Where.HEADING)]
    report, sheet = checked.report, _has_sheet(rest)
    more = [line for line in more if not _is_signature(line, report)]
    if signed.published and report.published:  # a difference between the days was reported already
        fewer = [line for line in fewer if not (line.where is Where.CLOSING and is_date(line.text))]
    unmatched = list(fewer)
    added = []
    for line in more:
        match = _counterpart(line, unmatched)
        if match is None:
            added.append(line)
            continue
        unmatched.remove(match)
        if not _agrees(match, line):
            yield from _changed(line, match, report, sheet=sheet)
    yield from _added(added, report, sheet=sheet)
    for line in unmatched if known else ():
        source = _source(line, report, sheet=sheet)
        yield Difference(_named(line, report, sheet=sheet), NOTHING, shortened(line.text), source=source)


def _only_in_one(here: Sequence[Line], there: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The multiset differences of the lines of two files, both ways."""
    both = Counter(line.key for line in here) & Counter(line.key for line in there)
    only = []
    for lines in (here, there):
        equal = Counter(both)
        apart = []
        for line in lines:
            if equal[line.key]:
                equal[line.key] -= 1
            else:
                apart.append(line)
        only.append(apart)
    return only[0], only[1]


def _is_signature(line: Line, report: Report) -> bool:
    """Whether a line is a signature that the data do not hold: the agency's name or a date."""
    if line.where is not Where.CLOSING:
        return False
    if report.published is None:
        return is_date(line.text) or label_key(line.text) == label_key(report.agency)
    return is_date(line.text)


def _counterpart(line: Line, others: Iterable[Line]) -> Line | None:
    """The line of the same part that was edited into this one: the most similar above a threshold."""
    same = [other for other in others if other.where is line.where]
    if exact := next((other for other in same if _agrees(other, line)), None):
        return exact
    head = (line.cells[0], len(line.cells))
    if len(line.cells) > 1 and (row := next((o for o in same if (o.cells[0], len(o.cells)) == head), None)):
        return row
    best = max(same, key=lambda other: line_similarity(other.key, line.key), default=None)
    return best if best and line_similarity(best.key, line.key) >= _LEAST_SIMILARITY else None


def _agrees(wanted: Line, line: Line) -> bool:
    """Whether a line is `wanted` with its blanks filled in by hand."""
    if len(wanted.cells) != len(line.cells):
        return False
    return all(map(_is_filled_in, wanted.cells, line.cells))


def _is_filled_in(wanted: str, text: str) -> bool:
    """Whether a text is `wanted` with something written into its blanks or, behind a colon, at its end."""
    words = wanted.split()
    open_end = ".*" if not words or words[-1].endswith(("：", ":")) else ""
    return bool(re.fullmatch(".*".join(map(re.escape, words)) + open_end, "".join(text.split()), re.DOTALL))


def _changed(line: Line, wanted: Line, report: Report, *, sheet: bool) -> Iterator[Difference]:
    """The differences between two lines: by cell where both have equally many, else as a whole."""
    name, source = _named(line, report, sheet=sheet), _source(wanted, report, sheet=sheet)
    if len(line.cells) == 1 or len(line.cells) != len(wanted.cells):
        yield Difference(name, *parted(line.text, wanted.text), source=source)
        return
    for at, (now, was) in enumerate(zip(line.cells, wanted.cells, strict=True)):
        if not _is_filled_in(was, now):
            nearest = next((c for c in reversed(wanted.cells[:at]) if re.search(r"[^\W\d]", c)), "")
            label = f"“{' '.join(nearest.split())}”" if nearest else ""
            yield Difference(f"{name}{label}", shortened(now.strip()), shortened(was.strip()), source=source)


def _added(lines: Sequence[Line], report: Report, *, sheet: bool) -> Iterator[Difference]:
    """The added lines; those of one table are one difference."""
    for _, group in groupby(lines, key=lambda line: (line.where, line.table) if line.table else id(line)):
        first, *others = group
        more = f"等 {len(others) + 1} 行" if others else ""
        yield Difference(_named(first, report, sheet=sheet), f"{shortened(first.text)}{more}", NOTHING)


def _source(wanted: Line, report: Report, *, sheet: bool) -> str:
    """Where a wanted line stands: the sheet and the signature are made of the data, other lines are the form's."""
    on_sheet = sheet and (
        wanted.where is Where.BEFORE or (wanted.where is Where.TABLE and not wanted.section)
    )
    return IN_DATA if on_sheet or is_signature(wanted.text, report.agency) else IN_FORM


def _named(line: Line, report: Report, *, sheet: bool) -> str:
    """The part of the report that a line is in, in words."""
    heading = next((s.heading for s in report.form.sections if s.no == line.section), "")
    if line.where is Where.TABLE:
        if sheet and not line.section and line.table == 1:
            return "送审单"
        return f"“{heading}”里另外的表格" if heading else "第一部分之前的表格"
    return {
        Where.BEFORE: "送审单和标题之间的文字" if sheet else "第一部分之前的文字",
        Where.HEADING: "标题",
        Where.SECTION: f"“{heading}”表格以外的文字",
        Where.CLOSING: BELOW,
        Where.LABELS: "表格里的项目名称",
        Where.SIDE: _SIDES.get(line.section, "页眉、页脚或脚注"),
    }[line.where]


def _pictures(rest: Rest, wanted: Rest, checked: Checked) -> Iterator[Difference]:
    """Pictures that were added or removed; charts are identified by their alternative text."""
    drawn = {chart.in_words() for chart in charts(checked.report, checked.last)}
    here = Counter(picture.digest for picture in rest.pictures if picture.alt not in drawn)
    there = Counter(picture.digest for picture in wanted.pictures)
    if more := (here - there).total():
        yield Difference("图片", f"多出 {more} 张", NOTHING)
    if fewer := (there - here).total():
        yield Difference("图片", NOTHING, f"少了 {fewer} 张")
