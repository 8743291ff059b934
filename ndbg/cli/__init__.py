"""The commands: one a file, thin. Only this folder knows the terminal.

The shortcuts that save start and exit time are all in `main`; `python -m tests.benchmarks start` measures them.
"""

import os

INTERRUPTED = 130  # as shells have it


def main() -> None:
    """The entry point: load the commands, run the one that was typed, exit."""
    try:
        from ndbg.cli.app import main as run

        run()
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)  # while importing: no command was reached that could print a message
    except SystemExit as done:
        if not isinstance(done.code, int):
            raise  # SystemExit("text"): Python prints the text
        # Everything is flushed. Freeing all objects first would cost a twentieth of a short run.
        os._exit(done.code)
