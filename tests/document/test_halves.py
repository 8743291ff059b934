"""Tables that were divided by their columns."""

from collections.abc import Sequence

import pytest

from ndbg.document.document import Node, Paragraph, TableNode
from ndbg.document.grid import Grid, GridCell
from ndbg.document.halves import with_whole_tables

HEAD = "项目", "自然人", "商业企业", "科研机构", "总计"
ROWS = (
    ("（一）予以公开", "1", "2", "3", "6"),
    ("（二）部分公开", "4", "5", "6", "15"),
    ("（七）总计", "5", "7", "9", "21"),
    ("四、结转下年度继续办理", "0", "1", "0", "1"),
)


def table(rows: Sequence[Sequence[str]]) -> TableNode[str]:
    """A table; a text that is that of the cell to its left is in one cell with it."""
    grid: list[list[GridCell[str] | None]] = []
    for at, row in enumerate(rows):
        cells: list[GridCell[str] | None] = []
        for column, text in enumerate(row):
            before = cells[-1] if cells else None
            cells.append(before if before and before.text == text else GridCell(at, column, text, text))
        grid.append(cells)
    return TableNode.of(Grid(grid), {})


def part(*columns: int, rows: Sequence[Sequence[str]] = (HEAD, *ROWS)) -> TableNode[str]:
    return table([[row[0], *(row[at] for at in columns)] for row in rows])


def upright(name: str) -> TableNode[str]:
    """A table whose rows are the columns of the form."""
    names = "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"
    return table([("项目", name), *((said, "1") for said in names)])


def read(*nodes: Node[str]) -> list[str | list[str]]:
    return [
        node.text
        if isinstance(node, Paragraph)
        else [" ".join(cell.text if cell else "-" for cell in row) for row in node.grid.rows]
        for node in with_whole_tables(nodes)
    ]


WHOLE = [" ".join(row) for row in (HEAD, *ROWS)]


def text(said: str) -> Paragraph[str]:
    return Paragraph(said, "")


@pytest.mark.parametrize(
    "nodes",
    [
        (part(1, 2), part(3, 4)),
        (part(1, 2), text("表（下）"), part(3, 4)),
        (part(1), text(""), part(2), text("（三）"), part(3, 4)),
    ],
    ids=["two", "a caption between them", "three"],
)
def test_parts_with_the_same_rows_are_one_table(nodes: Sequence[Node[str]]) -> None:
    assert read(*nodes) == [WHOLE]


def test_the_heads_of_the_parts_may_have_another_number_of_rows() -> None:
    upper = table([("", "申请人", "申请人"), *([row[0], *row[1:3]] for row in (HEAD, *ROWS))])
    assert read(upper, part(3, 4)) == [[" 申请人 申请人", *WHOLE]]


@pytest.mark.parametrize(
    "nodes",
    [
        (upright("行政复议"), upright("行政诉讼")),
        (part(1, 2, 3, 4), part(1, 2, 3, 4)),
        (part(1, 2), part(2, 3, 4)),
        (part(1, 2), part(3, 4, rows=(HEAD, *ROWS[1:]))),
        (part(1, 2), part(3, 4, rows=(HEAD, ROWS[1], ROWS[0], *ROWS[2:]))),
        (part(1, 2), text("四、行政复议、行政诉讼情况"), part(3, 4)),
        (part(1, 2), text("以上是全年申请的情况，其余的见下一张表。"), part(3, 4)),
        (part(1, 2, rows=(HEAD, *ROWS[:2])), part(3, 4, rows=(HEAD, *ROWS[:2]))),
    ],
    ids=[
        "tables upside down",
        "a copy",
        "a column in both",
        "a row less",
        "rows in another order",
        "a heading between them",
        "a sentence between them",
        "few rows",
    ],
)
def test_other_tables_are_not_joined(nodes: Sequence[Node[str]]) -> None:
    assert len(read(*nodes)) == len(nodes)
