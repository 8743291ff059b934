"""Whatever words stand beside each other, the rules say something or nothing: none of them fails."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.check import check
from ndbg.check.prose.lexicon import WORDS
from ndbg.report import Prose
from tests.check.case import right_report

_KNOWN = sorted(
    {word for meanings in WORDS.values() for alike in meanings.values() for word in alike.split()}
)
_NUMBERS = [
    f"{number}{unit}"
    for number in ("0", "1", "3", "84", "1.5")
    for unit in ("件", "条", "次", "%", "万元", "")
]
_WORDS = (
    st.sampled_from(_KNOWN)
    | st.sampled_from(_NUMBERS)
    | st.sampled_from([*"，；、。：（）", "2024年", "2023年", "其中"])
)
_TEXTS = st.lists(st.lists(_WORDS, max_size=14).map("".join), max_size=20).map("。".join)


def _is_checked(text: str) -> bool:
    report = right_report()
    report = replace(report, prose={**report.prose, "一": Prose(text, text)})
    return check(report).form is report.form


@given(_TEXTS)
def test_any_words_of_the_trade_can_be_checked(text: str) -> None:
    assert _is_checked(text)


@pytest.mark.parametrize(
    "text",
    [
        "经查阅点、公示栏、广播和电视发布信息80条，其中村务25条。由村干部用方言讲，共14篇。",
        "公开信息866条。，一是在网站公开412条；二是在公众号公开300条。",
        "在、、网站、公众号、广播2类渠道发布。、、网站3类栏目更新。",
        "2024年，我局作出行政处罚84件；规范性文件0件。",
        "全市行政许可9件、规章2件，行政强制3件；规范性文件0件、规章1件。",
    ],
)
def test_what_once_failed_can_be_checked(text: str) -> None:
    assert _is_checked(text)
