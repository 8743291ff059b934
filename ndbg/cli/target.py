"""Where what a command makes is put, and under which name."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ndbg.errors import NdbgError

if TYPE_CHECKING:
    from ndbg.report import Report

# What Windows does not allow in a name, and what stands for it.
_NOT_IN_NAMES = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")


def target(
    report: "Report", data: Path, output: Path | None, suffix: str, *, folder: Path | None, draft: bool
) -> Path:
    """The file to write: the one named, or one named by the report's title, in the folder named or beside the data.

    `folder` is where it goes along with others, be it there already or not. The name of a draft
    says that it is one. Raises NdbgError where the name is of another kind.
    """
    from ndbg.text.controls import printable

    name = f"{printable(report.title).translate(_NOT_IN_NAMES)}{'（草稿）' if draft else ''}{suffix}"
    if folder:
        return folder / name
    if output is None:
        return data.with_name(name)
    if output.suffix.lower() != suffix:
        if output.is_dir():
            return output / name
        kind = "Word 文件" if suffix == ".docx" else f"{suffix} 文件"
        raise NdbgError(f"生成的是 {kind}，“{output}”这个文件名要以 {suffix} 结尾")
    return output.with_stem(f"{output.stem}（草稿）") if draft and "草稿" not in output.stem else output


def is_named(place: Path, output: Path | None) -> bool:
    """Whether the user has named the file that is to be written, or at most the folder."""
    return output is not None and place.parent != output


def identities(paths: Iterable[Path]) -> frozenset[tuple[int, int]]:
    """What files some paths lead to, by whatever names; one that leads to none is left out."""
    return frozenset(found for path in paths if (found := _identity(path)))


def refuse_source(place: Path, sources: Collection[tuple[int, int]]) -> None:
    """Raise NdbgError where what is to be written is one of the files that are read; --force does not mean that.

    `sources` are their `identities`.
    """
    if _identity(place) in sources:
        raise NdbgError(f"“{place}”就是要读的文件，不能覆盖它，请用 -o 另起一个名字")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
