"""Run a command on several files and count the outcomes.

Files may be processed in other processes; results are printed and saved in this one, in the order of the files.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

from ndbg.app.batch import over_files
from ndbg.cli.console import CLEAN, UNUSABLE, echo_err, echo_error, progress, reading, working
from ndbg.errors import NdbgError

T = TypeVar("T")
_SEVERAL = 2


def distinct(paths: Iterable[Path]) -> list[Path]:
    """The files and folders as named, each once, under the first of its names."""
    by_real_path: dict[str, Path] = {}
    for path in paths:
        by_real_path.setdefault(os.path.realpath(path), path)
    return list(by_real_path.values())


def outcomes(
    paths: Sequence[Path], work: Callable[[Path], T], jobs: int, title: str, doing: str = ""
) -> Iterator[tuple[Path, T | NdbgError]]:
    """The outcome of each file, in order, from `jobs` processes: a result, or the error that it cannot be used.

    With more than one process `work` and its results must be picklable. `title` is that of the progress bar for
    many files, `doing` the message while a single file is processed.
    """
    jobs = min(jobs, len(paths))
    done = over_files(paths, work, jobs)
    if jobs < _SEVERAL:
        for path in progress(paths, title):
            with working(doing or reading(path)):
                outcome = next(done)
            yield outcome
        return
    # The first outcome is fetched, which starts all processes, before the progress bar starts a thread.
    first = next(done)
    for _, outcome in zip(progress(paths, title), chain([first], done), strict=True):
        yield outcome


def make_each(
    paths: Sequence[Path], make: Callable[[Path], T], keep: Callable[[T], int], jobs: int = 1, doing: str = ""
) -> int:
    """Make an output from each file and keep it. Returns the highest exit code.

    `make` processes one file; `keep` saves the result, prints its notices and returns an exit code. A file that
    cannot be used does not stop the others.
    """
    codes = []
    for _, made in outcomes(paths, make, jobs, "正在生成", doing):
        try:
            if isinstance(made, NdbgError):
                raise made
            codes.append(keep(made))
        except NdbgError as error:
            echo_error(error)
            codes.append(UNUSABLE)
    if len(paths) >= _SEVERAL:
        done = codes.count(CLEAN)
        echo_err(f"共 {len(paths)} 个文件：生成 {done} 个，没有生成 {len(paths) - done} 个")
    return max(codes)
