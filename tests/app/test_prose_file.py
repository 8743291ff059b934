"""Prose from a Word file beside the data, and reports that are filled from other reports."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ndbg.app.check import check_file
from ndbg.app.fill import FillRequest, fill
from ndbg.app.output import save
from ndbg.app.reading import read_data, read_report
from ndbg.app.take_back import take_back
from ndbg.app.verify import verify
from ndbg.errors import NdbgError
from ndbg.report import Additions, Prose
from ndbg.write.toml import write_toml
from ndbg.write.workbook.data import write_data_workbook
from tests.conftest import EXAMPLES
from tests.forms import Style, package, paragraph

GOOD = EXAMPLES / "suqian-2024.toml"
LINES = (
    "一、总体情况",
    "{{年度}}年，新收申请{{本年新收}}件。",
    "（一）主动公开。内容已经公开。",
    "五、存在的主要问题及改进情况",
    "主要问题是解读不够及时。",
    "六、其他需要报告的事项",
    "没有其他需要报告的事项。",
)


def word(path: Path, *lines: str) -> Path:
    path.write_bytes(package("".join(paragraph(line, Style()) for line in lines)))
    return path


def data(folder: Path, **added: str) -> Path:
    """The example without prose, and what is added to it."""
    report = read_data(GOOD)
    path = folder / "data.toml"
    path.write_text(
        write_toml(replace(report, prose={}, preface=Prose(), added=Additions(**added))),  # type: ignore[arg-type]
        encoding="utf-8",
    )
    return path


def test_prose_is_taken_from_a_word_file_by_its_headings(tmp_path: Path) -> None:
    prose = word(tmp_path / "正文.docx", *LINES)
    filled = fill(data(tmp_path), FillRequest(tmp_path / "年报.docx", prose=prose))
    assert filled.file
    made = read_report(save(filled.file))
    assert made.prose["一"].text == "2024年，新收申请3525件。\n（一）主动公开。内容已经公开。"
    assert made.prose["六"].text == "没有其他需要报告的事项。"
    assert [remark.text for remark in filled.remarks if remark.reading] == ["正文取自“正文.docx”"]


def test_what_was_not_taken_from_the_file_is_told(tmp_path: Path) -> None:
    body = [paragraph(line, Style()) for line in LINES[:3]]
    table = f"<w:tbl><w:tr><w:tc>{paragraph('政策文件', Style())}</w:tc><w:tc>{paragraph('3', Style())}</w:tc></w:tr></w:tbl>"
    prose = tmp_path / "正文.docx"
    prose.write_bytes(package("".join((*body, table))))
    filled = fill(GOOD, FillRequest(tmp_path / "年报.docx", prose=prose))
    told = [remark.text for remark in filled.remarks if remark.reading]
    assert "“正文.docx”里的表格没有取，只取了文字；要的请在生成的文件里补上" in told
    assert (
        "“正文.docx”里没有“五、存在的主要问题及改进情况”、“六、其他需要报告的事项”的正文，用的是数据里的"
        in told
    )


def test_a_file_with_nothing_but_prose_is_no_other_kind_of_document(tmp_path: Path) -> None:
    lines = (*LINES[:1], "按时完成了各项统计任务。", *LINES[3:])
    with pytest.raises(NdbgError, match=r"里面只有正文.*--prose"):
        read_report(word(tmp_path / "正文.docx", *lines))


def test_the_data_may_name_the_file_and_all_commands_take_it(tmp_path: Path) -> None:
    word(tmp_path / "正文.docx", *LINES)
    named = data(tmp_path, prose_file="正文.docx")
    checked = check_file(named)
    assert checked.report.prose["五"].text == "主要问题是解读不够及时。"
    assert checked.report.unwritten == []
    filled = fill(named, FillRequest(tmp_path / "年报.docx"))
    assert filled.file
    assert verify(save(filled.file), named).differences == ()
    with pytest.raises(NdbgError, match="正文写在另外的 Word 文件里"):
        take_back(tmp_path / "年报.docx", named)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("只有一段话，没有标题。",), "没有找到正文：各部分的正文要写在“一、总体情况”"),
        (("一、总体情况", "{{没有的名称}}件。"), "不认识“没有的名称”这个名称"),
    ],
)
def test_a_word_file_that_cannot_be_used_is_told(
    tmp_path: Path, lines: tuple[str, ...], message: str
) -> None:
    prose = word(tmp_path / "正文.docx", *lines)
    with pytest.raises(NdbgError, match=message):
        fill(data(tmp_path), FillRequest(prose=prose))


def test_prose_that_is_not_used_is_told(tmp_path: Path) -> None:
    prose = word(tmp_path / "正文.docx", *LINES[:3])
    filled = fill(GOOD, FillRequest(tmp_path / "年报.docx", prose=prose))
    assert any("“一、总体情况”的正文没有用" in remark.text for remark in filled.remarks)
    assert filled.checked.report.prose["五"] == read_data(GOOD).prose["五"]


@pytest.mark.parametrize("suffix", ["docx", "html", "xlsx"])
def test_a_report_is_filled_from_any_report_that_has_what_it_needs(tmp_path: Path, suffix: str) -> None:
    source = tmp_path / f"来源.{suffix}"
    if suffix == "xlsx":
        source.write_bytes(write_data_workbook(read_data(GOOD)))
    elif suffix == "html":
        from ndbg.write.web import write_web

        source.write_text(write_web(read_data(GOOD)), encoding="utf-8")
    else:
        made = fill(GOOD, FillRequest(source))
        assert made.file
        save(made.file)
    filled = fill(source, FillRequest(tmp_path / "年报.docx"))
    assert filled.file
    back, wanted = read_report(save(filled.file)), read_data(GOOD)
    assert {id: f.text for id, f in back.figures.items()} == {id: f.text for id, f in wanted.figures.items()}
    assert {no: p.text for no, p in back.prose.items()} == {no: p.text for no, p in wanted.prose.items()}


def test_a_report_that_does_not_say_whose_it_is_is_not_filled(tmp_path: Path) -> None:
    made = fill(GOOD, FillRequest(tmp_path / "年报.docx"))
    assert made.file
    save(made.file)
    from docx import Document

    document = Document(f"{tmp_path / '年报.docx'}")
    document.paragraphs[0].text = ""
    document.save(f"{tmp_path / '无题.docx'}")
    with pytest.raises(NdbgError, match="标题里没有找到机关名称"):
        fill(tmp_path / "无题.docx")


def test_an_empty_form_is_told_where_it_belongs(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES.parent / "templates" / "official.docx", tmp_path / "表样.docx")
    with pytest.raises(NdbgError, match="如果它是空白表样，请写在 --template 后面"):
        fill(tmp_path / "表样.docx")
