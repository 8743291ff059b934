"""One table of labels: what it calls a field is one to reading, filling and telling what a form asks."""

import pytest

from ndbg.document.about import from_field_alone, from_fields
from ndbg.document.blanks import office_fields
from ndbg.document.closing import closes
from ndbg.document.fields import is_office_label

AGENCY = "海州市水利局"
REPORTERS = (
    "填报单位",
    "填表部门",
    "编制单位",
    "编制机构",
    "报告机关",
    "报送单位全称",
    "编制单位（加盖公章）",
)
PUBLISHERS = ("发布机构", "公开单位", "制作机关", "主办单位", "发文机关名称")


@pytest.mark.parametrize("label", REPORTERS)
def test_a_field_for_who_reports_is_one_everywhere(label: str) -> None:
    line = f"{label}：{AGENCY}"
    assert is_office_label(label, reporter=True)
    assert [stated.agency for stated in from_fields([line])] == [AGENCY]
    assert [stated.agency for stated in from_field_alone([line], [])] == [AGENCY]
    assert list(office_fields(f"{label}：____")) == [(len(label) + 1, len(label) + 5)]
    assert closes(line)


@pytest.mark.parametrize("label", PUBLISHERS)
def test_who_publishes_is_read_as_the_office_but_need_not_report(label: str) -> None:
    line = f"{label}：{AGENCY}"
    assert is_office_label(label)
    assert not is_office_label(label, reporter=True)
    assert [stated.agency for stated in from_fields([line])] == [AGENCY]
    assert not list(from_field_alone([line], []))
    assert not list(office_fields(f"{label}：____"))


@pytest.mark.parametrize("text", ["单位", "行政单位", "公开", "填报要求", "联系单位"])
def test_other_words_are_no_label_for_the_office(text: str) -> None:
    assert not is_office_label(text)
