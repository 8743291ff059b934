"""Run a function over many files in several processes; a process that dies loses one file only."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from ndbg.app.batch import HANDFUL, tried
from ndbg.errors import NdbgError
from ndbg.process.run import leave_out_current_folder
from ndbg.read import prepare

T = TypeVar("T")
_Work = Callable[[Path], T | NdbgError]
_ORPHANED = 2  # exit status of a worker whose parent has ended


class Processes(ProcessPoolExecutor):
    """An executor of `count` processes of this computer, which end with this one and whose death does not end it."""

    def __init__(self, count: int, method: str | None = None) -> None:
        leave_out_current_folder()
        super().__init__(count, get_context(method), initializer=_serve)

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """The future of a call in one of the processes."""
        with _signals_to_us():
            return super().submit(fn, *args, **kwargs)


def on_processes(
    paths: Sequence[Path], work: Callable[[Path], T], jobs: int
) -> Iterator[tuple[Path, T | NdbgError]]:
    """The outcome of each file, in order, from `jobs` processes: a result, or the error for a file that cannot be used.

    `work` and its results must be picklable. If a process dies, the executor ends all others; the files that they were
    working on are repeated, each in a process of its own: only the one that kills its process is lost.
    """
    return zip(paths, _side_by_side(partial(tried, work), paths, jobs), strict=True)


def _side_by_side(work: _Work[T], paths: Sequence[Path], jobs: int) -> Iterator[T | NdbgError]:
    """The outcomes of the files, in order; after the death of a process the rest goes to new ones."""
    handfuls = [paths[at : at + HANDFUL] for at in range(0, len(paths), HANDFUL)]
    done: dict[int, list[T | NdbgError]] = {}
    at = 0
    while at < len(handfuls):
        waiting = [number for number in range(at, len(handfuls)) if number not in done]
        with _processes(min(jobs, len(paths))) as executor:
            futures = {number: executor.submit(_in_turn, work, handfuls[number]) for number in waiting}
            try:
                while at < len(handfuls):
                    yield from done.pop(at, None) or futures.pop(at).result()
                    at += 1
            except BrokenProcessPool:
                pass
        done |= {number: made.result() for number, made in futures.items() if _is_done(made)}
        # Handfuls begin in order: one in each process, and one more in the queue.
        begun = [number for number in waiting if number >= at and number not in done][: jobs + 1]
        done |= {number: [_alone(work, path) for path in handfuls[number]] for number in begun}


def _in_turn(work: Callable[[Path], T], paths: Sequence[Path]) -> list[T]:
    prepare(paths)
    return [work(path) for path in paths]


def _is_done(made: Future[T]) -> bool:
    return made.done() and not made.cancelled() and made.exception() is None


def _alone(work: _Work[T], path: Path) -> T | NdbgError:
    """The outcome of one file in a process of its own."""
    # A progress bar may have started a thread, and forking beside threads is unsafe.
    with _processes(1, "spawn") as executor:
        try:
            return executor.submit(work, path).result()
        except BrokenProcessPool:
            said = "处理它的进程意外停止了（可能是内存不够），没有处理；请检查是不是这份文件"
            return NdbgError(f"“{path}”：{said}")


@contextmanager
def _processes(count: int, method: str | None = None) -> Iterator[Processes]:
    """An executor of `count` processes; an exception in the context cancels what has not begun."""
    with Processes(count, method) as executor:
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
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGPIPE})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve() -> None:
    """Initialise a worker: leave Ctrl-C to the parent process, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the parent to end, and end too: a killed parent would leave its workers forever."""
    if parent := parent_process():
        parent.join()
        os._exit(_ORPHANED)  # nothing is lost: only the parent writes files
