"""`verify` on what was changed in Word after the report was filled: all that the leader sees."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm

from ndbg.app.fill import FillRequest, fill
from ndbg.app.take_back import take_back
from ndbg.app.templates import OwnForm
from ndbg.app.verify import Verified, verify
from ndbg.write.toml import write_toml
from tests import forms
from tests.conftest import EXAMPLES, numbered_report

LAST = "宿迁"
# A picture of one dot.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of two years, and the later report with its day, filled with its sheet."""
    folder = tmp_path_factory.mktemp("verify")
    (folder / "suqian-2023.toml").write_bytes((EXAMPLES / "suqian-2023.toml").read_bytes())
    text = (EXAMPLES / "suqian-2024.toml").read_text(encoding="utf-8")
    text = text.replace('# "公布日期" = 2025-01-31', '"公布日期" = 2025-01-24')
    (folder / "data.toml").write_text(text, encoding="utf-8")
    filled = fill(folder / "data.toml", FillRequest(sign_off=True)).file
    assert filled
    (folder / "年报.docx").write_bytes(filled.data)
    return folder


def held(folder: Path, change: Callable[[Any], object] = lambda _: None) -> Verified:
    """The report, changed with python-docx and saved as Word would, held against its data."""
    document = Document(str(folder / "年报.docx"))
    change(document)
    document.save(str(folder / "改过.docx"))
    return verify(folder / "改过.docx", folder / "data.toml")


def found(folder: Path, change: Callable[[Any], object]) -> list[tuple[str, str, str]]:
    return [(d.name, d.document, d.data) for d in held(folder, change).differences]


def at(document: Any, start: str) -> Any:
    """The paragraph that begins so."""
    return next(p for p in document.paragraphs if p.text.startswith(start))


def cell(document: Any, table: int, label: str, column: int) -> Any:
    row = next(r for r in document.tables[table].rows if any(label in c.text for c in r.cells))
    return row.cells[column]


def delete(paragraph: Any) -> None:
    paragraph._p.getparent().remove(paragraph._p)


def test_what_was_not_changed_is_the_same(folder: Path) -> None:
    assert held(folder).differences == ()


def test_what_is_written_on_the_sheet_by_hand_is_no_difference(folder: Path) -> None:
    def sign(document: Any) -> None:
        cell(document, 0, "一审", 1).text = "签名：某某　日期：1月20日"
        cell(document, 0, "送审日期", 5).text = "2025年1月20日"
        cell(document, 0, "拟稿人", 5).text = "某某"

    assert found(folder, sign) == []


def add_table(document: Any) -> None:
    table = document.add_table(2, 2)
    for place, text in zip((c for row in table.rows for c in row.cells), "甲乙丙丁", strict=True):
        place.text = text
    at(document, "六、其他")._p.addnext(table._tbl)


def set_text(place: Any, text: str) -> None:
    place.text = text


def shorten(document: Any) -> None:
    at(document, "（三）政府信息管理").text = "（三）政府信息管理。没有变化。"
    at(document, "（五）监督").text = "（五）监督保障。没有通报。"


CHANGES: dict[str, tuple[Callable[[Any], object], list[tuple[str, str, str]]]] = {
    "a figure on the sheet": (
        lambda d: set_text(cell(d, 0, "本年新收", 5), "3526"),
        [("送审单“本年新收”", "3526", "3525")],
    ),
    "the result on the sheet": (
        lambda d: set_text(cell(d, 0, "核对结果", 1), "没有问题"),
        [("送审单“核对结果”", "没有问题", "已说明 2 处")],
    ),
    "an explanation on the sheet": (
        lambda d: set_text(at(d, "已说明 Y506：第三部分表格“（五）"), "已说明 Y506：无。"),
        [
            ("送审单和标题之间的文字", "已说明 Y506：无。", "没有"),
            ("送审单和标题之间的文字", "没有", "已说明 Y506：第三部分表格“（五）不予处理4.无正当理由…"),
        ],
    ),
    "a heading": (
        lambda d: set_text(at(d, "五、存在的主要问题"), "五、存在的问题"),
        [("标题", "五、存在的问题", "五、存在的主要问题及改进情况")],
    ),
    "a line behind the signature": (
        lambda d: d.add_paragraph("另收取信息处理费99件"),
        [("落款下面的文字", "另收取信息处理费99件", "没有")],
    ),
    "the day": (
        lambda d: set_text(at(d, "宿迁市\n2025年"), "宿迁市\n2025年1月27日"),
        [("公布日期", "2025年1月27日", "2025年1月24日")],
    ),
    "the agency that signs": (
        lambda d: set_text(at(d, "宿迁市\n2025年"), "宿迁市政府办\n2025年1月24日"),
        [("落款下面的文字", "宿迁市政府办", "宿迁市")],
    ),
    "a table": (add_table, [("“六、其他需要报告的事项”里另外的表格", "甲 乙等 2 行", "没有")]),
    "a picture": (
        lambda d: at(d, "（五）监督保障").add_run().add_picture(io.BytesIO(DOT), Mm(10)),
        [("图片", "多出 1 张", "没有")],
    ),
    "a line in a header": (
        lambda d: set_text(d.sections[1].header.paragraphs[0], "内部资料"),
        [("页眉", "内部资料", "没有")],
    ),
    "a label of a table": (
        lambda d: set_text(cell(d, 2, "自然人", 3), "个人"),
        [("表格里的项目名称", "个人", "自然人")],
    ),
    "a paragraph was deleted": (
        lambda d: delete(at(d, "（三）政府信息管理")),
        [("“一、总体情况”少了一段", "没有这一段", "（三）政府信息管理。对拟出台的文件先定公开属性、再行印发，政…")],
    ),
    "a paragraph was added": (
        lambda d: at(d, "（三）政府信息管理").insert_paragraph_before("另外开展了专项检查。"),
        [("“一、总体情况”第4段", "另外开展了专项检查。", "没有这一段")],
    ),
    "two paragraphs were changed": (
        shorten,
        [
            ("“一、总体情况”第4段", "…）政府信息管理。没有变化。", "…）政府信息管理。对拟出台的文件先定公开属性、再行印发，政策文…"),
            ("“一、总体情况”第6段", "（五）监督保障。没有通报。", "（五）监督保障。全年开展网上监测3次，印发工作通报2期，并举…"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "told"), CHANGES.values(), ids=CHANGES)
def test_what_was_changed_is_told_and_nothing_else(
    folder: Path, change: Callable[[Any], object], told: list[tuple[str, str, str]]
) -> None:
    assert found(folder, change) == told


def test_lines_of_an_own_form_are_known_from_the_form(tmp_path: Path) -> None:
    report = replace(numbered_report(), published=date(2025, 1, 24))
    (tmp_path / "data.toml").write_text(write_toml(report), encoding="utf-8")
    below = ("××局", "20××年×月×日", "联系人：某某")
    body = forms.document(forms.Style()) + "".join(forms.paragraph(line, forms.Style()) for line in below)
    form = OwnForm(forms.package(body), tmp_path / "本局.docx")
    filled = fill(tmp_path / "data.toml", FillRequest(form=form, draft=True)).file
    assert filled
    (tmp_path / "年报.docx").write_bytes(filled.data)
    assert verify(tmp_path / "年报.docx", tmp_path / "data.toml", form).differences == ()
    without = verify(tmp_path / "年报.docx", tmp_path / "data.toml")
    assert [(d.name, d.document) for d in without.differences] == [("落款下面的文字", "联系人：某某")]
    assert without.own_form


def test_what_an_own_form_has_below_the_last_section_is_none_of_the_data(tmp_path: Path) -> None:
    data, place = tmp_path / "data.toml", tmp_path / "年报.docx"
    data.write_text(write_toml(numbered_report()), encoding="utf-8")
    below = ("单位负责人：    审核人：", "备注：电子版可在网站下载。")
    body = forms.document(forms.Style()) + "".join(forms.paragraph(line, forms.Style()) for line in below)
    form = OwnForm(forms.package(body), tmp_path / "本局.docx")
    filled = fill(data, FillRequest(form=form, draft=True)).file
    assert filled
    place.write_bytes(filled.data)
    assert verify(place, data, form).differences == ()
    assert [d.document for d in verify(place, data).differences] == [*below]
    assert take_back(place, data).changes == ()
    document = Document(str(place))
    document.add_paragraph("备注：另一句。")
    document.save(str(place))
    assert [d.document for d in verify(place, data, form).differences] == ["备注：另一句。"]
    set_text(at(document, "备注：电子版"), "备注：电子版可在网站查看。")
    document.save(str(place))
    assert [d.wanted for d in verify(place, data, form).differences] == [
        "按表样应是“…：电子版可在网站下载。”",
        "数据文件里是“没有这一段”",
    ]


def test_a_foreword_without_full_stops_is_held_against_its_data_too(tmp_path: Path) -> None:
    lines = ("依照条例编制，统计期限为一年", "联系电话：000-0000000", "2025年1月")
    data = tmp_path / "data.toml"
    text = (EXAMPLES / "suqian-2024.toml").read_text(encoding="utf-8")
    foreword = '"引言" = """\n' + "\n".join(lines) + '\n"""'
    data.write_text(text.replace('"上年文件" = "suqian-2023.toml"', foreword), encoding="utf-8")
    filled = fill(data).file
    assert filled
    (tmp_path / "年报.docx").write_bytes(filled.data)
    assert verify(tmp_path / "年报.docx", data).differences == ()
    document = Document(io.BytesIO(filled.data))
    next(p for p in document.paragraphs if p.text.startswith("联系电话")).runs[0].text = "联系电话：111"
    document.save(str(tmp_path / "年报.docx"))
    (difference,) = verify(tmp_path / "年报.docx", data).differences
    assert difference.name == "第一部分之前的文字"


def test_the_office_whose_report_was_the_form_is_told_until_it_is_written_over(folder: Path) -> None:
    title = "沙洲市民政局2023年政府信息公开工作年度报告"
    below = ("沙洲市民政局", "2024年1月25日", "注：由沙洲市民政局统计。")
    note = "".join(forms.paragraph(line, forms.Style()) for line in below)
    body = forms.document(forms.Style(title=(title,), body=("（正文）",)))
    form = OwnForm(forms.package(f"{body}{note}"), folder / "表样.docx")
    done = fill(folder / "data.toml", FillRequest(form=form))
    assert done.file
    assert [line for line in done.notices if "沙洲市民政局" in line] == [
        "请留意：表样里还写着另一个单位“沙洲市民政局”，没有改：“注：由沙洲市民政局统计。”；该是本单位的，请在 Word 里改过来"
    ]
    (folder / "借用.docx").write_bytes(done.file.data)
    told = verify(folder / "借用.docx", folder / "data.toml", form).differences
    assert [(d.name, d.document, d.data) for d in told] == [
        ("落款下面的文字", "注：由沙洲市民政局统计。", "注：由宿迁市统计。")
    ]
    assert told[0].wanted == "这里还写着另一个单位，改成本单位应是“注：由宿迁市统计。”"
    document = Document(str(folder / "借用.docx"))
    at(document, "注").runs[0].text = "注：由宿迁市统计。"
    document.save(str(folder / "改过.docx"))
    assert verify(folder / "改过.docx", folder / "data.toml", form).differences == ()
