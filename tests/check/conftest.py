"""Shows at the end of a test run how the rules on prose fared."""

import pytest

TALLIES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TALLIES] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash[TALLIES]:
        terminalreporter.write_line(line)
