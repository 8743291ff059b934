"""The commands: one a file, thin. Only this folder knows the terminal.

What `main` does for the sake of time stands here alone; `python -m tests.benchmarks start` tells what it is worth.
"""

import gc
import os

INTERRUPTED = 130  # as shells have it
# Objects that are made before Python collects garbage. By default it does so at every 700th, about a hundred
# times while the commands are imported, and frees nothing.
_SELDOM = 50_000


def main() -> None:
    """Where the program begins and ends: loads the commands, runs the one that was typed, and exits."""
    gc.set_threshold(_SELDOM)
    try:
        from ndbg.cli.app import main as run

        run()
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)  # while importing: no command was reached that could print a message
    except SystemExit as done:
        if not isinstance(done.code, int):
            raise  # SystemExit("text"): Python prints the text
        # Everything is written and flushed. Taking all objects apart first costs a tenth of a short run.
        os._exit(done.code)
