"""The rules on prose, on texts of the kinds that real reports have, right and wrong.

The files were written without knowledge of the rules, or of what published reports have, and were then used to better
the rules. By what is told: `counted_cases`, `counts`, `lists`, `percentages`, `scope`, `slips`, `statements`, `years`; of all rules:
`mixed_1` and `mixed_2` (sentences), `published_1` and `published_2` (kinds of sentences that published reports were seen to have),
`paragraphs`, `sections`, `habits` (clerks of unusual habits) and `mended` (what was once wrong). What was counted is
shown at the end of the test run.
"""

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ndbg.check import Finding, check
from ndbg.check.catalogue import chosen
from ndbg.report import Figure, InformationFee, Prose, Report, Source
from tests.official import FORM_2021

FOLDER = Path(__file__).parent / "passages"
RULES = chosen(select=["X6", "Y507", "FMT107", "FMT108", "FMT109", "FMT113"])
WHOLE = {
    "五": "主要问题是公开不够及时。下一步将建立每周更新的台账，安排专人逐条核对，按月通报。",
    "六": "本年度没有收取信息处理费。",
}
Case = Mapping[str, Any]
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def cases(name: str) -> list[Case]:
    loaded: list[Case] = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return loaded


def _figures(given: Mapping[str, int], *, known: bool) -> dict[str, Figure]:
    base = dict.fromkeys(FORM_2021.cells, Figure(0)) if known else {}
    return base | {
        id: Figure(Decimal(value) if FORM_2021.cells[id].decimal else value) for id, value in given.items()
    }


def report(case: Case) -> Report:
    """The report that a case describes; sections it does not speak of say nothing amiss."""
    texts = {"一": "全年工作情况如下。", **WHOLE, case["section"]: case["text"].strip()}
    fee = case.get("fee")
    return Report(
        source=Source(Path("data.toml")),
        form=FORM_2021,
        agency=case.get("agency", ""),
        year=case["year"],
        figures=_figures(case["figures"], known=case.get("default") != "unknown"),
        prose={no: Prose(text, text) for no, text in texts.items()},
        fee=InformationFee(fee["count"], Decimal(fee["amount"])) if fee else None,
    )


def previous(case: Case) -> Report | None:
    if "previous" not in case:
        return None
    return Report(
        source=Source(Path("last.toml")),
        form=FORM_2021,
        agency="",
        year=case["year"] - 1,
        figures=_figures(case["previous"], known=True),
    )


def findings(case: Case) -> list[Finding]:
    return list(check(report(case), previous(case), rules=RULES).findings)


def _even(text: str) -> str:
    return "".join(text.split()).replace(",", "").replace("，", "")


def judge(case: Case) -> tuple[list[str], list[str], list[str]]:
    """What was rightly found, what was missed, and what was said without reason, each with its code first."""
    left = findings(case)
    right, missed = [], []
    for expected in case["expect"]:
        match = next(
            (
                f
                for f in left
                if f.code == expected["code"]
                and f.severity.value == expected["severity"]
                and _even(expected.get("words", "")) in _even(f.defect.message)
            ),
            None,
        )
        if match:
            left.remove(match)
            right.append(match.code)
        else:
            missed.append(f"{expected['code']} {expected.get('words', '')}")
    fine = set(case.get("also_fine", ()))
    wrong = [
        f"{f.code} {f.severity.value} {f.defect.message}"
        for f in left
        if f"{f.code}:{f.severity.value}" not in fine
    ]
    return right, missed, wrong


def _named() -> list[Any]:
    """All cases by file and name; what is known to be missed must be missed, or its mark goes."""
    return [
        pytest.param(
            case,
            id=f"{name}: {case['name']}",
            marks=pytest.mark.xfail(reason=case["known_miss"], strict=True) if "known_miss" in case else (),
        )
        for name in NAMES
        for case in cases(name)
    ]


@pytest.mark.parametrize("case", _named())
def test_what_is_wrong_is_said_and_nothing_else(
    case: Case, record_property: Callable[[str, object], None]
) -> None:
    right, missed, wrong = judge(case)
    for kind, codes in (("right", right), ("missed", missed), ("wrong", wrong)):
        record_property(kind, [code.split()[0] for code in codes])
    assert not missed
    assert not wrong


def test_every_rule_on_prose_has_right_and_wrong_sentences() -> None:
    every = [case for name in NAMES for case in cases(name)]
    expected = {e["code"] for case in every for e in case["expect"]}
    assert expected == {rule.code for rule in RULES}
    assert sum(not case["expect"] for case in every) > len(every) / 2
