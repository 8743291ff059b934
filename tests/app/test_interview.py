"""What counts as an answer where a line of figures is asked for."""

from pathlib import Path

import pytest

from ndbg.app.interview import Question, WrongAnswerError, interview
from ndbg.report.new_year import open_blank


@pytest.fixture
def new() -> Question:
    """The question for the applications of the year: six columns and their total."""
    asking = interview(open_blank(Path("data.toml"), "某市档案局", 2024))
    question = next(asking)
    while not question.text.startswith("一、本年新收"):
        answer = question.default or ("有" if "申请" in question.text else "没有")
        question = asking.send(question.read(answer))
    return question


@pytest.mark.parametrize(
    ("answer", "total"),
    [("3 0 0 0 0 1", 4), ("3 0 0 0 0 3 6", 6), ("0 0 0 0 0 0", 0), ("0 0 0 0 0 5", 5), ("１ 0 0 0 0 0", 1)],
)
def test_a_total_that_was_left_out_is_worked_out(new: Question, answer: str, total: int) -> None:
    assert new.read(answer)["requests.new.total"].value == total


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("1 0 0 0 0 1", "是总计，请补上漏写的一项（没有就写 0）；不是总计，请在末尾补上总计 2"),
        ("3 1 0 0 0 4", "请在末尾补上总计 8"),
        ("3 0 0 0 0 ٣", "“٣”不是"),
        ("3 0 0 0 0 ①", "“①”不是"),
    ],
)
def test_what_may_mean_two_things_is_asked_again(new: Question, answer: str, said: str) -> None:
    with pytest.raises(WrongAnswerError) as caught:
        new.read(answer)
    assert said in f"{caught.value}"
