"""The PDF: the Word report printed, in fonts that are there, and all of it read back."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ndbg.app.templates import official
from ndbg.check import check
from ndbg.errors import NdbgError
from ndbg.ooxml.package import open_package, pack
from ndbg.read import read
from ndbg.read.toml import read_toml
from ndbg.report import Additions, Prose, Report
from ndbg.write import pdf as module
from ndbg.write.fonts import installed, not_installed, replace_fonts, substitutes
from ndbg.write.pdf import write_pdf
from ndbg.write.shared import title
from ndbg.write.word import fill
from tests.conftest import EXAMPLES, GOOD_EXAMPLES, numbered_report
from tests.office import needs_office, printed
from tests.official import FORM_2021

OFFICIAL = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")
# Paragraphs of which a sign falls behind the end of the first line, or of the second; where a line ends depends on the font.
ENDS = "\n".join(
    f"{'各股室按月自查并及时更新公开目录做到应公开尽公开不留死角常态长效管理'[:first]}；{'之后把情况逐一登记在册分类汇总以备查阅并向社会公布结果接受监督'[:second]}，以上。"
    for first in range(22, 30)
    for second in (24, 25, 26, 27, 28)
)
AGENCIES = (
    "海州市水利局", "海州市平江区住房和城乡建设局", "某某维吾尔自治区海州哈萨克自治州人民政府办公室",
)  # fmt: skip
Papers = dict[tuple[str, bool], Path]


def signed(agency: str) -> Report:
    example = read_toml(EXAMPLES / "suqian-2024.toml")
    return replace(example, agency=agency, published=date(2025, 1, 24), added=Additions())


def reports() -> dict[tuple[str, bool], Report]:
    """All that is printed here, and whether as a draft."""
    return {
        **{(name, False): read_toml(EXAMPLES / f"{name}.toml") for name in GOOD_EXAMPLES},
        **{(agency, draft): signed(agency) for agency in AGENCIES for draft in (False, True)},
        ("signs at the ends of lines", False): replace(
            signed("海州市水利局"), prose={**numbered_report().prose, "五": Prose(ENDS)}
        ),
        ("nothing filled in", True): replace(numbered_report(), figures={}),
        ("all figures different", False): numbered_report(),
    }


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """They as PDF."""
    folder = tmp_path_factory.mktemp("papers")
    words = [
        (fill(*official(FORM_2021), report, draft=draft).data, title(report, draft=draft))
        for (_, draft), report in reports().items()
    ]
    paths = {}
    for at, (key, data) in enumerate(zip(reports(), printed(words), strict=True)):
        paths[key] = folder / f"{at}.pdf"
        paths[key].write_bytes(data)
    return paths


@needs_office
@pytest.mark.parametrize("name", GOOD_EXAMPLES)
def test_an_example_reads_back_the_same(papers: Papers, name: str) -> None:
    report = read_toml(EXAMPLES / f"{name}.toml")
    back = read(papers[name, False])
    assert (back.agency, back.year) == (report.agency, report.year)
    assert {id: f.value for id, f in back.figures.items()} == {
        id: f.value for id, f in report.figures.items()
    }
    assert {no: p.text for no, p in back.prose.items()} == {no: p.text for no, p in report.prose.items()}


@needs_office
def test_no_sign_is_lost_where_a_line_ends(papers: Papers) -> None:
    assert read(papers["signs at the ends of lines", False]).prose["五"].text == ENDS


@needs_office
@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("agency", AGENCIES)
def test_a_signed_report_with_any_name_reads_back_and_is_checked_as_its_data_are(
    papers: Papers, agency: str, draft: bool
) -> None:
    report = signed(agency)
    back = read(papers[agency, draft])
    assert (back.agency, back.year, back.published) == (agency, 2024, date(2025, 1, 24))
    assert {no: p.text for no, p in back.prose.items()} == {no: p.text for no, p in report.prose.items()}
    found = [f.code for f in check(back).findings]
    assert found == (["FMT106"] if draft else [])  # a title that says 草稿 is not yet one to publish
    assert check(report).findings == ()


@needs_office
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler (pdftotext)")
def test_a_draft_says_so_on_every_page(papers: Papers) -> None:
    path = papers["nothing filled in", True]
    shown = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert all("草稿" in page for page in shown.split("\f")[:-1])
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "某市档案局2024年政府信息公开工作年度报告（草稿）" in told
    assert "A4" in told


@needs_office
@pytest.mark.skipif(not shutil.which("pdffonts") or not installed(), reason="needs poppler and Chinese fonts")
def test_every_letter_has_its_font_in_the_file(papers: Papers) -> None:
    path = papers["all figures different", False]
    rows = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[
        2:
    ]
    assert rows
    assert all(" yes yes yes " in row for row in rows)
    assert not any("DejaVu" in row for row in rows)  # has no Chinese letters


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (OFFICIAL, {}),
        (
            ("Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL KaitiM GB"),
            {
                "方正小标宋简体": "Noto Serif CJK SC",
                "仿宋_GB2312": "Noto Serif CJK SC",
                "楷体_GB2312": "AR PL KaitiM GB",
                "黑体": "Noto Sans CJK SC",
                "宋体": "Noto Serif CJK SC",
            },
        ),
        (
            ("SimSun", "SimHei", "FangSong", "KaiTi", "STZhongsong"),
            {
                "方正小标宋简体": "STZhongsong",
                "仿宋_GB2312": "FangSong",
                "楷体_GB2312": "KaiTi",
                "黑体": "SimHei",
                "宋体": "SimSun",
            },
        ),
        (("DejaVu Sans",), {}),
    ],
)
def test_what_is_most_like_a_font_stands_in_for_it(there: tuple[str, ...], expected: dict[str, str]) -> None:
    assert substitutes(there) == expected


def test_fonts_are_replaced_and_the_title_stays_heavy() -> None:
    package = open_package(official(FORM_2021)[0], Path("a.docx"))
    replace_fonts(package, substitutes(("Noto Serif CJK SC", "AR PL KaitiM GB")))
    styles = package.parts["word/styles.xml"].decode()
    assert not any(font in styles for font in OFFICIAL)
    heavy = '<w:rFonts w:ascii="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC" w:cs="Noto Serif CJK SC"/><w:b/>'
    assert styles.count(heavy) == 1
    assert "AR PL KaitiM GB" in styles
    open_package(pack(package), Path("a.docx"))


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (None, ["看不出这台电脑上有哪些字体"]),
        (OFFICIAL, []),
        (
            (*OFFICIAL[1:], "STZhongsong"),
            ["没有这些公文字体，PDF 里用别的代替：方正小标宋简体（用 STZhongsong）"],
        ),
        ((), ["也没有可以代替的中文字体"]),
    ],
)
def test_what_stands_in_is_said(
    monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...] | None, said: list[str]
) -> None:
    monkeypatch.setattr(module, "installed", lambda: None if there is None else frozenset(there))
    monkeypatch.setattr(module, "find_libreoffice", lambda: "soffice")
    monkeypatch.setattr(module, "convert", lambda *_: b"%PDF-")
    data, notes = write_pdf(official(FORM_2021)[0], "年报")
    assert data == b"%PDF-"
    assert len(notes) == len(said)
    assert all(part in note for part, note in zip(said, notes, strict=True))
    assert [font for font in OFFICIAL if font not in (there or ())] == not_installed(there or ())


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NdbgError, match="ndbg fill"):
        write_pdf(official(FORM_2021)[0], "年报")


def test_what_libreoffice_does_not_make_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_libreoffice", lambda: "/bin/false")
    with pytest.raises(NdbgError, match="LibreOffice 没有生成 PDF"):
        write_pdf(official(FORM_2021)[0], "年报")
