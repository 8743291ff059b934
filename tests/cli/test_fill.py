"""`ndbg fill`: the whole path from a data file to a report that can be signed."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from ndbg.read.toml import read_toml
from ndbg.read.word import read_word
from ndbg.write.fonts import installed
from tests import forms
from tests.conftest import EXAMPLES, GOOD_EXAMPLES, ROOT, Run
from tests.official import FORM_2021
from tests.write.test_word import sixth_in_one

GOOD = EXAMPLES / "suqian-2024.toml"
BAD = EXAMPLES / "mistakes.toml"
TITLE = "宿迁市2024年政府信息公开工作年度报告"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.toml"
    path.write_bytes(GOOD.read_bytes())
    return path


@pytest.mark.parametrize("name", GOOD_EXAMPLES)
def test_every_figure_and_paragraph_of_an_example_is_in_its_report(
    run: Run, tmp_path: Path, name: str
) -> None:
    source = EXAMPLES / f"{name}.toml"
    done = run("fill", source, "-o", "年报.docx")
    assert done.returncode == 0, done.stderr
    assert "已生成：年报.docx" in done.stdout
    report, back = read_toml(source), read_word(tmp_path / "年报.docx")
    assert back.title == report.title
    assert {i: f.value for i, f in back.figures.items()} == {i: f.value for i, f in report.figures.items()}
    for no, prose in report.prose.items():
        assert back.prose[no].text == prose.text
        assert "{{" not in prose.text


def test_another_program_sees_the_same_figures(run: Run, tmp_path: Path) -> None:
    """python-docx reads the tables by position: an eye that shares nothing with ours."""
    run("fill", GOOD, "-o", "年报.docx")
    report = read_toml(GOOD)
    first, second, third = Document(str(tmp_path / "年报.docx")).tables
    rows = [[cell.text for cell in row.cells] for row in second.rows][3:]
    block = FORM_2021.table("requests").blocks[0]
    for row, shown in zip(block.rows, rows, strict=True):
        assert shown[3:] == [report.figures[block.cell(row, c).id].text for c in block.columns]
        assert shown[2] == row.label.text
    shown = [cell.text for cell in third.rows[-1].cells]
    assert shown == [report.figures[c.id].text for c in FORM_2021.table("review").blocks[0].cells]
    assert [c.text for c in first.rows[3].cells] == ["行政规范性文件", "50", "227", "420"]


def test_date_and_foreword_go_where_they_belong(run: Run, data: Path) -> None:
    head = '"年度" = 2024\n"公布日期" = 2025-01-17\n"引言" = "依照条例编制。"'
    data.write_text(data.read_text(encoding="utf-8").replace('"年度" = 2024', head), encoding="utf-8")
    done = run("fill", "-o", "年报.docx")
    assert done.returncode == 0, done.stderr
    assert "请留意" not in done.stdout
    shown = [p.text for p in Document(str(data.parent / "年报.docx")).paragraphs]
    assert shown[-1] == "宿迁市\n2025年1月17日"
    assert shown[shown.index("一、总体情况") - 1] == "依照条例编制。"
    data.with_name("表样.docx").write_bytes(forms.form())
    done = run("fill", "--template", "表样.docx", "-o", "二.docx")
    assert done.returncode == 0
    assert "没有写公布日期的地方" in done.stdout


def with_groups_before_labels(rows: list[list[forms.Box]]) -> list[list[forms.Box]]:
    """The table of requests with the group of each row before its label, in one cell: （三）不予公开：1.属于国家秘密."""
    made, group = [], ""
    for row in rows:
        if not any(box.figure.startswith("requests.") for box in row):
            made.append(row)
            continue
        *outer, label = row[:-7]
        group = next((box.text for box in outer if box.text.startswith("（")), group)
        if label.text[:1].isdigit():
            label = replace(label, text=f"{group}：{label.text}", columns=2)
        made.append([*(box for box in outer if box.text != group), label, *row[-7:]])
    return made


def test_labels_behind_their_group_are_filled_row_by_row(run: Run, data: Path) -> None:
    """Also where all figures of the groups are 0, which would fit one row for each group."""
    run("init", "--yes", "--zero", "--agency", "某市档案局", "--year", "2024", "零.toml")
    data.with_name("表样.docx").write_bytes(forms.form(forms.Style(drawn=with_groups_before_labels)))
    for source in ("零.toml", data.name):
        done = run("fill", source, "--draft", "--template", "表样.docx", "-o", "年报.docx", "--force")
        assert "已回读，200 个数" in done.stdout, done.stderr
        assert "统一格式以外" not in done.stdout
        rows = [
            [cell.text for cell in row.cells]
            for row in Document(str(data.with_name("年报（草稿）.docx"))).tables[1].rows
        ]
        assert len(rows) == 28
        assert all(row[-7:] != [""] * 7 and "" not in row[-7:] for row in rows[3:])


def test_figures_without_a_cell_of_their_own_are_not_counted_as_read_back(run: Run, data: Path) -> None:
    run("init", "--yes", "--zero", "--agency", "某市档案局", "--year", "2024", "零.toml")
    data.with_name("表样.docx").write_bytes(forms.form(forms.Style(drawn=sixth_in_one)))
    done = run("fill", "零.toml", "--draft", "--template", "表样.docx", "-o", "年报.docx")
    assert "已回读，179 个数和正文" in done.stdout, done.stderr
    assert "表样里“（六）其他处理”只有一行，它下面各行的 21 个数没有各自的格子" in done.stdout


def test_the_name_is_the_official_title_beside_the_data(run: Run, data: Path) -> None:
    assert run("fill").returncode == 0
    assert sorted(p.name for p in data.parent.iterdir()) == ["data.toml", f"{TITLE}.docx"]


def test_an_existing_report_is_kept_without_force(run: Run, data: Path) -> None:
    target = data.with_name(f"{TITLE}.docx")
    target.write_bytes(b"signed")
    done = run("fill")
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert target.read_bytes() == b"signed"
    assert run("fill", "--force").returncode == 0
    assert target.read_bytes() != b"signed"


def test_errors_stop_it_and_are_listed(run: Run, tmp_path: Path) -> None:
    done = run("fill", BAD, "-o", "年报.docx")
    assert done.returncode == 1
    assert "T302" in done.stdout
    assert "--draft" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_made_all_the_same_and_says_so(run: Run, tmp_path: Path) -> None:
    done = run("fill", BAD, "--draft", "-o", "年报.docx")
    assert done.returncode == 0, done.stderr
    (path,) = tmp_path.iterdir()
    assert path.name == "年报（草稿）.docx"
    document = Document(str(path))
    assert "（草稿）" in document.paragraphs[0].text
    assert document.sections[0].header.paragraphs[0].text == "草稿"
    assert "未填" in {cell.text for cell in document.tables[2].rows[-1].cells}


def test_an_office_may_use_its_own_form(run: Run, data: Path) -> None:
    data.with_name("表样.docx").write_bytes(forms.form(forms.styled("labels broken over lines")))
    assert run("fill", "--template", "表样.docx", "-o", "年报.docx").returncode == 0
    assert read_word(data.with_name("年报.docx")).figures.keys() == FORM_2021.cells.keys()


def test_a_form_that_does_not_match_leaves_nothing(run: Run, data: Path) -> None:
    body = forms.document(forms.Style()).replace("2.重复申请", "2.其他申请")
    data.with_name("表样.docx").write_bytes(forms.package(body))
    done = run("fill", "--template", "表样.docx")
    assert done.returncode == 2
    assert "找不到第三部分表格“（五）不予处理2.重复申请”行" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(list(data.parent.iterdir())) == 2


def test_the_form_itself_is_never_overwritten(run: Run, data: Path) -> None:
    template = data.with_name("表样.docx")
    form = forms.form()
    template.write_bytes(form)
    done = run("fill", "--template", "表样.docx", "-o", "表样.docx", "--force")
    assert done.returncode == 2
    assert template.read_bytes() == form


def test_what_the_form_still_leaves_open_is_told(run: Run, data: Path) -> None:
    closing = "<w:p><w:r><w:t>联系人：××× 电话：××××</w:t></w:r></w:p>"
    document = closing + forms.document(forms.Style())
    data.with_name("表样.docx").write_bytes(forms.package(document))
    done = run("fill", "--template", "表样.docx")
    assert done.returncode == 0
    assert "或者年份不对：联系人：×××" in done.stdout


_SAVE_IT = "另存为 .docx（“Word 文档”），再写在 --template 后面"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORD = _OLE + "WordDocument".encode("utf-16-le")
_WITH_A_PASSWORD = _OLE + "EncryptedPackage".encode("utf-16-le")
_PAGE = "<html><body><table><tr><td>一、总体情况".encode()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("表样.doc", _OLD_WORD, _SAVE_IT, id="Word 97"),
        pytest.param("表样.dot", _OLD_WORD, _SAVE_IT, id="a template of Word 97"),
        pytest.param("表样.wps", _OLD_WORD, _SAVE_IT, id="WPS"),
        pytest.param("表样.rtf", b"{\\rtf1}", _SAVE_IT, id="RTF"),
        pytest.param("表样.doc", _PAGE, _SAVE_IT, id="a page called doc"),
        pytest.param("表样.docx", _WITH_A_PASSWORD, "加了密码，填不了", id="with a password"),
        pytest.param("表样.pdf", b"%PDF-1.7", "表样要是 Word 文件（.docx），“表样.pdf”不是", id="PDF"),
        pytest.param("表样.txt", b"1", "表样要是 Word 文件（.docx），“表样.txt”不是", id="text"),
    ],
)
def test_a_form_of_another_format_is_refused_with_what_to_do(
    run: Run, data: Path, name: str, content: bytes, told: str
) -> None:
    data.with_name(name).write_bytes(content)
    done = run("fill", "--template", name)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(list(data.parent.iterdir())) == 2


def test_check_too_says_that_a_file_has_a_password(run: Run, tmp_path: Path) -> None:
    (tmp_path / "年报.docx").write_bytes(_WITH_A_PASSWORD)
    done = run("check", "年报.docx")
    assert done.returncode == 2
    assert "“年报.docx”加了密码，请用 Word 或 WPS 打开，去掉密码，另存为 .docx 再试" in done.stderr


@pytest.mark.parametrize("name", ["表样.dot", "表样.dotx", "表样.wps", "表样"])
def test_a_form_is_taken_by_its_content(run: Run, data: Path, name: str) -> None:
    data.with_name(name).write_bytes(forms.form())
    assert run("fill", "--template", name).returncode == 0


@pytest.mark.parametrize("output", ["年报.doc", "年报"])
def test_the_name_must_be_that_of_a_word_file(run: Run, data: Path, output: str) -> None:
    done = run("fill", "-o", output)
    assert done.returncode == 2
    assert ".docx 结尾" in done.stderr


def test_a_folder_takes_the_report_under_its_title(run: Run, data: Path) -> None:
    (data.parent / "送审 稿").mkdir()
    assert run("fill", "-o", "送审 稿").returncode == 0
    assert (data.parent / "送审 稿" / f"{TITLE}.docx").exists()


def test_a_missing_folder_is_told(run: Run, data: Path) -> None:
    done = run("fill", "-o", "没有/年报.docx")
    assert (done.returncode, "文件夹不存在" in done.stderr) == (2, True)


def test_signs_that_no_file_name_may_have_are_replaced(run: Run, data: Path) -> None:
    data.write_text(data.read_text(encoding="utf-8").replace("宿迁市", "甲/乙:局", 1), encoding="utf-8")
    assert run("fill").returncode == 0
    assert (data.parent / "甲／乙：局2024年政府信息公开工作年度报告.docx").exists()


@pytest.mark.parametrize("environment", [{"TZ": "Asia/Shanghai"}, {"LC_ALL": "C"}, {"PYTHONHASHSEED": "7"}])
def test_the_same_data_gives_the_same_bytes_anywhere(
    run: Run, data: Path, environment: dict[str, str]
) -> None:
    run("fill", "-o", "一.docx")
    data.write_bytes(data.read_bytes().replace(b"\n", b"\r\n"))
    run("fill", "-o", "二.docx", **environment)
    assert (data.parent / "一.docx").read_bytes() == (data.parent / "二.docx").read_bytes()


def test_warnings_are_shown_and_do_not_stop_it(run: Run, data: Path) -> None:
    text = re.sub('"上年文件" = .*', "", data.read_text(encoding="utf-8"))
    data.write_text(re.sub(r'"规章" = .*', '"规章" = [9, 0, 2]', text), encoding="utf-8")
    done = run("fill")
    assert done.returncode == 0
    assert "T201" in done.stdout
    assert "提醒 1 处" in done.stdout


def test_the_output_is_a_sound_zip(run: Run, data: Path) -> None:
    run("fill", "-o", "年报.docx")
    with zipfile.ZipFile(data.parent / "年报.docx") as archive:
        assert archive.testzip() is None
        assert "word/document.xml" in archive.namelist()


def test_an_installed_package_brings_its_form() -> None:
    """The wheel takes the form along; in a checkout it is found in templates/."""
    from ndbg.app.templates import official

    assert official(FORM_2021)[0] == (ROOT / "templates" / "official.docx").read_bytes()


@pytest.mark.skipif(not installed(), reason="needs a Chinese font")
def test_charts_are_put_in_and_all_else_stays(run: Run, data: Path) -> None:
    data.with_name("suqian-2023.toml").write_bytes((EXAMPLES / "suqian-2023.toml").read_bytes())
    done = run("fill", "--charts", "-o", "年报.docx")
    assert done.returncode == 0, done.stderr
    document = Document(str(data.with_name("年报.docx")))
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(told) == 2
    assert "予以公开：2024年1431，2023年1191" in told[0]
    back, report = read_word(data.with_name("年报.docx")), read_toml(data)
    assert {i: f.value for i, f in back.figures.items()} == {i: f.value for i, f in report.figures.items()}
    assert {no: p.text for no, p in back.prose.items()} == {no: p.text for no, p in report.prose.items()}


def test_what_cannot_be_drawn_yet_is_told(run: Run, tmp_path: Path) -> None:
    run("init", "--yes", "--agency", "某市档案局", "--year", "2024")
    done = run("fill", "--charts", "--draft")
    assert done.returncode == 0, done.stderr
    assert "没有画图" in done.stderr


def test_several_files_are_filled_into_a_folder(run: Run, tmp_path: Path) -> None:
    done = run(
        "fill",
        EXAMPLES / "suqian-2024.toml",
        EXAMPLES / "mistakes.toml",
        EXAMPLES / "guangzhou-2021.toml",
        "-o",
        "年报",
    )
    assert done.returncode == 1
    assert "共 3 个文件：生成 2 个，没有生成 1 个" in done.stderr
    assert sorted(path.name for path in (tmp_path / "年报").iterdir()) == [
        "宿迁市2024年政府信息公开工作年度报告.docx",
        "广州市协作办公室2021年政府信息公开工作年度报告.docx",
    ]


def test_several_files_do_not_share_one(run: Run, tmp_path: Path) -> None:
    good = EXAMPLES / "suqian-2024.toml"
    again = tmp_path / "又一份.toml"
    again.write_bytes(good.read_bytes())
    assert "不是文件夹" in run("fill", good, again, "-o", "一份.docx").stderr
    (tmp_path / "年报").mkdir()
    done = run("fill", good, again, "-o", "年报")
    assert done.returncode == 2
    assert "与前面的一个文件相同" in done.stderr or "已经存在" in done.stderr


def test_several_at_a_time_make_the_same_files(run: Run, tmp_path: Path) -> None:
    good, other = EXAMPLES / "suqian-2024.toml", EXAMPLES / "guangzhou-2021.toml"
    again = tmp_path / "又一份.toml"
    again.write_bytes(good.read_bytes())
    files = [good, EXAMPLES / "mistakes.toml", other, again, tmp_path / "没有.toml"]
    one, two = (run("fill", *files, "-o", f"年报{jobs}", "--jobs", jobs) for jobs in "12")
    assert one.returncode == two.returncode == 2
    assert one.stderr.replace("年报1", "年报2") == two.stderr
    assert one.stdout.replace("年报1", "年报2") == two.stdout
    assert "与前面的一个文件相同" in two.stderr
    made = [
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        for folder in ("年报1", "年报2")
    ]
    assert made[0] == made[1]
    assert len(made[0]) == 2


def test_a_form_that_does_not_match_is_told_of_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "表样.docx").write_bytes(forms.package("<w:p/>"))
    good, other = EXAMPLES / "suqian-2024.toml", EXAMPLES / "guangzhou-2021.toml"
    done = run("fill", good, other, "--template", "表样.docx", "-o", "年报", "--jobs", "2")
    assert done.returncode == 2
    assert done.stderr.count("表样“表样.docx”里有对不上的地方") == 1


def test_a_workbook_that_is_not_filled_in_is_checked_and_not_taken_for_another_file(
    run: Run, tmp_path: Path
) -> None:
    assert run("init", "--yes", "--agency", "某局", "--year", "2024", "填报表.xlsx").returncode == 0
    done = run("fill", "填报表.xlsx")
    assert done.returncode == 1
    assert "FMT102 错误：第二部分表格还没有填写" in done.stdout
    assert "有错误，没有生成 Word 文件" in done.stderr


@pytest.mark.parametrize("name", ["表样", "表样.docx ", "“表样.docx”", "《表样》"])
def test_a_form_whose_name_is_nearly_written_is_named(run: Run, data: Path, name: str) -> None:
    (data.parent / "表样.docx").write_bytes(forms.package(forms.document(forms.Style())))
    done = run("fill", "--template", name)
    assert (done.returncode, "是不是“表样.docx”？" in done.stderr) == (2, True)


def test_a_form_beside_its_data_without_the_option_is_told(run: Run, data: Path) -> None:
    (data.parent / "表样.docx").write_bytes(forms.package(forms.document(forms.Style())))
    done = run("fill", "data.toml", "表样.docx", "-o", "年报.docx")
    assert done.returncode == 2
    assert "要写在 --template 后面：ndbg fill data.toml --template 表样.docx -o 年报.docx" in done.stderr


def test_another_document_as_the_form_is_told_in_one_line(run: Run, data: Path) -> None:
    document = Document()
    document.add_paragraph("关于做好年度报告编制工作的通知")
    document.save(str(data.parent / "通知.docx"))
    done = run("fill", "--template", "通知.docx")
    assert (done.returncode, "不像是年度报告的表样" in done.stderr) == (2, True)
    assert "找不到" not in done.stderr
