"""Reports in the form of 2019: named as such, and what both forms share is read."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ndbg.form import FORM
from ndbg.form.naming import name_missing
from ndbg.read import read
from ndbg.report import Why
from tests import forms
from tests.conftest import numbered_report
from tests.forms import Box
from tests.read import test_web

REPORT = numbered_report()
STYLE = forms.Style(value=lambda cell: REPORT.figures[cell].text, title=(REPORT.title,), body=("一段文字。",))


def disclosure() -> list[list[Box]]:
    """Table 2 as it was: other columns for most rows, and purchases."""
    ids = ("licences", "penalties", "coercive_measures")
    licences, penalties, measures = (Box("", figure=f"disclosure.{id}.decisions") for id in ids)
    others = [Box("信息内容"), Box("上一年项目数量"), Box("本年增/减"), Box("处理决定数量")]
    return [
        [Box("第二十条第（一）项", columns=4)],
        [Box("信息内容"), Box("本年新制作数量"), Box("本年新公开数量"), Box("对外公开总数量")],
        [Box("规章"), Box("1"), Box("2"), Box("3")],
        [Box("规范性文件"), Box("4"), Box("5"), Box("6")],
        [Box("第二十条第（五）项", columns=4)],
        others,
        [Box("行政许可"), Box("7"), Box("+8"), licences],
        [Box("其他对外管理服务事项"), Box("9"), Box("-1"), Box("10")],
        [Box("第二十条第（六）项", columns=4)],
        others,
        [Box("行政处罚"), Box("11"), Box("0"), penalties],
        [Box("行政强制"), Box("12"), Box("0"), measures],
        [Box("第二十条第（八）项", columns=4)],
        [Box("信息内容"), Box("上一年项目数量"), Box("本年增/减", columns=2)],
        [Box("行政事业性收费"), Box("13"), Box("0", columns=2)],
        [Box("第二十条第（九）项", columns=4)],
        [Box("信息内容"), Box("采购项目数量"), Box("采购总金额", columns=2)],
        [Box("政府集中采购"), Box("14"), Box("15.5万元", columns=2)],
    ]


def requests() -> list[list[Box]]:
    """Table 3 as it was: its last group one row, of what is three rows today."""
    rows: list[list[Box]] = []
    for row in forms.requests(STYLE)[0]:
        figure = row[-1].figure
        if figure.endswith(("fee_unpaid.total", "other_handling.other.total")):
            continue
        if figure.endswith("not_corrected.total"):
            row = [Box("（六）其他处理", columns=2), *(Box("77") for _ in range(7))]
        rows.append([Box(b.text, 20 if b.rows == 22 else b.rows, b.columns, b.figure) for b in row])
    return rows


TABLES = {"disclosure": [disclosure()], "requests": [requests()], "review": [forms.review()]}


def as_page(_: Path) -> tuple[str, bytes]:
    drawn = {"disclosure": disclosure, "requests": requests, "review": forms.review}
    text = test_web.page()
    tables = iter(test_web.cells(drawn[t.id]()) for t in FORM.tables)
    return "年报.html", re.sub(r"(?s)<table>.*?</table>", lambda _: next(tables), text).encode()


def as_word(_: Path) -> tuple[str, bytes]:
    tables = iter(forms.table(rows, STYLE) for found in TABLES.values() for rows in found)
    return "年报.docx", forms.package(
        re.sub(r"(?s)<w:tbl>.*?</w:tbl>", lambda _: next(tables), forms.document(STYLE))
    )


SHARED = {
    id
    for id in FORM.cells
    if id.startswith(("requests.", "review.")) and not id.startswith("requests.other_handling.")
} | {f"disclosure.{row}.decisions" for row in ("licences", "penalties", "coercive_measures")}


@pytest.mark.parametrize("make", [as_page, as_word])
def test_a_report_of_2019_is_named_and_what_both_forms_share_is_read(
    tmp_path: Path, make: Callable[[Path], tuple[str, bytes]]
) -> None:
    name, data = make(tmp_path)
    (tmp_path / name).write_bytes(data)
    report = read(tmp_path / name)
    assert any("2019 年的旧表式" in note for note in report.notes)
    assert {i: f.value for i, f in report.figures.items()} == {i: REPORT.figures[i].value for i in SHARED}
    missing = {cell for unread in report.unread for cell in unread.cells}
    assert missing == FORM.cells.keys() - SHARED
    assert {u.why for u in report.unread if u.cells} == {Why.MISSING}
    assert len(name_missing(missing)) == 7  # three columns and the fees of table 2, three rows of table 3
