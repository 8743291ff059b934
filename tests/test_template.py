"""The shipped form: made by its script, laid out as GB/T 9704—2012 asks, whole on paper."""

import io
import re
import shutil
import subprocess
import tomllib
import zipfile
from types import ModuleType
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ndbg.app.templates import official
from ndbg.form import Form, forms
from ndbg.read.toml import read_toml
from ndbg.write.word import fill
from tests.conftest import EXAMPLES, GOOD_EXAMPLES, ROOT
from tests.official import FORM_2019, FORM_2021


def build_script() -> ModuleType:
    import importlib.util

    spec = importlib.util.spec_from_file_location("build", ROOT / "templates" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parts(data: bytes) -> list[tuple[tuple[object, ...], bytes]]:
    """All that tells one file from another but how it is packed, which is the system's affair."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            ((part.filename, part.date_time, part.external_attr, part.compress_type), archive.read(part))
            for part in archive.infolist()
        ]


@pytest.mark.parametrize("form", [FORM_2019, FORM_2021])
def test_the_script_makes_the_file_that_is_shipped(form: Form) -> None:
    assert parts(build_script().build(form)) == parts(official(form)[0])


@pytest.fixture(scope="module")
def document() -> Any:
    """The form as python-docx sees it, whose types tell too little of what is looked at here."""
    return Document(io.BytesIO(official(FORM_2021)[0]))


def test_the_page_is_that_of_an_official_document(document: Any) -> None:
    section = document.sections[0]
    got = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(length.mm) for length in got] == [210, 297, 37, 35]
    assert [round(m.mm) for m in (section.left_margin, section.right_margin)] == [28, 26]
    assert document.settings.odd_and_even_pages_header_footer


@pytest.mark.parametrize(
    ("style", "font", "size", "line", "indent"),
    [
        ("Title", "方正小标宋简体", 22, 35, None),
        ("Heading 1", "黑体", 16, 28.95, "200"),
        ("报告正文", "仿宋_GB2312", 16, 28.95, "200"),
        ("表格数字", "宋体", 10.5, 13.5, None),
        ("表格项目", "宋体", 10.5, 13.5, None),
    ],
)
def test_fonts_lines_and_indents(
    document: Any, style: str, font: str, size: float, line: float, indent: str | None
) -> None:
    look = document.styles[style]
    base = document.styles["Normal"]
    fonts = look.element.find(f".//{qn('w:rFonts')}")
    if fonts is None:
        fonts = base.element.find(f".//{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {font}
    assert (look.font.size or base.font.size) == Pt(size)
    assert look.paragraph_format.line_spacing.pt == pytest.approx(line, abs=0.05)
    found = look.element.find(f".//{qn('w:ind')}")
    assert (found.get(qn("w:firstLineChars")) if found is not None else None) == indent


def test_second_level_headings_are_run_in(document: Any) -> None:
    run = next(p.runs[0] for p in document.paragraphs if p.text.startswith("（一）"))
    assert run.style.name == "二级标题"
    assert run.style.element.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) == "楷体_GB2312"


def test_page_numbers_stand_outside_on_both_sides(document: Any) -> None:
    section = document.sections[0]
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment.name == side
        assert "".join(t.text for t in paragraph._p.iter(qn("w:t"))) == "— 1 —"
        assert paragraph._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


def test_rows_are_not_split_and_heads_are_repeated(document: Any) -> None:
    for table, heads in zip(document.tables, (0, 3, 3), strict=True):
        properties = [row._tr.trPr for row in table.rows]
        assert all(p.find(qn("w:cantSplit")) is not None for p in properties)
        assert [p.find(qn("w:tblHeader")) is not None for p in properties].count(True) == heads
        assert sum(column.width for column in table.columns) <= Mm(156.5)


# -- on paper ----------------------------------------------------------------------

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="needs LibreOffice (soffice) and poppler (pdftotext)",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The pages of each example as text, as LibreOffice lays them out."""
    folder = tmp_path_factory.mktemp("paper")
    for name in GOOD_EXAMPLES:
        filled = fill(*official(FORM_2021), read_toml(EXAMPLES / f"{name}.toml"))
        (folder / f"{name}.docx").write_bytes(filled.data)
    files = [str(folder / f"{name}.docx") for name in GOOD_EXAMPLES]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = {}
    for name in GOOD_EXAMPLES:
        pdf = str(folder / f"{name}.pdf")
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, timeout=60)
        shown[name] = text.stdout.decode().split("\f")[:-1]
    return shown


@needs_office
@pytest.mark.parametrize("name", GOOD_EXAMPLES)
def test_table_3_is_whole_on_one_page(pages: dict[str, list[str]], name: str) -> None:
    holding = [page for page in pages[name] if "四、结转下年度继续办理" in page]
    assert len(holding) == 1
    for row in (
        "三、收到和处理政府信息公开申请情况",
        "一、本年新收政府信息公开申请数量",
        "1.属于国家秘密",
        "（七）总计",
    ):
        assert row in holding[0]


@needs_office
@pytest.mark.parametrize("name", GOOD_EXAMPLES)
def test_pages_are_numbered_alternately_right_and_left(pages: dict[str, list[str]], name: str) -> None:
    lines = [next(x for x in reversed(page.split("\n")) if x.strip()) for page in pages[name]]
    assert ["".join(line.split()) for line in lines] == [f"—{n}—" for n in range(1, len(lines) + 1)]
    indents = [len(line) - len(line.lstrip()) for line in lines]
    assert min(indents[::2]) > max(indents[1::2]) + 20


@needs_office
def test_all_numbers_are_on_paper(pages: dict[str, list[str]]) -> None:
    paper = re.sub(r"\s", "", "".join(pages["suqian-2024"]))
    report = read_toml(EXAMPLES / "suqian-2024.toml")
    for figure in report.figures.values():
        assert figure.text in paper
    for prose in report.prose.values():
        for paragraph in prose.text.split("\n"):
            assert paragraph[:12] in paper


def test_every_form_is_in_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert packed == {f"templates/{form.template}": f"ndbg/templates/{form.template}" for form in forms()}
