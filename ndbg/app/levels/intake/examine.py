"""Read one file, check it, and return everything that the store keeps of it.

Nothing here knows of rosters, stores or other files. Arguments and results are plain values, so that the same
function runs in this process, in other processes, and on the workers of a cluster.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from ndbg.app.levels.store.tables import (
    ACROSS,
    AS_OURS,
    PREFACE,
    UNPLACED,
    WITHOUT_LAST,
    Batch,
    Fault,
    Row,
    Rows,
    escaped,
    version_of,
)
from ndbg.app.reading import NoReportError, refuse_other
from ndbg.check import check
from ndbg.check.catalogue import RULES
from ndbg.check.finding import Finding, Result
from ndbg.check.levels.model import Levels
from ndbg.check.rule import Rule
from ndbg.check.settings import Settings
from ndbg.errors import InputError, NdbgError
from ndbg.form import form_of
from ndbg.read import read
from ndbg.report import Blank, Missing, Origin, Prose, Repeated, Report, Unplaced, Unread


@dataclass(frozen=True)
class ReadTask:
    """A file to read: its path as shown to people, its version and suffix, and the path of its bytes.

    `year` is that of the store, whose form the figures follow. `data` holds the bytes for a worker that cannot see
    `path`.
    """

    name: str
    version: str
    suffix: str
    path: str
    year: int
    data: bytes | None = None


@dataclass(frozen=True)
class YearPair:
    """A version to compare with one of last year's, both as rows of the store, and the codes of the rules to run."""

    agency: str
    year: int
    now: Rows
    before: Rows
    codes: tuple[str, ...]


def examine(settings: Settings, task: ReadTask) -> Batch:
    """Read and check a file; the rows that the store keeps of it."""
    try:
        report = _read(task)
        refuse_other(report)
        if not report.figures and not any(prose.text for prose in report.prose.values()):
            return _unusable(task, "里面没有找到报告的表格和正文", Fault.EMPTY)
        if not report.figures:
            return _unusable(task, "；".join(("三张表里的数一个也没有读到", *report.source.notes)))
        return _examined(task, report, check(report, None, settings), _as_ours(task, report, settings))
    except NoReportError as error:
        return _unusable(task, f"不是年度报告：{error.found}", Fault.OTHER_DOCUMENT)
    except NdbgError as error:
        return _unusable(task, _told(error, task))
    except NotHereError:
        raise
    except MemoryError:
        return _unusable(task, "内存不够，读不出来")
    except Exception as error:  # noqa: BLE001  one file of thousands must not stop the others
        problem = f"程序读这份文件时出错（{type(error).__name__}），请把文件交给 ndbg 的开发者"
        return _unusable(task, problem, Fault.CRASHED)


class NotHereError(Exception):
    """The worker does not see the folder of the store: another must read the file, or its bytes must be sent."""


def _as_ours(task: ReadTask, report: Report, settings: Settings) -> Sequence[Finding]:
    """The findings on a report whose title has another year, checked as one of the store's year, which it may be."""
    if report.year in (0, task.year):
        return ()
    levels = Levels(titled_year=report.year)
    return check(replace(report, year=task.year), None, settings, levels=levels).findings


def _read(task: ReadTask) -> Report:
    if task.data is None:
        if not Path(task.path).exists():
            raise NotHereError
        return read(Path(task.path))
    if version_of(task.data) != task.version:
        raise NdbgError("传过来的内容不完整")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, f"{task.version}{task.suffix}")
        copy.write_bytes(task.data)
        return read(copy)


def _told(error: NdbgError, task: ReadTask) -> str:
    """The text of an error on one line, without the name of the file, which is shown before it."""
    message = error.problems[0].message if isinstance(error, InputError) and error.problems else f"{error}"
    for place in (task.path, Path(task.path).name, f"{task.version}{task.suffix}"):
        message = message.replace(f"“{place}”里", "文件里").replace(f"“{place}”", "")
        message = message.replace(place, Path(task.name).name)
    return " ".join(message.split())


def _unusable(task: ReadTask, problem: str, fault: Fault = Fault.UNREADABLE) -> Batch:
    return Batch.unusable(task.version, task.suffix, problem, fault)


def _examined(task: ReadTask, report: Report, result: Result, as_ours: Sequence[Finding]) -> Batch:
    version = task.version
    cells = form_of(task.year).cells
    figures = [report.figures[id].text if id in report.figures else "" for id in cells]
    places = [_place(report.figures[id].origin) if id in report.figures else "" for id in cells]
    texts = [(section, prose.text) for section, prose in _texts(report) if prose.text]
    unread: list[Row] = [
        (version, cell, _state(one), escaped(one.written), escaped(one.origin.place))
        for one in report.unread
        for cell in one.cells
    ]
    # The rules across years run later, when last year's report is known.
    alone = [one for one in result.findings if one.code.startswith(ACROSS)]
    waiting = {u.rule.code for u in result.unevaluated if u.lacks and not u.cells}
    row = (
        version,
        task.suffix,
        " ".join(report.agency.split()),
        f"{report.year or ''}",
        f"{report.published or ''}",
        _content(figures, texts),
        f"{len(report.figures)}",
        f"{len(unread)}",
        " ".join(u.rule.code for u in result.unevaluated if u.rule.code not in waiting),
        escaped("\n".join(report.source.notes)),
        "",
        "",
    )
    return Batch(
        reports=[row],
        figures=[(version, *figures)],
        places=[(version, *places)],
        unread=unread,
        sections=[(version, section, escaped(text)) for section, text in texts],
        findings=[
            *_rows(version, "", (one for one in result.findings if one not in alone)),
            *(_rows(version, WITHOUT_LAST, alone) if alone else ()),
            *(_rows(version, AS_OURS, as_ours) if as_ours else ()),
        ],
        explained=[
            (version, escaped(one.key), one.code, " ".join(one.cells), escaped(one.reason))
            for one in report.added.suppressions
        ],
    )


def _texts(report: Report) -> Iterable[tuple[str, Prose]]:
    yield PREFACE, report.preface
    yield from ((section.no, report.prose.get(section.no, Prose())) for section in report.form.prose_sections)


def _state(one: Unread) -> str:
    """Why a figure is no number, as a word of the table `unread`."""
    if isinstance(one, Blank):
        return "placeholder" if one.written.strip() else "blank"
    if isinstance(one, Missing):
        return "missing"
    if isinstance(one, Unplaced):
        return UNPLACED
    return "repeated" if isinstance(one, Repeated) else "unread"


def _content(figures: Sequence[str], texts: Sequence[tuple[str, str]]) -> str:
    """A digest of the figures and the prose without blanks: equal for the same report in another file or format."""
    payload = "\n".join(
        (",".join(figures), *("".join(text.split()) for section, text in texts if section != PREFACE))
    )
    return hashlib.sha256(payload.encode()).hexdigest()[:32]


def _rows(version: str, against: str, findings: Iterable[Finding]) -> Iterable[Row]:
    """The rows of some findings; a single blank row where there are none, which records that the check was made."""
    nothing = True
    for finding in findings:
        nothing = False
        defect = finding.defect
        origin = next((o for o in defect.origins if o != Origin()), Origin())
        yield (
            version,
            against,
            finding.code,
            finding.severity.value,
            escaped(defect.message),
            " ".join(defect.cells),
            *(escaped(_written(value)) for value in (defect.expected, defect.actual, defect.difference)),
            origin.section,
            escaped(_place(origin)),
            escaped(finding.reason),
        )
    if nothing:
        yield (version, against, *("",) * 10)


def _place(origin: Origin) -> str:
    return origin.place or (f"第{origin.line}行" if origin.line else "")


def _written(value: int | Decimal | str | None) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else f"{value}"


def compare(settings: Settings, pair: YearPair) -> Batch:
    """Run the rules across years on a pair; its findings."""
    rules: list[Rule] = [rule for rule in RULES if rule.code in pair.codes]
    now = pair.now.report(pair.agency, pair.year)
    before = pair.before.report(pair.agency, pair.year - 1)
    result = check(now, before, settings, rules)
    return Batch(findings=[*_rows(pair.now.version, pair.before.version, result.findings)])
