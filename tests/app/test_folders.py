"""Last year's report is found beside a report, by its name and what it says; where that is not certain, none is."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from ndbg.app.check import check_file
from ndbg.app.fill import FillRequest, fill
from ndbg.app.folders import last_beside, last_years, reports_in
from ndbg.app.output import save
from ndbg.errors import NdbgError
from tests.conftest import EXAMPLES


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of one office, and one of another, as Word files."""
    folder = tmp_path_factory.mktemp("made")
    for name in ("suqian-2023", "suqian-2024"):
        text = (EXAMPLES / f"{name}.toml").read_text("utf-8")
        (folder / f"{name}.toml").write_text(text.replace('"上年文件"', '# "上年文件"'), "utf-8")
    other = (folder / "suqian-2023.toml").read_text("utf-8")
    (folder / "other-2023.toml").write_text(other.replace("宿迁市", "某某县"), "utf-8")
    for name in ("suqian-2023", "suqian-2024", "other-2023"):
        filled = fill(folder / f"{name}.toml", FillRequest(folder / f"{name}.docx", draft=True)).file
        assert filled
        save(filled).rename(folder / f"{name}.docx")
    return folder


FOUND = {
    "of the same name with the year before": ({"年报2023.docx": "suqian-2023.docx"}, "年报2023.docx"),
    "called last year's": ({"去年年报.docx": "suqian-2023.docx"}, "去年年报.docx"),
    "a data file": ({"data-2023.toml": "suqian-2023.toml"}, "data-2023.toml"),
    "the same twice": ({"上年.docx": "suqian-2023.docx", "上年.toml": "suqian-2023.toml"}, "上年.docx"),
    "another office's": ({"年报2023.docx": "other-2023.docx"}, None),
    "of this year, whatever it is called": ({"去年年报.docx": "suqian-2024.docx"}, None),
    "under a name that tells nothing": ({"年报.docx": "suqian-2023.docx"}, None),
    "none": ({}, None),
}


@pytest.mark.parametrize(("files", "found"), FOUND.values(), ids=FOUND)
def test_last_years_is_found_beside_a_report(
    made: Path, tmp_path: Path, files: dict[str, str], found: str | None
) -> None:
    shutil.copy(made / "suqian-2024.docx", tmp_path / "年报2024.docx")
    for name, source in files.items():
        shutil.copy(made / source, tmp_path / name)
    assert last_beside(tmp_path / "年报2024.docx") == (tmp_path / found if found else None)


def test_of_two_that_differ_none_is_taken(made: Path, tmp_path: Path) -> None:
    shutil.copy(made / "suqian-2024.docx", tmp_path / "今年.docx")
    shutil.copy(made / "suqian-2023.docx", tmp_path / "去年.docx")
    text = (made / "suqian-2023.toml").read_text("utf-8")
    (tmp_path / "去年.toml").write_text(text.replace('"行政许可" = ', '"行政许可" = 1'), "utf-8")
    assert last_beside(tmp_path / "今年.docx") is None


def test_a_report_that_names_last_years_file_needs_none(tmp_path: Path) -> None:
    for name in ("suqian-2023.toml", "suqian-2024.toml"):
        shutil.copy(EXAMPLES / name, tmp_path)
    assert last_beside(tmp_path / "suqian-2024.toml") is None


def test_a_folder_within_that_cannot_be_opened_is_named_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "关着的").mkdir()
    shutil.copy(EXAMPLES / "suqian-2024.toml", tmp_path)
    scan = os.scandir

    def closed(folder: Path) -> object:
        if folder.name == "关着的":
            raise PermissionError(errno.EACCES, "", f"{folder}")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", closed)
    monkeypatch.setattr(os, "access", lambda path, _: path.name != "关着的")
    found = reports_in([tmp_path])
    assert [path.name for path in found.paths] == ["suqian-2024.toml", "关着的"]
    with pytest.raises(NdbgError, match=f"^打不开文件夹“{tmp_path / '关着的'}”：没有权限$"):
        check_file(found.paths[1])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "一份通知".encode()])
def test_beside_what_is_no_report_nothing_is_looked_for(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "年报.docx").write_bytes(content)
    assert last_beside(tmp_path / "年报.docx") is None


def test_archives_of_last_years_reports_are_told(tmp_path: Path) -> None:
    for name in ("甲县.zip", "乙县.tar.gz"):
        (tmp_path / name).write_bytes(b"PK")
    told = last_years([tmp_path])
    assert not told.known
    assert sorted(remark.path.name for remark in told.remarks) == ["乙县.tar.gz", "甲县.zip"]
    assert all("是压缩包，请先解压" in remark.text for remark in told.remarks)
