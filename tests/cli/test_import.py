"""`ndbg import`: what an office already has, as a data file or as JSON."""

import json
import re
from pathlib import Path

import pytest

from ndbg.read import read
from ndbg.read.toml import read_toml
from tests import forms
from tests.conftest import EXAMPLES, Run, numbered_report
from tests.official import FORM_2021

SOURCE = EXAMPLES / "suqian-2024.toml"


@pytest.fixture
def word(run: Run, tmp_path: Path) -> Path:
    run("fill", SOURCE, "-o", "年报.docx")
    return tmp_path / "年报.docx"


def test_a_word_report_becomes_a_data_file(run: Run, tmp_path: Path, word: Path) -> None:
    done = run("import", word, "-o", "data.toml")
    assert done.returncode == 0, done.stderr
    assert "读到 200 个数，全部齐全" in done.stderr
    made, source = read_toml(tmp_path / "data.toml"), read_toml(SOURCE)
    assert (made.agency, made.year) == (source.agency, source.year)
    assert {i: f.value for i, f in made.figures.items()} == {i: f.value for i, f in source.figures.items()}
    assert {no: p.text for no, p in made.prose.items()} == {no: p.text for no, p in source.prose.items()}
    assert run("check", "data.toml").returncode == 0


def test_an_office_and_a_year_that_are_not_found_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "年报.docx").write_bytes(forms.form(forms.Style(value=lambda _: "0", title=("年度报告",))))
    told = run("import", "年报.docx", "-o", "data.toml").stderr
    assert "没有读到：机关（标题、引言、落款里都没有认出来），请自己填上" in told
    assert "没有读到：年度（标题、引言、落款里都没有认出来），请自己填上" in told
    assert told.rstrip().endswith("读到 200 个数")
    assert "公布日期" not in (tmp_path / "data.toml").read_text(encoding="utf-8")


def test_as_json_it_has_the_promised_shape(run: Run, word: Path) -> None:
    shown = json.loads(run("import", word, "--format", "json").stdout)
    source = read_toml(SOURCE)
    assert (shown["agency"], shown["year"], shown["unread"]) == ("宿迁市", 2024, [])
    assert shown["figures"].keys() == FORM_2021.cells.keys()
    assert shown["figures"]["disclosure.fees.amount"] == "72701.2578"
    assert shown["figures"]["requests.new.natural_person"] == 3440
    assert shown["prose"] == {no: p.text.split("\n") for no, p in source.prose.items()}


def test_json_in_a_file_is_that_on_the_screen_and_no_terminal_obeys_it(run: Run, tmp_path: Path) -> None:
    source = SOURCE.read_text(encoding="utf-8").replace("宿迁市", "某\u202e局", 1)
    (tmp_path / "data.toml").write_text(source, encoding="utf-8")
    shown = run("import", "data.toml", "--format", "json").stdout
    assert run("import", "data.toml", "--format", "json", "-o", "a.json").returncode == 0
    written = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert written == shown
    assert r'"agency": "某\u202e局"' in written
    assert json.loads(written)["agency"] == "某\u202e局"


def test_what_cannot_be_read_is_named_and_never_zero(run: Run, tmp_path: Path) -> None:
    texts = {id: figure.text for id, figure in numbered_report().figures.items()}
    texts |= {"requests.granted.total": "/", "disclosure.licences.decisions": "约3"}
    style = forms.Style(value=texts.__getitem__, title=("某局2023年政府信息公开工作年度报告",))
    (tmp_path / "年报.docx").write_bytes(forms.form(style))
    shown = json.loads(run("import", "年报.docx", "--format", "json").stdout)
    unread = {item["cell"]: (item["why"], item["where"]) for item in shown["unread"]}
    assert unread["requests.granted.total"][0] == "空白或占位符"
    assert unread["disclosure.licences.decisions"] == ("看不出是哪个数", "第1个表格第7行第2列")
    assert not unread.keys() & shown["figures"].keys()
    done = run("import", "年报.docx", "-o", "data.toml")
    assert "第三部分表格“（一）予以公开”行“总计”列" in done.stderr
    assert '""]  # 空白或占位符：/' in (tmp_path / "data.toml").read_text(encoding="utf-8")
    assert run("check").returncode == 1


def test_as_json_what_is_nearest_is_a_label_and_nothing_else(run: Run) -> None:
    shown = json.loads(run("import", EXAMPLES / "mistakes.toml", "--format", "json").stdout)["unread"]
    assert {(item["written"], item["nearest"]) for item in shown if item["nearest"]} == {
        ("4.其他情形", "3.其他")
    }
    assert ('"12件"', "12") in {(item["written"], item["instead"]) for item in shown}
    assert {item["instead"] for item in shown if item["why"] == "个数不对"} == {""}


@pytest.mark.parametrize("rows", [1, 2])
def test_a_line_that_stands_twice_is_told_with_both_places(run: Run, tmp_path: Path, rows: int) -> None:
    texts = {id: figure.text for id, figure in numbered_report().figures.items()}
    page = forms.document(forms.Style(value=texts.__getitem__, title=("某局2023年政府信息公开工作年度报告",)))
    row = next(row for row in re.findall(r"<w:tr>.*?</w:tr>", page) if "行政强制" in row)
    (tmp_path / "年报.docx").write_bytes(forms.package(page.replace(row, row * rows)))
    shown = json.loads(run("import", "年报.docx", "--format", "json").stdout)["unread"]
    found = [(i["cell"], i["where"], i["other"], i["written"], i["nearest"]) for i in shown]
    id, there = "disclosure.coercive_measures.decisions", ("第1个表格第11行第2列", "第1个表格第12行第2列")
    assert found == [(id, *there, texts[id], "")] * (rows - 1)
    assert run("import", "年报.docx", "-o", "data.toml").returncode == 0
    made = (tmp_path / "data.toml").read_text(encoding="utf-8")
    assert ("# 出现了两次：第1个表格第11行第2列" in made) is (rows == 2)
    said = "“第1个表格第11行第2列”和“第1个表格第12行第2列”是同一项"
    assert (said in run("check", "年报.docx").stdout) is (rows == 2)


def test_several_reports_become_data_files_of_their_names(run: Run, tmp_path: Path, word: Path) -> None:
    (tmp_path / "a.html").write_text("<p>你好</p>", encoding="utf-8")
    done = run("import", word, "a.html", SOURCE, "-o", "数据")
    assert done.returncode == 2
    assert sorted(p.name for p in (tmp_path / "数据").iterdir()) == ["suqian-2024.toml", "年报.toml"]
    assert "共 3 个文件：生成 2 个，没有生成 1 个" in done.stderr
    assert run("import", word, SOURCE).stderr.startswith("几个文件要写到一个文件夹里")


def test_two_reports_of_one_name_do_not_overwrite_each_other(run: Run, tmp_path: Path, word: Path) -> None:
    (tmp_path / "年报.toml").write_bytes(SOURCE.read_bytes())
    done = run("import", word, "年报.toml", "-o", "数据", "--force")
    assert (done.returncode, "与前面的一个文件相同" in done.stderr) == (2, True)


def test_a_file_without_a_report_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>你好</p>", encoding="utf-8")
    done = run("import", "a.html")
    assert done.returncode == 2
    assert "没有找到报告的表格和正文" in done.stderr


@pytest.mark.parametrize(("name", "begins"), [("2024.json", "{"), ("2024.toml", "#"), ("2024.txt", "#")])
def test_the_suffix_says_what_it_becomes(run: Run, tmp_path: Path, name: str, begins: str) -> None:
    assert run("import", SOURCE, "-o", name).returncode == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("name", "said"), [("年报.docx", "请用 ndbg fill"), ("年报.pdf", "请用 ndbg export")]
)
def test_what_another_command_makes_is_not_written_under_its_suffix(
    run: Run, tmp_path: Path, name: str, said: str
) -> None:
    done = run("import", SOURCE, "-o", name)
    assert (done.returncode, said in done.stderr) == (2, True)
    assert not (tmp_path / name).exists()


def test_an_existing_file_is_kept_without_force(run: Run, tmp_path: Path, word: Path) -> None:
    (tmp_path / "data.toml").write_bytes(b"mine")
    assert run("import", word, "-o", "data.toml").returncode == 2
    assert (tmp_path / "data.toml").read_bytes() == b"mine"


def test_two_years_in_one_workbook_are_not_called_no_report(run: Run, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for year in (2023, 2024):
        sheet = book.create_sheet(f"{year}年")
        sheet.append(["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"])
        sheet.append(["规章", year, 1 + year, 2 * year])
        sheet.append(["行政规范性文件", 3 * year, 2 + year, 5 * year])
    book.save(tmp_path / "两年.xlsx")
    done = run("import", "两年.xlsx")
    assert done.returncode == 2
    assert "分不清是哪一份" in done.stderr


def test_no_file_that_is_still_to_be_read_is_overwritten(run: Run, tmp_path: Path, word: Path) -> None:
    other = (EXAMPLES / "guangzhou-2021.toml").read_bytes()
    (tmp_path / "年报.toml").write_bytes(other)
    done = run("import", word, "年报.toml", "-o", ".", "--force")
    assert done.returncode == 2
    assert done.stderr.count("就是要读的文件") == 2
    assert (tmp_path / "年报.toml").read_bytes() == other


@pytest.mark.parametrize("name", ["数据/今年.toml", "数据/今年.xlsx"])
def test_the_files_that_data_name_are_named_from_the_folder_of_the_new_data_file(
    run: Run, tmp_path: Path, name: str
) -> None:
    data = (EXAMPLES / "suqian-2024.toml").read_text(encoding="utf-8")
    named = '"上年文件" = "去年/2023.toml"\n"正文文件" = "正文.md"'
    (tmp_path / "data.toml").write_text(data.replace('"上年文件" = "suqian-2023.toml"', named), "utf-8")
    run("export", EXAMPLES / "suqian-2024.toml", "-o", "正文.md")
    for folder in ("去年", "数据"):
        (tmp_path / folder).mkdir()
    (tmp_path / "去年" / "2023.toml").write_bytes((EXAMPLES / "suqian-2023.toml").read_bytes())
    assert run("import", "data.toml", "-o", name).returncode == 0
    added = read(tmp_path / name).added
    assert (added.previous, added.prose_file) == ("../去年/2023.toml", "../正文.md")
    assert "Y508" not in run("check", name).stdout
