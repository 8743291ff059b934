"""Mistakes as clerks make them: what is said helps, and a command that is advised does what it is advised for."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from ndbg.program import command
from tests.conftest import EXAMPLES, Run

Desk = Callable[[Run, Path], None]


def _typed(line: str) -> list[str]:
    return shlex.split(line)[1:]


def _report(run: Run, folder: Path, name: str = "年报.docx") -> None:
    done = run("fill", EXAMPLES / "suqian-2024.toml", "-o", folder / name)
    assert done.returncode == 0, done.stderr


def _nameless(run: Run, folder: Path) -> None:
    """A report whose title does not say whose it is, in a folder and under a name with blanks."""
    (folder / "收 件").mkdir()
    page = run("export", EXAMPLES / "suqian-2024.toml", "-o", folder / "页.html")
    assert page.returncode == 0
    text = (folder / "页.html").read_text(encoding="utf-8").replace("宿迁市", "")
    (folder / "收 件" / "年 报.html").write_text(text, encoding="utf-8")


def _received(run: Run, folder: Path) -> None:
    (folder / "收件").mkdir()
    _report(run, folder / "收件", "宿迁市.docx")
    (folder / "名册.csv").write_text("名称,上级,类别\n某省,,政府\n宿迁市,某省,政府\n", encoding="utf-8")


class Mistake(NamedTuple):
    """A mistake: how the desk looks, what is typed, and what is said of it."""

    desk: Desk
    typed: str
    said: str


MISTAKES = {
    "no data file yet": Mistake(lambda *_: None, "ndbg check", "这个文件夹里没有 data.toml；"),
    "the name of the office is in no title": Mistake(
        _nameless, 'ndbg fill "收 件/年 报.html"', "没有找到机关名称"
    ),
    "the reports that came in for what was collected": Mistake(
        _received, "ndbg merge 收件", "“收件”不是 collect 建立的文件夹；"
    ),
    "the result of a check is asked for": Mistake(
        lambda run, folder: _report(run, folder, "年 报（1）.docx"),
        'ndbg fill "年 报（1）.docx"',
        "没有核对的规则",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_the_command_that_is_advised_can_be_run(run: Run, tmp_path: Path, name: str) -> None:
    mistake = MISTAKES[name]
    mistake.desk(run, tmp_path)
    done = run(*_typed(mistake.typed))
    told = done.stdout + done.stderr
    assert mistake.said in told
    advised = re.findall(r'ndbg (?:"[^"]*"|[^ “”；，。）\n"]+)(?: (?:"[^"]*"|[-\w./（）]+))*', told)
    assert advised, told
    words = [word.replace("名册.xlsx", "名册.csv") for word in _typed(advised[0].removesuffix(" 建立"))]
    followed = run(*words)
    assert followed.returncode == 0, (advised, followed.stderr)


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("年报.docx", "年报.docx"),
        ("今年/年报（终稿）.docx", "今年/年报（终稿）.docx"),
        ("今年 年报.docx", '"今年 年报.docx"'),
        ("年报(1).docx", '"年报(1).docx"'),
        ("甲&乙.docx", '"甲&乙.docx"'),
        ("$HOME 年报.docx", "'$HOME 年报.docx'"),
        ("", '""'),
    ],
)
def test_a_name_in_a_command_is_in_quotes_where_a_shell_would_split_it(
    monkeypatch: pytest.MonkeyPatch, word: str, typed: str
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert command("check", word) == f"ndbg check {typed}"
    assert shlex.split(command("check", word))[1:] == ["check", word]
