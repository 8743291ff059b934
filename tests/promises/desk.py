"""A clerk's folder, and `ndbg` run in it inside the tests: in this very process, or in a fork of it.

A fork is warm: hundreds of runs can be started, and killed, in seconds.
"""

import io
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from ndbg.cli.app import main

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no forks and no SIGKILL")
# In a suite, libraries may have started threads of their own, which sleep; Python 3.12 warns of them.
no_fork_warning = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")

BROKEN = 70  # how a fork ends in which the program did not end of itself
OLD = b"what was here before, and is no report" * 40


@dataclass(frozen=True, slots=True)
class Writer:
    """A way to write a file: what is typed, and the file that appears."""

    arguments: tuple[str, ...]
    output: str

    @property
    def forced(self) -> tuple[str, ...]:
        """What is typed to overwrite."""
        return (*self.arguments, "--force")


WRITERS = {
    "fill": Writer(("fill", "data.toml", "-o", "结果.docx"), "结果.docx"),
    "fill --draft": Writer(("fill", "data.toml", "--draft", "-o", "结果.docx"), "结果（草稿）.docx"),
    "export html": Writer(("export", "data.toml", "-o", "结果.html"), "结果.html"),
    "export pdf": Writer(("export", "data.toml", "-o", "结果.pdf"), "结果.pdf"),
    "export xlsx": Writer(("export", "data.toml", "-o", "结果.xlsx"), "结果.xlsx"),
    "export md": Writer(("export", "data.toml", "-o", "结果.md"), "结果.md"),
    "import toml": Writer(("import", "年报.docx", "-o", "结果.toml"), "结果.toml"),
    "import json": Writer(("import", "年报.docx", "--format", "json", "-o", "结果.json"), "结果.json"),
    "init": Writer(
        ("init", "--yes", "--zero", "--agency", "某市档案局", "--year", "2024", "结果.toml"), "结果.toml"
    ),
    "init --from": Writer(("init", "--yes", "--from", "suqian-2023.toml", "结果.toml"), "结果.toml"),
    "check --annotate": Writer(("check", "年报.docx", "--annotate", "结果.docx"), "结果.docx"),
    "diff": Writer(("diff", "suqian-2023.toml", "年报.docx", "-o", "结果.txt"), "结果.txt"),
    "diff md": Writer(("diff", "suqian-2023.toml", "年报.docx", "-o", "结果.md"), "结果.md"),
}
every_writer = pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended, and what it said."""

    code: int
    out: str
    err: str


class Desk:
    """A folder with a report's data in it, in which `ndbg` is run."""

    def __init__(self, folder: Path, files: dict[str, bytes]) -> None:
        self.folder = folder
        self.laid = files
        for name, data in files.items():
            (folder / name).write_bytes(data)

    def path(self, name: str) -> Path:
        """A file on the desk."""
        return self.folder / name

    def run(self, *arguments: str, encoding: str = "utf-8") -> Done:
        """Run in this process."""
        streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n") for _ in range(2)]
        with chdir(self.folder), redirect_stdout(streams[0]), redirect_stderr(streams[1]):
            code = _ended(arguments)
        said = []
        for stream in streams:
            stream.flush()
            said.append(stream.buffer.getvalue().decode(encoding, "replace"))
        return Done(code, *said)

    def fork(
        self, *arguments: str, first: Callable[[], object] = lambda: None, said: Path | None = None
    ) -> int:
        """Run in a fork, and give its process id. `first` is done before; what it says goes to a file."""
        pid = os.fork()
        if pid:
            return pid
        code = BROKEN
        try:
            to = os.open(said or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(to, 1)
            os.dup2(to, 2)
            os.chdir(self.folder)
            first()
            # That the last words get out is the program's own affair: no stream is flushed after it.
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  the fork ends with them
            sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
            code = _ended(arguments)
        except BaseException:  # noqa: BLE001  a fork must never run on into the tests
            os.write(2, traceback.format_exc().encode())
            code = BROKEN
        finally:
            os._exit(code)

    def left(self) -> list[str]:
        """The files that were not laid here at first."""
        return sorted(path.name for path in self.folder.iterdir() if path.name not in self.laid)


def _ended(arguments: Sequence[str]) -> int:
    """The exit code of the program."""
    pipe = getattr(signal, "SIGPIPE", None)
    before = signal.getsignal(pipe) if pipe else None
    try:
        with mock.patch.object(sys, "argv", ["ndbg", *arguments]):
            main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        if pipe:
            signal.signal(pipe, before)
    return BROKEN


def wait(pid: int) -> int:
    """Wait for a fork, and give its exit code; that of a killed one is negative."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
