"""Protect a Word report that was edited after it was filled from being overwritten."""

from pathlib import Path

from ndbg.app.check import Checked
from ndbg.app.differences import Difference
from ndbg.app.templates import OwnForm
from ndbg.errors import NdbgError
from ndbg.ooxml.mark import read_mark, text_digest
from ndbg.ooxml.package import MOST_BYTES, open_package
from ndbg.program import command
from ndbg.read.source import read_bytes
from ndbg.read.word import parse_word

_MOST_NAMED = 5


def refuse_edited(place: Path, checked: Checked, form: OwnForm | None) -> None:
    """Raise NdbgError where the report to be overwritten was edited in Word and differs from the data.

    A file that `fill` did not make, or that cannot be read, may be overwritten.
    """
    if not place.is_file():
        return
    try:
        word = read_bytes(place, MOST_BYTES)
        if not _is_edited(word, place):
            return
        from ndbg.app.verify import compare_word

        differences = compare_word(parse_word(word, place), word, checked, form).differences
    except NdbgError:
        return
    if differences:
        raise NdbgError(_refusal(place, checked.report.source.path, differences))


def _is_edited(word: bytes, place: Path) -> bool:
    package = open_package(word, place)
    mark = read_mark(package)
    return mark is not None and mark.text != text_digest(package.tree(package.document))


def _refusal(place: Path, data: Path, differences: tuple[Difference, ...]) -> str:
    lines = [f"“{place}”生成以后在 Word 里改过，和数据文件有 {len(differences)} 处不同，没有覆盖它："]
    lines += [
        f"  · {difference.name}：Word 文件里是“{difference.document}”，{difference.wanted}"
        for difference in differences[:_MOST_NAMED]
    ]
    if (more := len(differences) - _MOST_NAMED) > 0:
        lines.append(f"  · 另有 {more} 处，见 {command('verify', place, data)}")
    lines += [
        f"要把改过的正文和数收进数据文件：{command('import', place, '--into', data)}",
        "不要这些改动：先把这个文件改名或删去，再运行一次刚才的命令",
    ]
    return "\n".join(lines)
