"""Two reports side by side at a terminal: against the text itself, and what holds for any two."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from ndbg.read.toml import read_toml
from ndbg.report import Figure
from ndbg.report.comparison import Comparison, compare
from ndbg.show.difference import packed, terminal, text
from ndbg.show.lines import width
from tests.conftest import EXAMPLES
from tests.official import FORM_2021
from tests.show.pair import NEW, OLD, both

GOLDEN = Path(__file__).parent / "golden" / "difference.txt"


@pytest.fixture(scope="module")
def suqian() -> Comparison:
    return compare(*(read_toml(EXAMPLES / f"suqian-{year}.toml") for year in (2023, 2024)))


def test_the_text_is_this() -> None:
    assert text(both(), 80) + "\n" == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_it_fits_the_terminal(suqian: Comparison, columns: int) -> None:
    for comparison in (suqian, both()):
        assert max(width(line) for line in text(comparison, columns).split("\n")) <= columns


def test_a_wide_terminal_does_not_pull_labels_and_figures_apart(suqian: Comparison) -> None:
    assert text(suqian, 250) == text(suqian, 100)


def table_3(comparison: Comparison) -> str:
    shown = text(comparison, 100)
    return shown[shown.index("第三部分表格") : shown.index("第四部分表格")]


def test_every_line_of_table_3_has_its_total_and_the_columns_that_changed(suqian: Comparison) -> None:
    shown = table_3(suqian)
    for entry in FORM_2021.table("requests").entries:
        total = suqian.figures[entry.cells[-1].id]
        if not total.zero:
            # After the line itself, which may be folded, all up to the next line with figures.
            line = re.search(
                rf"^ *{re.escape(entry.label.text[:20])}.* {total.old} +{total.new} .*\n"
                r"((?:(?!.* \d+ +\d+ ).*\n)*)",
                shown,
                re.M,
            )
            assert line, entry.title
            changed = {
                f"{c.column.label.text} {p.old}→{p.new}"
                for c in entry.cells[:-1]
                if (p := suqian.figures[c.id]).change
            }
            assert set(re.findall(r"\S+ \d+→\d+", line[1])) == changed


def test_groups_that_the_form_does_not_sum_up_are_summed_up(suqian: Comparison) -> None:
    assert re.search(r"（三）不予公开（合计） +142 +92 +-50 +-35\.21%", table_3(suqian))
    assert re.search(r"行政诉讼（合计） +113 +77 ", text(suqian, 80))
    assert not re.search(r"三、本年度办理结果.*\d", table_3(suqian))


def test_rows_that_are_0_in_both_years_are_counted_not_shown(suqian: Comparison) -> None:
    assert table_3(suqian).count("要求提供公开出版物") == 1
    assert "另有 1 行两份都是 0：（五）不予处理3.要求提供公开出版物" in table_3(suqian)


def test_a_report_of_nothing_is_short() -> None:
    nothing = replace(OLD, figures=dict.fromkeys(FORM_2021.cells, Figure(0)), prose={}, fee=None)
    shown = text(compare(nothing, replace(nothing, year=2024)), 80)
    assert re.findall("(全部|另有) (\\d+) 行两份都是 0", shown) == [
        ("全部", "10"),
        ("全部", "25"),
        ("全部", "3"),
    ]
    assert "规章" not in shown
    assert shown.count("两份都没有正文") == 3


def test_of_a_line_that_was_not_read_at_all_no_column_is_listed() -> None:
    row = FORM_2021.table("requests").entries[0]
    lost = {id: figure for id, figure in NEW.figures.items() if FORM_2021.cells[id] not in row.cells}
    shown = text(compare(OLD, replace(NEW, figures=lost)), 100)
    assert re.search(rf"{row.label.text} +96 +未读出\n  二、", shown)
    assert "自然人 7→未读出" in shown  # part of a line that was read


def test_a_report_with_itself_shows_no_change() -> None:
    shown = text(compare(OLD, OLD), 80)
    assert "0 个有变动" in shown
    assert "变动最大" not in shown
    assert not re.search(r"→|[+-]\d|删去|新写|只换了数", shown)
    assert shown.count("一字未改") == 5


@pytest.mark.parametrize("colour", [None, "truecolor"])
def test_a_terminal_obeys_nothing_that_stands_in_a_file(colour: str | None) -> None:
    console = Console(width=200, color_system=colour, force_terminal=True, highlight=False)  # type: ignore[arg-type]
    with console.capture() as capture:
        console.print(terminal(both(), 100))
    shown = capture.get()
    assert "[bold]x[/bold]" in shown
    assert "\x1b[31m" not in shown
    assert "\x07" not in shown


def test_what_did_not_join_is_marked() -> None:
    console = Console(width=80, color_system="truecolor", force_terminal=True, highlight=False)
    with console.capture() as capture:
        console.print(terminal(compare(OLD, NEW), 80))
    assert "\x1b[1;33m  相差 1" in capture.get()
    assert "\x1b[1;31m" in capture.get()  # 未读出


def test_items_are_packed_and_none_is_broken() -> None:
    assert list(packed(["自然人 1→2", "其他 3→4", "科研机构 5→6"], 24)) == [
        "自然人 1→2   其他 3→4",
        "科研机构 5→6",
    ]
    assert list(packed(["自然人 1→2"], 3)) == ["自然人 1→2"]
    assert list(packed([], 80)) == []
