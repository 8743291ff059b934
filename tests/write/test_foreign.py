"""What reaches out of a form, or runs in it, does not get into the report that is made from it."""

import io
import zipfile
from pathlib import Path

import pytest

from ndbg.app.templates import official
from ndbg.errors import NdbgError
from ndbg.form import form_of
from ndbg.read.toml import read_toml
from ndbg.report import Report
from ndbg.write.word import Kind, fill

EXAMPLE = Path(__file__).parents[2] / "examples" / "suqian-2024.toml"
HOST = "http://example.invalid/secret"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def report() -> Report:
    return read_toml(EXAMPLE)


def form(document: str = "", relationship: str = "", **parts: str) -> bytes:
    """The official form with something put before its last section, a relationship, and more parts."""
    data, _ = official(form_of(2024))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            text = old.read(info.filename)
            if info.filename == "word/document.xml" and document:
                at = text.rindex(b"<w:sectPr")
                text = text[:at] + document.encode() + text[at:]
            if info.filename == "word/_rels/document.xml.rels" and relationship:
                text = text.replace(b"</Relationships>", relationship.encode() + b"</Relationships>")
            new.writestr(info.filename, text)
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def relationship(kind: str, target: str = HOST, *, external: bool = True) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def field(instruction: str, result: str = "域的结果") -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


FORMS = {
    "a template elsewhere": (form(relationship=relationship("attachedTemplate")), "连到别处的模板 1 处"),
    "a picture elsewhere": (
        form('<w:p><w:r><w:t r:link="rId99">图</w:t></w:r></w:p>', relationship("image")),
        "连到别处的图片 1 处",
    ),
    "an imported page": (
        form('<w:altChunk r:id="rId99"/>', relationship("aFChunk", "chunk.html", external=False), **{"word/chunk.html": HOST}),
        "嵌入的其他文件 1 处",
    ),
    "a document elsewhere": (
        form('<w:p><w:subDoc r:id="rId99"/></w:p>', relationship("subDocument")),
        "连到别处的子文档 1 处",
    ),
    "a program started by a field": (form(field(f'DDEAUTO c:\\\\windows "{HOST}"')), "会去别处取内容的域 1 处"),
    "a field of a file": (form(field(f'INCLUDETEXT "{HOST}"')), "会去别处取内容的域 1 处"),
    "a simple field of a picture": (
        form(f'<w:p><w:fldSimple w:instr=\' includepicture "{HOST}" \'><w:r><w:t>图</w:t></w:r></w:fldSimple></w:p>'),
        "会去别处取内容的域 1 处",
    ),
    "a field in pieces": (
        form(field("INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT &quot;" + HOST + "&quot;")),
        "会去别处取内容的域 1 处",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "told"), FORMS.values(), ids=FORMS)
def test_what_reaches_out_is_left_out_and_told(report: Report, data: bytes, told: str) -> None:
    assert HOST.encode() in b"".join(parts(data).values())
    filled = fill(data, Path("表样.docx"), report)
    assert filled.texts(Kind.FOREIGN) == (told,)
    made = parts(filled.data)
    assert HOST.encode() not in b"".join(made.values())
    assert b"rId99" not in b"".join(made.values())


@pytest.mark.parametrize(
    "target",
    [
        "document.xml", "../word/document.xml", "/word/document.xml", "styles.xml", "../[Content_Types].xml",
        "_rels/document.xml.rels", "../_rels/.rels",
    ],
)  # fmt: skip
def test_what_the_form_itself_needs_is_not_left_out_with_what_leads_to_it(
    report: Report, target: str
) -> None:
    itself = form(relationship=relationship("aFChunk", target, external=False))
    filled = fill(itself, Path("表样.docx"), report)
    assert filled.texts(Kind.FOREIGN) == ("嵌入的其他文件 1 处",)
    made = parts(filled.data)
    assert made.keys() >= {"word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"}
    assert b"rId99" not in b"".join(made.values())


def test_the_result_of_a_field_that_fetches_stays_as_text(report: Report) -> None:
    filled = fill(form(field(f'INCLUDETEXT "{HOST}"', "附注")), Path("表样.docx"), report)
    assert "附注".encode() in parts(filled.data)["word/document.xml"]


@pytest.mark.parametrize(
    "instruction", ["PAGE", "TOC \\o", "DATE \\@ yyyy", "HYPERLINK &quot;https://example.invalid&quot;"]
)
def test_other_fields_stay(report: Report, instruction: str) -> None:
    filled = fill(form(field(instruction)), Path("表样.docx"), report)
    assert filled.texts(Kind.FOREIGN) == ()
    assert instruction.split()[0].encode() in parts(filled.data)["word/document.xml"]


def test_a_link_to_click_on_stays(report: Report) -> None:
    link = '<w:p><w:hyperlink r:id="rId99"><w:r><w:t>网站</w:t></w:r></w:hyperlink></w:p>'
    filled = fill(form(link, relationship("hyperlink")), Path("表样.docx"), report)
    assert filled.texts(Kind.FOREIGN) == ()
    assert HOST.encode() in parts(filled.data)["word/_rels/document.xml.rels"]


@pytest.mark.parametrize("name", ["../x.xml", "word/../../x", "/etc/x", "word\\..\\x", "c:x"])
def test_a_form_with_parts_that_lead_out_of_it_is_refused(report: Report, name: str) -> None:
    data = form(**{name: "x"})
    with pytest.raises(NdbgError, match="名字通向别处"):
        fill(data, Path("表样.docx"), report)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_macros(*, named: bool) -> bytes:
    """The official form as a Word file with macros, which a relationship names or none does."""
    project = relationship("vbaProject", "vbaProject.bin", external=False) if named else ""
    data = form(relationship=project, **{"word/vbaProject.bin": HOST, "word/vbaData.xml": "<a/>"})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, content in parts(data).items():
            new.writestr(name, content.replace(b"openxmlformats-officedocument.wordprocessingml.document.main",
                b"ms-word.document.macroEnabled.main"))  # fmt: skip
    return buffer.getvalue()


@pytest.mark.parametrize("named", [True, False])
def test_a_form_with_macros_is_filled_without_them(report: Report, named: bool) -> None:
    filled = fill(with_macros(named=named), Path("表样.docm"), report)
    assert filled.texts(Kind.FOREIGN) == ("宏 2 处",)
    made = parts(filled.data)
    assert not any("vba" in name.lower() for name in made)
    assert b"macroEnabled" not in made["[Content_Types].xml"]
    assert HOST.encode() not in b"".join(made.values())
