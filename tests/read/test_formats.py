"""Which files can be read: each leads to its reader, whatever is in it, and to no other."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ndbg.errors import NdbgError
from ndbg.read import FORMATS, read


@pytest.mark.parametrize("suffix", [suffix for format in FORMATS for suffix in format.suffixes])
def test_no_file_that_can_be_read_is_refused_for_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)  # without LibreOffice it is told what to do
    with pytest.raises(NdbgError, match=r"找不到文件|另存为"):
        read(tmp_path / f"年报{suffix.upper()}")


def test_a_reader_is_loaded_only_for_its_files(tmp_path: Path) -> None:
    (tmp_path / "年报.txt").write_text("没有内容", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from ndbg.read import read; read(Path('年报.txt'));"
        "print(*(name for name in sys.modules if name.startswith('ndbg.read.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = {name.removeprefix("ndbg.read.") for name in done.stdout.split()}
    assert loaded & {format.module for format in FORMATS} == {"text"}
