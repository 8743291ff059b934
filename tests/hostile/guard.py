"""The program run in this process, under guard: what no input may make it do fails the test.

It may read and write in the folder of the test, read what Python and itself are made of, and
start the two programs that it is known to start. Sockets, other files and other programs are
told by Python's audit events, which also code written in C has to raise; what libraries open
by themselves is told by the bait (see `conftest.py`).
"""

import contextlib
import io
import mimetypes
import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any
from unittest.mock import patch

from ndbg.cli.app import main
from tests.conftest import ROOT

MOST_CPU, MOST_WAIT = 20.0, 60  # seconds: far more than any of it takes on a slow machine
_READ = tuple(
    os.path.realpath(path)
    for path in (
        sys.prefix,
        sys.base_prefix,
        ROOT / "ndbg",
        ROOT / "templates",
        ROOT / "tests",
        os.devnull,
        "/proc/self/statm",  # how much memory the process holds
        *mimetypes.knownfiles,  # openpyxl asks for them
    )
)
# Copies for programs that are started lie in folders of their own.
_TEMPORARY = re.compile(rf"{re.escape(os.path.realpath(tempfile.gettempdir()))}/(?:tmp|ndbg-)[^/]*(?:/|$)")
_STARTED = ("ndbg.read.fixed.pdfium", "--headless", ":lang=zh-cn")
_CHANGES = {
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
}
_PROGRAMS = {"os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.startfile", "pty.spawn"}
# What a terminal obeys, or turns text around with: nothing of it belongs into what is shown.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class BreachError(BaseException):
    """The program did what it must never do; nothing in it may catch this."""


@dataclass(slots=True)
class _Watch:
    folder: str = ""  # on while it is set
    breaches: list[str] = field(default_factory=list)

    def heard(self, event: str, args: tuple[Any, ...]) -> None:
        """Look at what Python is about to do."""
        if not self.folder:
            return
        if event == "open":
            self._opened(*args)
        elif (
            event.startswith("socket.")
            or event in _PROGRAMS
            or (
                event == "subprocess.Popen"
                and not any(mark in " ".join(map(str, args[1])) for mark in _STARTED)
            )
            or (event in _CHANGES and args[-1] == -1 and not self._mine(args[0]))
        ):
            self._breach(event, args)

    def _opened(self, path: Any, mode: Any, flags: int) -> None:
        if isinstance(path, int) or self._mine(path):
            return
        real = os.path.realpath(os.fsdecode(path))
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and real != os.devnull
        if not real.startswith(_READ) or (writes and "__pycache__" not in real):
            self._breach("open", (path, mode, flags))

    def _mine(self, path: Any) -> bool:
        real = os.path.realpath(os.fsdecode(path))
        return real.startswith(self.folder) or bool(_TEMPORARY.match(real))

    def _breach(self, event: str, args: tuple[Any, ...]) -> None:
        self.breaches.append(f"{event} {args!r:.300}")
        raise BreachError(self.breaches[-1])


_WATCH = _Watch()
sys.addaudithook(_WATCH.heard)  # for good: there is no way to take it off


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it showed."""

    code: int
    out: str
    err: str

    @property
    def shown(self) -> str:
        """All of it."""
        return self.out + self.err


@contextlib.contextmanager
def watched(folder: Path) -> Iterator[None]:
    """Whatever Python does within is looked at; it must also end in time."""

    def late(_: int, __: FrameType | None) -> None:
        raise BreachError(f"not done after {MOST_WAIT} seconds")

    begun = time.process_time()
    _WATCH.breaches.clear()
    signals = {getattr(signal, name): None for name in ("SIGPIPE",) if hasattr(signal, name)}
    kept = {number: signal.getsignal(number) for number in signals}
    waits = hasattr(signal, "SIGALRM")
    if waits:
        kept[signal.SIGALRM] = signal.signal(signal.SIGALRM, late)
        signal.alarm(MOST_WAIT)
    _WATCH.folder = os.path.realpath(folder)
    try:
        yield
    finally:
        _WATCH.folder = ""
        if waits:
            signal.alarm(0)
        for number, handler in kept.items():
            signal.signal(number, handler)
    assert _WATCH.breaches == []
    assert time.process_time() - begun < MOST_CPU


def run(folder: Path, *words: str | Path) -> Done:
    """Run a command in a folder as its user would, without a terminal; its end must be one of three."""
    before = set(folder.iterdir())
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        contextlib.chdir(folder),
        patch.object(sys, "argv", ["ndbg", *map(str, words)]),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.object(sys, "stdin", io.StringIO()),
        # What Python keeps of the modules that it compiles is put in place by renaming, which is looked at too.
        patch.object(sys, "dont_write_bytecode", True),
        watched(folder),
    ):
        try:
            main()
            code: object = "it did not end"
        except SystemExit as end:
            code = end.code
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.detach().getvalue().decode())
    assert code in (0, 1, 2), texts
    done = Done(int(f"{code}"), *texts)
    assert "Traceback" not in done.shown
    assert not CONTROLS.search(done.shown), done.shown
    if done.code == 2:
        assert done.err.strip(), "refused without a word"
        assert set(folder.iterdir()) == before, "refused, and left something behind"
    return done
