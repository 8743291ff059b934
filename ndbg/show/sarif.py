"""Findings as SARIF 2.1.0, the format in which code hosts and editors take the results of checks."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ndbg import __version__
from ndbg.check.catalogue import RULES
from ndbg.check.defect import Severity
from ndbg.check.finding import Finding, Result
from ndbg.check.rule import Rule
from ndbg.errors import InputError, NdbgError
from ndbg.report import Origin
from ndbg.show.plain import remaining

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(results: Mapping[Path, Result], errors: Mapping[Path, NdbgError]) -> dict[str, Any]:
    """A log of one run: the rules, the findings in each file, and the files that could not be used."""
    notes = [_notice(path, line, "note") for path, result in results.items() for line in remaining(result)]
    notes += [_notice(path, line, "error") for path, error in errors.items() for line in _messages(error)]
    run = {
        "tool": {
            "driver": {"name": "ndbg", "version": __version__, "rules": [_rule(rule) for rule in RULES]}
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not errors, "toolExecutionNotifications": notes}],
        "results": [
            _result(path, finding) for path, result in results.items() for finding in result.findings
        ],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _messages(error: NdbgError) -> Sequence[str]:
    return [p.message for p in error.problems] if isinstance(error, InputError) else [str(error)]


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": rule.what},
        "help": {"text": f"依据：{rule.basis}\n正确：{rule.right.says}\n错误：{rule.wrong.says}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(path: Path, finding: Finding) -> dict[str, Any]:
    answered = {"suppressions": [{"kind": "external", "justification": finding.reason}]}
    return {
        "ruleId": finding.code,
        "ruleIndex": RULES.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.defect.message},
        "locations": [_location(path, origin) for origin in finding.defect.origins[:1]]
        or [_location(path, Origin())],
        **(answered if finding.reason else {}),
    }


def _location(path: Path, origin: Origin) -> dict[str, Any]:
    """The location of a finding; SARIF counts columns from 1."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(os.fsencode(path.as_posix()), safe="/:")}}
    if origin.line:
        physical["region"] = {"startLine": origin.line}
        if origin.end:
            physical["region"] |= {"startColumn": origin.start + 1, "endColumn": origin.end + 1}
    logical = {"logicalLocations": [{"fullyQualifiedName": origin.place}]} if origin.place else {}
    return {"physicalLocation": physical, **logical}


def _notice(path: Path, text: str, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": text}, "locations": [_location(path, Origin())]}
