"""Text over other text: seals are left out and told, two layers of text are told."""

import math
from pathlib import Path

import pytest

from ndbg.read.fixed.laid_over import without_seals
from ndbg.read.fixed.report import report_of
from ndbg.report import Report
from tests.read.fixed.drawing import Sheet, lay_out, pages, shown_nodes
from tests.read.fixed.test_tables import ROWS, XS, YS

NAME = "海州市水利局"
TEXT = "本年度没有收取信息处理费，也没有其他需要报告的事项，有关情况可以到本局查询，欢迎监督。"


def signed() -> Sheet:
    """The last page of a report, signed at the right."""
    sheet = Sheet().write(f"{NAME}2024年政府信息公开工作年度报告", 120, 60, 16)
    sheet.write("六、其他需要报告的事项", 122, 100, 16).paragraph(TEXT * 2, 130)
    return sheet.write(NAME, 360, 330, 16).write("2025年1月20日", 340, 360, 16)


def ring(sheet: Sheet, text: str, size: float, shade: int, x: float = 400, y: float = 340) -> Sheet:
    """Characters that stand upright on a circle of 50 points."""
    for at, sign in enumerate(text):
        turn = math.pi * (1.1 + 1.8 * at / (len(text) - 1))
        sheet.write(sign, x + 50 * math.cos(turn) - size / 2, y + 50 * math.sin(turn), size, shade)
    return sheet


SEALS = {
    "a black ring": ring(signed(), NAME, 12, 0),
    "a red ring": ring(signed(), NAME, 14, 76),
    "a ring with its number": ring(signed(), NAME, 14, 0).write("3201000012345", 370, 365, 6),
    "a ring beside the text": ring(signed(), NAME, 12, 0, x=200, y=500),
    "a line": signed().write("海州市水利局专用章", 350, 335, 21),
    "a line in red": signed().write("海州市水利局专用章", 350, 335, 15, 76),
}


def read(sheet: Sheet, folder: Path) -> Report:
    return report_of(pages(sheet), folder)


@pytest.mark.parametrize("name", SEALS)
def test_a_seal_is_no_text(tmp_path: Path, name: str) -> None:
    report = read(SEALS[name], tmp_path)
    assert (report.agency, f"{report.published}") == (NAME, "2025-01-20")
    assert report.prose["六"].text == TEXT * 2
    assert "第1页有盖在正文上的文字，像是印章，没有读；被盖住的地方请对照原件" in report.source.notes


def test_without_one_nothing_is_said(tmp_path: Path) -> None:
    assert read(signed(), tmp_path).source.notes == ()


def test_two_layers_of_text_are_told(tmp_path: Path) -> None:
    sheet = signed().paragraph("上一年度的报告里写过的另外一段话，印在了同一个地方，没有删掉。", 133)
    notes = read(sheet, tmp_path).source.notes
    assert "第1页有两层文字叠在一起，读出的文字可能是混在一起的，请对照原件" in notes


@pytest.mark.parametrize("shade", [190, 76], ids=["pale", "red"])
def test_figures_under_words_of_another_shade_stay(shade: int) -> None:
    """Large upright words over labels of a table are no seal of which the figures below are the number."""
    table = Sheet().grid(XS, YS).cells(XS, YS, (ROWS[0], "规章 - -", "文件 - -"))
    table.write("67", 243, 179, 8).write("89", 345, 179, 8).write("水利局", 130, 160, 45, shade)
    found = without_seals(pages(signed(), signed(), table)).pages
    assert [[ROWS[0], "规章 - -", "文件 67 89"]] == [
        n for n in shown_nodes(lay_out(found)) if isinstance(n, list)
    ]
