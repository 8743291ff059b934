"""Titles and headings as they stand among other lines."""

import pytest

from ndbg.document.headings import headings, split_at_headings
from ndbg.document.titles import agency_in, read_title, titles_in
from tests.official import FORM_2021

WHOLE = "某市档案局2024年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "text",
    [
        f"名　称: {WHOLE}",
        f"当前位置：首页 > 政府信息公开年报 > {WHOLE}",
        f"首页/年报/{WHOLE}",
        "某市档案局关于2024年政府信息公开工作年度报告",
        "某市档案局关于2024年政府信息公开工作年度报告的公告",
        "2024年政府信息公开工作年度报告——某市档案局",
        "政府信息公开工作年度报告（2024年度）-某市档案局",
        "某市档案局2024年政府信息公开工作年度报告-某市人民政府",
        "某市档案局2024年政府信\u200b息公开\ufeff工作年度报告",
        "某市档\u00ad案局2024年政府信\u202e息公开工作年度报告",
    ],
)
def test_of_what_stands_around_a_title_or_in_it_unseen_only_the_agency_is_taken(text: str) -> None:
    assert [(title.agency, title.year) for title in titles_in([text])] == [("某市档案局", 2024)]


@pytest.mark.parametrize(
    "text", ["关于做好2024年政府信息公开工作年度报告的通知", "2024年政府信息公开工作年度报告-通知公告"]
)
def test_a_notice_on_reports_is_no_title(text: str) -> None:
    assert list(titles_in([text])) == []


@pytest.mark.parametrize(
    ("before", "agency"),
    [
        ("一图读懂《海州市水利局", "海州市水利局"),
        ("一张图看懂海州市水利局", "海州市水利局"),
        ("【图解】海州市水利局", "海州市水利局"),
        ("图解丨海州市水利局", "海州市水利局"),
        ("图书馆", "图书馆"),
        ("图木县水利局", "图木县水利局"),
    ],
)
def test_of_a_poster_only_the_agency_is_taken(before: str, agency: str) -> None:
    behind = "》" if "《" in before else ""
    title = read_title(f"{before}2023年政府信息公开工作年度报告{behind}")
    assert title is not None
    assert (agency_in(title), title.year) == (agency, 2023)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([WHOLE], [("某市档案局", 0, 1)]),
        (["某市档案局2024年", "政府信息公开工作年度报告"], [("某市档案局", 0, 2)]),
        (["某市档案局", "2024年", "政府信息公开工作年度报告"], [("某市档案局", 0, 3)]),
        (["某市档案局", "2024年政府信息公开工作年度报告"], [("某市档案局", 0, 2)]),
        (["2024年政府信息公开工作年度报告", "（某市档案局）"], [("某市档案局", 0, 2)]),
        (["2024年政府信息公开工作", "年度报告", "( 某市档案局 )", "正文"], [("某市档案局", 0, 3)]),
        (["2024年政府信息公开工作年度报告", "（征求意见稿）"], [("", 0, 1)]),
        ([WHOLE, "（某市教育局）"], [("某市档案局", 0, 1)]),
        (["政府信息公开年报", "2024年政府信息公开工作年度报告"], [("", 1, 2)]),
        (["来源：办公室", "2024年政府信息公开工作年度报告"], [("", 1, 2)]),
        (
            ["2024年政府信息公开工作年度报告", "2024年政府信息公开工作年度报告"],
            [("", 0, 1), ("", 1, 2)],
        ),
        ([WHOLE, "2024年政府信息公开工作年度报告"], [("某市档案局", 0, 1), ("", 1, 2)]),
        (["（2024年）", "政府信息公开工作年度报告"], [("", 0, 2)]),
        (["下一篇：某局2024年政府信息公开工作年度报告"], []),
        (["2025年1月24日", "政府信息公开工作年度报告"], []),
    ],
)
def test_a_title_may_stand_on_several_lines(lines: list[str], found: list[tuple[str, int, int]]) -> None:
    standing = [(title.agency, title.lines.start, title.lines.stop) for title in titles_in(lines)]
    assert standing == found
    assert all(title.year == 2024 for title in titles_in(lines))


OTHERWISE = {
    "一": ["一、基本情况", "第一部分 总体情况", "一 总体情况"],
    "二": ["二、政府信息主动公开情况"],
    "四": ["四、行政复议和诉讼情况"],
    "五": ["五、存在问题", "五、存在的不足和改进方向", "五、下一步工作打算", "存在的问题及改进情况"],
    "六": ["六、其他事项", "其它需要报告的事项", "六、需要报告的其它事项"],
}


@pytest.mark.parametrize(("no", "text"), [(no, text) for no, texts in OTHERWISE.items() for text in texts])
def test_a_heading_may_be_worded_freely_where_no_other_is(no: str, text: str) -> None:
    lines = [text if section.no == no else section.heading for section in FORM_2021.sections]
    assert headings(lines, FORM_2021) == {section.no: at for at, section in enumerate(FORM_2021.sections)}


def test_lines_like_headings_take_no_time() -> None:
    lines = [f"因政府信息公开工作被申请行政复议、诉讼{n}" for n in range(20_000)]
    assert headings(lines, FORM_2021) == {}


def test_of_headings_without_numbers_one_with_a_remark_is_no_better() -> None:
    lines = [section.label.text for section in FORM_2021.sections]
    assert headings([*lines, "没有。", "其他需要报告的事项（无）"], FORM_2021)["六"] == 5


def test_freely_worded_lines_are_no_headings_where_there_is_a_better_one() -> None:
    lines = [section.heading for section in FORM_2021.sections]
    lines[1:1] = ["一、基本情况良好", "五、下一步打算", "六、其他工作"]
    lines[-1:] = ["存在的问题及改进情况", lines[-1]]
    assert headings(lines, FORM_2021) == {"一": 0, "二": 4, "三": 5, "四": 6, "五": 7, "六": 9}


@pytest.mark.parametrize(
    "text", ["五、一是问题较多，二是改进不够。", "（五）存在的问题", "问题", "六、" + "其他" * 30]
)
def test_sentences_and_headings_below_are_no_headings_of_sections(text: str) -> None:
    lines = [section.heading for section in FORM_2021.sections]
    lines[4:] = [text]
    assert not {"五", "六"} & headings(lines, FORM_2021).keys()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("一、总体情况\n第一段。\n第二段。", ["一、总体情况", "第一段。\n第二段。"]),
        ("一、总体情况 2024年，我局公开了信息。", ["一、总体情况", "2024年，我局公开了信息。"]),
        ("六、其他需要报告的事项：无", ["六、其他需要报告的事项", "无"]),
        ("没有。\n六、其他需要报告的事项\n无。", ["没有。", "六、其他需要报告的事项", "无。"]),
        ("第一行\n第二行", ["第一行\n第二行"]),
        ("一、总体情况良好，公开了信息。", ["一、总体情况良好，公开了信息。"]),
        ("五、存在的主要问题 及改进情况", ["五、存在的主要问题 及改进情况"]),
    ],
)
def test_a_heading_and_its_text_in_one_paragraph(text: str, pieces: list[str]) -> None:
    assert split_at_headings(text, FORM_2021) == pieces
