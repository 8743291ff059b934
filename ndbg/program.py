"""How the program is called by the person who runs it, for messages and help pages."""

import sys
from pathlib import Path

PYTHON = "python" if sys.platform == "win32" else "python3"
_STARTED_BY_PYTHON = ("ndbg", "__main__.py")


def program() -> str:
    """What is typed to start it: `ndbg`, or `python3 -m ndbg` where it was started so."""
    return f"{PYTHON} -m ndbg" if Path(sys.argv[0]).parts[-2:] == _STARTED_BY_PYTHON else "ndbg"
