"""Who copied from whom: where it is plain only the copier is told of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ndbg.app.levels.copies.comparison import copies
from ndbg.report import Report
from tests.conftest import Run
from tests.levels.city import TOP, YEAR, changed, city
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
    wait = "" if plain else "，谁抄谁待说明"
    assert (f"和{COPIER}{wait}" in desk.faults(found).get(SOURCE, {}).values()) is not plain
    assert desk.faults(found)[COPIER]["内容雷同"] == f"和{SOURCE}{wait}"
    listed = run("alike", f"{tmp_path / '2024年'}").stdout
    assert (f"，像是{COPIER}抄来的" in listed) is plain


@pytest.mark.parametrize("figures", [False, True], ids=["text", "figures"])
def test_where_nothing_tells_who_copied_it_is_told_who_came_first(tmp_path: Path, figures: bool) -> None:
    desk = Desk(tmp_path, (COPIER, SOURCE))
    copy = _took({} if figures else {"one": _OWN_NAME}, figures)
    desk.put({f"1月24日{COPIER}": copy, f"1月9日{SOURCE}": _NOW[SOURCE]})
    found = desk.take()
    said = desk.letters(found)
    order = f"；收到的先后：“{SOURCE}”1月9日、“{COPIER}”1月24日"
    assert (order in said[SOURCE], order in said[COPIER]) == (True, True)
    assert desk.faults(found)[COPIER]["内容雷同"] == f"和{SOURCE}（先交），谁抄谁待说明"
    assert desk.faults(found)[SOURCE]["内容雷同"] == f"和{COPIER}（后交），谁抄谁待说明"
    for told in said.values():
        assert "同，是自己的请说明，不用改；" in told
        assert "说明雷同的地方是不是抄来的；抄来的，改正后重新报送；自己的，不用重新报送。" in told


@pytest.mark.parametrize("days", [("1月9日", "1月9日"), ("", "1月9日")], ids=["on one day", "unknown"])
def test_an_order_that_is_not_known_is_not_told(tmp_path: Path, days: tuple[str, str]) -> None:
    late = datetime(2025, 3, 9)  # the time of a copy, which is no day of receipt
    desk = Desk(tmp_path, (), [f"{name},{TOP},1月26日" for name in (COPIER, SOURCE)], "报送期限")
    desk.put({f"{days[0]}{COPIER}": _took({"one": _OWN_NAME}), f"{days[1]}{SOURCE}": _NOW[SOURCE]}, late)
    found = desk.take()
    assert "先后" not in "".join(desk.letters(found).values())
    assert desk.faults(found)[COPIER]["内容雷同"] == f"和{SOURCE}，谁抄谁待说明"


@pytest.mark.parametrize(
    ("name", "former", "title", "told"),
    [
        ("云州市商务和投资局", COPIER, COPIER, ""),
        ("云州市商务和投资局", "", COPIER, "，名册里没有这个名称，按文件名算"),
        (COPIER, "市商务局", "市商务局", None),
        ("云州市人民政府侨务办公室", "云州市侨务办公室", "云州市侨务办公室", None),
    ],
    ids=["a former name", "nearly its name", "a short name", "without 人民政府"],
)
def test_a_title_with_another_name_is_told_in_the_letter_too(
    tmp_path: Path, name: str, former: str, title: str, told: str | None
) -> None:
    desk = Desk(tmp_path, (), [f"{name},{TOP},{former}"], "曾用名")
    desk.put({f"{name}年报": replace(_NOW[COPIER], agency=title)})
    found = desk.take()
    (entry,) = found.received
    assert entry.remarks == (() if told is None else (f"标题写的是“{title}”{told}",))
    assert (f"“{name}”的报告标题写的是“{title}”{told}" in found.notes) is (told is not None)
    said = desk.letters(found).get(name, "")
    assert (f"标题写的是“{title}”，应写现在的全称“{name}”" in said) is (told is not None)
    assert (name in desk.faults(found)) is (told is not None)


def test_who_left_in_the_place_of_the_other_copied_from_it(tmp_path: Path) -> None:
    source, copier = "青山区教育局", "白水县教育局"
    one = _NOW[source].prose["一"].text.replace(source, "本局")
    own = changed(_NOW[source], one=one)
    copy = changed(_NOW[copier], one=f"{one}\n青山区的各中小学同步执行。")
    desk = Desk(tmp_path, (), [f"{name},{name[:3]}人民政府," for name in (source, copier)])
    desk.put({source: own, copier: copy})
    assert copies(desk.take()).copied == {copier: frozenset({source})}
