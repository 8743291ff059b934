"""Text copied out of a page or a PDF, and Markdown."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ndbg.errors import NdbgError
from ndbg.read import read
from ndbg.report import Report
from ndbg.write.markdown import write_markdown
from ndbg.write.web import write_web
from tests import forms
from tests.conftest import numbered_report, share
from tests.official import FORM_2021
from tests.read import layouts

REPORT = numbered_report()
STYLE = forms.Style(value=lambda cell: REPORT.figures[cell].text)
TABLES = {
    "disclosure": forms.disclosure(STYLE),
    "requests": forms.requests(STYLE),
    "review": [forms.review()],
}
Boxes = list[list[forms.Box]]


def shown(box: forms.Box) -> str:
    return STYLE.value(box.figure) if box.figure else box.text.replace("\n", "")


def rows(table: Boxes, *, tabbed: bool) -> list[str]:
    """A table as text: as it is copied, with tabs for the columns, or as Markdown."""
    out = []
    for row in table:
        cells = []
        for box in row:
            cells.append(shown(box))
            cells += [""] * (box.columns - 1)
        out.append("\t".join(cells) if tabbed else f"| {' | '.join(cells)} |")
    if not tabbed:
        out.insert(1, "|---" * len(table[0]) + "|")
    return out


def in_place(table: Boxes) -> Boxes:
    """Every position of a table a cell, blank where it is only covered by one, as spreadsheets copy it."""
    return [
        [
            replace(box, rows=1, columns=1) if begins and not at else forms.Box("")
            for box, begins in line
            for at in range(box.columns)
        ]
        for line in forms._grid(table)
    ]


def numbered(table: Boxes) -> Boxes:
    """With a column of numbers at the left and one for remarks at the right."""
    heads = sum(not any(box.figure for box in row) for row in table)
    return [
        [forms.Box("序号" if at == 0 else f"{at}"), *row, forms.Box("备注" if at < heads else "无")]
        for at, row in enumerate(table)
    ]


def remarked(table: Boxes) -> Boxes:
    """With a column at the right that is blank throughout."""
    return [[*row, forms.Box("")] for row in table]


def one_a_line(table: Boxes) -> list[str]:
    """Each cell on a line of its own, as many sites and readers of PDF let it be copied."""
    return [shown(box) for row in table for box in row if shown(box)]


def as_from_a_browser(table: Boxes) -> list[str]:
    """As browsers copy a table whose cells hold paragraphs: the tab to the next cell ends the line."""
    return [line for row in table for line in "\t\n".join(filter(None, map(shown, row))).split("\n")]


def by_spaces(table: Boxes) -> list[str]:
    return [" ".join(filter(None, map(shown, row))) for row in table]


def drawn_with_lines(table: Boxes) -> list[str]:
    out = [f"┌{'─┬' * (len(table[0]) - 1)}─┐"]
    for row in table:
        out += [f"│{'│'.join(map(shown, row))}│", f"├{'─┼' * (len(row) - 1)}─┤"]
    return out


def text(
    *,
    tabbed: bool = True,
    drawn: Callable[[Boxes], Boxes] = lambda table: table,
    lines: Callable[[Boxes], list[str]] | None = None,
) -> str:
    mark = "" if tabbed else "## "
    out = [f"{'' if tabbed else '# '}{REPORT.title}", ""]
    for section in FORM_2021.sections:
        out += [f"{mark}{section.heading}", ""]
        if section.table:
            for table in map(drawn, TABLES[section.table]):
                out += [*(lines(table) if lines else rows(table, tabbed=tabbed)), ""]
        else:
            out += [*REPORT.prose[section.no].text.split("\n"), ""]
    return "\n".join(out)


def read_text(folder: Path, content: str | bytes, name: str = "年报.txt") -> Report:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


def assert_whole(report: Report) -> None:
    assert (report.agency, report.year) == (REPORT.agency, REPORT.year)
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}
    assert {no: p.text for no, p in report.prose.items()} == {no: p.text for no, p in REPORT.prose.items()}
    assert not report.unread


LAYOUTS: dict[str, dict[str, Any]] = {
    "as copied": {},
    "Markdown": {"tabbed": False},
    "each cell in place": {"drawn": in_place},
    "each cell in place, Markdown": {"drawn": in_place, "tabbed": False},
    "merged cells written out": {"drawn": forms.unmerged},
    "merged cells written out, Markdown": {"drawn": forms.unmerged, "tabbed": False},
    "rows without their groups": {"drawn": forms.ungrouped},
    "numbers and remarks": {"drawn": lambda table: numbered(in_place(table))},
    "numbers and remarks, Markdown": {"drawn": lambda table: numbered(in_place(table)), "tabbed": False},
    "a blank column at the right": {"drawn": remarked},
    "a blank column at the right, in place": {"drawn": lambda table: remarked(in_place(table))},
    "a blank column at the right, Markdown": {"drawn": remarked, "tabbed": False},
    "one cell a line": {"lines": one_a_line},
    "one cell a line, blank lines between": {
        "lines": lambda table: "\n\n".join(one_a_line(table)).split("\n")
    },
    "one cell a line, a bar on the line below": {
        "lines": lambda table: [line for cell in one_a_line(table) for line in (cell, "|")]
    },
    "one cell a line, a tab behind all but the last": {"lines": as_from_a_browser},
    "parted by spaces": {"lines": by_spaces},
    "drawn with lines": {"lines": lambda table: drawn_with_lines(in_place(table))},
    "each row a line, a bar between its cells": {
        "lines": lambda table: [" | ".join(map(shown, row)) for row in table]
    },
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_whole_report_is_read(tmp_path: Path, name: str) -> None:
    assert_whole(read_text(tmp_path, text(**LAYOUTS[name]), "年报.md" if "Markdown" in name else "年报.txt"))


@pytest.mark.parametrize("end", ["\u2028", "\u2029"])
def test_other_ends_of_lines(tmp_path: Path, end: str) -> None:
    assert_whole(read_text(tmp_path, text().replace("\n", end)))


def test_each_figure_tells_its_line(tmp_path: Path) -> None:
    report = read_text(tmp_path, text(tabbed=True))
    assert report.figures.keys() == REPORT.figures.keys()
    for figure in report.figures.values():
        assert figure.text in report.source.lines[(figure.origin.line or 0) - 1].split("\t")


def test_rows_parted_by_single_spaces(tmp_path: Path) -> None:
    content = text(tabbed=True)
    shown = REPORT.figures["disclosure.rules.issued"].text
    assert f"规章\t{shown}" in content
    line = next(x for x in content.split("\n") if x.startswith("规章"))
    report = read_text(tmp_path, content.replace(line, line.replace("\t", " ")))
    assert report.figures["disclosure.rules.issued"].text == shown


@pytest.mark.parametrize("tabbed", [True, False])
def test_a_row_that_was_cut_is_named_and_not_guessed(tmp_path: Path, tabbed: bool) -> None:
    content = text(tabbed=tabbed)
    line = next(x for x in content.split("\n") if "2.重复申请" in x)
    value = REPORT.figures["requests.not_processed.repeated.total"].text
    cut_line = re.sub(rf"\t{value}|{value} \|", "", line)
    report = read_text(tmp_path, content.replace(line, cut_line), "年报.md")
    cut = {id for id in FORM_2021.cells if id.startswith("requests.not_processed.repeated.")}
    assert FORM_2021.cells.keys() - report.figures.keys() == cut
    assert {cell for unread in report.unread for cell in unread.cells} == cut


def test_without_its_heads_a_table_says_nothing(tmp_path: Path) -> None:
    content = "\n".join(x for x in text(tabbed=True).split("\n") if "商业企业" not in x and "自然人" not in x)
    report = read_text(tmp_path, content)
    assert not any(id.startswith("requests.") for id in report.figures)
    assert report.figures["disclosure.licences.decisions"].text == "1007"


def test_gbk_is_read_and_said(tmp_path: Path) -> None:
    report = read_text(tmp_path, text(tabbed=True).encode("gbk"))
    assert len(report.figures) == 200
    assert "GBK" in report.source.notes[0]


@given(st.binary(max_size=200) | st.text("一、总体情况|\t 0123规章-#*", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    try:
        report = read_text(tmp_path_factory.mktemp("any"), data)
    except NdbgError:
        return
    assert report.year == 0


@pytest.mark.parametrize("tabbed", [True, False])
def test_columns_in_another_order_are_not_taken_for_the_forms(tmp_path: Path, tabbed: bool) -> None:
    content = text(tabbed=tabbed).replace("本年制发件数", "甲").replace("现行有效件数", "本年制发件数")
    report = read_text(tmp_path, content.replace("甲", "现行有效件数"), "年报.md")
    # Where the rows stand under their heads, the heads tell; the order of the form never does.
    assert report.figures["disclosure.rules.issued"].text == REPORT.figures["disclosure.rules.in_force"].text
    assert report.figures["requests.new.total"].text == "1017"


@pytest.mark.parametrize(
    ("left", "right", "table"),
    [
        ("本年制发件数", "现行有效件数", ("disclosure.rules.", "disclosure.normative_documents.")),
        ("科研机构", "社会公益组织", "requests."),
        ("行政复议", "行政诉讼", "review."),
        ("未经复议直接起诉", "复议后起诉", "review."),
    ],
)
def test_where_positions_are_lost_the_order_of_heads_must_be_the_forms(
    tmp_path: Path, left: str, right: str, table: str | tuple[str, ...]
) -> None:
    content = text(lines=one_a_line).replace(f"\n{left}\n", "\n甲\n").replace(f"\n{right}\n", f"\n{left}\n")
    report = read_text(tmp_path, content.replace("\n甲\n", f"\n{right}\n"))
    assert {id for id in REPORT.figures if id not in report.figures} == {
        id for id in REPORT.figures if id.startswith(table)
    }


@pytest.mark.parametrize("name", [name for name in LAYOUTS if "line" not in name and "spaces" not in name])
def test_a_blank_cell_at_the_end_is_a_blank_figure(tmp_path: Path, name: str) -> None:
    id = "requests.not_processed.repeated.total"
    report = read_text(tmp_path, text(**LAYOUTS[name]).replace(REPORT.figures[id].text, ""), "年报.md")
    assert all(figure.value == REPORT.figures[id].value for id, figure in report.figures.items())
    lost = {cell for unread in report.unread for cell in unread.cells}
    assert FORM_2021.cells.keys() - report.figures.keys() == lost
    row = {cell for cell in FORM_2021.cells if cell.startswith("requests.not_processed.repeated.")}
    # Where every row has one blank cell more, which of two at the end is the figure cannot be told.
    assert lost == ({id} if name not in UNCERTAIN else row)


UNCERTAIN = {"a blank column at the right", "a blank column at the right, Markdown"}


@pytest.mark.parametrize("change", ["cut", "one more"])
def test_cells_on_a_line_each_must_be_as_many_as_the_form_has(tmp_path: Path, change: str) -> None:
    value = REPORT.figures["requests.granted.other_org"].text
    content = text(lines=one_a_line).replace(f"\n{value}\n", "\n" if change == "cut" else f"\n{value}\n1\n")
    report = read_text(tmp_path, content)
    lost = {id for id in FORM_2021.cells if id.startswith("requests.granted.")}
    assert FORM_2021.cells.keys() - report.figures.keys() == lost


def test_heads_on_a_line_each_may_stand_level_by_level(tmp_path: Path) -> None:
    content = text(lines=one_a_line)
    assert content.index("总计") < content.index("商业企业")
    names = [c.label.text for c in FORM_2021.table("requests").blocks[0].columns]
    head = re.search(r"(?s)自然人\n.*?其他\n", content)
    assert head
    assert_whole(read_text(tmp_path, content.replace(head[0], "\n".join(names) + "\n", 1)))


FOUR = [REPORT.figures[id].text for id in FORM_2021.cells if id.startswith("review.")]
# What stands among the fifteen figures of table four, and whether it leaves them certain.
BESIDE_FOUR: dict[str, tuple[list[str], bool]] = {
    "nothing": (FOUR, True),
    "the number of the page below": ([*FOUR, "2"], False),
    "the number of the page below, further away": ([*FOUR, "", "2"], False),
    "the number of the page below, one figure lost": ([*FOUR[:7], *FOUR[8:], "", "2"], False),
    "the number of the page below, in dashes": ([*FOUR, "- 2 -"], True),
    "the number of the page below, in words": ([*FOUR, "第2页"], True),
    "the number of the row above": (["1", *FOUR], False),
    "the numbers of the columns above": ([*(f"{n}" for n in range(1, 16)), *FOUR], True),
    "the numbers of the columns above and of the page below": (
        [*(f"{n}" for n in range(1, 16)), *FOUR, "2"],
        False,
    ),
    "an odd figure above": (["约3", *FOUR], False),
    "an odd figure below": ([*FOUR, "约3"], False),
    "figures in one line below": ([*FOUR, "1 2"], False),
    "a digit of another script above": (["٣", *FOUR], False),
    "one figure in another script": ([*FOUR[:3], "٣", *FOUR[4:]], False),
}


@pytest.mark.parametrize("name", BESIDE_FOUR)
def test_a_row_without_a_label_is_read_where_no_other_number_may_be_its_own(
    tmp_path: Path, name: str
) -> None:
    lines, certain = BESIDE_FOUR[name]
    whole = "\n".join(FOUR)
    content = text(lines=one_a_line)
    assert whole in content
    report = read_text(tmp_path, content.replace(whole, "\n".join(lines)))
    found = [figure.text for id, figure in report.figures.items() if id.startswith("review.")]
    assert found == (FOUR if certain else [])


@given(st.sampled_from(sorted(LAYOUTS)), st.integers(0, 10_000), st.sampled_from(["1", "7", "12"]))
def test_a_number_on_a_line_of_its_own_moves_no_figure(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, number: str
) -> None:
    lines = text(**LAYOUTS[name]).split("\n")
    lines.insert(at % len(lines), number)
    report = read_text(tmp_path_factory.mktemp("number"), "\n".join(lines), "年报.md")
    assert report.figures
    assert all(figure.value == REPORT.figures[id].value for id, figure in report.figures.items())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1025\t1026\t1027", "1025\t\t1026\t1027"),  # one cell more
        ("1026\t1027\t1028", "1026\t\t1028"),  # a blank cell
        ("1025\t1026\t1027", "1025\t\t1026"),  # one cell more and the last one gone
        ("1030\t1031", "1030\t1031\t9"),  # one more at the end
        ("\t1018\t", "\t"),
    ],
)
def test_a_row_that_is_torn_is_unread(tmp_path: Path, old: str, new: str) -> None:
    content = text()
    assert old in content
    report = read_text(tmp_path, content.replace(old, new))
    assert all(figure.value == REPORT.figures[id].value for id, figure in report.figures.items())
    assert len(report.figures) >= len(FORM_2021.cells) - 7


def test_beside_a_blank_column_a_label_and_the_figure_above_it_may_be_lost(tmp_path: Path) -> None:
    content = text(drawn=remarked)
    label = "8.属于行政查询事项"
    first = REPORT.figures["requests.denied.enforcement_file.natural_person"].text
    report = read_text(tmp_path, content.replace(f"\t{first}\t", "\t").replace(f"{label}\t", ""))
    assert all(figure.value == REPORT.figures[id].value for id, figure in report.figures.items())
    lost = FORM_2021.cells.keys() - report.figures.keys()
    assert {id.rpartition(".")[0] for id in lost} == {
        "requests.denied.enforcement_file",
        "requests.denied.admin_inquiry",
    }


@pytest.mark.parametrize("name", sorted(UNCERTAIN))
def test_beside_a_blank_column_all_rows_may_have_lost_their_first_figures(tmp_path: Path, name: str) -> None:
    content = text(**LAYOUTS[name])
    rows = ("disclosure.rules", "disclosure.normative_documents")
    for row in rows:
        first = REPORT.figures[f"{row}.issued"].text
        content = re.sub(rf"{first}\t| {first} \|", "", content)
    report = read_text(tmp_path, content, "年报.md")
    assert not [id for id in report.figures if id.rpartition(".")[0] in rows]
    assert report.figures
    assert all(figure.value == REPORT.figures[id].value for id, figure in report.figures.items())


@pytest.mark.parametrize("name", ["as copied", "Markdown", "one cell a line"])
def test_a_second_copy_is_read_and_is_no_prose(tmp_path: Path, name: str) -> None:
    content = text(**LAYOUTS[name])
    tables = content[content.index("二、主动") : content.index("五、存在")]
    report = read_text(tmp_path, content + "附件\n" + tables)
    assert_whole(report)
    assert "出现了不止一次" in report.source.notes[0]
    report = read_text(tmp_path, content + "附件\n" + tables.replace("1017", "1018"))
    assert FORM_2021.cells.keys() - report.figures.keys() == {"requests.new.total"}


def test_numbers_and_names_in_prose_stay_prose(tmp_path: Path) -> None:
    prose = "其他\n3\n规章\n总计 其他\n2024"
    report = read_text(tmp_path, text().replace("有三点不足。", prose))
    assert report.prose["五"].text == prose


# Each in a layout: pieces of its text, and what became of them.
DAMAGED: dict[str, tuple[str, dict[str, str]]] = {
    "the first row stands in the row of the head, without its label": (
        "each cell in place, Markdown",
        {
            "| 其他 |  |\n| 一、本年新收政府信息公开申请数量 |": "| 其他 |  |",
            "|  |  | 3.其他 | 1165 |": "|  |  | 1165 |",
        },
    ),
    "a group of columns without its name": ("Markdown", {"|  | 行政诉讼 |": "| "}),
    "a blank cell before a figure, under a head with a blank column at its end": (
        "a blank column at the right, in place",
        {"\t1018\t": "\t1018\t\t", "2.重复申请\t": ""},
    ),
    "a head pushed aside that has lost a name": (
        "merged cells written out",
        {
            "科研机构\t": "",
            "\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t": "\n\t",
        },
    ),
    "two rows in one, below a head that has lost a name": (
        "numbers and remarks",
        {"\t科研机构\t": "\t", "\t1024\t无\n": "\t1024\t"},
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_of_damaged_text_no_figure_takes_anothers_place(tmp_path: Path, name: str) -> None:
    layout, damage = DAMAGED[name]
    content = text(**LAYOUTS[layout])
    for old, new in damage.items():
        assert old in content
        content = content.replace(old, new)
    report = read_text(tmp_path, content, "年报.md")
    assert {i: f.value for i, f in report.figures.items() if f.value != REPORT.figures[i].value} == {}
    assert {
        id for unread in report.unread for id in unread.cells
    } | report.figures.keys() == FORM_2021.cells.keys()


@example(name="one cell a line, a tab behind all but the last", torn={948, 1142})
@example(name="each cell in place, Markdown", torn={2051, 148, 150})
@example(name="as copied", torn={8510, 759})
@share(2)
@given(st.sampled_from(sorted(LAYOUTS)), st.sets(st.integers(0, 10_000), max_size=6))
def test_of_torn_text_no_figure_takes_anothers_place(
    tmp_path_factory: pytest.TempPathFactory, name: str, torn: set[int]
) -> None:
    content = text(**LAYOUTS[name])
    cells = [match.span() for match in re.finditer(r"(?<=[\t\n|])[^\t\n|]*[\t\n|]", content)]
    for at in sorted({at % len(cells) for at in torn}, reverse=True):
        start, end = cells[at]
        content = content[:start] + content[end:]
    report = read_text(tmp_path_factory.mktemp("torn"), content, "年报.md")
    for id, figure in report.figures.items():
        assert figure.value == REPORT.figures[id].value, id


def test_controls_are_shown_as_a_mark_and_told(tmp_path: Path) -> None:
    text = write_markdown(numbered_report()).replace("公开了信息", "公开\x1b[31m\x9b了信息")
    (tmp_path / "年报.md").write_bytes(text.replace("\n", "\r").encode())
    report = read(tmp_path / "年报.md")
    assert "公开\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}了信息" in report.prose["一"].text
    assert any("看不见的字符" in note for note in report.source.notes)
    assert len(report.figures) == len(FORM_2021.cells)


@pytest.mark.parametrize("figure", [r"\1", r"$\1$"], ids=["plain", "as formulas"])
def test_markdown_with_tables_in_html(tmp_path: Path, figure: str) -> None:
    """So converters of documents write it."""
    parts = [f"# {REPORT.title}"]
    for section in FORM_2021.sections:
        parts.append(f"## {section.heading}")
        if section.table is None:
            parts += [f"{line}" for line in REPORT.prose[section.no].text.split("\n")]
        else:
            table = write_web(REPORT).split(f"{section.heading}</h2>")[1]
            table = table[table.index("<table") : table.index("</table>")] + "</table>"
            parts.append(re.sub(r"(?<=>)([0-9.]+)(?=<)", figure, table))
    (tmp_path / "年报.md").write_text("\n\n".join(parts), encoding="utf-8")
    report = read(tmp_path / "年报.md")
    assert (report.agency, report.year) == (REPORT.agency, REPORT.year)
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}
    assert {no: p.text for no, p in report.prose.items()} == {no: p.text for no, p in REPORT.prose.items()}


def test_many_beginnings_of_tables_take_no_time(tmp_path: Path) -> None:
    (tmp_path / "年报.md").write_text("<table " * 100_000, encoding="utf-8")
    with pytest.raises(NdbgError, match="不像是一份报告"):
        read(tmp_path / "年报.md")


def test_what_a_site_has_below_an_article_is_no_prose(tmp_path: Path) -> None:
    content = (
        text()
        + "分享到：微信\n【打印】 【关闭】\n上一篇：某局2023年政府信息公开工作年度报告\n版权所有：某市人民政府\n"
    )
    assert_whole(read_text(tmp_path, content))
    sentence = "请联系我们分享到各乡镇的经验。"
    report = read_text(tmp_path, text().replace("没有其他事项。", sentence))
    assert report.prose["六"].text == sentence


@pytest.mark.parametrize("margin", ["", "  ", "      "], ids=["no margin", "two", "six"])
@pytest.mark.parametrize("width", [30, 40])
def test_paragraphs_that_a_page_broke_are_whole_again(tmp_path: Path, width: int, margin: str) -> None:
    """As readers of PDF copy them: every line as wide as the page, perhaps with its margin, numbers of pages between."""
    prose = (
        "全年主动公开政府信息若干条，收到和处理依申请公开事项若干件，都在法定期限内答复申请人，没有发生投诉举报。"
        * 6
    )
    lines = [f"　　{prose}"[at : at + width] for at in range(0, len(prose) + 2, width)]
    lines.insert(2, "— 2 —")
    indented = "\n".join(f"{margin}{line}" for line in [*lines, "　　有三点不足。"])
    report = read_text(tmp_path, text().replace("有三点不足。", indented))
    assert report.prose["五"].text == f"{prose}\n有三点不足。"


def test_paragraphs_cut_after_so_many_characters_are_whole_again(tmp_path: Path) -> None:
    """Digits make such a line narrow, and a long heading is no measure of how wide a line may be."""
    prose = (
        "全年主动公开政府信息2024条、2025条、2026条、2027条，收到和处理申请若干件，都在期限内答复申请人。" * 5
    )
    texts = [prose, "（一）还有不足。", prose]
    lines = [text[at : at + 24] for text in texts for at in range(0, len(text), 24)]
    report = read_text(tmp_path, text().replace("有三点不足。", "\n".join(lines)))
    assert report.prose["五"].text == "\n".join(texts)


def test_labels_that_a_page_broke_are_whole_again(tmp_path: Path) -> None:
    def broken(table: Boxes) -> list[str]:
        return [
            piece
            for line in one_a_line(table)
            for piece in (re.findall(".{1,4}", line) if not line[0].isdigit() or "." in line[:2] else [line])
        ]

    assert_whole(read_text(tmp_path, text(lines=broken)))
    assert_whole(read_text(tmp_path, text(lines=lambda table: [f"{line} |" for line in one_a_line(table)])))


BROKEN = """某市档案局2024年政府信息公开工作年度报告
  本报告由某市档案局根据条例的要求编制，报告里的数据从
2024年1月1日起到12月31日止。对报告有疑问的，可以到本
局查询，地址是解放路十二号，也可以打电话来，电话：
0517-83605210，电子邮箱：abc@example.org）
                              。
  一、总体情况
  全年主动公开了信息三十一条，其中规范性文件两件，都在
规定的时间里公开，收到的申请都按期答复，没有超过期限的
情况。
  公众可以在网站上查到全部的内容，也可以到办公地点来查
阅，或者打电话来问，我们会尽快答复，没有收取任何费用。
"""


def test_figures_on_the_line_below_their_label_are_those_of_its_row(tmp_path: Path) -> None:
    found = layouts.tables()["三"][0]
    lines = [" ".join(shown(box) for box in row if box.figure) for row in found if any(b.figure for b in row)]
    labels = [
        next(shown(b) for b in reversed(row) if not b.figure) for row in found if any(b.figure for b in row)
    ]
    head = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
    cut = [f"{label[:12]}\n{label[12:]}".strip() for label in labels]
    rows = "\n".join(f"{label}\n{line}" for label, line in zip(cut, lines, strict=True))
    (tmp_path / "表.txt").write_text(
        f"三、收到和处理政府信息公开申请情况\n{head}\n{rows}\n", encoding="utf-8"
    )
    read_back = {id: figure.text for id, figure in read(tmp_path / "表.txt").figures.items()}
    wanted = {id: f.text for id, f in REPORT.figures.items() if id.startswith("requests.")}
    # Also of （七）总计 and 3.其他: columns of these names have no ordinals.
    assert read_back == wanted


def test_a_word_or_a_sign_that_found_no_room_is_no_new_paragraph(tmp_path: Path) -> None:
    report = read_text(tmp_path, BROKEN)
    assert report.preface.text.endswith("电话：0517-83605210，电子邮箱：abc@example.org）。")
    assert "\n" not in report.preface.text
    assert report.prose["一"].text.count("\n") == 1


def test_a_whole_sheet_that_a_converter_made_one_table(tmp_path: Path) -> None:
    width = 16
    rows: list[list[str]] = [[REPORT.title, *(f"Unnamed: {at}" for at in range(1, width))], ["---"] * width]
    for section in FORM_2021.sections:
        rows.append([section.heading])
        if section.table is None:
            rows += [["一段文字。"], ["（一）小标题"], ["另一段文字"]]
        for table in layouts.tables().get(section.no, ()):
            for line in forms._grid(table):
                cells = [
                    [layouts.shown(b) if begins else "NaN", *["NaN"] * (b.columns - 1)] for b, begins in line
                ]
                rows.append([text.replace("\n", "") for cell in cells for text in cell])
    lines = [f"| {' | '.join([*row, *['NaN'] * (width - len(row))])} |" for row in rows]
    report = read_text(tmp_path, "## 年报\n" + "\n".join(lines), "年报.md")
    assert {id: f.value for id, f in report.figures.items()} == {
        id: f.value for id, f in layouts.REPORT.figures.items()
    }
    assert (report.agency, report.year) == (layouts.REPORT.agency, layouts.REPORT.year)
    assert {prose.text for prose in report.prose.values()} == {"一段文字。\n（一）小标题\n另一段文字"}


def test_footnotes_of_markdown_are_told_and_are_no_text(tmp_path: Path) -> None:
    content = text(tabbed=False).replace("1017", "1017[^1]") + "\n\n[^1]: 含上年结转的申请。\n"
    report = read_text(tmp_path, content, "年报.md")
    assert report.figures["requests.new.total"].value == 1017
    assert "含上年结转" not in "".join(prose.text for prose in report.prose.values())
    assert "文件末尾或段落之间有脚注（“含上年结转的申请。”），没有读作正文" in report.source.notes


def test_comments_that_converters_leave_for_pictures_are_no_text(tmp_path: Path) -> None:
    text = write_markdown(REPORT).replace("一、总体情况\n", "一、总体情况\n\n<!-- image -->\n")
    (tmp_path / "年报.md").write_text(f"<!-- image -->\n{text}", encoding="utf-8")
    report = read(tmp_path / "年报.md")
    assert (report.agency, report.prose["一"].text) == (REPORT.agency, REPORT.prose["一"].text)
    assert not any("image" in note for note in report.source.notes)


def test_a_heading_broken_over_two_lines_is_read_whole(tmp_path: Path) -> None:
    broken = text().replace("、提起行政诉讼情况", "、提起行政诉讼\n情况")
    report = read_text(tmp_path, broken)
    assert report.source.outline is not None
    assert [heading.text for heading in report.source.outline.headings] == [
        section.heading for section in FORM_2021.sections
    ]
    assert report.figures.keys() == REPORT.figures.keys()


def test_the_number_above_a_heading_is_no_prose(tmp_path: Path) -> None:
    designed = text()
    for at, section in enumerate(FORM_2021.sections, 1):
        title = section.heading.split("、", 1)[1]
        designed = designed.replace(section.heading, f"PART {at:02}\n{title}\nANNUAL REPORT")
    report = read_text(tmp_path, designed)
    assert {no: prose.text for no, prose in report.prose.items()} == {
        no: prose.text for no, prose in REPORT.prose.items()
    }


def test_what_is_left_of_a_table_below_the_next_heading_is_no_prose(tmp_path: Path) -> None:
    heading, figure = FORM_2021.sections[4].heading, REPORT.figures["review.reconsideration.upheld"].text
    torn = "\n".join(line for line in text().split("\n") if figure not in line)
    report = read_text(tmp_path, torn.replace(heading, f"{heading}\n尚未\n审结\n23\n\n总计\n70"))
    assert report.prose["五"].text == REPORT.prose["五"].text
    assert [note for note in report.source.notes if "尚未 审结 23" in note and "没有读作正文" in note]


def test_a_count_at_the_head_of_a_section_is_prose(tmp_path: Path) -> None:
    heading = FORM_2021.sections[4].heading
    report = read_text(tmp_path, text().replace(heading, f"{heading}\n全年共办理行政复议23件。"))
    assert report.prose["五"].text == f"全年共办理行政复议23件。\n{REPORT.prose['五'].text}"


# -- text of a page --------------------------------------------------------------------------------


def test_a_row_of_figures_with_the_rest_of_some_below_it_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    figures = [f"{value}" for value in range(101, 116)]
    lines = [REPORT.title]
    for section in FORM_2021.sections:
        lines += [section.heading]
        if section.table == "review":
            for row in TABLES["review"][0][:3]:
                lines.append("  ".join(shown(box) for box in row))
            lines.append("  ".join(figures))
        elif section.table is None:
            lines.append("一段文字。")
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [f.text for f in read(path).figures.values()] == figures
    behind = lines.index("  ".join(figures)) + 1
    path.write_text("\n".join([*lines[:behind], "  4         7", *lines[behind:]]), encoding="utf-8")
    assert read(path).figures == {}


def test_what_a_browser_prints_around_each_page_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    header, footer = "1/12/25, 8:23 AM  海州市水利局年报", "https://example.gov.cn/a.html {}/2"
    pages = [
        [
            header,
            "海州市水利局2024年政府信息公开工作年度报告",
            "一、总体情况",
            "公开了信息。",
            footer.format(1),
        ],
        [
            header,
            "（一）主动公开。都公开了。",
            "五、存在的主要问题及改进情况",
            "有三点不足。",
            footer.format(2),
        ],
    ]
    path.write_text("\n".join(line for page in pages for line in page), encoding="utf-8")
    report = read(path)
    assert report.prose["一"].text == "公开了信息。\n（一）主动公开。都公开了。"
    assert report.prose["五"].text == "有三点不足。"


def test_a_header_that_recurs_behind_page_numbers_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    header, lines = (
        "海州市水利局",
        ["海州市水利局2024年政府信息公开工作年度报告", "一、总体情况", "公开了信息。"],
    )
    lines += [
        "— 1 —",
        header,
        "都按时公开。",
        "五、存在的主要问题及改进情况",
        "有三点不足。",
        "— 2 —",
        header,
        "下一步改进。",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    said = read(path).prose
    assert (said["一"].text, said["五"].text) == ("公开了信息。\n都按时公开。", "有三点不足。\n下一步改进。")


def test_broken_lines_are_joined_also_with_blank_ones_between_them(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    said = "全年主动公开政府信息三十一条，其中规范性文件两件，都在规定的时间里公开，收到的申请都按期答复，没有超过期限的，"
    text = f"\u3000\u3000{said * 4}也没有被申请复议。"
    title = "海州市水利局2024年政府信息公开工作年度报告"
    lines = [title, title[:20], title[20:], "一、总体情况"]
    lines += [text[at : at + 30] for at in range(0, len(text), 30)]
    path.write_text("\n\n".join(lines), encoding="utf-8")
    report = read(path)
    assert (report.agency, report.prose["一"].text) == ("海州市水利局", text.strip())
