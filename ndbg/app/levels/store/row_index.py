"""An index of the rows of each version in the files of a table."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

from ndbg.app.levels.store.tables import VERSION_DIGITS, damaged, ended

_KEY_DIGITS = 16  # hexadecimal digits of a version, as many as fit into eight bytes
_FILE_SHIFT = 40  # bits for an offset within a file, up to a terabyte
_PLACE = (1 << _FILE_SHIFT) - 1


class RowIndex:
    """Finds the rows of a version without reading the whole table.

    It takes sixteen bytes for each run of rows of one version, so that a nation's index fits into memory.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        """Index the files of a table, the earliest first. Raises NdbgError where one is damaged."""
        self._paths = paths
        keys, places = array("Q"), array("Q")
        for number, path in enumerate(paths):
            for key, at in _runs(path):
                keys.append(key)
                places.append(number << _FILE_SHIFT | at)
        # A stable order: of equal keys the earlier place comes first.
        order = sorted(range(len(keys)), key=keys.__getitem__)
        self._keys = array("Q", (keys[at] for at in order))
        self._places = array("Q", (places[at] for at in order))

    def runs(self, version: str) -> Iterator[list[str]]:
        """The rows of a version as lines, file by file, the earliest first."""
        key = int(version[:_KEY_DIGITS], 16)
        at = bisect_left(self._keys, key)
        while at < len(self._keys) and self._keys[at] == key:
            path = self._paths[self._places[at] >> _FILE_SHIFT]
            if lines := _lines_from(path, self._places[at] & _PLACE, version):
                yield lines
            at += 1


def _runs(path: Path) -> Iterator[tuple[int, int]]:
    """For each run of rows of one version in a file, the key of the version and the offset of its first row."""
    with damaged(path), path.open("rb") as file:
        at = len(next(file, b""))
        last = b""
        for line in file:
            name = line[:VERSION_DIGITS]
            if name != last:
                yield int(name[:_KEY_DIGITS], 16), at
            last = name
            at += len(line)


def _lines_from(path: Path, place: int, version: str) -> list[str]:
    start = version.encode()
    lines = []
    with damaged(path), path.open("rb") as file:
        file.seek(place)
        for line in file:
            if not line.startswith(start):
                break
            lines.append(ended(line.decode()).rstrip("\n"))
    return lines
