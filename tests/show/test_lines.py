"""Texts on lines of so many columns."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.show.lines import cut, folded, numbered, printable, width


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


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066"])
def test_what_a_terminal_would_obey_is_shown_as_a_mark_or_by_its_number(sign: str) -> None:
    assert printable(f"甲{sign}乙\n") == "甲\N{REPLACEMENT CHARACTER}乙\N{REPLACEMENT CHARACTER}"
    assert printable(f"甲{sign}乙\n", kept="\n") == "甲\N{REPLACEMENT CHARACTER}乙\n"
    assert json.loads(numbered(json.dumps([sign], ensure_ascii=False))) == [sign]
    assert not printable(numbered(sign)).count("\N{REPLACEMENT CHARACTER}")
