"""Findings as plain lines, `file:line: code message`, for pipes and editors."""

from ndbg.check.finding import Result, Severity
from ndbg.report import Report
from ndbg.show.lines import printable

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "提示"}


def plain(report: Report, result: Result) -> str:
    """One line a finding. A file without lines has the place in it instead: table, row and column."""
    lines = []
    for finding in result.findings:
        place = ":".join(str(part) for part in (report.path, finding.line or finding.place) if part)
        message = printable(finding.defect.message)
        lines.append(f"{place}: {finding.code} {WORDS[finding.severity]}：{message}")
    return "\n".join(lines)


def summary(result: Result) -> str:
    """How many findings of each severity, and how many rules were not evaluated."""
    counts = [f"{WORDS[s]} {n} 处" for s in Severity if (n := result.count(s))]
    if result.unevaluated:
        codes = "、".join(u.rule.code for u in result.unevaluated)
        counts.append(f"因缺数未核对的规则 {len(result.unevaluated)} 条（{codes}）")
    return "，".join(counts) or "未发现问题"
