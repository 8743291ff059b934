"""Findings as Markdown: a table for each file, to go into a message or a file note."""

from collections.abc import Iterator

from ndbg.check.finding import Finding, Result
from ndbg.report import Report
from ndbg.show.plain import remaining, severity_word, summary
from ndbg.text.markdown import escape


def markdown(report: Report, result: Result, *, findings_only: bool = False) -> str:
    """The result of a check; `findings_only`: without its summary."""
    return "\n".join(_lines(report, result, findings_only=findings_only))


def _lines(report: Report, result: Result, *, findings_only: bool) -> Iterator[str]:
    title = (
        f"{report.title}（{report.source.path}）"
        if report.agency and report.year
        else f"{report.source.path}"
    )
    yield f"## {escape(title)}"
    if not findings_only:
        yield ""
        yield f"核对：{summary(result)}"
    for likely in result.likely:
        yield ""
        yield f"**{escape(likely.message)}**"
    if result.findings:
        yield ""
        yield "| 程度 | 编号 | 位置 | 内容 | 说明 |"
        yield "|---|---|---|---|---|"
        yield from (_row(finding) for finding in result.findings)
    if not findings_only and (rest := list(remaining(result))):
        yield ""
        yield from (f"- {escape(line)}" for line in rest)


def _row(finding: Finding) -> str:
    place = f"第{finding.line}行" if finding.line else finding.place
    cells = (severity_word(finding), finding.code, place, finding.defect.message, finding.reason)
    return f"| {' | '.join(escape(cell) for cell in cells)} |"
