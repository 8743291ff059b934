"""Findings as Markdown, SARIF and plain lines, against the literal text."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from ndbg.check import check
from ndbg.check.catalogue import RULES
from ndbg.check.finding import Result
from ndbg.errors import InputError, NdbgError, Problem
from ndbg.read.toml import read_toml
from ndbg.report import Figure, Origin, Report, Source, Suppression
from ndbg.show.markdown import markdown
from ndbg.show.plain import plain, remaining, summary
from ndbg.show.sarif import sarif
from ndbg.show.terminal import terminal
from tests.conftest import EXAMPLES


@pytest.fixture
def wrong() -> Report:
    """The example of 2024 with one sum and one stock that are off, the latter explained."""
    report = read_toml(EXAMPLES / "suqian-2024.toml")
    source = report.source._replace(path=Path("data.toml"))
    figures = dict(report.figures)
    figures["requests.granted.total"] = Figure(1432, Origin(40, 20, 24))
    figures["disclosure.rules.in_force"] = Figure(14, Origin(30, 12, 14))
    why = (Suppression("Y502", "Y502", (), "2024年修订2件"), Suppression("T301", "T301", (), "无误"))
    return replace(report, figures=figures, source=source, added=report.added._replace(suppressions=why))


@pytest.fixture
def result(wrong: Report) -> Result:
    return check(wrong, read_toml(EXAMPLES / "suqian-2023.toml"), rules=RULES_OF_SUMS)


RULES_OF_SUMS = tuple(rule for rule in RULES if rule.code in ("T301", "T303", "Y502"))


def test_plain_lines(wrong: Report, result: Result) -> None:
    assert plain(wrong, result).split("\n") == [
        "data.toml:40: 最可能错的是这一格：第三部分表格“（一）予以公开”行“总计”列填了 1432，如果是 1431，2 处（T303、T301）就都对上了",
        "data.toml:30: Y502 已说明：第二部分表格“规章”行：上年有效 11 ＋ 本年制发 2 － 本年废止 1 是 12，现行有效填了 14，相差 2（说明：2024年修订2件）",
        "data.toml:40: T303 错误：第三部分表格“（一）予以公开”行：各列之和是 1431，“总计”填了 1432，相差 1",
        "data.toml:65: T301 错误：第三部分表格“总计”列：（一）至（六）各项之和是 3522，“（七）总计”填了 3521，相差 1",
    ]
    assert summary(result) == "错误 2 处，已说明 1 处"
    assert list(remaining(result)) == ["核对说明“T301”没有对应的提醒（错误不能用说明代替），请改正或删去"]


def test_markdown(wrong: Report, result: Result) -> None:
    assert markdown(wrong, result) == "\n".join(
        (
            "## 宿迁市2024年政府信息公开工作年度报告（data\\.toml）",
            "",
            "核对：错误 2 处，已说明 1 处",
            "",
            "**最可能错的是这一格：第三部分表格“（一）予以公开”行“总计”列填了 1432，如果是 1431，2 处（T303、T301）就都对上了**",
            "",
            "| 程度 | 编号 | 位置 | 内容 | 说明 |",
            "|---|---|---|---|---|",
            "| 已说明 | Y502 | 第30行 | 第二部分表格“规章”行：上年有效 11 ＋ 本年制发 2 － 本年废止 1 是 12，现行有效填了 14，相差 2 | 2024年修订2件 |",
            "| 错误 | T303 | 第40行 | 第三部分表格“（一）予以公开”行：各列之和是 1431，“总计”填了 1432，相差 1 |  |",
            "| 错误 | T301 | 第65行 | 第三部分表格“总计”列：（一）至（六）各项之和是 3522，“（七）总计”填了 3521，相差 1 |  |",
            "",
            "- 核对说明“T301”没有对应的提醒（错误不能用说明代替），请改正或删去",
        )
    )


def test_sarif_says_where_and_what(wrong: Report, result: Result) -> None:
    log = sarif({wrong.source.path: result}, {})
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    explained, sum_, _ = run["results"]
    assert rules[sum_["ruleIndex"]]["id"] == sum_["ruleId"] == "T303"
    assert (sum_["level"], explained["level"]) == ("error", "warning")
    assert explained["suppressions"] == [{"kind": "external", "justification": "2024年修订2件"}]
    assert sum_["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "data.toml"},
                "region": {"startLine": 40, "startColumn": 21, "endColumn": 25},
            }
        }
    ]
    assert run["invocations"][0]["executionSuccessful"] is True


def test_sarif_tells_of_files_that_cannot_be_used() -> None:
    errors: dict[Path, NdbgError] = {
        Path("甲.toml"): InputError(Path("甲.toml"), [Problem("缺少“机关”这一项", 3)]),
        Path("乙.docx"): NdbgError("不是 Word 文件"),
    }
    (invocation,) = sarif({}, errors)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [n["message"]["text"] for n in invocation["toolExecutionNotifications"]] == [
        "缺少“机关”这一项",
        "不是 Word 文件",
    ]


def test_sarif_names_the_place_in_a_file_without_lines(wrong: Report) -> None:
    figures = {**wrong.figures, "requests.granted.total": Figure(1, Origin(place="第2个表格第6行第10列"))}
    report = replace(wrong, figures=figures, source=Source(Path("年报.docx")))
    results = sarif({report.source.path: check(report, rules=RULES_OF_SUMS)}, {})["runs"][0]["results"]
    places = [r["locations"][0].get("logicalLocations") for r in results if r["ruleId"] == "T303"]
    assert places == [[{"fullyQualifiedName": "第2个表格第6行第10列"}]]


def test_a_rule_says_what_it_lacks(wrong: Report) -> None:
    figures = {id: f for id, f in wrong.figures.items() if not id.startswith("requests.granted.")}
    added = wrong.added._replace(suppressions=())
    lines = list(remaining(check(replace(wrong, figures=figures, added=added), rules=RULES_OF_SUMS)))
    assert lines == [
        "没有核对 T301、T303：缺少第三部分表格“（一）予以公开”行",
        "没有核对 Y502：缺少上年的报告（数据文件里写的“suqian-2023.toml”用不了）",
    ]


def test_a_rule_with_findings_that_lacks_something_is_evaluated_in_part(wrong: Report) -> None:
    figures = {id: f for id, f in wrong.figures.items() if not id.startswith("requests.partial.")}
    report = replace(wrong, figures=figures, added=wrong.added._replace(suppressions=(), previous=""))
    result = check(report, rules=RULES_OF_SUMS)
    row = "第三部分表格“（二）部分公开（区分处理的，只计这一情形，不计其他情形）”行"
    assert list(remaining(result))[:2] == [
        f"没有核对 T301：缺少{row}",
        f"T303 只核对了一部分：缺少{row}，和它有关的没有核对",
    ]
    assert summary(result) == "错误 1 处；没有核对的规则 2 条；只核对了一部分的规则 1 条"


def test_a_table_of_which_nothing_was_read_is_named_as_a_whole(wrong: Report) -> None:
    figures = {id: f for id, f in wrong.figures.items() if id.startswith("review.")}
    report = replace(wrong, figures=figures, added=wrong.added._replace(suppressions=()))
    last = replace(report, year=report.year - 1)
    assert list(remaining(check(report, last, rules=RULES_OF_SUMS))) == [
        "没有核对 T301、T303：缺少第三部分表格",
        "没有核对 Y502：缺少第二部分表格，上年报告的第二部分表格",
    ]


def test_figures_that_were_not_read_are_no_clean_report(wrong: Report) -> None:
    figures = {id: f for id, f in wrong.figures.items() if not id.startswith("requests.")}
    report = replace(wrong, figures=figures, added=wrong.added._replace(suppressions=()))
    assert summary(check(report, rules=RULES_OF_SUMS)).startswith("没有读到 175 个数，其余未发现问题；")


def test_what_it_lacks_is_broken_where_the_line_ends(wrong: Report) -> None:
    figures = {id: f for id, f in wrong.figures.items() if not id.startswith("requests.granted.")}
    report = replace(wrong, figures=figures)
    console = Console(file=io.StringIO(), width=40)
    console.print(terminal(report, check(report, rules=RULES_OF_SUMS), 40))
    assert isinstance(console.file, io.StringIO)
    assert "没有核对 T301、T303：缺少第三部分表格“（\n" in console.file.getvalue()


def test_everything_shown_of_a_finding_is_one_line(wrong: Report, result: Result) -> None:
    assert all(re.fullmatch(r"[^\n]+", line) for line in plain(wrong, result).split("\n"))
