"""One command on several files: each is tried, and what became of all of them is summed up.

The work on a file is done here or in processes of their own; what comes of it is told and
saved here, in order, one file after the other.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

from ndbg.app.batch import over_files
from ndbg.cli.console import CLEAN, UNUSABLE, progress, reading, tell, tell_error, working
from ndbg.errors import NdbgError

T = TypeVar("T")
_SEVERAL = 2


def outcomes(
    paths: Sequence[Path], work: Callable[[Path], T], jobs: int, title: str, doing: str = ""
) -> Iterator[tuple[Path, T | NdbgError]]:
    """What comes of each file, in order: a value, or why it cannot be used. `work` is done on `jobs` of them at a time.

    With more than one it must be a function that other processes can be told of, and so must what
    it gives. A bar is shown under the title where there are many files, `doing` where each takes long.
    """
    if jobs == 1 or len(paths) < _SEVERAL:
        done = over_files(paths, work)
        for path in progress(paths, title):
            with working(doing or reading(path)):
                outcome = next(done)
            yield outcome
        return
    from ndbg.app.processes import on_processes

    # All processes are begun with the first that is done, before the bar begins a thread.
    made = on_processes(paths, work, jobs)
    first = next(made)
    for _, outcome in zip(progress(paths, title), chain([first], made), strict=True):
        yield outcome


def make_each(
    paths: Sequence[Path], make: Callable[[Path], T], keep: Callable[[T], int], jobs: int = 1, doing: str = ""
) -> int:
    """Make something of each file and keep it, and give the exit code: the highest of all.

    `make` works on a file alone; `keep` saves what was made of it, tells of it and gives an
    exit code. What cannot be used stops only that file.
    """
    codes = []
    for _, made in outcomes(paths, make, jobs, "正在生成", doing):
        try:
            if isinstance(made, NdbgError):
                raise made
            codes.append(keep(made))
        except NdbgError as error:
            tell_error(error)
            codes.append(UNUSABLE)
    if len(paths) >= _SEVERAL:
        done = codes.count(CLEAN)
        tell(f"共 {len(paths)} 个文件：生成 {done} 个，没有生成 {len(paths) - done} 个")
    return max(codes)
