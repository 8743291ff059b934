"""Read old Word formats, WPS and OpenDocument by way of LibreOffice, where it is installed."""

from dataclasses import replace
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.office import convert, find_office
from ndbg.ooxml.package import MOST_BYTES
from ndbg.read.source import read_bytes
from ndbg.read.word import parse_word
from ndbg.report import Report


def read_office(path: Path) -> Report:
    """Read the report in a .doc, .wps, .odt or .rtf file.

    Raises NdbgError, with what to do, where LibreOffice is missing or cannot read the file.
    """
    program = find_office()
    if program is None:
        raise NdbgError(f"“{path}”要先用 Word 或 WPS 另存为 .docx 再读；装有 LibreOffice 的电脑上可以直接读")
    made = convert(program, read_bytes(path, MOST_BYTES), path.suffix.lower(), "docx")
    if made is None:
        raise NdbgError(f"LibreOffice 读不出“{path}”，请用 Word 或 WPS 另存为 .docx 再试")
    report = parse_word(made, path)
    return replace(report, notes=(*report.notes, "已用 LibreOffice 转换后读取"))
