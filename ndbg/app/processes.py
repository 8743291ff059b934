"""Processes of this computer, as an executor."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import parent_process
from threading import Thread
from typing import Any, TypeVar

from ndbg.process.run import leave_out_current_folder

T = TypeVar("T")
_ORPHANED = 2  # exit status of a worker whose parent has ended


class Processes(ProcessPoolExecutor):
    """An executor of `count` processes of this computer, which end with this one and whose death does not end it."""

    def __init__(self, count: int) -> None:
        leave_out_current_folder()
        super().__init__(count, initializer=_serve)

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """The future of a call in one of the processes."""
        with _signals_to_us():
            return super().submit(fn, *args, **kwargs)


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
