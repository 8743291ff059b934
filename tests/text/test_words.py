"""Words of the dictionary, and where they may begin and end."""

import pytest

from ndbg.text.words import Words

WORDS = Words(["依申请公开", "办结"])


@pytest.mark.parametrize(
    ("text", "known"), [("公开", True), ("办结", True), ("公", False), ("开公", False), ("", False)]
)
def test_a_word_is_one_of_the_dictionary_or_of_those_added(text: str, known: bool) -> None:
    assert (text in WORDS) is known


def test_where_words_may_begin_and_end() -> None:
    text = "收到依申请公开3件"
    assert [at for at in range(len(text)) if WORDS.begins(text, at)] == [0, 2, 3, 5]
    assert [at for at in range(len(text)) if WORDS.ends(text, at)] == [2, 5, 7]


def test_what_lies_within_a_word() -> None:
    text = "受理依申请公开"
    assert WORDS.holds(text, 2, 7)
    assert not WORDS.holds(text, 1, 3)


def test_a_word_that_is_not_known_may_stand_beside() -> None:
    text = "压缩绿道工期，办结"
    assert WORDS.may_begin(text, 6)
    assert not WORDS.may_begin(text, 3)
