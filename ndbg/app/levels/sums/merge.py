"""Sum the reports of the bodies directly below a government, with the sources of each figure.

A figure that a body has not reported is never taken as 0: with `draft` the others are summed, and the missing
bodies are named.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ndbg.app.levels.roster.model import Body, Group, Roster
from ndbg.app.levels.status.model import Entry, Survey, Version
from ndbg.app.levels.status.survey import current_report
from ndbg.app.levels.store.tables import UNPLACED
from ndbg.app.levels.sums.below import (
    Below,
    below,
    body_named,
    last_survey,
    levels_below,
    told_doubtful,
)
from ndbg.app.levels.sums.choices import Scope
from ndbg.errors import NdbgError
from ndbg.form import Form
from ndbg.form.naming import name_cell
from ndbg.program import program
from ndbg.report import Additions, Figure, Report, Source

Number = int | Decimal


@dataclass(frozen=True)
class Sum:
    """The sum for a government: the bodies in it (`under`), the figures, and what else is an obstacle to it.

    `lacking` maps a cell to the bodies that have not reported it. `misplaced` may belong here: the roster misspells this
    body as their 上级. `unfinished` says that not all files were read, `doubts` in whose figures something was found that
    they have not explained, such as sums of their own that are wrong.
    """

    year: int
    form: Form
    scope: Scope
    under: Below
    figures: Mapping[str, Number]
    lacking: Mapping[str, tuple[str, ...]]
    misplaced: tuple[str, ...]
    unfinished: str = ""
    doubts: str = ""

    @property
    def body(self) -> str:
        """The name of the government."""
        return self.under.body.name

    def _names(self, meant: Callable[[Entry], object]) -> list[str]:
        """The names of the bodies with a report of which something is true."""
        return [entry.body.name for entry in self.under.there if meant(entry)]

    @property
    def wrong(self) -> list[str]:
        """The bodies with errors in their report."""
        return self._names(lambda entry: entry.errors)

    @property
    def rivals(self) -> list[str]:
        """The bodies with several different reports."""
        return self._names(lambda entry: entry.rivals)

    @property
    def complete(self) -> bool:
        """Whether every body that counts has reported every figure, without errors."""
        return not any(self.obstacles())

    def obstacles(self) -> Iterator[str]:
        """The obstacles to the sum, in words."""
        yield from filter(None, (self.unfinished,))
        # What some bodies sent, instead of a report or after it.
        sent = {e.body.name: f"（{e.strays[0].remark}）" for e in self.under.entries if e.strays}
        missing, replacing = self.under.missing, self._names(lambda entry: entry.replacing)
        for told, names in (
            ("缺报", [f"{name}{sent.get(name, '')}" for name in missing]),
            ("后来交来的文件用不了、只能加先前的数", [f"{name}{sent[name]}" for name in replacing]),
            ("报告有错误", self.wrong),
            ("有几份不同的报告", self.rivals),
            ("名册里上级写得不对、没有加进来的", self.misplaced),
        ):
            if names:
                yield f"{told} {len(names)} 家：{'、'.join(names)}"
        by_body: dict[str, list[str]] = {}
        for cell, names in self.lacking.items():
            for name in names:
                by_body.setdefault(name, []).append(cell)
        for name, cells in by_body.items():
            shown = name_cell(self.form.cells[cells[0]])
            yield f"“{name}”有 {len(cells)} 个数没有填或读不出（例如{shown}），不能当作 0"

    def notes(self) -> Iterator[str]:
        """What to say beside the sum: the obstacles, and whose figures are doubtful."""
        yield from (f"不完整：{obstacle}" for obstacle in self.obstacles())
        yield from filter(None, (self.doubts,))

    def report(self, previous: str = "") -> Report:
        """The sum as a report without prose; figures that nobody has reported are left open.

        `previous` is the file of last year's report, as it is to be written.
        """
        return Report(
            Source(Path(f"{self.body}.toml")),
            self.form,
            self.body,
            self.year,
            figures={id: Figure(value) for id, value in self.figures.items()},
            added=Additions(previous=previous),
        )

    def remarks(self) -> dict[str, str]:
        """Remarks on lines of the data file, by the id of the entry."""
        found = {}
        for entry in self.form.entries:
            names = dict.fromkeys(name for cell in entry.cells for name in self.lacking.get(cell.id, ()))
            if names:
                found[entry.id] = (
                    f"不完整：没有{'、'.join(list(names)[:3])}{'等' if len(names) > 3 else ''}的数"
                )
        return found


def add_up(found: Survey, name: str = "", scope: Scope = Scope.REGION) -> Sum:
    """The sum of the bodies directly below a body, by default the top. Raises NdbgError."""
    body = body_named(found, name)
    under = below(found, body, scope)
    figures, lacking = _added(found, under)
    misplaced = tuple(_misplaced(found.roster, body))
    store, told = found.store, found.told_unfinished()
    doubts = told_doubtful(under, levels_below(found, body, last_survey(found)))
    return Sum(store.year, store.form, scope, under, figures, lacking, misplaced, told, doubts)


def _misplaced(roster: Roster, body: Body) -> Iterator[str]:
    """The bodies that may belong below a body, but whose 上级 is misspelt, or left blank."""
    for parent, meant in roster.misspelt.items():
        if meant == body.name:
            yield from (child.name for child in roster.children(parent))
    if body.name == roster.top:
        yield from (one.name for one in roster.apart)


def _added(found: Survey, under: Below) -> tuple[dict[str, Number], dict[str, tuple[str, ...]]]:
    """The sum of each figure, and the bodies that have not reported it. A figure that nobody has is left out.

    The figures are read body by body; only their sums are kept in memory.
    """
    cells = found.store.form.cells
    # Two bodies may have handed in the very same file.
    names: dict[str, list[int]] = {}
    for at, (_, used) in enumerate(under.reports):
        names.setdefault(used.kept.version, []).append(at)
    sums: dict[str, Number] = {}
    short: dict[str, list[int]] = {}
    for version, figures in found.store.batches.each_figures(names):
        bodies = names.pop(version)
        for id, value in figures.items():
            sums[id] = sums.get(id, Decimal(0) if cells[id].decimal else 0) + value * len(bodies)
        for id in cells.keys() - figures.keys():
            short.setdefault(id, []).extend(bodies)
    for bodies in names.values():
        for id in cells:
            short.setdefault(id, []).extend(bodies)
    lacking = {
        id: tuple(under.there[at].body.name for at in sorted(short[id])) for id in cells if id in short
    }
    return {id: sums[id] for id in cells if id in sums}, lacking


def _each(found: Survey, total: Sum) -> Iterator[tuple[Entry, Version, Mapping[str, Number]]]:
    """The bodies in a sum in order, each with the version and the figures of its report, read one at a time."""
    for entry, version in total.under.reports:
        yield entry, version, found.store.batches.values_of(version.kept.version)


_STATES = {
    "blank": "空白",
    "placeholder": "写的是",
    "missing": "没有这一格",
    "repeated": "出现了不止一次",
    UNPLACED: "分不清是哪一栏",
    "unread": "读不准",
}


def explain(found: Survey, total: Sum, name: str) -> Iterator[str]:
    """How a figure, or a named sum of figures, was added up, in words. Raises NdbgError."""
    for id in cells_for(name, total.form):
        value = total.figures.get(id)
        shown = "没有数" if value is None else Figure(value).text
        short = "（不完整）" if total.lacking.get(id) or total.under.missing else ""
        yield f"{name_cell(total.form.cells[id])}：{shown}{short}"
        for entry, used, figures in _each(found, total):
            places = found.store.batches.places_of(used.kept.version)
            unread = found.store.batches.unread_of(used.kept.version)
            why = next(
                (one for one in unread if one["cell"] == id), {"state": "", "written": "", "place": ""}
            )
            state = f"{_STATES.get(why['state'], '')}{why['written']}" or "没有读到"
            said = Figure(figures[id]).text if id in figures else f"没有数（{state}）"
            same = f"（和“{used.equal.name}”相同）" if used.equal else ""
            where = f"{used.path} {places.get(id) or why['place']}".strip() + same
            yield f"  {entry.body.name}（{entry.group.value}）：{said}　{where}"
        for body in total.under.missing:
            yield f"  {body}：缺报"


def cells_for(name: str, form: Form) -> tuple[str, ...]:
    """The cells that a name stands for. Raises NdbgError where it stands for none."""
    from ndbg.report.names import UnknownNameError, cells_named

    if name in form.cells:
        return (name,)
    try:
        return cells_named(name, form)
    except UnknownNameError as error:
        listed = "、".join(f"“{candidate}”" for candidate in error.candidates[:5])
        if error.ambiguous:
            raise NdbgError(f"“{name}”不止一个意思，请写成{listed}这样") from None
        near = f"；最接近的是{listed}" if listed else ""
        raise NdbgError(f"没有“{name}”这个数{near}；全部名称见 {program()} init --names") from None


def last_file(found: Survey, total: Sum, folder: Path) -> str:
    """The file of the government's own report of last year in last year's store, seen from a folder; empty for none."""
    if found.previous is None:
        return ""
    kept = current_report(found.previous, total.body)
    if kept is None:
        return ""
    path = found.previous.file(kept.version, kept.suffix).resolve()
    try:
        return Path(os.path.relpath(path, folder.resolve())).as_posix()
    except ValueError:  # they are on different drives of Windows
        return path.as_posix()


def data_file(total: Sum, told: str, previous: str = "") -> str:
    """The sum as a data file for `check` and `fill`, with its sources in comments at the top.

    `previous` is the file of last year's report.
    """
    from ndbg.write.toml import write_toml

    lines = [f"由下级的报告汇总：{told}"]
    lines += total.notes()
    lines += [f"没有加：{name}（{reason}）" for name, reason in total.under.left_out]
    head = "".join(f"# {' '.join(line.split())}\n" for line in lines)
    return head + write_toml(total.report(previous), total.remarks())


def workbook(found: Survey, total: Sum, told: str) -> bytes:
    """The sum as a workbook: the groups of bodies side by side, and a sheet with one row a body."""
    from ndbg.write.levels.sums import Row, write_sum

    rows = [
        Row(entry.body.name, entry.group.value, figures, used.path)
        for entry, used, figures in _each(found, total)
    ]
    note_lines = [told, *total.notes()]
    title = f"{total.body}{total.year}年政府信息公开工作年度报告汇总表"
    return write_sum(title, total.year, total.form, [group.value for group in Group], rows, note_lines)


def sum_json(found: Survey, total: Sum) -> dict[str, object]:
    """The sum as JSON: figures by id, amounts as strings, and the figures of every part."""
    return {
        "body": total.body,
        "year": total.year,
        "scope": total.scope.value,
        "complete": total.complete,
        "figures": _json(total.figures),
        "missing": list(total.under.missing),
        "errors": total.wrong,
        "duplicates": total.rivals,
        "lacking": {cell: list(names) for cell, names in total.lacking.items()},
        "parts": [
            {
                "name": entry.body.name,
                "group": entry.group.value,
                "file": used.path,
                "figures": _json(figures),
            }
            for entry, used, figures in _each(found, total)
        ],
    }


def _json(figures: Mapping[str, Number]) -> dict[str, int | str]:
    return {id: f"{value:f}" if isinstance(value, Decimal) else value for id, value in figures.items()}
