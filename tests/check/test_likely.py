"""Where several findings agree on one cell, it is named with what would settle them all."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from ndbg.check import Result, check
from ndbg.report import Figure, Prose
from ndbg.show.findings_json import result_json
from ndbg.show.markdown import markdown
from ndbg.show.plain import plain
from tests.check.case import last_report, right_figures, right_report

RIGHT = right_figures()
NEW, GRANTED = "requests.new.total", "requests.granted.natural_person"
PROSE = f"全年新收政府信息公开申请{RIGHT[NEW]}件。"


def result(changes: Mapping[str, int], prose: str = PROSE) -> Result:
    report = right_report()
    figures = {**report.figures, **{id: Figure(RIGHT[id] + by) for id, by in changes.items()}}
    return check(
        replace(report, figures=figures, prose={**report.prose, "一": Prose(prose, prose)}), last_report()
    )


FOUND: dict[str, tuple[dict[str, int], tuple[str, ...]]] = {
    "a part": ({GRANTED: 3}, ("T301", "T303")),
    "the total of a row": ({NEW: 7}, ("T302", "T303", "X601")),
    "the total of a column": ({"requests.results_total.enterprise": -1}, ("T301", "T302", "T303")),
    "what was carried over": ({"requests.carried_in.natural_person": 5}, ("T302", "T303", "Y501")),
}


@pytest.mark.parametrize(("changes", "codes"), FOUND.values(), ids=FOUND)
def test_the_cell_that_is_wrong_is_named(changes: dict[str, int], codes: tuple[str, ...]) -> None:
    (likely,) = result(changes).likely
    ((id, by),) = changes.items()
    assert (likely.cell.id, likely.value, likely.suggested) == (id, RIGHT[id] + by, RIGHT[id])
    assert set(likely.codes) == set(codes)


def test_two_cells_apart_are_both_named() -> None:
    found = result({GRANTED: 3, "requests.partial.enterprise": 2}).likely
    assert [(x.cell.id, x.suggested) for x in found] == [
        (GRANTED, RIGHT[GRANTED]),
        ("requests.partial.enterprise", RIGHT["requests.partial.enterprise"]),
    ]


OPEN: dict[str, dict[str, int]] = {
    "nothing wrong": {},
    "one sum alone, in which every figure may be wrong": {"review.reconsideration.upheld": 1},
    "figures swapped in a row": {GRANTED: 3, "requests.granted.enterprise": -3},
    "two in one row by other amounts": {GRANTED: 3, "requests.granted.enterprise": 4},
}


@pytest.mark.parametrize("changes", OPEN.values(), ids=OPEN)
def test_where_it_is_open_no_cell_is_named(changes: dict[str, int]) -> None:
    named = {likely.cell.id for likely in result(changes).likely}
    assert named <= changes.keys()
    if len(changes) < 2:
        assert named == set()


def test_it_is_the_first_thing_that_is_told() -> None:
    report = right_report()
    found = result({NEW: 7})
    said = (
        "最可能错的是这一格：第三部分表格“一、本年新收政府信息公开申请数量”行“总计”列"
        f"填了 {RIGHT[NEW] + 7}，如果是 {RIGHT[NEW]}，3 处（T302、T303、X601）就都对上了"
    )
    assert plain(report, found).split("\n")[0] == f"data.toml: {said}"
    assert f"**{said}**" in markdown(report, found)
    (likely,) = result_json(Path("data.toml"), found)["likely"]
    assert (likely["cell"], likely["value"], likely["suggested"]) == (NEW, RIGHT[NEW] + 7, RIGHT[NEW])
    assert likely["message"] == said
    assert "likely" not in result_json(Path("data.toml"), result({}))
