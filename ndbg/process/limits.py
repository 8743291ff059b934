"""Bounds on the memory and time that reading one file may take, enforced from outside the reader.

Linux bounds the address space of the process (RLIMIT_AS), Windows its committed memory (a job object);
elsewhere only the readers' own bounds hold. Time is processor time, so that a busy machine refuses no more
files than an idle one.
"""

import signal
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from threading import Event, Lock, Thread, current_thread, get_ident, main_thread
from types import FrameType
from typing import Protocol, TypeVar

from ndbg.errors import NdbgError

if sys.platform != "win32":
    import resource

T = TypeVar("T")

MEMORY = 500 << 20  # bytes, in addition to what the process has already
SECONDS = 20.0
_AGAIN = 1.0  # seconds until the exception is raised again, where the reader has caught it
_STATM = Path("/proc/self/statm")


class _LateError(BaseException):
    """The time is up. A BaseException, so that readers do not catch it."""


# Held while a file is read, since the bounds apply to the whole process; readers in other threads run without any.
_held = Lock()


def bounded(reader: Callable[[Path], T]) -> Callable[[Path], T]:
    """Wrap a reader so that it raises NdbgError for a file that takes more than MEMORY or SECONDS."""

    @wraps(reader)
    def read(path: Path) -> T:
        if not _held.acquire(blocking=False):
            return reader(path)
        try:
            return _within_bounds(reader, path)
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
    """The error for a file that did not fit into memory."""
    return NdbgError(f"处理“{path}”要用的内存太多，没有处理；请检查是不是这份文件，或者关掉别的程序再试")


def _within_bounds(reader: Callable[[Path], T], path: Path) -> T:
    """The result of a reader. Raises _LateError or MemoryError at a bound."""
    watch = _BySignal() if current_thread() is main_thread() and hasattr(signal, "setitimer") else _ByThread()
    memory = _memory()
    try:
        # Before memory is bounded: a thread that cannot start would be waited for forever.
        watch.start(SECONDS)
        memory.bound(MEMORY)
        return reader(path)
    finally:
        # The exception may arrive at any call. When it arrives here, the bounds must be lifted all the same.
        while True:
            try:
                watch.stop()
                break
            except _LateError:
                continue
        memory.lift()


# -- memory --------------------------------------------------------------------------


class _Memory(Protocol):
    def bound(self, most: int) -> None:
        """Let allocations beyond `most` further bytes raise MemoryError."""

    def lift(self) -> None:
        """Remove the bound."""


def _memory() -> _Memory:
    if sys.platform == "win32":
        from ndbg.process.windows_job import job

        return job()
    return _AddressSpace()


class _AddressSpace:
    def __init__(self) -> None:
        self._before = resource.getrlimit(resource.RLIMIT_AS)

    def bound(self, most: int) -> None:
        if not _STATM.exists():
            return  # not Linux
        pages = int(_STATM.read_text(encoding="ascii").split()[0])
        bounds = [pages * resource.getpagesize() + most]
        bounds += [bound for bound in self._before if bound != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_AS, (min(bounds), self._before[1]))

    def lift(self) -> None:
        resource.setrlimit(resource.RLIMIT_AS, self._before)


# -- time: a signal interrupts even a regular expression. Where the system has no such signal, and in threads, which
# -- receive none, the exception is raised between two instructions of Python


class _BySignal:
    def start(self, seconds: float) -> None:
        def late(_: int, __: FrameType | None) -> None:
            raise _LateError

        self._before = signal.signal(signal.SIGPROF, late)
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, self._before)


class _ByThread:
    def __init__(self) -> None:
        import ctypes

        self._reader, self._late = ctypes.c_ulong(get_ident()), ctypes.py_object(_LateError)
        self._raise = ctypes.pythonapi.PyThreadState_SetAsyncExc
        self._lock, self._done, self._raised = Lock(), Event(), False

    def start(self, seconds: float) -> None:
        self._end = time.process_time() + seconds
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        seconds_left = self._end - time.process_time()
        while not self._done.wait(max(seconds_left, 0)):
            seconds_left = self._end - time.process_time()
            if seconds_left <= 0:
                seconds_left = _AGAIN
                with self._lock:
                    if not self._done.is_set():
                        self._raised = True
                        self._raise(self._reader, self._late)

    def stop(self) -> None:
        try:
            with self._lock:
                self._done.set()
            # An exception that was raised and has not arrived yet arrives here. If it were cancelled instead, Python
            # would keep checking for it on every call.
            for _ in range(2 * self._raised):
                time.sleep(0)
        except _LateError:
            self._done.set()
