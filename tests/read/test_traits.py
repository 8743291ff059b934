"""Tables as offices lay them out, in every format: what is read is right, and what is not sure is not read."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.read import read
from ndbg.report import Report
from tests.forms import Box
from tests.official import FORM_2021
from tests.read import layouts
from tests.read.layouts import FORMATS, REPORT, TRAITS


def reading(folder: Path, format: str, data: bytes) -> Report:
    path = folder / f"年报.{format}"
    path.write_bytes(data)
    return read(path)


def wrong(report: Report) -> dict[str, object]:
    return {id: f.value for id, f in report.figures.items() if f.value != REPORT.figures[id].value}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", TRAITS)
def test_a_table_with_a_trait_is_read(tmp_path: Path, name: str, format: str) -> None:
    report = reading(tmp_path, format, FORMATS[format](layouts.drawn(name)))
    assert wrong(report) == {}
    lost = {id for id in FORM_2021.cells if id.startswith(TRAITS[name].lost)} if TRAITS[name].lost else set()
    assert FORM_2021.cells.keys() - report.figures.keys() <= lost


def without(row: int, at: int) -> layouts.Change:
    """A table that has lost one cell."""
    return lambda rows: [[b for n, b in enumerate(r) if (i, n) != (row, at)] for i, r in enumerate(rows)]


def larger(row: int, at: int, *, high: int = 1, wide: int = 1) -> layouts.Change:
    """A table in which one cell covers more."""
    return lambda rows: [
        [replace(b, rows=high, columns=wide) if (i, n) == (row, at) else b for n, b in enumerate(r)]
        for i, r in enumerate(rows)
    ]


def pushed(row: int, at: int) -> layouts.Change:
    """A table with a blank cell too much."""
    return lambda rows: [[*r[:at], Box(""), *r[at:]] if i == row else r for i, r in enumerate(rows)]


# A trait, the section, and what became of its table.
DAMAGED: dict[str, tuple[str, str, Sequence[layouts.Change]]] = {
    "the total first, without its name": ("总计 first", "三", [without(1, 0)]),
    "the total first, 自然人 lost": ("总计 first", "三", [without(1, 1)]),
    "one figure lost, another over two columns": ("", "三", [larger(4, 6, wide=2), without(4, 4)]),
    "one figure lost, one of the row above reaching down": ("", "三", [larger(3, 2, high=2), without(4, 3)]),
    "a figure below the remarks": ("a blank column for remarks", "三", [pushed(4, 2), without(4, 9)]),
    "a number of the columns reaching down to the figures": (
        "a row that counts the columns",
        "四",
        [larger(3, 7, high=2), without(4, 9)],
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_in_a_damaged_table_no_figure_takes_anothers_place(tmp_path: Path, name: str) -> None:
    trait, no, changes = DAMAGED[name]
    found = layouts.drawn(*filter(None, [trait]))
    for change in changes:
        found[no] = [change(rows) for rows in found[no]]
    assert wrong(reading(tmp_path, "html", layouts.as_page(found))) == {}


TORN = ("cell", "rows", "columns", "figure")
BY_SECTION = [st.sampled_from(["", *(n for n, t in TRAITS.items() if t.section == no)]) for no in "二三四"]


def torn(names: tuple[str, ...], tears: dict[int, str]) -> dict[str, list[layouts.Rows]]:
    """Tables with some traits, from which cells, or spans of cells, are torn, or whose figures are blank."""
    found = layouts.drawn(*filter(None, names))
    rows = [row for parts in found.values() for table in parts for row in table]
    boxes = [(row, at) for row in rows for at in range(len(row))]
    for number, how in sorted({n % len(boxes): how for n, how in tears.items()}.items(), reverse=True):
        row, at = boxes[number]
        if how == "cell":
            del row[at]
        elif how == "figure":
            row[at] = replace(row[at], figure="", text="") if row[at].figure else row[at]
        else:
            row[at] = replace(row[at], rows=1) if how == "rows" else replace(row[at], columns=1)
    return found


@given(
    st.tuples(*BY_SECTION),
    st.dictionaries(st.integers(0, 5000), st.sampled_from(TORN), max_size=5),
)
def test_no_figure_takes_anothers_place(
    tmp_path_factory: pytest.TempPathFactory, names: tuple[str, ...], tears: dict[int, str]
) -> None:
    # Only a page can be torn like this: what draws the others takes the first row for the width of all.
    report = reading(tmp_path_factory.mktemp("torn"), "html", layouts.as_page(torn(names, tears)))
    assert wrong(report) == {}
