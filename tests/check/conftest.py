"""Shows at the end of a test run how the rules on prose fared, rule by rule."""

from collections import Counter

import pytest

TALLIES = pytest.StashKey[dict[str, Counter[str]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TALLIES] = {}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for code, tally in sorted(config.stash[TALLIES].items()):
        said, there = tally["right"] + tally["wrong"], tally["right"] + tally["missed"]
        precision = tally["right"] / said if said else 1
        recall = tally["right"] / there if there else 1
        terminalreporter.write_line(
            f"{code} on passages: precision {precision:.2f}, recall {recall:.2f} of {there}"
        )
