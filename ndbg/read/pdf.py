"""Read a report from a PDF with a text layer."""

import json
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from ndbg.errors import NdbgError, missing
from ndbg.read.assemble import assemble
from ndbg.read.pdf_layout import lay_out
from ndbg.read.pdf_pages import MOST_PAGES, Found
from ndbg.read.source import MEGABYTE, read_bytes
from ndbg.report import Origin, Report

MOST_BYTES = 20 * MEGABYTE
# A page of a report takes some ten objects, and a few hundred references where it is tagged.
_MOST_OBJECTS, _MOST_REFERENCES = 50_000, 100_000
_DEEP = re.compile(rb"(?:\[\s{0,9}){64}|(?:<<\s{0,9}/\w{0,9}\s{0,9}){64}")
_SECONDS = 20


def read_pdf(path: Path) -> Report:
    """Read the report in a PDF.

    Raises NdbgError where it is no PDF, holds no text, or pdfplumber is not installed.
    """
    data = read_bytes(path, MOST_BYTES)
    if b"%PDF-" not in data[:1024]:
        raise NdbgError(f"“{path}”不是 PDF 文件")
    if data.count(b"endobj") > _MOST_OBJECTS or data.count(b" R") > _MOST_REFERENCES or _DEEP.search(data):
        raise NdbgError(f"“{path}”大得不正常，不像是一份报告，没有读")
    if find_spec("pdfplumber") is None:
        raise missing("读取 PDF 文件", "pdf")
    found = _found(data, path)
    if found["count"] > MOST_PAGES:
        raise NdbgError(f"“{path}”超过 {MOST_PAGES} 页，不像是一份报告，没有读")
    if not found["chars"]:
        raise NdbgError(f"“{path}”里没有文字，是扫描出来的图片，读不出数；请找 Word 文件或带文字的 PDF")
    nodes = list(lay_out(found["pages"], path))
    return assemble(nodes, path, lambda place: Origin(place=place.cell.payload))


def _found(data: bytes, path: Path) -> Found:
    """What a process of its own finds in the PDF, within bounds of time and memory.

    What the library says of a file made to hurt may be without end too, and is not heard.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "report.pdf")
        copy.write_bytes(data)
        command = [sys.executable, "-m", "ndbg.read.pdf_pages", str(copy)]
        try:
            told = subprocess.check_output(command, stderr=subprocess.DEVNULL, timeout=_SECONDS)  # noqa: S603  ours
            found: Found = json.loads(told)
        except (subprocess.SubprocessError, ValueError):
            raise NdbgError(f"“{path}”读不出来：文件已损坏、加了密码，或者大得不正常") from None
    return found
