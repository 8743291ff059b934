"""What one file may take of memory and time, whatever its reader does."""

import ctypes
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from ndbg.errors import NdbgError
from ndbg.process import limits, work
from ndbg.process.limits import bounded
from ndbg.process.windows_job import ExtendedLimits, Job, MemoryCounters
from ndbg.read import FORMATS

FILE = Path("年报.docx")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="bounds of Linux")


@pytest.fixture(autouse=True)
def compact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMORY", 64 << 20)
    monkeypatch.setattr(limits, "SECONDS", 0.1)


def endless(_: Path) -> int:
    number = 0
    while True:
        number += 1


def stubborn(_: Path) -> int:
    """Takes the first exception for its own."""
    with suppress(BaseException):
        endless(_)
    return endless(_)


def matching(_: Path) -> bool:
    """An expression that takes longer than anybody lives."""
    return bool(re.fullmatch(r"(?:a|a)*b", "a" * 60))


def hoarding(_: Path) -> int:
    return len([bytes(1 << 20) for _ in range(200)])


READERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "one that never ends": (endless, "没有读完"),
    "one that never ends, and catches all": (stubborn, "没有读完"),
    "one that takes more and more memory": (hoarding, "内存太多"),
    "one that asks for all memory at once": (lambda _: bytes(1 << 40), "内存太多"),
}


@on_linux
@pytest.mark.parametrize("name", READERS)
def test_a_reader_without_end_refuses_its_file_and_the_next_is_read(name: str) -> None:
    reader, said = READERS[name]
    with pytest.raises(NdbgError, match=said) as caught:
        bounded(reader)(FILE)
    assert "年报.docx" in f"{caught.value}"
    assert bounded(lambda path: path)(FILE) is FILE
    assert hoarding(FILE) == 200  # outside there are no bounds


@on_linux
def test_the_time_of_a_regular_expression_is_bounded_too() -> None:
    with pytest.raises(NdbgError, match="没有读完"):
        bounded(matching)(FILE)


def test_in_a_thread_time_is_bounded_as_it_is_on_windows() -> None:
    told: list[str] = []

    def read() -> None:
        try:
            bounded(stubborn)(FILE)
        except NdbgError as error:
            told.append(f"{error}")
        told.append(f"{bounded(lambda path: path)(FILE)}")

    thread = Thread(target=read)
    thread.start()
    thread.join()
    assert "没有读完" in told[0]
    assert told[1:] == [f"{FILE}"]


def test_a_reader_within_another_has_the_bounds_of_that_one() -> None:
    def outer(path: Path) -> int:
        bounded(lambda path: path)(path)
        return endless(path)

    with pytest.raises(NdbgError, match="没有读完"):
        bounded(outer)(FILE)


# The readers of these have processes of their own, which are bounded there.
OURS = [f for f in FORMATS if f.module not in ("pdf", "ofd", "old_formats")]


@pytest.mark.parametrize("format", OURS, ids=lambda f: f.module)
def test_each_reader_is_bounded(format: Any) -> None:
    assert hasattr(getattr(import_module(f"ndbg.read.{format.module}"), format.function), "__wrapped__")


class Kernel32:
    """As much of Windows as is asked for, with a process that has committed a thousand bytes."""

    def __init__(self, *, nests: bool = True) -> None:
        self.nests = nests
        self.bounds: list[tuple[int, int]] = []
        self.CreateJobObjectW = _Function(lambda *_: 7)
        self.GetCurrentProcess = _Function(lambda: -1)

    def AssignProcessToJobObject(self, job: Any, _: Any) -> int:  # noqa: N802  so it is called there
        assert job.value == 7
        return self.nests

    def K32GetProcessMemoryInfo(self, _: Any, counters: Any, size: Any) -> int:  # noqa: N802
        assert counters._obj.size == size.value == ctypes.sizeof(MemoryCounters)
        counters._obj.pagefile = 1000
        return 1

    def SetInformationJobObject(self, _: Any, kind: int, limits: Any, size: Any) -> int:  # noqa: N802
        assert (kind, size.value) == (9, ctypes.sizeof(ExtendedLimits))
        self.bounds.append((limits._obj.basic.flags, limits._obj.process_memory))
        return 1


class _Function:
    restype: Any = None

    def __init__(self, call: Callable[..., int]) -> None:
        self._call = call

    def __call__(self, *args: Any) -> int:
        return self._call(*args)


def test_on_windows_a_job_bounds_what_the_process_commits_and_lifts_the_bound_again() -> None:
    windows = Kernel32()
    job = Job(windows)
    job.bound(500)
    job.lift()
    assert windows.bounds == [(0x100, 1500), (0, 0)]


def test_on_windows_a_worker_bounds_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = Kernel32()
    monkeypatch.setattr(ctypes, "WinDLL", lambda _: windows, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    work._bound(500, 20)
    assert windows.bounds == [(0x100, 1500)]


def test_where_windows_has_no_job_to_give_nothing_is_bounded() -> None:
    windows = Kernel32(nests=False)
    job = Job(windows)
    job.bound(500)
    job.lift()
    assert windows.bounds == []


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64 bits")
def test_the_structures_are_as_large_as_those_of_windows() -> None:
    assert (ctypes.sizeof(ExtendedLimits), ctypes.sizeof(MemoryCounters)) == (144, 72)
