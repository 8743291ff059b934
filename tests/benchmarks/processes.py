"""Whole runs of a program with all its processes: how long they took, how much memory they held."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.racing import UnequalError

_PROC = Path("/proc")
_PAUSE = 0.05  # seconds between two looks


@dataclass(frozen=True)
class Use:
    """What a run took: seconds, and the kilobytes its processes held at most; 0 where unknown."""

    seconds: float
    memory: int


def run(arguments: Sequence[str | Path], log: Path, *, codes: Sequence[int] = (0,)) -> Use:
    """Run a program to its end; what it prints goes into `log`. Raises UnequalError where it ends with another code."""
    start = time.perf_counter()
    peak = 0
    with (
        log.open("wb") as file,
        subprocess.Popen(
            list(map(str, arguments)), stdin=subprocess.DEVNULL, stdout=file, stderr=file
        ) as started,
    ):
        while started.poll() is None:
            peak = max(peak, sum(_peak_of(pid) for pid in _tree(started.pid)))
            try:
                started.wait(_PAUSE)
            except subprocess.TimeoutExpired:
                continue
    took = time.perf_counter() - start
    if started.returncode not in codes:
        told = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise UnequalError(f"{' '.join(map(str, arguments[:4]))} … ended with {started.returncode}:\n{told}")
    return Use(took, peak)


def _tree(pid: int) -> Iterator[int]:
    """A process and all that descend from it, as far as they are alive."""
    yield pid
    for children in (_PROC / str(pid) / "task").glob("*/children"):
        for child in _read(children).split():
            yield from _tree(int(child))


def _peak_of(pid: int) -> int:
    """The most that a process has held so far, so that nothing between two looks is missed."""
    lines = _read(_PROC / str(pid) / "status").split("\n")
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""  # it has ended, or there is no such file on this system
