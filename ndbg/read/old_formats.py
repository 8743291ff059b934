"""Read old formats: Word, Excel, WPS and OpenDocument.

LibreOffice converts documents into .docx, and workbooks into .xlsx with hidden cells marked. Without it, calamine
reads workbooks, hidden cells included.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from ndbg.errors import NdbgError, missing
from ndbg.ooxml.package import MOST_BYTES
from ndbg.ooxml.zips import is_encrypted
from ndbg.process.libreoffice import convert, convert_together, find_libreoffice
from ndbg.process.scratch import scratch
from ndbg.process.worker import Limits, WorkError, run
from ndbg.read.data_workbook import read_book
from ndbg.read.kind import is_text, kind_of
from ndbg.read.sheets import MOST_CELLS, Sheet, text_of
from ndbg.read.source import read_bytes
from ndbg.read.word import read_word
from ndbg.read.workbook import read_workbook
from ndbg.report import Report

_SECONDS = 20  # that LibreOffice may take for one file
_LIMITS = Limits(memory=500 << 20, processor=20, wait=60, answer=20 << 20)


class _Kind(NamedTuple):
    """The old files that a program of Office opens: their suffixes, the new format, its reader."""

    program: str
    suffixes: tuple[str, ...]
    new: str
    reader: Callable[[Path], Report]

    def suffix(self, path: Path) -> str:
        """The suffix by which LibreOffice recognises a file."""
        suffix = path.suffix.lower()
        return suffix if suffix in self.suffixes else f".{kind_of(path)}"


_DOCUMENT = _Kind("Word", (".doc", ".wps", ".odt", ".fodt"), "docx", read_word)
_WORKBOOK = _Kind("Excel", (".xls", ".et", ".ods", ".fods"), "xlsx", read_workbook)


def read_old_document(path: Path) -> Report:
    """Read the report in a document that LibreOffice can convert into .docx.

    Raises NdbgError, with advice, where LibreOffice is missing or cannot read it.
    """
    data = _readable(path, _DOCUMENT)
    office = find_libreoffice()
    if office is None:
        raise NdbgError(f"“{path}”要先用 Word 或 WPS 另存为 .docx 再读；装有 LibreOffice 的电脑上可以直接读")
    return _converted(office, path, data, _DOCUMENT)


def read_old_workbook(path: Path) -> Report:
    """Read the report in an old workbook, with LibreOffice or else with calamine.

    Raises NdbgError, with advice, where neither is installed or can read it.
    """
    data = _readable(path, _WORKBOOK)
    office = find_libreoffice()
    return _with_calamine(path, data) if office is None else _converted(office, path, data, _WORKBOOK)


# The results of `convert_ahead` by path and new format.
_converted_ahead: dict[tuple[Path, str], bytes] = {}


def convert_ahead(paths: Sequence[Path]) -> None:
    """Convert several old files, all documents in one call and all workbooks in another; failures are tried again later."""
    _converted_ahead.clear()
    office = find_libreoffice()
    for kind in (_DOCUMENT, _WORKBOOK) if office else ():
        files: dict[Path, tuple[bytes, str]] = {}
        for path in (path for path in paths if kind.suffix(path) in kind.suffixes):
            # A file that cannot be read is reported when it is read alone.
            with suppress(NdbgError):
                files[path] = _readable(path, kind), kind.suffix(path)
        try:
            made = (
                convert_together(office, [*files.values()], kind.new, _SECONDS)
                if office and len(files) > 1
                else []
            )
        except NdbgError:
            continue
        _converted_ahead.update({(p, kind.new): data for p, data in zip(files, made, strict=False) if data})


def _readable(path: Path, kind: _Kind) -> bytes:
    """The bytes of a file that has the content of an old format, or is text, which LibreOffice may know.

    With others it may be busy for minutes. Raises NdbgError for them, with what to do.
    """
    data = read_bytes(path, MOST_BYTES)
    if is_encrypted(data):
        raise NdbgError(f"“{path}”加了密码，请用 {kind.program} 或 WPS 去掉密码，另存为 .{kind.new} 再试")
    if not kind_of(path) and not is_text(data):
        raise NdbgError(
            f"“{path}”里不是 {kind.program} 文件的内容，像是改了后缀或者已经损坏，请检查；"
            f"用 {kind.program} 或 WPS 打得开的，另存为 .{kind.new} 再试"
        )
    return data


def _converted(office: str, path: Path, data: bytes, kind: _Kind) -> Report:
    advice = f"请用 {kind.program} 或 WPS 另存为 .{kind.new} 再试"
    made = _converted_ahead.pop((path, kind.new), None)
    try:
        made = made or convert(office, data, kind.suffix(path), kind.new, _SECONDS)
    except TimeoutError:
        raise NdbgError(f"LibreOffice 读了 {_SECONDS} 秒还没有读完“{path}”，没有读；{advice}") from None
    if made is None:
        raise NdbgError(f"LibreOffice 读不出“{path}”，{advice}")
    with scratch() as folder:
        copy = folder / f"report.{kind.new}"
        copy.write_bytes(made)
        report = kind.reader(copy)
    report = report.with_notes("已用 LibreOffice 转换后读取")
    return replace(report, source=report.source._replace(path=path))


def _with_calamine(path: Path, data: bytes) -> Report:
    """Read the report in a workbook with calamine, which does not give hidden rows, strike-out and number formats."""
    try:
        import python_calamine  # noqa: F401  the worker needs it
    except ModuleNotFoundError:
        raise missing("读取旧版 Excel 文件", "excel") from None
    except ImportError:  # it cannot be loaded, as in Wine 8 and Windows 7, which lack a system call
        raise NdbgError(
            f"“{path}”是旧版 Excel 文件，读它的组件在这台电脑的系统上用不了，请用 Excel 或 WPS 另存为 .xlsx 再读"
        ) from None
    try:
        answer = run("ndbg.read.calamine", data, _LIMITS)
    except WorkError:
        raise NdbgError(
            f"“{path}”不是 Excel 文件、加了密码或者已经损坏，请用 Excel 或 WPS 另存为 .xlsx 再试"
        ) from None
    sheets = [_sheet(sheet) for sheet in json.loads(answer)]
    if sum(len(sheet.texts) for sheet in sheets) > MOST_CELLS:
        raise NdbgError(f"“{path}”的工作表太多、太大，不像是一份报告，没有读；请只留下报告的工作表再试")
    return read_book(sheets, path).with_notes(
        "这种旧格式里看不出隐藏的行列、删除线和改变单位的显示格式，请核对；也可以另存为 .xlsx 再读"
    )


def _sheet(sheet_data: dict[str, Any]) -> Sheet:
    # Rows start at the first row of the sheet, cells at the first column with content.
    texts = {
        (row, column): text_of(value)
        for row, values in enumerate(sheet_data["rows"])
        for column, value in enumerate(values, sheet_data["first"][1])
    }
    areas = [(top, bottom, left, right) for (top, left), (bottom, right) in sheet_data["areas"]]
    return Sheet(sheet_data["name"], texts, areas)
