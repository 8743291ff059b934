"""Each rule passing and failing, on cases kept as data."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.check import Finding, Severity, check
from ndbg.check.catalogue import RULES
from ndbg.check.finding import Rule
from ndbg.form import FORM
from ndbg.report import Figure, Origin, Prose, Report, Unread
from tests.check.cases import CASES, TEXTS, WHOLE_TEXTS, Case, last_figures, outline, right_figures


def right_report() -> Report:
    return Report(
        path=Path("data.toml"),
        agency="某局",
        year=2024,
        published=date(2025, 1, 31),
        figures={id: Figure(value) for id, value in right_figures().items()},
        prose={no: Prose(text, text, (1,), Origin(1)) for no, text in TEXTS.items()},
    )


def last_report() -> Report:
    return replace(
        right_report(),
        year=2023,
        figures={id: Figure(value) for id, value in last_figures().items()},
        prose=dict.fromkeys(TEXTS, Prose("上年的工作情况。", "上年的工作情况。")),
    )


def broken(case: Case) -> Report:
    report = right_report()
    figures = dict(report.figures)
    figures |= {id: Figure(value) for id, value in (case.set or {}).items()}
    unread: tuple[Unread, ...] = ()
    if case.remark:
        id, remark = case.remark
        figures[id] = Figure(figures[id].value, Origin(3), f"{figures[id].text}{remark}", remark)
    if case.unread:
        id, why, written = case.unread
        figures.pop(id, None)
        unread = (Unread((id,) if id else (), why, written, Origin(3)),)
    prose = dict(report.prose)
    if case.prose is not None:
        text = case.prose.replace("{new}", f"{figures['requests.new.total'].value}")
        prose[case.section] = Prose(text, text, tuple(range(1, text.count("\n") + 2)), Origin(1))
    return replace(report, figures=figures, unread=unread, prose=prose, **case.report)


def last_of(case: Case) -> Report:
    report = last_report()
    prose = dict(report.prose)
    if case.last_prose is not None:
        prose[case.section] = Prose(case.last_prose, case.last_prose)
    figures = {**report.figures, **{id: Figure(value) for id, value in (case.last or {}).items()}}
    return replace(report, figures=figures, prose=prose)


def of(code: str, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def test_a_right_report_has_no_findings_and_every_rule_looked() -> None:
    result = check(right_report(), last_report())
    assert result.findings == ()
    assert result.unevaluated == ()
    assert result.clean


def test_a_right_document_has_no_findings() -> None:
    report = replace(right_report(), published=date(2025, 1, 31), **outline())
    assert check(report, last_report()).findings == ()


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.code} {c.name}")
def test_a_defect_is_found(case: Case) -> None:
    found = of(case.code, check(broken(case), last_of(case)).findings)
    assert len(found) == case.count
    assert set(case.cells) <= set(found[0].defect.cells)
    if case.difference is not None:
        assert found[0].defect.difference == case.difference


def test_every_rule_has_a_case() -> None:
    assert {case.code for case in CASES} | {"T304"} == {rule.code for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_told_in_full(rule: Rule) -> None:
    text = rule.text
    assert text.what.endswith("。")
    assert re.search("〔20|GB/T|条例", text.basis)
    assert text.right != text.wrong


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


def test_a_sum_shows_both_sides_and_the_difference() -> None:
    report = right_report()
    figures = {**report.figures, "requests.new.other_org": Figure(3)}
    found = of("T302", check(replace(report, figures=figures)).findings)[0]
    expected = 3 + 2
    actual = report.figures["requests.results_total.other_org"].value + 6
    assert (found.defect.expected, found.defect.actual, found.defect.difference) == (
        expected,
        actual,
        actual - expected,
    )
    for number in (expected, actual, actual - expected):
        assert str(number) in found.defect.message
    assert "“其他”列" in found.defect.message
    assert found.defect.cells == (
        "requests.new.other_org",
        "requests.carried_in.other_org",
        "requests.results_total.other_org",
        "requests.carried_out.other_org",
    )


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        (
            ("requests.granted.enterprise", "requests.granted.natural_person"),
            ("“商业企业”列", "“自然人”列", "填错了列"),
        ),
        (("requests.granted.enterprise", "requests.partial.enterprise"), ("“（一）予以公开”行", "填错了行")),
    ],
)
def test_figures_in_the_wrong_line_are_hinted_at_once(moved: tuple[str, str], words: tuple[str, ...]) -> None:
    report = right_report()
    figures = dict(report.figures)
    for id, by in zip(moved, (4, -4), strict=True):
        figures[id] = Figure(figures[id].value + by)
    found = of("T304", check(replace(report, figures=figures)).findings)
    assert len(found) == 1
    assert found[0].severity is Severity.INFO
    assert all(word in found[0].defect.message for word in words)


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


def test_a_number_written_badly_but_surely_is_only_a_warning() -> None:
    report = right_report()
    figures = {**report.figures, "disclosure.licences.decisions": Figure(12, written="１２")}
    (found,) = check(replace(report, figures=figures), last_report()).findings
    assert (found.code, found.severity) == ("FMT104", Severity.WARNING)


@given(st.sampled_from(list(FORM.cells.values())), st.integers(1, 10**6))
def test_no_single_slip_in_a_summed_table_goes_unseen(cell: object, by: int) -> None:
    report = right_report()
    id = next(i for i, c in FORM.cells.items() if c is cell)
    figures = {**report.figures, id: Figure(report.figures[id].value + by)}
    result = check(replace(report, figures=figures))
    if not id.startswith("disclosure."):
        assert not result.clean
