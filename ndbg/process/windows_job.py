"""Bound the memory of this process on Windows by a job object with this process as its only member.

Structures and numbers are those of `winnt.h` and `psapi.h`.
"""

import ctypes
from functools import cache
from typing import Any

_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
_PROCESS_MEMORY = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class MemoryCounters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("page_faults", ctypes.c_uint32),
        ("peak_working_set", ctypes.c_size_t),
        ("working_set", ctypes.c_size_t),
        ("peak_paged_pool", ctypes.c_size_t),
        ("paged_pool", ctypes.c_size_t),
        ("peak_nonpaged_pool", ctypes.c_size_t),
        ("nonpaged_pool", ctypes.c_size_t),
        ("pagefile", ctypes.c_size_t),  # what the process has committed
        ("peak_pagefile", ctypes.c_size_t),
    )


class Job:
    """A job object with this process in it. `kernel32` is the library of that name."""

    def __init__(self, kernel32: Any) -> None:
        for function in (kernel32.CreateJobObjectW, kernel32.GetCurrentProcess):
            function.restype = ctypes.c_void_p
        self._kernel32 = kernel32
        self._process = ctypes.c_void_p(kernel32.GetCurrentProcess())
        self._job = ctypes.c_void_p(kernel32.CreateJobObjectW(None, None))
        self._works = bool(self._job and kernel32.AssignProcessToJobObject(self._job, self._process))

    def bound(self, most: int) -> None:
        """Let allocations beyond `most` further bytes raise MemoryError.

        There is no bound where the system has no nested jobs and the process is in one (Windows 7).
        """
        counters = MemoryCounters(size=ctypes.sizeof(MemoryCounters))
        if self._works and self._kernel32.K32GetProcessMemoryInfo(
            self._process, ctypes.byref(counters), ctypes.c_uint32(ctypes.sizeof(counters))
        ):
            self._set(_PROCESS_MEMORY, counters.pagefile + most)

    def lift(self) -> None:
        """Remove the bound."""
        if self._works:
            self._set(0, 0)

    def _set(self, flags: int, memory: int) -> None:
        limits = ExtendedLimits(basic=_BasicLimits(flags=flags), process_memory=memory)
        size = ctypes.c_uint32(ctypes.sizeof(limits))
        self._kernel32.SetInformationJobObject(self._job, _EXTENDED_LIMITS, ctypes.byref(limits), size)


@cache
def job() -> Job:
    """The job object of this process."""
    return Job(vars(ctypes)["WinDLL"]("kernel32"))
