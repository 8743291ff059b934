"""Run other programs, each in a process group that is ended as a whole."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

# The variables that a program gets: search paths and language. Those that make a program load something
# (LD_PRELOAD, PYTHONPATH …) are not passed on.
_HANDED_ON = (
    "APPDATA", "COMSPEC", "HOME", "HOMEDRIVE", "HOMEPATH", "LANG", "LANGUAGE", "LOCALAPPDATA", "LOGNAME", "PATH",
    "PATHEXT", "PROGRAMDATA", "PROGRAMFILES", "SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USER",
    "USERNAME", "USERPROFILE", "WINDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR",
)  # fmt: skip


def environment() -> dict[str, str]:
    """The environment for a program started from here."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.upper() in _HANDED_ON or name.startswith("LC_")
    }


def leave_out_current_folder() -> None:
    """Keep the current folder out of the module search path of Python processes started from here on."""
    os.environ["PYTHONSAFEPATH"] = "1"


def find_program(*names: str, folders: Sequence[Path] = ()) -> str | None:
    """The first installed one of some programs, on the search path or in `folders`.

    The current folder, which Windows searches first, is left out.
    """
    return next((f"{path}" for name in names for path in _candidates(name, folders) if _runs(path)), None)


def _candidates(name: str, folders: Sequence[Path]) -> Iterator[Path]:
    listed = os.environ.get("PATH", os.defpath).split(os.pathsep)
    for folder in (*map(Path, filter(None, listed)), *folders):
        if folder.is_absolute():
            yield folder / (f"{name}.exe" if sys.platform == "win32" else name)


def _runs(path: Path) -> bool:
    try:
        return path.is_file() and os.access(path, os.X_OK)
    except (OSError, ValueError):
        return False


def run(command: Sequence[str], seconds: float, folder: Path) -> bytes | None:
    """The standard output of a program; None where it cannot be run or takes longer than `seconds`.

    It runs in `folder`. All processes that it started are ended with it, also where this one is interrupted.
    """
    try:
        with started(command, folder, environment()) as process:
            return process.communicate(timeout=seconds)[0]
    except (OSError, subprocess.TimeoutExpired):
        return None


@contextmanager
def started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], *, fed: bool = False
) -> "Iterator[subprocess.Popen[bytes]]":
    """A running program in a process group of its own, which ends with the context. Raises OSError.

    It runs in `folder`. Its standard input is empty unless it is `fed`, its standard error is discarded.
    """
    process = None
    try:
        with _undisturbed():
            process = subprocess.Popen(  # noqa: S603  the callers' commands are fixed
                command,
                stdin=subprocess.PIPE if fed else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=environment,
                start_new_session=sys.platform != "win32",
            )
        yield process
    finally:
        if process:
            end(process)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back signals that would end this process while a program is being started; they are raised on leaving."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread receives signals
        return
    received: list[int] = []
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda number, _: received.append(number)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for number in received:
            signal.raise_signal(number)


def end(process: "subprocess.Popen[bytes]") -> None:
    """End the process group of a program, also where the program itself has already ended."""
    if sys.platform == "win32":
        if process.poll() is None:
            # taskkill /T ends the children of a program too
            taskkill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
            command = [f"{taskkill}", "/F", "/T", "/PID", f"{process.pid}"]
            with suppress(OSError):
                subprocess.run(command, capture_output=True, check=False)  # noqa: S603  a fixed command
    else:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(OSError):
        process.kill()
    if process.stdout:
        process.stdout.close()
    process.wait()
