"""What a document says of its report beside the title."""

from datetime import date

import pytest

from ndbg.document.about import (
    from_fields,
    from_foreword,
    from_signature,
    from_source,
    from_tables,
    from_titles,
    published,
)
from ndbg.document.blanks import find_date, read_date
from ndbg.document.titles import closing_day, read_title
from tests.official import FORM_2021


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("海州市水利局2024年政府信息公开工作年度报告_海州市人民政府", "海州市水利局", 2024),
        ("政府信息公开年报-海州市水利局", "", 0),
        ("海州市水利局政府信息公开工作年度报告", "海州市水利局", 0),
    ],
)
def test_the_title_of_a_page_says_more_than_that_of_the_report(text: str, agency: str, year: int) -> None:
    said = next(iter(from_titles([text], "网页标题")), None)
    assert ((said.agency, said.year) if said else ("", 0)) == (agency, year)


def test_an_agency_may_stand_in_brackets_behind_the_title() -> None:
    text = "2024年政府信息公开工作年度报告（海州市水利局）"
    title = read_title(text)
    assert title
    assert (title.agency, title.year) == ("海州市水利局", 2024)
    assert [text[slice(*span)] for span in (title.agency_span, title.year_span)] == ["海州市水利局", "2024"]


@pytest.mark.parametrize(
    "lines",
    [
        ["填报单位：海州市水利局　　　单位：件"],
        ["索引号：01", "发布机构：", "海州市水利局"],
        ["公开主体：海州市水利局"],
    ],
)
def test_fields_above_an_article_name_the_office(lines: list[str]) -> None:
    assert [said.agency for said in from_fields(lines)] == ["海州市水利局"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("来源：海州市水利局　浏览次数：12", ["海州市水利局"]),
        ("来源：县政府办公室", ["县政府办公室"]),
        ("来源：局办公室", []),
        ("来源：综合科", []),
    ],
)
def test_the_source_of_an_article_may_name_the_office(line: str, names: list[str]) -> None:
    assert [said.agency for said in from_source([line])] == names


def test_headings_of_tables_name_agency_and_year() -> None:
    (said,) = from_tables(["海州市水利局2024年主动公开政府信息情况", "二、主动公开政府信息情况"], FORM_2021)
    assert (said.agency, said.year) == ("海州市水利局", 2024)


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        (
            "根据条例规定，海州市水利局编制2024年度报告。统计期限为2024年1月1日至12月31日。",
            "海州市水利局",
            2024,
        ),
        ("按照条例要求，本机关编制本报告。", "", 0),
    ],
)
def test_a_foreword_says_who_and_when(text: str, agency: str, year: int) -> None:
    said = from_foreword(text)
    assert (said.agency, said.year) == (agency, year)


def test_the_last_office_below_the_text_signs_it() -> None:
    assert from_signature(["没有其他事项。", "海州市水利局", "2025年1月20日"]).agency == "海州市水利局"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二五年一月二十日", date(2025, 1, 20)),
        ("二○二四年十二月三十一日", date(2024, 12, 31)),
        ("二〇二五年十月十日", date(2025, 10, 10)),
        ("2025-1-20", date(2025, 1, 20)),
        ("二〇二五年十三月一日", None),
    ],
)
def test_days_are_read_in_digits_and_numerals(text: str, day: date | None) -> None:
    assert read_date(text) == day
    assert find_date(f"公布于{text}。") == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("海州市水利局2025年1月20日", date(2025, 1, 20)),
        ("请于2025年1月20日前报送，逾期自负，2025年1月20日", None),
    ],
)
def test_the_day_may_stand_behind_the_name_of_the_office(line: str, day: date | None) -> None:
    assert closing_day(line) == day


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["上次更新：2020-01-01　发布日期：2025-02-17 09:15"], date(2025, 2, 17)),
        (["发布时间", "2025年02月17日"], date(2025, 2, 17)),
        (["成文日期：2025-01-10", "发布日期：2025-01-20"], date(2025, 1, 20)),
        (["2024年1月1日至12月31日"], None),
    ],
)
def test_the_day_of_publication_stands_in_a_field(lines: list[str], day: date | None) -> None:
    assert published(lines) == day
