"""Which runs of `collect` did not come to their end: each leaves a note in the store, and takes it away at its end."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ndbg.errors import NdbgError, reason

FOLDER = "unfinished"


@contextmanager
def noted(store: Path, sources: Sequence[str]) -> Iterator[None]:
    """Note in a store that sources are being collected, for as long as that has not ended.

    The end of a run also ends what an earlier one began with the same sources, or with some that are gone. Raises
    NdbgError where the note cannot be written.
    """
    note = store / FOLDER / f"{os.urandom(6).hex()}.txt"
    try:
        note.parent.mkdir(exist_ok=True)
        note.write_text("\n".join(sources), encoding="utf-8")
    except OSError as error:
        raise NdbgError(f"没有写入“{note.parent}”：{reason(error)}") from None
    yield
    for other, begun in _notes(store):
        if other == note or all(_is_done(source, sources) for source in begun):
            with suppress(OSError):
                other.unlink()


def unfinished(store: Path) -> tuple[str, ...]:
    """The sources that were not collected to the end, or are being collected now."""
    return tuple(dict.fromkeys(source for _, begun in _notes(store) for source in begun))


def _notes(store: Path) -> Iterator[tuple[Path, list[str]]]:
    for note in sorted((store / FOLDER).glob("*.txt")):
        with suppress(OSError, UnicodeError):  # another run may have taken it away just now
            yield note, note.read_text(encoding="utf-8").split("\n")


def _is_done(source: str, sources: Sequence[str]) -> bool:
    """Whether a source is among some, or within one of these, or is gone."""
    inside = any(source == one or source.startswith(f"{one}/") or one == "." for one in sources)
    return inside or not Path(source).exists()
