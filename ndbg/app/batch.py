"""Run a function over many files, here or on an executor."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ndbg.errors import InputError, NdbgError
from ndbg.read import prepare

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")
# Files submitted to a process together, so that submitting costs little beside the work.
HANDFUL = 4


def over_files(
    paths: Sequence[Path], work: Callable[[Path], T], executor: "Executor | None" = None
) -> Iterator[tuple[Path, T | NdbgError]]:
    """The outcome of each file, in order: a value, or the error that it cannot be used.

    Without an executor the files are worked on lazily, with one all are submitted at once. For an executor
    with other processes `work` and its results must be picklable.
    """
    if executor is None:
        return _in_turn(paths, work)
    return zip(paths, executor.map(partial(tried, work), paths, chunksize=HANDFUL), strict=True)


def _in_turn(paths: Sequence[Path], work: Callable[[Path], T]) -> Iterator[tuple[Path, T | NdbgError]]:
    for at, path in enumerate(paths):
        if at % HANDFUL == 0:
            prepare(paths[at : at + HANDFUL])
        yield path, tried(work, path)


def tried(work: Callable[[Path], T], path: Path) -> T | NdbgError:
    """The outcome of one file: a value, or the error that it cannot be used."""
    try:
        return work(path)
    except NdbgError as error:
        # What is told of a part of a file does not name the file, and here it is one of several.
        if isinstance(error, InputError) or f"{path}" in f"{error}":
            return error
        named = NdbgError(f"{path}：{error}")
        named.remarks = error.remarks
        return named
    except MemoryError:
        from ndbg.process.limits import too_much_memory

        return too_much_memory(path)
