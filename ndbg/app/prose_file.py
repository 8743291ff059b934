"""The prose of a report from a Word file beside its data: the sections by their headings."""

from dataclasses import replace
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.form.naming import quoted
from ndbg.read import format_of, read
from ndbg.read.source import is_on_network
from ndbg.read.toml import unknown_name
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
    prose = {no: _expanded(text, names, path) for no, text in taken.items()}
    preface = _expanded(source.preface, names, path) if source.preface.text else report.preface
    notes = [f"正文取自“{path.name}”"]
    if replaced:
        notes.append(f"数据里{'、'.join(map(quoted, replaced))}的正文没有用，用的是“{path.name}”里的")
    return replace(report, prose={**report.prose, **prose}, preface=preface).with_notes(*notes)


def _expanded(prose: Prose, names: Names, path: Path) -> Prose:
    try:
        return Prose(names.expand(prose.text), prose.text)
    except UnknownNameError as error:
        raise NdbgError(f"“{path}”：{unknown_name(error)}") from None
