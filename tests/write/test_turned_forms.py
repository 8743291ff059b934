"""Tables two and three as forms of other offices turn them: rows as columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ndbg.app.differences import read_back
from ndbg.read.word import parse_word
from ndbg.report import Report, Unplaced
from ndbg.write.word import TemplateError, fill
from tests import forms
from tests.forms import Box
from tests.official import FORM_2021
from tests.write.test_word import marked_cells

PATH = Path("表样.docx")
Rows = list[list[Box]]


def turned(rows: Rows) -> Rows:
    """A table with its rows as columns."""
    grid = [[box for box, _ in line for _ in range(box.columns)] for line in forms._grid(rows)]
    seen: set[int] = set()
    found: Rows = []
    for column in zip(*grid, strict=True):
        own = [box for box in dict.fromkeys(map(_Same, column)) if id(box.box) not in seen]
        seen.update(id(one.box) for one in own)
        found.append([replace(one.box, rows=one.box.columns, columns=one.box.rows) for one in own])
    return found


@dataclass(frozen=True, eq=False)
class _Same:
    """A box, compared by identity."""

    box: Box

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.box is other.box

    def __hash__(self) -> int:
        return id(self.box)


def requests(*, groups: int = 2, head: bool = True) -> Rows:
    """Table three, turned: a column for each of its rows, below its groups."""
    block = FORM_2021.table("requests").blocks[0]
    rows: Rows = []
    seen: set[str] = set()
    for row in block.rows:
        under = row.label.under[-groups:] if groups else ()
        labels = []
        for group in under:
            if group not in seen:
                labels.append(Box(group, rows=sum(group in r.label.under[-groups:] for r in block.rows)))
                seen.add(group)
        labels.append(Box(row.label.text, columns=1 + groups - len(under)))
        rows.append([*labels, *(Box("", figure=block.cell(row, c).id) for c in block.columns)])
    names = [Box("申请人" if head else "", columns=1 + groups), *(Box(c.label.text) for c in block.columns)]
    return turned([names, *rows])


def disclosure(*, headed: bool) -> list[Rows]:
    """Table two, a table for each of its blocks, turned; with its heading above or without."""
    found = []
    for block in FORM_2021.table("disclosure").blocks:
        rows = [
            [Box("信息内容"), *(Box(row.label.text) for row in block.rows)],
            *(
                [Box(column.label.text), *(Box("", figure=block.cell(row, column).id) for row in block.rows)]
                for column in block.columns
            ),
        ]
        found.append([[Box(block.heading, columns=1 + len(block.rows))], *rows] if headed else rows)
    return found


def in_one(other: str, *, articles: bool = False) -> Rows:
    """Table two below a single head, with a column for each kind of figure; `other` stands where there is none."""
    blocks = FORM_2021.table("disclosure").blocks
    columns = list({c.label.text: (c.id, c.label.text) for block in blocks for c in block.columns}.values())
    rows = [[*([Box("条款")] if articles else []), Box("信息内容"), *(Box(text) for _, text in columns)]]
    for block in blocks:
        own = {column.id: column for column in block.columns}
        for row in block.rows:
            figures = (
                Box("", figure=block.cell(row, own[id]).id) if id in own else Box(other) for id, _ in columns
            )
            rows.append([*([Box(block.heading)] if articles else []), Box(row.label.text), *figures])
    return rows


def part_of_requests(ids: Sequence[str], *, above: str) -> Rows:
    """Table three with some of its columns, in their order, all below one name."""
    (official,) = forms.requests(forms.Style())
    columns = {c.id: c.label.text for c in FORM_2021.table("requests").blocks[0].columns}
    head = [
        [Box("项目", rows=2, columns=3), Box(above, columns=len(ids))],
        [Box(columns[id]) for id in ids],
    ]
    labels = [[box for box in row if not box.figure] for row in official[3:]]
    figures = [{box.figure.rpartition(".")[2]: box for box in row} for row in official[3:]]
    return [*head, *([*named, *(own[id] for id in ids)] for named, own in zip(labels, figures, strict=True))]


def as_list(*, apart: bool) -> Rows:
    """Table two with a row for each figure: the names of its row and column, apart or in one cell, the figure, the unit."""
    rows = [[*([Box("信息内容"), Box("指标")] if apart else [Box("项目")]), Box("数量"), Box("单位")]]
    for block in FORM_2021.table("disclosure").blocks:
        for row in block.rows:
            for at, column in enumerate(block.columns):
                own = [Box(row.label.text, rows=len(block.columns))] if not at else []
                names = [*own, Box(column.label.text)]
                joined = [Box(f"{row.label.text}：{column.label.text}")]
                rows.append(
                    [
                        *(names if apart else joined),
                        Box("", figure=block.cell(row, column).id),
                        Box(column.unit),
                    ]
                )
    return rows


ORDER = (
    "total",
    "natural_person",
    "legal_service",
    "research_institute",
    "public_interest_org",
    "enterprise",
    "other_org",
)
FORMS = {
    "table three with its columns in another order": {
        "requests": [part_of_requests(ORDER, above="申请人情况")]
    },
    "table three in two parts": {
        "requests": [
            part_of_requests(
                ("natural_person", "enterprise", "research_institute"), above="申请人情况（上）"
            ),
            part_of_requests(ORDER[4:5] + ORDER[2:3] + ORDER[6:] + ORDER[:1], above="申请人情况（下）"),
        ]
    },
    "table two below a single head": {"disclosure": [in_one("")]},
    "with a sign where there is no figure": {"disclosure": [in_one("/")]},
    "with a word there": {"disclosure": [in_one("不涉及")]},
    "with 0 there": {"disclosure": [in_one("0")]},
    "with the articles before": {"disclosure": [in_one("—", articles=True)]},
    "table two beside a single head": {"disclosure": [turned(in_one("/"))]},
    "table two with a row for each figure": {"disclosure": [as_list(apart=True)]},
    "with both names in one cell": {"disclosure": [as_list(apart=False)]},
    "table three": {"requests": [requests()]},
    "table three without a name in its corner": {"requests": [requests(head=False)]},
    "table three without merged cells": {"requests": [forms.unmerged(requests())]},
    "table two in four tables": {"disclosure": disclosure(headed=False)},
    "table two in four tables with headings": {"disclosure": disclosure(headed=True)},
    "both": {"requests": [requests()], "disclosure": disclosure(headed=True)},
}


def form_with(own: dict[str, list[Rows]]) -> bytes:
    style = forms.Style(body=("（正文）",))
    whole = forms.document(style)
    for table, drawn in own.items():
        (official,) = forms.requests(style) if table == "requests" else forms.disclosure(style)
        before = forms.table(official, style)
        assert before in whole
        whole = whole.replace(before, "<w:p/>".join(forms.table(rows, style) for rows in drawn))
    return forms.package(whole)


@pytest.mark.parametrize("own", FORMS.values(), ids=FORMS)
def test_every_figure_of_a_turned_table_goes_to_its_own_cell(
    own: dict[str, list[Rows]], report: Report
) -> None:
    made = fill(form_with(own), PATH, report)
    assert marked_cells(made.data) == {id: figure.text for id, figure in report.figures.items()}
    read_back(parse_word(made.data, PATH), report, made.kept)


def filled_in(rows: Rows, figures: dict[str, str]) -> Report:
    """A report read from a Word file with table two so drawn."""
    drawn = [[replace(box, text=figures.get(box.figure, box.text), figure="") for box in row] for row in rows]
    return parse_word(form_with({"disclosure": [drawn]}), PATH)


@pytest.mark.parametrize("other", ["", "/", "0", "无"])
def test_table_two_below_a_single_head_is_read(other: str, report: Report) -> None:
    figures = {id: figure.text for id, figure in report.figures.items() if id.startswith("disclosure")}
    read = filled_in(in_one(other), figures)
    assert {id: read.figures[id].text for id in figures} == figures
    assert read.source.notes == ()


def test_a_figure_in_the_wrong_column_of_it_is_not_read(report: Report) -> None:
    figures = {id: figure.text for id, figure in report.figures.items() if id.startswith("disclosure")}
    rows = in_one("")
    rows[3][1], rows[3][4] = rows[3][4], rows[3][1]
    read = filled_in(rows, figures)
    assert [id for id in figures if id not in read.figures] == ["disclosure.licences.decisions"]
    (unread,) = [one for one in read.unread if isinstance(one, Unplaced)]
    assert unread.cells == ("disclosure.licences.decisions",)


def test_a_turned_table_whose_columns_have_no_groups_is_refused(report: Report) -> None:
    rows = [[box for box in row if box.text != "3.其他"] for row in requests(groups=0)]
    with pytest.raises(TemplateError):
        fill(form_with({"requests": [rows]}), PATH, report)


def test_a_form_without_table_two_is_told_which_names_it_lacks(report: Report) -> None:
    rows = [[Box("事项"), Box("数量")], [Box("规章制发件数"), Box("")], [Box("行政许可"), Box("")]]
    with pytest.raises(TemplateError) as caught:
        fill(form_with({"disclosure": [rows]}), PATH, report)
    (told,) = caught.value.parts
    assert told.startswith("找不到第二部分表格，没有单独写着“规章”“行政规范性文件”“本年制发件数”")
    assert "“行政许可”" not in told
