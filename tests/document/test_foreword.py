"""Which lines between the title and the first section are the foreword, and which a site or an office puts there."""

import pytest

from ndbg.document.foreword import foreword_in, site_ahead

AGENCY = "青山市档案局"
SENTENCE = "根据《条例》的规定，编制本报告。"

OWN = [
    "如对本报告有疑问，请与青山市档案局办公室联系（地址：某路1号，电话：000-0000000）",
    "本年度报告由青山市档案局办公室负责编制",
    "本报告包括总体情况等六个部分；",
    "本报告电子版可在市政府网站下载.",
    "网址：http://www.example.gov.cn/",
    "联系电话：000-0000000",
    "联系地址：青山市某路1号",
    "特此报告。",
    "编：000000，电话：000-0000000）。",
    "来源于信件的申请另行统计",
]
BESIDE = [
    "发布日期：2025-01-20",
    "发布时间：2025-01-20 来源：市档案局 浏览次数：12次",
    "2025-01-20 10:20 来源：市档案局",
    "【字体：大 中 小】",
    "字号：",
    "大 中 小",
    "打印本页 关闭窗口",
    "索引号：000/2025-001",
    "您现在的位置：首页 > 政务公开 > 年报",
    "首页 > 政务公开 > 信息公开年报",
    "青档〔2025〕3号",
    "2025年1月20日",
    "（2025年1月）",
    "青山市档案局",
    "青山市档案局 2025年1月20日",
    "目录",
    "一、总体情况",
    "二、主动公开政府信息情况..........3",
    "五、存在的主要问题及改进情况\t7",
    "— 1 —",
    "青山市档案局2024年政府信息公开工作年度报告",
    "",
]


def read(*lines: str, titled: bool = True) -> list[str]:
    return [lines[at] for at in foreword_in(lines, AGENCY, titled=titled)[0]]


@pytest.mark.parametrize("line", OWN)
def test_a_line_behind_the_first_sentence_is_foreword(line: str) -> None:
    assert read(SENTENCE, line) == [SENTENCE, line]


@pytest.mark.parametrize("line", BESIDE)
def test_what_a_site_or_an_office_puts_there_is_none(line: str) -> None:
    assert read(line, SENTENCE, line) == [SENTENCE]


def test_a_field_may_have_what_it_says_on_the_next_line() -> None:
    assert read("发布机构：", "青山市办公室", "来源", "本站", SENTENCE) == [SENTENCE]


@pytest.mark.parametrize(
    ("lines", "foreword", "doubtful"),
    [
        (("根据《中华人民共和国政府信息公开条", "例》编制本报告。"), [0, 1], []),
        (("本报告包括总体情况等六个部分；", SENTENCE), [0, 1], []),
        (("朗读本页", SENTENCE), [1], []),
        (("政府信息公开专栏导航", SENTENCE), [1], [0]),
        (("本报告由青山市档案局办公室编制", "联系电话：000-0000000"), [1], [0]),
    ],
)
def test_before_the_first_sentence_a_line_must_read_as_text_and_what_may_be_some_is_told(
    lines: tuple[str, ...], foreword: list[int], doubtful: list[int]
) -> None:
    assert foreword_in(lines, AGENCY, titled=True) == (foreword, doubtful)


def test_without_a_title_a_foreword_begins_with_the_first_sentence() -> None:
    assert read("网站导航，政务公开", SENTENCE, "联系电话：000-0000000", titled=False) == [
        SENTENCE,
        "联系电话：000-0000000",
    ]


AHEAD = {
    "fields on one line": (["发布时间：2025-01-20 来源：市档案局 浏览次数：12次"], 1),
    "fields and buttons": (["发布时间：2025-01-20", "来源：市档案局", "【字体：大 中 小】", "打印 分享"], 4),
    "a name above its value": (["来源：", "青山市档案局", "发布时间：", "2025-01-20"], 4),
    "who fills in the form": (["填报单位：青山市档案局"], 1),
    "with blank lines": (["", "分享到：", ""], 3),
    "nothing": ([], 0),
    "blank lines alone": (["", ""], 0),
    "a subheading behind a button": (["分享到：", "主动公开情况"], 1),
    "a subheading like a field": (["公开方式", "公开内容"], 0),
    "a sentence like a field": (["来源：全部为信函申请。"], 0),
    "a long text like a field": ([f"公开方式：{'网站、公众号和公开栏；' * 20}分享到各处"], 0),
}


@pytest.mark.parametrize(("lines", "count"), AHEAD.values(), ids=AHEAD)
def test_fields_and_buttons_at_the_head_of_a_section_are_counted(lines: list[str], count: int) -> None:
    assert site_ahead([*lines, "（一）概况", SENTENCE]) == count
