"""LibreOffice, for the tests of what goes through it: several files in one call, as to start it costs most."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import pytest

from ndbg.process.libreoffice import convert_together
from ndbg.write import pdf
from ndbg.write.pdf import write_pdf

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice (soffice)")


def convert(paths: Sequence[Path], kind: str) -> list[Path]:
    """What LibreOffice makes of some files of different names: files in the folder of the first."""
    folder = paths[0].parent
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            "soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
            "--convert-to", kind, "--outdir", f"{folder}", *map(str, paths),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120 + 30 * len(paths))
    return [folder / f"{path.stem}.{kind}" for path in paths]


def printed(reports: Sequence[tuple[bytes, str]]) -> list[bytes]:
    """The PDFs of some Word reports with their titles: all that `write_pdf` does, but in one call."""
    laid: list[tuple[bytes, str]] = []
    kinds: set[str] = set()

    def lay(_: str, data: bytes, suffix: str, kind: str) -> bytes:
        laid.append((data, suffix))
        kinds.add(kind)
        return b"laid"

    with mock.patch.object(pdf, "convert", lay):
        for word, title in reports:
            write_pdf(word, title)
    (kind,) = kinds
    made = convert_together("soffice", laid, kind)
    assert all(made)
    return [data for data in made if data]
