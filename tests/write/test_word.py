"""Filling any office's own form: every figure in its own cell, the form otherwise as it was."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ndbg.app.differences import read_back
from ndbg.app.templates import official
from ndbg.document.headings import section_named
from ndbg.document.titles import prose_of
from ndbg.errors import NdbgError
from ndbg.read.word import parse_word
from ndbg.report import Figure, Prose, Report
from ndbg.text.normalise import normalise
from ndbg.write.word import Kind, TemplateError, fill
from tests import forms
from tests.conftest import numbered_report, share
from tests.official import FORM_2021

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PATH = Path("表样.docx")


def root_of(data: bytes, part: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(part))


def texts(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def paragraphs(data: bytes) -> list[str]:
    return [texts(p) for p in root_of(data).iter(f"{W}p")]


def marked_cells(data: bytes) -> dict[str, str]:
    """What stands in each cell that the form under test has marked as belonging to a figure.

    Of several, as where a merged cell was taken apart, the first is to hold it.
    """
    return {
        mark.get(f"{W}name", ""): texts(next(mark.iterancestors(f"{W}tc")))
        for mark in reversed(list(root_of(data).iter(f"{W}bookmarkStart")))
    }


TOGETHER = [
    ("labels broken over lines", "several runs a cell", "cells not merged downwards"),
    ("half-width punctuation", "table 3 cut in two, head repeated", "tables in layout tables"),
    ("no ordinals", "cells in content controls", "agency on a line above", "no room for text"),
    ("spaces within labels", "tracked changes", "table 2 in four tables", "other headings"),
    ("text in content controls", "table 3 cut in two, no head", "last year's title"),
]


@pytest.mark.parametrize("traits", [*((name,) for name in forms.TRAITS), *TOGETHER], ids=" + ".join)
def test_every_figure_goes_to_its_own_cell(traits: tuple[str, ...], report: Report) -> None:
    filled = fill(forms.form(forms.styled(*traits)), PATH, report)
    assert marked_cells(filled.data) == {id: figure.text for id, figure in report.figures.items()}
    back = parse_word(filled.data, PATH)
    assert (back.agency, back.year) == (report.agency, report.year)
    assert {no: p.text for no, p in back.prose.items()} == {no: p.text for no, p in report.prose.items()}
    assert filled.texts(Kind.LEFTOVER) == ()


@pytest.mark.parametrize("name", [n for n in forms.TRAITS if n != "last year's title"])
def test_nothing_of_the_blank_form_is_left(name: str, report: Report) -> None:
    shown = "\n".join(paragraphs(fill(forms.form(forms.styled(name)), PATH, report).data))
    assert not re.search(r"××|\{\{|此处填写|小标题", shown)
    assert report.title in shown.replace("\n", "") or "年度）" in shown


def test_a_filled_report_serves_as_the_form_of_the_next_year(report: Report) -> None:
    style = replace(
        forms.styled("last year's title"), value=lambda _: "7", body=("去年的文字。", "（一）去年。旧事")
    )
    filled = fill(forms.form(style), PATH, report)
    assert marked_cells(filled.data) == {id: figure.text for id, figure in report.figures.items()}
    assert "去年" not in "".join(paragraphs(filled.data))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1.属于国家秘密", "1.属于商业秘密", ["“（三）不予公开1.属于国家秘密”行"]),
        ("法律服务机构", "律师", ["“法律服务机构”列"]),
        ("科研机构", "商业企业", ["“商业企业”列分不清哪一格", "“科研机构”列分不清哪一格"]),
        ("五、存在的主要问题及改进情况", "五、附则", ["找不到标题“五、存在的主要问题及改进情况”"]),
        ("复议后起诉", "其他", ["找不到第四部分表格"]),
        ("年政府信息公开工作年度报告", "年工作总结", ["找不到标题"]),
        ("行政处罚", "行政奖励", ["“行政处罚”行"]),
        ("本年收费金额（单位：万元）", "上一年项目数量", ["“行政事业性收费”行"]),
    ],
)
def test_a_form_that_does_not_match_is_refused_by_name(
    old: str, new: str, said: list[str], report: Report
) -> None:
    body = forms.document(forms.Style())
    assert old in body
    with pytest.raises(TemplateError) as caught:
        fill(forms.package(body.replace(old, new)), PATH, report)
    for part in said:
        assert any(part in problem for problem in caught.value.parts), caught.value.parts


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("3.补正后申请内容仍不明确", "3.补正后申请内容不明确"),
        ("二、上年结转政府信息公开申请数量", "二、上年度结转申请数"),
        ("4.保护第三方合法权益", "4.会对第三方合法权益造成损害"),
        (
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未缴纳费用",
        ),
        ("四、结转下年度继续办理", "四、结转2025年度继续办理"),
    ],
)
def test_a_label_in_other_words_is_understood(label: str, written: str, report: Report) -> None:
    body = forms.document(forms.Style())
    assert label in body
    body = body.replace(label, written)
    cells = marked_cells(fill(forms.package(body), PATH, report).data)
    assert cells == {id: figure.text for id, figure in report.figures.items()}


def test_a_table_of_the_form_twice_is_refused(report: Report) -> None:
    body = forms.document(forms.Style())
    table = re.findall(r"<w:tbl>.*?</w:tbl>", body)[-1]
    with pytest.raises(TemplateError, match="出现了两次"):
        fill(forms.package(body + table), PATH, report)


def test_cells_that_belong_to_two_columns_are_refused(report: Report) -> None:
    body = forms.document(forms.Style())
    first = '<w:tc><w:tcPr></w:tcPr><w:p><w:bookmarkStart w:id="0" w:name="requests.granted.natural_person"/></w:p></w:tc>'
    assert first in body
    merged = first.replace("<w:tcPr></w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>')
    second = first.replace("natural_person", "enterprise")
    with pytest.raises(TemplateError, match="予以公开"):
        fill(forms.package(body.replace(first, merged).replace(second, "")), PATH, report)


# -- looks ------------------------------------------------------------------------


def test_the_look_of_cells_and_rows_stays(report: Report) -> None:
    look = '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:color w:val="FF0000"/><w:sz w:val="18"/></w:rPr>'
    body = forms.document(
        replace(
            forms.Style(),
            row=lambda xml: xml.replace("<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="700"/></w:trPr>'),
            value=lambda _: "0",
            run=lambda text: f"<w:r>{look}<w:t>{text}</w:t></w:r>",
        )
    )
    before, after = etree.fromstring(_wrapped(body)), root_of(fill(forms.package(body), PATH, report).data)
    for tag in ("tcPr", "trPr", "tblPr", "tblGrid"):
        assert [etree.tostring(e) for e in after.iter(f"{W}{tag}")] == [
            etree.tostring(e) for e in before.iter(f"{W}{tag}")
        ]
    for cell in after.iter(f"{W}tc"):
        for run in cell.iter(f"{W}r"):
            properties = run.find(f"{W}rPr")
            assert properties is not None
            assert [etree.QName(p).localname for p in properties] == ["rFonts", "color", "sz"]


def _wrapped(body: str) -> bytes:
    return f"<w:document {forms.NAMESPACES}><w:body>{body}</w:body></w:document>".encode()


def test_prose_takes_the_look_that_the_form_shows(report: Report) -> None:
    body = (
        '<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>说明</w:t></w:r></w:p>'
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>（一）标题。</w:t></w:r><w:r><w:t>文字</w:t></w:r></w:p>"
    )
    form = forms.document(replace(forms.Style(), body=())).replace(
        "一、总体情况</w:t></w:r></w:p>", f"一、总体情况</w:t></w:r></w:p>{body}"
    )
    root = root_of(fill(forms.package(form), PATH, report).data)
    shown = {texts(p): p for p in root.iter(f"{W}p")}
    plain, numbered = shown["第一段。"], shown["（一）主动公开。公开了信息。"]
    assert plain.find(f"{W}pPr/{W}jc") is not None
    runs = list(numbered.iter(f"{W}r"))
    assert [texts(run) for run in runs] == ["（一）主动公开。", "公开了信息。"]
    assert [etree.QName(e).localname for e in runs[0].find(f"{W}rPr")] == ["b"]  # type: ignore[union-attr]
    assert [etree.QName(e).localname for e in runs[1].find(f"{W}rPr")] == ["sz"]  # type: ignore[union-attr]
    # A section that shows nothing is set like one that does.
    assert shown["有三点不足。"].find(f"{W}pPr/{W}jc") is not None


def test_section_breaks_and_signatures_stay(report: Report) -> None:
    landscape = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838"/></w:sectPr></w:pPr></w:p>'
    closing = '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t>某市档案局</w:t></w:r></w:p>'
    day = "<w:p><w:r><w:t>20××年×月×日</w:t></w:r></w:p>"
    body = forms.document(forms.Style()).replace("<w:p/>", landscape, 1) + closing + day
    dated = replace(report, published=date(2025, 1, 8))
    filled = fill(forms.package(body), PATH, dated)
    assert root_of(filled.data).find(f".//{W}pgSz") is not None
    assert paragraphs(filled.data)[-3:] == ["没有其他事项。", "某市档案局", "2025年1月8日"]
    undated = fill(forms.package(body), PATH, report)
    assert undated.texts(Kind.LEFTOVER) == ("20××年×月×日",)


# -- around the tables --------------------------------------------------------------


def test_markers_and_years_are_filled_wherever_they_stand(report: Report) -> None:
    split = (
        "<w:r><w:t>{{机</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>关}</w:t></w:r><w:r><w:t>}印发</w:t></w:r>"
    )
    extra = (
        f"<w:p>{split}</w:p>"
        f"<w:p>{forms._boxed('{{机关}}20××年度')}</w:p>"
        "<w:p><w:r><w:t>统计期限：20××年1月1日至20XX年12月31日</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>全年新收{{本年新收}}件，{不是标记}</w:t></w:r></w:p>"
    )
    shown = paragraphs(fill(forms.package(extra + forms.document(forms.Style())), PATH, report).data)
    assert "某市档案局印发" in shown
    assert shown.count("某市档案局2024年度") >= 2  # the text box, and its twin for older programs
    assert "统计期限：2024年1月1日至2024年12月31日" in shown
    assert f"全年新收{report.figures['requests.new.total'].text}件，{{不是标记}}" in shown


def test_headers_and_footers_are_filled(report: Report) -> None:
    document = Document(io.BytesIO(official(FORM_2021)[0]))
    section = document.sections[0]
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].add_run("{{机")
    section.header.paragraphs[0].add_run("关}}20××年")
    buffer = io.BytesIO()
    document.save(buffer)
    filled = Document(io.BytesIO(fill(buffer.getvalue(), PATH, report).data))
    assert filled.sections[0].header.paragraphs[0].text == "某市档案局2024年"


def test_an_unknown_marker_in_the_form_is_refused(report: Report) -> None:
    with pytest.raises(TemplateError, match=r"不认识 \{\{机构\}\} .*是不是“机关”"):
        fill(
            forms.package("<w:p><w:r><w:t>{{机构}}</w:t></w:r></w:p>" + forms.document(forms.Style())),
            PATH,
            report,
        )


def test_the_title_may_stand_in_a_text_box(report: Report) -> None:
    body = f"<w:p>{forms._boxed('××局20××年政府信息公开工作年度报告')}</w:p>"
    shown = paragraphs(
        fill(forms.package(body + forms.document(replace(forms.Style(), title=()))), PATH, report).data
    )
    assert report.title in shown


def test_the_foreword_stands_before_the_first_section(report: Report) -> None:
    opened = replace(report, preface=Prose("本报告依照条例编制。\n共六个部分。", ""))
    for form in (official(FORM_2021)[0], forms.form()):
        shown = paragraphs(fill(form, PATH, opened).data)
        at = shown.index("一、总体情况")
        assert shown[at - 2 : at] == ["本报告依照条例编制。", "共六个部分。"]


# -- what goes in --------------------------------------------------------------------


def test_zeros_are_shown(report: Report) -> None:
    zeros = replace(report, figures=dict.fromkeys(report.figures, Figure(0)))
    assert set(marked_cells(fill(forms.form(), PATH, zeros).data).values()) == {"0"}


NASTY = "<b>&amp;</b> & \"双引号\" 'x' ]]> <!-- --> {{ {%  %} =1+1 \t尾"


def test_signs_of_xml_come_out_as_text(report: Report) -> None:
    nasty = replace(report, prose={**report.prose, "五": Prose(NASTY, NASTY)}, agency="甲&乙<丙>局")
    for form in (official(FORM_2021)[0], forms.form()):
        back = parse_word(fill(form, PATH, nasty).data, PATH)
        assert back.prose["五"].text == NASTY
        assert back.agency == "甲&乙<丙>局"


def test_the_same_input_gives_the_same_bytes(report: Report) -> None:
    assert fill(*official(FORM_2021), report).data == fill(*official(FORM_2021), report).data
    assert (
        fill(*official(FORM_2021), report, draft=True).data
        == fill(*official(FORM_2021), report, draft=True).data
    )


counts = st.integers(0, 99_999_999)
amounts = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=4)
lines = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"
    ),
    max_size=40,
).map(lambda text: normalise(text).strip())


def is_prose(line: str) -> bool:
    """Whether a line is not what a reader takes for something else: a heading, a page number, a date."""
    return bool(line) and not section_named(line, FORM_2021) and prose_of([line], "", last=True) == [0]


@share(0.5)
@given(
    st.lists(counts, min_size=200, max_size=200),
    amounts,
    st.dictionaries(st.sampled_from("一五六"), st.lists(lines.filter(is_prose), max_size=4).map("\n".join)),
    st.sampled_from([*forms.TRAITS, "official"]),
)
def test_any_report_survives_any_form(
    figures: list[int], fee: Decimal, prose: dict[str, str], form: str
) -> None:
    report = numbered_report()
    values = dict(zip(FORM_2021.cells, map(Figure, figures), strict=True))
    values["disclosure.fees.amount"] = Figure(fee)
    report = replace(report, figures=values, prose={no: Prose(t, t) for no, t in prose.items()})
    data = official(FORM_2021)[0] if form == "official" else forms.form(forms.styled(form))
    back = parse_word(fill(data, PATH, report).data, PATH)
    assert {id: f.value for id, f in back.figures.items()} == {id: f.value for id, f in values.items()}
    for no, text in prose.items():
        assert back.prose[no].text == text


# -- drafts ---------------------------------------------------------------------------


def test_a_draft_says_so_and_shows_what_is_not_filled(report: Report) -> None:
    figures = {id: f for id, f in report.figures.items() if id != "requests.granted.total"}
    filled = fill(*official(FORM_2021), replace(report, figures=figures), draft=True)
    document = Document(io.BytesIO(filled.data))
    assert document.paragraphs[0].text.endswith("（草稿）")
    section = document.sections[0]
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "草稿"
    highlighted = list(root_of(filled.data).iter(f"{W}highlight"))
    assert len(highlighted) == 1
    assert texts(next(highlighted[0].iterancestors(f"{W}tc"))) == "未填"


def test_a_draft_keeps_what_the_header_says(report: Report) -> None:
    document = Document(io.BytesIO(official(FORM_2021)[0]))
    document.sections[0].header.paragraphs[0].text = "内部资料"
    buffer = io.BytesIO()
    document.save(buffer)
    filled = Document(io.BytesIO(fill(buffer.getvalue(), PATH, report, draft=True).data))
    assert [p.text for p in filled.sections[0].header.paragraphs] == ["草稿", "内部资料"]


def test_a_marker_without_its_figure_is_shown_in_a_draft(report: Report) -> None:
    text = "新收{{本年新收}}件"
    draft = replace(report, prose={**report.prose, "一": Prose(text, text)})
    filled = fill(*official(FORM_2021), draft, draft=True).data
    assert text in paragraphs(filled)
    root = root_of(filled)
    assert [texts(h.getparent().getparent()) for h in root.iter(f"{W}highlight")] == ["{{本年新收}}"]  # type: ignore[union-attr,arg-type]


# -- hostile forms ----------------------------------------------------------------------


def zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("TYPES", "[Content_Types].xml"), text)
    return buffer.getvalue()


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
HOSTILE = {
    "no zip": b"hello",
    "nothing": b"",
    "an old .doc": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "cut short": forms.form()[:-200],
    "another zip": zipped(a="b"),
    "no document": zipped(TYPES=forms.TYPES),
    "a bomb": zipped(TYPES=forms.TYPES, **{"word/document.xml": "a" * (201 << 20)}),
    "entities": zipped(TYPES=forms.TYPES, **{"word/document.xml": f"{ENTITIES}<a>&b;</a>"}),
    "a file from outside": zipped(
        TYPES=forms.TYPES,
        **{"word/document.xml": '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'},
    ),
    "nested too deep": zipped(TYPES=forms.TYPES, **{"word/document.xml": "<a>" * 100_000}),
    "no xml": zipped(TYPES=forms.TYPES, **{"word/document.xml": "不是 XML"}),
    "macros": zipped(
        TYPES=forms.TYPES.replace(
            "openxmlformats-officedocument.wordprocessingml.document.main",
            "ms-word.document.macroEnabled.main",
        ).replace("vnd.ms-word", "vnd.ms-word"),
        **{"word/document.xml": "<a/>"},
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_sound_form_is_refused_in_words(name: str, report: Report) -> None:
    with pytest.raises(NdbgError) as caught:
        fill(HOSTILE[name], PATH, report)
    assert "表样.docx" in str(caught.value) or "document.xml" in str(caught.value)


def test_a_template_file_becomes_a_document(report: Report) -> None:
    data = forms.form()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("document.main", "template.main")
    filled = fill(zipped(**parts), Path("表样.dotx"), report)
    with zipfile.ZipFile(io.BytesIO(filled.data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    assert "document.main" in types
    assert "template.main" not in types


# -- what other forms have beside the figures ------------------------------------------

FIGURE_ROW = '<w:bookmarkStart w:id="0" w:name="review.reconsideration.upheld"/>'


def with_row_in_table_4(cells: list[str], *, below: bool = False, held: str = "") -> bytes:
    """The form with one more row in table 4, above or below that of the figures, whose cells hold something."""
    extra = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in cells)
    body = forms.document(forms.Style(value=lambda _: held))
    start = body.rindex("<w:tr>", 0, body.index(FIGURE_ROW))
    at = body.index("</w:tr>", start) + len("</w:tr>") if below else start
    return forms.package(f"{body[:at]}<w:tr>{extra}</w:tr>{body[at:]}")


@pytest.mark.parametrize("below", [False, True])
def test_a_row_that_counts_the_columns_holds_no_figures(report: Report, below: bool) -> None:
    form = with_row_in_table_4([f"{n}" for n in range(1, 16)], below=below)
    assert marked_cells(fill(form, PATH, report).data) == {i: f.text for i, f in report.figures.items()}


def test_of_two_blank_rows_the_first_is_filled(report: Report) -> None:
    form = with_row_in_table_4([""] * 15, below=True)
    assert marked_cells(fill(form, PATH, report).data) == {i: f.text for i, f in report.figures.items()}


def test_of_two_rows_that_could_be_meant_none_is_taken(report: Report) -> None:
    with pytest.raises(TemplateError, match="第四部分表格"):
        fill(with_row_in_table_4(["6"] * 15, below=True, held="7"), PATH, report)


def test_the_row_of_last_year_is_left_alone(report: Report) -> None:
    style = replace(forms.Style(), value=lambda cell: "7" if cell.startswith("review") else "")
    body = forms.document(style)
    row = "".join("<w:tc><w:p/></w:tc>" for _ in range(15))
    start = body.rindex("<w:tr>", 0, body.index(FIGURE_ROW))
    form = forms.package(f"{body[:start]}<w:tr>{row}</w:tr>{body[start:]}")
    assert marked_cells(fill(form, PATH, report).data) == {i: f.text for i, f in report.figures.items()}


@pytest.mark.parametrize("word", ["上一年项目数量", "采购总金额", "本年增/减"])
def test_the_form_of_2019_is_refused_by_its_name(report: Report, word: str) -> None:
    body = forms.document(forms.Style())
    row = f"<w:tr><w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc></w:tr>"
    with pytest.raises(TemplateError, match="2019 年的旧表式"):
        fill(forms.package(body.replace("</w:tbl>", f"{row}</w:tbl>", 1)), PATH, report)


def test_the_signature_of_the_shipped_form_is_kept_with_its_date(report: Report) -> None:
    dated = replace(report, published=date(2025, 1, 8))
    filled = fill(*official(FORM_2021), dated)
    assert paragraphs(filled.data)[-1] == "某市档案局2025年1月8日"
    assert "2025年1月8日" not in "".join(paragraphs(fill(*official(FORM_2021), report).data))


def test_a_signature_set_apart_by_blanks_is_kept(report: Report) -> None:
    closing = "".join(
        f"<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
        for text in ("旧文。", "　　　　　　某市档案局", "　　　　　　2023年1月5日")
    )
    filled = fill(forms.package(forms.document(replace(forms.Style(), body=())) + closing), PATH, report)
    assert [text.strip() for text in paragraphs(filled.data)[-3:]] == [
        "没有其他事项。",
        "某市档案局",
        "2023年1月5日",
    ]
    assert filled.texts(Kind.LEFTOVER) == ("2023年1月5日",)


def test_a_cell_whose_marker_has_no_value_keeps_its_paragraph(report: Report) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{{公布日期}}</w:t></w:r></w:p></w:tc>"
    body = f"<w:tbl><w:tr>{cell}<w:tc><w:p/></w:tc></w:tr></w:tbl>" + forms.document(forms.Style())
    root = root_of(fill(forms.package(body), PATH, report).data)
    assert all(cell.find(f"{W}p") is not None for cell in root.iter(f"{W}tc"))
    assert "公布日期" not in texts(root)


SIGNING = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>拟稿人</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>"


def test_tables_beside_the_prose_are_left_alone(report: Report) -> None:
    body = forms.document(forms.Style())
    in_the_middle = body.replace("<w:p><w:r><w:t>六、", f"{SIGNING}<w:p><w:r><w:t>六、")
    for form in (body + SIGNING, in_the_middle):
        assert "拟稿人" in paragraphs(fill(forms.package(form), PATH, report).data)


def test_a_heading_of_the_second_level_is_none_of_the_first(report: Report) -> None:
    old = replace(forms.Style(), body=("旧文甲。", "（一）总体情况", "旧文乙。", "（二）其他需要报告的事项"))
    shown = paragraphs(fill(forms.form(old), PATH, report).data)
    assert not [text for text in shown if "旧文" in text]
    assert [text for text in shown if text.endswith("其他需要报告的事项")] == ["六、其他需要报告的事项"]
    text = "（一）总体情况\n（二）其他需要报告的事项"
    own = replace(report, prose=dict.fromkeys("一五六", Prose(text, text)))
    for form in (official(FORM_2021)[0], forms.form()):
        assert parse_word(fill(form, PATH, own).data, PATH).prose["六"].text == text


def test_a_cell_still_ends_in_a_paragraph(report: Report) -> None:
    nested = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>字</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    root = root_of(fill(forms.package(in_first_cell(nested)), PATH, report).data)
    assert all(cell[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc"))


def in_first_cell(xml: str) -> str:
    """The body of a form with something in the cell of a figure."""
    body = forms.document(forms.Style())
    at = body.index("</w:p></w:tc>", body.index('w:name="requests.granted.total"')) + len("</w:p>")
    return body[:at] + xml + body[at:]


@pytest.mark.parametrize(("text", "told"), [("245", ("表格",)), ("", ())])
def test_a_figure_in_a_table_within_its_cell_gives_way(
    report: Report, text: str, told: tuple[str, ...]
) -> None:
    nested = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    made = fill(forms.package(in_first_cell(nested)), PATH, report)
    assert (len(list(root_of(made.data).iter(f"{W}tbl"))), made.texts(Kind.REPLACED)) == (3, told)


@pytest.mark.parametrize("by_style", [False, True], ids=["by itself", "by its style"])
def test_word_does_not_number_a_figure(report: Report, by_style: bool) -> None:
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    mark = '<w:pStyle w:val="N"/>' if by_style else number
    body = forms.document(forms.Style()).replace(
        "<w:p><w:bookmarkStart", f"<w:p><w:pPr>{mark}</w:pPr><w:bookmarkStart"
    )
    style = f'<w:style w:type="paragraph" w:styleId="N"><w:pPr>{number}</w:pPr></w:style>'
    parts = {"word/styles.xml": f"<w:styles {forms.NAMESPACES}>{style}</w:styles>"} if by_style else {}
    made = fill(forms.package(body, parts), PATH, report)
    ids = {mark.get(f"{W}val") for mark in root_of(made.data).iter(f"{W}numId")}
    assert ids == ({"0"} if by_style else set())


UNSEEN = {
    "a hidden style": ({}, "<w:p><w:pPr><w:pStyle w:val='H'/></w:pPr>"),
    "a hidden row": ({"row": "<w:hidden/>"}, "<w:p>"),
    "a row too low": ({"row": '<w:trHeight w:val="20" w:hRule="exact"/>'}, "<w:p>"),
    "a row of one line's height": ({"row": '<w:trHeight w:val="320" w:hRule="exact"/>'}, "<w:p>"),
    "a font too small": ({}, "<w:p><w:pPr><w:rPr><w:sz w:val='2'/></w:rPr></w:pPr>"),
}


@pytest.mark.parametrize(("traits", "paragraph"), UNSEEN.values(), ids=UNSEEN)
def test_a_figure_is_to_be_seen(report: Report, traits: dict[str, str], paragraph: str) -> None:
    def row(xml: str) -> str:
        return xml.replace("<w:tr>", f"<w:tr><w:trPr>{traits.get('row', '')}</w:trPr>", 1)

    body = forms.document(forms.Style(row=row)).replace(
        "<w:p><w:bookmarkStart", f"{paragraph}<w:bookmarkStart"
    )
    hidden = '<w:style w:type="paragraph" w:styleId="{}">{}</w:style>'
    own = hidden.format("V", "<w:rPr><w:vanish/></w:rPr>") + hidden.format("H", '<w:basedOn w:val="V"/>')
    styles = f"<w:styles {forms.NAMESPACES}>{own}</w:styles>"
    root = root_of(fill(forms.package(body, {"word/styles.xml": styles}), PATH, report).data)
    figure = next(mark.getparent() for mark in root.iter(f"{W}bookmarkStart"))
    assert figure is not None
    (row_of,) = (found for found in figure.iterancestors(f"{W}tr"))
    marks = [*figure.iter(f"{W}pStyle"), *row_of.iter(f"{W}hidden")]
    marks += [size for run in figure.iter(f"{W}r") for size in run.iter(f"{W}sz")]
    assert marks == []
    assert {height.get(f"{W}hRule") for height in row_of.iter(f"{W}trHeight")} <= {"atLeast"}


FIXED = '<w:trHeight w:val="1700" w:hRule="exact"/>'
BOXES = {
    "DrawingML": (
        "<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx><wps:bodyPr><a:prstTxWarp/>"
        "<a:noAutofit/><a:scene3d/></wps:bodyPr></wps:wsp></w:drawing>",
        ["prstTxWarp", "spAutoFit", "scene3d"],
    ),
    "VML": (
        '<w:pict><v:shape><v:textbox style="layout-flow:vertical"><w:txbxContent>{}</w:txbxContent></v:textbox>'
        "</v:shape></w:pict>",
        "layout-flow:vertical;mso-fit-shape-to-text:t",
    ),
}


def test_a_row_of_fixed_height_grows_with_the_prose_in_it(report: Report) -> None:
    first = forms.paragraph(FORM_2021.sections[0].heading, forms.Style())
    row = f"<w:tr><w:trPr>{FIXED}</w:trPr><w:tc><w:p><w:r><w:t>（正文）</w:t></w:r></w:p></w:tc></w:tr>"
    body = forms.document(forms.Style(body=())).replace(first, f"{first}<w:tbl>{row}</w:tbl>")
    root = root_of(fill(forms.package(body), PATH, report).data)
    (height,) = root.iter(f"{W}trHeight")
    assert height.get(f"{W}hRule") == "atLeast"


@pytest.mark.parametrize(("box", "grows"), BOXES.values(), ids=BOXES)
@pytest.mark.parametrize("longer", [True, False])
def test_a_text_box_grows_with_what_is_written_into_it(
    report: Report, box: str, grows: list[str] | str, longer: bool
) -> None:
    title = f"{'某' * (0 if longer else 60)}局20××年政府信息公开工作年度报告"
    style = forms.Style(title=())
    drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    drawn = f"<w:p {drawing}><w:r>{box.format(forms.paragraph(title, style))}</w:r></w:p>"
    root = root_of(fill(forms.package(drawn + forms.document(style)), PATH, report).data)
    said: object = [
        etree.QName(mark).localname for properties in root.iter("{*}bodyPr") for mark in properties
    ] or next(root.iter("{*}textbox")).get("style")
    assert (said == grows) is longer


def sixth_in_one(rows: list[list[forms.Box]]) -> list[list[forms.Box]]:
    """The table of requests with the rows of （六）其他处理 in one, as in the form of 2019."""

    def is_own(row: list[forms.Box]) -> bool:
        return any(box.figure.startswith("requests.other_handling.") for box in row)

    own = [row for row in rows if is_own(row)]
    if not own:
        return rows
    one = [forms.Box("（六）其他处理", columns=2), *own[0][-7:]]
    made = [row for row in rows if not is_own(row) or row is own[0]]
    made = [one if row is own[0] else row for row in made]
    return [
        [replace(box, rows=box.rows - 2) if box.text == "三、本年度办理结果" else box for box in row]
        for row in made
    ]


def test_a_group_in_one_row_is_filled_where_nothing_is_in_it(report: Report) -> None:
    template = forms.form(forms.Style(drawn=sixth_in_one))
    own = [id for id in FORM_2021.cells if id.startswith("requests.other_handling.")]
    nothing = replace(report, figures={**report.figures, **dict.fromkeys(own, Figure(0))})
    made = fill(template, PATH, nothing)
    assert parse_word(made.data, PATH).figures[own[0]].value == 0
    read_back(parse_word(made.data, PATH), nothing, made.kept)
    some = replace(report, figures={**nothing.figures, own[0]: Figure(2)})
    with pytest.raises(TemplateError) as caught:
        fill(template, PATH, some)
    (said,) = caught.value.parts
    assert said.startswith(
        "表样里“（六）其他处理”只有一行，数据里分 3 行，不都是 0；请在表样里把这一行换成国办统一格式的 3 行："
    )


def test_prose_is_not_set_like_a_title(report: Report) -> None:
    body = (
        '<w:p><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>专栏</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t>说明</w:t></w:r></w:p>'
    )
    head = "<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>"
    form = forms.document(replace(forms.Style(), body=())).replace(head, head + body)
    root = root_of(fill(forms.package(form), PATH, report).data)
    shown = next(p for p in root.iter(f"{W}p") if texts(p) == "第一段。")
    assert [jc.get(f"{W}val") for jc in shown.iter(f"{W}jc")] == ["both"]
    assert shown.find(f".//{W}outlineLvl") is None


@pytest.mark.parametrize(
    "line",
    [
        "填报说明：统计期限自2023年1月1日起",
        "二〇二二年一月",
        "（2022年12月印发）",
        "填报单位：××股",
        "联系电话：____",
    ],
)
def test_what_a_form_still_says_of_other_years_is_told(report: Report, line: str) -> None:
    body = f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" + forms.document(forms.Style())
    (told,) = fill(forms.package(body), PATH, report).texts(Kind.LEFTOVER)
    assert line.startswith(told.rstrip("…"))


@pytest.mark.parametrize(
    "title",
    [
        "附件1：××局20××年政府信息公开工作年度报告",
        "《××局20××年政府信息公开工作年度报告》",
        "××局20××年政府信息公开工作年度报告（征求意见稿）",
        "××局２０２３年政府信息公开工作年度报告",
        "××局20  年政府信息公开工作年度报告",
        "××局〔2023〕年政府信息公开工作年度报告",
        "测试局政府信息公开工作2023年度报告",
        "2023年度测试局政府信息公开工作年度报告",
        "20年度测试局政府信息公开工作年度报告",
    ],
)
def test_titles_of_other_forms_are_understood(report: Report, title: str) -> None:
    shown = "".join(paragraphs(fill(forms.form(replace(forms.Style(), title=(title,))), PATH, report).data))
    assert "某市档案局" in shown
    assert "2024" in shown
    assert not re.search("2023|××|２０２３|测试局", shown)


# -- input made to keep a program busy -----------------------------------------------------


def _runs(text: str, times: int) -> str:
    return f"<w:p>{f'<w:r><w:t>{text}</w:t></w:r>' * times}</w:p>"


# What is only awkward is filled; what is far larger than any report is refused unread.
AWKWARD = {
    "an open marker": _runs("{{" + " " * 20_000, 1),
    "many markers": _runs("{{机关}}", 8_000),
    "many years": _runs("20××年", 8_000),
}
TOO_MUCH = {
    "paragraphs": "<w:p/>" * 4_000_000,
    "runs": f"<w:p>{'<w:r/>' * 1_000_000}</w:p>",
    "wide rows": "<w:tbl>"
    + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="200"/></w:tcPr><w:p/></w:tc></w:tr>' * 200_000
    + "</w:tbl>",
    "tables": "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 400_000,
}


def busy(extra: str) -> bytes:
    body = extra + forms.document(forms.Style())
    return zipped(TYPES=forms.TYPES, **{"word/document.xml": _wrapped(body).decode()})


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_paragraph_is_filled_like_any_other(name: str, report: Report) -> None:
    filled = fill(busy(AWKWARD[name]), PATH, report)
    assert marked_cells(filled.data) == {i: f.text for i, f in report.figures.items()}
    expected = {"an open marker": "{{", "many markers": "某市档案局" * 8_000, "many years": "2024年" * 8_000}
    assert paragraphs(filled.data)[0].strip() == expected[name]


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_small_file_that_unpacks_to_masses_is_refused_unread(name: str, report: Report) -> None:
    data = busy(TOO_MUCH[name])
    assert len(data) < 200_000
    with pytest.raises(NdbgError, match="太复杂"):
        fill(data, PATH, report)


def test_a_marker_cut_by_a_line_break_is_told_of() -> None:
    cut = "<w:p><w:r><w:t>报送{{机</w:t><w:br/><w:t>关}}</w:t></w:r></w:p>"
    done = fill(forms.package(forms.document(forms.Style()) + cut), PATH, numbered_report())
    assert done.texts(Kind.LEFTOVER) == ("报送{{机 关}}",)


def test_a_table_within_a_figures_cell_is_filled_as_the_rest_of_the_form() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{机关}}20××年</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"

    def nested(xml: str) -> str:
        return xml.replace("</w:tc>", f"{inner}</w:tc>") if "bookmarkStart" in xml else xml

    done = fill(forms.form(forms.Style(cell=nested)), PATH, numbered_report())
    assert paragraphs(done.data).count("某市档案局2024年") == len(FORM_2021.cells)
    assert "{{" not in texts(root_of(done.data))


@pytest.mark.parametrize("properties", ["", "<w:pPr><w:sectPr/></w:pPr>"])
def test_a_date_in_a_box_stays_where_the_prose_that_it_is_fixed_to_goes(properties: str) -> None:
    box = f"<w:p>{properties}{forms._boxed('{{公布日期}}')}<w:r><w:t>（正文）</w:t></w:r></w:p>"
    given = replace(numbered_report(), published=date(2025, 1, 20))
    done = fill(forms.package(forms.document(forms.Style()) + box), PATH, given)
    said = texts(root_of(done.data))
    assert ("2025年1月20日" in said, "（正文）" in said, done.texts(Kind.UNPLACED)) == (True, False, ())
