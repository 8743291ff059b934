"""Run a function over many files, here or in several processes."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from ndbg.errors import InputError, NdbgError
from ndbg.read import prepare
from ndbg.text.controls import printable

T = TypeVar("T")
_HANDFUL = 4  # files that are prepared together


def over_files(
    paths: Sequence[Path], work: Callable[[Path], T], jobs: int = 1
) -> Iterator[tuple[Path, T | NdbgError]]:
    """The outcome of each file, in order: a result, or the error for a file that cannot be used.

    With one job each file is processed when its outcome is asked for. With more, `jobs` processes do the work, and
    `work` and its results must be picklable; a file whose process dies is repeated, and is lost if that one dies too.
    """
    return _on_processes(paths, work, jobs) if jobs > 1 else _in_turn(paths, work)


def _in_turn(paths: Sequence[Path], work: Callable[[Path], T]) -> Iterator[tuple[Path, T | NdbgError]]:
    for at, path in enumerate(paths):
        if at % _HANDFUL == 0:
            prepare(paths[at : at + _HANDFUL])
        yield path, _tried(work, path)


def _on_processes(
    paths: Sequence[Path], work: Callable[[Path], T], jobs: int
) -> Iterator[tuple[Path, T | NdbgError]]:
    from concurrent.futures import BrokenExecutor

    from ndbg.app.executors import each, place

    done: dict[int, T | NdbgError] = {}
    with place(jobs) as where:
        made = each(
            where, partial(_numbered, work), enumerate(paths), _lost, before=_prepare, ended=BrokenExecutor
        )
        for at, path in enumerate(paths):
            while at not in done:
                done.update([next(made)])
            yield path, done.pop(at)


def _prepare(numbered: Sequence[tuple[int, Path]]) -> None:
    prepare([path for _, path in numbered])


def _numbered(work: Callable[[Path], T], numbered: tuple[int, Path]) -> tuple[int, T | NdbgError]:
    number, path = numbered
    return number, _tried(work, path)


def _lost(numbered: tuple[int, Path]) -> tuple[int, NdbgError]:
    number, path = numbered
    message = "处理它的进程意外停止了（可能是内存不够），没有处理；请检查是不是这份文件"
    return number, NdbgError(f"“{path}”：{message}")


def _tried(work: Callable[[Path], T], path: Path) -> T | NdbgError:
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
