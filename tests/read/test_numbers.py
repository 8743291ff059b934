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
        ("12 件", 12, True),
        ("12次", 12, True),
        ("12 宗", 12, True),
        ("１２件", 12, False),
        ("012件", 12, False),
        ("１２", 12, False),
        ("\u200b 12\ufeff", 12, True),
        ("\u200b１２", 12, False),
        ("1，234", 1234, False),
        ("12\u2009345\u2009678", 12345678, False),
        ("1\u202f234件", 1234, False),
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
        ("约3件", Why.DOUBTFUL, ""),
        ("3人", Why.DOUBTFUL, ""),
        ("1000余", Why.DOUBTFUL, "1000"),
        ("1 9", Why.DOUBTFUL, "19"),
        ("1\u200923", Why.DOUBTFUL, "123"),
        ("1234\u2009567", Why.DOUBTFUL, "1234567"),
        ("1\u00a0234", Why.DOUBTFUL, "1234"),
        ("0\u2009123", Why.DOUBTFUL, "0123"),
        ("0,123", Why.DOUBTFUL, "0123"),
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
        ("157317٠", Why.DOUBTFUL, ""),  # an Arabic naught
        ("٣", Why.DOUBTFUL, ""),
        ("௧௨", Why.DOUBTFUL, ""),  # Tamil
        ("१२", Why.DOUBTFUL, ""),  # Devanagari
        ("𝟙𝟚", Why.DOUBTFUL, ""),  # of mathematics
        ("１２٣", Why.DOUBTFUL, ""),
        ("1٬234", Why.DOUBTFUL, ""),
        ("🄁234", Why.DOUBTFUL, ""),  # 0, in one sign
        ("¹²", Why.DOUBTFUL, ""),
        ("⅓", Why.DOUBTFUL, ""),
        ("1½", Why.DOUBTFUL, ""),
        ("⒈", Why.DOUBTFUL, ""),
        ("十二", Why.DOUBTFUL, ""),
        ("〇", Why.DOUBTFUL, ""),
        ("1〇", Why.DOUBTFUL, ""),
        ("約٣", Why.DOUBTFUL, ""),
        ("9" * 40, Why.NOT_A_COUNT, ""),
        ("157万", Why.DOUBTFUL, "1570000"),
        ("1.5万件", Why.DOUBTFUL, "15000"),
        ("3 千", Why.DOUBTFUL, "3000"),
        ("12元", Why.DOUBTFUL, ""),
        ("12万元", Why.DOUBTFUL, ""),
        ("3元（退回）", Why.DOUBTFUL, ""),
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


@pytest.mark.parametrize(
    ("text", "unit", "value", "instead", "advice"),
    [
        ("3.5万元", "万元", "3.5", "", ""),
        ("300元", "元", "300", "", ""),
        ("35000元", "万元", None, "3.5", "这一格的单位是万元，35000元请写3.5"),
        ("35,000元", "", None, "3.5", "这一格的单位是万元，35,000元请写3.5"),
        ("3.5万", "万元", None, "3.5", "这一格的单位是万元，3.5万请写3.5"),
        ("1.2亿元", "万元", None, "12000", "这一格的单位是万元，1.2亿元请写12000"),
        ("2百元", "万元", None, "0.02", "这一格的单位是万元，2百元请写0.02"),
        ("0.03万元", "元", None, "300", "这一格的单位是元，0.03万元请写300"),
    ],
)
def test_an_amount_is_read_in_its_own_unit_and_told_in_any_other(
    text: str, unit: str, value: str | None, instead: str, advice: str
) -> None:
    reading = read_number(text, Measure.AMOUNT, unit)
    assert (reading.instead, reading.advice) == (instead, advice)
    assert reading.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("day", "number"),
    [("1900年1月5日", "5"), ("1900年3月22日", "82"), ("1999年12月31日", "36525"), ("1900年13月1日", "")],
)
def test_a_number_that_a_workbook_shows_as_a_day_is_told(day: str, number: str) -> None:
    reading = read_number(day, Measure.COUNT)
    assert (reading.value, reading.instead, "改成常规格式" in reading.advice) == (None, number, bool(number))
