"""Return faulty reports: an annotated Word file and a letter of one page for each body."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from math import ceil
from pathlib import Path
from typing import NamedTuple

from ndbg.app.annotate import annotated
from ndbg.app.executors import Place, each
from ndbg.app.levels.returns.blame import ASKED, LATE, Blame
from ndbg.app.levels.roster.model import Duty, Group
from ndbg.app.levels.status.drafts import Draft
from ndbg.app.levels.status.findings import ACROSS_BODIES
from ndbg.app.levels.status.model import Entry, Survey
from ndbg.app.levels.store.tables import WORD, Row, Rows
from ndbg.check import Finding, Severity, check
from ndbg.check.finding import Likely, Result
from ndbg.check.levels.model import Levels, named
from ndbg.check.settings import Settings
from ndbg.errors import NdbgError
from ndbg.form import Form, Table
from ndbg.form.naming import name_cell, name_table, quoted, table_of
from ndbg.program import command
from ndbg.read import read
from ndbg.report import date_text
from ndbg.show.plain import WORDS
from ndbg.text.listing import first_of
from ndbg.write.levels.letters import write_letter
from ndbg.write.levels.parts import Paragraphs

_CHARACTERS_OF_A_LINE, _LINES_OF_THE_PAGE = 31, 17  # of findings, beside the rest of the letter
SIGNED = "　　　　年　　月　　日"
_MOST_NAMED = 3
_BLANK, _MOST_BLANKS = "FMT102", 3  # blank cells of a table that have a line each in a letter


@dataclass(frozen=True)
class ReturnTask:
    """What goes back to a body: its entry, the file as kept, last year's rows, and the facts about it among the others.

    `path` is empty where there is nothing to tell but that files of the body cannot be used: of one without a report, or
    such as were meant to replace it.
    """

    entry: Entry
    year: int
    path: str = ""
    last: Rows | None = None
    levels: Levels = field(default_factory=Levels)

    @property
    def body(self) -> str:
        """The name of the body."""
        return self.entry.body.name

    @property
    def used(self) -> str:
        """The name of the file with the report that counts, if there is one."""
        return self.entry.current.name if self.entry.current else ""


@dataclass(frozen=True)
class Letters:
    """The files to return to a body: the letter and, where its report is a Word file, that with comments.

    `wrong` and `doubtful` are the numbers of errors and of warnings but for lateness (`late`); `problem` says why nothing
    could be made. `unusable`: what the body sent last cannot be used; `needless`: its report is part of another's.
    """

    body: str
    letter: bytes = b""
    annotated: bytes = b""
    wrong: int = 0
    doubtful: int = 0
    late: bool = False
    problem: str = ""
    unusable: bool = False
    needless: bool = False

    @property
    def told(self) -> str:
        """What was found, in a few words."""
        counts = f"错误 {self.wrong} 处，提醒 {self.doubtful} 处" if self.wrong + self.doubtful else ""
        again = "交来的文件用不了，请重新报送" if self.unusable else ""
        return "；".join(filter(None, (counts, "逾期" * self.late, again, "不用单独报送" * self.needless)))


@dataclass(frozen=True)
class Sender:
    """Who returns the reports, and the day by which they are to be corrected."""

    office: str
    term: date | None = None

    @property
    def until(self) -> str:
        """By when to correct, in words."""
        return f"于{date_text(self.term)}前" if self.term else "尽快"

    def asks(self, found: Sequence[Finding], entry: Entry) -> str:
        """The request in the letter, in a sentence: to correct what was found, or to be in time where that is all.

        A revision of what was published counts only as what is published anew.
        """
        codes = {finding.code for finding in found}
        if codes <= {LATE}:
            return "报告本身没有要改的，不用重新报送；请说明逾期的原因，今后按期报送、公布。"
        if all(one.code in (LATE, ASKED) or one.defect.unclear for one in found):
            which = "用哪一份" if ASKED in codes else ""
            copied = "雷同的地方是不是抄来的" if codes - {LATE, ASKED} else ""
            only = "抄来的，改正后重新报送；自己的，" if copied else "报告本身没有要改的，"
            return f"请{self.until}说明{'、'.join(filter(None, (which, copied)))}；{only}不用重新报送。"
        published = entry.current and entry.current.draft is Draft.PUBLISHED
        name = "“公布稿”，公布的一并改正" if published else "“修改稿”"
        return f"请{self.until}逐条改正后重新报送，文件名里写{name}；确实没有问题的，请说明原因。"


def sender(found: Survey, office: str, term: date | None) -> Sender:
    """The sender: the office named, else the office of the top of the roster, else the authority as 条例 names it."""
    own = next(
        (b.name for b in found.roster.children(found.roster.top) if found.roster.group(b) is Group.OWN), ""
    )
    return Sender(office or own or "政府信息公开工作主管部门", term)


def tasks(blame: Blame) -> Iterator[ReturnTask]:
    """The letters to write, in the order of the roster.

    They go to bodies whose reports are returned, whose files cannot be used, or who sent a report that is part of another's.
    """
    found = blame.found
    returned = {row["body"] for row in found.store.returns()}
    needless = {entry.body.name for entry in found.needless} - returned
    for entry in found.entries:
        current = entry.current
        if entry.body.name in needless:
            yield ReturnTask(entry, found.store.year)
        if entry.body.duty is not Duty.OWED:
            continue
        # Lateness is told once: there is nothing to correct.
        told_before = {LATE} if entry.body.name in returned else set()
        if current and {one.code for one in blame.charges(entry)} - told_before:
            last = found.previous.batches.rows_of(entry.last) if found.previous and entry.last else None
            path = found.store.file(current.kept.version, current.kept.suffix)
            yield ReturnTask(entry, found.store.year, f"{path}", last, blame.levels(entry))
        elif entry.strays and (current or found.roster.owes(entry.body)):
            yield ReturnTask(entry, found.store.year)


def letters(blame: Blame, who: Sender, settings: Settings, place: Place) -> Iterator[Letters]:
    """The letters to all bodies whose report is returned, in the order of completion."""
    yield from each(place, partial(_write, settings, who), tasks(blame), _lost)


def _lost(task: ReturnTask) -> Letters:
    return Letters(task.body, problem="写修改意见时程序意外停止")


def _write(settings: Settings, who: Sender, task: ReturnTask) -> Letters:
    if task.entry.body.duty is Duty.FOLDED:
        return Letters(task.body, _needless_letter(who, task), needless=True)
    if not task.path:
        return Letters(task.body, _unusable_letter(who, task), unusable=True)
    path = Path(task.path)
    try:
        report = read(path)
        added = report.added._replace(suppressions=task.entry.suppressions)
        current = task.entry.current
        published = current.dated.published if current else report.published
        report = replace(report, year=task.year, published=published, added=added)
        last = task.last.report(report.agency, task.year - 1) if task.last else None
        result = check(report, last, settings, levels=task.levels)
        # What a rule lacked outside the body's own report is not the body's to mend.
        own = tuple(one for one in result.unevaluated if one.cells)
        result = replace(result, unevaluated=own)
        found = [f for f in result.findings if f.severity is not Severity.INFO and not f.reason]
        if not found:
            raise NdbgError(
                f"现在核对没有问题，和收集时的结果不同；请再运行 {command('collect')}，加上 --again"
            )
        marked = b""
        if path.suffix.lower() in WORD:
            told = replace(result, findings=tuple(found))
            marked = annotated(path.read_bytes(), path, report, told)
        letter = _letter(who, task, result, found, has_marks=bool(marked))
    except NdbgError as error:
        return Letters(task.body, problem=" ".join(f"{error}".split()))
    listed = [finding.severity for finding in found if finding.code != LATE]
    wrong = listed.count(Severity.ERROR)
    late, unusable = len(listed) < len(found), bool(task.entry.strays)
    return Letters(task.body, letter, marked, wrong, len(listed) - wrong, late, unusable=unusable)


def _gravity(finding: Finding) -> int:
    """The rank of a finding in a letter, whose end may be cut: errors first, then copies, then the rest."""
    if finding.severity is Severity.ERROR:
        return 0
    return 1 if finding.code.startswith(ACROSS_BODIES) else 2


class _Item(NamedTuple):
    """A line of a letter, without its number, and the findings it is for."""

    text: str
    findings: Sequence[Finding]


_NAMES_PLACE = "H708"  # the rule that names the part of the report itself: 标题


def _items(form: Form, ordered: Sequence[Finding]) -> Iterator[_Item]:
    """The lines for some findings: one for all that say the same of several places, one for the blanks of a table."""
    together: dict[object, list[Finding]] = {}
    for at, finding in enumerate(ordered):
        defect = finding.defect
        table = form.cells[defect.cells[0]].table if finding.code == _BLANK else ""
        alike = table or (defect.head and defect.middle)
        together.setdefault((finding.code, alike) if alike else at, []).append(finding)
    tails = {""}
    for found in together.values():
        first = found[0]
        if first.code == _BLANK and len(found) <= _MOST_BLANKS:
            yield from (_Item(_sentence(one, _placed(form, one)), [one]) for one in found)
            continue
        tail, said = first.defect.tail, _placed(form, first)
        if first.code == _BLANK:
            said = _blanks_told(form.table(form.cells[first.defect.cells[0]].table), found)
        elif len(found) > 1:
            said = f"{'、'.join(one.defect.head for one in found)}{first.defect.middle}{tail}"
        if tail in tails:
            said = said.removesuffix(tail)
        tails.add(tail)
        yield _Item(_sentence(first, said), found)


def _sentence(finding: Finding, said: str) -> str:
    return f"（{WORDS[finding.severity]}）{said}。".replace("。。", "。")


def _blanks_told(table: Table, found: Sequence[Finding]) -> str:
    """What to say of the blank cells of a table: how many, and in which rows."""
    wrong = {id for finding in found for id in finding.defect.cells}
    lines = [entry for entry in table.entries if any(cell.id in wrong for cell in entry.cells)]
    where = first_of([quoted(entry.title) for entry in lines], _MOST_NAMED, "行")
    return f"{name_table(table)}{where}有 {len(wrong)} 格空白或填了符号、文字：请填上数；没有发生的填 0"


def _letter(
    who: Sender, task: ReturnTask, result: Result, found: Sequence[Finding], *, has_marks: bool
) -> bytes:
    """The letter: one page where `has_marks` (the rest stands in the comments), else with all findings."""
    ordered = sorted(found, key=_gravity)
    items = [*_items(result.form, ordered)]
    likely = (_most_likely(one, items) for one in result.likely)
    lines = [f"{said}。" for said in (*_replacing(task), *filter(None, likely))]
    room, left = _LINES_OF_THE_PAGE - sum(map(_height, lines)), len(ordered)
    for number, item in enumerate(items, 1):
        line = f"{number}.{item.text}"
        room -= _height(line)
        if has_marks and room < 1 and number > 1:
            lines.append(f"其余 {left} 处见批注。")
            break
        lines.append(line)
        left -= len(item.findings)
    took_over = task.entry.body.successor_of if task.last else ()
    if took_over and any(finding.code.startswith("Y") for finding in ordered):
        lines.append(f"上年的数包括承接的{named(took_over)}上年报告里的。")
    only_late = all(finding.code == LATE for finding in ordered)
    marks = "，每一处已在随附的 Word 文件里用批注标出" if has_marks and not only_late else ""
    opening = f"你单位报送的{task.year}年政府信息公开工作年度报告收悉。经核对，{_counted(ordered)}{marks}："
    return _written(who, task, [opening, *lines, who.asks(ordered, task.entry)])


def _written(who: Sender, task: ReturnTask, lines: Sequence[str]) -> bytes:
    title = f"{task.year}年政府信息公开工作年度报告修改意见"
    return write_letter(title, task.body, [Paragraphs("", lines)], (who.office, SIGNED), dense=True)


def _most_likely(one: Likely, items: Sequence[_Item]) -> str:
    """The cell that is most likely wrong, with the numbers of the items that say so; empty where none is in the letter."""
    numbers = [at for at, item in enumerate(items, 1) if any(f in item.findings for f in one.findings)]
    if not numbers:
        return ""
    listed = "、".join(map(str, numbers))
    return f"第 {listed} 条最可能错在这一格：{name_cell(one.cell)}填了 {one.value}，如果是 {one.suggested} 就都对上了"


def _replacing(task: ReturnTask) -> Iterator[str]:
    """What is said before all else of files that were meant to replace the report."""
    if task.entry.strays:
        files = "；".join(f"“{stray.name}”：{stray.asked}" for stray in task.entry.strays)
        yield f"你单位后来交来的文件用不了，请重新交（{files}）；以下是先前报送的“{task.used}”里的问题"


def _height(line: str) -> int:
    """The number of lines of the page that a paragraph takes."""
    return ceil((len(line) + 2) / _CHARACTERS_OF_A_LINE)


def _unusable_letter(who: Sender, task: ReturnTask) -> bytes:
    """The letter to a body whose files cannot be used."""
    later = "后来" if task.used else ""
    opening = f"你单位{later}报送{task.year}年政府信息公开工作年度报告的文件用不了："
    lines = [f"{number}.“{stray.name}”：{stray.asked}。" for number, stray in enumerate(task.entry.strays, 1)]
    until = f"收到以前仍用先前报送的“{task.used}”，它没有要改的。" if task.used else ""
    asked = f"请{who.until}重新报送{task.year}年的报告，用 Word 文件。{until}"
    return _written(who, task, [opening, *lines, asked])


def _needless_letter(who: Sender, task: ReturnTask) -> bytes:
    """The letter to a body whose report is part of another's."""
    opening = f"你单位报送的{task.year}年政府信息公开工作年度报告“{task.used}”收悉。"
    into = f"你单位{task.entry.body.why_left_out}，不用单独报送，这一份没有计入汇总。"
    return _written(who, task, [opening, into, f"应当单独报送的，请{who.until}说明原因。"])


def _placed(form: Form, finding: Finding) -> str:
    """A finding with its place before it; words with which both begin are written once.

    A figure that is named as in the form is found by that, without the number of its cell in the file.
    """
    place, message = finding.place, finding.defect.message
    cells = [form.cells[id] for id in finding.defect.cells]
    names_place = finding.code == _NAMES_PLACE or place in message
    if names_place or any(table_of(cell) in message for cell in cells):
        return message
    heading, end, _ = place.partition("”")
    if end and message.startswith(heading + end):
        return place + message.removeprefix(heading + end)
    return f"{place}：{message}"


def _counted(found: Sequence[Finding]) -> str:
    """The numbers of findings in words, without lateness, which is nothing to verify in the report."""
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    late = sum(finding.code == LATE for finding in found)
    if late == len(found):
        return "报告逾期"
    counts = (("错误", errors), ("需要核实的", len(found) - errors - late))
    told = "、".join(f"{what} {count} 处" for what, count in counts if count)
    return f"有{told}{'，并且逾期' if late else ''}"


def return_rows(found: Survey, sent: Iterable[str], today: date, seen: float, term: date | None) -> list[Row]:
    """The rows for the table of returns."""
    return [
        (name, current.kept.version, f"{today}", f"{seen:.3f}", f"{term or ''}")
        for name in sent
        if (current := found.by_name[name].current)
    ]
