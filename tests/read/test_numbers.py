from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.form import Measure
from ndbg.read.numbers import read_number
from ndbg.report import Why


@pytest.mark.parametrize(
    ("text", "value", "plain"),
    [
        ("0", 0, True),
        ("3525", 3525, True),
        (" 12 ", 12, True),
        ("1,808,595", 1808595, True),
        ("12件", 12, True),
        ("１２", 12, False),
        ("1，234", 1234, False),
        ("22（其中修订16件）", 22, False),
    ],
)
def test_counts_are_read(text: str, value: int, plain: bool) -> None:
    reading = read_number(text, Measure.COUNT)
    assert (reading.value, reading.plain) == (value, plain)


@pytest.mark.parametrize(
    ("text", "why", "instead"),
    [
        ("", Why.BLANK, "0"),
        ("/", Why.BLANK, "0"),
        ("／", Why.BLANK, "0"),
        ("—", Why.BLANK, "0"),
        ("–", Why.BLANK, "0"),
        ("-", Why.BLANK, "0"),
        ("无", Why.BLANK, "0"),
        ("不涉及", Why.BLANK, "0"),
        ("N/A", Why.BLANK, "0"),
        ("约3", Why.DOUBTFUL, "3"),
        ("1000余", Why.DOUBTFUL, "1000"),
        ("1 9", Why.DOUBTFUL, "19"),
        ("1,23", Why.DOUBTFUL, "123"),
        ("三", Why.DOUBTFUL, ""),
        ("-3", Why.NOT_A_COUNT, ""),
        ("2.5", Why.NOT_A_COUNT, ""),
        ("3.0", Why.NOT_A_COUNT, "3"),
        ("1e3", Why.DOUBTFUL, ""),
        ("12①34", Why.DOUBTFUL, ""),
        ("，（1)", Why.DOUBTFUL, ""),
        ("12²3", Why.DOUBTFUL, ""),
        ("1①2②", Why.DOUBTFUL, ""),
        ("12①余", Why.DOUBTFUL, ""),
        ("①12", Why.DOUBTFUL, ""),
        ("9" * 40, Why.NOT_A_COUNT, ""),
    ],
)
def test_what_is_no_count_is_never_guessed(text: str, why: Why, instead: str) -> None:
    reading = read_number(text, Measure.COUNT)
    assert (reading.value, reading.why, reading.instead) == (None, why, instead)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("12①", "①"),
        ("12②③", "②③"),
        ("12¹ ²", "¹ ²"),
        ("12⁽¹⁾", "⁽¹⁾"),
        ("12①件", "①件"),
        ("12①（其中修订3件）", "①（其中修订3件）"),
        ("12（其中修订3件）①", "(其中修订3件)①"),
    ],
)
def test_a_mark_behind_a_figure_is_a_remark(text: str, remark: str) -> None:
    reading = read_number(text, Measure.COUNT)
    assert (reading.value, reading.plain, reading.remark) == (12, False, remark)


def test_an_amount_keeps_its_decimals() -> None:
    assert read_number("59,237.2449万元", Measure.AMOUNT).value == Decimal("59237.2449")


@given(st.integers(0, 10**12))
def test_any_count_is_read_with_and_without_commas(number: int) -> None:
    assert read_number(f"{number}", Measure.COUNT).value == number
    assert read_number(f"{number:,}", Measure.COUNT).value == number


@given(st.text(max_size=30), st.sampled_from(Measure))
def test_any_text_is_a_number_or_has_a_reason(text: str, measure: Measure) -> None:
    reading = read_number(text, measure)
    assert (reading.value is None) == (reading.why is not None)
