"""Whole numbers in digits, of any length."""

import pytest

from ndbg.text.digits import number_or_text, whole_number

ENDLESS = "9" * 5000


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("0012", 12),
        ("64", 64),
        ("65", 64),
        (ENDLESS, 64),
        ("0" * 5000 + "7", 7),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("１２", None),
        ("一", None),
        ("NaN", None),
    ],
)
def test_a_whole_number_is_read_up_to_a_bound(text: str, number: int | None) -> None:
    assert whole_number(text, 64) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("9" * 15, 999_999_999_999_999),
        ("9" * 16, "9" * 16),
        (ENDLESS, ENDLESS),
        ("007", "007"),
        ("00", "00"),
        ("", ""),
        ("３", "３"),
    ],
)
def test_a_text_is_a_number_where_this_is_shown_alike(text: str, number: int | str) -> None:
    assert number_or_text(text) == number
