"""Arguments as hurried clerks type them: what is meant is done once, what cannot be done is told in one line."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Path:
    """A desk with this year's data and report, last year's data, a folder and an empty file."""
    for name, source in (("今年.toml", "suqian-2024"), ("suqian-2023.toml", "suqian-2023")):
        shutil.copy(EXAMPLES / f"{source}.toml", tmp_path / name)
    shutil.copy(EXAMPLES / "suqian-2024.toml", tmp_path / "今年.txt")
    (tmp_path / "夹").mkdir()
    (tmp_path / "空.toml").touch()
    assert run("fill", "今年.toml", "-o", "年报.docx").returncode == 0
    return tmp_path


REFUSED = {
    "a folder for a form": ("fill 今年.toml --template 夹", "表样“夹”是一个文件夹，请写出里面的文件名"),
    "a folder for the file with comments": (
        "check 年报.docx --annotate 夹",
        "“夹”是一个文件夹，请写出文件名，例如 --annotate 夹/批注_年报.docx",
    ),
    "a new name without a suffix": (
        "import 年报.docx -o 数据",
        "“数据”没有后缀：写成文件的，请写 数据.toml；要写到文件夹里，请先建立这个文件夹",
    ),
    "the data for the report": (
        "verify 今年.toml 今年.toml",
        "“今年.toml”就是要核对的文件；先写报告，再写数据文件：ndbg verify 年报.docx data.toml",
    ),
    "the report for the data": (
        "verify 今年.toml 年报.docx",
        "“年报.docx”不是数据文件；先写报告，再写数据文件：ndbg verify 年报.docx data.toml",
    ),
    "an empty data file": (
        "fill 空.toml",
        "“空.toml”是空的，一个字也没有；请检查是不是没有保存好、没有拷完",
    ),
    "last year's data to take this year's report into": (
        "import 年报.docx --into suqian-2023.toml",
        "“年报.docx”是 2024 年的报告，“suqian-2023.toml”是 2023 年的数据，没有改",
    ),
}


@pytest.mark.parametrize(("typed", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_told_in_one_line(run: Run, desk: Path, typed: str, said: str) -> None:
    before = {path: path.read_bytes() for path in desk.iterdir() if path.is_file()}
    done = run(*typed.split())
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{said}\n")
    assert {path: path.read_bytes() for path in desk.iterdir() if path.is_file()} == before


def test_the_store_of_collected_reports_is_no_folder_to_check(run: Run, desk: Path) -> None:
    (desk / "名册.csv").write_text("名称,上级,类别\n某省,,政府\n宿迁市,某省,政府\n", encoding="utf-8")
    shutil.copy(desk / "年报.docx", desk / "夹")
    run("collect", "夹", "-o", "2024年", "--roster", "名册.csv")
    done = run("check", "2024年")
    assert (done.returncode, done.stdout) == (2, "")
    assert "“2024年”是 collect 存放报告的文件夹" in done.stderr
    assert "ndbg collect 2024年 --status" in done.stderr


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("fill 今年.toml ./今年.toml 夹/../今年.toml -o 新.docx", "新.docx"),
        ("export 今年.toml 今年.toml -o 新.md", "新.md"),
        ("import 今年.toml 夹/../今年.toml -o 新.json", "新.json"),
    ],
)
def test_a_file_that_is_named_twice_is_one(run: Run, desk: Path, typed: str, made: str) -> None:
    done = run(*typed.split())
    assert (done.returncode, "共" in done.stderr) == (0, False), done.stderr
    assert (desk / made).exists()


def test_a_report_that_is_named_twice_is_checked_once(run: Run, desk: Path) -> None:
    once, twice = run("check", "今年.toml"), run("check", "今年.toml", "夹/../今年.toml")
    assert (once.stdout, once.stderr) == (twice.stdout, twice.stderr)


def test_the_data_of_another_year_are_told_before_all_that_differs(run: Run, desk: Path) -> None:
    done = run("verify", "年报.docx", "suqian-2023.toml")
    said = "年报.docx：这是 2024 年的报告，“suqian-2023.toml”是 2023 年的数据，请看一看是不是写错了文件\n"
    assert (done.returncode, done.stderr) == (1, said)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_data_file_under_the_suffix_of_texts_is_one_for_every_command(
    run: Run, desk: Path, encoding: str
) -> None:
    text = (desk / "今年.txt").read_text(encoding="utf-8")
    (desk / "今年.txt").write_text(text, encoding=encoding)
    assert "已说明 2 处" in run("check", "今年.txt").stderr
    assert run("fill", "今年.txt", "-o", "新.docx").returncode == 0
