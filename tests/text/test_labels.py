import pytest

from ndbg.document.headings import headings, section_named
from ndbg.document.titles import read_title
from ndbg.text.labels import label_key, nearest, readings
from tests.official import FORM_2021


@pytest.mark.parametrize(
    "text",
    [
        "（一）予以公开",
        "(一)予以公开",
        "（一） 予以\n公开",
        "㈠予以公开",
        "予以公开",
        "(一)、予以公开",
        "\u3000予\u200b以公开",
    ],
)
def test_a_label_is_the_same_however_it_is_typed(text: str) -> None:
    assert label_key(text) == "予以公开"


@pytest.mark.parametrize(
    "text", ["1.属于国家秘密", "１．属于国家秘密", "1、属于国家秘密", "⑴属于国家秘密", "1 属于国家秘密"]
)
def test_a_numeral_before_a_label_does_not_matter(text: str) -> None:
    assert label_key(text) == "属于国家秘密"


def test_a_remark_in_brackets_may_be_left_out() -> None:
    assert "部分公开" in readings("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")


def test_different_labels_stay_different() -> None:
    for table in FORM_2021.tables:
        keys = [key for entry in table.entries for key in sorted(entry.label.wordings())]
        assert len(keys) == len(set(keys))


def test_the_nearest_names_come_first_and_strangers_not_at_all() -> None:
    labels = [entry.label.text for entry in FORM_2021.entries]
    assert nearest("本年新受政府信息公开申请数量", labels, 1) == ["一、本年新收政府信息公开申请数量"]
    assert nearest("天气", labels) == []


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("广州市协作办公室 2021 年政府 信息公开工作年度报告", "广州市协作办公室", 2021),
        ("××局20××年政府信息公开工作年度报告", "××局", None),
        ("2023年政府信息公开工作年度报告", "", 2023),
        ("宿迁市2023年政府信息公开年度报告", "宿迁市", 2023),
        ("某局政府信息公开工作年度报告（2022年度）", "某局", 2022),
        ("某市〔2024年政府信息公开报告", "某市", 2024),
        ("20××年政府信息公开报告（2023年）", "", None),
        ("第二中学2024年政府信息公开工作年度报告", "第二中学", 2024),
        ("某局二〇二三年政府信息公开工作年度报告", "某局", 2023),
    ],
)
def test_titles_are_read_in_their_variants(text: str, agency: str, year: int | None) -> None:
    title = read_title(text)
    assert title is not None
    assert ("".join(title.agency.split()), title.year) == (agency, year)


@pytest.mark.parametrize(
    "text", ["一、总体情况", "关于印发年度报告格式的通知", "现将2021年政府信息公开工作年度报告公布如下"]
)
def test_other_lines_are_no_titles(text: str) -> None:
    assert read_title(text) is None


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("一、总体情况", "一"),
        ("一．总体情况", "一"),
        ("总体工作情况", "一"),
        ("五、存在的主要问题及改进情况", "五"),
        ("五、存在的主要问题及下一步改进情况", "五"),
        ("第六部分 其他需要报告的事项", "六"),
        ("四、政府信息公开行政复议、行政诉讼情况", "四"),
    ],
)
def test_headings_are_known_in_their_variants(text: str, no: str) -> None:
    section = section_named(text, FORM_2021)
    assert section is not None
    assert section.no == no


def test_a_table_of_contents_does_not_hide_the_headings() -> None:
    titles = [section.heading for section in FORM_2021.sections]
    assert headings(["目录", *titles, *titles], FORM_2021) == {
        s.no: 7 + i for i, s in enumerate(FORM_2021.sections)
    }
