"""`ndbg check` on the low road: Word files as offices have them, by folder, beside last year's."""

from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from tests.conftest import EXAMPLES, Run
from tests.levels.city import YEAR, changed, city
from tests.levels.office import Desk
from tests.read.slips import RIGHT

EDUCATION = "云州市教育局"
NAMES = ("海州市水利局", "海州市档案局", "海州市审计局")


@pytest.fixture
def folders(run: Run, tmp_path: Path) -> Path:
    """The reports of three offices of two years as Word files in two folders, named in different ways."""
    for year, folder in ((2023, "去年"), (2024, "今年")):
        (tmp_path / folder).mkdir()
        for number, name in enumerate(NAMES):
            text = RIGHT.replace("海州市水利局", name).replace("2024年", f"{year}年")
            text = text.replace('"年度" = 2024', f'"年度" = {year}').replace(
                "2025-01-24", f"{year + 1}-01-24"
            )
            text = text.replace("[3, 1, 20]", f"[{number}, 0, {18 + number if year == 2024 else 18}]")
            (tmp_path / "data.toml").write_text(text, encoding="utf-8")
            place = f"{folder}/{name if year == 2024 else number}.docx"
            done = run("fill", "-o", place)
            assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "data.toml").unlink()
    return tmp_path


def overtype(path: Path, old: str, new: str) -> None:
    document = Document(str(path))
    paragraph = next(p for p in document.paragraphs if old in p.text)
    paragraph.text = paragraph.text.replace(old, new)
    document.save(str(path))


def test_a_folder_is_checked_with_one_line_a_report_at_the_end(run: Run, folders: Path) -> None:
    document = Document(str(folders / "今年" / "海州市档案局.docx"))
    next(c for r in document.tables[1].rows for c in r.cells[-1:] if "1" in c.text).text = "2"
    document.save(str(folders / "今年" / "海州市档案局.docx"))
    done = run("check", "今年", "--previous", "去年")
    assert done.returncode == 1
    lines = done.stderr.strip().split("\n")[-4:]
    assert [line.strip().partition("（")[0].partition("，")[0] for line in lines[:3]] == [
        "海州市审计局：错误 0",
        "海州市档案局：错误 2",
        "海州市水利局：错误 0",
    ]
    assert lines[3] == "共 3 个文件：2 个没有错误，1 个有错误，0 个不能用"
    assert "Y502" not in done.stdout  # each was held against its own of last year


def test_what_is_left_of_last_year_is_found_in_an_overtyped_file(run: Run, folders: Path) -> None:
    place = folders / "今年" / "海州市水利局.docx"
    overtype(place, "2024年，全局共收到", "2023年，全局共收到")
    done = run("check", "今年/海州市水利局.docx", "--previous", "去年/0.docx")
    assert "X605" in done.stdout
    assert "2023年" in done.stdout


def test_files_that_are_no_reports_are_left_aside_and_broken_ones_are_told(run: Run, folders: Path) -> None:
    note = Document()
    note.add_paragraph("关于报送年度报告的通知")
    note.add_paragraph("各单位：请于一月底前报送。")
    note.save(str(folders / "今年" / "通知.docx"))
    (folders / "今年" / "坏的.docx").write_bytes(b"PK")
    (folders / "今年" / "~$通知.docx").write_bytes(b"x")
    (folders / "今年" / "图.png").write_bytes(b"x")
    done = run("check", "今年")
    assert done.returncode == 2
    assert "今年/通知.docx：不是政府信息公开工作年度报告，没有核对" in done.stderr
    assert "今年/坏的.docx：不能用" in done.stderr
    assert "共 4 个文件：3 个没有错误，0 个有错误，1 个不能用" in done.stderr


def test_comments_are_written_into_a_folder(run: Run, folders: Path) -> None:
    done = run("check", "今年", "--previous", "去年", "--annotate", "批注")
    assert done.returncode == 0, done.stderr
    written = sorted(path.name for path in (folders / "批注").iterdir())
    assert written == sorted(f"{name}.docx" for name in NAMES)
    document = Document(str(folders / "批注" / "海州市水利局.docx"))
    assert any("核对结果" in comment.text for comment in document.comments)
    again = run("check", "今年", "--annotate", "批注")
    assert again.returncode == 2
    assert "已经存在" in again.stderr
    count = len(NAMES)
    assert again.stderr.count("：没有写批注：“批注/") == count
    # A report is good or not, whether or not its comments could be written.
    assert f"{count} 个没有错误，0 个有错误，0 个不能用；批注写了 0 份，没有写 {count} 份" in again.stderr
    forced = run("check", "今年", "--annotate", "批注", "--force")
    assert (forced.returncode, f"；批注写了 {count} 份\n" in forced.stderr) == (0, True)


def test_a_report_without_one_of_last_year_is_told(run: Run, folders: Path) -> None:
    (folders / "去年" / "0.docx").unlink()
    done = run("check", "今年", "--previous", "去年")
    assert "今年/海州市水利局.docx：没有找到它上年的报告，和上年有关的规则没有核对" in done.stderr
    assert done.stderr.count("没有找到它上年的报告") == 1


def test_an_empty_folder_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    done = run("check", "空")
    assert done.returncode == 2
    assert "文件夹“空”里没有能读的报告" in done.stderr


def test_examples_by_folder(run: Run) -> None:
    done = run("check", EXAMPLES, "--quiet")
    assert done.returncode == 1
    assert "不是政府信息" not in done.stderr


@pytest.mark.parametrize("folder", ["2023年", "上年收件"], ids=["of collect", "as received"])
def test_of_several_reports_of_last_year_the_last_one_is_compared(
    run: Run, tmp_path: Path, folder: str
) -> None:
    last, body = city(30).last[EDUCATION], city(30).now[EDUCATION]
    cell = "requests.carried_out.total"
    draft = changed(last, {cell: last.figures[cell].value + 2})
    desk = Desk(tmp_path, (EDUCATION,))
    names = [f"{EDUCATION}.md", f"{EDUCATION}（修改稿）.md"]
    desk.put(dict(zip(names, (draft, last), strict=True)), datetime(2024, 1, 12), YEAR - 1)
    desk.take(YEAR - 1)
    desk.put({EDUCATION: body})
    done = run("check", f"收件/{EDUCATION}.md", "--previous", folder, "--select", "Y501")
    assert (done.returncode, "Y501" in done.stdout) == (0, False)
    told = f"上年的报告有 2 份，用的是“上年收件/{names[1]}”，没有用“上年收件/{names[0]}”"
    assert (told in done.stderr) is (folder == "上年收件")
    done = run("check", f"收件/{EDUCATION}.md", "--previous", f"上年收件/{names[0]}", "--select", "Y501")
    assert "Y501" in done.stdout
