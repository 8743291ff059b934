"""Names of cells, rows and tables for messages, in the form's own words."""

from collections.abc import Collection, Iterator

from ndbg.form.model import Block, Cell, Entry, Form, Line, Table


def name_table(table: Table) -> str:
    """`第三部分表格`: the tables have no name of their own on the form."""
    return _name(table.section.no)


def table_of(cell: Cell) -> str:
    """The name of the table that holds a figure."""
    return _name(cell.section)


def _name(section: str) -> str:
    return f"第{section}部分表格"


def quoted(text: str) -> str:
    """A text in “”, with ‘’ in place of “” within it."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def name_row(row: Line) -> str:
    """`“（三）不予公开1.属于国家秘密”行`; the group is named where rows are numbered within it."""
    group = row.label.under[-1] if len(row.label.under) > 1 else ""
    return f"{quoted(group + row.label.text)}行"


def name_column(column: Line) -> str:
    """`“自然人”列`, `“行政复议—结果维持”列`; the group is named where others have the same columns."""
    group = f"{column.label.under[-1]}—" if "." in column.id else ""
    return f"{quoted(group + column.label.text)}列"


def name_cell(cell: Cell) -> str:
    """Table, row and column of a figure."""
    row = name_row(cell.row) if cell.row.id else ""
    return f"{table_of(cell)}{row}{name_column(cell.column)}"


def name_entry(entry: Entry) -> str:
    """The line of the data file that holds these figures."""
    return f"{_name(entry.section)}{quoted(entry.title)}"


def name_missing(form: Form, missing: Collection[str], known: Collection[str] = ()) -> list[str]:
    """The names of missing cells, given by id: of whole tables, rows and columns where all their cells are missing.

    `known` are the ids of further missing cells: where all cells of a table are in it, one of them in `missing` stands
    for the whole table.
    """
    if not missing:
        return []
    left = set(missing)
    for table in form.tables:
        if not left.isdisjoint(table.cells) and table.cells.keys() <= set(known):
            left.update(table.cells)
    return list(_name_missing(form, left))


def _name_missing(form: Form, left: set[str]) -> Iterator[str]:
    """The names of the cells in `left`, from which they are taken: tables, then lines, then single cells."""
    for table in form.tables:
        if left.issuperset(table.cells):
            left.difference_update(table.cells)
            yield name_table(table)
            continue
        for block in table.blocks:
            yield from _whole_lines(block, left)
        for entry in table.entries:
            ids = {cell.id for cell in entry.cells}
            if len(ids) > 1 and left.issuperset(ids):
                left.difference_update(ids)
                yield name_entry(entry)
    yield from (name_cell(c) for c in form.cells.values() if c.id in left)


def _whole_lines(block: Block, left: set[str]) -> Iterator[str]:
    """The names of the columns and rows of a block all of whose cells are in `left`, from which they are taken."""
    table = _name(block.section)
    columns = {column: {block.cell(r, column).id for r in block.rows} for column in block.columns}
    rows = {row: {block.cell(row, c).id for c in block.columns} for row in block.rows}
    for line, ids in (*columns.items(), *rows.items()):
        # A line of one cell is named as a cell.
        if len(ids) > 1 and left.issuperset(ids):
            left.difference_update(ids)
            yield f"{table}{name_column(line) if line in columns else name_row(line)}"
