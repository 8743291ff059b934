"""True sentences made at random: the rules on prose warn of none."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.check import check
from ndbg.check.catalogue import chosen
from ndbg.report import Figure, Prose, Report, Source
from tests.check.true_sentences import OTHERS, PUBLISHED, REQUESTS, Drawn, drawn, text, told
from tests.official import FORM_2021

RULES = chosen(select=["X6", "Y507", "FMT107", "FMT108", "FMT109"], ignore=["X606", "X607"])
PATTERNS = {**PUBLISHED, **REQUESTS, **OTHERS}


def _report(year: int, given: Mapping[str, int], prose: str) -> Report:
    figures = {
        id: Figure(Decimal(given.get(id, 0)) if cell.decimal else given.get(id, 0))
        for id, cell in FORM_2021.cells.items()
    }
    return Report(
        source=Source(Path("data.toml")),
        form=FORM_2021,
        agency="云溪县水利局",
        year=year,
        figures=figures,
        prose={"一": Prose(prose, prose)},
    )


def _said(report: Drawn, prose: str) -> list[str]:
    result = check(
        _report(report.year, report.figures, prose),
        _report(report.year - 1, report.previous, ""),
        rules=RULES,
    )
    return [f"{finding.code} {finding.defect.message}" for finding in result.findings]


@pytest.mark.parametrize("name", PATTERNS)
def test_a_true_sentence_is_left_alone_in_all_its_wordings(name: str) -> None:
    random = Random(name)  # noqa: S311  nothing is secret here
    sentences = 0
    while sentences < 12:
        report = drawn(random)
        if prose := told(PATTERNS[name], report.values, random):
            sentences += 1
            assert _said(report, prose) == [], prose


@given(st.integers(0, 10**9))
def test_true_sentences_are_left_alone_beside_one_another(seed: int) -> None:
    report, prose = text(Random(seed))  # noqa: S311  as above
    assert _said(report, prose) == [], prose
