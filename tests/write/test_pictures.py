"""Charts in the Word report: real pictures, told in words too, and nothing else is touched."""

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from matplotlib import font_manager
from PIL import Image

from ndbg.app.differences import read_back
from ndbg.app.templates import official
from ndbg.errors import NdbgError
from ndbg.read.toml import read_toml
from ndbg.read.word import parse_word
from ndbg.report.charts import charts
from ndbg.write.fonts import installed
from ndbg.write.picture import Picture, draw
from ndbg.write.word import fill
from tests import forms
from tests.conftest import EXAMPLES
from tests.official import FORM_2021

REPORT, LAST = read_toml(EXAMPLES / "suqian-2024.toml"), read_toml(EXAMPLES / "suqian-2023.toml")
CHARTS = charts(REPORT, LAST)
PATH = Path("年报.docx")
needs_font = pytest.mark.skipif(not installed(), reason="needs a Chinese font")


def blank_pictures() -> list[Picture]:
    """Pictures that need no font."""
    buffer = io.BytesIO()
    Image.new("RGB", (600, 300), "navy").save(buffer, "PNG")
    return [Picture(buffer.getvalue(), chart.in_words()) for chart in CHARTS]


@needs_font
def test_a_chart_is_drawn_in_letters_that_are_there() -> None:
    """A letter that the font lacks would be a warning of matplotlib, and so an error here."""
    pictures = draw([*CHARTS, *charts(REPORT)])
    assert [p.alt for p in pictures[:2]] == [chart.in_words() for chart in CHARTS]
    for shown in pictures:
        image = Image.open(io.BytesIO(shown.data)).convert("RGB")
        assert image.width == 1220
        colours = {colour for _, colour in image.getcolors(1 << 20) or ()}
        assert {(255, 255, 255), (0x1F, 0x4E, 0x79)} <= colours
    assert [p.data for p in draw(CHARTS)] == [p.data for p in pictures[:2]]


@needs_font
def test_the_figures_are_written_on_the_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib.figure import Figure

    texts: list[str] = []

    def look(figure: Figure, *_: object, **__: object) -> None:
        texts.extend(text.get_text() for axes in figure.axes for text in (*axes.texts, axes.title))
        texts.extend(text.get_text() for axes in figure.axes for text in axes.get_yticklabels())

    monkeypatch.setattr(Figure, "savefig", look)
    draw(CHARTS[:1])
    assert {"1431", "1191", "471", "92", "予以公开", "其他处理", "本年度办理结果（件）"} <= set(texts)


def test_without_a_chinese_font_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = [entry for entry in font_manager.fontManager.ttflist if entry.name == "DejaVu Sans"]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", latin)
    with pytest.raises(NdbgError, match="没有能显示中文的字体"):
        draw(CHARTS)


@pytest.mark.parametrize(
    "traits", [(), ("text to be replaced",), ("no room for text",), ("text in content controls",)]
)
def test_pictures_end_the_first_section_of_any_form(traits: tuple[str, ...]) -> None:
    form = forms.form(forms.styled(*traits)) if traits else official(FORM_2021)[0]
    filled = fill(form, PATH, REPORT, pictures=blank_pictures())
    read_back(parse_word(filled.data, PATH), REPORT)
    document: Any = Document(io.BytesIO(filled.data))
    paragraphs = list(document.element.iter("{*}p"))
    shown = [p for p in paragraphs if p.find(".//{*}drawing") is not None]
    assert [p.find(".//{*}docPr").get("descr") for p in shown] == [chart.in_words() for chart in CHARTS]
    assert len({p.find(".//{*}docPr").get("id") for p in shown}) == 2
    texts = ["".join(p.itertext("{*}t")) for p in paragraphs]
    heading = next(i for i, text in enumerate(texts) if FORM_2021.sections[1].heading in text)
    assert all(paragraphs.index(p) < heading for p in shown)
    assert all(p.find("{*}pPr/{*}spacing").get(qn("w:lineRule")) == "auto" for p in shown)


def test_a_picture_is_not_cut_off_nor_wider_than_the_text() -> None:
    document = Document(
        io.BytesIO(fill(*official(FORM_2021), REPORT, draft=True, pictures=blank_pictures()).data)
    )
    section = document.sections[0]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    assert 0.9 * width < document.inline_shapes[0].width <= width
    (first, *_) = (p for p in document.paragraphs if p._p.find(".//{*}drawing") is not None)
    assert first.paragraph_format.line_spacing_rule == WD_LINE_SPACING.SINGLE
    assert "草稿" in section.header.paragraphs[0].text


def test_equal_reports_give_equal_files() -> None:
    pictures = blank_pictures()
    one, two = (fill(*official(FORM_2021), REPORT, pictures=pictures).data for _ in range(2))
    assert one == two
    assert parse_word(one, PATH).prose["一"].text == REPORT.prose["一"].text
