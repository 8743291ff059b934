"""Labels of rows that carry the name of their group before their own: （三）不予公开：1.属于国家秘密."""

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.document.grid import Grid, GridCell, locate, row_meant
from ndbg.form import Label, Line
from ndbg.form.naming import name_row
from ndbg.report import Report
from ndbg.text.labels import label_key
from tests.official import FORM_2021
from tests.read.test_layouts import page, texts

BLOCK = FORM_2021.table("requests").blocks[0]
COLUMNS = ["项目", *(column.label.text for column in BLOCK.columns)]
HEAD: Sequence[Sequence[str | tuple[str, int] | tuple[str, int, int]]] = [
    [("", 1, 3), ("申请人情况", 7)],
    [("自然人", 1, 2), ("法人或其他组织", 5), ("总计", 1, 2)],
    ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
]
Naming = Callable[[Label], str]


def bare(text: str) -> str:
    """A label without its number and what it has in brackets."""
    return label_key(text.split("（区分")[0])


def joined(sign: str, *, numbers: bool = True, groups: slice = slice(-1, None)) -> Naming:
    """Labels behind some of their groups, with a sign between."""

    def name(label: Label) -> str:
        parts = [*label.under[groups], label.text]
        return sign.join(parts if numbers else map(bare, parts))

    return name


NAMINGS: dict[str, Naming] = {
    "a colon": joined("："),
    "a line break": joined("<br>"),
    "a blank": joined(" "),
    "a dash": joined("—"),
    "a stroke": joined("/"),
    "nothing": joined(""),
    "a dash without numbers": joined("—", numbers=False),
    "nothing without numbers": joined("", numbers=False),
    "brackets": lambda label: f"{label.under[-1]}（{bare(label.text)}）" if label.under else label.text,
    "all of its groups": joined("/", groups=slice(None)),
    "all of its groups without numbers": joined("－", numbers=False, groups=slice(None)),
    "the outer group": joined("：", groups=slice(1)),
}


def figures(row: Line) -> list[str]:
    """Figures that no other row has; those of every first row of a group are 0."""
    first = row.id.endswith((".state_secret", ".not_held", ".petition", ".no_reply"))
    return ["0" if first else str(100 * BLOCK.rows.index(row) + at) for at in range(7)]


def table(name: Naming) -> Sequence[Sequence[str | tuple[str, int] | tuple[str, int, int]]]:
    return [*HEAD, *([name(row.label), *figures(row)] for row in BLOCK.rows)]


def read_rows(report: Report) -> Mapping[str, list[str]]:
    return {row.id: texts(report, f"requests.{row.id}.") for row in BLOCK.rows}


@pytest.mark.parametrize("name", NAMINGS.values(), ids=NAMINGS)
def test_a_label_behind_its_group_is_that_row(tmp_path: Path, name: Naming) -> None:
    report = page(tmp_path, table(name))
    assert read_rows(report) == {row.id: figures(row) for row in BLOCK.rows}


@pytest.mark.parametrize("row", [row for row in BLOCK.rows if row.label.under], ids=lambda row: row.id)
def test_a_row_is_known_by_the_name_that_messages_give_it(row: Line) -> None:
    assert row_meant(name_row(row).strip("“”行").replace("‘", "“").replace("’", "”"), FORM_2021) == (
        BLOCK,
        row,
    )


NO_ROW_OF_THEIRS = {
    "in other words": "（三）不予公开：涉密的",
    "two of them": "（三）不予公开：属于国家秘密、属于行政执法案卷",
    "an explanation with one": "（三）不予公开（指属于国家秘密的信息）",
}


@pytest.mark.parametrize("label", NO_ROW_OF_THEIRS.values(), ids=NO_ROW_OF_THEIRS)
def test_a_group_with_more_behind_its_name_is_not_all_of_its_rows(tmp_path: Path, label: str) -> None:
    others = [row for row in BLOCK.rows if "（三）不予公开" not in row.label.under]
    rows = [[row.label.text, *figures(row)] for row in others]
    report = page(tmp_path, [*HEAD, *rows[:4], [label, *"0000000"], *rows[4:]])
    assert texts(report, "requests.denied.") == []


def test_rows_in_other_words_below_a_group_are_not_0_by_its_own_row(tmp_path: Path) -> None:
    others = [row for row in BLOCK.rows if "（六）其他处理" not in row.label.under]
    rows = [
        [row.label.under[-1] + row.label.text if row.label.under else row.label.text, *figures(row)]
        for row in others
    ]
    added = [["（六）其他处理", *"0000000"], ["未补正的", "4", "0", "0", "0", "0", "0", "4"]]
    report = page(tmp_path, [*HEAD, *rows[:-2], *added, *rows[-2:]])
    assert texts(report, "requests.other_handling.") == []
    alone = page(tmp_path, [*HEAD, *rows[:-2], added[0], *rows[-2:]])
    assert texts(alone, "requests.other_handling.") == ["0"] * 21


_PREFIXES = st.lists(st.sampled_from([*NAMINGS.values(), lambda label: label.text]), min_size=25, max_size=25)
_LOST = st.sets(st.integers(0, 24), max_size=4)


@given(_PREFIXES, _LOST, st.randoms(use_true_random=False))
def test_no_figure_of_any_label_is_in_another_row(
    names: Sequence[Naming], lost: set[int], chance: random.Random
) -> None:
    """Each row with a prefix of its own, some lost, some mistyped: what is located is in its own row."""
    rows = [COLUMNS]
    for at, (row, name) in enumerate(zip(BLOCK.rows, names, strict=True)):
        label = name(row.label).replace("<br>", "\n")
        if chance.random() < 0.1:
            cut = chance.randrange(len(label))
            label = label[:cut] + label[cut + 1 :]
        if at not in lost:
            rows.append([label, *(f"{row.id}.{column.id}" for column in BLOCK.columns)])
    grid = Grid(
        [[GridCell(y, x, text, text) for x, text in enumerate(cells)] for y, cells in enumerate(rows)]
    )
    located = locate([grid], FORM_2021)
    for id, place in located.places.items():
        assert f"requests.{place.cell.payload}" == id
    assert not located.grouped
