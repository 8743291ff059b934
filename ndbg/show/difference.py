"""Two reports side by side, for a person at a terminal.

A table of 7 columns in two years does not fit 80 columns: each line of the form is shown by its 总计, followed by
the columns that changed.
"""

import io
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ndbg.form import Table as FormTable
from ndbg.form.naming import name_table
from ndbg.report import Report
from ndbg.report.comparison import SIDES, Comparison, Moved, Pair
from ndbg.report.similarity import Passage
from ndbg.show import difference_words as words
from ndbg.show.lines import cut, folded, width
from ndbg.text.controls import printable

_GAP = 2  # columns of the terminal between figures
_STEP = 2  # columns of indent for each level
_BETWEEN = "   "
_LEAST_LABEL = 16  # columns of a label
_WIDEST = 100  # columns; in a wider table a label is too far from its figures
_MOST_ZERO_NAMED = 3
_PASSAGE = 13  # columns of the kind of change before a paragraph


class _Lines:
    """Lines of figures in aligned columns, as wide as the figures need."""

    def __init__(self, comparison: Comparison, pairs: Iterable[Pair], columns: int) -> None:
        self._heads = (*comparison.names, "增减", "幅度")
        shown = [self._heads, *(_cells(pair) for pair in pairs)]
        self._widths = [max(map(width, texts)) + _GAP for texts in zip(*shown, strict=True)]
        self._label = max(columns - sum(self._widths), _LEAST_LABEL)

    def head(self, label: str) -> RenderableType:
        """The line of column heads."""
        return self._line(Text(label, "bold"), self._heads, ("dim",) * 4, 0)

    def figures(self, label: str, pair: Pair, depth: int = 1) -> RenderableType:
        """A figure with its label, both values, change and share."""
        quiet = "dim" if pair.change == 0 else ""
        unread = "bold red" if pair.change is None else quiet
        moved = "bold yellow" if pair.jump else quiet
        return self._line(Text(label, quiet), _cells(pair), (unread, unread, moved, moved), depth)

    def _line(self, label: Text, cells: Sequence[str], styles: Sequence[str], depth: int) -> RenderableType:
        grid = Table.grid()
        grid.add_column(width=self._label, overflow="fold")
        for columns in self._widths:
            grid.add_column(width=columns, justify="right", overflow="fold")
        numbers = [Text(cell, style) for cell, style in zip(cells, styles, strict=True)]
        grid.add_row(Padding(label, (0, 0, 0, _STEP * depth)), *numbers)
        return grid


def _cells(pair: Pair) -> tuple[str, str, str, str]:
    return words.value(pair.old), words.value(pair.new), words.change(pair), words.percent(pair)


def terminal(comparison: Comparison, columns: int) -> RenderableType:
    """The whole comparison, for a terminal of so many columns."""
    columns = min(columns, _WIDEST)
    parts = [*_head(comparison, columns), *_years(comparison, columns)]
    parts += _list(words.MOVED, comparison, comparison.moved(), columns)
    parts += _list(words.JUMPED, comparison, comparison.jumps(), columns)
    for table in comparison.form.tables:
        parts += _table(comparison, table, columns)
    return Group(*parts, *_fee(comparison, columns), *_prose(comparison, columns))


def text(comparison: Comparison, columns: int) -> str:
    """The comparison as plain text, for files and pipes."""
    out = io.StringIO()
    console = Console(file=out, width=columns, color_system=None, force_terminal=False, highlight=False)
    console.print(terminal(comparison, columns))
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n"))


def _head(comparison: Comparison, columns: int) -> Iterator[RenderableType]:
    for name, report in zip(SIDES, (comparison.old, comparison.new), strict=True):
        yield Text.assemble(
            (f"{name}：", "dim"), (_title(report), "bold"), f"  {printable(str(report.source.path))}"
        )
    yield Text(words.counted(comparison))
    for note in comparison.notes:
        yield from _hanging("注意：", printable(note), columns, "bold yellow")


def _title(report: Report) -> str:
    year = f" {report.year}年" if report.year else ""
    return f"{printable(report.agency) or words.UNREAD}{year}"


def _years(comparison: Comparison, columns: int) -> Iterator[RenderableType]:
    """The figures carried over from last year."""
    listed = list(words.links(comparison))
    if listed:
        yield Text("\n两年之间的衔接", "bold")
    widest = max((width(verdict) for verdict, _ in listed), default=0)
    for verdict, line in listed:
        lead = f"  {verdict}{' ' * (widest - width(verdict) + _GAP)}"
        yield from _hanging(lead, line, columns, "" if verdict == words.AGREED else "bold yellow")


def _hanging(lead: str, words_behind: str, columns: int, style: str) -> Iterator[RenderableType]:
    """A text behind `lead`, its further lines indented by the width of `lead`."""
    indent = width(lead)
    for number, line in enumerate(folded(words_behind, max(columns - indent, _LEAST_LABEL))):
        yield Text.assemble((" " * indent if number else lead, style), line)


def _list(
    title: str, comparison: Comparison, moved: Sequence[Moved], columns: int
) -> Iterator[RenderableType]:
    """The figures that a reader must see first."""
    shown = moved[: words.MOST_SHOWN]
    if not shown:
        return
    lines = _Lines(comparison, [item.pair for item in shown], columns)
    yield Text()
    yield lines.head(title)
    for item in shown:
        yield lines.figures(words.named(item), item.pair)
    if rest := len(moved) - len(shown):
        yield Text(f"  另有 {rest} 处变动更小，见下面各表", "dim")


def _table(comparison: Comparison, table: FormTable, columns: int) -> Iterator[RenderableType]:
    rows = list(words.rows(comparison, table))
    lines = _Lines(comparison, [row.pair for row in rows if row.pair], columns)
    yield Text()
    yield lines.head(name_table(table))
    headings: list[words.Row] = []
    for row in rows:
        headings = [heading for heading in headings if heading.depth < row.depth]
        if row.pair is None:
            headings.append(row)  # printed with the first line under it
        elif not row.zero:
            for heading in headings:
                yield Padding(Text(heading.label), (0, 0, 0, _STEP * (heading.depth + 1)))
            headings = []
            yield lines.figures(row.label, row.pair, row.depth + 1)
            yield from _columns(row, columns)
    if zero := [row.name for row in rows if row.zero and not row.group]:
        more = "另有" if any(row.pair and not row.zero for row in rows) else "全部"
        what = f"：{'、'.join(zero)}" if len(zero) <= _MOST_ZERO_NAMED else ""
        yield from _hanging("  ", f"{more} {len(zero)} 行两份都是 0{what}", columns, "")


def _columns(row: words.Row, columns: int) -> Iterator[RenderableType]:
    """The columns of a line that changed, without its 总计."""
    parts = row.columns[:-1]
    if row.group or all(pair.change is None for _, pair in parts):
        return  # a sum that the form does not print, or a line that was not read
    changed = [
        f"{label} {words.value(pair.old)}→{words.value(pair.new)}"
        for label, pair in parts
        if pair.change != 0
    ]
    indent = _STEP * (row.depth + 2)
    for line in packed(changed, columns - indent):
        yield Padding(Text(line, "dim"), (0, 0, 0, indent))


def packed(items: Iterable[str], columns: int) -> Iterator[str]:
    """Items one after another, wrapped between items."""
    line = ""
    for item in items:
        longer = f"{line}{_BETWEEN}{item}" if line else item
        if line and width(longer) > columns:
            yield line
            longer = item
        line = longer
    if line:
        yield line


def _fee(comparison: Comparison, columns: int) -> Iterator[RenderableType]:
    if comparison.fee is None:
        return
    lines = _Lines(comparison, comparison.fee, columns)
    yield Text()
    yield lines.head(words.fee_head(comparison))
    for label, pair in zip(words.FEE_LINES, comparison.fee, strict=True):
        yield lines.figures(label, pair)


def _prose(comparison: Comparison, columns: int) -> Iterator[RenderableType]:
    for pair in comparison.sections:
        head = Text(f"\n{pair.section.heading}", "bold")
        if pair.similarity is not None:
            head.append(f"  和{comparison.names[0]}相似 {words.share(pair.similarity)}", "not bold")
        yield head
        for passage in pair.passages:
            yield _passage(passage, columns)
        if not pair.passages:
            yield Text("  两份都没有正文", "dim")


def _passage(passage: Passage, columns: int) -> RenderableType:
    """A paragraph on one line: its kind of change, and its beginning."""
    head = f"  {words.how(passage)}"
    head += " " * (_PASSAGE - width(head))
    text = printable(passage.new if passage.new is not None else passage.old or "")
    copied = passage.unchanged or passage.renumbered
    return Text.assemble(
        (head, "bold yellow" if copied else "dim"),
        (cut(text, columns - width(head)), "dim" if passage.new is None else ""),
    )
