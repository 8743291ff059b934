"""Texts on lines of so many columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.show.lines import cut, folded, width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲乙丙丁戊己", ["甲乙丙丁", "戊己"]),
        ("甲乙丙 1234 丁", ["甲乙丙", "1234 丁"]),
        ("甲乙丙丁，戊", ["甲乙丙", "丁，戊"]),
        ("甲乙丙（戊己）", ["甲乙丙", "（戊己）"]),
        ("甲", ["甲"]),
        ("", [""]),
    ],
)
def test_chinese_is_folded_where_it_may_break(text: str, lines: list[str]) -> None:
    assert folded(text, 9) == lines


@given(st.text("甲乙，。“”12 ab", max_size=40), st.integers(8, 30))
def test_folding_loses_nothing_but_spaces(text: str, widest: int) -> None:
    assert "".join("".join(folded(text, widest)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [("甲乙丙丁", "甲乙丙丁"), ("甲乙丙丁戊", "甲乙丙…"), ("abcdefghi", "abcdefg…"), ("", "")],
)
def test_what_is_cut_says_so(text: str, shown: str) -> None:
    assert cut(text, 8) == shown
    assert width(shown) <= 8
