"""An official form as values: sections, tables, rows, columns, cells and their sums.

Everything is derived from the form's data file (see `ndbg.form.data`). Only the rules on prose, which must
know what words mean, and the interview name single rows.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache
from typing import Any, Literal, NamedTuple

from ndbg.text.labels import label_key, readings


class Measure(Enum):
    """The domain of a figure: a count (integer ≥ 0), a change (integer), an amount (decimal ≥ 0)."""

    COUNT = "count"
    CHANGE = "change"
    AMOUNT = "amount"


class Label(NamedTuple):
    """A label of the form: its text, the groups it stands under, other wordings met in use.

    Those in `misspelt` are recognised but never written.
    """

    text: str
    under: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All wordings as they are written, that of the form first."""
        return (self.text, *self.also, *self.misspelt)

    @lru_cache(maxsize=512)  # noqa: B019  the labels of the form are few and live as long as it does
    def wordings(self) -> frozenset[str]:
        """The keys (`labels.label_key`) of all wordings of the label."""
        return frozenset(key for text in self.texts for key in readings(text))


# Lines, blocks, tables and forms are compared by identity, not by value, and serve as keys. None is ever changed; a
# frozen class would take twice as long to make.


@dataclass(slots=True, eq=False, repr=False)
class Line:
    """A row or a column of a table. `sum`: it adds up those before it under the same heading.

    `measure` and `unit` are those of a column's figures; the unit is empty where the form names none.
    """

    id: str
    label: Label
    sum: bool = False
    measure: Measure = Measure.COUNT
    unit: str = "件"


class Cell(NamedTuple):
    """One figure of the form: its id, the id and section number of its table, its row and column."""

    id: str
    table: str
    section: str
    row: Line
    column: Line

    @property
    def measure(self) -> Measure:
        """The domain of the figure, which is that of its column."""
        return self.column.measure

    @property
    def decimal(self) -> bool:
        """Whether the figure is an amount with decimals; all others are whole numbers."""
        return self.column.measure is Measure.AMOUNT


@dataclass(eq=False, repr=False)
class Block:
    """Rows and columns under one head; a table has one or more blocks.

    `table` is the id of the table, `section` the number of the section that holds it; `groups` are the groups of its
    rows and columns by name, with their other wordings.
    """

    table: str
    section: str
    heading: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    groups: Mapping[str, Label]

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
                ".".join(filter(None, (self.table, row.id, column.id))),
                self.table,
                self.section,
                row,
                column,
            )
            for row in self.rows
            for column in self.columns
        }


class Section(NamedTuple):
    """One of the six sections.

    `table` is the id of its table, if it has one. A heading with the section's number and one of its `keywords` is that
    of the section, however it is worded otherwise.
    """

    no: str
    label: Label
    table: str | None
    keywords: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The heading as printed: `一、总体情况`."""
        return f"{self.no}、{self.label.text}"


@dataclass(slots=True, eq=False, repr=False)
class Entry:
    """The figures on one line of the data file, asked in one question.

    In most tables that is a row; the one row of table 4 has an entry for each of its three groups.
    `section` is the number of the section that holds the table.
    """

    id: str
    section: str
    label: Label
    cells: tuple[Cell, ...]

    @property
    def total(self) -> Cell | None:
        """The 总计 of the line, if it has one."""
        return self.cells[-1] if self.cells[-1].column.sum else None

    @property
    def title(self) -> str:
        """The label, with the group that it stands under where lines are numbered within it."""
        group = self.label.under[-1] if len(self.label.under) > 1 else ""
        return f"{group}{self.label.text}"


class Relation(NamedTuple):
    """Two sums of figures that must be equal (勾稽关系).

    `kind`: "across" a row to its 总计, "down" a column to its 总计, or the "balance" printed in the corner of table 3.
    The sum of `right`, the stated total, must equal that of `left`.
    """

    kind: Literal["across", "down", "balance"]
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of both sides."""
        return (*self.left, *self.right)


class Stock(NamedTuple):
    """A count carried from year to year: this year's = last year's + issued − repealed."""

    issued: Cell
    repealed: Cell
    in_force: Cell


@dataclass(eq=False, repr=False)
class Table:
    """One of the three tables.

    `carried` pairs each figure with the figure of last year's report that it takes over; `corner` is the
    text printed in the table's corner.
    """

    id: str
    section: Section
    blocks: tuple[Block, ...]
    entries: tuple[Entry, ...]
    relations: tuple[Relation, ...]
    stocks: tuple[Stock, ...]
    carried: Mapping[str, str]
    corner: str

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """All figures by id."""
        return {cell.id: cell for block in self.blocks for cell in block.cells}

    @cached_property
    def column_sums(self) -> Mapping[str, tuple[Cell, ...]]:
        """The parts of each figure of a row that sums others, as （七）总计 does, by its id."""
        return {r.right[0].id: r.left for r in self.relations if r.kind == "down"}


@dataclass(eq=False, repr=False)
class Form:
    """A whole form, its cells in the order of print.

    `source` is the document that laid it down; it holds for reports from `first_year` until that of the next form.
    `template` is the file name of its Word form, `distinctive` are labels that only this form has. `made` is the function
    and its arguments that made the form, by which another process makes it again.
    """

    source: str
    first_year: int
    template: str
    title: str
    distinctive: tuple[str, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    made: "tuple[Callable[..., Form], tuple[Any, ...]]"

    def __reduce__(self) -> "tuple[Callable[..., Form], tuple[Any, ...]]":
        """Pickle as `made`, so that each process has one object for a form."""
        return self.made

    def __repr__(self) -> str:
        return f"<Form of {self.first_year}>"

    @property
    def name(self) -> str:
        """Its common name: `2019 年表式`."""
        return f"{self.first_year} 年表式"

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """All figures by id."""
        return {id: cell for table in self.tables for id, cell in table.cells.items()}

    @cached_property
    def prose_sections(self) -> tuple[Section, ...]:
        """The sections that hold text and no table: 一, 五, 六."""
        return tuple(section for section in self.sections if section.table is None)

    @property
    def last_section(self) -> Section:
        """The section that closes a report."""
        return self.sections[-1]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all tables, in order."""
        return tuple(block for table in self.tables for block in table.blocks)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of all tables, in order."""
        return tuple(e for t in self.tables for e in t.entries)

    @cached_property
    def totals(self) -> Mapping[str, Relation]:
        """The relation that defines each 总计, by its id: across its row where there is one, else down its column."""
        defined: dict[str, Relation] = {}
        for table in self.tables:
            for relation in table.relations:
                if relation.kind != "balance":
                    defined.setdefault(relation.right[0].id, relation)
        return defined

    @cached_property
    def measures(self) -> frozenset[Measure]:
        """The domains of its figures."""
        return frozenset(cell.measure for cell in self.cells.values())

    @cached_property
    def words(self) -> frozenset[str]:
        """The keys (`labels.label_key`) of all wordings of rows, columns and their groups, and of headings of blocks."""
        lines = [line for block in self.blocks for line in (*block.rows, *block.columns)]
        labels = [*(line.label for line in lines), *(g for b in self.blocks for g in b.groups.values())]
        headings = {label_key(block.heading) for block in self.blocks if block.heading}
        return frozenset(headings.union(*(label.wordings() for label in labels)))

    @cached_property
    def headings(self) -> frozenset[str]:
        """The keys (`labels.label_key`) of all wordings of the headings of its sections."""
        return frozenset(key for section in self.sections for key in section.label.wordings())

    def table(self, id: str) -> Table:
        """The table with this id."""
        return next(t for t in self.tables if t.id == id)

    def report_title(self, agency: str, year: int) -> str:
        """The official title of a report, which is also the name of its file."""
        return self.title.format(机关=agency, 年度=year)


@lru_cache(maxsize=32)
def restricted_to(form: Form, other: Form) -> Form:
    """A form reduced to the figures that another form has too, by id; the form itself where that has all of them."""
    both = form.cells.keys() & other.cells.keys()
    if len(both) == len(form.cells):
        return form
    tables = tuple(_reduced(table, both) for table in form.tables)
    return replace(form, tables=tables, made=(restricted_to, (form, other)))


def _reduced(table: Table, ids: Collection[str]) -> Table:
    """A table reduced to the figures with some ids; a sum of which a term is left out is left out too."""

    def has(*cells: Cell) -> bool:
        return all(cell.id in ids for cell in cells)

    blocks = (
        replace(
            block,
            rows=tuple(row for row in block.rows if any(has(block.cell(row, c)) for c in block.columns)),
            columns=tuple(c for c in block.columns if any(has(block.cell(row, c)) for row in block.rows)),
        )
        for block in table.blocks
    )
    entries = (replace(entry, cells=tuple(filter(has, entry.cells))) for entry in table.entries)
    return replace(
        table,
        blocks=tuple(block for block in blocks if block.rows),
        entries=tuple(entry for entry in entries if entry.cells),
        relations=tuple(r for r in table.relations if has(*r.cells)),
        stocks=tuple(stock for stock in table.stocks if has(*stock)),
        carried={now: last for now, last in table.carried.items() if now in ids and last in ids},
    )
