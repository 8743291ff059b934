"""Findings as JSON, with the ids of cells."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from ndbg.check.defect import Severity
from ndbg.check.finding import Finding, Likely, Result
from ndbg.errors import InputError, NdbgError
from ndbg.show.plain import lacks_of_last


def result_json(path: Path, result: Result) -> dict[str, Any]:
    """The result of one file. Amounts are strings, so that no decimal is lost; counts are numbers."""
    return {
        "file": str(path),
        "findings": [_finding(finding) for finding in result.findings],
        "unevaluated": [
            {
                "code": u.rule.code,
                "name": u.rule.name,
                "missing": list(u.cells),
                "lacks": [*u.lacks, *lacks_of_last(result, u)],
                **({"failed": u.failed} if u.failed else {}),
            }
            for u in result.unevaluated
        ],
        "unanswering": [e.key for e in result.unused_suppressions],
        "summary": {severity.value: result.count(severity) for severity in Severity}
        | {"explained": result.suppressed},
        **({"likely": [_likely(likely) for likely in result.likely]} if result.likely else {}),
    }


def error_json(path: Path, error: NdbgError) -> dict[str, Any]:
    """A file that cannot be used, as a result without findings and with the error."""
    problems = error.problems if isinstance(error, InputError) else ()
    listed = [{"message": p.message, "line": p.line} for p in problems]
    errors = listed or [{"message": str(error), "line": None}]
    counts = {severity.value: 0 for severity in Severity} | {"explained": 0}
    nothing: dict[str, Any] = {"findings": [], "unevaluated": [], "unanswering": [], "summary": counts}
    return {"file": str(path), **nothing, "errors": errors}


def _likely(likely: Likely) -> dict[str, Any]:
    return {
        "cell": likely.cell.id,
        "value": _value(likely.value),
        "suggested": _value(likely.suggested),
        "codes": list(likely.codes),
        "message": likely.message,
        "line": likely.origin.line,
        **({"place": likely.origin.place} if likely.origin.place else {}),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.defect.message,
        "cells": list(finding.defect.cells),
        "expected": _value(finding.defect.expected),
        "actual": _value(finding.defect.actual),
        "difference": _value(finding.defect.difference),
        "line": finding.line,
        **({"place": finding.place} if finding.place else {}),
        **({"bodies": list(finding.defect.bodies)} if finding.defect.bodies else {}),
        **({"explanation": finding.reason} if finding.reason else {}),
    }


def _value(value: int | Decimal | str | None) -> int | str | None:
    return f"{value:f}" if isinstance(value, Decimal) else value
