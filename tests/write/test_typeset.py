"""How the Word report is set, measured on paper: GB/T 9704—2012, 7.3.1 and 7.3.5."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from docx import Document
from docx.shared import Mm, Pt

from ndbg.app.sign_off import sign_off_sheet
from ndbg.app.templates import official
from ndbg.check import check
from ndbg.read.toml import read_toml
from ndbg.read.word import parse_word
from ndbg.report import Report
from ndbg.write.word import fill
from ndbg.write.word.sheet import add_sheet
from ndbg.write.word.typeset import width_of
from tests import forms
from tests.conftest import EXAMPLES, numbered_report
from tests.office import needs_office, printed
from tests.official import FORM_2021

SHORT, LONG = "海州市水利局", "海州市平江区住房和城乡建设局"
LONGER = "某某维吾尔自治区海州哈萨克自治州人民政府办公室"
YEAR = "2024年政府信息公开工作年度报告"
DAY = "2025年1月24日"
LEFT, RIGHT = 28 / 25.4 * 72, (210 - 26) / 25.4 * 72  # margins of the page, in points


def report(agency: str, **changes: Any) -> Report:
    return replace(numbered_report(), agency=agency, published=date(2025, 1, 24), **changes)


def title_lines(data: bytes) -> list[str]:
    """The lines of the title, as the Word file breaks them."""
    text = next(p.text for p in Document(io.BytesIO(data)).paragraphs if "年度报告" in p.text)
    return text.split("\n")


TITLES = {
    "fits on one line": ("海州市", False, [f"海州市{YEAR}"]),
    "does not": (SHORT, False, [SHORT, YEAR]),
    "long name": (LONG, False, [LONG, YEAR]),
    "name longer than a line": (
        LONGER,
        False,
        ["某某维吾尔自治区", "海州哈萨克自治州人民政府办公室", YEAR],
    ),
    "draft": (LONG, True, [LONG, f"{YEAR}（草稿）"]),
    "longest": (
        "某某自治区海州市平江达斡尔族自治旗人力资源和社会保障局（自治旗公务员局）",
        True,
        [
            "某某自治区海州市平江达斡尔族自治旗",
            "人力资源和社会保障局（自治旗公务员局）",
            f"{YEAR}（草稿）",
        ],
    ),
}


@pytest.mark.parametrize(("agency", "draft", "lines"), TITLES.values(), ids=TITLES)
def test_a_title_breaks_by_sense(agency: str, draft: bool, lines: list[str]) -> None:
    filled = fill(*official(FORM_2021), report(agency), draft=draft).data
    assert title_lines(filled) == lines
    assert max(map(width_of, lines)) <= 20  # characters of 22 points in a line of 156 mm
    back = parse_word(filled, Path("年报.docx"))
    assert (back.agency, back.year) == (agency, 2024)


OWN_TITLES = {
    "on one line": (("××局20××年政府信息公开工作年度报告",), [SHORT, YEAR]),
    "with neither name nor year": (("政府信息公开工作年度报告格式模板",), [SHORT, YEAR]),
    "of its kind": (("政府信息公开工作年度报告（样表）",), [SHORT, YEAR]),
    "room for a year in words": (("（年度）年政府信息公开工作年度报告",), [SHORT, YEAR]),
    "room in brackets": (("（  ）2023年政府信息公开工作年度报告",), [SHORT, YEAR]),
}


@pytest.mark.parametrize(("title", "lines"), OWN_TITLES.values(), ids=OWN_TITLES)
def test_a_title_of_an_own_form_is_written_and_breaks_by_sense(
    title: tuple[str, ...], lines: list[str]
) -> None:
    form = forms.package(forms.document(forms.Style(title=title)))
    filled = fill(form, Path("本局.docx"), report(SHORT)).data
    assert title_lines(filled) == lines
    back = parse_word(filled, Path("年报.docx"))
    assert (back.agency, back.year) == (SHORT, 2024)


def test_what_stands_above_a_title_with_room_for_a_name_is_no_part_of_it() -> None:
    title = ("附件2", "（  ）2024年政府信息公开工作年度报告")
    form = forms.package(forms.document(forms.Style(title=title)))
    back = parse_word(fill(form, Path("本局.docx"), report(SHORT)).data, Path("年报.docx"))
    assert (back.agency, back.year) == (SHORT, 2024)


class Line(NamedTuple):
    """A line on paper: its text without blanks, and its ends in points."""

    text: str
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def lines_of(paper: bytes) -> list[list[Line]]:
    """The lines of each page of a PDF."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(paper)) as pdf:
        return [
            [
                Line("".join(line["text"].split()), line["x0"], line["x1"])
                for line in page.extract_text_lines()
            ]
            for page in pdf.pages
        ]


def line(pages: Sequence[Sequence[Line]], text: str) -> Line:
    """The last line that is nothing but a text."""
    return [line for page in pages for line in page if line.text == text][-1]


SIGNED = {
    "short, sealed": (SHORT, True),
    "long, sealed": (LONG, True),
    "longer, sealed": (LONGER, True),
    "short, not sealed": (SHORT, False),
    "long, not sealed": (LONG, False),
}


def with_sheet() -> bytes:
    """A report with its sign-off sheet."""
    signed = read_toml(EXAMPLES / "suqian-2024.toml")
    last = read_toml(EXAMPLES / "suqian-2023.toml")
    sheet = sign_off_sheet(signed, last, check(signed, last))
    return add_sheet(fill(*official(FORM_2021), signed).data, Path("a.docx"), sheet)


@pytest.fixture(scope="module")
def papers() -> dict[str, list[list[Line]]]:
    """The lines of all that is printed here, as LibreOffice prints it."""
    words = {
        name: fill(*official(FORM_2021), report(agency), sealed=sealed).data
        for name, (agency, sealed) in SIGNED.items()
    }
    words |= {
        f"draft: {draft}": fill(*official(FORM_2021), report(LONG), draft=draft).data
        for draft in (False, True)
    }
    words["with its sheet"] = with_sheet()
    made = printed([(word, "年报") for word in words.values()])
    return dict(zip(words, map(lines_of, made), strict=True))


@needs_office
@pytest.mark.parametrize("name", SIGNED)
def test_the_signature_stands_where_the_standard_has_it(
    papers: dict[str, list[list[Line]]], name: str
) -> None:
    (agency, sealed), pages = SIGNED[name], papers[name]
    signature, day = line(pages, agency), line(pages, DAY)
    character, near = 16, 6  # points
    assert signature.start >= LEFT - 1
    assert signature.end <= RIGHT + 1
    if sealed:
        assert signature.middle == pytest.approx(day.middle, abs=1)
        free = max(4 * character, (signature.end - signature.start - day.end + day.start) / 2)
        assert RIGHT - day.end == pytest.approx(free, abs=near + character * (agency == LONGER))
    elif agency == SHORT:  # the day is the longer one
        assert RIGHT - day.end == pytest.approx(2 * character, abs=near)
        assert day.start - signature.start == pytest.approx(2 * character, abs=1)
    else:
        assert RIGHT - signature.end == pytest.approx(2 * character, abs=near)
        assert day.start - signature.start == pytest.approx(2 * character, abs=1)


@needs_office
@pytest.mark.parametrize("draft", [False, True])
def test_no_line_on_paper_begins_with_a_sign_and_no_title_breaks_within_its_name(
    papers: dict[str, list[list[Line]]], draft: bool
) -> None:
    texts = [line.text for page in papers[f"draft: {draft}"] for line in page]
    assert not [text for text in texts if text.startswith(tuple("、，。；：）"))]
    assert any(text.startswith(YEAR) for text in texts)


def test_the_label_of_the_results_has_its_sign_beside_its_number() -> None:
    table = Document(io.BytesIO(official(FORM_2021)[0])).tables[1]
    label = next(
        c.text for row in table.rows for c in row.cells if "本年度办理结果" in "".join(c.text.split())
    )
    assert label.split("\n") == ["三、", *"本年度办理结果"]
    assert table.columns[0].width >= Pt(2 * 10.5) + 2 * Mm(0.6)


@pytest.mark.parametrize("own", [False, True])
def test_the_sign_off_sheet_keeps_the_margins_and_is_set_in_10_5_points(own: bool) -> None:
    signed = read_toml(EXAMPLES / "suqian-2024.toml")
    form = (forms.package(forms.document(forms.Style())), Path("a.docx")) if own else official(FORM_2021)
    sheet = sign_off_sheet(signed, None, check(signed))
    document = Document(io.BytesIO(add_sheet(fill(*form, signed).data, Path("a.docx"), sheet)))
    table, section = document.tables[0], document.sections[0]
    wide: int = Mm(156)
    if section.page_width and section.left_margin and section.right_margin:
        wide = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width or 0 for column in table.columns) <= wide + Pt(1)
    sizes = {
        run.font.size for row in table.rows for cell in row.cells for p in cell.paragraphs for run in p.runs
    }
    assert sizes == {Pt(10.5)}


@needs_office
def test_the_sign_off_sheet_is_one_page_with_long_figures_on_one_line(
    papers: dict[str, list[list[Line]]],
) -> None:
    pages = papers["with its sheet"]
    first = "\n".join(line.text for line in pages[0])
    assert "59237.2449" in first
    assert "数据指纹" in first
    assert pages[1][0].text.startswith("宿迁市2024年")
    assert all(line.start >= LEFT - 3 and line.end <= RIGHT + 3 for line in pages[0])
