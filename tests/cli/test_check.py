"""`ndbg check` as a clerk, an editor and a program see it."""

import json
import re
import sys
from pathlib import Path

import pytest
from docx import Document

from ndbg.check.catalogue import RULES
from ndbg.read import FORMATS
from ndbg.read.toml import read_toml
from ndbg.write.web import write_web
from tests import forms
from tests.conftest import EXAMPLES, GOOD_EXAMPLES, Run
from tests.official import FORM_2021

GOOD = EXAMPLES / "suqian-2024.toml"
BAD = EXAMPLES / "mistakes.toml"


@pytest.mark.parametrize("name", GOOD_EXAMPLES)
def test_the_real_examples_are_clean(run: Run, name: str) -> None:
    done = run("check", EXAMPLES / f"{name}.toml")
    assert done.returncode == 0
    assert all(" 已说明：" in line for line in done.stdout.splitlines())
    assert not re.search("错误|提醒|提示", done.stderr.splitlines()[-1])


def test_the_example_of_mistakes_shows_every_rule(run: Run) -> None:
    done = run("check", BAD)
    assert done.returncode == 1
    shown = set(re.findall(r": ([A-Z]+\d+) ", done.stdout))
    # A data file leaves title and headings to the form; this one has no last year, and no
    # section six in which the fee could be missing, and nothing is known of other bodies.
    elsewhere = {"FMT103", "FMT106", "FMT111", "T203", "T307", "T308", "X607"} | {
        r.code for r in RULES if r.code[0] in "YH"
    }
    assert shown == {rule.code for rule in RULES} - elsewhere


def test_in_a_pipe_each_finding_is_one_line(run: Run) -> None:
    first, *lines = run("check", BAD).stdout.splitlines()
    assert re.fullmatch(rf"{re.escape(str(BAD))}:\d+: 最可能错的是这一格：.+", first)
    assert lines
    for line in lines:
        assert re.fullmatch(rf"{re.escape(str(BAD))}:\d+: (FMT|T|X)\d{{3}} (错误|提醒|提示|已说明)：.+", line)


def test_each_finding_points_at_its_line(run: Run) -> None:
    source = BAD.read_text(encoding="utf-8").split("\n")
    shown = {
        "行政规范性文件": "FMT101",
        "行政处罚": "FMT102",
        "1.属于国家秘密": "FMT104",
        "规章": "T201",
        "（七）总计": "T301",
        "4.其他情形": "T305",
        '"行政复议"': "T401",
    }
    found = re.findall(r":(\d+): (\w+) ", run("check", BAD).stdout)
    for words, code in shown.items():
        line = next(n for n, text in enumerate(source, 1) if words in text and text.startswith('"'))
        assert (str(line), code) in found


def test_a_line_of_another_length_says_how_many_figures_it_has_and_may_have(run: Run, tmp_path: Path) -> None:
    shown = run("check", BAD).stdout
    assert "“未经复议直接起诉”里数的个数不对：这一行要有4个或5个数，现在有2个\n" in shown
    line = '"二、上年结转政府信息公开申请数量" = '
    text = GOOD.read_text(encoding="utf-8").replace(line, f"{line}5 # ")
    (tmp_path / "data.toml").write_text(text, encoding="utf-8")
    assert "的个数不对：这一行要有7个数，写在方括号里\n" in run("check").stdout


def test_json_has_the_promised_shape(run: Run) -> None:
    done = run("check", BAD, "--format", "json")
    result = json.loads(done.stdout)
    assert list(result) == ["file", "findings", "unevaluated", "unanswering", "summary", "likely"]
    assert result["file"] == str(BAD)
    assert set(result["summary"]) == {"error", "warning", "info", "explained"}
    for finding in result["findings"]:
        assert list(finding)[:8] == [
            "code", "severity", "message", "cells", "expected", "actual", "difference", "line",
        ]  # fmt: skip
        assert set(finding) - {"explanation"} == set(list(finding)[:8])
        assert set(finding["cells"]) <= set(FORM_2021.cells)
    unequal = next(f for f in result["findings"] if f["code"] == "T303")
    assert (unequal["expected"], unequal["actual"], unequal["difference"]) == (12, 13, 1)
    lacking = {u["code"]: u for u in result["unevaluated"]}
    assert {code for code, u in lacking.items() if u["missing"]} == {"T201", "T301", "T303", "T401"}
    assert lacking["Y501"]["lacks"][0].startswith("上年的报告")
    assert result["unanswering"] == ["T303"]
    severities = ["explained" if "explanation" in f else f["severity"] for f in result["findings"]]
    assert result["summary"] == {s: severities.count(s) for s in result["summary"]}


def test_the_detailed_view_marks_the_numbers_at_fault(run: Run) -> None:
    shown = run("check", BAD, "--format", "text", COLUMNS="200").stdout
    assert re.search(r"│ \"行政处罚\" = \"/\".*\n +│ +\^\^\^\n", shown)
    assert "一、本年新收政府信息公开申请数量 │" in shown
    assert "自然人" in shown


def test_several_files_are_summed_up(run: Run) -> None:
    done = run("check", GOOD, BAD, "没有.toml")
    assert done.returncode == 2
    assert "共 3 个文件：1 个没有错误，1 个有错误，1 个不能用" in done.stderr
    assert "找不到文件“没有.toml”" in done.stderr


def test_an_archive_in_a_folder_is_not_passed_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "来文.toml").write_bytes(Path(GOOD).read_bytes())
    (tmp_path / "另一份.zip").write_bytes(b"PK\x03\x04")
    done = run("check", f"{tmp_path}")
    assert "另一份.zip”是压缩包，请先解压" in done.stderr
    assert "共 2 个文件：1 个没有错误，0 个有错误，1 个不能用" in done.stderr


def test_several_files_as_json_are_a_list(run: Run) -> None:
    items = json.loads(run("check", GOOD, BAD, "没有.toml", "--format", "json").stdout)
    assert [item["summary"]["error"] > 0 for item in items] == [False, True, False]
    assert [bool(item.get("errors")) for item in items] == [False, False, True]
    assert all(item["summary"].keys() == {"error", "warning", "info", "explained"} for item in items)


def test_without_a_file_data_toml_is_checked(run: Run, tmp_path: Path) -> None:
    assert run("check").returncode == 2
    (tmp_path / "data.toml").write_bytes(GOOD.read_bytes())
    assert run("check").returncode == 0


def test_a_file_that_does_not_parse_is_shown_with_a_mark(run: Run, tmp_path: Path) -> None:
    text = GOOD.read_text(encoding="utf-8").replace('"规章" = [2, 1, 12]', '"规章" = [2项, 1, 12]')
    (tmp_path / "data.toml").write_text(text, encoding="utf-8")
    done = run("check")
    assert done.returncode == 2
    lines = done.stderr.split("\n")
    assert re.fullmatch(r"data\.toml 第\d+行第9列：2项请写2，不带单位", lines[0])
    # Under the number, each Chinese character before it being two columns wide.
    assert lines[1] == '    "规章" = [2项, 1, 12]'
    assert lines[2] == "    " + " " * 10 + "^^^"


def test_full_width_signs_are_read_and_said(run: Run, tmp_path: Path) -> None:
    text = GOOD.read_text(encoding="utf-8").replace('"规章" = [2, 1, 12]', "“规章”＝ [2，1、 12]")
    (tmp_path / "data.toml").write_text(text, encoding="utf-8")
    done = run("check")
    assert done.returncode == 0
    assert "按半角" in done.stderr


def test_gbk_is_read_and_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data.toml").write_bytes(GOOD.read_bytes().decode().encode("gb18030"))
    done = run("check")
    assert done.returncode == 0
    assert "按 GBK 读取" in done.stderr


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "gbk"}, {"LANG": "C", "LC_ALL": "C"}])
def test_any_console_can_be_written_to(tmp_path: Path, environment: dict[str, str]) -> None:
    import os
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "ndbg", "check", str(BAD), "--format", "text"],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_a_word_report_can_be_checked_too(run: Run, tmp_path: Path) -> None:
    run("fill", GOOD, "-o", "年报.docx")
    done = run("check", "年报.docx", "--previous", EXAMPLES / "suqian-2023.toml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.findall("没有核对 .*", done.stderr) == ["没有核对 FMT112：缺少公布日期"]
    assert set(re.findall(": ([A-Z]+[0-9]+) ", done.stdout)) == {"Y506"}


def test_other_files_are_refused_with_what_can_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ")
    done = run("check", "a.exe")
    assert done.returncode == 2
    alone, _, with_office = done.stderr.partition("，以及（装有 LibreOffice 时）")
    told = [re.findall(r"\.\w+", part) for part in (alone.partition("：能读")[2], with_office)]
    assert told[0][:2] == [".toml", ".docx"]
    assert told[1][:2] == [".doc", ".wps"]
    assert sorted([*told[0], *told[1]]) == sorted(suffix for format in FORMATS for suffix in format.suffixes)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is driven with pexpect")
def test_a_terminal_sees_the_progress_of_many_files(tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")

    files = []
    for number in range(30):
        files.append(str(tmp_path / f"{number}.toml"))
        (tmp_path / f"{number}.toml").write_bytes(GOOD.read_bytes())
    program = pexpect.spawn(
        sys.executable, ["-m", "ndbg", "check", *files], encoding="utf-8", codec_errors="replace", timeout=60
    )
    program.expect_exact("正在核对")
    program.expect_exact("共 30 个文件：30 个没有错误")
    program.expect(pexpect.EOF)
    program.close()
    assert program.exitstatus == 0


def test_a_word_report_is_told_by_table_row_and_column(run: Run, tmp_path: Path) -> None:
    values = dict.fromkeys(FORM_2021.cells, "0") | {
        "requests.granted.total": "／",
        "requests.new.total": "１",
    }
    style = forms.Style(
        value=values.__getitem__, title=("某局2024年政府信息公开工作年度报告",), body=("文字。",)
    )
    (tmp_path / "年报.docx").write_bytes(forms.form(style))
    done = run("check", "年报.docx")
    assert done.returncode == 1
    assert (
        "年报.docx:第2个表格第6行第10列: FMT102 错误：第三部分表格“（一）予以公开”行“总计”列写成了 ／"
        in done.stdout
    )
    assert "FMT104 提醒：" in done.stdout
    found = json.loads(run("check", "年报.docx", "--format", "json").stdout)["findings"]
    assert {f["place"] for f in found if f["code"] == "FMT102"} == {"第2个表格第6行第10列"}


# -- last year, explanations, choice of rules ----------------------------------------


def changed(tmp_path: Path, *changes: tuple[str, str], name: str = "data.toml") -> Path:
    """The good example beside last year's, with words replaced."""
    text = GOOD.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "suqian-2023.toml").write_bytes((EXAMPLES / "suqian-2023.toml").read_bytes())
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


IN_FORCE = ('"规章" = [2, 1, 12]', '"规章" = [2, 1, 14]')
WITHOUT_LAST = (
    next(line for line in GOOD.read_text(encoding="utf-8").splitlines(keepends=True) if "上年文件" in line),
    "",
)


def test_last_years_report_is_found_by_the_data_file(run: Run, tmp_path: Path) -> None:
    changed(tmp_path, IN_FORCE)
    assert (
        "Y502 提醒：第二部分表格“规章”行：上年有效 11 ＋ 本年制发 2 － 本年废止 1 是 12，现行有效填了 14，相差 2"
        in run("check").stdout
    )


def test_last_years_report_may_be_given(run: Run, tmp_path: Path) -> None:
    changed(tmp_path, IN_FORCE, WITHOUT_LAST)
    assert "Y502" not in run("check").stdout
    assert "Y502 提醒" in run("check", "data.toml", "--previous", "suqian-2023.toml").stdout


def test_a_report_of_another_year_is_not_taken_for_last_years(run: Run, tmp_path: Path) -> None:
    changed(tmp_path, IN_FORCE, WITHOUT_LAST)
    done = run("check", "data.toml", "--previous", EXAMPLES / "guangzhou-2021.toml")
    assert "Y5" not in done.stdout
    assert "缺少2023 年的报告（给出的“" in done.stderr
    assert "是 2021 年的" in done.stderr


def test_last_years_report_that_is_gone_is_told(run: Run, tmp_path: Path) -> None:
    changed(tmp_path)
    (tmp_path / "suqian-2023.toml").rename(tmp_path / "suqian-2023-.toml")
    done = run("check")
    assert done.returncode == 0
    assert (
        "data.toml:10: Y508 提醒：上年文件用不了：找不到“suqian-2023.toml”，是不是旁边的“suqian-2023-.toml”？"
        in done.stdout
    )
    assert run("check", "--strict").returncode == 1
    assert "没有核对 T203、Y501" in done.stderr


@pytest.mark.parametrize("path", ["//host/share/2023.toml", "\\\\\\\\host\\\\share\\\\2023.toml"])
def test_last_years_report_is_not_fetched_from_elsewhere(run: Run, tmp_path: Path, path: str) -> None:
    changed(tmp_path, ('"suqian-2023.toml"', f'"{path}"'))
    assert "没有打开" in run("check").stdout


def test_of_several_last_years_reports_each_finds_its_own(run: Run, tmp_path: Path) -> None:
    changed(tmp_path, WITHOUT_LAST)
    last = EXAMPLES / "suqian-2023.toml"
    done = run("check", "data.toml", "--previous", EXAMPLES / "guangzhou-2021.toml", "--previous", last)
    assert "Y506" in done.stdout
    assert "拿错了" not in done.stderr


def explained(tmp_path: Path, line: str) -> None:
    changed(tmp_path, IN_FORCE, ('["核对说明"]\n', f'["核对说明"]\n{line}\n'))


@pytest.mark.parametrize(
    "key", ["Y502", "Y502 规章", "y502：规章.现行有效件数", "Y502 disclosure.rules.in_force"]
)
def test_an_explanation_answers_a_warning(run: Run, tmp_path: Path, key: str) -> None:
    explained(tmp_path, f'"{key}" = "2024年修订2件，计入制发件数"')
    done = run("check", "--strict")
    assert done.returncode == 0
    assert "Y502 已说明：" in done.stdout
    assert "（说明：2024年修订2件，计入制发件数）" in done.stdout
    assert "已说明 3 处" in done.stderr


def test_an_explanation_for_other_figures_answers_nothing(run: Run, tmp_path: Path) -> None:
    explained(tmp_path, '"Y502 行政规范性文件" = "修订"')
    done = run("check")
    assert "Y502 提醒" in done.stdout
    assert "核对说明“Y502 行政规范性文件”没有对应的提醒" in done.stderr


def test_errors_cannot_be_explained_away(run: Run, tmp_path: Path) -> None:
    changed(
        tmp_path,
        ("[3440, 75, 0, 1, 6, 3, 3525]", "[3440, 75, 0, 1, 6, 3, 3526]"),
        ('["核对说明"]\n', '["核对说明"]\n"T303" = "以实际为准"\n'),
    )
    done = run("check")
    assert done.returncode == 1
    assert "T303 错误" in done.stdout
    assert "核对说明“T303”没有对应的提醒（错误不能用说明代替）" in done.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"规章" = "修订"', "要写成规则编号"),
        ('"Y502" = ""', "“Y502”的说明是空的"),
        ('"Y502 规张" = "修订"', "不认识“规张”这个名称"),
    ],
)
def test_an_explanation_that_cannot_be_used_is_shown(run: Run, tmp_path: Path, line: str, said: str) -> None:
    explained(tmp_path, line)
    done = run("check")
    assert done.returncode == 2
    assert said in done.stderr


def test_an_explanation_that_could_not_be_looked_into_is_not_blamed(run: Run, tmp_path: Path) -> None:
    changed(tmp_path, WITHOUT_LAST)
    done = run("check")
    assert (done.returncode, "没有核对" in done.stdout + done.stderr) == (0, True)
    assert "核对说明" not in done.stderr


def test_strict_makes_warnings_count(run: Run, tmp_path: Path) -> None:
    changed(tmp_path, IN_FORCE)
    assert run("check").returncode == 0
    assert run("check", "--strict").returncode == 1


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "T3"], {"T301", "T302", "T303", "T304", "T305", "T306"}),
        (["--select", "t301,T401"], {"T301", "T401"}),
        (["--select", "T3", "--ignore", "T302，T306", "--ignore", "T304"], {"T301", "T303", "T305"}),
    ],
)
def test_rules_are_chosen_by_code(run: Run, options: list[str], codes: set[str]) -> None:
    assert set(re.findall(r": ([A-Z]+\d+) ", run("check", BAD, *options).stdout)) == codes


def test_a_code_that_no_rule_has_is_refused(run: Run) -> None:
    done = run("check", GOOD, "--select", "T999")
    assert done.returncode == 2
    assert "没有“T999”这条规则" in done.stderr


def test_figures_that_are_there_and_were_not_read_never_pass_in_silence(run: Run, tmp_path: Path) -> None:
    page = write_web(read_toml(EXAMPLES / "suqian-2024.toml"))
    row = re.search(r"2\.重复申请.*?</tr>", page, re.DOTALL)
    assert row
    cell = row[0].rindex("<td")
    page = page.replace(row[0], row[0][:cell] + "</tr>")
    (tmp_path / "年报.html").write_text(page, encoding="utf-8")
    plain, quiet, strict = (run("check", tmp_path, *more) for more in ((), ("--quiet",), ("--strict",)))
    assert "没有读到 7 个数" in plain.stderr
    assert quiet.stderr == f"{tmp_path / '年报.html'}：没有读到 7 个数\n"
    assert (plain.returncode, quiet.returncode, strict.returncode) == (1, 1, 1)
    for command, kind in (("fill", ".docx"), ("export", ".html")):
        made = run(command, tmp_path / "年报.html", "-o", tmp_path / f"生成{kind}")
        assert made.returncode == 1
        assert "没有读到 7 个数，没有生成" in made.stderr
        assert not (tmp_path / f"生成{kind}").exists()


def test_a_table_that_was_not_read_is_no_error_of_the_report_and_does_not_pass(
    run: Run, tmp_path: Path
) -> None:
    page = write_web(read_toml(EXAMPLES / "suqian-2024.toml"))
    (tmp_path / "全.html").write_text(page, encoding="utf-8")
    at = page.rindex("<table")
    without = page[:at] + page[page.index("</table>", at) + 8 :]
    (tmp_path / "缺.html").write_text(without, encoding="utf-8")
    done = run("check", tmp_path)
    assert "T305 提醒：没有读到第四部分表格" in done.stdout
    assert "错误 0，提醒 1，没有读到 15 个数" in done.stderr
    assert "共 2 个文件：1 个没有错误，0 个有错误，1 个没有读全，0 个不能用" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_quiet_says_findings_alone_in_every_format(run: Run, format: str) -> None:
    loud, quiet = (run("check", BAD, "--format", format, *more) for more in ((), ("--quiet",)))
    assert (quiet.returncode, quiet.stderr) == (1, "")
    assert "没有核对的规则" in loud.stdout
    assert "没有核对" not in quiet.stdout
    assert set(quiet.stdout.splitlines()) < set(loud.stdout.splitlines())


def test_quiet_says_findings_alone(run: Run) -> None:
    done = run("check", BAD, "--quiet")
    assert done.stdout
    assert done.stderr == ""


def test_settings_lie_beside_the_data(run: Run, tmp_path: Path) -> None:
    changed(tmp_path, ('"年度" = 2024\n', '"年度" = 2024\n"公布日期" = 2025-03-20\n'))
    assert "FMT112" not in run("check").stdout  # a government has until the end of March
    (tmp_path / "ndbg.toml").write_text('"公布期限" = "02-28"\n"骤变倍数" = 30\n', encoding="utf-8")
    shown = run("check").stdout
    assert "FMT112 提醒：公布日期是2025年3月20日，应在2025年1月1日至2025年2月28日之间" in shown
    assert "Y506" not in shown
    assert "FMT112" not in run("check", "--set", "公布期限=03-31").stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"雷同比例" = 300', "ndbg.toml 第1行第1列：“雷同比例”是百分数，不超过 100"),
        ('"公布期限" = 01-31', '公布期限要加引号：写成 "公布期限" = "02-15"'),
        ('"骤变" = 3', "ndbg.toml 第1行第1列：没有“骤变”这一项设置；可以设置的有：雷同比例、"),
        ('"骤变倍数" = -1', "“骤变倍数”要是一个数，例如 10"),
        ('"公布期限" = "1月底"', "“公布期限”写成月和日，例如 01-31"),
        ('"骤变倍数" = [1]', "“骤变倍数”要是一个数或一个日期"),
        ('"骤变倍数" 3', "ndbg.toml 第1行"),
        ('"落款盖章" = "盖"', '“落款盖章”写成 "是" 或 "否"'),
    ],
)
def test_settings_that_cannot_be_used_are_shown(run: Run, tmp_path: Path, text: str, said: str) -> None:
    changed(tmp_path)
    (tmp_path / "ndbg.toml").write_text(text, encoding="utf-8")
    done = run("check")
    assert done.returncode == 2
    assert said in done.stderr


def test_init_remembers_last_years_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "旧").mkdir()
    (tmp_path / "旧" / "2023.toml").write_bytes((EXAMPLES / "suqian-2023.toml").read_bytes())
    run("init", "2024.toml", "--yes", "--from", "旧/2023.toml")
    assert '"上年文件" = "旧/2023.toml"' in (tmp_path / "2024.toml").read_text(encoding="utf-8")
    assert "上年的报告" not in run("check", "2024.toml").stderr


def test_fill_stops_where_what_came_over_is_wrong(run: Run, tmp_path: Path) -> None:
    changed(tmp_path)
    last = (tmp_path / "suqian-2023.toml").read_text(encoding="utf-8")
    (tmp_path / "suqian-2023.toml").write_text(
        re.sub(
            r'("四、结转下年度继续办理" = \[)(\d+)(.*?)(\d+)\]',
            lambda m: f"{m[1]}{int(m[2]) + 1}{m[3]}{int(m[4]) + 1}]",
            last,
        ),
        encoding="utf-8",
    )
    done = run("fill")
    assert done.returncode == 1
    assert "Y501 错误" in done.stdout
    assert not list(tmp_path.glob("*.docx"))


# -- comments ------------------------------------------------------------------------


def test_findings_are_written_as_comments(run: Run, tmp_path: Path) -> None:
    changed(tmp_path, ("{{本年新收}}", "3522"))
    run("fill", "-o", "年报.docx")
    before = (tmp_path / "年报.docx").read_bytes()
    done = run("check", "年报.docx", "--annotate", "批注.docx")
    assert "已写入：批注.docx" in done.stderr
    assert (tmp_path / "年报.docx").read_bytes() == before
    assert any("X601" in c.text for c in Document(str(tmp_path / "批注.docx")).comments)
    assert "“批注.docx”已经存在" in run("check", "年报.docx", "--annotate", "批注.docx").stderr
    assert run("check", "年报.docx", "--annotate", "批注.docx", "--force").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([GOOD, "--annotate", "a.docx"], "--annotate 只能用在 Word 文件"),
        (["a.docx", "b.docx", "--annotate", "c.docx"], "--annotate 后面请写文件夹的名字"),
        (["a.docx", "--annotate", "c.pdf"], "要以 .docx 结尾"),
    ],
)
def test_only_one_word_file_takes_comments(run: Run, arguments: list[str | Path], said: str) -> None:
    done = run("check", *arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_draft_has_its_findings_as_comments(run: Run, tmp_path: Path) -> None:
    run("fill", BAD, "--draft", "-o", tmp_path / "稿.docx")
    codes = {c.text.split()[1] for c in Document(str(tmp_path / "稿（草稿）.docx")).comments if " " in c.text}
    assert {"FMT101", "T303", "X601"} <= codes


@pytest.mark.parametrize("format", ["plain", "json", "sarif"])
def test_several_at_a_time_tell_the_same_in_the_same_order(run: Run, tmp_path: Path, format: str) -> None:
    files = [*(EXAMPLES / f"{name}.toml" for name in GOOD_EXAMPLES), BAD, tmp_path / "没有.toml"] * 2
    one, two = (run("check", *files, "--format", format, "--jobs", jobs) for jobs in ("1", "2"))
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
    assert one.returncode == 2
