"""What lists, letters and pages are made of."""

from collections.abc import Sequence
from typing import NamedTuple


class Paragraphs(NamedTuple):
    """Paragraphs under an optional heading."""

    heading: str
    lines: Sequence[str]


class Column(NamedTuple):
    """A column of a list: its head, its width in Chinese characters, whether it holds numbers."""

    head: str
    width: int
    number: bool = False


class List(NamedTuple):
    """A list: the name of its sheet, its title, its columns and rows, lines above the table.

    `looks` gives a row a colour: wrong, late, quiet, or none where it is empty. `sum` adds a row of live sums.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    above: Sequence[str] = ()
    looks: Sequence[str] = ()
    sum: bool = False

    def widths(self, room: float) -> list[float]:
        """The widths of the columns that fill a room."""
        whole = sum(column.width for column in self.columns)
        return [room * column.width / whole for column in self.columns]


class Side(NamedTuple):
    """A text of a body, to be shown beside others; `marks` are the parts (start and end) that all have."""

    name: str
    text: str
    marks: Sequence[tuple[int, int]] = ()

    @property
    def pieces(self) -> Sequence[tuple[str, str]]:
        """The text in pairs of an unmarked and a marked piece."""
        ends = [0, *(end for _, end in self.marks)]
        marks = (*self.marks, (len(self.text), len(self.text)))
        return [
            (self.text[at:start], self.text[start:end]) for at, (start, end) in zip(ends, marks, strict=True)
        ]


class Beside(NamedTuple):
    """Texts to be read side by side, under a title."""

    title: str
    sides: Sequence[Side]


class Bars(NamedTuple):
    """A bar chart: title, and for each bar its name, its value, and the value as text."""

    title: str
    bars: Sequence[tuple[str, float, str]]


class Count(NamedTuple):
    """A number in large type: its label, and its look (wrong, late, or none)."""

    name: str
    number: int
    look: str = ""
