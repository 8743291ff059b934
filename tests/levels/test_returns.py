"""What is sent back, and what is made public."""

import io
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from ndbg.app.levels.returns.blame import Blame
from ndbg.app.levels.returns.letters import Sender, sender
from ndbg.app.levels.returns.notice import faults, notice
from ndbg.app.levels.status.drafts import Draft
from ndbg.app.levels.status.ledger import lines
from ndbg.check.settings import DEFAULTS
from ndbg.report import Report
from tests.conftest import EXAMPLES, Run
from tests.levels.city import OFFICE, TOP, changed, city, written
from tests.levels.office import Desk, letters_of, text_of

EDUCATION, SCIENCE, CIVIL, POLICE = "云州市教育局", "云州市科学技术局", "云州市民政局", "云州市公安局"
_LICENCES = "disclosure.licences.decisions"
WRONG = {"requests.granted.total": 999, "review.reconsideration.total": 77}


_BODIES = [o.name for o in city(30).offices if o.parent == TOP]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, _BODIES)


def received(desk: Desk, changes: dict[str, Report], way: str = "official.docx") -> Blame:
    """What came of some bodies of a city, some of their reports being changed."""
    reports = {name: city(30).now[name] for name in (OFFICE, EDUCATION, SCIENCE)} | changes
    desk.put({f"{name}{Path(way).suffix}": written(report, way) for name, report in reports.items()})
    return Blame.of(desk.take(), DEFAULTS)


def test_a_body_with_findings_gets_a_letter_and_its_own_file_with_comments(desk: Desk) -> None:
    blame = received(desk, {EDUCATION: changed(city(30).now[EDUCATION], WRONG)})
    (letter,) = letters_of(blame, Sender(OFFICE, date(2025, 2, 10)))
    assert (letter.body, letter.problem) == (EDUCATION, "")
    said = text_of(letter.letter)
    assert said.startswith(f"2024年政府信息公开工作年度报告修改意见\n{EDUCATION}：")
    assert "1.（错误）" in said
    assert "请于2025年2月10日前逐条改正后重新报送" in said
    assert f"\n{OFFICE}\n" in said
    comments = [comment.text for comment in Document(io.BytesIO(letter.annotated)).comments]
    assert sum("T303" in text for text in comments) == 1
    assert letter.wrong >= 2


def _letter(folder: Path, report: Report, days: str) -> tuple[str, Blame]:
    """What the letter to one body says, with its 报送期限, 公布期限 and 收到日期 in the roster."""
    desk = Desk(folder, (), [f"{EDUCATION},{TOP},{days}"], "报送期限,公布期限,收到日期")
    desk.put({f"{EDUCATION}.docx": written(report)})
    blame = Blame.of(desk.take(), DEFAULTS)
    (letter,) = letters_of(blame)
    comments = [comment.text for comment in Document(io.BytesIO(letter.annotated)).comments]
    return "\n".join((text_of(letter.letter), *comments)), blame


def test_who_is_only_late_is_not_asked_to_mend_anything(tmp_path: Path) -> None:
    said, _ = _letter(tmp_path, city(30).now[EDUCATION], "1月10日,,1月15日")
    assert "2025年1月15日收到，期限是2025年1月10日" in said
    assert "不用重新报送；请说明逾期的原因" in said
    assert "经核对，报告逾期：" in said
    assert "逐条改正" not in said
    assert "--previous" not in said


def test_a_wrong_year_in_the_title_is_what_the_letter_says(desk: Desk) -> None:
    desk.put({f"{EDUCATION}2024年.docx": written(replace(city(30).now[EDUCATION], year=2023))})
    found = desk.take()
    (letter,) = letters_of(Blame.of(found, DEFAULTS))
    assert (letter.body, letter.wrong, letter.doubtful) == (EDUCATION, 1, 0)
    assert "1.（错误）标题写的是2023年，应是2024年。" in text_of(letter.letter)
    assert (found.by_name[EDUCATION].errors, found.by_name[EDUCATION].warnings) == (1, 0)


def test_that_it_came_late_is_nothing_to_be_verified(tmp_path: Path) -> None:
    report = changed(city(30).now[EDUCATION], {"disclosure.rules.in_force": 3})
    said, _ = _letter(tmp_path, report, "1月10日,,1月15日")
    assert "经核对，有需要核实的 1 处，并且逾期" in said


def test_that_it_was_published_late_is_told_once(tmp_path: Path) -> None:
    late = replace(city(30).now[EDUCATION], published=date(2025, 2, 9))
    said, blame = _letter(tmp_path, late, ",1月31日,")
    assert ("2025年2月9日公布，期限是2025年1月31日" in said, "公布日期是" in said) == (True, False)
    assert blame.found.by_name[EDUCATION].warnings == 0


def test_who_is_part_of_anothers_report_is_told_on_the_screen_in_a_letter_and_in_the_notice(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, (), [f"{SCIENCE},{TOP},", f"{EDUCATION},{TOP},并入{SCIENCE}"], "报告")
    other = replace(city(30).now[CIVIL], agency="云州市老干部局")
    desk.put({EDUCATION: city(30).now[EDUCATION], SCIENCE: city(30).now[SCIENCE], "老干部局": other})
    found = desk.take()
    assert f"不用单独报：{EDUCATION}：并入“{SCIENCE}”，却单独交来一份，不计入" in [*lines(found)]
    assert f"并入“{SCIENCE}”，不用单独报送，这一份没有计入汇总" in desk.letters(found)[EDUCATION]
    said = text_of(notice(found, [], Sender(OFFICE)))
    assert f"没有计入汇总的报告\n{EDUCATION}（并入“{SCIENCE}”）、云州市老干部局（名册里没有）。" in said


@pytest.mark.parametrize("publish_by", ["1月31日", ""])
def test_the_day_on_the_page_that_was_published_counts_though_the_word_file_is_returned(
    tmp_path: Path, publish_by: str
) -> None:
    desk = Desk(tmp_path, (), [f"{EDUCATION},{TOP},{publish_by}"], "公布期限")
    sent, day = city(30).now[EDUCATION], date(2025, 2, 10)
    desk.put({f"{EDUCATION}.docx": written(replace(sent, published=None))})
    page = replace(sent, published=day)
    desk.put({f"{EDUCATION}公布稿.html": written(page, "page.html")}, datetime(2025, 2, 12))
    found = desk.take()
    (letter,) = letters_of(Blame.of(found, DEFAULTS))
    assert (letter.wrong, letter.doubtful, letter.late) == (0, not publish_by, bool(publish_by))
    assert "2025年2月10日" in text_of(letter.letter)
    assert letter.annotated
    assert desk.faults(found) == {EDUCATION: {"不按时": "逾期公布"}}
    entry = found.by_name[EDUCATION]
    assert (len(entry.versions), entry.warnings) == (1, not publish_by)
    longer = changed(page, five=sent.prose["五"].text + "以上由办公室落实。")
    desk.put({f"{EDUCATION}公布稿二.html": written(longer, "page.html")}, datetime(2025, 2, 20))
    entry = desk.take().by_name[EDUCATION]
    assert (entry.current and entry.current.name) == f"{EDUCATION}公布稿二.html"


def test_a_corrected_day_is_taken_over_and_one_too_early_is_not_late(desk: Desk) -> None:
    right = city(30).now[EDUCATION]
    desk.put({f"{EDUCATION}.docx": written(replace(right, published=date(2024, 1, 20)))})
    found = desk.take()
    assert desk.faults(found)[EDUCATION] == {"不准确": "需要核实 1 处"}
    desk.put({f"{EDUCATION}修改稿.docx": written(replace(right, published=date(2025, 1, 20)))})
    entry = desk.take().by_name[EDUCATION]
    assert (entry.current and entry.current.draft, entry.warnings) == (Draft.REVISED, 0)


def test_the_government_whose_office_keeps_the_roster_is_never_named(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (EDUCATION,), [f"{OFFICE},{TOP},"])
    roster = desk.roster.read_text(encoding="utf-8").replace(f"{TOP},,", f"{TOP},,应报", 1)
    desk.roster.write_text(roster.replace("上级,", "上级,报告", 1), encoding="utf-8")
    desk.put({name: city(30).now[name] for name in (EDUCATION, OFFICE)})
    found = desk.take()
    assert (found.missing, desk.faults(found)) == ((), {})


def test_where_the_file_is_no_word_file_the_letter_has_everything(desk: Desk) -> None:
    many = {
        f"requests.{row}.total": 900 + at
        for at, row in enumerate(("granted", "partial", "new", "carried_in", "carried_out"))
    }
    blame = received(desk, {EDUCATION: changed(city(30).now[EDUCATION], {**WRONG, **many})}, "text.md")
    (letter,) = letters_of(blame)
    assert letter.annotated == b""
    said = text_of(letter.letter)
    assert f"{letter.wrong + letter.doubtful}.（" in said
    assert "见批注" not in said


def test_many_blank_cells_of_a_table_are_one_line_of_the_letter(desk: Desk) -> None:
    report = city(30).now[EDUCATION]
    text = written(report, "text.md").decode()
    lines = [
        re.sub(r"\d+(?= *\|.*\d)", " ", line) if "信访举报投诉类申请" in line or "重复申请" in line else line
        for line in text.splitlines()
    ]
    desk.put({f"{EDUCATION}.md": "\n".join(lines).encode()})
    (said,) = desk.letters(desk.take()).values()
    assert said.count("没有发生的填 0") == 1
    assert re.search(r"\d+ 格空白", said)


def test_a_government_whose_report_is_not_the_sum_of_those_below_it_is_told_so(tmp_path: Path) -> None:
    whole = city(120)
    county = next(name for name, below in whole.below.items() if name != TOP and len(below) > 2)
    desk = Desk(tmp_path, (county,), [f"{name},{county}," for name in whole.below[county]])
    wrong = {_LICENCES: int(whole.now[county].figures[_LICENCES].value) + 1}
    reports = {name: whole.now[name] for name in whole.below[county]}
    desk.put({**reports, county: changed(whole.now[county], wrong)})
    assert "下级之和是" in desk.letters(desk.take())[county]
    (tmp_path / "收件" / f"{whole.below[county][-1]}.md").unlink()
    (tmp_path / "2024年").rename(tmp_path / "另存")
    assert "下级之和是" not in desk.letters(desk.take()).get(county, "")


def test_what_was_copied_is_in_the_letter_too(desk: Desk) -> None:
    text = city(30).now[EDUCATION].prose["一"].text
    blame = received(desk, {SCIENCE: changed(city(30).now[SCIENCE], one=text)})
    told = {letter.body: text_of(letter.letter) for letter in letters_of(blame)}
    assert "雷同" in told[SCIENCE]
    assert f"写着“{EDUCATION}”" in told[SCIENCE]
    assert EDUCATION not in told


def test_faults_are_told_by_kind_and_by_parent(desk: Desk) -> None:
    blame = received(desk, {
        EDUCATION: changed(city(30).now[EDUCATION], WRONG),
        SCIENCE: changed(city(30).now[SCIENCE], one=city(30).now[OFFICE].prose["一"].text.replace(OFFICE, SCIENCE)),
        CIVIL: changed(city(30).now[CIVIL], five="无。"),
    })  # fmt: skip
    listed = list(faults(blame, date(2025, 3, 1)))
    by_kind = {kind: [f.body for f in listed if f.kind == kind] for kind in {f.kind for f in listed}}
    assert by_kind["不准确"] == [EDUCATION]
    assert by_kind["内容雷同"] == [OFFICE, SCIENCE]
    assert by_kind["敷衍塞责"] == [CIVIL]
    assert POLICE in by_kind["不按时"]
    said = text_of(notice(blame.found, listed, Sender(OFFICE, date(2025, 2, 10))))
    assert "关于2024年政府信息公开工作年度报告报送情况的通报" in said
    assert "应当报送政府信息公开工作年度报告的单位 8 家，已报 4 家" in said
    assert f"本级（1 家）：{EDUCATION}（" in said
    assert "报告有问题的单位于2025年2月10日前逐条改正并重新报送" in said


def test_who_sends_is_the_own_office_of_the_top(desk: Desk) -> None:
    found = received(desk, {}).found
    assert sender(found, "", None).office == OFFICE
    assert sender(found, "某市政务公开办", None).office == "某市政务公开办"


def test_a_report_that_comes_after_it_was_sent_back_is_a_revision(run: Run, desk: Desk) -> None:
    received(desk, {EDUCATION: changed(city(30).now[EDUCATION], WRONG)})
    assert run("return", "2024年", "-o", "退回", "--jobs", "1").returncode == 0
    desk.put({"又来一份.docx": written(city(30).now[EDUCATION])})
    entry = desk.take().by_name[EDUCATION]
    assert (entry.errors, entry.rivals, len(entry.versions)) == (0, (), 2)


def test_what_was_published_is_mended_by_what_its_letter_asks_for(run: Run, tmp_path: Path) -> None:
    desk, right = Desk(tmp_path, (EDUCATION,)), city(30).now[EDUCATION]
    desk.put({EDUCATION: right, f"{EDUCATION}公布稿": changed(right, {_LICENCES: 1})})
    assert "文件名里写“公布稿”，公布的一并改正" in desk.letters(desk.take())[EDUCATION]
    run("return", f"{tmp_path / '2024年'}", "-o", f"{tmp_path / '退回'}")
    desk.put({f"{EDUCATION}改好的公布稿": right})
    found = desk.take()
    assert (desk.letters(found), found.by_name[EDUCATION].rivals) == ({}, ())


def test_what_was_sent_back_and_is_as_it_was_after_its_term_is_a_fault(run: Run, desk: Desk) -> None:
    blame = received(desk, {EDUCATION: changed(city(30).now[EDUCATION], WRONG)})
    assert run("return", "2024年", "-o", "退回", "--term", "2025-02-10", "--jobs", "1").returncode == 0
    told = {f.told for f in faults(blame, date(2025, 2, 11)) if f.body == EDUCATION}
    assert "退回后没有改" in told
    assert "退回后没有改" not in {f.told for f in faults(blame, date(2025, 2, 10))}


def test_a_note_on_words_that_is_left_as_it_is_is_no_fault_and_hints_are_no_comments(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    now = city(30).now[EDUCATION]
    desk = Desk(tmp_path, (EDUCATION, SCIENCE))
    words = f"{now.prose['六'].text}有关栏目已经公开公开。"
    desk.put({f"{EDUCATION}.docx": written(changed(now, six=words)), SCIENCE: city(30).now[SCIENCE]})
    blame = Blame.of(desk.take(), DEFAULTS)
    (letter,) = letters_of(blame)
    assert (letter.wrong, letter.doubtful) == (0, 1)
    comments = [comment.text for comment in Document(io.BytesIO(letter.annotated)).comments]
    assert sum(" X6" in text for text in comments) == 1
    assert run("return", "2024年", "-o", "退回", "--term", "2-10", "--jobs", "1").returncode == 0
    assert not any("退回后没有改" in f.told for f in faults(blame, date(2025, 2, 11)))


def test_what_is_said_of_two_years_is_counted_once_in_the_letter_the_notice_and_the_ledger(
    tmp_path: Path,
) -> None:
    made, cell = city(30), "requests.new.total"
    last, now = (int(report.figures[cell].value) for report in (made.last[EDUCATION], made.now[EDUCATION]))
    text = (
        f"{made.now[EDUCATION].prose['一'].text}新收政府信息公开申请{now}件，较2023年的{last}件增长928.6%。"
    )
    desk = Desk(tmp_path, (EDUCATION,))
    desk.put({EDUCATION: made.last[EDUCATION]}, year=2023)
    desk.take(2023)
    desk.put({EDUCATION: changed(made.now[EDUCATION], one=text)})
    blame = Blame.of(desk.take(), DEFAULTS)
    (letter,) = letters_of(blame)
    (fault,) = faults(blame, date(2025, 2, 1))
    entry = blame.found.by_name[EDUCATION]
    assert (letter.wrong, letter.doubtful, fault.told, entry.warnings) == (0, 1, "需要核实 1 处", 1)


@pytest.mark.parametrize(
    ("figures", "days", "told"),
    [
        ({"disclosure.rules.in_force": 3}, ",,", {"需要核实 1 处", "退回后没有改，也没有说明"}),
        ({}, "1月10日,,1月15日", {"晚 5 天报送"}),
    ],
    ids=["doubtful", "late"],
)
def test_who_has_not_answered_by_the_term_is_told_by_what_was_asked(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    figures: dict[str, int],
    days: str,
    told: set[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    _, blame = _letter(tmp_path, changed(city(30).now[EDUCATION], figures), days)
    for _ in range(2):  # who is only late is told so once
        assert (
            run("return", "2024年", "-o", "退回", "--term", "2-10", "--jobs", "1", "--force").returncode == 0
        )
    assert {row["body"] for row in blame.found.store.returns()} == {EDUCATION}
    assert len(blame.found.store.returns()) == (2 if figures else 1)
    assert {f.told for f in faults(blame, date(2025, 2, 11)) if f.body == EDUCATION} == told


def test_letters_that_are_there_are_not_mixed_with_new_ones(run: Run, desk: Desk) -> None:
    received(desk, {EDUCATION: changed(city(30).now[EDUCATION], WRONG)})
    Path("退回").mkdir()
    Path("退回", "早先的-修改意见.docx").write_bytes(b"")
    done = run("return", "2024年", "-o", "退回", "--jobs", "1")
    assert (done.returncode, done.stdout) == (2, "")
    assert "“退回”里已经有修改意见了；要覆盖，请加 --force" in done.stderr
    assert [path.name for path in Path("退回").iterdir()] == ["早先的-修改意见.docx"]
    assert run("return", "2024年", "-o", "退回", "--jobs", "1", "--force").returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "请写明写到哪里"),
        (("--summary", "通报.pdf"), "这个文件名要以 .docx 结尾"),
        (("-o", "退回", "--term", "月底"), "--term 写成日期"),
    ],
)
def test_what_cannot_be_done_is_told_before_any_work(
    run: Run, desk: Desk, words: tuple[str, ...], said: str
) -> None:
    received(desk, {})
    done = run("return", "2024年", *words)
    assert (done.returncode, said in done.stderr) == (2, True)


def test_a_copy_of_what_another_said_last_year_goes_back_too(run: Run, desk: Desk) -> None:
    made = city(30)
    desk.put({name: made.last[name] for name in (EDUCATION, SCIENCE)}, year=2023)
    desk.take(2023)
    text = made.last[SCIENCE].prose["一"].text.replace(SCIENCE, EDUCATION).replace("2023年", "2024年")
    received(desk, {EDUCATION: changed(made.now[EDUCATION], one=text)})
    done = run("return", "2024年", "-o", "退回", "--summary", "通报.docx", "--jobs", "1")
    assert "内容雷同 1、" in done.stdout
    assert [line for line in done.stdout.splitlines() if line.startswith(EDUCATION)]
    letter = Path("退回", f"{EDUCATION}-修改意见.docx").read_bytes()
    assert f"“{SCIENCE}”上年" in text_of(letter)


def test_where_nothing_was_found_nothing_is_sent_back_and_no_folder_is_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "收件").mkdir()
    filled = run("fill", EXAMPLES / "suqian-2024.toml", "-o", "收件/宿迁市.docx")
    assert filled.returncode == 0
    (tmp_path / "名册.csv").write_text("名称,上级,类别\n某省,,政府\n宿迁市,某省,政府\n", encoding="utf-8")
    assert run("collect", "收件", "-o", "2024年", "--roster", "名册.csv").returncode == 0
    done = run("return", "2024年", "-o", "退回")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("没有要退回的报告")
    assert not (tmp_path / "退回").exists()


def test_a_letter_names_the_cell_that_is_most_likely_wrong_and_counts_no_cells_of_the_file(
    tmp_path: Path,
) -> None:
    desk, now = Desk(tmp_path, (EDUCATION,)), city(30).now[EDUCATION]
    cell = "requests.granted.natural_person"
    figures = {cell: now.figures[cell].value + 10, "disclosure.rules.in_force": 3}
    desk.put({f"{EDUCATION}.docx": written(changed(now, figures))})
    (said,) = desk.letters(desk.take()).values()
    assert (
        f"第 1、2 条最可能错在这一格：第三部分表格“（一）予以公开”行“自然人”列填了 {now.figures[cell].value + 10}"
        in said
    )
    assert "3.（提醒）" in said
    assert not re.search(r"第\d+个表格|第\d+行", said)
