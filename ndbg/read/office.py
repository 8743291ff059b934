"""Read old formats of Word and Excel, WPS and OpenDocument by way of LibreOffice, where it is installed."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.ooxml.package import MOST_BYTES
from ndbg.read.source import read_bytes
from ndbg.read.word import read_word
from ndbg.read.workbook import read_workbook
from ndbg.report import Report

_SECONDS = 60
_SHEETS = {".xls", ".et", ".ods"}


def read_office(path: Path) -> Report:
    """Read the report in a .doc, .wps, .odt or .rtf file, or in a workbook: .xls, .et, .ods.

    Raises NdbgError, with what to do, where LibreOffice is missing or cannot read the file.
    """
    if path.suffix.lower() in _SHEETS:
        return _read_as(".xlsx", path, "Excel", read_workbook)
    return _read_as(".docx", path, "Word", read_word)


def _read_as(kind: str, path: Path, program: str, reader: Callable[[Path], Report]) -> Report:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise NdbgError(
            f"“{path}”要先用 {program} 或 WPS 另存为 {kind} 再读；装有 LibreOffice 的电脑上可以直接读"
        )
    data = read_bytes(path, MOST_BYTES)
    with tempfile.TemporaryDirectory() as folder:
        # A copy under a plain name, and a profile of its own, so that nothing of the user's is touched.
        copy = Path(folder, f"report{path.suffix.lower()}")
        copy.write_bytes(data)
        _convert(office, copy, path, f"用 {program} 或 WPS 另存为 {kind} ", kind)
        report = reader(copy.with_suffix(kind))
    return replace(report, path=path, notes=(*report.notes, "已用 LibreOffice 转换后读取"))


def _convert(office: str, copy: Path, path: Path, instead: str, kind: str) -> None:
    folder = copy.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", kind[1:], "--outdir", str(folder), str(copy)]
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603  a fixed command
    except (OSError, subprocess.TimeoutExpired):
        raise NdbgError(f"LibreOffice 转换“{path}”没有成功，请{instead}再试") from None
    if not copy.with_suffix(kind).is_file():
        raise NdbgError(f"LibreOffice 读不出“{path}”，请{instead}再试")
