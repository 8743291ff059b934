"""The words of a comparison, shared by terminal, JSON and Markdown."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from ndbg.form import Cell, Entry, Table
from ndbg.report.comparison import Comparison, Link, Moved, Number, Pair
from ndbg.report.similarity import Passage

UNREAD = "未读出"
AGREED = "一致"
FROM_ZERO = "原来是 0"
MOVED = "变动最大的（兼顾件数和幅度）"
JUMPED = "减到 0、从 0 增加、相差 10 倍以上的"
MOST_SHOWN = 8  # shown of a longer list
FEE_LINES = ("件数", "金额（元）")


class Row(NamedTuple):
    """A line of a table as shown: its label, its depth, its full name.

    `pair` is the figure, or the 总计 of several; None for a heading. `columns` are all figures of a line with a 总计.
    `group` marks the sum of a group, which the form does not print.
    """

    label: str
    depth: int
    pair: Pair | None = None
    name: str = ""
    columns: tuple[tuple[str, Pair], ...] = ()
    group: bool = False

    @property
    def zero(self) -> bool:
        """Whether the line is 0 in both years."""
        return bool(self.pair and self.pair.zero) and all(pair.zero for _, pair in self.columns)


def value(number: Number | None) -> str:
    """A figure as printed; one that was not read is never shown as 0."""
    if number is None:
        return UNREAD
    return f"{number:f}" if isinstance(number, Decimal) else f"{number}"


def change(pair: Pair) -> str:
    """`+38`, `-59`, `不变`; nothing where a figure was not read."""
    if pair.change is None:
        return ""
    return f"{'+' if pair.change > 0 else ''}{value(pair.change)}" if pair.change else "不变"


def percent(pair: Pair) -> str:
    """`+1.12%`, or the words for a change from 0."""
    if not pair.change:
        return ""
    return FROM_ZERO if pair.percent is None else f"{pair.percent:+}%"


def share(similarity: float) -> str:
    """A similarity in percent, rounded down, so that 100 means equal."""
    return f"{int(similarity * 100 + 1e-9)}%"


def column(cell: Cell) -> str:
    """The label of the column of a figure."""
    return cell.column.label.text


def counted(comparison: Comparison) -> str:
    """The numbers of figures that changed, stayed, or could not be compared."""
    pairs = comparison.figures.values()
    changed = sum(bool(pair.change) for pair in pairs)
    unread = sum(pair.change is None for pair in pairs)
    zero = sum(pair.zero for pair in pairs)
    same = len(pairs) - changed - unread
    parts = [f"{changed} 个有变动", f"{same} 个相同" + (f"（{zero} 个两份都是 0）" if zero else "")]
    if unread:
        parts.append(f"{unread} 个未读出")
    return f"表格 {len(pairs)} 个数：{'，'.join(parts)}"


def fee_head(comparison: Comparison) -> str:
    """The heading of the lines on the fee: `第六部分信息处理费`."""
    return f"第{comparison.form.last_section.no}部分信息处理费"


def named(moved: Moved) -> str:
    """The name of a figure: its line, and its column unless that is the line's 总计."""
    if moved.cell == moved.entry.total or len(moved.entry.cells) == 1:
        return moved.entry.title
    return f"{moved.entry.title} {column(moved.cell)}"


# -- tables ----------------------------------------------------------------------


def rows(comparison: Comparison, table: Table) -> Iterator[Row]:
    """The lines of a table in the order of the form, below the groups they belong to."""
    seen: set[tuple[str, ...]] = set()
    for entry in table.entries:
        under = entry.label.under
        for depth in range(1, len(under) + 1):
            if under[:depth] not in seen:
                seen.add(under[:depth])
                yield _group(comparison, table, under[:depth])
        yield from _entry(comparison, entry, len(under))


def _group(comparison: Comparison, table: Table, under: tuple[str, ...]) -> Row:
    """The row of a group with the sum of its lines; without a sum where the form has a 总计 for it."""
    label, depth = under[-1], len(under) - 1
    members = [e for e in table.entries if e.label.under[: len(under)] == under]
    if any(entry.total is None or entry.total.row.sum for entry in members):
        return Row(label, depth)
    columns = [
        (column(cells[0]), comparison.total(cells))
        for cells in zip(*(entry.cells for entry in members), strict=True)
    ]
    return Row(f"{label}（合计）", depth, columns[-1][1], label, tuple(columns), group=True)


def _entry(comparison: Comparison, entry: Entry, depth: int) -> Iterator[Row]:
    pairs = [(column(cell), comparison.figures[cell.id]) for cell in entry.cells]
    if entry.total:
        yield Row(entry.label.text, depth, pairs[-1][1], entry.title, tuple(pairs))
    elif len(pairs) == 1:
        unit = (
            f"（{entry.cells[0].column.unit}）"
            if entry.cells[0].decimal and entry.cells[0].column.unit
            else ""
        )
        yield Row(f"{entry.label.text}{unit}", depth, pairs[0][1], entry.title)
    else:
        yield Row(entry.label.text, depth)
        yield from (Row(label, depth + 1, pair, f"{entry.title} {label}") for label, pair in pairs)


# -- from year to year -----------------------------------------------------------


def links(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The figures carried over from last year: their terms, and 一致 or the difference."""
    for _, group in groupby(comparison.links, key=lambda link: (link.cell.table, link.cell.row)):
        listed = list(group)
        main = next((link for link in listed if link.cell.column.sum), listed[0])
        if len(main.terms) > 1 and main.stated == 0 and all(term.value == 0 for term in main.terms):
            continue  # an office that does not have any
        agreed = len(listed) > 1 and all(link.difference == 0 for link in listed)
        yield _verdict(main), _link(comparison, main) + ("，各列也都一致" if agreed else "")
        for link in listed:
            if link is not main and link.difference != 0:
                (old, new), (term,) = comparison.names, link.terms
                both = f"{old} {value(term.value)}，{new} {value(link.stated)}"
                yield _verdict(link), f"其中“{column(link.cell)}”列：{both}"


def _link(comparison: Comparison, link: Link) -> str:
    old, new = comparison.names
    first, *others = link.terms
    if not others:
        label = link.cell.row.label.text
        return f"{old}“{first.cell.row.label.text}”{value(first.value)}，{new}“{label}”{value(link.stated)}"
    signed = "".join(f" {'－' if t.minus else '＋'} {column(t.cell)} {value(t.value)}" for t in others)
    due = f"{old}{column(first.cell)} {value(first.value)}{signed} ＝ {value(link.due)}"
    return f"{link.cell.row.label.text}：{due}，{new}{column(link.cell)} {value(link.stated)}"


def _verdict(link: Link) -> str:
    if link.difference is None:
        return "不能比较"
    return f"相差 {value(max(link.difference, -link.difference))}" if link.difference else AGREED


# -- prose -----------------------------------------------------------------------


def how(passage: Passage) -> str:
    """The kind of change of a paragraph, in words."""
    if passage.old is None:
        return "新写"
    if passage.new is None:
        return "删去"
    if passage.unchanged:
        return "一字未改"
    return "只换了数" if passage.renumbered else f"相似 {share(passage.similarity)}"
