"""A computer whose clock is wrong: the year of a report is asked for, never made up."""

from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

import ndbg.cli.init
from ndbg.app.interview import interview
from ndbg.errors import NdbgError


def clock_at(year: int) -> Any:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return cls(year, 1, 5, tzinfo=tz or UTC)

    return Clock


@pytest.mark.parametrize("year", [1980, 2101])
def test_without_a_terminal_it_is_said_and_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    monkeypatch.setattr(ndbg.cli.init, "datetime", clock_at(year))
    with pytest.raises(NdbgError, match=f"日期是{year}年1月.*--year"):
        ndbg.cli.init._opening(Path("data.toml"), None, "某局", None, ask=False)


@pytest.mark.parametrize("year", [1980, 2101])
def test_at_a_terminal_the_year_is_asked_for_without_a_proposal(
    monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    monkeypatch.setattr(ndbg.cli.init, "datetime", clock_at(year))
    opening = ndbg.cli.init._opening(Path("data.toml"), None, "某局", None, ask=True)
    steps = interview(opening)
    next(steps)
    question = steps.send("某局")
    assert (question.text, question.default) == ("报告年度", "")


def test_a_clock_that_may_be_right_gives_the_year_to_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ndbg.cli.init, "datetime", clock_at(2026))
    assert ndbg.cli.init._opening(Path("data.toml"), None, "某局", None, ask=False).report.year == 2025
