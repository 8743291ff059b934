"""Read old Word formats, WPS and OpenDocument by way of LibreOffice, where it is installed."""

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.ooxml.package import MOST_BYTES
from ndbg.read.source import read_bytes
from ndbg.read.word import read_word
from ndbg.report import Report

_SECONDS = 60


def read_office(path: Path) -> Report:
    """Read the report in a .doc, .wps, .odt or .rtf file.

    Raises NdbgError, with what to do, where LibreOffice is missing or cannot read the file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise NdbgError(f"“{path}”要先用 Word 或 WPS 另存为 .docx 再读；装有 LibreOffice 的电脑上可以直接读")
    data = read_bytes(path, MOST_BYTES)
    with tempfile.TemporaryDirectory() as folder:
        # A copy under a plain name, and a profile of its own, so that nothing of the user's is touched.
        copy = Path(folder, f"report{path.suffix.lower()}")
        copy.write_bytes(data)
        _convert(program, copy, path)
        made = copy.with_suffix(".docx")
        if not made.is_file():
            raise NdbgError(f"LibreOffice 读不出“{path}”，请用 Word 或 WPS 另存为 .docx 再试")
        report = read_word(made)
    return replace(report, path=path, notes=(*report.notes, "已用 LibreOffice 转换后读取"))


def _convert(program: str, copy: Path, path: Path) -> None:
    folder = copy.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder), str(copy)]
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603  a fixed command
    except (OSError, subprocess.TimeoutExpired):
        raise NdbgError(f"LibreOffice 转换“{path}”没有成功，请用 Word 或 WPS 另存为 .docx 再试") from None
