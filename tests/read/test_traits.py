"""Tables as offices lay them out, in every format: what is read is right, and what is not sure is not read."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ndbg.read import read
from ndbg.report import Report
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


@settings(max_examples=60)
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
