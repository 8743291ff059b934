"""The one row of figures of table four, which has no label, with something odd among them."""

from pathlib import Path

import pytest

from ndbg.read.word import parse_word
from ndbg.write.word import fill
from tests import forms
from tests.conftest import numbered_report
from tests.write.test_word import PATH, marked_cells

ODD = "review.litigation_after_reconsideration.other"
REVIEWS = [id for id in numbered_report().figures if id.startswith("review.")]


def form(words: str, *, everywhere: bool) -> bytes:
    """A form with some words in one cell of table four, or in each."""

    def value(id: str) -> str:
        return words if id == ODD or (everywhere and id in REVIEWS) else ""

    return forms.package(forms.document(forms.Style(value=value)))


@pytest.mark.parametrize("everywhere", [False, True], ids=["in one cell", "in each"])
@pytest.mark.parametrize(
    "words", ["12①", "必填", "（件）", "请填数字", "自动计算", "例：12", "××件", "若干", "若干件"]
)
def test_a_form_is_filled_whatever_stands_in_its_cells_of_figures(words: str, *, everywhere: bool) -> None:
    report = numbered_report()
    cells = marked_cells(fill(form(words, everywhere=everywhere), PATH, report).data)
    assert {id: cells[id] for id in REVIEWS} == {id: report.figures[id].text for id in REVIEWS}


@pytest.mark.parametrize("words", ["截至12月31日", "同上年"])
def test_a_form_with_other_words_in_one_cell_of_figures_is_filled_too(words: str) -> None:
    report = numbered_report()
    cells = marked_cells(fill(form(words, everywhere=False), PATH, report).data)
    assert cells[ODD] == report.figures[ODD].text


@pytest.mark.parametrize("written", ["82①", "1900年3月22日", "例：12"])
def test_one_odd_cell_leaves_the_others_of_its_row_to_be_read(tmp_path: Path, written: str) -> None:
    report = numbered_report()

    def value(id: str) -> str:
        return written if id == ODD else report.figures[id].text

    made = forms.package(forms.document(forms.Style(value=value)))
    read = parse_word(made, tmp_path / "年报.docx")
    others = [id for id in REVIEWS if id != ODD]
    assert {id: read.figures[id].value for id in others} == {id: report.figures[id].value for id in others}
    assert (ODD in read.figures) is (written == "82①")
