"""The official form as values: sections, tables, rows, columns, cells and their sums.

Everything is derived from `form.json`, which holds the form fixed by
国办公开办函〔2021〕30号. Little else in the program names a row: the rules on text, which must know
what words mean, and the interview.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ndbg.text.labels import readings


class Label(NamedTuple):
    """A label of the form: its text, the groups it stands under, other wordings met in use."""

    text: str
    under: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @lru_cache(maxsize=512)  # noqa: B019  the labels of the form are few and live as long as it does
    def wordings(self) -> frozenset[str]:
        """All that the label may be called, in the form that `labels.bare` gives."""
        return frozenset(key for text in (self.text, *self.also) for key in readings(text))


# Lines, blocks and tables are each what they are, not what they hold: `official` makes
# every one of them once, and they serve as keys.


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row or a column of a table. `sum`: it adds up those before it under the same heading."""

    id: str
    label: Label
    sum: bool = False
    decimal: bool = False
    unit: str = "件"


class Cell(NamedTuple):
    """One figure of the form."""

    id: str
    table: str
    row: Line
    column: Line

    @property
    def decimal(self) -> bool:
        """Whether the figure is an amount with decimals; all others are counts."""
        return self.column.decimal


@dataclass(frozen=True, eq=False)
class Block:
    """Rows and columns under one head; a table has one or more blocks."""

    table: str
    heading: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]

    def cell(self, row: Line, column: Line) -> Cell:
        """The figure where a row and a column of this block meet."""
        return self._cells[row, column]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All figures of the block, row by row."""
        return tuple(self._cells.values())

    @cached_property
    def _cells(self) -> Mapping[tuple[Line, Line], Cell]:
        return {
            (row, column): Cell(
                ".".join(filter(None, (self.table, row.id, column.id))), self.table, row, column
            )
            for row in self.rows
            for column in self.columns
        }


class Section(NamedTuple):
    """One of the six sections.

    `table` is the id of the table that it holds, if it holds one. `told_by` are words that tell
    a heading of other wording, where it has the section's number.
    """

    no: str
    label: Label
    table: str | None
    told_by: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The heading as printed: `一、总体情况`."""
        return f"{self.no}、{self.label.text}"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """Figures that are written on one line of the data file and asked in one question.

    In most tables that is a row; the one row of table 4 is cut into its three groups.
    """

    id: str
    table: str
    label: Label
    cells: tuple[Cell, ...]

    @property
    def total(self) -> Cell | None:
        """The figure that sums the others of the line, if there is one."""
        return self.cells[-1] if self.cells[-1].column.sum else None

    @property
    def title(self) -> str:
        """The label, with the group that it stands under where lines are numbered within it."""
        group = self.label.under[-1] if len(self.label.under) > 1 else ""
        return f"{group}{self.label.text}"


class Relation(NamedTuple):
    """Two sums of figures that must be equal (勾稽关系).

    `kind`: "across" a row to its 总计, "down" a column to its 总计, or the "balance"
    printed in the corner of table 3. `right` holds what is stated, `left` what it must equal.
    """

    kind: Literal["across", "down", "balance"]
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]


class Stock(NamedTuple):
    """A count that goes on from year to year: this year's is last year's ＋ issued － repealed."""

    issued: Cell
    repealed: Cell
    in_force: Cell


@dataclass(frozen=True, eq=False)
class Table:
    """One of the three tables.

    `carried` pairs each figure of this year with the one of last year's report that it
    takes over; `corner` is what is printed in the table's corner.
    """

    id: str
    section: Section
    blocks: tuple[Block, ...]
    entries: tuple[Entry, ...]
    relations: tuple[Relation, ...]
    stocks: tuple[Stock, ...]
    carried: Mapping[str, str]
    corner: str


@dataclass(frozen=True)
class Form:
    """The whole form; cells in the order in which they are printed.

    `superseded` are labels that only the form before it (2019) had.
    """

    title: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    superseded: tuple[str, ...]

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """All 200 figures by id."""
        return {cell.id: cell for block in self.blocks for cell in block.cells}

    @cached_property
    def prose_sections(self) -> tuple[Section, ...]:
        """The sections that hold text and no table: 一, 五, 六."""
        return tuple(section for section in self.sections if section.table is None)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all tables, in order."""
        return tuple(block for table in self.tables for block in table.blocks)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The lines of figures of all tables, in order."""
        return tuple(e for t in self.tables for e in t.entries)

    def table(self, id: str) -> Table:
        """The table with this id."""
        return next(t for t in self.tables if t.id == id)

    def report_title(self, agency: str, year: int) -> str:
        """The official title of a report, which is also the name of its file."""
        return self.title.format(机关=agency, 年度=year)


def _summands(line: Line, before: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that a 总计 adds up: all before it under the same heading, other sums aside."""
    depth = len(line.label.under)
    return tuple(x for x in before if x.label.under[:depth] == line.label.under and not x.sum)


def _label(data: Mapping[str, Any]) -> Label:
    return Label(data["label"], tuple(data.get("under", ())), tuple(data.get("also", ())))


def _line(data: Mapping[str, Any]) -> Line:
    return Line(
        id=data["id"],
        label=_label(data),
        sum=data.get("sum", False),
        decimal=data.get("decimal", False),
        unit=data.get("unit", "件"),
    )


def _entries(block: Block, *, by_columns: bool) -> Iterator[Entry]:
    if not by_columns:
        for row in block.rows:
            cells = tuple(block.cell(row, column) for column in block.columns)
            yield Entry(f"{block.table}.{row.id}", block.table, row.label, cells)
        return
    groups = dict.fromkeys(column.label.under for column in block.columns)
    for under in groups:
        cells = tuple(c for c in block.cells if c.column.label.under == under)
        prefix = cells[0].id.rpartition(".")[0]
        yield Entry(prefix, block.table, Label(under[-1], under[:-1]), cells)


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
    columns = {column.id: column for column in block.columns}
    if names and columns.keys() >= set(names.values()):
        for row in block.rows:
            yield Stock(**{name: block.cell(row, columns[id]) for name, id in names.items()})


def _carried(block: Block, names: Mapping[str, str] | None) -> Iterator[tuple[str, str]]:
    if names:
        rows = {row.id: row for row in block.rows}
        for column in block.columns:
            yield (block.cell(rows[names["to"]], column).id, block.cell(rows[names["from"]], column).id)


def _table(data: Mapping[str, Any], section: Section) -> Table:
    blocks = tuple(
        Block(
            table=data["id"],
            heading=b.get("heading", ""),
            rows=tuple(_line(row) for row in b["rows"]),
            columns=tuple(_line(column) for column in b["columns"]),
        )
        for b in data["blocks"]
    )
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


@lru_cache(maxsize=1)
def official() -> Form:
    """The form of 国办公开办函〔2021〕30号."""
    data = json.loads(Path(__file__).with_name("form.json").read_text(encoding="utf-8"))
    sections = tuple(
        Section(s["no"], Label(s["title"], (), tuple(s.get("also", ()))), s.get("table"), tuple(s["told_by"]))
        for s in data["sections"]
    )
    holder = {section.table: section for section in sections}
    tables = tuple(_table(t, holder[t["id"]]) for t in data["tables"])
    return Form(data["title"], sections, tables, tuple(data["superseded"]))


FORM = official()
