"""Taking in what was received: who has reported, what is new, and that nothing is lost."""

import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ndbg.app.executors import Here, Place, each, place
from ndbg.app.levels.copies.comparison import copies
from ndbg.app.levels.intake.collect import Request, Taken, collect
from ndbg.app.levels.intake.examine import ReadTask
from ndbg.app.levels.status.drafts import Draft
from ndbg.app.levels.status.ledger import survey_json
from ndbg.app.levels.status.ledger_files import ledger_workbook
from ndbg.app.levels.status.model import StrayKind, Survey
from ndbg.app.levels.status.survey import survey
from ndbg.app.levels.store.folder import Store
from ndbg.app.levels.store.tables import escaped, unescaped
from ndbg.app.levels.sums.below import filing
from ndbg.app.levels.sums.choices import By
from ndbg.app.levels.sums.merge import add_up
from ndbg.app.levels.sums.stats import statistics
from ndbg.check import check
from ndbg.check.catalogue import chosen
from ndbg.errors import NdbgError
from ndbg.report import Report
from tests.conftest import Run
from tests.levels.city import OFFICE, TOP, changed, city, write_roster, written
from tests.levels.collecting import ENVIRONMENT, collecting

IN_TIME, LATE = datetime(2025, 1, 20), datetime(2025, 2, 9)
_LICENCES, WRONG = "disclosure.licences.decisions", {"requests.granted.total": 999}
EDUCATION, SCIENCE, CIVIL = "云州市教育局", "云州市科学技术局", "云州市民政局"


def put(path: Path, data: bytes, day: datetime = IN_TIME) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (day.timestamp(),) * 2)
    return path


def sent(report: Report, mark: str = "", way: str = "official.docx", day: datetime = IN_TIME) -> Path:
    """A report of the civil affairs bureau among those received, with a mark behind the name of its file."""
    return put(Path("收件", f"{CIVIL}{mark}{Path(way).suffix}"), written(report, way), day)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what some of the bodies of a city have sent, and the roster of the city."""
    monkeypatch.chdir(tmp_path)
    found = city(30)
    offices = [office for office in found.offices if office.parent in ("", TOP)]
    write_roster(tmp_path / "名册.xlsx", offices)
    for name in (OFFICE, EDUCATION, SCIENCE):
        put(Path("收件", f"{name}.docx"), written(found.now[name]))
    return tmp_path


def take(*sources: str, store: str = "2024年", **more: Any) -> Taken:
    """Collect sources, by default this year's."""
    known = {"roster": Path("名册.xlsx"), **more}
    with place(1) as where:
        return collect(Request(tuple(map(Path, sources or ("收件",))), Path(store), **known), where)


def told(taken: Taken) -> Mapping[str, Any]:
    return survey_json(taken.survey)


def codes(found: Survey) -> set[str]:
    """The rules by which something was found in the report of the education bureau."""
    return {one.code for one in found.findings(found.by_name[EDUCATION])}


def test_who_has_reported_and_who_has_not(desk: Path) -> None:
    found = told(take())
    assert (found["due"], found["received"]) == (8, 3)
    assert len(found["missing"]) == 5
    assert CIVIL in found["missing"]
    assert not any(found[key] for key in ("errors", "late", "unknown", "unreadable", "duplicates"))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("collect 2024年 --status --roster 名册.xlsx -o 名册.xlsx", "是填好的名册"),
        ("collect 2024年 --status -o 名册.xlsx", "是填好的名册"),
        ("collect --roster-template 名册.xlsx", "是填好的名册"),
        ("stats 2024年 --by 单位 -o 名册.xlsx", "是填好的名册"),
        ("merge 2024年 --draft -o 名册.xlsx", "是填好的名册"),
        ("collect 2024年 --status -o 2024年/台账.html", "collect 存放报告的文件夹"),
        ("stats 2024年 -o 2024年/roster.csv", "是填好的名册"),
        ("stats 2024年 -o 2024年/统计.csv", "collect 存放报告的文件夹"),
        ("merge 2024年 --draft -o 2024年/files/汇总.toml", "collect 存放报告的文件夹"),
        ("alike 2024年 -o 2024年/store.html", "collect 存放报告的文件夹"),
        ("return 2024年 -o 退回 --summary 2024年/通报.docx", "collect 存放报告的文件夹"),
    ],
)
def test_the_roster_and_what_is_kept_are_not_written_over(
    desk: Path, run: Run, words: str, reason: str
) -> None:
    take()
    kept = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
    done = run(*words.split(), "--force")
    assert done.returncode == 2
    assert reason in done.stderr
    assert {path: path.read_bytes() for path in kept} == kept


@pytest.mark.parametrize(
    "words", ["collect 2024年 --status -o 台账.xlsx", "collect --roster-template 空白.xlsx"]
)
def test_a_ledger_and_a_blank_roster_are_written_over(desk: Path, run: Run, words: str) -> None:
    take()
    made = desk / words.split()[-1]
    made.write_bytes(b"old")
    done = run(*words.split(), "--force")
    assert "已写入" in done.stdout + done.stderr
    assert zipfile.is_zipfile(made)


def test_again_only_what_is_new_or_changed_is_read(desk: Path) -> None:
    assert take().read == 3
    again = take()
    assert (again.read, again.known) == (0, 3)
    put(Path("收件", "新", f"{CIVIL}.docx"), written(city(30).now[CIVIL]))
    later = take()
    assert (later.read, later.known) == (1, 3)
    assert told(later)["received"] == 4


BLANK_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n"
)


class _OldName(zipfile.ZipInfo):
    """A name as Chinese Windows writes it, in GBK, or as some programs of Linux do, in UTF-8: without a word about it."""

    encoding = "gb18030"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  as zipfile has it
        return self.filename.encode(self.encoding), 0


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_archives_are_opened_also_those_with_names_that_declare_no_encoding(
    desk: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setattr(_OldName, "encoding", encoding)
    report = written(city(30).now[CIVIL])
    with zipfile.ZipFile("收件/材料.zip", "w") as archive:
        archive.writestr(_OldName(f"区县/{CIVIL}.docx", (2025, 1, 20, 9, 0, 0)), report)
        archive.writestr("~$草稿.docx", b"")
    found = told(take())
    assert found["received"] == 4
    files = {body["name"]: body["file"] for body in found["bodies"]}
    assert files[CIVIL] == f"收件/材料.zip/区县/{CIVIL}.docx"
    assert take().read == 0


def test_a_late_report_is_told_by_the_time_of_its_file(desk: Path) -> None:
    sent(city(30).now[CIVIL], day=LATE)
    assert told(take())["late"] == [CIVIL]


def test_a_day_in_the_name_of_file_or_folder_goes_before_the_time_of_the_file(desk: Path) -> None:
    put(Path("收件", "2月9日收到", f"{CIVIL}.docx"), written(city(30).now[CIVIL]))
    put(Path("收件", "云州市公安局20250210.docx"), written(city(30).now["云州市公安局"]))
    assert told(take())["late"] == ["云州市公安局", CIVIL]


def test_times_of_files_that_would_make_most_late_are_not_believed(desk: Path) -> None:
    for path in Path("收件").iterdir():
        put(path, path.read_bytes(), LATE)
    taken = take()
    assert told(taken)["late"] == []
    assert "像是后来复制的" in taken.survey.notes[0]


def test_without_a_day_in_the_roster_nobody_is_late(desk: Path) -> None:
    offices = [replace(o, due="") for o in city(30).offices if o.parent in ("", TOP)]
    write_roster(desk / "名册.xlsx", offices)
    sent(city(30).now[CIVIL], day=LATE)
    assert told(take())["late"] == []


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


UNKNOWN = "".join(
    "\N{REPLACEMENT CHARACTER}" if "\ud800" <= sign <= "\udfff" else sign
    for sign in "民政局".encode("gbk").decode("utf-8", "surrogateescape")
)
METHODS = (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def damaged(name: str, method: int, place: int = 20) -> bytes:
    """An archive of one file, in whose packed bytes some are not what they were."""
    sound = zipped({name: bytes(range(256)) * 20}, method)
    made = bytearray(sound)
    start = 30 + len(name.encode()) + place
    made[start : start + 9] = bytes(255 - byte for byte in sound[start : start + 9])
    return bytes(made)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        (f"{CIVIL}.docx", b"PK\x03\x04 broken", "unreadable"),
        (f"{CIVIL}.jpg", b"\xff\xd8", "unreadable"),
        ("材料.zip", b"no zip", "unreadable"),
        (f"{CIVIL}.docx", damaged("word/document.xml", zipfile.ZIP_LZMA), "unreadable"),
        ("材料.rar", b"Rar!", "unreadable"),
        ("通知.txt", "关于报送年度报告的通知。请于1月26日前报送。".encode(), "other_documents"),
    ],
)
def test_what_cannot_be_used_is_named_and_stops_nothing(
    desk: Path, name: str, data: bytes, kind: str
) -> None:
    put(Path("收件", name), data)
    found = told(take())
    assert found[kind] == [f"收件/{name}"]
    assert found["received"] == 3


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("place", [0, 2, 4, 9, 20])
def test_a_damaged_file_in_an_archive_stops_nothing_however_it_is_packed(
    desk: Path, method: int, place: int
) -> None:
    put(Path("收件", "材料.zip"), damaged(f"{CIVIL}.docx", method, place))
    found = told(take())
    assert (found["unreadable"], found["received"]) == ([f"收件/材料.zip/{CIVIL}.docx"], 3)


def _sizes_within(_one: bytes) -> bytes:
    text = zipped({"甲.txt": b"a" * 9_000_000})
    return zipped({f"{n}.zip": zipped({f"{m}.zip": text for m in range(20)}) for n in range(20)})


def _numbers_within(one: bytes) -> bytes:
    many = zipped({f"{n}.txt": b"a" for n in range(3000)})
    return zipped({f"{CIVIL}.docx": one, **{f"{n}.zip": many for n in range(10)}})


@pytest.mark.parametrize("made", [_sizes_within, _numbers_within])
def test_an_archive_of_archives_that_hold_too_much_is_told_in_one_line(
    desk: Path, made: Callable[[bytes], bytes]
) -> None:
    put(Path("收件", "材料.zip"), made(written(city(30).now[CIVIL])))
    taken = take()
    assert [stray.path for stray in taken.survey.strays_of(StrayKind.UNREADABLE)] == ["收件/材料.zip"]
    assert "请先解压到文件夹" in taken.survey.strays_of(StrayKind.UNREADABLE)[0].why
    assert told(taken)["received"] == 3
    assert take().read == 0


def test_a_broken_archive_within_an_archive_keeps_none_of_the_others_back(desk: Path) -> None:
    inner = zipped({f"{CIVIL}.docx": written(city(30).now[CIVIL])})
    put(Path("收件", "材料.zip"), zipped({"0.zip": b"no zip", "1.zip": inner}))
    found = told(take())
    assert (found["unreadable"], found["received"]) == (["收件/材料.zip/0.zip"], 4)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode and links need rights")
def test_a_link_that_goes_round_and_a_name_in_another_encoding_are_told_and_stop_nothing(
    desk: Path, run: Run
) -> None:
    Path("收件", "环.docx").symlink_to("环.docx")
    strange = os.fsdecode("民政局".encode("gbk"))
    for name in (f"{strange}.docx", f"{strange}/b.docx"):
        put(Path("收件", name), written(city(30).now[CIVIL]))
    taken = take()
    why = {stray.path: stray.why for stray in taken.survey.strays_of(StrayKind.UNREADABLE)}
    assert why.keys() == {f"收件/{UNKNOWN}.docx", f"收件/{UNKNOWN}/b.docx", "收件/环.docx"}
    assert "指回它自己" in why.pop("收件/环.docx")
    assert all("请改名" in said for said in why.values())
    assert told(taken)["received"] == 3
    assert (take().read, take().gone) == (0, 0)
    assert run("check", "收件").stderr.count("指回它自己") == 1


def test_without_a_locale_that_has_chinese_nothing_is_begun(desk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ndbg", "collect", "in", "--roster", "r.csv", "-o", "2024"],
        env={**ENVIRONMENT, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, "LANG=C.UTF-8" in done.stderr) == (2, sys.platform == "linux")
    assert "Traceback" not in done.stderr
    assert not Path("2024").exists()


def test_of_many_files_that_match_no_body_the_first_ten_are_listed(desk: Path, run: Run) -> None:
    put(Path("收件", "材料.zip"), zipped({f"{n:02}.txt": b"a%d" % n for n in range(25)}))
    take()
    lines = run("collect", "2024年", "--status").stdout.splitlines()
    listed = [line for line in lines if line.startswith("不是年报：")]
    assert len(listed) == 11
    assert listed[-1].startswith("不是年报：另有 15 个文件")


def test_a_line_break_in_the_name_of_a_file_is_not_printed(desk: Path, run: Run) -> None:
    put(Path("收件", "通\n知.txt"), b"x")
    take()
    done = run("collect", "2024年", "--status", "-o", "台\n账.xlsx")
    assert "不是年报：收件/通\N{REPLACEMENT CHARACTER}知.txt：" in done.stdout
    assert "已写入：台\N{REPLACEMENT CHARACTER}账.xlsx" in done.stderr


def test_why_a_file_cannot_be_used_reads_well_behind_its_name(desk: Path) -> None:
    put(Path("收件", f"{CIVIL}.pdf"), BLANK_PDF)
    take()
    (found,) = (
        stray for stray in take().survey.strays_of(StrayKind.UNREADABLE) if stray.path.endswith(".pdf")
    )
    assert found.why.startswith("文件里没有看得见的文字")


def test_what_is_nobodys_report_is_left_alone(desk: Path) -> None:
    for name in ("~$年报.docx", "Thumbs.db", ".隐藏.docx", "desktop.ini", f"{CIVIL}-修改意见.docx"):
        put(Path("收件", name), b"x")
    found = told(take("收件", "名册.xlsx"))
    assert found["unknown"] == found["unreadable"] == []


def test_a_report_of_somebody_else_is_unknown_and_the_nearest_name_is_suggested(desk: Path) -> None:
    stranger = replace(city(30).now[CIVIL], agency="云州市民族局")
    put(Path("收件", "1.docx"), written(stranger))
    taken = take()
    assert told(taken)["unknown"] == ["收件/1.docx"]
    assert "最接近的是“云州市民政局”" in taken.survey.strays_of(StrayKind.UNKNOWN)[0].why


def test_what_a_batch_brings_is_told_before_what_was_told_already(desk: Path, run: Run) -> None:
    command = ("collect", "收件", "-o", "2024年", "--roster", "名册.xlsx", "--jobs", "1")
    first = run(*command).stdout.splitlines()
    assert not any("上一次" in line for line in first)
    sent(changed(city(30).now[CIVIL], {"requests.new.total": 999}))
    put(Path("收件", "云州市老干部局.docx"), written(replace(city(30).now[CIVIL], agency="云州市老干部局")))
    said = run(*command).stdout.splitlines()
    known = next(at for at, line in enumerate(said) if line.startswith("以下 4 条上一次已经列出："))
    assert [line[:3] for line in said[:known]] == ["名册外", "有错误"]
    assert all(line in first for line in said[known + 1 : known + 5])


def test_errors_in_a_report_are_counted_by_body(desk: Path) -> None:
    wrong = changed(city(30).now[CIVIL], WRONG)
    sent(wrong)
    assert told(take())["errors"] == [CIVIL]


def test_a_revision_takes_the_place_of_what_was_sent(desk: Path) -> None:
    right = city(30).now[CIVIL]
    sent(changed(right, WRONG))
    sent(right, "（修改稿）")
    found = told(take())
    assert (found["errors"], found["duplicates"], found["revised"]) == ([], [], [CIVIL])


def test_a_file_changed_in_its_place_is_a_revision_and_the_first_is_kept(desk: Path) -> None:
    right = city(30).now[CIVIL]
    path = sent(changed(right, WRONG))
    assert told(take())["errors"] == [CIVIL]
    put(path, written(right), datetime(2025, 1, 22))
    found = told(take())
    assert (found["errors"], found["duplicates"], found["revised"]) == ([], [], [CIVIL])
    assert len(list(Path("2024年", "files").glob("*/*.docx"))) == 5


def test_two_different_reports_of_a_body_are_told(desk: Path) -> None:
    right = city(30).now[CIVIL]
    sent(right)
    sent(changed(right, {_LICENCES: 1}), "(1)")
    assert told(take())["duplicates"] == [CIVIL]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", "修订"), ("", "（改）"), ("", "V2"), ("第二稿", "第三稿"), ("20250118", "20250122"), ("", "定稿"),
        ("（修改稿）", "（修改稿2）"), ("修改稿2", "修改稿（3）"), ("（改）", "第二次修改"),
    ],
)  # fmt: skip
def test_a_later_version_is_known_by_its_name(desk: Path, first: str, second: str) -> None:
    right = city(30).now[CIVIL]
    sent(changed(right, WRONG), first)
    sent(right, second)
    found = told(take())
    assert (found["errors"], found["duplicates"], found["revised"]) == ([], [], [CIVIL])


def test_of_three_drafts_the_last_counts_and_the_letter_names_files_alone(desk: Path) -> None:
    right = city(30).now[CIVIL]
    for at, name in enumerate(("", "（修改稿）", "（修改稿2）")):
        sent(changed(right, {_LICENCES: at}), name)
    taken = take()
    assert (told(taken)["duplicates"], told(taken)["revised"]) == ([], [CIVIL])
    (entry,) = [e for e in taken.survey.entries if e.body.name == CIVIL]
    assert entry.current is not None
    assert entry.current.path.endswith("（修改稿2）.docx")
    sent(changed(right, {_LICENCES: 9}), "(修改稿2)b")
    again = take(str(desk / "收件"))
    assert all("/" not in path for path in filing(again.survey, again.survey.by_name[CIVIL]).rivals)


def test_the_same_report_twice_or_in_two_formats_is_one(desk: Path) -> None:
    right = city(30).now[CIVIL]
    for name, way in (("", "official.docx"), ("(1)", "official.docx"), ("", "page.html"), ("", "book.xlsx")):
        sent(right, name, way)
    found = told(take())
    assert (found["duplicates"], found["revised"], found["received"]) == ([], [], 4)


@pytest.mark.parametrize(("first", "published"), [("official.docx", "page.html"), ("page.html", "book.xlsx")])
def test_what_is_published_in_another_format_with_other_words_is_another_draft(
    desk: Path, first: str, published: str
) -> None:
    right = city(30).now[CIVIL]
    text = right.prose["五"].text
    sent(right, way=first)
    sent(changed(right, five=text[:-9] + "。"), "（公布稿）", published)
    taken = take()
    entry = taken.survey.by_name[CIVIL]
    assert entry.current
    report, levels = taken.survey.store.report(entry.current.kept), filing(taken.survey, entry)
    (finding,) = check(report, None, rules=chosen(select=["H706"]), levels=levels).findings
    said = "“五、存在的主要问题及改进情况”公布稿和报送稿的文字不同，从这里开始：报送稿是“……"
    assert said in finding.defect.message
    assert told(taken)["duplicates"] == []


def test_what_is_published_in_another_format_with_the_same_words_is_the_same(desk: Path) -> None:
    right = city(30).now[CIVIL]
    sent(right)
    sent(right, "（公布稿）", "page.html")
    taken = take()
    assert len(taken.survey.by_name[CIVIL].versions) == 1
    current = taken.survey.by_name[CIVIL].current
    assert current
    assert current.draft is Draft.PUBLISHED


def test_last_years_report_does_not_count_for_this_year(desk: Path) -> None:
    sent(city(30).last[CIVIL])
    found = told(take())
    assert found["other_years"] == [f"收件/{CIVIL}.docx"]
    assert CIVIL in found["missing"]


def test_a_slip_in_the_year_of_the_title_is_an_error_not_a_missing_report(desk: Path) -> None:
    slip = replace(city(30).now[CIVIL], year=2023)
    sent(slip, "2024年年报")
    found = told(take())
    assert (found["errors"], CIVIL in found["missing"]) == ([CIVIL], False)


def test_a_file_that_is_gone_is_kept_and_still_counts(desk: Path) -> None:
    take()
    Path("收件", f"{EDUCATION}.docx").unlink()
    again = take()
    assert (again.gone, told(again)["received"]) == (1, 3)


def test_every_report_is_held_against_last_years(desk: Path) -> None:
    found = city(30)
    for name in (OFFICE, EDUCATION, SCIENCE):
        put(Path("上年收件", f"{name}.docx"), written(found.last[name]))
    take("上年收件", store="2023年")
    carried = {f"requests.carried_in.{c}": 9 for c in ("natural_person", "total")}
    put(Path("收件", f"{EDUCATION}.docx"), written(changed(found.now[EDUCATION], carried)))
    taken = take()
    told_of = codes(taken.survey)
    assert {"Y501", "T302"} <= told_of
    assert not taken.survey.by_name[SCIENCE].errors


def test_a_report_that_came_before_last_years_store_is_held_against_it_later(desk: Path) -> None:
    found = city(30)
    put(
        Path("收件", f"{EDUCATION}.docx"),
        written(changed(found.now[EDUCATION], one=found.last[EDUCATION].prose["一"].text)),
    )
    assert "Y505" not in codes(take().survey)
    put(Path("上年收件", f"{EDUCATION}.docx"), written(found.last[EDUCATION]))
    take("上年收件", store="2023年")
    again = take()
    assert again.read == 0
    assert "Y505" in codes(again.survey)


def _carrying_wrongly(last: str) -> Survey:
    """A body whose carried-in count is not last year's, with last year's store in a folder of any name."""
    found = city(30)
    put(Path("上年收件", f"{EDUCATION}.docx"), written(found.last[EDUCATION]))
    take("上年收件", store=last, year=2023)
    carried = {f"requests.carried_in.{c}": 9 for c in ("natural_person", "total")}
    put(Path("收件", f"{EDUCATION}.docx"), written(changed(found.now[EDUCATION], carried)))
    return take(previous=Path(last)).survey


def _across(found: Survey) -> bool:
    return "Y501" in codes(found)


def test_last_years_folder_is_remembered_wherever_it_lies(desk: Path) -> None:
    assert _across(_carrying_wrongly("档案/旧年"))
    later = survey(Store.open(Path("2024年")))
    assert (_across(later), later.told_lost()) == (True, "")
    Path("另一处").mkdir()
    for name in ("2024年", "档案"):
        Path(name).rename(Path("另一处", name))
    assert _across(survey(Store.open(Path("另一处", "2024年"))))


def test_that_last_years_folder_is_gone_is_told_and_its_findings_stay(desk: Path, run: Run) -> None:
    _carrying_wrongly("旧年")
    Path("旧年").rename("搬走")
    later = survey(Store.open(Path("2024年")))
    assert _across(later)
    assert "旧年”不在了" in later.told_lost()
    for words in (("collect", "2024年", "--status"), ("merge", "2024年"), ("return", "2024年", "-o", "退回")):
        done = run(*words)
        assert "旧年”不在了" in done.stdout + done.stderr


def _taking_over(desk: Path, roster: Sequence[Sequence[str]], carried: int, left: Sequence[int]) -> Survey:
    """教育局 after it took over others, by a roster's lines of 名称, 止, 承接自, and what each had left over."""
    found = city(30)
    Path("名册.csv").write_text(
        "名称,上级,止,承接自\n" + "".join(f"{name},{TOP},{until},{took}\n" for name, until, took in roster),
        encoding="utf-8",
    )
    for name, count in zip((EDUCATION, SCIENCE), left, strict=False):
        cells = {f"requests.carried_out.{c}": count for c in ("natural_person", "total")}
        put(Path("上年收件", f"{name}.docx"), written(changed(found.last[name], cells)))
    take("上年收件", store="2023年", roster=Path("名册.csv"))
    for path in Path("收件").iterdir():
        path.unlink()
    cells = {f"requests.carried_in.{c}": carried for c in ("natural_person", "total")}
    put(Path("收件", f"{EDUCATION}.docx"), written(changed(found.now[EDUCATION], cells)))
    return take(roster=Path("名册.csv")).survey


@pytest.mark.parametrize(
    ("roster", "carried", "told"),
    [
        (((EDUCATION, "", SCIENCE), (SCIENCE, "2023", "")), 7, False),
        (((EDUCATION, "", SCIENCE), (SCIENCE, "2023", "")), 3, True),
        (((EDUCATION, "", ""), (SCIENCE, "2023", "")), 3, False),
        # Part of it only, or not to it alone: how much is not known.
        (((EDUCATION, "", SCIENCE), (SCIENCE, "", "")), 5, False),
        (((EDUCATION, "", SCIENCE), (CIVIL, "", SCIENCE), (SCIENCE, "2023", "")), 5, False),
    ],
)
def test_who_took_over_another_is_held_against_last_years_of_both(
    desk: Path, roster: Sequence[Sequence[str]], carried: int, told: bool
) -> None:
    found = _taking_over(desk, roster, carried, (3, 4))
    told_of = codes(found)
    assert ("Y501" in told_of) is told


def test_a_name_that_nobody_ever_had_is_told_where_it_is_said_to_be_taken_over(desk: Path) -> None:
    found = _taking_over(desk, ((EDUCATION, "", "云州市没有局"),), 3, (3,))
    assert "承接自“云州市没有局”，名册和上年的报告里都没有这个单位" in "".join(found.notes)


def test_a_folder_of_another_year_is_not_taken_for_last_years(desk: Path) -> None:
    take()
    with pytest.raises(NdbgError, match="2024 年的报告，不是 2023 年的"):
        take(previous=Path("2024年"))


def test_rows_of_the_ledger_are_as_high_as_their_longest_text(desk: Path) -> None:
    long = "报送材料" * 12
    put(Path("收件", long, f"{CIVIL}.docx"), written(city(30).now[CIVIL]))
    book = load_workbook(io.BytesIO(ledger_workbook(take().survey)))
    sheet = book["台账"]
    places = {sheet.cell(at, 1).value: at for at in range(1, sheet.max_row + 1)}
    heights = {name: sheet.row_dimensions[places[name]].height for name in (CIVIL, TOP)}
    assert heights[CIVIL] >= 3 * heights[TOP]


def test_a_report_of_somebody_without_others_below_is_told_to_go_without(desk: Path, run: Run) -> None:
    take()
    done = run("check", f"收件/{EDUCATION}.docx", "--below", "2024年")
    assert "--below 用来核对有下级的政府的报告，这份请不加 --below 核对" in done.stderr


# -- the store ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "甲\n乙", "a\\nb", "\\", "甲\\\n乙", '带"引号",和逗号'])
def test_a_text_on_one_line_is_the_same_afterwards(text: str) -> None:
    assert "\n" not in escaped(text)
    assert unescaped(escaped(text)) == text


def test_a_folder_with_other_things_is_not_taken_for_a_store(desk: Path) -> None:
    put(Path("2024年", "别的.txt"), b"x")
    with pytest.raises(NdbgError, match="里已经有别的东西"):
        take()


def test_what_was_collected_into_is_not_collected(desk: Path) -> None:
    take()
    before = sorted(Path("2024年").rglob("*"))
    with pytest.raises(
        NdbgError, match=r"“2024年”是 collect 建立的文件夹，不是收到的报告.*collect 2024年 --status"
    ):
        take("2024年")
    assert sorted(Path("2024年").rglob("*")) == before


def test_without_a_roster_nothing_is_made(desk: Path) -> None:
    with pytest.raises(NdbgError, match="第一次收集要有名册"):
        take(roster=None)
    assert not Path("2024年").exists()


def test_what_a_killed_run_leaves_beside_is_not_read(desk: Path) -> None:
    take()
    half = Path("2024年", "batches", ".0123456789ab.ndbg")
    half.mkdir()
    (half / "reports.csv").write_text("version,suffix\nhalf", encoding="utf-8")
    assert told(take())["received"] == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_run_that_is_killed_is_taken_up_where_it_stopped(desk: Path) -> None:
    found = city(30)
    for name in found.now:
        if name != TOP:
            put(Path("收件", f"{name}.docx"), written(found.now[name]))
    write_roster(desk / "名册.xlsx", found.offices)
    run = collecting(desk, "-o", "2024年", "--jobs", "1")
    while run.poll() is None and sum(1 for _ in Path("2024年").glob("files/*/*")) < 5:
        signal.sigtimedwait([], 0.02)
    run.kill()
    run.communicate()
    assert told(take())["received"] == len(found.offices) - 1


def test_what_was_seen_but_not_read_before_a_kill_is_read_later(desk: Path) -> None:
    with zipfile.ZipFile("收件/材料.zip", "w") as archive:
        archive.writestr(f"{CIVIL}.docx", written(city(30).now[CIVIL]))
    take()
    for batch in Path("2024年", "batches").iterdir():
        for table in ("reports", "figures", "places", "sections", "findings"):
            (batch / f"{table}.csv").unlink()
    again = take()
    assert (again.read, told(again)["received"]) == (4, 4)


def test_a_slow_run_writes_what_it_has_as_it_goes(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ndbg.app.levels.intake.collect._SECONDS", 0.0)
    assert told(take())["received"] == 3
    assert len(list(Path("2024年", "batches").glob("*/reports.csv"))) > 1


def test_two_runs_at_once_do_not_mix(desk: Path) -> None:
    runs = [collecting(desk, "-o", "2024年") for _ in range(2)]
    outs = [json.loads(run.communicate(timeout=60)[0]) for run in runs]
    assert [out["received"] for out in outs] == [3, 3]
    assert told(take())["received"] == 3


def test_figures_are_read_back_as_they_were(desk: Path) -> None:
    taken = take()
    store = Store.open(Path("2024年"))
    current = taken.survey.by_name[EDUCATION].current
    assert current
    figures = store.batches.values_of(current.kept.version)
    assert figures == {id: f.value for id, f in city(30).now[EDUCATION].figures.items()}
    report = store.report(current.kept)
    assert report.prose["一"].text == city(30).now[EDUCATION].prose["一"].text


def test_the_figures_are_there_as_parquet_too_where_duckdb_is(desk: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    take()
    with duckdb.connect() as connection:
        query = "SELECT count(*) FROM '2024年/batches/*/figures.parquet'"
        ((rows,),) = connection.execute(query).fetchall()
    assert rows == 3 * 200


# -- work --------------------------------------------------------------------------------------


def _double(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_an_item_that_kills_its_worker_is_told_and_the_others_are_done() -> None:
    with place(2) as where:
        done = sorted(each(where, _double, range(30), lambda number: -number))
    assert done == sorted([2 * number for number in range(30) if number != 13] + [-13])


_WITH_A_PIPE_FULL_OF_WORK = """
import os, signal
from ndbg.app.executors import each, place

def first_byte(item):
    if item[0] == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return item[0]

signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # as the program does
with place(2) as where:
    print(*sorted(each(where, first_byte, (bytes([n]) * 500_000 for n in range(40)), lambda item: -item[0])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.skipif(sys.version_info < (3, 11, 5), reason="older Pythons hang here (gh-94777)")
def test_a_worker_that_is_killed_does_not_end_the_program_that_was_sending_it_work() -> None:
    command = [sys.executable, "-c", _WITH_A_PIPE_FULL_OF_WORK]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stdout.split()) == (0, [f"{n}" for n in (-13, *range(13), *range(14, 40))])


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Any:
        for number in range(10_000):
            taken.append(number)
            yield number

    made = each(Place(Here, 1), lambda number: 2 * number, items(), lambda _: 0)
    assert next(made) in [2 * number for number in taken]
    assert len(taken) < 100


class Far(Here):
    """Other computers: they see the folder of the store, or do not, and count the files that were sent to them."""

    def __init__(self, *, sees: bool) -> None:
        self.sees = sees
        self.sent = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        """As `Here`; without the bytes one that does not see the folder cannot read."""
        tasks = [task for some in args for task in some if isinstance(task, ReadTask)]
        self.sent += sum(task.data is not None for task in tasks)
        hidden = [task if self.sees else replace(task, path=f"/nowhere{task.path}") for task in tasks]
        return super().submit(fn, *([hidden] if tasks else args), **kwargs)


@pytest.mark.parametrize(
    ("asked", "sees", "sent"), [(True, True, 0), (False, False, 3), (True, False, 3)],
    ids=["they see the folder", "one does not see it", "one that does not see it has come since"],
)  # fmt: skip
def test_files_are_sent_only_to_computers_that_do_not_see_the_folder(
    desk: Path, *, asked: bool, sees: bool, sent: int
) -> None:
    far = Far(sees=sees)
    where = Place(lambda: far, 1, ask=lambda read, path: [read(path), read(path if asked else f"{path}0")])
    taken = collect(Request((Path("收件"),), Path("2024年"), Path("名册.xlsx")), where)
    assert (len(taken.survey.received), far.sent) == (3, sent)
    assert [path for path in Path("2024年").iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("table", ["files", "reports", "findings", "figures"])
def test_a_table_that_was_changed_by_hand_is_named(desk: Path, table: str) -> None:
    take()
    (path,) = Path("2024年/batches").glob(f"*/{table}.csv")
    path.write_text(path.read_text(encoding="utf-8").replace(",", ",1,5元,"), encoding="utf-8")
    with pytest.raises(NdbgError, match=rf"{table}\.csv”已损坏"):
        add_up(survey(Store.open(Path("2024年"))))


def test_the_very_same_file_of_two_bodies_counts_for_both_and_is_told_as_copied(desk: Path) -> None:
    """No title tells whose it is."""
    untitled = written(replace(city(30).now[EDUCATION], agency=""))
    for name in (EDUCATION, SCIENCE):
        put(Path("收件", f"{name}.docx"), untitled)
    found = take().survey
    assert [entry.body.name for entry in found.received] == [OFFICE, EDUCATION, SCIENCE]
    total, cell = add_up(found), _LICENCES
    assert [entry.body.name for entry in total.under.there] == [OFFICE, EDUCATION, SCIENCE]
    one, other = (int(city(30).now[name].figures[cell].value) for name in (OFFICE, EDUCATION))
    assert total.figures[cell] == one + 2 * other
    (line,) = statistics(found, [cell], By.PARENT).lines
    assert (line.bodies, line.values[0].value) == (3, one + 2 * other)
    copied = copies(found)
    assert {group.bodies for group in copied.groups} == {(EDUCATION, SCIENCE)}
    assert copied.same_figures == ((EDUCATION, SCIENCE),)


def test_a_file_that_is_called_like_a_formula_is_none_in_the_ledger(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("收件")
    Path(f"{EDUCATION}.docx").rename(f"=1+1{EDUCATION}.docx")
    request = Request((Path(),), Path("../2024年"), Path("../名册.xlsx"))
    with place(1) as where:
        found = collect(request, where).survey
    current = found.by_name[EDUCATION].current
    assert current
    assert current.path == f"=1+1{EDUCATION}.docx"
    assert f",'=1+1{EDUCATION}.docx," in Path("../2024年/ledger.csv").read_text(encoding="utf-8-sig")
