"""Labels that a page break has cut."""

import pytest

from ndbg.document.grid import are_parts


@pytest.mark.parametrize(
    ("upper", "lower", "parts"),
    [
        ("结果", "维持", True),
        ("未经复议", "直接起诉", True),
        ("2.", "重复申请", True),
        ("三、本年度办理", "结果", True),
        ("行政诉讼", "未经复议直接起诉", False),
        ("行政诉讼", "复议后起诉", False),
        ("行政复议", "结果维持", False),
        ("法人或其他组织", "商业企业", False),
        ("申请人情况", "自然人", False),
    ],
)
def test_two_whole_labels_are_no_parts_of_one(upper: str, lower: str, parts: bool) -> None:
    assert are_parts(upper, lower) is parts
