"""The tables of the form as documents print them.

Each block of the form is a view. A block whose columns recur group by group (table 4) is printed with all groups in one
row, or with a row for each group: it has both views.
"""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from ndbg.document.grid.similarity import Wordings
from ndbg.form import Block, Form, Label


class View:
    """Rows and columns of a table, and the ids of its figures by row and column.

    `labels` are the groups of its rows and columns by name. A row of a document that names at least `least` columns is a
    head of such a table. `folded`: the view has a row for each group of columns.
    """

    def __init__(
        self,
        table: str,
        rows: tuple[Label, ...],
        columns: tuple[Label, ...],
        labels: Mapping[str, Label],
        ids: tuple[tuple[str, ...], ...],
        least: int,
        *,
        folded: bool = False,
    ) -> None:
        self.table = table
        self.rows = rows
        self.columns = columns
        self.labels = labels
        self.ids = ids
        self.least = least
        self.folded = folded

    @property
    def labelled(self) -> bool:
        """Whether its rows have labels."""
        return bool(self.rows[0].text)

    @cached_property
    def recurs(self) -> bool:
        """Whether columns of different groups have the same names."""
        return len(self.shared) < len(self.columns)

    @cached_property
    def grouped(self) -> bool:
        """Whether its columns are in groups."""
        return any(column.under for column in self.columns)

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """The distinct names of its columns."""
        return tuple(dict.fromkeys(column.text for column in self.columns))

    @cached_property
    def names(self) -> Wordings:
        """The wordings of its columns."""
        return Wordings(self.columns)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups of its columns, as the form has them."""
        return tuple(dict.fromkeys(group for column in self.columns for group in column.under))

    @cached_property
    def row_names(self) -> Wordings:
        """The wordings of its rows."""
        return Wordings(self.rows, self.row_groups.values())

    @cached_property
    def column_keys(self) -> frozenset[str]:
        """The keys of the wordings of its columns."""
        return frozenset(key for column in self.columns for key in column.wordings())

    @cached_property
    def row_keys(self) -> frozenset[str]:
        """The keys of the wordings of its rows."""
        return frozenset(key for row in self.rows for key in row.wordings())

    @cached_property
    def row_groups(self) -> Mapping[str, Label]:
        """The groups of its rows by name."""
        return {group: self.labels[group] for row in self.rows for group in row.under}

    @cached_property
    def around(self) -> frozenset[str]:
        """The groups that all of its columns are in, whose name a head may leave out: 申请人情况."""
        return frozenset.intersection(*(frozenset(column.under) for column in self.columns))

    @cached_property
    def group_names(self) -> Wordings:
        """The wordings of the groups of its columns, alone or behind the groups around them: 行政诉讼（复议后起诉）."""
        around = {
            group: column.under[:at] for column in self.columns for at, group in enumerate(column.under)
        }
        return Wordings(
            [self.labels[group]._replace(under=around[group]) for group in self.groups],
            [self.labels[group] for group in self.groups],
        )


class RowLine:
    """What a row of a table may be: a row of the form, or a group of rows printed as one.

    `rows` are the indices in the view of that row, or of the rows of the group.
    """

    def __init__(self, view: View, label: Label, rows: tuple[int, ...], *, is_group: bool) -> None:
        self.view = view
        self.label = label
        self.rows = rows
        self.is_group = is_group


class RowLines:
    """All that the rows below one head may be, in the form's order."""

    def __init__(self, views: Sequence[View]) -> None:
        self.lines = [line for view in views for line in _lines(view)]
        groups = {group: label for view in views for group, label in view.row_groups.items()}
        self.names = Wordings([line.label for line in self.lines], groups.values())
        self.groups = tuple(groups)
        self.group_names = Wordings(list(groups.values()))


def _lines(view: View) -> list[RowLine]:
    lines: list[RowLine] = []
    seen: set[tuple[str, ...]] = set()
    for at, label in enumerate(view.rows):
        for depth in range(1, len(label.under) + 1):
            group = label.under[:depth]
            if group not in seen:
                seen.add(group)
                within = tuple(i for i, row in enumerate(view.rows) if row.under[:depth] == group)
                own = view.labels[group[-1]]._replace(under=group[:-1])
                lines.append(RowLine(view, own, within, is_group=True))
        lines.append(RowLine(view, label, (at,), is_group=False))
    return lines


@cache
def row_lines(views: tuple[View, ...]) -> RowLines:
    """All that the rows of some views may be."""
    return RowLines(views)


@cache
def views_of(form: Form) -> tuple[View, ...]:
    """All views of a form's tables."""
    return tuple(view for block in form.blocks for view in _views(block))


def _views(block: Block) -> list[View]:
    rows, columns = block.rows, block.columns
    ids = tuple(tuple(block.cell(row, column).id for column in columns) for row in rows)
    row_names, column_names = (tuple(line.label for line in lines) for lines in (rows, columns))
    whole = View(block.table, row_names, column_names, block.groups, ids, min(2, len(columns)))
    if whole.labelled or not whole.recurs:
        return [whole]
    groups = list(dict.fromkeys(column.label.under for column in columns))
    within = {group: [c for c in columns if c.label.under == group] for group in groups}
    shared = [c.label._replace(under=()) for c in within[groups[0]]]
    folded = View(
        block.table,
        tuple(whole.labels[group[-1]]._replace(under=group[:-1]) for group in groups),
        tuple(shared),
        block.groups,
        tuple(tuple(block.cell(rows[0], c).id for c in within[group]) for group in groups),
        len(shared) - 1,
        folded=True,
    )
    return [whole, folded]
