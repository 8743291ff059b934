"""Run a function over many files, here or on an executor."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ndbg.errors import InputError, NdbgError
from ndbg.read import prepare
from ndbg.text.controls import printable

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")
# Files submitted to a process together, so that submitting costs little beside the work.
HANDFUL = 4


def over_files(
    paths: Sequence[Path], work: Callable[[Path], T], executor: "Executor | None" = None
) -> Iterator[tuple[Path, T | NdbgError]]:
    """The outcome of each file, in order: a result, or the error for a file that cannot be used.

    Without an executor each file is processed when its outcome is asked for; with one, all are submitted at once,
    and `work` and its results must be picklable where it has other processes.
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
    """The outcome of one file: a result, or the error for a file that cannot be used."""
    try:
        return work(path)
    except NdbgError as error:
        # An error within a file does not name the file; among several it must.
        if isinstance(error, InputError) or f"{path}" in f"{error}":
            return error
        named = NdbgError(f"{printable(f'{path}')}：{error}")
        named.remarks = error.remarks
        return named
    except MemoryError:
        from ndbg.process.limits import too_much_memory

        return too_much_memory(path)
