"""What a hostile file tries to reach: an address, and a file outside of the folder of the test."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bait:
    """An address at which somebody listens, and a file that holds a word which nothing else has."""

    url: str
    path: Path
    word: str

    @property
    def file(self) -> str:
        """The file as an address."""
        return self.path.as_uri()
