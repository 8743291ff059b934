"""How filled-in text is set: as the form sets text, not as it sets its notes to those who fill it in."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ndbg.report import Prose, Report
from ndbg.write.word import Kind, fill
from tests import forms
from tests.conftest import numbered_report
from tests.official import FORM_2021
from tests.write.test_word import PATH, W, root_of

REPORT = numbered_report()
BODY = '<w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/>'
INDENT = '<w:pPr><w:ind w:firstLineChars="200"/></w:pPr>'


def run(text: str, look: str = BODY) -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = INDENT) -> str:
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def prose(*samples: str, heading: str = "", report: Report = REPORT) -> list[Paragraph]:
    """The paragraphs of section one in a form that shows some samples there."""
    first, second = (section.heading for section in FORM_2021.sections[:2])
    body = forms.document(forms.Style(body=()))
    old = forms.paragraph(first, forms.Style())
    assert old in body
    new = paragraph(run(first, heading), properties="") if heading else old
    made = fill(forms.package(body.replace(old, new + "".join(samples), 1)), PATH, report)
    shown = Document(io.BytesIO(made.data)).paragraphs
    at = [p.text for p in shown].index(first)
    return shown[at + 1 : [p.text for p in shown].index(second)]


def look(paragraph: Paragraph) -> list[tuple[str, list[str]]]:
    """The font of each run, and what else its text is set in."""
    found = []
    for run in paragraph.runs:
        marks = [] if run._r.rPr is None else [mark.tag.rpartition("}")[2] for mark in run._r.rPr]
        fonts = None if run._r.rPr is None else run._r.rPr.rFonts
        found.append(("" if fonts is None else fonts.get(qn("w:eastAsia"), ""), marks))
    return found


PLAIN = ("仿宋", ["rFonts", "sz"])
SAMPLES = {
    "red": [paragraph(run("（正文）", f'{BODY}<w:color w:val="FF0000"/>'))],
    "grey and slanted": [paragraph(run("在此填写", f'{BODY}<w:i/><w:color w:val="808080"/>'))],
    "yellow and underlined": [
        paragraph(run("　　", f'{BODY}<w:highlight w:val="yellow"/><w:u w:val="single"/>'))
    ],
    "digits in another font": [
        paragraph(run("2023", '<w:rFonts w:eastAsia="Times"/>'), run("年，公开了信息。"))
    ],
    "a note's number first": [
        paragraph(run("1", '<w:vertAlign w:val="superscript"/>'), run("公开了许多信息。"))
    ],
    "bold first words": [paragraph(run("2023年，", f"{BODY}<w:b/>"), run("我局主动公开政府信息许多条。"))],
    "a note before": [
        paragraph(run("请按实际情况填写，不超过500字", '<w:rFonts w:eastAsia="楷体"/><w:sz w:val="21"/>')),
        paragraph(run("公开了许多信息，做了许多工作。")),
    ],
    "a remark before": [
        paragraph(run("（本部分由办公室写）", '<w:sz w:val="21"/>')),
        paragraph(run("公开了许多信息。")),
    ],
    "a bold line before": [
        paragraph(run("主要工作", f"{BODY}<w:b/>")),
        paragraph(run("公开了许多信息，做了工作。")),
    ],
}


@pytest.mark.parametrize("samples", SAMPLES.values(), ids=SAMPLES)
def test_text_is_set_as_the_form_sets_text(samples: list[str]) -> None:
    first = prose(*samples)[0]
    assert look(first) == [PLAIN]
    assert first.paragraph_format._element.pPr.ind.get(qn("w:firstLineChars")) == "200"


SMALL = '<w:rFonts w:eastAsia="宋体"/><w:color w:val="FF0000"/><w:sz w:val="21"/>'
HINTS = [
    "请如实填写",
    "（请填写总体情况）",
    "（文字描述）",
    "【请输入正文】",
    "根据实际情况填写",
    "（略）",
    "……",
    "要求：图文并茂",
]
HEADING = '<w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/>'


@pytest.mark.parametrize("hint", HINTS)
def test_a_note_smaller_than_the_heading_is_no_sample(hint: str) -> None:
    first = prose(paragraph(run(hint, SMALL)), heading=HEADING)[0]
    assert look(first) == [("仿宋_GB2312", ["rFonts", "sz"])]
    assert first.runs[0].font.size == Pt(16)
    shown = prose(paragraph(run(hint, SMALL)), paragraph(run("正文示例：公开了信息……")), heading=HEADING)[0]
    assert look(shown) == [PLAIN]
    marked = f"<w:pPr><w:rPr>{BODY}</w:rPr></w:pPr>"
    assert look(prose(paragraph(run(hint, SMALL), properties=marked), heading=HEADING)[0]) == [PLAIN]


@pytest.mark.parametrize("note", ["（以下为示例）", "本段为示例，仅供参考。", "以下内容为示例。"])
def test_what_says_that_something_is_a_sample_is_none(note: str) -> None:
    other = '<w:rFonts w:eastAsia="楷体"/><w:sz w:val="32"/>'
    assert look(prose(paragraph(run(note, other)), paragraph(run("公开了许多信息。")))[0]) == [PLAIN]


def test_text_that_stands_for_prose_is_a_sample_below_a_larger_heading() -> None:
    larger = HEADING.replace("32", "36")
    assert look(prose(paragraph(run("（文字描述）")), heading=larger)[0]) == [PLAIN]


@pytest.mark.parametrize("blanks", ["　　", "    "])
def test_an_indent_of_blanks_becomes_one_of_the_paragraph(blanks: str) -> None:
    (first, *_) = prose(paragraph(run(f"{blanks}公开了许多信息。"), properties=""))
    assert not first.text[0].isspace()
    assert first.paragraph_format._element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_where_only_headings_of_the_second_level_are_shown_text_is_not_set_like_them() -> None:
    lead = '<w:rFonts w:eastAsia="楷体"/><w:b/><w:sz w:val="32"/>'
    shown = prose(paragraph(run("（一）主动公开", lead)), paragraph(run("（二）依申请公开", lead)))
    assert look(shown[0]) == [("仿宋_GB2312", ["rFonts", "sz"])]
    assert look(shown[1])[0] == ("楷体", ["rFonts", "b", "sz"])


LEAD = '<w:rFonts w:eastAsia="楷体"/><w:sz w:val="30"/>'
RUN_IN = {
    "with text before": [
        paragraph(run("本年公开工作有序。")),
        paragraph(run("（一）公开。", LEAD), run("发布了信息。")),
    ],
    "alone": [paragraph(run("（一）主动公开情况。", LEAD), run("已发布。"))],
    "several": [
        paragraph(run("（一）主动公开情况。", LEAD), run("已发布。")),
        paragraph(run("（二）依申请公开办理情况。", LEAD), run("已办。")),
    ],
    "behind blanks": [paragraph(run("　　（一）主动公开情况。", LEAD), run("已发布。"))],
    "cut into runs": [
        paragraph(run("（一）主动", LEAD), run("公开。", LEAD), run("已向"), run("社会发布。"))
    ],
}


@pytest.mark.parametrize("samples", RUN_IN.values(), ids=RUN_IN)
def test_a_run_in_heading_and_its_text_keep_their_own_looks(samples: list[str]) -> None:
    report = replace(REPORT, prose={**REPORT.prose, "一": Prose("（一）平台建设。网站改版一次。")})
    (line,) = prose(*samples, report=report)
    assert look(line) == [("楷体", ["rFonts", "sz"]), PLAIN]
    assert [r.font.size.pt for r in line.runs if r.font.size] == [15, 16]


def test_a_run_in_heading_in_the_font_of_the_text_stays_so() -> None:
    report = replace(REPORT, prose={**REPORT.prose, "一": Prose("（一）平台建设。网站改版一次。")})
    (line,) = prose(paragraph(run("（一）主动公开。发布了许多信息。")), report=report)
    assert look(line) == [PLAIN, PLAIN]


def test_a_centred_prompt_does_not_centre_the_prose() -> None:
    first = prose(paragraph(run("（此处写正文）"), properties='<w:pPr><w:jc w:val="center"/></w:pPr>'))[0]
    assert look(first) == [PLAIN]
    assert first.alignment is None
    assert first.paragraph_format._element.pPr.ind.get(qn("w:firstLineChars")) == "200"


@pytest.mark.parametrize("properties", ["<w:pPr/>", '<w:pPr><w:ind w:left="420"/></w:pPr>'])
def test_an_empty_line_shows_its_indent_and_no_font(properties: str) -> None:
    first = prose(f"<w:p>{properties}</w:p>", heading='<w:rFonts w:eastAsia="黑体"/><w:sz w:val="30"/>')[0]
    assert look(first) == [("仿宋_GB2312", ["rFonts", "sz"])]
    left = first.paragraph_format._element.pPr.ind.get(qn("w:left"))
    assert left == ("420" if "420" in properties else None)


@pytest.mark.parametrize("samples", [[], ["<w:p/>"]], ids=["nothing", "an empty line"])
def test_where_nothing_is_shown_text_goes_by_the_heading(samples: list[str]) -> None:
    first = prose(*samples, heading='<w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="30"/>')[0]
    assert look(first) == [("仿宋_GB2312", ["rFonts", "sz"])]
    assert first.runs[0].font.size is not None
    assert first.runs[0].font.size.pt == 15
    assert first.paragraph_format._element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_the_spacing_of_characters_in_a_heading_is_none_of_the_paragraph() -> None:
    first = prose(heading='<w:spacing w:val="20"/><w:sz w:val="30"/>')[0]
    assert first.paragraph_format._element.pPr.find(qn("w:spacing")) is None


def test_a_form_in_one_font_stays_in_it() -> None:
    song = '<w:rFonts w:eastAsia="宋体"/><w:sz w:val="32"/>'
    shown = prose(paragraph(run("（一）主动公开情况。公开了信息。", song)))
    assert {font for line in shown for font, _ in look(line)} == {"宋体"}


def test_figures_are_black_where_only_samples_are_red() -> None:
    def value(_: str) -> str:
        return "0"

    body = forms.document(forms.Style(body=("",), value=value))
    red = body.replace("<w:r><w:t>0</w:t></w:r>", run("0", '<w:color w:val="FF0000"/>'))
    assert red != body
    made = fill(forms.package(red), PATH, REPORT)
    assert root_of(made.data).find(f".//{W}color") is None


def test_what_went_with_the_old_prose_is_told() -> None:
    picture = "<w:r><w:drawing/></w:r>"
    body = forms.document(forms.Style(body=("（正文）",)))
    made = fill(
        forms.package(body.replace("（正文）</w:t></w:r>", f"（正文）</w:t></w:r>{picture}", 1)), PATH, REPORT
    )
    assert made.texts(Kind.LOST) == ("图片",)
