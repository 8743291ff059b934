"""Reports as offices lay them out, for every format: each trait is a change to the tables of the form.

A table is rows of boxes; a trait takes those of one table and gives others. What figure a box holds
is told by its id, so that whatever is drawn is known to the last cell.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from tests import forms
from tests.conftest import numbered_report
from tests.forms import Box
from tests.official import FORM_2021

REPORT = numbered_report()
Rows = list[list[Box]]
Change = Callable[[Rows], Rows]
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def shown(box: Box) -> str:
    return REPORT.figures[box.figure].text if box.figure else box.text


def tables() -> dict[str, list[Rows]]:
    """The tables of the form with their figures, by the section's number."""
    style = forms.Style()
    return {
        "二": forms.disclosure(style),
        "三": forms.requests(style),
        "四": [forms.review()],
    }


@dataclass(frozen=True)
class Trait:
    """A change to the table of one section; `lost` are beginnings of ids that need not be read then."""

    section: str
    change: Change
    lost: tuple[str, ...] = ()


def renamed(names: Mapping[str, str]) -> Change:
    """With some labels worded otherwise."""
    return lambda rows: [[replace(box, text=names.get(box.text, box.text)) for box in row] for row in rows]


def without_cell(text: str) -> Change:
    """Without the cell that has a text, and all behind it moved up."""
    return lambda rows: [[box for box in row if box.text != text] for row in rows]


def with_row(before: str, *boxes: Box) -> Change:
    """With one more row above the one whose label begins so."""

    def change(rows: Rows) -> Rows:
        at = next(at for at, row in enumerate(rows) if any(box.text.startswith(before) for box in row))
        grown = [_grown(row, index, at) for index, row in enumerate(rows)]
        return [*grown[:at], list(boxes), *grown[at:]]

    return change


def _grown(row: Sequence[Box], index: int, at: int) -> list[Box]:
    """A row whose cells that reach beyond the place of a new row are one row longer."""
    return [replace(box, rows=box.rows + 1) if index < at < index + box.rows else box for box in row]


def without_row(label: str) -> Change:
    def change(rows: Rows) -> Rows:
        at = next(at for at, row in enumerate(rows) if any(box.text == label for box in row))
        shorter = [
            [replace(box, rows=box.rows - 1) if index < at < index + box.rows else box for box in row]
            for index, row in enumerate(rows)
        ]
        return [*shorter[:at], *shorter[at + 1 :]]

    return change


def numbered(rows: Rows) -> Rows:
    """With a column of serial numbers at the left."""
    heads = sum(not any(box.figure for box in row) for row in rows)
    return [
        [Box("序号", rows=heads) if at == 0 else Box(f"{at - heads + 1}"), *row]
        if at == 0 or at >= heads
        else list(row)
        for at, row in enumerate(rows)
    ]


def remarked(remark: str) -> Change:
    """With a column of remarks at the right."""

    def change(rows: Rows) -> Rows:
        heads = sum(not any(box.figure for box in row) for row in rows)
        return [
            [*row, Box("备注", rows=heads)] if at == 0 else [*row, Box(remark)] if at >= heads else list(row)
            for at, row in enumerate(rows)
        ]

    return change


def torn_head(rows: Rows) -> Rows:
    """The lowest row of the head of table three cut in two: 商业 above 企业."""
    halves = {
        "商业企业": ("商业", "企业"),
        "科研机构": ("科研", "机构"),
        "社会公益组织": ("社会公益", "组织"),
    }
    upper = [Box(halves[b.text][0]) if b.text in halves else replace(b, rows=2) for b in rows[2]]
    lower = [Box(halves[b.text][1]) for b in rows[2] if b.text in halves]
    top = [[replace(b, rows=b.rows + 1) if b.rows == 3 else b for b in rows[0]]]
    second = [replace(b, rows=b.rows + 1) if b.rows == 2 else b for b in rows[1]]
    return [*top, second, upper, lower, *rows[3:]]


def groups_as_rows(rows: Rows) -> Rows:
    """The groups of table three as rows of their own above their lines, as copied texts have them."""
    block = FORM_2021.table("requests").blocks[0]
    found = [[replace(b, columns=1) if b.columns == 3 else b for b in row] for row in rows[:3]]
    seen: set[str] = set()
    for row in block.rows:
        for group in row.label.under:
            if group not in seen:
                seen.add(group)
                found.append([Box(group), *(Box("") for _ in block.columns)])
        found.append([Box(row.label.text), *(Box("", figure=block.cell(row, c).id) for c in block.columns)])
    return found


def group_in_one_row(rows: Rows) -> Rows:
    """（六）其他处理 as one row, which holds the figures of its first line."""
    kept = [row for row in rows if not any(b.text.startswith(("2.申请人逾期", "3.其他")) for b in row)]
    found = []
    for row in kept:
        boxes = [replace(b, rows=b.rows - 2) if b.text == "三、本年度办理结果" else b for b in row]
        if any(b.text.startswith("1.申请人无正当") for b in row):
            boxes = [replace(b, rows=1, columns=2) for b in boxes if not b.text.startswith("1.申请人")]
            boxes = [replace(b, columns=1) if b.figure else b for b in boxes]
        found.append(boxes)
    return found


def in_rows(rows: Rows) -> Rows:
    """Table four with a row for each of its groups."""
    names = [box.text for box in rows[2][:5]]
    groups = ("行政复议", "未经复议直接起诉", "复议后起诉")
    figures = [rows[3][at : at + 5] for at in (0, 5, 10)]
    return [[Box(""), *map(Box, names)], *([Box(g), *f] for g, f in zip(groups, figures, strict=True))]


def on_its_side(rows: Rows) -> Rows:
    """Table four with its columns as rows."""
    names = [box.text for box in rows[2]]
    found = []
    for at, (name, figure) in enumerate(zip(names, rows[3], strict=True)):
        left = [Box("行政复议", rows=5, columns=2)] if at == 0 else []
        left += [Box("行政诉讼", rows=10)] if at == 5 else []
        left += (
            [Box("未经复议直接起诉", rows=5)] if at == 5 else [Box("复议后起诉", rows=5)] if at == 10 else []
        )
        found.append([*left, Box(name), figure])
    return found


def counted(rows: Rows) -> Rows:
    """Table four with a row that counts its columns."""
    return [*rows[:3], [Box(f"{n}") for n in range(1, 16)], rows[3]]


def total_first(rows: Rows) -> Rows:
    """Table three with the column 总计 before all others."""

    def moved(row: Sequence[Box]) -> list[Box]:
        figures = [at for at, box in enumerate(row) if box.figure or box.text in ("自然人", "总计")]
        return [*row[: figures[0]], row[-1], *row[figures[0] : -1]] if len(figures) > 1 else list(row)

    return [moved(row) for row in rows]


def exchanged(rows: Rows) -> Rows:
    """Table three with 总计 first, 自然人 last, and the organisations in another order."""
    inner = (3, 1, 4, 0, 2)

    def moved(row: Sequence[Box]) -> list[Box]:
        figures = [box for box in row if box.figure]
        order = (6, *(at + 1 for at in inner), 0)
        return [*(box for box in row if not box.figure), *(figures[at] for at in order)]

    top, middle, low, *body = rows
    return [top, middle[::-1], [low[at] for at in inner], *map(moved, body)]


def exchanged_below_two_rows(rows: Rows) -> Rows:
    """Table three without 申请人情况, and with three organisations the other way round."""
    corner, *_ = rows[0]
    order = (0, 1, 4, 3, 2, 5, 6)

    def moved(row: Sequence[Box]) -> list[Box]:
        figures = [box for box in row if box.figure]
        return [*(box for box in row if not box.figure), *(figures[at] for at in order)]

    low = [rows[2][at - 1] for at in order[1:6]]
    return [[replace(corner, rows=2), *rows[1]], low, *map(moved, rows[3:])]


def exchanged_outcomes(rows: Rows) -> Rows:
    """Table four with 总计 first and two outcomes exchanged in each group, the second lawsuit before the first."""
    inner = (4, 0, 2, 1, 3)
    order = [start + at for start in (0, 10, 5) for at in inner]
    return [rows[0], rows[1][::-1], *([row[at] for at in order] for row in rows[2:])]


def both_groups_in_one(rows: Rows) -> Rows:
    """Table four with both names of a group in one cell."""
    names = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    return [[Box(name, columns=5) for name in names], *rows[2:]]


def with_label(text: str) -> Change:
    """Table four with a label left of its figures."""
    return lambda rows: [[Box("", rows=3), *rows[0]], *rows[1:3], [Box(text), *rows[3]]]


def too_long(group: str) -> Change:
    """A group of table three said to reach one row further down than it does."""
    return lambda rows: [[replace(b, rows=b.rows + 1) if b.text == group else b for b in row] for row in rows]


def results_too_long(rows: Rows) -> Rows:
    """The group of all results over the last row of table three too, whose label stands beside it."""
    *others, last = too_long("三、本年度办理结果")(rows)
    return [*others, [replace(last[0], columns=2), *last[1:]]]


def explained(rows: Rows) -> Rows:
    """Definitions behind the labels of table three."""
    return renamed(
        {
            "（一）予以公开": "（一）予以公开：依申请公开全部信息",
            "2.重复申请": "2.重复申请（同一申请人以相同内容再次申请）",
            "3.要求提供公开出版物": "3.要求提供公开出版物【含电子版】",
            "（七）总计": "（七）总计\n（一）至（六）项之和",
        }
    )(rows)


TRAITS: dict[str, Trait] = {
    "typing errors in labels": Trait(
        "三",
        renamed(
            {
                "二、上年结转政府信息公开申请数量": "二、上年结转政府信公开申请数量",
                "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认或重新岀具已获得信息",
                "社会公益组织": "社会公益祖织",
                "科研机构": "科硏机构",
            }
        ),
    ),
    "a head cut in two rows": Trait("三", torn_head),
    "groups as rows of their own": Trait("三", groups_as_rows),
    "definitions behind labels": Trait("三", explained),
    "an ordinal that is wrong": Trait(
        "三", renamed({"2.重复申请": "3.重复申请", "3.要求提供公开出版物": "2.要求提供公开出版物"})
    ),
    "a word run over before the number of a label": Trait(
        "三", renamed({"3.其他": "请 3.其他", "1.信访举报投诉类申请": "等 1.信访举报投诉类申请"})
    ),
    "a row more": Trait(
        "三", with_row("3.其他", Box("2之一.转送其他机关"), *(Box(f"{n}") for n in range(8001, 8008)))
    ),
    "a row of the form missing": Trait("三", without_row("2.重复申请"), ("requests.not_processed.repeated",)),
    "a row that is called otherwise": Trait(
        "三", renamed({"2.重复申请": "2.已答复过的"}), ("requests.not_processed.repeated",)
    ),
    "serial numbers": Trait("三", numbered),
    "remarks": Trait("三", remarked("无")),
    "a blank column for remarks": Trait("三", remarked("")),
    "numbers and remarks": Trait("三", lambda rows: remarked("见附件")(numbered(rows))),
    "a head that lost a cell": Trait("三", without_cell("科研机构"), ("requests.",)),
    "a head that lost its groups": Trait("三", without_cell("法人或其他组织"), ("requests.",)),
    "a group that reaches too far down": Trait("三", too_long("（三）不予公开"), ("requests.",)),
    "the last group reaches too far down": Trait("三", too_long("（六）其他处理"), ("requests.",)),
    "the results reach too far down": Trait("三", results_too_long),
    "short names of columns": Trait(
        "三",
        renamed({"商业企业": "企业", "社会公益组织": "公益组织", "法律服务机构": "法律服务", "总计": "合计"}),
    ),
    "（六） in one row": Trait("三", group_in_one_row, ("requests.other_handling.",)),
    "outcomes without 结果": Trait(
        "四", renamed({"结果维持": "维持", "结果纠正": "纠正", "其他结果": "其他", "尚未审结": "未审结"})
    ),
    "总计 first": Trait("三", total_first),
    "columns exchanged": Trait("三", exchanged),
    "columns exchanged below a head of two rows": Trait("三", exchanged_below_two_rows),
    "outcomes exchanged": Trait("四", exchanged_outcomes),
    "both groups in one cell": Trait("四", both_groups_in_one),
    "a row for each group": Trait("四", in_rows),
    "on its side": Trait("四", on_its_side),
    "a row that counts the columns": Trait("四", counted),
    "a label beside the figures": Trait("四", with_label("本年度")),
    "table two renamed": Trait(
        "二",
        renamed(
            {
                "本年制发件数": "本年制发数量",
                "行政规范性文件": "规范性文件",
                "第二十条第（一）项": "第（一）项",
            }
        ),
    ),
}

# -- formats -----------------------------------------------------------------------------


def drawn(*names: str) -> dict[str, list[Rows]]:
    """The tables with some traits, one after the other."""
    found = tables()
    for name in names:
        trait = TRAITS[name]
        found[trait.section] = [trait.change(rows) for rows in found[trait.section]]
    return found


def placed(rows: Rows) -> list[list[tuple[int, Box]]]:
    """The boxes that begin in each row, with the columns in which they do."""
    found = []
    for line in forms._grid(rows):
        at, begun = 0, []
        for box, begins in line:
            begun += [(at, box)] if begins else []
            at += box.columns
        found.append(begun)
    return found


def as_page(found: Mapping[str, list[Rows]]) -> bytes:
    parts = [f"<h1>{REPORT.title}</h1>"]
    for section in FORM_2021.sections:
        parts.append(f"<p>{section.heading}</p>")
        for rows in found.get(section.no, ()):
            lines = (
                "".join(f"<td rowspan={b.rows} colspan={b.columns}>{escape(shown(b))}</td>" for b in row)
                for row in rows
            )
            parts.append(f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>")
        if section.table is None:
            parts.append("<p>一段文字。</p>")
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def as_word(found: Mapping[str, list[Rows]]) -> bytes:
    style = forms.Style(value=lambda cell: REPORT.figures[cell].text)
    parts = [forms.paragraph(REPORT.title, style)]
    for section in FORM_2021.sections:
        parts.append(forms.paragraph(section.heading, style))
        parts += [f"{forms.table(rows, style)}<w:p/>" for rows in found.get(section.no, ())]
        if section.table is None:
            parts.append(forms.paragraph("一段文字。", style))
    return forms.package("".join(parts))


def as_rich_text(found: Mapping[str, list[Rows]]) -> bytes:
    parts = [f"{rich(REPORT.title)}\\par"]
    for section in FORM_2021.sections:
        parts.append(f"\\pard {rich(section.heading)}\\par")
        for rows in found.get(section.no, ()):
            parts += [_rich_row(line) for line in forms._grid(rows)]
        if section.table is None:
            parts.append(f"\\pard {rich('一段文字。')}\\par")
    return f"{{\\rtf1\\ansi {' '.join(parts)}}}".encode()


def rich(text: str) -> str:
    """A text as RTF has it."""
    lines = (
        "".join(f"\\u{ord(sign) - 0x10000 * (ord(sign) > 0x7FFF)}?" for sign in line)
        for line in text.split("\n")
    )
    return "\\line ".join(lines)


def _rich_row(line: Sequence[tuple[Box, bool]]) -> str:
    edge, cells, texts = 0, [], []
    for box, begins in line:
        edge += 500 * box.columns
        merged = ("\\clvmgf" if begins else "\\clvmrg") if box.rows > 1 else ""
        cells.append(f"{merged}\\cellx{edge}")
        texts.append(f"{rich(shown(box)) if begins else ''}\\cell")
    return f"\\trowd{''.join(cells)}\\pard\\intbl {''.join(texts)}\\row"


def as_workbook(found: Mapping[str, list[Rows]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(1, 1, REPORT.title)
    top = 2
    for section in FORM_2021.sections:
        sheet.cell(top, 1, section.heading)
        top += 1
        for rows in found.get(section.no, ()):
            for line in forms._grid(rows):
                column = 1
                for box, begins in line:
                    if begins:
                        sheet.cell(top, column, REPORT.figures[box.figure].value if box.figure else box.text)
                        last = (top + box.rows - 1, column + box.columns - 1)
                        if last != (top, column):
                            sheet.merge_cells(None, top, column, *last)
                    column += box.columns
                top += 1
        if section.table is None:
            sheet.cell(top, 1, "一段文字。")
            top += 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_markdown(found: Mapping[str, list[Rows]]) -> bytes:
    lines = [f"# {REPORT.title}", ""]
    for section in FORM_2021.sections:
        lines += [f"## {section.heading}", ""]
        for rows in found.get(section.no, ()):
            grid = forms._grid(rows)
            for at, line in enumerate(grid):
                cells = []
                for box, begins in line:
                    cells += [shown(box).replace("\n", "") if begins else "", *[""] * (box.columns - 1)]
                lines.append(f"| {' | '.join(cells)} |")
                if at == 0:
                    lines.append("|---" * len(cells) + "|")
            lines.append("")
        if section.table is None:
            lines += ["一段文字。", ""]
    return "\n".join(lines).encode()


FORMATS: dict[str, Callable[[Mapping[str, list[Rows]]], bytes]] = {
    "html": as_page,
    "docx": as_word,
    "rtf": as_rich_text,
    "xlsx": as_workbook,
    "md": as_markdown,
}
