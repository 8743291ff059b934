"""Each rule passing and failing, on cases kept as data."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.check import check, run
from ndbg.check.catalogue import RULES
from ndbg.check.defect import Defect, MissingInput
from ndbg.check.rule import Rule
from ndbg.check.subject import Subject
from ndbg.report import Additions, Figure, Prose, Report, Source
from ndbg.show.plain import lacks_of_last, unevaluated_lines
from tests.check.case import Case, checked, last_report, of, outline, right_report
from tests.check.cases import CASES, UNEVALUATED
from tests.check.cases.words import OWN_NAMES, WHOLE_TEXTS
from tests.official import FORM_2021


def test_a_right_report_has_no_findings_and_every_rule_looked() -> None:
    result = check(right_report(), last_report())
    assert result.findings == ()
    assert result.unevaluated == ()
    assert result.clean


def test_a_right_document_has_no_findings() -> None:
    report = replace(right_report(), published=date(2025, 1, 31), **outline())
    assert check(report, last_report()).findings == ()


def test_a_rule_that_fails_is_told_and_the_others_still_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Subject) -> Iterator[Defect | MissingInput]:
        yield Defect("先说的一处")
        raise IndexError

    sums = next(rule for rule in RULES if rule.code == "T303")
    broken = replace(next(rule for rule in RULES if rule.code == "X602"), examine=fails)
    report = right_report()
    wrong = replace(report, figures={**report.figures, "requests.new.total": Figure(1)})
    monkeypatch.setattr(run, "RAISES", False)
    result = check(wrong, rules=[broken, sums])
    assert [finding.code for finding in result.findings] == ["X602", "T303"]
    assert [*unevaluated_lines(result)] == [
        "没有核对 X602：程序在这里出错（IndexError），请把这份文件交给 ndbg 的开发者"
    ]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_defect_is_told_word_for_word(case: Case) -> None:
    found = of(case.code, checked(case).findings)
    assert [finding.defect.message for finding in found] == case.says.split("\n")
    for finding in found:
        assert finding.severity is (case.severity or finding.rule.severity)
    assert set(case.cells) <= set(found[0].defect.cells)
    if case.difference is not None:
        assert found[0].defect.difference == case.difference


@pytest.mark.parametrize("case", UNEVALUATED, ids=str)
def test_what_a_rule_lacks_is_told_word_for_word(case: Case) -> None:
    result = checked(case)
    (lacking,) = (u for u in result.unevaluated if u.rule.code == case.code)
    assert "\n".join([*lacking.lacks, *lacks_of_last(result, lacking)]) == case.says
    assert lacking.cells == case.cells


def test_every_rule_has_a_case_in_each_of_its_severities() -> None:
    has = {(rule.code, severity) for rule in RULES for severity in (rule.severity, rule.also) if severity}
    own = {rule.code: rule.severity for rule in RULES}
    assert {(case.code, case.severity or own[case.code]) for case in CASES} == has


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_told_in_full(rule: Rule) -> None:
    assert rule.what.endswith("。")
    assert re.search("〔20|GB/T|条例", rule.basis)
    assert rule.right.says != rule.wrong.says


def test_codes_are_unique_and_in_order_within_their_family() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    for family in {code.rstrip("0123456789") for code in codes}:
        numbers = [int(code[len(family) :]) for code in codes if code.rstrip("0123456789") == family]
        assert numbers == sorted(numbers)


@pytest.mark.parametrize("text", WHOLE_TEXTS)
def test_whole_text_is_left_alone(text: str) -> None:
    report = right_report()
    report = replace(report, prose={**report.prose, "一": Prose(text, text)})
    assert check(report, last_report()).findings == ()


@pytest.mark.parametrize(
    ("below", "agency"),
    [
        ("云溪市公安局、云溪市民政局", "云溪市民政局"),
        ("云溪市公安局\n云溪市司法局", "云溪市民政局"),
        ("云溪县人民政府办公室", "云溪县人民政府"),
        ("云溪县人民政府办公室", "云溪县民政局"),
        ("云溪市民政局办公室", "云溪市民政局"),
        ("市民政局", "云溪市民政局"),
        ("云溪市应急管理局", "云溪市应急管理局（市减灾委办公室）"),
    ],
)
def test_who_may_sign_for_an_office_is_left_alone(below: str, agency: str) -> None:
    text = f"没有需要报告的事项。\n{below}"
    report = replace(right_report(), agency=agency, prose={"六": Prose(text, text)})
    assert of("X610", check(report).findings) == []


def test_sentences_that_only_read_out_the_form_may_be_last_years() -> None:
    text = "2024年新收政府信息公开申请3件，上年结转1件，办结4件。没有因政府信息公开被申请行政复议、提起行政诉讼。"
    now, before = (replace(one, prose={"一": Prose(text, text)}) for one in (right_report(), last_report()))
    assert of("Y505", check(now, before).findings) == []


@pytest.mark.parametrize(("word", "agency"), OWN_NAMES)
def test_how_an_office_may_call_itself_is_left_alone(word: str, agency: str) -> None:
    text = f"{word}重视政务公开工作，按月公开信息。"
    report = replace(right_report(), agency=agency, prose={"一": Prose(text, text)})
    assert of("X610", check(report).findings) == []


@pytest.mark.parametrize(
    ("agency", "titled", "told"),
    [
        ("某市", "某市人民政府", False),
        ("某县人民政府", "某县", False),
        ("海州市水利局", "市水利局", False),
        ("海州市水利局", "水利局", False),
        ("某市发展和改革委员会", "某市发展改革委", False),
        ("某市人民政府", "某市人民政府办公室", True),
        ("某市水利局", "某市水务局", True),
        ("某市教育局", "某市某区教育局", True),
        ("宿城区", "城区", True),
    ],
)
def test_a_title_may_name_the_agency_in_another_way(agency: str, titled: str, *, told: bool) -> None:
    document = replace(right_report(), agency=agency, **outline(f"{titled}2024年政府信息公开工作年度报告"))
    assert bool(of("FMT106", check(document, last_report()).findings)) is told


def test_a_sum_has_both_sides_as_evidence() -> None:
    report = right_report()
    figures = {**report.figures, "requests.new.other_org": Figure(3)}
    found = of("T302", check(replace(report, figures=figures)).findings)[0]
    assert (found.defect.expected, found.defect.actual, found.defect.difference) == (5, 384, 379)
    assert found.defect.cells == (
        "requests.new.other_org",
        "requests.carried_in.other_org",
        "requests.results_total.other_org",
        "requests.carried_out.other_org",
    )


def test_in_a_document_a_finding_names_the_paragraph() -> None:
    prose = {**right_report().prose, "一": Prose("全年工作如下。\n由××处负责。")}
    (found,) = check(replace(right_report(), prose=prose), last_report()).findings
    assert (found.line, found.place) == (None, "“一、总体情况”第2段")


# -- what cannot be looked into ---------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "changes", "why"),
    [
        (None, {}, "上年的报告（在数据文件里写“上年文件”，核对时也可以用 --previous）"),
        (None, {"added": Additions(previous="2023.toml")}, "上年的报告（数据文件里写的“2023.toml”用不了）"),
        (
            replace(last_report(), year=2021, source=Source(Path("旧.toml"))),
            {},
            "2023 年的报告（给出的“旧.toml”是 2021 年的）",
        ),
    ],
)
def test_without_last_years_report_the_rules_on_years_say_why(
    last: Report | None, changes: dict[str, Any], why: str
) -> None:
    text = "新收政府信息公开申请1962件，同比增长5%。"
    report = right_report()
    report = replace(report, prose={**report.prose, "一": Prose(text, text)}, **changes)
    lacking = {u.rule.code: u.lacks for u in check(report, last).unevaluated}
    assert lacking == dict.fromkeys(("T203", *(f"Y50{n}" for n in range(1, 8))), (why,))


def test_a_rule_without_its_figures_says_so_and_does_not_pass() -> None:
    report = right_report()
    figures = {id: f for id, f in report.figures.items() if id != "requests.granted.legal_service"}
    result = check(replace(report, figures=figures), last_report())
    lacking = {u.rule.code: u.cells for u in result.unevaluated}
    assert lacking == {
        "T301": ("requests.granted.legal_service",),
        "T303": ("requests.granted.legal_service",),
        "Y504": ("requests.granted.legal_service",),
    }


@given(
    st.sampled_from([id for id in FORM_2021.cells if not id.startswith("disclosure.")]), st.integers(1, 10**6)
)
def test_no_single_slip_in_a_summed_table_goes_unseen(id: str, by: int) -> None:
    report = right_report()
    figures = {**report.figures, id: Figure(report.figures[id].value + by)}
    assert not check(replace(report, figures=figures)).clean


# -- what the texts of the rules promise -------------------------------------------------


@pytest.mark.parametrize(("section", "shortest"), [("一", 30), ("五", 30), ("六", 150)])
def test_texts_too_short_to_be_held_against_last_years_are_those_that_the_rule_names(
    section: str, shortest: int
) -> None:
    text = "信" * shortest
    for prose, told in ((text[1:], []), (text, ["Y505"])):
        case = Case("Y505", "", "", prose=prose, last_prose=prose, section=section)
        assert [f.code for f in of("Y505", checked(case).findings)] == told
    (rule,) = (rule for rule in RULES if rule.code == "Y505")
    assert f"不到 {shortest} 字的不看" in rule.what
