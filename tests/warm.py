"""`ndbg` as a process of its own, forked from one that has loaded it: a run costs what it does, not its start.

The fork has its own streams, folder and arguments, and ends as any other program. Loading takes most
of the time of a run on a small file, and the tests run the program some hundred times.
"""

import importlib
import json
import multiprocessing.process
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[1]
CAN_BE = sys.platform == "linux"

# By -c, as `tests.conftest` starts it anew: what the program calls itself depends on it.
_PROGRAM = "from tests.warm import serve; serve(); from ndbg.cli import main; main()"
_LARGEST = 1 << 16  # bytes of a request


class Warm:
    """A process that has loaded `ndbg` and forks for each run; they have its `environment` and its limits.

    `limit` is called in it before it begins.
    """

    def __init__(self, environment: Mapping[str, str], limit: Callable[[], None] | None = None) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "error", "-c", _PROGRAM, f"{theirs.fileno()}"],
                cwd=ROOT,
                env=environment,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                preexec_fn=limit,
            )

    def run(self, folder: Path, words: Sequence[str], seconds: float) -> "subprocess.CompletedProcess[str]":
        """Run `ndbg` in a folder, without input; raise TimeoutExpired where it takes longer than that."""
        with (
            tempfile.TemporaryFile("w+", encoding="utf-8") as out,
            tempfile.TemporaryFile("w+", encoding="utf-8") as err,
        ):
            request = json.dumps([str(folder), *words]).encode()
            socket.send_fds(self._channel, [request], [out.fileno(), err.fileno()])
            process = self._answer(None)
            try:
                code = self._answer(seconds)
            except TimeoutError:
                os.kill(process, signal.SIGKILL)
                self._answer(None)
                raise subprocess.TimeoutExpired(words, seconds) from None
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(words, code, out.read(), err.read())

    def _answer(self, seconds: float | None) -> int:
        self._channel.settimeout(seconds)
        answer = self._channel.recv(_LARGEST)
        assert answer, "the process that has loaded ndbg is gone"
        return int(answer)

    def __enter__(self) -> "Warm":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._channel.close()
        self._process.wait(60)


def serve() -> None:
    """Answer requests until there are no more; return in each fork, which is to run `ndbg` as it was told.

    The answers are the fork's process id and its exit code.
    """
    _load()
    with socket.socket(fileno=int(sys.argv[1])) as channel:
        while True:
            request, streams, _, _ = socket.recv_fds(channel, _LARGEST, 2)
            if not request:
                os._exit(0)
            process = os.fork()
            if not process:
                _become(request, streams)
                return
            for stream in streams:
                os.close(stream)
            channel.send(b"%d" % process)
            channel.send(b"%d" % os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))


def _load() -> None:
    import ndbg

    for module in pkgutil.walk_packages(ndbg.__path__, "ndbg."):
        if module.name.rpartition(".")[2] != "__main__":
            with suppress(ModuleNotFoundError):  # of an extra that is not installed
                importlib.import_module(module.name)


def _become(request: bytes, streams: Sequence[int]) -> None:
    folder, *sys.argv[1:] = json.loads(request)
    os.chdir(folder)
    multiprocessing.process.ORIGINAL_DIR = folder  # type: ignore[attr-defined]  # where its own processes begin
    for number, stream in enumerate(streams, 1):
        os.dup2(stream, number)
        os.close(stream)
