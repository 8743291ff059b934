"""Prose and names are text: in no output do they become a field, an element, a formula, a link or an order.

Everything is made of a report whose texts try, and of its twin whose texts do not.
"""

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree, html

openpyxl = pytest.importorskip("openpyxl", reason="needs ndbg[excel]")

from ndbg.process.libreoffice import find_libreoffice  # noqa: E402
from ndbg.read.source import forbidden  # noqa: E402
from ndbg.read.toml import read_toml  # noqa: E402
from tests import forms  # noqa: E402
from tests.hostile.guard import CONTROLS, run  # noqa: E402
from tests.hostile.payloads import AGENCIES, FORBIDDEN, PAYLOADS, data, hostile, lines, twin  # noqa: E402
from tests.hostile.sound import sound  # noqa: E402
from tests.rendering import kinds, page  # noqa: E402

WHO = ("hostile", "twin")


@pytest.fixture(scope="module", params=range(len(AGENCIES)))
def folders(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The folders of a report and of its twin, each with its data file; one pair for each name of an office."""
    made = []
    for name, report in zip(WHO, (hostile, twin), strict=True):
        made.append(tmp_path_factory.mktemp(name))
        (made[-1] / "data.toml").write_text(data(report(AGENCIES[request.param])), encoding="utf-8")
    return made


def made(folders: list[Path], ending: str, *words: str) -> list[bytes]:
    """What a command makes of both."""
    found = []
    for folder in folders:
        path = folder / f"made{ending}"
        path.unlink(missing_ok=True)
        done = run(folder, *words, "-o", path.name)
        assert done.code == 0, done.shown
        found.append(next(folder.glob(f"made*{ending}")).read_bytes())
        next(folder.glob(f"made*{ending}")).unlink()
    return found


def agency(folder: Path) -> str:
    return read_toml(folder / "data.toml").agency


def elements(root: Any) -> Counter[tuple[str, tuple[str, ...]]]:
    """How many elements there are of each name, with the names of their attributes."""
    return Counter((f"{e.tag}", tuple(sorted(map(str, e.attrib)))) for e in root.iter())


def text_of(element: Any) -> str:
    """All text in an element."""
    return "".join(element.itertext())


# -- pages, workbooks, Markdown ----------------------------------------------------


def test_a_page_has_no_element_more(folders: list[Path]) -> None:
    tried, plain = (
        html.document_fromstring(text.decode()) for text in made(folders, ".html", "export", "--draft")
    )
    assert elements(tried) == elements(plain)
    texts = {" ".join(text_of(p).split()) for p in tried.iter("p")}
    assert {" ".join(line.split()) for line in lines()} <= texts
    assert tried.findtext(".//h1", "").startswith(agency(folders[0]))


def test_a_workbook_has_no_formula_and_no_link_more(folders: list[Path]) -> None:
    books = [openpyxl.load_workbook(io.BytesIO(b)) for b in made(folders, ".xlsx", "export", "--draft")]
    tried, plain = (
        {(s.title, c.coordinate): c for s in book for row in s.iter_rows() for c in row} for book in books
    )
    assert {at: c.data_type for at, c in tried.items()} == {at: c.data_type for at, c in plain.items()}
    formulas = [{at: c.value for at, c in cells.items() if c.data_type == "f"} for cells in (tried, plain)]
    assert formulas[0] == formulas[1]
    assert not any(cell.hyperlink for cell in tried.values())
    assert list(books[0].defined_names) == list(books[1].defined_names)
    # A cell that begins like a formula is marked as text, for when somebody edits it.
    begun = [
        cell
        for cell in tried.values()
        if cell.data_type == "s" and f"{cell.value}".startswith(("=", "+", "-", "@"))
    ]
    assert len(begun) >= 6
    assert all(cell.quotePrefix for cell in begun)
    assert {line.strip() for line in lines()} <= {f"{cell.value}".strip() for cell in tried.values()}


def test_markdown_has_no_markup_more(folders: list[Path]) -> None:
    tried, plain = (text.decode() for text in made(folders, ".md", "export", "--draft"))
    assert kinds(tried) == kinds(plain)
    texts = {" ".join(text_of(p).split()) for p in page(tried).iter("p")}
    assert {" ".join(line.split()) for line in lines()} <= texts


# -- Word --------------------------------------------------------------------------


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# What an XML part of a report may hold beyond the text that its twin has too.
_ORDERS = {
    "fldSimple",
    "instrText",
    "hyperlink",
    "altChunk",
    "object",
    "pict",
    "drawing",
    "sdt",
    "subDoc",
    "OLEObject",
}


@pytest.mark.parametrize(
    "words", [("fill", "--sign-off", "--draft"), ("fill", "--draft", "--template", "表样.docx")]
)
def test_word_has_no_field_no_link_and_no_part_more(folders: list[Path], words: tuple[str, ...]) -> None:
    for folder in folders:
        (folder / "表样.docx").write_bytes(forms.form(forms.styled("text to be replaced")))
    files = [parts(file) for file in made(folders, ".docx", *words)]
    assert files[0].keys() == files[1].keys()
    for name in files[0]:
        if not name.endswith((".xml", ".rels")):
            continue
        tried, plain = (etree.fromstring(file[name]) for file in files)
        counts = [Counter(etree.QName(e).localname for e in root.iter()) for root in (tried, plain)]
        assert {k: n for k, n in counts[0].items() if k in _ORDERS} == {
            k: n for k, n in counts[1].items() if k in _ORDERS
        }
        if "comment" not in name:
            assert counts[0].keys() <= counts[1].keys() | {"proofErr"}
        if name.endswith(".rels"):
            assert sorted(r.get("Target", "") for r in tried) == sorted(r.get("Target", "") for r in plain)
    document = Document(io.BytesIO(_zip(files[0])))
    texts = {" ".join(p.text.split()) for p in document.paragraphs}
    assert {" ".join(line.split()) for line in lines()} <= texts


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def test_the_sign_off_sheet_holds_its_texts_as_they_are(folders: list[Path]) -> None:
    tried, _ = made(folders, ".docx", "fill", "--sign-off", "--draft")
    said = "".join(PAYLOADS).strip()
    document = Document(io.BytesIO(tried))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert agency(folders[0]) in cells
    assert cells.count(said) >= 3  # who drafted it
    assert any(said in p.text for p in document.paragraphs)  # the explanation


@pytest.mark.skipif(not find_libreoffice(), reason="needs LibreOffice (soffice)")
def test_a_pdf_does_nothing(folders: list[Path]) -> None:
    if agency(folders[0]) != AGENCIES[0]:
        pytest.skip("one is enough: it takes seconds")
    tried, plain = made(folders, ".pdf", "export", "--draft", "--format", "pdf")
    for order in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/SubmitForm"):
        assert tried.count(order) == plain.count(order)


# -- what is shown -----------------------------------------------------------------


def shown(folders: list[Path], *words: str) -> list[str]:
    """What a command shows of both; `run` sees to it that no terminal obeys any of it."""
    return [run(folder, *words).out for folder in folders]


SAID = " ".join("".join(PAYLOADS).split())


@pytest.mark.parametrize("format", ["text", "plain", "markdown", "json", "sarif"])
def test_an_explanation_is_shown_as_it_was_written(folders: list[Path], format: str) -> None:
    tried, plain = shown(folders, "check", "--format", format, "--select", "X606")
    if format == "markdown":
        assert kinds(tried) == kinds(plain)
        tried = text_of(page(tried))
    if format in ("json", "sarif"):
        assert _shape(json.loads(tried)) == _shape(json.loads(plain))
        assert "".join(PAYLOADS).strip() in _strings(json.loads(tried))
        return
    squeezed = "".join(tried.split())
    wanted = "".join(CONTROLS.sub("\N{REPLACEMENT CHARACTER}", SAID).split())
    assert wanted in squeezed


def _shape(value: Any) -> Any:
    """A structure without its texts."""
    if isinstance(value, dict):
        return {key: _shape(item) for key, item in value.items()}
    return [_shape(item) for item in value] if isinstance(value, list) else type(value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_a_comparison_shows_texts_as_texts(folders: list[Path], format: str) -> None:
    (folders[0] / "好.toml").write_bytes(sound(".toml"))
    out = run(folders[0], "diff", "好.toml", "data.toml", "--format", format).out
    if format == "json":
        assert set(lines()) <= {s for text in _strings(json.loads(out)) for s in (text,)} | {
            line for line in lines() if line != line.strip()
        }
        return
    if format == "markdown":
        assert (
            not {"html_inline", "html_block", "link_open", "image", "code_inline", "fence"}
            & kinds(out).keys()
        )
        out = text_of(page(out))
    for text in ("[red]红[/red]", "[link=http://x.cn]看[/link]", "<b>粗</b>", "{% if x %}"):
        assert text in out
    assert agency(folders[0]).translate({0x202E: 0xFFFD, 0x2066: 0xFFFD}) in out


def test_what_is_imported_is_the_same_report(folders: list[Path]) -> None:
    folder = folders[0]
    again = folder / "again.toml"
    again.write_text(run(folder, "import", "data.toml").out, encoding="utf-8")
    first, second = read_toml(folder / "data.toml"), read_toml(again)
    again.unlink()
    assert (first.agency, first.added) == (second.agency, second.added)
    assert {no: p.text for no, p in first.prose.items()} == {no: p.text for no, p in second.prose.items()}
    assert agency(folder) in _strings(json.loads(run(folder, "import", "data.toml", "--format", "json").out))


# -- what no report may hold ---------------------------------------------------------

FIELDS: dict[str, Callable[[str], str]] = {
    "the office": lambda said: sound(".toml").decode().replace("某市档案局", f"某市{said}局"),
    "prose": lambda said: sound(".toml").decode().replace("公开政府信息30条", f"公开{said}信息30条"),
    "an own figure": lambda said: sound(".toml").decode().replace('["数据"]', f'["数据"]\n"甲" = "{said}"'),
    "the drafter": lambda said: sound(".toml").decode() + f'\n["送审"]\n"拟稿人" = "某{said}"\n',
    "an explanation": lambda said: sound(".toml").decode() + f'\n["核对说明"]\n"X606" = "某{said}"\n',
    "last year's file": lambda said: sound(".toml").decode().replace('["报告"]', f'["报告"]\n"上年文件" = "{said}.toml"'),
}  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", FORBIDDEN)
def test_controls_are_refused_in_words(tmp_path: Path, name: str, field: str) -> None:
    escaped = "".join(f"\\u{ord(sign):04x}" for sign in FORBIDDEN[name])
    (tmp_path / "data.toml").write_text(FIELDS[field](escaped), encoding="utf-8")
    done = run(tmp_path, "check")
    assert (done.code, "看不见的字符" in done.err) == (2, True), done.shown


# -- names of files ------------------------------------------------------------------

NAMES = (
    "年报\x1b[31m{}", "年报\x9b2J{}", "年报\u202egpj{}", "年\n报{}", "年\r报{}", "[red]年报[/red]{}", "[link=x]年报{}",
    "=cmd|'calc'!A1{}", '"><img src=x>{}', "$(id);`id`{}", "%s%n{{0}}{}", "| 甲 | 乙 |{}", "年报\udcff{}", "-年报{}",
    "&amp;{}", "{{{{机关}}}}{}", "年 报\t{}", "[甲](b){}",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_as_a_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name.format(".toml")
    try:
        file.write_bytes(sound(".toml"))
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    path = f"./{file.name}"
    for format in ("text", "plain", "markdown", "sarif"):
        assert run(tmp_path, "check", path, "--format", format).code in (0, 1)
    told = json.loads(run(tmp_path, "check", path, "--format", "json").out)
    assert told["file"] == file.name or "\udcff" in file.name
    assert run(tmp_path, "export", path, "--draft", "-o", f"{file.stem}.md", "--force").code == 0
    assert run(tmp_path, "diff", path, path).code == 0
    done = run(tmp_path, "init", "--from", path, "--year", "2025", "--yes", "本年.toml", "--force")
    # A name that a data file cannot hold is refused, and nothing is left behind.
    assert (done.code, "改名" in done.err) == ((2, True) if forbidden(path) else (0, False))
    file.unlink()
    done = run(tmp_path, "import", path)
    assert (done.code, "找不到文件" in done.err) == (2, True)
    assert "[red]" in done.err or "[red]" not in name


@pytest.mark.parametrize("word", ["--\x1b[31m", "\x9b2J", "[red]x[/red]", "check\u202e"])
def test_a_mistyped_word_is_shown_as_it_is(tmp_path: Path, word: str) -> None:
    for words in (
        (word,),
        ("check", "--format", word),
        ("check", "--select", word),
        ("check", "--set", f"{word}={word}"),
    ):
        done = run(tmp_path, *words)
        assert done.code == 2
    (tmp_path / "好.toml").write_bytes(sound(".toml"))
    assert run(tmp_path, "check", "好.toml", "--set", f"雷同比例={word}").code == 2
    assert run(tmp_path, "init", "--agency", word * 90, "--yes").code == 2
    assert run(tmp_path, "rules", word).code == 2


# -- forms -----------------------------------------------------------------------------


def test_what_a_form_says_is_shown_as_text(tmp_path: Path) -> None:
    (tmp_path / "好.toml").write_bytes(sound(".toml"))
    for said in ("[red]2019年____\u202e\x9b31m", "{{没有<b>[red]\u202e}}", "{{公布日期}}[/]"):
        form = forms.Style(title=(said, *forms.Style().title))
        (tmp_path / "表样.docx").write_bytes(forms.form(form))
        done = run(tmp_path, "fill", "好.toml", "--template", "表样.docx", "-o", "年报.docx", "--force")
        assert (done.code == 2) == ("没有" in said)
        assert not re.search("31m[^�]*\x9b", done.shown)
