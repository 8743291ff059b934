"""`ndbg verify`: whether the document that was signed still says what the data say."""

import re
from pathlib import Path

import pytest
from docx import Document

from tests.conftest import EXAMPLES, Run


@pytest.fixture
def signed(run: Run, tmp_path: Path) -> Path:
    """A report with its sheet, and the data it was filled from."""
    for year in (2023, 2024):
        (tmp_path / f"suqian-{year}.toml").write_bytes((EXAMPLES / f"suqian-{year}.toml").read_bytes())
    assert run("fill", "suqian-2024.toml", "--sign-off", "-o", "年报.docx").returncode == 0
    return tmp_path / "suqian-2024.toml"


def change(data: Path, old: str, new: str) -> None:
    text = data.read_text(encoding="utf-8")
    assert old in text
    data.write_text(text.replace(old, new), encoding="utf-8")


def test_what_was_signed_is_what_the_data_say(run: Run, signed: Path) -> None:
    done = run("verify", "年报.docx", signed.name)
    assert done.returncode == 0
    assert re.fullmatch(r"一致：200 个数和正文都相同；数据指纹 (?:[0-9A-F]{4} ?){4}\n", done.stdout)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"行政强制" = 29351',
            '"行政强制" = 29352',
            "第二部分表格“行政强制”行“本年处理决定数量”列（第2个表格第11行第2列）：报告里是“29351”，数据文件里是“29352”",
        ),
        ('监测次数" = 3', '监测次数" = 4', "“一、总体情况”第6段：报告里是“…全年开展网上监测3次"),
        (
            '"机关" = "宿迁市"',
            '"机关" = "宿迁市人民政府"',
            "标题：报告里是“宿迁市 2024年”，数据文件里是“宿迁市人民政府 2024年”",
        ),
    ],
)
def test_each_difference_is_named(run: Run, signed: Path, old: str, new: str, said: str) -> None:
    change(signed, old, new)
    done = run("verify", "年报.docx", signed.name)
    assert done.returncode == 1
    assert said in done.stdout
    assert re.search(r"不一致：[1-4] 处不同\n$", done.stdout)


def test_a_line_that_stands_twice_is_told_as_such(run: Run, signed: Path, tmp_path: Path) -> None:
    run("export", signed.name, "-o", "年报.html")
    page = tmp_path / "年报.html"
    row = next(r for r in re.findall(r"(?s)<tr.*?</tr>", page.read_text(encoding="utf-8")) if "行政强制" in r)
    change(page, row, row * 2)
    done = run("verify", "年报.html", signed.name)
    assert done.returncode == 1
    assert "（第1个表格第11行第2列）：报告里是“出现了不止一次”，数据文件里是“29351”\n" in done.stdout


def test_the_two_files_the_wrong_way_round(run: Run, signed: Path) -> None:
    done = run("verify", signed.name, "年报.docx")
    assert done.returncode == 2
    assert "先写报告，再写数据文件" in done.stderr


def test_a_file_that_holds_no_report(run: Run, signed: Path, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_text("没有内容", encoding="utf-8")
    assert run("verify", "空.txt", signed.name).returncode == 2


@pytest.mark.parametrize(
    "line", ["联系电话：123；另收取信息处理费99件", "附件：另行收费的说明", "审核意见：数据有误"]
)
def test_what_was_added_below_the_signature_is_told(
    run: Run, signed: Path, tmp_path: Path, line: str
) -> None:
    document = Document(str(tmp_path / "年报.docx"))
    document.add_paragraph("2025年1月20日")
    document.add_paragraph(line)
    document.save(str(tmp_path / "年报.docx"))
    done = run("verify", "年报.docx", signed.name)
    assert done.returncode == 1
    assert f"落款下面的文字：报告里是“{line}”，数据文件里是“没有”" in done.stdout


def test_a_part_of_the_name_alone_is_no_signature(run: Run, signed: Path, tmp_path: Path) -> None:
    document = Document(str(tmp_path / "年报.docx"))
    document.add_paragraph("宿迁市办公室")
    document.save(str(tmp_path / "年报.docx"))
    assert run("verify", "年报.docx", signed.name).returncode == 1
