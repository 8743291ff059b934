"""Headings of sections as designed pages and narrow columns have them."""

import pytest

from ndbg.document.headings import section_named, whole_headings
from tests.official import FORM_2021


@pytest.mark.parametrize(
    ("line", "no"),
    [
        ("02 主动公开政府信息情况", "二"),
        ("02 | 主动公开政府信息情况", "二"),
        ("贰、主动公开政府信息情况", "二"),
        ("陆 其他需要报告的事项", "六"),
        ("Ⅱ. 主动公开政府信息情况", "二"),
        ("IV 政府信息公开行政复议、行政诉讼情况", "四"),
        ("PART 05 存在的主要问题及改进情况", "五"),
        ("第六章 其他需要报告的事项", "六"),
        ("Part 1 总体情况", "一"),
    ],
)
def test_a_number_may_be_in_other_figures(line: str, no: str) -> None:
    section = section_named(line, FORM_2021)
    assert section is not None
    assert section.no == no


@pytest.mark.parametrize(
    "line",
    [
        "PART 03 主动公开政府信息情况",
        "Ⅱ. 主动公开了 12 条信息",
        "PART 05",
        "İ",  # a letter whose small form is two characters
        "Ⅶ 其他需要报告的事项",
        "贰、主动公开了 12 条信息",
    ],
)
def test_another_number_or_wording_is_no_heading(line: str) -> None:
    assert section_named(line, FORM_2021) is None


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["四、因政府信息公开工作被申请行政复议、", "提起行政诉讼", "情况"], [(0, 3)]),
        (["一段文字。", "主动公开政府", "信息情况", "一段文字。"], [(1, 3)]),
        (["一段文字。", "02", "主动公开政府信息情况"], [(1, 3)]),
        (["一段文字。", "二", "主动公开政府信息情况"], [(1, 3)]),
        (["PART 05", "存在的主要问题及改进情况", "PROBLEMS AND PLANS", "一段文字。"], [(0, 3)]),
        (["01", "OVERVIEW", "总体情况", "一段文字。"], [(0, 3)]),
        (["03", "收到和处理政府信息", "公开申请情况"], [(0, 3)]),
        (["03", "主动公开政府信息情况"], []),
        (["2024", "二、主动公开政府信息情况"], []),
        (["共有 2 件。", "二、主动公开政府信息情况"], []),
        (["总体情况", "二、主动公开政府信息情况"], []),
        (["主动公开政府", "信息情况如下"], []),
        (["主动公开政府", "", "信息情况"], []),
    ],
    ids=lambda value: "／".join(map(str, value))[:30] if isinstance(value, list) else None,
)
def test_a_heading_of_several_lines_is_one(lines: list[str], found: list[tuple[int, int]]) -> None:
    headings = list(whole_headings(lines, FORM_2021))
    assert [(start, end) for start, end, _ in headings] == found
    assert all(section_named(text, FORM_2021) for _, _, text in headings)
