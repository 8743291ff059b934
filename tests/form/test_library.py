"""The official forms that the program knows, and which one a report follows."""

import json
import pickle
from collections import Counter
from pathlib import Path

import pytest

from ndbg.form import Form, Measure, form_followed, form_of, forms, is_superseded, library, restricted_to
from tests.official import FORM_2019, FORM_2021


def test_the_form_of_2019_has_its_198_figures() -> None:
    assert Counter(cell.table for cell in FORM_2019.cells.values()) == {
        "disclosure": 22,
        "requests": 161,
        "review": 15,
    }


def test_the_sums_of_the_form_of_2019() -> None:
    kinds = Counter((table.id, relation.kind) for table in FORM_2019.tables for relation in table.relations)
    assert kinds == {
        ("requests", "across"): 23,
        ("requests", "down"): 7,
        ("requests", "balance"): 7,
        ("review", "across"): 3,
    }
    down = next(r for r in FORM_2019.table("requests").relations if r.kind == "down")
    assert len(down.left) == 19


def test_what_the_figures_of_the_form_of_2019_are() -> None:
    kinds = Counter(cell.measure for cell in FORM_2019.cells.values())
    assert kinds == {Measure.COUNT: 192, Measure.CHANGE: 5, Measure.AMOUNT: 1}
    changes = {cell.column.label.text for cell in FORM_2019.cells.values() if cell.measure is Measure.CHANGE}
    assert changes == {"本年增/减"}


def test_what_both_forms_have_has_one_id() -> None:
    both = FORM_2019.cells.keys() & FORM_2021.cells.keys()
    assert Counter(id.partition(".")[0] for id in both) == {"disclosure": 3, "requests": 154, "review": 15}
    for id in both:
        old, new = FORM_2019.cells[id], FORM_2021.cells[id]
        assert old.row.label.wordings() & new.row.label.wordings()
        assert old.column.label.wordings() & new.column.label.wordings()


@pytest.mark.parametrize(
    ("year", "form"),
    [
        (0, FORM_2021),
        (2015, FORM_2021),
        (2019, FORM_2019),
        (2020, FORM_2019),
        (2021, FORM_2021),
        (2030, FORM_2021),
    ],
)
def test_a_year_has_its_form(year: int, form: Form) -> None:
    assert form_of(year) is form


@pytest.mark.parametrize(
    ("labels", "year", "form"),
    [
        ([], 2020, FORM_2019),
        ([], 2021, FORM_2021),
        ([], 0, FORM_2021),
        (["上一年项目数量", "本年增／减"], 2024, FORM_2019),
        (["本年制发件数", "现行有效件数"], 2020, FORM_2021),
        (["本年制发件数", "现行有效件数", "政府集中采购"], 2024, FORM_2021),
        (["政府集中采购", "现行有效件数"], 2019, FORM_2019),
        (["政府集中采购", "现行有效件数"], 2023, FORM_2021),
        (["行政许可", "处理决定数量"], 2020, FORM_2019),
    ],
)
def test_a_data_file_follows_the_form_that_its_lines_tell_or_that_of_its_year(
    labels: list[str], year: int, form: Form
) -> None:
    assert form_followed(labels, year) is form


@pytest.mark.parametrize(
    ("form", "year", "is_old"),
    [
        (FORM_2019, 2021, True),
        (FORM_2019, 2020, False),
        (FORM_2019, 2016, False),
        (FORM_2019, 0, False),
        (FORM_2021, 2020, False),
        (FORM_2021, 2030, False),
    ],
)
def test_a_form_is_superseded_from_the_year_of_the_next_one(form: Form, year: int, is_old: bool) -> None:
    assert is_superseded(form, year) is is_old


def test_each_figure_of_what_forms_share_stands_where_it_did() -> None:
    both = restricted_to(FORM_2021, FORM_2019)
    assert list(both.cells) == [id for id in FORM_2021.cells if id in FORM_2019.cells]
    assert [cell.id for entry in both.entries for cell in entry.cells] == list(both.cells)
    assert restricted_to(FORM_2021, FORM_2021) is FORM_2021


@pytest.mark.parametrize("form", [FORM_2019, FORM_2021, restricted_to(FORM_2019, FORM_2021)])
def test_a_form_stays_itself_on_its_way_to_another_process(form: Form) -> None:
    assert pickle.loads(pickle.dumps(form)) is form  # noqa: S301  our own


@pytest.mark.parametrize("form", forms())
def test_a_data_file_says_only_what_is_known(form: Form) -> None:
    text = library.FOLDER.joinpath(f"{form.first_year}.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert data.keys() == {"source", "first_year", "template", "title", "distinctive", "sections", "tables"}
    lines = [line for t in data["tables"] for b in t["blocks"] for line in (*b["rows"], *b["columns"])]
    assert {key for line in lines for key in line} <= {
        "id",
        "label",
        "under",
        "also",
        "misspelt",
        "sum",
        "measure",
        "unit",
    }
    assert (Path(__file__).parents[2] / "templates" / form.template).is_file()
