"""Work on a hostile file in an isolated process of its own.

Python is started isolated (`-I`): nothing comes from the current folder, PYTHONPATH or the user's own packages.
The worker has an empty environment, a folder of its own to stand in, bounds on memory and time, and a process
group of its own. It takes bytes and gives bytes; what it says beside is not heard.
"""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from ndbg.process import WORK, work
from ndbg.process.run import end, started
from ndbg.process.scratch import scratch

# What Windows needs to load its libraries.
_KEPT = ("SYSTEMROOT", "TEMP", "TMP")


class Limits(NamedTuple):
    """Bounds on a worker: memory in bytes, processor and waiting time in seconds, size of the answer in bytes."""

    memory: int
    processor: int
    wait: int
    answer: int


class WorkError(Exception):
    """The worker failed, was stopped at one of its bounds, or answered too much."""


def run(module: str, data: bytes, limits: Limits) -> bytes:
    """The result of the function `work(data: bytes) -> bytes` of a module of ndbg. Raises WorkError.

    The module is loaded by its path alone: it may import the standard library and what is installed, and
    nothing of ndbg. Raises NdbgError where the system has no room for a temporary folder.
    """
    with scratch() as folder:
        variables = {name: os.environ[name] for name in _KEPT if name in os.environ}
        try:
            with started(command(module, limits), folder, variables, fed=True) as process:
                # Most systems let a folder go while a process stands in it: then a killed run leaves none behind.
                with suppress(OSError):
                    folder.rmdir()
                return _answer(process, data, limits)
        except OSError:
            raise WorkError from None


def command(module: str, limits: Limits) -> list[str]:
    """How a worker is started; a frozen program is its own interpreter."""
    frozen = getattr(sys, "frozen", False)
    start = [sys.executable, WORK] if frozen else [sys.executable, "-I", f"{Path(work.__file__).resolve()}"]
    return [*start, module, f"{limits.memory}", f"{limits.processor}"]


def _answer(process: "subprocess.Popen[bytes]", data: bytes, limits: Limits) -> bytes:
    stdin, stdout = process.stdin, process.stdout
    if stdin is None or stdout is None:
        raise WorkError
    late = threading.Timer(limits.wait, process.kill)
    feeder = threading.Thread(target=_feed, args=(stdin, data), daemon=True)
    late.start()
    feeder.start()
    try:
        answer = stdout.read(limits.answer + 1)
        if len(answer) > limits.answer or process.wait() != 0:
            raise WorkError
        return answer
    finally:
        late.cancel()
        end(process)  # with all that may still hold its input, for which the feeder would wait
        feeder.join()


def _feed(stream: IO[bytes], data: bytes) -> None:
    """Write the data to a worker, in a thread. A worker that has ended takes no more; its exit status tells why."""
    if hasattr(signal, "pthread_sigmask"):
        # Else it would end the program, which ends with whatever reads its own output.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPIPE})
    with suppress(OSError), stream:
        stream.write(data)
