"""The lexicon: every verb is understood in every order of words, and by every rule that asks for it."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ndbg.check import check
from ndbg.check.prose import lexicon
from ndbg.check.prose.lexicon import WORDS
from ndbg.check.prose.tokenizer import tokens_of
from ndbg.report import Prose
from tests.check.case import of, right_report

WRONG = "7"  # a number that no figure of the right report is


def words(kind: str, meaning: str | None = None) -> list[str]:
    found = WORDS[kind].items()
    return [word for name, listed in found if meaning in (None, name) for word in listed.split()]


def said(code: str, text: str) -> list[str]:
    report = right_report()
    report = replace(report, prose={**report.prose, "一": Prose(text, text)})
    return [finding.defect.message for finding in of(code, check(report).findings)]


def test_a_word_stands_once() -> None:
    counted = Counter(word for kind in WORDS for word in words(kind))
    assert [word for word, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("kind", WORDS)
def test_a_word_is_read_as_what_it_is(kind: str) -> None:
    read_as = "other" if kind == "ordinary" else kind
    for word in words(kind):
        assert [(t.kind, t.start, t.end) for t in tokens_of(word)] == [(read_as, 0, len(word))]


SIGNS = {"stop": set("，；：。！？\n"), "bracket": {"open", "close"}}


# The kinds of tokens that are not of the lexicon.
OTHER_KINDS = {
    "number",
    "year",
    "month",
    "day",
    "span",
    "stop",
    "comma",
    "bracket",
    "name",
    "other",
    "figure",
}
# What stands in sets beside kinds and meanings: names of quantities and of topics.
NAMES = {"new", "carried_in", "requests"}


def code() -> Iterator[tuple[str, ast.AST]]:
    """Each node of the modules that read prose, with the name of its module."""
    for path in sorted(Path(lexicon.__file__).parent.glob("*.py")):
        yield from ((path.name, node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def test_sets_hold_kinds_and_meanings_that_there_are() -> None:
    known = {*WORDS, *OTHER_KINDS, *NAMES, *(meaning for kind in WORDS.values() for meaning in kind)}
    sets = [(module, node.elts) for module, node in code() if isinstance(node, ast.Set)]
    words = {(m, e.value) for m, elements in sets for e in elements if isinstance(e, ast.Constant)}
    strange = {
        (m, word) for m, word in words if isinstance(word, str) and word.isascii() and word not in known
    }
    assert strange == set()


def asked_for() -> Iterator[tuple[str, str, str]]:
    """Module, kind and meaning of each `token.means(kind, meaning …)` in the code."""
    for module, node in code():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "means":
            kind, *meanings = (ast.literal_eval(argument) for argument in node.args)
            yield from ((module, kind, meaning) for meaning in meanings)


@pytest.mark.parametrize(("module", "kind", "meaning"), sorted(set(asked_for())))
def test_what_a_rule_asks_for_is_in_the_lexicon(module: str, kind: str, meaning: str) -> None:
    assert meaning in (SIGNS[kind] if kind in SIGNS else WORDS[kind])


ORDERS = {
    "verb, noun, number": "全年{verb}政府信息公开申请{number}件。",
    "verb, number, noun": "全年{verb}{number}件政府信息公开申请。",
    "noun, verb, number": "政府信息公开申请共{verb}{number}件。",
    "noun named before": "依法办理政府信息公开申请，全年{verb}{number}件。",
}
TURNED = {
    "number, verb": "依申请公开。其中{number}件{verb}。",
    "noun, number, verb": "有政府信息公开申请{number}件，{number}件{verb}。",
}


def sentences() -> Iterator[tuple[str, str]]:
    for kind in ("receive", "answer"):
        for verb in words(kind):
            for order, text in ORDERS.items():
                yield f"{verb}: {order}", text.format(verb=verb, number=WRONG)
    for verb in (f"{verb}下年度" for verb in words("carry") if not verb.endswith("办理")):
        for order, text in TURNED.items():
            yield f"{verb}: {order}", text.format(verb=verb, number=WRONG)
    for verb in words("open"):
        for order, text in TURNED.items():
            yield f"{verb}: {order}", text.format(verb=verb, number=WRONG)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in sentences()])
def test_a_count_is_understood_in_every_order(text: str) -> None:
    assert said("X601", text)


@pytest.mark.parametrize("verb", words("answer", "finished"))
def test_that_all_is_done_is_understood_of_every_verb(verb: str) -> None:
    assert said("X604", f"新收政府信息公开申请1962件，均已{verb}。")


@pytest.mark.parametrize("verb", [*words("receive", ""), *words("receive", "of_all")])
def test_that_nothing_came_is_understood_of_every_verb(verb: str) -> None:
    assert said("X604", f"全年未{verb}政府信息公开申请。")


@pytest.mark.parametrize("verb", words("receive"))
def test_the_year_is_looked_at_with_every_verb(verb: str) -> None:
    assert said("X605", f"畅通渠道，2023年{verb}政府信息公开申请1962件。")


SETTING = (*words("issue"), *words("decide", "set"), *words("ordinary", "set"))
FOLLOWING = (*words("plain", "follow"), *words("ordinary", "follow"), *words("ordinary", "carry_out"))
POINTS = ("2023年政务公开{points}", "《某市2023年度政务公开工作{points}》", "“2023年全市信息公开{points}”")


@pytest.mark.parametrize("verb", [*SETTING, *FOLLOWING])
@pytest.mark.parametrize("named", POINTS)
def test_what_another_year_sets_is_known_behind_every_verb(verb: str, named: str) -> None:
    for points in (*words("ordinary", "paper.points"), "重点任务"):
        assert said("X605", f"{verb}{named.format(points=points)}，明确责任科室。")


@pytest.mark.parametrize(
    "verb", [*words("publish", "out"), *words("publish", "open"), *words("publish", "up")]
)
@pytest.mark.parametrize("paper", [*words("ordinary", "paper.accounts"), *words("ordinary", "paper.report")])
def test_what_tells_of_a_year_that_is_not_over_is_known_of_every_verb(verb: str, paper: str) -> None:
    assert said("X605", f"按时{verb}2025年本局{paper}。")
    assert said("X605", f"按时{verb}2024年本局{paper}。") == []


@pytest.mark.parametrize(
    "verb", [*words("publish", "out"), *words("publish", "open"), *words("publish", "up")]
)
def test_budgets_and_accounts_of_years_too_early_are_known_of_every_verb(verb: str) -> None:
    assert said("X605", f"{verb}2023年部门预算、2022年部门决算。")
    assert said("X605", f"2022年部门决算和2023年“三公”经费预算均已{verb}。")


@pytest.mark.parametrize("verb", words("ordinary", "carry_out"))
def test_the_work_of_another_year_is_known_of_every_verb(verb: str) -> None:
    assert said("X605", f"认真{verb}2023年全局政务公开各项重点工作。")


def counted_with(measure: str) -> Iterator[str]:
    """The words of the lexicon that are counted with a measure word, and make no noun with it."""
    for kind, meanings in WORDS.items():
        for meaning in meanings:
            if {kind, meaning} & lexicon.COUNTED_WITH[measure]:
                nouns = lexicon.NOUNS_ENDING.get(measure, "")
                yield from (word for word in words(kind, meaning) if word[-1] not in nouns)


# What makes a clause one in which a measure word may stand without a number.
NOT_SAID = ("多", "各", "每", "几", "按", "逐")


@pytest.mark.parametrize("measure", lexicon.COUNTED_WITH)
def test_a_lost_number_is_missed_with_everything_that_is_counted(measure: str) -> None:
    named = [word for word in counted_with(measure) if not any(sign in word for sign in NOT_SAID)]
    missed = [word for word in named if not said("FMT109", f"全年{word}{measure}，群众反响较好。")]
    assert len(named) > 1
    assert missed == []
    assert [word for word in named if said("FMT109", f"全年{word}20{measure}，群众反响较好。")] == []


@pytest.mark.parametrize("verb", [*words("ordinary", "act"), *words("ordinary", "carry_out")])
def test_a_number_lost_between_a_verb_and_what_it_counts_is_missed(verb: str) -> None:
    for named in (*words("ordinary", "event"), *words("other_thing", "event")):
        assert said("FMT109", f"先后{verb}次{named}专题研究。")


def bodies_said(agency: str, text: str) -> list[str]:
    report = replace(right_report(), agency=agency)
    report = replace(report, prose={**report.prose, "一": Prose(text, text)})
    return [finding.defect.message for finding in of("X610", check(report).findings)]


@pytest.mark.parametrize("verb", sorted({*lexicon.DOING, *lexicon.DOING_ALONE} - {"公开", "公示"}))
@pytest.mark.parametrize("lead", ["", "2024年，", "（一）"])
def test_another_body_is_known_before_every_verb(verb: str, lead: str) -> None:
    assert bodies_said("白沙镇人民政府", f"{lead}青柳镇{verb}回应群众诉求。")
    assert bodies_said("青柳镇人民政府", f"{lead}青柳镇{verb}回应群众诉求。") == []


@pytest.mark.parametrize("affair", lexicon.OWN_AFFAIRS)
def test_whatever_an_office_has_of_its_own_is_known_behind_the_name_of_another(affair: str) -> None:
    assert bodies_said("云溪市水利局", f"材料在云溪市商务局{affair}栏目登载。")
    assert bodies_said("云溪市水利局", f"材料在云溪市商务局{affair}工作经验栏目登载。") == []


GROUPS = ("granted", "partial", "denied", "unavailable", "not_processed", "other_handling")


@pytest.mark.parametrize("word", [word for group in GROUPS for word in words("outcome", group)])
@pytest.mark.parametrize("text", ["其中{word}7件。", "其中7件{word}。", "有7件{word}。"])
def test_an_outcome_is_understood_before_and_behind_its_number(word: str, text: str) -> None:
    assert said("X601", "新收政府信息公开申请1962件。" + text.format(word=word))


@pytest.mark.parametrize("word", words("verdict", "upheld") + words("verdict", "corrected"))
@pytest.mark.parametrize("text", ["其中{word}7件。", "其中7件{word}。"])
def test_how_a_review_ended_is_understood_before_and_behind_its_number(word: str, text: str) -> None:
    assert said("X601", "因政府信息公开被申请行政复议10件，" + text.format(word=word))


@pytest.mark.parametrize("verb", words("issue") + words("repeal") + words("in_force"))
@pytest.mark.parametrize("text", ["{verb}行政规范性文件7件。", "{verb}7件行政规范性文件。"])
def test_documents_are_understood_with_every_verb(verb: str, text: str) -> None:
    assert said("X609", text.format(verb=verb))


UNITS = ["件次", "件", "宗", "起", "份", "条", "个", "例", "项", "笔"]


@pytest.mark.parametrize("unit", UNITS)
def test_applications_are_counted_in_every_measure_word(unit: str) -> None:
    assert said("X601", f"收到政府信息公开申请7{unit}。")


@pytest.mark.parametrize("number", ["７", "1 7", "七", "十七", "1,007", "一百零三"])
def test_numbers_are_understood_however_they_are_written(number: str) -> None:
    (message,) = said("X601", f"收到政府信息公开申请{number}件。")
    assert f"“收到政府信息公开申请{number}件”" in message


@pytest.mark.parametrize("number", ["约7", "7余", "近7", "二三", "每一", "第七"])
def test_what_is_no_number_or_no_certain_one_is_not_claimed(number: str) -> None:
    assert said("X601", f"收到政府信息公开申请{number}件。") == []
