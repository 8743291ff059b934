"""One command on several files: each is tried, and what became of all of them is summed up.

The work on a file is done here or in processes of their own; what comes of it is told and
saved here, in order, one file after the other.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stderr, suppress
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TypeVar

from ndbg.cli.console import CLEAN, UNUSABLE, progress, tell, tell_error
from ndbg.cli.target import identities, refuse_source
from ndbg.errors import NdbgError, reason

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
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(min(jobs, len(paths)), initializer=_serve) as executor:
        try:
            # All processes are begun here, before the bar begins a thread.
            with _signals_to_us():
                done = executor.map(partial(_apart, work), paths, chunksize=_HANDFUL)
            for path, (outcome, told) in zip(progress(paths, doing), done, strict=True):
                sys.stderr.write(told)
                yield path, outcome
        except BrokenProcessPool:
            raise NdbgError(
                "处理文件的一个进程意外停止了（可能是内存不够），后面的文件没有处理；请不写 --jobs 再运行一次"
            ) from None
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise


def _tried(work: Callable[[Path], T], path: Path) -> T | NdbgError:
    try:
        return work(path)
    except NdbgError as error:
        return error


def _apart(work: Callable[[Path], T], path: Path) -> tuple[T | NdbgError, str]:
    """The work in a process of its own: what is told there is told here when it is that file's turn."""
    with redirect_stderr(StringIO()) as told:
        outcome = _tried(work, path)
    return outcome, told.getvalue()


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
        named: bool,
        verify: Callable[[bytes], None] | None = None,
    ) -> None:
        """Save what was made of `path`; `named`: the user has named the place.

        Raises NdbgError where this run has already written a file of this name.
        """
        from ndbg.write.files import save

        if place in self._places:
            raise NdbgError(
                f"“{path}”要写的文件与前面的一个文件相同，没有覆盖“{place}”；请改机关、年度或文件名"
            )
        refuse_source(place, self._sources)
        with _made(self.folder) if self.folder else nullcontext():
            save(place, data, force=force, verify=verify, named=named)
        self._places.add(place)
