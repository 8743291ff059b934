"""Parse the data file of a form: JSON with its sections, tables, rows, columns, labels and sums."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from ndbg.form.model import Block, Entry, Form, Label, Line, Measure, Relation, Section, Stock, Table


@lru_cache(maxsize=32)
def parse_form(text: str) -> Form:
    """The form that a data file describes; the same text always gives the same object.

    A form is an object with

    | key | value |
    |---|---|
    | `source` | the document that laid it down |
    | `first_year` | the first year it is for |
    | `template` | the file name of its Word form |
    | `title` | the title of a report, with `{机关}` and `{年度}` |
    | `distinctive` | labels that only this form has |
    | `sections` | objects with `no`, `title`, `keywords`; `also`, other wordings; `table`, the id of its table |
    | `tables` | objects, see below |

    A table has its `id` and its `blocks` of `rows` and `columns` under a `heading`. It may have `corner`, the text in
    its corner; `lines`, "columns" where a line of the data file is a group of columns; `balance`, the rows of two sums
    that must be equal; `stock`, the columns of a count carried from year to year (see `Stock`); `carried`, a row (`to`)
    and the row of last year's report that it takes over (`from`); `groups`, other wordings of groups by their names.

    A row or column has its `id` and `label`. It may have `under`, its groups; `also`, other wordings; `misspelt`,
    wordings that are only read; `sum`, true where it is the sum of those before it. A column may have a `measure` (see
    `Measure`) and a `unit`.
    """
    data = json.loads(text)
    sections = tuple(
        Section(
            s["no"], Label(s["title"], (), tuple(s.get("also", ()))), s.get("table"), tuple(s["keywords"])
        )
        for s in data["sections"]
    )
    holder = {section.table: section for section in sections}
    return Form(
        source=data["source"],
        first_year=data["first_year"],
        template=data["template"],
        title=data["title"],
        distinctive=tuple(data["distinctive"]),
        sections=sections,
        tables=tuple(_table(t, holder[t["id"]]) for t in data["tables"]),
        made=(parse_form, (text,)),
    )


def _summands(line: Line, before: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that a 总计 adds up: all before it under the same heading, except other sums."""
    depth = len(line.label.under)
    return tuple(x for x in before if x.label.under[:depth] == line.label.under and not x.sum)


def _line(data: Mapping[str, Any]) -> Line:
    return Line(
        id=data["id"],
        label=Label(data["label"], *(tuple(data.get(key, ())) for key in ("under", "also", "misspelt"))),
        sum=data.get("sum", False),
        measure=Measure(data.get("measure", Measure.COUNT.value)),
        unit=data.get("unit", "件"),
    )


def _entries(block: Block, *, by_columns: bool) -> Iterator[Entry]:
    """An entry for each row, or, if `by_columns`, for each group of columns of a block with one row."""
    if not by_columns:
        for row in block.rows:
            cells = tuple(block.cell(row, column) for column in block.columns)
            yield Entry(f"{block.table}.{row.id}", block.section, row.label, cells)
        return
    groups = dict.fromkeys(column.label.under for column in block.columns)
    for under in groups:
        cells = tuple(c for c in block.cells if c.column.label.under == under)
        prefix = cells[0].id.rpartition(".")[0]
        yield Entry(prefix, block.section, Label(under[-1], under[:-1]), cells)


def _relations(block: Block, balance: Mapping[str, list[str]] | None) -> Iterator[Relation]:
    for row in block.rows:
        for index, total in enumerate(block.columns):
            if total.sum:
                parts = _summands(total, block.columns[:index])
                left = tuple(block.cell(row, column) for column in parts)
                yield Relation("across", left, (block.cell(row, total),))
    rows = {row.id: row for row in block.rows}
    for column in block.columns:
        for index, total in enumerate(block.rows):
            if total.sum:
                parts = _summands(total, block.rows[:index])
                left = tuple(block.cell(row, column) for row in parts)
                yield Relation("down", left, (block.cell(total, column),))
        if balance:
            yield Relation(
                "balance",
                tuple(block.cell(rows[id], column) for id in balance["left"]),
                tuple(block.cell(rows[id], column) for id in balance["right"]),
            )


def _stocks(block: Block, names: Mapping[str, str] | None) -> Iterator[Stock]:
    """The stock of each row; `names` are the ids of its columns by the fields of `Stock`."""
    columns = {column.id: column for column in block.columns}
    if names and columns.keys() >= set(names.values()):
        for row in block.rows:
            yield Stock(**{name: block.cell(row, columns[id]) for name, id in names.items()})


def _carried(block: Block, names: Mapping[str, str] | None) -> Iterator[tuple[str, str]]:
    """The id of each carried figure, and that of the figure of last year's report that it takes over."""
    if names:
        rows = {row.id: row for row in block.rows}
        for column in block.columns:
            yield (block.cell(rows[names["to"]], column).id, block.cell(rows[names["from"]], column).id)


def _block(data: Mapping[str, Any], table: Mapping[str, Any], section: Section) -> Block:
    rows, columns = (tuple(map(_line, data[kind])) for kind in ("rows", "columns"))
    also = table.get("groups", {})
    return Block(
        table=table["id"],
        section=section.no,
        heading=data.get("heading", ""),
        rows=rows,
        columns=columns,
        groups={
            group: Label(group, (), tuple(also.get(group, ())))
            for line in (*rows, *columns)
            for group in line.label.under
        },
    )


def _table(data: Mapping[str, Any], section: Section) -> Table:
    blocks = tuple(_block(block, data, section) for block in data["blocks"])
    by_columns = data.get("lines") == "columns"
    return Table(
        id=data["id"],
        section=section,
        blocks=blocks,
        entries=tuple(e for b in blocks for e in _entries(b, by_columns=by_columns)),
        relations=tuple(r for b in blocks for r in _relations(b, data.get("balance"))),
        stocks=tuple(s for b in blocks for s in _stocks(b, data.get("stock"))),
        carried={now: last for b in blocks for now, last in _carried(b, data.get("carried"))},
        corner=data.get("corner", ""),
    )
