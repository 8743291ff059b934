"""Automatic numbers of Word paragraphs are text to whoever reads them."""

import re
from pathlib import Path

import pytest

from ndbg.app.annotate import annotated
from ndbg.check import check
from ndbg.ooxml.numbering import written
from ndbg.ooxml.package import open_package
from ndbg.read.word import parse_word
from tests import forms
from tests.conftest import numbered_report

PATH = Path("年报.docx")
REPORT = numbered_report()
NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%1）"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/><w:lvlRestart w:val="0"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3."/><w:lvlRestart w:val="1"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:styleId="小标题"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="子"><w:basedOn w:val="小标题"/></w:style></w:styles>"""


def item(text: str, list_id: int = 1, level: int = 0) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def document(*paragraphs: str) -> bytes:
    style = forms.Style(
        value=lambda cell: REPORT.figures[cell].text, title=(REPORT.title,), body=("一段文字。",)
    )
    first = forms.paragraph("一段文字。", style)
    body = forms.document(style).replace(first, "".join(paragraphs), 1)
    return forms.package(body, {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES})


@pytest.mark.parametrize(
    ("paragraphs", "shown"),
    [
        ([item("甲。"), item("乙。")], ["（一）甲。", "（二）乙。"]),
        (
            [item("甲。"), item("子。", level=1), item("丑。", level=1), item("乙。"), item("寅。", level=1)],
            ["（一）甲。", "1.子。", "2.丑。", "（二）乙。", "1.寅。"],
        ),
        ([item("甲。"), item("乙。", 2), item("丙。", 2)], ["（一）甲。", "（一）乙。", "（二）丙。"]),
        (
            [item(text, 3, level) for level, text in enumerate(["甲。", "子。", "天。"])]
            + [
                item("丑。", 3, 1),
                item("地。", 3, 2),
                item("乙。", 3),
                item("寅。", 3, 1),
                item("玄。", 3, 2),
            ],
            ["（一）甲。", "1.子。", "a.天。", "2.丑。", "b.地。", "（二）乙。", "3.寅。", "a.玄。"],
        ),
        ([styled("甲。", "小标题"), styled("乙。", "子")], ["（一）甲。", "（二）乙。"]),
        ([item("点。", level=2), item("没有。", 7)], ["点。", "没有。"]),
    ],
    ids=[
        "one list",
        "levels",
        "a list that begins anew",
        "levels that go on behind others",
        "by its style",
        "bullets, and lists that there are not",
    ],
)
def test_a_number_stands_before_its_paragraph(paragraphs: list[str], shown: list[str]) -> None:
    report = parse_word(document(*paragraphs), PATH)
    assert report.prose["一"].text.split("\n") == shown
    assert len(report.figures) == len(REPORT.figures)


@pytest.mark.parametrize(
    ("number", "format", "shown"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (103, "chineseCountingThousand", "一百零三"),
        (110, "chineseCountingThousand", "一百一十"),
        (3, "chineseLegalSimplified", "叁"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "ideographTraditional", "乙"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (7, "decimalZero", "07"),
        (5, "nobody knows", "5"),
        (10000, "chineseCounting", "一万"),
        (10203, "chineseCountingThousand", "一万零二百零三"),
        (99999, "chineseLegalSimplified", "玖万玖仟玖佰玖拾玖"),
        (100000, "chineseCounting", "100000"),
    ],
)
def test_numbers_are_written_as_word_does(number: int, format: str, shown: str) -> None:
    assert written(number, format) == shown


def commented(xml: str) -> list[str]:
    """The texts that comments stand at, one after the other."""
    ids = re.findall(r'commentRangeStart w:id="(\d+)"', xml)
    spans = (
        re.search(rf'commentRangeStart w:id="{n}"/>(.*?)<w:commentRangeEnd w:id="{n}"', xml, re.S)
        for n in ids
    )
    return ["".join(re.findall(r"<w:t[^>]*>([^<]*)", span[1])) for span in spans if span]


def test_a_comment_stands_at_its_words_behind_an_automatic_number() -> None:
    data = document(item("公开了信息。"), item("年内推动重大政策的的出台。另有一句。"))
    report = parse_word(data, PATH)
    result = check(report)
    (origin,) = next(f.defect.origins for f in result.findings if "的的" in f.defect.message)
    words = report.prose["一"].text.split("\n")[1][origin.start : origin.end].removeprefix("（二）")
    assert "的的" in words
    package = open_package(annotated(data, PATH, report, result), PATH)
    assert words in commented(package.parts["word/document.xml"].decode())
