"""Readers: one a format, all giving a Report. `read` takes whichever a file needs."""

from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.report import Report

_WORD = {".docx", ".dotx", ".docm", ".dotm"}
_WEB = {".html", ".htm"}
_TEXT = {".txt", ".md"}
_WORKBOOK = {".xlsx", ".xlsm"}
_OFFICE = {".doc", ".wps", ".odt", ".rtf", ".xls", ".et", ".ods"}


def read(path: Path) -> Report:
    """Read a report from a file of any format that can be read.

    Raises InputError or another NdbgError, with what to do, where it cannot be used.
    """
    if path.is_dir():
        raise NdbgError(f"“{path}”是一个文件夹，请写出里面的文件名")
    suffix = path.suffix.lower()
    if suffix == ".toml":
        from ndbg.read.toml import read_toml

        return read_toml(path)
    if suffix in _WORD:
        from ndbg.read.word import read_word

        return read_word(path)
    if suffix in _WEB:
        from ndbg.read.web import read_web

        return read_web(path)
    if suffix in _TEXT:
        from ndbg.read.text import read_text

        return read_text(path)
    if suffix in _WORKBOOK:
        from ndbg.read.workbook import read_workbook

        return read_workbook(path)
    if suffix == ".pdf":
        from ndbg.read.pdf import read_pdf

        return read_pdf(path)
    if suffix in _OFFICE:
        from ndbg.read.office import read_office

        return read_office(path)
    raise NdbgError(
        f"还不能读取“{path}”这种文件：能读 .toml、.docx、.html、.xlsx、.pdf、.txt、.md，以及（装有 LibreOffice 时）.doc、.wps、.odt、.xls、.et、.ods"
    )
