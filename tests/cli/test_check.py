"""`ndbg check` as a clerk, an editor and a program see it."""

import json
import re
import sys
from pathlib import Path

import pytest

from ndbg.check.catalogue import RULES
from ndbg.form import FORM
from tests import forms
from tests.conftest import EXAMPLES, GOOD_EXAMPLES, Run

GOOD = EXAMPLES / "suqian-2024.toml"
BAD = EXAMPLES / "mistakes.toml"


@pytest.mark.parametrize("name", GOOD_EXAMPLES)
def test_the_real_examples_are_clean(run: Run, name: str) -> None:
    done = run("check", EXAMPLES / f"{name}.toml")
    assert (done.returncode, done.stdout) == (0, "")
    assert "未发现问题" in done.stderr


def test_the_example_of_mistakes_shows_every_rule(run: Run) -> None:
    done = run("check", BAD)
    assert done.returncode == 1
    assert {rule.code for rule in RULES} == set(re.findall(r": ([A-Z]+\d+) ", done.stdout))


def test_in_a_pipe_each_finding_is_one_line(run: Run) -> None:
    lines = run("check", BAD).stdout.splitlines()
    assert lines
    for line in lines:
        assert re.fullmatch(rf"{re.escape(str(BAD))}:\d+: (FMT|T)\d{{3}} (错误|提醒|提示)：.+", line)


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


def test_json_has_the_promised_shape(run: Run) -> None:
    done = run("check", BAD, "--format", "json")
    result = json.loads(done.stdout)
    assert list(result) == ["file", "findings", "unevaluated", "summary"]
    assert result["file"] == str(BAD)
    assert set(result["summary"]) == {"error", "warning", "info"}
    for finding in result["findings"]:
        assert list(finding) == [
            "code", "severity", "message", "cells", "expected", "actual", "difference", "line",
        ]  # fmt: skip
        assert set(finding["cells"]) <= set(FORM.cells)
    unequal = next(f for f in result["findings"] if f["code"] == "T303")
    assert (unequal["expected"], unequal["actual"], unequal["difference"]) == (12, 13, 1)
    assert {u["code"] for u in result["unevaluated"]} == {"T201", "T301", "T303", "T401"}
    severities = [finding["severity"] for finding in result["findings"]]
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


def test_several_files_as_json_are_a_list(run: Run) -> None:
    items = json.loads(run("check", GOOD, BAD, "没有.toml", "--format", "json").stdout)
    assert [bool(item["findings"]) for item in items] == [False, True, False]
    assert [bool(item.get("errors")) for item in items] == [False, False, True]
    assert all(item["summary"].keys() == {"error", "warning", "info"} for item in items)


def test_without_a_file_data_toml_is_checked(run: Run, tmp_path: Path) -> None:
    assert run("check").returncode == 2
    (tmp_path / "data.toml").write_bytes(GOOD.read_bytes())
    assert run("check").returncode == 0


def test_a_file_that_does_not_parse_is_shown_with_a_mark(run: Run, tmp_path: Path) -> None:
    text = GOOD.read_text(encoding="utf-8").replace('"规章" = [2, 1, 12]', '"规章" = [2，1, 12]')
    (tmp_path / "data.toml").write_text(text, encoding="utf-8")
    done = run("check")
    assert done.returncode == 2
    lines = done.stderr.split("\n")
    assert re.fullmatch(
        r"data\.toml 第\d+行第10列：这里是全角的「，」，请改成半角的「,」（关掉中文输入法再输入）", lines[0]
    )
    # Under the sign, each Chinese character before it being two columns wide.
    assert lines[1] == '    "规章" = [2，1, 12]'
    assert lines[2] == "    " + " " * 11 + "^^"


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
    done = run("check", "年报.docx")
    assert done.returncode == 0, done.stdout + done.stderr


def test_other_files_are_refused_with_what_can_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ")
    done = run("check", "a.exe")
    assert done.returncode == 2
    assert "能读 .toml、.docx、.html、.xlsx、.pdf、.txt、.md" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is driven with pexpect")
def test_a_terminal_sees_the_progress_of_many_files(tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")

    files = []
    for number in range(30):
        files.append(str(tmp_path / f"{number}.toml"))
        (tmp_path / f"{number}.toml").write_bytes(GOOD.read_bytes())
    program = pexpect.spawn(sys.executable, ["-m", "ndbg", "check", *files], encoding="utf-8", timeout=60)
    program.expect_exact("正在核对")
    program.expect_exact("共 30 个文件：30 个没有错误")
    program.expect(pexpect.EOF)
    program.close()
    assert program.exitstatus == 0


def test_a_word_report_is_told_by_table_row_and_column(run: Run, tmp_path: Path) -> None:
    values = dict.fromkeys(FORM.cells, "0") | {"requests.granted.total": "／", "requests.new.total": "１"}
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
