"""What came after the report that counts and cannot be read, and reports with another year in their title or content."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from ndbg.app.levels.status.model import State, StrayKind
from ndbg.report import Prose, Report
from tests.conftest import EXAMPLES, Run
from tests.levels.city import OFFICE, TOP, YEAR, changed, city, written
from tests.levels.office import Desk

CIVIL = "云州市民政局"
_NOW, _LAST = city(120).now, city(120).last
_BROKEN = b"PK\x03\x04 cut off"
_WRONG = changed(_NOW[CIVIL], {"review.reconsideration.total": 999})


@pytest.mark.parametrize("first", [_WRONG, _NOW[CIVIL]], ids=["with an error", "right"])
def test_a_revision_that_cannot_be_read_is_asked_for_again_and_what_it_replaces_is_not_used_silently(
    tmp_path: Path, run: Run, first: Report
) -> None:
    desk = Desk(tmp_path, (CIVIL,), [f"{OFFICE},{TOP},本机关"], "类别")
    desk.put({CIVIL: first, OFFICE: _NOW[OFFICE]})
    assert (CIVIL in desk.letters(desk.take())) is (first is _WRONG)
    desk.put({f"{CIVIL}（修改稿）.docx": _BROKEN}, datetime(2025, 2, 5))
    found = desk.take()
    letter = desk.letters(found)[CIVIL]
    assert f"“{CIVIL}（修改稿）.docx”" in letter.split("总计")[0]
    assert f"先前报送的“{CIVIL}.md”" in letter
    notice = desk.faults(found)[CIVIL]["不准确"]
    assert notice.endswith("后来交来的文件读不出，仍按先前的")
    store = f"{tmp_path / '2024年'}"
    assert "已报，后来的文件用不了" in (tmp_path / "2024年" / "ledger.csv").read_text(encoding="utf-8")
    assert "return" in run("collect", store, "--status").stdout.split("下一步：")[1]
    merged = run("merge", store, "-o", f"{tmp_path / '新.toml'}")
    assert merged.returncode == 1
    assert f"后来交来的文件用不了、只能加先前的数 1 家：{CIVIL}" in merged.stdout
    desk.put({f"{TOP}.md": _NOW[TOP]})
    told = run("check", f"{tmp_path / '收件' / TOP}.md", "--below", store)
    assert f"“{CIVIL}”后来交来的文件读不出" in told.stderr
    desk.put({f"{CIVIL}（修改稿二）": _NOW[CIVIL]}, datetime(2025, 2, 6))
    found = desk.take()
    assert (found.by_name[CIVIL].replacing, CIVIL in desk.letters(found)) == ((), False)


def test_a_report_whose_tables_are_pictures_is_none_and_its_letter_says_so(tmp_path: Path) -> None:
    document = Document(io.BytesIO(written(_NOW[CIVIL])))
    for table in document.tables:
        table._tbl.getparent().remove(table._tbl)  # type: ignore[union-attr]
    document.add_picture(f"{EXAMPLES / 'suqian-2024.png'}")
    document.save(out := io.BytesIO())
    desk = Desk(tmp_path, (CIVIL,))
    desk.put({f"{CIVIL}.docx": out.getvalue()})
    found = desk.take()
    assert found.by_name[CIVIL].state is State.UNREADABLE
    assert "文件里的表格是图片" in desk.letters(found)[CIVIL]


def test_after_a_return_what_cannot_be_read_is_not_told_as_not_mended(tmp_path: Path, run: Run) -> None:
    desk = Desk(tmp_path, (CIVIL,))
    desk.put({CIVIL: _WRONG})
    desk.take()
    run("return", f"{tmp_path / '2024年'}", "-o", f"{tmp_path / '退回'}", "--term", "2-10")
    before = desk.faults(desk.take())[CIVIL]
    desk.put({f"{CIVIL}年报.docx": _BROKEN}, datetime(2025, 2, 5))
    after = desk.faults(desk.take())[CIVIL]
    assert ("没有改" in f"{before}", "没有改" in f"{after}") == (True, False)


ALONG: Mapping[str, tuple[str, Report | bytes]] = {
    "a scan with the seal": ("盖章扫描.jpg", b"\xff\xd8\xff"),
    "a scan of what was published": ("公布稿.pdf", b"%PDF-1.4 cut off"),
    "last year's report": ("2023年报告", _LAST[CIVIL]),
    "an attachment": ("说明.txt", "附件说明，见正文。".encode()),
}


@pytest.mark.parametrize("name", ALONG)
def test_what_is_sent_along_later_is_no_later_report(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path, (CIVIL,))
    desk.put({f"{CIVIL}.docx": written(_NOW[CIVIL])})
    desk.take()
    desk.put({f"{CIVIL}{ALONG[name][0]}": ALONG[name][1]}, datetime(2025, 1, 25))
    found = desk.take()
    assert found.by_name[CIVIL].current
    assert (found.by_name[CIVIL].replacing, desk.letters(found)) == ((), {})


def test_a_late_report_is_told_with_the_broken_file_that_came_in_time(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (), [f"{CIVIL},{TOP},1月26日"], "报送期限")
    desk.put({f"1月20日{CIVIL}.docx": _BROKEN, f"2月6日{CIVIL}重报": _NOW[CIVIL]})
    found = desk.take()
    assert desk.faults(found)[CIVIL]["不按时"] == "晚 11 天报送（2025年1月20日交来的文件读不出）"
    assert "晚了 11 天；2025年1月20日交来的文件读不出" in desk.letters(found)[CIVIL]


# -- the year ------------------------------------------------------------------------------------


def _with_period(report: Report, year: int) -> Report:
    said = f"本报告所列数据的统计期限自{year}年1月1日起，至{year}年12月31日止。"
    return replace(report, preface=Prose(said, said))


_SLIP = replace(_with_period(_NOW[CIVIL], YEAR), year=YEAR - 1, published=None)
_OTHER_SLIP = replace(_SLIP, published=date(YEAR + 1, 1, 20), preface=Prose())
_REAL_LAST = _with_period(_LAST[CIVIL], YEAR - 1)


def _desk(folder: Path, *, with_last: bool) -> Desk:
    """The roster of one body, and perhaps its report of last year."""
    desk = Desk(folder, (), [f"{CIVIL},{TOP},1月26日"], "报送期限")
    if with_last:
        desk.put({CIVIL: _REAL_LAST}, datetime(2024, 1, 20), YEAR - 1)
        desk.take(YEAR - 1)
    return desk


@pytest.mark.parametrize("with_last", [True, False], ids=["last year on file", "without last year"])
@pytest.mark.parametrize("sent", [_SLIP, _OTHER_SLIP], ids=["period", "day of publication"])
def test_a_report_of_the_year_with_last_years_number_in_the_title_is_this_years_and_came_in_time(
    tmp_path: Path, sent: Report, with_last: bool
) -> None:
    desk = _desk(tmp_path, with_last=with_last)
    desk.put({CIVIL: sent}, datetime(2025, 1, 15))
    found = desk.take()
    assert (found.missing, found.strays, found.by_name[CIVIL].errors) == ((), (), 1)
    assert "标题写的是2023年，应是2024年" in desk.letters(found)[CIVIL]
    assert "不按时" not in desk.faults(found)[CIVIL]
    desk.put({f"{CIVIL}（修改稿）": _with_period(_NOW[CIVIL], YEAR)}, datetime(2025, 2, 5))
    found = desk.take()
    entry = found.by_name[CIVIL]
    assert (entry.received, entry.late) == (date(2025, 1, 15), False)
    assert (entry.errors, entry.year_wrong) == (0, False)
    assert (found.strays, desk.faults(found)) == ((), {})


_LASTS: Mapping[str, Report] = {
    "the one on file": _REAL_LAST,
    "with a slip in a sentence": changed(
        _REAL_LAST, one=f"2024年，本局收到申请3件。\n{_LAST[CIVIL].prose['一'].text}"
    ),
    "another draft": changed(_REAL_LAST, {"disclosure.licences.decisions": 1}),
}


@pytest.mark.parametrize("sent", _LASTS.values(), ids=_LASTS)
@pytest.mark.parametrize("with_last", [True, False], ids=["last year on file", "without last year"])
def test_last_years_report_in_a_file_named_as_this_years_is_none_and_stays_none(
    tmp_path: Path, sent: Report, with_last: bool
) -> None:
    desk = _desk(tmp_path, with_last=with_last)
    desk.put({f"{CIVIL}2024年报告（1月21日）": sent})
    found = desk.take()
    assert [entry.body.name for entry in found.missing] == [CIVIL]
    told = "是 2023 年的报告，不是 2024 年的"
    assert [stray.why for stray in found.strays_of(StrayKind.OTHER_YEAR)] == [told]
    assert desk.letters(found)[CIVIL].count("2023") == 1
    assert desk.faults(found) == {CIVIL: {"不按时": f"交来的{told}"}}
    desk.put({f"{CIVIL}2024年报告（2月6日修改稿）": _NOW[CIVIL]})
    entry = desk.take().by_name[CIVIL]
    assert f"交来的“{CIVIL}2024年报告（1月21日）.md”{told}，没有用" in entry.remarks
    assert entry.tried == f"2025年1月21日交来的{told}"
