"""Process a hostile file in an isolated process.

Python is started isolated (`-I`): nothing is loaded from the current folder, PYTHONPATH or the user's packages.
The worker has an empty environment, a current folder of its own, bounds on memory and time, and its own process
group. It takes bytes and returns bytes; its standard error is discarded.
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
    """Bounds of a worker: memory in bytes, processor and waiting time in seconds, size of the answer in bytes."""

    memory: int
    processor: int
    wait: int
    answer: int


class WorkError(Exception):
    """The worker failed, reached a bound, or answered too much."""


def run(module: str, data: bytes, limits: Limits) -> bytes:
    """The result of the function `work(data: bytes) -> bytes` of a module of ndbg. Raises WorkError.

    The module is loaded by path. It may import the standard library and installed packages, but nothing of ndbg.
    Raises NdbgError where the system has no room for a temporary folder.
    """
    with scratch() as folder:
        variables = {name: os.environ[name] for name in _KEPT if name in os.environ}
        try:
            with started(command(module, limits), folder, variables, fed=True) as process:
                # Most systems can delete a folder while it is a process's current one: then a killed run leaves none.
                with suppress(OSError):
                    folder.rmdir()
                return _answer(process, data, limits)
        except OSError:
            raise WorkError from None


def command(module: str, limits: Limits) -> list[str]:
    """The command that starts a worker; a frozen program is its own interpreter."""
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
        end(process)  # and all processes that may hold its input open, for which the feeder would wait
        feeder.join()


def _feed(stream: IO[bytes], data: bytes) -> None:
    """Write the data to a worker, in a thread. A worker that ends early stops reading; its exit status says why."""
    if hasattr(signal, "pthread_sigmask"):
        # SIGPIPE has its default action in this program, and would end it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPIPE})
    with suppress(OSError), stream:
        stream.write(data)
