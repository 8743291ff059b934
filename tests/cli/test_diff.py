"""`ndbg diff` as a reviewer, a pipe and a program see it."""

import json
import re
import sys
from pathlib import Path

import pytest

from ndbg.show.lines import width
from tests import forms
from tests.conftest import EXAMPLES, Run, numbered_report
from tests.official import FORM_2021

OLD = EXAMPLES / "suqian-2023.toml"
NEW = EXAMPLES / "suqian-2024.toml"


def test_a_pipe_gets_plain_text_of_80_columns(run: Run) -> None:
    done = run("diff", OLD, NEW, COLUMNS="80")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert max(map(width, done.stdout.split("\n")[2:])) <= 80  # the paths above may be longer
    assert re.search(r"行政复议 +440 +170 +-270 +-61\.36%", done.stdout)
    assert "2023年“四、结转下年度继续办理”121，2024年“二、上年结转政府信息公开申请数" in done.stdout


def test_json_is_by_the_ids_of_the_form(run: Run) -> None:
    shown = json.loads(run("diff", OLD, NEW, "--format", "json").stdout)
    assert shown["figures"].keys() == FORM_2021.cells.keys()
    assert shown["figures"]["requests.new.total"] == {"old": 3511, "new": 3525, "change": 14, "percent": 0.4}


@pytest.mark.parametrize(
    ("name", "options", "begins"),
    [
        ("对照.md", (), "# 宿迁市 2023年 → 宿迁市 2024年\n"),
        ("对照.json", (), '{\n  "old": {'),
        ("对照.txt", (), "前一份：宿迁市 2023年  "),
        ("对照.txt", ("--format", "markdown"), "# 宿迁市"),
        ("对照.md", ("--format", "json"), "{\n"),
    ],
)
def test_a_file_is_written_in_the_format_of_its_name_or_as_told(
    run: Run, tmp_path: Path, name: str, options: tuple[str, ...], begins: str
) -> None:
    done = run("diff", OLD, NEW, "-o", name, *options)
    assert (done.returncode, done.stdout) == (0, f"已写入：{name}\n")
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_on_the_screen_and_in_a_file_markdown_is_the_same(run: Run, tmp_path: Path) -> None:
    run("diff", OLD, NEW, "-o", "a.md")
    assert run("diff", OLD, NEW, "--format", "markdown").stdout == (tmp_path / "a.md").read_text(
        encoding="utf-8"
    )


def test_an_existing_file_is_kept_without_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"mine")
    done = run("diff", OLD, NEW, "-o", "a.md")
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert (tmp_path / "a.md").read_bytes() == b"mine"
    assert run("diff", OLD, NEW, "-o", "a.md", "--force").returncode == 0
    assert (tmp_path / "a.md").read_bytes() != b"mine"


def test_formats_may_differ(run: Run) -> None:
    """A Word report against its own data: every figure and every paragraph is the same."""
    run("fill", NEW, "-o", "年报.docx")
    shown = json.loads(run("diff", "年报.docx", NEW, "--format", "json").stdout)
    assert {pair["change"] for pair in shown["figures"].values()} == {0, "0.0000"}
    assert shown["moved"] == []
    passages = [p for section in shown["prose"].values() for p in section["paragraphs"]]
    assert passages
    assert all(passage["unchanged"] for passage in passages)


def test_what_was_not_read_is_said_and_is_not_0(run: Run, tmp_path: Path) -> None:
    texts = {id: figure.text for id, figure in numbered_report().figures.items()}
    texts |= {"requests.granted.total": "/", "disclosure.licences.decisions": "约3"}
    style = forms.Style(value=texts.__getitem__, title=("某局2023年政府信息公开工作年度报告",))
    (tmp_path / "年报.docx").write_bytes(forms.form(style))
    done = run("diff", "年报.docx", NEW)
    assert done.returncode == 0
    assert "注意：前一份有 2 个数未读出" in done.stdout
    assert re.search(r"行政许可 +未读出 +1573179\n", done.stdout)
    assert re.search(r"（一）予以公开 +未读出 +1431\n", done.stdout)


def test_years_in_the_wrong_order_are_said_and_still_compared(run: Run) -> None:
    done = run("diff", NEW, OLD)
    assert done.returncode == 0
    assert "次序写反了" in done.stdout
    assert re.search(r"行政复议 +170 +440 +\+270 ", done.stdout)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((OLD, "没有.toml"), "找不到文件“没有.toml”"),
        (("没有.toml", NEW), "找不到文件“没有.toml”"),
        (("空.html", NEW), "“空.html”里没有找到报告的表格和正文"),
        ((OLD,), "缺少“本年文件”"),
        ((OLD, NEW, "--format", "plain"), "--format 只能是："),
    ],
)
def test_what_cannot_be_compared_is_told(
    run: Run, tmp_path: Path, files: tuple[str | Path, ...], said: str
) -> None:
    (tmp_path / "空.html").write_text("<p>你好</p>", encoding="utf-8")
    done = run("diff", *files)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_how_a_file_had_to_be_read_is_told_beside_the_result(run: Run, tmp_path: Path) -> None:
    (tmp_path / "旧.toml").write_bytes(OLD.read_bytes().decode().encode("gb18030"))
    done = run("diff", "旧.toml", NEW)
    assert "按 GBK 读取" in done.stderr
    assert "GBK" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is driven with pexpect")
def test_a_terminal_of_80_columns_gets_colour_and_no_broken_lines() -> None:
    pexpect = pytest.importorskip("pexpect")

    program = pexpect.spawn(
        sys.executable,
        ["-m", "ndbg", "diff", OLD.name, NEW.name],
        cwd=str(EXAMPLES),
        env={"PATH": "", "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"},
        dimensions=(40, 80),
        encoding="utf-8",
        timeout=60,
    )
    program.expect(pexpect.EOF)
    program.close()
    assert program.exitstatus == 0
    assert "\x1b[1;33m" in program.before
    lines = re.sub(r"\x1b\[[0-9;]*m", "", program.before).split("\r\n")
    assert max(map(width, lines)) <= 80
    assert lines[-2] == "每一列的数和正文的全文：加上 -o 对照.md"
