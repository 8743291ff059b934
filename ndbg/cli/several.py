"""One command on several files: each is tried, and what became of all of them is summed up.

The work on a file is done here or in processes of their own; what comes of it is told and
saved here, in order, one file after the other.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ndbg.app.batch import over_files, tried
from ndbg.cli.console import CLEAN, UNUSABLE, progress, reading, tell, tell_error, working
from ndbg.errors import NdbgError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
_SEVERAL = 2
# Files handed to a process at once: enough that handing over costs nothing beside the work.
_HANDFUL = 4


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
    # All processes are begun with the first that is done, before the bar begins a thread.
    made = _side_by_side(partial(tried, work), paths, jobs)
    first = next(made)
    yield from zip(progress(paths, title), chain([first], made), strict=True)


_Work = Callable[[Path], T | NdbgError]


def _side_by_side(work: _Work[T], paths: Sequence[Path], jobs: int) -> Iterator[T | NdbgError]:
    """What comes of each file, in order, from `jobs` processes.

    Where a process ends before its work is done, all others end with it. The files that it may have been
    at are then done again, each by a process of its own, which tells the one that is to blame; the rest go on.
    """
    from concurrent.futures.process import BrokenProcessPool

    handfuls = [paths[at : at + _HANDFUL] for at in range(0, len(paths), _HANDFUL)]
    done: dict[int, list[T | NdbgError]] = {}
    at = 0
    while at < len(handfuls):
        waiting = [number for number in range(at, len(handfuls)) if number not in done]
        with _processes(min(jobs, len(paths))) as executor:
            with _signals_to_us():
                futures = {number: executor.submit(_in_turn, work, handfuls[number]) for number in waiting}
            try:
                while at < len(handfuls):
                    yield from done.pop(at, None) or futures.pop(at).result()
                    at += 1
            except BrokenProcessPool:
                pass
        done |= {number: made.result() for number, made in futures.items() if _is_done(made)}
        # Handfuls are begun in order, one for each process and one more.
        begun = [number for number in waiting if number >= at and number not in done][: jobs + 1]
        done |= {number: [_alone(work, path) for path in handfuls[number]] for number in begun}


def _in_turn(work: Callable[[Path], T], paths: Sequence[Path]) -> list[T]:
    return [work(path) for path in paths]


def _is_done(made: "Future[T]") -> bool:
    return made.done() and not made.cancelled() and made.exception() is None


def _alone(work: _Work[T], path: Path) -> T | NdbgError:
    """What comes of one file in a process of its own."""
    from concurrent.futures.process import BrokenProcessPool

    with _processes(
        1, "spawn"
    ) as executor:  # a bar may have begun a thread, beside which forking is not safe
        try:
            with _signals_to_us():
                made = executor.submit(work, path)
            return made.result()
        except BrokenProcessPool:
            said = "处理它的进程意外停止了（可能是内存不够），没有处理；请检查是不是这份文件"
            return NdbgError(f"“{path}”：{said}")


@contextmanager
def _processes(count: int, method: str | None = None) -> Iterator["ProcessPoolExecutor"]:
    """So many processes; what they have not begun is left undone where the one that they work for gives up."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(count, get_context(method), initializer=_serve) as executor:
        try:
            yield executor
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
