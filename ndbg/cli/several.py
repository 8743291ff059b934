"""One command on several files: each is tried, and what became of all of them is summed up."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ndbg.cli.console import CLEAN, UNUSABLE, progress, tell, tell_error
from ndbg.errors import NdbgError

_SEVERAL = 2


def refuse_shared(paths: Sequence[Path], output: Path | None) -> None:
    """Make the folder in which several files are to be. Raises NdbgError where they would be written to one."""
    if len(paths) < _SEVERAL or output is None or output.is_dir():
        return
    if output.exists() or output.suffix:
        raise NdbgError(f"几个文件要写到一个文件夹里，“{output}”不是文件夹；-o 后面请写文件夹的名字")
    try:
        output.mkdir(parents=True)
    except OSError as error:
        raise NdbgError(f"不能建立文件夹“{output}”：{error.strerror or error}") from None


def make_each(paths: Sequence[Path], make: Callable[[Path, set[Path]], int]) -> int:
    """Make something of each file, and give the exit code: the highest of all.

    `make` is given a file and the set of those written so far, which it adds to; it gives an
    exit code. What cannot be used stops only that file.
    """
    written: set[Path] = set()
    if len(paths) == 1:
        return make(paths[0], written)
    codes = []
    for path in progress(paths, "正在生成"):
        try:
            codes.append(make(path, written))
        except NdbgError as error:
            tell_error(error)
            codes.append(UNUSABLE)
    made = codes.count(CLEAN)
    tell(f"共 {len(paths)} 个文件：生成 {made} 个，没有生成 {len(paths) - made} 个")
    return max(codes)


def refuse_again(place: Path, path: Path, written: set[Path]) -> None:
    """Raise NdbgError where this run has already written a file under this name."""
    if place in written:
        raise NdbgError(f"“{path}”的机关和年度与前面的一个文件相同，没有覆盖“{place}”")
