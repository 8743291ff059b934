"""Word forms as other offices make them: each trait alone or several together, built by program.

A form is drawn from rows of boxes, so that how it looks and how it is stored can be
varied apart. Nothing of the code under test is used but the labels of the form.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from xml.sax.saxutils import escape

from ndbg.form import Form
from tests.official import FORM_2021

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


@dataclass(frozen=True)
class Box:
    """A cell as drawn: its text, and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1
    figure: str = ""  # the id of the figure that belongs here


@dataclass(frozen=True)
class Style:
    """How a form is written. Every field is one trait met in real files, but `official`: the form itself."""

    label: Callable[[str], str] = lambda text: text
    run: Callable[[str], str] = lambda text: f"<w:r><w:t>{escape(text)}</w:t></w:r>"
    cell: Callable[[str], str] = lambda xml: xml
    row: Callable[[str], str] = lambda xml: xml
    table: Callable[[str], str] = lambda xml: xml
    merge: str = "vMerge"
    heading: Callable[[str], str] = lambda text: text
    title: tuple[str, ...] = ("××市××局20××年政府信息公开工作年度报告",)
    body: tuple[str, ...] = ("",)
    before_heading: str = ""
    split_requests_at: int = 0
    repeat_head: bool = False
    split_disclosure: bool = False
    value: Callable[[str], str] = lambda _: ""
    drawn: Callable[[list[list[Box]]], list[list[Box]]] = lambda rows: rows
    one_table: str = ""
    official: Form = FORM_2021


def paragraph(text: str, style: Style) -> str:
    return f"<w:p>{style.run(text) if text else ''}</w:p>"


def _grid(rows: Iterable[list[Box]]) -> list[list[tuple[Box, bool]]]:
    """Boxes laid out in a grid, each position with its box and whether that begins there."""
    grid: list[list[tuple[Box, bool] | None]] = []
    listed = [list(row) for row in rows]
    width = sum(box.columns for box in listed[0])
    open_cells: dict[int, tuple[Box, int]] = {}
    for row in listed:
        line: list[tuple[Box, bool] | None] = [None] * width
        boxes = iter(row)
        at = 0
        while at < width:
            if at in open_cells:
                box, left = open_cells.pop(at)
                line[at] = (box, False)
                if left > 1:
                    open_cells[at] = (box, left - 1)
                at += box.columns
                continue
            found = next(boxes, None)
            if found is None:
                break  # a row that has lost cells
            box = found
            line[at] = (box, True)
            if box.rows > 1:
                open_cells[at] = (box, box.rows - 1)
            at += box.columns
        grid.append(line)
    return [[item for item in line if item] for line in grid]


def table(rows: list[list[Box]], style: Style) -> str:
    out = []
    for line in _grid(rows):
        cells = []
        for box, begins in line:
            properties = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
            if box.rows > 1 and style.merge == "vMerge":
                properties += '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
            text = style.value(box.figure) if box.figure else style.label(box.text)
            shown = text if begins else ""
            lines = "".join(paragraph(part, style) for part in shown.split("\n"))
            if box.figure and begins:
                # Only the test reads this: it tells which figure belongs here.
                lines = lines.replace("<w:p>", f'<w:p><w:bookmarkStart w:id="0" w:name="{box.figure}"/>', 1)
            cells.append(style.cell(f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"))
        out.append(style.row(f"<w:tr>{''.join(cells)}</w:tr>"))
    width = sum(box.columns for box in rows[0])
    columns = f'<w:gridCol w:w="{9000 // width}"/>' * width
    return style.table(f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(out)}</w:tbl>")


def disclosure(style: Style) -> list[list[list[Box]]]:
    parts = []
    for block in style.official.table("disclosure").blocks:
        *others, last = block.columns
        spans = dict.fromkeys(others, 1) | {last: 3 - len(others)}
        rows = [
            [Box(block.heading, columns=4)],
            [Box("信息内容"), *(Box(c.label.text, columns=span) for c, span in spans.items())],
        ]
        for row in block.rows:
            cells = (Box("", columns=span, figure=block.cell(row, c).id) for c, span in spans.items())
            rows.append([Box(row.label.text), *cells])
        parts.append(rows)
    return parts if style.split_disclosure else [[row for part in parts for row in part]]


def _requests_head() -> list[list[Box]]:
    organisations = [c for c in FORM_2021.table("requests").blocks[0].columns if len(c.label.under) == 2]
    return [
        [
            Box("（本列数据的勾稽关系为：第一项加第二项之和，\n等于第三项加第四项之和）", rows=3, columns=3),
            Box("申请人情况", columns=7),
        ],
        [Box("自然人", rows=2), Box("法人或其他组织", columns=5), Box("总计", rows=2)],
        [Box(c.label.text) for c in organisations],
    ]


def requests(style: Style) -> list[list[list[Box]]]:
    block = style.official.table("requests").blocks[0]
    body: list[list[Box]] = []
    seen: set[str] = set()
    for row in block.rows:
        under = row.label.under
        labels = []
        for group in under:
            if group not in seen:
                labels.append(Box(group, rows=sum(group in r.label.under for r in block.rows)))
                seen.add(group)
        labels.append(Box(row.label.text, columns=3 - len(under)))
        body.append([*labels, *(Box("", figure=block.cell(row, c).id) for c in block.columns)])
    cut = style.split_requests_at
    if not cut:
        return [_requests_head() + body]
    # Where a table is cut in two, cells that ran over the cut begin anew.
    upper, lower = body[:cut], [list(row) for row in body[cut:]]
    for index, group in enumerate(block.rows[cut].label.under):
        rows = sum(group in r.label.under for r in block.rows[cut:])
        lower[0].insert(index, Box(group, rows=rows))
    upper = [[_shortened(box, cut - at) for box in row] for at, row in enumerate(upper)]
    return [_requests_head() + upper, (_requests_head() if style.repeat_head else []) + lower]


def _shortened(box: Box, rows: int) -> Box:
    return replace(box, rows=min(box.rows, rows))


def review() -> list[list[Box]]:
    block = FORM_2021.table("review").blocks[0]
    return [
        [Box("行政复议", rows=2, columns=5), Box("行政诉讼", columns=10)],
        [Box("未经复议直接起诉", columns=5), Box("复议后起诉", columns=5)],
        [Box(c.label.text) for c in block.columns],
        [Box("", figure=c.id) for c in block.cells],
    ]


def unmerged(rows: list[list[Box]]) -> list[list[Box]]:
    """A table as some programs leave it: merged cells taken apart, each with the text of the whole."""
    return [
        [replace(box, rows=1, columns=1) for box, _ in line for _ in range(box.columns)]
        for line in _grid(rows)
    ]


def ungrouped(rows: list[list[Box]]) -> list[list[Box]]:
    """A table whose rows have lost the cells of their groups, and so differ in width."""
    groups = {group for row in FORM_2021.table("requests").blocks[0].rows for group in row.label.under}
    return [[box for box in row if box.text not in groups] for row in rows]


def total_first(rows: list[list[Box]]) -> list[list[Box]]:
    """The table of requests with the column of totals before those of the applicants."""
    if not any(box.text == "自然人" for row in rows for box in row):
        return rows

    def moved(row: list[Box]) -> list[Box]:
        first = next((at for at, box in enumerate(row) if box.figure or box.text == "自然人"), 0)
        whole = row[-1].text == "总计" or row[-1].figure
        return [*row[:first], row[-1], *row[first:-1]] if whole else row

    return [moved(row) for row in rows]


def groups_in_one(rows: list[list[Box]]) -> list[list[Box]]:
    """The table of reviews with its two rows of groups in one: 行政诉讼（复议后起诉）."""
    if rows[0][-1].text != "行政诉讼":
        return rows
    kinds = [replace(box, text=f"行政诉讼（{box.text}）") for box in rows[1]]
    return [[replace(rows[0][0], rows=1), *kinds], *rows[2:]]


def _widened(rows: list[list[Box]], columns: int) -> list[list[Box]]:
    """Rows as wide as a table of so many columns."""
    times = columns // sum(box.columns for box in rows[0])
    return [[replace(box, columns=box.columns * times) for box in row] for row in rows]


def _in_one(tables: Mapping[str, list[list[list[Box]]]], style: Style) -> list[list[Box]]:
    """The whole report as rows of one table: each heading above what it heads, or before it."""
    columns = 60
    rows = []
    for section in FORM_2021.sections:
        heading, body = style.heading(section.heading), "\n".join(style.body)
        if section.table:
            rows.append([Box(heading, columns=columns)])
            rows += [row for part in tables[section.table] for row in _widened(part, columns)]
        elif style.one_table == "before":
            rows.append([Box(heading, columns=10), Box(body, columns=columns - 10)])
        else:
            rows += [[Box(heading, columns=columns)], [Box(body, columns=columns)]]
    return rows


def document(style: Style) -> str:
    parts = [paragraph(line, style) for line in style.title]
    tables = {"disclosure": disclosure(style), "requests": requests(style), "review": [review()]}
    if style.one_table:
        return "".join([*parts, table(_in_one(tables, style), style)])
    for section in FORM_2021.sections:
        parts.append(style.before_heading)
        parts.append(paragraph(style.heading(section.heading), style))
        if section.table:
            parts += [table(style.drawn(rows), style) + "<w:p/>" for rows in tables[section.table]]
        else:
            parts += [paragraph(line, style) for line in style.body]
    return "".join(parts)


def package(body: str, parts: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """A Word file with this body and some other parts, and nothing else."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        own = {"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": xml}
        for name, text in (own | dict(parts)).items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return buffer.getvalue()


def form(style: Style = Style()) -> bytes:
    return package(document(style))


# -- traits ----------------------------------------------------------------------


def _in_runs(text: str) -> str:
    """Every two characters a run of their own, as Word leaves them after editing."""
    return "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(p)}</w:t></w:r>" for p in re.findall("..?", text))


def _tracked(text: str) -> str:
    return (
        '<w:del w:id="1" w:author="a"><w:r><w:delText>旧字</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="a"><w:r><w:t>{escape(text)}</w:t></w:r></w:ins>'
    )


def _hidden(text: str) -> str:
    return f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>{escape(text)}</w:t></w:r>"


def _control(xml: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"


def _prompt(text: str) -> str:
    return (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"<w:r><w:t>{escape(text)}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _boxed(text: str) -> str:
    """A text box, stored twice as Word does: for itself and for older programs."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def _half_width(text: str) -> str:
    table = str.maketrans("（）、：，“”", '(),:,""')
    return re.sub(r"^(\d)\.", r"\1．", text).translate(table)


def _spaced(text: str) -> str:
    return " ".join(text.replace("（", "（ "))


def _broken(text: str) -> str:
    return "\n".join(re.findall("..?.?", text))


def _unnumbered(text: str) -> str:
    return re.sub(r"^(?:[一二三四]、|（[一二三四五六七]）|\d\.)", "", text)


OTHER_HEADINGS = {
    "总体情况": "政府信息公开工作总体情况",
    "主动公开政府信息情况": "行政机关主动公开政府信息情况",
    "收到和处理政府信息公开申请情况": "收到和处理信息公开申请情况",
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况": "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况": "存在问题及改进情况",
    "其他需要报告的事项": "其他报告的事项",
}


def _other_heading(text: str) -> str:
    number, _, title = text.partition("、")
    return f"{number}、{OTHER_HEADINGS[title]}"


def _layout_table(xml: str) -> str:
    return f"<w:tbl><w:tr><w:tc><w:p/>{xml}<w:p/></w:tc></w:tr></w:tbl>"


def _with_code(text: str) -> str:
    """A label of a row with the code of its row."""
    return f"{text}　A{len(text):02}" if re.match(r"[一二三四（\d]", text) else text


TRAITS: dict[str, dict[str, object]] = {
    "as printed": {},
    "labels broken over lines": {"label": _broken},
    "spaces within labels": {"label": _spaced},
    "half-width punctuation": {"label": _half_width},
    "codes behind labels": {"label": _with_code},
    "no ordinals": {"label": _unnumbered},
    "several runs a cell": {"run": _in_runs},
    "tracked changes": {"run": _tracked},
    "hidden text": {"run": _hidden},
    "cells in content controls": {"cell": _control},
    "rows in content controls": {"row": _control},
    "tables in content controls": {"table": _control},
    "tables in layout tables": {"table": _layout_table},
    "text in content controls": {"run": _prompt},
    "cells not merged downwards": {"merge": "none"},
    "rows without their groups": {"drawn": ungrouped},
    "merged cells written out": {"drawn": unmerged},
    "the total first": {"drawn": total_first},
    "groups with those around them": {"drawn": groups_in_one},
    "a unit in each cell": {"value": lambda _: "件"},
    "a word in each cell": {"value": lambda _: "（填数）"},
    "what to write in each cell": {"value": lambda _: "（填数字，没有填0）"},
    "a word for later in each cell": {"value": lambda _: "待填"},
    "a round nought in each cell": {"value": lambda _: "〇"},
    "table 3 cut in two, head repeated": {"split_requests_at": 9, "repeat_head": True},
    "table 3 cut in two, no head": {"split_requests_at": 14},
    "table 2 in four tables": {"split_disclosure": True},
    "all in one table, headings above": {"one_table": "above", "body": ("（正文）",)},
    "all in one table, headings before": {"one_table": "before", "body": ("",)},
    "other headings": {"heading": _other_heading},
    "headings without numbers": {"heading": lambda text: text.partition("、")[2]},
    "agency on a line above": {"title": ("××市××局", "20××年政府信息公开工作年度报告")},
    "title over two lines": {"title": ("××局20××年", "政府信息公开工作年度报告")},
    "title with markers": {"title": ("{{机关}}{{年度}}年政府信息公开工作年度报告",)},
    "last year's title": {"title": ("某某市档案局2019年政府信息公开工作年度报告",)},
    "title without a year before it": {"title": ("××局政府信息公开工作年度报告（20××年度）",)},
    "text to be replaced": {"body": ("（此处填写正文）", "（一）小标题。说明文字", "")},
    "no room for text": {"body": ()},
}


def styled(*names: str) -> Style:
    """A style with several traits; of two that vary the same thing, the last one holds."""
    style = Style()
    for name in names:
        style = replace(style, **TRAITS[name])  # type: ignore[arg-type]
    return style
