"""Text with the layout of a page, as `pdftotext -layout` writes it: labels and heads over several lines."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ndbg.read import read
from tests.official import FORM_2021

COLUMNS = [28, 34, 40, 46, 52, 58, 64]
HEAD = [
    (["自然"], []),
    ([], ["商业", "科研", "社会", "法律", "其他"]),
    (["人"], ["企业", "机构", "公益", "服务"]),
    ([], ["", "", "组织", "机构"]),
]
FIGURES = {
    "new": ["1", "22", "3", "4444", "5", "6", "70"],
    "granted": ["8", "9", "10", "11", "12", "13", "14"],
    "partial": ["15", "16", "17", "18", "19", "20", "21"],
    "denied.state_secret": ["22", "23", "24", "25", "26", "27", "28"],
}


def placed(label: str, cells: Sequence[str], shift: int = 0) -> str:
    """A line with cells in their columns, moved to the right by some characters."""
    line = label
    for at, cell in zip(COLUMNS, cells, strict=False):
        line = f"{line.ljust(at + shift)}{cell}" if cell else line
    return line


def head() -> list[str]:
    lines = [placed("", ["", "", "申请人情况"])]
    for first, others in HEAD:
        total = ["总计"] if len(others) == 5 else []
        lines.append(placed("", [*(first or [""]), *others, *total]))
    return lines


def body(shift: int = 0) -> list[str]:
    new, granted, partial, secret = FIGURES.values()
    return [
        placed("一、本年新收政府信息公开申请数量", new),
        placed("三、   （一）予以公开", granted, shift),
        "本年   （二）部分公开（区分处理的，只计这一",
        placed("度办", partial),
        "理结   情形，不计其他情形）",
        placed("果     （三）不予  1.属于国家秘密", secret, 2 * shift),
    ]


def figures(folder: Path, lines: Sequence[str]) -> dict[str, str]:
    text = "\n".join(["三、收到和处理政府信息公开申请情况", *lines, "四、其他", ""])
    (folder / "表.txt").write_text(text, encoding="utf-8")
    return {id: figure.text for id, figure in read(folder / "表.txt").figures.items()}


BLOCK = FORM_2021.table("requests").blocks[0]
ALL = {
    f"requests.{row}.{column.id}": text
    for row, texts in FIGURES.items()
    for column, text in zip(BLOCK.columns, texts, strict=True)
}


@pytest.mark.parametrize("shift", [0, 1, 3])
def test_labels_and_heads_over_several_lines_are_read(tmp_path: Path, shift: int) -> None:
    assert figures(tmp_path, [*head(), *body(shift)]) == ALL


def test_it_goes_on_on_the_next_page(tmp_path: Path) -> None:
    first, *others = body()
    assert figures(tmp_path, [*head(), first, "", "     — 2 —", f"\f{others[0]}", *others[1:]]) == ALL


@pytest.mark.parametrize("gone", ["22", "11", "18", "28"])
def test_of_rows_with_different_numbers_of_figures_none_takes_anothers_place(
    tmp_path: Path, gone: str
) -> None:
    lines = [line.replace(gone, " " * len(gone), 1) for line in [*head(), *body(1)]]
    assert figures(tmp_path, lines).items() <= ALL.items()


def test_without_names_above_the_figures_nothing_is_read(tmp_path: Path) -> None:
    assert figures(tmp_path, body()) == {}
