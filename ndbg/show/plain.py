"""Findings as plain lines, `file:line: code message`, for pipes and editors."""

from collections.abc import Iterator

from ndbg.check.defect import Severity
from ndbg.check.finding import Finding, Result, Unevaluated
from ndbg.check.rule import Rule
from ndbg.form.naming import name_missing
from ndbg.report import Report
from ndbg.text.controls import printable
from ndbg.text.listing import first_of

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "提示"}
EXPLAINED = "已说明"
_MOST_NAMED = 3


def severity_word(finding: Finding) -> str:
    """The severity of a finding in Chinese, or 已说明 where it is suppressed."""
    return EXPLAINED if finding.reason else WORDS[finding.severity]


def plain(report: Report, result: Result) -> str:
    """One line a finding, after the likely cells (see `check.likely`).

    Each begins with its line number or, in a file without lines, with table, row and column.
    """
    lines = [
        f"{_place(report, likely.origin.line or likely.origin.place)}: {likely.message}"
        for likely in result.likely
    ]
    for finding in result.findings:
        place = _place(report, finding.line or finding.place)
        text = (
            f"{finding.defect.message}（说明：{finding.reason}）"
            if finding.reason
            else finding.defect.message
        )
        lines.append(f"{place}: {finding.code} {severity_word(finding)}：{printable(' '.join(text.split()))}")
    return "\n".join(lines)


def _place(report: Report, spot: int | str) -> str:
    return printable(":".join(str(part) for part in (report.source.path, spot) if part))


def summary(result: Result) -> str:
    """The numbers of figures not read, of findings of each severity, and of rules not evaluated, in whole or in part."""
    counts = [f"{WORDS[s]} {n} 处" for s in Severity if (n := result.count(s))]
    if result.suppressed:
        counts.append(f"{EXPLAINED} {result.suppressed} 处")
    unread_note = unread(result)
    findings = counts or ["其余未发现问题" if unread_note else "未发现问题"]
    part = sum(unevaluated.rule in _with_findings(result) for unevaluated in result.unevaluated)
    whole = len(result.unevaluated) - part
    rules = [f"没有核对的规则 {whole} 条"] * bool(whole) + [f"只核对了一部分的规则 {part} 条"] * bool(part)
    return "；".join(["，".join([unread_note, *findings] if unread_note else findings), *rules])


def unread(result: Result) -> str:
    """The number of figures not read, in words; empty if there is none, or an error reports what is missing."""
    return f"没有读到 {len(result.missing)} 个数" if result.incomplete else ""


def _with_findings(result: Result) -> set[Rule]:
    """The rules with findings, which were evaluated in part even where figures are missing."""
    return {finding.rule for finding in result.findings}


def remaining(result: Result) -> Iterator[str]:
    """The lines after the findings: rules not evaluated, suppressions that matched no finding."""
    yield from unevaluated_lines(result)
    if result.unused_suppressions:
        from ndbg.check.catalogue import unknown  # loads the rules across bodies too
    for suppression in result.unused_suppressions:
        key = f"核对说明“{printable(suppression.key)}”"
        if unknown([suppression.code]):
            yield f"{key}：没有 {suppression.code} 这条规则，请改正或删去"
        else:
            yield f"{key}没有对应的提醒（错误不能用说明代替），请改正或删去"


def unevaluated_lines(result: Result, *, with_advice: bool = True) -> Iterator[str]:
    """The lines on rules not evaluated, in whole or in part, with what they lack and how to add it to the data file."""
    codes_by_lack: dict[tuple[bool, str], list[str]] = {}
    failed: dict[str, list[str]] = {}
    for unevaluated in result.unevaluated:
        if unevaluated.failed:
            failed.setdefault(unevaluated.failed, []).append(unevaluated.rule.code)
            continue
        lack = "，".join(filter(None, lacks(result, unevaluated)))
        part = unevaluated.rule in _with_findings(result)
        codes_by_lack.setdefault((part, lack if with_advice else lack.partition(_ADVICE)[0]), []).append(
            unevaluated.rule.code
        )
    for (part, lack), codes in codes_by_lack.items():
        named = "、".join(codes)
        yield (
            f"{named} 只核对了一部分：缺少{lack}，和它有关的没有核对"
            if part
            else f"没有核对 {named}：缺少{lack}"
        )
    for error, codes in failed.items():
        yield f"没有核对 {'、'.join(codes)}：程序在这里出错（{error}），请把这份文件交给 ndbg 的开发者"


_ADVICE = "（在数据文件里"  # the beginning of advice on the data file, in what a rule lacks


def lacks(result: Result, unevaluated: Unevaluated) -> list[str]:
    """What a rule lacks, in words: tables, rows, cells, also of last year's report; the first few of many."""
    named = name_missing(result.form, unevaluated.cells, result.missing)
    lacks = [*unevaluated.lacks, *lacks_of_last(result, unevaluated)]
    return [first_of(names, _MOST_NAMED, "项") for names in (named, lacks)]


def lacks_of_last(result: Result, unevaluated: Unevaluated) -> list[str]:
    """The figures of last year's report that a rule lacks, in words."""
    named = name_missing(result.form, unevaluated.last, result.last_missing)
    return [f"上年报告的{name}" for name in named]
