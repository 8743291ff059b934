"""Any table, however it is drawn: no figure is ever read in the cell of another."""

import random
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ndbg.document.document import TableNode
from tests.read.fixed.drawing import Sheet, lay_out, pages

Draw = Callable[[Sheet, float, float, float, float], object]


def dotted(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    for at in range(int(max(x1 - x0, y1 - y0) / 2) + 1):
        x, y = (x0 + 2 * at, y0) if x1 > x0 else (x0, y0 + 2 * at)
        sheet.fill(x, y, x + 0.75, y + 0.75)


def dashed(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    length = max(x1 - x0, y1 - y0)
    for at in range(0, int(length), 6):
        end = min(at + 3, length)
        sheet.line(*((x0 + at, y0, x0 + end, y0) if x1 > x0 else (x0, y0 + at, x0, y0 + end)))


def doubled(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    for off in (0.0, 1.6):
        sheet.line(x0 + off * (x0 == x1), y0 + off * (y0 == y1), x1 + off * (x0 == x1), y1 + off * (y0 == y1))


BORDERS: dict[str, Draw] = {
    "lines": lambda sheet, *ends: sheet.line(*ends),
    "fills": lambda sheet, x0, y0, x1, y1: sheet.fill(x0 - 0.4, y0 - 0.4, x1 + 0.4, y1 + 0.4),
    "dots": dotted,
    "dashes": dashed,
    "double": doubled,
}


class Table:
    """A table of numbers, no two of them alike, drawn with some looks and by some chance."""

    def __init__(self, look: str, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311
        self.chance = chance
        self.columns, self.rows = chance.randint(2, 6), chance.randint(2, 7)
        self.xs = [chance.uniform(30, 80)]
        self.ys = [chance.uniform(40, 120)]
        for _ in range(self.columns):
            self.xs.append(self.xs[-1] + chance.uniform(30, 55))
        for _ in range(self.rows):
            self.ys.append(self.ys[-1] + chance.uniform(19, 40))
        numbers = chance.sample(range(1000), self.columns * self.rows)
        self.numbers = {
            number: (row, column)
            for (row, column), number in zip(
                ((row, column) for row in range(self.rows) for column in range(self.columns)),
                numbers,
                strict=True,
            )
        }
        self.sides = [(x0, y, x1, y) for y in self.ys for x0, x1 in pairwise(self.xs)]
        self.sides += [(x, y0, x, y1) for x in self.xs for y0, y1 in pairwise(self.ys)]
        self.look = BORDERS[look]

    def with_levels(self) -> "Table":
        """The table without its uprights, each level line in one piece or in pieces."""
        self.sides = [side for side in self.sides if side[1] == side[3]]
        if self.chance.random() < 0.5:
            self.sides = [(self.xs[0], y, self.xs[-1], y) for y in self.ys]
        return self

    def drawn(self, gone: int = 0) -> Sheet:
        """The table on a sheet turned by chance, some sides of its cells left out."""
        sheet = Sheet(turned=self.chance.randrange(4))
        if self.chance.random() < 0.5:
            for row in range(self.rows):
                sheet.fill(
                    self.xs[0], self.ys[row], self.xs[-1], self.ys[row + 1], shade=255 - 20 * (row % 2)
                )
        for side in self.chance.sample(self.sides, len(self.sides) - gone):
            self.look(sheet, *side)
        for number, (row, column) in self.numbers.items():
            size = self.chance.choice((9.0, 10.5))
            wide = size * len(f"{number}") / 2
            room = self.xs[column + 1] - self.xs[column] - wide
            x = self.xs[column] + self.chance.uniform(2, max(room - 2, 2))
            y = (self.ys[row] + self.ys[row + 1]) / 2 + 0.35 * size + self.chance.uniform(-2, 2)
            sheet.write(f"{number}", x, y, size)
        return sheet


Cells = list[tuple[str, set[tuple[int, int]]]]


def read(sheet: Sheet) -> Iterator[Cells]:
    """The cells of each table: their texts, and the positions that each covers."""
    for node in lay_out(pages(sheet)):
        if isinstance(node, TableNode):
            rows = node.grid.rows
            yield [
                (
                    cell.text,
                    {(r, c) for r, row in enumerate(rows) for c, one in enumerate(row) if one is cell},
                )
                for cell in dict.fromkeys(cell for row in rows for cell in row if cell)
            ]


@settings(max_examples=25)
@given(look=st.sampled_from(sorted(BORDERS)), seed=st.integers(0, 1 << 32))
def test_every_figure_is_read_in_its_own_cell(look: str, seed: int) -> None:
    table = Table(look, seed)
    (cells,) = read(table.drawn())
    assert {int(text): places for text, places in cells} == {
        number: {place} for number, place in table.numbers.items()
    }


@settings(max_examples=25)
@given(look=st.sampled_from(("lines", "fills")), seed=st.integers(0, 1 << 32), gone=st.integers(0, 6))
def test_where_only_level_lines_are_drawn_no_figure_is_read_for_another(
    look: str, seed: int, gone: int
) -> None:
    table = Table(look, seed).with_levels()
    for cells in read(table.drawn(min(gone, len(table.sides)))):
        in_order(table, cells)


@settings(max_examples=25)
@given(look=st.sampled_from(sorted(BORDERS)), seed=st.integers(0, 1 << 32), gone=st.integers(1, 6))
@example(look="dashes", seed=14, gone=5)  # parts of it that no side holds together any more
def test_where_sides_of_cells_are_missing_no_figure_is_read_for_another(
    look: str, seed: int, gone: int
) -> None:
    table = Table(look, seed)
    for cells in read(table.drawn(gone)):
        in_order(table, cells)


@pytest.mark.parametrize("look", sorted(BORDERS))
def test_most_tables_in_which_some_sides_are_missing_are_read(look: str) -> None:
    without_sides = [any(read(Table(look, seed).drawn(4))) for seed in range(8)]
    assert sum(without_sides) >= 6


@pytest.mark.parametrize("look", ["lines", "fills"])
def test_most_tables_of_level_lines_are_read(look: str) -> None:
    of_levels = [any(read(Table(look, seed).with_levels().drawn())) for seed in range(8)]
    assert sum(of_levels) >= 6


def in_order(table: Table, cells: Cells) -> None:
    """Hold that figures stand in the rows and columns of a table that was read as they do in that drawn."""
    found = [(table.numbers[int(text)], min(places)) for text, places in cells if text.isdigit()]
    for axis in (0, 1):
        true = [place[axis] for place, _ in sorted(found, key=lambda both: (both[1][axis], both[0][axis]))]
        assert true == sorted(true)
