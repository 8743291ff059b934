"""Read a report from a Word file."""

from pathlib import Path

from ndbg.ooxml.body import has_changes, nodes
from ndbg.ooxml.numbering import numbering_of
from ndbg.ooxml.package import MOST_BYTES, open_package
from ndbg.process.limits import bounded
from ndbg.read.assemble import assemble
from ndbg.read.source import read_bytes
from ndbg.report import Origin, Report


@bounded
def read_word(path: Path) -> Report:
    """Read the report in a Word file. Raises NdbgError where the file is no sound Word file."""
    return parse_word(read_bytes(path, MOST_BYTES), path)


def parse_word(data: bytes, path: Path) -> Report:
    """Read the report in the bytes of a Word file; `path` is for messages."""
    package = open_package(data, path, macros=True)
    root = package.tree(package.document)
    notes = ("文件里有修订痕迹，已按接受全部修订读取",) if has_changes(root) else ()
    numbers = numbering_of(package).numbers(root)
    return assemble(list(nodes(root, numbers)), path, lambda place: Origin(place=f"{place}"), notes)
