"""Documents that are no report are refused in a sentence that says what they look like."""

from pathlib import Path

import pytest

from ndbg.app.reading import read_file
from ndbg.errors import NdbgError
from tests.read import layouts

OTHERS = {
    "a budget": ("某县水利局2024年部门预算公开\n一、总体情况\n今年收支平衡。", "预算、决算公开的材料"),
    "a notice that names all sections": (
        "关于报送2024年政府信息公开工作年度报告的通知\n请按一、总体情况，二、主动公开政府信息情况等六部分编写。",
        "通知、公告",
    ),
    "a ledger": ("政府信息公开申请台账\n序号\t申请人\t办理结果\n1\t张某\t予以公开", "一份登记台账"),
    "a plan": ("某县2025年政务公开工作要点\n一、总体要求\n坚持公开。", "工作方案、计划"),
    "an application form": ("政府信息公开申请表\n姓名\n联系电话", "一份申请表"),
    "another report": ("某县2024年法治政府建设年度报告\n一、总体情况\n成效明显。", "法治政府建设的报告"),
}


@pytest.mark.parametrize(("text", "kind"), OTHERS.values(), ids=OTHERS)
def test_another_kind_of_document_is_called_what_it_looks_like(tmp_path: Path, text: str, kind: str) -> None:
    (tmp_path / "文件.txt").write_text(text, encoding="utf-8")
    with pytest.raises(NdbgError, match=f"像是{kind}，不是政府信息公开工作年度报告"):
        read_file(tmp_path / "文件.txt")


def test_a_report_that_speaks_of_notices_and_plans_is_read(tmp_path: Path) -> None:
    page = layouts.as_page(layouts.tables()).decode()
    page = page.replace("<body>", "<body><p>关于公布年度报告的通知</p><p>工作方案</p>")
    (tmp_path / "年报.html").write_text(page, encoding="utf-8")
    assert len(read_file(tmp_path / "年报.html").figures) == 200


def test_a_report_whose_tables_are_pictures_is_read(tmp_path: Path) -> None:
    text = "某县水利局2024年政府信息公开工作年度报告\n一、总体情况\n印发了通知和方案。\n六、其他需要报告的事项\n无。"
    (tmp_path / "年报.txt").write_text(text, encoding="utf-8")
    assert read_file(tmp_path / "年报.txt").prose["一"].text == "印发了通知和方案。"


def test_a_text_that_is_no_document_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "便条.txt").write_text("你好，明天上午开会。", "utf-8")
    with pytest.raises(NdbgError, match="没有找到报告的表格和正文"):
        read_file(tmp_path / "便条.txt")
