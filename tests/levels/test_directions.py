"""Who copied from whom: where it is plain only the copier is told of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ndbg.app.levels.copies.alike import copies
from ndbg.report import Report
from tests.conftest import Run
from tests.levels.city import YEAR, changed, city
from tests.levels.office import Desk

COPIER, SOURCE = "云州市商务局", "云州市教育局"
_NOW, _LAST = city(120).now, city(120).last


def _took(sections: Mapping[str, str], figures: bool = False) -> Report:
    """The copier's report with sections of the other's, and perhaps its figures."""
    report = changed(_NOW[COPIER], {}, **sections)
    whole = {id: figure.value for id, figure in _NOW[SOURCE].figures.items()}
    return changed(report, whole) if figures else report


_ONE, _FIVE = (_NOW[SOURCE].prose[no].text for no in "一五")
_OWN_NAME = _ONE.replace(SOURCE, COPIER)


@pytest.mark.parametrize(
    ("copy", "source_last", "plain"),
    [
        (_took({"one": f"{_OWN_NAME}\n{SOURCE}党组多次研究。", "five": _FIVE}), _LAST[SOURCE], True),
        (_took({"one": _OWN_NAME}), changed(_LAST[SOURCE], one=_ONE), True),
        (_took({}, figures=True), _LAST[SOURCE], True),
        (_took({"one": _OWN_NAME}), _LAST[SOURCE], False),
    ],
    ids=[
        "the other's name is left in",
        "the other wrote so last year",
        "only the other's figures go on",
        "nothing tells",
    ],
)
def test_where_it_is_plain_who_copied_the_other_is_told_of_nothing(
    tmp_path: Path, run: Run, copy: Report, source_last: Report, plain: bool
) -> None:
    desk = Desk(tmp_path, (COPIER, SOURCE))
    desk.put({COPIER: _LAST[COPIER], SOURCE: source_last}, year=YEAR - 1)
    desk.take(YEAR - 1)
    desk.put({COPIER: copy, SOURCE: _NOW[SOURCE]})
    found = desk.take()
    assert copies(found).copied == ({COPIER: frozenset({SOURCE})} if plain else {})
    own_last = "Y505" in {one.code for one in found.findings(found.by_name[SOURCE])}
    said = desk.letters(found)
    assert (SOURCE in said) is (own_last or not plain)
    assert (COPIER in said.get(SOURCE, "")) is not plain
    assert ("像是抄来的" in said[COPIER]) is plain
    assert (f"和{COPIER}" in desk.faults(found).get(SOURCE, {}).values()) is not plain
    assert desk.faults(found)[COPIER]["内容雷同"] == f"和{SOURCE}"
    listed = run("alike", f"{tmp_path / '2024年'}").stdout
    assert (f"，像是{COPIER}抄来的" in listed) is plain


def test_a_title_with_a_former_name_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (), [f"云州市商务和投资局,云州市人民政府,{COPIER}"], "曾用名")
    desk.put({"年报": _NOW[COPIER]})
    found = desk.take()
    assert f"“云州市商务和投资局”的报告标题写的是曾用名“{COPIER}”" in found.notes
