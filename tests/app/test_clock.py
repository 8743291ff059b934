"""A computer whose clock is wrong: the year of a report is asked for, never made up."""

from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

import ndbg.app.new_year
from ndbg.app.interview import interview
from ndbg.app.new_year import NewYearRequest, new_year
from ndbg.errors import NdbgError


def clock_at(year: int) -> Any:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return cls(year, 1, 5, tzinfo=tz or UTC)

    return Clock


@pytest.mark.parametrize("year", [1980, 2101])
def test_where_nobody_is_asked_it_is_said_and_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, year: int
) -> None:
    monkeypatch.setattr(ndbg.app.new_year, "datetime", clock_at(year))
    with pytest.raises(NdbgError, match=f"日期是{year}年1月.*--year"):
        new_year(tmp_path / "data.toml")


@pytest.mark.parametrize("year", [1980, 2101])
def test_where_somebody_is_asked_the_year_is_asked_for_without_a_proposal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, year: int
) -> None:
    monkeypatch.setattr(ndbg.app.new_year, "datetime", clock_at(year))
    opened = new_year(tmp_path / "data.toml", NewYearRequest(asks=True))
    steps = interview(opened.opening)
    next(steps)
    question = steps.send("某局")
    assert (question.text, question.default) == ("报告年度", "")


def test_a_clock_that_may_be_right_gives_the_year_to_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ndbg.app.new_year, "datetime", clock_at(2026))
    assert new_year(tmp_path / "data.toml").opening.report.year == 2025
