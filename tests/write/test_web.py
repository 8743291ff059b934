"""The page for the website: what it is made of, and how it looks in a browser, on a phone, on paper."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from ndbg.form.layout import Kind, layout
from ndbg.read import read
from ndbg.read.toml import read_toml
from ndbg.report import Prose, Report
from ndbg.report.charts import charts
from ndbg.write.web import write_web
from tests.browser import Browser, needs_browser
from tests.conftest import EXAMPLES
from tests.official import FORM_2021

# Where .ci/run has put axe-core and the Nu Html Checker.
TOOLS = Path(os.environ.get("NDBG_WEB_TOOLS", "/nowhere"))
AXE = TOOLS / "axe-core" / "axe.min.js"
VALIDATOR = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
PHONE, TABLET, DESK = 390, 768, 1280


def example() -> Report:
    """A report with everything that a page may show."""
    report = read_toml(EXAMPLES / "suqian-2024.toml")
    preface = "本报告依照《中华人民共和国政府信息公开条例》编制。"
    lead = f"（一）今年的工作\n{report.prose['五'].text}"
    return replace(
        report,
        published=date(2025, 1, 17),
        preface=Prose(preface, preface),
        prose={**report.prose, "五": Prose(lead, lead)},
    )


def pages() -> dict[str, str]:
    report, last = example(), read_toml(EXAMPLES / "suqian-2023.toml")
    unfinished = replace(report, figures={}, prose={}, published=None)
    return {
        "plain": write_web(report),
        "charts": write_web(report, charts(report, last)),
        "charts without last year": write_web(report, charts(report)),
        "draft": write_web(unfinished, charts(unfinished), draft=True),
    }


PAGES = pages()


def parsed(name: str) -> Any:
    return html.document_fromstring(PAGES[name])


# -- what it is made of ----------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_run_and_nothing_is_fetched(name: str) -> None:
    page = parsed(name)
    assert page.xpath("//script|//link|//img|//iframe|//@onclick|//@src|//@href") == []
    assert not re.search(r"url\(|@import|https?:", PAGES[name])
    assert page.xpath("string(//meta[@http-equiv]/@content)").startswith("default-src 'none'")
    assert page.get("lang") == "zh-CN"


def test_headings_are_in_order() -> None:
    report = example()
    shown = [
        (h.get("aria-level") or h.tag[1], h.text_content())
        for h in parsed("plain").xpath("//h1|//h2|//h3|//*[@role='heading']")
    ]
    assert shown[:3] == [("1", report.title), ("2", "一、总体情况"), ("3", "（一）主动公开。")]
    assert [text for level, text in shown if level == "2"] == [
        section.heading for section in FORM_2021.sections
    ]
    assert ("3", "（一）今年的工作") in shown


def test_a_figure_names_its_heads() -> None:
    page = parsed("plain")
    texts = {cell.get("id"): cell.text_content() for cell in page.iter("th")}
    figures = page.xpath("//td[@class='figure']")
    drawn = [layout(table) for table in FORM_2021.tables]
    boxes = [(each, box) for each in drawn for row in each.rows for box in row if box.kind is Kind.FIGURE]
    assert len(figures) == len(boxes) == len(FORM_2021.cells)
    for cell, (each, box) in zip(figures, boxes, strict=True):
        assert [texts[id] for id in cell.get("headers").split()] == [head.text for head in each.headers(box)]


def test_tables_have_captions_and_scopes() -> None:
    page = parsed("charts")
    assert [c.text_content() for c in page.iter("caption")] == [
        t.section.label.text for t in FORM_2021.tables
    ]
    assert {cell.get("scope") for cell in page.iter("th")} == {"row", "col", "rowgroup"}


def test_a_draft_says_so_and_marks_what_is_missing() -> None:
    page = parsed("draft")
    assert "（草稿）" in page.findtext("head/title", "")
    assert len(page.xpath("//td/mark[text()='未填']")) == len(FORM_2021.cells)
    assert len(page.xpath("//p/mark[text()='（此处还没有正文）']")) == 3


def test_text_is_never_markup() -> None:
    hostile = "<script>alert(1)</script>“&amp;”</article>{{没有的名称}}"
    report = replace(
        example(), agency="<b>&局", preface=Prose(hostile), prose={"一": Prose(f"（一）{hostile}")}
    )
    page: Any = html.document_fromstring(write_web(report))
    assert page.xpath("//script|//b") == []
    assert page.xpath("string(//h1)") == "<b>&局2024年政府信息公开工作年度报告"
    assert page.xpath("string(//h1/following-sibling::p)") == hostile
    assert page.xpath("string(//mark)") == "{{没有的名称}}"


def test_the_figures_of_a_chart_stand_beside_it_as_text(tmp_path: Path) -> None:
    page = parsed("charts")
    first, second = page.iter("figure")
    rows = [[cell.text_content() for cell in row] for row in first.iter("tr")]
    assert rows[:3] == [
        ["项目", "2024年", "2023年"],
        ["予以公开", "1431", "1191"],
        ["部分公开", "471", "328"],
    ]
    assert "不予公开：2024年92，2023年142" in first.findtext(".//{*}desc", "")
    assert "自然人：2024年3440，2023年3402" in second.findtext(".//{*}desc", "")
    # The longest bar is the largest figure, and none is drawn for nothing.
    lengths = [int(bar.get("width", "")) for bar in second.iter("{*}rect")][2:]
    assert (max(lengths), len(lengths)) == (lengths[0], 10)
    (tmp_path / "年报.html").write_text(PAGES["charts"], encoding="utf-8")
    assert len(read(tmp_path / "年报.html").figures) == len(FORM_2021.cells)


def test_what_last_year_does_not_say_is_no_bar_and_no_0() -> None:
    last = read_toml(EXAMPLES / "suqian-2023.toml")
    known = {id: f for id, f in last.figures.items() if id != "requests.granted.total"}
    page: Any = html.document_fromstring(
        write_web(example(), charts(example(), replace(last, figures=known)))
    )
    chart = next(page.iter("figure"))
    assert [cell.text for cell in next(chart.iter("tbody"))[0]] == ["予以公开", "1431", "没有数"]
    told = chart.xpath(".//*[local-name()='text'][text()='没有数']")
    assert [text.get("x") for text in told] == ["0"]
    bars = [*chart.iter("{*}rect")][2:]  # two are beside the years
    assert len(bars) == 2 * 6 - 1


@pytest.mark.skipif(
    not VALIDATOR.is_file() or not shutil.which("java"), reason="needs vnu.jar (NDBG_WEB_TOOLS)"
)
def test_the_pages_are_valid(tmp_path: Path) -> None:
    for number, page in enumerate(PAGES.values()):
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
    command = ["java", "-jar", f"{VALIDATOR}", "--format", "gnu", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


# -- how it looks ----------------------------------------------------------------


def shown(browser: Browser, folder: Path, name: str, width: int) -> None:
    (folder / "page.html").write_text(PAGES[name], encoding="utf-8")
    browser.open(folder / "page.html", width)


@needs_browser
@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_fits_the_screen(browser: Browser, tmp_path: Path, name: str, width: int) -> None:
    shown(browser, tmp_path, name, width)
    assert browser.run("document.documentElement.scrollWidth") == width
    sizes = browser.run(
        "[...document.querySelectorAll('h1,h2,h3,p,th,td,figcaption,.lead')]"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 16
    # Not one paragraph, cell or chart is without room.
    assert browser.run(
        "[...document.querySelectorAll('h1,h2,h3,p,.scroll th,.scroll td,svg')]"
        ".filter(e => e.getBoundingClientRect().height < 16).length"
    ) == 0  # fmt: skip
    picture = browser.shot().convert("L")
    assert picture.width == width
    assert sum(picture.histogram()[:128]) > 0.005 * picture.width * picture.height


@needs_browser
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_wide_table_is_scrolled_by_itself(browser: Browser, tmp_path: Path, width: int) -> None:
    shown(browser, tmp_path, "plain", width)
    scrolled = browser.run(
        "[...document.querySelectorAll('.scroll')].map(e => e.scrollWidth > e.clientWidth)"
    )
    assert scrolled == ([False, True, True] if width == PHONE else [False, False, False])
    # Scrolled to its end, the names of the rows are still there.
    left = browser.run(
        "const e = document.querySelectorAll('.scroll')[1]; e.scrollLeft = 9999;"
        "e.querySelector('th.line').getBoundingClientRect().left - e.getBoundingClientRect().left"
    )
    assert left == pytest.approx(0, abs=2)


@needs_browser
@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core (NDBG_WEB_TOOLS)")
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", PAGES)
def test_it_is_accessible(browser: Browser, tmp_path: Path, name: str, width: int) -> None:
    shown(browser, tmp_path, name, width)
    browser.run(f"{AXE.read_text(encoding='utf-8')};0")
    found = browser.run("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
    assert found == []
    assert browser.run("axe.run().then(r => r.passes.length)") > 15


@needs_browser
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler (pdftotext)")
def test_on_paper_it_is_laid_out_as_the_report(browser: Browser, tmp_path: Path) -> None:
    shown(browser, tmp_path, "plain", DESK)
    (tmp_path / "page.pdf").write_bytes(browser.printed())
    told = subprocess.run(
        ["pdfinfo", tmp_path / "page.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert "A4" in told
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True
    )
    paper = done.stdout.split("\f")[:-1]
    assert 4 <= len(paper) <= 6
    # Each table is whole on its page, under its heading, and the pages are numbered.
    for table in FORM_2021.tables:
        (page,) = (text for text in paper if table.section.heading[:15] in text)
        assert table.blocks[-1].rows[-1].label.text[:6] in page
    for number, text in enumerate(paper, 1):
        assert f"—{number}—" in "".join(text.split())
