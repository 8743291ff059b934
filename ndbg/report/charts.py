"""The data of the charts: applications by outcome and by applicant, this year beside last.

Values only; the writers draw them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ndbg.form import Block, Cell, Line, Table
from ndbg.report.model import Figure, Report
from ndbg.text.labels import readings


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, this year's count, last year's where it is known."""

    name: str
    count: int
    last: int | None = None


class Chart(NamedTuple):
    """Bars, and the table that their counts come from. `last_year` is None where there is no report of last year."""

    title: str
    year: int
    last_year: int | None
    bars: tuple[Bar, ...]
    table: Table

    @property
    def unit(self) -> str:
        """The unit of the counts."""
        return self.table.blocks[0].columns[0].unit

    @property
    def most(self) -> int:
        """The largest count of all."""
        return max((max(bar.count, bar.last or 0) for bar in self.bars), default=0)

    def in_words(self) -> str:
        """The chart in words."""
        return f"{self.title}（{self.unit}）。{'；'.join(self._in_words(bar) for bar in self.bars)}。"

    def _in_words(self, bar: Bar) -> str:
        last = "" if self.last_year is None else f"，{self.last_year}年{shown(bar.last)}"
        return f"{bar.name}：{self.year}年{bar.count}{last}"


def shown(count: int | None) -> str:
    """A count as printed beside its bar, or the word for one that is not known."""
    return "没有数" if count is None else f"{count}"


def charts(report: Report, last: Report | None = None) -> tuple[Chart, ...]:
    """The charts of a report, with last year's counts where given; without those whose figures are missing."""
    return tuple(_charts(report, last))


def _charts(report: Report, last: Report | None) -> Iterator[Chart]:
    for table in report.form.tables:
        # The table of applications is the one that must balance what came in and what was done.
        balance = next((relation for relation in table.relations if relation.kind == "balance"), None)
        if balance is None:
            continue
        block = table.blocks[0]
        total = next(column for column in block.columns if column.sum)
        done = next(row for row in block.rows if row.sum)
        outcomes = _short_name(done.label.under[-1])
        yield from _chart(outcomes, _outcomes(block, done, total), table, report, last)
        came = balance.left[0].row
        parts = {
            _short_name(column.label.text): (block.cell(came, column),)
            for column in block.columns
            if not column.sum
        }
        title = f"{_short_name(came.label.text)}，按{_short_name(total.label.under[-1])}分"
        yield from _chart(title, parts, table, report, last)


def _outcomes(block: Block, done: Line, total: Line) -> Mapping[str, tuple[Cell, ...]]:
    """The outcomes that a 总计 adds up: single rows, and groups as their sums."""
    depth = len(done.label.under)
    outcomes: dict[str, tuple[Cell, ...]] = {}
    for row in block.rows:
        if row.label.under[:depth] == done.label.under and not row.sum:
            name = _short_name((*row.label.under, row.label.text)[depth])
            outcomes[name] = (*outcomes.get(name, ()), block.cell(row, total))
    return outcomes


def _chart(
    title: str, parts: Mapping[str, tuple[Cell, ...]], table: Table, report: Report, last: Report | None
) -> Iterator[Chart]:
    bars = []
    for name, cells in parts.items():
        count = _sum(cells, report.figures)
        if count is None:
            return
        bars.append(Bar(name, count, _sum(cells, last.figures) if last else None))
    known = last is not None and any(bar.last is not None for bar in bars)
    yield Chart(title, report.year, last.year if last and known else None, tuple(bars), table)


def _sum(cells: Iterable[Cell], figures: Mapping[str, Figure]) -> int | None:
    values = [figures[cell.id].value if cell.id in figures else None for cell in cells]
    return None if None in values else sum(int(value) for value in values if value is not None)


def _short_name(label: str) -> str:
    """A label without its ordinal and the remark in brackets."""
    return readings(label)[-1]
