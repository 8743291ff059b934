"""`ndbg export`: from a data file, or any report, to what goes on the website."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ndbg.app.export import ExportFormat, ExportRequest, export
from ndbg.read import read
from ndbg.read.toml import read_toml
from ndbg.report import Report
from ndbg.write.fonts import installed
from ndbg.write.word import FilledForm, fill
from tests.conftest import EXAMPLES, Run
from tests.official import FORM_2021

GOOD = EXAMPLES / "suqian-2024.toml"
BAD = EXAMPLES / "mistakes.toml"
TITLE = "宿迁市2024年政府信息公开工作年度报告"
FORMATS = ("html", "xlsx", "md")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("suqian-2023.toml", "suqian-2024.toml"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    (tmp_path / "suqian-2024.toml").rename(tmp_path / "data.toml")
    return tmp_path / "data.toml"


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_exported_reads_back_the_same(run: Run, data: Path, kind: str) -> None:
    done = run("export", "--format", kind)
    assert done.returncode == 0, done.stderr
    assert f"已生成：{TITLE}.{kind}" in done.stdout
    back, report = read(data.with_name(f"{TITLE}.{kind}")), read_toml(data)
    assert {id: f.value for id, f in back.figures.items()} == {
        id: f.value for id, f in report.figures.items()
    }
    assert {no: p.text for no, p in back.prose.items()} == {no: p.text for no, p in report.prose.items()}


@pytest.mark.parametrize("kind", FORMATS)
def test_the_format_is_that_of_the_file_named(run: Run, data: Path, kind: str) -> None:
    assert run("export", "-o", f"年报.{kind}").returncode == 0
    assert read(data.with_name(f"年报.{kind}")).figures.keys() == FORM_2021.cells.keys()
    done = run("export", "--format", kind, "-o", "年报.doc")
    assert (done.returncode, f"要以 .{kind} 结尾" in done.stderr) == (2, True)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_data_gives_the_same_bytes(run: Run, data: Path, kind: str) -> None:
    run("export", "-o", f"一.{kind}")
    run("export", "-o", f"二.{kind}", TZ="Asia/Shanghai", PYTHONHASHSEED="7")
    assert data.with_name(f"一.{kind}").read_bytes() == data.with_name(f"二.{kind}").read_bytes()


def test_any_report_that_can_be_read_can_be_exported(run: Run, data: Path) -> None:
    run("fill", "-o", "年报.docx")
    assert run("export", "年报.docx", "-o", "年报.html").returncode == 0
    assert run("export", "年报.html", "-o", "年报.md").returncode == 0
    assert read(data.with_name("年报.md")).figures.keys() == FORM_2021.cells.keys()


def test_a_section_without_text_stops_it_unless_a_draft_is_wanted(run: Run, tmp_path: Path) -> None:
    run("init", "--yes", "--zero", "--agency", "某市档案局", "--year", "2024")
    done = run("export", "-o", "年报.html")
    assert done.returncode == 1
    assert "FMT105 错误：“一、总体情况”还没有正文" in done.stdout
    assert "--draft" in done.stderr
    done = run("export", "--draft", "-o", "年报.html")
    assert done.returncode == 0, done.stderr
    assert "请留意：“一、总体情况”还没有正文" in done.stdout
    page = tmp_path / "年报（草稿）.html"
    assert "（此处还没有正文）" in page.read_text(encoding="utf-8")
    assert {prose.text for prose in read(page).prose.values()} == {""}


def test_errors_stop_it_and_are_listed(run: Run, tmp_path: Path) -> None:
    done = run("export", BAD, "-o", "年报.html")
    assert done.returncode == 1
    assert "T302" in done.stdout
    assert "--draft" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", FORMATS)
def test_a_draft_is_made_all_the_same_and_says_so(run: Run, tmp_path: Path, kind: str) -> None:
    done = run("export", BAD, "--draft", "-o", f"年报.{kind}")
    assert done.returncode == 0, done.stderr
    assert "T302" in done.stdout
    (path,) = tmp_path.iterdir()
    assert path.name == f"年报（草稿）.{kind}"
    assert read(path).title == read_toml(BAD).title


def test_charts_stand_beside_last_year_where_that_is_known(run: Run, data: Path) -> None:
    assert run("export", "--charts", "-o", "年报.html").returncode == 0
    page = data.with_name("年报.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert "予以公开：2024年1431，2023年1191" in page
    assert read(data.with_name("年报.html")).figures.keys() == FORM_2021.cells.keys()
    data.write_text(data.read_text(encoding="utf-8").replace('"上年文件"', '# "上年文件"'), encoding="utf-8")
    run("export", "--charts", "-o", "年报.html", "--force")
    assert "予以公开：2024年1431；" in data.with_name("年报.html").read_text(encoding="utf-8")
    run("export", "--charts", "-o", "年报.html", "--force", "--previous", "suqian-2023.toml")
    assert "予以公开：2024年1431，2023年1191" in data.with_name("年报.html").read_text(encoding="utf-8")


def test_several_files_go_to_a_folder(run: Run, data: Path) -> None:
    (data.parent / "年报").mkdir()
    done = run("export", data, "suqian-2023.toml", "没有.toml", data, "-o", "年报")
    assert done.returncode == 2
    assert sorted(p.name for p in (data.parent / "年报").iterdir()) == [
        f"{TITLE.replace('2024', '2023')}.html",
        f"{TITLE}.html",
    ]
    assert "找不到文件“没有.toml”" in done.stderr
    assert "共 3 个文件：生成 2 个，没有生成 1 个" in done.stderr
    done = run("export", data, "suqian-2023.toml", "-o", "年报.html")
    assert (done.returncode, "不是文件夹" in done.stderr) == (2, True)


def test_two_files_of_one_title_do_not_overwrite_each_other(run: Run, data: Path) -> None:
    data.with_name("b.toml").write_bytes(data.read_bytes())
    done = run("export", "data.toml", "b.toml", "--force")
    assert done.returncode == 2
    assert "与前面的一个文件相同" in done.stderr


def test_an_existing_file_is_kept_without_force(run: Run, data: Path) -> None:
    page = data.with_name("年报.html")
    page.write_bytes(b"mine")
    assert run("export", "-o", "年报.html").returncode == 2
    assert page.read_bytes() == b"mine"
    assert run("export", "-o", "年报.html", "--force").returncode == 0
    done = run("export", "年报.html", "-o", "年报.html", "--force")
    assert (done.returncode, "就是要读的文件" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--charts", "--format", "md"), "--charts 只用于"),
        (("--format", "doc"), "--format 只能是："),
        (("-o", "年报.docx"), "要 Word 文件，请用 ndbg fill"),
        (("a.toml", "b.toml", "--previous", "c.toml"), "--previous 只能和一个文件一起用"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, data: Path, words: tuple[str, ...], said: str) -> None:
    done = run("export", *words)
    assert (done.returncode, said in done.stderr) == (2, True)


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice (soffice)")
def test_the_pdf_is_that_of_the_word_report(run: Run, data: Path) -> None:
    done = run("export", "--format", "pdf")
    assert done.returncode == 0, done.stderr
    back, report = read(data.with_name(f"{TITLE}.pdf")), read_toml(data)
    assert {id: f.value for id, f in back.figures.items()} == {
        id: f.value for id, f in report.figures.items()
    }
    official = {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}
    there = installed()
    assert (there is not None and official <= there) or "请留意：" in done.stdout


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice (soffice)")
def test_what_the_pdf_lost_is_told(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    def lost(template: bytes, path: Path, report: Report, **options: Any) -> FilledForm:
        cut = {no: prose._replace(text=prose.text.replace("，", "", 1)) for no, prose in report.prose.items()}
        return fill(template, path, replace(report, prose=cut), **options)

    monkeypatch.setattr("ndbg.write.word.fill", lost)
    told = export(data, ExportRequest(ExportFormat.PDF)).notices
    assert any("PDF 读回来有 3 处和数据不同，例如“一、总体情况”第1段是" in notice for notice in told)


def test_without_libreoffice_there_is_no_pdf(run: Run, data: Path) -> None:
    done = run("export", "--format", "pdf", PATH="")
    assert (done.returncode, "要用 LibreOffice" in done.stderr) == (2, True)
    assert not list(data.parent.glob("*.pdf"))
