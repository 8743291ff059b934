"""Readers, one a format, all returning a Report. `read` chooses by the content of the file."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ndbg.errors import NdbgError
from ndbg.read.source import not_there, refuse_folder
from ndbg.report import Report


class Format(NamedTuple):
    """A format: the function that reads it, and its module, which is loaded on first use.

    `kinds` are the results of `kind_of` for such files; texts have none. `at_once`: reading takes no noticeable time,
    so that no progress is shown.
    """

    suffixes: tuple[str, ...]
    module: str
    function: str
    kinds: tuple[str, ...] = ()
    at_once: bool = False
    needs_libreoffice: bool = False


# All readable formats; README has the same table.
FORMATS = (
    Format((".toml",), "toml", "read_toml", ("toml",), at_once=True),
    Format((".docx", ".dotx", ".docm", ".dotm"), "word", "read_word", ("docx",), at_once=True),
    Format((".rtf",), "rtf", "read_rtf", ("rtf",), at_once=True),
    Format((".html", ".htm"), "web", "read_web", ("html", "some html"), at_once=True),
    Format((".mht", ".mhtml"), "mime", "read_mime", ("mime",), at_once=True),
    Format((".txt", ".md"), "text", "read_text", at_once=True),
    Format((".xlsx", ".xlsm"), "workbook", "read_workbook", ("xlsx",)),
    Format((".xml",), "flat_xml", "read_flat_xml", ("word xml", "flat word", "excel xml")),
    Format((".pdf",), "pdf", "read_pdf", ("pdf",)),
    Format((".ofd",), "ofd", "read_ofd", ("ofd",)),
    Format(
        (".doc", ".wps", ".odt", ".fodt"),
        "old_formats",
        "read_old_document",
        ("doc", "odt", "fodt"),
        needs_libreoffice=True,
    ),
    Format((".xls", ".et", ".ods", ".fods"), "old_formats", "read_old_workbook", ("xls", "ods", "fods")),
)
# Other files found in folders, by suffix, and the message on them.
_OTHERS = (
    ((".lnk", ".url"), "是快捷方式，请改用它所指的那个文件"),
    (
        (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".gif"),
        "是图片，读不出数；请找 Word 文件或带文字的 PDF",
    ),
    ((".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2"), "是压缩包，请先解压，再用里面的文件"),
    (
        (".csv", ".tsv"),
        "是不带合并格的纯文字表格，行和列分不清；请用 Excel 或 WPS 打开，对照原件检查以后另存为 .xlsx 再试",
    ),
    ((".ppt", ".pptx", ".dps"), "是演示文稿，读不出报告；请找 Word 文件或带文字的 PDF"),
)
_OWNER_FILE = "~$"  # the prefix of the file that Word puts beside an open one
_DATA, _TEXTS = ".toml", (".txt", ".md")
_OLD = "old_formats"
_PIECE = "some html"  # a table in HTML within Markdown, as converters write it


def format_of(path: Path) -> Format | None:
    """The format by the suffix of a file; None for an unknown one."""
    return next((format for format in FORMATS if path.suffix.lower() in format.suffixes), None)


def format_found(path: Path) -> Format | None:
    """The format by the first bytes of a file, by its suffix where they do not tell; None for an unknown one."""
    return _format_of_content(path) or format_of(path)


def _format_of_content(path: Path) -> Format | None:
    if path.suffix.lower() == _DATA:
        return None
    from ndbg.read.kind import kind_of

    kind = kind_of(path)
    if kind == _PIECE and path.suffix.lower() in _TEXTS:
        return None
    return next((format for format in FORMATS if kind in format.kinds), None)


def prepare(paths: Sequence[Path]) -> None:
    """Convert the files of old formats together, which is faster than one by one."""
    known = {suffix for format in FORMATS for suffix in format.suffixes if format.module == _OLD}
    if sum(path.suffix.lower() in known for path in paths) > 1:
        from ndbg.read.old_formats import convert_ahead

        formats = ((path, format_found(path)) for path in paths)
        convert_ahead([path for path, format in formats if format and format.module == _OLD])


def read(path: Path) -> Report:
    """Read a report from a file of any readable format.

    Raises InputError or another NdbgError, each with advice, where the file cannot be used.
    """
    refuse_folder(path)
    if path.name.startswith(_OWNER_FILE):
        raise NdbgError(f"“{path}”是 Word 打开文件时自己建的临时文件，不是报告；请改用名字里没有 ~$ 的那个")
    format = format_found(path)
    if format is None:
        raise _unknown(path) if path.exists() else not_there(path)
    reader: Callable[[Path], Report] = getattr(import_module(f"ndbg.read.{format.module}"), format.function)
    return reader(path)


def _unknown(path: Path) -> NdbgError:
    """The error for a file of no readable format."""
    if message := next((message for suffixes, message in _OTHERS if path.suffix.lower() in suffixes), ""):
        return NdbgError(f"“{path}”{message}")
    alone, converted = (
        "、".join(suffix for f in FORMATS if f.needs_libreoffice is by_libreoffice for suffix in f.suffixes)
        for by_libreoffice in (False, True)
    )
    return NdbgError(f"还不能读取“{path}”这种文件：能读 {alone}，以及（装有 LibreOffice 时）{converted}")
