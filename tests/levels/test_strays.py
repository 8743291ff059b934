"""Files that count for nobody: another's report under one's own name, what came too early or too late, broken files."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ndbg.app.levels.copies.comparison import copies
from ndbg.app.levels.status.ledger import lines
from ndbg.app.levels.status.model import StrayKind
from ndbg.app.levels.sums.merge import add_up
from ndbg.report import Report
from tests.conftest import Run
from tests.levels.city import TOP, changed, city, written
from tests.levels.office import Desk

CIVIL, FINANCE = "云州市民政局", "云州市财政局"
_NOW, _LAST = city(120).now, city(120).last
_BUDGET = f"{CIVIL}2025年部门预算\n\n一、收支总表\n\n本年收入合计3000万元。\n".encode()


def test_anothers_report_under_ones_own_name_is_no_report_of_ones_own(tmp_path: Path, run: Run) -> None:
    """The other has sent it too, as a workbook, which may hold the figures alone; it is blamed for nothing."""
    desk = Desk(tmp_path, (CIVIL, FINANCE))
    desk.put({CIVIL: _NOW[FINANCE], f"{FINANCE}2024": _NOW[FINANCE]})
    found = desk.take()
    assert [entry.body.name for entry in found.missing] == [CIVIL]
    told = f"交来的“{CIVIL}.md”像是“{FINANCE}”的，标题写的是它"
    assert f"缺报：{CIVIL}：{told}" in [*lines(found)]
    assert desk.letters(found).keys() == {CIVIL}
    assert desk.faults(found) == {CIVIL: {"不按时": f"交来的像是“{FINANCE}”的，标题写的是它"}}
    assert copies(found).nothing
    total = add_up(found)
    assert [*total.obstacles()] == [f"缺报 1 家：{CIVIL}（{told}）"]
    assert run("merge", f"{tmp_path / '2024年'}", "-o", f"{tmp_path / '新.toml'}").returncode == 1


def test_the_same_figures_in_other_words_are_another_ones_report_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (CIVIL, FINANCE))
    desk.put({CIVIL: changed(_NOW[FINANCE], five="一稿里这样写着。"), FINANCE: _NOW[FINANCE]})
    assert [entry.body.name for entry in desk.take().missing] == [CIVIL]


def test_ones_own_report_below_anothers_title_stays_ones_own(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (CIVIL, FINANCE))
    desk.put({CIVIL: replace(_NOW[CIVIL], agency=FINANCE), FINANCE: _NOW[FINANCE]})
    assert desk.take().missing == ()


def test_a_file_that_counts_for_the_body_of_its_title_is_told_to_the_body_of_its_name(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (CIVIL, FINANCE))
    desk.put({CIVIL: _NOW[FINANCE]})
    found = desk.take()
    (missing,) = found.missing
    assert missing.remarks == (f"交来的“{CIVIL}.md”像是“{FINANCE}”的，标题写的是它",)


@pytest.mark.parametrize("kind", [StrayKind.UNREADABLE, StrayKind.OTHER_YEAR])
def test_what_could_not_be_used_is_no_longer_listed_once_the_body_has_reported(
    tmp_path: Path, kind: StrayKind
) -> None:
    bad: bytes | Report = b"PK\x03\x04" if kind is StrayKind.UNREADABLE else _LAST[CIVIL]
    desk = Desk(tmp_path, (CIVIL,))
    desk.put({f"{CIVIL}.docx" if isinstance(bad, bytes) else CIVIL: bad}, datetime(2025, 1, 22))
    assert len(desk.take().strays_of(kind)) == 1
    desk.put({f"{CIVIL}年报": _NOW[CIVIL]})
    found = desk.take()
    assert (found.strays, found.missing) == ((), ())
    assert found.by_name[CIVIL].remarks[0].endswith("，没有用")
    assert "读不出" not in "".join(lines(found)).replace("读不出 0", "")


def test_what_cannot_be_read_and_may_be_meant_to_count_stays_listed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (CIVIL,))
    desk.put({CIVIL: _NOW[CIVIL], f"{CIVIL}修改稿.docx": b"PK\x03\x04"})
    assert len(desk.take().strays_of(StrayKind.UNREADABLE)) == 1


def test_a_report_of_a_body_of_other_years_is_told_by_these_and_by_its_heir(tmp_path: Path) -> None:
    lines = [f"{CIVIL},{TOP},,2023,", f"{FINANCE},{TOP},,,{CIVIL}", f"云州市新局,{TOP},2025,,"]
    desk = Desk(tmp_path, (), lines, "起,止,承接自")
    desk.put({CIVIL: _NOW[CIVIL], FINANCE: _NOW[FINANCE], "新局": replace(_NOW[CIVIL], agency="云州市新局")})
    assert {stray.why for stray in desk.take().strays} == {
        f"名册里“{CIVIL}”只报到 2023 年，由“{FINANCE}”承接",
        "名册里“云州市新局”从 2025 年起才报",
    }


def test_a_report_of_a_government_without_a_line_of_its_own_is_told(tmp_path: Path) -> None:
    county = next(name for name in city(120).below if name not in ("", TOP))
    desk = Desk(tmp_path, (CIVIL,), [f"{city(120).below[county][0]},{county},"])
    desk.put({county: _NOW[county]})
    (stray,) = desk.take().strays
    assert stray.why == f"名册里只在“上级”一列写了“{county}”，没有它自己的一行"


def test_another_document_among_the_reports_is_told_as_what_it_is_and_asked_of_nobody(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (CIVIL, FINANCE))
    desk.put({CIVIL: _NOW[CIVIL], f"{FINANCE}2025年部门预算.txt": _BUDGET})
    found = desk.take()
    (stray,) = found.strays
    assert (stray.kind, stray.body) == (StrayKind.OTHER, "")
    assert "像是预算、决算公开的材料" in stray.why
    assert (desk.letters(found), desk.faults(found)) == ({}, {FINANCE: {"不按时": "没有报送"}})


def test_another_document_that_is_called_the_report_is_told_to_the_body_of_its_name(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (CIVIL, FINANCE))
    files = {f"{name}2024年政府信息公开工作年度报告.txt": _BUDGET for name in (CIVIL, FINANCE)}
    desk.put({f"{CIVIL}年报": _NOW[CIVIL], **files})
    found = desk.take()
    (missing,) = found.missing
    (told,) = missing.remarks
    assert told.startswith(f"交来的“{FINANCE}2024年政府信息公开工作年度报告.txt”不是年度报告：")
    assert "像是预算、决算公开的材料" in told
    letters = desk.letters(found)
    assert letters.keys() == {FINANCE}
    assert f"“{FINANCE}2024年政府信息公开工作年度报告.txt”：不是年度报告：" in letters[FINANCE]
    assert desk.faults(found)[FINANCE]["不按时"].startswith("交来的不是年度报告")
    assert found.by_name[CIVIL].remarks[0].endswith("，没有用")


def test_a_body_that_owes_no_report_is_returned_none(tmp_path: Path, run: Run) -> None:
    wrong = changed(_NOW[CIVIL], {"review.reconsideration.total": 999})
    desk = Desk(tmp_path, (FINANCE,), [f"{CIVIL},{TOP},不报（垂直管理）"], "报告")
    desk.put({CIVIL: wrong, FINANCE: _NOW[FINANCE]})
    found = desk.take()
    assert (desk.letters(found), desk.faults(found), found.wrong) == ({}, {}, ())


def test_of_equal_reports_that_in_word_is_taken_which_can_be_returned_with_comments(tmp_path: Path) -> None:
    report = changed(_NOW[CIVIL], {"review.reconsideration.total": 999})
    files = {f"{CIVIL}.{suffix}": written(report, way) for suffix, way in _FORMATS.items()}
    desk = Desk(tmp_path, (CIVIL,))
    desk.put(files)
    current = desk.take().by_name[CIVIL].current
    assert current
    assert current.path.endswith(f"{CIVIL}.docx")


_FORMATS = {"docx": "official.docx", "html": "page.html", "xlsx": "book.xlsx", "md": "text.md"}
