"""The prose of a report from a Word file beside its data: the sections by their headings."""

from dataclasses import replace
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.form.naming import quoted
from ndbg.ooxml.package import MOST_BYTES
from ndbg.read import format_of, read
from ndbg.read.source import is_on_network, read_bytes
from ndbg.read.toml import unknown_name
from ndbg.read.word_rest import WORD_FILES, Where, read_rest
from ndbg.report import Prose, Report
from ndbg.report.names import Names, UnknownNameError


def with_prose(report: Report, given: Path | None = None) -> Report:
    """A report with its prose from a file: the one given, else the one that the data name (正文文件), if any.

    The file may be of any readable format; its markers are expanded. Sections that it lacks keep their prose.
    Raises NdbgError where the file cannot be used, or has no section of the report.
    """
    named = report.added.prose_file
    if given is None and named and is_on_network(named):
        raise NdbgError(f"正文文件“{named}”在别的电脑上，没有打开；请拷到本机，和数据文件放在一起")
    path = given or (report.source.path.parent / named if named else None)
    if path is None:
        return report
    if format_of(path) is None and not path.suffix:
        raise NdbgError(f"正文文件“{path}”的名字要写完整，例如 {path.name}.docx")
    source = read(path)
    taken = {
        section.no: source.prose[section.no]
        for section in report.form.prose_sections
        if source.prose.get(section.no, Prose()).text
    }
    if not taken:
        heads = "、".join(quoted(section.heading) for section in report.form.prose_sections)
        raise NdbgError(f"“{path}”里没有找到正文：各部分的正文要写在{heads}这样的标题下面")
    names = Names(report)
    replaced = [
        section.heading
        for section in report.form.prose_sections
        if section.no in taken
        and report.prose.get(section.no, Prose()).text not in ("", taken[section.no].text)
    ]
    kept = [
        section.heading
        for section in report.form.prose_sections
        if section.no not in taken and report.prose.get(section.no, Prose()).text
    ]
    prose = {no: _expanded(text, names, path) for no, text in taken.items()}
    preface = _expanded(source.preface, names, path) if source.preface.text else report.preface
    notes = [f"正文取自“{path.name}”"]
    if replaced:
        notes.append(f"数据里{'、'.join(map(quoted, replaced))}的正文没有用，用的是“{path.name}”里的")
    if kept:
        notes.append(f"“{path.name}”里没有{'、'.join(map(quoted, kept))}的正文，用的是数据里的")
    if lost := _lost(path, source):
        notes.append(f"“{path.name}”里的{'、'.join(lost)}没有取，只取了文字；要的请在生成的文件里补上")
    return replace(report, prose={**report.prose, **prose}, preface=preface).with_notes(*notes)


def _lost(path: Path, source: Report) -> list[str]:
    """What a Word file with prose holds besides: tables, pictures, footnotes."""
    if path.suffix.lower() not in WORD_FILES:
        return []
    try:
        rest = read_rest(read_bytes(path, MOST_BYTES), path, source.form, source.agency)
    except NdbgError:  # a file of another format by the name of one of Word
        return []
    in_prose = {section.no for section in source.form.prose_sections}
    tables = any(line.where is Where.TABLE and line.section in in_prose for line in rest.lines)
    notes = any(line.section in ("footnotes", "endnotes") for line in rest.lines)
    held = (("表格", tables), ("图片", rest.pictures), ("脚注", notes))
    return [name for name, there in held if there]


def _expanded(prose: Prose, names: Names, path: Path) -> Prose:
    try:
        return Prose(names.expand(prose.text), prose.text)
    except UnknownNameError as error:
        raise NdbgError(f"“{path}”：{unknown_name(error)}") from None
