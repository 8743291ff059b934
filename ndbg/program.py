"""How the program is called by the person who runs it, and on what, for messages and help pages."""

import re
import sys
from pathlib import Path

DEFAULT_DATA = Path("data.toml")  # what is meant where no file is named
PYTHON = "python" if sys.platform == "win32" else "python3"
_STARTED_BY_PYTHON = ("ndbg", "__main__.py")
_SPLITTING = re.compile(
    r"[\s&()\[\]{};|<>^'!*?#,=`$\"\\]"
)  # what shells take for more than a letter of a name
_IN_QUOTES_TOO = re.compile(r"[!`$\"\\]")  # of these, what a POSIX shell sees within double quotes too


def program() -> str:
    """What is typed to start it: `ndbg`, or `python3 -m ndbg` where it was started so."""
    return f"{PYTHON} -m ndbg" if Path(sys.argv[0]).parts[-2:] == _STARTED_BY_PYTHON else "ndbg"


def command(*words: str | Path) -> str:
    """A command to be copied into a terminal: the program and its words, in quotes where a shell would split them."""
    return " ".join([program(), *map(_quoted, words)])


def _quoted(word: str | Path) -> str:
    text = f"{word}"
    if text and not _SPLITTING.search(text):
        return text
    if sys.platform == "win32":
        return f'"{text}"'
    from shlex import quote  # few names need it

    return quote(text) if _IN_QUOTES_TOO.search(text) else f'"{text}"'
