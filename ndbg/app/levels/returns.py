"""Return faulty reports: an annotated Word file and a letter of one page for each body, a notice for all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from math import ceil
from pathlib import Path
from typing import NamedTuple

from ndbg.app.annotate import annotated
from ndbg.app.levels.copies.alike import levels_of
from ndbg.app.levels.copies.model import Copies
from ndbg.app.levels.executors import Place, each
from ndbg.app.levels.roster.model import Group
from ndbg.app.levels.status.ledger import parents
from ndbg.app.levels.status.model import Entry, State, Survey
from ndbg.app.levels.store.tables import KeptFinding, Row, Rows
from ndbg.app.levels.sums.below import last_survey, levels_of_entry
from ndbg.check import Finding, Result, Severity, check
from ndbg.check.catalogue import chosen
from ndbg.check.levels.model import Levels, named
from ndbg.check.settings import Settings
from ndbg.errors import NdbgError
from ndbg.form import Form, Table
from ndbg.form.naming import name_table, quoted
from ndbg.read import read
from ndbg.report import date_text
from ndbg.show.plain import WORDS
from ndbg.write.levels.letters import Grid, Paragraphs, write_letter

_ACROSS_BODIES = ("H",)
_LATE = "H704"
_CHARACTERS_OF_A_LINE, _LINES_OF_THE_PAGE = 31, 17  # of findings, beside the rest of the letter
_WORD = (".docx", ".docm")
_SIGNED = "　　　　年　　月　　日"
_MOST_NAMED = 3
_BLANK, _MOST_BLANKS = "FMT102", 3  # blank cells of a table that have a line each in a letter


@dataclass(frozen=True)
class ReturnTask:
    """A report to return: the file as kept, last year's rows, and the facts about its body among the others.

    `took_over` names the bodies whose figures of last year are added to its own.
    """

    body: str
    path: str
    agency: str
    year: int
    last: Rows | None
    levels: Levels
    took_over: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letters:
    """The files to return to a body: the letter and, where its report is a Word file, that with comments.

    `wrong` and `doubtful` are the numbers of errors and warnings; `problem` says why nothing could be made.
    """

    body: str
    letter: bytes = b""
    annotated: bytes = b""
    wrong: int = 0
    doubtful: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Sender:
    """Who returns the reports, and the day by which they are to be corrected."""

    office: str
    term: date | None = None

    def asks(self, found: Sequence[Finding]) -> str:
        """The request in the letter, in a sentence: to correct what was found, or to be in time where that is all."""
        if all(finding.code == _LATE for finding in found):
            return "报告本身没有要改的，不用重新报送；请说明逾期的原因，今后按期报送、公布。"
        until = f"于{date_text(self.term)}前" if self.term else "尽快"
        return f"请{until}逐条改正后重新报送，文件名里写“修改稿”；确实没有问题的，请说明原因。"


def sender(found: Survey, office: str, term: date | None) -> Sender:
    """The sender: the office named, else the office of the top of the roster, else the authority as 条例 names it."""
    own = next(
        (b.name for b in found.roster.children(found.roster.top) if found.roster.group(b) is Group.OWN), ""
    )
    return Sender(office or own or "政府信息公开工作主管部门", term)


def tasks(found: Survey, copied: Copies) -> Iterator[ReturnTask]:
    """The reports with findings, in the order of the roster."""
    rules, before = chosen(_ACROSS_BODIES), last_survey(found)
    for entry in found.entries:
        current = entry.current
        if current is None:
            continue
        levels = levels_of(copied, levels_of_entry(found, entry, before), entry.body.name)
        report = found.store.report(current.kept)
        result = check(report, None, rules=rules, levels=levels)
        if entry.errors or entry.warnings or result.count(Severity.WARNING):
            last = found.previous.rows_of(entry.last) if found.previous and entry.last else None
            place = found.store.file(current.kept.version, current.kept.suffix)
            took_over = entry.body.successor_of if last else ()
            yield ReturnTask(
                entry.body.name, f"{place}", current.kept.agency, found.store.year, last, levels, took_over
            )


def letters(
    found: Survey, copied: Copies, who: Sender, settings: Settings, place: Place
) -> Iterator[Letters]:
    """The letters to all bodies whose report is returned, in the order of completion."""
    yield from each(place, partial(write_all, settings, who), tasks(found, copied), _lost)


def write_all(settings: Settings, who: Sender, listed: Sequence[ReturnTask]) -> list[Letters]:
    """Make the letters and comments for some bodies."""
    return [_write(settings, who, task) for task in listed]


def _lost(task: ReturnTask) -> Letters:
    return Letters(task.body, problem="写修改意见时程序意外停止")


def _write(settings: Settings, who: Sender, task: ReturnTask) -> Letters:
    path = Path(task.path)
    try:
        report = replace(read(path), year=task.year)
        last = task.last.report(task.agency, task.year - 1) if task.last else None
        result = check(report, last, settings, levels=task.levels)
        # What a rule lacked outside the body's own report is not the body's to mend.
        own = tuple(one for one in result.unevaluated if one.cells)
        result = replace(result, unevaluated=own)
        found = [f for f in result.findings if not f.reason and f.severity is not Severity.INFO]
        marked = b""
        if path.suffix.lower() in _WORD:
            marked = annotated(path.read_bytes(), path, report, result)
        letter = _letter(who, task, result.form, found, has_marks=bool(marked))
    except NdbgError as error:
        return Letters(task.body, problem=" ".join(f"{error}".split()))
    return Letters(task.body, letter, marked, result.count(Severity.ERROR), result.count(Severity.WARNING))


def _gravity(finding: Finding) -> int:
    """The rank of a finding in a letter, whose end may be cut: errors first, then copies, then the rest."""
    if finding.severity is Severity.ERROR:
        return 0
    return 1 if finding.code.startswith(_ACROSS_BODIES) else 2


class _Item(NamedTuple):
    """A line of a letter, without its number, and how many findings it is for."""

    text: str
    findings: int = 1


def _items(form: Form, ordered: Sequence[Finding]) -> Iterator[_Item]:
    """The lines for some findings; of many blank cells in one table a single line, in the place of the first."""
    blanks: dict[str, list[Finding]] = {}
    for finding in ordered:
        if finding.code == _BLANK:
            blanks.setdefault(form.cells[finding.defect.cells[0]].table, []).append(finding)
    for finding in ordered:
        said = _placed(finding)
        if finding.code == _BLANK:
            table = form.cells[finding.defect.cells[0]].table
            together = blanks[table]
            if len(together) > _MOST_BLANKS:
                if finding is together[0]:
                    yield _Item(_sentence(finding, _blanks_told(form.table(table), together)), len(together))
                continue
        yield _Item(_sentence(finding, said))


def _sentence(finding: Finding, said: str) -> str:
    return f"（{WORDS[finding.severity]}）{said}。".replace("。。", "。")


def _blanks_told(table: Table, found: Sequence[Finding]) -> str:
    """What to say of the blank cells of a table: how many, and in which rows."""
    wrong = {id for finding in found for id in finding.defect.cells}
    lines = [entry for entry in table.entries if any(cell.id in wrong for cell in entry.cells)]
    names = "、".join(quoted(entry.title) for entry in lines[:_MOST_NAMED])
    where = f"{names}等 {len(lines)} 行" if len(lines) > _MOST_NAMED else names
    return f"{name_table(table)}{where}有 {len(wrong)} 格空白或填了符号、文字：请填上数；没有发生的填 0"


def _letter(who: Sender, task: ReturnTask, form: Form, found: Sequence[Finding], *, has_marks: bool) -> bytes:
    """The letter: one page where `has_marks` (the rest stands in the comments), else with all findings."""
    ordered = sorted(found, key=_gravity)
    lines: list[str] = []
    room, left = _LINES_OF_THE_PAGE, len(ordered)
    for number, item in enumerate(_items(form, ordered), 1):
        line = f"{number}.{item.text}"
        room -= ceil((len(line) + 2) / _CHARACTERS_OF_A_LINE)
        if has_marks and room < 1 and lines:
            lines.append(f"其余 {left} 处见批注。")
            break
        lines.append(line)
        left -= item.findings
    if task.took_over and any(finding.code.startswith("Y") for finding in ordered):
        lines.append(f"上年的数包括承接的{named(task.took_over)}上年报告里的。")
    only_late = all(finding.code == _LATE for finding in ordered)
    marks = "，每一处已在随附的 Word 文件里用批注标出" if has_marks and not only_late else ""
    opening = f"你单位报送的{task.year}年政府信息公开工作年度报告收悉。经核对，{_counted(ordered)}{marks}："
    title = f"{task.year}年政府信息公开工作年度报告修改意见"
    parts = [Paragraphs("", [opening, *lines, who.asks(ordered)])]
    return write_letter(title, task.body, parts, (who.office, _SIGNED), dense=True)


def _placed(finding: Finding) -> str:
    """A finding with its place before it; words with which both begin are written once."""
    place, message = finding.place, finding.defect.message
    if not place or place in message:
        return message
    heading, end, _ = place.partition("”")
    if end and message.startswith(heading + end):
        return place + message.removeprefix(heading + end)
    return f"{place}：{message}"


def _counted(found: Sequence[Finding]) -> str:
    """The numbers of findings in words, without lateness, which is nothing to verify in the report."""
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    late = sum(finding.code == _LATE for finding in found)
    if late == len(found):
        return "报告逾期"
    counts = (("错误", errors), ("需要核实的", len(found) - errors - late))
    told = "、".join(f"{what} {count} 处" for what, count in counts if count)
    return f"有{told}{'，并且逾期' if late else ''}"


# -- the notice ------------------------------------------------------------------------------

UNTIMELY, INACCURATE, INCOMPLETE, COPIED, PERFUNCTORY = "不按时", "不准确", "不全面", "内容雷同", "敷衍塞责"
KINDS = (UNTIMELY, INACCURATE, INCOMPLETE, COPIED, PERFUNCTORY)
# The fault that a rule stands for. Other errors are 不准确; other warnings are left out of the notice.
_OF_CODE: Mapping[str, str] = {
    **dict.fromkeys(("FMT105", "FMT110", "FMT111", "T305", "X607"), INCOMPLETE),
    **dict.fromkeys(("H703", "H708", "H711", "Y504", "Y505"), COPIED),
    **dict.fromkeys(("X606", "FMT109"), PERFUNCTORY),
    **dict.fromkeys(("H705", "H706", "H710"), INACCURATE),
}


@dataclass(frozen=True)
class Fault:
    """A body, the kind of its fault, and the fault in a few words."""

    kind: str
    body: str
    parent: str
    told: str


def faults(found: Survey, copied: Copies, today: date) -> Iterator[Fault]:
    """The faults of all bodies, each kind at most once for a body, in the order of the roster."""
    rules, before = chosen(_ACROSS_BODIES), last_survey(found)
    sent = {row["body"]: row for row in found.store.returns()}
    for entry in found.owed:
        name, parent = entry.body.name, entry.body.parent
        if entry.current is None:
            told = "交来的文件读不出" if entry.state is State.UNREADABLE else "没有报送"
            yield Fault(UNTIMELY, name, parent, told)
            continue
        if entry.late:
            yield Fault(UNTIMELY, name, parent, _late(entry))
        levels = levels_of(copied, levels_of_entry(found, entry, before), name)
        result = check(found.store.report(entry.current.kept), None, rules=rules, levels=levels)
        own = found.findings(entry)
        counted: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
        for code, severity, message, bodies in (*_kept(own), *_across(result)):
            if kind := _kind(code, severity):
                counted.setdefault(kind, []).append((code, message, bodies))
        if entry.errors and not any(severity == Severity.ERROR.value for _, severity, *_ in _kept(own)):
            counted.setdefault(INACCURATE, []).append(("FMT106", "标题年度写错", ()))
        if late := _not_mended(entry, sent.get(name), today):
            counted.setdefault(PERFUNCTORY, []).append(("", late, ()))
        for kind in KINDS:
            if listed := counted.get(kind):
                yield Fault(kind, name, parent, _in_short(kind, listed))


def _late(entry: Entry) -> str:
    if entry.late_to_send and entry.received and entry.due:
        return f"晚 {(entry.received - entry.due).days} 天报送"
    return "逾期公布"


def _kept(own: Iterable[KeptFinding]) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    for one in own:
        if not one.explanation:
            yield one.code, one.severity, one.message, ()


def _across(result: Result) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    for finding in result.findings:
        yield finding.code, finding.severity.value, finding.defect.message, finding.defect.bodies


def _kind(code: str, severity: str) -> str:
    if severity == Severity.ERROR.value:
        return _OF_CODE.get(code, INACCURATE)
    return _OF_CODE.get(code, "") if severity == Severity.WARNING.value else ""


def _not_mended(entry: Entry, sent: Mapping[str, str] | None, today: date) -> str:
    """What to say of a report with errors that was returned and has not changed, though its term is over.

    A late report need not be sent again, and what is only doubtful the body may have confirmed.
    """
    if (
        not sent
        or not entry.errors
        or not entry.current
        or sent["version"] != entry.current.kept.version
        or not sent["term"]
    ):
        return ""
    return "退回后没有改" if today > date.fromisoformat(sent["term"]) else ""


def _in_short(kind: str, listed: Sequence[tuple[str, str, tuple[str, ...]]]) -> str:
    if kind == COPIED:
        others = list(dict.fromkeys(body for _, _, bodies in listed for body in bodies))
        if not others:
            return "和上年雷同"
        return f"和{'、'.join(others[:_MOST_NAMED])}{'等' if len(others) > _MOST_NAMED else ''}"
    if kind == PERFUNCTORY:
        return "；".join(
            dict.fromkeys(
                message if not code else "第五部分空泛" if code == "X606" else "正文缺字"
                for code, message, _ in listed
            )
        )
    return f"{len(listed)} 处"


def notice(found: Survey, listed: Sequence[Fault], who: Sender) -> bytes:
    """The notice as a Word file: the counts, the counts by 上级, and for each kind of fault the bodies."""
    year = found.store.year
    timely = len(found.received) - len(found.late)
    opening = (
        f"{year}年度应当报送政府信息公开工作年度报告的单位 {len(found.owed)} 家，已报 {len(found.received)} 家，其中按时 {timely} 家、"
        f"逾期 {len(found.late)} 家，缺报 {len(found.missing)} 家；报告有错误的 {len(found.wrong)} 家。现将有关情况通报如下。"
    )
    rows = [
        [one.name, *(f"{n}" for n in (one.due, one.received - one.late, one.late, one.missing, one.wrong))]
        for one in parents(found)
    ]
    parts: list[Paragraphs | Grid] = [
        Paragraphs("", [opening]),
        Grid(
            "一、报送情况", ("上级", "应报", "按时", "逾期", "缺报", "有错误"), (56, 20, 20, 20, 20, 20), rows
        ),
    ]
    numerals = iter("二三四五六七")
    by_kind = {kind: list(_by_parent([f for f in listed if f.kind == kind], found)) for kind in KINDS}
    parts += [Paragraphs(f"{next(numerals)}、{kind}", lines) for kind, lines in by_kind.items() if lines]
    until = f"{date_text(who.term)}前" if who.term else "限期内"
    closing = f"请以上单位对照《中华人民共和国政府信息公开条例》第四十七条和国办公开办函〔2021〕30号的要求，于{until}改正并重新报送。"
    parts.append(Paragraphs(f"{next(numerals)}、整改要求", [closing]))
    title = f"关于{year}年政府信息公开工作年度报告报送情况的通报"
    return write_letter(title, "各有关单位", parts, (who.office, _SIGNED))


def _by_parent(listed: Iterable[Fault], found: Survey) -> Iterator[str]:
    by_parent: dict[str, list[Fault]] = {}
    for fault in listed:
        by_parent.setdefault(fault.parent or found.roster.top, []).append(fault)
    for parent, some in by_parent.items():
        names = "、".join(f"{fault.body}（{fault.told}）" for fault in some)
        head = "本级" if parent == found.roster.top else parent
        yield f"{head}（{len(some)} 家）：{names}。"


def return_rows(found: Survey, sent: Iterable[str], today: date, seen: float, term: date | None) -> list[Row]:
    """The rows for the table of returns."""
    return [
        (name, current.kept.version, f"{today}", f"{seen:.3f}", f"{term or ''}")
        for name in sent
        if (current := found.by_name[name].current)
    ]
