"""Old formats by way of LibreOffice, and round trips through what it makes of a report."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ndbg.app.batch import over_files
from ndbg.app.templates import official
from ndbg.errors import NdbgError
from ndbg.process import libreoffice
from ndbg.read import old_formats, read
from ndbg.read.toml import read_toml
from ndbg.report import Report
from ndbg.write.word import fill
from tests import forms
from tests.conftest import EXAMPLES
from tests.official import FORM_2021

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice (soffice)")
SOURCE = EXAMPLES / "suqian-2024.toml"


def convert(path: Path, kind: str) -> Path:
    """What LibreOffice makes of a file."""
    folder = path.parent
    command = [
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", kind, "--outdir", str(folder), str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(f".{kind}")


def assert_same(read_back: Report, source: Report) -> None:
    assert (read_back.agency, read_back.year) == (source.agency, source.year)
    assert {i: f.value for i, f in read_back.figures.items()} == {
        i: f.value for i, f in source.figures.items()
    }
    assert {no: p.text for no, p in read_back.prose.items()} == {no: p.text for no, p in source.prose.items()}


@needs_office
@pytest.mark.parametrize("kind", ["odt", "html", "doc", "rtf"])
def test_a_report_survives_what_libreoffice_makes_of_it(tmp_path: Path, kind: str) -> None:
    source = read_toml(SOURCE)
    (tmp_path / "年报.docx").write_bytes(fill(*official(FORM_2021), source).data)
    assert_same(read(convert(tmp_path / "年报.docx", kind)), source)


@needs_office
@pytest.mark.parametrize("kind", ["odt", "doc", "html"])
def test_a_form_that_went_through_another_program_can_be_filled(tmp_path: Path, kind: str) -> None:
    source = read_toml(SOURCE)
    (tmp_path / "表样.docx").write_bytes(official(FORM_2021)[0])
    form = convert(convert(tmp_path / "表样.docx", kind), "docx")
    (tmp_path / "年报.docx").write_bytes(fill(form.read_bytes(), form, source).data)
    assert_same(read(tmp_path / "年报.docx"), source)


needs_calc = pytest.mark.skipif(
    not any(
        Path(soffice).resolve().with_name("libsclo.so").is_file()
        for soffice in [shutil.which("soffice") or ""]
    ),
    reason="needs LibreOffice Calc",
)


@needs_calc
@pytest.mark.parametrize("kind", ["xls", "ods", "et"])
def test_a_workbook_in_an_old_format_is_read(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("openpyxl", reason="needs ndbg[excel]")
    from tests.read import test_workbook

    test_workbook.workbook().save(tmp_path / "年报.xlsx")
    made = convert(tmp_path / "年报.xlsx", "xls" if kind == "et" else kind)
    report = read(made.rename(made.with_suffix(f".{kind}")))
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
        ("年报.rtf", rb"{\rtf1\ansi {\pict\bin2147483647 x}}", "读不出"),
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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    pytest.importorskip("python_calamine", reason="needs ndbg[excel]")
    from tests.read import test_workbook

    test_workbook.workbook(top=5, left=3).save(tmp_path / "年报.xlsx")
    made = convert(tmp_path / "年报.xlsx", kind)
    monkeypatch.setenv("PATH", "")
    report = read(made)
    test_workbook.assert_whole(report)
    assert report.source.notes == (
        "这种旧格式里看不出隐藏的行列、删除线和改变单位的显示格式，请核对；也可以另存为 .xlsx 再读",
    )
    assert report.figures["requests.new.total"].origin.place.startswith("工作表“年报”")


def test_without_libreoffice_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (tmp_path / "年报.wps").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = read_toml(SOURCE)
    (tmp_path / "年报.docx").write_bytes(fill(*official(FORM_2021), source).data)
    made = convert(tmp_path / "年报.docx", "rtf")
    paths = [tmp_path / f"{name}.rtf" for name in ("甲", "乙", "丙")]
    for path in paths[:2]:
        path.write_bytes(made.read_bytes())
    paths[2].write_bytes(b"{\\rtf1 }")
    calls: list[int] = []
    whole = libreoffice.convert_together

    def counted(program: str, files: list[tuple[bytes, str]], kind: str) -> list[bytes | None]:
        calls.append(len(files))
        return whole(program, files, kind)

    monkeypatch.setattr(old_formats, "convert_together", counted)
    found = dict(over_files(paths, read))
    assert calls == [3]
    for path in paths[:2]:
        report = found[path]
        assert isinstance(report, Report)
        assert_same(report, source)
        assert report.source.path == path
