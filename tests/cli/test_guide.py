"""The guided start: a person who types no commands, with a terminal; and files dropped on the program."""

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from ndbg.cli.guide import dropped, path_of
from tests.conftest import EXAMPLES, Run

needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are not Windows'")


class Person:
    """Somebody at a terminal in a folder, who reads and types."""

    def __init__(self, folder: Path, *words: str) -> None:
        import pexpect

        command = [sys.executable, "-W", "error", "-m", "ndbg", *words]
        self._program: Any = pexpect.spawn(  # type: ignore[no-untyped-call]
            command[0],
            command[1:],
            cwd=folder,
            encoding="utf-8",
            codec_errors="replace",
            timeout=60,
            dimensions=(50, 100),
        )

    def reads(self, text: str) -> str:
        """Wait for a text; gives what stood before it."""
        self._program.expect(re.escape(text))
        return str(self._program.before)

    def types(self, text: str) -> None:
        self._program.sendline(text)

    def leaves(self) -> int:
        import pexpect

        self._program.expect(pexpect.EOF)
        self._program.close()
        return int(self._program.exitstatus)

    def gone(self) -> None:
        self._program.close(force=True)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for name in ("suqian-2023.toml", "suqian-2024.toml", "mistakes.toml"):
        shutil.copy(EXAMPLES / name, tmp_path)
    return tmp_path


@needs_terminal
def test_a_report_is_checked_with_last_years_and_the_command_is_shown(desk: Path) -> None:
    (desk / "去年 的").mkdir()
    shutil.copy(desk / "suqian-2023.toml", desk / "去年 的" / "年报.toml")
    person = Person(desk)
    person.reads("1 核对一份报告")
    person.reads("6 退出")
    person.types("1")
    person.reads("要核对的报告")
    person.types("没有.docx")
    person.reads("找不到文件“没有.docx”")
    person.types("去年 的")
    person.reads("“去年 的”是一个文件夹")
    person.types("suqian-2024.docx")
    person.reads("是不是“suqian-2024.toml”？")
    person.types(f"'{desk / 'suqian-2024.toml'}'")
    person.reads("上年的报告")
    person.types(str(desk / "去年 的" / "年报.toml").replace(" ", "\\ "))
    person.reads("check")
    person.reads("--previous")
    person.reads("已说明 2 处")
    person.reads("生成 Word 送签稿吗")
    person.types("")
    person.reads("请选一项")
    person.types("6")
    assert person.leaves() == 0


@needs_terminal
def test_a_report_is_made_for_signing(desk: Path) -> None:
    person = Person(desk)
    person.types("5")
    person.reads("数据文件")
    person.types("suqian-2024.toml")
    person.reads("fill --sign-off suqian-2024.toml")
    person.reads("已生成")
    person.reads("请选一项")
    person.types("退出")
    assert person.leaves() == 0
    assert (desk / "宿迁市2024年政府信息公开工作年度报告.docx").exists()


@needs_terminal
def test_a_new_one_is_begun_and_can_be_left(desk: Path) -> None:
    person = Person(desk)
    person.types("2")
    person.reads("放在哪个文件夹")
    person.types("")
    person.reads("用 Excel 表填，输入 1")
    person.types("")
    person.reads("init data.toml")
    person.reads("机关全称")
    person.gone()


@needs_terminal
def test_a_new_one_may_be_a_workbook_which_is_made_at_once(desk: Path) -> None:
    person = Person(desk)
    person.types("2")
    person.reads("放在哪个文件夹")
    person.types("")
    person.reads("用 Excel 表填，输入 1")
    person.types("1")
    person.reads("机关全称")
    person.types("某市档案局")
    person.reads("报告年度")
    person.types("2024")
    person.reads("init --agency 某市档案局 --year 2024 填报表.xlsx")
    person.reads("用 Excel 或 WPS 打开 填报表.xlsx")
    person.reads("请选一项")
    person.types("4")
    person.reads("数据文件，直接回车就是 填报表.xlsx")
    person.types("")
    person.reads("请在 Excel 或 WPS 里接着填")
    person.reads("请选一项")
    person.types("6")
    assert person.leaves() == 0


@needs_terminal
def test_what_is_no_choice_is_said_and_an_end_of_input_ends_it(desk: Path) -> None:
    person = Person(desk)
    person.reads("请选一项")
    person.types("9")
    person.reads("请输入 1 到 6 的数字")
    person.reads("请选一项")
    person.types("\x04")
    assert person.leaves() == 0


@needs_terminal
def test_a_file_dropped_on_the_program_is_checked_and_what_comes_next_is_offered(desk: Path) -> None:
    person = Person(desk, str(desk / "suqian-2024.toml"))
    person.reads("运行：")
    person.reads("生成 Word 送签稿吗")
    person.types("是")
    person.reads("已生成")
    assert person.leaves() == 0


def test_a_dropped_file_is_checked_with_last_years_beside_it(run: Run, desk: Path) -> None:
    text = (desk / "suqian-2024.toml").read_text("utf-8")
    (desk / "suqian-2024.toml").write_text(text.replace('"上年文件"', '# "上年文件"'), "utf-8")
    done = run("suqian-2024.toml")
    assert "check suqian-2024.toml --previous suqian-2023.toml" in done.stdout
    assert "Y506" in done.stdout
    both = run("suqian-2024.toml", "mistakes.toml")
    assert "check suqian-2024.toml mistakes.toml --previous suqian-2023.toml" in both.stdout


@needs_terminal
def test_last_years_beside_a_report_is_offered(desk: Path) -> None:
    text = (desk / "suqian-2024.toml").read_text("utf-8")
    (desk / "suqian-2024.toml").write_text(text.replace('"上年文件"', '# "上年文件"'), "utf-8")
    person = Person(desk)
    person.types("1")
    person.reads("要核对的报告")
    person.types("suqian-2024.toml")
    person.reads("直接回车就用旁边的“suqian-2023.toml”")
    person.types("")
    person.reads("check suqian-2024.toml --previous suqian-2023.toml")
    person.reads("生成 Word 送签稿吗")
    person.types("")
    person.types("6")
    assert person.leaves() == 0


def test_the_files_in_a_dropped_folder_are_checked(run: Run, desk: Path) -> None:
    (desk / "收 件").mkdir()
    shutil.copy(desk / "mistakes.toml", desk / "收 件")
    done = run("收 件")
    assert done.returncode == 1
    assert '运行：ndbg check "收 件"' in done.stdout
    assert "T401" in done.stdout


def test_several_dropped_files_are_checked_together(run: Run, desk: Path) -> None:
    done = run("suqian-2024.toml", "mistakes.toml")
    assert done.returncode == 1
    assert "运行：" in done.stdout
    assert "mistakes.toml" in done.stdout


def test_without_a_terminal_the_help_page_is_shown(run: Run) -> None:
    done = run()
    assert done.returncode == 2
    assert "用法：" in done.stderr


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ("年报.docx", "年报.docx"),
        ("  '/a b/年报.docx' ", "/a b/年报.docx"),
        ('"C:\\年 报\\a.docx"', "C:\\年 报\\a.docx"),
        ("& 'C:\\年报\\a.docx'", "C:\\年报\\a.docx"),
        ("file:///a/%E5%B9%B4%E6%8A%A5.docx", "/a/年报.docx"),
        ("file:///C:/a/b.docx", "C:/a/b.docx"),
        ("“年报.docx”", "年报.docx"),
    ],
)
def test_a_file_that_is_dragged_in_is_known(answer: str, path: str) -> None:
    assert path_of(answer) == path


def test_of_a_name_with_one_quote_the_quote_is_left_out(tmp_path: Path) -> None:
    there = tmp_path / "年报.docx"
    there.write_bytes(b"")
    assert [path_of(answer) for answer in (f'"{there}', f"{there}”", f"{there}")] == [f"{there}"] * 3
    assert path_of('"没有.docx') == '"没有.docx'


def test_a_word_that_is_no_file_is_a_command_that_was_mistyped(tmp_path: Path) -> None:
    assert not dropped(["chek"], ("check",))
    assert not dropped([], ("check",))
