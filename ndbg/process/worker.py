"""Work on a hostile file, in a process of its own that nothing of the user's reaches.

`run` starts Python isolated (`-I`): nothing comes from the current folder, PYTHONPATH or the user's own
packages. The worker has an empty environment, a folder of its own to stand in, bounds on memory and time,
and a process group of its own. It takes bytes and gives bytes; what it says beside is not heard.

This file is also what the worker runs first. It therefore imports nothing of ndbg at the top.
"""

import contextlib
import importlib.util
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import IO, NamedTuple

_ROOT = Path(__file__).resolve().parents[2]
# What Windows needs to load its libraries.
_KEPT = ("SYSTEMROOT", "TEMP", "TMP")


class Limits(NamedTuple):
    """Bounds on a worker: memory in bytes, processor and waiting time in seconds, its answer in bytes."""

    memory: int
    processor: int
    wait: int
    answer: int


class WorkError(Exception):
    """The worker failed, was stopped at one of its bounds, or answered too much."""


def run(module: str, data: bytes, limits: Limits) -> bytes:
    """What the function `work(data: bytes) -> bytes` of a module of ndbg gives. Raises WorkError.

    The module is loaded by its path alone: it may import the standard library and what is installed, and
    nothing of ndbg.
    """
    with _folder() as folder:
        process = subprocess.Popen(  # noqa: S603  this program itself
            command(module, limits),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            start_new_session=True,
            creationflags=_creation_flags(),
        )
        _let_go(folder)
        return _answer(process, data, limits)


def command(module: str, limits: Limits) -> list[str]:
    """How a worker is started; a frozen program is its own interpreter."""
    if getattr(sys, "frozen", False):
        from ndbg.process import WORK

        start = [sys.executable, WORK]
    else:
        start = [sys.executable, "-I", str(Path(__file__).resolve())]
    return [*start, module, f"{limits.memory}", f"{limits.processor}"]


def _creation_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    return 0


@contextlib.contextmanager
def _folder() -> Iterator[str]:
    folder = tempfile.mkdtemp()
    try:
        yield folder
    finally:
        _let_go(folder)


def _let_go(folder: str) -> None:
    """Remove an empty folder. Most systems let it go while a process stands in it, so that none is left behind."""
    with contextlib.suppress(OSError):
        Path(folder).rmdir()


def _answer(process: "subprocess.Popen[bytes]", data: bytes, limits: Limits) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise WorkError
    late = threading.Timer(limits.wait, _kill, (process,))
    feeder = threading.Thread(target=_feed, args=(process.stdin, data), daemon=True)
    with _job(process, limits.memory):
        try:
            late.start()
            feeder.start()
            answer = process.stdout.read(limits.answer + 1)
            if len(answer) > limits.answer or process.wait() != 0:
                raise WorkError
        finally:
            late.cancel()
            _kill(process)
            process.wait()
            feeder.join()
            process.stdout.close()
    return answer


def _feed(stream: IO[bytes], data: bytes) -> None:
    # A worker that is gone takes nothing more; its exit status tells the rest.
    with contextlib.suppress(OSError), stream:
        stream.write(data)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a worker and whatever it started."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        elif process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Basic(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        ]

    class _Extended(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = [
            ("BasicLimitInformation", _Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    _EXTENDED = 9  # JobObjectExtendedLimitInformation
    _PROCESS_MEMORY, _KILL_ON_CLOSE = 0x100, 0x2000

    @contextlib.contextmanager
    def _job(process: "subprocess.Popen[bytes]", memory: int) -> Iterator[None]:
        """Bound the memory of a process; it ends with this program, however that ends."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = _Extended()
        limits.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY | _KILL_ON_CLOSE
        limits.ProcessMemoryLimit = memory
        kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(int(process._handle)))
        try:
            yield
        finally:
            kernel.CloseHandle(job)

else:

    @contextlib.contextmanager
    def _job(_process: "subprocess.Popen[bytes]", _memory: int) -> Iterator[None]:
        """Elsewhere the worker bounds itself before it takes anything (`_bound`)."""
        yield


def _bound(memory: int, processor: int) -> None:
    """Bound this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _load(name: str) -> ModuleType:
    if getattr(sys, "frozen", False):
        return import_module(name)
    path = _ROOT.joinpath(*name.split(".")).with_suffix(".py")
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(arguments: Sequence[str]) -> None:
    """Be the worker: `MODULE MEMORY SECONDS`; data comes in on standard input."""
    module, memory, processor = arguments
    _bound(int(memory), int(processor))
    work = _load(module).work
    answer = work(sys.stdin.buffer.read())
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main(sys.argv[1:])
