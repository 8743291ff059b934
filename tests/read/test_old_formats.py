"""Old formats by way of LibreOffice, and round trips through what it makes of a report."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from ndbg.app.batch import over_files
from ndbg.app.templates import official
from ndbg.errors import NdbgError
from ndbg.read import old_formats, read
from ndbg.read.toml import read_toml
from ndbg.report import Report
from ndbg.write.word import fill
from tests import forms
from tests.conftest import EXAMPLES
from tests.office import convert, needs_office
from tests.official import FORM_2021

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BYTES = bytes(range(256)) * 20  # of no known kind, and no text
SOURCE = EXAMPLES / "suqian-2024.toml"


def assert_same(read_back: Report, source: Report) -> None:
    assert (read_back.agency, read_back.year) == (source.agency, source.year)
    assert {i: f.value for i, f in read_back.figures.items()} == {
        i: f.value for i, f in source.figures.items()
    }
    assert {no: p.text for no, p in read_back.prose.items()} == {no: p.text for no, p in source.prose.items()}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """By format, what LibreOffice makes of a report and of the blank form."""
    folder = tmp_path_factory.mktemp("documents")
    report, form = folder / "年报.docx", folder / "表样.docx"
    report.write_bytes(fill(*official(FORM_2021), read_toml(SOURCE)).data)
    form.write_bytes(official(FORM_2021)[0])
    return {kind: convert([report, form], kind) for kind in ("odt", "fodt", "html", "doc", "rtf")}


@pytest.fixture(scope="module")
def reports(documents: dict[str, list[Path]]) -> dict[Path, Report | NdbgError]:
    """What is read of each of them; of some files together LibreOffice reads several at once."""
    alone, *together = (report for report, _ in documents.values())
    return {**dict(over_files([alone], read)), **dict(over_files(together, read))}


@pytest.fixture(scope="module")
def forms_again(documents: dict[str, list[Path]]) -> dict[str, Path]:
    """The blank form as a Word file of today once more, by the format that it went through."""
    page = documents["html"][1]
    renamed = {kind: documents[kind][1].with_stem(f"表样{kind}") for kind in ("odt", "doc")}
    for kind, path in renamed.items():
        shutil.copy(documents[kind][1], path)
    made = dict(zip(renamed, convert([*renamed.values()], "docx"), strict=True))
    return {**made, "html": convert([page], "docx")[0]}


@needs_office
@pytest.mark.parametrize("kind", ["odt", "fodt", "html", "doc", "rtf"])
def test_a_report_survives_what_libreoffice_makes_of_it(
    documents: dict[str, list[Path]], reports: dict[Path, Report | NdbgError], kind: str
) -> None:
    report = reports[documents[kind][0]]
    assert isinstance(report, Report)
    assert_same(report, read_toml(SOURCE))


@needs_office
@pytest.mark.parametrize("kind", ["odt", "doc", "html"])
def test_a_form_that_went_through_another_program_can_be_filled(
    tmp_path: Path, forms_again: dict[str, Path], kind: str
) -> None:
    source, form = read_toml(SOURCE), forms_again[kind]
    (tmp_path / "年报.docx").write_bytes(fill(form.read_bytes(), form, source).data)
    assert_same(read(tmp_path / "年报.docx"), source)


needs_calc = pytest.mark.skipif(
    not any(
        Path(soffice).resolve().with_name("libsclo.so").is_file()
        for soffice in [shutil.which("soffice") or ""]
    ),
    reason="needs LibreOffice Calc",
)


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """By format, a report as an old workbook; "far" is one with empty rows and columns before."""
    pytest.importorskip("openpyxl", reason="needs ndbg[excel]")
    from tests.read import test_workbook

    folder = tmp_path_factory.mktemp("workbooks")
    new, far = folder / "年报.xlsx", folder / "远.xlsx"
    test_workbook.workbook().save(new)
    test_workbook.workbook(top=5, left=3).save(far)
    made = {}
    for kind in ("xls", "ods"):
        made[kind], made[f"far {kind}"] = convert([new, far], kind)
    made["et"] = new.with_suffix(".et")
    shutil.copy(made["xls"], made["et"])
    return made


@pytest.fixture(scope="module")
def books(workbooks: dict[str, Path]) -> dict[Path, Report | NdbgError]:
    """What is read of those that LibreOffice reads."""
    return dict(over_files([workbooks[kind] for kind in ("xls", "ods", "et")], read))


@needs_calc
@pytest.mark.parametrize("kind", ["xls", "ods", "et"])
def test_a_workbook_in_an_old_format_is_read(
    workbooks: dict[str, Path], books: dict[Path, Report | NdbgError], kind: str
) -> None:
    from tests.read import test_workbook

    report = books[workbooks[kind]]
    assert isinstance(report, Report)
    test_workbook.assert_whole(report)
    assert report.source.notes == ("已用 LibreOffice 转换后读取",)
    assert all(figure.origin.place.startswith("工作表“年报”") for figure in report.figures.values())


def test_what_libreoffice_cannot_read_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "soffice").symlink_to("/bin/true")
    monkeypatch.setenv("PATH", f"{tmp_path}")
    (tmp_path / "年报.xls").write_bytes(b"x")
    with pytest.raises(NdbgError, match=r"读不出.*用 Excel 或 WPS 另存为 \.xlsx 再试"):
        read(tmp_path / "年报.xls")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a script as a program")
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("年报.doc", b"", "是空的"),
        ("年报.xls", b"\n", "是空的"),
        ("年报.doc", BYTES, r"不是 Word 文件的内容.*另存为 \.docx"),
        ("年报.odt", BYTES, r"不是 Word 文件的内容.*另存为 \.docx"),
        ("年报.xls", BYTES, r"不是 Excel 文件的内容.*另存为 \.xlsx"),
        ("年报.wps", OLE + bytes(2000), r"不是 Word 文件的内容"),
        ("年报.doc", OLE + "EncryptedPackage".encode("utf-16-le"), r"加了密码.*去掉密码，另存为 \.docx"),
    ],
    ids=[
        "empty",
        "blank",
        "random doc",
        "random odt",
        "random xls",
        "OLE without a document",
        "with a password",
    ],
)
def test_what_nothing_can_be_read_from_is_not_given_to_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, said: str
) -> None:
    (tmp_path / "soffice").write_text(f"#!/bin/sh\n: > {tmp_path}/started\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    (tmp_path / name).write_bytes(data)
    with pytest.raises(NdbgError, match=said):
        read(tmp_path / name)
    assert not (tmp_path / "started").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a script as a program")
def test_a_file_with_which_libreoffice_is_busy_is_refused_with_the_time_that_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "soffice").write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    monkeypatch.setattr(old_formats, "_SECONDS", 1)
    (tmp_path / "年报.doc").write_bytes(OLE + "WordDocument".encode("utf-16-le"))
    with pytest.raises(NdbgError, match=r"读了 1 秒还没有读完.*用 Word 或 WPS 另存为 \.docx 再试"):
        read(tmp_path / "年报.doc")


def test_libreoffice_has_less_than_half_a_minute_for_a_file() -> None:
    assert old_formats._SECONDS <= 20


@pytest.mark.parametrize("suffix", [".xls", ".et", ".ods"])
def test_without_libreoffice_a_workbook_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    pytest.importorskip("python_calamine", reason="needs ndbg[excel]")
    monkeypatch.setenv("PATH", "")
    (tmp_path / f"年报{suffix}").write_bytes(b"x")
    with pytest.raises(NdbgError, match=r"用 Excel 或 WPS 另存为 \.xlsx 再试"):
        read(tmp_path / f"年报{suffix}")


@needs_calc
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_without_libreoffice_a_workbook_is_read_all_the_same(
    workbooks: dict[str, Path], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    pytest.importorskip("python_calamine", reason="needs ndbg[excel]")
    from tests.read import test_workbook

    monkeypatch.setenv("PATH", "")
    report = read(workbooks[f"far {kind}"])
    test_workbook.assert_whole(report)
    assert report.source.notes == (
        "这种旧格式里看不出隐藏的行列、删除线和改变单位的显示格式，请核对；也可以另存为 .xlsx 再读",
    )
    assert report.figures["requests.new.total"].origin.place.startswith("工作表“年报”")


def test_without_libreoffice_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (tmp_path / "年报.wps").write_bytes(OLE + "WordDocument".encode("utf-16-le"))
    with pytest.raises(NdbgError, match=r"另存为 \.docx"):
        read(tmp_path / "年报.wps")


def test_a_word_file_of_today_under_an_old_name_needs_no_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    (tmp_path / "年报.wps").write_bytes(forms.form())
    assert len(read(tmp_path / "年报.wps").unread) > 0


@needs_office
def test_old_files_given_together_go_to_libreoffice_in_one_call(
    tmp_path: Path, documents: dict[str, list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = read_toml(SOURCE)
    paths = [tmp_path / f"{name}.odt" for name in ("甲", "乙", "丙")]
    for path in paths[:2]:
        shutil.copy(documents["odt"][0], path)
    paths[2].write_bytes(b"x")
    logged, started = tmp_path / "bin" / "soffice", tmp_path / "started"
    logged.parent.mkdir()
    logged.write_text(f'#!/bin/sh\necho >>"{started}"\nexec "{shutil.which("soffice")}" "$@"\n')
    logged.chmod(0o755)
    monkeypatch.setenv("PATH", f"{logged.parent}{os.pathsep}{os.environ['PATH']}")
    found = dict(over_files(paths, read))
    assert started.read_text() == "\n"
    for path in paths[:2]:
        report = found[path]
        assert isinstance(report, Report)
        assert_same(report, source)
        assert report.source.path == path


def test_a_system_on_which_the_library_does_not_load_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "python_calamine"
    library.mkdir()
    (library / "__init__.py").write_text('raise ImportError("DLL load failed")')
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "python_calamine", raising=False)
    monkeypatch.setattr(old_formats, "find_libreoffice", lambda: None)
    (tmp_path / "年报.xls").write_bytes(OLE + "Workbook".encode("utf-16-le"))
    with pytest.raises(NdbgError, match="在这台电脑的系统上用不了，请用 Excel 或 WPS 另存为"):
        old_formats.read_old_workbook(tmp_path / "年报.xls")
