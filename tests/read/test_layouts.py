"""Layouts of tables that offices publish and that are not those of the form."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ndbg.read import read
from ndbg.report import Doubtful, Report, Unplaced
from tests.official import FORM_2021

Cell = str | tuple[str, int] | tuple[str, int, int]
Rows = Sequence[Sequence[Cell]]

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
RECONSIDERED, DIRECT, AFTER = (
    ("1", "2", "3", "4", "10"),
    ("5", "6", "7", "8", "26"),
    ("9", "0", "1", "2", "12"),
)


def page(folder: Path, *tables: Rows) -> Report:
    """What is read from a page with some tables; a cell is its text, perhaps with the columns and rows it covers."""
    written = []
    for table in tables:
        rows = []
        for row in table:
            cells = [(cell, 1, 1) if isinstance(cell, str) else (*cell, 1)[:3] for cell in row]
            rows.append(
                "".join(f"<td colspan={wide} rowspan={high}>{text}</td>" for text, wide, high in cells)
            )
        written.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    (folder / "表.html").write_text("<p>&nbsp;</p>".join(written), encoding="utf-8")
    return read(folder / "表.html")


def texts(report: Report, start: str) -> list[str]:
    return [figure.text for id, figure in report.figures.items() if id.startswith(start)]


# -- table 4 in pieces -------------------------------------------------------------------

PIECES: dict[str, list[Rows]] = {
    "three tables": [
        [[("行政复议", 5)], OUTCOMES, RECONSIDERED],
        [[("未经复议直接起诉", 5)], OUTCOMES, DIRECT],
        [[("复议后起诉", 5)], OUTCOMES, AFTER],
    ],
    "two tables": [
        [[("行政复议", 5)], OUTCOMES, RECONSIDERED],
        [
            [("行政诉讼", 10)],
            [("未经复议直接起诉", 5), ("复议后起诉", 5)],
            OUTCOMES * 2,
            DIRECT + AFTER,
        ],
    ],
    "one below the other": [
        [
            [("行政复议", 5)],
            OUTCOMES,
            RECONSIDERED,
            [("未经复议直接起诉", 5)],
            OUTCOMES,
            DIRECT,
            [("复议后起诉", 5)],
            OUTCOMES,
            AFTER,
        ]
    ],
}


@pytest.mark.parametrize("tables", PIECES.values(), ids=PIECES)
def test_table_4_in_pieces(tmp_path: Path, tables: list[Rows]) -> None:
    assert texts(page(tmp_path, *tables), "review.") == [*RECONSIDERED, *DIRECT, *AFTER]


def test_a_piece_whose_group_has_no_name_is_not_read(tmp_path: Path) -> None:
    assert page(tmp_path, [OUTCOMES, RECONSIDERED]).figures == {}


def test_a_group_that_lost_its_name_leaves_all_of_table_4_unread(tmp_path: Path) -> None:
    head: list[Sequence[Cell]] = [[("", 5), ("未经复议直接起诉", 5), ("复议后起诉", 5)], OUTCOMES * 3]
    assert page(tmp_path, [*head, RECONSIDERED + DIRECT + AFTER]).figures == {}


# -- borders that were moved by hand -----------------------------------------------------

# Every column of the head is three wide.
HEAD: list[Sequence[Cell]] = [
    [("", 3, 3), ("申请人情况", 21)],
    [("自然人", 3, 2), ("法人或其他组织", 15), ("总计", 3, 2)],
    [("商业企业", 3), ("科研机构", 3), ("社会公益组织", 3), ("法律服务机构", 3), ("其他", 3)],
]
STRAIGHT: Sequence[Cell] = [("一、本年新收政府信息公开申请数量", 3), *((f"{n}", 3) for n in range(1, 8))]
LABEL = "二、上年结转政府信息公开申请数量"
CROOKED: dict[str, tuple[Sequence[int], Sequence[str]]] = {
    "to the right": ([3, 3, 4, 3, 3, 3, 3, 2], ["11", "12", "13", "14", "15", "16", "17"]),
    "to the left": ([3, 3, 2, 3, 3, 3, 3, 4], ["11", "12", "13", "14", "15", "16", "17"]),
    "each for itself": ([3, 4, 2, 4, 2, 3, 2, 4], ["11", "12", "13", "14", "15", "16", "17"]),
    "and the label": ([4, 3, 3, 3, 3, 3, 3, 2], ["11", "12", "13", "14", "15", "16", "17"]),
}


@pytest.mark.parametrize(("widths", "figures"), CROOKED.values(), ids=CROOKED)
def test_a_row_whose_borders_do_not_meet_those_of_the_head(
    tmp_path: Path, widths: Sequence[int], figures: Sequence[str]
) -> None:
    row = list(zip((LABEL, *figures), widths, strict=True))
    report = page(tmp_path, [*HEAD, STRAIGHT, row])
    assert texts(report, "requests.new.") == [f"{n}" for n in range(1, 8)]
    assert texts(report, "requests.carried_in.") == list(figures)


NOT_CERTAIN: dict[str, Sequence[tuple[str, int]]] = {
    "a cell has gone": [("11", 4), ("12", 4), ("13", 4), ("14", 4), ("15", 3), ("16", 2)],
    "two cells are one": [("11", 3), ("12", 4), ("13", 3), ("14", 3), ("15", 5), ("17", 3)],
    "the first may be the label's": [
        ("", 4),
        ("12", 3),
        ("13", 3),
        ("14", 3),
        ("15", 3),
        ("16", 3),
        ("17", 2),
    ],
    "words among them": [("11", 4), ("12", 3), ("见附表", 3), ("14", 3), ("15", 3), ("16", 3), ("17", 2)],
    "one far from its column": [("11", 1), ("12", 1), ("13", 1), ("14", 5), ("15", 5), ("16", 5), ("17", 3)],
}


@pytest.mark.parametrize("cells", NOT_CERTAIN.values(), ids=NOT_CERTAIN)
def test_of_such_a_row_nothing_is_guessed(tmp_path: Path, cells: Sequence[tuple[str, int]]) -> None:
    report = page(tmp_path, [*HEAD, STRAIGHT, [(LABEL, 3), *cells]])
    assert texts(report, "requests.carried_in.") == []


def test_table_4_with_borders_moved(tmp_path: Path) -> None:
    head: Rows = [
        [("行政复议", 15), ("行政诉讼", 30)],
        [("", 15), ("未经复议直接起诉", 15), ("复议后起诉", 15)],
        [(text, 3) for text in OUTCOMES * 3],
    ]
    figures = (*RECONSIDERED, *DIRECT, *AFTER)
    row = [(figure, width) for figure, width in zip(figures, (4, *[3] * 13, 2), strict=True)]
    assert texts(page(tmp_path, [*head, row]), "review.") == list(figures)


# -- heads -------------------------------------------------------------------------------


def test_a_head_cut_in_two_rows(tmp_path: Path) -> None:
    head: list[Sequence[Cell]] = [
        [("", 1, 4), ("申请人情况", 7)],
        [("自然人", 1, 3), ("法人或其他组织", 5), ("总计", 1, 3)],
        ["商业", "科研", ("社会公益组织", 1, 2), ("法律服务机构", 1, 2), ("其他", 1, 2)],
        ["企业", "机构"],
    ]
    row = ["一、本年新收政府信息公开申请数量", *"1234560"]
    assert texts(page(tmp_path, [*head, row]), "requests.new.") == list("1234560")


BARE = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
ROWS: list[Sequence[Cell]] = [
    ["一、本年新收政府信息公开申请数量", *"1234560"],
    ["二、上年结转政府信息公开申请数量", *"7654321"],
    ["（一）予以公开", *"1123581"],
    ["四、结转下年度继续办理", *"2468024"],
]


@pytest.mark.parametrize("beside", [True, False])
def test_two_columns_of_one_name_are_unread_and_the_others_are_read(tmp_path: Path, *, beside: bool) -> None:
    head = [*BARE]
    head[3 if beside else 5] = "商业企业"
    report = page(tmp_path, [head, *ROWS])
    unsure = ("enterprise", "research_institute" if beside else "legal_service")
    read_as = {id.removeprefix("requests.new."): f.text for id, f in report.figures.items() if ".new." in id}
    columns = [column.id for column in FORM_2021.tables[1].blocks[0].columns]
    assert read_as == {id: text for id, text in zip(columns, "1234560", strict=True) if id not in unsure}
    assert any("“商业企业”列" in note and "分不清哪一格是哪一栏" in note for note in report.source.notes)
    unread = {id for one in report.unread if isinstance(one, Unplaced) for id in one.cells}
    assert {f"requests.carried_out.{id}" for id in unsure} <= unread


@pytest.mark.parametrize("lost", [3, 6])
def test_two_columns_of_one_name_with_another_lost_are_all_unread(tmp_path: Path, lost: int) -> None:
    head = [*BARE]
    head[2] = "自然人"
    del head[lost]
    assert texts(page(tmp_path, [head, *ROWS]), "requests.") == []


ODD_ROWS: dict[str, Sequence[Cell]] = {
    "a cell too many": [*ROWS[2], "9"],
    "a blank cell too many": [ROWS[2][0], "", *ROWS[2][1:]],
    "a cell too few": ROWS[2][:-1],
}


@pytest.mark.parametrize("odd", ODD_ROWS.values(), ids=ODD_ROWS)
def test_a_row_with_cells_too_many_or_too_few_leaves_only_its_own_figures_unread(
    tmp_path: Path, odd: Sequence[Cell]
) -> None:
    report = page(tmp_path, [BARE, *ROWS[:2], odd, *ROWS[3:]])
    assert texts(report, "requests.granted.") == []
    assert texts(report, "requests.") == [*"12345607654321", *"2468024"]
    assert [one.cells[0] for one in report.unread if isinstance(one, Unplaced)] == [
        "requests.granted.natural_person"
    ]


HEADS: dict[str, tuple[Sequence[Cell], str]] = {
    "two years": (["", *BARE[1:], *BARE[1:]], "像是两个年度并排"),
    "a name that is another's": (["", *BARE[1:4], "企业", *BARE[4:6]], "表头认不全"),
}


@pytest.mark.parametrize(("head", "reason"), HEADS.values(), ids=HEADS)
def test_a_head_that_is_unclear_is_told_as_what_it_is(
    tmp_path: Path, head: Sequence[Cell], reason: str
) -> None:
    row = ["一、本年新收政府信息公开申请数量", *("5" for _ in head[1:])]
    report = page(tmp_path, [head, row])
    assert texts(report, "requests.") == []
    assert [reason in note for note in report.source.notes if "没有读" in note] == [True]


def test_short_labels(tmp_path: Path) -> None:
    head = ["", "公民", "企业", "科研单位", "公益组织", "法律服务", "其它", "合计"]
    rows: list[Sequence[Cell]] = [
        head, ["今年新收政府信息公开申请数量", *"1234560"], ["2.申请人逾期不缴费", *"7654321"]
    ]  # fmt: skip
    assert texts(page(tmp_path, rows), "requests.new.") == list("1234560")
    assert texts(page(tmp_path, rows), "requests.other_handling.fee_unpaid.") == list("7654321")


WIDE = 15
WHOLE: Rows = [
    [("海州市水利局2024年政府信息公开工作年度报告", WIDE)],
    [("本报告由海州市水利局编制，数据期限为2024年全年。", WIDE)],
    [("一、总体情况", WIDE)],
    [("全年公开了信息。<p>（一）主动公开。按时公开。</p>", WIDE)],
    [("类别", 5), ("2023年", 5), ("2024年", 5)],
    [("公文", 5), ("31", 5), ("32", 5)],
    [("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", WIDE)],
    [("行政复议", 5, 2), ("行政诉讼", 10)],
    [("未经复议直接起诉", 5), ("复议后起诉", 5)],
    [*OUTCOMES, *OUTCOMES, *OUTCOMES],
    [*RECONSIDERED, *DIRECT, *AFTER],
    [("五、存在的主要问题及改进情况", 3), ("还有三点不足。", 12)],
    [("六、其他需要报告的事项<p>没有其他事项。</p>", WIDE)],
]


def test_one_table_may_hold_the_whole_report(tmp_path: Path) -> None:
    report = page(tmp_path, WHOLE)
    assert (report.agency, report.year) == ("海州市水利局", 2024)
    assert report.preface.text == "本报告由海州市水利局编制，数据期限为2024年全年。"
    assert {no: prose.text for no, prose in report.prose.items()} == {
        "一": "全年公开了信息。\n（一）主动公开。按时公开。",
        "五": "还有三点不足。",
        "六": "没有其他事项。",
    }
    assert texts(report, "review.") == [*RECONSIDERED, *DIRECT, *AFTER]
    assert "“一、总体情况”里有表格（“类别 2023年 2024年…”），没有读作正文" in report.source.notes


# -- table 2 as a list, one figure a row -------------------------------------------------

DISCLOSED = {
    cell.id: f"{at + 3}" for at, cell in enumerate(FORM_2021.cells.values()) if cell.table == "disclosure"
}
LISTED = [
    [
        f"{at}",
        block.heading,
        block.cell(row, column).row.label.text,
        column.label.text,
        DISCLOSED[block.cell(row, column).id],
    ]
    for at, (block, row, column) in enumerate(
        ((b, r, c) for b in FORM_2021.table("disclosure").blocks for r in b.rows for c in b.columns), 1
    )
]


def _merged(at: int) -> Sequence[Cell]:
    """A row of the list, of which each three of one block share the cell of its name."""
    number, basis, row, column, figure = LISTED[at]
    own: list[Cell] = [(row, 1, 3)] if at in (0, 3) else [row] if at > 5 else []
    return [number, basis, *own, column, figure]


NAMES = ["序号", "条例依据", "信息内容", "统计指标", "数量"]


def joined(sign: str, close: str = "", *, turned: bool = False) -> Rows:
    """The list with the names of row and column in one cell, and a unit behind each figure."""
    names = (row[2:4][:: -1 if turned else 1] for row in LISTED)
    return [
        ["序号", "项目", "数量", "单位"],
        *(
            [row[0], f"{first}{sign}{second}{close}", row[4], "万元" if "收费" in first + second else "件"]
            for row, (first, second) in zip(LISTED, names, strict=True)
        ),
    ]


AS_A_LIST: dict[str, Rows] = {
    "with numbers of its rows": [NAMES, *LISTED],
    "without": [NAMES[1:], *(row[1:] for row in LISTED)],
    "with remarks": [[*NAMES, "备注"], *([*row, ""] for row in LISTED)],
    "with the figure before its names": [["数量", *NAMES[:4]], *([row[4], *row[:4]] for row in LISTED)],
    "in another order": [NAMES, *([f"{at}", *row[1:]] for at, row in enumerate(reversed(LISTED), 1))],
    "with the name of a row over its figures": [NAMES, *map(_merged, range(len(LISTED)))],
    "with units": [[*NAMES, "单位"], *([*row, "件" if at < 9 else "万元"] for at, row in enumerate(LISTED))],
    "with both names in one cell": joined(""),
    "with a sign between them": joined("：")[1:],
    "the column's first": joined("—", turned=True),
    "one in brackets": joined("（", "）"),
}


@pytest.mark.parametrize("rows", AS_A_LIST.values(), ids=AS_A_LIST)
def test_table_2_as_a_list(tmp_path: Path, rows: Rows) -> None:
    report = page(tmp_path, rows)
    assert {id: figure.text for id, figure in report.figures.items()} == DISCLOSED


def test_an_amount_in_a_list_is_in_the_unit_beside_it(tmp_path: Path) -> None:
    names = (("本年收费金额（单位：万元）", "本年收费金额"), ("万元", "元"))
    (*rows, last) = joined("")
    for old, new in names:
        last = [text.replace(old, new) if isinstance(text, str) else text for text in last]
    report = page(tmp_path, [*rows, last])
    (unread,) = (u for u in report.unread if u.cells == ("disclosure.fees.amount",))
    assert isinstance(unread, Doubtful)
    assert unread.written == f"{DISCLOSED['disclosure.fees.amount']}元"


NO_CERTAIN_LIST: dict[str, Rows] = {
    "of two years": [[*NAMES[:4], "去年", "今年"], *([*row, "9"] for row in LISTED)],
    "of two years, with both names in one cell": [[*row[:3], "9"] for row in joined("")],
    "that lost a row": [NAMES, *LISTED[:4], *LISTED[5:]],
}


@pytest.mark.parametrize("rows", NO_CERTAIN_LIST.values(), ids=NO_CERTAIN_LIST)
def test_of_a_list_that_is_not_certain_nothing_is_read(tmp_path: Path, rows: Rows) -> None:
    report = page(tmp_path, rows)
    assert report.figures == {}
    assert not any("像是两个年度" in note for note in report.source.notes)
    assert any("分不清哪一格是哪一栏" in note for note in report.source.notes)
