"""Table four as forms of other offices draw it: upright, as a list, in several tables."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ndbg.app.differences import read_back
from ndbg.read.word import parse_word
from ndbg.report import Report
from ndbg.write.word import TemplateError, fill
from tests import forms
from tests.forms import Box
from tests.official import FORM_2021
from tests.write.test_word import marked_cells

PATH = Path("表样.docx")
Rows = list[list[Box]]

_BLOCK = FORM_2021.table("review").blocks[0]
GROUPS: dict[tuple[str, ...], list[Box]] = {}
for _cell in _BLOCK.cells:
    GROUPS.setdefault(_cell.column.label.under, []).append(Box("", figure=_cell.id))
OUTCOMES = [column.label.text for column in _BLOCK.columns][:5]
REVIEW, AT_ONCE, AFTERWARDS = GROUPS
LITIGATION = AT_ONCE[0]


def columns(*groups: tuple[str, ...], outcomes: list[str] = OUTCOMES) -> Rows:
    """A row for each outcome, with its figure for each group."""
    return [[Box(name), *(GROUPS[group][OUTCOMES.index(name)] for group in groups)] for name in outcomes]


def listed(*groups: tuple[str, ...]) -> Rows:
    """A row for each figure: the names of its groups, merged downwards, its outcome, the figure."""
    rows: Rows = []
    for group in groups:
        rows += columns(group)
        rows[-5].insert(0, Box(group[-1], rows=5, columns=3 - len(group)))
    if LITIGATION in (group[0] for group in groups):
        first = next(at for at, group in enumerate(groups) if group[0] == LITIGATION)
        rows[5 * first].insert(0, Box(LITIGATION, rows=5 * (len(groups) - first)))
    return rows


def in_full(groups: Iterable[tuple[str, ...]]) -> Rows:
    """A row for each figure: its groups, both names the same where there is one, its outcome, the figure."""
    return [
        [Box(group[0]), Box(group[-1]), Box(outcome), figure]
        for group in groups
        for outcome, figure in zip(OUTCOMES, GROUPS[group], strict=True)
    ]


def across(*groups: tuple[str, ...], name: str) -> Rows:
    """The outcomes of some groups side by side, below the name of all of them."""
    named = [[Box(group[-1], columns=5) for group in groups]] if len(groups) > 1 else []
    figures = [box for group in groups for box in GROUPS[group]]
    return [
        [Box(name, columns=5 * len(groups))],
        *named,
        [Box(outcome) for _ in groups for outcome in OUTCOMES],
        figures,
    ]


def below(group: tuple[str, ...]) -> Rows:
    """The outcomes of a group below one another, under its name."""
    return [[Box(group[-1], columns=2)], *columns(group)]


IN_TWO_ROWS = [
    [Box("项目", rows=2), Box("行政复议", rows=2), Box("行政诉讼", columns=2)],
    [Box("未经复议直接起诉"), Box("复议后起诉")],
]
IN_ONE_ROW = [
    Box("项目"),
    Box("行政复议"),
    Box("行政诉讼（未经复议直接起诉）"),
    Box("行政诉讼（复议后起诉）"),
]
PLAIN = [Box("项目"), Box("行政复议"), Box("未经复议直接起诉"), Box("复议后起诉")]
ROUND = ["总计", *OUTCOMES[:4]]
READ: dict[str, list[Rows]] = {
    "a row for each outcome": [[*IN_TWO_ROWS, *columns(*GROUPS)]],
    "a row for each outcome, groups with those around them": [[IN_ONE_ROW, *columns(*GROUPS)]],
    "a row for each outcome, groups alone": [[PLAIN, *columns(*GROUPS)]],
    "a row for each outcome, the total first": [[PLAIN, *columns(*GROUPS, outcomes=ROUND)]],
    "a row for each outcome, room for remarks": [
        [[*row, Box("" if at else "备注")] for at, row in enumerate([PLAIN, *columns(*GROUPS)])]
    ],
    "a row for each group": [
        [
            [Box("类别"), *map(Box, OUTCOMES)],
            *([box, *GROUPS[group]] for box, group in zip(IN_ONE_ROW[1:], GROUPS, strict=True)),
        ]
    ],
    "a row for each figure": [listed(*GROUPS)],
    "a row for each figure below a head": [
        [[Box("类别", columns=2), Box("情况"), Box("件数")], *listed(*GROUPS)]
    ],
    "a row for each figure below a head that says result": [
        [[Box("类别"), Box("方式"), Box("结果"), Box("件数")], *in_full(GROUPS)]
    ],
    "a row for each figure, its number and all names on each": [
        [
            [Box("序号"), Box("类别"), Box("结果"), Box("件数（件）")],
            *(
                [Box(f"{5 * at + row + 1}"), Box(group.text), Box(OUTCOMES[row]), figure]
                for at, (group, figures) in enumerate(zip(IN_ONE_ROW[1:], GROUPS.values(), strict=True))
                for row, figure in enumerate(figures)
            ),
        ]
    ],
    "a row for each figure, its group below no other": [
        [[Box("类别"), Box("结果"), Box("件数")], *(row[-3:] for row in in_full(GROUPS))]
    ],
    "a table of five and one of ten columns": [
        across(REVIEW, name="行政复议"),
        across(AT_ONCE, AFTERWARDS, name="行政诉讼"),
    ],
    "three tables": [
        across(REVIEW, name="行政复议"),
        across(AT_ONCE, name="行政诉讼（未经复议直接起诉）"),
        across(AFTERWARDS, name="行政诉讼（复议后起诉）"),
    ],
    "three upright tables": [below(group) for group in GROUPS],
    "two upright tables": [
        below(REVIEW),
        [
            [Box("行政诉讼", columns=3)],
            [Box("结果"), Box("未经复议直接起诉"), Box("复议后起诉")],
            *columns(AT_ONCE, AFTERWARDS),
        ],
    ],
}
UNSURE: dict[str, list[Rows]] = {
    "no names of groups": [columns(*GROUPS)],
    "an outcome is lacking": [[PLAIN, *columns(*GROUPS, outcomes=[*OUTCOMES[:3], OUTCOMES[4]])]],
    "a group only in a line above": [
        across(REVIEW, name="行政复议")[1:],
        across(AT_ONCE, AFTERWARDS, name="行政诉讼"),
    ],
}


WORDINGS = [
    ("未经复议直接提起诉讼", "复议后提起诉讼"),
    ("未经复议直接提起行政诉讼", "经复议后提起行政诉讼"),
    ("未经行政复议直接起诉", "经行政复议后起诉"),
    ("未经复议直接诉讼", "复议后诉讼"),
    ("未经复议直接向法院起诉", "复议后向法院起诉"),
    ("不经复议直接起诉", "先复议后起诉"),
    ("直接起诉", "经复议起诉"),
    ("未经复议提起诉讼", "复议后再起诉"),
]
OTHER_WORDINGS: dict[str, Callable[[str, str], list[Rows]]] = {
    "as the form draws it": lambda direct, after: [
        [
            [Box("被申请行政复议", rows=2, columns=5), Box("被提起行政诉讼", columns=10)],
            [Box(direct, columns=5), Box(after, columns=5)],
            [Box(outcome) for _ in GROUPS for outcome in OUTCOMES],
            [box for group in GROUPS for box in GROUPS[group]],
        ]
    ],
    "a row for each outcome": lambda direct, after: [
        [[Box("项目"), Box("行政复议"), Box(direct), Box(after)], *columns(*GROUPS)]
    ],
    "a row for each group": lambda direct, after: [
        [
            [Box("类别"), *map(Box, OUTCOMES)],
            *(
                [Box(name), *GROUPS[group]]
                for name, group in zip(("行政复议案件", direct, f"行政诉讼（{after}）"), GROUPS, strict=True)
            ),
        ]
    ],
    "a row for each figure": lambda direct, after: [
        [
            [Box("类别"), Box("结果"), Box("件数")],
            *(
                [Box(name), Box(outcome), figure]
                for name, group in zip(("行政复议", direct, after), GROUPS, strict=True)
                for outcome, figure in zip(OUTCOMES, GROUPS[group], strict=True)
            ),
        ]
    ],
}
ROOM = [
    "[数字]",
    "[数]",
    "【数字】",
    "〔件数〕",
    "<数值>",
    "（数字）",
    "数字",
    "[请填数字]",
    "{{复议件数}}",
    "${件数}",
    "［填数］",
]


def form_with(review: list[Rows], value: str = "") -> bytes:
    style = forms.Style(body=("（正文）",), value=lambda _: value)
    own = "<w:p/>".join(forms.table(rows, style) for rows in review)
    whole = forms.document(style)
    official = forms.table(forms.review(), style)
    assert official in whole
    return forms.package(whole.replace(official, own))


@pytest.mark.parametrize("review", READ.values(), ids=READ)
def test_every_figure_of_table_four_goes_to_its_own_cell(review: list[Rows], report: Report) -> None:
    made = fill(form_with(review), PATH, report)
    assert marked_cells(made.data) == {id: figure.text for id, figure in report.figures.items()}
    read_back(parse_word(made.data, PATH), report, made.kept)


@pytest.mark.parametrize("names", WORDINGS, ids=" ".join)
@pytest.mark.parametrize("drawn", OTHER_WORDINGS.values(), ids=OTHER_WORDINGS)
def test_the_groups_of_table_four_may_be_worded_otherwise(
    drawn: Callable[[str, str], list[Rows]], names: tuple[str, str], report: Report
) -> None:
    made = fill(form_with(drawn(*names)), PATH, report)
    assert marked_cells(made.data) == {id: figure.text for id, figure in report.figures.items()}
    read_back(parse_word(made.data, PATH), report, made.kept)


@pytest.mark.parametrize("value", ROOM)
def test_a_cell_of_table_four_may_say_that_a_number_goes_there(value: str, report: Report) -> None:
    made = fill(form_with([forms.review()], value), PATH, report)
    assert marked_cells(made.data) == {id: figure.text for id, figure in report.figures.items()}


@pytest.mark.parametrize("value", ["无此事项", "由法院填写", "[维持]后撤销"])
def test_words_in_its_cells_are_no_room(value: str, report: Report) -> None:
    with pytest.raises(TemplateError, match="找不到第四部分表格"):
        fill(form_with([forms.review()], value), PATH, report)


@pytest.mark.parametrize("review", UNSURE.values(), ids=UNSURE)
def test_a_table_four_that_does_not_tell_its_cells_apart_is_refused(
    review: list[Rows], report: Report
) -> None:
    with pytest.raises(TemplateError, match="第四部分表格"):
        fill(form_with(review), PATH, report)


def test_where_no_table_four_is_found_the_layouts_that_are_read_are_told(report: Report) -> None:
    with pytest.raises(TemplateError, match="也可以各排一行、各排一列，或者一行一个数，类别、结果各写一格"):
        fill(form_with(UNSURE["no names of groups"]), PATH, report)
