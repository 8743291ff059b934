"""A government's report that was added up of something else than those of its bodies: its letter names what was added."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ndbg.report import Report
from tests.levels.city import OFFICE, TOP, Figures, changed, city, total
from tests.levels.office import Desk

_CITY = city(120)
_NOW = _CITY.now
FIRST, SECOND, OUTSIDER = "云州市教育局", "云州市民政局", "云州市园林绿化中心"
COUNTY = next(name for name, below in _CITY.below.items() if name not in ("", TOP) and len(below) > 3)
OF_COUNTY = tuple(_CITY.below[COUNTY])[:3]


def _figures(report: Report) -> Figures:
    return {id: figure.value for id, figure in report.figures.items()}


def _added(*names: str) -> Figures:
    return total([_figures(REPORTS[name]) for name in names])


REPORTS = {name: _NOW[name] for name in (OFFICE, FIRST, SECOND, *OF_COUNTY)}
REPORTS[OUTSIDER] = replace(_NOW["云州市商务局"], agency=OUTSIDER)
REPORTS[COUNTY] = changed(_NOW[COUNTY], _added(*OF_COUNTY))
# What two bodies had sent before what counts, with less in one table or in two.
DRAFTS = {
    FIRST: {"disclosure.licences.decisions": 3, "disclosure.penalties.decisions": 4},
    SECOND: {"requests.new.natural_person": 90, "requests.new.total": 90, "disclosure.licences.decisions": 7},
}
_FIRST_DRAFT, _SECOND_DRAFT = (_figures(changed(REPORTS[name], figures)) for name, figures in DRAFTS.items())
_RIGHT = (OFFICE, FIRST, SECOND, COUNTY)
_MISTYPED = _added(OFFICE, SECOND, COUNTY)
_MISTYPED["disclosure.penalties.decisions"] += 100

CASES: dict[str, tuple[Figures, Sequence[str]]] = {
    "an earlier draft": (
        total([_added(OFFICE, SECOND, COUNTY), _FIRST_DRAFT]),
        [f"“{FIRST}”用的是先前报送的稿（不是现在用的这一份）"],
    ),
    "the drafts of two": (
        total([_added(OFFICE, COUNTY), _FIRST_DRAFT, _SECOND_DRAFT]),
        [
            f"“{FIRST}”用的是先前报送的稿（不是现在用的这一份），“{SECOND}”用的是先前报送的稿（不是现在用的这一份）"
        ],
    ),
    "the office of a county alone": (
        _added(OFFICE, FIRST, SECOND, OF_COUNTY[0]),
        [f"“{COUNTY}”只加了它办公室一家的"],
    ),
    "one that the roster does not have": (_added(*_RIGHT, OUTSIDER), [f"多加了名册外的“{OUTSIDER}”"]),
    "one left out and a figure mistyped": (
        _MISTYPED,
        [f"漏加了“{FIRST}”", f"“行政处罚”：除了“{FIRST}”的差数，“本年处理决定数量”还多 100"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_was_added_instead_is_named_once(tmp_path: Path, case: str) -> None:
    lines = [f"{OFFICE},{TOP},本机关", f"{COUNTY},{TOP},县区", f"{OF_COUNTY[0]},{COUNTY},本机关"]
    lines += [f"{name},{COUNTY}," for name in OF_COUNTY[1:]]
    desk = Desk(tmp_path, (FIRST, SECOND), lines, "类别")
    desk.put({name: changed(REPORTS[name], figures) for name, figures in DRAFTS.items()})
    figures, told = CASES[case]
    revised = {f"{name}修改稿": REPORTS[name] for name in DRAFTS}
    others = {name: report for name, report in REPORTS.items() if name not in DRAFTS}
    desk.put({**revised, **others, TOP: changed(_NOW[TOP], figures)})
    letters = desk.letters(desk.take())
    assert letters.keys() == {TOP}
    for words in told:
        assert words in letters[TOP]
    assert letters[TOP].count("与下级之和不符") + letters[TOP].count("除了") == len(told)


def test_a_draft_that_was_replaced_under_the_same_name_is_known_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (FIRST, SECOND), [f"{OFFICE},{TOP},本机关"], "类别")
    sums = total([_FIRST_DRAFT, _added(OFFICE, SECOND)])
    desk.put({FIRST: changed(REPORTS[FIRST], DRAFTS[FIRST]), TOP: changed(_NOW[TOP], sums)})
    desk.put({name: REPORTS[name] for name in (OFFICE, SECOND)})
    assert desk.letters(desk.take()) == {}
    desk.put({FIRST: REPORTS[FIRST]}, datetime(2025, 1, 22))
    told = desk.letters(desk.take())[TOP]
    assert f"“{FIRST}”用的是先前报送的稿（不是现在用的这一份）" in told
