"""Where the figures of the form stand in the tables of a document."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.grid.cells import Grid, GridCell, Place
from ndbg.document.grid.head import Head, enough, head_of, is_head, names_groups
from ndbg.document.grid.labels import row_meant
from ndbg.document.grid.rows import WORDS, Below, label_of
from ndbg.form import Block, Form, Line, telling
from ndbg.text.labels import bare, tight
from ndbg.text.patterns import Pattern

T = TypeVar("T")


class Located(NamedTuple, Generic[T]):
    """Where the figures of a form stand.

    `places` by cell id; `repeated` those that stand more than once, and where else; `copies`,
    those of them that are in another table each time; `strangers`, labels beside figures that
    are none of the form's; `telling`, labels that tell one form from another.
    """

    places: Mapping[str, Place[T]]
    repeated: Mapping[str, Sequence[Place[T]]]
    copies: Collection[str]
    strangers: Sequence[tuple[str, Place[T]]]
    telling: Sequence[str]
    form: Form

    @property
    def missing(self) -> list[str]:
        """The ids of the figures that were not found."""
        return [id for id in self.form.cells if id not in self.places]


def locate(grids: Iterable[Grid[T]], form: Form) -> Located[T]:
    """Find the figures of a form in the tables of a document."""
    scan: _Scan[T] = _Scan(form)
    for number, grid in enumerate(grids):
        scan.grid(number, grid)
    copies = scan.repeated.keys() - scan.twice
    return Located(scan.places, scan.repeated, copies, scan.strangers, list(scan.telling), form)


_MOST_HEADS = 100
_HIGHEST_HEAD = 12  # rows: what stands far above is no part of a head
# Texts of a row that splits each column by year: 上年, 本年, 增减.
_YEAR_SPLITS = {"增减", "同比", "变化"} | {
    f"{which}{one}年{of}" for which in "本上去今前" for one in ("", "一") for of in ("", "度")
}
_YEAR = Pattern(r"20\d\d年?度?", given="20")


@cache
def _row_groups(form: Form) -> frozenset[str]:
    """The names of groups of rows, as `bare` gives them."""
    return frozenset(bare(group) for block in form.blocks for row in block.rows for group in row.label.under)


def _parts_columns(grid: Grid[T], row: int) -> bool:
    """Whether a row below a head parts its columns, into 上年 and 本年 for one."""
    texts = [tight(cell.text) for cell in grid.across(row) if tight(cell.text)]
    parts = [text for text in texts if text in _YEAR_SPLITS or _YEAR.fullmatch(text)]
    return len(parts) > 1 and len(parts) >= len(texts) - 1


class _Scan(Generic[T]):
    """Reads grids from top to bottom: heads, then rows under them.

    A head stays in force until the next one; a table that goes on in a new grid of the
    same width, as after a page break, goes on under the head of the one before.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self.places: dict[str, Place[T]] = {}
        self.repeated: dict[str, list[Place[T]]] = {}
        self.twice: set[str] = set()  # under one and the same head
        self.strangers: list[tuple[str, Place[T]]] = []
        self.telling: dict[str, None] = {}
        self._below: Below[T] | None = None
        self._under: dict[str, Head] = {}
        self._unlabelled: list[int] = []

    def grid(self, number: int, grid: Grid[T]) -> None:
        heads = {row for row in range(len(grid.rows)) if is_head(grid, row, self._form)}
        goes_on = self._below and self._below.head.width == grid.width
        self._below = self._below.on(grid, heads) if self._below and goes_on else None
        top = met = 0
        for row in range(len(grid.rows)):
            self.telling |= {c.text: None for c in grid.across(row) if bare(c.text) in telling()}
            if row in heads:
                met += 1
                if met > _MOST_HEADS:
                    break  # no form has so many, and each takes time
                self._settle(number, grid)
                self._below = _below(grid, heads, top, row, self._form)
            elif self._below and _parts_columns(grid, row):
                self._below.blocks = {}  # each column is parted in several, of which only one can be meant
            elif (
                self._below
                and not names_groups(grid, row, self._form)
                and self._figures(number, grid, row, self._below)
            ):
                top = row + 1
        self._settle(number, grid)

    def _settle(self, number: int, grid: Grid[T]) -> None:
        """Take the one row without a label under a head that has its figures in such a row."""
        rows, self._unlabelled = self._unlabelled, []
        below = self._below
        block = next((b for b in below.blocks if not b.rows[0].id), None) if below else None
        if below is None or block is None or not rows:
            return
        at = below.blocks[block].values()
        rows = [row for row in rows if len(grid.across(row)) > 1]  # one cell right across is a note
        texts = {row: [cell.text.strip() if (cell := grid.at(row, c)) else "" for c in at] for row in rows}
        # A row that counts the columns, 1 2 3 …, holds no figures, and neither does one of words.
        rows = [r for r in rows if texts[r] != [f"{n}" for n in range(1, len(at) + 1)]]
        rows = [r for r in rows if not any(WORDS.fullmatch(text) for text in texts[r])]
        this_year = [r for r in rows if any("本年" in cell.text for cell in grid.across(r))]
        filled = [r for r in rows if any(texts[r])]
        only = next((found for found in (rows, this_year, filled) if len(found) == 1), None)
        if only:
            self._note(number, only[0], block, block.rows[0], below, None)
        del below.blocks[block]

    def _figures(self, number: int, grid: Grid[T], row: int, below: Below[T]) -> bool:
        """Note the figures of a row; False where it is none of the form's rows."""
        first = min((at for c in below.blocks.values() for at in c.values()), default=0)
        labels = [c for c in grid.across(row) if c.column < first and bare(c.text)]
        label = label_of(labels, self._form) or label_of(grid.across(row), self._form)
        found = row_meant(label.text, self._form) if label else None
        if any(not block.rows[0].id for block in below.blocks):
            self._unlabelled += [] if found else [row]
            return True
        if label is None or found is None or found[0] not in below.blocks:
            if labels:
                self.strangers.append((labels[-1].text, Place(number, labels[-1])))
            return False
        block, line = found
        groups = {bare(cell.text) for cell in labels if cell is not label} & _row_groups(self._form)
        if groups - {bare(group) for group in line.label.under}:
            self.strangers.append((label.text, Place(number, label)))
            return False  # the 合计 of a group is not that of all
        self._note(number, row, block, line, below, label)
        return True

    def _note(
        self, number: int, row: int, block: Block, line: Line, below: Below[T], label: GridCell[T] | None
    ) -> None:
        cells = below.figures(row, block, label)
        all_cells = list(cells.values())
        for column, cell in cells.items():
            # A cell merged with another column or with the row above belongs to neither.
            if cell.row != row or all_cells.count(cell) > 1:
                continue
            id = block.cell(line, column).id
            if id not in self.places:
                self.places[id] = Place(number, cell)
            else:
                self.repeated.setdefault(id, []).append(Place(number, cell))
                self.twice |= {id} if self._under[id] is below.head else set()
            self._under[id] = below.head


def _below(grid: Grid[T], heads: Collection[int], top: int, bottom: int, form: Form) -> Below[T]:
    """The rows below the head that goes from `top` to `bottom`."""
    head = head_of(grid, max(top, bottom + 1 - _HIGHEST_HEAD), bottom, form)
    found = {block: head.columns(block) for block in head.blocks}
    return Below(
        grid, heads, head, {block: cols for block, cols in found.items() if len(cols) >= enough(block)}
    )
