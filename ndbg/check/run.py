"""Run the rules on a report."""

from ndbg.check.catalogue import RULES
from ndbg.check.finding import Defect, Finding, Result, Unevaluated
from ndbg.report import Report


def check(report: Report) -> Result:
    """Everything that the rules say of a report. Never raises, prints or reads files."""
    findings: list[Finding] = []
    unevaluated: list[Unevaluated] = []
    for rule in RULES:
        lacking: dict[str, None] = {}
        for said in rule.examine(report):
            if isinstance(said, Defect):
                findings.append(Finding(rule, said))
            else:
                lacking |= dict.fromkeys(said.cells)
        if lacking:
            unevaluated.append(Unevaluated(rule, tuple(lacking)))
    findings.sort(key=lambda finding: finding.line or 0)
    return Result(tuple(findings), tuple(unevaluated))
