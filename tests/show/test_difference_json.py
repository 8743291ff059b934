"""Two reports side by side for other programs."""

import json
from typing import Any

import pytest

from ndbg.report.comparison import compare
from ndbg.show.difference_json import difference_json
from tests.official import FORM_2021
from tests.show.pair import NEW_PROSE, OLD, OLD_PROSE, both


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(difference_json(both())))
    return made


def test_its_shape(shown: dict[str, Any]) -> None:
    assert list(shown) == [
        "old", "new", "notes", "figures", "information_fee", "moved", "jumps", "links", "prose",
    ]  # fmt: skip
    form = "国办公开办函〔2021〕30号"
    assert shown["old"] == {"file": "2023.toml", "agency": "某市档案局", "year": 2023, "form": form}
    assert list(shown["figures"]) == list(FORM_2021.cells)
    assert len(shown["notes"]) == 1
    assert set(shown["moved"]) <= FORM_2021.cells.keys()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("requests.new.total", {"old": 96, "new": 121, "change": 25, "percent": 26.04}),
        ("requests.carried_out.total", {"old": 9, "new": 9, "change": 0, "percent": 0}),
        ("requests.partial.total", {"old": 0, "new": 0, "change": 0, "percent": None, "why": "原来是 0"}),
        ("disclosure.rules.repealed", {"old": 0, "new": 1, "change": 1, "percent": None, "why": "原来是 0"}),
        (
            "requests.unavailable.not_held.total",
            {"old": 7, "new": None, "change": None, "percent": None, "why": "未读出"},
        ),
        (
            "disclosure.fees.amount",
            {"old": "59237.2449", "new": "72701.2578", "change": "13464.0129", "percent": 22.73},
        ),
    ],
)
def test_a_figure(shown: dict[str, Any], cell: str, expected: dict[str, Any]) -> None:
    assert shown["figures"][cell] == expected


def test_the_fee_has_a_count_and_an_amount(shown: dict[str, Any]) -> None:
    why = {"percent": None, "why": "原来是 0"}
    assert shown["information_fee"] == {
        "count": {"old": 0, "new": 3, "change": 3, **why},
        "amount": {"old": "0", "new": "2230.5", "change": "2230.5", **why},
    }


def test_jumps_and_links_name_their_cells(shown: dict[str, Any]) -> None:
    assert {"cell": "requests.denied.state_secret.total", "kind": "less than a tenth"} in shown["jumps"]
    links = {link["cell"]: link for link in shown["links"]}
    assert links["disclosure.rules.in_force"] == {
        "cell": "disclosure.rules.in_force",
        "stated": 13,
        "due": 12,
        "difference": 1,
        "from": [
            {"report": "old", "cell": "disclosure.rules.in_force", "sign": 1, "value": 11},
            {"report": "new", "cell": "disclosure.rules.issued", "sign": 1, "value": 2},
            {"report": "new", "cell": "disclosure.rules.repealed", "sign": -1, "value": 1},
        ],
    }


def test_all_prose_is_there_as_written(shown: dict[str, Any]) -> None:
    for side, prose in (("old", OLD_PROSE), ("new", NEW_PROSE)):
        for no, text in prose.items():
            found = [p[side] for p in shown["prose"][no]["paragraphs"] if p[side] is not None]
            assert sorted(found) == sorted(line for line in text.split("\n") if line)
    assert shown["prose"]["五"]["likeness"] == 1
    assert shown["prose"]["五"]["paragraphs"][0]["unchanged"] is True
    assert shown["prose"]["一"]["paragraphs"][0]["renumbered"] is True
    assert shown["prose"]["六"]["likeness"] is None


def test_without_a_fee_there_is_none() -> None:
    from dataclasses import replace

    silent = replace(OLD, fee=None)
    assert difference_json(compare(silent, silent))["information_fee"] is None
