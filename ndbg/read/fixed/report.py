"""From the pages of a file to the report in it."""

from collections.abc import Sequence
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.read.assemble import assemble
from ndbg.read.fixed.layout import lay_out
from ndbg.read.fixed.page import Page
from ndbg.report import Origin, Report


def report_of(pages: Sequence[Page], path: Path) -> Report:
    """The report on some pages. Raises NdbgError where there is no text on them."""
    if not any(page.glyphs for page in pages):
        raise NdbgError(f"“{path}”里没有文字，是扫描出来的图片，读不出数；请找 Word 文件或带文字的 PDF")
    return assemble(lay_out(pages), path, lambda place: Origin(place=place.cell.payload))
