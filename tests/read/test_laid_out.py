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


def test_it_goes_on_below_the_header_of_the_next_page(tmp_path: Path) -> None:
    first, *others = body()
    pages = [*head(), first, "", "— 1 —", "\f政务公开", *others, "— 2 —", "\f政务公开"]
    assert figures(tmp_path, pages) == ALL


@pytest.mark.parametrize("gone", ["22", "11", "18", "28"])
def test_of_rows_with_different_numbers_of_figures_none_takes_anothers_place(
    tmp_path: Path, gone: str
) -> None:
    lines = [line.replace(gone, " " * len(gone), 1) for line in [*head(), *body(1)]]
    assert figures(tmp_path, lines).items() <= ALL.items()


def test_without_names_above_the_figures_nothing_is_read(tmp_path: Path) -> None:
    assert figures(tmp_path, body()) == {}


PLACES = [*range(0, 15, 3), *range(18, 33, 3), *range(36, 51, 3)]
GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")


def review(names: Sequence[str], groups: Sequence[str] = GROUPS) -> str:
    """Part four with the names of its columns in pieces below each other, that of a total between them."""
    upper, middle, lower = "", "", ""
    for place, name in zip(PLACES, 3 * [*names], strict=True):
        if len(name) == 2:
            middle = f"{middle.ljust(place)}{name}"
        else:
            upper, lower = f"{upper.ljust(place)}{name[:2]}", f"{lower.ljust(place)}{name[2:]}"
    first, *others = groups
    above = [f"{'':20}行政诉讼", f"{'':3}{first}", f"{'':18}{others[0]}{'':10}{others[1]}"]
    figures = "   ".join(map(str, range(11, 26)))
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    apart = [f"规章     {n}     {n}     {n}" for n in range(3)]
    lines = [heading, *above, upper, middle, lower, figures]
    return "\n".join(["某市某局2024年政府信息公开工作年度报告", "二、主动公开政府信息情况", *apart, *lines])


NAMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def test_names_in_pieces_above_a_row_of_figures_are_put_together(tmp_path: Path) -> None:
    (tmp_path / "年报.txt").write_text(review(NAMES), "utf-8")
    cells = FORM_2021.table("review").blocks[0].cells
    figures = read(tmp_path / "年报.txt").figures
    assert [figures[cell.id].value for cell in cells] == list(range(11, 26))


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (("结果纠正", "结果维持", "其他结果", "尚未审结", "总计"), GROUPS),
        (NAMES, (GROUPS[0], GROUPS[2], GROUPS[1])),
        (NAMES, ("其他", *GROUPS[1:])),
    ],
    ids=["names in another order", "groups in another order", "a group is called otherwise"],
)
def test_of_another_head_nothing_is_read(tmp_path: Path, names: Sequence[str], groups: Sequence[str]) -> None:
    (tmp_path / "年报.txt").write_text(review(names, groups), "utf-8")
    assert not any(id.startswith("review.") for id in read(tmp_path / "年报.txt").figures)
