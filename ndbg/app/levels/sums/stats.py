"""Statistics: any figure, or ratio of figures, by body, kind, 上级 or year.

Each value has the number of bodies behind it. A body that has not reported a figure does not count as 0: it is
left out, of numerator and denominator alike. No sum includes a body together with those below it: by year it is of
those directly below the top, by 上级 of those directly below each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain

from ndbg.app.levels.roster.model import Duty
from ndbg.app.levels.status.model import Entry, Survey
from ndbg.app.levels.status.survey import survey
from ndbg.app.levels.store.folder import Store
from ndbg.app.levels.sums.choices import By
from ndbg.app.levels.sums.merge import cells_for
from ndbg.errors import NdbgError
from ndbg.form import Form
from ndbg.report import Figure
from ndbg.report.names import short_name

Number = int | Decimal
_TENTH = Decimal("0.1")
_MOST_NAMED = 10


@dataclass(frozen=True)
class Indicator:
    """A figure, a sum of figures, or a ratio of two sums, in per cent where `per` is given.

    `less` is subtracted from the denominator. `formula` is the definition in words.
    """

    name: str
    cells: tuple[str, ...]
    per: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    formula: str = ""

    @property
    def needed(self) -> frozenset[str]:
        """The figures that a body must have reported."""
        return frozenset((*self.cells, *self.per, *self.less))


@dataclass(frozen=True)
class Value:
    """A value and the number of bodies behind it; None without bodies, or where the denominator is 0."""

    value: Number | None
    bodies: int
    per_cent: bool = False

    @property
    def text(self) -> str:
        """The value as it is printed."""
        if self.value is None:
            return "—"
        return f"{self.value:f}%" if self.per_cent else Figure(self.value).text


@dataclass(frozen=True)
class StatisticsRow:
    """The values of a body, a kind, a 上级 or a year, and the number of its bodies that have reported."""

    name: str
    bodies: int
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Statistics:
    """The values of some indicators, row by row.

    `left_out` have reported, but are part of no sum; `missing` would be part of one, but have no report; of `doubled`
    one of several different reports is used. `mixed` are the kinds with bodies of several levels.
    """

    by: By
    indicators: tuple[Indicator, ...]
    lines: tuple[StatisticsRow, ...]
    year: int
    left_out: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()


# The named ratios, by their definitions.
_RATIOS = {
    "实质公开率": "（予以公开＋部分公开）÷办理结果总计",
    "予以公开率": "予以公开÷办理结果总计",
    "不予公开率": "不予公开÷办理结果总计",
    "无法提供率": "无法提供÷办理结果总计",
    "不予处理率": "不予处理÷办理结果总计",
    "结转率": "结转下年度÷（本年新收＋上年结转）",
    "自然人占比": "本年新收.自然人÷本年新收",
    "复议纠正率": "行政复议.结果纠正÷（行政复议.总计－行政复议.尚未审结）",
    "诉讼纠正率": "行政诉讼.结果纠正÷（行政诉讼.总计－行政诉讼.尚未审结）",
}
RATIOS = tuple(_RATIOS)
_USUAL = ("本年新收", "办理结果总计", "予以公开", "结转下年度", "实质公开率")
_DONE = "办理结果总计"


def formula(name: str) -> str:
    """The definition of a ratio: `实质公开率＝（予以公开＋部分公开）÷办理结果总计`."""
    return f"{name}＝{_RATIOS[name]}"


def indicator(name: str, form: Form) -> Indicator:
    """The indicator that a name stands for. Raises NdbgError where it stands for none."""
    if name in _RATIOS:
        above, whole = (side.strip("（）") for side in _RATIOS[name].split("÷"))
        below, *less = whole.split("－")
        cells = [_cells(names, form) for names in (above.split("＋"), below.split("＋"), less)]
        return Indicator(name, cells[0], cells[1], cells[2], formula(name))
    if name.endswith("率"):
        raise NdbgError(f"没有“{name}”这个比率；有这些：{'、'.join(map(formula, RATIOS))}")
    return Indicator(name, _cells((name,), form))


def _cells(names: Sequence[str], form: Form) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        if name == _DONE:
            block = form.table("requests").blocks[0]
            row = next(row for row in block.rows if row.sum)
            column = next(column for column in block.columns if column.sum)
            found.append(block.cell(row, column).id)
        elif name.startswith("行政诉讼"):
            # The form has two groups of lawsuits; the name stands for both.
            column_name = name.partition(".")[2] or "总计"
            found += [
                cell.id
                for cell in form.table("review").blocks[0].cells
                if "行政诉讼" in cell.column.label.under and short_name(cell.column.label) == column_name
            ]
        else:
            found += cells_for(name, form)
    return tuple(found)


def statistics(found: Survey, names: Sequence[str], by: By) -> Statistics:
    """The values of some indicators, by default the usual ones. Raises NdbgError."""
    indicators = tuple(indicator(name, found.store.form) for name in names or _USUAL)
    top, bodies = found.roster.top, by is By.BODY
    meant = [entry for entry in found.entries if bodies or _counts(found, entry)]
    if by is By.YEAR:
        lines = _years(found, names or _USUAL)
        meant = [entry for entry in meant if entry.body.parent == top]
    else:
        lines = _summed(found.store, ((_row(found, by, entry), entry) for entry in meant), indicators)
    others = [
        e for e in found.entries if e.current and e.body.name != top and not (bodies or _counts(found, e))
    ]
    return Statistics(
        by,
        indicators,
        tuple(lines),
        found.store.year,
        left_out=tuple(entry.body.name for entry in others),
        missing=tuple(e.body.name for e in meant if e.current is None and found.roster.owes(e.body)),
        doubled=tuple(entry.body.name for entry in meant if entry.rivals),
        mixed=_mixed(found, meant) if by is By.KIND else (),
    )


def _row(found: Survey, by: By, entry: Entry) -> str:
    """The name of the row in which a body is."""
    if by is By.BODY:
        return entry.body.name
    return found.roster.kind(entry.body) if by is By.KIND else entry.body.parent


def _mixed(found: Survey, meant: Iterable[Entry]) -> tuple[str, ...]:
    """The kinds that have bodies of several levels of the roster."""
    depths: dict[str, set[int]] = {}
    for entry in meant:
        if entry.current:
            depth = len([*found.roster.ancestors(entry.body)])
            depths.setdefault(found.roster.kind(entry.body), set()).add(depth)
    return tuple(kind for kind, levels in depths.items() if len(levels) > 1)


@dataclass(slots=True)
class _Running:
    """The running sums of an indicator, and the number of bodies in them."""

    bodies: int = 0
    above: Number = 0
    below: Number = 0

    def add(self, one: Indicator, figures: Mapping[str, Number]) -> None:
        if one.needed <= figures.keys():
            self.bodies += 1
            self.above += sum(figures[cell] for cell in one.cells)
            self.below += sum(figures[cell] for cell in one.per) - sum(figures[cell] for cell in one.less)

    def value(self, one: Indicator) -> Value:
        if not one.per:
            return Value(self.above if self.bodies else None, self.bodies)
        if not self.below:
            return Value(None, self.bodies, per_cent=True)
        share = (Decimal(self.above) * 100 / Decimal(self.below)).quantize(_TENTH, ROUND_HALF_UP)
        return Value(share, self.bodies, per_cent=True)


def _summed(
    store: Store, listed: Iterable[tuple[str, Entry]], indicators: Sequence[Indicator]
) -> Iterator[StatisticsRow]:
    """A row for each name under which bodies are listed, in order. Figures are read body by body; none is kept."""
    counted: dict[str, int] = {}
    # Two bodies may have handed in the very same file.
    named: dict[str, list[str]] = {}
    for name, entry in listed:
        if entry.current:
            counted[name] = counted.get(name, 0) + 1
            named.setdefault(entry.current.kept.version, []).append(name)
    running = {name: [_Running() for _ in indicators] for name in counted}
    for version, figures in store.batches.each_figures(named):
        for name in named[version]:
            for one, sums in zip(indicators, running[name], strict=True):
                sums.add(one, figures)
    for name, bodies in counted.items():
        values = (sums.value(one) for one, sums in zip(indicators, running[name], strict=True))
        yield StatisticsRow(name, bodies, tuple(values))


def _counts(found: Survey, entry: Entry) -> bool:
    """Whether a body's report is part of any sum."""
    body = entry.body
    return body.name != found.roster.top and body.counted and body.duty is Duty.OWED


def _years(found: Survey, names: Sequence[str]) -> Iterator[StatisticsRow]:
    """A row for each year with a store beside this one, the earliest first."""
    before = found.previous
    if before is not None:
        yield from _years(survey(before), names)
    year, top = f"{found.store.year}年", found.roster.top
    listed = ((year, e) for e in found.entries if e.body.parent == top and _counts(found, e))
    indicators = tuple(indicator(name, found.store.form) for name in names)
    lines = list(_summed(found.store, listed, indicators))
    yield from lines or [StatisticsRow(year, 0, tuple(_Running().value(one) for one in indicators))]


# -- as a table ------------------------------------------------------------------------------------


def head(found: Statistics) -> list[str]:
    """The head of the table: row names, number of bodies, and indicators, each with its N where that differs."""
    named = (
        [one.name, f"{one.name} N"][: 1 + _n_differs(found, at)] for at, one in enumerate(found.indicators)
    )
    return [found.by.value, "单位数", *chain(*named)]


def rows(found: Statistics) -> Iterator[list[str]]:
    """The rows of the table, in the columns of `head`."""
    for line in found.lines:
        values = ([v.text, f"{v.bodies}"][: 1 + _n_differs(found, at)] for at, v in enumerate(line.values))
        yield [line.name, f"{line.bodies}", *chain(*values)]


def _n_differs(found: Statistics, at: int) -> bool:
    """Whether some value of an indicator rests on fewer bodies than its row has."""
    return any(line.values[at].bodies != line.bodies for line in found.lines)


def notes(found: Statistics) -> Iterator[str]:
    """The notes below the table: the formulas, and which bodies are counted."""
    yield from (one.formula for one in found.indicators if one.formula)
    if any(_n_differs(found, at) for at in range(len(found.indicators))):
        yield "N 是有这个数的单位数；没有填、读不出的不当作 0，不算在内"
    if found.missing:
        more = "等" if len(found.missing) > _MOST_NAMED else ""
        yield f"缺报 {len(found.missing)} 家，不算在内：{'、'.join(found.missing[:_MOST_NAMED])}{more}"
    if found.doubled:
        yield f"有几份不同的报告，只用了一份：{'、'.join(found.doubled)}"
    if found.mixed:
        kinds = "、".join(f"“{kind}”" for kind in found.mixed)
        yield f"{kinds}里有不同级别的单位（本级的和下级政府的），分开看请加 --by 上级"
    if found.by is By.KIND and len(found.lines) > 1:
        yield "一级政府的报告已经包括它的下级，各行的数不能相加"
    if found.left_out:
        yield f"名册里不计入汇总或者不单独报告，不算在内：{'、'.join(found.left_out)}"
    if found.by is By.YEAR:
        yield "各年是名册最上面一级的直接下级之和"


def statistics_json(found: Statistics) -> dict[str, object]:
    """The table as JSON: amounts and shares as strings, counts as numbers."""
    return {
        "year": found.year,
        "by": found.by.value,
        "missing": list(found.missing),
        "duplicates": list(found.doubled),
        "measures": [
            {"name": m.name, "formula": m.formula or None, "cells": list(m.cells)} for m in found.indicators
        ],
        "lines": [
            {
                "name": line.name,
                "bodies": line.bodies,
                "values": {
                    one.name: {
                        "value": f"{value.value:f}" if isinstance(value.value, Decimal) else value.value,
                        "n": value.bodies,
                    }
                    for one, value in zip(found.indicators, line.values, strict=True)
                },
            }
            for line in found.lines
        ],
    }
