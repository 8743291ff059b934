"""Read a report from an OFD file, as offices archive them."""

from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.ooxml.package import unpack
from ndbg.process.limits import bounded
from ndbg.read.fixed.ofd import OfdError, pages_of
from ndbg.read.fixed.page import upright
from ndbg.read.fixed.report import report_of
from ndbg.read.source import MEGABYTE, read_bytes
from ndbg.report import Report

MOST_BYTES = 20 * MEGABYTE


@bounded
def read_ofd(path: Path) -> Report:
    """Read the report in an OFD file. Raises NdbgError where it is none, or holds no text."""
    data = read_bytes(path, MOST_BYTES)
    try:
        drawn = list(pages_of(unpack(data, path)))
    except (OfdError, NdbgError):
        raise NdbgError(
            f"“{path}”读不出来：不是 OFD 文件，或者已损坏、加了密码、大得不正常，请打开看一看，不加密码另存一份再试"
        ) from None
    return report_of([page for number, raw in enumerate(drawn, 1) for page in upright(raw, number)], path)
