"""One command on several files: each is tried, and what became of all of them is summed up.

The work on a file is done here or in processes of their own; what comes of it is told and
saved here, in order, one file after the other.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(min(jobs, len(paths)), initializer=_serve) as executor:
        try:
            # All processes are begun here, before the bar begins a thread.
            with _signals_to_us():
                done = over_files(paths, work, executor)
            for _ in progress(paths, title):
                yield next(done)
        except BrokenProcessPool:
            raise NdbgError(
                "处理文件的一个进程意外停止了（可能是内存不够），后面的文件没有处理；请不写 --jobs 再运行一次"
            ) from None
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise


@contextmanager
def _signals_to_us() -> Iterator[None]:
    """Block SIGINT and SIGPIPE while workers and executor threads start, so that only the main thread gets them.

    They inherit the mask. SIGPIPE has its default action here, so a pipe to a killed worker would
    otherwise end the program.
    """
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGPIPE})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve() -> None:
    """Leave Ctrl-C to the process that all others work for, and end with it however that ends."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the process that was served to end, and end too: else one killed would leave the others forever."""
    import os
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(UNUSABLE)  # nothing is lost: only the other one writes files


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
