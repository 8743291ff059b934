"""The commands: one a file, thin. Only this folder knows the terminal.

What `main` does for the sake of time stands here alone; `python -m tests.benchmarks start` tells what it is worth.
"""

import os

INTERRUPTED = 130  # as shells have it


def main() -> None:
    """Where the program begins and ends: loads the commands, runs the one that was typed, and exits."""
    try:
        from ndbg.cli.app import main as run

        run()
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)  # while importing: no command was reached that could print a message
    except SystemExit as done:
        if not isinstance(done.code, int):
            raise  # SystemExit("text"): Python prints the text
        # Everything is written and flushed. Taking all objects apart first costs a twentieth of a short run.
        os._exit(done.code)
