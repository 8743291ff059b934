"""The commands: one a file, thin. Only this folder knows the terminal."""

import gc
import os

INTERRUPTED = 130  # as shells have it
# Objects made before Python looks for rubbish among them. It would do so at every 700th, a hundred
# times while the commands are loaded, of which nothing is ever rubbish.
_SELDOM = 50_000


def main() -> None:
    """Where the program begins and ends: loads the commands, runs the one that was typed, and exits."""
    gc.set_threshold(_SELDOM)
    try:
        from ndbg.cli.app import main as run

        run()
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)  # no command was there yet that could tell of it
    except SystemExit as done:
        if not isinstance(done.code, int):
            raise  # with words of its own, which Python shows
        # All is written and told. To take everything apart first, piece by piece, is a tenth of a short run.
        os._exit(done.code)
