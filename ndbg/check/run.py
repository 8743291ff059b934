"""Run the rules on a report."""

from ndbg.check.catalogue import RULES
from ndbg.check.finding import Finding, Result, Unevaluated
from ndbg.report import Report


def check(report: Report) -> Result:
    """Everything that the rules say of a report. Never raises, prints or reads files."""
    findings: list[Finding] = []
    lacking: dict[str, tuple[str, ...]] = {}
    for rule in RULES:
        for said in rule.examine(report):
            if isinstance(said, Finding):
                findings.append(said)
            else:
                lacking[said.code] = (*lacking.get(said.code, ()), *said.cells)
    findings.sort(key=lambda f: f.line or 0)
    unevaluated = (Unevaluated(code, tuple(dict.fromkeys(c))) for code, c in lacking.items())
    return Result(tuple(findings), tuple(unevaluated))
