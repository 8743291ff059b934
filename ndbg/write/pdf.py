"""The report as PDF: the Word report, printed by LibreOffice where it is installed."""

from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.ooxml.package import Package, open_package, pack
from ndbg.process.libreoffice import convert, find_libreoffice
from ndbg.program import program
from ndbg.write.fonts import installed, not_installed, replace_fonts, substitutes

# Tagged PDF, for screen readers; old versions of LibreOffice have no such options.
_KINDS = ('pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}', "pdf")

_PROPERTIES = "docProps/core.xml"


def write_pdf(word: bytes, name: str) -> tuple[bytes, tuple[str, ...]]:
    """A Word report as PDF with a document title, and notices on its fonts.

    Raises NdbgError where LibreOffice is not_installed, or does not make the file.
    """
    office = find_libreoffice()
    if office is None:
        raise NdbgError(
            f"生成 PDF 要用 LibreOffice，这台电脑上没有装；可以先用 {program()} fill 生成 Word 文件，再用 Word 或 WPS 另存为 PDF"
        )
    package = open_package(word, Path("report.docx"))
    _set_title(package, name)
    there = installed()
    fonts = substitutes(there or ())
    replace_fonts(package, fonts)
    data = pack(package)
    try:
        made = next((pdf for kind in _KINDS if (pdf := convert(office, data, ".docx", kind))), None)
    except TimeoutError:
        made = None
    if made is None:
        raise NdbgError(
            f"LibreOffice 没有生成 PDF，请再试一次；还不行，就用 {program()} fill 生成 Word 文件，再用 Word 或 WPS 另存为 PDF"
        )
    return made, _notes(there, fonts)


def _set_title(package: Package, name: str) -> None:
    """Set the title that PDF viewers show in their window."""
    if _PROPERTIES in package.parts:
        tree = package.tree(_PROPERTIES)
        for element in tree.iter("{*}title"):
            element.text = name
        package.put(_PROPERTIES, tree)


def _notes(there: frozenset[str] | None, fonts: dict[str, str]) -> tuple[str, ...]:
    if there is None:
        return ("看不出这台电脑上有哪些字体，请打开 PDF 看一看标题和正文的字体",)
    notes = []
    if fonts:
        listed = "、".join(f"{font}（用 {other}）" for font, other in fonts.items())
        notes.append(f"这台电脑上没有这些公文字体，PDF 里用别的代替：{listed}")
    if nothing := [font for font in not_installed(there) if font not in fonts]:
        notes.append(
            f"这台电脑上没有{'、'.join(nothing)}，也没有可以代替的中文字体，PDF 里的字可能显示不出来"
        )
    return tuple(notes)
