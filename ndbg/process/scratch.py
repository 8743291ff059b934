"""Temporary folders for other programs, removed after use; a later run removes those of killed runs."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ndbg.errors import NdbgError, reason

_PREFIX = "ndbg-"
# Seconds after which a folder must be that of a killed run: conversions take a minute at most.
_DEAD_SECONDS = 600


@contextmanager
def scratch() -> Iterator[Path]:
    """A new folder that only this user can read, removed on leaving the context.

    Raises NdbgError where the system has no room for it or for its files.
    """
    try:
        clear()
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as error:
        # tempfile's error, where nothing can be written anywhere, names no file.
        why = reason(error) if error.filename else "磁盘可能已满，或者没有权限"
        raise _no_room(tempfile.tempdir or "", why) from None
    try:
        yield folder
    except OSError as error:
        if f"{error.filename}".startswith(f"{folder}"):
            raise _no_room(f"{folder.parent}", reason(error)) from None
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _no_room(folder: str, why: str) -> NdbgError:
    named = f"“{folder}”" if folder else ""
    return NdbgError(
        f"系统的临时文件夹{named}用不了：{why}。请清理磁盘，或者把环境变量 TMPDIR（Windows 上是 TEMP）设为别的文件夹"
    )


def clear() -> None:
    """Remove the temporary folders of killed runs, and end the programs started in them."""
    root = tempfile.gettempdir()
    now = time.time()
    with suppress(OSError), os.scandir(root) as entries:
        for entry in entries:
            if not entry.name.startswith(_PREFIX):
                continue
            with suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
                if mine and entry.is_dir(follow_symlinks=False) and now - status.st_mtime > _DEAD_SECONDS:
                    _end_processes_of(entry.path)
                    shutil.rmtree(entry.path, ignore_errors=True)


def _end_processes_of(folder: str) -> None:
    """End the processes whose command line names a folder, on systems with /proc."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            if os.fsencode(folder) in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGTERM)
