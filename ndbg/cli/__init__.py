"""The commands: one a file, thin. Only this folder knows the terminal.

The shortcuts that save start and exit time are all here; `python -m tests.benchmarks start` measures them.
"""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress

INTERRUPTED = 130  # exit status of an interrupted command, as in shells
_MANY = 50_000  # new objects, after which garbage is looked for; one report makes 20 000


def _loaded() -> Callable[[], None]:
    """Load the program and the command that was typed.

    Loading leaves no garbage: the collector is off meanwhile, and later ignores what was loaded. A report leaves little:
    it is looked for less often than Python does by default.
    """
    gc.disable()
    from ndbg.cli.app import main as run
    from ndbg.cli.commands import NAMES, load

    with suppress(ImportError, OSError):  # running the command raises it again and reports it
        if sys.argv[1:] and sys.argv[1] in NAMES:
            load(sys.argv[1])
    gc.freeze()
    gc.set_threshold(_MANY)
    gc.enable()
    return run


def main() -> None:
    """The entry point: load the commands, run the one that was typed, exit."""
    try:
        _loaded()()
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)  # while importing, when no command can print a message yet
    except SystemExit as done:
        if not isinstance(done.code, int):
            raise  # SystemExit("text"): Python prints the text
        # Everything is flushed. Freeing all objects first would take a twentieth of a short run.
        os._exit(done.code)
