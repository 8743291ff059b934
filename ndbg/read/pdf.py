"""Read a report from a PDF with a text layer."""

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ndbg.document.about import Metadata
from ndbg.errors import NdbgError, missing
from ndbg.process.limits import bounded
from ndbg.process.worker import Limits, WorkError, run
from ndbg.read.fixed.page import Page, upright
from ndbg.read.fixed.report import report_of
from ndbg.read.source import MEGABYTE, read_bytes
from ndbg.report import Report

MOST_BYTES = 20 * MEGABYTE
MOST_PAGES = 60
_LIMITS = Limits(memory=512 * MEGABYTE, processor=15, wait=20, answer=16 * MEGABYTE)


@bounded
def read_pdf(path: Path) -> Report:
    """Read the report in a PDF.

    Raises NdbgError where it is no PDF, holds no text, or PDFium is not installed.
    """
    data = read_bytes(path, MOST_BYTES)
    if b"%PDF-" not in data[:1024]:
        raise NdbgError(f"“{path}”不是 PDF 文件")
    if find_spec("pypdfium2_raw") is None:
        raise missing("读取 PDF 文件", "pdf")
    drawn = _drawn(data, path)
    return report_of(_pages(drawn), path, Metadata(names=lambda: (str(drawn["title"]),)))


def pages_of(data: bytes, path: Path) -> list[Page]:
    """The pages of a PDF. Raises NdbgError as `read_pdf` does."""
    return _pages(_drawn(data, path))


def _pages(found: Mapping[str, Any]) -> list[Page]:
    return [page for number, drawn in enumerate(found["pages"], 1) for page in upright(drawn, number)]


def _drawn(data: bytes, path: Path) -> Mapping[str, Any]:
    """What is drawn in a PDF, read by PDFium in a process of its own with bounds on time and memory.

    Raises NdbgError where it cannot be read within them; `path` is for messages.
    """
    try:
        drawn: Mapping[str, Any] = json.loads(run("ndbg.read.fixed.pdfium", data, _LIMITS))
    except (WorkError, ValueError):
        raise NdbgError(f"“{path}”读不出来：文件已损坏，或者大得不正常，请打开看一看，另存一份再试") from None
    if drawn["locked"]:
        raise NdbgError(f"“{path}”加了密码，打不开：请去掉密码，另存一份再试")
    if drawn["count"] > MOST_PAGES:
        raise NdbgError(f"“{path}”超过 {MOST_PAGES} 页，不像是一份报告，没有读")
    return drawn
