"""The script of a worker process: set bounds on itself, load a module and call it.

It loads modules of ndbg by path, so that no other module of the same name can take their place.
"""

import contextlib
import importlib.util
import os
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

_ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str]) -> None:
    """Run a worker with the arguments `MODULE MEMORY SECONDS`: data from standard input, answer to standard output."""
    name, memory, seconds = arguments
    # Waiting time is bounded too, since not all systems can bound processor time.
    end = threading.Timer(2 * int(seconds), os._exit, (1,))
    end.daemon = True
    end.start()
    _bound(int(memory), int(seconds))
    work = _load(name).work
    answer = work(sys.stdin.buffer.read())
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    # Exit without waiting for PDFium to free its objects.
    os._exit(0)


def _bound(memory: int, seconds: int) -> None:
    """Bound memory and processor time of this process, where the system can."""
    if sys.platform == "win32":
        _load("ndbg.process.windows_job").job().bound(memory)
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _load(name: str) -> ModuleType:
    """A module of ndbg by its name; a frozen program contains it."""
    if getattr(sys, "frozen", False):
        return import_module(name)
    spec = importlib.util.spec_from_file_location(name, _ROOT.joinpath(*name.split(".")).with_suffix(".py"))
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(sys.argv[1:])
