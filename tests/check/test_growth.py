"""Twice as much prose takes at most little more than twice the work, whatever it says; counted, not timed."""

import sys
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest

from ndbg.check import check
from ndbg.check.prose.sentences import LONGEST_SENTENCE, MOST_NUMBERS
from ndbg.report import Prose
from tests.official import FORM_2021, right_report

REPORT = right_report(FORM_2021, 2024)
LENGTH = LONGEST_SENTENCE + 100
RUNNING_ON = ("的", "公开", "其中", "、", "（", "《", "12", "均已办结，", "公告、动态、")
COUNTING = (
    "5%，", "收到申请3件，", "其中公告3条、", "占5%，", "同比增长5%，", "行政复议3件，", "1.", "2023年工作要点，",
    "新制发规范性文件3件；", "共3件，",
)  # fmt: skip

SENTENCES = (
    "较2023年增长5%，网站3条。",
    "共94条，其中动态58条、公告36条。动态占61.7%。",
    "共9件，其中甲3件、乙6件。",
    "2023年，我局将公开2件。",
)


def steps(text: str) -> int:
    """How many functions are called while a text is checked."""
    count = 0

    def called(_: FrameType, event: str, __: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    report = replace(REPORT, prose={**REPORT.prose, "一": Prose(text, text)})
    before = sys.getprofile()
    sys.setprofile(called)
    try:
        check(report)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("said", RUNNING_ON)
def test_twice_as_much_takes_twice_the_work(said: str) -> None:
    text = said * LENGTH * 4
    steps(text[:LENGTH])  # for what is loaded and compiled once
    once, twice, again = (steps(text[: LENGTH * times]) for times in (1, 2, 4))
    # What every text takes, however short, is left out of this.
    assert again - twice <= 2.4 * max(twice - once, 200)


@pytest.mark.parametrize("said", COUNTING)
def test_many_long_sentences_take_as_much_as_each_of_them(said: str) -> None:
    sentence = said * (MOST_NUMBERS // 2) + "。"
    once, twice, again = (steps(sentence * times) for times in (1, 2, 3))
    assert again - twice <= 1.2 * max(twice - once, 200)
    assert once < 500_000


@pytest.mark.parametrize("sentence", SENTENCES)
def test_twice_as_many_sentences_take_twice_the_work(sentence: str) -> None:
    steps(sentence)
    once, twice, again = (steps(sentence * times) for times in (150, 300, 600))
    assert again - twice <= 2.4 * (twice - once)
