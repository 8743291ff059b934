"""Two reports side by side as Markdown: every figure of every table, and all of the prose.

What comes from a file is escaped: in a report `|`, `<b>` and `[a](b)` are text.
"""

from collections.abc import Iterable, Iterator, Sequence

from ndbg.form import Table
from ndbg.report import Report
from ndbg.report.comparison import SIDES, Comparison, Moved, Pair
from ndbg.report.similarity import Passage, new_spans
from ndbg.show import difference_words as words
from ndbg.text.markdown import escape

_CHANGE = ("增减", "幅度")


def markdown(comparison: Comparison) -> str:
    """The whole comparison as a Markdown document."""
    parts: list[Iterable[str]] = [_head(comparison), _years(comparison)]
    parts.append(_list(words.MOVED, comparison, comparison.moved()[: words.MOST_SHOWN]))
    parts.append(_list(words.JUMPED, comparison, comparison.jumps()))
    for table in comparison.form.tables:
        parts += [[f"## {table.section.heading}"], _table(comparison, table)]
    parts += [_fee(comparison), *_prose(comparison)]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def _head(comparison: Comparison) -> Iterator[str]:
    old, new = (_title(report) for report in (comparison.old, comparison.new))
    yield f"# {old} → {new}"
    yield ""
    for name, report in zip(SIDES, (comparison.old, comparison.new), strict=True):
        yield f"- {name}：{escape(str(report.source.path))}"
    yield f"- {words.counted(comparison)}"
    for note in comparison.notes:
        yield f"- **注意**：{escape(note)}"


def _title(report: Report) -> str:
    year = f" {report.year}年" if report.year else ""
    return f"{escape(report.agency) or words.UNREAD}{year}"


def _years(comparison: Comparison) -> Iterator[str]:
    lines = [f"- {verdict}：{line}" for verdict, line in words.links(comparison)]
    if lines:
        yield from ("## 两年之间的衔接", "", *lines)


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table: the first column to the left, figures to the right."""
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _figures(pair: Pair) -> list[str]:
    return [words.value(pair.old), words.value(pair.new), words.change(pair), words.percent(pair)]


def _one_a_line(comparison: Comparison, lines: Iterable[tuple[str, Pair]]) -> Iterator[str]:
    head = ("项目", *comparison.names, *_CHANGE)
    yield from _grid(head, [(label, *_figures(pair)) for label, pair in lines])


def _list(title: str, comparison: Comparison, moved: Sequence[Moved]) -> Iterator[str]:
    if moved:
        yield from (f"## {title}", "")
        yield from _one_a_line(comparison, [(words.named(item), item.pair) for item in moved])


# -- tables ----------------------------------------------------------------------


def _table(comparison: Comparison, table: Table) -> Iterator[str]:
    """A table as the form has it; one without 总计 has a figure a line."""
    rows = list(words.rows(comparison, table))
    summed = next((row for row in rows if row.columns), None)
    if summed is None:
        lines = [(_label(row), *(_figures(row.pair) if row.pair else [""] * 4)) for row in rows]
        yield from _grid(("项目", *comparison.names, *_CHANGE), lines)
        return
    labels = [label for label, _ in summed.columns]
    old, new = comparison.names
    yield f"每格是 {old} → {new}，两份相同的只写一个；增减和幅度是{labels[-1]}的。"
    yield ""
    yield from _grid(("项目", *labels, *_CHANGE), [_summed(row, len(labels)) for row in rows])


def _summed(row: words.Row, columns: int) -> Sequence[str]:
    if row.pair is None:
        return (_label(row), *[""] * (columns + 2))
    both = [_both(pair) for _, pair in row.columns]
    return (_label(row), *both, words.change(row.pair), words.percent(row.pair))


def _label(row: words.Row) -> str:
    return "　" * row.depth + row.label


def _both(pair: Pair) -> str:
    if pair.change == 0:
        return words.value(pair.new)
    return f"{words.value(pair.old)} → {words.value(pair.new)}"


def _fee(comparison: Comparison) -> Iterator[str]:
    if comparison.fee:
        yield from (f"## {words.fee_head(comparison)}", "")
        yield from _one_a_line(comparison, zip(words.FEE_LINES, comparison.fee, strict=True))


# -- prose -----------------------------------------------------------------------


def _prose(comparison: Comparison) -> Iterator[Iterator[str]]:
    for pair in comparison.sections:
        similar = (
            ""
            if pair.similarity is None
            else f"（和{comparison.names[0]}相似 {words.share(pair.similarity)}）"
        )
        yield iter([f"## {pair.section.heading}{similar}"])
        if any(passage.old and passage.new and passage.similarity < 1 for passage in pair.passages):
            yield iter(["【】里是另一份没有的话，数和年份不论。"])
        for passage in pair.passages:
            yield _passage(comparison, passage)
        if not pair.passages:
            yield iter(["两份都没有正文。"])


def _passage(comparison: Comparison, passage: Passage) -> Iterator[str]:
    old, new = comparison.names
    yield f"{words.how(passage)}："
    yield ""
    if passage.unchanged:
        yield f"- **{old}、{new}** {escape(passage.new or '')}"
        return
    for name, text, other in ((old, passage.old, passage.new), (new, passage.new, passage.old)):
        if text is not None:
            yield f"- **{name}** {escape(text) if other is None else _marked(text, other)}"


def _marked(text: str, other: str) -> str:
    """A paragraph with the parts that the other one lacks in 【】."""
    shown, end = "", 0
    for start, stop in new_spans(text, other):
        shown += f"{escape(text[end:start])}【{escape(text[start:stop])}】"
        end = stop
    return shown + escape(text[end:])
