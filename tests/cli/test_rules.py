"""`ndbg rules`: the catalogue as the people who fill the form read it."""

import pytest

from ndbg.check.catalogue import RULES
from tests.conftest import Run


def test_all_rules_are_listed(run: Run) -> None:
    lines = run("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in RULES]


@pytest.mark.parametrize("code", ["T302", "t302"])
def test_one_rule_is_told_in_full(run: Run, code: str) -> None:
    assert run("rules", code).stdout == (
        "T302 第一、二项之和与第三、四项之和不符\n"
        "───────────────────\n"
        "规则：每一列：第一项（本年新收）加第二项（上年结转）之和，等于第三项总计加第四项（结转下年度）之和。\n"
        "程度：错误\n"
        "依据：国办公开办函〔2021〕30号，第三部分表式左上角的勾稽关系\n"
        "正确：新收 3525、上年结转 121；总计 3521、结转下年度 125\n"
        "错误：新收 3525、上年结转 121；总计 3521、结转下年度 121\n"
    )


def test_the_beginning_of_a_code_lists_a_family(run: Run) -> None:
    assert [line.split()[0] for line in run("rules", "Y").stdout.splitlines()] == [
        rule.code for rule in RULES if rule.code.startswith("Y")
    ]


def test_a_code_that_no_rule_has_is_refused(run: Run) -> None:
    done = run("rules", "T999")
    assert done.returncode == 2
    assert "没有“T999”这条规则" in done.stderr
