"""Shows at the end of a test run how the rules on prose fared, rule by rule."""

from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    tallies: dict[str, Counter[str]] = {}
    for outcome in ("passed", "failed", "xfailed", "xpassed"):
        for report in terminalreporter.getreports(outcome):
            for kind, codes in report.user_properties if report.when == "call" else ():
                for code in codes:
                    tallies.setdefault(code, Counter())[kind] += 1
    for code, tally in sorted(tallies.items()):
        said, there = tally["right"] + tally["wrong"], tally["right"] + tally["missed"]
        precision = tally["right"] / said if said else 1
        recall = tally["right"] / there if there else 1
        terminalreporter.write_line(
            f"{code} on passages: precision {precision:.2f}, recall {recall:.2f} of {there}"
        )
