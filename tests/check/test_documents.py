"""What a finished document says of itself: title, sections, periods, notes beside its tables."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ndbg.check import check
from ndbg.read import read
from ndbg.report import Additions, Prose, Report, Suppression
from tests.check.case import of, right_report
from tests.conftest import EXAMPLES, Run

TITLE = "宿迁市2024年政府信息公开工作年度报告"


@pytest.fixture
def page(run: Run, tmp_path: Path) -> Path:
    """The good example as a web page, which tests then spoil."""
    for year in (2023, 2024):
        (tmp_path / f"suqian-{year}.toml").write_bytes((EXAMPLES / f"suqian-{year}.toml").read_bytes())
    assert run("export", "suqian-2024.toml", "--format", "html", "-o", "年报.html").returncode == 0
    return tmp_path / "年报.html"


def spoilt(page: Path, *changes: tuple[str, str]) -> Report:
    text = page.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    page.write_text(text, encoding="utf-8")
    return read(page)


def codes(report: Report) -> set[tuple[str, str]]:
    return {(f.code, f.severity.value) for f in check(report).findings}


def test_the_page_itself_has_nothing_amiss(page: Path) -> None:
    assert codes(spoilt(page)) == set()


def test_a_page_whose_title_alone_names_agency_and_year_has_a_title(page: Path) -> None:
    heading = f"<h1>{TITLE}</h1>"
    assert heading in page.read_text("utf-8")
    assert codes(spoilt(page, (heading, ""))) == set()


def test_notes_on_how_to_write_it_behind_the_report_are_not_its_sections(page: Path) -> None:
    notes = "<p>填写要求</p><p>一、总体情况</p><p>写五个方面的工作。</p><p>五、存在的主要问题及改进情况</p><p>问题要具体。</p>"
    report = spoilt(page, ("</main>", f"{notes}</main>"))
    assert not {code for code, _ in codes(report)} & {"FMT105"}
    assert report.prose["五"].text.count("\n") == 3


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([(TITLE, "宿迁市2023年政府信息公开工作年度报告")], ("FMT106", "error")),
        ([(TITLE, "宿迁市政府信息公开工作年度报告")], ("FMT106", "error")),
        ([(TITLE, "宿迁市2024年政府信息公开年度报告")], ("FMT106", "warning")),
        ([("五、存在的主要问题及改进情况", "六、其他需要报告的事项")], ("FMT105", "error")),
        ([("五、存在的主要问题及改进情况", "四、存在的主要问题及改进情况")], ("FMT105", "warning")),
        (
            [("<h2>一、", "<p>本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。</p><h2>一、")],
            ("FMT107", "error"),
        ),
        ([("<h2>五、", "<p>全年新收政府信息公开申请99件。</p><h2>五、")], ("X601", "warning")),
    ],
)
def test_what_is_wrong_around_the_figures_is_found(
    page: Path, changes: list[tuple[str, str]], found: tuple[str, str]
) -> None:
    text = page.read_text(encoding="utf-8")
    # Headings carry attributes; the tests only say what they say.
    page.write_text(re.sub(r"<h2[^>]*>", "<h2>", text), encoding="utf-8")
    assert found in codes(spoilt(page, *changes))


def test_a_section_twice_is_an_error_and_no_other_is_called_empty(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    at, end = text.index("五、存在的主要问题及改进情况"), text.index("六、其他需要报告的事项")
    start = text.rindex("<", 0, text.rindex(">", 0, at))
    twice = text[:start] + text[start : text.rindex("<", 0, end)] + text[start:]
    page.write_text(twice, encoding="utf-8")
    messages = [f.defect.message for f in check(read(page)).findings]
    assert any("“五、存在的主要问题及改进情况”出现了 2 次" in message for message in messages)
    assert not any("还没有正文" in message for message in messages)


# -- what cannot be looked into is said -------------------------------------------------


def test_without_a_year_the_rules_on_years_say_so() -> None:
    lacking = {u.rule.code for u in check(replace(right_report(), year=0)).unevaluated}
    assert {"FMT107", "X605", "FMT112"} <= lacking


def test_a_sentence_without_end_is_not_passed_over_in_silence() -> None:
    text = "公开政府信息，" * 300 + "共收到政府信息公开申请99件。"
    report = right_report()
    result = check(replace(report, prose={**report.prose, "一": Prose(text, text)}))
    assert any("第1段的句号" in lack for u in result.unevaluated for lack in u.lacks)


@pytest.mark.parametrize(
    ("agency", "day", "late"),
    [
        ("某市档案局", date(2025, 2, 1), True),
        ("某县人民政府", date(2025, 2, 1), False),
        ("某县人民政府", date(2025, 4, 1), True),
        ("某镇人民政府", date(2025, 2, 1), True),
    ],
)
def test_the_deadline_is_that_of_the_office(agency: str, day: date, late: bool) -> None:
    report = replace(right_report(), agency=agency, published=day)
    assert bool(of("FMT112", check(report).findings)) is late


# -- explanations -------------------------------------------------------------------------


def test_an_explanation_of_one_figure_does_not_answer_for_another() -> None:
    report = right_report()
    text = "收到政府信息公开申请45件。"
    why = (Suppression("X601 上年结转", "X601", ("requests.carried_in.total",), "无误"),)
    report = replace(
        report, prose={**report.prose, "一": Prose(text, text)}, added=Additions(suppressions=why)
    )
    result = check(report)
    assert [f.reason for f in of("X601", result.findings)] == [""]
    assert result.unused_suppressions == why


def test_of_two_explanations_for_the_same_one_is_told_to_be_idle() -> None:
    text = "收到政府信息公开申请45件。"
    why = tuple(Suppression(key, "X601", (), "无误") for key in ("X601", "x601"))
    report = right_report()
    result = check(
        replace(report, prose={**report.prose, "一": Prose(text, text)}, added=Additions(suppressions=why))
    )
    assert result.suppressed == 1
    assert [e.key for e in result.unused_suppressions] == ["x601"]
