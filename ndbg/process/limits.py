"""Bounds on the memory and the time that one file may take, laid around the reader from outside.

They hold whatever a reader overlooks. Linux bounds the address space of the process (RLIMIT_AS), Windows its
committed memory (a job object); elsewhere memory is bounded by the readers alone. Time is that of the processor,
so that a busy machine refuses no more than an idle one.
"""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import wraps
from pathlib import Path
from threading import Event, Lock, Thread, current_thread, get_ident, main_thread
from types import FrameType
from typing import TypeVar

from ndbg.errors import NdbgError

if sys.platform != "win32":
    import resource

T = TypeVar("T")

MEMORY = 500 << 20  # bytes, beyond what the process holds already
SECONDS = 20.0
_AGAIN = 1.0  # seconds until a reader that took the exception for its own is told again
_STATM = Path("/proc/self/statm")


class _LateError(BaseException):
    """The time is up. No reader catches it."""


_held = Lock()  # while a file is read within bounds: they are those of the whole process


def bounded(reader: Callable[[Path], T]) -> Callable[[Path], T]:
    """A reader that gives up, with NdbgError, where a file takes more than MEMORY or SECONDS."""

    @wraps(reader)
    def read(path: Path) -> T:
        if not _held.acquire(blocking=False):
            return reader(path)
        try:
            with _memory(MEMORY), _time(SECONDS):
                return reader(path)
        except MemoryError:
            raise too_much_memory(path) from None
        except _LateError:
            raise NdbgError(
                f"“{path}”读了 {SECONDS:.0f} 秒还没有读完，不像是一份报告，没有读；请检查是不是这份文件"
            ) from None
        finally:
            _held.release()

    return read


def too_much_memory(path: Path) -> NdbgError:
    """What to tell of a file for which there was not enough memory."""
    return NdbgError(f"处理“{path}”要用的内存太多，没有处理；请检查是不是这份文件，或者关掉别的程序再试")


# -- memory --------------------------------------------------------------------------


def _memory(most: int) -> AbstractContextManager[None]:
    """Within it, to take more than `most` bytes in addition raises MemoryError."""
    if sys.platform == "win32":
        from ndbg.process.windows_job import memory_bound

        return memory_bound(most)
    return _address_space(most) if _STATM.exists() else nullcontext()


@contextmanager
def _address_space(most: int) -> Iterator[None]:
    pages = int(_STATM.read_text(encoding="ascii").split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    bounds = [pages * resource.getpagesize() + most]
    bounds += [bound for bound in (soft, hard) if bound != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(bounds), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


# -- time ----------------------------------------------------------------------------


def _time(seconds: float) -> AbstractContextManager[None]:
    """Within it, _LateError is raised after so many seconds of the processor's time.

    A signal also ends the work of a regular expression. Where there is none, or in a thread, to
    which signals do not come, the exception is raised between two steps of Python.
    """
    alone = current_thread() is main_thread() and hasattr(signal, "setitimer")
    return _by_signal(seconds) if alone else _by_thread(seconds)


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def late(_: int, __: FrameType | None) -> None:
        raise _LateError

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    import ctypes

    reader, done = ctypes.c_ulong(get_ident()), Event()
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    end = time.process_time() + seconds

    def watch() -> None:
        left = seconds
        while not done.wait(left):
            left = end - time.process_time()
            if left <= 0:
                raise_in(reader, ctypes.py_object(_LateError))
                left = _AGAIN

    watchdog = Thread(target=watch, daemon=True)
    watchdog.start()
    try:
        yield
    finally:
        done.set()
        watchdog.join()
        raise_in(reader, None)  # one that is on its way comes too late
