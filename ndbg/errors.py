"""What a person can mend: one family of exceptions, each with a message to act on.

Any other exception is a fault of the program and shows its trace.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Problem(NamedTuple):
    """Something that cannot be used, and where it stands.

    `line` counts from 1; `start` and `end` are columns in that line, counted from 0,
    `end` excluded. What to do about it is part of the message.
    """

    message: str
    line: int | None = None
    start: int = 0
    end: int = 0


class NdbgError(Exception):
    """The command could not be carried out; the text says why and what to do. Exit status 2."""


class InputError(NdbgError):
    """A file cannot be used. Carries every problem found, and the lines of the file to show them."""

    def __init__(self, path: Path, problems: Sequence[Problem], lines: Sequence[str] = ()) -> None:
        super().__init__("\n".join(p.message for p in problems))
        self.path = path
        self.problems = tuple(problems)
        self.lines = tuple(lines)
