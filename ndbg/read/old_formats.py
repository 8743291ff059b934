"""Read old formats of Word and Excel, WPS and OpenDocument by way of LibreOffice, where it is installed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.ooxml.package import MOST_BYTES
from ndbg.process.libreoffice import convert, find_libreoffice
from ndbg.process.scratch import scratch
from ndbg.read.source import read_bytes
from ndbg.read.word import read_word
from ndbg.read.workbook import read_workbook
from ndbg.report import Report


def read_old_document(path: Path) -> Report:
    """Read the report in a document that LibreOffice can turn into .docx.

    Raises NdbgError, with what to do, where LibreOffice is missing or cannot read it.
    """
    return _read_as("docx", path, "Word", read_word)


def read_old_workbook(path: Path) -> Report:
    """Read the report in a workbook that LibreOffice can turn into .xlsx.

    Raises NdbgError, with what to do, where LibreOffice is missing or cannot read it.
    """
    return _read_as("xlsx", path, "Excel", read_workbook)


def _read_as(kind: str, path: Path, program: str, reader: Callable[[Path], Report]) -> Report:
    office = find_libreoffice()
    if office is None:
        raise NdbgError(
            f"“{path}”要先用 {program} 或 WPS 另存为 .{kind} 再读；装有 LibreOffice 的电脑上可以直接读"
        )
    made = convert(office, read_bytes(path, MOST_BYTES), path.suffix.lower(), kind)
    if made is None:
        raise NdbgError(f"LibreOffice 读不出“{path}”，请用 {program} 或 WPS 另存为 .{kind} 再试")
    with scratch() as folder:
        copy = folder / f"report.{kind}"
        copy.write_bytes(made)
        report = reader(copy)
    report = report.with_notes("已用 LibreOffice 转换后读取")
    return replace(report, source=replace(report.source, path=path))
