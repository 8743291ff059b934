"""Where a library is not there that only some need, ndbg says how to get it."""

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from ndbg.errors import NdbgError
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
    assert f"{told.value}" == f'{doing}还要装一个组件，请运行：python3 -m pip install "ndbg[{extra}]"'
    assert any(needed.lower().startswith(library.removesuffix("_raw")) for needed in EXTRAS[extra])
