"""One command on several files: each is tried, and what became of all of them is summed up.

The work on a file is done here or in processes of their own; what comes of it is told and
saved here, in order, one file after the other.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stderr, suppress
from functools import partial
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ndbg.cli.console import CLEAN, UNUSABLE, progress, tell, tell_error
from ndbg.cli.target import identities, refuse_source
from ndbg.errors import InputError, NdbgError, reason

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
_SEVERAL = 2
# Files handed to a process at once: enough that handing over costs nothing beside the work.
_HANDFUL = 4


def shared_folder(paths: Sequence[Path], output: Path | None) -> Path | None:
    """The folder that is meant where several files are to go somewhere; it is made with the first that does.

    Raises NdbgError where they would be written to one file.
    """
    if len(paths) < _SEVERAL or output is None:
        return None
    if not output.is_dir() and (output.exists() or output.suffix):
        raise NdbgError(f"几个文件要写到一个文件夹里，“{output}”不是文件夹；-o 后面请写文件夹的名字")
    return output


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder for what is put into it within; it goes again if that fails."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NdbgError(f"不能建立文件夹“{folder}”：{reason(error)}") from None
        yield
    except BaseException:
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise


def outcomes(
    paths: Sequence[Path], work: Callable[[Path], T], jobs: int, doing: str
) -> Iterator[tuple[Path, T | NdbgError]]:
    """What comes of each file, in order: a value, or why it cannot be used. `work` is done on `jobs` of them at a time.

    With more than one it must be a function that other processes can be told of, and so
    must what it gives.
    """
    if jobs == 1 or len(paths) < _SEVERAL:
        for path in progress(paths, doing):
            yield path, _tried(work, path)
        return
    # All processes are begun with the first that is done, before the bar begins a thread.
    done = _side_by_side(partial(_apart, work), paths, jobs)
    first = next(done)
    for path, (outcome, told) in zip(progress(paths, doing), chain([first], done), strict=True):
        sys.stderr.write(told)
        yield path, outcome


def _tried(work: Callable[[Path], T], path: Path) -> T | NdbgError:
    try:
        return work(path)
    except NdbgError as error:
        # What is told of a part of a file does not name the file, and here it is one of several.
        named = isinstance(error, InputError) or f"{path}" in f"{error}"
        return error if named else NdbgError(f"{path}：{error}")
    except MemoryError:
        from ndbg.process.limits import too_much_memory

        return too_much_memory(path)


_Apart = Callable[[Path], tuple[T | NdbgError, str]]


def _apart(work: Callable[[Path], T], path: Path) -> tuple[T | NdbgError, str]:
    """The work in a process of its own: what is told there is told here when it is that file's turn."""
    with redirect_stderr(StringIO()) as told:
        outcome = _tried(work, path)
    return outcome, told.getvalue()


def _side_by_side(work: _Apart[T], paths: Sequence[Path], jobs: int) -> Iterator[tuple[T | NdbgError, str]]:
    """What comes of each file, in order, from `jobs` processes.

    Where a process ends before its work is done, all others end with it. The files that it may have been
    at are then done again, each by a process of its own, which tells the one that is to blame; the rest go on.
    """
    from concurrent.futures.process import BrokenProcessPool

    handfuls = [paths[at : at + _HANDFUL] for at in range(0, len(paths), _HANDFUL)]
    done: dict[int, list[tuple[T | NdbgError, str]]] = {}
    at = 0
    while at < len(handfuls):
        waiting = [number for number in range(at, len(handfuls)) if number not in done]
        with _processes(min(jobs, len(paths))) as executor:
            with _signals_to_us():
                futures = {number: executor.submit(_in_turn, work, handfuls[number]) for number in waiting}
            try:
                while at < len(handfuls):
                    yield from done.pop(at, None) or futures.pop(at).result()
                    at += 1
            except BrokenProcessPool:
                pass
        done |= {number: made.result() for number, made in futures.items() if _is_done(made)}
        # Handfuls are begun in order, one for each process and one more.
        begun = [number for number in waiting if number >= at and number not in done][: jobs + 1]
        done |= {number: [_alone(work, path) for path in handfuls[number]] for number in begun}


def _in_turn(work: Callable[[Path], T], paths: Sequence[Path]) -> list[T]:
    return [work(path) for path in paths]


def _is_done(made: "Future[T]") -> bool:
    return made.done() and not made.cancelled() and made.exception() is None


def _alone(work: _Apart[T], path: Path) -> tuple[T | NdbgError, str]:
    """What comes of one file in a process of its own."""
    from concurrent.futures.process import BrokenProcessPool

    with _processes(
        1, "spawn"
    ) as executor:  # a bar may have begun a thread, beside which forking is not safe
        try:
            with _signals_to_us():
                made = executor.submit(work, path)
            return made.result()
        except BrokenProcessPool:
            said = "处理它的进程意外停止了（可能是内存不够），没有处理；请检查是不是这份文件"
            return NdbgError(f"“{path}”：{said}"), ""


@contextmanager
def _processes(count: int, method: str | None = None) -> Iterator["ProcessPoolExecutor"]:
    """So many processes; what they have not begun is left undone where the one that they work for gives up."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(count, get_context(method), initializer=_serve) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise


@contextmanager
def _signals_to_us() -> Iterator[None]:
    """Block SIGINT and SIGPIPE while workers and executor threads start, so that only the main thread gets them.

    They inherit the mask. SIGPIPE has its default action here, so a pipe to a killed worker would
    otherwise end the program.
    """
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGPIPE})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve() -> None:
    """Leave Ctrl-C to the process that all others work for, and end with it however that ends."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the process that was served to end, and end too: else one killed would leave the others forever."""
    import os
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(UNUSABLE)  # nothing is lost: only the other one writes files


def make_each(
    paths: Sequence[Path], make: Callable[[Path], T], keep: Callable[[Path, T], int], jobs: int = 1
) -> int:
    """Make something of each file and keep it, and give the exit code: the highest of all.

    `make` works on a file alone; `keep` saves what was made of it, tells of it and gives an
    exit code. What cannot be used stops only that file.
    """
    codes = []
    for path, made in outcomes(paths, make, jobs, "正在生成"):
        try:
            if isinstance(made, NdbgError):
                raise made
            codes.append(keep(path, made))
        except NdbgError as error:
            tell_error(error)
            codes.append(UNUSABLE)
    if len(paths) >= _SEVERAL:
        done = codes.count(CLEAN)
        tell(f"共 {len(paths)} 个文件：生成 {done} 个，没有生成 {len(paths) - done} 个")
    return max(codes)


class Written:
    """The files that this run has written, all into `folder` if there is one.

    It refuses to overwrite any source, also one that is still to be read.
    """

    def __init__(self, sources: Sequence[Path] = (), folder: Path | None = None) -> None:
        self.folder = folder
        self._places: set[Path] = set()
        self._sources = identities(sources)

    def save(
        self,
        path: Path,
        place: Path,
        data: bytes,
        *,
        force: bool,
        verify: Callable[[bytes], None] | None = None,
    ) -> None:
        """Save what was made of `path`. Raises NdbgError where this run has already written a file of this name."""
        from ndbg.write.files import save

        if place in self._places:
            raise NdbgError(
                f"“{path}”要写的文件与前面的一个文件相同，没有覆盖“{place}”；请改机关、年度或文件名"
            )
        refuse_source(place, self._sources)
        with _made(self.folder) if self.folder else nullcontext():
            save(place, data, force=force, verify=verify)
        self._places.add(place)
