"""The explanation of how a text is read names what decides whether a rule fires."""

import pytest

from tests.check.explain import main

ASKED = {
    "a number that is held against the table": (
        ["收到政府信息公开申请12件。", "requests.new.total=13"],
        "12件 是 flow new；表中 “本年新收”13",
    ),
    "a number of which a word is not understood": (
        ["收到政府信息公开申请12件，甄别退回3件。"],
        "3件 没有认出是什么；前面说的是 requests；不认识的词：甄别退回",
    ),
    "a number in brackets": (["收到政府信息公开申请12件（其中甄别退回3件）。"], "不认识的词：甄别退回"),
    "a number of another year": (
        ["2023年收到政府信息公开申请12件，2024年有所增加。", "requests.new.total=13"],
        "不是本年的",
    ),
    "a number of another owner": (
        ["下属单位收到政府信息公开申请12件。", "requests.new.total=13"],
        "可能是别的单位的",
    ),
    "a list": (["收到申请12件，其中自然人10件、企业1件。"], "分项：12 = 自然人10、企业1"),
    "a change by its counts": (
        ["编发简报50期，较上年的40期增长25%。"],
        "较上年的40期增长25%；可以是 40 → 50",
    ),
    "a rate by its counts": (["发放问卷100份，收回96份，回收率86%。"], "回收率86%；可以是 96 ÷ 100"),
    "a statement": (
        ["政府信息公开申请均已办结。", "requests.carried_out.total=2"],
        "“结转下年度”应为 0（表中 2）",
    ),
    "what is found": (["收到政府信息公开申请12件。", "requests.new.total=13"], "X601"),
}


@pytest.mark.parametrize(("arguments", "told"), ASKED.values(), ids=ASKED)
def test_it_is_told_what_decides(arguments: list[str], told: str) -> None:
    assert told in main(arguments)
