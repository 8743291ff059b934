"""Figures over which another was drawn: what is hidden is not read, what stays visible is not one number."""

import pytest

from tests.read.fixed.drawing import Sheet, shown
from tests.read.fixed.test_tables import ROWS, XS, YS

OTHER = "规章 12 345", "文件 6 789"  # as it read before
ROW = YS[1:]


def after(sheet: Sheet) -> Sheet:
    return sheet.table(XS, YS, *ROWS)


HIDDEN = {
    "by white": after(Sheet().cells(XS, ROW, OTHER).fill(91, 131, 399, 189, 255)),
    "by a colour": after(Sheet().cells(XS, ROW, OTHER).fill(91, 131, 399, 189, 230)),
    "twice": after(Sheet().cells(XS, ROW, OTHER).fill(91, 131, 399, 189).cells(XS, ROW, OTHER).fill(91, 131, 399, 189, 255)),
    "one by one": after(Sheet().cells(XS, ROW, OTHER).fill(91, 131, 199, 189, 255)
        .fill(240, 138, 260, 152, 255).fill(335, 138, 365, 152, 255).fill(240, 168, 260, 182, 255)
        .fill(335, 168, 365, 182, 255)),
    "on a page on its side": after(Sheet(turned=1).cells(XS, ROW, OTHER).fill(91, 131, 399, 189, 255)),
}  # fmt: skip


@pytest.mark.parametrize("sheet", HIDDEN.values(), ids=HIDDEN)
def test_what_lies_under_a_fill_is_not_read(sheet: Sheet) -> None:
    assert shown(sheet) == [list(ROWS)]


def test_a_fill_hides_nothing_that_is_drawn_after_it() -> None:
    assert shown(Sheet().fill(90, 100, 400, 190, 255).table(XS, YS, *ROWS)) == [list(ROWS)]


def test_white_on_a_dark_ground_that_was_drawn_over_it_is_not_read() -> None:
    sheet = Sheet().grid(XS, YS).fill(90, 100, 400, 130, 0).cells(XS, YS, ["甲 乙 丙", *ROWS[1:]], shade=255)
    assert shown(sheet.fill(90, 130, 400, 190, 60))[0][0] == "甲 乙 丙"


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        (("25", 243), ("679", 242), "6│27│59"),
        (("234", 241), ("34", 246.25), "2│34"),
        (("12", 242), ("12", 242), "12"),
        (("12", 232), ("45", 244), "1245"),
    ],
    ids=["another beside it", "with the same digits", "the same", "side by side"],
)
def test_figures_over_each_other_are_no_number(
    first: tuple[str, float], second: tuple[str, float], read: str
) -> None:
    sheet = Sheet().table(XS, YS, ROWS[0], "规章 - 345", ROWS[2])
    for figure, x in (first, second):
        sheet.write(figure, x, 149)
    assert shown(sheet) == [[ROWS[0], f"规章 {read} 345", ROWS[2]]]


def test_figures_over_each_other_make_no_table_without_lines() -> None:
    sheet = Sheet().cells(XS, YS, ROWS).write("68", 247, 149)
    lines = shown(sheet)
    assert lines
    assert all(isinstance(line, str) for line in lines)


@pytest.mark.parametrize("first", ["shadow", "text"])
def test_figures_with_a_shadow_are_read_once(first: str) -> None:
    texts = [(0.0, 0), (3.5, 170)] if first == "text" else [(3.5, 170), (0.0, 0)]
    sheet = Sheet().grid(XS, YS)
    for off, shade in texts:
        moved = [x + off for x in XS], [y + off for y in YS]
        sheet.cells(*moved, ["名称 甲 乙", "规章 1123 44", "文件 555 6"], shade=shade)
    assert shown(sheet)[0][1:] == ["规章 1123 44", "文件 555 6"]


def test_equal_digits_side_by_side_in_two_shades_are_two() -> None:
    sheet = Sheet().table(XS, YS, ROWS[0], "规章 - 345", ROWS[2])
    assert shown(sheet.write("1", 241, 149).write("1", 246.25, 149, shade=60))[0][1] == "规章 11 345"
