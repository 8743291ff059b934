"""`ndbg init` at a terminal, from options, and from last year's file."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ndbg.check import Severity, check
from ndbg.read import read
from ndbg.read.toml import read_toml
from ndbg.report import Report
from ndbg.report.new_year import open_from
from tests import forms
from tests.conftest import EXAMPLES, Run
from tests.official import FORM_2019, FORM_2021

LAST = EXAMPLES / "suqian-2023.toml"


def errors(report: Report) -> set[str]:
    """The codes of what stands in the way of a report."""
    return {f.code for f in check(report).findings if f.severity is Severity.ERROR}


def test_an_office_with_nothing_to_report_needs_one_line(run: Run, tmp_path: Path) -> None:
    done = run("init", "--yes", "--zero", "--agency", "某市档案局", "--year", "2024")
    assert done.returncode == 0, done.stderr
    report = read_toml(tmp_path / "data.toml")
    assert (report.agency, report.year) == ("某市档案局", 2024)
    assert {figure.value for figure in report.figures.values()} == {0}
    assert len(report.figures) == 200
    assert errors(report) == {"FMT105"}  # there is no text yet
    assert run("fill").returncode == 1
    assert run("fill", "--draft").returncode == 0


def test_without_figures_every_line_is_left_open_never_zero(run: Run, tmp_path: Path) -> None:
    begun = run("init", "--yes", "--agency", "某局", "--year", "2024")
    assert begun.returncode == 0
    assert "数和正文都还没有填" in begun.stdout
    assert "错误" not in begun.stdout
    report = read_toml(tmp_path / "data.toml")
    assert not report.figures
    assert sum(len(unread.cells) for unread in report.unread) == 200
    done = run("check")
    # A table in which nothing is filled in yet is told of once, not row by row.
    assert (done.returncode, done.stdout.count("FMT102")) == (1, len(FORM_2021.tables))


def test_a_file_from_last_years_tells_what_is_still_to_be_filled_in(run: Run) -> None:
    made = run("init", "2024.toml", "--from", str(LAST), "--yes")
    assert "还有 193 个数没有填" in made.stdout
    assert "错误" not in made.stdout


def test_without_a_terminal_it_never_waits(run: Run, tmp_path: Path) -> None:
    assert run("init").returncode == 0
    done = run("check")
    assert "FMT110 错误：机关名称里还有没替换的" in done.stdout


def test_an_existing_file_is_kept_without_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data.toml").write_bytes(b"mine")
    done = run("init", "--yes")
    assert done.returncode == 2
    assert "已经存在" in done.stderr
    assert (tmp_path / "data.toml").read_bytes() == b"mine"
    assert run("init", "--yes", "--force").returncode == 0


def test_last_years_file_opens_this_years(run: Run, tmp_path: Path) -> None:
    done = run("init", "--yes", "--from", LAST)
    assert done.returncode == 0, done.stderr
    last, report = read_toml(LAST), read_toml(tmp_path / "data.toml")
    assert (report.agency, report.year) == ("宿迁市", 2024)
    carried = {id: f.value for id, f in report.figures.items()}
    assert carried == {
        id.replace("carried_out", "carried_in"): f.value
        for id, f in last.figures.items()
        if ".carried_out." in id
    }
    text = (tmp_path / "data.toml").read_text(encoding="utf-8")
    assert '"行政规范性文件" = []  # 2023 年现行有效 597 件；今年应为 597 ＋ 本年制发 － 本年废止' in text
    assert {no: p.source for no, p in report.prose.items()} == {no: p.source for no, p in last.prose.items()}
    assert '"政策问答" = "××"  # 2023 年是 119' in text


@pytest.mark.parametrize("name", ["data.toml", "填报表.xlsx"])
def test_of_an_older_report_only_the_prose_is_taken_over(run: Run, tmp_path: Path, name: str) -> None:
    done = run("init", "--yes", "--from", LAST, "--year", "2025", name)
    said = "这是 2023 年的报告，不是 2024 年的：正文沿用，结转数、现行有效件数没有带过来"
    assert (done.returncode, done.stderr.count(said), "数和正文都还没有填" in done.stdout) == (0, 1, True)
    report = read(tmp_path / name)
    assert (report.year, report.figures, report.added.previous) == (2025, {}, "")
    assert report.prose["一"].source == read_toml(LAST).prose["一"].source
    assert report.added.extra.keys() == read_toml(LAST).added.extra.keys()
    if name == "data.toml":
        assert "2023 年现行有效" not in (tmp_path / name).read_text(encoding="utf-8")
    assert "Y508" not in run("check", name).stdout


def test_what_an_older_report_had_in_force_is_no_zero(run: Run, tmp_path: Path) -> None:
    source = (EXAMPLES / "guangzhou-2021.toml").read_text(encoding="utf-8")
    (tmp_path / "前年.toml").write_text(
        source.replace('"规章" = [0, 0, 0]', '"规章" = [0, 0, 4]'), encoding="utf-8"
    )
    done = run("init", "--yes", "--zero", "--from", "前年.toml", "--year", "2023")
    assert "还有 1 个数没有填" in done.stdout
    assert '"规章" = [0, 0, ""]' in (tmp_path / "data.toml").read_text(encoding="utf-8")


def test_a_last_year_that_says_no_year_is_that_of_the_year_before() -> None:
    opening = open_from(replace(read_toml(LAST), year=0), Path("data.toml"), year=2024)
    assert opening.report.figures["requests.carried_in.total"].value == 121
    assert opening.remarks["requests.carried_in"] == "取自 2023 年报告的结转下年度"


def test_mentions_of_the_old_year_are_listed(run: Run, tmp_path: Path) -> None:
    text = LAST.read_text(encoding="utf-8").replace("{{年度}}年，{{机关}}坚持", "2023年，{{机关}}坚持")
    (tmp_path / "去年.toml").write_text(text, encoding="utf-8")
    done = run("init", "--yes", "--from", "去年.toml")
    written = (tmp_path / "data.toml").read_text(encoding="utf-8").split("\n")
    line = next(n for n, content in enumerate(written, 1) if content.startswith("2023年"))
    assert f"第{line}行：2023年，" in done.stdout


def test_zero_is_refused_where_applications_were_carried_over(run: Run, tmp_path: Path) -> None:
    done = run("init", "--yes", "--zero", "--from", LAST)
    assert done.returncode == 2
    assert "上年有结转的申请" in done.stderr
    assert not (tmp_path / "data.toml").exists()


def test_with_zero_what_is_in_force_goes_on(run: Run, tmp_path: Path) -> None:
    source = EXAMPLES / "guangzhou-2021.toml"
    text = source.read_text(encoding="utf-8").replace('"规章" = [0, 0, 0]', '"规章" = [0, 0, 4]')
    (tmp_path / "去年.toml").write_text(text, encoding="utf-8")
    assert run("init", "--yes", "--zero", "--from", "去年.toml").returncode == 0
    assert read_toml(tmp_path / "data.toml").figures["disclosure.rules.in_force"].value == 4


@pytest.mark.parametrize(
    "options",
    [
        ("--year", "24"),
        ("--year", "今年"),
        ("--agency", ""),
        ("--agency", "a\nb"),
        ("--agency", "某\u202e局"),
    ],
)
def test_wrong_options_are_told(run: Run, tmp_path: Path, options: tuple[str, str]) -> None:
    done = run("init", "--yes", *options)
    assert done.returncode == 2
    assert options[0] in done.stderr
    assert not (tmp_path / "data.toml").exists()


def test_last_years_file_itself_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data.toml").write_bytes(LAST.read_bytes())
    done = run("init", "--yes", "--force", "--from", "data.toml")
    assert done.returncode == 2
    assert "就是上年的文件" in done.stderr
    assert (tmp_path / "data.toml").read_bytes() == LAST.read_bytes()


def test_last_years_word_report_will_do(run: Run, tmp_path: Path) -> None:
    run("fill", LAST, "-o", "去年.docx")
    done = run("init", "--yes", "--from", "去年.docx")
    assert done.returncode == 0, done.stderr
    report = read_toml(tmp_path / "data.toml")
    assert (report.agency, report.year) == ("宿迁市", 2024)
    assert report.figures["requests.carried_in.total"].value == 121
    # Its prose has last year's numbers in it, so every such line is named.
    assert "收办政府信息公开申请3607件" in done.stdout


def test_a_form_without_a_year_is_no_last_year(run: Run, tmp_path: Path) -> None:
    (tmp_path / "表样.docx").write_bytes(forms.form())
    done = run("init", "--yes", "--from", "表样.docx")
    assert done.returncode == 2
    assert "找不到年度" in done.stderr
    assert not (tmp_path / "data.toml").exists()


def test_own_figures_are_asked_for_by_name(run: Run, tmp_path: Path) -> None:
    run("init", "--yes", "--from", LAST)
    found = run("check").stdout
    assert "{{政策问答}} 还没有内容可填，请先填好表格或“数据”里的这一项" in found


def test_the_data_file_is_a_toml_file(run: Run) -> None:
    done = run("init", "--yes", "数据.txt")
    assert (done.returncode, "数据.toml" in done.stderr) == (2, True)


def test_the_names_for_the_prose_are_listed(run: Run, tmp_path: Path) -> None:
    shown = run("init", "--names").stdout
    for name in (
        "本年新收",
        "予以公开",
        "不予公开",
        "结转下年",
        "行政复议",
        "机关",
        "信息处理费.金额",
        "自然人",
    ):
        assert name in shown
    assert list(tmp_path.iterdir()) == []


# -- at a terminal ---------------------------------------------------------------

pexpect = pytest.importorskip("pexpect", reason="a terminal is driven with pexpect, which Windows lacks")


class Clerk:
    """Somebody at a terminal, who answers what is asked."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.program = pexpect.spawn(
            sys.executable,
            ["-m", "ndbg", "init", *arguments],
            cwd=str(folder),
            encoding="utf-8",
            codec_errors="replace",  # Ctrl-C has the terminal throw away what it has not shown, half characters too
            timeout=20,
            dimensions=(50, 160),
        )

    def answers(self, *exchange: tuple[str, str]) -> None:
        for asked, answer in exchange:
            self.program.expect_exact(asked)
            self.program.expect("：")
            self.program.sendline(answer)

    def sees(self, text: str) -> None:
        self.program.expect_exact(text)

    def breaks_off(self, text: str) -> None:
        """Press Ctrl-C until it is seen: between prompt and reading, readline may not notice it."""
        for _ in range(10):
            self.program.sendintr()
            if self.program.expect_exact([text, pexpect.TIMEOUT], timeout=3) == 0:
                return
        pytest.fail(f"{text} was not seen")

    def ends(self) -> int:
        self.program.expect(pexpect.EOF)
        self.program.close()
        return int(self.program.exitstatus)


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    person = Clerk(tmp_path)
    yield person
    person.program.close(force=True)


BEGIN = (("机关全称", "某市档案局"), ("报告年度", "2024"))
DONE = ("要改哪一个", "")
NO_TABLE_2 = (("有没有规章", "没有"),)


def test_nothing_to_report_takes_six_answers(clerk: Clerk, tmp_path: Path) -> None:
    clerk.answers(*BEGIN, *NO_TABLE_2, ("有没有收到", "n"), ("行政复议", "否"), ("信息处理费", "没有"), DONE)
    clerk.sees("已建立：data.toml")
    clerk.sees("ndbg check")
    assert clerk.ends() == 0
    report = read_toml(tmp_path / "data.toml")
    assert {figure.value for figure in report.figures.values()} == {0}
    assert report.fee is not None
    assert [path.name for path in tmp_path.iterdir()] == ["data.toml"]


def test_a_year_with_applications(clerk: Clerk, tmp_path: Path) -> None:
    clerk.answers(
        *BEGIN,
        ("有没有规章", "有"),
        ("规章", "1，0、 ５"),
        ("行政规范性文件", "0"),
        ("行政许可", "12"),
        ("行政处罚", "0"),
        ("行政强制", "0"),
        ("行政事业性收费", "12.5"),
        ("有没有收到", "有"),
        ("一、本年新收", "3 1 0 0 0 0"),
        ("二、上年结转", "1 0 0 0 0 0 1"),
    )
    clerk.sees("还差 5 件（自然人 4、商业企业 1）")
    clerk.answers(("（一）予以公开", "2 0 0 0 0 0"))
    clerk.sees("还差 3 件（自然人 2、商业企业 1）")
    clerk.answers(
        ("（二）部分公开", "0"),
        ("有没有（三）不予公开", "有"),
        ("1.属于国家秘密", "0 1 0 0 0 0"),
        *((f"{number}.", "0") for number in range(2, 9)),
        ("有没有（四）", "没有"),
        ("有没有（五）", "没有"),
        ("有没有（六）", "没有"),
    )
    clerk.sees("按勾稽关系")
    clerk.answers(
        ("四、结转下年度继续办理 [2 0 0 0 0 0 2]", ""),
        ("行政复议", "有"),
        ("行政复议", "1 0 0 0"),
        ("未经复议直接起诉", "0"),
        ("复议后起诉", "0"),
        ("有没有收取信息处理费", "有"),
        ("件数", "1"),
        ("金额", "100.50元"),
        DONE,
    )
    assert clerk.ends() == 0
    report = read_toml(tmp_path / "data.toml")
    assert errors(report) == {"FMT105"}
    shown = {id: f"{f.value}" for id, f in report.figures.items() if f.value}
    assert shown == {
        "disclosure.rules.issued": "1",
        "disclosure.rules.in_force": "5",
        "disclosure.licences.decisions": "12",
        "disclosure.fees.amount": "12.5",
        "requests.new.natural_person": "3",
        "requests.new.enterprise": "1",
        "requests.new.total": "4",
        "requests.carried_in.natural_person": "1",
        "requests.carried_in.total": "1",
        "requests.granted.natural_person": "2",
        "requests.granted.total": "2",
        "requests.denied.state_secret.enterprise": "1",
        "requests.denied.state_secret.total": "1",
        "requests.results_total.natural_person": "2",
        "requests.results_total.enterprise": "1",
        "requests.results_total.total": "3",
        "requests.carried_out.natural_person": "2",
        "requests.carried_out.total": "2",
        "review.reconsideration.upheld": "1",
        "review.reconsideration.total": "1",
    }
    assert report.fee is not None
    assert f"{report.fee.amount}" == "100.50"


def test_a_wrong_answer_is_asked_again_with_the_reason(clerk: Clerk) -> None:
    clerk.answers(("机关全称", ""))
    clerk.sees("请写机关全称")
    clerk.answers(("机关全称", "某局"), ("报告年度", "去年"))
    clerk.sees("请写四位数的年份")
    clerk.answers(("报告年度", "2024"), ("有没有规章", "也许"))
    clerk.sees("请回答“有”或“没有”")
    clerk.answers(("有没有规章", "有"), ("规章", "1 2"))
    clerk.sees("要写 3 个数，现在是 2 个")
    clerk.answers(("规章", "1 -2 3"))
    clerk.sees("“-2”不是 0 或正整数")
    clerk.answers(("规章", "0"), ("行政规范性文件", "0"), ("行政许可", ""))
    clerk.sees("请写数，没有就写 0")


def test_thousands_commas_are_understood(clerk: Clerk, tmp_path: Path) -> None:
    clerk.answers(*BEGIN, ("有没有规章", "有"), ("规章", "没有"), ("行政规范性文件", "1,234 5 2,000"))
    clerk.answers(
        ("行政许可", "1,573,179"), ("行政处罚", "0"), ("行政强制", "0"), ("行政事业性收费", "72,701.2578")
    )
    clerk.answers(("有没有收到", "没有"), ("行政复议", "没有"), ("信息处理费", "没有"), DONE)
    assert clerk.ends() == 0
    figures = read_toml(tmp_path / "data.toml").figures
    assert figures["disclosure.normative_documents.in_force"].value == 2000
    assert figures["disclosure.licences.decisions"].text == "1573179"
    assert figures["disclosure.fees.amount"].text == "72701.2578"


def test_a_report_of_2020_is_asked_for_by_its_form(clerk: Clerk, tmp_path: Path) -> None:
    clerk.answers(("机关全称", "某市档案局"), ("报告年度", "2020"), ("其他对外管理服务事项", "有"))
    clerk.answers(("规章", "0"), ("规范性文件", "3 2 9"))
    clerk.sees("依次是：上一年项目数量 本年增/减（减少写负数） 处理决定数量")
    clerk.answers(("行政许可", "12 -2 104"), ("其他对外管理服务事项", "0"), ("行政处罚", "3 减1 5"))
    clerk.answers(("行政强制", "1.5 0 0"))
    clerk.sees("“1.5”不是 0 或正整数")
    clerk.answers(("行政强制", "0"), ("行政事业性收费", "4 +1"), ("政府集中采购", "2 15.5"))
    clerk.answers(("有没有收到", "没有"), ("行政复议", "没有"), ("信息处理费", "没有"), DONE)
    assert clerk.ends() == 0
    report = read_toml(tmp_path / "data.toml")
    assert (report.form, len(report.figures)) == (FORM_2019, 198)
    changes = [f.text for id, f in report.figures.items() if id.endswith("projects_change")]
    assert changes == ["-2", "0", "-1", "0", "1"]
    assert report.figures["disclosure.purchases.amount"].text == "15.5"


def test_too_many_results_are_told_with_the_way_back(clerk: Clerk) -> None:
    clerk.answers(*BEGIN, *NO_TABLE_2, ("有没有收到", "有"), ("一、本年新收", "2 0 0 0 0 0"))
    clerk.answers(("二、上年结转", "0"), ("（一）予以公开", "3 0 0 0 0 0"))
    clerk.sees("多出 1 件（自然人 1），请核对，输入 < 可以回去改")


def test_a_step_back_asks_the_question_before_again(clerk: Clerk, tmp_path: Path) -> None:
    clerk.answers(("机关全称", "错了局"), ("报告年度", "<"), ("机关全称", "对了局"), ("报告年度", "2024"))
    clerk.answers(*NO_TABLE_2, ("有没有收到", "没有"), ("行政复议", "没有"), ("信息处理费", "没有"), DONE)
    assert clerk.ends() == 0
    assert read_toml(tmp_path / "data.toml").agency == "对了局"


def test_what_was_answered_before_a_break_is_kept(clerk: Clerk, tmp_path: Path) -> None:
    clerk.answers(*BEGIN, *NO_TABLE_2)
    clerk.sees("有没有收到")
    clerk.breaks_off("再运行一次刚才的命令可以接着填")
    assert clerk.ends() == 130
    assert not (tmp_path / "data.toml").exists()
    again = Clerk(tmp_path)
    again.sees("接着填吗")
    again.program.sendline("")
    again.answers(("有没有收到", "没有"), ("行政复议", "没有"), ("信息处理费", "没有"), DONE)
    assert again.ends() == 0
    assert read_toml(tmp_path / "data.toml").agency == "某市档案局"
    assert [path.name for path in tmp_path.iterdir()] == ["data.toml"]


@pytest.mark.parametrize("kept", ["[" * 200_000, '[["a", 1', "[1]", "1"], ids=len)
def test_kept_answers_that_are_damaged_are_asked_for_anew(tmp_path: Path, kept: str) -> None:
    (tmp_path / "data.toml.未完成").write_text(kept, encoding="utf-8")
    Clerk(tmp_path).sees("机关全称")


def test_last_years_carried_over_applications_are_offered(tmp_path: Path) -> None:
    clerk = Clerk(tmp_path, "--from", str(LAST))
    clerk.answers(
        ("机关全称 [宿迁市]", ""),
        ("报告年度 [2024]", ""),
        ("规章 [0 0 11]", ""),
        ("行政规范性文件", "5 1 99"),
    )
    clerk.sees("现行有效应是 601 件")
    clerk.answers(("行政规范性文件 [5 1 601]", ""), *((n, "0") for n in ("许可", "处罚", "强制", "收费")))
    clerk.answers(("一、本年新收", "0"), ("二、上年结转政府信息公开申请数量 [118 3 0 0 0 0 121]", ""))
    clerk.sees("还差 121 件（自然人 118、商业企业 3）")
    clerk.program.close(force=True)


# -- leaving open, going back, changing ------------------------------------------------

NO_REST = (("有没有收到", "没有"), ("行政复议", "没有"), ("信息处理费", "没有"))


def text_of(folder: Path) -> str:
    return (folder / "data.toml").read_text(encoding="utf-8")


def test_rows_are_written_without_totals_which_are_worked_out(clerk: Clerk, tmp_path: Path) -> None:
    clerk.answers(
        *BEGIN, *NO_TABLE_2, ("有没有收到", "有"), ("一、本年新收", "3 1 0 0 0 0"), ("二、上年结转", "0")
    )
    clerk.answers(
        ("（一）予以公开", "3 1 0 0 0 0"),
        ("各列都已办理完", "对"),
        ("行政复议", "0"),
        ("信息处理费", "0"),
        DONE,
    )
    assert clerk.ends() == 0
    text = text_of(tmp_path)
    assert (
        "# 自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他（件）；总计由程序算出，不用写\n"
        in text
    )
    assert '"（一）予以公开" = [3, 1, 0, 0, 0, 0]\n' in text
    assert "（七）总计" not in text
    report = read_toml(tmp_path / "data.toml")
    assert len(report.figures) == 200
    assert report.figures["requests.results_total.total"].value == 4
    assert errors(report) == {"FMT105"}


@pytest.mark.parametrize("word", ["?", "？", "跳过"])
def test_what_is_not_known_yet_is_left_open_and_it_goes_on(clerk: Clerk, tmp_path: Path, word: str) -> None:
    clerk.answers(
        *BEGIN, ("有没有规章", "有"), ("规章", word), ("行政规范性文件", "1 0 5"), ("行政许可", word)
    )
    clerk.answers(("行政处罚", "0"), ("行政强制", "0"), ("行政事业性收费", "0"))
    clerk.answers(
        ("有没有收到", "有"), ("一、本年新收", word), ("二、上年结转", "0"), ("（一）予以公开", "0")
    )
    clerk.answers(
        ("（二）部分公开", "0"), *((f"有没有（{no}）", "没有") for no in "三四五"), ("有没有（六）", word)
    )
    clerk.answers(("四、结转下年度", "0"), ("行政复议", word), ("信息处理费", word))
    clerk.sees("规章：（先空着）")
    clerk.answers(DONE)
    assert clerk.ends() == 0
    text = text_of(tmp_path)
    for line in (
        '"规章" = []',
        '"行政许可" = []',
        '"一、本年新收政府信息公开申请数量" = []',
        '"3.其他" = []',
        '"行政复议" = []',
    ):
        assert f"{line}\n" in text
    assert '"行政规范性文件" = [1, 0, 5]\n' in text
    assert '"2.重复申请" = [0, 0, 0, 0, 0, 0]\n' in text
    assert '\n# "信息处理费"' in text


def test_a_step_back_keeps_what_was_answered_before_and_behind(clerk: Clerk, tmp_path: Path) -> None:
    clerk.answers(
        *BEGIN, ("有没有规章", "有"), ("规章", "1 0 3"), ("行政规范性文件", "2 0 9"), ("行政许可", "<")
    )
    clerk.answers(("行政规范性文件 [2 0 9]", "<"), ("规章 [1 0 3]", "1 0 4"), ("行政许可", "7"))
    clerk.answers(("行政处罚", "0"), ("行政强制", "0"), ("行政事业性收费", "0"), *NO_REST, DONE)
    assert clerk.ends() == 0
    text = text_of(tmp_path)
    assert '"规章" = [1, 0, 4]' in text
    assert '"行政规范性文件" = [2, 0, 9]' in text


def test_at_the_end_any_answer_can_be_changed(clerk: Clerk, tmp_path: Path) -> None:
    clerk.answers(*BEGIN, *NO_TABLE_2, *NO_REST)
    clerk.sees("  1 机关全称：某市档案局")
    clerk.answers(("要改哪一个", "99"))
    clerk.sees("请输入 1 到 6 的数字")
    clerk.answers(("要改哪一个", "1"), ("机关全称 [某市档案局]", "某市水利局"), DONE)
    assert clerk.ends() == 0
    assert read_toml(tmp_path / "data.toml").agency == "某市水利局"


@pytest.mark.parametrize("word", ["q", "退出", "exit"])
def test_it_stops_where_somebody_wants_to_stop(clerk: Clerk, tmp_path: Path, word: str) -> None:
    clerk.answers(*BEGIN, ("有没有规章", word))
    clerk.sees("再运行一次刚才的命令可以接着填")
    assert clerk.ends() == 130
    assert not (tmp_path / "data.toml").exists()


def test_what_is_left_over_cannot_be_carried_nowhere(clerk: Clerk) -> None:
    clerk.answers(
        *BEGIN, *NO_TABLE_2, ("有没有收到", "有"), ("一、本年新收", "3 0 0 0 0 0"), ("二、上年结转", "0")
    )
    clerk.answers(("（一）予以公开", "1 0 0 0 0 0"), ("（二）部分公开", "0"))
    clerk.answers(
        *((f"有没有（{no}）", "没有") for no in "三四五六"),
        ("四、结转下年度继续办理 [2 0 0 0 0 0 2]", "没有"),
    )
    clerk.sees("还有 2 件没有办理结果，应结转下年度，不能填 0")
    clerk.answers(("四、结转下年度继续办理", ""), ("行政复议", "没有"))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("157万", "157万像是约数，请写准确的件数；正好是1570000的，写1570000"),
        ("300元", "这一格填件数，300元是金额"),
    ],
)
def test_units_are_understood(clerk: Clerk, answer: str, said: str) -> None:
    clerk.answers(*BEGIN, ("有没有规章", "有"), ("规章", "0"), ("行政规范性文件", "0"), ("行政许可", answer))
    clerk.sees(said)
    clerk.answers(("行政许可", "3件"), ("行政处罚", "0"), ("行政强制", "0"), ("行政事业性收费", "35000元"))
    clerk.sees("这一格的单位是万元，35000元请写3.5")


def test_last_years_figures_stand_beside_the_questions(tmp_path: Path) -> None:
    clerk = Clerk(tmp_path, "--from", str(LAST))
    clerk.answers(("机关全称", ""), ("报告年度", ""))
    clerk.sees("上年：2 0 11")
    clerk.answers(("规章", ""))
    clerk.sees("上年：109 489 597")
    clerk.program.close(force=True)


def test_another_year_than_offered_takes_no_figures_of_last_years(tmp_path: Path) -> None:
    clerk = Clerk(tmp_path, "--from", str(LAST))
    clerk.answers(("机关全称 [宿迁市]", ""), ("报告年度 [2024]", "2025"), *NO_TABLE_2, *NO_REST, DONE)
    clerk.sees("这是 2023 年的报告，不是 2024 年的")
    assert clerk.ends() == 0
    report = read_toml(tmp_path / "data.toml")
    assert (report.year, report.added.previous, "2023 年报告" in text_of(tmp_path)) == (2025, "", False)


def test_a_data_file_that_is_there_is_gone_through_with_its_values(tmp_path: Path) -> None:
    for year in (2023, 2024):
        (tmp_path / f"suqian-{year}.toml").write_bytes((EXAMPLES / f"suqian-{year}.toml").read_bytes())
    data = tmp_path / "suqian-2024.toml"
    before = data.read_text("utf-8")
    clerk = Clerk(tmp_path, data.name)
    clerk.answers(("机关全称 [宿迁市]", ""), ("报告年度 [2024]", ""), ("规章 [2 1 12]", "3 1 13"))
    clerk.answers(
        *((name, "") for name in ("行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"))
    )
    clerk.answers(("一、本年新收", ""), ("二、上年结转", ""), ("（一）予以公开", ""), ("（二）部分公开", ""))
    rows = [e for e in FORM_2021.table("requests").entries if len(e.label.under) > 1]
    groups = dict.fromkeys(entry.label.under[-1] for entry in rows)
    for group in groups:
        clerk.answers((f"有没有{group}（有/没有） [有]", ""))
        clerk.answers(*((e.label.text[:8], "") for e in rows if e.label.under[-1] == group))
    clerk.answers(("四、结转下年度", ""), ("提起行政诉讼（有/没有） [有]", ""))
    clerk.answers(
        ("行政复议", ""),
        ("未经复议", ""),
        ("复议后", ""),
        ("信息处理费", "有"),
        ("件数", "3"),
        ("金额", "2230"),
        DONE,
    )
    clerk.sees("已写入：suqian-2024.toml")
    assert clerk.ends() == 0
    after = data.read_text("utf-8")
    changed = [line for line in after.split("\n") if line not in before.split("\n")]
    assert changed == ['"规章" = [3, 1, 13]']
