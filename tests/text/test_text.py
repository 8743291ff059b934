"""Texts as values: what they are compared by, and where that was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.text.text import Text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("收到申请１２件", "收到申请12件"),
        ("公开 1 307 条", "公开1307条"),
        ("公开1,307条,其中动态20条", "公开1307条，其中动态20条"),
        ("公开13，07条", "公开13，07条"),
        ("办结(含结转)3件;无复议:0", "办结（含结转）3件；无复议：0"),
        ("零\u200b宽\u00a0空格", "零宽空格"),
        ("㈠主动公开", "（一）主动公开"),
    ],
)
def test_a_text_is_normalised(written: str, plain: str) -> None:
    assert Text(written).plain == plain


@pytest.mark.parametrize(
    ("written", "looked_for", "quoted"),
    [
        ("收到申请 １ ２ 件，均已答复", "12件", "１ ２ 件"),
        ("公开1,307条", "1307条", "1,307条"),
        ("甲㈠乙", "（一）", "㈠"),
        ("没有变化", "变化", "变化"),
    ],
)
def test_what_is_found_is_quoted_as_written(written: str, looked_for: str, quoted: str) -> None:
    text = Text(written)
    start = text.plain.index(looked_for)
    assert text.quote(start, start + len(looked_for)) == quoted
    first, last = text.span(start, start + len(looked_for))
    assert written[first:last] == quoted


@given(st.text(max_size=40))
def test_the_whole_of_a_text_leads_back_into_it(written: str) -> None:
    text = Text(written)
    first, last = text.span(0, len(text.plain))
    assert 0 <= first <= last <= len(written)
    assert Text(written[first:last]).plain == text.plain


def test_nothing_has_a_place_too() -> None:
    text = Text("一 二")
    assert text.span(1, 1) == (2, 2)
    assert text.span(2, 2) == (3, 3)
    assert text.quote(1, 1) == ""
