"""Check a data file, fill the Word form with it, and compare the result with the data."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from ndbg.app.charts import chart_pictures
from ndbg.app.check import Checked, check_report
from ndbg.app.differences import read_back
from ndbg.app.output import NewFile, identities, is_named, refuse_source, target
from ndbg.app.reading import read_data
from ndbg.app.remarks import remarking
from ndbg.app.templates import OwnForm, official, prepared
from ndbg.check import check
from ndbg.check.rules.layout import sections_in_order, title_names_agency_and_year
from ndbg.document.blanks import day_in
from ndbg.document.titles import is_signature
from ndbg.errors import NdbgError, Remark
from ndbg.read.word import parse_word
from ndbg.report import Report, date_text
from ndbg.text.listing import first_of, part_of
from ndbg.write.word import FilledForm, Kind
from ndbg.write.word.offices import names_one

_SHOWN, _MOST_NAMED = 30, 5  # characters of a line; lines


class FillRequest(NamedTuple):
    """The options, the same for all data files.

    `output` is the file or folder to write to, `folder` that for several files; without them the report is placed
    beside its data, named by its title. Without a `form` the official one is filled. `prose` is a file with the
    prose, under the headings of the sections. `draft` accepts a report with errors and adds its findings as
    comments. `below` is the store of the bodies below the government that reports. `force` allows to overwrite a report whose text was not edited since it was filled.
    """

    output: Path | None = None
    folder: Path | None = None
    form: OwnForm | None = None
    charts: bool = False
    draft: bool = False
    sign_off: bool = False
    force: bool = False
    prose: Path | None = None
    below: Path | None = None


class Filled(NamedTuple):
    """The result: the Word report, or no file where the check found errors.

    `remarks` are on the files read; `notices` say what to look at in the Word report. `read_back` is the number of
    figures that were read back from a cell of their own.
    """

    checked: Checked
    file: NewFile | None = None
    remarks: tuple[Remark, ...] = ()
    notices: tuple[str, ...] = ()
    read_back: int = 0


_DEFAULT = FillRequest()


def fill(data: Path, request: FillRequest = _DEFAULT) -> Filled:
    """Check a data file, fill the form with it, and compare the result with the data; nothing is saved.

    A complete report of another format can serve as data. Raises NdbgError where a file cannot be used, where the
    result differs from the data, and where the file to overwrite was edited in Word.
    """
    with remarking() as remarks:
        checked = check_report(_read(data, request.prose), below=request.below)
        remarks += checked.remarks
        if not (checked.result.passes or request.draft):
            return Filled(checked, remarks=tuple(remarks))
        sources = (*checked.files, *filter(None, (request.prose, request.form and request.form.path)))
        place = _place(checked, request, sources)
        if request.force:
            from ndbg.app.edited import refuse_edited

            refuse_edited(place, checked, request.form)
        pictures, unmade = chart_pictures(checked) if request.charts else ((), ())
        remarks += unmade
        form = request.form or OwnForm(*official(checked.report.form))
        filled = prepared(form, checked.report.form).fill(
            checked.report, draft=request.draft, pictures=pictures, sealed=checked.settings.sealed
        )
        word = _finished(filled.data, form.path, checked, request)
        written = parse_word(word, place)
        kept = read_back(written, checked.report, filled.kept)
        together = _without_own_cell(written)
        notices = (
            *_on_rows_in_one(written, together),
            *_notices(checked, filled, kept),
            *_on_headings(written, checked, draft=request.draft),
        )
        file = NewFile(place, word, sources, is_named(place, request.output))
        own_cells = checked.report.figures.keys() - together
        return Filled(checked, file, tuple(remarks), notices, len(own_cells))


def _read(data: Path, prose: Path | None) -> Report:
    """Read the data. Raises NdbgError, for a Word file with the advice to name a form by --template."""
    try:
        return read_data(data, prose)
    except NdbgError as error:
        if data.suffix.lower() in (".docx", ".doc", ".wps"):
            raise NdbgError(f"{error}。如果它是空白表样，请写在 --template 后面") from None
        raise


def _place(checked: Checked, request: FillRequest, sources: Sequence[Path]) -> Path:
    """The path of the report. Raises NdbgError where it is that of a file in `sources`, which were read for it."""
    place = target(checked.report, request.output, ".docx", folder=request.folder, draft=request.draft)
    refuse_source(place, identities(sources))
    return place


def _finished(word: bytes, path: Path, checked: Checked, request: FillRequest) -> bytes:
    """The filled form with the sign-off sheet and, in a draft, comments on the findings."""
    if request.sign_off:
        from ndbg.app.sign_off import sign_off

        word = sign_off(word, path, checked, draft=request.draft)
    if request.draft:
        from ndbg.app.annotate import annotated

        word = annotated(word, path, checked.report, checked.result)
    return word


def _without_own_cell(written: Report) -> list[str]:
    """The ids of the figures of a file, read back, that stand together in one cell."""
    times = Counter(figure.origin for figure in written.figures.values())
    return [id for id, figure in written.figures.items() if times[figure.origin] > 1]


def _on_rows_in_one(written: Report, together: Sequence[str]) -> Iterator[str]:
    """The groups of rows that the form has in one row."""
    groups = Counter(written.form.cells[id].row.label.under[-1] for id in together)
    for group, number in groups.items():
        yield (
            f"请留意：表样里“{group}”只有一行，它下面各行的 {number} 个数没有各自的格子，都合在这一行里；"
            "请在表样里把这一行换成国办统一格式的各行"
        )


def _notices(checked: Checked, filled: FilledForm, kept: list[str]) -> Iterator[str]:
    outline = checked.report.source.outline
    if outline and (outline.beside or outline.below):
        yield "请留意：原来报告里表格旁边和落款下面的话没有带进新的文件，还要的请在 Word 里补上"
    for heading in checked.report.unwritten:
        yield f"请留意：“{heading}”还没有正文，文件里用黄色标出"
    for name in filled.texts(Kind.UNPLACED):
        yield f"请留意：表样里没有写{name}的地方，文件里没有写上；可以在表样里加一处 {{{{{name}}}}}"
    for line in filled.texts(Kind.ROOM_FOR_DAY):
        day = date_text(checked.report.published) if checked.report.published else ""
        yield (
            f"请留意：公布日期（{day}）在文件里没有写上；表样里的“{part_of(line, _SHOWN)}”"
            "不一定是公布日期，没有改，请在 Word 里填上或者改过来"
        )
    yield from _summaries(filled)
    for unit in filled.texts(Kind.UNIT):
        yield f"请留意：{unit}；请在 Word 里把单位写成一样的，表样也请改好"
    yield from _form_lines(checked, filled, kept)
    for line in filled.texts(Kind.LEFTOVER):
        if not any(line.strip("…") in room for room in filled.texts(Kind.ROOM_FOR_DAY)):
            yield f"请留意表样里的这一处，有没填的内容，或者年份不对：{line}"


# What is told of all notices of a kind together, in this order: {names} are their texts, {lines} the first of these in
# quotes, {different} the same without repetitions, {placed} with where they stand.
_TOGETHER = {
    # What the form has and the report has not.
    Kind.LOST: "表样正文里原有的{names}随旧的正文去掉了，还要的请在 Word 里补上",
    Kind.REPLACED: "表样的数字格里原有的{names}换成了数，没有保留",
    Kind.UNANSWERED: "表样“{place}”里原有的{lines}没有保留在文件里，数据的正文里也没有；要的请补进数据的正文",
    # What the report still has of the form, and the unsafe content that was removed.
    Kind.COMMENT: "表样里的 {count} 条批注还留在文件里：{different}；公布前请在 Word 里删去",
    Kind.LOCKED: "表样设了“限制编辑”或者锁定了内容，生成的文件也一样，在 Word 里可能改不了正文；"
    "要改，请改好数据文件再生成一次，或者请发表样的单位解除",
    Kind.TRACKED: "表样里的修订痕迹还留在文件里，公布前请在 Word 里全部接受",
    Kind.FOREIGN: "表样里的宏、外部链接这样的东西没有带进报告：{names}",
    Kind.OTHER: "表样的表格里还有统一格式以外的{names}，程序没有填，也没有改，请自己填写或核对",
    Kind.CELL: "表样里另外的表格，程序没有填，也没有改：{lines}；请自己填写或核对",
    Kind.FRONT: "表样的标题前面还有别的内容（从“{first}”起），里面的日期没有改；"
    "是通知、填报说明的，请在公布前删去",
    # What it still has of another report or office, and what only Word can bring up to date.
    Kind.NAMED: "表样里还写着另一个单位“{offices}”，没有改：{placed}；该是本单位的，请在 Word 里改过来",
    Kind.PICTURE: "表样是别的年度的报告，里面的{names}没有改，还是原来的；请在 Word 里换成今年的，或者删去",
    Kind.HIDDEN: "表样里有隐藏的文字，还留在文件里：{lines}；公布前请在 Word 里删去",
    Kind.CONTENTS: "表样里的目录没有重新编页码，请在 Word 里点目录、选“更新域”",
}


def _summaries(filled: FilledForm) -> Iterator[str]:
    """One sentence for all notices of a kind; for prompts without an answer in the prose, one for each heading."""
    named = filled.of(Kind.NAMED)
    offices = "”“".join(_names_in([notice.text for notice in named], filled.offices))
    placed = first_of([f"{notice.place}{_quoted(notice.text)}" for notice in named], _MOST_NAMED, "处")
    for kind, sentence in _TOGETHER.items():
        notices = filled.of(kind)
        parts = groupby(notices, attrgetter("place")) if kind is Kind.UNANSWERED else [("", notices)]
        for place, part in parts if notices else ():
            texts = [notice.text for notice in part]
            yield "请留意：" + sentence.format(
                place=place,
                names="、".join(texts),
                lines=first_of([*map(_quoted, texts)], _MOST_NAMED, "处"),
                different=first_of([*map(_quoted, dict.fromkeys(texts))], _MOST_NAMED, "处"),
                first=texts[0][:_SHOWN],
                count=len(texts),
                offices=offices,
                placed=placed,
            )


def _names_in(lines: Sequence[str], names: Sequence[str]) -> list[str]:
    """Those of `names` that stand in one of `lines`, and there not only as a part of a longer name."""
    present = dict.fromkeys(
        name
        for line in lines
        for name in names
        if names_one(line, [name])
        and not any(name != longer and name in longer and names_one(line, [longer]) for longer in names)
    )
    return list(present)


def _form_lines(checked: Checked, filled: FilledForm, kept: Sequence[str]) -> Iterator[str]:
    """The form's own lines that stay in the report, without those that other notices name."""
    rests = [part for text in filled.texts(Kind.LEFTOVER) if (part := _dense(text.strip("…")))]
    others = {*filled.texts(Kind.FRONT), *filled.texts(Kind.NAMED)}
    aside = {notice.text: notice.place for notice in filled.of(Kind.ASIDE)}
    for line in dict.fromkeys(" ".join(line.split()) for line in (*aside, *kept, *filled.texts(Kind.NOTE))):
        written = line not in aside and (is_signature(line, checked.report.agency) or day_in(line))
        dense = _dense(line)
        named = line in others or any(part in dense or part.endswith(f"：{dense}") for part in rests)
        if not written and not named:
            place = f"的{aside[line]}" if line in aside else ""
            yield f"请留意：表样{place}里原有的这一处保留在文件里：{part_of(line, _SHOWN)}"


def _dense(line: str) -> str:
    """A line without blanks and the signs of room to write in."""
    return "".join(line.split()).replace("_", "")


def _on_headings(written: Report, checked: Checked, *, draft: bool) -> Iterator[str]:
    """A notice of faults in title and headings of the file, read back, that the data do not have: the form's own words.

    The title of a draft says that it is one.
    """
    rules = [sections_in_order] if draft else [title_names_agency_and_year, sections_in_order]
    known = {finding.defect.message for finding in checked.result.findings}
    messages = [finding.defect.message for finding in check(written, rules=rules).findings]
    if new_messages := [message for message in messages if message not in known]:
        yield f"请留意：表样的标题和国办统一格式不一样，文件里没有改：{'；'.join(new_messages)}"


def _quoted(line: str) -> str:
    return f"“{part_of(line, _SHOWN)}”"
