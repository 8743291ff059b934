"""Tables drawn with + - | in text, as pandoc writes those with merged cells."""

from collections.abc import Callable
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from ndbg.report import Report
from tests import forms
from tests.read.test_text import REPORT, Boxes, assert_whole, read_text, shown, text

WIDE = 11  # places of a column, its right edge included


def padded(words: str, width: int, wide: str) -> str:
    return words + " " * (width - sum(2 if east_asian_width(sign) in wide else 1 for sign in words))


def parts(words: str, width: int) -> list[str]:
    return [words[at : at + width] for at in range(0, len(words), width)]


def ruled(table: Boxes, wide: str = "WFA") -> list[str]:
    """A table as pandoc draws it; characters of the classes `wide` take two places."""
    full = "+" + f"{'-' * (WIDE - 1)}+" * sum(box.columns for box in table[0])
    out = [full]
    grid = forms._grid(table)
    for at, row in enumerate(grid):
        if at:
            edges = "".join((" " if not new else "-") * (box.columns * WIDE - 1) + "+" for box, new in row)
            dashes = {n for n, sign in enumerate(f"+{edges}") if sign == "-"}
            out.append(
                "".join("+" if sign == "+" else "-" if n in dashes else " " for n, sign in enumerate(full))
            )
        pieces = [parts(shown(box), (box.columns * WIDE - 3) // 2) if new else [] for box, new in row]
        for line in range(max(1, *map(len, pieces))):
            cells = (
                padded(f" {said[line] if line < len(said) else ''}", box.columns * WIDE - 1, wide)
                for said, (box, _) in zip(pieces, row, strict=True)
            )
            out.append(f"|{'|'.join(cells)}|")
    return [*out, full]


def markdown(change: Callable[[list[str]], list[str]] = list, wide: str = "WFA") -> str:
    return text(tabbed=False, lines=lambda table: change(ruled(table, wide)))


def read_with(folder: Path, change: Callable[[list[str]], list[str]]) -> Report:
    return read_text(folder, markdown(change), "年报.md")


@pytest.mark.parametrize("wide", ["WF", "WFA"])
def test_a_whole_report_is_read(tmp_path: Path, wide: str) -> None:
    assert_whole(read_text(tmp_path, markdown(wide=wide), "年报.md"))


def test_a_figure_tells_its_line(tmp_path: Path) -> None:
    content = markdown()
    figures = read_text(tmp_path, content, "年报.md").figures
    assert figures.keys() == REPORT.figures.keys()
    for id, figure in figures.items():
        line = content.split("\n")[(figure.origin.line or 0) - 1]
        assert f" {REPORT.figures[id].text} " in line


def without_figure(lines: list[str]) -> list[str]:
    """The last row without its third cell, and so shorter than the others."""
    *others, row, end = lines
    cells = row.split("|")
    return [*others, "|".join([*cells[:3], *cells[4:]]), end]


def moved_edge(lines: list[str]) -> list[str]:
    """The edges of the last row a place further to the right than those of the table."""
    *others, row, end = lines
    return [*others, f"| {row[1:-2]}|" if row.endswith(" |") else row, end]


def without_end(lines: list[str]) -> list[str]:
    return lines[:-1]


@pytest.mark.parametrize(("change", "least"), [(without_figure, 42), (moved_edge, 175), (without_end, 64)])
def test_of_a_drawing_that_is_not_plain_no_figure_takes_anothers_place(
    tmp_path: Path, change: Callable[[list[str]], list[str]], least: int
) -> None:
    figures = read_with(tmp_path, change).figures
    assert len(figures) >= least
    for id, figure in figures.items():
        assert figure.text == REPORT.figures[id].text
