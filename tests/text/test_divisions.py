"""Which names are provinces, prefectures and counties, and what lies within what."""

import pytest

from ndbg.text.divisions import COUNTY, PREFECTURE, PROVINCE, Division, divisions_in


def only(name: str) -> Division:
    """The division that a name means; a name that means several fails."""
    ((_, _, (division,)),) = divisions_in(name)
    return division


@pytest.mark.parametrize(
    ("name", "full", "level", "above"),
    [
        ("浙江省", "浙江省", PROVINCE, ()),
        ("内蒙古自治区", "内蒙古自治区", PROVINCE, ()),
        ("杭州市", "杭州市", PREFECTURE, ("浙江省",)),
        ("大理州", "大理白族自治州", PREFECTURE, ("云南省",)),
        ("阿克苏地区", "阿克苏地区", PREFECTURE, ("新疆维吾尔自治区",)),
        ("余杭区", "余杭区", COUNTY, ("浙江省", "杭州市")),
        ("浦东新区", "浦东新区", COUNTY, ("上海市",)),
        ("仙桃市", "仙桃市", COUNTY, ("湖北省",)),
        ("恭城县", "恭城瑶族自治县", COUNTY, ("广西壮族自治区", "桂林市")),
        ("恭城瑶族自治县", "恭城瑶族自治县", COUNTY, ("广西壮族自治区", "桂林市")),
        ("乌拉特后旗", "乌拉特后旗", COUNTY, ("内蒙古自治区", "巴彦淖尔市")),
    ],
)
def test_a_name_means_a_division(name: str, full: str, level: int, above: tuple[str, ...]) -> None:
    assert only(name) == (full, level, above)


def test_names_are_found_where_they_stand_in_a_text() -> None:
    text = "由杭州市余杭区负责，全市各县区、老城区落实"
    assert [text[start:end] for start, end, _ in divisions_in(text)] == ["杭州市", "余杭区"]


def test_one_name_may_mean_several() -> None:
    ((_, _, named),) = divisions_in("朝阳区")
    assert {division.above[-1] for division in named} == {"北京市", "长春市"}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("余杭区", "临平区", True),
        ("余杭区", "苍南县", True),
        ("余杭区", "杭州市", False),
        ("浙江省", "余杭区", False),
        ("余杭区", "余杭区", False),
    ],
)
def test_divisions_are_apart_where_neither_lies_within_the_other(
    one: str, other: str, *, apart: bool
) -> None:
    assert only(one).is_apart_from(only(other)) is apart
