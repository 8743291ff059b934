"""Two reports side by side as Markdown: against the text itself, and as a program renders it."""

import re
from pathlib import Path

from ndbg.read.toml import read_toml
from ndbg.report.comparison import compare
from ndbg.show.difference_markdown import markdown
from ndbg.text.markdown import escape
from tests.conftest import EXAMPLES
from tests.official import FORM_2021
from tests.rendering import RENDERERS
from tests.show.pair import NASTY, both

GOLDEN = Path(__file__).parent / "golden" / "difference.md"


def test_the_text_is_this() -> None:
    assert markdown(both()) == GOLDEN.read_text(encoding="utf-8")


def test_all_figures_of_both_years_are_in_the_tables() -> None:
    old, new = (read_toml(EXAMPLES / f"suqian-{year}.toml") for year in (2023, 2024))
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in markdown(compare(old, new)).split("\n")
    ]
    by_label = {row[0]: row[1:] for row in rows if len(row) == 10}
    for entry in FORM_2021.table("requests").entries:
        for cell, shown in zip(entry.cells, by_label[entry.label.text], strict=False):
            was, now = old.figures[cell.id].text, new.figures[cell.id].text
            assert shown == (now if was == now else f"{was} → {now}")


def test_every_row_of_a_table_is_as_wide_as_its_head() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", markdown(both()), re.M)
    assert len(tables) == 6
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.strip().split("\n")}) == 1


def test_prose_cannot_begin_anything() -> None:
    shown = RENDERERS["CommonMark"].render(markdown(both()))
    assert not re.search(r"<(?:b|a|img|em|s|code|script)\b", shown)
    assert "&lt;b&gt;y&lt;/b&gt;" in shown
    assert "[a](http://b.cn)" in shown
    assert "**w**" in shown
    assert "\x1b" not in shown


def test_what_is_new_stands_in_brackets() -> None:
    shown = markdown(both())
    assert "- **2024年** （一）主动公开。【通过网站】公开信息140条。" in shown
    assert escape(NASTY) in shown
