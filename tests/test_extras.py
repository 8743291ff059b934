"""Where a library is not there that only some need, ndbg says how to get it."""

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from ndbg.errors import NdbgError, missing
from ndbg.program import PYTHON
from ndbg.read.pdf import read_pdf
from ndbg.read.workbook import read_workbook
from ndbg.write.picture import draw
from ndbg.write.workbook import write_workbook
from tests.conftest import ROOT, numbered_report

EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "optional-dependencies"
]


def _xlsx(folder: Path) -> object:
    (folder / "年报.xlsx").write_bytes(b"PK")
    return read_workbook(folder / "年报.xlsx")


def _pdf(folder: Path) -> object:
    (folder / "年报.pdf").write_bytes(b"%PDF-1.7")
    return read_pdf(folder / "年报.pdf")


@pytest.mark.parametrize(
    ("library", "extra", "doing", "call"),
    [
        ("matplotlib", "charts", "画图", lambda _: draw([])),
        ("xlsxwriter", "excel", "生成 Excel 文件", lambda _: write_workbook(numbered_report())),
        ("openpyxl", "excel", "读取 Excel 文件", _xlsx),
        ("pypdfium2_raw", "pdf", "读取 PDF 文件", _pdf),
    ],
)
def test_what_is_not_installed_is_told_with_how_to_get_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    library: str,
    extra: str,
    doing: str,
    call: Callable[[Path], object],
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(NdbgError) as told:
        call(tmp_path)
    assert f"{told.value}" == f'{doing}还要装一个组件，请运行：{PYTHON} -m pip install "ndbg[{extra}]"'
    assert any(needed.lower().startswith(library.removesuffix("_raw")) for needed in EXTRAS[extra])


def test_nothing_is_to_be_installed_into_a_program_that_is_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert f"{missing('画图', 'charts')}" == "画图的组件不在这个程序里；请用装在 Python 里的 ndbg，装法见说明"


@pytest.mark.skipif(sys.platform == "win32", reason="the program for Windows is frozen")
def test_nothing_is_to_be_installed_into_a_program_with_a_python_of_its_own() -> None:
    """It runs without `site`, which would find what is installed on the computer."""
    code = f"import sys; sys.path.append({str(ROOT)!r}); from ndbg.errors import missing; print(missing('画图', 'charts'))"
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-I", "-S", "-c", code], capture_output=True, check=True
    )
    assert told.stdout.decode().strip() == "画图的组件不在这个程序里；请用装在 Python 里的 ndbg，装法见说明"
