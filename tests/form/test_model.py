from collections import Counter

from ndbg.form.naming import name_cell, name_missing
from tests.official import FORM_2021


def test_the_form_has_its_200_figures() -> None:
    assert Counter(cell.table for cell in FORM_2021.cells.values()) == {
        "disclosure": 10,
        "requests": 175,
        "review": 15,
    }


def test_only_the_fee_has_decimals() -> None:
    assert [id for id, cell in FORM_2021.cells.items() if cell.decimal] == ["disclosure.fees.amount"]


def test_the_sums_of_the_form() -> None:
    kinds = Counter((table.id, relation.kind) for table in FORM_2021.tables for relation in table.relations)
    assert kinds == {
        ("requests", "across"): 25,
        ("requests", "down"): 7,
        ("requests", "balance"): 7,
        ("review", "across"): 3,
    }
    down = next(r for r in FORM_2021.table("requests").relations if r.kind == "down")
    assert len(down.left) == 21


def test_every_figure_is_on_one_line_of_the_data_file() -> None:
    assert [cell.id for entry in FORM_2021.entries for cell in entry.cells] == list(FORM_2021.cells)


def test_cells_are_named_in_the_words_of_the_form() -> None:
    assert name_cell(FORM_2021.cells["requests.denied.state_secret.other_org"]) == (
        "第三部分表格“（三）不予公开1.属于国家秘密”行“其他”列"
    )
    assert (
        name_cell(FORM_2021.cells["review.litigation_direct.total"])
        == "第四部分表格“未经复议直接起诉—总计”列"
    )


def test_missing_figures_are_named_as_rows_and_columns() -> None:
    row = [id for id in FORM_2021.cells if id.startswith("requests.granted.")]
    column = [id for id in FORM_2021.cells if id.startswith("requests.") and id.endswith(".legal_service")]
    assert name_missing(FORM_2021, row) == ["第三部分表格“（一）予以公开”行"]
    assert name_missing(FORM_2021, column) == ["第三部分表格“法律服务机构”列"]
    assert name_missing(FORM_2021, [*FORM_2021.cells]) == ["第二部分表格", "第三部分表格", "第四部分表格"]
    assert name_missing(FORM_2021, ["disclosure.licences.decisions"]) == [
        "第二部分表格“行政许可”行“本年处理决定数量”列"
    ]
