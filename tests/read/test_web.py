"""Web pages as they are saved from sites: one report, many wrappings."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.errors import NdbgError
from ndbg.read import read
from ndbg.report import Blank, Repeated, Report
from tests import forms
from tests.conftest import numbered_report, share
from tests.official import FORM_2021

REPORT = numbered_report()
STYLE = forms.Style(value=lambda cell: REPORT.figures[cell].text)


def cells(rows: list[list[forms.Box]], break_up: str = "") -> str:
    """A table as HTML; `break_up` is put into every label, as editors leave it there."""
    out = []
    for row in rows:
        line = []
        for box in row:
            text = STYLE.value(box.figure) if box.figure else break_up.join(escape(box.text))
            spans = "".join(
                f' {name}="{n}"' for name, n in (("rowspan", box.rows), ("colspan", box.columns)) if n > 1
            )
            line.append(f"<td{spans}><p><span>{text}</span></p></td>")
        out.append(f"<tr>{''.join(line)}</tr>")
    return f"<table><tbody>{''.join(out)}</tbody></table>"


def page(
    *,
    head: str = "",
    before: str = "",
    after: str = "",
    break_up: str = "",
    drawn: Callable[[list[list[forms.Box]]], list[list[forms.Box]]] = lambda rows: rows,
) -> str:
    parts = [f"<h1>{REPORT.title}</h1><p>发布时间：2025-01-08　来源：本站　浏览次数：12</p><div class='con'>"]
    tables = {
        "disclosure": forms.disclosure(STYLE),
        "requests": forms.requests(STYLE),
        "review": [forms.review()],
    }
    for section in FORM_2021.sections:
        parts.append(f"<p><strong>{section.heading}</strong></p>")
        if section.table:
            parts += [cells(drawn(rows), break_up) for rows in tables[section.table]]
        else:
            parts += [f"<p>　　{escape(line)}</p>" for line in REPORT.prose[section.no].text.split("\n")]
    parts.append("</div>")
    return (
        f"<html><head>{head}<title>某网站</title></head><body>{before}{''.join(parts)}{after}</body></html>"
    )


def read_page(folder: Path, text: str | bytes, name: str = "年报.html") -> Report:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


def assert_whole(report: Report) -> None:
    assert (report.agency, report.year) == (REPORT.agency, REPORT.year)
    assert {i: f.value for i, f in report.figures.items()} == {i: f.value for i, f in REPORT.figures.items()}
    assert {no: p.text for no, p in report.prose.items()} == {no: p.text for no, p in REPORT.prose.items()}


NAVIGATION = "<table><tr><td><a>首页</a></td><td><a>政府信息公开</a></td></tr></table><script>var a='<table>';</script>"
FOOTER = "<div>主办单位：某市人民政府　版权所有</div><p>网站标识码：1234567890</p>"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"before": NAVIGATION, "after": FOOTER},
        {"after": "<p>打印本页 关闭窗口</p>"},
        {"break_up": "<br>"},
        {"break_up": "&nbsp;"},
        {"drawn": forms.unmerged},
        {"drawn": forms.ungrouped},
        {"before": '<ul><li><a href="x">某市档案局2020年政府信息公开工作年度报告</a></li></ul>'},
        {"before": '<p><a href="x">某市教育局2024年政府信息公开工作年度报告</a></p>'},
        {"before": f"<p>名　称: {REPORT.title}</p><p>当前位置：首页 &gt; 年报 &gt; {REPORT.title}</p>"},
        {"before": "<h3>政府信息公开年报</h3>"},
        {"head": "<style>table{width:1px}.t{display:none}.t.on{display:block}</style>"},
        {"after": "<p>来源：办公室</p><p>编辑：甲</p><p>相关阅读</p><p>甲局公开了信息</p>"},
        {"after": "<p>附件：年度报告.docx</p><p>返回顶部</p>"},
        {"after": "<p>附件：</p><p>某局年度报告.docx</p><p>2024年年报.pdf</p>"},
        {"after": "<p>主办：某市人民政府办公室</p><p>承办：某市数据局</p>"},
        {"after": "<p>智能问答</p><p>无障碍浏览</p><p>回到顶部</p>"},
        {"after": f"<p>相关文档</p><p>{REPORT.title.replace('2024', '2023')}2024-01-20</p>"},
        {"after": f"<h4>往年年报</h4><p>{REPORT.title.replace('2024', '2022')}2023-01-20</p>"},
        {"after": "<p>您对本文的评价：</p><p>满意 基本满意</p><p>已有12人评价</p>"},
        {"head": "<style>td{color:red}</style><script>document.write('<p>一、总体情况</p>')</script>"},
    ],
)
def test_a_report_is_found_in_its_page(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert_whole(read_page(tmp_path, page(**changes)))


# One page, changed in ways that no reader of it sees.
UNSEEN: dict[str, Callable[[str], str]] = {
    "XHTML": lambda text: f'<?xml version="1.0" encoding="utf-8"?>\n{text}',
    "cells that a merged one hides": lambda text: text.replace(
        "</tr>", '<td style="display:none">9</td></tr>'
    ),
    "cells that a class hides": lambda text: re.sub(
        r"(<td><p><span>[\d.]+</span></p></td></tr>)",
        r'<td class="x">9</td>\1',
        text.replace("<head>", "<head><style>.x{display:none}</style>"),
    ),
    "a foot that is written first": lambda text: re.sub(
        r"<tbody>((?:(?!</tbody>).)*)(<tr>(?:(?!<tr>).)*)</tbody>",
        r"<tfoot>\2</tfoot><tbody>\1</tbody>",
        text,
        flags=re.DOTALL,
    ),
    "a hidden row": lambda text: text.replace(
        "<tr>", '<tr style="display: none"><td>规章</td><td>9</td></tr><tr>'
    ),
    "a hidden table": lambda text: text.replace(
        "<table>", f'<table hidden="">{re.findall("<table>(.*?)</table>", text, re.S)[0]}</table><table>', 1
    ),
    "a form in a table": lambda text: text.replace("<tbody>", "<form><tbody>"),
    "a frame without a size": lambda text: text.replace(
        "<div class='con'>", '<div style="font-size:0">'
    ).replace("<p>", '<p style="font-size:16px">'),
    "其它 for 其他": lambda text: text.replace("其他</span>", "其它</span>"),
    "a heading and its text in one paragraph": lambda text: re.sub(
        "<p><strong>([一五六]、.{2,20})</strong></p><p>　　", r"<p><b>\1</b>　", text
    ),
    "cells that are frames": lambda text: re.sub(
        "<td(.*?)>(.*?)</td>", r"<td\1><table width='100%'><tr><td>\2</td></tr></table></td>", text
    ),
    "a paragraph for each cell": lambda text: re.sub("</?(?:table|tbody|tr|td)[^>]*>", "", text),
    "blank marks in figures": lambda text: re.sub(
        r"(\d)</span></p></td>", r"\1<sub></sub></span></p></td>", text
    ),
    "a title on two lines": lambda text: text.replace("2024年政府", "2024年<br>政府"),
    "a title on three lines": lambda text: text.replace("2024年政府", "<br>2024年<br>政府"),
}


@pytest.mark.parametrize("change", UNSEEN.values(), ids=UNSEEN)
def test_what_no_reader_sees_changes_nothing(tmp_path: Path, change: Callable[[str], str]) -> None:
    changed = change(page())
    assert changed != page()
    assert_whole(read_page(tmp_path, changed))


def test_of_tables_that_are_pictures_it_is_told_that_they_may_be(tmp_path: Path) -> None:
    drawn = re.sub(r"<table.*?</table>", "<p><img src='2.png'></p>", page(), flags=re.DOTALL)
    report = read_page(tmp_path, drawn)
    assert not report.figures
    assert any("表格如果是图片，读不出数" in note for note in report.source.notes)
    assert not any("图片" in note for note in read_page(tmp_path, page()).source.notes)


def test_a_foreword_that_begins_with_a_link_is_read(tmp_path: Path) -> None:
    text = page().replace(
        "<p><strong>一、", '<p><a href="x">《条例》</a>要求各机关编制本报告。</p><p><strong>一、', 1
    )
    assert read_page(tmp_path, text).preface.text == "《条例》要求各机关编制本报告。"


def test_a_foreword_is_read_where_the_title_is_in_the_head_of_the_page_alone(tmp_path: Path) -> None:
    text = page(head=f"<title>{REPORT.title}</title>").replace(f"<h1>{REPORT.title}</h1>", "")
    foreword = "<p>本报告依照条例编制。</p><p>联系电话：000-0000000</p>"
    report = read_page(tmp_path, text.replace("<p><strong>一、", f"{foreword}<p><strong>一、", 1))
    assert report.preface.text == "本报告依照条例编制。\n联系电话：000-0000000"


def test_a_row_that_counts_the_columns_is_no_row_with_figures(tmp_path: Path) -> None:
    counts = [forms.Box("栏次", columns=3), *(forms.Box(f"{number}") for number in range(1, 8))]
    report = read_page(
        tmp_path, page(drawn=lambda rows: [*rows[:3], counts, *rows[3:]] if len(rows) > 20 else rows)
    )
    assert_whole(report)
    assert not report.other_rows


def below(no: str, text: str) -> str:
    """The page with something behind the text of a section."""
    last = REPORT.prose[no].text.split("\n")[-1]
    return page().replace(f"<p>　　{escape(last)}</p>", f"<p>　　{escape(last)}</p>{text}")


@pytest.mark.parametrize(
    "rows",
    [(("类别", "2023年"), ("网站", "12")), (("单位负责人：甲", "审核人：乙"), ("填表人：丙", "000-0000000"))],
    ids=["numbers", "signatures"],
)
@pytest.mark.parametrize("no", ["一", "六"])
def test_a_table_without_a_sentence_is_no_prose_and_told(
    tmp_path: Path, no: str, rows: tuple[tuple[str, str], ...]
) -> None:
    table = "".join(f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in rows)
    report = read_page(tmp_path, below(no, f"<table>{table}</table>"))
    assert_whole(report)
    (note,) = report.source.notes
    assert "里有表格" in note
    assert rows[0][0] in note


@pytest.mark.parametrize("caption", ["表1　近两年公开情况", "附件", "图二：公开渠道", "公开情况统计表"])
@pytest.mark.parametrize("above", [True, False])
def test_what_such_a_table_is_called_is_no_prose(tmp_path: Path, caption: str, *, above: bool) -> None:
    parts = [f"<p>{caption}</p>", "<table><tr><td>网站</td><td>12</td></tr></table>"]
    assert_whole(read_page(tmp_path, below("五", "".join(parts if above else parts[::-1]))))


def test_a_sentence_beside_such_a_table_is_prose(tmp_path: Path) -> None:
    said = "表现在三个方面，详见下表"
    report = read_page(
        tmp_path, below("五", f"<p>{said}</p><table><tr><td>网站</td><td>12</td></tr></table>")
    )
    assert report.prose["五"].text.endswith(f"\n{said}")


@pytest.mark.parametrize(
    "lines",
    [
        ("附件：", "某局2024年年报.docx"),
        ("您对本文的评价：", "满意"),
        ("智能问答", "回到顶部"),
        ("相关文档", "某局2023年报"),
        ("主办：某市人民政府",),
    ],
    ids="".join,
)
def test_what_a_site_has_right_below_the_text_is_none_of_it(tmp_path: Path, lines: Sequence[str]) -> None:
    assert_whole(read_page(tmp_path, below("六", "".join(f"<p>{line}</p>" for line in lines))))


def test_what_a_site_has_right_below_the_first_heading_is_none_of_its_text(tmp_path: Path) -> None:
    lines = ("发布时间：2025-01-08 09:30", "来源：本站", "浏览次数：12", "【字体：大 中 小】", "打印 分享")
    heading = f"<strong>{FORM_2021.sections[0].heading}</strong></p>"
    text = page().replace(heading, f"{heading}{''.join(f'<p>{line}</p>' for line in lines)}")
    assert_whole(read_page(tmp_path, text))


def test_a_table_with_sentences_is_prose(tmp_path: Path) -> None:
    report = read_page(
        tmp_path, below("五", "<table><tr><td>改进</td><td>下一步逐项改进。</td></tr></table>")
    )
    assert report.prose["五"].text.endswith("\n改进\n下一步逐项改进。")


@pytest.mark.parametrize(
    "line",
    ["附件：无", "附件：1.工作台账", "责任编辑由办公室担任", "下一篇章从公开开始", "打印公开指南500份"],
)
def test_a_line_that_only_begins_like_what_a_site_has_below_does_not_end_the_report(
    tmp_path: Path, line: str
) -> None:
    report = read_page(tmp_path, below("六", f"<p>{line}</p><p>未收取信息处理费。</p>"))
    assert report.prose["六"].text.split("\n")[-2:] == [line, "未收取信息处理费。"]


@pytest.mark.parametrize("between", ["", "<p>附：2023年报告</p>"])
@pytest.mark.parametrize("newest_first", [True, False])
def test_of_the_reports_of_two_years_the_text_of_the_latest_is_read_and_that_is_told(
    tmp_path: Path, between: str, *, newest_first: bool
) -> None:
    body = page().split("<body>")[1].split("</body>")[0]
    old = body.replace("2024", "2023").replace("某", "旧")
    old = re.sub(r"<td([^>]*)><p><span>(\d+)<", r"<td\1><p><span>1\2<", old)
    both = [body, old] if newest_first else [old, body]
    report = read_page(tmp_path, f"<html><body>{between.join(both)}</body></html>")
    assert {no: p.text for no, p in report.prose.items()} == {no: p.text for no, p in REPORT.prose.items()}
    assert_whole(report)
    assert not report.preface.text
    assert any("读的是 2024 年的" in note for note in report.source.notes)


def test_tables_that_a_class_hides_until_a_click_are_read(tmp_path: Path) -> None:
    head = "<style>.t{display:none}.t.on{display:table}</style>"
    assert_whole(read_page(tmp_path, page(head=head).replace("<table>", '<table class="t on">')))


def test_a_report_of_another_year_that_is_named_below_the_foreword_is_not_this_one(tmp_path: Path) -> None:
    named = "<p>本报告依照条例编制。</p><p>某市档案局2022年政府信息公开工作年度报告</p>"
    report = read_page(tmp_path, page().replace("<p><strong>一、", f"{named}<p><strong>一、", 1))
    assert (report.year, report.preface.text) == (2024, "本报告依照条例编制。")


def test_a_page_laid_out_in_tables(tmp_path: Path) -> None:
    body = (
        page()
        .replace("<body>", "<body><table><tr><td>导航</td><td>")
        .replace("</body>", "</td></tr></table></body>")
    )
    assert_whole(read_page(tmp_path, body))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312"])
def test_any_encoding_whatever_is_declared(tmp_path: Path, encoding: str, declared: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert_whole(read_page(tmp_path, page(head=head).encode(encoding)))


def test_spans_that_do_not_add_up(tmp_path: Path) -> None:
    body = page().replace('rowspan="22"', 'rowspan="99"').replace('colspan="7"', 'colspan="70"')
    assert_whole(read_page(tmp_path, body))


def test_what_is_hidden_is_not_read(tmp_path: Path) -> None:
    hidden = '<p style="display: none">隐藏的话</p><p hidden>也是</p>'
    assert_whole(read_page(tmp_path, page().replace("<p>　　第一段。</p>", f"{hidden}<p>　　第一段。</p>")))


@pytest.mark.parametrize(
    ("said", "headings"), [("二、主动公开政府信息情况还要再改进", 6), ("二、主动公开政府信息情况", 7)]
)
def test_a_sentence_that_begins_like_a_heading_is_none(tmp_path: Path, said: str, headings: int) -> None:
    last = "<p><strong>六、"
    report = read_page(tmp_path, page().replace(last, f"<p>{said}</p>{last}"))
    assert report.source.outline is not None
    assert len(report.source.outline.headings) == headings
    assert report.prose["五"].text.endswith(said)


def test_a_cell_that_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    value = REPORT.figures["requests.granted.total"].text
    report = read_page(tmp_path, page().replace(f"<span>{value}<", "<span>／<"))
    (unread,) = report.unread
    assert (unread.cells, type(unread)) == (("requests.granted.total",), Blank)
    assert re.fullmatch(r"第2个表格第\d+行第\d+列", unread.origin.place)


@pytest.mark.parametrize("data", [b"", b"   "])
def test_what_is_no_page_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(NdbgError):
        read_page(tmp_path, data)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000,
        "<table><tr><td>" * 20_000,
        "<table>" + "<tr><td rowspan=65000 colspan=1000>1</td></tr>" * 3_000 + "</table>",
        '<!DOCTYPE html [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>&a;&c;</p>',
    ],
)
def test_pages_made_to_hurt_hold_no_report(tmp_path: Path, body: str) -> None:
    report = read_page(tmp_path, body)
    assert not report.figures
    assert "root:" not in f"{report}"


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"<table><tr><td>{text}".encode()))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    try:
        report = read_page(tmp_path_factory.mktemp("any"), data)
    except NdbgError:
        return
    assert not report.figures


@share(0.4)
@given(st.lists(st.integers(0, 10**8), min_size=199, max_size=199), st.decimals(0, 10**6, places=4))
def test_any_figures_survive(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], amount: Decimal
) -> None:
    ids = [id for id, cell in FORM_2021.cells.items() if not cell.decimal]
    values: dict[str, int | Decimal] = dict(zip(ids, counts, strict=True))
    values["disclosure.fees.amount"] = amount
    text = page()
    shown = {figure.text: id for id, figure in REPORT.figures.items()}
    text = re.sub(r"<span>(\d+(?:\.5)?)</span>", lambda m: f"<span>{values[shown[m[1]]]}</span>", text)
    report = read_page(tmp_path_factory.mktemp("web"), text)
    assert {id: figure.value for id, figure in report.figures.items()} == values


# -- never into another's place --------------------------------------------------------------

WHOLE = page()
LAID_OUT = {
    "as printed": WHOLE,
    "merged cells written out": page(drawn=forms.unmerged),
    "rows without their groups": page(drawn=forms.ungrouped),
}
TAGS = {"cells": r"<td[^>]*>.*?</td>", "spans": r' (?:rowspan|colspan)="\d+"'}


@st.composite
def torn(draw: st.DrawFn) -> str:
    """A page from which some cells, or some spans of cells, are torn away."""
    text = LAID_OUT[draw(st.sampled_from(sorted(LAID_OUT)))]
    found = [match.span() for match in re.finditer(TAGS[draw(st.sampled_from(sorted(TAGS)))], text)]
    for start, end in sorted(draw(st.sets(st.sampled_from(found or [(0, 0)]), max_size=6)), reverse=True):
        text = text[:start] + text[end:]
    return text


def assert_nothing_misplaced(report: Report) -> None:
    for id, figure in report.figures.items():
        assert figure.value == REPORT.figures[id].value, id


@share(2)
@given(torn())
def test_of_a_torn_page_no_figure_takes_anothers_place(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    assert_nothing_misplaced(read_page(tmp_path_factory.mktemp("torn"), text))


@pytest.mark.parametrize(
    ("lost", "least"),
    [
        (("法人或其他组织",), 25),
        (("法人或其他组织", "申请人情况"), 25),
        (("行政复议",), 185),
        (("复议后起诉",), 185),
    ],
)
def test_without_the_names_of_groups_no_figure_takes_anothers_place(
    tmp_path: Path, lost: Sequence[str], least: int
) -> None:
    text = WHOLE
    for name in lost:
        text, count = re.subn(rf"<td[^>]*><p><span>{name}</span></p></td>", "", text)
        assert count
    report = read_page(tmp_path, text)
    assert len(report.figures) >= least
    assert_nothing_misplaced(report)


@pytest.mark.parametrize(("kind", "least"), [("colspan", 10), ("rowspan", 185), ("(?:col|row)span", 185)])
def test_without_any_spans_no_figure_takes_anothers_place(tmp_path: Path, kind: str, least: int) -> None:
    report = read_page(tmp_path, re.sub(rf' {kind}="\d+"', "", WHOLE))
    assert len(report.figures) >= least
    assert_nothing_misplaced(report)


@pytest.mark.parametrize(
    ("old", "new", "value", "kept"),
    [
        ("<span>1007<", "<span>1007<sup>1</sup><", 1007, "1007（1）"),
        ("<span>1007<", "<span><s>77</s>1007<", 1007, ""),
        ("<span>1007<", '<span><i style="text-decoration:line-through">77</i>1007<', 1007, ""),
    ],
)
def test_notes_and_struck_out_text_are_no_digits(
    tmp_path: Path, old: str, new: str, value: int, kept: str
) -> None:
    figure = read_page(tmp_path, WHOLE.replace(old, new)).figures["disclosure.licences.decisions"]
    assert (figure.value, figure.written) == (value, kept)


def test_sentences_that_sound_like_a_site_stay(tmp_path: Path) -> None:
    text = WHOLE.replace("没有其他事项。", "本报告的附件下载地址见官网，请联系我们。")
    assert read_page(tmp_path, text).prose["六"].text == "本报告的附件下载地址见官网，请联系我们。"


def test_pages_far_beyond_a_report_are_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(NdbgError, match="太复杂"):
        read_page(tmp_path, "<p>a</p>" * 200_000)


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ('<input type="text" value="1007">', 1007),
        ("<input value=' 1007 ' readonly>", 1007),
        ('<input type="hidden" value="77">1007', 1007),
        ("<textarea>1007</textarea>", 1007),
        ("<select><option>1<option selected>1007<option>2</select>", 1007),
        ("<select><option>1<option>1007</select>", None),
        ("10<wbr>07", 1007),
        ("10&#8203;07", 1007),
        ("10&shy;07", 1007),
        ("10<br>07", None),
        ("10 07", None),
    ],
)
def test_fields_of_a_form_and_breaks_within_a_number(tmp_path: Path, shown: str, value: int | None) -> None:
    report = read_page(tmp_path, WHOLE.replace("<span>1007<", f"<span>{shown}<"))
    figure = report.figures.get("disclosure.licences.decisions")
    assert (figure.value if figure else None) == value
    assert len(report.figures) == len(FORM_2021.cells) - (value is None)


def test_every_figure_may_stand_in_a_field(tmp_path: Path) -> None:
    fields = re.sub(r"<span>(\d+(?:\.5)?)</span>", r"<input class='num' value='\1'>", WHOLE)
    assert fields.count("<input") == len(FORM_2021.cells)
    assert_whole(read_page(tmp_path, fields.replace("<p>　　第一段", "<input value='搜索'><p>　　第一段")))


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (("7", "7", "7"), 7),
        (("7", "", ""), 7),
        (("7", "7", ""), 7),
        (("7", "8", "7"), None),
        (("", "7", ""), 7),
        (("7（甲）", "8", "8（乙）"), None),
    ],
)
def test_a_merged_cell_written_out_is_read_where_its_copies_agree(
    tmp_path: Path, cells: tuple[str, ...], value: int | None
) -> None:
    text = LAID_OUT["merged cells written out"]
    shown = iter(cells)
    report = read_page(tmp_path, re.sub("<span>1007<", lambda _: f"<span>{next(shown)}<", text))
    figure = report.figures.get("disclosure.licences.decisions")
    assert (figure.value if figure else None) == value
    assert len(report.figures) == len(FORM_2021.cells) - (value is None)


# -- the same table more than once -----------------------------------------------------------

TABLES = re.findall(r"(?s)<table>.*?</table>", WHOLE)
TWICE = {
    "each table once more below it": re.sub(
        r"(?s)(<table>.*?</table>)", r"<div>\1</div><div>\1</div>", WHOLE
    ),
    "all tables in an annex": WHOLE.replace(
        "没有其他事项。</p>",
        "没有其他事项。</p><p>附件：政府信息公开情况统计表</p><p>二、主动公开政府信息情况</p>"
        + "".join(TABLES),
    ),
    "the whole report for phones": WHOLE.replace(
        "<body>", "<body>" + WHOLE[WHOLE.index("<h1>") : WHOLE.index("</body>")]
    ),
}


@pytest.mark.parametrize("name", TWICE)
def test_a_second_copy_is_read_where_it_says_the_same(tmp_path: Path, name: str) -> None:
    report = read_page(tmp_path, TWICE[name])
    assert_whole(report)
    assert not report.unread
    (note,) = report.source.notes
    assert note == "第二部分表格、第三部分表格、第四部分表格出现了不止一次，几处一样的数已读取"


@pytest.mark.parametrize("name", TWICE)
def test_where_copies_differ_the_figure_is_unread(tmp_path: Path, name: str) -> None:
    start = TWICE[name].rindex("<span>1017<")
    text = TWICE[name][:start] + TWICE[name][start:].replace("<span>1017<", "<span>1018<", 1)
    report = read_page(tmp_path, text)
    (unread,) = report.unread
    assert (unread.cells, type(unread)) == (("requests.new.total",), Repeated)
    assert report.figures.keys() == FORM_2021.cells.keys() - {"requests.new.total"}
    assert report.prose["六"].text == "没有其他事项。"


def test_a_row_twice_in_one_table_is_unread_though_it_says_the_same(tmp_path: Path) -> None:
    row = next(row for row in re.findall(r"<tr>.*?</tr>", WHOLE) if "二、上年结转" in row)
    unread = read_page(tmp_path, WHOLE.replace(row, row + row)).unread
    (twice,) = unread
    assert set(twice.cells) == {id for id in FORM_2021.cells if id.startswith("requests.carried_in.")}
    assert {type(u) for u in unread} == {Repeated}


def cut(folder: Path, whole: str, at: int) -> Report:
    (folder / "年报.html").write_text(whole[:at], "utf-8")
    return read(folder / "年报.html")


def test_a_page_that_was_cut_off_is_told_and_no_figure_is_read_in_part(tmp_path: Path) -> None:
    whole = page()
    texts = [(m.end(), id) for id in REPORT.figures for m in re.finditer(f">{STYLE.value(id)}<", whole)]
    for end, id in texts[::9]:
        report = cut(tmp_path, whole, end - 2)
        assert any("没有存完整" in note for note in report.source.notes)
        assert id not in report.figures
        assert_nothing_misplaced(report)
    assert len(report.figures) >= 185  # of the last cut


@pytest.mark.parametrize("part", ["<p>一段话", "<p", "<table><tr><td>1", "<script>if (a < b"])
def test_wherever_a_page_was_cut_off_it_is_told(tmp_path: Path, part: str) -> None:
    body = page().removesuffix("</html>").removesuffix("</body>")
    assert any("没有存完整" in note for note in cut(tmp_path, f"{body}{part} ", -1).source.notes)


@pytest.mark.parametrize("end", ["", "</body>", "</body></html>", "</HTML>\n", "</html><!-- <table> -->"])
def test_a_page_or_a_piece_of_one_with_its_end_is_not_told(tmp_path: Path, end: str) -> None:
    body = page().removesuffix("</html>").removesuffix("</body>")
    whole = f"{body}{end}" if end else body.replace("<html>", "").replace("<body>", "")
    assert cut(tmp_path, whole, len(whole)).source.notes == ()


@pytest.mark.parametrize(
    ("style", "tag"),
    [
        (".pane{display:none}.pane.on{display:block}", 'class="pane on"'),
        (".pane.on{display:block}.pane{display:none}", 'class="pane on"'),
        (".pane{display:none}#nb{display:block}", 'class="pane" id="nb"'),
        (".pane{display:none}.pane{display:flex}", 'class="pane"'),
        (".pane{display:none}div.on{display:block}", 'class="pane on"'),
        (".pane{display:none}", 'class="pane" style="display:block"'),
    ],
)
def test_of_the_rules_of_a_page_the_most_specific_one_holds(tmp_path: Path, style: str, tag: str) -> None:
    body = page(head=f"<style>{style}</style>").replace("<div class='con'>", f"<div {tag}>")
    assert tag in body
    assert_whole(read_page(tmp_path, body))


@pytest.mark.parametrize(
    ("style", "tag"),
    [
        (".a{display:none}", 'class="a"'),
        (".a.b{display:none}.a{display:inline}", 'class="a b"'),
        ("#a{display:none}.b{display:inline}", 'class="b" id="a"'),
        (".a{text-decoration:line-through}.b{display:inline}", 'class="a b"'),
        (".a{display:block}.a{display:none}", 'class="a"'),
    ],
)
def test_what_the_style_of_a_page_hides_is_not_read(tmp_path: Path, style: str, tag: str) -> None:
    body = page(head=f"<style>{style}</style>").replace("<span>", f"<span {tag}>9</span><span>")
    assert tag in body
    assert_whole(read_page(tmp_path, body))
